/// A module as JavaScript sees it: one function that runs its operations, and their names. Its other side:
/// engine/js/engine.ts.
///
/// Nothing is checked or explained twice: settings cross as documents and are read as recipes are. No exception leaves.
#include <emscripten/bind.h>
#include <inkling/error.h>

#include <new>

#include "call.h"

namespace inkling::bindings {

void Call::give(std::unique_ptr<Handle> handle) {
  reply.number(static_cast<double>(reinterpret_cast<std::uintptr_t>(handle.get())));
  made.push_back(std::move(handle));
}

Handle& Call::checked(Handle& handle, unsigned kinds) {
  if ((handle.kind & kinds) == 0) fail(ErrorCode::bad_data, {"This was asked of an object of another kind."});
  return handle;
}

namespace {

const Operation& operation(unsigned index) {
  for (const auto& some : all_operations) {
    if (index < some.size()) return some[index];
    index -= static_cast<unsigned>(some.size());
  }
  fail(ErrorCode::bad_setting, {"There is no such operation."});
}

/// The names of all operations; `call` knows them by their place.
val names() {
  Reply reply;
  reply.list();
  for (const auto& some : all_operations) {
    for (const Operation& operation : some) reply.text(operation.name);
  }
  return reply.end().sent();
}

val failure(std::string_view code, std::string_view message, const Refusal& refusal = {}) {
  Reply reply;
  return reply.list()
      .text(code)
      .text(message)
      .text(refusal.setting)
      .text(refusal.given)
      .text(refusal.allowed)
      .end()
      .truth(false)
      .sent();
}

/// The reply is followed by whether all went well; where not it is a list of code, message, setting, given and allowed.
val run(unsigned index, std::uintptr_t self, std::uintptr_t other, const val& document, const val& arrays) {
  try {
    Call call{.self = reinterpret_cast<Handle*>(self),
              .other = reinterpret_cast<Handle*>(other),
              .document = read_document(document),
              .arrays = arrays};
    operation(index).run(call);
    const val sent = call.reply.truth(true).sent();
    for (auto& handle : call.made) static_cast<void>(handle.release());
    return sent;
  } catch (const Error& error) {
    return failure(to_string(error.code()), error.what(), error.refusal());
  } catch (const std::bad_alloc&) {
    return failure("out_of_memory",
                   "There is not enough memory for this. Use fewer units, a smaller batch or fewer examples.");
  } catch (const std::exception& error) {
    return failure("engine_failed", error.what());
  }
}

}  // namespace
}  // namespace inkling::bindings

EMSCRIPTEN_BINDINGS(inkling) {
  emscripten::function("names", &inkling::bindings::names);
  emscripten::function("run", &inkling::bindings::run);
}

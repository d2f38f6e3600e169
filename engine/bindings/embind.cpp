/// The engine as JavaScript sees it: a list of operations, and one function that runs them. Its other side:
/// engine/js/native.ts.
///
/// Nothing is checked or explained twice: settings cross as documents and are read as recipes are. No exception leaves.
#include <emscripten/bind.h>
#include <emscripten/heap.h>
#include <inkling/error.h>

#include <new>

#include "data.h"
#include "network.h"
#include "training.h"

namespace inkling::bindings {

Arguments Call::arguments(Document kind) const {
  Arguments arguments;
  inkling::read_document(document, fields_of(kind, arguments), "The settings");
  return arguments;
}

void Call::give(std::unique_ptr<Handle> handle) {
  reply.number(static_cast<double>(reinterpret_cast<std::uintptr_t>(handle.get())));
  made.push_back(std::move(handle));
}

Handle& Call::checked(Handle& handle, unsigned kinds) {
  if ((handle.kind & kinds) == 0) fail(ErrorCode::bad_data, {"This was asked of an object of another kind."});
  return handle;
}

namespace {

// ----- What there is

void write_tables(Call& call) {
  struct Table {
    const char* name;
    const Type& rows;
  };
  const Table tables[] = {{"activations", types::type<Activation>()},
                          {"losses", types::type<Loss>()},
                          {"optimizers", types::type<OptimizerRule>()},
                          {"schedules", types::type<Choice<ScheduleRow>>()},
                          {"initializers", types::type<Choice<InitializerRow>>()},
                          {"generators", types::type<Generator>()},
                          {"scalings", types::type<Scaling>()},
                          {"data", types::type<Choice<DataRow>>()}};
  call.reply.object();
  for (const auto& [name, rows] : tables) call.reply.name(name).value(describe_rows(rows));
  call.reply.end();
}

/// Every document that the functions take, by its name, as a list of its settings.
void write_descriptions(Call& call) { call.reply.value(describe_all()); }

/// Bytes of memory that the module has taken, and gives back only when it goes.
void memory(Call& call) { call.reply.number(static_cast<double>(emscripten_get_heap_size())); }

void release(Call& call) { delete call.self; }

constexpr Operation general_operations[] = {
    {"tables", write_tables},
    {"settings", write_descriptions},
    {"memory", memory},
    {"release", release},
};

const std::span<const Operation> all_operations[] = {general_operations, data_operations, network_operations,
                                                     training_operations};

const Operation& operation(unsigned index) {
  for (const auto& some : all_operations) {
    if (index < some.size()) return some[index];
    index -= static_cast<unsigned>(some.size());
  }
  fail(ErrorCode::bad_setting, {"There is no such operation."});
}

// ----- Calls

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

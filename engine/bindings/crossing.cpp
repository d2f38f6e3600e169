/// How a call is guarded, and the copies in and out.
#include "crossing.h"

#include <inkling/error.h>

#include <new>

namespace inkling::bindings {
namespace {

val failure(std::string_view code, std::string_view message, const Refusal& refusal = {}) {
  return Object()
      .put("ok", val(false))
      .text("code", code)
      .text("message", message)
      .text("setting", refusal.setting)
      .text("given", refusal.given)
      .text("allowed", refusal.allowed);
}

template <typename Number>
val view_of(std::span<Number> numbers) {
  return val(emscripten::typed_memory_view(numbers.size(), numbers.data()));
}

template <typename Number>
void copy(const val& array, std::span<Number> to) {
  const val view = view_of(to);
  if (!to.empty()) view.call<void>("set", array);
}

template <typename Number>
std::vector<Number> copied(const val& array) {
  std::vector<Number> numbers(length_of(array));
  copy(array, std::span(numbers));
  return numbers;
}

}  // namespace

val guarded(val (*body)(void* captures), void* captures) {
  try {
    val result = body(captures);
    return Object().put("ok", val(true)).put("value", result);
  } catch (const Error& error) {
    return failure(to_string(error.code()), error.what(), error.refusal());
  } catch (const std::bad_alloc&) {
    return failure("out_of_memory",
                   "There is not enough memory for this. Use fewer units, a smaller batch or fewer examples.");
  } catch (const std::exception& error) {
    return failure("engine_failed", error.what());
  }
}

Value to_value(const val& document) {
  if (document.isTrue() || document.isFalse()) return document.isTrue();
  if (document.isNumber()) return document.as<double>();
  if (document.isString()) return document.as<std::string>();
  if (document.isNull()) return {};
  if (document.isArray()) {
    Value::List list(length_of(document));
    for (std::size_t i = 0; i < list.size(); ++i) list[i] = to_value(document[i]);
    return list;
  }
  const val entries = val::global("Object").call<val>("entries", document);
  Value::Fields fields(length_of(entries));
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const val entry = entries[i];
    fields[i] = {entry[0].as<std::string>(), to_value(entry[1])};
  }
  return fields;
}

void read_settings(const val& document, const Fields& fields) {
  read_document(to_value(document), fields, "The settings");
}

void append(Fields& fields, const Fields& more) { fields.insert(fields.end(), more.begin(), more.end()); }

val to_val(const Value& value) {
  if (value.truth() != nullptr) return val(*value.truth());
  if (value.number() != nullptr) return val(*value.number());
  if (value.text() != nullptr) return val(*value.text());
  if (value.list() != nullptr) {
    val list = val::array();
    for (const Value& element : *value.list()) push(list, to_val(element));
    return list;
  }
  if (value.fields() == nullptr) return val::null();
  Object object;
  for (const auto& [name, field] : *value.fields()) object.put(name.c_str(), to_val(field));
  return object;
}

std::size_t length_of(const val& array) { return array["length"].as<std::uint32_t>(); }

void copy_in(const val& array, std::span<float> to) { copy(array, to); }
std::vector<std::uint8_t> bytes_in(const val& array) { return copied<std::uint8_t>(array); }
std::vector<std::uint32_t> indices_in(const val& array) { return copied<std::uint32_t>(array); }

Matrix<float> rows_in(const val& array, Index columns, const char* what) {
  const auto length = static_cast<Index>(length_of(array));
  if (columns < 1 || length % columns != 0) {
    throw Error(ErrorCode::bad_data,
                join({what, ": ", length, " values were given; allowed are whole rows of ", columns, "."}),
                {.setting = what, .given = join({length, " values"}), .allowed = join({"rows of ", columns})});
  }
  Matrix<float> rows(length / columns, columns);
  copy_in(array, values(rows));
  return rows;
}

val array_out(std::span<const float> values) { return view_of(values).call<val>("slice"); }
val array_out(std::span<const std::uint8_t> values) { return view_of(values).call<val>("slice"); }
val array_out(std::span<const std::uint32_t> values) { return view_of(values).call<val>("slice"); }

Object& Object::text(const char* name, std::string_view text) { return put(name, val(std::string(text))); }
Object& Object::put(const char* name, const val& value) {
  object_.set(name, value);
  return *this;
}

void push(val& list, const val& value) { list.call<void>("push", value); }

}  // namespace inkling::bindings

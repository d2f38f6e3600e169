/// Documents, arrays and errors on their way between C++ and JavaScript. Bulk data crosses in one copy, and no view
/// into the engine's memory, which growth would detach, ever leaves.
#pragma once

#include <emscripten/val.h>
#include <inkling/matrix.h>
#include <inkling/value.h>

#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "src/document.h"

namespace inkling::bindings {

using emscripten::val;

/// What every function that JavaScript calls returns: {ok: true, value}, or {ok: false, code, message, setting, given,
/// allowed} for what `body` throws.
val guarded(val (*body)(void* captures), void* captures);

template <typename Body>
val guarded(Body body) {
  return guarded([](void* captures) -> val { return (*static_cast<Body*>(captures))(); }, &body);
}

/// From what `JSON.parse` may give. The JavaScript side has made sure that it is no more than that.
Value to_value(const val& document);
val to_val(const Value& value);

/// The fields of a configuration of the engine's, or of one of the bindings' own, which lists them by `fields`.
template <typename Config>
Fields fields_in(Config& config) {
  if constexpr (Described<Config>) {
    return fields_of(config);
  } else {
    return config.fields();
  }
}

/// Settings from a document: what it does not name stays as it is.
void read_settings(const val& document, const Fields& fields);

template <typename Config>
Config read_settings(const val& document) {
  Config config;
  read_settings(document, fields_in(config));
  return config;
}

/// The description of a configuration.
template <typename Config>
Value described() {
  Config config;
  return describe(fields_in(config));
}

/// Adds settings to a list.
void append(Fields& fields, const Fields& more);

// ----- Arrays. Those that come in are typed, of any type of numbers.

std::size_t length_of(const val& array);
void copy_in(const val& array, std::span<float> to);
std::vector<std::uint8_t> bytes_in(const val& array);
std::vector<std::uint32_t> indices_in(const val& array);

/// Rows of `columns` values each. @throws Error(bad_data) where the values do not fill whole rows.
Matrix<float> rows_in(const val& array, Index columns, const char* what);

val array_out(std::span<const float> values);
val array_out(std::span<const std::uint8_t> values);
val array_out(std::span<const std::uint32_t> values);
template <typename Derived>
val array_out(const Eigen::PlainObjectBase<Derived>& matrix) {
  return array_out(values(matrix));
}

// ----- Objects and lists

/// An object in the making. One function for all numbers, as code to set one field after another is several times as
/// large where each has a type of its own.
class Object {
 public:
  template <typename Number>
  Object& number(const char* name, Number number) {
    return put(name, val(static_cast<double>(number)));
  }
  Object& text(const char* name, std::string_view text);
  Object& put(const char* name, const val& value);
  /// The values of a matrix or vector; nothing where it is empty.
  template <typename Derived>
  Object& array(const char* name, const Eigen::PlainObjectBase<Derived>& matrix) {
    return matrix.size() > 0 ? put(name, array_out(matrix)) : *this;
  }
  operator val() const { return object_; }

 private:
  val object_ = val::object();
};

void push(val& list, const val& value);

}  // namespace inkling::bindings

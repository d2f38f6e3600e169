/// What crosses between C++ and JavaScript: documents and replies as bytes, bulk data as typed arrays in one copy. No
/// view into the engine's memory, which growth would detach, is kept by JavaScript beyond the call.
///
/// A value is one byte that says what it is, and then its content, numbers in the machine's order
/// (engine/js/crossing.ts is the other side):
///
///     N, T, F              nothing, true, false
///     D + 8 bytes          a number, as float64
///     S + 4 bytes + text   a text: how many bytes, and its UTF-8
///     L + values + E       a list
///     O + (S..., value)... + E   an object: names and values in turn
///     A                    in replies: the next of the typed arrays beside the bytes
#pragma once

#include <emscripten/val.h>
#include <inkling/matrix.h>
#include <inkling/value.h>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace inkling::bindings {

using emscripten::val;

/// What a call gives back, written value by value. Within an object every value needs its name first.
class Reply {
 public:
  Reply& name(std::string_view name) { return text(name); }
  Reply& number(double number);
  Reply& truth(bool truth);
  Reply& text(std::string_view text);
  Reply& list() { return mark('L'); }
  Reply& object() { return mark('O'); }
  /// Of a list or an object.
  Reply& end() { return mark('E'); }
  Reply& value(const Value& value);
  Reply& array(std::span<const float> values);
  Reply& array(std::span<const double> values);
  Reply& array(std::span<const std::uint8_t> values);
  Reply& array(std::span<const std::uint32_t> values);
  template <typename Derived>
  Reply& array(const Eigen::PlainObjectBase<Derived>& matrix) {
    return array(values(matrix));
  }

  // With a name.
  Reply& number(const char* name, double number) { return text(name).number(number); }
  Reply& text(const char* name, std::string_view text) { return this->text(name).text(text); }
  /// Of a matrix or vector; nothing where it is empty.
  Reply& array(std::string_view name, std::span<const float> values);
  Reply& array(std::string_view name, std::span<const double> values);
  template <typename Derived>
  Reply& array(const char* name, const Eigen::PlainObjectBase<Derived>& matrix) {
    return array(name, values(matrix));
  }

  /// The typed arrays, and at their end the bytes: a view that the next call overwrites.
  val sent();

 private:
  Reply& mark(char kind);
  void push(const val& array);

  std::vector<std::uint8_t> bytes_;
  val arrays_ = val::array();
};

/// A document from its bytes, as crossing.ts writes them; of no bytes an object without fields.
Value read_document(const val& bytes);

// Typed arrays on their way in, of any type of numbers.

std::size_t length_of(const val& array);
void copy_in(const val& array, std::span<float> to);
void copy_in(const val& array, std::span<double> to);
std::vector<std::uint8_t> bytes_in(const val& array);
std::vector<std::uint32_t> indices_in(const val& array);

/// Room for rows of `columns` values each. @throws Error(bad_data) where the array does not fill whole rows.
Matrix<float> room_for(const val& array, Index columns, const char* what);

/// The same with the array's values in it.
Matrix<float> rows_in(const val& array, Index columns, const char* what);

}  // namespace inkling::bindings

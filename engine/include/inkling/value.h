/// A document as JSON and JavaScript have it: nothing, a truth, a number, a text, a list, or values by name.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace inkling {

class Value {
 public:
  using List = std::vector<Value>;
  /// In the order in which they were written. No name occurs twice.
  using Fields = std::vector<std::pair<std::string, Value>>;

  Value() = default;
  Value(std::same_as<bool> auto truth) : content_(truth) {}  // and not whatever converts to one
  Value(double number) : content_(number) {}
  Value(std::string_view text) : content_(std::string(text)) {}
  Value(std::string text) : content_(std::move(text)) {}
  Value(const char* text) : Value(std::string_view(text)) {}
  Value(List list) : content_(std::move(list)) {}
  Value(Fields fields) : content_(std::move(fields)) {}

  /// Each is null where the value is of another kind.
  const bool* truth() const { return std::get_if<bool>(&content_); }
  const double* number() const { return std::get_if<double>(&content_); }
  const std::string* text() const { return std::get_if<std::string>(&content_); }
  const List* list() const { return std::get_if<List>(&content_); }
  const Fields* fields() const { return std::get_if<Fields>(&content_); }

  /// As a message shows it: 0.5, "relu", true, nothing, a list, an object.
  std::string shown() const;

  bool operator==(const Value&) const = default;

 private:
  std::variant<std::monostate, bool, double, std::string, List, Fields> content_;
};

/// The number with the fewest decimal digits that float32 rounds to `number`: 0.1 for 0.1F, which as a double is
/// 0.10000000149011612.
double shortest(float number);

}  // namespace inkling

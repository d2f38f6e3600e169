/// A document as JSON and JavaScript have it: nothing, a truth, a number, a text, a list, or values by name.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inkling {

class Value {
 public:
  using List = std::vector<Value>;
  /// In the order in which they were written. No name occurs twice.
  using Fields = std::vector<std::pair<std::string, Value>>;

  // None of these here, as every place that copies or drops a document would hold the whole of it.
  Value();
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;
  ~Value();

  Value(std::same_as<bool> auto truth) : Value() {  // and not whatever converts to one
    kind_ = Kind::truth;
    truth_ = truth;
  }
  Value(double number);
  Value(std::string_view text);
  Value(const std::string& text) : Value(std::string_view(text)) {}
  Value(const char* text) : Value(std::string_view(text)) {}
  Value(List list);
  Value(Fields fields);

  /// Each is null where the value is of another kind.
  const bool* truth() const { return kind_ == Kind::truth ? &truth_ : nullptr; }
  const double* number() const { return kind_ == Kind::number ? &number_ : nullptr; }
  const std::string* text() const { return kind_ == Kind::text ? &text_ : nullptr; }
  const List* list() const { return kind_ == Kind::list ? &list_ : nullptr; }
  const Fields* fields() const { return kind_ == Kind::fields ? &fields_ : nullptr; }

  /// As a message shows it: 0.5, "relu", true, nothing, a list, an object.
  std::string shown() const;

  bool operator==(const Value&) const;

 private:
  // All side by side, and not one in a variant: documents are small, and so is the code.
  enum class Kind { nothing, truth, number, text, list, fields };
  Kind kind_ = Kind::nothing;
  bool truth_ = false;
  double number_ = 0;
  std::string text_ = {};
  List list_ = {};
  Fields fields_ = {};
};

/// Adds a value by its name.
void put(Value::Fields& fields, std::string_view name, Value value);

/// The number with the fewest decimal digits that float32 rounds to `number`: 0.1 for 0.1F, which as a double is
/// 0.10000000149011612.
double shortest(float number);

}  // namespace inkling

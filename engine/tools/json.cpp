/// JSON by nlohmann/json: its parser tells of each piece as it comes, and of where the text is damaged.
#include "json.h"

#include <inkling/error.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>
#include <vector>

namespace inkling {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t deepest = 100;

/// "line 2, column 5" of the character at `position`, both counted from 1, columns in bytes.
std::string place(std::string_view text, std::size_t position) {
  const std::string_view before = text.substr(0, std::min(position, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t begin = before.rfind('\n') + 1;  // npos + 1 is 0
  return join({"line ", line, ", column ", before.size() - begin + 1});
}

/// Builds a value from what the parser tells.
class Builder : public nlohmann::json_sax<Json> {
 public:
  explicit Builder(std::string_view text) : text_(text) {}

  bool null() override { return add(Value()); }
  bool boolean(bool truth) override { return add(truth); }
  bool number_integer(number_integer_t number) override { return add(static_cast<double>(number)); }
  bool number_unsigned(number_unsigned_t number) override { return add(static_cast<double>(number)); }
  bool number_float(number_float_t number, const string_t& /*text*/) override { return add(number); }
  bool string(string_t& text) override { return add(text); }
  bool binary(binary_t& /*bytes*/) override { return false; }  // JSON text has none

  bool start_object(std::size_t /*size*/) override { return open(Value::Fields()); }
  bool start_array(std::size_t /*size*/) override { return open(Value::List()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    for (const auto& field : std::get<Value::Fields>(open_.back())) {
      if (field.first == name) fail({"the name \"", name, "\" stands twice in one object."});
    }
    names_.push_back(name);
    return true;
  }

  bool parse_error(std::size_t position, const std::string& token, const Json::exception& error) override {
    constexpr int out_of_range = 406;
    if (error.id == out_of_range) fail({"the number ", token, " is too large."});
    inkling::fail(ErrorCode::bad_data, {"This is not JSON: the text makes no sense at ",
                                        place(text_, position == 0 ? 0 : position - 1), "."});
  }

  Value result;

 private:
  using Container = std::variant<Value::Fields, Value::List>;

  [[noreturn]] static void fail(Pieces problem) {
    inkling::fail(ErrorCode::bad_data, {"This JSON is not usable: ", join(problem)});
  }

  bool open(Container container) {
    if (open_.size() == deepest) fail({"it is nested more than ", deepest, " deep."});
    open_.push_back(std::move(container));
    return true;
  }

  bool close() {
    Container container = std::move(open_.back());
    open_.pop_back();
    return std::visit([this](auto& content) { return add(std::move(content)); }, container);
  }

  bool add(Value value) {
    if (open_.empty()) {
      result = std::move(value);
    } else if (auto* list = std::get_if<Value::List>(&open_.back())) {
      list->push_back(std::move(value));
    } else {
      std::get<Value::Fields>(open_.back()).emplace_back(std::move(names_.back()), std::move(value));
      names_.pop_back();
    }
    return true;
  }

  std::string_view text_;
  std::vector<Container> open_;
  std::vector<std::string> names_;  ///< of the fields whose values are still to come
};

Json to_json(const Value& value) {
  if (value.truth() != nullptr) return *value.truth();
  if (value.text() != nullptr) return *value.text();
  if (const double* number = value.number()) {
    // 10 and not 10.0, where the two are the same.
    const auto whole = static_cast<std::int64_t>(std::clamp(*number, -0x1p53, 0x1p53));
    return static_cast<double>(whole) == *number ? Json(whole) : Json(*number);
  }
  Json json;
  if (value.list() != nullptr) {
    json = Json::array();
    for (const Value& element : *value.list()) json.push_back(to_json(element));
  } else if (value.fields() != nullptr) {
    json = Json::object();
    for (const auto& [name, field] : *value.fields()) json[name] = to_json(field);
  }
  return json;
}

/// On one line, with a blank after each comma and colon.
std::string on_one_line(const Json& json) {
  if (!json.is_structured()) return json.dump();
  std::string text;
  for (const auto& [name, element] : json.items()) {
    text += text.empty() ? "" : ", ";
    if (json.is_object()) text += Json(name).dump() + ": ";
    text += on_one_line(element);
  }
  return json.is_object() ? "{" + text + "}" : "[" + text + "]";
}

}  // namespace

Value parse_json(std::string_view text) {
  Builder builder(text);
  Json::sax_parse(text, &builder);
  return std::move(builder.result);
}

std::string write_json(const Value& value) {
  const Json json = to_json(value);
  if (!json.is_structured() || json.empty()) return on_one_line(json) + "\n";
  std::string text;
  for (const auto& [name, element] : json.items()) {
    text += text.empty() ? "\n  " : ",\n  ";
    if (json.is_object()) text += Json(name).dump() + ": ";
    text += on_one_line(element);
  }
  return json.is_object() ? "{" + text + "\n}\n" : "[" + text + "\n]\n";
}

}  // namespace inkling

/// The bytes of documents and replies, and the copies in and out.
#include "crossing.h"

#include <inkling/error.h>

#include <cstring>
#include <utility>

namespace inkling::bindings {
namespace {

template <typename Number>
val view_of(std::span<Number> numbers) {
  return val(emscripten::typed_memory_view(numbers.size(), numbers.data()));
}

template <typename Number>
void copy(const val& array, std::span<Number> to) {
  if (!to.empty()) view_of(to).template call<void>("set", array);
}

template <typename Number>
std::vector<Number> copied(const val& array) {
  std::vector<Number> numbers(length_of(array));
  copy(array, std::span(numbers));
  return numbers;
}

val copied(const val& view) { return view.call<val>("slice"); }

/// Reads what crossing.ts has written, and trusts it.
class Reader {
 public:
  explicit Reader(const std::vector<std::uint8_t>& bytes) : at_(bytes.data()) {}

  Value value() {
    switch (*at_++) {
      case 'T':
        return true;
      case 'F':
        return false;
      case 'D':
        return taken<double>();
      case 'S':
        return std::string(text());
      case 'L':
        return list();
      case 'O':
        return fields();
      default:
        return {};
    }
  }

 private:
  template <typename Number>
  Number taken() {
    Number number;
    std::memcpy(&number, at_, sizeof number);
    at_ += sizeof number;
    return number;
  }

  std::string_view text() {
    const auto size = taken<std::uint32_t>();
    const auto* characters = reinterpret_cast<const char*>(at_);
    at_ += size;
    return {characters, size};
  }

  Value::List list() {
    Value::List list;
    while (*at_ != 'E') list.push_back(value());
    ++at_;
    return list;
  }

  Value::Fields fields() {
    Value::Fields fields;
    for (; *at_ == 'S';) {
      ++at_;
      const std::string_view name = text();
      put(fields, name, value());
    }
    ++at_;
    return fields;
  }

  const std::uint8_t* at_;
};

}  // namespace

Reply& Reply::mark(char kind) {
  bytes_.push_back(static_cast<std::uint8_t>(kind));
  return *this;
}

Reply& Reply::number(double number) {
  mark('D');
  bytes_.resize(bytes_.size() + sizeof number);
  std::memcpy(bytes_.data() + bytes_.size() - sizeof number, &number, sizeof number);
  return *this;
}

Reply& Reply::truth(bool truth) { return mark(truth ? 'T' : 'F'); }

Reply& Reply::text(std::string_view text) {
  mark('S');
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::size_t at = bytes_.size();
  bytes_.resize(at + sizeof size + size);
  std::memcpy(bytes_.data() + at, &size, sizeof size);
  std::memcpy(bytes_.data() + at + sizeof size, text.data(), size);
  return *this;
}

Reply& Reply::value(const Value& value) {
  if (value.truth() != nullptr) return truth(*value.truth());
  if (value.number() != nullptr) return number(*value.number());
  if (value.text() != nullptr) return text(*value.text());
  if (value.list() != nullptr) {
    list();
    for (const Value& element : *value.list()) this->value(element);
    return end();
  }
  if (value.fields() == nullptr) return mark('N');
  object();
  for (const auto& [name, field] : *value.fields()) text(name).value(field);
  return end();
}

void Reply::push(const val& array) {
  mark('A');
  arrays_.call<void>("push", array);
}

Reply& Reply::array(std::span<const float> values) {
  push(copied(view_of(values)));
  return *this;
}

Reply& Reply::array(std::span<const double> values) {
  push(copied(view_of(values)));
  return *this;
}

Reply& Reply::array(std::span<const std::uint8_t> values) {
  push(copied(view_of(values)));
  return *this;
}

Reply& Reply::array(std::span<const std::uint32_t> values) {
  push(copied(view_of(values)));
  return *this;
}

Reply& Reply::array(std::string_view name, std::span<const float> values) {
  return values.empty() ? *this : text(name).array(values);
}

Reply& Reply::array(std::string_view name, std::span<const double> values) {
  return values.empty() ? *this : text(name).array(values);
}

val Reply::sent() {
  static std::vector<std::uint8_t> bytes;  // lives on while JavaScript reads it
  bytes = std::move(bytes_);
  arrays_.call<void>("push", view_of(std::span(bytes)));
  return arrays_;
}

Value read_document(const val& bytes) {
  const std::vector<std::uint8_t> copy = bytes_in(bytes);
  return copy.empty() ? Value::Fields() : Reader(copy).value();
}

std::size_t length_of(const val& array) { return array["length"].as<std::uint32_t>(); }

void copy_in(const val& array, std::span<float> to) { copy(array, to); }
void copy_in(const val& array, std::span<double> to) { copy(array, to); }
std::vector<std::uint8_t> bytes_in(const val& array) { return copied<std::uint8_t>(array); }
std::vector<std::uint32_t> indices_in(const val& array) { return copied<std::uint32_t>(array); }

Matrix<float> room_for(const val& array, Index columns, const char* what) {
  const auto length = static_cast<Index>(length_of(array));
  if (columns < 1 || length % columns != 0) {
    refuse({what}, {what}, {"a length of ", length}, {"a multiple of ", columns}, ErrorCode::bad_data);
  }
  return Matrix<float>(length / columns, columns);
}

Matrix<float> rows_in(const val& array, Index columns, const char* what) {
  Matrix<float> rows = room_for(array, columns, what);
  copy_in(array, values(rows));
  return rows;
}

}  // namespace inkling::bindings

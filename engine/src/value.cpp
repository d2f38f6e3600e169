/// Values in words, and floats in few digits.
#include <inkling/error.h>
#include <inkling/value.h>

#include <cmath>
#include <cstdlib>

#include "kernels/elementary.h"

namespace inkling {
namespace {

/// A text as a message shows it: quoted, and cut where it is long.
std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 40;
  const bool cut = text.size() > longest;
  std::size_t end = cut ? longest : text.size();
  // Not within a UTF-8 character, whose bytes after the first begin with the bits 10.
  while (cut && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return join({"\"", text.substr(0, end), cut ? "...\"" : "\""});
}

}  // namespace

Value::Value() = default;
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

Value::Value(double number) : kind_(Kind::number), number_(number) {}
Value::Value(std::string_view text) : kind_(Kind::text), text_(text) {}
Value::Value(List list) : kind_(Kind::list), list_(std::move(list)) {}
Value::Value(Fields fields) : kind_(Kind::fields), fields_(std::move(fields)) {}

bool Value::operator==(const Value& other) const {
  return kind_ == other.kind_ && truth_ == other.truth_ && number_ == other.number_ && text_ == other.text_ &&
         list_ == other.list_ && fields_ == other.fields_;
}

void put(Value::Fields& fields, std::string_view name, Value value) {
  fields.emplace_back(std::string(name), std::move(value));
}

std::string Value::shown() const {
  if (const double* own = number()) return join({*own});
  if (const std::string* own = text()) return quoted(*own);
  if (const bool* own = truth()) return *own ? "true" : "false";
  if (list() != nullptr) return "a list";
  return fields() != nullptr ? "an object" : "nothing";
}

double shortest(float number) {
  if (number == 0 || !std::isfinite(number)) return number;
  const auto exact = static_cast<double>(number);
  const auto size = static_cast<int>(std::floor(std::log10(std::abs(exact))));
  // Nine digits tell all floats apart. A power of ten up to 10^22 is exact in double, so that the division rounds to
  // the very double that the decimal is read as.
  for (int digits = 1; digits <= 9; ++digits) {
    const int places = digits - 1 - size;
    const double power = kernels::power(10.0, static_cast<std::uint64_t>(std::abs(places)));
    const double candidate = places >= 0 ? std::round(exact * power) / power : std::round(exact / power) * power;
    if (static_cast<float>(candidate) == number) return candidate;
  }
  return exact;
}

}  // namespace inkling

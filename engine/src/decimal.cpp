/// A double is enough but for decimals next to the middle between two floats; those are compared with it exactly.
#include "decimal.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "kernels/elementary.h"

namespace inkling {
namespace {

/// A natural number of any size, the lowest 32 bits first and the highest not 0.
class Natural {
 public:
  void multiply_add(std::uint32_t factor, std::uint32_t summand) {
    std::uint64_t carry = summand;
    for (std::uint32_t& word : words_) {
      carry += std::uint64_t{word} * factor;
      word = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry > 0) words_.push_back(static_cast<std::uint32_t>(carry));
  }

  /// Times factor^power.
  void scale(std::uint32_t factor, int power) {
    for (int i = 0; i < power; ++i) multiply_add(factor, 0);
  }

  /// Below, equal to or above 0 as this is smaller, equal or larger.
  int compare(const Natural& other) const {
    if (words_.size() != other.words_.size()) return words_.size() < other.words_.size() ? -1 : 1;
    for (std::size_t i = words_.size(); i-- > 0;) {
      if (words_[i] != other.words_[i]) return words_[i] < other.words_[i] ? -1 : 1;
    }
    return 0;
  }

 private:
  std::vector<std::uint32_t> words_;
};

/// digits 10^exponent, the digits without zeros at either end.
struct Decimal {
  std::string digits = {};
  int exponent = 0;
};

Decimal parse(std::string_view text) {
  constexpr int most = 100'000;  // beyond are only zero and infinity
  Decimal decimal;
  bool after_point = false;
  std::size_t i = 0;
  for (; i < text.size() && text[i] != 'e' && text[i] != 'E'; ++i) {
    if (text[i] == '.') {
      after_point = true;
      continue;
    }
    if (text[i] != '0' || !decimal.digits.empty()) decimal.digits += text[i];
    if (after_point) --decimal.exponent;
  }
  if (++i < text.size()) {
    const bool negative = text[i] == '-';
    if (negative || text[i] == '+') ++i;
    int exponent = 0;
    for (; i < text.size(); ++i) exponent = std::min(10 * exponent + (text[i] - '0'), most);
    decimal.exponent += negative ? -exponent : exponent;
  }
  while (!decimal.digits.empty() && decimal.digits.back() == '0') decimal.digits.pop_back(), ++decimal.exponent;
  return decimal;
}

/// The decimal compared with the middle between the float of these bits and the next one.
int compare_with_middle(const Decimal& decimal, std::uint32_t bits) {
  const std::uint32_t field = bits >> 23U;
  const std::uint32_t mantissa = (bits & 0x7FFFFFU) | (field > 0 ? 0x800000U : 0U);
  const int exponent = std::max(static_cast<int>(field), 1) - 151;
  Natural left;
  for (const char digit : decimal.digits) left.multiply_add(10, static_cast<std::uint32_t>(digit - '0'));
  left.scale(10, decimal.exponent);
  left.scale(2, -exponent);
  Natural right;
  right.multiply_add(0, 2 * mantissa + 1);
  right.scale(10, -decimal.exponent);
  right.scale(2, exponent);
  return left.compare(right);
}

/// The nearest float to a positive decimal, by the bits of one that is near.
std::uint32_t nearest_bits(const Decimal& decimal, std::uint32_t bits) {
  constexpr std::uint32_t infinity = 0x7F800000U;
  bits = std::min(bits, infinity - 1);
  const auto is_beyond = [&](std::uint32_t below) {
    const int order = compare_with_middle(decimal, below);
    return order > 0 || (order == 0 && below % 2 == 1);
  };
  while (bits < infinity && is_beyond(bits)) ++bits;
  while (bits > 0 && !is_beyond(bits - 1)) --bits;
  return bits;
}

}  // namespace

float nearest_float(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const Decimal decimal = parse(text);
  const auto signed_as = [&](float size) { return negative ? -size : size; };
  const int size = decimal.exponent + static_cast<int>(decimal.digits.size());  // it is below 10^size
  if (decimal.digits.empty() || size < -60) return signed_as(0);
  if (size > 60) return signed_as(HUGE_VALF);

  double leading = 0;
  const auto kept = static_cast<int>(std::min<std::size_t>(decimal.digits.size(), 15));
  for (int i = 0; i < kept; ++i) leading = 10 * leading + (decimal.digits[static_cast<std::size_t>(i)] - '0');
  const int places = size - kept;
  const double power = kernels::power(10.0, static_cast<std::uint64_t>(std::abs(places)));
  const double near = places < 0 ? leading / power : leading * power;
  const auto rounded = static_cast<float>(near);
  // Both numbers exact, so that the double is the decimal rounded once; and not itself a middle between floats, which
  // are the doubles with these last bits, so that it and the decimal lie on the same side of every such middle.
  const bool is_exact = static_cast<std::size_t>(kept) == decimal.digits.size() && std::abs(places) <= 22;
  const bool is_middle = (kernels::bit_cast<std::uint64_t>(near) & 0x1FFFFFFFU) == 0x10000000U;
  if (is_exact && !is_middle && near >= 0x1p-126 && near < 0x1p127) return signed_as(rounded);
  return signed_as(kernels::bit_cast<float>(nearest_bits(decimal, kernels::bit_cast<std::uint32_t>(rounded))));
}

}  // namespace inkling

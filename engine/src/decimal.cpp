/// A double is enough but for decimals next to the middle between two floats; those are compared with it exactly.
#include "decimal.h"

#include <inkling/error.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "kernels/elementary.h"
#include "letters.h"

namespace inkling {
namespace {

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

/// Takes a sign, where there is one.
void skip_sign(std::string_view& text) {
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
}

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

/// digits 10^exponent, the digits without zeros at either end. On which side of a middle between two numbers a decimal
/// lies is known from its first `enough_digits`, which is more than any middle has (767, of doubles), and from whether
/// anything follows: a 1 stands for all that does.
struct Decimal {
  std::string digits = {};
  int exponent = 0;
};
constexpr std::size_t enough_digits = 800;

Decimal parse(std::string_view text) {
  constexpr int most = 100'000;  // beyond are only zero and infinity
  Decimal decimal;
  bool after_point = false;
  bool goes_on = false;
  std::size_t i = 0;
  for (; i < text.size() && text[i] != 'e' && text[i] != 'E'; ++i) {
    if (text[i] == '.') {
      after_point = true;
      continue;
    }
    if (after_point) --decimal.exponent;
    if (decimal.digits.size() == enough_digits) {
      ++decimal.exponent;
      goes_on = goes_on || text[i] != '0';
    } else if (text[i] != '0' || !decimal.digits.empty()) {
      decimal.digits += text[i];
    }
  }
  if (goes_on) decimal.digits += '1', --decimal.exponent;
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

/// How floating-point numbers lie in their bits.
struct Format {
  int mantissa_bits;
  int lowest_exponent;  ///< of half the distance between the smallest ones
  std::uint64_t infinity;
};
constexpr Format single{23, -150, 0x7F800000U};
constexpr Format twofold{52, -1075, 0x7FF0000000000000U};

/// The decimal compared with the middle between the number of these bits and the next one.
int compare_with_middle(const Decimal& decimal, std::uint64_t bits, const Format& format) {
  const std::uint64_t field = bits >> static_cast<unsigned>(format.mantissa_bits);
  const std::uint64_t hidden = std::uint64_t{1} << static_cast<unsigned>(format.mantissa_bits);
  const std::uint64_t middle = 2 * ((bits & (hidden - 1)) | (field > 0 ? hidden : 0)) + 1;
  const int exponent = std::max(static_cast<int>(field), 1) - 1 + format.lowest_exponent;
  Natural left;
  for (const char digit : decimal.digits) left.multiply_add(10, static_cast<std::uint32_t>(digit - '0'));
  left.scale(10, decimal.exponent);
  left.scale(2, -exponent);
  Natural right;
  right.multiply_add(0, static_cast<std::uint32_t>(middle >> 32));
  right.scale(2, 32);
  right.multiply_add(1, static_cast<std::uint32_t>(middle));
  right.scale(10, -decimal.exponent);
  right.scale(2, exponent);
  return left.compare(right);
}

/// The nearest number to a positive decimal, by the bits of one that is near.
std::uint64_t nearest_bits(const Decimal& decimal, std::uint64_t bits, const Format& format) {
  bits = std::min(bits, format.infinity - 1);
  const auto is_beyond = [&](std::uint64_t below) {
    const int order = compare_with_middle(decimal, below, format);
    return order > 0 || (order == 0 && below % 2 == 1);
  };
  while (bits < format.infinity && is_beyond(bits)) ++bits;
  while (bits > 0 && !is_beyond(bits - 1)) --bits;
  return bits;
}

/// number 10^places. In two steps, as no double holds the power for the smallest ones.
double scaled(double number, int places) {
  constexpr int most = 300;
  for (int left = std::abs(places); left > 0; left -= most) {
    const double power = kernels::power(10.0, static_cast<std::uint64_t>(std::min(left, most)));
    number = places < 0 ? number / power : number * power;
  }
  return number;
}

/// A double next to a positive decimal, and whether it is the nearest for sure: a single operation on exact numbers.
std::pair<double, bool> estimate(const Decimal& decimal) {
  double leading = 0;
  const auto kept = static_cast<int>(std::min<std::size_t>(decimal.digits.size(), 15));
  for (int i = 0; i < kept; ++i) leading = 10 * leading + (decimal.digits[static_cast<std::size_t>(i)] - '0');
  const int places = decimal.exponent + static_cast<int>(decimal.digits.size()) - kept;
  const bool is_exact = static_cast<std::size_t>(kept) == decimal.digits.size() && std::abs(places) <= 22;
  return {scaled(leading, places), is_exact};
}

/// Whether a double may be what was estimated for another: a power of ten is off by a few of its last digits.
bool is_close(double estimated, double number) {
  const auto bits = [](double size) { return kernels::bit_cast<std::int64_t>(size); };
  return std::abs(bits(estimated) - bits(number)) < 100;
}

double nearest(const Decimal& decimal) {
  const int size = decimal.exponent + static_cast<int>(decimal.digits.size());  // it is below 10^size
  if (decimal.digits.empty() || size < -330) return 0;
  if (size > 310) return HUGE_VAL;
  const auto [near, is_exact] = estimate(decimal);
  if (is_exact) return near;
  return kernels::bit_cast<double>(nearest_bits(decimal, kernels::bit_cast<std::uint64_t>(near), twofold));
}

std::string written(const Decimal& decimal) {
  const std::string& digits = decimal.digits;
  const auto count = static_cast<int>(digits.size());
  const int point = count + decimal.exponent;  // how many digits stand before it
  if (point > 16 || point < -3) {
    const std::string_view others = std::string_view(digits).substr(1);
    return join({digits.substr(0, 1), others.empty() ? "" : ".", others, "e", point - 1});
  }
  if (point <= 0) return join({"0.", std::string(static_cast<std::size_t>(-point), '0'), digits});
  if (point >= count) return join({digits, std::string(static_cast<std::size_t>(point - count), '0')});
  const auto whole = static_cast<std::size_t>(point);
  return join({digits.substr(0, whole), ".", digits.substr(whole)});
}

}  // namespace

bool is_decimal(std::string_view text) {
  skip_sign(text);
  std::size_t digits = count_digits(text);
  text.remove_prefix(digits);
  if (!text.empty() && text[0] == '.') {
    text.remove_prefix(1);
    const std::size_t decimals = count_digits(text);
    text.remove_prefix(decimals);
    digits += decimals;
  }
  if (digits == 0) return false;
  if (text.empty()) return true;
  if (text[0] != 'e' && text[0] != 'E') return false;
  text.remove_prefix(1);
  skip_sign(text);
  return !text.empty() && count_digits(text) == text.size();
}

float nearest_float(std::string_view text) {
  const bool negative = text.starts_with('-');
  skip_sign(text);
  const Decimal decimal = parse(text);
  const auto signed_as = [&](float size) { return negative ? -size : size; };
  const int size = decimal.exponent + static_cast<int>(decimal.digits.size());  // it is below 10^size
  if (decimal.digits.empty() || size < -60) return signed_as(0);
  if (size > 60) return signed_as(HUGE_VALF);

  const auto [near, is_exact] = estimate(decimal);
  const auto rounded = static_cast<float>(near);
  // The double is the decimal rounded once; and not itself a middle between floats, which are the doubles with these
  // last bits, so that it and the decimal lie on the same side of every such middle.
  const bool is_middle = (kernels::bit_cast<std::uint64_t>(near) & 0x1FFFFFFFU) == 0x10000000U;
  if (is_exact && !is_middle && near >= 0x1p-126 && near < 0x1p127) return signed_as(rounded);
  const std::uint64_t bits = nearest_bits(decimal, kernels::bit_cast<std::uint32_t>(rounded), single);
  return signed_as(kernels::bit_cast<float>(static_cast<std::uint32_t>(bits)));
}

double nearest_double(std::string_view text) {
  const bool negative = text.starts_with('-');
  skip_sign(text);
  const double size = nearest(parse(text));
  return negative ? -size : size;
}

std::string shortest_decimal(double number) {
  const double size = std::abs(number);
  if (size == 0) return "0";
  const auto magnitude = static_cast<int>(std::floor(std::log10(size)));
  for (int count = 1;; ++count) {
    // Seventeen digits tell all doubles apart, but from fifteen on what was scaled may be some off in the last.
    const int places = count - 1 - magnitude;
    const long long first = std::llround(scaled(size, places));
    const int most = count < 15 ? 0 : 400;
    for (int off = 0; off <= most; off = off > 0 ? -off : 1 - off) {
      const Decimal decimal = parse(join({first + off, "e", -places}));
      if (is_close(estimate(decimal).first, size) && nearest(decimal) == size) {
        return join({number < 0 ? "-" : "", written(decimal)});
      }
    }
  }
}

}  // namespace inkling

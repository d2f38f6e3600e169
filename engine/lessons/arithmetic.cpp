/// The tables of orders and exponentials.
#include "lessons/arithmetic.h"

#include <inkling/error.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include "kernels/elementary.h"
#include "lessons/precise.h"

namespace inkling::lessons {
namespace {

// ----- Orders

float forward(std::size_t count, AddTerm add) {
  float sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum = add(sum, i);
  return sum;
}

float backward(std::size_t count, AddTerm add) {
  float sum = 0;
  for (std::size_t i = count; i-- > 0;) sum = add(sum, i);
  return sum;
}

float halves(std::size_t first, std::size_t count, AddTerm add) {
  if (count == 1) return add(0, first);
  if (count == 2) return add(add(0, first), first + 1);
  const std::size_t half = count - count / 2;
  return halves(first, half, add) + halves(first + half, count - half, add);
}

float pairwise(std::size_t count, AddTerm add) { return count == 0 ? 0 : halves(0, count, add); }

template <std::size_t count_of_lanes>
float lanes(std::size_t count, AddTerm add) {
  std::array<float, count_of_lanes> sums{};
  for (std::size_t i = 0; i < count; ++i) sums[i % count_of_lanes] = add(sums[i % count_of_lanes], i);
  float sum = 0;
  for (const float lane : sums) sum += lane;
  return sum;
}

constexpr std::array<OrderRow, 5> orders{{
    {"forward", forward},
    {"backward", backward},
    {"pairwise", pairwise},
    {"lanes_4", lanes<4>},
    {"lanes_8", lanes<8>},
}};

// ----- Exponentials

/// fraction 2^n, which a float may be too small to hold before it is multiplied.
float scaled(float x, float fraction, std::int32_t n) {
  const std::int32_t half = n >> 1;
  const float result = fraction * kernels::power_of_two(half) * kernels::power_of_two(n - half);
  return x == x ? result : x;
}

/// |x| up to 104, beyond which e^x is no float any more, or 0.
float bounded(float x) {
  const float above = x > -104.0F ? x : -104.0F;
  return above < 104.0F ? above : 104.0F;
}

/// x = n ln(2) / parts + r.
struct Reduced {
  float r;
  std::int32_t n;
};

/// ln 2 is in two parts, of which the first has so few bits that its product with n is exact.
template <int parts>
Reduced reduce(float x) {
  const float shifted = x * (parts * 1.44269504088896341F) + 12582912.0F;
  const float n = shifted - 12582912.0F;
  return {(x - n * (0.693359375F / parts)) - n * (-2.12194440e-4F / parts), static_cast<std::int32_t>(n)};
}

float taylor(float x) {
  const auto [r, n] = reduce<1>(bounded(x));
  float p = 1.0F / 5040;
  p = p * r + 1.0F / 720;
  p = p * r + 1.0F / 120;
  p = p * r + 1.0F / 24;
  p = p * r + 1.0F / 6;
  p = p * r + 0.5F;
  p = p * r + 1.0F;
  p = p * r + 1.0F;
  return scaled(x, p, n);
}

/// 2^(j/16).
constexpr std::array<float, 16> roots{1.0F,        1.04427373F, 1.09050775F, 1.13878858F, 1.18920708F, 1.24185777F,
                                      1.29683959F, 1.35425556F, 1.41421354F, 1.47682619F, 1.54221082F, 1.61049032F,
                                      1.68179286F, 1.75625217F, 1.8340081F,  1.91520655F};

float by_table(float x) {
  const auto [r, n] = reduce<16>(bounded(x));
  const float root = roots[static_cast<std::size_t>(n & 15)];
  const float rest = r + r * r * (0.5F + r * (1.0F / 6));
  return scaled(x, root + root * rest, n >> 4);
}

float by_double(float x) { return static_cast<float>(precise::exp(x)); }

constexpr std::array<ExponentialRow, 4> exponentials{{
    {"inkling", [](float x) { return kernels::exp(x); }},
    {"taylor", taylor},
    {"table", by_table},
    {"double", by_double},
}};

}  // namespace

std::span<const OrderRow> OrderRow::table() { return orders; }
std::span<const ExponentialRow> ExponentialRow::table() { return exponentials; }

float multiply_add(float a, float b, float c) {
  // A product of floats is exact in double. Its sum with c may not be, and rounding that to float would round twice. So
  // it is rounded to odd first: where something was lost, to the neighbour whose last bit is 1. A double has more than
  // two bits beyond those of a float, so that neighbour is never halfway between two floats unless the sum itself is,
  // and rounds to where the sum would (S. Boldo and G. Melquiond 2008).
  const double product = double{a} * double{b};
  const double sum = product + c;
  const double from_c = sum - product;
  const double lost = (product - (sum - from_c)) + (c - from_c);
  if (lost == 0 || !std::isfinite(sum)) return static_cast<float>(sum);
  const auto bits = kernels::bit_cast<std::uint64_t>(sum);
  if ((bits & 1U) != 0) return static_cast<float>(sum);
  const bool is_larger = (lost > 0) == (sum > 0);
  return static_cast<float>(kernels::bit_cast<double>(is_larger ? bits + 1 : bits - 1));
}

float sum(std::span<const float> numbers, const Order& order) {
  return order->add_up(numbers.size(), [&](float sum, std::size_t i) { return sum + numbers[i]; });
}

float dot(std::span<const float> a, std::span<const float> b, const Order& order, bool fused) {
  if (a.size() != b.size()) {
    refuse({"b"}, {"b"}, {"a length of ", b.size()}, {"that of a, ", a.size()}, ErrorCode::bad_data);
  }
  if (fused) {
    return order->add_up(a.size(), [&](float sum, std::size_t i) { return multiply_add(a[i], b[i], sum); });
  }
  return order->add_up(a.size(), [&](float sum, std::size_t i) { return sum + a[i] * b[i]; });
}

}  // namespace inkling::lessons

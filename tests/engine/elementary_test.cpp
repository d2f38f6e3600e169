/// Our exp, log, tanh and sigmoid against double precision, over dense sweeps, within the bounds their header states.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "kernels/elementary.h"

namespace inkling::kernels::elementary_test {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

/// The distance between neighbouring floats at `value`; that of the smallest normal numbers below them.
double unit_in_last_place(double value) {
  const int exponent = std::max(std::ilogb(value), -126);
  return std::ldexp(1.0, exponent - 23);
}

/// Largest error in ulp of `function` against `exact`, over every `stride`-th float from `low` to `high`.
template <typename Function, typename Exact>
double worst_error(Function function, Exact exact, float low, float high, std::uint32_t stride) {
  double worst = 0;
  std::size_t checked = 0;
  const auto check = [&](float x) {
    if (!(x >= low && x <= high)) return;
    const double expected = exact(static_cast<double>(x));
    worst = std::max(worst, std::abs(static_cast<double>(function(x)) - expected) / unit_in_last_place(expected));
    ++checked;
  };
  for (std::uint32_t bits = 0; bits < 0x7F800000U; bits += stride) {
    check(bit_cast<float>(bits));
    check(bit_cast<float>(bits | 0x80000000U));
  }
  EXPECT_GT(checked, 100000U);
  return worst;
}

// A prime stride meets every kind of mantissa.
constexpr std::uint32_t stride = 2003;

TEST(Elementary, ExpIsWithinItsBound) {
  const auto function = [](float x) { return exp(x); };
  const auto exact = [](double x) { return std::exp(x); };
  EXPECT_LE(worst_error(function, exact, -87.3F, 88.7F, stride), 1.5);
}

TEST(Elementary, LogIsWithinItsBound) {
  const auto function = [](float x) { return log(x); };
  const auto exact = [](double x) { return std::log(x); };
  EXPECT_LE(worst_error(function, exact, std::numeric_limits<float>::denorm_min(), infinity, stride), 1.0);
}

TEST(Elementary, TanhIsWithinItsBound) {
  const auto function = [](float x) { return tanh(x); };
  const auto exact = [](double x) { return std::tanh(x); };
  EXPECT_LE(worst_error(function, exact, -infinity, infinity, stride), 2.0);
}

TEST(Elementary, SigmoidIsWithinItsBound) {
  const auto function = [](float x) { return sigmoid(x); };
  const auto exact = [](double x) { return x < 0 ? std::exp(x) / (1 + std::exp(x)) : 1 / (1 + std::exp(-x)); };
  EXPECT_LE(worst_error(function, exact, -infinity, infinity, stride), 2.5);
}

TEST(Elementary, Log1pIsWithinItsBound) {
  const auto function = [](float x) { return log1p(x); };
  const auto exact = [](double x) { return std::log1p(x); };
  EXPECT_LE(worst_error(function, exact, std::numeric_limits<float>::min(), 1.0F, stride), 2.0);
}

TEST(Elementary, Expm1IsWithinItsBound) {
  const auto function = [](float x) { return expm1(x); };
  const auto exact = [](double x) { return std::expm1(x); };
  EXPECT_LE(worst_error(function, exact, -infinity, -std::numeric_limits<float>::min(), stride), 4.0);
}

TEST(Elementary, ErfIsWithinItsBound) {
  const auto function = [](float x) { return erf(x); };
  const auto exact = [](double x) { return std::erf(x); };
  EXPECT_LE(worst_error(function, exact, -infinity, infinity, stride), 2.5);
}

TEST(Elementary, EdgesAreThoseOfTheMathematics) {
  EXPECT_EQ(exp(0.0F), 1.0F);
  EXPECT_EQ(exp(-infinity), 0.0F);
  EXPECT_EQ(exp(infinity), infinity);
  EXPECT_EQ(exp(-200.0F), 0.0F);
  EXPECT_EQ(exp(200.0F), infinity);
  EXPECT_TRUE(std::isnan(exp(std::nanf(""))));
  EXPECT_EQ(log(1.0F), 0.0F);
  EXPECT_EQ(log(0.0F), -infinity);
  EXPECT_EQ(log(infinity), infinity);
  EXPECT_TRUE(std::isnan(log(-1.0F)));
  EXPECT_TRUE(std::isnan(log(std::nanf(""))));
  EXPECT_EQ(log1p(0.0F), 0.0F);
  EXPECT_EQ(expm1(0.0F), 0.0F);
  EXPECT_EQ(expm1(-infinity), -1.0F);
  EXPECT_EQ(erf(0.0F), 0.0F);
  EXPECT_EQ(erf(infinity), 1.0F);
  EXPECT_EQ(erf(-infinity), -1.0F);
  EXPECT_TRUE(std::isnan(erf(std::nanf(""))));
  EXPECT_EQ(power(3.0, 0), 1.0);
  EXPECT_EQ(power(3.0, 13), 1594323.0);
  EXPECT_EQ(tanh(0.0F), 0.0F);
  EXPECT_EQ(tanh(infinity), 1.0F);
  EXPECT_EQ(tanh(-infinity), -1.0F);
  EXPECT_TRUE(std::isnan(tanh(std::nanf(""))));
  EXPECT_EQ(sigmoid(0.0F), 0.5F);
  EXPECT_EQ(sigmoid(-infinity), 0.0F);
  EXPECT_EQ(sigmoid(infinity), 1.0F);
  EXPECT_TRUE(std::isnan(sigmoid(std::nanf(""))));
}

}  // namespace
}  // namespace inkling::kernels::elementary_test

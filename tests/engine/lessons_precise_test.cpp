/// The lessons' exp, log, erf and their kin in double against the standard library's, over dense sweeps.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "lessons/precise.h"

namespace inkling::lessons::lessons_precise_test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The distance between neighbouring doubles at `value`; that of the smallest normal numbers below them.
double unit_in_last_place(double value) { return std::ldexp(1.0, std::max(std::ilogb(value), -1022) - 52); }

/// Largest error in ulp of `function` against `library`, over doubles from `low` to `high` of every exponent. The
/// standard library's own error, which is below 1, is in it.
template <typename Function, typename Library>
double worst_error(Function function, Library library, double low, double high) {
  double worst = 0;
  std::size_t checked = 0;
  const auto check = [&](double x) {
    if (!(x >= low && x <= high)) return;
    const double expected = library(x);
    worst = std::max(worst, std::abs(function(x) - expected) / unit_in_last_place(expected));
    ++checked;
  };
  // Exponents from -60 to 12, where all that is not a limit happens; an odd stride meets every kind of mantissa.
  constexpr std::uint64_t first = (1023ULL - 60) << 52U;
  constexpr std::uint64_t last = (1023ULL + 12) << 52U;
  for (std::uint64_t bits = first; bits < last; bits += (1ULL << 40U) + 12'345) {
    check(kernels::bit_cast<double>(bits));
    check(-kernels::bit_cast<double>(bits));
  }
  EXPECT_GT(checked, 100'000U);
  return worst;
}

TEST(Precise, FunctionsAreWithinTheirBounds) {
  EXPECT_LE(worst_error(precise::exp, [](double x) { return std::exp(x); }, -708, 709), 2);
  EXPECT_LE(worst_error(precise::log, [](double x) { return std::log(x); }, 1e-300, infinity), 2);
  EXPECT_LE(worst_error(precise::erf, [](double x) { return std::erf(x); }, -infinity, infinity), 6);
  EXPECT_LE(worst_error(precise::log1p, [](double x) { return std::log1p(x); }, 0, infinity), 4);
  EXPECT_LE(worst_error(precise::expm1, [](double x) { return std::expm1(x); }, -infinity, 0), 4);
  EXPECT_LE(worst_error(precise::tanh, [](double x) { return std::tanh(x); }, -infinity, infinity), 7);
  const auto sigmoid = [](double x) { return x < 0 ? std::exp(x) / (1 + std::exp(x)) : 1 / (1 + std::exp(-x)); };
  EXPECT_LE(worst_error(precise::sigmoid, sigmoid, -700, 700), 4);
}

TEST(Precise, EdgesAreThoseOfTheMathematics) {
  EXPECT_EQ(precise::exp(0), 1);
  EXPECT_EQ(precise::exp(infinity), infinity);
  EXPECT_EQ(precise::exp(-infinity), 0);
  EXPECT_EQ(precise::exp(-745), std::exp(-745.0)) << "the smallest number of all";
  EXPECT_EQ(precise::log(0), -infinity);
  EXPECT_EQ(precise::log(1), 0);
  EXPECT_EQ(precise::log(infinity), infinity);
  EXPECT_NEAR(precise::log(std::numeric_limits<double>::denorm_min()), -1074 * 0.69314718055994531, 1e-12);
  EXPECT_EQ(precise::log1p(infinity), infinity);
  EXPECT_EQ(precise::expm1(-infinity), -1);
  EXPECT_EQ(precise::tanh(-infinity), -1);
  EXPECT_EQ(precise::tanh(0), 0);
  EXPECT_EQ(precise::sigmoid(-infinity), 0);
  EXPECT_EQ(precise::sigmoid(infinity), 1);
  EXPECT_EQ(precise::erf(-infinity), -1);
  const double none = std::nan("");
  for (const double result : {precise::exp(none), precise::log(none), precise::log(-1), precise::log1p(none),
                              precise::expm1(none), precise::tanh(none), precise::sigmoid(none), precise::erf(none)}) {
    EXPECT_TRUE(std::isnan(result));
  }
}

}  // namespace
}  // namespace inkling::lessons::lessons_precise_test

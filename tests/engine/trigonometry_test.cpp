/// Our sin_pi and cos_pi against the standard library's, over dense sweeps, within the bound their header states.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "kernels/trigonometry.h"

namespace inkling::kernels::trigonometry_test {
namespace {

constexpr double bound = 2e-16;

/// sin and cos of pi x in long double, from an x already brought into one turn. On a machine whose long double is
/// double, they are themselves off by half a unit in the last place and by pi's own rounding.
constexpr long double pi = 3.14159265358979323846264338327950288L;
constexpr double slack = sizeof(long double) > sizeof(double) ? 0 : 8e-16;

struct Worst {
  double sine = 0;
  double cosine = 0;
};

/// The largest errors at `steps` + 1 even steps from `low` to `high`.
Worst sweep(double low, double high, int steps) {
  Worst worst;
  for (int i = 0; i <= steps; ++i) {
    const double x = low + (high - low) * i / steps;
    const long double angle = pi * std::fmod(static_cast<long double>(x), 2.0L);
    worst.sine = std::max(worst.sine, static_cast<double>(std::abs(sin_pi(x) - std::sin(angle))));
    worst.cosine = std::max(worst.cosine, static_cast<double>(std::abs(cos_pi(x) - std::cos(angle))));
  }
  return worst;
}

// An odd number of steps lands on every kind of fraction, not on the exact ones only.
TEST(Trigonometry, IsWithinItsBound) {
  for (const Worst worst : {sweep(0, 1, 100003), sweep(-3, 3, 100003), sweep(1e6, 1e6 + 2, 10007)}) {
    EXPECT_LE(worst.sine, bound + slack);
    EXPECT_LE(worst.cosine, bound + slack);
    EXPECT_GT(worst.sine + worst.cosine, 0) << "the sweep compared nothing";
  }
}

TEST(Trigonometry, MultiplesOfAQuarterTurnAreExact) {
  const double sines[] = {0, 1, 0, -1};
  for (int i = -8; i < 8; ++i) {
    EXPECT_EQ(sin_pi(i / 2.0), sines[(i + 8) % 4]) << i;
    EXPECT_EQ(cos_pi(i / 2.0), sines[(i + 9) % 4]) << i;
  }
  EXPECT_EQ(cos_pi(0x1p50), 1);
  EXPECT_EQ(cos_pi(0x1p50 + 1), -1);
  EXPECT_EQ(sin_pi(0x1p50 - 0.5), -1);
}

TEST(Trigonometry, KeepsTheSymmetriesExactly) {
  for (int i = 0; i <= 1000; ++i) {
    const double x = i / 1024.0;
    EXPECT_EQ(sin_pi(-x), -sin_pi(x)) << x;
    EXPECT_EQ(cos_pi(-x), cos_pi(x)) << x;
    EXPECT_EQ(cos_pi(1 - x), -cos_pi(x)) << x;
  }
}

TEST(Trigonometry, OfWhatIsNotANumberIsNotANumber) {
  EXPECT_TRUE(std::isnan(sin_pi(std::nan(""))));
  EXPECT_TRUE(std::isnan(cos_pi(std::nan(""))));
}

}  // namespace
}  // namespace inkling::kernels::trigonometry_test

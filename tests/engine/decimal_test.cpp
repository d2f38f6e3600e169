/// Decimals to floats, beside the C library's.
#include <gtest/gtest.h>
#include <inkling/random.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "kernels/elementary.h"
#include "src/decimal.h"

namespace inkling::decimal_test {
namespace {

/// As the C library has it, which rounds correctly: bit for bit.
void expect_as_strtof(const std::string& text) {
  const float expected = std::strtof(text.c_str(), nullptr);
  EXPECT_EQ(kernels::bit_cast<std::uint32_t>(nearest_float(text)), kernels::bit_cast<std::uint32_t>(expected)) << text;
}

std::string written(const char* format, double number) {
  char text[400];
  std::snprintf(text, sizeof(text), format, number);
  return text;
}

TEST(Decimal, IsTheNearestFloat) {
  for (const char* text : {"0",
                           "-0",
                           "1",
                           "+1.5",
                           "-2e-3",
                           ".5",
                           "5.",
                           "0.1",
                           "1e10",
                           "1e23",
                           "16777217",
                           "16777219",
                           "3.4028235e38",
                           "3.4028236e38",
                           "3.5e38",
                           "-1e99",
                           "1e-45",
                           "7e-46",
                           "7.1e-46",
                           "1e-99",
                           "1.1754943e-38",
                           "1.17549429e-38",
                           "1e999999999999",
                           "1e-999999999999",
                           "0e999",
                           "000001",
                           "1000000000000000000000000000000000000000000000000000e-51"}) {
    expect_as_strtof(text);
  }
}

TEST(Decimal, OfAnyBitsComesBack) {
  Random random(1, Random::Stream::data);
  for (int i = 0; i < 20'000; ++i) {
    const auto number = kernels::bit_cast<float>(random.next() & 0x7FFFFFFFU);
    if (!std::isfinite(number)) continue;
    const std::string shortest = written("%.9g", number);
    expect_as_strtof(shortest);
    EXPECT_EQ(nearest_float(shortest), number);
  }
}

TEST(Decimal, NextToTheMiddleBetweenTwoFloatsIsOnItsSide) {
  Random random(2, Random::Stream::data);
  for (int i = 0; i < 2'000; ++i) {
    const std::uint32_t bits = random.next() % 0x7F7FFFFFU;
    const double low = kernels::bit_cast<float>(bits);
    const double middle = low + (static_cast<double>(kernels::bit_cast<float>(bits + 1)) - low) / 2;
    const std::string exact = written("%.300f", middle);  // all of its digits, but for the smallest ones
    expect_as_strtof(exact);
    expect_as_strtof(exact + "1");
    expect_as_strtof(written("%.17g", std::nextafter(middle, 0)));
    expect_as_strtof(written("%.17g", std::nextafter(middle, HUGE_VAL)));
  }
}

}  // namespace
}  // namespace inkling::decimal_test

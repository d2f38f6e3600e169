/// Decimals to floats, beside the C library's.
#include <gtest/gtest.h>
#include <inkling/random.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

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

/// With so many digits before the point and behind it.
std::string long_decimal(const std::string& before, std::size_t zeros_before, std::size_t zeros_behind,
                         const std::string& behind) {
  return before + std::string(zeros_before, '0') + "." + std::string(zeros_behind, '0') + behind;
}

TEST(Decimal, OfManyDigitsIsQuickAndExact) {
  const auto is_quick = [](const std::string& text, double expected) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(nearest_double(text), expected) << text.size() << " digits";
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1)) << text.size() << " digits";
  };
  const std::string nines(18'900, '9');
  is_quick("0." + nines, 1);
  is_quick("0.0" + nines, 0.1);
  is_quick(nines + "e-18899", 10);
  is_quick(nines + "e-18900", 1);
  is_quick(nines, HUGE_VAL);
  is_quick("0." + std::string(18'900, '0') + nines, 0);
  is_quick(long_decimal("25", 18'000, 900, "") + "e-18000", 25);
  is_quick(long_decimal("", 0, 18'000, "25") + "e18000", 0.25);
  // 2^53 + 1 is the middle between two doubles, of which the even one is 2^53.
  is_quick(long_decimal("9007199254740993", 0, 18'000, ""), 9007199254740992);
  is_quick(long_decimal("9007199254740993", 0, 18'000, "1"), 9007199254740994);
  is_quick(long_decimal("9007199254740993", 0, 790, "1"), 9007199254740994);
  is_quick(long_decimal("9007199254740993", 0, 783, "1"), 9007199254740994);
  is_quick(long_decimal("9007199254740993", 0, 784, "1"), 9007199254740994);
  is_quick("9007199254740992." + nines, 9007199254740992);
  is_quick(long_decimal("9007199254740993", 18'000, 0, "") + "e-18000", 9007199254740992);
  is_quick("9007199254740993" + std::string(18'000, '0') + "1e-18001", 9007199254740994);
  EXPECT_EQ(nearest_float(long_decimal("16777217", 0, 18'000, "")), 16777216);
  EXPECT_EQ(nearest_float(long_decimal("16777217", 0, 18'000, "1")), 16777218);
}

TEST(Decimal, IsTheNearestDouble) {
  for (const char* text :
       {"0", "-0.1", "5e-324", "2.5e-324", "2.4e-324", "2.2250738585072014e-308", "1.7976931348623157e308",
        "1.7976931348623159e308", "1e400", "1e-400", "9007199254740993", "9007199254740992.9999",
        "123456789012345678901234567890", "1e23", "8.5e-310", "0.30000000000000004"}) {
    EXPECT_EQ(nearest_double(text), std::strtod(text, nullptr)) << text;
  }
  EXPECT_TRUE(std::signbit(nearest_double("-0")));
}

TEST(Decimal, OfADoubleIsShortAndComesBack) {
  const std::pair<double, const char*> expected[] = {{0, "0"},
                                                     {0.1, "0.1"},
                                                     {-2.5, "-2.5"},
                                                     {250, "250"},
                                                     {4294967295, "4294967295"},
                                                     {1e-8, "1e-8"},
                                                     {1e30, "1e30"},
                                                     {1e-4, "0.0001"},
                                                     {-3.25e-5, "-3.25e-5"},
                                                     {9007199254740992, "9007199254740992"},
                                                     {0.1 + 0.2, "0.30000000000000004"}};
  for (const auto& [number, text] : expected) EXPECT_EQ(shortest_decimal(number), text);
  Random random(3, Random::Stream::data);
  for (int i = 0; i < 2'000; ++i) {
    // Of any size now and then, as those far from 1 take long.
    const std::uint64_t high = i % 10 == 0 ? random.next() : 0x3E000000U + (random.next() & 0x3FFFFFFU);
    const auto number = kernels::bit_cast<double>(high << 32U | random.next());
    if (!std::isfinite(number)) continue;
    const std::string text = shortest_decimal(number);
    ASSERT_EQ(std::strtod(text.c_str(), nullptr), number) << text;
    ASSERT_EQ(nearest_double(text), number) << text;
    ASSERT_LE(text.size(), 24U);
  }
}

}  // namespace
}  // namespace inkling::decimal_test

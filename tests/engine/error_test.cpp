/// The error codes, as the page's protocol spells them.
#include <gtest/gtest.h>
#include <inkling/error.h>
#include <inkling/random.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string>

namespace inkling::error_test {
namespace {

TEST(Error, CodesHaveTheNamesOfTheProtocol) {
  EXPECT_EQ(to_string(ErrorCode::bad_setting), "bad_setting");
  EXPECT_EQ(to_string(ErrorCode::bad_data), "bad_data");
  EXPECT_EQ(to_string(ErrorCode::diverged), "diverged");
}

std::string as_c_writes_it(double number) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%g", number);
  return text.data();
}

TEST(Error, WritesNumbersAsAPersonDoes) {
  EXPECT_EQ(join({"a", std::string("b"), -3, std::uint64_t{18446744073709551615U}, 0.5}),
            "ab-3184467440737095516150.5");
  EXPECT_EQ(join({0.1F, " ", 1e30, " ", -2.5e-7, " ", 1234567.0, " ", 100000.0}),
            "0.1 1e+30 -2.5e-07 1.23457e+06 100000");
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const double number : {0.0, -0.0, 1.0, 9.999995, 0.9999995, 0.0001, 0.00001234567, 999999.4, 999999.5, 512.0,
                              1e100, 1.7976931348623157e308, 2.2250738585072014e-308, 5e-324, infinity, -infinity}) {
    EXPECT_EQ(join({number}), as_c_writes_it(number));
  }
  Random random(1, Random::Stream::data);
  for (int i = 0; i < 20'000; ++i) {
    const double number = random.uniform(-10, 10) * std::pow(10.0, random.uniform(-300, 300));
    ASSERT_EQ(join({number}), as_c_writes_it(number));
    const double short_number =
        std::round(random.uniform(-1000, 1000)) * std::pow(10.0, std::round(random.uniform(-9, 9)));
    ASSERT_EQ(join({short_number}), as_c_writes_it(short_number));
  }
}

}  // namespace
}  // namespace inkling::error_test

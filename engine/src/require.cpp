/// The checks of settings, and how their errors read.
#include "require.h"

#include <inkling/error.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <string>

namespace inkling {
namespace {

void require(bool allowed, std::string_view name, const std::string& given, const std::string& range) {
  if (allowed) return;
  throw Error(ErrorCode::bad_setting, std::string(name) + ": " + given + " was given; allowed is " + range + ".");
}

}  // namespace

std::string number_text(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%g", value);
  return text.data();
}

void require_positive(std::string_view name, double value) {
  require(std::isfinite(value) && value > 0, name, number_text(value), "a finite number above 0, such as 0.1");
}

void require_not_negative(std::string_view name, double value) {
  require(std::isfinite(value) && value >= 0, name, number_text(value), "a finite number of at least 0");
}

void require_fraction(std::string_view name, double value) {
  require(value >= 0 && value < 1, name, number_text(value), "0 up to, but not including, 1");
}

void require_at_least(std::string_view name, long long value, long long least) {
  require(value >= least, name, std::to_string(value), "a whole number of at least " + std::to_string(least));
}

}  // namespace inkling

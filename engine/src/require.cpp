/// The checks of settings, and how their errors read.
#include "require.h"

#include <inkling/error.h>

#include <cmath>

namespace inkling {
namespace {

[[noreturn]] void refuse(std::string_view name, const Piece& given, const Piece& allowed) {
  throw Error(ErrorCode::bad_setting, {name, ": ", given.text(), " was given; allowed is ", allowed.text(), "."});
}

}  // namespace

void require_positive(std::string_view name, double value) {
  if (!(std::isfinite(value) && value > 0)) refuse(name, value, "a finite number above 0, such as 0.1");
}

void require_not_negative(std::string_view name, double value) {
  if (!(std::isfinite(value) && value >= 0)) refuse(name, value, "a finite number of at least 0");
}

void require_fraction(std::string_view name, double value) {
  if (!(value >= 0 && value < 1)) refuse(name, value, "0 up to, but not including, 1");
}

void require_at_least(std::string_view name, long long value, long long least) {
  if (value < least) refuse(name, value, join({"a whole number of at least ", least}));
}

}  // namespace inkling

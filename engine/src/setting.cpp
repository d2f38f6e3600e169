/// Ranges, in numbers and in words.
#include <inkling/error.h>
#include <inkling/setting.h>

#include <cmath>

namespace inkling {

bool Range::contains(double value) const {
  if (!std::isfinite(value) || value < least || value > most) return false;
  return !(without_least && value == least) && !(without_most && value == most);
}

namespace {

/// A bound as a message shows it: a whole one with all of its digits.
std::string shown(double bound, bool whole) {
  return whole && std::isfinite(bound) ? join({static_cast<long long>(bound)}) : join({bound});
}

}  // namespace

std::string Range::text(bool whole) const {
  const std::string number = whole ? "a whole number" : "a finite number";
  const std::string low = shown(least, whole);
  const std::string high = shown(most, whole);
  if (std::isinf(most))
    return std::isinf(least) ? number : join({number, without_least ? " above " : " of at least ", low});
  if (without_least && without_most) return join({"a number above ", low, " and below ", high});
  if (without_least) return join({"a number above ", low, " and at most ", high});
  if (without_most) return join({low, " up to, but not including, ", high});
  return join({number, " from ", low, " to ", high});
}

bool Setting::is_read_by(std::string_view rule) const {
  if (chosen_by.empty()) return true;
  const std::string all = join({" ", readers, " "});
  const bool is_named = all.find(join({" ", rule, " "})) != std::string::npos;
  return is_named != readers.starts_with("not ");
}

}  // namespace inkling

/// The checks of settings that are numbers: each names the setting, what was given and what is allowed.
#pragma once

#include <string_view>

namespace inkling {

/// @throws Error(bad_setting) unless the value is finite and above 0.
void require_positive(std::string_view name, double value);

/// @throws Error(bad_setting) unless the value is finite and at least 0.
void require_not_negative(std::string_view name, double value);

/// @throws Error(bad_setting) unless the value is at least 0 and below 1.
void require_fraction(std::string_view name, double value);

/// @throws Error(bad_setting) unless the value is a whole number of at least `least`.
void require_at_least(std::string_view name, long long value, long long least);

}  // namespace inkling

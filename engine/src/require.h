/// The checks of numbers against the ranges of their settings: each error names the setting, what was given and what is
/// allowed.
#pragma once

#include <inkling/setting.h>

#include "document.h"

namespace inkling {

/// @throws Error(bad_setting) unless the value is in the setting's range.
void require_in_range(const Setting& setting, double value, const Place& place = {});
void require_in_range(const Setting& setting, long long value, const Place& place = {});

/// @throws Error(bad_setting) for the first number among the settings of `config` that is outside of its range. Those
/// of a configuration within it are its own to check.
template <Described Config>
void require_settings(const Config& config, const Place& place = {}) {
  require_in_range(fields_of(config), place);
}

}  // namespace inkling

/// The checks of numbers against the ranges of their settings: each error names the setting, what was given and what is
/// allowed.
#pragma once

#include <inkling/setting.h>

#include <concepts>
#include <string>
#include <type_traits>

namespace inkling {

/// @throws Error(bad_setting) unless the value is in the setting's range.
void require_in_range(const Setting& setting, double value, const Place& place = {});
void require_in_range(const Setting& setting, long long value, const Place& place = {});

/// @throws Error(bad_setting) for the first number among the settings of `config` that is outside of its range. Those
/// of a configuration within it are its own to check.
template <Described Config>
void require_settings(const Config& config, const Place& place = {}) {
  Config::describe(config, [&](const Setting& setting, const auto& value) {
    using Type = std::remove_cvref_t<decltype(value)>;
    if constexpr (std::floating_point<Type>) {
      require_in_range(setting, static_cast<double>(value), place);
    } else if constexpr (std::integral<Type> && !std::same_as<Type, bool>) {
      require_in_range(setting, static_cast<long long>(value), place);
    }
  });
}

}  // namespace inkling

/// What a setting is called, what it may be and what it does, said once: checks, messages and recipes read it.
///
/// A configuration lists its settings in a `describe`, each beside the member that holds it, in the order of a form:
///
///     template <typename Self, typename Visitor>
///     static void describe(Self& self, Visitor&& visit) {
///       visit({"momentum", "Momentum", "How much of ... goes on.", fraction, "optimizer", "momentum nesterov"},
///             self.momentum);
///     }
///
/// Members are numbers, truths, choices from a table, initializers, and configurations again: alone, optional or in a
/// vector.
#pragma once

#include <concepts>
#include <limits>
#include <string>
#include <string_view>

namespace inkling {

/// The numbers that a setting may be: finite ones from `least` to `most`.
struct Range {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  bool without_least = false;
  bool without_most = false;

  bool contains(double value) const;

  /// As a message says it: "a finite number above 0", "0 up to, but not including, 1", or of whole numbers "a whole
  /// number of at least 1", "a whole number from 2 to 100".
  std::string text(bool whole) const;
};

inline constexpr Range above_zero{.least = 0, .without_least = true};
inline constexpr Range from_zero{.least = 0};
inline constexpr Range fraction{.least = 0, .most = 1, .without_most = true};
inline constexpr Range from_one{.least = 1};

/// One setting.
struct Setting {
  std::string_view name = {};   ///< in recipes, such as "learningRate"
  std::string_view title = {};  ///< in messages and beside a field, such as "Learning rate"
  std::string_view help = {};   ///< one sentence for somebody who has never heard of it
  Range range = {};             ///< of a number
  /// Where only some rules of a table read it: the setting that chooses the rule, and the names of those that do,
  /// separated by blanks; or "not" and the names of those that do not. Empty where it always counts.
  std::string_view chosen_by = {};
  std::string_view readers = {};

  /// Whether the rule called `rule` reads this setting.
  bool is_read_by(std::string_view rule) const;
};

/// Where a setting stands, beyond its own title and name, as messages say it and as programs do: " of the schedule" and
/// "schedule.".
struct Place {
  std::string title = {};
  std::string name = {};
};

/// A configuration that lists its settings.
template <typename Config>
concept Described = requires(Config& config) { Config::describe(config, [](const Setting&, auto&) {}); };

}  // namespace inkling

/// How the learning rate changes as training goes on.
#pragma once

#include <inkling/choice.h>

#include <cstdint>
#include <limits>

namespace inkling {

/// The constants of a schedule; each rule reads those it has. Time is counted in optimizer steps, except for "plateau".
struct ScheduleConfig;

/// A row of the table of schedules.
struct ScheduleRow {
  std::string_view name;
  /// What the learning rate is multiplied by at step `step`, counted from 0 after the warm-up.
  double (*factor)(const ScheduleConfig& config, std::uint64_t step);

  static constexpr std::string_view kind = "schedule";
  static std::span<const ScheduleRow> table();
};

/// Chosen by name:
/// "constant"; "step_decay": gamma^floor(step / period); "exponential": gamma^step;
/// "cosine": floor + (1 - floor) (1 + cos(pi step / period)) / 2 up to the period, then the floor (Loshchilov and
/// Hutter 2017, without restarts); "plateau": times gamma whenever the observed loss has not improved for `patience`
/// observations in a row.
using ScheduleRule = Choice<ScheduleRow>;

struct ScheduleConfig {
  ScheduleRule rule = "constant";
  double gamma = 0.1;          ///< above 0, at most 1
  std::int64_t period = 1000;  ///< in steps, at least 1
  double floor = 0;            ///< of the cosine, as a share of the learning rate, in [0, 1)
  std::int64_t patience = 5;   ///< of the plateau, at least 0: how many observations without progress are borne
  std::int64_t warmup_steps =
      0;  ///< at least 0: before any of them, the rate rises in a straight line over these steps

  /// @throws Error(bad_setting) for a value outside of the range beside it.
  void validate() const;
};

/// A schedule, and what it has observed.
class Schedule {
 public:
  /// What to multiply the learning rate by at step `step`, counted from 0.
  double factor(const ScheduleConfig& config, std::uint64_t step) const;

  /// Tells the plateau rule of a loss, usually that of the validation data after an epoch.
  void observe(const ScheduleConfig& config, double loss);

 private:
  double best_ = std::numeric_limits<double>::infinity();
  std::int64_t without_progress_ = 0;
  double reduction_ = 1;
};

}  // namespace inkling

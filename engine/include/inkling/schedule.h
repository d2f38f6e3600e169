/// How the learning rate changes as training goes on.
#pragma once

#include <inkling/choice.h>
#include <inkling/setting.h>

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
  double gamma = 0.1;
  std::int64_t period = 1000;  ///< 0 for what the run has after its warm-up
  double floor = 0;
  std::int64_t patience = 5;
  std::int64_t warmup_steps = 0;

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"rule", "Schedule", "How the learning rate changes as training goes on."}, self.rule);
    visit({"gamma",
           "Gamma",
           "What the learning rate is multiplied by each time it is lowered.",
           {.least = 0, .most = 1, .without_least = true},
           "rule",
           "step_decay exponential plateau"},
          self.gamma);
    visit({"period", "Period",
           "After how many steps the rate is lowered, or the cosine has reached its floor; 0 for as long as the run.",
           from_zero, "rule", "step_decay cosine"},
          self.period);
    visit({"floor", "Floor", "The share of the learning rate at which the cosine ends.", fraction, "rule", "cosine"},
          self.floor);
    visit({"patience", "Patience",
           "How many epochs without a lower validation loss are borne before the rate is lowered.", from_zero, "rule",
           "plateau"},
          self.patience);
    visit({"warmupSteps", "Warm-up steps", "Over so many first steps the rate rises in a straight line.", from_zero},
          self.warmup_steps);
  }

  /// @throws Error(bad_setting) for a value outside of its range.
  void validate() const;
};

/// How many steps a run has; of more than 2^62, as many whole epochs as have no more. Both are at least 1.
std::uint64_t run_length(std::int64_t epochs, std::uint64_t steps_per_epoch);

/// A schedule, and what it has observed.
class Schedule {
 public:
  /// What to multiply the learning rate by at step `step`, counted from 0, of a run of `run` steps in all.
  double factor(const ScheduleConfig& config, std::uint64_t step, std::uint64_t run) const;

  /// Tells the plateau rule of a loss, usually that of the validation data after an epoch.
  void observe(const ScheduleConfig& config, double loss);

 private:
  double best_ = std::numeric_limits<double>::infinity();
  std::int64_t without_progress_ = 0;
  double reduction_ = 1;
};

}  // namespace inkling

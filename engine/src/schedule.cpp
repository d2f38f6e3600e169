/// The table of schedules. To add one: its factor at a step, and its row.
#include <inkling/schedule.h>

#include <algorithm>
#include <array>

#include "kernels/elementary.h"
#include "kernels/trigonometry.h"
#include "require.h"

namespace inkling {
namespace {

double constant(const ScheduleConfig& /*config*/, std::uint64_t /*step*/) { return 1; }

double step_decay(const ScheduleConfig& config, std::uint64_t step) {
  return kernels::power(config.gamma, step / static_cast<std::uint64_t>(config.period));
}

double exponential(const ScheduleConfig& config, std::uint64_t step) { return kernels::power(config.gamma, step); }

double cosine(const ScheduleConfig& config, std::uint64_t step) {
  const double progress = std::min(1.0, static_cast<double>(step) / static_cast<double>(config.period));
  return config.floor + (1 - config.floor) * (1 + kernels::cos_pi(progress)) / 2;
}

constexpr std::array<ScheduleRow, 5> rows{{
    {"constant", constant},
    {"step_decay", step_decay},
    {"exponential", exponential},
    {"cosine", cosine},
    {"plateau", constant},  // its reductions come from what it observes
}};

}  // namespace

std::span<const ScheduleRow> ScheduleRow::table() { return rows; }

void ScheduleConfig::validate() const { require_settings(*this, {.title = " of the schedule", .name = "schedule."}); }

std::uint64_t run_length(std::int64_t epochs, std::uint64_t steps_per_epoch) {
  constexpr std::uint64_t for_ever = 1ULL << 62;
  return std::min(static_cast<std::uint64_t>(epochs), for_ever / steps_per_epoch) * steps_per_epoch;
}

double Schedule::factor(const ScheduleConfig& config, std::uint64_t step, std::uint64_t run) const {
  const auto warmup = static_cast<std::uint64_t>(config.warmup_steps);
  if (step < warmup) return reduction_ * static_cast<double>(step + 1) / static_cast<double>(warmup);
  ScheduleConfig known = config;
  if (known.period == 0) known.period = run > warmup ? static_cast<std::int64_t>(run - warmup) : 1;
  return reduction_ * known.rule->factor(known, step - warmup);
}

void Schedule::observe(const ScheduleConfig& config, double loss) {
  if (config.rule != ScheduleRule("plateau")) return;
  if (loss < best_) {
    best_ = loss;
    without_progress_ = 0;
    return;
  }
  if (++without_progress_ <= config.patience) return;
  reduction_ *= config.gamma;
  without_progress_ = 0;
}

}  // namespace inkling

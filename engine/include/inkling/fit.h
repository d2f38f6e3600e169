/// Training over epochs with an eye on validation data, and stopping when that no longer helps.
#pragma once

#include <inkling/function_ref.h>
#include <inkling/trainer.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace inkling {

struct EarlyStoppingConfig {
  std::int64_t patience = 5;
  double least_progress = 0;

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"patience", "Patience", "How many epochs without progress are borne before training stops.", from_zero},
          self.patience);
    visit({"leastProgress", "Least progress", "How far below that of the last progress a validation loss is progress.",
           from_zero},
          self.least_progress);
  }
};

struct FitConfig {
  std::int64_t epochs = 10;
  std::optional<EarlyStoppingConfig> early_stopping = std::nullopt;

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"epochs", "Epochs", "How many times training goes through all of its examples.", from_one}, self.epochs);
    visit({"earlyStopping", "Early stopping", "Ends training when the validation loss no longer falls."},
          self.early_stopping);
  }

  /// @throws Error(bad_setting) for a value outside of its range.
  void validate() const;
};

/// One epoch: the scores of its batches before their updates, the validation score after it, the rate of its last step.
struct EpochRecord {
  Score training;
  Score validation;
  float learning_rate = 0;
};

/// Trains for up to `config.epochs` epochs, scores `validation` after each, and tells the schedule of its loss.
/// With early stopping (Prechelt 1998) the trainer's network is the one with the lowest validation loss, by however
/// little, however training ends: by itself, early, or by an exception on its way to the caller.
/// The last step of every epoch keeps everything, so that what training ended with can be looked at.
/// `listener`, where there is one, is told of every epoch as it ends, with the trainer as training left it; and
/// `before_step` of every step to come and, unless training stops early, of the one that would come after the last
/// epoch. Either may change what `config` refers to: when to stop early counts as it is at an epoch's end, and how many
/// epochs there are as it is before the first step of another, so that a run may be prolonged until then.
/// @throws what `Trainer::step` and these two throw; and, before any step, Error(bad_setting) for the configuration,
///   and what `Trainer::check` throws of `validation`, or Error(bad_data) where it has no examples.
std::vector<EpochRecord> fit(
    Trainer& trainer, const Dataset& validation, const FitConfig& config,
    FunctionRef<void(const EpochRecord&)> listener = [](const EpochRecord&) {},
    FunctionRef<void()> before_step = [] {});

}  // namespace inkling

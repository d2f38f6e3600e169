/// Training over epochs with an eye on validation data, and stopping when that no longer helps.
#pragma once

#include <inkling/trainer.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace inkling {

struct EarlyStoppingConfig {
  std::int64_t patience = 5;  ///< epochs without progress that are borne; at least 0
  double least_progress = 0;  ///< how far below that of the last progress a validation loss is progress; at least 0
};

struct FitConfig {
  std::int64_t epochs = 10;  ///< at least 1
  std::optional<EarlyStoppingConfig> early_stopping = std::nullopt;

  /// @throws Error(bad_setting) for a value outside of the range beside it.
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
/// @throws what `Trainer::step` throws; and, before any step, Error(bad_setting) for the configuration, and what
///   `Trainer::check` throws of `validation`, or Error(bad_data) where it has no examples.
std::vector<EpochRecord> fit(Trainer& trainer, const Dataset& validation, const FitConfig& config);

}  // namespace inkling

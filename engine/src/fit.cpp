/// The loop over epochs, and the keeper of the best network.
#include <inkling/fit.h>

#include <limits>

#include "require.h"

namespace inkling {
namespace {

/// Keeps the best network seen, and puts it back when it goes out of scope.
class BestNetwork {
 public:
  BestNetwork(Trainer& trainer, const EarlyStoppingConfig& config) : trainer_(trainer), config_(config) {}
  BestNetwork(const BestNetwork&) = delete;
  BestNetwork& operator=(const BestNetwork&) = delete;
  ~BestNetwork() {
    if (best_) trainer_.restore(*best_);
  }

  /// Returns whether to go on.
  bool observe(double loss) {
    if (loss < lowest_) {
      lowest_ = loss;
      best_ = trainer_.network();
    }
    if (loss < mark_ - config_.least_progress) {
      mark_ = loss;
      without_progress_ = 0;
      return true;
    }
    return ++without_progress_ <= config_.patience;
  }

 private:
  Trainer& trainer_;
  EarlyStoppingConfig config_;
  std::optional<Network<float>> best_;
  double lowest_ = std::numeric_limits<double>::infinity();
  double mark_ = lowest_;  ///< the loss of the last progress
  std::int64_t without_progress_ = 0;
};

/// All of the record that does not need validation.
EpochRecord train_epoch(Trainer& trainer) {
  EpochRecord record;
  const std::uint64_t epoch = trainer.epochs();
  while (trainer.epochs() == epoch) {
    const bool is_last = trainer.steps_in_epoch() + 1 == trainer.steps_per_epoch();
    record.learning_rate = trainer.learning_rate();
    record.training += trainer.step(is_last ? Keep::everything : Keep::score);
  }
  return record;
}

}  // namespace

void FitConfig::validate() const {
  require_settings(*this);
  if (early_stopping) {
    require_settings(*early_stopping, {.title = " of early stopping", .name = "earlyStopping."});
  }
}

std::vector<EpochRecord> fit(Trainer& trainer, const Dataset& validation, const FitConfig& config,
                             FunctionRef<void(const EpochRecord&)> listener) {
  config.validate();
  if (validation.size() == 0) {
    fail(ErrorCode::bad_data, {"The validation data has no examples; at least 1 is needed."});
  }
  trainer.check(validation, 0, validation.size());
  std::optional<BestNetwork> best;
  if (config.early_stopping) best.emplace(trainer, *config.early_stopping);
  std::vector<EpochRecord> history;
  for (std::int64_t epoch = 0; epoch < config.epochs; ++epoch) {
    EpochRecord record = train_epoch(trainer);
    record.validation = trainer.evaluate(validation, 0, validation.size());
    history.push_back(record);
    listener(record);
    const double loss = record.validation.loss_sum / static_cast<double>(record.validation.examples);
    trainer.observe(loss);
    if (best && !best->observe(loss)) break;
  }
  return history;
}

}  // namespace inkling

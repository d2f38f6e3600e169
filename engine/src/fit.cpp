/// The loop over epochs, and the keeper of the best network.
#include <inkling/fit.h>

#include <limits>

#include "require.h"

namespace inkling {
namespace {

/// Keeps the best network seen, and puts it back when it goes out of scope.
class BestNetwork {
 public:
  explicit BestNetwork(Trainer& trainer) : trainer_(trainer) {}
  BestNetwork(const BestNetwork&) = delete;
  BestNetwork& operator=(const BestNetwork&) = delete;
  ~BestNetwork() {
    if (best_) trainer_.restore(*best_);
  }

  /// Returns whether to go on. Where nothing stops training early, nothing is kept.
  bool observe(double loss, const std::optional<EarlyStoppingConfig>& config) {
    if (!config) {
      best_.reset();
      lowest_ = mark_ = std::numeric_limits<double>::infinity();
      without_progress_ = 0;
      return true;
    }
    if (loss < lowest_) {
      lowest_ = loss;
      best_ = trainer_.network();
    }
    if (loss < mark_ - config->least_progress) {
      mark_ = loss;
      without_progress_ = 0;
      return true;
    }
    return ++without_progress_ <= config->patience;
  }

 private:
  Trainer& trainer_;
  std::optional<Network<float>> best_;
  double lowest_ = std::numeric_limits<double>::infinity();
  double mark_ = lowest_;  ///< the loss of the last progress
  std::int64_t without_progress_ = 0;
};

/// All of the record that does not need validation. Its first step has been told of.
EpochRecord train_epoch(Trainer& trainer, FunctionRef<void()> before_step) {
  EpochRecord record;
  const std::uint64_t epoch = trainer.epochs();
  for (;;) {
    const bool is_last = trainer.steps_in_epoch() + 1 == trainer.steps_per_epoch();
    record.learning_rate = trainer.learning_rate();
    record.training += trainer.step(is_last ? Keep::everything : Keep::score);
    if (trainer.epochs() != epoch) return record;
    before_step();
  }
}

}  // namespace

void FitConfig::validate() const {
  require_settings(*this);
  if (early_stopping) {
    require_settings(*early_stopping, {.title = " of early stopping", .name = "earlyStopping."});
  }
}

std::vector<EpochRecord> fit(Trainer& trainer, const Dataset& validation, const FitConfig& config,
                             FunctionRef<void(const EpochRecord&)> listener, FunctionRef<void()> before_step) {
  config.validate();
  if (validation.size() == 0) {
    fail(ErrorCode::bad_data, {"The validation data has no examples; at least 1 is needed."});
  }
  trainer.check(validation, 0, validation.size());
  BestNetwork best(trainer);
  std::vector<EpochRecord> history;
  for (std::int64_t epoch = 0; before_step(), epoch < config.epochs; ++epoch) {
    EpochRecord record = train_epoch(trainer, before_step);
    record.validation = trainer.evaluate(validation, 0, validation.size());
    history.push_back(record);
    listener(record);
    const double loss = record.validation.loss_sum / static_cast<double>(record.validation.examples);
    trainer.observe(loss);
    if (!best.observe(loss, config.early_stopping)) break;
  }
  return history;
}

}  // namespace inkling

/// The training loop: gather, forward, loss, backward, update.
#include <inkling/metrics.h>
#include <inkling/trainer.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "kernels/elementwise.h"
#include "require.h"

namespace inkling {
namespace {

/// From here on neighbouring float32 numbers are more than 1 apart: logits this large can no longer be told from one
/// another, so the loss means nothing any more, even while it is finite.
constexpr double meaningless_loss = 0x1p24;

/// How many examples are scored at a time: enough for the products to be efficient, few enough to stay in the cache.
constexpr std::size_t scoring_batch = 100;

constexpr const char* likely_cause =
    "The learning rate is probably too high: lower it, and reset. The network keeps its last finite weights.";

Error divergence(std::uint64_t step, const char* what) {
  return {ErrorCode::diverged, {"Training diverged at step ", step, ": ", what, ". ", likely_cause}};
}

}  // namespace

Score& Score::operator+=(const Score& other) {
  examples += other.examples;
  loss_sum += other.loss_sum;
  correct += other.correct;
  return *this;
}

Trainer::Trainer(const NetworkConfig& network, Loss loss, const TrainingConfig& training, const Dataset& data)
    : network_(network),
      loss_(loss),
      data_(data),
      config_(training),
      optimizer_(training.optimizer),
      shuffle_(network.seed, Random::Stream::shuffle),
      dropout_(network.seed, Random::Stream::dropout),
      before_(network_) {
  if (network_.inputs() != data.features() || network_.outputs() != data.targets()) {
    throw Error(ErrorCode::bad_data,
                {"The network maps ", network_.inputs(), " inputs to ", network_.outputs(),
                 " outputs, but the data has ", data.features(), " features and ", data.targets(), " targets."});
  }
  network_.check_trainable();
  validate(training);
}

void Trainer::validate(const TrainingConfig& training) const {
  training.constants.validate();
  training.schedule.validate();
  training.regularizer.validate();
  require_fraction("Label smoothing", training.label_smoothing);
  if (training.label_smoothing > 0 && loss_->indifferent == nullptr) {
    throw Error(ErrorCode::bad_setting,
                {"Label smoothing: ", training.label_smoothing, " was given, but the targets of the loss \"",
                 loss_->name, "\" are no probabilities, so only 0 is allowed."});
  }
  require_at_least("Batch size", training.batch_size, 1);
  if (training.training_size < 1 || static_cast<std::size_t>(training.training_size) > data_.size()) {
    throw Error(ErrorCode::bad_setting, {"Training size: ", training.training_size, " was given; allowed are 1 to ",
                                         data_.size(), ", the examples there are."});
  }
  // A batch holds its inputs, and for each unit its values and gradients: four, and four more with batch normalisation.
  double values = static_cast<double>(network_.inputs());
  for (const Layer<float>& layer : network_.layers()) values += 8 * static_cast<double>(layer.units());
  const auto largest = static_cast<std::int64_t>(memory_limit / (sizeof(float) * values));
  if (std::min(training.batch_size, training.training_size) > largest) {
    throw Error(ErrorCode::bad_setting, {"Batch size: ", training.batch_size, " was given; for this network at most ",
                                         largest, " fit into memory."});
  }
}

void Trainer::configure(const TrainingConfig& training) {
  validate(training);
  if (training.optimizer != config_.optimizer) optimizer_ = Optimizer(training.optimizer);
  if (training.schedule.rule != config_.schedule.rule) schedule_ = Schedule();
  config_ = training;
}

void Trainer::restore(const Network<float>& network) {
  const auto alike = [](const Layer<float>& one, const Layer<float>& other) {
    return one.inputs() == other.inputs() && one.units() == other.units() && one.activation == other.activation &&
           one.norm.has_value() == other.norm.has_value() && one.dropout == other.dropout;
  };
  const std::span<const Layer<float>> ours = std::as_const(network_).layers();
  const std::span<const Layer<float>> theirs = network.layers();
  if (!std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end(), alike)) {
    throw Error(ErrorCode::bad_setting, "Parameters can only be restored into a network of the same layers.");
  }
  network_ = network;
}

float Trainer::learning_rate() const {
  return static_cast<float>(config_.constants.learning_rate * schedule_.factor(config_.schedule, steps_));
}

std::uint64_t Trainer::steps_per_epoch() const {
  const auto batch = static_cast<std::uint64_t>(config_.batch_size);
  const bool between_epochs = position_ == 0;
  const std::uint64_t left =
      between_epochs ? static_cast<std::uint64_t>(config_.training_size) : order_.size() - position_;
  return epoch_steps_ + (left + batch - 1) / batch;
}

void Trainer::begin_epoch() {
  const auto size = static_cast<std::size_t>(config_.training_size);
  if (order_.size() != size) {
    order_.resize(size);
    std::iota(order_.begin(), order_.end(), 0U);
  }
  shuffle_.shuffle(order_);
}

Score Trainer::score(const Matrix<float>& outputs, Batch& batch) const {
  loss_->in<float>().evaluate(outputs, batch.targets, batch.losses, batch.output_gradient);
  double loss_sum = 0;
  for (const float loss : values(batch.losses)) loss_sum += loss;
  return {values(batch.losses).size(), loss_sum, count_correct(outputs, batch.targets, loss_->threshold)};
}

Score Trainer::forward(std::span<const std::uint32_t> indices) {
  data_.gather(indices, training_.inputs, training_.targets);
  if (config_.label_smoothing > 0) {
    const float share = config_.label_smoothing;
    training_.targets.array() =
        training_.targets.array() * (1 - share) + share * loss_->indifferent(training_.targets.cols());
  }
  return score(network_.forward(training_.inputs, training_.pass, dropout_), training_);
}

Score Trainer::step() {
  if (position_ == 0) begin_epoch();
  const std::size_t count = std::min(static_cast<std::size_t>(config_.batch_size), order_.size() - position_);
  const Score result = forward(std::span(order_).subspan(position_, count));
  const double loss = result.loss_sum / static_cast<double>(count);
  if (!(std::abs(loss) < meaningless_loss)) {
    throw divergence(steps_ + 1, std::isfinite(loss) ? "the loss is too large to mean anything"
                                                     : "the loss is no longer a finite number");
  }
  network_.backward(training_.inputs, training_.output_gradient, training_.pass);
  update();

  ++steps_;
  ++epoch_steps_;
  position_ += count;
  if (position_ == order_.size()) {
    position_ = 0;
    epoch_steps_ = 0;
    ++epochs_;
  }
  return result;
}

void Trainer::update() {
  before_ = network_;
  add_penalty_gradient(config_.regularizer, network_, training_.pass);
  const std::vector<std::span<float>> slopes = gradients(training_.pass);
  clip(config_.regularizer, slopes);

  std::vector<OptimizedTensor> tensors;
  const std::vector<Parameter<float>> parameters = network_.parameters();
  tensors.reserve(parameters.size());
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    tensors.push_back({parameters[i].values, slopes[i], parameters[i].role == Role::weight});
  }
  OptimizerConfig constants = config_.constants;
  constants.learning_rate = learning_rate();
  optimizer_.step(constants, tensors);
  constrain(config_.regularizer, network_);
  network_.remember_statistics(training_.pass);

  const bool finite = std::all_of(parameters.begin(), parameters.end(), [](const Parameter<float>& parameter) {
    return kernels::all_finite(std::span<const float>(parameter.values));
  });
  if (finite) return;
  network_ = before_;
  optimizer_ = Optimizer(config_.optimizer);
  throw divergence(steps_ + 1, "a weight is no longer a finite number");
}

Score Trainer::evaluate(const Dataset& data, std::size_t first, std::size_t count) {
  if (first > data.size() || count > data.size() - first) {
    throw Error(ErrorCode::bad_setting,
                {"Examples ", first, " to ", first + count, " were asked for; there are ", data.size(), "."});
  }
  Score total;
  std::vector<std::uint32_t> indices;
  for (std::size_t done = 0; done < count; done += indices.size()) {
    indices.resize(std::min(scoring_batch, count - done));
    std::iota(indices.begin(), indices.end(), static_cast<std::uint32_t>(first + done));
    data.gather(indices, scoring_.inputs, scoring_.targets);
    total += score(network_.forward(scoring_.inputs, scoring_.pass), scoring_);
  }
  return total;
}

const Matrix<float>& Trainer::predict(const Matrix<float>& inputs) {
  loss_->in<float>().predict(network_.forward(inputs, scoring_.pass), predictions_);
  return predictions_;
}

}  // namespace inkling

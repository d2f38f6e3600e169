/// The training loop: gather, forward, loss, backward, update.
#include <inkling/metrics.h>
#include <inkling/trainer.h>

#include <algorithm>
#include <array>
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

// See Trainer::is_tame_step.
constexpr float tame_value = 0x1p20F;
constexpr float tame_slope = 0x1p11F;
constexpr float tame_gradient = 0x1p51F;
constexpr float tame_parameter = 0x1p60F;

template <typename Test>
bool all_parameters(const Network<float>& network, Test test) {
  const auto parameters = network.parameters();
  return std::all_of(parameters.begin(), parameters.end(),
                     [&](const Parameter<const float>& parameter) { return test(parameter.values); });
}

bool are_tame(const Network<float>& network) {
  return all_parameters(network, [](std::span<const float> x) { return kernels::all_within(x, tame_parameter); });
}

bool are_finite(const Network<float>& network) {
  return all_parameters(network, [](std::span<const float> x) { return kernels::all_finite(x); });
}

/// Whether a batch of the data can be augmented. Only what is written has classes of its own.
bool are_pictures(const Dataset& data, const AugmentationConfig& config) {
  constexpr auto pixels = static_cast<Index>(picture_side * picture_side);
  return data.features() == pixels && (data.targets() == 10 || config.written == 0);
}

bool have_same_layers(const Network<float>& one, const Network<float>& other) {
  const auto alike = [](const Layer<float>& a, const Layer<float>& b) {
    return a.inputs() == b.inputs() && a.units() == b.units() && a.activation == b.activation &&
           a.norm.has_value() == b.norm.has_value() && a.dropout == b.dropout;
  };
  const std::span<const Layer<float>> ours = one.layers();
  const std::span<const Layer<float>> theirs = other.layers();
  return std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end(), alike);
}

bool is_constant(const Layer<float>& layer) { return layer.units() == 1 && layer.activation->name == "softmax"; }

/// What would train without an error, and without learning. Of sides, those that are never below 0 cannot say no.
void check_outputs(const Network<float>& network, const Loss& loss) {
  const std::span<const Layer<float>> layers = network.layers();
  if ((network.outputs() == 1 && loss->meaning == Meaning::choice) ||
      std::any_of(layers.begin(), layers.end(), is_constant)) {
    fail(ErrorCode::bad_setting,
         {"A softmax of a single unit is always 1: use \"binary_cross_entropy\", or \"sigmoid\"."}, {"layers"},
         {"a softmax of 1 unit"}, {"2 units or more, or another activation"});
  }
  const std::string_view activation = layers.back().activation->name;
  if (loss->meaning == Meaning::value || activation == "identity") return;
  if (loss->meaning == Meaning::side && activation == "tanh") return;
  refuse({"Activation of the output layer"}, {"layers[", layers.size() - 1, "].activation"}, {activation},
         {"identity, which the loss \"", loss->name, "\" needs"});
}

/// `targets` are those of examples `first` and following.
void check_targets(const Loss& loss, const Matrix<float>& targets, std::size_t first) {
  for (Index i = 0; i < targets.rows(); ++i, ++first) {
    const std::span<const float> given = row_of(targets, i);
    if (loss->understands(given)) continue;
    float sum = 0;
    for (const float target : given) sum += target;
    fail(ErrorCode::bad_data,
         {"Example ", first, " has targets of sum ", sum, "; the loss \"", loss->name, "\" needs 0 to 1",
          loss->meaning == Meaning::choice ? ", of sum 1."
          : loss->meaning == Meaning::side ? ", and nothing between."
                                           : "."});
  }
}

/// Of the products of a step, as the layers have executed them: see Trainer::operations.
double multiply_adds(const Network<float>& network, const Input<float>& x, const Pass<float>& pass) {
  double sum = 0;
  const std::span<const Layer<float>> layers = network.layers();
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const DensePass<float>& left = pass.layers[i].dense;
    const double all = static_cast<double>(x.rows()) * static_cast<double>(layers[i].inputs());
    const SparseRows& nonzero = i == 0 && x.nonzero() != nullptr ? *x.nonzero() : left.rows;
    const double given = left.skips_zeros ? static_cast<double>(nonzero.start.back()) : all;
    // Forward and to the weight's gradient, and to the gradient of what the layer before has put out.
    sum += static_cast<double>(layers[i].units()) * (2 * given + (i > 0 ? all : 0));
  }
  return sum;
}

}  // namespace

Score& Score::operator+=(const Score& other) {
  examples += other.examples;
  loss_sum += other.loss_sum;
  correct += other.correct;
  return *this;
}

Trainer::Trainer(const NetworkConfig& network, Loss loss, const TrainingConfig& training, const Dataset& data)
    : now_{.network = Network<float>(network),
           .config = training,
           .optimizer = Optimizer(training.optimizer),
           .schedule = Schedule(),
           .shuffle = Random(network.seed, Random::Stream::shuffle),
           .dropout = Random(network.seed, Random::Stream::dropout),
           .augmentation = Augmentation(network.seed)},
      loss_(loss),
      data_(data) {
  check_shape(data);
  now_.network.check_trainable();
  check_outputs(now_.network, loss);
  accept(training);
  now_.parameters_are_tame = are_tame(now_.network);
}

void Trainer::check_shape(const Dataset& data) const {
  if (now_.network.inputs() == data.features() && now_.network.outputs() == data.targets()) return;
  fail(ErrorCode::bad_data,
       {"The network maps ", now_.network.inputs(), " inputs to ", now_.network.outputs(),
        " outputs, but the data has ", data.features(), " features and ", data.targets(), " targets."});
}

void Trainer::check_examples(const Dataset& data, std::size_t first, std::size_t count) const {
  if (first > data.size() || count > data.size() - first) {
    fail(ErrorCode::bad_setting, {count, " examples from ", first, " on were asked for; there are ", data.size(), "."});
  }
  check_shape(data);
}

void Trainer::check(const Dataset& data, std::size_t first, std::size_t count) const {
  check_examples(data, first, count);
  if (loss_->meaning == Meaning::value) return;
  Matrix<float> targets;
  for (std::size_t i = first; i < first + count; ++i) {
    const auto index = static_cast<std::uint32_t>(i);
    data.gather_targets({&index, 1}, targets);
    check_targets(loss_, targets, i);
  }
}

void Trainer::validate(const TrainingConfig& training) const {
  require_settings(training);
  training.schedule.validate();
  training.augmentation.validate();
  if (!training.augmentation.is_off() && !are_pictures(data_, training.augmentation)) {
    fail(ErrorCode::bad_setting, {"Augmentation is for digits, of 784 pixels and 10 classes; this data has ",
                                  data_.features(), " features and ", data_.targets(), " targets."});
  }
  if (training.label_smoothing > 0 && loss_->indifferent == nullptr) {
    refuse({"Label smoothing"}, {"labelSmoothing"}, {training.label_smoothing},
           {"0, as the targets of the loss \"", loss_->name, "\" are no probabilities"});
  }
  require_in_range({.name = "epochs", .title = "Epochs", .range = from_one}, static_cast<long long>(training.epochs));
  if (training.training_size < 1 || static_cast<std::size_t>(training.training_size) > data_.size()) {
    refuse({"Training size"}, {"trainingSize"}, {training.training_size},
           {"a number from 1 to ", data_.size(), ", the examples there are"});
  }
  const std::span<const Layer<float>> layers = now_.network.layers();
  const std::int64_t from_data = std::min(training.augmentation.from_data(training.batch_size), training.training_size);
  const std::int64_t examples = training.augmentation.batch_with(from_data, training.batch_size);
  if (std::any_of(layers.begin(), layers.end(), [](const Layer<float>& layer) { return layer.norm.has_value(); })) {
    require_in_range({.name = "batchSize", .title = "Batch size with batch normalisation", .range = {.least = 2}},
                     static_cast<long long>(examples));
  }
  // A batch holds its inputs, and for each unit its values and gradients: four, and four more with batch normalisation.
  double values = static_cast<double>(now_.network.inputs());
  for (const Layer<float>& layer : layers) values += 8 * static_cast<double>(layer.units());
  const auto largest = static_cast<std::int64_t>(memory_limit / (sizeof(float) * values));
  if (examples > largest) {
    refuse({"Batch size"}, {"batchSize"}, {training.batch_size},
           {"at most ", largest, ", which fit into memory with this network"});
  }
}

void Trainer::accept(const TrainingConfig& training, std::size_t examples) {
  validate(training);
  examples = std::max(examples, static_cast<std::size_t>(training.training_size));
  if (examples <= checked_) return;
  check(data_, checked_, examples - checked_);
  checked_ = examples;
}

void Trainer::configure(const TrainingConfig& training) {
  accept(training);
  if (training.optimizer != now_.config.optimizer) {
    now_.optimizer = Optimizer(training.optimizer);
    now_.state_is_tame = true;
  }
  if (training.schedule.rule != now_.config.schedule.rule) now_.schedule = Schedule();
  now_.config = training;
}

void Trainer::restore(const Network<float>& network) {
  if (!have_same_layers(now_.network, network)) {
    fail(ErrorCode::bad_setting, {"Parameters can only be restored into a network of the same layers."});
  }
  now_.network = network;
  now_.parameters_are_tame = are_tame(now_.network);
}

std::size_t Checkpoint::bytes() const {
  const auto parameters = static_cast<std::size_t>(network.parameter_count());
  return sizeof(float) * parameters * (1 + optimizer.rule()->state_size) + sizeof(std::uint32_t) * order.size();
}

void Trainer::rewind(const Checkpoint& checkpoint) {
  const std::size_t largest =
      std::max(checkpoint.order.size(), static_cast<std::size_t>(checkpoint.config.training_size));
  if (!have_same_layers(now_.network, checkpoint.network) || largest > data_.size()) {
    fail(ErrorCode::bad_setting, {"A run can only be wound back to where it stood itself."});
  }
  accept(checkpoint.config, checkpoint.order.size());
  Checkpoint copy = checkpoint;  // all memory that is needed, before anything changes
  before_.reset();
  now_ = std::move(copy);
}

float Trainer::learning_rate() const {
  const std::uint64_t run = run_length(now_.config.epochs, steps_per_epoch());
  return static_cast<float>(now_.config.constants.learning_rate *
                            now_.schedule.factor(now_.config.schedule, now_.steps, run));
}

/// The optimizer's constants of the next step, with the rate that the schedule has for it.
OptimizerConfig Trainer::constants() const {
  OptimizerConfig constants = now_.config.constants;
  constants.learning_rate = learning_rate();
  return constants;
}

std::uint64_t Trainer::steps_per_epoch() const {
  const auto batch = static_cast<std::uint64_t>(now_.config.augmentation.from_data(now_.config.batch_size));
  const bool between_epochs = now_.position == 0;
  const std::uint64_t left =
      between_epochs ? static_cast<std::uint64_t>(now_.config.training_size) : now_.order.size() - now_.position;
  return now_.epoch_steps + (left + batch - 1) / batch;
}

void Trainer::begin_epoch() {
  const auto size = static_cast<std::size_t>(now_.config.training_size);
  if (now_.order.size() != size) {
    now_.order.resize(size);
    std::iota(now_.order.begin(), now_.order.end(), 0U);
  }
  now_.shuffle.shuffle(now_.order);
}

Score Trainer::score(const Matrix<float>& outputs, Batch& batch) const {
  loss_->in<float>().evaluate(outputs, batch.targets, batch.losses, batch.output_gradient);
  double loss_sum = 0;
  for (const float loss : values(batch.losses)) loss_sum += loss;
  return {values(batch.losses).size(), loss_sum, count_correct(outputs, batch.targets, loss_->threshold)};
}

void Trainer::gather(const Dataset& data, std::span<const std::uint32_t> indices, Keep keep, Batch& batch) const {
  if (keep == Keep::score && data.gather_nonzero(indices, batch.nonzero_inputs, batch.targets)) {
    batch.inputs.resize(0, 0);
  } else {
    data.gather(indices, batch.inputs, batch.targets);
  }
}

void Trainer::gather_augmented(std::span<const std::uint32_t> indices, Keep keep) {
  const auto count = static_cast<std::int64_t>(indices.size());
  const std::int64_t written = now_.config.augmentation.batch_with(count, now_.config.batch_size) - count;
  now_.augmentation.gather(now_.config.augmentation, data_, indices, static_cast<std::size_t>(written),
                           training_.nonzero_inputs, training_.targets);
  training_.inputs.resize(0, 0);
  if (keep == Keep::score) return;
  const SparseRows& rows = training_.nonzero_inputs;
  training_.inputs.setZero(static_cast<Index>(rows.rows()), data_.features());
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    const std::span<float> inputs = row_of(training_.inputs, static_cast<Index>(i));
    for (std::uint32_t at = rows.start[i]; at < rows.start[i + 1]; ++at) {
      inputs[rows.elements[at].column] = rows.elements[at].value;
    }
  }
}

Score Trainer::step(Keep keep) {
  before_.reset();
  if (now_.position == 0) begin_epoch();
  const auto from_data = static_cast<std::size_t>(now_.config.augmentation.from_data(now_.config.batch_size));
  const std::size_t taken = std::min(from_data, now_.order.size() - now_.position);
  const std::span<const std::uint32_t> indices = std::span(now_.order).subspan(now_.position, taken);
  if (now_.config.augmentation.is_off()) {
    gather(data_, indices, keep, training_);
  } else {
    gather_augmented(indices, keep);
  }
  const auto count = static_cast<std::size_t>(training_.targets.rows());
  if (now_.config.label_smoothing > 0) {
    const float share = now_.config.label_smoothing;
    training_.targets.array() =
        training_.targets.array() * (1 - share) + share * loss_->indifferent(training_.targets.cols());
  }
  const Score result = score(now_.network.forward(training_.input(), training_.pass, now_.dropout), training_);
  const double loss = result.loss_sum / static_cast<double>(count);
  if (!(std::abs(loss) < meaningless_loss)) {
    diverge(std::isfinite(loss) ? "the loss is too large to mean anything" : "the loss is no longer a finite number");
  }
  now_.network.propagate(training_.input(), training_.output_gradient, training_.pass);
  if (keep == Keep::score && is_tame_step()) {
    update_in_passing();
  } else {
    update_with_care();
  }
  now_.network.remember_statistics(training_.pass);
  now_.operations += 2 * multiply_adds(now_.network, training_.input(), training_.pass);

  ++now_.steps;
  now_.examples += count;
  ++now_.epoch_steps;
  now_.position += taken;
  if (now_.position == now_.order.size()) {
    now_.position = 0;
    now_.epoch_steps = 0;
    ++now_.epochs;
  }
  return result;
}

// A step that may diverge begins with a copy of the network and ends with a look at every parameter. One that cannot
// spares both: where inputs are at most 2^20, gradients of what a layer computes at most 2^11, and there are at most
// 2^20 examples, no gradient of a parameter exceeds g = 2^51. Then momentum stays below g / (1 - momentum) <= 2^75,
// since a float below 1 is at most 1 - 2^-24, and so do Adam's moments, the second by its square root; AdaGrad's sum of
// squares stays below 2^25 g² = 2^127, where a float no longer grows by adding g²; and no rule moves a parameter by
// more than rate 2^75 / epsilon, which is asked to be below 2^120. A parameter that was at most 2^60, and that AdamW
// scaled by at most 2^20, is then below 2^127, so finite.
bool Trainer::is_tame_step() const {
  if (!now_.config.regularizer.is_off() || !now_.parameters_are_tame || !now_.state_is_tame) return false;
  const OptimizerConfig now = constants();
  const double rate = now.learning_rate;
  const bool is_tame_rule = rate * 0x1p75 < 0x1p120 * std::min(1.0F, now.epsilon) && rate * now.weight_decay < 0x1p20;
  if (!is_tame_rule || training_.targets.rows() > Index{1} << 20) return false;
  if (!kernels::all_within(values(training_.inputs), tame_value)) return false;
  const std::span<const Layer<float>> layers = now_.network.layers();
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const LayerPass<float>& pass = training_.pass.layers[i];
    if (!kernels::all_within(values(layers[i].affine_gradient(pass)), tame_slope)) return false;
    if (!kernels::all_within(values(pass.output()), tame_value)) return false;
    if (!kernels::all_within(values(pass.norm.scale_gradient), tame_gradient)) return false;
    if (!kernels::all_within(values(pass.norm.shift_gradient), tame_gradient)) return false;
  }
  return true;
}

namespace {

/// Updates each parameter as soon as its gradient is known, part by part, while both are in the cache.
class UpdateInPassing {
 public:
  UpdateInPassing(Optimizer& optimizer, const OptimizerConfig& constants, std::vector<Parameter<float>> parameters)
      : optimizer_(optimizer), constants_(constants), parameters_(std::move(parameters)) {
    std::vector<std::size_t> sizes;
    for (const Parameter<float>& parameter : parameters_) sizes.push_back(parameter.values.size());
    optimizer_.begin_step(sizes);
  }

  /// See TakeParameterGradient.
  void operator()(std::size_t parameter, std::size_t first, std::span<const float> gradient) {
    rest_until(parameter, first);
    update(gradient);
  }

  /// To be called once all gradients were taken.
  void finish() { rest_until(parameters_.size(), 0); }

  /// Whether all parameters that changed are still tame.
  bool is_tame() const { return is_tame_; }

 private:
  /// What was left out, whole parameters too, has a gradient of zero.
  void rest_until(std::size_t parameter, std::size_t position) {
    for (; parameter_ < parameter; ++parameter_, position_ = 0) rest_until(parameters_[parameter_].values.size());
    rest_until(position);
  }

  void rest_until(std::size_t position) {
    static constexpr std::array<float, 4096> zeros{};
    if (optimizer_.rule()->rests) position_ = position;
    while (position_ < position) update(std::span(zeros).first(std::min(zeros.size(), position - position_)));
  }

  void update(std::span<const float> gradient) {
    const Parameter<float>& parameter = parameters_[parameter_];
    const std::span<float> values = parameter.values.subspan(position_, gradient.size());
    optimizer_.update(constants_, parameter_, position_, {values, gradient, parameter.role == Role::weight});
    is_tame_ = is_tame_ && kernels::all_within(values, tame_parameter);
    position_ += gradient.size();
  }

  Optimizer& optimizer_;
  const OptimizerConfig& constants_;
  std::vector<Parameter<float>> parameters_;
  std::size_t parameter_ = 0;
  std::size_t position_ = 0;
  bool is_tame_ = true;
};

}  // namespace

const Network<float>& Trainer::network_before() const {
  if (before_) return *before_;
  fail(ErrorCode::bad_setting, {"The last step kept nothing to be looked at: take it with Keep::everything."});
}

void Trainer::update_in_passing() {
  const OptimizerConfig now = constants();
  UpdateInPassing update(now_.optimizer, now, now_.network.parameters());
  now_.network.parameter_gradients(training_.input(), training_.pass, update);
  update.finish();
  now_.parameters_are_tame = update.is_tame();
}

void Trainer::update_with_care() {
  before_.emplace(now_.network);
  now_.network.parameter_gradients(training_.input(), training_.pass);
  add_penalty_gradient(now_.config.regularizer, now_.network, training_.pass);
  const std::vector<std::span<float>> slopes = gradients(training_.pass);
  clip(now_.config.regularizer, slopes);

  std::vector<OptimizedTensor> tensors;
  const std::vector<Parameter<float>> parameters = now_.network.parameters();
  tensors.reserve(parameters.size());
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    tensors.push_back({parameters[i].values, slopes[i], parameters[i].role == Role::weight});
    now_.state_is_tame = now_.state_is_tame && kernels::all_within(slopes[i], tame_gradient);
  }
  now_.optimizer.step(constants(), tensors);
  constrain(now_.config.regularizer, now_.network);

  now_.parameters_are_tame = are_tame(now_.network);
  if (!now_.parameters_are_tame && !are_finite(now_.network)) take_back("a weight is no longer a finite number");
  if (!now_.state_is_tame && !now_.optimizer.is_finite())
    take_back("a gradient is too large to be squared; scale the inputs");
}

void Trainer::take_back(const char* what) {
  now_.network = Network<float>(*before_);
  now_.parameters_are_tame = are_tame(now_.network);
  diverge(what);
}

void Trainer::diverge(const char* what) {
  now_.optimizer = Optimizer(now_.config.optimizer);
  now_.state_is_tame = true;
  fail(ErrorCode::diverged, {"Training diverged at step ", now_.steps + 1, ": ", what, ". ", likely_cause});
}

Score Trainer::evaluate(const Dataset& data, std::size_t first, std::size_t count) {
  check_examples(data, first, count);
  Score total;
  std::vector<std::uint32_t> indices;
  for (std::size_t done = 0; done < count; done += indices.size()) {
    indices.resize(std::min(scoring_batch, count - done));
    std::iota(indices.begin(), indices.end(), static_cast<std::uint32_t>(first + done));
    gather(data, indices, Keep::score, scoring_);
    check_targets(loss_, scoring_.targets, first + done);
    total += score(now_.network.forward(scoring_.input(), scoring_.pass), scoring_);
  }
  return total;
}

const Matrix<float>& Trainer::predict(const Matrix<float>& inputs) {
  loss_->in<float>().predict(now_.network.forward(inputs, scoring_.pass), predictions_);
  return predictions_;
}

}  // namespace inkling

/// Mini-batch training: draws batches, takes steps, keeps count, and stops at the step that diverges.
#pragma once

#include <inkling/augmentation.h>
#include <inkling/dataset.h>
#include <inkling/loss.h>
#include <inkling/network.h>
#include <inkling/optimizer.h>
#include <inkling/random.h>
#include <inkling/regularizer.h>
#include <inkling/schedule.h>
#include <inkling/setting.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace inkling {

/// What may change while a run is under way.
struct TrainingConfig {
  OptimizerRule optimizer = "sgd";
  OptimizerConfig constants = {};
  ScheduleConfig schedule = {};
  RegularizerConfig regularizer = {};
  float label_smoothing = 0;
  AugmentationConfig augmentation = {};
  std::int64_t batch_size = 32;    ///< more than `training_size` means all of it at once
  std::int64_t training_size = 0;  ///< trains on the first so many examples; at least 1, at most the dataset's size
  std::int64_t epochs = 10;        ///< that the run is meant to go on for, which a schedule may be stretched over

  /// See Setting. The training size belongs to the data, the epochs to the run.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"optimizer", "Optimizer", "The rule by which gradients move the weights."}, self.optimizer);
    OptimizerConfig::describe(self.constants, visit);
    visit({"batchSize", "Batch size", "How many examples each step learns from at once.", from_one}, self.batch_size);
    visit({"labelSmoothing", "Label smoothing", "The share of each target that goes to all classes alike.", fraction,
           "loss", "cross_entropy binary_cross_entropy"},
          self.label_smoothing);
    RegularizerConfig::describe(self.regularizer, visit);
    visit({"schedule", "Schedule", "How the learning rate changes as training goes on."}, self.schedule);
    visit({"augmentation", "Augmentation", "Digits that training makes up as it goes, beside those of the data."},
          self.augmentation);
  }
};

/// Sums over the examples of some batches. Divide by `examples` for the mean loss and the accuracy.
struct Score {
  std::size_t examples = 0;
  double loss_sum = 0;
  std::size_t correct = 0;

  Score& operator+=(const Score& other);
};

/// What a step leaves to be looked at.
enum class Keep {
  score,      ///< nothing: the gradient of a weight is used up where it is computed
  everything  ///< all of `last_batch` and `network_before`, for the same step bit for bit, at less speed
};

/// One batch on its way through the network, from its examples to its gradients: every value of the step.
struct Batch {
  Matrix<float> inputs;           ///< [batch, features]; empty where only what is not zero was gathered
  SparseRows nonzero_inputs;      ///< that; empty where all was
  Matrix<float> targets;          ///< [batch, targets], smoothed where that was asked for
  RowVector<float> losses;        ///< of each example, [batch]
  Matrix<float> output_gradient;  ///< of the mean loss with respect to the outputs, [batch, targets]
  Pass<float> pass;               ///< everything in between, layer by layer

  /// What the network was given.
  Input<float> input() const { return inputs.size() > 0 ? Input<float>(inputs) : Input<float>(nonzero_inputs); }
};

/// Where a run stands: all that its steps to come depend on, beside its data. A copy of it can be gone back to.
/// Pictures that the run has made up are shared between copies.
struct Checkpoint {
  Network<float> network;
  TrainingConfig config;
  Optimizer optimizer;
  Schedule schedule;
  Random shuffle;
  Random dropout;
  Augmentation augmentation;

  std::vector<std::uint32_t> order = {};  ///< the epoch's examples, shuffled
  std::size_t position = 0;               ///< of the next batch in `order`
  std::uint64_t steps = 0;
  std::uint64_t examples = 0;
  std::uint64_t epochs = 0;
  std::uint64_t epoch_steps = 0;
  double operations = 0;

  bool parameters_are_tame = false;  ///< see Trainer::is_tame_step
  bool state_is_tame = true;         ///< and the optimizer's

  /// Bytes of memory that a copy takes, but for made-up pictures.
  std::size_t bytes() const;
};

/// Trains one network on one dataset. Given the same configuration, the same seed and the same calls of `configure` and
/// `observe` between the same steps, the network is the same bit for bit, on every machine. Batch gradient descent is a
/// batch of all examples, stochastic gradient descent a batch of one: there is one path for all three.
class Trainer {
 public:
  /// A new network. `data` must outlive the trainer; it may grow, and the trainer then sees more of it when told to.
  /// @throws Error(bad_setting) where a setting is not allowed, or could never be learned with: outputs of an
  /// activation
  ///   or a number that the loss is not made for, a softmax of one unit, batches of one example with batch
  ///   normalisation. Error(bad_data) where the data's shape is not the network's, or it has targets among the examples
  ///   to train on that the loss is not made for.
  Trainer(const NetworkConfig& network, Loss loss, const TrainingConfig& training, const Dataset& data);
  Trainer(const NetworkConfig& network, Loss loss, const TrainingConfig& training,
          const Dataset&& data) = delete;  // would not outlive the statement

  /// New settings, from the next step on; a new training size from the next epoch on. Another optimizer starts with
  /// fresh state, another schedule with fresh observations. @throws what the constructor throws for settings and for
  /// the examples that they add, and then nothing has changed.
  void configure(const TrainingConfig& training);

  /// Trains on one batch, and returns its score from before the update (without penalties). An epoch goes through the
  /// data once; with augmentation, a batch holds so many of its examples as leave room for the digits that are written.
  /// The epoch's last batch holds what is left, and as many written ones for each.
  /// @throws Error(diverged) where the loss is too large to mean anything, or it, a parameter or the optimizer's state
  ///   no longer a finite number, as squares of gradients beyond 1.8e19 are not; parameters, running statistics and
  ///   counters are then as they were before the step, and the optimizer's state is fresh. What was drawn at random
  ///   stays drawn: the next step has other dropout and, where it begins an epoch, another order. Error(bad_data), with
  ///   augmentation, for an example that is no picture, with a value that is not from 0 to 1.
  Score step(Keep keep = Keep::score);

  /// Tells the schedule of a loss on data that training does not see. Only the plateau rule listens. One that is not a
  /// number is no progress.
  void observe(double loss) { now_.schedule.observe(now_.config.schedule, loss); }

  /// The score of examples `first` to `first + count - 1` of `data`; of none, where `count` is 0. Changes nothing of
  /// the run. @throws what `check` throws of them.
  Score evaluate(const Dataset& data, std::size_t first, std::size_t count);

  /// Looks at the shape of `data`, and at the targets of its examples `first` to `first + count - 1`.
  /// @throws Error(bad_setting) where there are no such examples, Error(bad_data) where the shape is not the network's,
  /// or a target not what the loss is made for.
  void check(const Dataset& data, std::size_t first, std::size_t count) const;

  /// What the network makes of inputs [batch, features]: probabilities, where the loss is fused with softmax or
  /// sigmoid. Valid until the next call. @throws Error(bad_data) where the inputs have another width.
  const Matrix<float>& predict(const Matrix<float>& inputs);

  const Network<float>& network() const { return now_.network; }
  const TrainingConfig& config() const { return now_.config; }

  /// Goes on from other parameters. @throws Error(bad_setting) where the networks differ in their layers.
  void restore(const Network<float>& network);

  /// Where the run stands, to be copied.
  const Checkpoint& checkpoint() const { return now_; }

  /// Goes back, or forth, to where this run stood: its settings, too, are those of then, and its steps from there on
  /// the same again, bit for bit. @throws Error(bad_setting) for a checkpoint of other layers or of more examples than
  /// there are, and what `configure` throws, where another run's settings or examples are nothing for this trainer's
  /// loss or data; nothing has changed then.
  void rewind(const Checkpoint& checkpoint);

  std::uint64_t steps() const { return now_.steps; }                 ///< taken in all
  std::uint64_t examples() const { return now_.examples; }           ///< in the batches of all these steps
  std::uint64_t epochs() const { return now_.epochs; }               ///< completed
  std::uint64_t steps_in_epoch() const { return now_.epoch_steps; }  ///< taken in the epoch under way
  std::uint64_t steps_per_epoch() const;  ///< of the epoch under way, with today's batch size
  float learning_rate() const;            ///< of the next step, as the schedule has it

  /// Floating-point operations of all these steps: two for each multiply-add that the products of the layers executed,
  /// forward and backward. Zeros that were skipped, activations, losses and updates do not count.
  double operations() const { return now_.operations; }

  // Nothing is hidden: what a step computed, after `step(Keep::everything)` and until the next.

  const Batch& last_batch() const { return training_; }
  /// The network before the last step. What the optimizer did is the difference from `network()`.
  /// @throws Error(bad_setting) where that step did not keep it.
  const Network<float>& network_before() const;

 private:
  void validate(const TrainingConfig& training) const;
  /// Validates settings, and checks the examples that they train on, and `examples`, as far as none has before.
  void accept(const TrainingConfig& training, std::size_t examples = 0);
  void check_shape(const Dataset& data) const;
  void check_examples(const Dataset& data, std::size_t first, std::size_t count) const;
  void begin_epoch();
  Score score(const Matrix<float>& outputs, Batch& batch) const;
  void gather(const Dataset& data, std::span<const std::uint32_t> indices, Keep keep, Batch& batch) const;
  void gather_augmented(std::span<const std::uint32_t> indices, Keep keep);
  OptimizerConfig constants() const;
  bool is_tame_step() const;
  void update_in_passing();
  void update_with_care();
  [[noreturn]] void take_back(const char* what);
  [[noreturn]] void diverge(const char* what);

  Checkpoint now_;
  Loss loss_;
  const Dataset& data_;
  std::size_t checked_ = 0;  ///< how many of the data's first examples have targets that the loss is made for

  // Reused from batch to batch. Scoring has one of its own, because its batches are of another size.
  Batch training_;
  Batch scoring_;
  Matrix<float> predictions_;
  std::optional<Network<float>> before_;  ///< the last step, where it was taken with care
};

}  // namespace inkling

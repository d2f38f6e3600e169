/// The rules by which gradients change parameters.
#pragma once

#include <inkling/choice.h>
#include <inkling/setting.h>

#include <cstdint>
#include <span>
#include <vector>

namespace inkling {

/// The constants of a rule; each rule reads those it has.
struct OptimizerConfig {
  float learning_rate = 0.1F;
  float momentum = 0.9F;
  float decay = 0.99F;
  float beta1 = 0.9F;
  float beta2 = 0.999F;
  float epsilon = 1e-8F;
  float weight_decay = 0.01F;

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"learningRate", "Learning rate",
           "How far each step moves the weights: too low and learning crawls, too high and it goes wild.", above_zero},
          self.learning_rate);
    visit({"momentum", "Momentum", "How much of its last movement each weight keeps, like a ball rolling downhill.",
           fraction, "optimizer", "momentum nesterov"},
          self.momentum);
    visit({"decay", "Decay", "How slowly RMSprop forgets how large a weight's gradients have been.", fraction,
           "optimizer", "rmsprop"},
          self.decay);
    visit({"beta1", "Beta 1", "How slowly Adam forgets in which direction a weight has been moving.", fraction,
           "optimizer", "adam adamw"},
          self.beta1);
    visit({"beta2", "Beta 2", "How slowly Adam forgets how large a weight's gradients have been.", fraction,
           "optimizer", "adam adamw"},
          self.beta2);
    visit({"epsilon", "Epsilon", "A small number that keeps the rule from dividing by zero.", above_zero, "optimizer",
           "adagrad rmsprop adam adamw"},
          self.epsilon);
    visit({"weightDecay", "Weight decay", "How strongly AdamW pulls every weight towards zero at each step.", from_zero,
           "optimizer", "adamw"},
          self.weight_decay);
  }

  /// @throws Error(bad_setting) for a value outside of its range.
  void validate() const;
};

/// One tensor at one step: its values, their gradients, and whether weight decay concerns it.
struct OptimizedTensor {
  std::span<float> values;
  std::span<const float> gradient;
  bool decays = true;
};

/// A row of the table of optimizers.
struct OptimizerRow {
  std::string_view name;
  std::string_view title;  ///< for a menu
  /// A rate that it usually learns well at, for whoever has not chosen one.
  float learning_rate;
  /// How many values of state each parameter has.
  std::size_t state_size;
  /// Whether a gradient of zero changes neither parameter nor state.
  bool rests;
  /// Changes a tensor, or a part of it. `state[s]` is as long; `step` counts from 1.
  void (*update)(const OptimizerConfig& config, std::uint64_t step, const OptimizedTensor& tensor,
                 std::span<const std::span<float>> state);

  static constexpr std::string_view kind = "optimizer";
  static std::span<const OptimizerRow> table();
};

/// Chosen by name, with g the gradient and w the parameter:
/// "sgd": w -= rate g;
/// "momentum": v = momentum v + g, w -= rate v (Polyak 1964);
/// "nesterov": v = momentum v + g, w -= rate (g + momentum v) (Nesterov 1983, as Sutskever et al. 2013 rearrange it);
/// "adagrad": s += g², w -= rate g / (sqrt(s) + epsilon) (Duchi, Hazan and Singer 2011);
/// "rmsprop": s = decay s + (1 - decay) g², w -= rate g / (sqrt(s) + epsilon) (Tieleman and Hinton 2012);
/// "adam": Kingma and Ba 2015, algorithm 1;
/// "adamw": the same after w -= rate weight_decay w (Loshchilov and Hutter 2019).
using OptimizerRule = Choice<OptimizerRow>;

/// A rule with the state of one run. Knows spans of parameters and gradients, and nothing of layers.
class Optimizer {
 public:
  explicit Optimizer(OptimizerRule rule) : rule_(rule) {}

  /// One step. The tensors are the same ones at every step; their state is made, all zeros, at the first.
  void step(const OptimizerConfig& config, std::span<const OptimizedTensor> tensors);

  /// The same in parts: begins a step of tensors of these sizes; then every element is to be updated once, but where
  /// the gradient is zero and the rule rests.
  void begin_step(std::span<const std::size_t> sizes);

  /// Updates a part of tensor `index` that begins at its element `first`.
  void update(const OptimizerConfig& config, std::size_t index, std::size_t first, const OptimizedTensor& part);

  const OptimizerRule& rule() const { return rule_; }

 private:
  OptimizerRule rule_;
  std::uint64_t steps_ = 0;
  std::vector<std::vector<std::vector<float>>> state_;  ///< [tensor][state value][element]
};

}  // namespace inkling

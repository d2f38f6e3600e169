/// The rules by which gradients change parameters.
#pragma once

#include <inkling/choice.h>

#include <cstdint>
#include <span>
#include <vector>

namespace inkling {

/// The constants of a rule; each rule reads those it has.
struct OptimizerConfig {
  float learning_rate = 0.1F;  ///< finite and above 0
  float momentum = 0.9F;       ///< in [0, 1)
  float beta1 = 0.9F;          ///< in [0, 1)
  float beta2 = 0.999F;        ///< in [0, 1)
  float epsilon = 1e-8F;       ///< above 0

  /// @throws Error(bad_setting) for a value outside of the range beside it.
  void validate() const;
};

/// A row of the table of optimizers.
struct OptimizerRow {
  std::string_view name;
  /// How many values of state each parameter has.
  std::size_t state_size;
  /// Changes one tensor. `state[s]` is as long as `parameter`; `step` counts from 1.
  void (*update)(const OptimizerConfig& config, std::uint64_t step, std::span<float> parameter,
                 std::span<const float> gradient, std::span<std::vector<float>> state);

  static constexpr std::string_view kind = "optimizer";
  static std::span<const OptimizerRow> table();
};

/// Chosen by name: "sgd", "momentum" (v = momentum v + g; w -= rate v; Polyak 1964), "adam" (Kingma and Ba 2015,
/// algorithm 1).
using OptimizerRule = Choice<OptimizerRow>;

/// A rule with its constants and the state of one run. Knows spans of parameters and gradients, and nothing of layers.
class Optimizer {
 public:
  explicit Optimizer(OptimizerRule rule) : rule_(rule) {}

  OptimizerRule rule() const { return rule_; }

  /// One step: `parameters[i]` changes by `gradients[i]`, which has the same length. The tensors are the same ones at
  /// every step; their state is made, all zeros, at the first.
  void step(const OptimizerConfig& config, std::span<const std::span<float>> parameters,
            std::span<const std::span<const float>> gradients);

 private:
  OptimizerRule rule_;
  std::uint64_t steps_ = 0;
  std::vector<std::vector<std::vector<float>>> state_;  ///< [tensor][state value][element]
};

}  // namespace inkling

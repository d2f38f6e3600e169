/// The table of optimizers. To add one: an update of one tensor, and its row.
#include <inkling/optimizer.h>

#include <array>
#include <cmath>

#include "kernels/elementwise.h"
#include "require.h"

namespace inkling {
namespace {

using State = std::span<const std::span<float>>;

constexpr std::size_t largest_state = 2;

void sgd(const OptimizerConfig& config, std::uint64_t /*step*/, const OptimizedTensor& tensor, State /*state*/) {
  kernels::sgd_update(tensor.values, tensor.gradient, config.learning_rate);
}

void momentum(const OptimizerConfig& config, std::uint64_t /*step*/, const OptimizedTensor& tensor, State state) {
  kernels::momentum_update(tensor.values, tensor.gradient, state[0], config.learning_rate, config.momentum);
}

void nesterov(const OptimizerConfig& config, std::uint64_t /*step*/, const OptimizedTensor& tensor, State state) {
  kernels::nesterov_update(tensor.values, tensor.gradient, state[0], config.learning_rate, config.momentum);
}

void adagrad(const OptimizerConfig& config, std::uint64_t /*step*/, const OptimizedTensor& tensor, State state) {
  kernels::scaled_update(tensor.values, tensor.gradient, state[0], config.learning_rate, 1.0F, 1.0F, config.epsilon);
}

void rmsprop(const OptimizerConfig& config, std::uint64_t /*step*/, const OptimizedTensor& tensor, State state) {
  kernels::scaled_update(tensor.values, tensor.gradient, state[0], config.learning_rate, config.decay,
                         1.0F - config.decay, config.epsilon);
}

/// Both moments start at zero; dividing by 1 - beta^t undoes the bias towards it.
void adam(const OptimizerConfig& config, std::uint64_t step, const OptimizedTensor& tensor, State state) {
  const double first = 1 - kernels::power(config.beta1, step);
  const double second = 1 - kernels::power(config.beta2, step);
  kernels::adam_update(tensor.values, tensor.gradient, state[0], state[1],
                       static_cast<float>(config.learning_rate / first), static_cast<float>(std::sqrt(second)),
                       config.beta1, config.beta2, config.epsilon);
}

void adamw(const OptimizerConfig& config, std::uint64_t step, const OptimizedTensor& tensor, State state) {
  if (tensor.decays) kernels::scale(tensor.values, 1.0F - config.learning_rate * config.weight_decay);
  adam(config, step, tensor, state);
}

constexpr std::array<OptimizerRow, 7> rows{{
    {"sgd", "SGD", 0.2F, 0, true, sgd},
    {"momentum", "Momentum", 0.02F, 1, false, momentum},
    {"nesterov", "Nesterov", 0.02F, 1, false, nesterov},
    {"adagrad", "AdaGrad", 0.02F, 1, true, adagrad},
    {"rmsprop", "RMSprop", 0.001F, 1, false, rmsprop},
    {"adam", "Adam", 0.001F, 2, false, adam},
    {"adamw", "AdamW", 0.001F, 2, false, adamw},
}};

}  // namespace

std::span<const OptimizerRow> OptimizerRow::table() { return rows; }

void OptimizerConfig::validate() const { require_settings(*this); }

void Optimizer::begin_step(std::span<const std::size_t> sizes) {
  if (state_.empty()) {
    for (const std::size_t size : sizes) {
      state_.emplace_back(rule_->state_size, std::vector<float>(size, 0.0F));
    }
  }
  ++steps_;
}

void Optimizer::update(const OptimizerConfig& config, std::size_t index, std::size_t first,
                       const OptimizedTensor& part) {
  std::array<std::span<float>, largest_state> state;
  for (std::size_t s = 0; s < rule_->state_size; ++s) {
    state[s] = std::span(state_[index][s]).subspan(first, part.values.size());
  }
  rule_->update(config, steps_, part, state);
}

void Optimizer::step(const OptimizerConfig& config, std::span<const OptimizedTensor> tensors) {
  std::vector<std::size_t> sizes;
  for (const OptimizedTensor& tensor : tensors) sizes.push_back(tensor.values.size());
  begin_step(sizes);
  for (std::size_t i = 0; i < tensors.size(); ++i) update(config, i, 0, tensors[i]);
}

}  // namespace inkling

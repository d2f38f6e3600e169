/// The table of optimizers. To add one: an update of one tensor, and its row.
#include <inkling/optimizer.h>

#include <array>
#include <cmath>
#include <cstdio>

#include "kernels/elementwise.h"

namespace inkling {
namespace {

void sgd(const OptimizerConfig& config, std::uint64_t /*step*/, std::span<float> parameter,
         std::span<const float> gradient, std::span<std::vector<float>> /*state*/) {
  kernels::sgd_update(parameter, gradient, config.learning_rate);
}

void momentum(const OptimizerConfig& config, std::uint64_t /*step*/, std::span<float> parameter,
              std::span<const float> gradient, std::span<std::vector<float>> state) {
  kernels::momentum_update(parameter, gradient, state[0], config.learning_rate, config.momentum);
}

/// base^exponent by repeated squaring: the standard library's pow may round differently elsewhere.
double power(double base, std::uint64_t exponent) {
  double result = 1;
  for (; exponent > 0; exponent >>= 1U, base *= base) {
    if ((exponent & 1U) != 0) result *= base;
  }
  return result;
}

/// Both moments start at zero; dividing by 1 - beta^t undoes the bias towards it.
void adam(const OptimizerConfig& config, std::uint64_t step, std::span<float> parameter,
          std::span<const float> gradient, std::span<std::vector<float>> state) {
  const double first = 1 - power(config.beta1, step);
  const double second = 1 - power(config.beta2, step);
  kernels::adam_update(parameter, gradient, state[0], state[1], static_cast<float>(config.learning_rate / first),
                       static_cast<float>(std::sqrt(second)), config.beta1, config.beta2, config.epsilon);
}

constexpr std::array<OptimizerRow, 3> rows{{
    {"sgd", 0, sgd},
    {"momentum", 1, momentum},
    {"adam", 2, adam},
}};

void require(bool allowed, std::string_view what, float given, std::string_view range) {
  if (allowed) return;
  std::array<char, 32> number{};
  std::snprintf(number.data(), number.size(), "%g", static_cast<double>(given));
  throw Error(ErrorCode::bad_setting,
              std::string(what) + ": " + number.data() + " was given; allowed is " + std::string(range) + ".");
}

}  // namespace

std::span<const OptimizerRow> OptimizerRow::table() { return rows; }

void OptimizerConfig::validate() const {
  require(std::isfinite(learning_rate) && learning_rate > 0, "Learning rate", learning_rate,
          "a finite number above 0, such as 0.1");
  require(momentum >= 0 && momentum < 1, "Momentum", momentum, "0 up to, but not including, 1");
  require(beta1 >= 0 && beta1 < 1, "Beta 1", beta1, "0 up to, but not including, 1");
  require(beta2 >= 0 && beta2 < 1, "Beta 2", beta2, "0 up to, but not including, 1");
  require(std::isfinite(epsilon) && epsilon > 0, "Epsilon", epsilon, "a finite number above 0");
}

void Optimizer::step(const OptimizerConfig& config, std::span<const std::span<float>> parameters,
                     std::span<const std::span<const float>> gradients) {
  if (state_.empty()) {
    for (const std::span<float> parameter : parameters) {
      state_.emplace_back(rule_->state_size, std::vector<float>(parameter.size(), 0.0F));
    }
  }
  ++steps_;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    rule_->update(config, steps_, parameters[i], gradients[i], state_[i]);
  }
}

}  // namespace inkling

/// Penalties, clipping and the largest norm.
#include <inkling/regularizer.h>

#include <cmath>
#include <vector>

#include "kernels/elementwise.h"
#include "require.h"

namespace inkling {

void RegularizerConfig::validate() const { require_settings(*this); }

template <typename Scalar>
double penalty(const RegularizerConfig& config, const Network<Scalar>& network) {
  double sum = 0;
  for (const auto& parameter : network.parameters()) {
    if (parameter.role != Role::weight) continue;
    for (const Scalar value : parameter.values) {
      const auto w = static_cast<double>(value);
      sum += config.l1 * std::abs(w) + config.l2 / 2.0 * w * w;
    }
  }
  return sum;
}

template <typename Scalar>
void add_penalty_gradient(const RegularizerConfig& config, const Network<Scalar>& network, Pass<Scalar>& pass) {
  if (config.l1 == 0 && config.l2 == 0) return;
  for (std::size_t i = 0; i < pass.layers.size(); ++i) {
    kernels::add_penalty_gradient(values(network.layers()[i].dense.weight),
                                  values(pass.layers[i].dense.weight_gradient), static_cast<Scalar>(config.l1),
                                  static_cast<Scalar>(config.l2));
  }
}

void clip(const RegularizerConfig& config, std::span<const std::span<float>> gradients) {
  if (config.clip_value > 0) {
    for (const std::span<float> gradient : gradients) kernels::bound(gradient, config.clip_value);
  }
  if (config.clip_norm > 0) {
    double squares = 0;
    for (const std::span<float> gradient : gradients) squares += kernels::sum_of_squares(gradient);
    const double norm = std::sqrt(squares);
    if (norm <= config.clip_norm) return;
    // In double, since a norm may be so large that its share in a float would lose its digits.
    const double factor = config.clip_norm / norm;
    for (const std::span<float> gradient : gradients) {
      for (float& value : gradient) value = static_cast<float>(value * factor);
    }
  }
}

void constrain(const RegularizerConfig& config, Network<float>& network) {
  if (config.max_norm == 0) return;
  for (Layer<float>& layer : network.layers()) {
    const std::span<float> weight = values(layer.dense.weight);
    std::vector<double> factor(static_cast<std::size_t>(layer.units()), 0.0);
    kernels::each_value(weight.size(), factor.size(), [weight, sum = factor.data()](std::size_t i, std::size_t unit) {
      sum[unit] += static_cast<double>(weight[i]) * weight[i];
    });
    for (double& squares : factor) {
      const double norm = std::sqrt(squares);
      squares = norm > config.max_norm ? config.max_norm / norm : 1;
    }
    kernels::each_value(weight.size(), factor.size(), [weight, by = factor.data()](std::size_t i, std::size_t unit) {
      weight[i] = static_cast<float>(weight[i] * by[unit]);
    });
  }
}

template double penalty(const RegularizerConfig&, const Network<float>&);
template double penalty(const RegularizerConfig&, const Network<double>&);
template void add_penalty_gradient(const RegularizerConfig&, const Network<float>&, Pass<float>&);
template void add_penalty_gradient(const RegularizerConfig&, const Network<double>&, Pass<double>&);

}  // namespace inkling

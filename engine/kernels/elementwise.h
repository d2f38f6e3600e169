/// Loops over all values of a matrix: maps, sums of rows and the update rules. Written so that compilers vectorize
/// them.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "kernels/elementary.h"

namespace inkling::kernels {

/// to[i] = function(from[i]).
template <typename From, typename To, typename Function>
void map(std::span<const From> from, std::span<To> to, Function function) {
  for (std::size_t i = 0; i < from.size(); ++i) to[i] = function(from[i]);
}

/// gradient[i] *= derivative(z[i], a[i]): the chain rule through an elementwise activation a = f(z).
template <typename Scalar, typename Derivative>
void multiply_by_derivative(std::span<const Scalar> z, std::span<const Scalar> a, std::span<Scalar> gradient,
                            Derivative derivative) {
  for (std::size_t i = 0; i < z.size(); ++i) gradient[i] *= derivative(z[i], a[i]);
}

/// Whether every value is a number: x - x is 0 for those and NaN for NaN and the infinities.
template <typename Scalar>
bool all_finite(std::span<const Scalar> x) {
  int unordered = 0;
  for (const Scalar value : x) unordered |= static_cast<int>(!(value - value == 0));
  return unordered == 0;
}

/// ln of the sum of e^x, less the largest x: the sum's terms then lie in (0, 1], so nothing overflows.
/// Returns {largest, ln sum e^(x - largest)}; their sum is the log-sum-exp.
template <typename Scalar>
std::pair<Scalar, Scalar> log_sum_exp(std::span<const Scalar> x) {
  const Scalar largest = *std::max_element(x.begin(), x.end());
  Scalar sum = 0;
  for (const Scalar value : x) sum += kernels::exp(value - largest);
  return {largest, kernels::log(sum)};
}

/// p[i] = e^x[i] / sum of e^x. `x` and `p` may be the same.
template <typename Scalar>
void softmax(std::span<const Scalar> x, std::span<Scalar> p) {
  const Scalar largest = *std::max_element(x.begin(), x.end());
  Scalar sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    p[i] = kernels::exp(x[i] - largest);
    sum += p[i];
  }
  for (Scalar& value : p) value /= sum;
}

/// w -= rate g.
inline void sgd_update(std::span<float> w, std::span<const float> g, float rate) {
  for (std::size_t i = 0; i < w.size(); ++i) w[i] -= rate * g[i];
}

/// v = momentum v + g; w -= rate v.
inline void momentum_update(std::span<float> w, std::span<const float> g, std::span<float> v, float rate,
                            float momentum) {
  for (std::size_t i = 0; i < w.size(); ++i) {
    v[i] = momentum * v[i] + g[i];
    w[i] -= rate * v[i];
  }
}

/// m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g²; w -= rate m / (sqrt(v) / root + epsilon), where `rate`
/// already holds the division by 1 - beta1^t, and `root` is sqrt(1 - beta2^t).
inline void adam_update(std::span<float> w, std::span<const float> g, std::span<float> m, std::span<float> v,
                        float rate, float root, float beta1, float beta2, float epsilon) {
  for (std::size_t i = 0; i < w.size(); ++i) {
    m[i] = beta1 * m[i] + (1.0F - beta1) * g[i];
    v[i] = beta2 * v[i] + (1.0F - beta2) * (g[i] * g[i]);
    w[i] -= rate * m[i] / (std::sqrt(v[i]) / root + epsilon);
  }
}

}  // namespace inkling::kernels

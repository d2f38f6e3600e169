/// Loops over all values of a matrix: maps, sums of rows and the update rules. Written so that compilers vectorize
/// them.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "kernels/elementary.h"

namespace inkling::kernels {

/// to[i] = function(from[i]).
template <typename From, typename To, typename Function>
void map(std::span<const From> from, std::span<To> to, Function function) {
  for (std::size_t i = 0; i < from.size(); ++i) to[i] = function(from[i]);
}

/// z_gradient[i] = a_gradient[i] f'(z[i]): the chain rule through an elementwise a = f(z). `derivative` is given z and
/// a.
template <typename Scalar, typename Derivative>
void chain(std::span<const Scalar> z, std::span<const Scalar> a, std::span<const Scalar> a_gradient,
           std::span<Scalar> z_gradient, Derivative derivative) {
  for (std::size_t i = 0; i < z.size(); ++i) z_gradient[i] = a_gradient[i] * derivative(z[i], a[i]);
}

/// Asks for memory before it is needed. Reads that nothing waits for are on their way at the same time; without, each
/// picture of a batch, which lie anywhere, would be waited for by itself.
template <typename Value>
void touch(const Value* from, const Value* to) {
  constexpr std::ptrdiff_t line = 64 / sizeof(Value);
  for (; from < to; from += std::min(line, to - from)) static_cast<void>(*static_cast<const volatile Value*>(from));
}

/// Whether every value is a number of at most `limit` in size.
bool all_within(std::span<const float> x, float limit);

/// Whether every value is a number, and no infinity.
inline bool all_finite(std::span<const float> x) { return all_within(x, std::numeric_limits<float>::max()); }

/// p[i] = e^x[i] / sum of e^x. `x` and `p` may be the same. The terms are taken relative to the largest x, so that they
/// lie in (0, 1] and nothing overflows. Returns {largest, sum of e^(x - largest)}: largest + ln sum is the log-sum-exp.
template <typename Scalar>
std::pair<Scalar, Scalar> softmax(std::span<const Scalar> x, std::span<Scalar> p) {
  const Scalar largest = *std::max_element(x.begin(), x.end());
  for (std::size_t i = 0; i < x.size(); ++i) p[i] = kernels::exp(x[i] - largest);
  Scalar sum = 0;
  for (const Scalar value : p) sum += value;
  for (Scalar& value : p) value /= sum;
  return {largest, sum};
}
extern template std::pair<float, float> softmax(std::span<const float>, std::span<float>);

/// z_gradient[j] = p[j] (p_gradient[j] - sum of p p_gradient): the chain rule through p = softmax(z).
template <typename Scalar>
void softmax_chain(std::span<const Scalar> p, std::span<const Scalar> p_gradient, std::span<Scalar> z_gradient) {
  Scalar mean = 0;
  for (std::size_t j = 0; j < p.size(); ++j) mean += p[j] * p_gradient[j];
  for (std::size_t j = 0; j < p.size(); ++j) z_gradient[j] = p[j] * (p_gradient[j] - mean);
}

/// `action(i, j)` for each of `size` values i of a matrix, which is in column j, row by row. What is added up down the
/// columns is added up in double, so that neither many rows nor the squares of large floats lose it.
template <typename Action>
void each_value(std::size_t size, std::size_t columns, Action action) {
  for (std::size_t row = 0; row < size; row += columns) {
    for (std::size_t j = 0; j < columns; ++j) action(row + j, j);
  }
}

/// x *= factor.
void scale(std::span<float> x, float factor);

/// Every value into [-limit, limit]. NaN stays NaN.
void bound(std::span<float> x, float limit);

/// sum[i] += x[i], and x[i] = sum[i] rounded: after the last of many x it is their sum.
inline void accumulate(std::span<float> x, std::span<double> sum) {
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(sum[i] += x[i]);
}

/// In double, so that squares of large values do not overflow.
double sum_of_squares(std::span<const float> x);

/// g += l1 sign(w) + l2 w, with sign(0) = 0.
template <typename Scalar>
void add_penalty_gradient(std::span<const Scalar> w, std::span<Scalar> g, Scalar l1, Scalar l2) {
  for (std::size_t i = 0; i < w.size(); ++i) {
    const Scalar sign = static_cast<Scalar>(w[i] > 0) - static_cast<Scalar>(w[i] < 0);
    g[i] += l1 * sign + l2 * w[i];
  }
}

/// w -= rate g.
void sgd_update(std::span<float> w, std::span<const float> g, float rate);

/// v = momentum v + g; w -= rate v.
void momentum_update(std::span<float> w, std::span<const float> g, std::span<float> v, float rate, float momentum);

/// v = momentum v + g; w -= rate (g + momentum v).
void nesterov_update(std::span<float> w, std::span<const float> g, std::span<float> v, float rate, float momentum);

/// s = keep s + take g²; w -= rate g / (sqrt(s) + epsilon).
void scaled_update(std::span<float> w, std::span<const float> g, std::span<float> s, float rate, float keep, float take,
                   float epsilon);

/// m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g²; w -= rate m / (sqrt(v) / root + epsilon), where `rate`
/// already holds the division by 1 - beta1^t, and `root` is sqrt(1 - beta2^t).
void adam_update(std::span<float> w, std::span<const float> g, std::span<float> m, std::span<float> v, float rate,
                 float root, float beta1, float beta2, float epsilon);

}  // namespace inkling::kernels

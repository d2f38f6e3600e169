/// The loops over floats that are no templates: checks and update rules.
///
/// One pass over memory each, four floats an instruction or more; what bounds them is the memory that they go through,
/// and for Adam a square root and two divisions for each parameter. Trainer hands them gradients while they are in the
/// cache.
#include "kernels/elementwise.h"

#include <algorithm>
#include <cmath>

namespace inkling::kernels {

template std::pair<float, float> softmax(std::span<const float>, std::span<float>);

bool all_within(std::span<const float> x, float limit) {
  int beyond = 0;
  for (const float value : x) beyond |= static_cast<int>(!(std::abs(value) <= limit));
  return beyond == 0;
}

void scale(std::span<float> x, float factor) {
  for (float& value : x) value *= factor;
}

void bound(std::span<float> x, float limit) {
  for (float& value : x) value = std::clamp(value, -limit, limit);
}

double sum_of_squares(std::span<const float> x) {
  double sum = 0;
  for (const float value : x) sum += static_cast<double>(value) * static_cast<double>(value);
  return sum;
}

void sgd_update(std::span<float> w, std::span<const float> g, float rate) {
  for (std::size_t i = 0; i < w.size(); ++i) w[i] -= rate * g[i];
}

void momentum_update(std::span<float> w, std::span<const float> g, std::span<float> v, float rate, float momentum) {
  for (std::size_t i = 0; i < w.size(); ++i) {
    v[i] = momentum * v[i] + g[i];
    w[i] -= rate * v[i];
  }
}

void nesterov_update(std::span<float> w, std::span<const float> g, std::span<float> v, float rate, float momentum) {
  for (std::size_t i = 0; i < w.size(); ++i) {
    v[i] = momentum * v[i] + g[i];
    w[i] -= rate * (g[i] + momentum * v[i]);
  }
}

void scaled_update(std::span<float> w, std::span<const float> g, std::span<float> s, float rate, float keep, float take,
                   float epsilon) {
  for (std::size_t i = 0; i < w.size(); ++i) {
    s[i] = keep * s[i] + take * (g[i] * g[i]);
    w[i] -= rate * g[i] / (std::sqrt(s[i]) + epsilon);
  }
}

void adam_update(std::span<float> w, std::span<const float> g, std::span<float> m, std::span<float> v, float rate,
                 float root, float beta1, float beta2, float epsilon) {
  for (std::size_t i = 0; i < w.size(); ++i) {
    m[i] = beta1 * m[i] + (1.0F - beta1) * g[i];
    v[i] = beta2 * v[i] + (1.0F - beta2) * (g[i] * g[i]);
    w[i] -= rate * m[i] / (std::sqrt(v[i]) / root + epsilon);
  }
}

}  // namespace inkling::kernels

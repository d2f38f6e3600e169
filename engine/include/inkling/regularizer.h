/// What keeps weights small and gradients in bounds.
#pragma once

#include <inkling/network.h>

#include <span>

namespace inkling {

/// All off at 0. Penalties and the largest norm concern weights, and neither biases nor batch normalisation.
struct RegularizerConfig {
  float l1 = 0;          ///< adds l1 |w| to the loss, for every weight; finite and at least 0
  float l2 = 0;          ///< adds l2 / 2 w²; finite and at least 0
  float max_norm = 0;    ///< the largest norm of a unit's incoming weights; finite and at least 0
  float clip_norm = 0;   ///< the largest norm of all gradients together; finite and at least 0
  float clip_value = 0;  ///< the largest size of one gradient; finite and at least 0

  bool is_off() const { return l1 == 0 && l2 == 0 && max_norm == 0 && clip_norm == 0 && clip_value == 0; }

  /// @throws Error(bad_setting) for a value outside of the range beside it.
  void validate() const;
};

/// The sum of l1 |w| + l2 / 2 w² over all weights.
template <typename Scalar>
double penalty(const RegularizerConfig& config, const Network<Scalar>& network);

/// Adds the penalty's gradient to those of the weights: l1 sign(w) + l2 w, with sign(0) = 0.
template <typename Scalar>
void add_penalty_gradient(const RegularizerConfig& config, const Network<Scalar>& network, Pass<Scalar>& pass);

/// Bounds each gradient to [-clip_value, clip_value], then scales all of them so that the norm of all together is at
/// most clip_norm (Pascanu, Mikolov and Bengio 2013).
void clip(const RegularizerConfig& config, std::span<const std::span<float>> gradients);

/// Scales each unit's incoming weights so that their norm is at most max_norm (Srebro and Shraibman 2005).
void constrain(const RegularizerConfig& config, Network<float>& network);

}  // namespace inkling

/// What keeps weights small and gradients in bounds.
#pragma once

#include <inkling/network.h>
#include <inkling/setting.h>

#include <span>

namespace inkling {

/// All off at 0. Penalties and the largest norm concern weights, and neither biases nor batch normalisation.
struct RegularizerConfig {
  float l1 = 0;
  float l2 = 0;
  float max_norm = 0;
  float clip_norm = 0;
  float clip_value = 0;

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"l1", "L1", "Adds this times the size of every weight to the loss, so that weights of no use become zero.",
           from_zero},
          self.l1);
    visit({"l2", "L2", "Adds half of this times the square of every weight to the loss, so that no weight grows large.",
           from_zero},
          self.l2);
    visit({"maxNorm", "Largest norm of weights", "No unit's incoming weights together may be longer; 0 is no bound.",
           from_zero},
          self.max_norm);
    visit({"clipNorm", "Largest norm of gradients",
           "Shortens a step whose gradients together are longer; 0 is no bound.", from_zero},
          self.clip_norm);
    visit({"clipValue", "Largest gradient", "No single gradient may be larger than this; 0 is no bound.", from_zero},
          self.clip_value);
  }

  bool is_off() const { return l1 == 0 && l2 == 0 && max_norm == 0 && clip_norm == 0 && clip_value == 0; }

  /// @throws Error(bad_setting) for a value outside of its range.
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

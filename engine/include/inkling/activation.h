/// The activations of a layer: a = f(z), element by element or, for the softmax, row by row.
#pragma once

#include <inkling/choice.h>
#include <inkling/matrix.h>

namespace inkling {

/// An activation in one type of numbers. All matrices are [batch, units].
template <typename Scalar>
struct ActivationFunctions {
  /// a = f(z); `a` is resized.
  void (*forward)(const Matrix<Scalar>& z, Matrix<Scalar>& a);
  /// From the gradient of the loss with respect to a to that with respect to z, which is resized. Null where f has no
  /// slope to follow (the step), and backpropagation refuses the layer.
  void (*backward)(const Matrix<Scalar>& z, const Matrix<Scalar>& a, const Matrix<Scalar>& a_gradient,
                   Matrix<Scalar>& z_gradient);
};

/// A row of the table of activations.
struct ActivationRow {
  std::string_view name;
  std::string_view title;  ///< for a menu
  /// The initializer that keeps the variance of a layer's values about the same through this activation.
  std::string_view initializer;

  /// The activation in float or double. Only for rows of `table()`.
  template <typename Scalar>
  const ActivationFunctions<Scalar>& in() const;

  static constexpr std::string_view kind = "activation";
  static std::span<const ActivationRow> table();
};

/// Chosen by name: "identity"; "sigmoid", 1 / (1 + e^-z); "tanh"; "relu", max(0, z), with slope 0 at 0; "leaky_relu",
/// with slope 0.01 below 0; "elu", e^z - 1 below 0; "softplus", ln(1 + e^z); "silu", z sigmoid(z); "gelu", z times the
/// normal distribution's share below z; "softmax", e^z over its sum along the row; "step", 1 above 0 and else 0.
///
/// At infinity values and slopes are their limits. What is not a number (NaN) stays none, and so do all outputs of a
/// softmax over one, over plus infinity, or over nothing but minus infinity.
using Activation = Choice<ActivationRow>;

}  // namespace inkling

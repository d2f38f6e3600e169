/// The activations of a layer: a = f(z), element by element.
#pragma once

#include <inkling/choice.h>
#include <inkling/matrix.h>

#include <tuple>

namespace inkling {

/// An activation in one type of numbers. All matrices are [batch, units].
template <typename Scalar>
struct ActivationFunctions {
  /// a = f(z); `a` is resized.
  void (*forward)(const Matrix<Scalar>& z, Matrix<Scalar>& a);
  /// Turns the gradient of the loss with respect to a into that with respect to z, in place.
  void (*backward)(const Matrix<Scalar>& z, const Matrix<Scalar>& a, Matrix<Scalar>& gradient);
};

/// A row of the table of activations.
struct ActivationRow {
  std::string_view name;
  /// The initializer that keeps the variance of a layer's values about the same through this activation.
  std::string_view initializer;
  std::tuple<ActivationFunctions<float>, ActivationFunctions<double>> functions;

  template <typename Scalar>
  const ActivationFunctions<Scalar>& in() const {
    return std::get<ActivationFunctions<Scalar>>(functions);
  }

  static constexpr std::string_view kind = "activation";
  static std::span<const ActivationRow> table();
};

/// Chosen by name: "identity", "sigmoid" (1 / (1 + e^-z)), "tanh", "relu" (max(0, z), with slope 0 at 0).
using Activation = Choice<ActivationRow>;

}  // namespace inkling

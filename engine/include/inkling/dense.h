/// A dense layer: a = f(x W + b).
#pragma once

#include <inkling/activation.h>
#include <inkling/initializer.h>
#include <inkling/matrix.h>
#include <inkling/random.h>

#include <vector>

namespace inkling {

/// What one forward and backward run leaves behind in a layer: every value between its input and its gradients.
template <typename Scalar>
struct DensePass {
  Matrix<Scalar> pre_activation;           ///< z = x W + b, [batch, out]
  Matrix<Scalar> activation;               ///< a = f(z), [batch, out]
  Matrix<Scalar> pre_activation_gradient;  ///< of the loss with respect to z, [batch, out]
  Matrix<Scalar> weight_gradient;          ///< [in, out]
  RowVector<Scalar> bias_gradient;         ///< [out]
  std::vector<Scalar> scratch;             ///< the kernels' packing room
};

/// Only the parameters; values of a run live in a DensePass. Shapes are the caller's to keep: Network checks them once.
template <typename Scalar>
class Dense {
 public:
  /// Weights are drawn from `random`, biases are zero.
  Dense(Index inputs, Index units, Activation activation, Initializer initializer, Random& random);

  Index inputs() const { return weight.rows(); }
  Index units() const { return weight.cols(); }

  /// x is [batch, in]. Leaves pre_activation and activation in `pass`.
  void forward(const Matrix<Scalar>& x, DensePass<Scalar>& pass) const;

  /// Expects the gradient with respect to the activation in `pass.pre_activation_gradient`, and `pass` as the forward
  /// run over the same x left it. Leaves the gradients of z, W and b.
  void backward(const Matrix<Scalar>& x, DensePass<Scalar>& pass) const;

  /// The gradient with respect to x [batch, in], after `backward`. Apart, because the first layer seldom needs it.
  void input_gradient(DensePass<Scalar>& pass, Matrix<Scalar>& gradient) const;

  Matrix<Scalar> weight;   ///< [in, out]
  RowVector<Scalar> bias;  ///< [out]
  Activation activation;
};

}  // namespace inkling

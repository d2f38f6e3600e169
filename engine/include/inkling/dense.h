/// The affine map of a dense layer: z = x W + b.
#pragma once

#include <inkling/initializer.h>
#include <inkling/matrix.h>
#include <inkling/random.h>
#include <inkling/sparse_rows.h>

#include <vector>

namespace inkling {

/// What a run leaves behind in a dense map.
template <typename Scalar>
struct DensePass {
  Matrix<Scalar> weight_gradient;   ///< [in, out]
  RowVector<Scalar> bias_gradient;  ///< [out]

  // The kernels' own room.
  bool skips_zeros = false;    ///< whether the run took the sparse products
  SparseRows rows;             ///< x by its nonzero elements, where it did
  SparseRows columns;          ///< and its transpose
  std::vector<Scalar> packed;  ///< a panel of an operand, where it did not
};

/// Only the parameters; values of a run live in a pass. Shapes are the caller's to keep: Network checks them once.
template <typename Scalar>
class Dense {
 public:
  Dense(Index inputs, Index units, const Initializer& weights, const Initializer& biases, Random& random);

  Index inputs() const { return weight.rows(); }
  Index units() const { return weight.cols(); }

  /// z = x W + b for x [batch, in]; z [batch, out] is resized.
  void forward(const Matrix<Scalar>& x, DensePass<Scalar>& pass, Matrix<Scalar>& z) const;

  /// From the gradient with respect to z [batch, out] to those of W and b.
  void backward(const Matrix<Scalar>& x, const Matrix<Scalar>& z_gradient, DensePass<Scalar>& pass) const;

  /// And to that of x [batch, in], which is resized. Apart, because the first layer seldom needs it.
  void input_gradient(const Matrix<Scalar>& z_gradient, DensePass<Scalar>& pass, Matrix<Scalar>& x_gradient) const;

  Matrix<Scalar> weight;   ///< [in, out]
  RowVector<Scalar> bias;  ///< [out]
};

}  // namespace inkling

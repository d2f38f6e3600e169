/// The affine map of a dense layer: z = x W + b.
#pragma once

#include <inkling/function_ref.h>
#include <inkling/initializer.h>
#include <inkling/matrix.h>
#include <inkling/random.h>
#include <inkling/sparse_rows.h>

#include <span>
#include <type_traits>
#include <vector>

namespace inkling {

/// What a layer is given, without owning it: a matrix [batch, in], or only its nonzero elements.
template <typename Scalar>
class Input {
 public:
  Input(const Matrix<Scalar>& matrix) : matrix_(&matrix) {}
  Input(const SparseRows& nonzero)
    requires std::is_same_v<Scalar, float>
      : nonzero_(&nonzero) {}

  Index rows() const { return matrix_ != nullptr ? matrix_->rows() : static_cast<Index>(nonzero_->rows()); }
  Index cols() const { return matrix_ != nullptr ? matrix_->cols() : static_cast<Index>(nonzero_->columns); }

  /// One of the two is null.
  const Matrix<Scalar>* matrix() const { return matrix_; }
  const SparseRows* nonzero() const { return nonzero_; }

 private:
  const Matrix<Scalar>* matrix_ = nullptr;
  const SparseRows* nonzero_ = nullptr;
};

/// What a run leaves behind in a dense map.
template <typename Scalar>
struct DensePass {
  Matrix<Scalar> weight_gradient;   ///< [in, out]
  RowVector<Scalar> bias_gradient;  ///< [out]

  // The kernels' own room.
  bool skips_zeros = false;    ///< whether the run took the sparse products
  SparseRows rows;             ///< x by its nonzero elements, where it did and was not given them
  SparseRows columns;          ///< and its transpose
  std::vector<Scalar> packed;  ///< operands, in the order that the products read them
  std::vector<Scalar> block;   ///< rows of the weight gradient, on their way to where they are used
  std::vector<double> sum;     ///< and over all of a large batch
};

/// Is given some rows of a weight gradient: the first one's index, and [rows, out].
template <typename Scalar>
using TakeGradient = FunctionRef<void(Index first, std::span<const Scalar> rows)>;

/// Only the parameters; values of a run live in a pass. Shapes are the caller's to keep: Network checks them once. So
/// are finite parameters, of which a trainer takes care: an infinite weight of an input of zero may leave NaN or
/// nothing.
template <typename Scalar>
class Dense {
 public:
  Dense(Index inputs, Index units, const Initializer& weights, const Initializer& biases, Random& random);

  Index inputs() const { return weight.rows(); }
  Index units() const { return weight.cols(); }

  /// z = x W + b for x [batch, in]; z [batch, out] is resized.
  void forward(const Input<Scalar>& x, DensePass<Scalar>& pass, Matrix<Scalar>& z) const;

  /// From the gradient with respect to z [batch, out] to those of W and b. Both are summed in Scalar over up to 512
  /// rows at a time, and such sums in double, so that their error does not grow with the rows.
  void backward(const Input<Scalar>& x, const Matrix<Scalar>& z_gradient, DensePass<Scalar>& pass) const;

  /// The gradient of W, not kept but handed on block by block while it is in the cache, from the first row to the last.
  /// Rows that are left out are zero.
  void weight_gradient(const Input<Scalar>& x, const Matrix<Scalar>& z_gradient, DensePass<Scalar>& pass,
                       TakeGradient<Scalar> take) const;

  /// The gradient of b.
  void bias_gradient(const Matrix<Scalar>& z_gradient, DensePass<Scalar>& pass) const;

  /// And to that of x [batch, in], which is resized. Apart, because the first layer seldom needs it.
  void input_gradient(const Matrix<Scalar>& z_gradient, DensePass<Scalar>& pass, Matrix<Scalar>& x_gradient) const;

  Matrix<Scalar> weight;   ///< [in, out]
  RowVector<Scalar> bias;  ///< [out]
};

}  // namespace inkling

/// Batch normalisation: each unit's values are shifted and scaled to mean 0 and variance 1 over the batch.
#pragma once

#include <inkling/matrix.h>

#include <vector>

namespace inkling {

/// What a run leaves behind in a batch normalisation.
template <typename Scalar>
struct BatchNormPass {
  bool of_batch = false;                ///< whether the statistics are the batch's own, and not the running ones
  RowVector<Scalar> mean;               ///< [units]
  RowVector<Scalar> variance;           ///< with 1/batch, at most the largest Scalar, [units]
  RowVector<Scalar> inverse_deviation;  ///< 1 / sqrt(variance + epsilon), [units]
  Matrix<Scalar> normalized;            ///< (z - mean) inverse_deviation, [batch, units]
  RowVector<Scalar> scale_gradient;     ///< [units]
  RowVector<Scalar> shift_gradient;     ///< [units]
};

/// One value for each unit of a batch, summed in double: so its error does not grow with the rows, and squares of large
/// values do not overflow.
using BatchStatistic = std::vector<double>;

/// u = scale (z - mean) / sqrt(variance + epsilon) + shift (Ioffe and Szegedy 2015): with the batch's own statistics in
/// training, with running averages of them in evaluation. All matrices are [batch, units].
template <typename Scalar>
class BatchNorm {
 public:
  explicit BatchNorm(Index units);

  /// Training. `u` is resized. The running statistics change only by `remember`.
  void forward_training(const Matrix<Scalar>& z, BatchNormPass<Scalar>& pass, Matrix<Scalar>& u) const;

  /// Evaluation. `u` is resized.
  void forward(const Matrix<Scalar>& z, BatchNormPass<Scalar>& pass, Matrix<Scalar>& u) const;

  /// From the gradient with respect to u to that with respect to z, which is resized, and to those of scale and shift.
  /// dz = scale inverse_deviation du; and where the statistics are the batch's own, they move with z too:
  /// dz = scale inverse_deviation (du - mean(du) - normalized mean(du normalized)), means over the batch.
  void backward(const Matrix<Scalar>& u_gradient, BatchNormPass<Scalar>& pass, Matrix<Scalar>& z_gradient) const;

  /// Moves the running statistics a tenth of the way to those of a batch of `size`, whose variance is taken with
  /// 1 / (size - 1), as an estimate for all the data. A batch of one says nothing of that, and is not remembered.
  void remember(const BatchNormPass<Scalar>& pass, Index size);

  RowVector<Scalar> scale;             ///< starts at 1
  RowVector<Scalar> shift;             ///< starts at 0
  RowVector<Scalar> running_mean;      ///< starts at 0
  RowVector<Scalar> running_variance;  ///< starts at 1

 private:
  /// From mean and variance on, the same in training and evaluation.
  void normalize(const Matrix<Scalar>& z, const BatchStatistic& mean, const BatchStatistic& variance,
                 BatchNormPass<Scalar>& pass, Matrix<Scalar>& u) const;
};

}  // namespace inkling

/// Batch normalisation, forward and backward.
#include <inkling/batch_norm.h>

#include <cmath>
#include <utility>

#include "kernels/elementwise.h"

namespace inkling {
namespace {

/// Keeps a unit whose values are all alike from dividing by zero.
constexpr double epsilon = 1e-5;
constexpr double momentum = 0.1;

/// 1 / sqrt(variance + epsilon). Not by Eigen, whose vector square root is an approximation on some machines.
template <typename Scalar>
RowVector<Scalar> inverse_deviation(const RowVector<Scalar>& variance) {
  RowVector<Scalar> result(variance.size());
  kernels::map(values(variance), values(result),
               [](Scalar value) { return Scalar(1) / std::sqrt(value + Scalar(epsilon)); });
  return result;
}

}  // namespace

template <typename Scalar>
BatchNorm<Scalar>::BatchNorm(Index units)
    : scale(RowVector<Scalar>::Ones(units)),
      shift(RowVector<Scalar>::Zero(units)),
      running_mean(RowVector<Scalar>::Zero(units)),
      running_variance(RowVector<Scalar>::Ones(units)) {}

template <typename Scalar>
void BatchNorm<Scalar>::forward_training(const Matrix<Scalar>& z, BatchNormPass<Scalar>& pass,
                                         Matrix<Scalar>& u) const {
  const auto count = static_cast<Scalar>(z.rows());
  pass.of_batch = true;
  pass.mean.resize(z.cols());
  pass.variance.resize(z.cols());
  kernels::add_rows(values(z), values(pass.mean));
  pass.mean /= count;
  pass.normalized = z.rowwise() - pass.mean;
  kernels::add_row_products(values(std::as_const(pass.normalized)), values(std::as_const(pass.normalized)),
                            values(pass.variance));
  pass.variance /= count;
  finish(pass, u);
}

template <typename Scalar>
void BatchNorm<Scalar>::forward(const Matrix<Scalar>& z, BatchNormPass<Scalar>& pass, Matrix<Scalar>& u) const {
  pass.of_batch = false;
  pass.mean = running_mean;
  pass.variance = running_variance;
  pass.normalized = z.rowwise() - pass.mean;
  finish(pass, u);
}

template <typename Scalar>
void BatchNorm<Scalar>::finish(BatchNormPass<Scalar>& pass, Matrix<Scalar>& u) const {
  pass.inverse_deviation = inverse_deviation(pass.variance);
  pass.normalized.array().rowwise() *= pass.inverse_deviation.array();
  u = (pass.normalized.array().rowwise() * scale.array()).rowwise() + shift.array();
}

template <typename Scalar>
void BatchNorm<Scalar>::backward(const Matrix<Scalar>& u_gradient, BatchNormPass<Scalar>& pass,
                                 Matrix<Scalar>& z_gradient) const {
  pass.shift_gradient.resize(u_gradient.cols());
  pass.scale_gradient.resize(u_gradient.cols());
  kernels::add_rows(values(u_gradient), values(pass.shift_gradient));
  kernels::add_row_products(values(u_gradient), values(std::as_const(pass.normalized)), values(pass.scale_gradient));
  z_gradient = u_gradient;
  if (pass.of_batch) {
    const auto count = static_cast<Scalar>(u_gradient.rows());
    const RowVector<Scalar> mean = pass.shift_gradient / count;
    const RowVector<Scalar> slope = pass.scale_gradient / count;
    z_gradient = (u_gradient.rowwise() - mean).array() - pass.normalized.array().rowwise() * slope.array();
  }
  const RowVector<Scalar> factor = scale.array() * pass.inverse_deviation.array();
  z_gradient.array().rowwise() *= factor.array();
}

template <typename Scalar>
void BatchNorm<Scalar>::remember(const BatchNormPass<Scalar>& pass, Index size) {
  if (size < 2) return;  // one value has no variance, and averaging in zeros would bring the running one to nothing
  const Scalar unbiased = static_cast<Scalar>(size) / static_cast<Scalar>(size - 1);
  running_mean = Scalar(1 - momentum) * running_mean + Scalar(momentum) * pass.mean;
  running_variance = Scalar(1 - momentum) * running_variance + Scalar(momentum) * unbiased * pass.variance;
}

template class BatchNorm<float>;
template class BatchNorm<double>;

}  // namespace inkling

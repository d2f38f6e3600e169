/// Batch normalisation, forward and backward.
#include <inkling/batch_norm.h>

#include <cmath>
#include <limits>

#include "kernels/elementwise.h"

namespace inkling {
namespace {

/// Keeps a unit whose values are all alike from dividing by zero.
constexpr double epsilon = 1e-5;
constexpr double momentum = 0.1;

template <typename Scalar>
BatchStatistic widen(const RowVector<Scalar>& of_units) {
  return {of_units.data(), of_units.data() + of_units.size()};
}

/// In the network's own numbers, or the largest of them: the variance of values beyond 1e19 is too large for a float.
template <typename Scalar>
Scalar narrow(double value) {
  constexpr double largest = std::numeric_limits<Scalar>::max();
  return static_cast<Scalar>(value > largest ? largest : value);
}

/// The mean over the batch of `term(i, unit)`, for the values i of x.
template <typename Scalar, typename Term>
BatchStatistic mean_of(const Matrix<Scalar>& x, Term term) {
  BatchStatistic mean(static_cast<std::size_t>(x.cols()));
  kernels::each_value(values(x).size(), mean.size(),
                      [term, sum = mean.data()](std::size_t i, std::size_t unit) { sum[unit] += term(i, unit); });
  for (double& value : mean) value /= static_cast<double>(x.rows());
  return mean;
}

/// `running` a tenth of the way to `batch`.
template <typename Scalar>
Scalar moved(Scalar running, double batch) {
  return narrow<Scalar>((1 - momentum) * running + momentum * batch);
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
  pass.of_batch = true;
  const BatchStatistic mean = mean_of(z, [x = z.data()](std::size_t i, std::size_t) { return x[i]; });
  // Around the mean, in a second pass: the mean of squares less the square of the mean would cancel digits.
  const BatchStatistic variance = mean_of(z, [x = z.data(), center = mean.data()](std::size_t i, std::size_t unit) {
    return (x[i] - center[unit]) * (x[i] - center[unit]);
  });
  normalize(z, mean, variance, pass, u);
}

template <typename Scalar>
void BatchNorm<Scalar>::forward(const Matrix<Scalar>& z, BatchNormPass<Scalar>& pass, Matrix<Scalar>& u) const {
  pass.of_batch = false;
  normalize(z, widen(running_mean), widen(running_variance), pass, u);
}

template <typename Scalar>
void BatchNorm<Scalar>::normalize(const Matrix<Scalar>& z, const BatchStatistic& mean, const BatchStatistic& variance,
                                  BatchNormPass<Scalar>& pass, Matrix<Scalar>& u) const {
  pass.mean.resize(scale.size());
  pass.variance.resize(scale.size());
  pass.inverse_deviation.resize(scale.size());
  BatchStatistic inverse_deviation(mean.size());
  for (std::size_t unit = 0; unit < mean.size(); ++unit) {
    inverse_deviation[unit] = 1 / std::sqrt(variance[unit] + epsilon);
    values(pass.mean)[unit] = static_cast<Scalar>(mean[unit]);
    values(pass.variance)[unit] = narrow<Scalar>(variance[unit]);
    values(pass.inverse_deviation)[unit] = static_cast<Scalar>(inverse_deviation[unit]);
  }
  pass.normalized.resize(z.rows(), z.cols());
  u.resize(z.rows(), z.cols());
  kernels::each_value(
      values(z).size(), mean.size(),
      [x = z.data(), center = mean.data(), factor = inverse_deviation.data(), by = scale.data(), offset = shift.data(),
       normalized = pass.normalized.data(), out = u.data()](std::size_t i, std::size_t unit) {
        normalized[i] = static_cast<Scalar>((x[i] - center[unit]) * factor[unit]);
        out[i] = normalized[i] * by[unit] + offset[unit];
      });
}

template <typename Scalar>
void BatchNorm<Scalar>::backward(const Matrix<Scalar>& u_gradient, BatchNormPass<Scalar>& pass,
                                 Matrix<Scalar>& z_gradient) const {
  BatchStatistic mean = mean_of(u_gradient, [du = u_gradient.data()](std::size_t i, std::size_t) { return du[i]; });
  BatchStatistic slope =
      mean_of(u_gradient, [du = u_gradient.data(), normalized = pass.normalized.data()](std::size_t i, std::size_t) {
        return static_cast<double>(du[i]) * normalized[i];
      });
  pass.shift_gradient.resize(scale.size());
  pass.scale_gradient.resize(scale.size());
  BatchStatistic factor(mean.size());
  for (std::size_t unit = 0; unit < mean.size(); ++unit) {
    const auto count = static_cast<double>(u_gradient.rows());
    values(pass.shift_gradient)[unit] = static_cast<Scalar>(mean[unit] * count);
    values(pass.scale_gradient)[unit] = static_cast<Scalar>(slope[unit] * count);
    factor[unit] = static_cast<double>(values(scale)[unit]) * values(pass.inverse_deviation)[unit];
    // Running statistics do not move with z.
    if (!pass.of_batch) mean[unit] = slope[unit] = 0;
  }
  z_gradient.resize(u_gradient.rows(), u_gradient.cols());
  kernels::each_value(values(u_gradient).size(), mean.size(),
                      [du = u_gradient.data(), center = mean.data(), tilt = slope.data(), by = factor.data(),
                       normalized = pass.normalized.data(), dz = z_gradient.data()](std::size_t i, std::size_t unit) {
                        dz[i] = static_cast<Scalar>(by[unit] * (du[i] - center[unit] - normalized[i] * tilt[unit]));
                      });
}

template <typename Scalar>
void BatchNorm<Scalar>::remember(const BatchNormPass<Scalar>& pass, Index size) {
  if (size < 2) return;  // one value has no variance, and averaging in zeros would bring the running one to nothing
  const double unbiased = static_cast<double>(size) / static_cast<double>(size - 1);
  for (Index unit = 0; unit < scale.size(); ++unit) {
    running_mean[unit] = moved(running_mean[unit], pass.mean[unit]);
    running_variance[unit] = moved(running_variance[unit], unbiased * pass.variance[unit]);
  }
}

template class BatchNorm<float>;
template class BatchNorm<double>;

}  // namespace inkling

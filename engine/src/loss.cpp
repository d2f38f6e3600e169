/// The table of losses. To add one: a function of one example, what its outputs mean, and its row.
#include <inkling/loss.h>

#include <array>

#include "kernels/elementwise.h"

namespace inkling {
namespace {

// A loss of one example: takes outputs y and targets t, returns the loss, and writes its gradient with respect to y.

struct CrossEntropy {
  template <typename Scalar>
  static Scalar evaluate(std::span<const Scalar> y, std::span<const Scalar> t, std::span<Scalar> gradient) {
    const auto [largest, log_sum] = kernels::log_sum_exp(y);
    Scalar loss = 0;
    Scalar mass = 0;
    for (std::size_t j = 0; j < y.size(); ++j) {
      loss += t[j] * ((largest - y[j]) + log_sum);
      mass += t[j];
    }
    kernels::softmax(y, gradient);
    for (std::size_t j = 0; j < y.size(); ++j) gradient[j] = gradient[j] * mass - t[j];
    return loss;
  }
  template <typename Scalar>
  static void predict(std::span<const Scalar> y, std::span<Scalar> prediction) {
    kernels::softmax(y, prediction);
  }
};

struct MeanSquaredError {
  template <typename Scalar>
  static Scalar evaluate(std::span<const Scalar> y, std::span<const Scalar> t, std::span<Scalar> gradient) {
    const auto count = static_cast<Scalar>(y.size());
    Scalar sum = 0;
    for (std::size_t j = 0; j < y.size(); ++j) {
      const Scalar error = y[j] - t[j];
      sum += error * error;
      gradient[j] = 2 * error / count;
    }
    return sum / count;
  }
  template <typename Scalar>
  static void predict(std::span<const Scalar> y, std::span<Scalar> prediction) {
    std::copy(y.begin(), y.end(), prediction.begin());
  }
};

template <typename Derived>
auto row_of(Eigen::PlainObjectBase<Derived>& matrix, Index row) {
  return values(matrix).subspan(static_cast<std::size_t>(row * matrix.cols()), static_cast<std::size_t>(matrix.cols()));
}
template <typename Derived>
auto row_of(const Eigen::PlainObjectBase<Derived>& matrix, Index row) {
  return values(matrix).subspan(static_cast<std::size_t>(row * matrix.cols()), static_cast<std::size_t>(matrix.cols()));
}

template <typename Function, typename Scalar>
void evaluate(const Matrix<Scalar>& outputs, const Matrix<Scalar>& targets, RowVector<Scalar>& losses,
              Matrix<Scalar>& gradient) {
  const Index batch = outputs.rows();
  losses.resize(batch);
  gradient.resize(batch, outputs.cols());
  for (Index i = 0; i < batch; ++i) {
    losses[i] = Function::template evaluate<Scalar>(row_of(outputs, i), row_of(targets, i), row_of(gradient, i));
  }
  gradient /= static_cast<Scalar>(batch);
}

template <typename Function, typename Scalar>
void predict(const Matrix<Scalar>& outputs, Matrix<Scalar>& predictions) {
  predictions.resize(outputs.rows(), outputs.cols());
  for (Index i = 0; i < outputs.rows(); ++i) {
    Function::template predict<Scalar>(row_of(outputs, i), row_of(predictions, i));
  }
}

template <typename Function>
constexpr LossRow row(std::string_view name) {
  return {name,
          {LossFunctions<float>{evaluate<Function, float>, predict<Function, float>},
           LossFunctions<double>{evaluate<Function, double>, predict<Function, double>}}};
}

constexpr std::array rows{
    row<CrossEntropy>("cross_entropy"),
    row<MeanSquaredError>("mean_squared_error"),
};

}  // namespace

std::span<const LossRow> LossRow::table() { return rows; }

}  // namespace inkling

/// The perceptron and its rule.
#include <inkling/error.h>
#include <inkling/perceptron.h>

#include <cmath>

#include "kernels/elementwise.h"
#include "require.h"

namespace inkling {

Perceptron::Perceptron(Index inputs, float learning_rate) : learning_rate_(learning_rate) {
  require_in_range({.name = "inputs", .title = "Inputs of the perceptron", .range = from_one},
                   static_cast<long long>(inputs));
  require_in_range({.name = "learningRate", .title = "Learning rate", .range = above_zero}, learning_rate);
  weight_ = RowVector<float>::Zero(inputs);
}

void Perceptron::check(const Matrix<float>& x) const {
  if (x.cols() != weight_.size()) {
    fail(ErrorCode::bad_data,
         {"The input has ", x.cols(), " values for each example; this perceptron takes ", weight_.size(), "."});
  }
  if (!kernels::all_finite(values(x))) {
    fail(ErrorCode::bad_data, {"The input holds a value that is not a finite number."});
  }
}

bool Perceptron::answer(const Matrix<float>& x, Index row) const {
  // In double, where products of floats do not overflow.
  double sum = 0;
  for (Index i = 0; i < weight_.size(); ++i) sum += static_cast<double>(weight_[i]) * x(row, i);
  return sum + bias_ > 0;
}

RowVector<float> Perceptron::predict(const Matrix<float>& x) const {
  check(x);
  RowVector<float> answers(x.rows());
  for (Index row = 0; row < x.rows(); ++row) answers[row] = answer(x, row) ? 1.0F : 0.0F;
  return answers;
}

std::size_t Perceptron::learn(const Matrix<float>& x, const RowVector<float>& targets) {
  check(x);
  if (targets.size() != x.rows()) {
    fail(ErrorCode::bad_data, {"Examples and targets differ in number: ", x.rows(), " and ", targets.size(), "."});
  }
  for (const float target : targets) {
    if (target != 0 && target != 1) {
      fail(ErrorCode::bad_data, {"A target is ", target, "; a perceptron's are 0 and 1."});
    }
  }
  const Perceptron before = *this;
  std::size_t mistakes = 0;
  for (Index row = 0; row < x.rows(); ++row) {
    const float error = targets[row] - (answer(x, row) ? 1.0F : 0.0F);
    if (error == 0) continue;
    ++mistakes;
    weight_ += learning_rate_ * error * x.row(row);
    bias_ += learning_rate_ * error;
    if (kernels::all_finite(values(weight_)) && std::isfinite(bias_)) continue;
    *this = before;
    fail(ErrorCode::diverged, {"A weight is no longer a finite number after example ", row + 1,
                               ". The perceptron is as it was: lower its learning rate, or scale the inputs."});
  }
  return mistakes;
}

}  // namespace inkling

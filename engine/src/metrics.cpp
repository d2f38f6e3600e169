/// The metrics. Sums run in double and in the order of the rows.
#include <inkling/error.h>
#include <inkling/metrics.h>
#include <inkling/table.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "class_of.h"

namespace inkling {
namespace {

void check(const Matrix<float>& outputs, const Matrix<float>& targets) {
  const auto shape = [](const Matrix<float>& matrix) { return join({"[", matrix.rows(), ", ", matrix.cols(), "]"}); };
  if (outputs.rows() != targets.rows() || outputs.cols() != targets.cols()) {
    fail(ErrorCode::bad_data, {"Outputs ", shape(outputs), " and targets ", shape(targets), " differ in shape."});
  }
  if (outputs.size() == 0) fail(ErrorCode::bad_data, {"There are no examples to score."});
}

/// By how many outputs of its row the output `expected` is beaten: those that are larger, or equal and before it.
Index rank(const Matrix<float>& outputs, Index row, Index expected) {
  Index rank = 0;
  for (Index j = 0; j < outputs.cols(); ++j) {
    const float rival = outputs(row, j);
    const float own = outputs(row, expected);
    if (rival > own || (rival == own && j < expected)) ++rank;
  }
  return rank;
}

double ratio(double part, double whole) { return whole == 0 ? 0 : part / whole; }

/// R² of one column.
double column_r_squared(const Matrix<float>& outputs, const Matrix<float>& targets, Index column) {
  double sum = 0;
  for (Index i = 0; i < targets.rows(); ++i) sum += targets(i, column);
  const double mean = sum / static_cast<double>(targets.rows());
  double unexplained = 0;
  double spread = 0;
  bool constant = true;
  for (Index i = 0; i < targets.rows(); ++i) {
    const double target = targets(i, column);
    unexplained += (outputs(i, column) - target) * (outputs(i, column) - target);
    spread += (mean - target) * (mean - target);
    constant = constant && targets(i, column) == targets(0, column);
  }
  // Asked of the targets, not of their spread: rounding can leave that of equal ones a little above 0.
  if (constant && !std::isnan(unexplained)) return unexplained == 0 ? 1 : 0;
  return 1 - unexplained / spread;
}

}  // namespace

std::size_t count_correct(const Matrix<float>& outputs, const Matrix<float>& targets, float threshold) {
  std::size_t correct = 0;
  for (Index i = 0; i < outputs.rows(); ++i) {
    const std::size_t read = class_of(row_of(outputs, i), threshold);
    if (read != no_class && read == class_of(row_of(targets, i), 0.5F)) ++correct;
  }
  return correct;
}

double accuracy(const Matrix<float>& outputs, const Matrix<float>& targets, float threshold) {
  const Matrix<std::uint32_t> confusion = confusion_matrix(outputs, targets, threshold);
  return static_cast<double>(confusion.diagonal().sum()) / static_cast<double>(outputs.rows());
}

std::size_t count_in_top(const Matrix<float>& outputs, const Matrix<float>& targets, Index k) {
  check(outputs, targets);
  if (k < 1 || k > outputs.cols()) {
    refuse({"Top"}, {"top"}, {k}, {"a number from 1 to ", outputs.cols(), ", the number of outputs"});
  }
  if (outputs.cols() == 1) {
    fail(ErrorCode::bad_data, {"A single output has no rank among others: ask for the accuracy instead."});
  }
  if (outputs.hasNaN()) fail(ErrorCode::bad_data, {"An output is not a number (NaN), so it has no rank."});
  const std::vector<std::uint32_t> expected = classes_of(targets);
  std::size_t correct = 0;
  for (Index i = 0; i < outputs.rows(); ++i) {
    const auto own = static_cast<Index>(expected[static_cast<std::size_t>(i)]);
    if (rank(outputs, i, own) < k) ++correct;
  }
  return correct;
}

Matrix<std::uint32_t> confusion_matrix(const Matrix<float>& outputs, const Matrix<float>& targets, float threshold) {
  check(outputs, targets);
  const std::vector<std::uint32_t> expected = classes_of(targets);
  const std::vector<std::uint32_t> predicted = classes_of(outputs, threshold);
  const Index classes = std::max<Index>(outputs.cols(), 2);
  Matrix<std::uint32_t> confusion = Matrix<std::uint32_t>::Zero(classes, classes);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    ++confusion(static_cast<Index>(expected[i]), static_cast<Index>(predicted[i]));
  }
  return confusion;
}

std::vector<ClassScore> class_scores(const Matrix<std::uint32_t>& confusion) {
  if (confusion.rows() != confusion.cols()) {
    fail(ErrorCode::bad_data,
         {"A confusion matrix is square, but this one is [", confusion.rows(), ", ", confusion.cols(), "]."});
  }
  std::vector<ClassScore> scores;
  for (Index c = 0; c < confusion.rows(); ++c) {
    const double found = confusion(c, c);
    const double examples = confusion.row(c).cast<double>().sum();
    const double taken = confusion.col(c).cast<double>().sum();
    scores.push_back({ratio(found, taken), ratio(found, examples), ratio(2 * found, taken + examples)});
  }
  return scores;
}

double mean_absolute_error(const Matrix<float>& outputs, const Matrix<float>& targets) {
  check(outputs, targets);
  double sum = 0;
  for (Index i = 0; i < outputs.rows(); ++i) {
    for (Index j = 0; j < outputs.cols(); ++j) sum += std::abs(static_cast<double>(outputs(i, j)) - targets(i, j));
  }
  return sum / static_cast<double>(outputs.size());
}

double root_mean_squared_error(const Matrix<float>& outputs, const Matrix<float>& targets) {
  check(outputs, targets);
  double sum = 0;
  for (Index i = 0; i < outputs.rows(); ++i) {
    for (Index j = 0; j < outputs.cols(); ++j) {
      const double error = static_cast<double>(outputs(i, j)) - targets(i, j);
      sum += error * error;
    }
  }
  return std::sqrt(sum / static_cast<double>(outputs.size()));
}

double r_squared(const Matrix<float>& outputs, const Matrix<float>& targets) {
  check(outputs, targets);
  double sum = 0;
  for (Index j = 0; j < outputs.cols(); ++j) sum += column_r_squared(outputs, targets, j);
  return sum / static_cast<double>(outputs.cols());
}

}  // namespace inkling

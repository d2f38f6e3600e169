/// Gram-Schmidt, and the error by its definition.
#include "lessons/least_squares.h"

#include <inkling/error.h>

#include <algorithm>
#include <cmath>

#include "lessons/numbers.h"
#include "src/require.h"

namespace inkling::lessons {
namespace {

/// What is left of a column, in its size, where it counts as made of those before it. Rounding leaves about 1e-16.
constexpr double nothing_left = 1e-10;

using Column = std::vector<double>;

double dot(const Column& a, const Column& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

void check(const Matrix<double>& inputs, const RowVector<double>& targets) {
  if (inputs.rows() < 1) refuse({"inputs"}, {"inputs"}, {"no example"}, {"at least one"}, ErrorCode::bad_data);
  if (inputs.cols() < 1 || inputs.cols() > 100) {
    refuse({"inputs"}, {"inputs"}, {inputs.cols(), " for each example"}, {"1 to 100"}, ErrorCode::bad_data);
  }
  require_same("targets", targets.size(), "examples", inputs.rows());
  require_numbers(values(inputs), "inputs");
  require_numbers(values(targets), "targets");
}

void check_pair(const char* name, const char* title, const std::vector<double>& pair) {
  if (pair.size() != 2) refuse({title}, {name}, {"a list of ", pair.size()}, {"two numbers"});
  require_numbers(pair, name);
}

void check(const GridConfig& config, Index weights) {
  require_settings(config);
  check_pair("axes", "Axes", config.axes);
  check_pair("from", "From", config.from);
  check_pair("to", "To", config.to);
  for (const double axis : config.axes) {
    if (axis >= 0 && axis < static_cast<double>(weights) && axis == std::floor(axis)) continue;
    refuse({"Axes"}, {"axes"}, {axis}, {"a whole number below ", weights, ", the number of weights"});
  }
  if (config.axes[0] == config.axes[1]) refuse({"Axes"}, {"axes"}, {"one weight twice"}, {"two weights"});
}

/// Value `i` of `count`, evenly from one to the other, both exact.
double between(double from, double to, std::int64_t i, std::int64_t count) {
  const double share = static_cast<double>(i) / static_cast<double>(count - 1);
  return from * (1 - share) + to * share;
}

}  // namespace

double mean_squared_error(const Matrix<double>& inputs, const RowVector<double>& targets,
                          const RowVector<double>& weights) {
  double sum = 0;
  for (Index i = 0; i < inputs.rows(); ++i) {
    double output = 0;
    for (Index j = 0; j < inputs.cols(); ++j) output += inputs(i, j) * weights[j];
    sum += (output - targets[i]) * (output - targets[i]);
  }
  return sum / static_cast<double>(inputs.rows());
}

LeastSquares least_squares(const Matrix<double>& inputs, const RowVector<double>& targets) {
  check(inputs, targets);
  const auto count = static_cast<std::size_t>(inputs.cols());
  const auto examples = static_cast<std::size_t>(inputs.rows());
  // The inputs' columns, and the targets as one more: each loses its part along every one before it.
  std::vector<Column> columns(count + 1, Column(examples));
  std::vector<std::vector<double>> parts(count, std::vector<double>(count + 1, 0.0));
  for (std::size_t i = 0; i < examples; ++i) {
    const auto row = static_cast<Index>(i);
    for (std::size_t j = 0; j < count; ++j) columns[j][i] = inputs(row, static_cast<Index>(j));
    columns[count][i] = targets[row];
  }
  std::vector<double> sizes;
  for (const Column& column : columns) sizes.push_back(std::sqrt(dot(column, column)));
  for (std::size_t j = 0; j < count; ++j) {
    const double size = std::sqrt(dot(columns[j], columns[j]));
    if (!(size > nothing_left * sizes[j])) {
      fail(ErrorCode::bad_data,
           {"Input ", j + 1, sizes[j] > 0 ? " is a sum of multiples of those before it" : " is zero in every example",
            ", so many weights would do equally well. Leave it out."});
    }
    parts[j][j] = size;
    for (double& value : columns[j]) value /= size;
    for (std::size_t k = j + 1; k <= count; ++k) {
      const double part = parts[j][k] = dot(columns[j], columns[k]);
      for (std::size_t i = 0; i < examples; ++i) columns[k][i] -= part * columns[j][i];
    }
  }
  LeastSquares result{.weights = std::vector<double>(count)};
  for (std::size_t j = count; j-- > 0;) {
    double rest = parts[j][count];
    for (std::size_t k = j + 1; k < count; ++k) rest -= parts[j][k] * result.weights[k];
    result.weights[j] = rest / parts[j][j];
  }
  RowVector<double> weights(inputs.cols());
  std::copy(result.weights.begin(), result.weights.end(), weights.data());
  require_numbers(values(weights), "weights");
  result.loss = mean_squared_error(inputs, targets, weights);
  return result;
}

std::vector<double> loss_surface(const Matrix<double>& inputs, const RowVector<double>& targets,
                                 const RowVector<double>& weights, const GridConfig& config) {
  check(inputs, targets);
  require_same("weights", weights.size(), "inputs", inputs.cols());
  require_numbers(values(weights), "weights");
  check(config, weights.size());
  std::vector<double> losses;
  RowVector<double> at = weights;
  for (std::int64_t row = 0; row < config.rows; ++row) {
    at[static_cast<Index>(config.axes[1])] = between(config.from[1], config.to[1], row, config.rows);
    for (std::int64_t column = 0; column < config.columns; ++column) {
      at[static_cast<Index>(config.axes[0])] = between(config.from[0], config.to[0], column, config.columns);
      losses.push_back(mean_squared_error(inputs, targets, at));
    }
  }
  return losses;
}

}  // namespace inkling::lessons

/// The table of scalings, and the scaler. Sums run in double and in the order of the rows.
#include <inkling/error.h>
#include <inkling/scaler.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kernels/elementwise.h"

namespace inkling {
namespace {

ColumnScale fit_standard(std::span<const float> column) {
  const auto count = static_cast<double>(column.size());
  double sum = 0;
  for (const float x : column) sum += x;
  const double mean = sum / count;
  // Around the mean, in a second pass: the mean of squares less the square of the mean would cancel digits.
  double squares = 0;
  for (const float x : column) squares += (x - mean) * (x - mean);
  return {mean, std::sqrt(squares / count)};
}

ColumnScale fit_min_max(std::span<const float> column) {
  const auto [low, high] = std::minmax_element(column.begin(), column.end());
  return {*low, static_cast<double>(*high) - *low};
}

constexpr std::array<ScalingRow, 2> rows{{{"standard", fit_standard}, {"min_max", fit_min_max}}};

ColumnScale fit(Scaling scaling, std::span<const float> column) {
  // Asked of the values, not of the deviation: rounding can leave that of equal values a little above 0.
  const bool constant = std::all_of(column.begin(), column.end(), [&](float x) { return x == column.front(); });
  return constant ? ColumnScale{column.front(), 1} : scaling->fit(column);
}

}  // namespace

std::span<const ScalingRow> ScalingRow::table() { return rows; }

Scaler::Scaler(Scaling scaling, const Matrix<float>& training) {
  if (training.rows() == 0) fail(ErrorCode::bad_data, {"A scaler needs at least one training example."});
  if (!kernels::all_finite(values(training))) {
    fail(ErrorCode::bad_data, {"The training inputs hold a value that is not a finite number."});
  }
  std::vector<float> column(static_cast<std::size_t>(training.rows()));
  for (Index j = 0; j < training.cols(); ++j) {
    for (Index i = 0; i < training.rows(); ++i) column[static_cast<std::size_t>(i)] = training(i, j);
    columns_.push_back(fit(scaling, column));
  }
}

void Scaler::check(const Matrix<float>& inputs) const {
  if (inputs.cols() != static_cast<Index>(columns_.size())) {
    fail(ErrorCode::bad_data,
         {"The scaler was fitted on ", columns_.size(), " columns, but is given ", inputs.cols(), "."});
  }
}

Matrix<float> Scaler::apply(const Matrix<float>& inputs) const {
  check(inputs);
  Matrix<float> scaled(inputs.rows(), inputs.cols());
  for (Index i = 0; i < inputs.rows(); ++i) {
    for (Index j = 0; j < inputs.cols(); ++j) {
      const auto [shift, divisor] = columns_[static_cast<std::size_t>(j)];
      scaled(i, j) = static_cast<float>((inputs(i, j) - shift) / divisor);
    }
  }
  return scaled;
}

Matrix<float> Scaler::invert(const Matrix<float>& scaled) const {
  check(scaled);
  Matrix<float> inputs(scaled.rows(), scaled.cols());
  for (Index i = 0; i < scaled.rows(); ++i) {
    for (Index j = 0; j < scaled.cols(); ++j) {
      const auto [shift, divisor] = columns_[static_cast<std::size_t>(j)];
      inputs(i, j) = static_cast<float>(scaled(i, j) * divisor + shift);
    }
  }
  return inputs;
}

}  // namespace inkling

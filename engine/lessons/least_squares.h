/// Least squares: the weights that a straight answer calls for, and how the error lies around them.
#pragma once

#include <inkling/matrix.h>

#include <cstdint>
#include <vector>

namespace inkling::lessons {

struct LeastSquares {
  std::vector<double> weights;  ///< [inputs]
  double loss = 0;              ///< the mean squared error that is left
};

/// The w of the least mean squared error of x w, for x [examples, inputs] and targets [examples]: the solution of the
/// normal equations xᵀ x w = xᵀ t, by modified Gram-Schmidt, which does not square what is nearly singular.
/// @throws Error(bad_data) for no examples or inputs, more than 100 inputs, numbers that are not finite, targets that
///   differ in number; and where a column is a sum of multiples of those before it, to about ten digits, so that
///   several weights would do as well.
LeastSquares least_squares(const Matrix<double>& inputs, const RowVector<double>& targets);

/// The mean squared error of x w.
double mean_squared_error(const Matrix<double>& inputs, const RowVector<double>& targets,
                          const RowVector<double>& weights);

/// A grid over two of the weights.
struct GridConfig {
  std::vector<double> axes = {0, 1};  ///< which weights vary, across and down
  std::vector<double> from = {};      ///< their values at the first column and row
  std::vector<double> to = {};        ///< and at the last
  std::int64_t columns = 50;
  std::int64_t rows = 50;

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"axes", "Axes", "Which two weights vary, across and down, counted from 0."}, self.axes);
    visit({"from", "From", "Their values at the first column and the first row."}, self.from);
    visit({"to", "To", "Their values at the last column and the last row."}, self.to);
    visit({"columns", "Columns", "How many values of the first.", {.least = 2, .most = 1000}}, self.columns);
    visit({"rows", "Rows", "How many values of the second.", {.least = 2, .most = 1000}}, self.rows);
  }
};

/// That error over the grid, the other weights as they are given: [rows, columns]. @throws Error(bad_setting) for a
/// grid that is none, Error(bad_data) for numbers that do not fit or are not finite.
std::vector<double> loss_surface(const Matrix<double>& inputs, const RowVector<double>& targets,
                                 const RowVector<double>& weights, const GridConfig& config);

}  // namespace inkling::lessons

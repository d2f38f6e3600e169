/// Scaling: columns of very different sizes brought to one size, so that one learning rate suits all their weights.
#pragma once

#include <inkling/choice.h>
#include <inkling/matrix.h>

#include <span>
#include <vector>

namespace inkling {

/// A column becomes (x - shift) / divisor; the divisor is above 0.
struct ColumnScale {
  double shift;
  double divisor;
};

/// A row of the table of scalings.
struct ScalingRow {
  std::string_view name;
  /// For a column of at least one finite value, not all of them equal.
  ColumnScale (*fit)(std::span<const float> column);

  static constexpr std::string_view kind = "scaling";
  static std::span<const ScalingRow> table();
};

/// Chosen by name: "standard", to mean 0 and standard deviation 1 (of the examples themselves, so divided by their
/// number n and not by n - 1); "min_max", to the range from 0 to 1.
using Scaling = Choice<ScalingRow>;

/// Learns shift and divisor of every column from training inputs, and does the same to any others. Fitted on all data
/// instead, it would tell the network about examples it is later judged on.
class Scaler {
 public:
  /// From training inputs [examples, features]. A column whose values are all equal is only shifted: it becomes 0, and
  /// another value met later keeps its distance from that one.
  /// @throws Error(bad_data) for no examples, or a value that is not finite.
  Scaler(Scaling scaling, const Matrix<float>& training);

  /// The inputs [examples, features], scaled. Values beyond the training range leave the range 0 to 1.
  /// @throws Error(bad_data) where there are more or fewer columns than in training.
  Matrix<float> apply(const Matrix<float>& inputs) const;

  /// Back to the units of the data: `invert(apply(x))` is x up to rounding.
  /// @throws Error(bad_data) where there are more or fewer columns than in training.
  Matrix<float> invert(const Matrix<float>& scaled) const;

  /// One for each column.
  std::span<const ColumnScale> columns() const { return columns_; }

 private:
  void check(const Matrix<float>& inputs) const;

  std::vector<ColumnScale> columns_;
};

}  // namespace inkling

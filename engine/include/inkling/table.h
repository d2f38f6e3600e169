/// Inputs with their targets as two matrices, and the ways a class is written in one.
#pragma once

#include <inkling/matrix.h>

#include <cstdint>
#include <span>
#include <vector>

namespace inkling {

/// What generators and the CSV reader give: to look at, to split, to scale, and then to train on as a TableDataset.
struct Table {
  Matrix<float> inputs;   ///< [examples, features]
  Matrix<float> targets;  ///< [examples, classes], one-hot, or [examples, 1], the value to predict
};

/// Rows that are 1 at the label and 0 elsewhere: [labels, classes].
/// @throws Error(bad_data) where a label is not below `classes`.
Matrix<float> one_hot(std::span<const std::uint32_t> labels, std::uint32_t classes);

/// What a single output unit is trained on: 1 for class 1 and 0 for class 0, [examples, 1].
/// @throws Error(bad_data) where the targets have other than two columns.
Matrix<float> binary_targets(const Matrix<float>& one_hot);

/// The class of each row: its largest column, the first of equals. A single column is a score for class 1, which it
/// names when it is above `threshold`: 1/2 for probabilities and 0/1 targets, 0 for logits.
/// @throws Error(bad_data) for no columns, or a value that is not a number (NaN).
std::vector<std::uint32_t> classes_of(const Matrix<float>& rows, float threshold = 0.5F);

}  // namespace inkling

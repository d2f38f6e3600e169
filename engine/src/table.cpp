/// Classes as columns, and back.
#include <inkling/error.h>
#include <inkling/table.h>

#include "class_of.h"

namespace inkling {

Matrix<float> one_hot(std::span<const std::uint32_t> labels, std::uint32_t classes) {
  Matrix<float> rows = Matrix<float>::Zero(static_cast<Index>(labels.size()), static_cast<Index>(classes));
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] >= classes) {
      fail(ErrorCode::bad_data,
           {"Label ", i + 1, " is ", labels[i], "; with ", classes, " classes, labels are below that number."});
    }
    rows(static_cast<Index>(i), static_cast<Index>(labels[i])) = 1;
  }
  return rows;
}

Matrix<float> binary_targets(const Matrix<float>& one_hot) {
  if (one_hot.cols() != 2) {
    fail(ErrorCode::bad_data,
         {"Targets for a single output come from two classes, but there are ", one_hot.cols(), " columns."});
  }
  return one_hot.col(1);
}

std::vector<std::uint32_t> classes_of(const Matrix<float>& rows, float threshold) {
  if (rows.cols() == 0) fail(ErrorCode::bad_data, {"Rows without columns have no class."});
  std::vector<std::uint32_t> classes(static_cast<std::size_t>(rows.rows()));
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const std::size_t named = class_of(row_of(rows, static_cast<Index>(i)), threshold);
    if (named == no_class) fail(ErrorCode::bad_data, {"A value is not a number (NaN), so its row has no class."});
    classes[i] = static_cast<std::uint32_t>(named);
  }
  return classes;
}

}  // namespace inkling

/// Readings: five for each picture.
#include <inkling/calibration.h>
#include <inkling/error.h>
#include <inkling/rasterize.h>
#include <inkling/reading.h>

#include "shifted.h"

namespace inkling {

Matrix<float> read(const Matrix<float>& pictures, Predict predict, double temperature) {
  if (pictures.cols() != static_cast<Index>(Picture().size())) {
    fail(ErrorCode::bad_data, {"Only pictures of 28 x 28 pixels can be read; these have ", pictures.cols(), "."});
  }
  if (pictures.rows() == 0) return {};
  Matrix<float> sum = predict(pictures);
  Matrix<float> moved(pictures.rows(), pictures.cols());
  constexpr int moves[][2] = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};
  for (const auto& [right, down] : moves) {
    for (Index i = 0; i < pictures.rows(); ++i) shift(row_of(pictures, i), right, down, row_of(moved, i));
    sum += predict(moved);
  }
  for (float& output : values(sum)) output /= 5;
  if (are_probabilities(sum)) temper(sum, temperature);
  return sum;
}

}  // namespace inkling

/// Readings: five for each picture.
#include <inkling/calibration.h>
#include <inkling/error.h>
#include <inkling/rasterize.h>
#include <inkling/reading.h>

#include <algorithm>

namespace inkling {
namespace {

constexpr auto side = static_cast<int>(picture_side);

/// Pictures [batch, 784], each moved by so many pixels.
void move(const Matrix<float>& pictures, int right, int down, Matrix<float>& moved) {
  moved.setZero(pictures.rows(), pictures.cols());
  for (Index i = 0; i < pictures.rows(); ++i) {
    const auto from = row_of(pictures, i);
    const auto to = row_of(moved, i);
    for (int y = std::max(down, 0); y < std::min(side + down, side); ++y) {
      const auto old_row = from.begin() + (y - down) * side;
      std::copy(old_row + std::max(-right, 0), old_row + side - std::max(right, 0),
                to.begin() + y * side + std::max(right, 0));
    }
  }
}

}  // namespace

Matrix<float> read(const Matrix<float>& pictures, Predict predict, double temperature) {
  if (pictures.cols() != side * side) {
    fail(ErrorCode::bad_data,
         {"Only pictures of ", side, " x ", side, " pixels can be read; these have ", pictures.cols(), "."});
  }
  if (pictures.rows() == 0) return {};
  Matrix<float> sum = predict(pictures);
  Matrix<float> moved;
  constexpr int moves[][2] = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};
  for (const auto& [right, down] : moves) {
    move(pictures, right, down, moved);
    sum += predict(moved);
  }
  for (float& output : values(sum)) output /= 5;
  if (are_probabilities(sum)) temper(sum, temperature);
  return sum;
}

}  // namespace inkling

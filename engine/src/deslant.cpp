/// Deslanting: how far the ink leans, and each row shifted by as much back.
#include <inkling/deslant.h>

#include <algorithm>
#include <utility>

#include "kernels/warp.h"
#include "pictures.h"

namespace inkling {
namespace {

/// A shear moves row y to the left by `lean` (y - `axis`).
struct Shear {
  float lean = 0;
  float axis = 0;
};

/// From whole numbers, so that what does not lean is found not to. None where the ink is in one row.
Shear shear_of(const Picture& picture) {
  std::int64_t mass = 0;
  std::int64_t x = 0;
  std::int64_t y = 0;
  std::int64_t xy = 0;
  std::int64_t yy = 0;
  for (std::uint32_t row = 0; row < picture_side; ++row) {
    std::uint32_t row_mass = 0;
    std::uint32_t row_x = 0;
    for (std::uint32_t column = 0; column < picture_side; ++column) {
      const std::uint32_t ink = picture[row * picture_side + column];
      row_mass += ink;
      row_x += ink * column;
    }
    mass += row_mass;
    x += row_x;
    y += row * row_mass;
    xy += row * row_x;
    yy += row * row * row_mass;
  }
  const std::int64_t spread = mass * yy - y * y;
  if (spread == 0) return {};
  const double lean = static_cast<double>(mass * xy - x * y) / static_cast<double>(spread);
  const double axis = static_cast<double>(y) / static_cast<double>(mass);
  return {static_cast<float>(lean), static_cast<float>(axis)};
}

}  // namespace

Picture deslant(const Picture& picture) {
  const auto [lean, axis] = shear_of(picture);
  std::array<float, Picture().size()> ink;
  kernels::shear(picture.data(), lean, axis, ink.data());
  Picture upright;
  for (std::size_t i = 0; i < ink.size(); ++i) upright[i] = nearest_byte(std::clamp(ink[i], 0.0F, 255.0F));
  return upright;
}

Picture deslant_like(const Dataset& data, const Picture& picture) {
  return data.is_deslanted() ? deslant(picture) : picture;
}

DeslantedDataset::DeslantedDataset(std::shared_ptr<const Dataset> dataset) : dataset_(std::move(dataset)) {
  if (features() == static_cast<Index>(Picture().size())) return;
  fail(ErrorCode::bad_data, {"Only pictures of 28 x 28 pixels can be deslanted; these have ", features(), "."});
}

void DeslantedDataset::gather(std::span<const std::uint32_t> indices, Matrix<float>& inputs,
                              Matrix<float>& targets) const {
  dataset_->gather(indices, inputs, targets);
  require_pixels(inputs, "deslanted");
  for (Index i = 0; i < inputs.rows(); ++i) {
    const std::span<float> row = row_of(inputs, i);
    Picture picture;
    std::transform(row.begin(), row.end(), picture.begin(), [](float value) { return nearest_byte(value * 255); });
    bytes_to_inputs(deslant(picture), row);
  }
}

bool DeslantedDataset::gather_nonzero(std::span<const std::uint32_t> indices, SparseRows& inputs,
                                      Matrix<float>& targets) const {
  SparseRows slanted;
  if (!dataset_->gather_nonzero(indices, slanted, targets)) return false;
  inputs.columns = slanted.columns;
  inputs.start.assign(1, 0);
  for (std::size_t i = 0; i < slanted.rows(); ++i) {
    const Picture picture = deslant(picture_of(slanted, i));
    SparseElement* element = room_for(inputs, picture.size());
    for (std::uint32_t pixel = 0; pixel < picture.size(); ++pixel) {
      if (picture[pixel] != 0) *element++ = {pixel, input_of_byte[picture[pixel]]};
    }
    inputs.start.push_back(static_cast<std::uint32_t>(element - inputs.elements.data()));
  }
  return true;
}

void DeslantedDataset::gather_targets(std::span<const std::uint32_t> indices, Matrix<float>& targets) const {
  dataset_->gather_targets(indices, targets);
}

}  // namespace inkling

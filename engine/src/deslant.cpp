/// Deslanting, of pictures and of what a dataset gathers.
#include <inkling/deslant.h>
#include <inkling/error.h>

#include <algorithm>
#include <utility>

#include "kernels/warp.h"
#include "pictures.h"
#include "pixel.h"

namespace inkling {

Picture deslant(const Picture& picture) {
  Picture upright;
  kernels::deslant(picture.data(), upright.data());
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

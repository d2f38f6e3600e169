/// Datasets: checked when filled, so that drawing a batch is only copying.
#include <inkling/dataset.h>
#include <inkling/error.h>

#include <algorithm>
#include <utility>

#include "kernels/elementwise.h"

namespace inkling {

void ImageDataset::append(std::span<const std::uint8_t> images, std::span<const std::uint8_t> labels) {
  if (images.size() != labels.size() * pixels_) {
    throw Error(ErrorCode::bad_data,
                {"Images and labels differ in number: ", labels.size(), " labels need ", labels.size() * pixels_,
                 " bytes of ", pixels_, "-pixel images, but there are ", images.size(), "."});
  }
  const auto wrong = std::find_if(labels.begin(), labels.end(), [this](auto label) { return label >= classes_; });
  if (wrong != labels.end()) {
    throw Error(ErrorCode::bad_data,
                {"Label ", wrong - labels.begin() + 1, " is ", *wrong, "; allowed are 0 to ", classes_ - 1, "."});
  }
  blocks_.push_back({size_, {images.begin(), images.end()}, {labels.begin(), labels.end()}});
  size_ += labels.size();
}

const ImageDataset::Block& ImageDataset::block_of(std::size_t index) const {
  const auto next = std::upper_bound(blocks_.begin(), blocks_.end(), index,
                                     [](std::size_t at, const Block& block) { return at < block.first; });
  return *std::prev(next);
}

std::span<const std::uint8_t> ImageDataset::image(std::size_t index) const {
  const Block& block = block_of(index);
  return std::span(block.images).subspan((index - block.first) * pixels_, pixels_);
}

std::uint8_t ImageDataset::label(std::size_t index) const {
  const Block& block = block_of(index);
  return block.labels[index - block.first];
}

void ImageDataset::gather(std::span<const std::uint32_t> indices, Matrix<float>& inputs, Matrix<float>& targets) const {
  inputs.resize(static_cast<Index>(indices.size()), features());
  targets.setZero(static_cast<Index>(indices.size()), this->targets());
  for (std::size_t i = 0; i < indices.size(); ++i) {
    bytes_to_inputs(image(indices[i]), values(inputs).subspan(i * pixels_, pixels_));
    targets(static_cast<Index>(i), label(indices[i])) = 1;
  }
}

void bytes_to_inputs(std::span<const std::uint8_t> bytes, std::span<float> inputs) {
  kernels::map(bytes, inputs, [](std::uint8_t byte) { return static_cast<float>(byte) / 255.0F; });
}

TableDataset::TableDataset(Matrix<float> inputs, Matrix<float> targets)
    : inputs_(std::move(inputs)), targets_(std::move(targets)) {
  if (inputs_.rows() != targets_.rows()) {
    throw Error(ErrorCode::bad_data,
                {"Inputs and targets differ in number: ", inputs_.rows(), " and ", targets_.rows(), "."});
  }
  if (!kernels::all_finite(std::span<const float>(values(inputs_))) ||
      !kernels::all_finite(std::span<const float>(values(targets_)))) {
    throw Error(ErrorCode::bad_data, "The table holds a value that is not a finite number.");
  }
}

void TableDataset::gather(std::span<const std::uint32_t> indices, Matrix<float>& inputs, Matrix<float>& targets) const {
  inputs.resize(static_cast<Index>(indices.size()), features());
  targets.resize(static_cast<Index>(indices.size()), this->targets());
  for (std::size_t i = 0; i < indices.size(); ++i) {
    const auto to = static_cast<Index>(i);
    const auto from = static_cast<Index>(indices[i]);
    inputs.row(to) = inputs_.row(from);
    targets.row(to) = targets_.row(from);
  }
}

}  // namespace inkling

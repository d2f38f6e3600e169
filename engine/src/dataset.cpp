/// Datasets: checked when filled, so that drawing a batch is only copying.
#include <inkling/dataset.h>
#include <inkling/error.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "kernels/elementwise.h"
#include "kernels/sparse.h"
#include "pixel.h"

namespace inkling {
namespace {

/// A byte that is kept with its place takes four. Beyond a quarter of all bytes that is more than all of them.
bool is_worth_compressing(std::span<const std::uint8_t> images, std::size_t pixels) {
  const auto zeros = static_cast<std::size_t>(std::count(images.begin(), images.end(), std::uint8_t{0}));
  return pixels < std::size_t{1} << 24 && 4 * (images.size() - zeros) < images.size();
}

void gather_rows(const Matrix<float>& from, std::span<const std::uint32_t> indices, Matrix<float>& to) {
  to.resize(static_cast<Index>(indices.size()), from.cols());
  for (std::size_t i = 0; i < indices.size(); ++i) {
    to.row(static_cast<Index>(i)) = from.row(static_cast<Index>(indices[i]));
  }
}

}  // namespace

void Dataset::gather_targets(std::span<const std::uint32_t> indices, Matrix<float>& targets) const {
  Matrix<float> inputs;
  gather(indices, inputs, targets);
}

void ImageDataset::append(std::span<const std::uint8_t> images, std::span<const std::uint8_t> labels) {
  if (images.size() != labels.size() * pixels_) {
    fail(ErrorCode::bad_data,
         {"Images and labels differ in number: ", labels.size(), " labels need ", labels.size() * pixels_, " bytes of ",
          pixels_, "-pixel images, but there are ", images.size(), "."});
  }
  const auto wrong = std::find_if(labels.begin(), labels.end(), [this](auto label) { return label >= classes_; });
  if (wrong != labels.end()) {
    fail(ErrorCode::bad_data,
         {"Label ", wrong - labels.begin() + 1, " is ", *wrong, "; allowed are 0 to ", classes_ - 1, "."});
  }
  Block block{size_, {labels.begin(), labels.end()}, {}, {}, {}};
  if (is_worth_compressing(images, pixels_)) {
    compress(images, block);
  } else {
    block.bytes.assign(images.begin(), images.end());
  }
  blocks_.push_back(std::move(block));
  size_ += labels.size();
}

void ImageDataset::compress(std::span<const std::uint8_t> images, Block& block) const {
  const auto zeros = static_cast<std::size_t>(std::count(images.begin(), images.end(), std::uint8_t{0}));
  block.nonzero.reserve(images.size() - zeros);
  block.start.push_back(0);
  for (std::size_t picture = 0; picture < images.size(); picture += pixels_) {
    for (std::size_t pixel = 0; pixel < pixels_; ++pixel) {
      const std::uint32_t byte = images[picture + pixel];
      if (byte != 0) block.nonzero.push_back(static_cast<std::uint32_t>(pixel) * 256 + byte);
    }
    block.start.push_back(static_cast<std::uint32_t>(block.nonzero.size()));
  }
}

const ImageDataset::Block& ImageDataset::block_of(std::size_t index) const {
  const Block* block = blocks_.data();
  // The last one that begins at `index` or before is among `count` from `block` on.
  for (std::size_t count = blocks_.size(); count > 1;) {
    const std::size_t half = count / 2;
    if (block[half].first <= index) block += half;
    count -= half;
  }
  return *block;
}

std::span<const std::uint32_t> ImageDataset::nonzero_of(std::size_t index) const {
  const Block& block = block_of(index);
  const std::size_t at = index - block.first;
  return std::span(block.nonzero).subspan(block.start[at], block.start[at + 1] - block.start[at]);
}

void ImageDataset::read(std::size_t index, std::span<std::uint8_t> bytes) const {
  const Block& block = block_of(index);
  if (block.keeps_all()) {
    std::copy_n(block.bytes.data() + (index - block.first) * pixels_, pixels_, bytes.begin());
    return;
  }
  std::fill(bytes.begin(), bytes.end(), std::uint8_t{0});
  for (const std::uint32_t word : nonzero_of(index)) bytes[word / 256] = static_cast<std::uint8_t>(word % 256);
}

std::vector<std::uint8_t> ImageDataset::image(std::size_t index) const {
  std::vector<std::uint8_t> bytes(pixels_);
  read(index, bytes);
  return bytes;
}

std::uint8_t ImageDataset::label(std::size_t index) const {
  const Block& block = block_of(index);
  return block.labels[index - block.first];
}

void ImageDataset::gather_targets(std::span<const std::uint32_t> indices, Matrix<float>& targets) const {
  targets.setZero(static_cast<Index>(indices.size()), this->targets());
  for (std::size_t i = 0; i < indices.size(); ++i) targets(static_cast<Index>(i), label(indices[i])) = 1;
}

void ImageDataset::gather(std::span<const std::uint32_t> indices, Matrix<float>& inputs, Matrix<float>& targets) const {
  inputs.resize(static_cast<Index>(indices.size()), features());
  std::vector<std::uint8_t> bytes(pixels_);
  for (std::size_t i = 0; i < indices.size(); ++i) {
    read(indices[i], bytes);
    bytes_to_inputs(bytes, row_of(inputs, static_cast<Index>(i)));
  }
  ImageDataset::gather_targets(indices, targets);
}

bool ImageDataset::gather_nonzero(std::span<const std::uint32_t> indices, SparseRows& inputs,
                                  Matrix<float>& targets) const {
  const bool is_sparse =
      std::none_of(indices.begin(), indices.end(), [&](std::uint32_t index) { return block_of(index).keeps_all(); });
  if (!is_sparse) return false;
  std::size_t elements = 0;
  for (const std::uint32_t index : indices) {
    const std::span<const std::uint32_t> words = nonzero_of(index);
    kernels::touch(words.data(), words.data() + words.size());
    elements += words.size();
  }
  inputs.columns = pixels_;
  inputs.start.resize(indices.size() + 1);
  inputs.elements.resize(std::max(inputs.elements.size(), elements));
  SparseElement* element = inputs.elements.data();
  for (std::size_t i = 0; i < indices.size(); ++i) {
    inputs.start[i] = static_cast<std::uint32_t>(element - inputs.elements.data());
    element = kernels::unpack(nonzero_of(indices[i]), input_of_byte, element);
  }
  inputs.start.back() = static_cast<std::uint32_t>(element - inputs.elements.data());
  ImageDataset::gather_targets(indices, targets);
  return true;
}

void bytes_to_inputs(std::span<const std::uint8_t> bytes, std::span<float> inputs) {
  kernels::map(bytes, inputs, [](std::uint8_t byte) { return input_of_byte[byte]; });
}

TableDataset::TableDataset(Matrix<float> inputs, Matrix<float> targets)
    : inputs_(std::move(inputs)), targets_(std::move(targets)) {
  if (inputs_.rows() != targets_.rows()) {
    fail(ErrorCode::bad_data, {"Inputs and targets differ in number: ", inputs_.rows(), " and ", targets_.rows(), "."});
  }
  if (!kernels::all_finite(std::span<const float>(values(inputs_))) ||
      !kernels::all_finite(std::span<const float>(values(targets_)))) {
    fail(ErrorCode::bad_data, {"The table holds a value that is not a finite number."});
  }
}

void TableDataset::gather(std::span<const std::uint32_t> indices, Matrix<float>& inputs, Matrix<float>& targets) const {
  gather_rows(inputs_, indices, inputs);
  gather_rows(targets_, indices, targets);
}

void TableDataset::gather_targets(std::span<const std::uint32_t> indices, Matrix<float>& targets) const {
  gather_rows(targets_, indices, targets);
}

}  // namespace inkling

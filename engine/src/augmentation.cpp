/// Batches with pictures that are written and warped as training goes.
#include <inkling/augmentation.h>
#include <inkling/deslant.h>

#include <algorithm>
#include <cmath>

#include "kernels/elementwise.h"
#include "kernels/sparse.h"
#include "pictures.h"
#include "pixel.h"
#include "require.h"

namespace inkling {
namespace {

/// How many written, and how many warped pictures are kept: 6 MB each.
constexpr std::size_t ring_size = 8192;

constexpr auto pixels = static_cast<Index>(picture_side * picture_side);

void gather_nonzero(const Dataset& data, std::span<const std::uint32_t> indices, SparseRows& inputs,
                    Matrix<float>& targets) {
  if (data.gather_nonzero(indices, inputs, targets)) return;
  Matrix<float> dense;
  data.gather(indices, dense, targets);
  require_pixels(dense, "augmented");
  kernels::compress_rows(dense.data(), indices.size(), static_cast<std::size_t>(pixels), inputs);
}

}  // namespace

std::int64_t AugmentationConfig::from_data(std::int64_t batch) const {
  const double left = static_cast<double>(batch) * (1 - written) + 0.5;
  return left < static_cast<double>(batch) ? std::max<std::int64_t>(static_cast<std::int64_t>(left), 1) : batch;
}

std::int64_t AugmentationConfig::batch_with(std::int64_t examples, std::int64_t batch) const {
  const auto data = static_cast<double>(from_data(batch));
  const double all = static_cast<double>(examples) * static_cast<double>(batch) / data + 0.5;
  return all < 0x1p53 ? static_cast<std::int64_t>(all) : batch;
}

void AugmentationConfig::validate() const {
  const Place place{.title = " of augmentation", .name = "augmentation."};
  require_settings(*this, place);
  require_settings(writer, {.title = " of the writer", .name = "augmentation.writer."});
  require_settings(warp, {.title = " of the warp", .name = "augmentation.warp."});
}

void PictureRing::add(const Picture& picture, std::span<const float> targets) {
  if (next_ == chunk_size * chunks_.size()) chunks_.push_back(std::make_shared<Chunk>());
  std::shared_ptr<Chunk>& chunk = chunks_[next_ / chunk_size];
  if (chunk.use_count() != 1) chunk = std::make_shared<Chunk>(*chunk);
  Kept& kept = (*chunk)[next_ % chunk_size];
  size_ = std::max(size_, next_ + 1);
  next_ = (next_ + 1) % ring_size;
  std::array<std::uint32_t, pixels> words;
  std::uint32_t* end = words.data();
  for (std::uint32_t pixel = 0; pixel < pixels; ++pixel) {
    *end = pixel * 256 + picture[pixel];
    end += static_cast<std::size_t>(picture[pixel] != 0);  // without a branch, which would be guessed wrong
  }
  kept.nonzero.assign(words.data(), end);
  kept.targets.assign(targets.begin(), targets.end());
}

void PictureRing::take(std::size_t index, SparseRows& rows, std::span<float> targets) const {
  const Kept& kept = (*chunks_[index / chunk_size])[index % chunk_size];
  kernels::unpack(kept.nonzero, input_of_byte, room_for(rows, kept.nonzero.size()));
  rows.start.push_back(rows.start.back() + static_cast<std::uint32_t>(kept.nonzero.size()));
  std::copy(kept.targets.begin(), kept.targets.end(), targets.begin());
}

namespace {

/// How many of `count` uses are a picture's first, once `uses` have been since the last such; of none before, all.
std::size_t first_uses(const PictureRing& ring, std::size_t count, std::int64_t uses, std::uint64_t& since) {
  if (ring.size() == 0) return count;
  since += count;
  const auto period = static_cast<std::uint64_t>(uses);
  const std::uint64_t due = since / period;
  since -= due * period;
  return static_cast<std::size_t>(std::min<std::uint64_t>(due, count));
}

}  // namespace

void Augmentation::write_new(const AugmentationConfig& config, const Dataset& data, std::size_t count) {
  made_ += count;
  for (std::size_t i = 0; i < count; ++i) {
    const Writing writing = write_digit(next_digit_, config.writer, random_);
    std::array<float, 10> targets{};
    targets[static_cast<std::size_t>(next_digit_)] = 1;
    written_.add(deslant_like(data, rasterize(writing.strokes, writing.width)), targets);
    next_digit_ = (next_digit_ + 1) % 10;
  }
}

void Augmentation::warp_new(const AugmentationConfig& config, const Dataset& data,
                            std::span<const std::uint32_t> indices) {
  made_ += indices.size();
  SparseRows inputs;
  Matrix<float> targets;
  if (!indices.empty()) gather_nonzero(data, indices, inputs, targets);
  for (std::size_t i = 0; i < indices.size(); ++i) {
    const Picture picture = warp(picture_of(inputs, i), config.warp, random_);
    warped_.add(deslant_like(data, picture), row_of(targets, static_cast<Index>(i)));
  }
}

void Augmentation::shift(std::int64_t by, SparseRows& inputs) {
  constexpr auto side = static_cast<std::uint32_t>(picture_side);
  const auto most = static_cast<int>(by);
  const auto draw = [&] { return static_cast<int>(random_.below(2 * static_cast<std::uint32_t>(most) + 1)) - most; };
  for (std::size_t i = 0; i < inputs.rows(); ++i) {
    const int right = draw();
    const int down = draw();
    const std::span<SparseElement> row =
        std::span(inputs.elements).subspan(inputs.start[i], inputs.start[i + 1] - inputs.start[i]);
    if (row.empty()) continue;
    std::uint32_t first = side;
    std::uint32_t last = 0;
    for (const SparseElement& element : row) {
      const std::uint32_t x = element.column % side;
      first = std::min(first, x);
      last = std::max(last, x);
    }
    // Ink does not leave the picture.
    const auto between = [](int offset, std::uint32_t least, std::uint32_t greatest) {
      return std::clamp(offset, -static_cast<int>(least), static_cast<int>(side - 1 - greatest));
    };
    const int x = between(right, first, last);
    const int y = between(down, row.front().column / side, row.back().column / side);
    const auto offset = static_cast<std::uint32_t>(y * static_cast<int>(side) + x);
    for (SparseElement& element : row) element.column += offset;
  }
}

void Augmentation::gather(const AugmentationConfig& config, const Dataset& data, std::span<const std::uint32_t> indices,
                          std::size_t written, SparseRows& inputs, Matrix<float>& targets) {
  const double warped_share = static_cast<double>(indices.size()) * config.warped;
  const auto warped = static_cast<std::size_t>(std::floor(warped_share + 0.5));
  const std::size_t plain = indices.size() - warped;
  Matrix<float> own;
  gather_nonzero(data, indices.first(plain), inputs, own);
  warp_new(config, data, indices.subspan(plain, first_uses(warped_, warped, config.uses, warp_uses_)));
  write_new(config, data, first_uses(written_, written, config.uses, write_uses_));

  targets.resize(static_cast<Index>(indices.size() + written), data.targets());
  std::copy_n(own.data(), own.size(), targets.data());
  inputs.start.reserve(indices.size() + written + 1);
  const auto draw = [&](const PictureRing& ring, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      const std::uint32_t index = random_.below(static_cast<std::uint32_t>(ring.size()));
      ring.take(index, inputs, row_of(targets, static_cast<Index>(i)));
    }
  };
  draw(warped_, plain, indices.size());
  draw(written_, indices.size(), indices.size() + written);
  if (config.shift > 0) shift(config.shift, inputs);
}

}  // namespace inkling

/// Examples to learn from: inputs with their targets, drawn in any order.
#pragma once

#include <inkling/matrix.h>
#include <inkling/sparse_rows.h>

#include <cstdint>
#include <span>
#include <vector>

namespace inkling {

/// What a trainer draws its batches from.
class Dataset {
 public:
  virtual ~Dataset() = default;
  virtual std::size_t size() const = 0;
  virtual Index features() const = 0;
  virtual Index targets() const = 0;

  /// inputs[i] and targets[i] become those of example `indices[i]`, which is less than `size()`. Both are resized:
  /// inputs [indices, features], targets [indices, targets].
  virtual void gather(std::span<const std::uint32_t> indices, Matrix<float>& inputs, Matrix<float>& targets) const = 0;

  /// The same with the inputs by their nonzero elements, where the set has them at hand, most are zero and none is
  /// larger than 1 in size; else false.
  virtual bool gather_nonzero(std::span<const std::uint32_t> /*indices*/, SparseRows& /*inputs*/,
                              Matrix<float>& /*targets*/) const {
    return false;
  }

  /// Whether these are pictures that were set upright: what is read or learned beside them is to be, too.
  virtual bool is_deslanted() const { return false; }

  /// The targets alone, [indices, targets]. As it stands it gathers the inputs too: a set that can do without should.
  virtual void gather_targets(std::span<const std::uint32_t> indices, Matrix<float>& targets) const;
};

/// Pictures of bytes with a class each. They stay bytes, and where most are zero only the others are kept, with their
/// places, once and for all: 60,000 digits take 36 MB instead of 47, or of 188 as floats. A batch becomes float as it
/// is gathered, 0 to 255 as 0 to 1, with one-hot targets.
class ImageDataset : public Dataset {
 public:
  /// Pictures of `pixels` bytes, of `classes` classes.
  ImageDataset(std::size_t pixels, std::size_t classes) : pixels_(pixels), classes_(classes) {}

  /// Adds pictures [labels, pixels] with their labels; copies both. Blocks are kept as they come, so that adding to a
  /// large set neither moves it nor needs its memory twice.
  /// @throws Error(bad_data) where the two differ in number, or a label is not below `classes`. Nothing is added then.
  void append(std::span<const std::uint8_t> images, std::span<const std::uint8_t> labels);

  std::size_t size() const override { return size_; }
  Index features() const override { return static_cast<Index>(pixels_); }
  Index targets() const override { return static_cast<Index>(classes_); }
  void gather(std::span<const std::uint32_t> indices, Matrix<float>& inputs, Matrix<float>& targets) const override;
  bool gather_nonzero(std::span<const std::uint32_t> indices, SparseRows& inputs,
                      Matrix<float>& targets) const override;
  void gather_targets(std::span<const std::uint32_t> indices, Matrix<float>& targets) const override;

  /// The bytes of picture `index`, which is less than `size()`.
  std::vector<std::uint8_t> image(std::size_t index) const;
  std::uint8_t label(std::size_t index) const;

 private:
  struct Block {
    std::size_t first;  ///< index of its first picture
    std::vector<std::uint8_t> labels;
    // Either of these. Pixel and byte in one word, because a batch comes from anywhere: it waits for memory once then.
    std::vector<std::uint8_t> bytes;     ///< of all pixels
    std::vector<std::uint32_t> nonzero;  ///< pixel * 256 + byte, where that is not zero
    std::vector<std::uint32_t> start;    ///< of each picture in `nonzero`

    bool keeps_all() const { return start.empty(); }
  };
  void compress(std::span<const std::uint8_t> images, Block& block) const;
  const Block& block_of(std::size_t index) const;
  std::span<const std::uint32_t> nonzero_of(std::size_t index) const;
  void read(std::size_t index, std::span<std::uint8_t> bytes) const;

  std::size_t pixels_;
  std::size_t classes_;
  std::size_t size_ = 0;
  std::vector<Block> blocks_;
};

/// Writes bytes as the floats that a network is given: 0 to 255 becomes 0 to 1. Both have the same length.
void bytes_to_inputs(std::span<const std::uint8_t> bytes, std::span<float> inputs);

/// A table of numbers: inputs [examples, features] and targets [examples, targets].
class TableDataset : public Dataset {
 public:
  /// @throws Error(bad_data) where the two have different numbers of rows, or hold a value that is not finite.
  TableDataset(Matrix<float> inputs, Matrix<float> targets);

  std::size_t size() const override { return static_cast<std::size_t>(inputs_.rows()); }
  Index features() const override { return inputs_.cols(); }
  Index targets() const override { return targets_.cols(); }
  void gather(std::span<const std::uint32_t> indices, Matrix<float>& inputs, Matrix<float>& targets) const override;
  void gather_targets(std::span<const std::uint32_t> indices, Matrix<float>& targets) const override;

 private:
  Matrix<float> inputs_;
  Matrix<float> targets_;
};

}  // namespace inkling

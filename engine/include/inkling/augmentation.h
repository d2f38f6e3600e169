/// Pictures that a run makes for itself as it goes: digits that are written, and the data's own, warped and shifted.
#pragma once

#include <inkling/dataset.h>
#include <inkling/handwriting.h>
#include <inkling/random.h>
#include <inkling/warp.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace inkling {

struct AugmentationConfig {
  double written = 0;      ///< of each batch
  double warped = 0;       ///< of what is left of it
  std::int64_t shift = 0;  ///< in pixels
  std::int64_t uses = 6;
  WriterConfig writer = {};
  WarpConfig warp = {};

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"written", "Written share", "The share of each batch that is digits written by made-up hands.", fraction},
          self.written);
    visit({"warped", "Warped share", "The share of the data's own digits that is warped.", {.least = 0, .most = 1}},
          self.warped);
    visit({"shift",
           "Shift",
           "By up to how many pixels each digit is shifted, anew in every batch.",
           {.least = 0, .most = 4}},
          self.shift);
    visit({"uses",
           "Uses",
           "How many times a written or warped digit is learned from, on average, before a new one takes its place.",
           {.least = 1, .most = 1000}},
          self.uses);
    visit({"writer", "Writer", "How much made-up hands differ."}, self.writer);
    visit({"warp", "Warp", "How far digits are warped."}, self.warp);
  }

  bool is_off() const { return written == 0 && warped == 0 && shift == 0; }

  /// Of a batch of `batch` examples, how many come from the data: at least one.
  std::int64_t from_data(std::int64_t batch) const;

  /// How many examples a batch has of which `examples` come from the data, where full ones have `batch` and so many
  /// from the data as `from_data` says.
  std::int64_t batch_with(std::int64_t examples, std::int64_t batch) const;

  /// @throws Error(bad_setting) for a value outside of its range.
  void validate() const;
};

/// Pictures by their nonzero bytes, with their targets: the latest so many. Copies share them, chunk by chunk, until
/// one of them changes.
class PictureRing {
 public:
  std::size_t size() const { return size_; }
  void add(const Picture& picture, std::span<const float> targets);

  /// Appends the picture to `rows`, and writes its targets.
  void take(std::size_t index, SparseRows& rows, std::span<float> targets) const;

 private:
  struct Kept {
    std::vector<std::uint32_t> nonzero;  ///< pixel * 256 + byte
    std::vector<float> targets;
  };
  static constexpr std::size_t chunk_size = 64;
  using Chunk = std::array<Kept, chunk_size>;

  std::vector<std::shared_ptr<Chunk>> chunks_;
  std::size_t size_ = 0;
  std::size_t next_ = 0;  ///< whose place the next one takes, once the ring is full
};

/// Completes batches. A picture takes ten times as long to make as to learn from, so that each batch has only a few new
/// ones, and draws the others from those made before: of `uses` uses one is the first. What is drawn comes from the
/// run's seed, in the order of the steps.
class Augmentation {
 public:
  explicit Augmentation(std::uint64_t seed) : random_(seed, Random::Stream::augmentation) {}

  /// Gathers a batch: the examples `indices` of `data`, of which some come as they are, and first, and the others
  /// warped; and then `written` digits. Inputs [indices + written, 784] by their nonzero elements. Where the data is
  /// deslanted, so are written and warped digits.
  /// @throws Error(bad_data) for an example that is no picture, with a pixel that is not from 0 to 1.
  void gather(const AugmentationConfig& config, const Dataset& data, std::span<const std::uint32_t> indices,
              std::size_t written, SparseRows& inputs, Matrix<float>& targets);

  /// How many pictures it has made so far.
  std::uint64_t made() const { return made_; }

 private:
  void write_new(const AugmentationConfig& config, const Dataset& data, std::size_t count);
  void warp_new(const AugmentationConfig& config, const Dataset& data, std::span<const std::uint32_t> indices);
  void shift(std::int64_t by, SparseRows& inputs);

  Random random_;
  PictureRing written_;
  PictureRing warped_;
  std::uint64_t made_ = 0;
  std::uint64_t write_uses_ = 0;  ///< since the last one was written
  std::uint64_t warp_uses_ = 0;
  int next_digit_ = 0;
};

}  // namespace inkling

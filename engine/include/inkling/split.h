/// Splits examples into those to train on and those to judge by, and views a part of a dataset as a dataset.
#pragma once

#include <inkling/dataset.h>
#include <inkling/random.h>

#include <cstdint>
#include <span>
#include <vector>

namespace inkling {

/// Indices of examples, ascending. Every example is in exactly one of the two.
struct Split {
  std::vector<std::uint32_t> training;
  std::vector<std::uint32_t> validation;
};

/// How many of `size` examples validation receives: its fraction, rounded to the nearest whole number.
/// @throws Error(bad_setting) where the fraction is not above 0 and below 1, or leaves either part empty.
std::size_t validation_size(std::size_t size, double fraction);

/// Draws as many of the examples 0 to `size` - 1 for validation as `validation_size` says. Every choice of so many is
/// equally likely. @throws what that throws.
Split random_split(std::size_t size, double validation_fraction, Random& random);

/// As `random_split` of all the examples, whose classes are `labels`, but every class by itself: of each, validation
/// receives its fraction, rounded down or up, so that the whole is as large as there. The examples left over by
/// rounding down go to the classes that lost most.
/// @throws Error(bad_setting) as `random_split`.
Split stratified_split(std::span<const std::uint32_t> labels, double validation_fraction, Random& random);

/// Some examples of a dataset, as a dataset: example i is `dataset`'s example `indices[i]`. A view: nothing is copied,
/// so `dataset` must outlive it and keep at least its size.
class Subset : public Dataset {
 public:
  /// @throws Error(bad_data) where an index is not below the dataset's size.
  Subset(const Dataset& dataset, std::vector<std::uint32_t> indices);
  Subset(const Dataset&& dataset, std::vector<std::uint32_t> indices) = delete;  // would not outlive the statement

  std::size_t size() const override { return indices_.size(); }
  Index features() const override { return dataset_.features(); }
  Index targets() const override { return dataset_.targets(); }
  bool is_deslanted() const override { return dataset_.is_deslanted(); }
  void gather(std::span<const std::uint32_t> indices, Matrix<float>& inputs, Matrix<float>& targets) const override;
  bool gather_nonzero(std::span<const std::uint32_t> indices, SparseRows& inputs,
                      Matrix<float>& targets) const override;
  void gather_targets(std::span<const std::uint32_t> indices, Matrix<float>& targets) const override;

 private:
  std::vector<std::uint32_t> theirs(std::span<const std::uint32_t> indices) const;

  const Dataset& dataset_;
  std::vector<std::uint32_t> indices_;
};

}  // namespace inkling

/// Pictures of digits set upright, so that a network need not learn every lean of every digit.
#pragma once

#include <inkling/dataset.h>
#include <inkling/rasterize.h>

#include <memory>

namespace inkling {

/// The picture sheared until its ink leans to neither side: until x and y, weighted by ink around their centre of mass,
/// are not correlated; by cubic convolution, row by row. The centre of mass stays, up to rounding. What is paper all
/// over stays so.
Picture deslant(const Picture& picture);

/// Another dataset's pictures, each deslanted as it is gathered, as a dataset that grows as the other does. Nothing is
/// copied; the other lives for as long as this. To gather throws Error(bad_data) for a pixel that is not from 0 to 1.
class DeslantedDataset : public Dataset {
 public:
  /// @throws Error(bad_data) where the examples are not of 784 pixels.
  explicit DeslantedDataset(std::shared_ptr<const Dataset> dataset);

  std::size_t size() const override { return dataset_->size(); }
  Index features() const override { return dataset_->features(); }
  Index targets() const override { return dataset_->targets(); }
  bool is_deslanted() const override { return true; }
  void gather(std::span<const std::uint32_t> indices, Matrix<float>& inputs, Matrix<float>& targets) const override;
  bool gather_nonzero(std::span<const std::uint32_t> indices, SparseRows& inputs,
                      Matrix<float>& targets) const override;
  void gather_targets(std::span<const std::uint32_t> indices, Matrix<float>& targets) const override;

 private:
  const std::shared_ptr<const Dataset> dataset_;
};

/// A picture to go with those of `data`: deslanted where they are.
Picture deslant_like(const Dataset& data, const Picture& picture);

}  // namespace inkling

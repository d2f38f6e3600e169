/// A matrix by its nonzero elements.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace inkling {

/// The nonzero elements row by row: those of row i are at `start[i]` up to `start[i + 1]`.
struct SparseRows {
  std::vector<std::uint32_t> start;   ///< [rows + 1]
  std::vector<std::uint32_t> column;  ///< of each element
  std::vector<float> value;           ///< of each element

  std::size_t rows() const { return start.empty() ? 0 : start.size() - 1; }
};

}  // namespace inkling

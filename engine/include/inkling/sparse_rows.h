/// A matrix by its nonzero elements.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace inkling {

/// One element, without its row.
struct SparseElement {
  std::uint32_t column;
  float value;
};

/// A matrix [rows, columns] row by row: the nonzero elements of row i are at `start[i]` up to `start[i + 1]`, by rising
/// column. There may be room behind the last.
struct SparseRows {
  std::size_t columns = 0;
  std::vector<std::uint32_t> start;  ///< [rows + 1]
  std::vector<SparseElement> elements;

  std::size_t rows() const { return start.empty() ? 0 : start.size() - 1; }
};

}  // namespace inkling

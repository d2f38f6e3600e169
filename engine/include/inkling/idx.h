/// The file format of MNIST (Y. LeCun, "The MNIST database"): a big-endian header, then bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace inkling {

/// Images as an IDX file holds them: `count` pictures of `rows` x `columns` bytes, row by row, 0 for paper.
struct IdxImages {
  std::size_t count;
  std::size_t rows;
  std::size_t columns;
  std::span<const std::uint8_t> pixels;  ///< [count, rows, columns], a view into the file
};

/// Reads a file of unsigned bytes in three dimensions; `file` must outlive the result.
/// @throws Error(bad_data) for another magic number, element type or number of dimensions, a dimension of 0, or a
/// length that is not just what the header says; and for a file of another kind, such as a compressed one, which it
/// names. Nothing is read past the end.
IdxImages read_idx_images(std::span<const std::uint8_t> file);

/// The same for unsigned bytes in one dimension: the labels.
std::span<const std::uint8_t> read_idx_labels(std::span<const std::uint8_t> file);

}  // namespace inkling

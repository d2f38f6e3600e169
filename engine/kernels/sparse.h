/// The products of a dense layer whose input is mostly zeros, as MNIST's pixels are: four fifths of the work is
/// skipped.
///
/// Contract and order of summation are those of reference.h, which lets a term that is zero be left out: so the bits
/// are those of the dense products, and which path is taken is a matter of speed alone.
#pragma once

#include <inkling/sparse_rows.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace inkling::kernels {

/// Whether skipping the zeros of x[m, k] is worth it, from the density of its first rows.
bool is_sparse(const float* x, std::size_t m, std::size_t k);

/// The nonzero elements of x[m, k].
void compress_rows(const float* x, std::size_t m, std::size_t k, SparseRows& rows);

/// What one byte of a picture is to a network, by the byte.
using ValueOfByte = std::array<float, 256>;

/// Words of pixel * 256 + byte, as elements; returns the end of those.
SparseElement* unpack(std::span<const std::uint32_t> words, const ValueOfByte& value_of, SparseElement* elements);

/// The columns of x as rows, of which there are x.columns: where each begins. What they hold is for `fill_columns`,
/// since only training needs it. Where x has more than `block` rows, those of its first `block` rows come first, then
/// those of the next, and so on.
void find_columns(const SparseRows& x, std::size_t block, SparseRows& columns);

/// Whether a column has no element, in any block.
bool is_empty_column(const SparseRows& x, const SparseRows& columns, std::size_t column);

/// The elements of what `find_columns` found.
void fill_columns(const SparseRows& x, std::size_t block, SparseRows& columns);

/// y[m, n] = x[m, k] w[k, n] + b[n], with the columns of x found. `scratch` grows as needed.
void affine(const SparseRows& x, const SparseRows& columns, const float* w, const float* b, float* y, std::size_t n,
            std::vector<float>& scratch);

/// dy[m, n] as `weight_gradient_rows` reads it, in `scratch`, which grows as needed.
const float* pack_gradient(const float* dy, std::size_t m, std::size_t n, std::vector<float>& scratch);

/// Rows `first` to `first + rows - 1` of dw[k, n] = x[m, k]ᵀ dy[m, n], with the columns of x filled and dy packed, so
/// that they can be used while they are in the cache: dw[rows, n]. From row i k on they are sums over the i-th block.
void weight_gradient_rows(const SparseRows& columns, const float* packed, std::size_t m, std::size_t n,
                          std::size_t first, std::size_t rows, float* dw);

}  // namespace inkling::kernels

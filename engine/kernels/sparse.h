/// The products of a dense layer whose input is mostly zeros, as MNIST's pixels are: four fifths of the work is
/// skipped.
///
/// Contract and order of summation are those of reference.h, which lets a term that is zero be left out: so the bits
/// are those of the dense products, and which path is taken is a matter of speed alone.
#pragma once

#include <inkling/sparse_rows.h>

#include <cstddef>

namespace inkling::kernels {

/// Whether skipping the zeros of x[m, k] is worth it, from the density of its first rows.
bool is_sparse(const float* x, std::size_t m, std::size_t k);

/// The nonzero elements of x[m, k].
void compress_rows(const float* x, std::size_t m, std::size_t k, SparseRows& rows);

/// The same elements by columns: the rows of the transpose, of which there are k.
void transpose(const SparseRows& rows, std::size_t k, SparseRows& columns);

/// y[m, n] = x[m, k] w[k, n] + b[n], with the rows of x.
void affine(const SparseRows& x, const float* w, const float* b, float* y, std::size_t n);

/// dw[k, n] = x[m, k]ᵀ dy[m, n], with the columns of x.
void weight_gradient(const SparseRows& x_columns, const float* dy, float* dw, std::size_t n);

}  // namespace inkling::kernels

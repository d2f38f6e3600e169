/// The dense map, on top of the kernels' three products.
#include <inkling/dense.h>

#include <algorithm>
#include <type_traits>

#include "kernels/gemm.h"
#include "kernels/sparse.h"

namespace inkling {
namespace {

std::size_t extent(Index index) { return static_cast<std::size_t>(index); }

}  // namespace

template <typename Scalar>
Dense<Scalar>::Dense(Index inputs, Index units, const Initializer& weights, const Initializer& biases, Random& random) {
  Matrix<float> initial_weight(inputs, units);
  RowVector<float> initial_bias(units);
  weights.fill(random, inputs, units, values(initial_weight));
  biases.fill(random, inputs, units, values(initial_bias));
  weight = initial_weight.template cast<Scalar>();
  bias = initial_bias.template cast<Scalar>();
}

// The one place that decides between the products: by the density of what each run is given. The bits are the same.

template <typename Scalar>
void Dense<Scalar>::forward(const Input<Scalar>& x, DensePass<Scalar>& pass, Matrix<Scalar>& z) const {
  const std::size_t m = extent(x.rows());
  z.resize(x.rows(), units());
  if constexpr (std::is_same_v<Scalar, float>) {
    const SparseRows* nonzero = x.nonzero();
    pass.skips_zeros = nonzero != nullptr || kernels::is_sparse(x.matrix()->data(), m, extent(inputs()));
    if (pass.skips_zeros) {
      if (nonzero == nullptr) {
        kernels::compress_rows(x.matrix()->data(), m, extent(inputs()), pass.rows);
        nonzero = &pass.rows;
      }
      kernels::find_columns(*nonzero, pass.columns);
      kernels::affine(*nonzero, pass.columns, weight.data(), bias.data(), z.data(), extent(units()), pass.packed);
      return;
    }
  }
  kernels::affine(x.matrix()->data(), weight.data(), bias.data(), z.data(), m, extent(inputs()), extent(units()),
                  pass.packed);
}

template <typename Scalar>
void Dense<Scalar>::backward(const Input<Scalar>& x, const Matrix<Scalar>& z_gradient, DensePass<Scalar>& pass) const {
  pass.weight_gradient.setZero(inputs(), units());
  weight_gradient(x, z_gradient, pass, [&](Index first, std::span<const Scalar> rows) {
    std::copy(rows.begin(), rows.end(), pass.weight_gradient.row(first).data());
  });
  bias_gradient(z_gradient, pass);
}

namespace {

/// Floats of the gradient that are computed at a time: as many as fit into the second-level cache beside their
/// operands, so that whoever takes them finds them there.
constexpr std::size_t block_size = 16'384;

/// `take(first, rows)` for the rows of `columns` that have elements, in blocks of at most `block_rows`.
template <typename Take>
void for_each_run(const SparseRows& columns, std::size_t block_rows, Take take) {
  const auto is_empty = [&](std::size_t row) { return columns.start[row] == columns.start[row + 1]; };
  for (std::size_t row = 0; row < columns.rows();) {
    if (is_empty(row)) {
      ++row;
      continue;
    }
    const std::size_t first = row;
    while (row < columns.rows() && row - first < block_rows && !is_empty(row)) ++row;
    take(first, row - first);
  }
}

}  // namespace

template <typename Scalar>
void Dense<Scalar>::weight_gradient(const Input<Scalar>& x, const Matrix<Scalar>& z_gradient, DensePass<Scalar>& pass,
                                    const TakeGradient<Scalar>& take) const {
  const std::size_t m = extent(x.rows());
  const std::size_t k = extent(inputs());
  const std::size_t n = extent(units());
  if constexpr (std::is_same_v<Scalar, float>) {
    const std::size_t block_rows = std::max<std::size_t>(1, block_size / n);
    pass.block.resize(block_rows * n);
    const auto hand_on = [&](std::size_t first, std::size_t rows) {
      take(static_cast<Index>(first), std::span<const float>(pass.block).first(rows * n));
    };
    if (pass.skips_zeros) {
      kernels::fill_columns(x.nonzero() != nullptr ? *x.nonzero() : pass.rows, pass.columns);
      const float* const packed = kernels::pack_gradient(z_gradient.data(), m, n, pass.packed);
      for_each_run(pass.columns, block_rows, [&](std::size_t first, std::size_t rows) {
        kernels::weight_gradient_rows(pass.columns, packed, m, n, first, rows, pass.block.data());
        hand_on(first, rows);
      });
    } else {
      for (std::size_t first = 0; first < k; first += block_rows) {
        const std::size_t rows = std::min(block_rows, k - first);
        kernels::weight_gradient_rows(x.matrix()->data(), z_gradient.data(), pass.block.data(), m, k, n, first, rows,
                                      pass.packed);
        hand_on(first, rows);
      }
    }
  } else {
    pass.block.resize(k * n);
    kernels::weight_gradient(x.matrix()->data(), z_gradient.data(), pass.block.data(), m, k, n, pass.packed);
    take(0, pass.block);
  }
}

template <typename Scalar>
void Dense<Scalar>::bias_gradient(const Matrix<Scalar>& z_gradient, DensePass<Scalar>& pass) const {
  pass.bias_gradient.resize(units());
  kernels::bias_gradient(z_gradient.data(), pass.bias_gradient.data(), extent(z_gradient.rows()), extent(units()));
}

template <typename Scalar>
void Dense<Scalar>::input_gradient(const Matrix<Scalar>& z_gradient, DensePass<Scalar>& pass,
                                   Matrix<Scalar>& x_gradient) const {
  x_gradient.resize(z_gradient.rows(), inputs());
  kernels::input_gradient(z_gradient.data(), weight.data(), x_gradient.data(), extent(z_gradient.rows()),
                          extent(inputs()), extent(units()), pass.packed);
}

template class Dense<float>;
template class Dense<double>;

}  // namespace inkling

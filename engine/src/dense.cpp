/// The dense map, on top of the kernels' three products.
#include <inkling/dense.h>

#include <algorithm>
#include <type_traits>

#include "kernels/elementwise.h"
#include "kernels/gemm.h"
#include "kernels/sparse.h"

namespace inkling {
namespace {

std::size_t extent(Index index) { return static_cast<std::size_t>(index); }

/// Rows of a batch whose terms are added up in float: enough for the products to be efficient, and so few that a sum of
/// them loses at most 512 / 2^24, 3e-5, of its terms' sizes.
constexpr std::size_t summed_rows = 512;

/// out = the sum over a batch of `rows`: `sum_rows(first, count)` leaves that of some of them in `out`.
template <typename SumRows>
void sum_batch(std::size_t rows, std::span<float> out, std::vector<double>& sum, SumRows sum_rows) {
  sum.assign(rows > summed_rows ? out.size() : 0, 0.0);
  std::size_t first = 0;
  do {
    sum_rows(first, std::min(summed_rows, rows - first));
    if (!sum.empty()) kernels::accumulate(out, sum);
    first += summed_rows;
  } while (first < rows);
}

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
      kernels::find_columns(*nonzero, summed_rows, pass.columns);
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

/// `take(first, count)` for the columns of x that have elements, in blocks of at most `block_columns`.
template <typename Take>
void for_each_run(const SparseRows& x, const SparseRows& columns, std::size_t block_columns, Take take) {
  const auto is_empty = [&](std::size_t column) { return kernels::is_empty_column(x, columns, column); };
  for (std::size_t column = 0; column < x.columns;) {
    if (is_empty(column)) {
      ++column;
      continue;
    }
    const std::size_t first = column;
    while (column < x.columns && column - first < block_columns && !is_empty(column)) ++column;
    take(first, column - first);
  }
}

}  // namespace

template <typename Scalar>
void Dense<Scalar>::weight_gradient(const Input<Scalar>& x, const Matrix<Scalar>& z_gradient, DensePass<Scalar>& pass,
                                    TakeGradient<Scalar> take) const {
  const std::size_t m = extent(x.rows());
  const std::size_t k = extent(inputs());
  const std::size_t n = extent(units());
  if constexpr (std::is_same_v<Scalar, float>) {
    const std::size_t block_rows = std::max<std::size_t>(1, block_size / n);
    pass.block.resize(block_rows * n);
    const float* packed = nullptr;
    const auto hand_on = [&](std::size_t first, std::size_t rows) {
      const std::span<float> out = std::span(pass.block).first(rows * n);
      sum_batch(m, out, pass.sum, [&](std::size_t example, std::size_t examples) {
        if (pass.skips_zeros) {
          kernels::weight_gradient_rows(pass.columns, packed, m, n, example / summed_rows * k + first, rows,
                                        out.data());
        } else {
          kernels::weight_gradient_rows(x.matrix()->data() + example * k, z_gradient.data() + example * n, out.data(),
                                        examples, k, n, first, rows, pass.packed);
        }
      });
      take(static_cast<Index>(first), out);
    };
    if (pass.skips_zeros) {
      const SparseRows& nonzero = x.nonzero() != nullptr ? *x.nonzero() : pass.rows;
      kernels::fill_columns(nonzero, summed_rows, pass.columns);
      packed = kernels::pack_gradient(z_gradient.data(), m, n, pass.packed);
      for_each_run(nonzero, pass.columns, block_rows, hand_on);
    } else {
      for (std::size_t first = 0; first < k; first += block_rows) hand_on(first, std::min(block_rows, k - first));
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
  const std::size_t m = extent(z_gradient.rows());
  const std::size_t n = extent(units());
  if constexpr (std::is_same_v<Scalar, float>) {
    sum_batch(m, values(pass.bias_gradient), pass.sum, [&](std::size_t first, std::size_t rows) {
      kernels::bias_gradient(z_gradient.data() + first * n, pass.bias_gradient.data(), rows, n);
    });
  } else {
    kernels::bias_gradient(z_gradient.data(), pass.bias_gradient.data(), m, n);
  }
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

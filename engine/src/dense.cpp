/// The dense map, on top of the kernels' three products.
#include <inkling/dense.h>

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
void Dense<Scalar>::forward(const Matrix<Scalar>& x, DensePass<Scalar>& pass, Matrix<Scalar>& z) const {
  const std::size_t m = extent(x.rows());
  z.resize(x.rows(), units());
  if constexpr (std::is_same_v<Scalar, float>) {
    pass.skips_zeros = kernels::is_sparse(x.data(), m, extent(inputs()));
    if (pass.skips_zeros) {
      kernels::compress_rows(x.data(), m, extent(inputs()), pass.rows);
      kernels::affine(pass.rows, weight.data(), bias.data(), z.data(), extent(units()));
      return;
    }
  }
  kernels::affine(x.data(), weight.data(), bias.data(), z.data(), m, extent(inputs()), extent(units()), pass.packed);
}

template <typename Scalar>
void Dense<Scalar>::backward(const Matrix<Scalar>& x, const Matrix<Scalar>& z_gradient, DensePass<Scalar>& pass) const {
  const std::size_t m = extent(x.rows());
  pass.weight_gradient.resize(inputs(), units());
  pass.bias_gradient.resize(units());
  kernels::bias_gradient(z_gradient.data(), pass.bias_gradient.data(), m, extent(units()));
  if constexpr (std::is_same_v<Scalar, float>) {
    if (pass.skips_zeros) {
      kernels::transpose(pass.rows, extent(inputs()), pass.columns);
      kernels::weight_gradient(pass.columns, z_gradient.data(), pass.weight_gradient.data(), extent(units()));
      return;
    }
  }
  kernels::weight_gradient(x.data(), z_gradient.data(), pass.weight_gradient.data(), m, extent(inputs()),
                           extent(units()), pass.packed);
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

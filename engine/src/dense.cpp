/// The dense map, on top of the kernels' three products.
#include <inkling/dense.h>

#include "kernels/gemm.h"

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

template <typename Scalar>
void Dense<Scalar>::forward(const Matrix<Scalar>& x, DensePass<Scalar>& pass, Matrix<Scalar>& z) const {
  z.resize(x.rows(), units());
  kernels::affine(x.data(), weight.data(), bias.data(), z.data(), extent(x.rows()), extent(inputs()), extent(units()),
                  pass.scratch);
}

template <typename Scalar>
void Dense<Scalar>::backward(const Matrix<Scalar>& x, const Matrix<Scalar>& z_gradient, DensePass<Scalar>& pass) const {
  pass.weight_gradient.resize(inputs(), units());
  pass.bias_gradient.resize(units());
  kernels::weight_gradient(x.data(), z_gradient.data(), pass.weight_gradient.data(), extent(x.rows()), extent(inputs()),
                           extent(units()), pass.scratch);
  kernels::bias_gradient(z_gradient.data(), pass.bias_gradient.data(), extent(x.rows()), extent(units()));
}

template <typename Scalar>
void Dense<Scalar>::input_gradient(const Matrix<Scalar>& z_gradient, DensePass<Scalar>& pass,
                                   Matrix<Scalar>& x_gradient) const {
  x_gradient.resize(z_gradient.rows(), inputs());
  kernels::input_gradient(z_gradient.data(), weight.data(), x_gradient.data(), extent(z_gradient.rows()),
                          extent(inputs()), extent(units()), pass.scratch);
}

template class Dense<float>;
template class Dense<double>;

}  // namespace inkling

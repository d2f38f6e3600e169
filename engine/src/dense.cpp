/// The dense layer, on top of the kernels' three products.
#include <inkling/dense.h>

#include "kernels/gemm.h"

namespace inkling {
namespace {

std::size_t extent(Index index) { return static_cast<std::size_t>(index); }

}  // namespace

template <typename Scalar>
Dense<Scalar>::Dense(Index inputs, Index units, Activation activation_, Initializer initializer, Random& random)
    : bias(RowVector<Scalar>::Zero(units)), activation(activation_) {
  Matrix<float> initial(inputs, units);
  initializer->fill(random, inputs, units, values(initial));
  weight = initial.template cast<Scalar>();
}

template <typename Scalar>
void Dense<Scalar>::forward(const Matrix<Scalar>& x, DensePass<Scalar>& pass) const {
  pass.pre_activation.resize(x.rows(), units());
  kernels::affine(x.data(), weight.data(), bias.data(), pass.pre_activation.data(), extent(x.rows()), extent(inputs()),
                  extent(units()), pass.scratch);
  activation->template in<Scalar>().forward(pass.pre_activation, pass.activation);
}

template <typename Scalar>
void Dense<Scalar>::backward(const Matrix<Scalar>& x, DensePass<Scalar>& pass) const {
  Matrix<Scalar>& delta = pass.pre_activation_gradient;
  activation->template in<Scalar>().backward(pass.pre_activation, pass.activation, delta);
  pass.weight_gradient.resize(inputs(), units());
  pass.bias_gradient.resize(units());
  kernels::weight_gradient(x.data(), delta.data(), pass.weight_gradient.data(), extent(x.rows()), extent(inputs()),
                           extent(units()), pass.scratch);
  kernels::bias_gradient(delta.data(), pass.bias_gradient.data(), extent(x.rows()), extent(units()));
}

template <typename Scalar>
void Dense<Scalar>::input_gradient(DensePass<Scalar>& pass, Matrix<Scalar>& gradient) const {
  const Matrix<Scalar>& delta = pass.pre_activation_gradient;
  gradient.resize(delta.rows(), inputs());
  kernels::input_gradient(delta.data(), weight.data(), gradient.data(), extent(delta.rows()), extent(inputs()),
                          extent(units()), pass.scratch);
}

template class Dense<float>;
template class Dense<double>;

}  // namespace inkling

/// The layer: its parts, one after another, and back again.
#include <inkling/layer.h>

#include "kernels/elementwise.h"

namespace inkling {
namespace {

/// A pass may have served a network with batch normalisation before.
template <typename Scalar>
void forget_norm(LayerPass<Scalar>& pass) {
  if (pass.affine.size() == 0) return;
  pass.affine.resize(0, 0);
  pass.affine_gradient.resize(0, 0);
  pass.norm = {};
}

}  // namespace

template <typename Scalar>
Layer<Scalar>::Layer(Index inputs, const LayerConfig& config, Random& random)
    : dense(inputs, static_cast<Index>(config.units), config.weights.value_or(config.activation->initializer),
            config.biases, random),
      activation(config.activation),
      dropout(config.dropout) {
  if (config.batch_normalization) norm.emplace(units());
}

template <typename Scalar>
void Layer<Scalar>::forward(const Input<Scalar>& x, LayerPass<Scalar>& pass) const {
  if (!norm) forget_norm(pass);
  dense.forward(x, pass.dense, norm ? pass.affine : pass.pre_activation);
  if (norm) norm->forward(pass.affine, pass.norm, pass.pre_activation);
  activation->template in<Scalar>().forward(pass.pre_activation, pass.activation);
  pass.dropout_factor.resize(0, 0);
  pass.dropped.resize(0, 0);
}

template <typename Scalar>
void Layer<Scalar>::forward(const Input<Scalar>& x, LayerPass<Scalar>& pass, Random& random) const {
  if (!norm) forget_norm(pass);
  dense.forward(x, pass.dense, norm ? pass.affine : pass.pre_activation);
  if (norm) norm->forward_training(pass.affine, pass.norm, pass.pre_activation);
  activation->template in<Scalar>().forward(pass.pre_activation, pass.activation);
  if (dropout == 0) {
    pass.dropout_factor.resize(0, 0);
    pass.dropped.resize(0, 0);
    return;
  }
  const Scalar factor = Scalar(1) / (Scalar(1) - static_cast<Scalar>(dropout));
  pass.dropout_factor.resize(x.rows(), units());
  for (Scalar& value : values(pass.dropout_factor)) value = random.uniform() < dropout ? Scalar(0) : factor;
  pass.dropped = pass.activation.cwiseProduct(pass.dropout_factor);
}

template <typename Scalar>
void Layer<Scalar>::backward(LayerPass<Scalar>& pass) const {
  const bool dropped = pass.dropped.size() > 0;
  if (dropped) {
    pass.activation_gradient = pass.output_gradient.cwiseProduct(pass.dropout_factor);
  } else {
    pass.activation_gradient.resize(0, 0);
  }
  activation->template in<Scalar>().backward(pass.pre_activation, pass.activation,
                                             dropped ? pass.activation_gradient : pass.output_gradient,
                                             pass.pre_activation_gradient);
  if (norm) norm->backward(pass.pre_activation_gradient, pass.norm, pass.affine_gradient);
}

template <typename Scalar>
const Matrix<Scalar>& Layer<Scalar>::affine_gradient(const LayerPass<Scalar>& pass) const {
  return norm ? pass.affine_gradient : pass.pre_activation_gradient;
}

template <typename Scalar>
void Layer<Scalar>::input_gradient(LayerPass<Scalar>& pass, Matrix<Scalar>& gradient) const {
  dense.input_gradient(affine_gradient(pass), pass.dense, gradient);
}

template class Layer<float>;
template class Layer<double>;

}  // namespace inkling

/// One layer: a dense map, then batch normalisation if asked, an activation, and dropout if asked.
#pragma once

#include <inkling/activation.h>
#include <inkling/batch_norm.h>
#include <inkling/dense.h>
#include <inkling/setting.h>

#include <cstdint>
#include <optional>

namespace inkling {

struct LayerConfig {
  std::int64_t units = 0;
  Activation activation = "identity";
  std::optional<Initializer> weights = std::nullopt;  ///< the activation's own where absent
  Initializer biases = "zeros";
  bool batch_normalization = false;
  float dropout = 0;

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"units", "Units", "How many neurons the layer has.", from_one}, self.units);
    visit({"activation", "Activation", "What each unit makes of its weighted sum."}, self.activation);
    visit({"weights", "Initial weights", "From which numbers the weights start; usually the activation's own choice."},
          self.weights);
    visit({"biases", "Initial biases", "From which numbers the biases start."}, self.biases);
    visit({"batchNormalization", "Batch normalisation",
           "Keeps each unit's values around 0 with a spread of 1 in every batch."},
          self.batch_normalization);
    visit({"dropout", "Dropout", "The share of outputs that each training step leaves out at random.", fraction},
          self.dropout);
  }
};

/// Every value between a layer's input and its gradients, as one forward and backward run leaves them. All matrices are
/// [batch, units]; a gradient is that of the batch's mean loss.
template <typename Scalar>
struct LayerPass {
  Matrix<Scalar> affine;          ///< x W + b, where batch normalisation follows; else empty
  Matrix<Scalar> pre_activation;  ///< z, what the activation is applied to
  Matrix<Scalar> activation;      ///< a = f(z)
  Matrix<Scalar> dropout_factor;  ///< 0, or 1 / (1 - dropout), in training with dropout; else empty
  Matrix<Scalar> dropped;         ///< a times the factor, in training with dropout; else empty

  Matrix<Scalar> output_gradient;          ///< with respect to the layer's output
  Matrix<Scalar> activation_gradient;      ///< with respect to a, where dropout follows; else empty
  Matrix<Scalar> pre_activation_gradient;  ///< with respect to z
  Matrix<Scalar> affine_gradient;          ///< with respect to x W + b, where batch normalisation follows; else empty

  DensePass<Scalar> dense;
  BatchNormPass<Scalar> norm;

  /// What the next layer is given.
  const Matrix<Scalar>& output() const { return dropped.size() > 0 ? dropped : activation; }
};

template <typename Scalar>
class Layer {
 public:
  /// The configuration is valid: Network checks it.
  Layer(Index inputs, const LayerConfig& config, Random& random);

  Index inputs() const { return dense.inputs(); }
  Index units() const { return dense.units(); }

  /// Evaluation of x [batch, in]: running statistics, no dropout.
  void forward(const Input<Scalar>& x, LayerPass<Scalar>& pass) const;

  /// Training: the batch's own statistics, and dropout drawn from `random`. Inverted: what is kept is scaled up, so
  /// that evaluation has nothing to scale (Srivastava et al. 2014).
  void forward(const Input<Scalar>& x, LayerPass<Scalar>& pass, Random& random) const;

  /// Expects `pass.output_gradient`, and `pass` as a run over x left it, training or evaluation; leaves all gradients
  /// of values, and those of batch normalisation's scale and shift. What remains is the dense map's own.
  void backward(LayerPass<Scalar>& pass) const;

  /// The gradient with respect to x W + b, after `backward`.
  const Matrix<Scalar>& affine_gradient(const LayerPass<Scalar>& pass) const;

  /// The gradient with respect to x [batch, in], after `backward`; `gradient` is resized.
  void input_gradient(LayerPass<Scalar>& pass, Matrix<Scalar>& gradient) const;

  Dense<Scalar> dense;
  std::optional<BatchNorm<Scalar>> norm;
  Activation activation;
  float dropout;
};

}  // namespace inkling

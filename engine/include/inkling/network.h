/// A multilayer perceptron: layers, one after another.
#pragma once

#include <inkling/layer.h>

#include <cstdint>
#include <span>
#include <vector>

namespace inkling {

/// What a network, its gradients, its optimizer and one batch may need in all, in bytes.
inline constexpr double memory_limit = 512.0 * 1024 * 1024;

struct NetworkConfig {
  std::int64_t inputs = 0;          ///< at least 1
  std::vector<LayerConfig> layers;  ///< at least one; the last is the output, and has no dropout
  std::uint64_t seed = 0;           ///< of the initial weights

  /// @throws Error(bad_setting) for no layers, a width under 1, more than `memory_limit` in all, or a dropout that is
  ///   not in [0, 1).
  void validate() const;
};

/// What one forward and backward run leaves behind, layer by layer. Kept apart from the network, so that an evaluation
/// between two training steps disturbs nothing, and reused from run to run, so that a step allocates nothing.
template <typename Scalar>
struct Pass {
  std::vector<LayerPass<Scalar>> layers;

  const Matrix<Scalar>& outputs() const { return layers.back().output(); }
};

/// What a parameter is for. Regularisation and weight decay concern weights only.
enum class Role { weight, bias, scale, shift };

/// All values of one weight, bias, scale or shift, row by row. Valid while the network lives.
template <typename Scalar>
struct Parameter {
  Role role;
  std::size_t layer;
  std::span<Scalar> values;
};

/// Is given a part of the gradient of one parameter: which one, in the order of `Network::parameters`, the index of the
/// first value, and the values.
template <typename Scalar>
using TakeParameterGradient =
    FunctionRef<void(std::size_t parameter, std::size_t first, std::span<const Scalar> gradient)>;

/// A value: a copy is a second network, parameters, running statistics and all.
template <typename Scalar>
class Network {
 public:
  /// @throws Error(bad_setting), see NetworkConfig::validate.
  explicit Network(const NetworkConfig& config);

  Index inputs() const { return layers_.front().inputs(); }
  Index outputs() const { return layers_.back().units(); }
  std::span<Layer<Scalar>> layers() { return layers_; }
  std::span<const Layer<Scalar>> layers() const { return layers_; }
  Index parameter_count() const;

  /// Evaluation: runs x [batch, inputs] through all layers and returns the last output [batch, outputs], which lives in
  /// `pass`. @throws Error(bad_data) where x has another width.
  const Matrix<Scalar>& forward(const Input<Scalar>& x, Pass<Scalar>& pass) const;

  /// Training: the same, with the batch's own statistics in batch normalisation, and dropout drawn from `random`.
  const Matrix<Scalar>& forward(const Input<Scalar>& x, Pass<Scalar>& pass, Random& random) const;

  /// @throws Error(bad_setting) where a layer's activation has no slope to follow, so that `backward` would refuse it.
  void check_trainable() const;

  /// Backpropagation (Rumelhart, Hinton and Williams 1986): from the gradient of the loss with respect to the outputs
  /// [batch, outputs] to those of every layer, left in `pass`, which must be as a run over x left it, training or
  /// evaluation.
  /// @throws Error(bad_data) where a shape is not that of the forward run, Error(bad_setting) where a layer's
  /// activation
  ///   has no slope to follow.
  void backward(const Input<Scalar>& x, const Matrix<Scalar>& output_gradient, Pass<Scalar>& pass) const;

  /// The first half of `backward`: the gradients of all values between the layers, which the weights are needed for.
  /// Throws what `backward` throws.
  void propagate(const Input<Scalar>& x, const Matrix<Scalar>& output_gradient, Pass<Scalar>& pass) const;

  /// The second half: the gradients of all parameters.
  void parameter_gradients(const Input<Scalar>& x, Pass<Scalar>& pass) const;

  /// The same, handed on instead of kept. No weight is needed for it, so `take` may change the parameter whose gradient
  /// it is given. A weight's comes in parts, from the first row to the last; what is left out is zero.
  void parameter_gradients(const Input<Scalar>& x, Pass<Scalar>& pass, TakeParameterGradient<Scalar> take) const;

  /// The gradient with respect to x [batch, inputs], after `backward`; `gradient` is resized.
  void input_gradient(Pass<Scalar>& pass, Matrix<Scalar>& gradient) const;

  /// Saliency (Simonyan, Vedaldi and Zisserman 2014): how each value of x [batch, inputs] would move one output of its
  /// example, in evaluation. Returns [batch, inputs]. @throws Error(bad_setting) where there is no such output, and
  /// what `forward` and `backward` throw.
  Matrix<Scalar> saliency(const Matrix<Scalar>& x, Index output, Pass<Scalar>& pass) const;

  /// Lets every batch normalisation take a batch's statistics into its running ones.
  void remember_statistics(const Pass<Scalar>& pass);

  /// Every parameter: weight, bias and, with batch normalisation, scale and shift of the first layer, of the second,
  /// and so on. The same order as `gradients`.
  std::vector<Parameter<Scalar>> parameters();
  std::vector<Parameter<const Scalar>> parameters() const;

  /// FNV-1a (64 bit) over the bits of every parameter: equal hashes, equal networks.
  std::uint64_t hash() const;

  /// The largest magnitude of a weight or bias in each layer, [layers].
  RowVector<Scalar> magnitudes() const;

 private:
  void check_width(const Input<Scalar>& x) const;
  Input<Scalar> input_of(std::size_t layer, const Input<Scalar>& x, const Pass<Scalar>& pass) const;

  std::vector<Layer<Scalar>> layers_;
};

/// The gradients that `Network::backward` left, in the order of `Network::parameters`. Valid until the next run.
template <typename Scalar>
std::vector<std::span<Scalar>> gradients(Pass<Scalar>& pass);

}  // namespace inkling

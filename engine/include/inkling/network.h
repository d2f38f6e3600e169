/// A multilayer perceptron: dense layers, one after another.
#pragma once

#include <inkling/dense.h>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace inkling {

/// What a network, its gradients, its optimizer and one batch may need in all, in bytes.
inline constexpr double memory_limit = 512.0 * 1024 * 1024;

struct LayerConfig {
  std::int64_t units = 0;  ///< at least 1
  Activation activation = "identity";
  std::optional<Initializer> initializer = std::nullopt;  ///< the activation's own where absent
};

struct NetworkConfig {
  std::int64_t inputs = 0;          ///< at least 1
  std::vector<LayerConfig> layers;  ///< at least one; the last is the output
  std::uint64_t seed = 0;           ///< of the initial weights

  /// @throws Error(bad_setting) for no layers, a width under 1, or more than `memory_limit` in all.
  void validate() const;
};

/// What one forward and backward run leaves behind, layer by layer. Kept apart from the network, so that an evaluation
/// between two training steps disturbs nothing, and reused from run to run, so that a step allocates nothing.
template <typename Scalar>
struct Pass {
  std::vector<DensePass<Scalar>> layers;

  const Matrix<Scalar>& outputs() const { return layers.back().activation; }
};

template <typename Scalar>
class Network {
 public:
  /// @throws Error(bad_setting), see NetworkConfig::validate.
  explicit Network(const NetworkConfig& config);

  Index inputs() const { return layers_.front().inputs(); }
  Index outputs() const { return layers_.back().units(); }
  std::span<const Dense<Scalar>> layers() const { return layers_; }
  Index parameter_count() const;

  /// Runs x [batch, inputs] through all layers and returns the last activation [batch, outputs], which lives in `pass`.
  /// @throws Error(bad_data) where x has another width.
  const Matrix<Scalar>& forward(const Matrix<Scalar>& x, Pass<Scalar>& pass) const;

  /// Backpropagation (Rumelhart, Hinton and Williams 1986): from the gradient of the loss with respect to the outputs
  /// [batch, outputs] to those of every layer, left in `pass`, which must be as `forward` over the same x left it.
  /// @throws Error(bad_data) where a shape is not that of the forward run.
  void backward(const Matrix<Scalar>& x, const Matrix<Scalar>& output_gradient, Pass<Scalar>& pass) const;

  /// The values of every parameter: weight and bias of the first layer, of the second, and so on. Valid while the
  /// network lives; the same order as `gradients`.
  std::vector<std::span<Scalar>> parameters();
  std::vector<std::span<const Scalar>> parameters() const;

  /// FNV-1a (64 bit) over the bits of every parameter: equal hashes, equal networks.
  std::uint64_t hash() const;

 private:
  std::vector<Dense<Scalar>> layers_;
};

/// The gradients that `Network::backward` left, in the order of `Network::parameters`. Valid until the next run.
template <typename Scalar>
std::vector<std::span<const Scalar>> gradients(const Pass<Scalar>& pass);

}  // namespace inkling

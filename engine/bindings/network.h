/// Networks as JavaScript holds them: by themselves, without a trainer.
#pragma once

#include <inkling/network.h>

#include <memory>

#include "crossing.h"

namespace inkling::bindings {

// What networks have with a trainer and without.

/// [{inputs, units, activation, batchNormalization, dropout}, ...] and the number of parameters.
val shape_of(const Network<float>& network);
/// [{weight, bias, scale, shift, runningMean, runningVariance}, ...], the last four with batch normalisation.
val parameters_of(const Network<float>& network);
/// A copy of `network` with the arrays that `layers`, a list as above, names. @throws Error for a name that the layer
/// does not have, an array of another length or a value that is not finite.
Network<float> with_parameters(const Network<float>& network, const val& layers);
/// Rows of inputs for the network. Bytes are pictures, as datasets have them: 0 to 255 becomes 0 to 1.
Matrix<float> batch_in(const Network<float>& network, const val& inputs);
/// Each layer's outputs [batch, units] for the inputs.
val activations_of(const Network<float>& network, const val& inputs);
val saliency_of(const Network<float>& network, const val& inputs, const val& settings);
/// As 16 hexadecimal digits.
val hash_of(const Network<float>& network);

class NetworkHandle {
 public:
  explicit NetworkHandle(Network<float> network) : network_(std::make_shared<Network<float>>(std::move(network))) {}

  val shape() const { return shape_of(*network_); }
  val parameters() const;
  val setParameters(const val& layers) const;
  val predict(const val& inputs) const;
  val activations(const val& inputs) const;
  val saliency(const val& inputs, const val& settings) const;
  val weightHash() const { return hash_of(*network_); }

  const Network<float>& network() const { return *network_; }

 private:
  std::shared_ptr<Network<float>> network_;
};

val make_network(const val& settings);

Value describe_network_settings();

}  // namespace inkling::bindings

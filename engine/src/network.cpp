/// The network: checks shapes once, then hands each layer to the next.
#include <inkling/network.h>

#include <cstddef>
#include <cstdio>
#include <string>

namespace inkling {
namespace {

std::string layer_name(std::size_t layer, std::size_t count) {
  return layer + 1 == count ? "the output layer" : "hidden layer " + std::to_string(layer + 1);
}

/// Bytes for weights, gradients, two values of optimizer state and the copy that a diverged step is undone with.
double bytes_for(double parameters) { return parameters * 5 * sizeof(float); }

std::string megabytes(double bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f MB", bytes / (1024 * 1024));
  return text;
}

}  // namespace

void NetworkConfig::validate() const {
  if (layers.empty()) {
    throw Error(ErrorCode::bad_setting, "A network needs at least one layer; none was given.");
  }
  if (inputs < 1) {
    throw Error(ErrorCode::bad_setting, "A network needs at least 1 input; " + std::to_string(inputs) + " were given.");
  }
  double parameters = 0;
  auto fan_in = static_cast<double>(inputs);
  for (std::size_t layer = 0; layer < layers.size(); ++layer) {
    const std::int64_t units = layers[layer].units;
    if (units < 1) {
      throw Error(ErrorCode::bad_setting, "Units of " + layer_name(layer, layers.size()) + ": " +
                                              std::to_string(units) + " were given; at least 1 is needed.");
    }
    parameters += (fan_in + 1) * static_cast<double>(units);
    fan_in = static_cast<double>(units);
    if (bytes_for(parameters) > memory_limit) {
      throw Error(ErrorCode::bad_setting, "Units of " + layer_name(layer, layers.size()) + ": with " +
                                              std::to_string(units) + " the network would need " +
                                              megabytes(bytes_for(parameters)) + "; at most " +
                                              megabytes(memory_limit) + " are allowed. Use fewer units.");
    }
  }
}

template <typename Scalar>
Network<Scalar>::Network(const NetworkConfig& config) {
  config.validate();
  Random random(config.seed, Random::Stream::weights);
  auto fan_in = static_cast<Index>(config.inputs);
  layers_.reserve(config.layers.size());
  for (const LayerConfig& layer : config.layers) {
    const Initializer initializer = layer.initializer.value_or(layer.activation->initializer);
    layers_.emplace_back(fan_in, static_cast<Index>(layer.units), layer.activation, initializer, random);
    fan_in = static_cast<Index>(layer.units);
  }
}

template <typename Scalar>
Index Network<Scalar>::parameter_count() const {
  Index count = 0;
  for (const Dense<Scalar>& layer : layers_) count += layer.weight.size() + layer.bias.size();
  return count;
}

template <typename Scalar>
const Matrix<Scalar>& Network<Scalar>::forward(const Matrix<Scalar>& x, Pass<Scalar>& pass) const {
  if (x.cols() != inputs()) {
    throw Error(ErrorCode::bad_data, "The input has " + std::to_string(x.cols()) +
                                         " values for each example; this network takes " + std::to_string(inputs()) +
                                         ".");
  }
  pass.layers.resize(layers_.size());
  const Matrix<Scalar>* input = &x;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    layers_[i].forward(*input, pass.layers[i]);
    input = &pass.layers[i].activation;
  }
  return pass.outputs();
}

template <typename Scalar>
void Network<Scalar>::backward(const Matrix<Scalar>& x, const Matrix<Scalar>& output_gradient,
                               Pass<Scalar>& pass) const {
  const bool run = pass.layers.size() == layers_.size() && pass.outputs().rows() == x.rows();
  if (!run || x.cols() != inputs() || output_gradient.rows() != x.rows() || output_gradient.cols() != outputs()) {
    throw Error(ErrorCode::bad_data,
                "Backpropagation needs the input of the forward run and one gradient for each of "
                "its outputs; their shapes differ.");
  }
  pass.layers.back().pre_activation_gradient = output_gradient;
  for (std::size_t i = layers_.size(); i-- > 0;) {
    const Matrix<Scalar>& input = i == 0 ? x : pass.layers[i - 1].activation;
    layers_[i].backward(input, pass.layers[i]);
    if (i > 0) layers_[i].input_gradient(pass.layers[i], pass.layers[i - 1].pre_activation_gradient);
  }
}

template <typename Scalar>
std::vector<std::span<Scalar>> Network<Scalar>::parameters() {
  std::vector<std::span<Scalar>> all;
  for (Dense<Scalar>& layer : layers_) {
    all.push_back(values(layer.weight));
    all.push_back(values(layer.bias));
  }
  return all;
}

template <typename Scalar>
std::vector<std::span<const Scalar>> Network<Scalar>::parameters() const {
  std::vector<std::span<const Scalar>> all;
  for (const Dense<Scalar>& layer : layers_) {
    all.push_back(values(layer.weight));
    all.push_back(values(layer.bias));
  }
  return all;
}

template <typename Scalar>
std::uint64_t Network<Scalar>::hash() const {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const std::span<const Scalar> parameter : parameters()) {
    for (const std::byte byte : std::as_bytes(parameter)) {
      hash = (hash ^ std::to_integer<std::uint64_t>(byte)) * 0x100000001B3ULL;
    }
  }
  return hash;
}

template <typename Scalar>
std::vector<std::span<const Scalar>> gradients(const Pass<Scalar>& pass) {
  std::vector<std::span<const Scalar>> all;
  for (const DensePass<Scalar>& layer : pass.layers) {
    all.push_back(values(layer.weight_gradient));
    all.push_back(values(layer.bias_gradient));
  }
  return all;
}

template class Network<float>;
template class Network<double>;
template std::vector<std::span<const float>> gradients(const Pass<float>&);
template std::vector<std::span<const double>> gradients(const Pass<double>&);

}  // namespace inkling

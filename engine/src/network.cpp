/// The network: checks shapes once, then hands each layer's output to the next.
#include <inkling/network.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include "require.h"

namespace inkling {
namespace {

std::string layer_name(std::size_t layer, std::size_t count) {
  return layer + 1 == count ? "the output layer" : join({"hidden layer ", layer + 1});
}

/// Bytes for weights, gradients, two values of optimizer state and the copy that a diverged step is undone with.
double bytes_for(double parameters) { return parameters * 5 * sizeof(float); }

std::string megabytes(double bytes) { return join({std::llround(bytes / (1024 * 1024)), " MB"}); }

/// `parameters` are those up to this layer.
void check_memory(double parameters, const NetworkConfig& config, std::size_t layer) {
  if (bytes_for(parameters) <= memory_limit) return;
  const std::int64_t units = config.layers[layer].units;
  fail(ErrorCode::bad_setting,
       {"Units of ", layer_name(layer, config.layers.size()), ": with ", units, " the network would need ",
        megabytes(bytes_for(parameters)), "; at most ", megabytes(memory_limit), " are allowed. Use fewer units."},
       {"layers[", layer, "].units"}, {units}, {"what fits into ", megabytes(memory_limit)});
}

void check_output(const std::vector<LayerConfig>& layers) {
  const float dropout = layers.back().dropout;
  if (dropout == 0) return;
  refuse({"Dropout of the output layer"}, {"layers[", layers.size() - 1, "].dropout"}, {dropout},
         {"0, as outputs are never dropped"});
}

}  // namespace

void NetworkConfig::validate() const {
  if (layers.empty()) {
    refuse({"Layers"}, {"layers"}, {"none"}, {"at least one layer"});
  }
  if (inputs < 1) {
    refuse({"Inputs"}, {"inputs"}, {inputs}, {"at least 1"});
  }
  double parameters = 0;
  auto fan_in = static_cast<double>(inputs);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const LayerConfig& layer = layers[i];
    const std::string name = layer_name(i, layers.size());
    require_settings(layer, {.title = join({" of ", name}), .name = join({"layers[", i, "]."})});
    parameters += (fan_in + 1) * static_cast<double>(layer.units);
    fan_in = static_cast<double>(layer.units);
    check_memory(parameters, *this, i);
  }
  check_output(layers);
}

template <typename Scalar>
Network<Scalar>::Network(const NetworkConfig& config) {
  config.validate();
  Random random(config.seed, Random::Stream::weights);
  auto fan_in = static_cast<Index>(config.inputs);
  layers_.reserve(config.layers.size());
  for (const LayerConfig& layer : config.layers) {
    layers_.emplace_back(fan_in, layer, random);
    fan_in = static_cast<Index>(layer.units);
  }
}

template <typename Scalar>
Index Network<Scalar>::parameter_count() const {
  Index count = 0;
  for (const auto& parameter : parameters()) count += static_cast<Index>(parameter.values.size());
  return count;
}

template <typename Scalar>
void Network<Scalar>::check_width(const Input<Scalar>& x) const {
  if (x.cols() == inputs()) return;
  fail(ErrorCode::bad_data,
       {"The input has ", x.cols(), " values for each example; this network takes ", inputs(), "."});
}

namespace {

/// Hands x to the first layer, its output to the second, and so on: `forward(layer, input, layer_pass)`.
template <typename Scalar, typename Forward>
const Matrix<Scalar>& run(const std::vector<Layer<Scalar>>& layers, const Input<Scalar>& x, Pass<Scalar>& pass,
                          Forward forward) {
  // Not `resize`, which would bring code to move them.
  if (pass.layers.size() != layers.size()) pass.layers = std::vector<LayerPass<Scalar>>(layers.size());
  Input<Scalar> input = x;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    forward(layers[i], input, pass.layers[i]);
    input = pass.layers[i].output();
  }
  return pass.outputs();
}

}  // namespace

template <typename Scalar>
const Matrix<Scalar>& Network<Scalar>::forward(const Input<Scalar>& x, Pass<Scalar>& pass) const {
  check_width(x);
  return run(layers_, x, pass, [](const auto& layer, const auto& input, auto& left) { layer.forward(input, left); });
}

template <typename Scalar>
const Matrix<Scalar>& Network<Scalar>::forward(const Input<Scalar>& x, Pass<Scalar>& pass, Random& random) const {
  check_width(x);
  return run(layers_, x, pass,
             [&](const auto& layer, const auto& input, auto& left) { layer.forward(input, left, random); });
}

template <typename Scalar>
void Network<Scalar>::check_trainable() const {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const Activation activation = layers_[i].activation;
    if (activation->template in<Scalar>().backward != nullptr) continue;
    refuse({"Activation of ", layer_name(i, layers_.size())}, {"layers[", i, "].activation"}, {activation->name},
           {"one that has a slope, which backpropagation needs"});
  }
}

template <typename Scalar>
Input<Scalar> Network<Scalar>::input_of(std::size_t layer, const Input<Scalar>& x, const Pass<Scalar>& pass) const {
  return layer == 0 ? x : Input<Scalar>(pass.layers[layer - 1].output());
}

template <typename Scalar>
void Network<Scalar>::propagate(const Input<Scalar>& x, const Matrix<Scalar>& output_gradient,
                                Pass<Scalar>& pass) const {
  const auto has_run = [&](const Layer<Scalar>& layer, const LayerPass<Scalar>& left) {
    const Matrix<Scalar>& affine = layer.norm ? left.affine : left.pre_activation;
    return affine.rows() == x.rows() && affine.cols() == layer.units();
  };
  const bool run = std::equal(layers_.begin(), layers_.end(), pass.layers.begin(), pass.layers.end(), has_run);
  if (!run || x.cols() != inputs() || output_gradient.rows() != x.rows() || output_gradient.cols() != outputs()) {
    fail(ErrorCode::bad_data,
         {"Backpropagation needs the input of the forward run and one gradient for each of its outputs; their "
          "shapes differ."});
  }
  check_trainable();
  pass.layers.back().output_gradient = output_gradient;
  for (std::size_t i = layers_.size(); i-- > 0;) {
    layers_[i].backward(pass.layers[i]);
    if (i > 0) layers_[i].input_gradient(pass.layers[i], pass.layers[i - 1].output_gradient);
  }
}

template <typename Scalar>
void Network<Scalar>::backward(const Input<Scalar>& x, const Matrix<Scalar>& output_gradient,
                               Pass<Scalar>& pass) const {
  propagate(x, output_gradient, pass);
  parameter_gradients(x, pass);
}

template <typename Scalar>
void Network<Scalar>::parameter_gradients(const Input<Scalar>& x, Pass<Scalar>& pass) const {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    layers_[i].dense.backward(input_of(i, x, pass), layers_[i].affine_gradient(pass.layers[i]), pass.layers[i].dense);
  }
}

template <typename Scalar>
void Network<Scalar>::parameter_gradients(const Input<Scalar>& x, Pass<Scalar>& pass,
                                          TakeParameterGradient<Scalar> take) const {
  std::size_t parameter = 0;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const Layer<Scalar>& layer = layers_[i];
    LayerPass<Scalar>& left = pass.layers[i];
    const Matrix<Scalar>& gradient = layer.affine_gradient(left);
    const auto units = static_cast<std::size_t>(layer.units());
    layer.dense.weight_gradient(input_of(i, x, pass), gradient, left.dense,
                                [&](Index first, std::span<const Scalar> rows) {
                                  take(parameter, static_cast<std::size_t>(first) * units, rows);
                                });
    layer.dense.bias_gradient(gradient, left.dense);
    take(parameter + 1, 0, values(left.dense.bias_gradient));
    parameter += 2;
    if (!layer.norm) continue;
    take(parameter, 0, values(left.norm.scale_gradient));
    take(parameter + 1, 0, values(left.norm.shift_gradient));
    parameter += 2;
  }
}

template <typename Scalar>
void Network<Scalar>::input_gradient(Pass<Scalar>& pass, Matrix<Scalar>& gradient) const {
  layers_.front().input_gradient(pass.layers.front(), gradient);
}

template <typename Scalar>
Matrix<Scalar> Network<Scalar>::saliency(const Matrix<Scalar>& x, Index output, Pass<Scalar>& pass) const {
  if (output < 0 || output >= outputs()) {
    fail(ErrorCode::bad_setting, {"Output ", output, " was asked for; there are ", outputs(), ", counted from 0."});
  }
  forward(x, pass);
  Matrix<Scalar> output_gradient = Matrix<Scalar>::Zero(x.rows(), outputs());
  output_gradient.col(output).setOnes();
  backward(x, output_gradient, pass);
  Matrix<Scalar> gradient;
  input_gradient(pass, gradient);
  return gradient;
}

template <typename Scalar>
void Network<Scalar>::remember_statistics(const Pass<Scalar>& pass) {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (layers_[i].norm) layers_[i].norm->remember(pass.layers[i].norm, pass.layers[i].affine.rows());
  }
}

namespace {

/// The parameters of layers that are const or not.
template <typename Value, typename Layers>
std::vector<Parameter<Value>> parameters_of(Layers& layers) {
  std::vector<Parameter<Value>> all;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    all.push_back({Role::weight, i, values(layers[i].dense.weight)});
    all.push_back({Role::bias, i, values(layers[i].dense.bias)});
    if (!layers[i].norm) continue;
    all.push_back({Role::scale, i, values(layers[i].norm->scale)});
    all.push_back({Role::shift, i, values(layers[i].norm->shift)});
  }
  return all;
}

}  // namespace

template <typename Scalar>
std::vector<Parameter<Scalar>> Network<Scalar>::parameters() {
  return parameters_of<Scalar>(layers_);
}

template <typename Scalar>
std::vector<Parameter<const Scalar>> Network<Scalar>::parameters() const {
  return parameters_of<const Scalar>(layers_);
}

template <typename Scalar>
std::uint64_t Network<Scalar>::hash() const {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const auto& parameter : parameters()) {
    for (const std::byte byte : std::as_bytes(parameter.values)) {
      hash = (hash ^ std::to_integer<std::uint64_t>(byte)) * 0x100000001B3ULL;
    }
  }
  return hash;
}

template <typename Scalar>
RowVector<Scalar> Network<Scalar>::magnitudes() const {
  RowVector<Scalar> all(static_cast<Index>(layers_.size()));
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const Dense<Scalar>& dense = layers_[i].dense;
    all(static_cast<Index>(i)) = std::max(dense.weight.cwiseAbs().maxCoeff(), dense.bias.cwiseAbs().maxCoeff());
  }
  return all;
}

template <typename Scalar>
std::vector<std::span<Scalar>> gradients(Pass<Scalar>& pass) {
  std::vector<std::span<Scalar>> all;
  for (LayerPass<Scalar>& layer : pass.layers) {
    all.push_back(values(layer.dense.weight_gradient));
    all.push_back(values(layer.dense.bias_gradient));
    if (layer.norm.scale_gradient.size() == 0) continue;
    all.push_back(values(layer.norm.scale_gradient));
    all.push_back(values(layer.norm.shift_gradient));
  }
  return all;
}

template class Network<float>;
template class Network<double>;
template std::vector<std::span<float>> gradients(Pass<float>&);
template std::vector<std::span<double>> gradients(Pass<double>&);

}  // namespace inkling

/// The definitions of activations, losses and gradients, as loops over doubles.
#include "lessons/step_reference.h"

#include <inkling/error.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "lessons/numbers.h"
#include "lessons/precise.h"
#include "src/require.h"

namespace inkling::lessons {
namespace {

// ----- Activations

/// a = value(z), and da/dz, which is given z and a.
struct ScalarFunction {
  std::string_view name;
  double (*value)(double z);
  double (*slope)(double z, double a);
};

double normal_share_below(double z) { return 0.5 * (1 + precise::erf(z * 0.70710678118654752440)); }

constexpr std::array<ScalarFunction, 9> scalar_functions{{
    {"identity", [](double z) { return z; }, [](double, double) { return 1.0; }},
    {"sigmoid", precise::sigmoid, [](double, double a) { return a * (1 - a); }},
    {"tanh", precise::tanh, [](double, double a) { return 1 - a * a; }},
    {"relu", [](double z) { return z > 0 ? z : 0; }, [](double z, double) { return z > 0 ? 1.0 : 0.0; }},
    {"leaky_relu", [](double z) { return z > 0 ? z : 0.01 * z; }, [](double z, double) { return z > 0 ? 1 : 0.01; }},
    {"elu", [](double z) { return z > 0 ? z : precise::expm1(z); },
     [](double z, double a) { return z > 0 ? 1 : a + 1; }},
    {"softplus", [](double z) { return std::max(z, 0.0) + precise::log1p(precise::exp(-std::abs(z))); },
     [](double z, double) { return precise::sigmoid(z); }},
    {"silu", [](double z) { return z * precise::sigmoid(z); },
     [](double z, double a) {
       const double gate = precise::sigmoid(z);
       return gate + a * (1 - gate);
     }},
    {"gelu", [](double z) { return z * normal_share_below(z); },
     [](double z, double) {
       const double density = 0.39894228040143267794 * precise::exp(-0.5 * z * z);
       return normal_share_below(z) + z * density;
     }},
}};

/// Null for the softmax, which is a function of whole rows.
const ScalarFunction* function_of(const Activation& activation) {
  for (const ScalarFunction& function : scalar_functions) {
    if (function.name == activation->name) return &function;
  }
  return nullptr;
}

/// p[j] = e^z[j] / sum of e^z, relative to the largest. Returns ln of the sum of e^z.
double softmax(std::span<const double> z, std::span<double> p) {
  const double largest = *std::max_element(z.begin(), z.end());
  double sum = 0;
  for (std::size_t j = 0; j < z.size(); ++j) sum += p[j] = precise::exp(z[j] - largest);
  for (double& share : p) share /= sum;
  return largest + precise::log(sum);
}

void activate(const Activation& activation, const Matrix<double>& z, Matrix<double>& a) {
  a.resize(z.rows(), z.cols());
  const ScalarFunction* function = function_of(activation);
  for (Index i = 0; i < z.rows(); ++i) {
    if (function == nullptr) softmax(row_of(z, i), row_of(a, i));
    for (Index j = 0; function != nullptr && j < z.cols(); ++j) a(i, j) = function->value(z(i, j));
  }
}

/// dL/dz from dL/da.
void follow_back(const Activation& activation, ReferenceLayer& layer) {
  const Matrix<double>& a = layer.a;
  layer.z_gradient.resize(a.rows(), a.cols());
  const ScalarFunction* function = function_of(activation);
  for (Index i = 0; i < a.rows(); ++i) {
    // Each output of a softmax depends on every z: da_k/dz_j = a_k ((j = k) - a_j).
    double mean = 0;
    for (Index k = 0; k < a.cols(); ++k) mean += a(i, k) * layer.a_gradient(i, k);
    for (Index j = 0; j < a.cols(); ++j) {
      layer.z_gradient(i, j) = function == nullptr ? a(i, j) * (layer.a_gradient(i, j) - mean)
                                                   : layer.a_gradient(i, j) * function->slope(layer.z(i, j), a(i, j));
    }
  }
}

// ----- Losses

/// The loss of one output, and its slope.
struct OutputLoss {
  std::string_view name;
  double (*value)(double y, double t);
  double (*slope)(double y, double t);
};

constexpr std::array<OutputLoss, 5> output_losses{{
    {"binary_cross_entropy",
     [](double y, double t) { return (y > 0 ? 1 - t : t) * std::abs(y) + precise::log1p(precise::exp(-std::abs(y))); },
     [](double y, double t) { return precise::sigmoid(y) - t; }},
    {"mean_squared_error", [](double y, double t) { return (y - t) * (y - t); },
     [](double y, double t) { return 2 * (y - t); }},
    {"mean_absolute_error", [](double y, double t) { return std::abs(y - t); },
     [](double y, double t) { return static_cast<double>(y > t) - static_cast<double>(y < t); }},
    {"huber",
     [](double y, double t) {
       const double size = std::abs(y - t);
       return size < 1 ? size * size / 2 : size - 0.5;
     },
     [](double y, double t) { return std::clamp(y - t, -1.0, 1.0); }},
    {"hinge", [](double y, double t) { return std::max(0.0, 1 - (2 * t - 1) * y); },
     [](double y, double t) { return (2 * t - 1) * y < 1 ? 1 - 2 * t : 0; }},
}};

/// The loss of one example, a mean over its outputs but for cross-entropy, and its gradient.
double evaluate(const Loss& loss, std::span<const double> y, std::span<const double> t, std::span<double> gradient) {
  double sum = 0;
  for (const OutputLoss& one : output_losses) {
    if (one.name != loss->name) continue;
    const auto count = static_cast<double>(y.size());
    for (std::size_t j = 0; j < y.size(); ++j) {
      sum += one.value(y[j], t[j]);
      gradient[j] = one.slope(y[j], t[j]) / count;
    }
    return sum / count;
  }
  const double log_sum = softmax(y, gradient);
  double mass = 0;
  for (std::size_t j = 0; j < y.size(); ++j) {
    sum += t[j] * (log_sum - y[j]);
    mass += t[j];
  }
  for (std::size_t j = 0; j < y.size(); ++j) gradient[j] = gradient[j] * mass - t[j];
  return sum;
}

Matrix<double> predictions_of(const Loss& loss, const Matrix<double>& outputs) {
  Matrix<double> predictions;
  const bool is_answer = loss->meaning == Meaning::answer;
  activate(loss->meaning == Meaning::choice ? "softmax" : is_answer ? "sigmoid" : "identity", outputs, predictions);
  return predictions;
}

// ----- Checks

[[noreturn]] void refuse_shape(const std::string& name, Index rows, Index columns, Index inputs, Index units) {
  refuse({name}, {name}, {rows, " x ", columns}, {inputs, " x ", units, ", as the network has it"},
         ErrorCode::bad_data);
}

void check(const ReferenceConfig& network) {
  require_settings(network);
  if (network.layers.empty() || network.layers.size() > 10) {
    refuse({"Layers"}, {"layers"}, {network.layers.size()}, {"1 to 10 layers"});
  }
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    require_settings(network.layers[i], {.title = join({" of layer ", i + 1}), .name = join({"layers[", i, "]."})});
    if (network.layers[i].activation->in<float>().backward != nullptr) continue;
    refuse({"Activation of layer ", i + 1}, {"layers[", i, "].activation"}, {network.layers[i].activation->name},
           {"an activation with a slope to follow"});
  }
  if (network.loss->meaning == Meaning::choice && network.layers.back().units < 2) {
    refuse({"Loss"}, {"loss"}, {network.loss->name, " of one output"}, {"2 outputs or more, or another loss"});
  }
}

void check(const ReferenceConfig& network, const std::vector<ReferenceParameters>& parameters) {
  require_same("parameters", static_cast<Index>(parameters.size()), "layers",
               static_cast<Index>(network.layers.size()));
  auto inputs = static_cast<Index>(network.inputs);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto units = static_cast<Index>(network.layers[i].units);
    const auto& [weight, bias] = parameters[i];
    const std::string place = join({"parameters[", i, "]"});
    if (weight.rows() != inputs || weight.cols() != units) {
      refuse_shape(place + ".weight", weight.rows(), weight.cols(), inputs, units);
    }
    require_same(place + ".bias", bias.size(), "units", units);
    require_numbers(values(weight), place + ".weight");
    require_numbers(values(bias), place + ".bias");
    inputs = units;
  }
}

void check(const ReferenceConfig& network, const ReferenceBatch& batch) {
  const auto outputs = static_cast<Index>(network.layers.back().units);
  const Index examples = batch.inputs.rows();
  if (examples < 1 || examples > 10'000) {
    refuse({"inputs"}, {"inputs"}, {examples, " examples"}, {"1 to 10000 examples"}, ErrorCode::bad_data);
  }
  if (batch.inputs.cols() != network.inputs) {
    refuse_shape("inputs", examples, batch.inputs.cols(), examples, static_cast<Index>(network.inputs));
  }
  if (batch.targets.rows() != examples || batch.targets.cols() != outputs) {
    refuse_shape("targets", batch.targets.rows(), batch.targets.cols(), examples, outputs);
  }
  require_numbers(values(batch.inputs), "inputs");
  require_numbers(values(batch.targets), "targets");
  const Matrix<float> targets = batch.targets.cast<float>();
  for (Index i = 0; i < examples; ++i) {
    if (network.loss->understands(row_of(targets, i))) continue;
    refuse({"targets"}, {"targets"}, {"those of example ", i},
           {network.loss->meaning == Meaning::side     ? "0 and 1"
            : network.loss->meaning == Meaning::choice ? "probabilities that add up to 1"
                                                       : "probabilities"},
           ErrorCode::bad_data);
  }
}

// ----- Runs

Matrix<double> affine(const Matrix<double>& x, const ReferenceParameters& layer) {
  Matrix<double> z(x.rows(), layer.weight.cols());
  for (Index i = 0; i < z.rows(); ++i) {
    for (Index j = 0; j < z.cols(); ++j) {
      double sum = 0;
      for (Index k = 0; k < x.cols(); ++k) sum += x(i, k) * layer.weight(k, j);
      z(i, j) = sum + layer.bias[j];
    }
  }
  return z;
}

const Matrix<double>& forward(const ReferenceConfig& network, const std::vector<ReferenceParameters>& parameters,
                              const Matrix<double>& inputs, std::vector<ReferenceLayer>& layers) {
  layers.resize(parameters.size());
  const Matrix<double>* x = &inputs;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    layers[i].z = affine(*x, parameters[i]);
    activate(network.layers[i].activation, layers[i].z, layers[i].a);
    x = &layers[i].a;
  }
  return *x;
}

/// The loss of each example; leaves the mean's gradient with respect to the outputs.
RowVector<double> judge(const Loss& loss, const Matrix<double>& outputs, const Matrix<double>& targets,
                        Matrix<double>& gradient) {
  RowVector<double> losses(outputs.rows());
  gradient.resize(outputs.rows(), outputs.cols());
  for (Index i = 0; i < outputs.rows(); ++i) {
    losses[i] = evaluate(loss, row_of(outputs, i), row_of(targets, i), row_of(gradient, i));
  }
  for (double& value : values(gradient)) value /= static_cast<double>(outputs.rows());
  return losses;
}

double mean_of(const RowVector<double>& losses) {
  double sum = 0;
  for (const double loss : losses) sum += loss;
  return sum / static_cast<double>(losses.size());
}

void differentiate(const Matrix<double>& x, ReferenceLayer& layer) {
  const Matrix<double>& gradient = layer.z_gradient;
  layer.weight_gradient.setZero(x.cols(), gradient.cols());
  layer.bias_gradient.setZero(gradient.cols());
  for (Index i = 0; i < x.rows(); ++i) {
    for (Index j = 0; j < gradient.cols(); ++j) {
      for (Index k = 0; k < x.cols(); ++k) layer.weight_gradient(k, j) += x(i, k) * gradient(i, j);
      layer.bias_gradient[j] += gradient(i, j);
    }
  }
}

/// dL/dx of a layer z = x W + b.
Matrix<double> input_gradient(const Matrix<double>& z_gradient, const Matrix<double>& weight) {
  Matrix<double> gradient(z_gradient.rows(), weight.rows());
  for (Index i = 0; i < gradient.rows(); ++i) {
    for (Index k = 0; k < gradient.cols(); ++k) {
      double sum = 0;
      for (Index j = 0; j < weight.cols(); ++j) sum += z_gradient(i, j) * weight(k, j);
      gradient(i, k) = sum;
    }
  }
  return gradient;
}

void check_finite(std::span<const double> numbers) {
  for (const double number : numbers) {
    if (!std::isfinite(number)) {
      fail(ErrorCode::diverged,
           {"A number of this step is too large to be one. Use smaller inputs, weights or rates."});
    }
  }
}

}  // namespace

Reference reference_step(const ReferenceConfig& network, const std::vector<ReferenceParameters>& parameters,
                         const ReferenceBatch& batch, double rate) {
  check(network);
  check(network, parameters);
  check(network, batch);
  require_in_range({.name = "rate", .title = "Learning rate", .range = above_zero}, rate);
  Reference step;
  const Matrix<double>& outputs = forward(network, parameters, batch.inputs, step.layers);
  step.predictions = predictions_of(network.loss, outputs);
  Matrix<double> gradient;
  step.losses = judge(network.loss, outputs, batch.targets, gradient);
  step.loss = mean_of(step.losses);
  for (std::size_t i = parameters.size(); i-- > 0;) {
    ReferenceLayer& layer = step.layers[i];
    check_finite(values(layer.z));
    layer.a_gradient = gradient;
    follow_back(network.layers[i].activation, layer);
    differentiate(i > 0 ? step.layers[i - 1].a : batch.inputs, layer);
    gradient = input_gradient(layer.z_gradient, parameters[i].weight);
    layer.updated = parameters[i];
    layer.updated.weight -= rate * layer.weight_gradient;
    layer.updated.bias -= rate * layer.bias_gradient;
    check_finite(values(layer.updated.weight));
    check_finite(values(layer.updated.bias));
    check_finite(values(gradient));
  }
  check_finite({&step.loss, 1});
  step.input_gradient = gradient;
  return step;
}

Differences central_differences(const ReferenceConfig& network, const std::vector<ReferenceParameters>& parameters,
                                const ReferenceBatch& batch, double step) {
  check(network);
  check(network, parameters);
  check(network, batch);
  require_in_range({.name = "step", .title = "Step", .range = {.least = 1e-12, .most = 1}}, step);
  double count = 0;
  for (const auto& [weight, bias] : parameters) count += static_cast<double>(weight.size() + bias.size());
  const double products =
      2 * (count + static_cast<double>(batch.inputs.size())) * count * static_cast<double>(batch.inputs.rows());
  if (products > 2e9) {
    fail(ErrorCode::bad_setting,
         {"Differences of so many numbers would take too long. Use fewer units or fewer examples."});
  }
  std::vector<ReferenceParameters> varied = parameters;
  Matrix<double> inputs = batch.inputs;
  std::vector<ReferenceLayer> layers;
  Matrix<double> unused;
  const auto loss = [&] {
    return mean_of(judge(network.loss, forward(network, varied, inputs, layers), batch.targets, unused));
  };
  const auto vary = [&](std::span<double> numbers, std::span<double> gradients) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const double middle = numbers[i];
      const double above = middle + step;
      const double below = middle - step;
      numbers[i] = above;
      const double loss_above = loss();
      numbers[i] = below;
      const double loss_below = loss();
      numbers[i] = middle;
      // What was really added: beside a large number less than the step is.
      gradients[i] = above == below ? 0 : (loss_above - loss_below) / (above - below);
    }
    check_finite(gradients);
  };
  Differences differences{.gradients = parameters, .input_gradient = inputs};
  for (std::size_t i = 0; i < varied.size(); ++i) {
    vary(values(varied[i].weight), values(differences.gradients[i].weight));
    vary(values(varied[i].bias), values(differences.gradients[i].bias));
  }
  vary(values(inputs), values(differences.input_gradient));
  return differences;
}

}  // namespace inkling::lessons

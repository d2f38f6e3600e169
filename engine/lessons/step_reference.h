/// One step of SGD in double, by the definitions written as loops: what a reader computes by hand, all of it.
#pragma once

#include <inkling/activation.h>
#include <inkling/loss.h>
#include <inkling/setting.h>

#include <cstdint>
#include <vector>

namespace inkling::lessons {

struct ReferenceLayerConfig {
  std::int64_t units = 0;
  Activation activation = "identity";

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"units", "Units", "How many neurons the layer has.", {.least = 1, .most = 1000}}, self.units);
    visit({"activation", "Activation", "What each unit makes of its weighted sum."}, self.activation);
  }
};

struct ReferenceConfig {
  std::int64_t inputs = 0;
  std::vector<ReferenceLayerConfig> layers = {};
  Loss loss = "cross_entropy";

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"inputs", "Inputs", "How many numbers it is given.", {.least = 1, .most = 1000}}, self.inputs);
    visit({"layers", "Layers", "From the first hidden layer to the output."}, self.layers);
    visit({"loss", "Loss", "How far outputs are from targets."}, self.loss);
  }
};

/// What a layer has learned.
struct ReferenceParameters {
  Matrix<double> weight;   ///< [inputs, units]
  RowVector<double> bias;  ///< [units]
};

/// Every number of one layer. A gradient is that of the mean loss; [batch, units] unless said.
struct ReferenceLayer {
  Matrix<double> z;
  Matrix<double> a;
  Matrix<double> a_gradient;
  Matrix<double> z_gradient;
  Matrix<double> weight_gradient;   ///< [inputs, units]
  RowVector<double> bias_gradient;  ///< [units]
  ReferenceParameters updated;      ///< less rate times gradient
};

struct Reference {
  std::vector<ReferenceLayer> layers;
  Matrix<double> predictions;     ///< what the outputs mean, [batch, outputs]
  RowVector<double> losses;       ///< of each example, [batch]
  double loss = 0;                ///< their mean
  Matrix<double> input_gradient;  ///< [batch, inputs]
};

/// Examples to step on: inputs [batch, inputs] and targets [batch, outputs].
struct ReferenceBatch {
  Matrix<double> inputs;
  Matrix<double> targets;
};

// Both @throw Error(bad_setting) for a network that is none or cannot be trained, and Error(bad_data) for parameters or
// a batch that do not fit it, for numbers that are not finite, and for targets that the loss is not made for;
// Error(diverged) where a result is not finite.

/// All of a step at this rate, which is finite and above 0.
Reference reference_step(const ReferenceConfig& network, const std::vector<ReferenceParameters>& parameters,
                         const ReferenceBatch& batch, double rate);

/// The gradients alone, by central differences: (L(w + h) - L(w - h)) / 2h for every parameter and input. What is said
/// of layers is their parameters' gradients. `step` is from 1e-12 to 1.
struct Differences {
  std::vector<ReferenceParameters> gradients;
  Matrix<double> input_gradient;
};
inline constexpr double usual_step = 0x1p-17;
Differences central_differences(const ReferenceConfig& network, const std::vector<ReferenceParameters>& parameters,
                                const ReferenceBatch& batch, double step = usual_step);

}  // namespace inkling::lessons

/// The step in double: by hand, against the engine in double and in float, and against central differences.
#include <gtest/gtest.h>
#include <inkling/trainer.h>

#include <cmath>
#include <limits>

#include "lessons/activation_curve.h"
#include "lessons/step_reference.h"
#include "support.h"

namespace inkling::lessons::lessons_reference_test {
namespace {

using testing_support::expect_error;
using testing_support::random_matrix;

/// A network with one hidden layer, random parameters, and a batch whose targets any loss takes: one-hot.
struct Case {
  ReferenceConfig network;
  std::vector<ReferenceParameters> parameters = {};
  ReferenceBatch batch = {};
};

Case made(Activation hidden, Activation output, Loss loss, std::uint64_t seed) {
  constexpr Index inputs = 3;
  constexpr Index units = 4;
  constexpr Index outputs = 2;
  constexpr Index examples = 5;
  Random random(seed, Random::Stream::data);
  Case one{.network = {.inputs = inputs,
                       .layers = {{.units = units, .activation = hidden}, {.units = outputs, .activation = output}},
                       .loss = loss}};
  const auto layer = [&](Index from, Index to) {
    one.parameters.push_back({random_matrix<double>(from, to, random), random_matrix<double>(1, to, random)});
  };
  layer(inputs, units);
  layer(units, outputs);
  one.batch.inputs = random_matrix<double>(examples, inputs, random);
  one.batch.targets = Matrix<double>::Zero(examples, outputs);
  for (Index i = 0; i < examples; ++i) one.batch.targets(i, i % outputs) = 1;
  return one;
}

/// The engine's own network with the same parameters.
template <typename Scalar>
Network<Scalar> engine_network(const Case& one) {
  NetworkConfig config{.inputs = one.network.inputs, .layers = {}};
  for (const auto& layer : one.network.layers) {
    config.layers.push_back({.units = layer.units, .activation = layer.activation});
  }
  Network<Scalar> network(config);
  for (std::size_t i = 0; i < one.parameters.size(); ++i) {
    network.layers()[i].dense.weight = one.parameters[i].weight.template cast<Scalar>();
    network.layers()[i].dense.bias = one.parameters[i].bias.template cast<Scalar>();
  }
  return network;
}

void expect_near(const auto& one, const auto& other, double tolerance, std::string_view what) {
  ASSERT_EQ(one.rows(), other.rows()) << what;
  ASSERT_EQ(one.cols(), other.cols()) << what;
  EXPECT_LE((one - other).cwiseAbs().maxCoeff(), tolerance) << what;
}

/// Expects every number of the step to be what the engine's loops have in this type of numbers.
template <typename Scalar>
void expect_engines_step(const Case& one, double tolerance) {
  const std::string name = join({one.network.layers[0].activation->name, ", ", one.network.layers[1].activation->name,
                                 ", ", one.network.loss->name});
  const Reference step = reference_step(one.network, one.parameters, one.batch, 0.5);
  const Network<Scalar> network = engine_network<Scalar>(one);
  const Matrix<Scalar> x = one.batch.inputs.template cast<Scalar>();
  const Matrix<Scalar> targets = one.batch.targets.template cast<Scalar>();
  Pass<Scalar> pass;
  RowVector<Scalar> losses;
  Matrix<Scalar> gradient;
  const auto& loss = one.network.loss->in<Scalar>();
  loss.evaluate(network.forward(x, pass), targets, losses, gradient);
  network.backward(x, gradient, pass);
  for (std::size_t i = 0; i < step.layers.size(); ++i) {
    const ReferenceLayer& layer = step.layers[i];
    const auto in_double = [](const auto& matrix) { return matrix.template cast<double>().eval(); };
    expect_near(layer.z, in_double(pass.layers[i].pre_activation), tolerance, name + ": z");
    expect_near(layer.a, in_double(pass.layers[i].activation), tolerance, name + ": a");
    expect_near(layer.a_gradient, in_double(pass.layers[i].output_gradient), tolerance, name + ": dL/da");
    expect_near(layer.z_gradient, in_double(pass.layers[i].pre_activation_gradient), tolerance, name + ": dL/dz");
    expect_near(layer.weight_gradient, in_double(pass.layers[i].dense.weight_gradient), tolerance, name + ": dL/dW");
    expect_near(layer.bias_gradient, in_double(pass.layers[i].dense.bias_gradient), tolerance, name + ": dL/db");
    EXPECT_EQ(layer.updated.weight, one.parameters[i].weight - 0.5 * layer.weight_gradient);
    EXPECT_EQ(layer.updated.bias, one.parameters[i].bias - 0.5 * layer.bias_gradient);
  }
  expect_near(step.losses, losses.template cast<double>().eval(), tolerance, name + ": losses");
  EXPECT_NEAR(step.loss, step.losses.mean(), 1e-15);
  Matrix<Scalar> predictions;
  loss.predict(pass.outputs(), predictions);
  expect_near(step.predictions, predictions.template cast<double>().eval(), tolerance, name + ": predictions");
  Matrix<Scalar> input_gradient;
  network.input_gradient(pass, input_gradient);
  expect_near(step.input_gradient, input_gradient.template cast<double>().eval(), tolerance, name + ": dL/dx");
}

TEST(Reference, IsByHandForOneUnit) {
  // z = 2 * 0.5 - 1 + 0.5 = 0.5, a = z, L = (0.5 - 1)² = 0.25; dL/da = 2 (0.5 - 1) = -1.
  const Reference step =
      reference_step({.inputs = 2, .layers = {{.units = 1}}, .loss = "mean_squared_error"},
                     {{.weight = Matrix<double>{{0.5}, {-1}}, .bias = RowVector<double>::Constant(1, 0.5)}},
                     {.inputs = Matrix<double>{{2, 1}}, .targets = Matrix<double>{{1}}}, 0.1);
  EXPECT_EQ(step.layers[0].z(0, 0), 0.5);
  EXPECT_EQ(step.loss, 0.25);
  EXPECT_EQ(step.layers[0].a_gradient(0, 0), -1);
  EXPECT_EQ(step.layers[0].weight_gradient, (Matrix<double>{{-2}, {-1}}));
  EXPECT_EQ(step.layers[0].bias_gradient(0), -1);
  EXPECT_EQ(step.layers[0].updated.weight, (Matrix<double>{{0.7}, {-0.9}}));
  EXPECT_EQ(step.input_gradient, (Matrix<double>{{-0.5, 1}}));
}

/// Every activation that can be trained under squared error, and every loss on top of tanh.
template <typename Action>
void for_each_case(Action action) {
  std::uint64_t seed = 1;
  for (const std::string_view activation : Activation::names()) {
    if (activation == "step") continue;
    action(made(activation, "identity", "mean_squared_error", seed++));
    action(made("tanh", activation, "mean_squared_error", seed++));
  }
  for (const std::string_view loss : Loss::names()) action(made("tanh", "identity", loss, seed++));
}

TEST(Reference, IsTheEnginesStepInDouble) {
  // A value goes through less than a hundred operations on numbers of less than 4, each wrong by 2^-53 of its result,
  // or by a few of that in an exponential.
  for_each_case([](const Case& one) { expect_engines_step<double>(one, 400 * 0x1p-52); });
}

TEST(Reference, IsTheEnginesStepInFloat) {
  for_each_case([](const Case& one) { expect_engines_step<float>(one, 400 * 0x1p-23); });
}

TEST(Reference, IsWhatATrainerDoes) {
  const Case one = made("tanh", "identity", "cross_entropy", 5);
  const TableDataset data(one.batch.inputs.cast<float>(), one.batch.targets.cast<float>());
  Trainer trainer({.inputs = 3, .layers = {{.units = 4, .activation = "tanh"}, {.units = 2}}, .seed = 1},
                  "cross_entropy", {.constants = {.learning_rate = 0.5F}, .training_size = 5}, data);
  std::vector<ReferenceParameters> parameters;
  for (const Layer<float>& layer : trainer.network().layers()) {
    parameters.push_back({layer.dense.weight.cast<double>(), layer.dense.bias.cast<double>()});
  }
  const Reference step = reference_step(one.network, parameters, one.batch, 0.5);
  const Score score = trainer.step();
  EXPECT_NEAR(score.loss_sum / 5, step.loss, 400 * 0x1p-23);
  for (std::size_t i = 0; i < 2; ++i) {
    const Dense<float>& dense = trainer.network().layers()[i].dense;
    expect_near(step.layers[i].updated.weight, dense.weight.cast<double>().eval(), 400 * 0x1p-23, "weight");
    expect_near(step.layers[i].updated.bias, dense.bias.cast<double>().eval(), 400 * 0x1p-23, "bias");
  }
}

TEST(Differences, AreTheGradients) {
  // Of a third derivative of up to 100, h² / 6 of it is left out; and 2^-52 of a loss of up to 4 over h by rounding.
  constexpr double tolerance = usual_step * usual_step * 100 / 6 + 4 * 0x1p-52 / usual_step;
  for_each_case([&](const Case& one) {
    // These cases stay away from all kinks by more than a step: else half of a slope would be seen.
    const Reference step = reference_step(one.network, one.parameters, one.batch, 1);
    const Differences differences = central_differences(one.network, one.parameters, one.batch);
    const std::string name = join({one.network.layers[0].activation->name, ", ", one.network.layers[1].activation->name,
                                   ", ", one.network.loss->name});
    for (std::size_t i = 0; i < step.layers.size(); ++i) {
      expect_near(differences.gradients[i].weight, step.layers[i].weight_gradient, tolerance, name + ": dL/dW");
      expect_near(differences.gradients[i].bias, step.layers[i].bias_gradient, tolerance, name + ": dL/db");
    }
    expect_near(differences.input_gradient, step.input_gradient, tolerance, name + ": dL/dx");
  });
}

TEST(Differences, AreOverWhatANumberWasReallyMoved) {
  // The loss is |w|. Beside 2^36 there are no doubles at 2^-17 above, and beside 2^40 none at 2^-17 either way.
  const auto slope_at = [](double w) {
    return central_differences({.inputs = 1, .layers = {{.units = 1}}, .loss = "mean_absolute_error"},
                               {{Matrix<double>::Constant(1, 1, w), RowVector<double>::Zero(1)}},
                               {Matrix<double>::Ones(1, 1), Matrix<double>::Zero(1, 1)}, 0x1p-17)
        .gradients[0]
        .weight(0, 0);
  };
  EXPECT_EQ(slope_at(0x1p36), 1);
  EXPECT_EQ(slope_at(0x1p40), 0);
}

/// Layers of one unit, all with this weight, and the loss of the last one's square.
Reference step_through(const std::vector<Activation>& activations, double weight, const Matrix<double>& inputs) {
  ReferenceConfig network{.inputs = 1, .layers = {}, .loss = "mean_squared_error"};
  for (const Activation& activation : activations) network.layers.push_back({.units = 1, .activation = activation});
  const ReferenceParameters layer{Matrix<double>::Constant(1, 1, weight), RowVector<double>::Zero(1)};
  return reference_step(network, std::vector(activations.size(), layer),
                        {inputs, Matrix<double>::Zero(inputs.rows(), 1)}, 0.1);
}

TEST(Reference, GoesThroughTenLayers) {
  std::vector<Activation> layers(10, "identity");
  const Reference step = step_through(layers, 2, Matrix<double>::Ones(1, 1));
  EXPECT_EQ(step.loss, 1024.0 * 1024);
  EXPECT_EQ(step.input_gradient(0, 0), 2 * 1024.0 * 1024);
  layers.push_back("identity");
  expect_error([&] { step_through(layers, 2, Matrix<double>::Ones(1, 1)); }, ErrorCode::bad_setting,
               {"Layers", "11", "1 to 10"});
}

TEST(Reference, TellsNoNumberThatIsNone) {
  const auto too_large = [](const auto& layers, double weight, const Matrix<double>& inputs) {
    expect_error([&] { step_through(layers, weight, inputs); }, ErrorCode::diverged, {"too large"});
  };
  const std::vector<Activation> five(5, "identity");
  // The loss would be 1e310, while the largest gradient is 2e305.
  too_large(five, 1e30, Matrix<double>{{1e5}});
  // Two losses of 1e308 are numbers, and so is their mean, but not the sum that it is made of.
  EXPECT_NO_THROW(step_through(five, 1e30, Matrix<double>{{1e4}}));
  too_large(five, 1e30, Matrix<double>{{1e4}, {1e4}});
  // A weighted sum of 1e330, of which a sigmoid makes 1.
  std::vector<Activation> ten(9, "identity");
  ten.push_back("sigmoid");
  too_large(ten, 1e30, Matrix<double>{{1e30}});
}

TEST(Reference, IsTheSameOnEveryMachine) {
  // FNV-1a over the bits of all that the first machine came to: others are to do the same, in the browser too.
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for_each_case([&](const Case& one) {
    const Reference step = reference_step(one.network, one.parameters, one.batch, 0.5);
    for (const ReferenceLayer& layer : step.layers) {
      for (const std::byte byte : std::as_bytes(values(layer.updated.weight))) {
        hash = (hash ^ std::to_integer<std::uint64_t>(byte)) * 0x100000001B3ULL;
      }
    }
  });
  EXPECT_EQ(hash, 0xE264307BFDD08E76ULL);
}

TEST(Reference, NamesWhatIsNotAllowed) {
  const Case good = made("tanh", "identity", "cross_entropy", 1);
  const auto refused = [&](const auto& spoil, ErrorCode code, const std::vector<std::string>& parts) {
    Case one = good;
    double rate = 0.1;
    spoil(one, rate);
    expect_error([&] { reference_step(one.network, one.parameters, one.batch, rate); }, code, parts);
  };
  const double none = std::nan("");
  const auto setting = ErrorCode::bad_setting;
  const auto data = ErrorCode::bad_data;
  refused([](Case& one, double&) { one.network.layers.clear(); }, setting, {"Layers", "1 to 10"});
  refused([](Case& one, double&) { one.network.inputs = 0; }, setting, {"Inputs", "0"});
  refused([](Case& one, double&) { one.network.layers[1].units = 0; }, setting, {"Units of layer 2"});
  refused([](Case& one, double&) { one.network.layers[0].activation = "step"; }, setting, {"layer 1", "step", "slope"});
  refused([](Case& one, double&) { one.network.layers[1].units = 1; }, setting, {"Loss", "2 outputs"});
  refused([](Case& one, double&) { one.parameters.pop_back(); }, data, {"parameters", "layers, 2"});
  refused([](Case& one, double&) { one.parameters[0].weight.resize(4, 4); }, data, {"parameters[0].weight", "3 x 4"});
  refused([](Case& one, double&) { one.parameters[1].bias.resize(3); }, data, {"parameters[1].bias", "units, 2"});
  refused([&](Case& one, double&) { one.parameters[1].weight(1, 0) = none; }, data, {"parameters[1].weight[2]", "nan"});
  refused([](Case& one, double&) { one.batch.inputs.resize(0, 3); }, data, {"inputs", "0 examples"});
  refused([&](Case& one, double&) { one.batch.inputs(0, 1) = none; }, data, {"inputs[1]", "finite"});
  refused([](Case& one, double&) { one.batch.inputs.resize(5, 2); }, data, {"inputs", "5 x 3"});
  refused([](Case& one, double&) { one.batch.targets.resize(5, 3); }, data, {"targets", "5 x 2"});
  refused([](Case& one, double&) { one.batch.targets(3, 0) = 7; }, data, {"example 3", "add up to 1"});
  refused([&](Case&, double& rate) { rate = none; }, setting, {"Learning rate", "above 0"});
  refused([](Case&, double& rate) { rate = 0; }, setting, {"Learning rate", "above 0"});
  refused(
      [](Case& one, double&) {
        one.network.loss = "mean_squared_error";
        one.parameters[1].weight.setConstant(1e30);
        one.network.layers[0].activation = "identity";
        one.parameters[0].weight.setConstant(1e30);
        one.batch.inputs.setConstant(1e30);
        for (int i = 0; i < 3; ++i) {
          one.network.layers.push_back(one.network.layers[1]);
          one.parameters.push_back({Matrix<double>::Constant(2, 2, 1e30), RowVector<double>::Zero(2)});
        }
      },
      ErrorCode::diverged, {"too large"});
  for (const double step : {0.0, none, 2.0}) {
    expect_error([&] { central_differences(good.network, good.parameters, good.batch, step); }, setting, {"Step", "1"});
  }
  expect_error(
      [] {
        central_differences({.inputs = 300, .layers = {{.units = 300}}, .loss = "mean_squared_error"},
                            {{Matrix<double>::Zero(300, 300), RowVector<double>::Zero(300)}},
                            {Matrix<double>::Zero(1, 300), Matrix<double>::Zero(1, 300)});
      },
      setting, {"too long"});
}

TEST(ActivationCurve, IsTheEnginesOwn) {
  RowVector<float> x(601);
  for (Index i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i - 300) / 50;
  for (const std::string_view name : Activation::names()) {
    if (name == "softmax") continue;
    const ActivationCurve curve = activation_curve(name, x);
    Matrix<float> a;
    Activation(name)->in<float>().forward(x, a);
    EXPECT_EQ(curve.value, a) << name;
    if (name == "step") {
      EXPECT_EQ(curve.derivative, (RowVector<float>::Zero(601))) << "it has no slope to follow";
      continue;
    }
    // In double: the slope over 2^-16 either way, but at 0, where some have two. The second differences are below 1.
    for (Index i = 0; i < x.size(); ++i) {
      if (i == 300) continue;
      const auto& in_double = Activation(name)->in<double>();
      Matrix<double> both;
      in_double.forward(Matrix<double>{{x[i] - 0x1p-16, x[i] + 0x1p-16}}, both);
      EXPECT_NEAR(curve.derivative[i], (both(0, 1) - both(0, 0)) * 0x1p15, 2e-6) << name << " at " << x[i];
    }
  }
}

TEST(ActivationCurve, OfSoftmaxHasTheSlopeOfEachByItself) {
  const ActivationCurve curve = activation_curve("softmax", RowVector<float>{{0, 0, std::log(2.0F)}});
  EXPECT_NEAR(curve.value[2], 0.5, 1e-6);
  for (Index i = 0; i < 3; ++i) EXPECT_NEAR(curve.derivative[i], curve.value[i] * (1 - curve.value[i]), 1e-6);
  expect_error([] { activation_curve("softmax", RowVector<float>(0)); }, ErrorCode::bad_data, {"x", "1 to 1000"});
  expect_error([] { activation_curve("softmax", RowVector<float>::Zero(1001)); }, ErrorCode::bad_data, {"1001"});
}

}  // namespace
}  // namespace inkling::lessons::lessons_reference_test

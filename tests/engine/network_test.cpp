/// Networks: what may be built, what comes out, and every gradient against central differences in double precision.
#include <gtest/gtest.h>
#include <inkling/loss.h>
#include <inkling/network.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "support.h"

namespace inkling {
namespace {

using testing_support::expect_error;
using testing_support::random_matrix;

TEST(NetworkConfig, NamesWhatIsNotAllowed) {
  expect_error([] { Network<float>({.inputs = 4, .layers = {}}); }, ErrorCode::bad_setting, {"at least one layer"});
  expect_error([] { Network<float>({.inputs = 0, .layers = {{.units = 3}}}); }, ErrorCode::bad_setting,
               {"at least 1 input", "0 were given"});
  expect_error([] { Network<float>({.inputs = 4, .layers = {{.units = 0}, {.units = 2}}}); }, ErrorCode::bad_setting,
               {"hidden layer 1", "0 were given", "at least 1"});
  expect_error([] { Network<float>({.inputs = 4, .layers = {{.units = 3}, {.units = -5}}}); }, ErrorCode::bad_setting,
               {"output layer", "-5 were given", "at least 1"});
  expect_error([] { Network<float>({.inputs = 784, .layers = {{.units = 10000000}, {.units = 10}}}); },
               ErrorCode::bad_setting, {"hidden layer 1", "10000000", "MB", "512 MB", "fewer units"});
  expect_error([] { Network<float>({.inputs = 1, .layers = {{.units = std::numeric_limits<std::int64_t>::max()}}}); },
               ErrorCode::bad_setting, {"512 MB"});
}

TEST(Network, ComputesTheHandCalculation) {
  Network<double> network({.inputs = 2, .layers = {{.units = 2, .activation = "relu"}, {.units = 1}}});
  const auto parameters = network.parameters();
  const auto set = [&](std::size_t which, std::vector<double> to) {
    ASSERT_EQ(parameters[which].size(), to.size());
    std::copy(to.begin(), to.end(), parameters[which].begin());
  };
  set(0, {1, -1, 2, 0.5});  // W1 [2, 2]
  set(1, {0.5, -3});        // b1
  set(2, {2, 7});           // W2 [2, 1]
  set(3, {-1});             // b2
  Pass<double> pass;
  // z1 = (3 + 8 + 0.5, -3 + 2 - 3) = (11.5, -4); a1 = (11.5, 0); y = 23 - 1 = 22.
  const Matrix<double> x{{3, 4}};
  EXPECT_EQ(network.forward(x, pass), (Matrix<double>{{22}}));
  EXPECT_EQ(pass.layers[0].pre_activation, (Matrix<double>{{11.5, -4}}));
  EXPECT_EQ(pass.layers[0].activation, (Matrix<double>{{11.5, 0}}));
  // dy = 1: dW2 = a1, db2 = 1, dz1 = (2, 0), dW1 = x^T dz1, db1 = dz1.
  network.backward(x, Matrix<double>{{1}}, pass);
  EXPECT_EQ(pass.layers[1].weight_gradient, (Matrix<double>{{11.5}, {0}}));
  EXPECT_EQ(pass.layers[1].bias_gradient(0), 1);
  EXPECT_EQ(pass.layers[0].weight_gradient, (Matrix<double>{{6, 0}, {8, 0}}));
  EXPECT_EQ(pass.layers[0].bias_gradient, (RowVector<double>{{2, 0}}));
  EXPECT_EQ(network.parameter_count(), 9);
}

TEST(Network, RefusesInputOfAnotherWidth) {
  const Network<float> network({.inputs = 3, .layers = {{.units = 2}}});
  Pass<float> pass;
  expect_error([&] { network.forward(Matrix<float>::Zero(1, 4), pass); }, ErrorCode::bad_data, {"4", "takes 3"});
}

TEST(Network, RefusesToGoBackWhereItDidNotGoForward) {
  const Network<float> network({.inputs = 3, .layers = {{.units = 2}}});
  Pass<float> pass;
  const Matrix<float> x = Matrix<float>::Zero(4, 3);
  expect_error([&] { network.backward(x, Matrix<float>::Zero(4, 2), pass); }, ErrorCode::bad_data, {"forward"});
  network.forward(x, pass);
  expect_error([&] { network.backward(x, Matrix<float>::Zero(4, 3), pass); }, ErrorCode::bad_data, {"shapes"});
}

TEST(Network, TheSeedDecidesTheWeights) {
  const auto hash_of = [](std::uint64_t seed) {
    return Network<float>({.inputs = 20, .layers = {{.units = 30, .activation = "relu"}, {.units = 5}}, .seed = seed})
        .hash();
  };
  EXPECT_EQ(hash_of(1), hash_of(1));
  EXPECT_NE(hash_of(1), hash_of(2));
}

TEST(Network, InitialWeightsHaveTheirInitializersLimitAndVariance) {
  const auto check = [](Initializer initializer, double variance) {
    const Network<float> network({.inputs = 300, .layers = {{.units = 100, .initializer = initializer}}, .seed = 3});
    const std::span<const float> weight = network.parameters()[0];
    double sum = 0;
    double squares = 0;
    float largest = 0;
    for (const float value : weight) {
      sum += value;
      squares += static_cast<double>(value) * value;
      largest = std::max(largest, std::abs(value));
    }
    const auto count = static_cast<double>(weight.size());
    const double limit = std::sqrt(3 * variance);
    // Standard deviations: of a mean of n values sqrt(variance / n), of a mean of squares variance sqrt(0.8 / n).
    EXPECT_NEAR(sum / count, 0, 5 * std::sqrt(variance / count));
    EXPECT_NEAR(squares / count, variance, 5 * variance * std::sqrt(0.8 / count));
    EXPECT_LE(largest, limit * (1 + 0x1p-22));
    EXPECT_GT(largest, 0.99 * limit);
    const std::span<const float> biases = network.parameters()[1];
    for (const float bias : biases) EXPECT_EQ(bias, 0);
  };
  check("glorot", 2.0 / 400);
  check("he", 2.0 / 300);
}

TEST(Network, AnActivationBringsItsInitializer) {
  const auto hash_of = [](std::optional<Initializer> initializer, Activation activation) {
    return Network<float>({.inputs = 9, .layers = {{.units = 4, .activation = activation, .initializer = initializer}}})
        .hash();
  };
  EXPECT_EQ(hash_of(std::nullopt, "relu"), hash_of("he", "relu"));
  EXPECT_EQ(hash_of(std::nullopt, "tanh"), hash_of("glorot", "tanh"));
  EXPECT_NE(hash_of("he", "relu"), hash_of("glorot", "relu"));
}

/// The mean loss of a batch.
double mean_loss(const Network<double>& network, Loss loss, const Matrix<double>& x, const Matrix<double>& targets,
                 Pass<double>& pass, Matrix<double>& output_gradient) {
  RowVector<double> losses;
  loss->in<double>().evaluate(network.forward(x, pass), targets, losses, output_gradient);
  return losses.mean();
}

/// The smallest distance of a pre-activation of a layer of ReLUs from their kink at 0.
double distance_from_kinks(const Network<double>& network, const Pass<double>& pass) {
  double distance = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < pass.layers.size(); ++i) {
    if (network.layers()[i].activation == Activation("relu")) {
      distance = std::min(distance, pass.layers[i].pre_activation.cwiseAbs().minCoeff());
    }
  }
  return distance;
}

/// Checks the derivative of the mean loss with respect to every parameter. A difference of step h = 1e-6 has an error
/// of about h² + epsilon / h = 2e-10 relative to values of order 1, far below the 1e-6 that is asked for.
void check_every_gradient(const NetworkConfig& config, Loss loss, Random& random) {
  constexpr double h = 1e-6;
  Network<double> network(config);
  for (const std::span<double> parameter : network.parameters()) {
    for (double& value : parameter) value += random.uniform(-0.1F, 0.1F);  // biases too
  }
  const Matrix<double> targets = random_matrix<double>(4, network.outputs(), random, 0, 1);
  Matrix<double> x;
  Pass<double> pass;
  Matrix<double> output_gradient;
  int tries = 0;
  do {  // A step of h must not cross a kink: draw inputs until none is near.
    ASSERT_LT(++tries, 1000) << "no input far from every kink was found";
    x = random_matrix<double>(4, network.inputs(), random);
    mean_loss(network, loss, x, targets, pass, output_gradient);
  } while (distance_from_kinks(network, pass) < 1e-3);
  network.backward(x, output_gradient, pass);

  Pass<double> moved;
  Matrix<double> unused;
  const auto parameters = network.parameters();
  const auto analytic = gradients(pass);
  for (std::size_t tensor = 0; tensor < parameters.size(); ++tensor) {
    for (std::size_t i = 0; i < parameters[tensor].size(); ++i) {
      double& value = parameters[tensor][i];
      const double original = value;
      value = original + h;
      const double above = mean_loss(network, loss, x, targets, moved, unused);
      value = original - h;
      const double below = mean_loss(network, loss, x, targets, moved, unused);
      value = original;
      const double expected = (above - below) / (2 * h);
      // Gradients much smaller than 1e-3 drown in the difference's rounding, so these are compared absolutely.
      const double scale = std::max({std::abs(expected), std::abs(analytic[tensor][i]), 1e-3});
      ASSERT_LE(std::abs(analytic[tensor][i] - expected) / scale, 1e-6) << "tensor " << tensor << ", element " << i;
    }
  }
}

TEST(Network, GradientsOfEveryActivationWithEveryLossMatchCentralDifferences) {
  Random random(1, Random::Stream::data);
  for (const std::string_view activation : Activation::names()) {
    for (const std::string_view loss : Loss::names()) {
      SCOPED_TRACE(testing::Message() << activation << ", " << loss);
      check_every_gradient({.inputs = 3, .layers = {{.units = 5, .activation = activation}, {.units = 4}}, .seed = 2},
                           loss, random);
    }
  }
}

TEST(Network, GradientsOfRandomNetworksMatchCentralDifferences) {
  Random random(2, Random::Stream::data);
  const auto activations = Activation::names();
  const auto losses = Loss::names();
  for (std::uint64_t round = 0; round < 50; ++round) {
    NetworkConfig config{.inputs = 1 + random.below(5), .layers = {}, .seed = round};
    const std::uint32_t depth = 1 + random.below(4);
    for (std::uint32_t layer = 0; layer < depth; ++layer) {
      const auto activation = activations[random.below(static_cast<std::uint32_t>(activations.size()))];
      config.layers.push_back({.units = 1 + random.below(6), .activation = activation});
    }
    SCOPED_TRACE(testing::Message() << "network " << round);
    check_every_gradient(config, losses[round % losses.size()], random);
  }
}

}  // namespace
}  // namespace inkling

/// Networks: what may be built, what comes out, and every gradient against central differences in double precision.
#include <gtest/gtest.h>
#include <inkling/loss.h>
#include <inkling/network.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "support.h"

namespace inkling::network_test {
namespace {

using testing_support::expect_error;
using testing_support::random_matrix;

TEST(NetworkConfig, NamesWhatIsNotAllowed) {
  expect_error([] { Network<float>({.inputs = 4, .layers = {}}); }, ErrorCode::bad_setting, {"at least one layer"});
  expect_error([] { Network<float>({.inputs = 0, .layers = {{.units = 3}}}); }, ErrorCode::bad_setting,
               {"Inputs", "0 was given", "at least 1"});
  expect_error([] { Network<float>({.inputs = 4, .layers = {{.units = 0}, {.units = 2}}}); }, ErrorCode::bad_setting,
               {"hidden layer 1", "0 was given", "at least 1"});
  expect_error([] { Network<float>({.inputs = 4, .layers = {{.units = 3}, {.units = -5}}}); }, ErrorCode::bad_setting,
               {"output layer", "-5 was given", "at least 1"});
  expect_error([] { Network<float>({.inputs = 784, .layers = {{.units = 10000000}, {.units = 10}}}); },
               ErrorCode::bad_setting, {"hidden layer 1", "10000000", "MB", "512 MB", "fewer units"});
  expect_error([] { Network<float>({.inputs = 1, .layers = {{.units = std::numeric_limits<std::int64_t>::max()}}}); },
               ErrorCode::bad_setting, {"512 MB"});
}

TEST(Network, LeavesNothingOfAnotherNetworkInAPass) {
  const Network<float> normalized({.inputs = 2, .layers = {{.units = 3, .batch_normalization = true}, {.units = 1}}});
  const Network<float> plain({.inputs = 2, .layers = {{.units = 3}, {.units = 1}}});
  const Matrix<float> x{{1, 2}, {3, 5}};
  const Matrix<float> gradient{{1}, {-1}};
  Random random(1, Random::Stream::dropout);
  Pass<float> pass;
  normalized.forward(x, pass, random);
  normalized.backward(x, gradient, pass);
  EXPECT_EQ(gradients(pass).size(), 6U);
  plain.forward(x, pass, random);
  plain.backward(x, gradient, pass);
  EXPECT_EQ(gradients(pass).size(), 4U);
  EXPECT_EQ(pass.layers[0].affine.size(), 0);
  EXPECT_EQ(pass.layers[0].affine_gradient.size(), 0);
}

TEST(Network, ComputesTheHandCalculation) {
  Network<double> network({.inputs = 2, .layers = {{.units = 2, .activation = "relu"}, {.units = 1}}});
  const auto parameters = network.parameters();
  const auto set = [&](std::size_t which, std::vector<double> to) {
    ASSERT_EQ(parameters[which].values.size(), to.size());
    std::copy(to.begin(), to.end(), parameters[which].values.begin());
  };
  set(0, {1, -1, 2, 0.5});  // W1 [2, 2]
  set(1, {0.5, -3});        // b1
  set(2, {2, 7});           // W2 [2, 1]
  set(3, {-1});             // b2
  Pass<double> pass;
  // z1 = (3 + 8 + 0.5, -3 + 2 - 3) = (11.5, -4); a1 = (11.5, 0); y = 23 - 1 = 22.
  const Matrix<double> x{{3, 4}};
  Random unused(0, Random::Stream::dropout);
  EXPECT_EQ(network.forward(x, pass, unused), (Matrix<double>{{22}}));
  EXPECT_EQ(pass.layers[0].pre_activation, (Matrix<double>{{11.5, -4}}));
  EXPECT_EQ(pass.layers[0].activation, (Matrix<double>{{11.5, 0}}));
  // dy = 1: dW2 = a1, db2 = 1, dz1 = (2, 0), dW1 = x^T dz1, db1 = dz1.
  network.backward(x, Matrix<double>{{1}}, pass);
  EXPECT_EQ(pass.layers[1].dense.weight_gradient, (Matrix<double>{{11.5}, {0}}));
  EXPECT_EQ(pass.layers[1].dense.bias_gradient(0), 1);
  EXPECT_EQ(pass.layers[0].dense.weight_gradient, (Matrix<double>{{6, 0}, {8, 0}}));
  EXPECT_EQ(pass.layers[0].dense.bias_gradient, (RowVector<double>{{2, 0}}));
  EXPECT_EQ(pass.layers[0].output_gradient, (Matrix<double>{{2, 7}}));
  EXPECT_EQ(pass.layers[0].pre_activation_gradient, (Matrix<double>{{2, 0}}));
  // And the input's: dx = W1 dz1 = (1 * 2, 2 * 2).
  Matrix<double> input_gradient;
  network.input_gradient(pass, input_gradient);
  EXPECT_EQ(input_gradient, (Matrix<double>{{2, 4}}));
  EXPECT_EQ(network.parameter_count(), 9);
}

TEST(Network, RefusesInputOfAnotherWidth) {
  const Network<float> network({.inputs = 3, .layers = {{.units = 2}}});
  Pass<float> pass;
  expect_error([&] { network.forward(Matrix<float>(1, 4), pass); }, ErrorCode::bad_data, {"4", "takes 3"});
}

TEST(Network, RefusesToGoBackWhereItDidNotGoForward) {
  const Network<float> network({.inputs = 3, .layers = {{.units = 2}}});
  Pass<float> pass;
  const Matrix<float> x = Matrix<float>::Zero(4, 3);
  expect_error([&] { network.backward(x, Matrix<float>::Zero(4, 2), pass); }, ErrorCode::bad_data, {"forward"});
  network.forward(x, pass);
  expect_error([&] { network.backward(x, Matrix<float>::Zero(4, 3), pass); }, ErrorCode::bad_data, {"shapes"});
  expect_error([&] { network.backward(Matrix<float>(Matrix<float>::Zero(5, 3)), Matrix<float>::Zero(5, 2), pass); },
               ErrorCode::bad_data, {"shapes"});
  expect_error([&] { network.backward(Matrix<float>(Matrix<float>::Zero(4, 2)), Matrix<float>::Zero(4, 2), pass); },
               ErrorCode::bad_data, {"shapes"});
  // Or where another network did: one that is narrower inside, or has no normalisation there, or fewer layers.
  const auto with = [](std::int64_t units, bool batch_normalization) {
    return Network<float>(
        {.inputs = 3, .layers = {{.units = units, .batch_normalization = batch_normalization}, {.units = 2}}});
  };
  for (const Network<float>& other : {with(5, true), with(6, false), network}) {
    Pass<float> left;
    other.forward(x, left);
    expect_error([&] { with(6, true).backward(x, Matrix<float>::Zero(4, 2), left); }, ErrorCode::bad_data, {"shapes"});
  }
}

TEST(Network, TheSeedDecidesTheWeights) {
  const auto hash_of = [](std::uint64_t seed) {
    return Network<float>({.inputs = 20, .layers = {{.units = 30, .activation = "relu"}, {.units = 5}}, .seed = seed})
        .hash();
  };
  EXPECT_EQ(hash_of(1), hash_of(1));
  EXPECT_NE(hash_of(1), hash_of(2));
}

TEST(Network, RefusesToTrainAStep) {
  const Network<float> network({.inputs = 1, .layers = {{.units = 2, .activation = "step"}, {.units = 1}}});
  Pass<float> pass;
  const Matrix<float> x = Matrix<float>::Ones(1, 1);
  network.forward(x, pass);
  expect_error([&] { network.backward(x, Matrix<float>::Ones(1, 1), pass); }, ErrorCode::bad_setting,
               {"step", "hidden layer 1", "slope", "backpropagation"});
}

TEST(NetworkConfig, NamesADropoutThatIsNotAllowed) {
  const auto with = [](float hidden, float output) {
    return [=] {
      Network<float>({.inputs = 1, .layers = {{.units = 2, .dropout = hidden}, {.units = 1, .dropout = output}}});
    };
  };
  expect_error(with(1.0F, 0), ErrorCode::bad_setting, {"Dropout", "hidden layer 1", "1", "0 up to"});
  expect_error(with(-0.1F, 0), ErrorCode::bad_setting, {"Dropout", "-0.1"});
  expect_error(with(std::nanf(""), 0), ErrorCode::bad_setting, {"Dropout", "nan"});
  expect_error(with(0, 0.5F), ErrorCode::bad_setting, {"output layer", "never dropped"});
}

}  // namespace
}  // namespace inkling::network_test

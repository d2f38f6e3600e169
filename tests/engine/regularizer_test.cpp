/// Regularisation: penalties and their gradients by hand, and the bounds of gradients and weights.
#include <gtest/gtest.h>
#include <inkling/regularizer.h>
#include <inkling/trainer.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "support.h"

namespace inkling::regularizer_test {
namespace {

using testing_support::expect_error;

/// 2-2-1 with weights that are easy to add up, and everything that is no weight far from 0.
Network<float> known_network() {
  Network<float> network({.inputs = 2,
                          .layers = {{.units = 2, .biases = {"constant", 100}, .batch_normalization = true},
                                     {.units = 1, .biases = {"constant", 100}}}});
  network.layers()[0].dense.weight = Matrix<float>{{1, -2}, {0, 2}};
  network.layers()[1].dense.weight = Matrix<float>{{-4}, {3}};
  return network;
}

TEST(Penalty, CountsWeightsAndNothingElse) {
  const Network<float> network = known_network();
  EXPECT_EQ(penalty({}, network), 0);
  EXPECT_EQ(penalty({.l1 = 0.5F}, network), 0.5 * (1 + 2 + 0 + 2 + 4 + 3));
  EXPECT_EQ(penalty({.l2 = 0.5F}, network), 0.25 * (1 + 4 + 0 + 4 + 16 + 9));
  EXPECT_EQ(penalty({.l1 = 0.5F, .l2 = 0.5F}, network), 6 + 8.5);
}

TEST(Penalty, GradientIsAddedToThoseOfTheWeightsAlone) {
  const Network<float> network = known_network();
  Pass<float> pass;
  Random unused(0, Random::Stream::dropout);
  const Matrix<float> x{{1, 2}, {3, 4}};
  network.forward(x, pass, unused);
  network.backward(x, Matrix<float>{{1}, {-2}}, pass);
  const Pass<float> before = pass;
  add_penalty_gradient({.l1 = 0.5F, .l2 = 0.25F}, network, pass);
  // l1 sign(w) + l2 w, and nothing where a weight is 0.
  const Matrix<float> first{{0.75F, -1}, {0, 1}};
  const Matrix<float> second{{-1.5F}, {1.25F}};
  EXPECT_EQ(pass.layers[0].dense.weight_gradient, before.layers[0].dense.weight_gradient + first);
  EXPECT_EQ(pass.layers[1].dense.weight_gradient, before.layers[1].dense.weight_gradient + second);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(pass.layers[i].dense.bias_gradient, before.layers[i].dense.bias_gradient);
  }
  EXPECT_EQ(pass.layers[0].norm.scale_gradient, before.layers[0].norm.scale_gradient);
  EXPECT_EQ(pass.layers[0].norm.shift_gradient, before.layers[0].norm.shift_gradient);
}

TEST(Penalty, MovesWeightsAndIsNotPartOfTheScore) {
  // The data is fitted already, so that only the penalty has a gradient.
  const TableDataset data(Matrix<float>{{0}}, Matrix<float>{{0}});
  Trainer trainer({.inputs = 1, .layers = {{.units = 1, .weights = Initializer("constant", 2)}}}, "mean_squared_error",
                  {.constants = {.learning_rate = 0.5F}, .regularizer = {.l1 = 0.5F, .l2 = 0.25F}, .training_size = 1},
                  data);
  EXPECT_EQ(trainer.step().loss_sum, 0);
  EXPECT_EQ(trainer.network().layers()[0].dense.weight(0), 2 - 0.5F * (0.5F + 0.25F * 2));
  EXPECT_EQ(trainer.network().layers()[0].dense.bias(0), 0);
}

/// Two tensors of gradients, clipped.
std::array<std::vector<float>, 2> clipped(const RegularizerConfig& config,
                                          std::array<std::vector<float>, 2> gradients) {
  const std::array<std::span<float>, 2> spans{gradients[0], gradients[1]};
  clip(config, spans);
  return gradients;
}

using Gradients = std::array<std::vector<float>, 2>;

TEST(Clip, ByValueBoundsEachGradientOnBothSides) {
  EXPECT_EQ(clipped({.clip_value = 2}, {{{-5, -2, -1, 0}, {1, 2, 2.5F}}}), (Gradients{{{-2, -2, -1, 0}, {1, 2, 2}}}));
}

TEST(Clip, ByNormScalesAllGradientsTogether) {
  // The norm of (2, 4, 4) is 6, so that a bound of 3 halves all three, in whichever tensor they are.
  EXPECT_EQ(clipped({.clip_norm = 3}, {{{2, -4}, {4}}}), (Gradients{{{1, -2}, {2}}}));
}

TEST(Clip, ByNormHoldsForGradientsWhoseSquaresAreNoFloats) {
  EXPECT_EQ(clipped({.clip_norm = 5}, {{{6e19F}, {-8e19F}}}), (Gradients{{{3}, {-4}}}));
  // The factor is 1.2e-43, of which a float would keep two digits.
  const auto [large, negative] = clipped({.clip_norm = 5e-5F}, {{{3e38F}, {-3e38F}}});
  EXPECT_FLOAT_EQ(large[0], 5e-5F / std::sqrt(2.0F));
  EXPECT_FLOAT_EQ(negative[0], -large[0]);
  const auto [small, other] = clipped({.clip_norm = 5e-31F}, {{{3e-30F}, {4e-30F}}});
  EXPECT_FLOAT_EQ(small[0], 3e-31F);
  EXPECT_FLOAT_EQ(other[0], 4e-31F);
}

TEST(Clip, LeavesWhatIsWithinBounds) {
  const Gradients small{{{0.1F, -0.7F}, {0.3F}}};
  EXPECT_EQ(clipped({}, small), small);
  EXPECT_EQ(clipped({.clip_norm = 1, .clip_value = 0.7F}, small), small);
  EXPECT_EQ(clipped({.clip_norm = 1}, {{{0, 0}, {0}}}), (Gradients{{{0, 0}, {0}}}));
}

TEST(Clip, BoundsValuesBeforeTheNorm) {
  // (30, 4) becomes (4, 4) first; scaled first, it would become (5, 2/3) and then (4, 2/3).
  const auto [first, second] = clipped({.clip_norm = 5, .clip_value = 4}, {{{30}, {4}}});
  EXPECT_FLOAT_EQ(first[0], 5 / std::sqrt(2.0F));
  EXPECT_FLOAT_EQ(second[0], 5 / std::sqrt(2.0F));
}

TEST(Clip, BoundsTheStepOfATrainer) {
  // y = 3 x at x = 1000 and target 0: the gradient of w is 6e6. Only its direction (1000, 1) is left.
  const TableDataset data(Matrix<float>{{1000}}, Matrix<float>{{0}});
  Trainer trainer({.inputs = 1, .layers = {{.units = 1, .weights = Initializer("constant", 3)}}}, "mean_squared_error",
                  {.constants = {.learning_rate = 1}, .regularizer = {.clip_norm = 0.5F}, .training_size = 1}, data);
  trainer.step();
  const float norm = std::sqrt(1000.0F * 1000 + 1);
  EXPECT_FLOAT_EQ(trainer.network().layers()[0].dense.weight(0), 3 - 0.5F * 1000 / norm);
  EXPECT_FLOAT_EQ(trainer.network().layers()[0].dense.bias(0), -0.5F / norm);
}

TEST(MaxNorm, BoundsEachUnitsIncomingWeightsByThemselves) {
  Network<float> network = known_network();
  const Network<float> before = network;
  // Incoming norms: 1 and sqrt(8) in the first layer, 5 in the second.
  constrain({.max_norm = 2}, network);
  const Matrix<float>& first = network.layers()[0].dense.weight;
  EXPECT_EQ(first.col(0), before.layers()[0].dense.weight.col(0));
  EXPECT_FLOAT_EQ(first(0, 1), -std::sqrt(2.0F));
  EXPECT_FLOAT_EQ(first(1, 1), std::sqrt(2.0F));
  EXPECT_FLOAT_EQ(network.layers()[1].dense.weight(0), -1.6F);
  EXPECT_FLOAT_EQ(network.layers()[1].dense.weight(1), 1.2F);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(network.layers()[i].dense.bias, before.layers()[i].dense.bias);

  Network<float> free = before;
  constrain({}, free);
  EXPECT_EQ(free.hash(), before.hash());
}

TEST(MaxNorm, HoldsForWeightsWhoseSquaresAreNoFloats) {
  const auto bounded = [](const Matrix<float>& weight, float bound) {
    Network<float> network({.inputs = weight.rows(), .layers = {{.units = weight.cols()}}});
    network.layers()[0].dense.weight = weight;
    constrain({.max_norm = bound}, network);
    return network.layers()[0].dense.weight;
  };
  EXPECT_EQ(bounded(Matrix<float>{{6e19F}, {8e19F}}, 5), (Matrix<float>{{3}, {4}}));
  const Matrix<float> large = bounded(Matrix<float>{{3e38F}, {-3e38F}}, 1e-30F);
  EXPECT_FLOAT_EQ(large(0), 1e-30F / std::sqrt(2.0F));
  EXPECT_FLOAT_EQ(large(1), -large(0));
  const Matrix<float> small = bounded(Matrix<float>{{3e-30F}, {4e-30F}}, 5e-31F);
  EXPECT_FLOAT_EQ(small(0), 3e-31F);
  EXPECT_FLOAT_EQ(small(1), 4e-31F);
  // Of many weights alike, each keeps its share of the bound.
  const Matrix<float> many = bounded(Matrix<float>::Constant(1'000'000, 1, 0.1F), 1);
  EXPECT_FLOAT_EQ(many(0), 1e-3F);
}

TEST(MaxNorm, HoldsAfterEveryStepOfATrainer) {
  Random random(1, Random::Stream::data);
  const TableDataset data(testing_support::random_matrix<float>(20, 5, random, -3, 3),
                          testing_support::random_matrix<float>(20, 2, random, -9, 9));
  Trainer trainer({.inputs = 5, .layers = {{.units = 7, .activation = "tanh"}, {.units = 2}}}, "mean_squared_error",
                  {.constants = {.learning_rate = 0.5F}, .regularizer = {.max_norm = 0.75F}, .training_size = 20},
                  data);
  for (int step = 0; step < 20; ++step) {
    trainer.step();
    for (const Layer<float>& layer : trainer.network().layers()) {
      // The squares, their root and the scaling round a few times.
      EXPECT_LE(layer.dense.weight.colwise().norm().maxCoeff(), 0.75F * (1 + 10 * 0x1p-24F));
    }
  }
}

TEST(Regularizer, NamesConstantsThatAreNotAllowed) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  for (const float value : {-1.0F, infinity, std::nanf("")}) {
    expect_error([&] { RegularizerConfig{.l1 = value}.validate(); }, ErrorCode::bad_setting, {"L1", "at least 0"});
    expect_error([&] { RegularizerConfig{.l2 = value}.validate(); }, ErrorCode::bad_setting, {"L2", "at least 0"});
    expect_error([&] { RegularizerConfig{.max_norm = value}.validate(); }, ErrorCode::bad_setting,
                 {"Largest norm of weights", "at least 0"});
    expect_error([&] { RegularizerConfig{.clip_norm = value}.validate(); }, ErrorCode::bad_setting,
                 {"Largest norm of gradients", "at least 0"});
    expect_error([&] { RegularizerConfig{.clip_value = value}.validate(); }, ErrorCode::bad_setting,
                 {"Largest gradient", "at least 0"});
  }
}

}  // namespace
}  // namespace inkling::regularizer_test

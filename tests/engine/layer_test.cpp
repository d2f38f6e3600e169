/// A layer as a whole: dropout in training, and none of it in evaluation.
#include <gtest/gtest.h>
#include <inkling/layer.h>
#include <inkling/trainer.h>

#include <cmath>

#include "support.h"

namespace inkling::layer_test {
namespace {

constexpr Index batch = 200;
constexpr Index units = 500;
constexpr double count = batch * units;

/// Every activation is 1, whatever the input.
Layer<float> ones_with(float dropout) {
  Random random(1, Random::Stream::weights);
  return {1, {.units = units, .weights = "zeros", .biases = {"constant", 1}, .dropout = dropout}, random};
}

const Matrix<float> x = Matrix<float>::Zero(batch, 1);

TEST(Dropout, DropsItsShareAndKeepsTheExpectedValue) {
  for (const float share : {0.1F, 0.5F, 0.8F}) {
    const Layer<float> layer = ones_with(share);
    LayerPass<float> pass;
    Random random(2, Random::Stream::dropout);
    layer.forward(x, pass, random);
    const auto kept = static_cast<double>((pass.dropped.array() != 0).count());
    // A binomial number of zeros: standard deviation sqrt(share (1 - share) / count) of their share.
    EXPECT_NEAR(1 - kept / count, share, 5 * std::sqrt(share * (1 - share) / count));
    // What is kept is scaled up by 1 / (1 - share), and so are the deviations.
    EXPECT_NEAR(pass.dropped.cast<double>().mean(), 1, 5 * std::sqrt(share / (1 - share) / count));
    for (const float value : values(pass.dropped)) {
      EXPECT_TRUE(value == 0 || value == 1 / (1 - share)) << value;
    }
    EXPECT_EQ(pass.activation, Matrix<float>::Ones(batch, units));
    EXPECT_EQ(pass.output(), pass.dropped);
  }
}

TEST(Dropout, DrawsAnotherMaskForEveryRunAndTheSameFromTheSameSeed) {
  const Layer<float> layer = ones_with(0.5F);
  const auto masks = [&] {
    Random random(3, Random::Stream::dropout);
    LayerPass<float> pass;
    layer.forward(x, pass, random);
    const Matrix<float> first = pass.dropout_factor;
    layer.forward(x, pass, random);
    return std::pair(first, pass.dropout_factor);
  };
  const auto [first, second] = masks();
  // Two independent masks differ in half of their places.
  const auto different = static_cast<double>((first.array() != second.array()).count());
  EXPECT_NEAR(different / count, 0.5, 5 * std::sqrt(0.25 / count));
  EXPECT_EQ(masks(), std::pair(first, second));
}

TEST(Dropout, OfUnitsIsIndependent) {
  // Were whole rows or columns dropped, the share of zeros would be right all the same.
  const Layer<float> layer = ones_with(0.5F);
  LayerPass<float> pass;
  Random random(4, Random::Stream::dropout);
  layer.forward(x, pass, random);
  const auto kept = (pass.dropped.array() != 0).cast<double>();
  EXPECT_LE((kept.rowwise().mean() - 0.5).abs().maxCoeff(), 5 * std::sqrt(0.25 / units));
  EXPECT_LE((kept.colwise().mean() - 0.5).abs().maxCoeff(), 5 * std::sqrt(0.25 / batch));
}

TEST(Dropout, IsOffInEvaluation) {
  const Layer<float> layer = ones_with(0.5F);
  LayerPass<float> pass;
  layer.forward(x, pass);
  EXPECT_EQ(pass.output(), Matrix<float>::Ones(batch, units));
  // Also in a pass that a training run has used before.
  Random random(5, Random::Stream::dropout);
  layer.forward(x, pass, random);
  layer.forward(x, pass);
  EXPECT_EQ(pass.output(), Matrix<float>::Ones(batch, units));
}

TEST(Dropout, LeavesNothingBehindForALayerWithout) {
  LayerPass<float> pass;
  Random random(6, Random::Stream::dropout);
  ones_with(0.5F).forward(x, pass, random);
  pass.output_gradient = pass.dropped;
  ones_with(0.5F).backward(pass);
  ones_with(0).forward(x, pass, random);
  EXPECT_EQ(pass.output(), Matrix<float>::Ones(batch, units));
  EXPECT_EQ(pass.dropout_factor.size(), 0);
  ones_with(0).backward(pass);
  EXPECT_EQ(pass.activation_gradient.size(), 0);

  ones_with(0.5F).forward(x, pass, random);
  ones_with(0.5F).forward(x, pass);
  EXPECT_EQ(pass.dropout_factor.size(), 0);
}

TEST(Dropout, LetsNoGradientThroughWhatIsDropped) {
  const Layer<float> layer = ones_with(0.25F);
  LayerPass<float> pass;
  Random random(7, Random::Stream::dropout);
  layer.forward(x, pass, random);
  pass.output_gradient = Matrix<float>::Constant(batch, units, 3);
  layer.backward(pass);
  EXPECT_EQ(pass.activation_gradient, 3 * pass.dropout_factor);
  EXPECT_EQ(pass.pre_activation_gradient, pass.activation_gradient);  // through the identity
}

TEST(Dropout, OfATrainerIsDrawnAnewAtEveryStepAndLeavesScoresAlone) {
  const ImageDataset digits = testing_support::made_up_digits(100, 1);
  Trainer trainer({.inputs = 784, .layers = {{.units = 64, .activation = "relu", .dropout = 0.5F}, {.units = 10}}},
                  "cross_entropy", {.batch_size = 100, .training_size = 100}, digits);
  const auto mask = [&] { return trainer.last_batch().pass.layers[0].dropout_factor; };
  trainer.step();
  const Matrix<float> first = mask();
  trainer.step();
  EXPECT_NE(mask(), first);
  const double score = trainer.evaluate(digits, 0, 100).loss_sum;
  EXPECT_EQ(trainer.evaluate(digits, 0, 100).loss_sum, score);
}

}  // namespace
}  // namespace inkling::layer_test

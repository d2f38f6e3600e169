/// Nothing hidden: after a step, every value of it is there, and all of them can be computed again from one another.
#include <gtest/gtest.h>
#include <inkling/trainer.h>

#include <cmath>

#include "support.h"

namespace inkling::step_test {
namespace {

using testing_support::random_matrix;

/// Values of order 1, sums of at most a dozen of them, in float32.
constexpr float tolerance = 2e-6F;

template <typename Left, typename Right>
void expect_close(const char* what, const Eigen::MatrixBase<Left>& left, const Eigen::MatrixBase<Right>& right) {
  ASSERT_EQ(left.rows(), right.rows()) << what;
  ASSERT_EQ(left.cols(), right.cols()) << what;
  EXPECT_LE((left - right).cwiseAbs().maxCoeff(), tolerance) << what;
}

class Step : public testing::Test {
 protected:
  static constexpr Index batch = 6;
  static constexpr float rate = 0.25F;

  Step()
      : random_(1, Random::Stream::data),
        data_(random_matrix<float>(batch, 3, random_), Matrix<float>{{1, 0}, {0, 1}, {1, 0}, {0, 1}, {0, 1}, {1, 0}}),
        trainer_(
            {.inputs = 3,
             .layers = {{.units = 4, .activation = "tanh", .batch_normalization = true, .dropout = 0.25F},
                        {.units = 5, .activation = "relu"},
                        {.units = 2}},
             .seed = 3},
            "cross_entropy",
            {.constants = {.learning_rate = rate}, .label_smoothing = 0.2F, .batch_size = batch, .training_size = 6},
            data_) {
    trainer_.step();
    score_ = trainer_.step(Keep::everything);  // the second, whose weights are no longer the initial ones
  }

  const Batch& step() const { return trainer_.last_batch(); }
  const LayerPass<float>& pass(std::size_t layer) const { return step().pass.layers[layer]; }
  const Layer<float>& before(std::size_t layer) const { return trainer_.network_before().layers()[layer]; }
  const Layer<float>& after(std::size_t layer) const { return trainer_.network().layers()[layer]; }

  Random random_;
  TableDataset data_;
  Trainer trainer_;
  Score score_;
};

TEST_F(Step, ForwardValuesFollowFromTheInputs) {
  ASSERT_EQ(step().inputs.rows(), batch);
  expect_close("affine of 1", pass(0).affine,
               (step().inputs * before(0).dense.weight).rowwise() + before(0).dense.bias);
  const RowVector<float> mean = pass(0).affine.colwise().mean();
  const RowVector<float> variance = (pass(0).affine.rowwise() - mean).colwise().squaredNorm() / batch;
  expect_close("mean", pass(0).norm.mean, mean);
  expect_close("variance", pass(0).norm.variance, variance);
  const RowVector<float> deviation = (variance.array() + 1e-5F).sqrt();
  const Matrix<float> normalized = (pass(0).affine.rowwise() - mean).array().rowwise() / deviation.array();
  // Divided by a deviation that may be a tenth.
  EXPECT_LE((pass(0).norm.normalized - normalized).cwiseAbs().maxCoeff(), 10 * tolerance);
  expect_close("z of 1", pass(0).pre_activation,
               ((pass(0).norm.normalized.array().rowwise() * before(0).norm->scale.array()).rowwise() +
                before(0).norm->shift.array())
                   .matrix());
  expect_close("a of 1", pass(0).activation, pass(0).pre_activation.array().tanh().matrix());
  EXPECT_EQ(pass(0).dropped, pass(0).activation.cwiseProduct(pass(0).dropout_factor));
  expect_close("z of 2", pass(1).pre_activation,
               (pass(0).dropped * before(1).dense.weight).rowwise() + before(1).dense.bias);
  EXPECT_EQ(pass(1).activation, pass(1).pre_activation.cwiseMax(0));
  expect_close("logits", step().pass.outputs(),
               (pass(1).activation * before(2).dense.weight).rowwise() + before(2).dense.bias);
}

TEST_F(Step, LossOfEachExampleFollowsFromOutputsAndSmoothedTargets) {
  const Matrix<float> exponentials = step().pass.outputs().array().exp();
  const RowVector<float> sums = exponentials.rowwise().sum().transpose();
  double sum = 0;
  for (Index i = 0; i < batch; ++i) {
    // A share of 0.2 is spread over both classes: 0.9 and 0.1 instead of 1 and 0.
    EXPECT_NEAR(step().targets.row(i).maxCoeff(), 0.9, 1e-6);
    EXPECT_NEAR(step().targets.row(i).minCoeff(), 0.1, 1e-6);
    const Matrix<float> probabilities = exponentials.row(i) / sums[i];
    EXPECT_NEAR(step().losses[i], -(step().targets.row(i).array() * probabilities.array().log()).sum(), tolerance);
    expect_close("output gradient", step().output_gradient.row(i), (probabilities - step().targets.row(i)) / batch);
    sum += step().losses[i];
  }
  EXPECT_EQ(score_.loss_sum, sum);
  EXPECT_EQ(score_.examples, 6U);
}

TEST_F(Step, GradientsFollowFromOneAnotherBackwards) {
  EXPECT_EQ(pass(2).output_gradient, step().output_gradient);
  EXPECT_EQ(pass(2).pre_activation_gradient, step().output_gradient);
  expect_close("W of 3", pass(2).dense.weight_gradient, pass(1).activation.transpose() * step().output_gradient);
  expect_close("b of 3", pass(2).dense.bias_gradient, step().output_gradient.colwise().sum());
  expect_close("a of 2", pass(1).output_gradient, step().output_gradient * before(2).dense.weight.transpose());
  const Matrix<float> slope = (pass(1).pre_activation.array() > 0).cast<float>();
  EXPECT_EQ(pass(1).pre_activation_gradient, pass(1).output_gradient.cwiseProduct(slope));
  expect_close("W of 2", pass(1).dense.weight_gradient, pass(0).dropped.transpose() * pass(1).pre_activation_gradient);
  expect_close("b of 2", pass(1).dense.bias_gradient, pass(1).pre_activation_gradient.colwise().sum());
  expect_close("output of 1", pass(0).output_gradient,
               pass(1).pre_activation_gradient * before(1).dense.weight.transpose());
  EXPECT_EQ(pass(0).activation_gradient, pass(0).output_gradient.cwiseProduct(pass(0).dropout_factor));
  expect_close("z of 1", pass(0).pre_activation_gradient,
               pass(0).activation_gradient.cwiseProduct((1 - pass(0).activation.array().square()).matrix()));
  expect_close("shift", pass(0).norm.shift_gradient, pass(0).pre_activation_gradient.colwise().sum());
  expect_close("scale", pass(0).norm.scale_gradient,
               pass(0).pre_activation_gradient.cwiseProduct(pass(0).norm.normalized).colwise().sum());
  expect_close("W of 1", pass(0).dense.weight_gradient, step().inputs.transpose() * pass(0).affine_gradient);
  // Whatever is added to every example alike is taken away again by the normalisation.
  expect_close("b of 1", pass(0).dense.bias_gradient, RowVector<float>::Zero(4));
}

TEST_F(Step, WhatTheOptimizerDidIsTheDifferenceOfTwoNetworks) {
  for (std::size_t i = 0; i < 3; ++i) {
    expect_close("W", after(i).dense.weight - before(i).dense.weight, -rate * pass(i).dense.weight_gradient);
    expect_close("b", after(i).dense.bias - before(i).dense.bias, -rate * pass(i).dense.bias_gradient);
  }
  expect_close("scale", after(0).norm->scale - before(0).norm->scale, -rate * pass(0).norm.scale_gradient);
  expect_close("shift", after(0).norm->shift - before(0).norm->shift, -rate * pass(0).norm.shift_gradient);
  EXPECT_GT((after(0).dense.weight - before(0).dense.weight).norm(), 100 * tolerance);
}

TEST_F(Step, ValuesStayWhileTheNetworkIsAskedForSomethingElse) {
  const Matrix<float> outputs = step().pass.outputs();
  const Matrix<float> gradient = pass(0).dense.weight_gradient;
  trainer_.evaluate(data_, 0, 6);
  trainer_.predict(Matrix<float>::Ones(2, 3));
  EXPECT_EQ(step().pass.outputs(), outputs);
  EXPECT_EQ(pass(0).dense.weight_gradient, gradient);
}

}  // namespace
}  // namespace inkling::step_test

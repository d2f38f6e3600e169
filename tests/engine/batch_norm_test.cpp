/// Batch normalisation: what training makes of a batch, what it remembers of it, and what evaluation makes of that.
#include <gtest/gtest.h>
#include <inkling/trainer.h>

#include <cmath>
#include <utility>

#include "support.h"

namespace inkling::batch_norm_test {
namespace {

using testing_support::random_matrix;

/// Keeps variances from 0, as in the paper.
constexpr double epsilon = 1e-5;

TEST(BatchNorm, TrainingNormalisesEachUnitOverTheBatch) {
  Random random(1, Random::Stream::data);
  Matrix<double> z = random_matrix<double>(50, 3, random);
  z.col(1) = z.col(1).array() * 100 + 1000;
  const BatchNorm<double> norm(3);
  BatchNormPass<double> pass;
  Matrix<double> u;
  norm.forward_training(z, pass, u);
  for (Index unit = 0; unit < 3; ++unit) {
    const double mean = z.col(unit).mean();
    const double variance = (z.col(unit).array() - mean).square().mean();
    EXPECT_NEAR(pass.mean[unit], mean, 1e-12);
    EXPECT_NEAR(pass.variance[unit], variance, variance * 1e-12);
    EXPECT_NEAR(u.col(unit).mean(), 0, 1e-12);
    EXPECT_NEAR(u.col(unit).array().square().mean(), variance / (variance + epsilon), 1e-12);
  }
  EXPECT_EQ(u, pass.normalized);
}

TEST(BatchNorm, ScalesAndShiftsWhatItHasNormalised) {
  BatchNorm<double> norm(2);
  norm.scale << 2, -3;
  norm.shift << 10, 20;
  BatchNormPass<double> pass;
  Matrix<double> u;
  norm.forward_training(Matrix<double>{{1, 5}, {3, 5}}, pass, u);
  // The first column is 1 from its mean of 2 on either side; the second has no variance to divide by.
  const double one = 1 / std::sqrt(1 + epsilon);
  EXPECT_NEAR(u(0, 0), 10 - 2 * one, 1e-14);
  EXPECT_NEAR(u(1, 0), 10 + 2 * one, 1e-14);
  EXPECT_EQ(u(0, 1), 20);
  EXPECT_EQ(u(1, 1), 20);
}

TEST(BatchNorm, RemembersATenthOfEachBatch) {
  BatchNorm<double> norm(1);
  BatchNormPass<double> pass;
  Matrix<double> u;
  norm.forward_training(Matrix<double>{{1}, {2}, {6}}, pass, u);
  EXPECT_EQ(norm.running_mean[0], 0) << "a forward run changes nothing";
  EXPECT_EQ(norm.running_variance[0], 1);
  norm.remember(pass, 3);
  // Of mean 3; the squares of -2, -1 and 3 are 14, of which an estimate for all the data takes 1 / (3 - 1).
  EXPECT_DOUBLE_EQ(norm.running_mean[0], 0.3);
  EXPECT_DOUBLE_EQ(norm.running_variance[0], 0.9 + 0.1 * 7);
  norm.remember(pass, 3);
  EXPECT_DOUBLE_EQ(norm.running_mean[0], 0.9 * 0.3 + 0.3);
  EXPECT_DOUBLE_EQ(norm.running_variance[0], 0.9 * 1.6 + 0.7);
}

TEST(BatchNorm, EvaluationUsesWhatItRemembersWhateverElseIsInTheBatch) {
  BatchNorm<double> norm(1);
  norm.running_mean << 5;
  norm.running_variance << 4;
  norm.scale << 3;
  norm.shift << 1;
  BatchNormPass<double> pass;
  Matrix<double> u;
  norm.forward(Matrix<double>{{9}, {-1000}, {5}}, pass, u);
  EXPECT_DOUBLE_EQ(u(0), 1 + 3 * (9 - 5) / std::sqrt(4 + epsilon));
  EXPECT_DOUBLE_EQ(u(2), 1);
  const double together = u(0);
  norm.forward(Matrix<double>{{9}}, pass, u);
  EXPECT_EQ(u(0), together);
}

TEST(BatchNorm, ABatchOfOneIsItsOwnMean) {
  BatchNorm<float> norm(2);
  norm.shift << 1, -1;
  BatchNormPass<float> pass;
  Matrix<float> u;
  norm.forward_training(Matrix<float>{{123, -4}}, pass, u);
  EXPECT_EQ(u, (Matrix<float>{{1, -1}}));
  // One value says nothing of the variance of all: remembered as 0, time after time, it would have evaluation divide by
  // nothing.
  norm.remember(pass, 1);
  EXPECT_EQ(norm.running_mean, (RowVector<float>{{0, 0}}));
  EXPECT_EQ(norm.running_variance, (RowVector<float>{{1, 1}}));
  Matrix<float> gradient;
  norm.backward(Matrix<float>{{1, 2}}, pass, gradient);
  EXPECT_EQ(gradient, (Matrix<float>{{0, 0}})) << "whatever its value, the output is the shift";
  EXPECT_EQ(pass.shift_gradient, (RowVector<float>{{1, 2}}));
  EXPECT_EQ(pass.scale_gradient, (RowVector<float>{{0, 0}}));
}

TEST(BatchNorm, OfATrainerRemembersStepsAndNoEvaluations) {
  Random random(2, Random::Stream::data);
  const Matrix<float> inputs = random_matrix<float>(40, 3, random, 0, 5);
  const TableDataset data(inputs, random_matrix<float>(40, 2, random));
  Trainer trainer(
      {.inputs = 3, .layers = {{.units = 4, .activation = "tanh", .batch_normalization = true}, {.units = 2}}},
      "mean_squared_error", {.batch_size = 8, .training_size = 40}, data);
  const auto norm = [&] { return *trainer.network().layers()[0].norm; };
  for (int step = 0; step < 3; ++step) {
    const BatchNorm<float> before = norm();
    trainer.step();
    const BatchNormPass<float>& pass = trainer.last_batch().pass.layers[0].norm;
    const RowVector<float> mean = 0.9F * before.running_mean + 0.1F * pass.mean;
    const RowVector<float> variance = 0.9F * before.running_variance + 0.1F * 8 / 7 * pass.variance;
    EXPECT_LE((norm().running_mean - mean).cwiseAbs().maxCoeff(), 1e-5F);
    EXPECT_LE((norm().running_variance - variance).cwiseAbs().maxCoeff(), 1e-5F);
  }
  const RowVector<float> mean = norm().running_mean;
  const RowVector<float> variance = norm().running_variance;
  trainer.evaluate(data, 0, 40);
  const Matrix<float> all = trainer.predict(inputs);
  EXPECT_EQ(norm().running_mean, mean);
  EXPECT_EQ(norm().running_variance, variance);
  // An answer does not depend on who else is asked for.
  for (const Index row : {0, 17, 39}) EXPECT_EQ(trainer.predict(inputs.row(row)), all.row(row));
}

TEST(BatchNorm, RunningStatisticsComeToThoseOfTheData) {
  Random random(3, Random::Stream::data);
  const Matrix<float> inputs = random_matrix<float>(1000, 1, random, 2, 6);
  const TableDataset data(inputs, Matrix<float>::Zero(1000, 1));
  // The weight stays 1, because the loss of 0 has no gradient: scale and output weight are 0.
  Network<float> network({.inputs = 1, .layers = {{.units = 1, .batch_normalization = true}, {.units = 1}}});
  network.layers()[0].dense.weight(0) = 1;
  network.layers()[1].dense.weight(0) = 0;
  Trainer trainer({.inputs = 1, .layers = {{.units = 1, .batch_normalization = true}, {.units = 1}}},
                  "mean_squared_error", {.batch_size = 100, .training_size = 1000}, data);
  trainer.restore(network);
  for (int step = 0; step < 200; ++step) trainer.step();
  const BatchNorm<float>& norm = *trainer.network().layers()[0].norm;
  // Uniform between 2 and 6: mean 4, variance 16 / 12. An average of about 20 batches of 100 is off by
  // sqrt(16 / 12 / 2000), and its variance by less; five times that.
  EXPECT_NEAR(norm.running_mean[0], 4, 0.13);
  EXPECT_NEAR(norm.running_variance[0], 16.0 / 12, 0.13);
}

}  // namespace
}  // namespace inkling::batch_norm_test

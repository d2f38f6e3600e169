/// Batch normalisation: what training makes of a batch, what it remembers of it, and what evaluation makes of that.
#include <gtest/gtest.h>
#include <inkling/trainer.h>

#include <cmath>
#include <limits>
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

/// What training makes of a batch of one unit.
template <typename Scalar>
struct Normalized {
  explicit Normalized(const Matrix<Scalar>& z) { norm.forward_training(z, pass, u); }

  BatchNorm<Scalar> norm{1};
  BatchNormPass<Scalar> pass;
  Matrix<Scalar> u;
};

TEST(BatchNorm, EqualValuesAreExactlyTheirMeanHoweverManyAndLarge) {
  for (const Index rows : {1, 2, 3, 4096, 1'000'000}) {
    for (const float value : {1000.1F, -0.1F, 16777217.0F, 3e38F, -1e-45F}) {
      const Normalized<float> of(Matrix<float>::Constant(rows, 1, value));
      EXPECT_EQ(of.pass.mean[0], value) << rows;
      EXPECT_EQ(of.pass.variance[0], 0) << rows;
      EXPECT_TRUE((of.u.array() == 0).all()) << rows << " times " << value;
    }
  }
}

TEST(BatchNorm, ItsMeanLiesBetweenFloats) {
  // Neighbouring floats: their mean is none, and each is 1 from it.
  Matrix<float> z(1000, 1);
  for (Index i = 0; i < z.rows(); ++i) z(i) = i % 2 == 0 ? 16777216.0F : 16777218.0F;
  const Normalized<float> of(z);
  EXPECT_EQ(of.pass.variance[0], 1);
  const auto one = static_cast<float>(1 / std::sqrt(1 + epsilon));
  EXPECT_EQ(of.u(0), -one);
  EXPECT_EQ(of.u(1), one);
}

TEST(BatchNorm, OfManyRowsIsAsGoodAsOfFew) {
  // Around 1000, in 250,000 rows and several units side by side, against the same in double.
  Random random(4, Random::Stream::data);
  const Matrix<float> z = (random_matrix<float>(250'000, 3, random).array() + 1000).matrix();
  const Matrix<float> u_gradient = (random_matrix<float>(250'000, 3, random).array() + 10).matrix();
  BatchNormPass<float> pass;
  BatchNormPass<double> exact;
  Matrix<float> u;
  Matrix<double> exact_u;
  BatchNorm<float>(3).forward_training(z, pass, u);
  BatchNorm<double>(3).forward_training(z.cast<double>(), exact, exact_u);
  EXPECT_LE((u.cast<double>() - exact_u).cwiseAbs().maxCoeff(), 4 * 0x1p-24);
  Matrix<float> z_gradient;
  Matrix<double> exact_gradient;
  BatchNorm<float>(3).backward(u_gradient, pass, z_gradient);
  BatchNorm<double>(3).backward(u_gradient.cast<double>(), exact, exact_gradient);
  // Sums of 250,000 gradients of about 10, each right to a rounding or so; the second cancels to a few hundred, its
  // terms' roundings to a share of those.
  for (Index unit = 0; unit < 3; ++unit) {
    EXPECT_NEAR(pass.shift_gradient[unit], exact.shift_gradient[unit], 2.5e6 * 0x1p-23);
    EXPECT_NEAR(pass.scale_gradient[unit], exact.scale_gradient[unit], 0.1);
  }
  EXPECT_LE((z_gradient.cast<double>() - exact_gradient).cwiseAbs().maxCoeff(), 20 * 0x1p-23);
}

TEST(BatchNorm, SquaresMayBeLargerThanAnyFloat) {
  const Normalized<float> of(Matrix<float>{{1e20F}, {-1e20F}, {3e20F}, {1e20F}});
  // Mean 1e20, and deviations of 0, -2, 2 and 0 of it: their variance is 2.
  EXPECT_EQ(of.pass.mean[0], 1e20F);
  EXPECT_EQ(of.u(0), 0);
  EXPECT_FLOAT_EQ(of.u(1), -std::sqrt(2.0F));
  EXPECT_FLOAT_EQ(of.u(2), std::sqrt(2.0F));
  // Further apart than floats reach.
  const float most = std::numeric_limits<float>::max();
  const Normalized<float> furthest(Matrix<float>{{most}, {-most}, {-most}});
  EXPECT_FLOAT_EQ(furthest.u(0), std::sqrt(2.0F));
  EXPECT_FLOAT_EQ(furthest.u(1), -std::sqrt(0.5F));
  // What is remembered is the largest number, which evaluation can go on from.
  Normalized<float> remembered = furthest;
  for (int time = 0; time < 500; ++time) remembered.norm.remember(furthest.pass, 3);
  EXPECT_EQ(remembered.norm.running_variance[0], most);
  EXPECT_FLOAT_EQ(remembered.norm.running_mean[0], furthest.pass.mean[0]);
  Matrix<float> u;
  remembered.norm.forward(Matrix<float>{{most}}, remembered.pass, u);
  EXPECT_TRUE(std::isfinite(u(0)) && u(0) > 0) << u(0);
}

TEST(BatchNorm, KeepsWhatIsNotANumber) {
  const float none = std::nanf("");
  EXPECT_TRUE(Normalized<float>(Matrix<float>{{1}, {none}}).u.array().isNaN().all()) << "none of a batch has a mean";
  BatchNorm<float> norm(1);
  BatchNormPass<float> pass;
  Matrix<float> u;
  norm.forward(Matrix<float>{{none}, {0}}, pass, u);
  EXPECT_TRUE(std::isnan(u(0)));
  EXPECT_EQ(u(1), 0);
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

TEST(BatchNorm, OfTheSecondLayerAloneRemembersItsOwnBatch) {
  Random random(2, Random::Stream::data);
  const TableDataset data(random_matrix<float>(8, 3, random), random_matrix<float>(8, 2, random));
  Trainer trainer({.inputs = 3,
                   .layers = {{.units = 5, .activation = "tanh"},
                              {.units = 4, .activation = "tanh", .batch_normalization = true},
                              {.units = 2}}},
                  "mean_squared_error", {.batch_size = 8, .training_size = 8}, data);
  trainer.step();
  const BatchNorm<float>& norm = *trainer.network().layers()[1].norm;
  const BatchNormPass<float>& pass = trainer.last_batch().pass.layers[1].norm;
  EXPECT_LE((norm.running_mean - 0.1F * pass.mean).cwiseAbs().maxCoeff(), 1e-6F);
  const RowVector<float> variance = 0.9F + 0.1F * 8 / 7 * pass.variance.array();
  EXPECT_LE((norm.running_variance - variance).cwiseAbs().maxCoeff(), 1e-6F);
  EXPECT_GT(norm.running_mean.cwiseAbs().minCoeff(), 1e-4F) << "or nothing would have been remembered";
}

// A batch of one example is its own mean, so that its output is the shift whatever the weights: nothing learns from it.
TEST(BatchNorm, RefusesBatchesOfOneButForALastOne) {
  Random random(2, Random::Stream::data);
  const TableDataset data(random_matrix<float>(3, 2, random), random_matrix<float>(3, 1, random));
  const NetworkConfig normalized{.inputs = 2, .layers = {{.units = 4, .batch_normalization = true}, {.units = 1}}};
  const auto make = [&](const NetworkConfig& network, const TrainingConfig& training) {
    return Trainer(network, "mean_squared_error", training, data);
  };
  testing_support::expect_error([&] { make(normalized, {.batch_size = 1, .training_size = 3}); },
                                ErrorCode::bad_setting,
                                {"Batch size with batch normalisation", "1 was given", "at least 2"});
  testing_support::expect_error([&] { make(normalized, {.batch_size = 2, .training_size = 1}); },
                                ErrorCode::bad_setting, {"1 was given", "at least 2"});
  make({.inputs = 2, .layers = {{.units = 1}}}, {.batch_size = 1, .training_size = 3}).step();

  Trainer trainer = make(normalized, {.batch_size = 2, .training_size = 3});
  testing_support::expect_error([&] { trainer.configure({.batch_size = 1, .training_size = 3}); },
                                ErrorCode::bad_setting, {"at least 2"});
  EXPECT_EQ(trainer.step().examples, 2U);
  EXPECT_EQ(trainer.step().examples, 1U);
  EXPECT_EQ(trainer.epochs(), 1U);
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

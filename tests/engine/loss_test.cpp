/// Losses: values by hand, gradients by central differences, stability far out.
#include <gtest/gtest.h>
#include <inkling/loss.h>

#include <cmath>

#include "support.h"

namespace inkling::loss_test {
namespace {

template <typename Scalar>
struct Evaluated {
  RowVector<Scalar> losses;
  Matrix<Scalar> gradient;
};

template <typename Scalar>
Evaluated<Scalar> evaluate(Loss loss, const Matrix<Scalar>& outputs, const Matrix<Scalar>& targets) {
  Evaluated<Scalar> result;
  loss->in<Scalar>().evaluate(outputs, targets, result.losses, result.gradient);
  return result;
}

TEST(Loss, CrossEntropyOfEqualLogitsIsTheLogarithmOfTheirNumber) {
  const auto [losses, gradient] =
      evaluate<double>("cross_entropy", Matrix<double>{{2, 2, 2, 2}}, Matrix<double>{{0, 1, 0, 0}});
  EXPECT_DOUBLE_EQ(losses[0], std::log(4.0));
  EXPECT_LE((gradient - Matrix<double>{{0.25, -0.75, 0.25, 0.25}}).cwiseAbs().maxCoeff(), 1e-15);
}

TEST(Loss, MeanSquaredErrorByHand) {
  const auto [losses, gradient] =
      evaluate<double>("mean_squared_error", Matrix<double>{{1, 5}, {0, 0}}, Matrix<double>{{0, 2}, {0, 0}});
  EXPECT_DOUBLE_EQ(losses[0], (1 + 9) / 2.0);
  EXPECT_DOUBLE_EQ(losses[1], 0);
  // Of the mean over 2 examples and 2 outputs: 2 (y - t) / 4.
  EXPECT_EQ(gradient, (Matrix<double>{{0.5, 1.5}, {0, 0}}));
}

TEST(Loss, GradientsAreThoseOfTheMeanLoss) {
  Random random(1, Random::Stream::data);
  constexpr double h = 1e-5;
  for (const std::string_view name : Loss::names()) {
    const Loss loss(name);
    Matrix<double> outputs = testing_support::random_matrix<double>(3, 4, random, -2, 2);
    Matrix<double> targets = testing_support::random_matrix<double>(3, 4, random, 0, 1);  // soft, of any mass
    const Matrix<double> gradient = evaluate<double>(loss, outputs, targets).gradient;
    for (Index i = 0; i < outputs.size(); ++i) {
      double& output = outputs.data()[i];
      const double original = output;
      output = original + h;
      const double above = evaluate<double>(loss, outputs, targets).losses.mean();
      output = original - h;
      const double below = evaluate<double>(loss, outputs, targets).losses.mean();
      output = original;
      EXPECT_NEAR(gradient.data()[i], (above - below) / (2 * h), 1e-9) << name << " " << i;
    }
  }
}

TEST(Loss, CrossEntropyIsStableForLogitsOfTenThousand) {
  const Matrix<float> logits{{1e4F, -1e4F, 0}};
  const auto right = evaluate<float>("cross_entropy", logits, Matrix<float>{{1, 0, 0}});
  EXPECT_EQ(right.losses[0], 0.0F);
  EXPECT_EQ(right.gradient, (Matrix<float>{{0, 0, 0}}));
  const auto wrong = evaluate<float>("cross_entropy", logits, Matrix<float>{{0, 1, 0}});
  EXPECT_EQ(wrong.losses[0], 2e4F);
  EXPECT_EQ(wrong.gradient, (Matrix<float>{{1, -1, 0}}));
  Matrix<float> probabilities;
  Loss("cross_entropy")->in<float>().predict(logits, probabilities);
  EXPECT_EQ(probabilities, (Matrix<float>{{1, 0, 0}}));
}

TEST(Loss, ProbabilitiesSumToOneAndKeepTheOrderOfTheLogits) {
  Matrix<float> probabilities;
  Loss("cross_entropy")->in<float>().predict(Matrix<float>{{-1, 0, 2}, {7, 7, 7}}, probabilities);
  for (Index row = 0; row < 2; ++row) EXPECT_NEAR(probabilities.row(row).sum(), 1, 3 * 0x1p-24);
  EXPECT_LT(probabilities(0, 0), probabilities(0, 1));
  EXPECT_LT(probabilities(0, 1), probabilities(0, 2));
}

TEST(Loss, MeanSquaredErrorPredictsItsOutputs) {
  Matrix<float> predictions;
  Loss("mean_squared_error")->in<float>().predict(Matrix<float>{{-1, 2}}, predictions);
  EXPECT_EQ(predictions, (Matrix<float>{{-1, 2}}));
}

}  // namespace
}  // namespace inkling::loss_test

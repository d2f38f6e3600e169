/// Metrics, by hand.
#include <gtest/gtest.h>
#include <inkling/metrics.h>

#include <cmath>
#include <limits>

#include "support.h"

namespace inkling::metrics_test {
namespace {

using testing_support::expect_error;

TEST(Metrics, CountsRowsWhoseLargestOutputIsTheTarget) {
  const Matrix<float> outputs{{0.1F, 0.7F, 0.2F}, {3, 1, 2}, {-1, -2, -3}, {5, 5, 0}};
  const Matrix<float> targets{{0, 1, 0}, {0, 0, 1}, {1, 0, 0}, {0, 1, 0}};
  // The last row is a tie, and its first output counts.
  EXPECT_EQ(count_correct(outputs, targets), 2U);
  EXPECT_EQ(accuracy(outputs, targets), 0.5);
}

TEST(Metrics, AccuracyOfOneOutputAsksForAThreshold) {
  const Matrix<float> outputs{{0.4F}, {0.6F}, {0.5F}, {-1}};
  const Matrix<float> targets{{1}, {1}, {0}, {0}};
  EXPECT_EQ(accuracy(outputs, targets), 0.75);     // 0.5 itself is not above it
  EXPECT_EQ(accuracy(outputs, targets, 0), 0.75);  // the first is now right, the third wrong
  EXPECT_EQ(confusion_matrix(outputs, targets), (Matrix<std::uint32_t>{{2, 0}, {1, 1}}));
}

TEST(Metrics, CountsTargetsAmongTheLargestOutputs) {
  const Matrix<float> outputs{{0.1F, 0.7F, 0.2F}, {3, 1, 2}, {-1, -2, -3}, {5, 5, 5}};
  const Matrix<float> targets{{0, 0, 1}, {0, 1, 0}, {1, 0, 0}, {0, 0, 1}};
  // The targets rank second, third, first and, the last of three equals, third.
  EXPECT_EQ(count_in_top(outputs, targets, 1), 1U);
  EXPECT_EQ(count_in_top(outputs, targets, 2), 2U);
  EXPECT_EQ(count_in_top(outputs, targets, 3), 4U);
  EXPECT_EQ(count_in_top(outputs, targets, 1), count_correct(outputs, targets));
}

TEST(Metrics, RefusesATopOfMoreThanThereAre) {
  const Matrix<float> row{{0, 1}};
  expect_error([&] { count_in_top(row, row, 0); }, ErrorCode::bad_setting, {"Top", "0 was given", "1 to 2"});
  expect_error([&] { count_in_top(row, row, 3); }, ErrorCode::bad_setting, {"Top", "3 was given", "1 to 2"});
  const Matrix<float> column{{0.9F}, {0.2F}};
  expect_error([&] { count_in_top(column, column, 1); }, ErrorCode::bad_data, {"single output", "accuracy"});
}

/// Six examples of three classes: class 0 is found 2 of 3 times, class 1 once of 2, class 2 never.
const Matrix<float>& some_outputs() {
  static const Matrix<float> outputs{{9, 1, 0}, {8, 1, 0}, {0, 1, 0}, {0, 2, 1}, {3, 2, 1}, {0, 1, 0}};
  return outputs;
}
const Matrix<float>& some_targets() {
  static const Matrix<float> targets{{1, 0, 0}, {1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 1, 0}, {0, 0, 1}};
  return targets;
}

TEST(Metrics, ConfusionMatrixHasARowForEveryClass) {
  EXPECT_EQ(confusion_matrix(some_outputs(), some_targets()), (Matrix<std::uint32_t>{{2, 1, 0}, {1, 1, 0}, {0, 1, 0}}));
}

TEST(Metrics, ScoresEveryClass) {
  const auto scores = class_scores(confusion_matrix(some_outputs(), some_targets()));
  ASSERT_EQ(scores.size(), 3U);
  EXPECT_DOUBLE_EQ(scores[0].precision, 2 / 3.0);
  EXPECT_DOUBLE_EQ(scores[0].recall, 2 / 3.0);
  EXPECT_DOUBLE_EQ(scores[0].f1, 2 / 3.0);
  EXPECT_DOUBLE_EQ(scores[1].precision, 1 / 3.0);
  EXPECT_DOUBLE_EQ(scores[1].recall, 1 / 2.0);
  EXPECT_DOUBLE_EQ(scores[1].f1, 2 * (1 / 3.0) * (1 / 2.0) / (1 / 3.0 + 1 / 2.0));
  // Never predicted: nothing of nothing is 0.
  EXPECT_EQ(scores[2].precision, 0);
  EXPECT_EQ(scores[2].recall, 0);
  EXPECT_EQ(scores[2].f1, 0);
}

TEST(Metrics, AClassThatIsNeitherThereNorPredictedScoresZero) {
  const auto scores = class_scores(Matrix<std::uint32_t>{{4, 0}, {0, 0}});
  EXPECT_EQ(scores[0].f1, 1);
  EXPECT_EQ(scores[1].precision, 0);
  EXPECT_EQ(scores[1].recall, 0);
  EXPECT_EQ(scores[1].f1, 0);
  expect_error([] { class_scores(Matrix<std::uint32_t>::Zero(2, 3)); }, ErrorCode::bad_data, {"square", "[2, 3]"});
}

TEST(Metrics, ErrorsOfRegressionAreThoseOfTheDefinitions) {
  // scikit-learn's example of R²: 0.948608137... = 1 - 1.5 / 29.1875.
  const Matrix<float> outputs{{2.5F}, {0}, {2}, {8}};
  const Matrix<float> targets{{3}, {-0.5F}, {2}, {7}};
  EXPECT_DOUBLE_EQ(mean_absolute_error(outputs, targets), 0.5);
  EXPECT_DOUBLE_EQ(root_mean_squared_error(outputs, targets), std::sqrt(0.375));
  EXPECT_DOUBLE_EQ(r_squared(outputs, targets), 1 - 1.5 / 29.1875);
}

TEST(Metrics, RSquaredOfSeveralColumnsIsTheirMean) {
  const Matrix<float> outputs{{1, 2}, {2, 2}, {3, 2}};
  const Matrix<float> targets{{1, 1}, {2, 2}, {3, 3}};
  EXPECT_DOUBLE_EQ(r_squared(outputs, targets), 0.5);  // perfect, and always the mean
  EXPECT_DOUBLE_EQ(root_mean_squared_error(outputs, targets), std::sqrt(2 / 6.0));
  EXPECT_DOUBLE_EQ(mean_absolute_error(outputs, targets), 2 / 6.0);
  // Worse than always the mean: errors of 2, 0 and 2 against deviations of 1, 0 and 1.
  EXPECT_DOUBLE_EQ(r_squared(Matrix<float>{{3}, {2}, {1}}, Matrix<float>{{1}, {2}, {3}}), -3);
}

TEST(Metrics, RSquaredOfEqualTargetsIsAllOrNothing) {
  // A tenth in binary is such that the mean of several is not exactly one of them.
  const Matrix<float> targets = Matrix<float>::Constant(7, 1, 0.1F);
  EXPECT_EQ(r_squared(targets, targets), 1);
  Matrix<float> outputs = targets;
  outputs(3, 0) += 0.5F;
  EXPECT_EQ(r_squared(outputs, targets), 0);
}

TEST(Metrics, RefuseShapesThatDifferAndNoExamples) {
  const Matrix<float> two{{0, 1}};
  const Matrix<float> three{{0, 1, 0}};
  const Matrix<float> none(0, 2);
  for (const auto metric : {mean_absolute_error, root_mean_squared_error, r_squared}) {
    expect_error([&] { metric(two, three); }, ErrorCode::bad_data, {"[1, 2]", "[1, 3]"});
    expect_error([&] { metric(none, none); }, ErrorCode::bad_data, {"no examples"});
  }
  expect_error([&] { accuracy(two, three); }, ErrorCode::bad_data, {"[1, 2]", "[1, 3]"});
  expect_error([&] { accuracy(none, none); }, ErrorCode::bad_data, {"no examples"});
  expect_error([&] { confusion_matrix(none, none); }, ErrorCode::bad_data, {"no examples"});
  expect_error([&] { count_in_top(two, three, 1); }, ErrorCode::bad_data, {"[1, 2]", "[1, 3]"});
}

TEST(Metrics, WhatIsNotANumberNamesNoClass) {
  const Matrix<float> outputs{{0, std::numeric_limits<float>::quiet_NaN()}};
  const Matrix<float> targets{{0, 1}};
  expect_error([&] { accuracy(outputs, targets); }, ErrorCode::bad_data, {"NaN"});
  expect_error([&] { confusion_matrix(outputs, targets); }, ErrorCode::bad_data, {"NaN"});
  expect_error([&] { count_in_top(outputs, targets, 2); }, ErrorCode::bad_data, {"NaN"});
  EXPECT_TRUE(std::isnan(mean_absolute_error(outputs, targets)));
  EXPECT_TRUE(std::isnan(root_mean_squared_error(outputs, targets)));
  EXPECT_TRUE(std::isnan(r_squared(outputs, targets)));
}

}  // namespace
}  // namespace inkling::metrics_test

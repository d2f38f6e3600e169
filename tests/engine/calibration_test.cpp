/// Calibration, against what can be worked out by hand.
#include <gtest/gtest.h>
#include <inkling/calibration.h>

#include <cmath>
#include <limits>
#include <vector>

#include "support.h"

namespace inkling::calibration_test {
namespace {

using testing_support::expect_error;

constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

TEST(Calibration, KnowsProbabilities) {
  EXPECT_TRUE(are_probabilities(Matrix<float>{{0.25F, 0.75F}, {0, 1}}));
  EXPECT_TRUE(are_probabilities(Matrix<float>{{0.3334F, 0.3334F, 0.3334F}}));
  EXPECT_FALSE(are_probabilities(Matrix<float>{{0.25F, 0.75F}, {0.5F, 0.502F}}));
  EXPECT_FALSE(are_probabilities(Matrix<float>{{1.25F, -0.25F}}));
  EXPECT_FALSE(are_probabilities(Matrix<float>{{1, not_a_number}}));
  EXPECT_FALSE(are_probabilities(Matrix<float>{{1}}));
}

TEST(Calibration, ATemperatureIsARootOfProbabilities) {
  Matrix<float> p{{0.64F, 0.36F, 0}, {0.5F, 0.25F, 0.25F}};
  const Matrix<float> before = p;
  temper(p, 1);
  EXPECT_EQ(p, before);
  temper(p, 2);
  EXPECT_NEAR(p(0, 0), 0.8 / 1.4, 1e-6);
  EXPECT_NEAR(p(0, 1), 0.6 / 1.4, 1e-6);
  EXPECT_EQ(p(0, 2), 0);
  EXPECT_NEAR(p(1, 0), 1 / (1 + std::sqrt(2)), 1e-6);
  temper(p, 0.5);
  for (Index i = 0; i < p.size(); ++i) EXPECT_NEAR(p.data()[i], before.data()[i], 1e-6);
  temper(p, 0.05);
  EXPECT_NEAR(p(0, 0), 1, 1e-4);
  EXPECT_TRUE(are_probabilities(p));
  expect_error([&] { temper(p, 0); }, ErrorCode::bad_setting, {"Temperature", "0 was given", "0.05 to 20"});
}

using Labels = std::vector<std::uint32_t>;

/// `right` of `all` examples of two classes, all of them read as class 0 with the same confidence.
struct Equal {
  Equal(float confidence, int right, int all) : probabilities(all, 2), labels(static_cast<std::size_t>(all), 1) {
    probabilities.rowwise() = RowVector<float>{{confidence, 1 - confidence}};
    std::fill_n(labels.begin(), right, 0U);
  }
  Matrix<float> probabilities;
  Labels labels;
};

TEST(Calibration, TheTemperatureMakesConfidenceWhatIsRight) {
  // With p : q of one confidence and r : w right and wrong, (p / q)^(1 / T) = r / w.
  for (const auto& [confidence, right] : {std::pair{0.8F, 75}, {0.8F, 90}, {0.99F, 60}, {0.6F, 60}, {0.6F, 99}}) {
    const Equal given(confidence, right, 100);
    const double odds = static_cast<double>(confidence) / (1 - static_cast<double>(confidence));
    const double expected = std::log(odds) / std::log(right / (100.0 - right));
    const double temperature = fit_temperature(given.probabilities, given.labels);
    EXPECT_NEAR(temperature, expected, 3e-6 * expected) << confidence << ", " << right;
    Matrix<float> tempered = given.probabilities;
    temper(tempered, temperature);
    EXPECT_NEAR(tempered(0, 0), right / 100.0, 1e-5);
    EXPECT_NEAR(calibration_error(tempered, given.labels), 0, 1e-5);
  }
}

/// The mean negative log likelihood.
double likelihood(Matrix<float> probabilities, const Labels& labels, double temperature) {
  temper(probabilities, temperature);
  double sum = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    sum -= std::log(static_cast<double>(probabilities(static_cast<Index>(i), static_cast<Index>(labels[i]))));
  }
  return sum / static_cast<double>(labels.size());
}

TEST(Calibration, NoOtherTemperatureFitsBetter) {
  Random random(1, Random::Stream::data);
  Matrix<float> p = testing_support::random_matrix<float>(200, 10, random, 0.001F, 1);
  Labels labels(200);
  for (Index i = 0; i < p.rows(); ++i) {
    p.row(i) /= p.row(i).sum();
    Index largest = 0;
    p.row(i).maxCoeff(&largest);
    labels[static_cast<std::size_t>(i)] =
        random.uniform() < 0.4F ? static_cast<std::uint32_t>(largest) : random.below(10);
  }
  const double best = fit_temperature(p, labels);
  EXPECT_GT(best, 0.1);
  EXPECT_LT(best, 10);
  for (const double factor : {0.5, 0.9, 0.99, 1.01, 1.1, 2.0}) {
    EXPECT_LT(likelihood(p, labels, best), likelihood(p, labels, best * factor)) << factor;
  }
  EXPECT_EQ(best, fit_temperature(p, labels));
}

TEST(Calibration, TheTemperatureHasBounds) {
  const Equal right(0.8F, 10, 10);
  EXPECT_EQ(fit_temperature(right.probabilities, right.labels), 0.05);
  const Equal wrong(0.8F, 0, 10);
  EXPECT_NEAR(fit_temperature(wrong.probabilities, wrong.labels), 20, 1e-5);
  EXPECT_LE(fit_temperature(wrong.probabilities, wrong.labels), 20);
  const Equal even(0.5F, 7, 10);
  EXPECT_EQ(fit_temperature(even.probabilities, even.labels), 1) << "where any is as good";
}

TEST(Calibration, TakesProbabilitiesOfZero) {
  const Equal sure(1, 9, 10);
  const double temperature = fit_temperature(sure.probabilities, sure.labels);
  EXPECT_NEAR(temperature, 20, 1e-5);
  EXPECT_NEAR(calibration_error(sure.probabilities, sure.labels), 0.1, 1e-7);
}

TEST(Calibration, TheErrorIsThatOfFifteenBins) {
  // Bins end at fifteenths, and what is on an end is below it. Of 0.51 and 0.53, one is right; 0.54 stands alone.
  const Matrix<float> p{{0.51F, 0.49F}, {0.53F, 0.47F}, {0.54F, 0.46F}, {0.1F, 0.9F}};
  const double expected = (std::abs(0.51 + 0.53 - 1) + std::abs(0.54 - 1) + std::abs(0.9 - 0)) / 4;
  EXPECT_NEAR(calibration_error(p, Labels{0, 1, 0, 0}), expected, 1e-6);
  const Matrix<float> ends{{0.2F, 0.2F, 0.2F, 0.2F, 0.2F}};
  EXPECT_NEAR(calibration_error(ends, Labels{0}), 0.8, 1e-6);
  EXPECT_EQ(calibration_error(Matrix<float>{{0, 1}}, Labels{1}), 0);
}

TEST(Calibration, RefusesWhatItCannotCalibrate) {
  const Matrix<float> p{{0.5F, 0.5F}};
  for (const auto measure : {fit_temperature, calibration_error}) {
    expect_error([&] { measure(p, Labels{0, 1}); }, ErrorCode::bad_data, {"1 and 2"});
    expect_error([&] { measure(p, Labels{2}); }, ErrorCode::bad_data, {"label is 2", "0 to 1"});
    expect_error([&] { measure(Matrix<float>(0, 2), Labels()); }, ErrorCode::bad_data, {"no examples"});
    expect_error([&] { measure(Matrix<float>{{0.5F, not_a_number}}, Labels{0}); }, ErrorCode::bad_data,
                 {"from 0 to 1"});
    expect_error([&] { measure(Matrix<float>{{1}}, Labels{0}); }, ErrorCode::bad_data, {"from 0 to 1"});
  }
}

}  // namespace
}  // namespace inkling::calibration_test

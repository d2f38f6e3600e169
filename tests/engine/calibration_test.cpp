/// Calibration, against what can be worked out by hand.
#include <gtest/gtest.h>
#include <inkling/calibration.h>

#include <cmath>
#include <limits>

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

}  // namespace
}  // namespace inkling::calibration_test

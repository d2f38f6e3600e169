/// Scaling: what becomes of the training inputs, of others, and of columns that never change.
#include <gtest/gtest.h>
#include <inkling/scaler.h>

#include <cmath>
#include <limits>

#include "support.h"

namespace inkling::scaler_test {
namespace {

using testing_support::expect_error;
using testing_support::random_matrix;

/// Three columns of very different place and size.
Matrix<float> some_inputs() {
  Random random(3, Random::Stream::data);
  Matrix<float> inputs = random_matrix<float>(50, 3, random);
  inputs.col(0) = (inputs.col(0).array() * 1000 + 5000).matrix();
  inputs.col(1) = (inputs.col(1).array() * 1e-3F - 7).matrix();
  return inputs;
}

TEST(Scaler, StandardisesByHand) {
  // Mean 4 and variance (9 + 1 + 1 + 9) / 4 = 5.
  const Scaler scaler("standard", Matrix<float>{{1}, {3}, {5}, {7}});
  EXPECT_EQ(scaler.columns()[0].shift, 4);
  EXPECT_EQ(scaler.columns()[0].divisor, std::sqrt(5.0));
  EXPECT_EQ(scaler.apply(Matrix<float>{{4}, {14}}), (Matrix<float>{{0}, {static_cast<float>(10 / std::sqrt(5.0))}}));
}

TEST(Scaler, MinMaxScalesByHand) {
  const Scaler scaler("min_max", Matrix<float>{{2, -1}, {4, 1}, {6, 0}});
  EXPECT_EQ(scaler.apply(Matrix<float>{{2, -1}, {4, 1}, {6, 0}}), (Matrix<float>{{0, 0}, {0.5F, 1}, {1, 0.5F}}));
  EXPECT_EQ(scaler.apply(Matrix<float>{{0, 3}}), (Matrix<float>{{-0.5F, 2}}));  // beyond the training range
}

TEST(Scaler, StandardTrainingInputsHaveMeanZeroAndDeviationOne) {
  const Matrix<float> inputs = some_inputs();
  const Matrix<double> scaled = Scaler("standard", inputs).apply(inputs).cast<double>();
  // Rounded to float, each of the values, below 4, is off by at most 2^-23.
  constexpr double rounding = 0x1p-23;
  for (Index j = 0; j < scaled.cols(); ++j) {
    EXPECT_NEAR(scaled.col(j).mean(), 0, rounding);
    EXPECT_NEAR(scaled.col(j).squaredNorm() / 50, 1, 2 * rounding);
  }
}

TEST(Scaler, MinMaxTrainingInputsSpanZeroToOneExactly) {
  const Matrix<float> inputs = some_inputs();
  const Matrix<float> scaled = Scaler("min_max", inputs).apply(inputs);
  for (Index j = 0; j < scaled.cols(); ++j) {
    EXPECT_EQ(scaled.col(j).minCoeff(), 0.0F);
    EXPECT_EQ(scaled.col(j).maxCoeff(), 1.0F);
  }
}

TEST(Scaler, LearnsFromTrainingInputsOnly) {
  const Matrix<float> training = some_inputs();
  const Scaler scaler("standard", training);
  const Matrix<float> one = training.row(0);
  EXPECT_EQ(Matrix<float>(scaler.apply(training).row(0)), scaler.apply(one));
}

TEST(Scaler, InvertsToTheDataUpToRounding) {
  const Matrix<float> inputs = some_inputs();
  for (const std::string_view name : Scaling::names()) {
    const Scaler scaler(name, inputs);
    const Matrix<float> back = scaler.invert(scaler.apply(inputs));
    for (Index j = 0; j < inputs.cols(); ++j) {
      // Half a unit in the last place of the scaled value, below 4, in the data's units; and half a one of the data.
      const double tolerance = scaler.columns()[static_cast<std::size_t>(j)].divisor * 0x1p-23 +
                               inputs.col(j).cwiseAbs().maxCoeff() * 0x1p-24;
      EXPECT_LE((back.col(j) - inputs.col(j)).cwiseAbs().maxCoeff(), tolerance) << name << ", column " << j;
    }
  }
}

TEST(Scaler, AConstantColumnBecomesZeroAndDividesByNothing) {
  // The sum of seven tenths is not seven times a tenth: by its rounded deviation the column would seem to vary.
  const Matrix<float> training = Matrix<float>::Constant(7, 1, 0.1F);
  for (const std::string_view name : Scaling::names()) {
    const Scaler scaler(name, training);
    EXPECT_EQ(scaler.apply(training), (Matrix<float>::Zero(7, 1))) << name;
    EXPECT_EQ(scaler.invert(scaler.apply(training)), training) << name;
    EXPECT_EQ(scaler.apply(Matrix<float>{{2.1F}})(0, 0), static_cast<float>(2.1F - static_cast<double>(0.1F))) << name;
  }
}

TEST(Scaler, HoldsTheWholeRangeOfFloat) {
  constexpr float most = std::numeric_limits<float>::max();
  const Matrix<float> inputs{{-most}, {most}};
  EXPECT_EQ(Scaler("standard", inputs).apply(inputs), (Matrix<float>{{-1}, {1}}));
  EXPECT_EQ(Scaler("min_max", inputs).apply(inputs), (Matrix<float>{{0}, {1}}));
  constexpr float least = std::numeric_limits<float>::denorm_min();
  const Matrix<float> tiny{{0}, {least}};
  EXPECT_EQ(Scaler("min_max", tiny).apply(tiny), (Matrix<float>{{0}, {1}}));
  EXPECT_EQ(Scaler("standard", tiny).apply(tiny), (Matrix<float>{{-1}, {1}}));
}

TEST(Scaler, RefusesWhatItCannotLearnFromOrWasNotFittedOn) {
  expect_error([] { Scaler("standard", Matrix<float>(0, 2)); }, ErrorCode::bad_data, {"at least one"});
  expect_error([] { Scaler("min_max", Matrix<float>{{1}, {std::nanf("")}}); }, ErrorCode::bad_data,
               {"not a finite number"});
  expect_error([] { Scaler("robust", Matrix<float>{{1}}); }, ErrorCode::bad_setting,
               {"no scaling called \"robust\"", "standard, min_max"});
  const Scaler scaler("standard", Matrix<float>{{1, 2}});
  expect_error([&] { scaler.apply(Matrix<float>{{1}}); }, ErrorCode::bad_data, {"fitted on 2", "given 1"});
  expect_error([&] { scaler.invert(Matrix<float>{{1, 2, 3}}); }, ErrorCode::bad_data, {"fitted on 2", "given 3"});
}

}  // namespace
}  // namespace inkling::scaler_test

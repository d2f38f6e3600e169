/// Least squares: closed forms, what makes the answer one, and what is refused.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "lessons/least_squares.h"
#include "support.h"

namespace inkling::lessons::lessons_least_squares_test {
namespace {

using testing_support::expect_error;
using testing_support::random_matrix;

RowVector<double> row(const std::vector<double>& numbers) {
  return Eigen::Map<const RowVector<double>>(numbers.data(), static_cast<Index>(numbers.size()));
}

TEST(LeastSquares, IsTheLineThroughThreePoints) {
  // y over x = 1, 2, 3 is 1, 2, 2.5: slope 1.5 / 2, mean 5.5 / 3, and errors of 1/12, -1/6 and 1/12.
  const LeastSquares fit = least_squares(Matrix<double>{{1, 1}, {2, 1}, {3, 1}}, RowVector<double>{{1, 2, 2.5}});
  EXPECT_NEAR(fit.weights[0], 0.75, 1e-14);
  EXPECT_NEAR(fit.weights[1], 1.0 / 3, 1e-14);
  EXPECT_NEAR(fit.loss, 1.0 / 72, 1e-15);
}

TEST(LeastSquares, LeavesErrorsAtRightAnglesToEveryInput) {
  Random random(3, Random::Stream::data);
  const auto x = random_matrix<double>(40, 6, random);
  const Matrix<double> t = random_matrix<double>(1, 40, random);
  const LeastSquares fit = least_squares(x, t);
  const RowVector<double> error = row(fit.weights) * x.transpose() - t;
  // Of 40 products of numbers up to 1 and errors up to a few, in double.
  EXPECT_LT((error * x).cwiseAbs().maxCoeff(), 1e-12);
  EXPECT_NEAR(fit.loss, error.squaredNorm() / 40, 1e-14);
  for (std::size_t j = 0; j < 6; ++j) {
    for (const double step : {-0.01, 0.01}) {
      std::vector<double> beside = fit.weights;
      beside[j] += step;
      EXPECT_GT(mean_squared_error(x, t, row(beside)), fit.loss);
    }
  }
}

TEST(LeastSquares, FindsWeightsThatExplainAllWhereThereAreSome) {
  Random random(4, Random::Stream::data);
  const auto x = random_matrix<double>(5, 5, random);
  const RowVector<double> weights{{1, -2, 3, 0.5, 0}};
  const LeastSquares fit = least_squares(x, weights * x.transpose());
  for (Index j = 0; j < 5; ++j) EXPECT_NEAR(fit.weights[static_cast<std::size_t>(j)], weights[j], 1e-10);
  EXPECT_LT(fit.loss, 1e-20);
}

TEST(LeastSquares, DoesNotMindTheSizeOfInputs) {
  // By powers of two every step is the same but for exponents, and so is what is left.
  const LeastSquares fit = least_squares(Matrix<double>{{1, 1}, {2, 1}, {3, 1}}, RowVector<double>{{1, 2, 2.5}});
  const Matrix<double> inputs{{0x1p-40, 0x1p40}, {0x2p-40, 0x1p40}, {0x3p-40, 0x1p40}};
  const LeastSquares scaled = least_squares(inputs, RowVector<double>{{1, 2, 2.5}});
  EXPECT_EQ(scaled.weights, (std::vector<double>{fit.weights[0] * 0x1p40, fit.weights[1] * 0x1p-40}));
  EXPECT_EQ(scaled.loss, fit.loss);
}

TEST(LeastSquares, TellsInputsApartThatAreNearlyAlike) {
  // The second is apart from the first by d in one of three examples. What is left of it there is off by a few
  // roundings of numbers up to 2, in units of d: 2^-22 of it. The normal equations, which have d², would see nothing.
  constexpr double d = 0x1p-30;
  const LeastSquares fit = least_squares(Matrix<double>{{1, 1}, {1, 1 + d}, {1, 1}}, RowVector<double>{{1, 2, 1}});
  EXPECT_NEAR(fit.weights[1] * d, 1, 8 * 0x1p-52 / d);
  EXPECT_NEAR(fit.weights[0] * d, d - 1, 8 * 0x1p-52 / d);
  expect_error([] { least_squares(Matrix<double>{{1, 1}, {1, 1 + 0x1p-36}, {1, 1}}, RowVector<double>{{1, 2, 1}}); },
               ErrorCode::bad_data, {"Input 2", "multiples"});
}

TEST(LeastSquares, TakesAHundredInputs) {
  const RowVector<double> targets = RowVector<double>::LinSpaced(100, 1, 100);
  const LeastSquares fit = least_squares(Matrix<double>::Identity(100, 100), targets);
  EXPECT_EQ(row(fit.weights), targets);
}

TEST(LeastSquares, SaysWhereManyWeightsWouldDo) {
  const RowVector<double> t{{1, 2, 3}};
  expect_error([&] { least_squares(Matrix<double>{{1, 2}, {2, 4}, {3, 6}}, t); }, ErrorCode::bad_data,
               {"Input 2", "multiples", "many weights"});
  expect_error([&] { least_squares(Matrix<double>{{0.1, 0.7, 0.8}, {0.3, 0.1, 0.4}, {0.9, 0.2, 1.1}}, t); },
               ErrorCode::bad_data, {"Input 3", "multiples"});
  expect_error([&] { least_squares(Matrix<double>{{1, 0}, {2, 0}, {3, 0}}, t); }, ErrorCode::bad_data,
               {"Input 2", "zero"});
  expect_error([] { least_squares(Matrix<double>{{1, 2}}, RowVector<double>{{1}}); }, ErrorCode::bad_data, {"Input 2"});
  // Nearly the same is not the same.
  EXPECT_NO_THROW(least_squares(Matrix<double>{{1, 1}, {1, 1.0001}, {1, 1}}, t));
}

TEST(LeastSquares, NamesNumbersThatAreNone) {
  const double none = std::nan("");
  expect_error([&] { least_squares(Matrix<double>{{none}}, RowVector<double>{{1}}); }, ErrorCode::bad_data,
               {"inputs[0]", "nan", "finite"});
  expect_error([&] { least_squares(Matrix<double>{{1e31}}, RowVector<double>{{1}}); }, ErrorCode::bad_data,
               {"inputs[0]", "1e+31"});
  expect_error([&] { least_squares(Matrix<double>{{1}}, RowVector<double>{{none}}); }, ErrorCode::bad_data,
               {"targets[0]"});
  expect_error([] { least_squares(Matrix<double>{{1}}, RowVector<double>{{1, 2}}); }, ErrorCode::bad_data,
               {"targets", "2", "examples, 1"});
  expect_error([] { least_squares(Matrix<double>(0, 1), RowVector<double>(0)); }, ErrorCode::bad_data, {"no example"});
  expect_error([] { least_squares(Matrix<double>::Ones(1, 101), RowVector<double>{{1}}); }, ErrorCode::bad_data,
               {"101", "1 to 100"});
}

TEST(LossSurface, IsABowlWhoseFootIsTheAnswer) {
  const Matrix<double> x{{1, 1}, {2, 1}, {3, 1}};
  const RowVector<double> t{{1, 2, 2.5}};
  const LeastSquares fit = least_squares(x, t);
  const GridConfig grid{.from = {fit.weights[0] - 1, fit.weights[1] - 2},
                        .to = {fit.weights[0] + 1, fit.weights[1] + 2},
                        .columns = 3,
                        .rows = 5};
  const std::vector<double> losses = loss_surface(x, t, RowVector<double>{{7, 7}}, grid);
  ASSERT_EQ(losses.size(), 15U);
  for (std::size_t r = 0; r < 5; ++r) {
    for (std::size_t c = 0; c < 3; ++c) {
      // loss = least + dᵀ (xᵀ x / n) d with d = (c - 1, r - 2), where xᵀ x is (14, 6; 6, 3).
      const double across = static_cast<double>(c) - 1;
      const double down = static_cast<double>(r) - 2;
      const double expected = fit.loss + (14 * across * across + 12 * across * down + 3 * down * down) / 3;
      EXPECT_NEAR(losses[r * 3 + c], expected, 1e-12);
    }
  }
}

TEST(LossSurface, VariesTheWeightsThatAreAskedFor) {
  const Matrix<double> x{{1, 10, 100}};
  const GridConfig grid{.axes = {2, 0}, .from = {1, 5}, .to = {2, 6}, .columns = 2, .rows = 2};
  // The first weight goes down, the third across, and the second stays 3.
  EXPECT_EQ(loss_surface(x, RowVector<double>{{0}}, RowVector<double>{{9, 3, 9}}, grid),
            (std::vector<double>{135.0 * 135, 235.0 * 235, 136.0 * 136, 236.0 * 236}));
}

TEST(LossSurface, NamesWhatIsNotAllowed) {
  const auto surface = [](const GridConfig& grid) {
    return loss_surface(Matrix<double>{{1, 2}}, RowVector<double>{{1}}, RowVector<double>{{1, 2}}, grid);
  };
  const double none = std::nan("");
  expect_error([&] { surface({.axes = {0, 2}, .from = {0, 0}, .to = {1, 1}}); }, ErrorCode::bad_setting, {"Axes", "2"});
  expect_error([&] { surface({.axes = {0.5, 1}, .from = {0, 0}, .to = {1, 1}}); }, ErrorCode::bad_setting, {"0.5"});
  expect_error([&] { surface({.axes = {1, 1}, .from = {0, 0}, .to = {1, 1}}); }, ErrorCode::bad_setting, {"twice"});
  expect_error([&] { surface({.axes = {none, 1}, .from = {0, 0}, .to = {1, 1}}); }, ErrorCode::bad_data, {"axes[0]"});
  expect_error([&] { surface({.to = {1, 1}}); }, ErrorCode::bad_setting, {"From", "two numbers"});
  expect_error([&] { surface({.from = {0, 0}, .to = {none, 1}}); }, ErrorCode::bad_data, {"to[0]", "nan"});
  expect_error([&] { surface({.from = {0, 0}, .to = {1, 1}, .columns = 1}); }, ErrorCode::bad_setting,
               {"Columns", "1"});
  expect_error([&] { surface({.from = {0, 0}, .to = {1, 1}, .rows = 1001}); }, ErrorCode::bad_setting, {"Rows"});
  expect_error(
      [] { loss_surface(Matrix<double>{{1, 2}}, RowVector<double>{{1}}, RowVector<double>{{1}}, {.from = {0, 0}}); },
      ErrorCode::bad_data, {"weights", "inputs, 2"});
}

}  // namespace
}  // namespace inkling::lessons::lessons_least_squares_test

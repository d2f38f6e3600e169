/// The perceptron: its rule by hand, the promise that it keeps, and what it refuses.
#include <gtest/gtest.h>
#include <inkling/perceptron.h>

#include <cmath>
#include <limits>

#include "support.h"

namespace inkling::perceptron_test {
namespace {

using testing_support::expect_error;

TEST(Perceptron, AnswersOneOnlyAboveZero) {
  const Perceptron untaught(2);
  EXPECT_EQ(untaught.predict(Matrix<float>{{0, 0}, {5, -3}}), (RowVector<float>{{0, 0}}));
}

TEST(Perceptron, LearnsFromItsMistakesAlone) {
  Perceptron perceptron(2, 0.5F);
  const Matrix<float> x{{2, 1}, {-4, 1}, {2, 4}};
  // Example 1: 0 is not above 0, but 1 was wanted: w = 0.5 (2, 1), b = 0.5.
  // Example 2: -4 + 0.5 + 0.5 is below 0, as wanted.
  // Example 3: 2 + 2 + 0.5 is above 0, but 0 was wanted: w -= 0.5 (2, 4), b -= 0.5.
  EXPECT_EQ(perceptron.learn(x, RowVector<float>{{1, 0, 0}}), 2U);
  EXPECT_EQ(perceptron.weight(), (RowVector<float>{{0, -1.5F}}));
  EXPECT_EQ(perceptron.bias(), 0);
  EXPECT_EQ(perceptron.predict(x), (RowVector<float>{{0, 0, 0}}));
}

TEST(Perceptron, MakesNoMoreMistakesThanNovikoffAllows) {
  // A line through the plane, and examples on both sides of it, none nearer than a margin.
  constexpr float margin = 0.1F;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed, Random::Stream::data);
    Matrix<float> x(100, 2);
    RowVector<float> targets(100);
    for (Index i = 0; i < x.rows(); ++i) {
      float side = 0;
      while (std::abs(side) < margin) {
        for (float& coordinate : row_of(x, i)) coordinate = random.uniform(-1, 1);
        side = 0.6F * x(i, 0) - 0.8F * x(i, 1) - 0.2F;
      }
      targets[i] = side > 0 ? 1.0F : 0.0F;
    }
    Perceptron perceptron(2);
    std::size_t mistakes = 0;
    std::size_t last = 1;
    for (int pass = 0; pass < 10000 && last > 0; ++pass) mistakes += last = perceptron.learn(x, targets);
    EXPECT_EQ(last, 0U);
    EXPECT_EQ(perceptron.predict(x), targets);
    // The bias is the weight of an input that is always 1; with it the longest example is sqrt(3) at most, and the
    // line's own normal (0.6, -0.8, -0.2) is sqrt(1.04) long.
    EXPECT_LE(static_cast<double>(mistakes), 3 * 1.04 / (margin * margin));
  }
}

TEST(Perceptron, TheLearningRateScalesWeightsAndChangesNoAnswer) {
  const Matrix<float> x{{1, 2}, {-1, 0.5F}, {0.25F, -3}, {2, 2}};
  const RowVector<float> targets{{1, 0, 0, 1}};
  Perceptron one(2, 1);
  Perceptron eight(2, 8);
  for (int pass = 0; pass < 5; ++pass) EXPECT_EQ(one.learn(x, targets), eight.learn(x, targets));
  EXPECT_EQ(eight.weight(), 8 * one.weight());
  EXPECT_EQ(eight.bias(), 8 * one.bias());
}

TEST(Perceptron, AnswersInTheWholeRangeOfFloat) {
  // The products are beyond all floats, and of either sign.
  Perceptron perceptron(2);
  EXPECT_EQ(perceptron.learn(Matrix<float>{{3e38F, 2e38F}}, RowVector<float>{{1}}), 1U);
  EXPECT_EQ(perceptron.predict(Matrix<float>{{3e38F, -3e38F}, {1e38F, -3e38F}}), (RowVector<float>{{1, 0}}));
}

TEST(Perceptron, StaysAsItWasWhereAWeightWouldBeInfinite) {
  Perceptron perceptron(1, 2);
  perceptron.learn(Matrix<float>{{1}}, RowVector<float>{{1}});
  expect_error([&] { perceptron.learn(Matrix<float>{{-1}, {3e38F}}, RowVector<float>{{1, 0}}); }, ErrorCode::diverged,
               {"example 2", "finite"});
  EXPECT_EQ(perceptron.weight()(0), 2);
  EXPECT_EQ(perceptron.bias(), 2);
}

TEST(Perceptron, NamesWhatIsNotAllowed) {
  expect_error([] { Perceptron(0); }, ErrorCode::bad_setting, {"Inputs", "0", "at least 1"});
  for (const float rate : {0.0F, -1.0F, std::numeric_limits<float>::infinity(), std::nanf("")}) {
    expect_error([&] { Perceptron(1, rate); }, ErrorCode::bad_setting, {"Learning rate", "above 0"});
  }
  Perceptron perceptron(2);
  const Matrix<float> x = Matrix<float>::Ones(2, 2);
  expect_error([&] { perceptron.predict(Matrix<float>::Ones(1, 3)); }, ErrorCode::bad_data, {"3", "takes 2"});
  expect_error([&] { perceptron.learn(Matrix<float>::Ones(1, 1), RowVector<float>{{1}}); }, ErrorCode::bad_data,
               {"1", "takes 2"});
  expect_error([&] { perceptron.learn(x, RowVector<float>{{1}}); }, ErrorCode::bad_data, {"2 and 1"});
  for (const float target : {-1.0F, 0.5F, std::nanf("")}) {
    expect_error([&] { perceptron.learn(x, RowVector<float>{{1, target}}); }, ErrorCode::bad_data,
                 {"target", "0 and 1"});
  }
  for (const float value : {std::numeric_limits<float>::infinity(), std::nanf("")}) {
    const Matrix<float> odd{{1, 2}, {value, 1}};
    expect_error([&] { perceptron.learn(odd, RowVector<float>{{1, 1}}); }, ErrorCode::bad_data, {"not a finite"});
    expect_error([&] { perceptron.predict(odd); }, ErrorCode::bad_data, {"not a finite"});
  }
  EXPECT_EQ(perceptron.weight(), (RowVector<float>{{0, 0}})) << "what was refused has taught it nothing";
}

}  // namespace
}  // namespace inkling::perceptron_test

/// The widest margin, the perceptron shown example by example, and what Novikoff says of both.
#include <gtest/gtest.h>
#include <inkling/generator.h>
#include <inkling/perceptron.h>

#include <cmath>
#include <limits>

#include "lessons/margin.h"
#include "lessons/perceptron_run.h"
#include "support.h"

namespace inkling::lessons::lessons_perceptron_test {
namespace {

using testing_support::expect_error;
using testing_support::random_matrix;

const Matrix<float> corners{{0, 0}, {0, 1}, {1, 0}, {1, 1}};
const RowVector<float> both{{0, 0, 0, 1}};
const RowVector<float> either{{0, 1, 1, 1}};
const RowVector<float> one_of_two{{0, 1, 1, 0}};

double side(const Margin& margin, const Matrix<float>& points, Index i) {
  return margin.weight[0] * points(i, 0) + margin.weight[1] * points(i, 1) + margin.bias;
}

TEST(Margin, OfTwoPointsIsByHand) {
  // (1, 0, 1) and -(-1, 0, 1) = (1, 0, -1): halfway between them is (1, 0, 0).
  const auto margin = widest_margin(Matrix<float>{{1, 0}, {-1, 0}}, RowVector<float>{{1, 0}});
  ASSERT_TRUE(margin);
  EXPECT_NEAR(margin->weight[0], 1, 1e-15);
  EXPECT_NEAR(margin->weight[1], 0, 1e-15);
  EXPECT_NEAR(margin->bias, 0, 1e-15);
  EXPECT_NEAR(margin->margin, 1, 1e-15);
  EXPECT_NEAR(margin->radius, std::sqrt(2.0), 1e-15);
}

TEST(Margin, OfAndIsByHand) {
  // The examples nearest to the plane are (1, 1, 1), -(0, 1, 1) and -(1, 0, 1), all as near: w = c (2, 2, -3), whose
  // product with each is c, and whose length is c sqrt(17).
  const auto margin = widest_margin(corners, both);
  ASSERT_TRUE(margin);
  EXPECT_NEAR(margin->margin, 1 / std::sqrt(17.0), 1e-14);
  EXPECT_NEAR(margin->weight[0], 2 / std::sqrt(17.0), 1e-14);
  EXPECT_NEAR(margin->weight[1], 2 / std::sqrt(17.0), 1e-14);
  EXPECT_NEAR(margin->bias, -3 / std::sqrt(17.0), 1e-14);
  EXPECT_NEAR(margin->radius, std::sqrt(3.0), 1e-15);
}

TEST(Margin, IsAbsentWhereNoLineParts) {
  EXPECT_FALSE(widest_margin(corners, one_of_two));
  EXPECT_FALSE(widest_margin(Matrix<float>{{1, 2}, {1, 2}}, RowVector<float>{{0, 1}})) << "one place, two labels";
  EXPECT_FALSE(widest_margin(Matrix<float>{{-1, 0}, {0, 0}, {1, 0}}, RowVector<float>{{0, 1, 0}})) << "on one line";
  Random random(1, Random::Stream::data);
  const Table rings = circles(200, 0, random);
  EXPECT_FALSE(widest_margin(rings.inputs, rings.targets.col(1).transpose()));
}

TEST(Margin, IsAbsentWhereItIsABillionthOrLess) {
  // (d, 0) and -(-d, 0) with their constant inputs: halfway between them is (d, 0, 0), without any rounding.
  const auto margin_of = [](float d) {
    return widest_margin(Matrix<float>{{d, 0}, {-d, 0}}, RowVector<float>{{1, 0}});
  };
  const auto margin = margin_of(0x1p-29F);
  ASSERT_TRUE(margin);
  EXPECT_EQ(margin->margin, 0x1p-29);
  EXPECT_EQ(margin->weight, (std::array<double, 2>{1, 0}));
  EXPECT_FALSE(margin_of(0x1p-30F));
}

TEST(Margin, OfOneClassIsThere) {
  for (const float label : {0.0F, 1.0F}) {
    const auto margin = widest_margin(corners, RowVector<float>::Constant(4, label));
    ASSERT_TRUE(margin);
    EXPECT_NEAR(margin->bias, label == 1 ? 1 : -1, 1e-14) << "the constant input alone is as near as the origin";
  }
}

/// Points labelled by a line, none of them nearer to it than a hundredth.
struct Parted {
  Matrix<float> points;
  RowVector<float> labels;
};

Parted parted(Index count, Random& random) {
  const auto angle = random_matrix<float>(1, 3, random);
  Parted parted{.points = Matrix<float>(count, 2), .labels = RowVector<float>(count)};
  for (Index i = 0; i < count; ++i) {
    float side = 0;
    while (std::abs(side) < 0.01F) {
      for (float& coordinate : row_of(parted.points, i)) coordinate = random.uniform(-1, 1);
      side = angle(0, 0) * parted.points(i, 0) + angle(0, 1) * parted.points(i, 1) + 0.3F * angle(0, 2);
    }
    parted.labels[i] = side > 0 ? 1.0F : 0.0F;
  }
  return parted;
}

TEST(Margin, PartsAllAndNoOtherPlanePartsWider) {
  Random random(7, Random::Stream::data);
  for (const Index count : {1, 2, 3, 10, 50, 200}) {
    const auto [points, labels] = parted(count, random);
    const auto margin = widest_margin(points, labels);
    ASSERT_TRUE(margin) << count;
    const double length = std::sqrt(margin->weight[0] * margin->weight[0] + margin->weight[1] * margin->weight[1] +
                                    margin->bias * margin->bias);
    EXPECT_NEAR(length, 1, 1e-12);
    double least = std::numeric_limits<double>::infinity();
    for (Index i = 0; i < count; ++i) least = std::min(least, (labels[i] == 1 ? 1 : -1) * side(*margin, points, i));
    EXPECT_NEAR(least, margin->margin, 1e-12);
    // A function of the plane's normal that has no other maximum: so it is enough to look nearby.
    for (int trial = 0; trial < 200; ++trial) {
      const auto aside = random_matrix<double>(1, 3, random, -0.01F, 0.01F);
      Margin other = *margin;
      other.weight = {margin->weight[0] + aside(0, 0), margin->weight[1] + aside(0, 1)};
      other.bias += aside(0, 2);
      const double size =
          std::sqrt(other.weight[0] * other.weight[0] + other.weight[1] * other.weight[1] + other.bias * other.bias);
      double nearest = std::numeric_limits<double>::infinity();
      for (Index i = 0; i < count; ++i) {
        nearest = std::min(nearest, (labels[i] == 1 ? 1 : -1) * side(other, points, i) / size);
      }
      EXPECT_LE(nearest, margin->margin + 1e-12);
    }
  }
}

TEST(Margin, BoundsThePerceptronsMistakes) {
  Random random(11, Random::Stream::data);
  for (int trial = 0; trial < 20; ++trial) {
    const auto [points, labels] = parted(40, random);
    const auto margin = widest_margin(points, labels);
    ASSERT_TRUE(margin);
    const PerceptronRun run = run_perceptron(points, labels, {.epochs = 2500});
    EXPECT_LE(static_cast<double>(run.mistakes), margin->bound());
  }
}

TEST(Margin, BoundIsAWholeNumberOfMistakes) {
  EXPECT_EQ(widest_margin(corners, both)->bound(), 51) << "3 / (1 / 17)";
  EXPECT_EQ(widest_margin(corners, either)->bound(), 27) << "3 / (1 / 9)";
  // One example is as long as the margin is wide: one mistake, and not the 0.999... that rounding may make of it.
  for (const float x : {0.0F, 0.1F, 0.3F, 0.5F, 0.7F, 1.3F}) {
    for (const float label : {0.0F, 1.0F}) {
      const auto margin = widest_margin(Matrix<float>{{x, 0.5F}}, RowVector<float>{{label}});
      ASSERT_TRUE(margin);
      EXPECT_EQ(margin->bound(), 1) << x;
    }
  }
  // (x, 0) is 1 and the origin is 0: w = (2 / x, 0, -1), with 1 + x² for the longest, is (1 + x²) (1 + 4 / x²).
  EXPECT_EQ(widest_margin(Matrix<float>{{0.5F, 0}, {0, 0}}, RowVector<float>{{1, 0}})->bound(), 21)
      << "1.25 * 17 = 21.25";
}

TEST(Margin, NamesWhatIsNotAllowed) {
  expect_error([] { widest_margin(Matrix<float>(0, 2), RowVector<float>(0)); }, ErrorCode::bad_data, {"0", "1 to 200"});
  expect_error([] { widest_margin(Matrix<float>::Ones(201, 2), RowVector<float>::Ones(201)); }, ErrorCode::bad_data,
               {"201", "1 to 200"});
  expect_error([] { widest_margin(Matrix<float>::Ones(1, 3), RowVector<float>::Ones(1)); }, ErrorCode::bad_data,
               {"3 numbers", "x and y"});
  expect_error([] { widest_margin(corners, RowVector<float>{{0, 1}}); }, ErrorCode::bad_data, {"labels", "4"});
  expect_error([] { widest_margin(corners, RowVector<float>{{0, 1, 2, 0}}); }, ErrorCode::bad_data,
               {"labels[2]", "2", "0 or 1"});
  for (const float odd : {std::numeric_limits<float>::infinity(), std::nanf("")}) {
    expect_error([&] { widest_margin(Matrix<float>{{1, odd}}, RowVector<float>{{1}}); }, ErrorCode::bad_data,
                 {"points[1]", "finite"});
  }
}

TEST(PerceptronRun, IsTheEnginesPerceptronExampleByExample) {
  // The first case of the perceptron's own test: example 1 and 3 are mistakes.
  const PerceptronRun run = run_perceptron(Matrix<float>{{2, 1}, {-4, 1}, {2, 4}}, RowVector<float>{{1, 0, 0}},
                                           {.learning_rate = 0.5F, .epochs = 1});
  EXPECT_EQ(run.examples, (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(run.answers, (std::vector<float>{0, 0, 1}));
  EXPECT_EQ(run.targets, (std::vector<float>{1, 0, 0}));
  EXPECT_EQ(run.weights, (std::vector<float>{1, 0.5F, 1, 0.5F, 0, -1.5F}));
  EXPECT_EQ(run.biases, (std::vector<float>{0.5F, 0.5F, 0}));
  EXPECT_EQ(run.mistakes, 2U);
  EXPECT_EQ(run.end, PerceptronRun::End::epochs);
}

TEST(PerceptronRun, EndsWithAnEpochWithoutMistake) {
  for (const RowVector<float>& labels : {both, either}) {
    const PerceptronRun run = run_perceptron(corners, labels, {});
    Perceptron perceptron(2);
    std::size_t mistakes = 0;
    std::int64_t epochs = 0;
    for (std::size_t last = 1; last > 0; ++epochs) mistakes += last = perceptron.learn(corners, labels);
    EXPECT_EQ(run.end, PerceptronRun::End::learned);
    EXPECT_EQ(run.epochs, epochs);
    EXPECT_EQ(run.mistakes, mistakes);
    EXPECT_EQ(run.biases.back(), perceptron.bias());
    EXPECT_EQ(run.examples.size(), static_cast<std::size_t>(4 * epochs));
    EXPECT_FALSE(run.returns_to);
  }
}

TEST(PerceptronRun, CyclesOnExclusiveOr) {
  const PerceptronRun run = run_perceptron(corners, one_of_two, {});
  ASSERT_EQ(run.end, PerceptronRun::End::cycles);
  ASSERT_TRUE(run.returns_to);
  ASSERT_LT(*run.returns_to, run.epochs);
  // What the engine's own comes to by the two epochs is the same.
  const auto after = [](std::int64_t epochs) {
    Perceptron perceptron(2);
    for (std::int64_t i = 0; i < epochs; ++i) perceptron.learn(corners, one_of_two);
    return perceptron;
  };
  EXPECT_EQ(after(run.epochs).weight(), after(*run.returns_to).weight());
  EXPECT_EQ(after(run.epochs).bias(), after(*run.returns_to).bias());
  for (std::int64_t epoch = 0; epoch < run.epochs - 1; ++epoch) {
    for (std::int64_t earlier = 0; earlier < epoch; ++earlier) {
      EXPECT_TRUE(after(epoch).weight() != after(earlier).weight() || after(epoch).bias() != after(earlier).bias())
          << "it had returned before";
    }
  }
}

TEST(PerceptronRun, KnowsItsStartAgain) {
  // The same point is to be 1, which it learns, and 0, which takes all of that back.
  const PerceptronRun run = run_perceptron(Matrix<float>{{1}, {1}}, RowVector<float>{{1, 0}}, {});
  EXPECT_EQ(run.weights, (std::vector<float>{1, 0}));
  EXPECT_EQ(run.end, PerceptronRun::End::cycles);
  EXPECT_EQ(run.returns_to, 0);
  EXPECT_EQ(run.epochs, 1);
}

TEST(PerceptronRun, NamesWhatIsNotAllowed) {
  expect_error([] { run_perceptron(corners, both, {.learning_rate = 0}); }, ErrorCode::bad_setting, {"Learning rate"});
  expect_error([] { run_perceptron(corners, both, {.learning_rate = std::nanf("")}); }, ErrorCode::bad_setting,
               {"Learning rate"});
  expect_error([] { run_perceptron(corners, both, {.epochs = 0}); }, ErrorCode::bad_setting, {"Epochs"});
  expect_error([] { run_perceptron(corners, both, {.epochs = 25'001}); }, ErrorCode::bad_setting,
               {"Epochs", "25001 of 4 examples", "100000"});
  expect_error([] { run_perceptron(corners, RowVector<float>{{1}}, {}); }, ErrorCode::bad_data, {"labels", "4"});
  expect_error([] { run_perceptron(Matrix<float>(0, 2), RowVector<float>(0), {}); }, ErrorCode::bad_data, {"none"});
  expect_error([] { run_perceptron(corners, RowVector<float>{{0, 0, 0, 2}}, {}); }, ErrorCode::bad_data, {"0 and 1"});
  expect_error([] { run_perceptron(Matrix<float>{{std::nanf("")}}, RowVector<float>{{1}}, {}); }, ErrorCode::bad_data,
               {"not a finite"});
}

}  // namespace
}  // namespace inkling::lessons::lessons_perceptron_test

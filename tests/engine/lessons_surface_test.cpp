/// Surfaces: their gradients against central differences; and ways down them against recurrences by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "lessons/descent.h"
#include "support.h"

namespace inkling::lessons::lessons_surface_test {
namespace {

using testing_support::expect_error;

TEST(Surface, GradientsAreThoseOfTheValues) {
  // Of each value 3 h² / 6 of the third derivative is left out, and rounding adds 2^-53 of it over h: both below 1e-8
  // for values, and derivatives, of up to 200.
  constexpr double h = 0x1p-18;
  for (const SurfaceRow& surface : SurfaceRow::table()) {
    for (int i = 0; i <= 20; ++i) {
      for (int j = 0; j <= 20; ++j) {
        const double x = surface.x[0] + (surface.x[1] - surface.x[0]) * i / 20;
        const double y = surface.y[0] + (surface.y[1] - surface.y[0]) * j / 20;
        const Point gradient = surface.gradient(x, y);
        EXPECT_NEAR(gradient[0], (surface.value(x + h, y) - surface.value(x - h, y)) / (2 * h), 1e-8) << surface.name;
        EXPECT_NEAR(gradient[1], (surface.value(x, y + h) - surface.value(x, y - h)) / (2 * h), 1e-8) << surface.name;
      }
    }
  }
}

TEST(Surface, LowestPointsAreWhereTheyShouldBe) {
  const double root = std::sqrt(0.5);
  EXPECT_NEAR(Surface("hill")->value(-root, 0), -root * std::exp(-0.5), 1e-15);
  EXPECT_NEAR(Surface("hill")->gradient(-root, 0)[0], 0, 1e-15);
  EXPECT_NEAR(Surface("saddle")->value(0, std::sqrt(2.0)), -1, 1e-15);
  EXPECT_EQ(Surface("saddle")->gradient(0, 0), (Point{0, 0}));
  EXPECT_EQ(Surface("bowl")->value(3, 4), 12.5);
  EXPECT_EQ(Surface("valley")->value(3, 2), 54.5);
}

TEST(Descent, EveryRuleGoesDownFromTheSurfacesOwnStart) {
  for (const SurfaceRow& surface : SurfaceRow::table()) {
    for (const std::string_view rule : OptimizerRule::names()) {
      const Descent descent =
          descend({.surface = surface.name, .optimizer = rule, .constants = {.learning_rate = 0.01F}});
      EXPECT_EQ(descent.path[0], surface.start[0]);
      EXPECT_EQ(descent.path[1], surface.start[1]);
      EXPECT_EQ(descent.path.size(), 2 * descent.values.size());
      EXPECT_LT(descent.values.back(), descent.values.front()) << surface.name << ", " << rule;
      for (std::size_t i = 0; i < descent.values.size(); ++i) {
        EXPECT_EQ(descent.values[i], surface.value(descent.path[2 * i], descent.path[2 * i + 1]));
      }
    }
  }
}

TEST(Descent, SgdIsItsRecurrence) {
  const Descent descent = descend({.surface = "valley", .constants = {.learning_rate = 0.03F}, .steps = 40});
  float x = -5;
  float y = 1.5F;
  for (std::size_t i = 0; i < 41; ++i) {
    EXPECT_EQ(descent.path[2 * i], x);
    EXPECT_EQ(descent.path[2 * i + 1], y);
    x -= 0.03F * x;
    y -= 0.03F * static_cast<float>(25 * double{y});
  }
  EXPECT_EQ(descent.end, Descent::End::steps);
}

TEST(Descent, MomentumIsItsRecurrence) {
  const Descent descent = descend({.surface = "bowl",
                                   .optimizer = "momentum",
                                   .constants = {.learning_rate = 0.1F, .momentum = 0.5F},
                                   .start = {3, -1},
                                   .steps = 30});
  float x = 3;
  float speed = 0;
  for (std::size_t i = 0; i < 31; ++i) {
    EXPECT_EQ(descent.path[2 * i], x);
    speed = 0.5F * speed + x;
    x -= 0.1F * speed;
  }
}

TEST(Descent, EndsWhereThereIsNothingLeftToDo) {
  // Each step halves both numbers: (2.5, -2) is 3.2 long, and 3.2 / 2^15 is the first below 0.0001.
  const Descent descent = descend({.surface = "bowl", .constants = {.learning_rate = 0.5F}, .steps = 1000});
  EXPECT_EQ(descent.end, Descent::End::arrived);
  EXPECT_EQ(descent.values.size(), 16U);

  const Descent at_rest = descend({.surface = "saddle", .start = {0, 0}});
  EXPECT_EQ(at_rest.end, Descent::End::arrived) << "it cannot know that this is no minimum";
  EXPECT_EQ(at_rest.path, (std::vector<double>{0, 0, 0, 0}));
}

TEST(Descent, GoesOnWhileSlopeOrStepIsLong) {
  // Steps of 2^-14 at the most, where the slope is still 2^-4 or nearly.
  const Descent slow =
      descend({.surface = "bowl", .constants = {.learning_rate = 0x1p-10F}, .start = {0x1p-4F, 0}, .steps = 3});
  EXPECT_EQ(slow.end, Descent::End::steps);
  // One step leads from 1 to where there is no slope; that it stays there, the next one tells.
  const Descent fast = descend({.surface = "bowl", .constants = {.learning_rate = 1}, .start = {1, 0}});
  EXPECT_EQ(fast.end, Descent::End::arrived);
  EXPECT_EQ(fast.path, (std::vector<double>{1, 0, 0, 0, 0, 0}));
}

TEST(Descent, EndsAtTheEdge) {
  // Steps of three times the slope: from 1 to -2, and then to 4, which is beyond 3.
  const Descent descent = descend({.surface = "bowl", .constants = {.learning_rate = 3}, .start = {1, 0}});
  EXPECT_EQ(descent.end, Descent::End::left);
  EXPECT_EQ(descent.path, (std::vector<double>{1, 0, -2, 0, 4, 0}));
}

TEST(Descent, MayGoAlongTheEdge) {
  // Steps of twice the slope lead to the point across, from corner to corner.
  const Descent descent = descend({.surface = "bowl", .constants = {.learning_rate = 2}, .start = {3, -3}, .steps = 2});
  EXPECT_EQ(descent.end, Descent::End::steps);
  EXPECT_EQ(descent.path, (std::vector<double>{3, -3, -3, 3, 3, -3}));
}

TEST(Descent, EndsBeforeWhatIsNoNumber) {
  const Descent descent = descend({.surface = "bowl", .constants = {.learning_rate = 3e38F}, .start = {3, 0}});
  EXPECT_EQ(descent.end, Descent::End::diverged);
  EXPECT_EQ(descent.path, (std::vector<double>{3, 0}));
}

TEST(Descent, NamesWhatIsNotAllowed) {
  const float infinity = std::numeric_limits<float>::infinity();
  expect_error([] { descend({.start = {1}}); }, ErrorCode::bad_setting, {"Start", "list of 1", "x and y"});
  expect_error([] { descend({.start = {4, 0}}); }, ErrorCode::bad_setting, {"Start", "4", "from -3 to 3"});
  for (const float number : {infinity, -infinity, std::nanf("")}) {
    expect_error([&] { descend({.start = {0, number}}); }, ErrorCode::bad_setting, {"Start", "from -3 to 3"});
    expect_error([&] { descend({.constants = {.learning_rate = number}}); }, ErrorCode::bad_setting,
                 {"Learning rate", "above 0"});
  }
  for (const std::int64_t steps : {0, -1, 100'001}) {
    expect_error([&] { descend({.steps = steps}); }, ErrorCode::bad_setting, {"Steps", "from 1 to 100000"});
  }
  expect_error([] { Surface("hills"); }, ErrorCode::bad_setting, {"surface", "hill"});
}

}  // namespace
}  // namespace inkling::lessons::lessons_surface_test

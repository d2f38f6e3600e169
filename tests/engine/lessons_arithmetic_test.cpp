/// Other rules of arithmetic: sums by hand, products rounded once, honest exponentials; and the training that they
/// drift from, which is the engine's own.
#include <gtest/gtest.h>
#include <inkling/generator.h>
#include <inkling/trainer.h>

#include <cmath>
#include <limits>

#include "kernels/elementary.h"
#include "lessons/arithmetic.h"
#include "lessons/drift.h"
#include "support.h"

namespace inkling::lessons::lessons_arithmetic_test {
namespace {

using testing_support::expect_error;

TEST(Order, DecidesWhatIsLost) {
  // Beside 2^24 a 1 is half of the last place, and lost to the even neighbour.
  const std::vector<float> numbers{0x1p24F, 1, 1, 1, 1, 1, 1, 1};
  EXPECT_EQ(sum(numbers, "forward"), 0x1p24F) << "each 1 is lost";
  EXPECT_EQ(sum(numbers, "backward"), 0x1p24F + 8) << "2^24 + 7 lies between 2^24 + 6 and + 8, which is even in halves";
  EXPECT_EQ(sum(numbers, "pairwise"), 0x1p24F + 6) << "2^24 + 1, and 2; and 4";
  EXPECT_EQ(sum(numbers, "lanes_4"), 0x1p24F + 6) << "2^24 + 1 is lost, and then 2, 2 and 2";
  EXPECT_EQ(sum(numbers, "lanes_8"), 0x1p24F) << "every lane has one number";
}

TEST(Order, SumsAreExactWhereTheyCanBe) {
  std::vector<float> numbers;
  float expected = 0;
  for (int count = 0; count < 40; ++count) {
    for (const std::string_view order : Order::names()) EXPECT_EQ(sum(numbers, order), expected) << order << count;
    numbers.push_back(static_cast<float>(count));
    expected += static_cast<float>(count);
  }
}

TEST(MultiplyAdd, RoundsOnce) {
  EXPECT_EQ(multiply_add(1 + 0x1p-12F, 1 + 0x1p-12F, -1), 0x1p-11F + 0x1p-24F) << "2^-24 would be lost";
  // The standard library's own, which is exact but slow where there is no such instruction.
  Random random(1, Random::Stream::data);
  for (int i = 0; i < 200'000; ++i) {
    const auto any = [&] { return kernels::bit_cast<float>(random.next()); };
    float a = any();
    float b = any();
    float c = any();
    if (i % 2 == 0) {  // where c is about as large as the product, and most of it cancels or is at the edge
      a = random.uniform(1, 2);
      b = random.uniform(1, 2);
      c = std::ldexp(random.uniform(-4, 4), static_cast<int>(random.below(60)) - 30);
    }
    const float expected = std::fma(a, b, c);
    const float found = multiply_add(a, b, c);
    if (std::isnan(expected)) {
      EXPECT_TRUE(std::isnan(found));
    } else {
      EXPECT_EQ(kernels::bit_cast<std::uint32_t>(found), kernels::bit_cast<std::uint32_t>(expected)) << a << b << c;
    }
  }
}

TEST(MultiplyAdd, DoesNotRoundTwice) {
  // a b = 2^-24 (1 + 2^-23) (1 - 2^-23) = 2^-24 (1 - 2^-46) is just less than half of the last place of 1 + 2^-23. In
  // double the sum would be halfway, and go from there to the even neighbour, 1 + 2^-22.
  const float a = 0x1.000002p-30F;
  const float b = 0x1.fffffcp5F;
  EXPECT_EQ(multiply_add(a, b, 1 + 0x1p-23F), 1 + 0x1p-23F);
  EXPECT_EQ(static_cast<float>(double{a} * b + (1 + 0x1p-23)), 1 + 0x1p-22F) << "so this is a case of it";
}

TEST(MultiplyAdd, DoesNotRoundTwiceOnEitherSide) {
  // a² = 1 + 2^-11 + 2^-24 is halfway between two floats, and 2^-60 tips it; but in double it is lost beside a².
  const float a = 1 + 0x1p-12F;
  const float low = 1 + 0x1p-11F;
  const float high = low + 0x1p-23F;
  EXPECT_EQ(multiply_add(a, a, 0x1p-60F), high);
  EXPECT_EQ(multiply_add(a, a, -0x1p-60F), low);
  EXPECT_EQ(multiply_add(-a, a, 0x1p-60F), -low);
  EXPECT_EQ(multiply_add(-a, a, -0x1p-60F), -high);
}

TEST(Dot, IsTheSumOfProducts) {
  const std::vector<float> a{1 + 0x1p-12F, 1};
  const std::vector<float> b{1 + 0x1p-12F, -1};
  for (const std::string_view order : Order::names()) {
    EXPECT_EQ(dot(a, b, order, false), 0x1p-11F) << order;
  }
  EXPECT_EQ(dot(a, b, "backward", true), 0x1p-11F + 0x1p-24F) << "-1 and then the product, unrounded";
  EXPECT_EQ(dot(a, b, "forward", true), 0x1p-11F) << "the first product alone is rounded whatever comes";
  EXPECT_EQ(dot({}, {}, "pairwise", true), 0);
  expect_error([&] { dot(a, std::span(b).first(1), "forward", false); }, ErrorCode::bad_data, {"b", "1", "2"});
}

TEST(Exponential, IsWithinItsBound) {
  const std::pair<const char*, double> bounds[] = {{"inkling", 1.5}, {"taylor", 1.5}, {"table", 1.5}, {"double", 0.51}};
  ASSERT_EQ(ExponentialRule::names().size(), std::size(bounds));
  for (const auto& [rule, bound] : bounds) {
    double worst = 0;
    std::size_t unlike = 0;
    for (float x = -87.3F; x < 88.7F; x += 0.00371F) {
      const double expected = std::exp(static_cast<double>(x));
      const float found = ExponentialRule(rule)->value(x);
      worst = std::max(worst, std::abs(found - expected) / std::ldexp(1.0, std::ilogb(expected) - 23));
      unlike += found != kernels::exp(x) ? 1 : 0;
    }
    EXPECT_LE(worst, bound) << rule;
    // Honest ways that nevertheless differ in some of 47,000 results.
    EXPECT_EQ(unlike > 400, rule != std::string_view("inkling")) << rule << unlike;
  }
}

TEST(Exponential, EdgesAreThoseOfTheMathematics) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  for (const std::string_view name : ExponentialRule::names()) {
    const ExponentialRule rule(name);
    EXPECT_EQ(rule->value(0), 1) << name;
    EXPECT_EQ(rule->value(infinity), infinity) << name;
    EXPECT_EQ(rule->value(-infinity), 0) << name;
    EXPECT_EQ(rule->value(1000), infinity) << name;
    EXPECT_EQ(rule->value(-1000), 0) << name;
    EXPECT_TRUE(std::isnan(rule->value(std::nanf("")))) << name;
    EXPECT_NEAR(rule->value(-100), std::exp(-100.0), 0x1p-149) << name << " where floats are few";
  }
}

/// What a Trainer makes of the same settings.
Trainer engine_trainer(const TableDataset& data, std::uint64_t seed, float rate) {
  return {{.inputs = 2, .layers = {{.units = 8, .activation = "tanh"}, {.units = 2}}, .seed = seed},
          "cross_entropy",
          {.constants = {.learning_rate = rate}, .batch_size = 10, .training_size = 200},
          data};
}

TEST(Drift, ByInklingsRulesIsTheEnginesTraining) {
  for (const std::uint64_t seed : {1U, 2U, 77U}) {
    const auto steps = static_cast<std::int64_t>(200);
    const Drift drift = lessons::drift({.seed = static_cast<std::int64_t>(seed), .steps = steps, .rate = 0.3F});
    Random random(seed, Random::Stream::data);
    const Table points = moons(200, 0.1F, random);
    const TableDataset data(points.inputs, points.targets);
    Trainer trainer = engine_trainer(data, seed, 0.3F);
    for (std::size_t step = 0; step < 200; ++step) {
      const Score score = trainer.step();
      ASSERT_EQ(drift.losses[step], score.loss_sum / 10) << "at step " << step + 1;
    }
    EXPECT_EQ(drift.hash, trainer.network().hash());
    EXPECT_EQ(drift.inkling_hash, drift.hash);
    EXPECT_EQ(drift.inkling_losses, drift.losses);
    EXPECT_FALSE(drift.first_difference);
    EXPECT_EQ(drift.differences, std::vector<double>(200, 0.0));
  }
}

TEST(Drift, ByAnyOtherRuleEndsElsewhereButNearby) {
  std::vector<Arithmetic> others{{.fused = true}};
  for (const std::string_view order : Order::names()) {
    if (order != "forward") others.push_back({.order = order});
  }
  for (const std::string_view rule : ExponentialRule::names()) {
    if (rule != "inkling") others.push_back({.exponential = rule});
  }
  const std::uint64_t inkling = drift({}).hash;
  std::vector<std::uint64_t> seen{inkling};
  for (const Arithmetic& arithmetic : others) {
    const Drift drifted = drift({.arithmetic = arithmetic});
    EXPECT_EQ(drifted.inkling_hash, inkling);
    for (const std::uint64_t other : seen) EXPECT_NE(drifted.hash, other);
    seen.push_back(drifted.hash);
    ASSERT_TRUE(drifted.first_difference);
    const auto first = static_cast<std::size_t>(*drifted.first_difference);
    for (std::size_t step = 0; step < 200; ++step) EXPECT_EQ(drifted.differences[step] > 0, step + 1 >= first);
    // Each of 200 steps adds a few roundings of numbers below 4, and descent at this rate does not magnify them.
    EXPECT_LT(drifted.differences.back(), 200 * 8 * 0x1p-23);
  }
}

TEST(Drift, IsTheSameOnEveryMachine) {
  // What the first machine came to: others are to do the same, in the browser too.
  EXPECT_EQ(drift({.arithmetic = {.order = "lanes_4", .fused = true, .exponential = "double"}}).hash,
            0xF569A0D68BADFE8AULL);
  EXPECT_EQ(drift({.arithmetic = {.order = "pairwise", .exponential = "table"}}).hash, 0x530397820CDF68E4ULL);
}

TEST(Drift, NamesWhatIsNotAllowed) {
  expect_error([] { drift({.steps = 0}); }, ErrorCode::bad_setting, {"Steps", "from 1 to 100000"});
  expect_error([] { drift({.seed = -1}); }, ErrorCode::bad_setting, {"Seed", "-1"});
  for (const float rate : {0.0F, -1.0F, std::nanf("")}) {
    expect_error([&] { drift({.rate = rate}); }, ErrorCode::bad_setting, {"Learning rate", "above 0"});
  }
  expect_error([] { drift({.rate = 1e38F}); }, ErrorCode::diverged, {"step", "Lower the learning rate"});
  expect_error([] { Order("sideways"); }, ErrorCode::bad_setting, {"order", "forward"});
}

}  // namespace
}  // namespace inkling::lessons::lessons_arithmetic_test

/// Made-up datasets: where the examples lie, what their answers are, and the same bits on every machine.
#include <gtest/gtest.h>
#include <inkling/dataset.h>
#include <inkling/generator.h>

#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "kernels/elementary.h"
#include "support.h"

namespace inkling::generator_test {
namespace {

using testing_support::expect_error;

// Places computed in double, of size up to 2, are rounded to float.
constexpr double rounding = 0x1p-23;

Random draws(std::uint64_t seed = 1) { return {seed, Random::Stream::data}; }

double distance(const Table& table, Index row, double x, double y) {
  return std::hypot(table.inputs(row, 0) - x, table.inputs(row, 1) - y);
}

/// FNV-1a (64 bit) over the bits of every input and target.
std::uint64_t hash(const Table& table) {
  std::uint64_t hash = 14695981039346656037ULL;
  const auto add = [&](const Matrix<float>& matrix) {
    for (const float value : values(matrix)) {
      const auto bits = kernels::bit_cast<std::uint32_t>(value);
      for (unsigned shift = 0; shift < 32; shift += 8) hash = (hash ^ ((bits >> shift) & 0xFFU)) * 1099511628211ULL;
    }
  };
  add(table.inputs);
  add(table.targets);
  return hash;
}

TEST(Generator, GivesTheSameBitsOnEveryMachine) {
  const std::map<std::string_view, std::uint64_t> expected{
      {"moons", 0xe956993799ff8554ULL},      {"circles", 0xe89a88094e77073cULL}, {"spirals", 0x6b614c6d6bc89981ULL},
      {"blobs", 0x52515c8a4fce29d5ULL},      {"xor", 0x690c6593c83b51acULL},     {"and", 0xf283cba7d75b790cULL},
      {"or", 0x4bb40c001560f30cULL},         {"linear", 0x5e0ba0c0f9835cd1ULL},  {"sine", 0x6abe1ee30f2ee6e1ULL},
      {"handwriting", 0x8bc664e0824a787ULL},
  };
  ASSERT_EQ(Generator::names().size(), expected.size());
  for (const std::string_view name : Generator::names()) {
    Random random = draws(2024);
    EXPECT_EQ(hash(Generator(name)->make(1000, 0.1F, random)), expected.at(name)) << name;
  }
}

TEST(Generator, EveryOneMakesWhatItsRowSays) {
  for (const std::string_view name : Generator::names()) {
    const Generator generator = name;
    Random random = draws();
    const Table table = generator->make(101, 0.2F, random);
    EXPECT_NO_THROW(TableDataset(table.inputs, table.targets)) << name;
    EXPECT_EQ(table.inputs.rows(), 101) << name;
    if (!generator->classes) {
      EXPECT_EQ(table.targets.cols(), 1) << name;
      continue;
    }
    EXPECT_GE(table.targets.cols(), 2) << name;
    const auto labels = classes_of(table.targets);
    EXPECT_EQ(table.targets, one_hot(labels, static_cast<std::uint32_t>(table.targets.cols()))) << name;
  }
}

TEST(Generator, IsTheSeeds) {
  for (const std::string_view name : Generator::names()) {
    Random first = draws(1);
    Random same = draws(1);
    Random other = draws(2);
    const std::uint64_t expected = hash(Generator(name)->make(20, 0.1F, first));
    EXPECT_EQ(hash(Generator(name)->make(20, 0.1F, same)), expected) << name;
    EXPECT_NE(hash(Generator(name)->make(20, 0.1F, other)), expected) << name;
  }
}

// The noise is what is left when the same seed's examples without noise are taken away.
TEST(Generator, NoiseIsNormalAndOfTheWidthAskedFor) {
  constexpr float width = 0.25F;
  for (const std::string_view name : Generator::names()) {
    const Generator generator = name;
    Random clean = draws(5);
    Random noisy = draws(5);
    const Table a = generator->make(20000, 0, clean);
    const Table b = generator->make(20000, width, noisy);
    const Matrix<float> noise = generator->classes ? b.inputs - a.inputs : b.targets - a.targets;
    EXPECT_EQ(generator->classes ? a.targets : a.inputs, generator->classes ? b.targets : b.inputs) << name;
    const auto count = static_cast<double>(noise.size());
    const Matrix<double> unit = noise.cast<double>() / width;
    // The mean of n normal values has deviation 1 / sqrt(n), that of their squares sqrt(2 / n); five of them.
    EXPECT_NEAR(unit.mean(), 0, 5 / std::sqrt(count)) << name;
    EXPECT_NEAR(unit.squaredNorm() / count, 1, 5 * std::sqrt(2 / count)) << name;
  }
}

TEST(Generator, ClassesTakeTurns) {
  Random random = draws();
  const auto moon_labels = classes_of(moons(5, 0, random).targets);
  EXPECT_EQ(moon_labels, (std::vector<std::uint32_t>{0, 1, 0, 1, 0}));
  const auto blob_labels = classes_of(blobs(5, 0, random, 4).targets);
  EXPECT_EQ(blob_labels, (std::vector<std::uint32_t>{0, 1, 2, 3, 0}));
}

TEST(Moons, AreTwoHalfCirclesThatInterleave) {
  Random random = draws();
  const Table table = moons(1000, 0, random);
  double left = 1;
  double right = -1;
  for (Index i = 0; i < 1000; i += 2) {
    EXPECT_NEAR(distance(table, i, 0, 0), 1, rounding);
    EXPECT_GE(table.inputs(i, 1), 0.0F);
    EXPECT_NEAR(distance(table, i + 1, 1, 0.5), 1, rounding);
    EXPECT_LE(table.inputs(i + 1, 1), 0.5F);
    left = std::min<double>(left, table.inputs(i, 0));
    right = std::max<double>(right, table.inputs(i, 0));
  }
  EXPECT_LT(left, -0.99);  // the whole half circle, not a part
  EXPECT_GT(right, 0.99);
}

TEST(Circles, AreRingsOfRadiusOneAndAHalf) {
  Random random = draws();
  const Table table = circles(1000, 0, random);
  std::array<int, 4> quadrants{};
  for (Index i = 0; i < 1000; ++i) {
    EXPECT_NEAR(distance(table, i, 0, 0), i % 2 == 0 ? 1 : 0.5, rounding);
    ++quadrants[(table.inputs(i, 0) < 0 ? 1 : 0) + (table.inputs(i, 1) < 0 ? 2 : 0)];
  }
  for (const int count : quadrants) EXPECT_NEAR(count, 250, 5 * std::sqrt(1000 * 0.25 * 0.75));
}

TEST(Spirals, WindOnceAroundEachFromItsOwnSide) {
  constexpr double turn = 6.283185307179586;
  Random random = draws();
  const Table table = spirals(900, 0, random, 3);
  double longest = 0;
  for (Index i = 0; i < 900; ++i) {
    const double radius = distance(table, i, 0, 0);
    const double angle = turn * (static_cast<double>(i % 3) / 3 + radius);
    // The radius is off by its rounding, and so the angle by that times a turn.
    EXPECT_NEAR(table.inputs(i, 0), radius * std::cos(angle), (1 + turn) * rounding);
    EXPECT_NEAR(table.inputs(i, 1), radius * std::sin(angle), (1 + turn) * rounding);
    longest = std::max(longest, radius);
  }
  EXPECT_GT(longest, 0.99);
  EXPECT_LE(longest, 1 + rounding);
}

TEST(Blobs, SitEvenlyOnTheUnitCircle) {
  Random random = draws();
  const Table table = blobs(4, 0, random, 4);
  EXPECT_EQ(table.inputs, (Matrix<float>{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}));
}

TEST(Gates, AreTheirTruthTables) {
  Random random = draws();
  const Matrix<float> inputs{{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  const auto answers = [&](const Table& table) {
    EXPECT_EQ(table.inputs, inputs);
    return Matrix<float>(binary_targets(table.targets).transpose());
  };
  EXPECT_EQ(answers(xor_gate(4, 0, random)), (Matrix<float>{{0, 1, 1, 0}}));
  EXPECT_EQ(answers(and_gate(4, 0, random)), (Matrix<float>{{0, 0, 0, 1}}));
  EXPECT_EQ(answers(or_gate(4, 0, random)), (Matrix<float>{{0, 1, 1, 1}}));
  const Table longer = or_gate(9, 0, random);
  EXPECT_EQ(Matrix<float>(longer.inputs.middleRows(4, 4)), inputs);  // and again
  EXPECT_EQ(longer.targets(8, 0), 1.0F);
}

TEST(LinearTable, IsTheWeightedSumAndTheBias) {
  Random random = draws();
  const std::array<float, 3> weights{0.5F, -2, 3};
  const Table table = linear_table(500, 0, random, weights, 10);
  double sum = 0;
  double squares = 0;
  for (Index i = 0; i < 500; ++i) {
    const double y = 10 + 0.5 * table.inputs(i, 0) - 2.0 * table.inputs(i, 1) + 3.0 * table.inputs(i, 2);
    EXPECT_EQ(table.targets(i, 0), static_cast<float>(y));
    sum += table.inputs.row(i).sum();
    squares += table.inputs.row(i).squaredNorm();
  }
  // 1500 inputs, standard normal.
  EXPECT_NEAR(sum / 1500, 0, 5 / std::sqrt(1500));
  EXPECT_NEAR(squares / 1500, 1, 5 * std::sqrt(2.0 / 1500));
}

TEST(LinearTable, OfTheMenuHasTheWeightsItsHeaderNames) {
  Random random = draws();
  const Table table = Generator("linear")->make(50, 0, random);
  const Matrix<float> weights{{0.5F}, {0.9F}, {1.2F}};
  // Three products of size up to 4, and two sums, each rounded to float.
  EXPECT_LE((table.inputs * weights - table.targets).cwiseAbs().maxCoeff(), 6 * 4 * 0x1p-23F);
}

TEST(Sine, IsOnePeriod) {
  Random random = draws();
  const Table table = sine(1000, 0, random);
  EXPECT_LT(table.inputs.minCoeff(), -0.99F);
  EXPECT_GT(table.inputs.maxCoeff(), 0.99F);
  for (Index i = 0; i < 1000; ++i) {
    EXPECT_NEAR(table.targets(i, 0), std::sin(3.141592653589793 * table.inputs(i, 0)), rounding);
  }
}

TEST(Generator, RefusesSizesAndNoiseOutOfRange) {
  Random random = draws();
  for (const std::string_view name : Generator::names()) {
    const Generator generator = name;
    for (const std::int64_t examples : {std::int64_t{0}, std::int64_t{-5}, std::int64_t{1000001}}) {
      expect_error([&] { generator->make(examples, 0, random); }, ErrorCode::bad_setting,
                   {std::to_string(examples), "1 to 1000000"});
    }
    for (const float noise : {-0.1F, std::nanf(""), std::numeric_limits<float>::infinity(), 1.1e37F}) {
      expect_error([&] { generator->make(10, noise, random); }, ErrorCode::bad_setting, {"Noise", "from 0 to 1e+37"});
    }
    const Table noisiest = generator->make(1000, 1e37F, random);
    EXPECT_TRUE(noisiest.inputs.allFinite() && noisiest.targets.allFinite()) << name;
  }
  for (const std::int64_t classes : {std::int64_t{1}, std::int64_t{101}}) {
    expect_error([&] { spirals(10, 0, random, classes); }, ErrorCode::bad_setting, {"2 to 100"});
    expect_error([&] { blobs(10, 0, random, classes); }, ErrorCode::bad_setting, {"2 to 100"});
  }
  expect_error([&] { linear_table(10, 0, random, {}); }, ErrorCode::bad_setting,
               {"Weights", "length of 0", "1 to 1000"});
  const std::array<float, 1> endless{std::numeric_limits<float>::infinity()};
  expect_error([&] { linear_table(10, 0, random, endless); }, ErrorCode::bad_setting, {"not a finite number"});
  const std::array<float, 1> huge{3e38F};
  expect_error([&] { linear_table(100, 0, random, huge); }, ErrorCode::bad_setting, {"infinite"});
  expect_error([] { Generator("moon"); }, ErrorCode::bad_setting,
               {"made-up dataset called \"moon\"", "moons, circles"});
}

}  // namespace
}  // namespace inkling::generator_test

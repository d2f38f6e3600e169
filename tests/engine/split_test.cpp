/// Splits: every example once, every class its share, every choice as likely; and the view of a part.
#include <gtest/gtest.h>
#include <inkling/split.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <type_traits>
#include <vector>

#include "support.h"

namespace inkling::split_test {
namespace {

using testing_support::expect_error;
using testing_support::made_up_digits;

Random draws(std::uint64_t seed) { return {seed, Random::Stream::data}; }

/// Expects both parts ascending, and together 0 to `size` - 1, each once.
void expect_partition(const Split& split, std::size_t size) {
  EXPECT_TRUE(std::is_sorted(split.training.begin(), split.training.end()));
  EXPECT_TRUE(std::is_sorted(split.validation.begin(), split.validation.end()));
  std::vector<std::uint32_t> all(split.training);
  all.insert(all.end(), split.validation.begin(), split.validation.end());
  std::sort(all.begin(), all.end());
  std::vector<std::uint32_t> expected(size);
  std::iota(expected.begin(), expected.end(), 0U);
  EXPECT_EQ(all, expected);
}

TEST(RandomSplit, PutsEveryExampleInExactlyOnePart) {
  for (const std::size_t size : {2U, 3U, 10U, 101U}) {
    Random random = draws(1);
    const Split split = random_split(size, 0.4, random);
    expect_partition(split, size);
    EXPECT_EQ(split.validation.size(), static_cast<std::size_t>(std::lround(0.4 * static_cast<double>(size)))) << size;
  }
}

TEST(RandomSplit, IsTheSeeds) {
  Random first = draws(7);
  Random same = draws(7);
  Random other = draws(8);
  const Split split = random_split(100, 0.2, first);
  EXPECT_EQ(split.validation, random_split(100, 0.2, same).validation);
  EXPECT_NE(split.validation, random_split(100, 0.2, other).validation);
}

TEST(RandomSplit, ChoosesEveryExampleAsOften) {
  Random random = draws(3);
  constexpr int rounds = 10000;
  std::array<int, 5> chosen{};
  for (int round = 0; round < rounds; ++round) {
    for (const std::uint32_t index : random_split(5, 0.4, random).validation) ++chosen[index];
  }
  // Each count is binomial; five of its standard deviations bound it.
  for (const int times : chosen) EXPECT_NEAR(times, rounds * 0.4, 5 * std::sqrt(rounds * 0.4 * 0.6));
}

TEST(RandomSplit, RefusesFractionsThatLeaveAPartEmpty) {
  Random random = draws(1);
  for (const double fraction : {0.0, 1.0, -0.1, 1.5, std::nan("")}) {
    expect_error([&] { random_split(10, fraction, random); }, ErrorCode::bad_setting,
                 {"Validation", "above 0 and below 1"});
  }
  expect_error([&] { random_split(4, 0.1, random); }, ErrorCode::bad_setting,
               {"0.1 of 4 examples", "puts 0", "at least one"});
  expect_error([&] { random_split(4, 0.9, random); }, ErrorCode::bad_setting, {"4 examples", "puts 4", "at least one"});
  expect_error([&] { random_split(0, 0.5, random); }, ErrorCode::bad_setting, {"0 examples"});
}

TEST(StratifiedSplit, KeepsTheShareOfEveryClassToWithinOneExample) {
  // Classes of very different sizes, mixed, and with labels that leave gaps.
  const std::map<std::uint32_t, std::size_t> sizes{{0, 1}, {1, 7}, {2, 50}, {5, 133}, {9, 2}, {100, 10}};
  std::vector<std::uint32_t> labels;
  for (const auto& [label, count] : sizes) labels.insert(labels.end(), count, label);
  Random random = draws(5);
  random.shuffle(labels);
  for (const double fraction : {0.01, 0.1, 0.25, 1 / 3.0, 0.5, 0.77, 0.99}) {
    const Split split = stratified_split(labels, fraction, random);
    expect_partition(split, labels.size());
    EXPECT_EQ(split.validation.size(),
              static_cast<std::size_t>(std::lround(fraction * static_cast<double>(labels.size()))));
    std::map<std::uint32_t, double> seen;
    for (const std::uint32_t index : split.validation) ++seen[labels[index]];
    for (const auto& [label, count] : sizes) {
      EXPECT_LT(std::abs(seen[label] - fraction * static_cast<double>(count)), 1) << label << " at " << fraction;
    }
  }
}

TEST(StratifiedSplit, GivesTheExamplesLeftOverToTheClassesThatLostMost) {
  // A fifth of 7, 8 and 10 examples is 1.4, 1.6 and 2: of 25 examples 5 validate, so one is left over, for the second.
  std::vector<std::uint32_t> labels;
  for (const std::size_t count : {7U, 8U, 10U}) labels.insert(labels.end(), count, static_cast<std::uint32_t>(count));
  Random random = draws(2);
  std::map<std::uint32_t, int> seen;
  for (const std::uint32_t index : stratified_split(labels, 0.2, random).validation) ++seen[labels[index]];
  EXPECT_EQ(seen, (std::map<std::uint32_t, int>{{7, 1}, {8, 2}, {10, 2}}));
}

TEST(StratifiedSplit, CountsWhatAClassLostInExamplesWhateverItsSize) {
  // A fifth of 13 and 2 is 2.6 and 0.4: of 15 examples 3 validate, so one is left over, for the first, which lost 0.6
  // of an example, although the second lost all that it had.
  std::vector<std::uint32_t> labels(13, 0);
  labels.insert(labels.end(), 2, 1);
  for (const bool reversed : {false, true}) {
    if (reversed) std::reverse(labels.begin(), labels.end());
    Random random = draws(2);
    std::array<int, 2> seen{};
    for (const std::uint32_t index : stratified_split(labels, 0.2, random).validation) ++seen.at(labels[index]);
    EXPECT_EQ(seen, (std::array<int, 2>{3, 0}));
  }
}

TEST(StratifiedSplit, ChoosesWithinAClassAtRandom) {
  const std::vector<std::uint32_t> labels{0, 0, 0, 0, 1, 1};
  Random random = draws(4);
  constexpr int rounds = 10000;
  std::array<int, 6> chosen{};
  for (int round = 0; round < rounds; ++round) {
    for (const std::uint32_t index : stratified_split(labels, 0.5, random).validation) ++chosen[index];
  }
  for (const int times : chosen) EXPECT_NEAR(times, rounds * 0.5, 5 * std::sqrt(rounds * 0.25));
}

TEST(StratifiedSplit, RefusesFractionsThatLeaveAPartEmpty) {
  Random random = draws(1);
  const std::vector<std::uint32_t> labels{0, 1, 0};
  expect_error([&] { stratified_split(labels, 2, random); }, ErrorCode::bad_setting, {"above 0 and below 1"});
  expect_error([&] { stratified_split(labels, 0.1, random); }, ErrorCode::bad_setting, {"3 examples"});
}

TEST(Subset, GathersTheExamplesItNames) {
  const TableDataset table(Matrix<float>{{1, 2}, {3, 4}, {5, 6}}, Matrix<float>{{10}, {20}, {30}});
  const Subset subset(table, {2, 0});
  EXPECT_EQ(subset.size(), 2U);
  EXPECT_EQ(subset.features(), 2);
  EXPECT_EQ(subset.targets(), 1);
  Matrix<float> inputs;
  Matrix<float> targets;
  subset.gather(std::array<std::uint32_t, 3>{1, 0, 1}, inputs, targets);
  EXPECT_EQ(inputs, (Matrix<float>{{1, 2}, {5, 6}, {1, 2}}));
  EXPECT_EQ(targets, (Matrix<float>{{10}, {30}, {10}}));
}

TEST(Subset, HandsOnWhatItsDatasetKnowsOfZeros) {
  const ImageDataset digits = made_up_digits(5, 1);
  const Subset subset(digits, {4, 2});
  SparseRows expected;
  SparseRows given;
  Matrix<float> targets;
  ASSERT_TRUE(digits.gather_nonzero(std::array<std::uint32_t, 1>{2}, expected, targets));
  ASSERT_TRUE(subset.gather_nonzero(std::array<std::uint32_t, 1>{1}, given, targets));
  ASSERT_EQ(given.start, expected.start);
  for (std::uint32_t e = 0; e < given.start.back(); ++e) {
    EXPECT_EQ(given.elements[e].column, expected.elements[e].column);
    EXPECT_EQ(given.elements[e].value, expected.elements[e].value);
  }
  const TableDataset table(Matrix<float>{{1, 2}}, Matrix<float>{{10}});
  EXPECT_FALSE(Subset(table, {0}).gather_nonzero(std::array<std::uint32_t, 1>{0}, given, targets));
}

TEST(Subset, OfASubsetCountsWithinIt) {
  const TableDataset table(Matrix<float>{{1}, {2}, {3}}, Matrix<float>{{10}, {20}, {30}});
  const Subset outer(table, {2, 1});
  const Subset inner(outer, {1});
  Matrix<float> inputs;
  Matrix<float> targets;
  inner.gather(std::array<std::uint32_t, 1>{0}, inputs, targets);
  EXPECT_EQ(inputs(0, 0), 2.0F);
}

TEST(Subset, RefusesIndicesThatTheDatasetDoesNotHave) {
  const TableDataset table(Matrix<float>{{1}, {2}}, Matrix<float>{{10}, {20}});
  expect_error([&] { Subset(table, {0, 2}); }, ErrorCode::bad_data, {"example 2", "dataset of 2"});
}

// A view of a temporary would look at what is gone after the statement.
static_assert(!std::is_constructible_v<Subset, TableDataset, std::vector<std::uint32_t>>);
static_assert(std::is_constructible_v<Subset, TableDataset&, std::vector<std::uint32_t>>);

}  // namespace
}  // namespace inkling::split_test

/// The generator against its published values, the distributions against their moments.
#include <gtest/gtest.h>
#include <inkling/random.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

namespace inkling::random_test {
namespace {

// The check values of the PCG32 reference program (pcg32-demo with seed 42 and stream 54).
TEST(Random, YieldsTheReferenceSequenceOfPcg32) {
  Random random(42, static_cast<Random::Stream>(54));
  const std::array<std::uint32_t, 6> expected{0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e};
  for (const std::uint32_t value : expected) EXPECT_EQ(random.next(), value);
}

TEST(Random, StreamsOfOneSeedDiffer) {
  Random weights(1, Random::Stream::weights);
  Random shuffle(1, Random::Stream::shuffle);
  EXPECT_NE(weights.next(), shuffle.next());
}

TEST(Random, UniformCoversItsRangeEvenly) {
  Random random(1, Random::Stream::data);
  constexpr int count = 100000;
  double sum = 0;
  float low = 1;
  float high = 0;
  for (int i = 0; i < count; ++i) {
    const float value = random.uniform();
    low = std::min(low, value);
    high = std::max(high, value);
    sum += value;
  }
  EXPECT_GE(low, 0.0F);
  EXPECT_LT(high, 1.0F);
  // The mean of n uniform values has standard deviation sqrt(1 / 12 n); five of them bound it.
  EXPECT_NEAR(sum / count, 0.5, 5 * std::sqrt(1.0 / 12 / count));
  EXPECT_LT(low, 0.001F);
  EXPECT_GT(high, 0.999F);
}

TEST(Random, BelowIsUnbiased) {
  Random random(7, Random::Stream::data);
  constexpr int count = 60000;
  std::array<int, 6> seen{};
  for (int i = 0; i < count; ++i) ++seen[random.below(6)];
  // Each count is binomial with variance n p (1 - p).
  const double deviation = std::sqrt(count * (1.0 / 6) * (5.0 / 6));
  for (const int times : seen) EXPECT_NEAR(times, count / 6.0, 5 * deviation);
  EXPECT_EQ(random.below(1), 0U);
}

// Just under 2^32 a remainder alone favours the low results most: it would put half of these into the lowest third,
// which two of the values of 32 bits become, and the others only one.
TEST(Random, BelowIsUnbiasedForBoundsNearItsLimit) {
  Random random(7, Random::Stream::data);
  constexpr int count = 60000;
  std::array<int, 3> seen{};
  for (int i = 0; i < count; ++i) ++seen.at(random.below(3U << 30U) >> 30U);
  const double deviation = std::sqrt(count * (1.0 / 3) * (2.0 / 3));
  for (const int times : seen) EXPECT_NEAR(times, count / 3.0, 5 * deviation);
}

TEST(Random, NormalHasMeanZeroAndVarianceOne) {
  Random random(3, Random::Stream::data);
  constexpr int count = 100000;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < count; ++i) {
    const double value = random.normal();
    sum += value;
    squares += value * value;
  }
  EXPECT_NEAR(sum / count, 0, 5 * std::sqrt(1.0 / count));
  EXPECT_NEAR(squares / count, 1, 5 * std::sqrt(2.0 / count));
}

TEST(Random, ShuffleIsAPermutationAndEveryPlaceEquallyLikely) {
  Random random(5, Random::Stream::shuffle);
  constexpr int rounds = 24000;
  std::array<std::array<int, 4>, 4> seen{};
  for (int round = 0; round < rounds; ++round) {
    std::vector<std::uint32_t> items{0, 1, 2, 3};
    random.shuffle(items);
    std::array<int, 4> count{};
    for (std::size_t place = 0; place < 4; ++place) {
      ++seen[place][items[place]];
      ++count[items[place]];
    }
    ASSERT_EQ(count, (std::array<int, 4>{1, 1, 1, 1}));
  }
  const double deviation = std::sqrt(rounds * 0.25 * 0.75);
  for (const auto& place : seen) {
    for (const int times : place) EXPECT_NEAR(times, rounds / 4.0, 5 * deviation);
  }
}

TEST(Random, ShuffleOfNothingIsNothing) {
  Random random(5, Random::Stream::shuffle);
  std::vector<std::uint32_t> none;
  random.shuffle(none);
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace inkling::random_test

/// Warps: what moves where, how crisp it stays, and that ink is neither made nor lost.
#include <gtest/gtest.h>
#include <inkling/warp.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

#include "ink.h"
#include "support.h"

namespace inkling::warp_test {
namespace {

using testing_support::expect_error;
using testing_support::line;
using testing_support::Moments;
using testing_support::moments;

constexpr WarpConfig none{.rotation = 0, .shear = 0, .scale = 0, .elastic = 0, .thickness = 0};

Random draws(std::uint64_t seed) { return {seed, Random::Stream::augmentation}; }

TEST(Warp, WithoutStrengthIsThePicture) {
  Random random = draws(1);
  const Picture picture = line({0.3F, 0}, {0.7F, 1});
  EXPECT_EQ(warp(picture, none, random), picture);
}

TEST(Warp, TurnsByUpToItsRotation) {
  const Picture picture = line({0.5F, 0}, {0.5F, 1});
  WarpConfig config = none;
  config.rotation = 20;
  double most = 0;
  double least = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random = draws(seed);
    const Moments m = moments(warp(picture, config, random));
    const double degrees = std::atan2(2 * m.xy, m.yy - m.xx) / 2 * 180 / 3.14159265;
    most = std::max(most, degrees);
    least = std::min(least, degrees);
    EXPECT_NEAR(m.ink / moments(picture).ink, 1, 0.03) << "but for what would be more than full ink";
  }
  EXPECT_NEAR(most, 20, 1.5);
  EXPECT_NEAR(least, -20, 1.5);
}

TEST(Warp, ShearsByUpToItsShear) {
  const Picture picture = line({0.5F, 0}, {0.5F, 1});
  WarpConfig config = none;
  config.shear = 0.3F;
  double most = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random = draws(seed);
    const Moments m = moments(warp(picture, config, random));
    most = std::max(most, std::abs(m.xy / m.yy));
    EXPECT_NEAR(m.yy / moments(picture).yy, 1, 0.05) << "the height stays";
  }
  EXPECT_NEAR(most, 0.3, 0.03);
}

TEST(Warp, ScalesBothWaysByUpToItsScale) {
  const Picture picture = line({0.2F, 0}, {0.8F, 1});
  WarpConfig config = none;
  config.scale = 0.2F;
  double widest = 0;
  double narrowest = 9;
  double highest = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random = draws(seed);
    const Moments m = moments(warp(picture, config, random));
    const double width = std::sqrt(m.xx / moments(picture).xx);
    widest = std::max(widest, width);
    narrowest = std::min(narrowest, width);
    highest = std::max(highest, std::sqrt(m.yy / moments(picture).yy));
  }
  EXPECT_NEAR(widest, 1.2, 0.03);
  EXPECT_NEAR(narrowest, 0.8, 0.03);
  EXPECT_NEAR(highest, 1.2, 0.03);
}

TEST(Warp, BendsAndThickensByWhatItDraws) {
  const Picture picture = line({0.5F, 0}, {0.5F, 1});
  WarpConfig bent = none;
  bent.elastic = 1;
  WarpConfig thick = none;
  thick.thickness = 0.2F;
  double most = 0;
  double least = 9;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random = draws(seed);
    EXPECT_NE(warp(picture, bent, random), picture);
    const double ink = moments(warp(picture, thick, random)).ink / moments(picture).ink;
    most = std::max(most, ink);
    least = std::min(least, ink);
  }
  EXPECT_GT(most, 1.05);
  EXPECT_LT(least, 0.95);
}

TEST(Warp, StaysCrisp) {
  // A line of 2.4 pixels across, as 0.2, 1, 1, 0.2, is 0.1, 0.6, 1, 0.6, 0.1 half a pixel aside by bilinear
  // interpolation: that leaves 0.84 of its squares there, and 0.9 on average.
  const Picture picture = line({0.4F, 0}, {0.6F, 1});
  WarpConfig config = none;
  config.rotation = 7;
  config.shear = 0.15F;
  double squares = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Random random = draws(seed);
    for (const double ink : warp(picture, config, random)) squares += ink * ink / 100;
  }
  double own = 0;
  for (const double ink : picture) own += ink * ink;
  EXPECT_GT(squares / own, 0.94);
}

TEST(Warp, OfPaperIsPaperAndOfAnythingAPicture) {
  Random random = draws(1);
  EXPECT_EQ(warp(Picture{}, {}, random), Picture{});
  Picture full;
  full.fill(255);
  const WarpConfig wildest{.rotation = 45, .shear = 1, .scale = 0.5F, .elastic = 4, .thickness = 0.5F};
  for (int i = 0; i < 200; ++i) warp(full, wildest, random);
  expect_error([&] { warp(full, {.rotation = 46}, random); }, ErrorCode::bad_setting, {"Rotation", "0 to 45"});
  expect_error([&] { warp(full, {.thickness = NAN}, random); }, ErrorCode::bad_setting, {"Thickness"});
}

}  // namespace
}  // namespace inkling::warp_test

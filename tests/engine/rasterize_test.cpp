/// The rasteriser: its pictures look as if MNIST's makers had made them, whatever the size and place of the drawing.
#include <gtest/gtest.h>
#include <inkling/rasterize.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "support.h"

namespace inkling::rasterize_test {
namespace {

using testing_support::expect_error;
using Drawing = std::vector<Stroke>;

constexpr float pi = 3.14159265F;

Stroke arc(float x, float y, float radius, float from, float to, int points = 40) {
  Stroke stroke;
  for (int i = 0; i < points; ++i) {
    const float angle = from + (to - from) * static_cast<float>(i) / static_cast<float>(points - 1);
    stroke.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle)});
  }
  return stroke;
}

const std::vector<Drawing> drawings{
    {{{0.52F, 0.2F}, {0.5F, 0.5F}, {0.47F, 0.8F}}},
    {{{0.3F, 0.2F}, {0.7F, 0.2F}, {0.45F, 0.8F}}, {{0.4F, 0.5F}, {0.65F, 0.5F}}},
    {arc(0.5F, 0.5F, 0.3F, 0, 2 * pi)},
    {arc(0.5F, 0.65F, 0.15F, -2.5F, 3.7F), arc(0.75F, 0.6F, 0.4F, 3.2F, 4.2F)},
    {{{0.3F, 0.1F}, {0.25F, 0.5F}, {0.7F, 0.45F}}, {{0.6F, 0.1F}, {0.6F, 0.3F}, {0.55F, 0.9F}}},
};

struct Measures {
  int width, height;  ///< of the box of ink
  double ink;         ///< in pixels
  double x, y;        ///< centre of mass
};

Measures measure(const Picture& picture) {
  int left = 28, top = 28, right = -1, bottom = -1;
  double ink = 0, x_sum = 0, y_sum = 0;
  for (int i = 0; i < 784; ++i) {
    const double value = picture[static_cast<std::size_t>(i)] / 255.0;
    if (value == 0) continue;
    const int x = i % 28;
    const int y = i / 28;
    left = std::min(left, x);
    right = std::max(right, x);
    top = std::min(top, y);
    bottom = std::max(bottom, y);
    ink += value;
    x_sum += value * x;
    y_sum += value * y;
  }
  return {right - left + 1, bottom - top + 1, ink, x_sum / ink, y_sum / ink};
}

int largest_difference(const Picture& a, const Picture& b) {
  int largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

Drawing moved(const Drawing& drawing, float scale, float dx, float dy) {
  Drawing result = drawing;
  for (Stroke& stroke : result) {
    for (Point& point : stroke) point = {point.x * scale + dx, point.y * scale + dy};
  }
  return result;
}

TEST(Rasterize, FillsTwentyPixelsAroundTheMiddleUpToFullInk) {
  for (const Drawing& drawing : drawings) {
    const Picture picture = rasterize(drawing);
    const Measures seen = measure(picture);
    EXPECT_EQ(std::max(seen.width, seen.height), 20);
    EXPECT_LE(std::abs(seen.x - 14), 0.502);  // a half, and what bytes round
    EXPECT_LE(std::abs(seen.y - 14), 0.502);
    EXPECT_EQ(*std::max_element(picture.begin(), picture.end()), 255);
  }
}

TEST(Rasterize, DependsOnTheShapeAlone) {
  for (const Drawing& drawing : drawings) {
    const Picture picture = rasterize(drawing);
    EXPECT_LE(largest_difference(rasterize(moved(drawing, 0.1F, 0, 0)), picture), 1);
    EXPECT_LE(largest_difference(rasterize(moved(drawing, 3, 0, 0)), picture), 1);
    EXPECT_LE(largest_difference(rasterize(moved(drawing, 1, 0.37F, -0.21F)), picture), 1);
    EXPECT_LE(largest_difference(rasterize(moved(drawing, 0x1p100F, 0, 0)), picture), 1);
    Drawing reversed(drawing.rbegin(), drawing.rend());
    for (Stroke& stroke : reversed) std::reverse(stroke.begin(), stroke.end());
    EXPECT_LE(largest_difference(rasterize(reversed), picture), 2);
  }
}

TEST(Rasterize, DrawsLinesOfThePensWidth) {
  const Drawing upright{{{0.5F, 0.1F}, {0.5F, 0.9F}}};
  const Drawing flat{{{0.1F, 0.5F}, {0.9F, 0.5F}}};
  for (const float width : {2.0F, pen_width, 3.2F}) {
    // A line with round ends: a rectangle, and two half discs.
    const double expected = (20.0 - width) * width + 3.141592653589793 * width * width / 4;
    EXPECT_NEAR(measure(rasterize(upright, width)).ink / expected, 1, 0.02) << width;
    EXPECT_NEAR(measure(rasterize(flat, width)).ink / expected, 1, 0.02) << width;
  }
  expect_error([&] { rasterize(flat, 0.4F); }, ErrorCode::bad_setting, {"Width of the pen", "0.4", "0.5 to 10"});
  expect_error([&] { rasterize(flat, NAN); }, ErrorCode::bad_setting, {"Width of the pen"});
}

TEST(Rasterize, CoversPixelsAsMuchAsExactGeometryDoes) {
  // A disc of radius 1.2 whose centre is the corner of four pixels: each has the same, and so has each further out.
  const Picture dot = rasterize(Drawing{{{0.9F, 0.1F}}});
  const std::size_t corner = 13 * 28 + 13;
  EXPECT_EQ(dot[corner], 255);
  EXPECT_EQ(dot[corner], dot[corner + 29]);
  // By integration: of the pixel from 0 to 1 in both directions 0.951 is covered, of that from 1 to 2 beside it 0.090.
  EXPECT_NEAR(dot[corner + 2], 255 * 0.090 / 0.951, 3);
}

TEST(Rasterize, OfADotIsADot) {
  const Picture dot = rasterize(Drawing{{{0.9F, 0.1F}}});
  const Measures seen = measure(dot);
  EXPECT_EQ(*std::max_element(dot.begin(), dot.end()), 255);
  EXPECT_LE(std::max(seen.width, seen.height), 4);
  EXPECT_LE(std::abs(seen.x - 14), 0.5);
  EXPECT_EQ(rasterize(Drawing{{{0.5F, 0.5F}, {0.505F, 0.51F}, {0.5F, 0.52F}}}), dot) << "an unsteady hand";
  EXPECT_EQ(rasterize(Drawing{{{0.5F, 0.5F}, {0.5F, 0.5F}, {0.5F, 0.5F}}}), dot) << "the same point again";
  EXPECT_EQ(rasterize(Drawing{{{3e38F, -3e38F}}}), dot) << "far away";
  EXPECT_EQ(rasterize(Drawing{{}, {{0, 0}}, {}}), dot) << "beside strokes without points";
}

TEST(Rasterize, OfADotBesideALineKeepsBoth) {
  const Drawing drawing{{{0.1F, 0.1F}, {0.1F, 0.9F}}, {{0.6F, 0.5F}, {0.6F, 0.5F}}};
  EXPECT_GT(measure(rasterize(drawing)).width, 10);
}

TEST(Rasterize, OfNothingIsPaper) {
  EXPECT_EQ(rasterize(Drawing{}), Picture{});
  EXPECT_EQ(rasterize(Drawing{{}, {}}), Picture{});
}

TEST(Rasterize, TakesTheLargestNumbersAndRefusesWhatIsNone) {
  const Drawing corners{{{-3e38F, -3e38F}, {3e38F, 3e38F}}, {{3e38F, -3e38F}, {-3e38F, 3e38F}}};
  const Drawing small{{{0, 0}, {1, 1}}, {{1, 0}, {0, 1}}};
  EXPECT_LE(largest_difference(rasterize(corners), rasterize(small)), 1);
  const Drawing lengthy{{{-3e38F, 0}, {3e38F, 1}}};
  EXPECT_EQ(measure(rasterize(lengthy)).width, 20);
  for (const float bad : {NAN, INFINITY, -INFINITY}) {
    expect_error([&] { rasterize(Drawing{{{0, 0}}, {{0, 0}, {1, bad}}}); }, ErrorCode::bad_data, {"Stroke 2", "(1, "});
    expect_error([&] { rasterize(Drawing{{{bad, 0}}}); }, ErrorCode::bad_data, {"Stroke 1"});
  }
}

TEST(Rasterize, DrawsFewPointsOfACurveAsRoundAsMany) {
  const Stroke many = arc(0.5F, 0.5F, 0.3F, 0, 5);
  Stroke few;
  for (std::size_t i = 0; i < many.size(); i += 3) few.push_back(many[i]);
  const Picture fine = rasterize(Drawing{many});
  const Picture coarse = rasterize(Drawing{few});
  double difference = 0;
  for (std::size_t i = 0; i < fine.size(); ++i) difference += std::abs(fine[i] - coarse[i]) / 255.0;
  EXPECT_LT(difference / measure(fine).ink, 0.05);
}

TEST(Rasterize, TakesPointsThatHardlyDiffer) {
  Stroke crowded;
  for (int i = 0; i < 5000; ++i)
    crowded.push_back({0.5F + 1e-7F * static_cast<float>(i % 3), static_cast<float>(i) / 5000});
  const Drawing line{{{0.5F, 0}, {0.5F, 0.9998F}}};
  EXPECT_LE(largest_difference(rasterize(Drawing{crowded}), rasterize(line)), 1);
}

TEST(Rasterize, GivesTheSameBytesOnEveryMachine) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const Drawing& drawing : drawings) {
    // Places that are exact, since the standard library's sine is not the same everywhere.
    Drawing exact = drawing;
    for (Stroke& stroke : exact) {
      for (Point& point : stroke) point = {std::round(point.x * 1024) / 1024, std::round(point.y * 1024) / 1024};
    }
    for (const std::uint8_t byte : rasterize(exact)) hash = (hash ^ byte) * 1099511628211ULL;
  }
  EXPECT_EQ(hash, 0x34b07a95de5a4140ULL) << std::hex << "0x" << hash;
}

}  // namespace
}  // namespace inkling::rasterize_test

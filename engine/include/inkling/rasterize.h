/// Pen strokes as the picture that a network reads, by the recipe that MNIST was made with.
#pragma once

#include <inkling/setting.h>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace inkling {

/// Where the pen was, in fractions of the pad's side: x grows right, y grows down.
struct Point {
  float x;
  float y;

  bool operator==(const Point&) const = default;
};

/// From pen down to pen up. A single point is a dot; no point at all leaves no ink.
using Stroke = std::vector<Point>;

/// Pixels on a side of a picture.
inline constexpr std::size_t picture_side = 28;

/// Bytes of pixels, [28, 28] row by row: 0 for paper, 255 for the most ink.
using Picture = std::array<std::uint8_t, picture_side * picture_side>;

/// Median width of MNIST's strokes, in pixels of the picture.
inline constexpr float pen_width = 2.4F;
inline constexpr Range pen_width_range{.least = 0.5, .most = 10};

/// The picture of a drawing. It depends on the drawing's shape alone, not on its size or place, and on every machine it
/// is the same: the ink, which is a smooth line through the points and half of the pen's `width` in pixels on each
/// side, fills 20 pixels; a pixel is as bright as the ink covers it, and the brightest becomes 255; and the centre of
/// mass is moved to (14, 14) by whole pixels, where what falls outside is cut. What is smaller than 0.03 looks like a
/// dot on the pad, and becomes a dot of the pen's width. Without a point, it is all paper.
/// @throws Error(bad_data) for a point that is not finite; Error(bad_setting) for a width outside of its range.
Picture rasterize(std::span<const Stroke> strokes, float width = pen_width);

}  // namespace inkling

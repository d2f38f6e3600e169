/// The rasteriser: the drawing is fitted into its box, painted larger than life, averaged down, and centred.
#include <inkling/error.h>
#include <inkling/rasterize.h>

#include <algorithm>
#include <cmath>

#include "curve.h"
#include "kernels/ink.h"
#include "pixel.h"
#include "require.h"

namespace inkling {
namespace {

/// Pixels on a side of the box in the picture that the ink fills.
constexpr std::size_t box_side = 20;

/// In fractions of the pad's side.
constexpr double dot_size = 0.03;

/// The strokes are painted this many times larger than the box, then averaged down to it by `cover`.
constexpr std::size_t oversampling = 2;
constexpr std::size_t canvas_side = box_side * oversampling;

struct Bounds {
  // In double, where the distance of any two floats is finite.
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;

  explicit Bounds(std::span<const Stroke> strokes) {
    for (const Stroke& stroke : strokes) {
      for (const auto [x, y] : stroke) {
        left = std::min<double>(left, x);
        top = std::min<double>(top, y);
        right = std::max<double>(right, x);
        bottom = std::max<double>(bottom, y);
      }
    }
  }

  bool is_empty() const { return left > right; }
  double extent() const { return std::max(right - left, bottom - top); }
};

void check(std::span<const Stroke> strokes, float width) {
  require_in_range({.name = "width", .title = "Width of the pen", .range = pen_width_range}, width);
  for (std::size_t i = 0; i < strokes.size(); ++i) {
    for (const auto [x, y] : strokes[i]) {
      if (!std::isfinite(x) || !std::isfinite(y)) {
        fail(ErrorCode::bad_data, {"Stroke ", i + 1, " has a point at (", x, ", ", y, "), which is nowhere."});
      }
    }
  }
}

/// Moves and scales the strokes so that the middle of the bounds lies in that of a square of `side`, and their longer
/// side is `extent`.
void fit(std::vector<Stroke>& strokes, const Bounds& bounds, double extent, double side) {
  const double scale = extent == 0 ? 0 : extent / bounds.extent();
  const double x0 = bounds.left / 2 + bounds.right / 2;
  const double y0 = bounds.top / 2 + bounds.bottom / 2;
  for (Stroke& stroke : strokes) {
    for (auto& [x, y] : stroke) {
      x = static_cast<float>((x - x0) * scale + side / 2);
      y = static_cast<float>((y - y0) * scale + side / 2);
    }
  }
}

/// What the pen covers of every pixel of the box.
using Ink = std::array<float, box_side * box_side>;

Ink paint(std::span<const Stroke> curves, float width) {
  const float reach = width * oversampling / 2 + 0.5F;
  std::array<float, canvas_side * canvas_side> nearest;
  nearest.fill(reach * reach);
  for (const Stroke& curve : curves) {
    for (std::size_t i = 0; i < curve.size(); ++i) {
      const Point from = curve[i > 0 ? i - 1 : 0];
      kernels::approach({from.x, from.y, curve[i].x, curve[i].y}, reach, nearest.data(), canvas_side);
    }
  }
  Ink ink;
  kernels::cover(nearest.data(), reach, canvas_side, ink.data());
  return ink;
}

/// To the nearest whole number, halves down; and what rounding made of halves, as the drawings of symmetric digits are.
int round_half_down(float x) { return static_cast<int>(std::ceil(x - 0.5F - 0x1p-10F)); }

Picture centre(const Ink& ink) {
  float mass = 0;
  float mass_x = 0;
  float mass_y = 0;
  float brightest = 0;
  for (std::size_t y = 0; y < box_side; ++y) {
    for (std::size_t x = 0; x < box_side; ++x) {
      const float here = ink[y * box_side + x];
      mass += here;
      mass_x += here * static_cast<float>(x);
      mass_y += here * static_cast<float>(y);
      brightest = std::max(brightest, here);
    }
  }
  constexpr float middle = static_cast<float>(picture_side) / 2;
  const int right = round_half_down(middle - mass_x / mass);
  const int down = round_half_down(middle - mass_y / mass);
  Picture picture{};
  for (std::size_t y = 0; y < box_side; ++y) {
    // Whole numbers wrap around: what would be left of the picture, or above it, is far to the right or below.
    const std::size_t row = y + static_cast<std::size_t>(down);
    for (std::size_t x = 0; x < box_side; ++x) {
      const std::size_t column = x + static_cast<std::size_t>(right);
      if (row >= picture_side || column >= picture_side) continue;
      picture[row * picture_side + column] = nearest_byte(ink[y * box_side + x] / brightest * 255);
    }
  }
  return picture;
}

}  // namespace

Picture rasterize(std::span<const Stroke> strokes, float width) {
  check(strokes, width);
  const Bounds drawn(strokes);
  if (drawn.is_empty()) return {};
  std::vector<Stroke> curves(strokes.begin(), strokes.end());
  if (drawn.extent() < dot_size) {
    fit(curves, drawn, 0, canvas_side);
    return centre(paint(curves, width));
  }
  // In pixels of the box first, in which the curve's points are one apart; and once more, since a curve reaches beyond
  // its points.
  fit(curves, drawn, box_side, box_side);
  for (Stroke& stroke : curves) {
    Stroke curve;
    append_smooth(stroke, 1, curve);
    stroke = std::move(curve);
  }
  fit(curves, Bounds(curves), (box_side - width) * oversampling, canvas_side);
  return centre(paint(curves, width));
}

}  // namespace inkling

/// Functions of two numbers, to go down on.
#pragma once

#include <inkling/choice.h>

#include <array>

namespace inkling::lessons {

using Point = std::array<double, 2>;

/// A row of the table of surfaces.
struct SurfaceRow {
  std::string_view name;
  double (*value)(double x, double y);
  Point (*gradient)(double x, double y);
  /// The piece of the plane to show, from and to.
  std::array<double, 2> x;
  std::array<double, 2> y;
  /// A point that is worth starting from.
  std::array<float, 2> start;

  bool contains(double at_x, double at_y) const { return at_x >= x[0] && at_x <= x[1] && at_y >= y[0] && at_y <= y[1]; }

  static constexpr std::string_view kind = "surface";
  static std::span<const SurfaceRow> table();
};

/// Chosen by name: "hill", x e^-(x² + y²), up to the right of the origin and down to the left, flat far away; "bowl",
/// (x² + y²) / 2; "valley", (x² + 25 y²) / 2; "saddle", x² - y² + y⁴ / 4, flat at the origin, between two minima.
using Surface = Choice<SurfaceRow>;

}  // namespace inkling::lessons

/// The smooth line that the eye sees through points.
#pragma once

#include <inkling/rasterize.h>

#include <span>

namespace inkling {

/// Of size at least 2^-75 apart, so that a square is no zero; 0 for the same point.
float distance(Point a, Point b);

/// Appends to `curve` the points of the line through `points`, with others between them until neighbours lie within
/// about `spacing`. It is a centripetal Catmull-Rom curve, which passes through every point and makes no loops where
/// they lie unevenly (P. Barry and R. Goldman, "A recursive evaluation algorithm for a class of Catmull-Rom splines",
/// 1988). Points that hardly differ from the one before, by less than a thousandth of the spacing, are left out.
void append_smooth(std::span<const Point> points, float spacing, Stroke& curve);

}  // namespace inkling

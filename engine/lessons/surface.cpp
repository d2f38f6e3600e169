/// The table of surfaces. To add one: a function, its gradient, and its row.
#include "lessons/surface.h"

#include "lessons/precise.h"

namespace inkling::lessons {
namespace {

double hill(double x, double y) { return x * precise::exp(-(x * x + y * y)); }
Point hill_gradient(double x, double y) {
  const double bell = precise::exp(-(x * x + y * y));
  return {(1 - 2 * x * x) * bell, -2 * x * y * bell};
}

double bowl(double x, double y) { return (x * x + y * y) / 2; }
Point bowl_gradient(double x, double y) { return {x, y}; }

double valley(double x, double y) { return (x * x + 25 * (y * y)) / 2; }
Point valley_gradient(double x, double y) { return {x, 25 * y}; }

double saddle(double x, double y) { return x * x - y * y + y * y * y * y / 4; }
Point saddle_gradient(double x, double y) { return {2 * x, y * y * y - 2 * y}; }

constexpr std::array<SurfaceRow, 4> rows{{
    {"hill", hill, hill_gradient, {-2, 2}, {-2, 2}, {0.4F, 0.3F}},
    {"bowl", bowl, bowl_gradient, {-3, 3}, {-3, 3}, {2.5F, -2}},
    {"valley", valley, valley_gradient, {-6, 6}, {-3, 3}, {-5, 1.5F}},
    {"saddle", saddle, saddle_gradient, {-2, 2}, {-2.5, 2.5}, {1.5F, 0.01F}},
}};

}  // namespace

std::span<const SurfaceRow> SurfaceRow::table() { return rows; }

}  // namespace inkling::lessons

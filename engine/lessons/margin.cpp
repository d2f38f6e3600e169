/// The nearest point of a convex hull, by corners.
#include "lessons/margin.h"

#include <inkling/error.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "lessons/numbers.h"

namespace inkling::lessons {
namespace {

using Vector = std::array<double, 3>;

double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

/// A point, and the corners that it lies between.
struct Nearest {
  Vector point{};
  std::vector<Vector> corners;
};

/// The point nearest to the origin of the plane, line or point through some corners, where it lies between them.
///
/// Its weights u solve G u = m 1 with sum u = 1, where G has the corners' products: its product with each corner is the
/// same m, its own squared length.
std::optional<Vector> nearest_between(const std::vector<Vector>& corners) {
  const std::size_t count = corners.size();
  // [G 1; 1 0] (u, -m) = (0, 1), by elimination with the largest pivot.
  std::vector<std::vector<double>> rows(count + 1, std::vector<double>(count + 2, 0.0));
  double scale = 0;
  for (const Vector& corner : corners) scale = std::max(scale, dot(corner, corner));
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < count; ++j) rows[i][j] = dot(corners[i], corners[j]) / scale;
    rows[i][count] = rows[count][i] = 1;
  }
  rows[count][count + 1] = 1;
  for (std::size_t step = 0; step <= count; ++step) {
    std::size_t pivot = step;
    for (std::size_t i = step; i <= count; ++i) {
      if (std::abs(rows[i][step]) > std::abs(rows[pivot][step])) pivot = i;
    }
    // Corners that lie on a line, or twice in one place: some of them do as well without the others.
    if (std::abs(rows[pivot][step]) < 1e-13) return std::nullopt;
    std::swap(rows[pivot], rows[step]);
    for (std::size_t i = 0; i <= count; ++i) {
      const double factor = i == step ? 0 : rows[i][step] / rows[step][step];
      for (std::size_t j = step; j < count + 2; ++j) rows[i][j] -= factor * rows[step][j];
    }
  }
  Vector point{};
  for (std::size_t i = 0; i < count; ++i) {
    const double weight = rows[i][count + 1] / rows[i][i];
    if (!(weight >= 0)) return std::nullopt;
    for (std::size_t k = 0; k < 3; ++k) point[k] += weight * corners[i][k];
  }
  return point;
}

/// The nearest point to the origin of all that is between up to four corners: the nearest of any of them.
Nearest nearest_of(const std::vector<Vector>& corners) {
  Nearest best;
  for (unsigned chosen = 1; chosen < 1U << corners.size(); ++chosen) {
    std::vector<Vector> some;
    for (std::size_t i = 0; i < corners.size(); ++i) {
      if ((chosen >> i & 1U) != 0) some.push_back(corners[i]);
    }
    const std::optional<Vector> point = nearest_between(some);
    if (!point || (!best.corners.empty() && !(dot(*point, *point) < dot(best.point, best.point)))) continue;
    best = {*point, std::move(some)};
  }
  return best;
}

std::vector<Vector> turned(const Matrix<float>& points, const RowVector<float>& labels) {
  if (points.rows() < 1 || points.rows() > 200) {
    refuse({"points"}, {"points"}, {points.rows()}, {"1 to 200 points"}, ErrorCode::bad_data);
  }
  if (points.cols() != 2) {
    refuse({"points"}, {"points"}, {points.cols(), " numbers for each"}, {"x and y"}, ErrorCode::bad_data);
  }
  require_same("labels", labels.size(), "points", points.rows());
  require_numbers(values(points), "points");
  std::vector<Vector> all;
  for (Index i = 0; i < points.rows(); ++i) {
    if (labels[i] != 0 && labels[i] != 1) {
      refuse({"labels[", i, "]"}, {"labels[", i, "]"}, {labels[i]}, {"0 or 1"}, ErrorCode::bad_data);
    }
    const double side = labels[i] == 1 ? 1 : -1;
    all.push_back({side * points(i, 0), side * points(i, 1), side});
  }
  return all;
}

}  // namespace

double Margin::bound() const {
  const double ratio = radius / margin;
  // What rounding has left just below a whole number is that number: one mistake more than it would be none less.
  return std::floor(ratio * ratio * (1 + 1e-9));
}

std::optional<Margin> widest_margin(const Matrix<float>& points, const RowVector<float>& labels) {
  const std::vector<Vector> all = turned(points, labels);
  double radius = 0;
  for (const Vector& example : all) radius = std::max(radius, std::sqrt(dot(example, example)));
  Nearest nearest{all.front(), {all.front()}};
  while (true) {
    const Vector& normal = nearest.point;
    const double square = dot(normal, normal);
    const double margin = std::sqrt(square);
    if (margin <= 1e-9 * radius) return std::nullopt;
    const auto by_normal = [&](const Vector& a, const Vector& b) { return dot(a, normal) < dot(b, normal); };
    const Vector& last = *std::min_element(all.begin(), all.end(), by_normal);
    std::vector<Vector> corners = nearest.corners;
    corners.push_back(last);
    const Nearest next = nearest_of(corners);
    // Rounding has the last word: each round is nearer, or there is none.
    const bool is_nearer = dot(next.point, next.point) < square * (1 - 1e-13);
    if (dot(last, normal) >= square * (1 - 1e-12) || !is_nearer) {
      return Margin{.weight = {normal[0] / margin, normal[1] / margin},
                    .bias = normal[2] / margin,
                    .margin = dot(last, normal) / margin,
                    .radius = radius};
    }
    nearest = next;
  }
}

}  // namespace inkling::lessons

/// The line that parts two classes with the most room: what Novikoff's bound on a perceptron's mistakes is made of.
#pragma once

#include <inkling/matrix.h>

#include <array>
#include <optional>

namespace inkling::lessons {

/// In the space where a perceptron's rule is one vector's: its bias is the weight of a third input that is always 1,
/// and a line in the plane is a plane through the origin there.
struct Margin {
  std::array<double, 2> weight;
  double bias;
  double margin;  ///< how far the nearest example is from that plane; (weight, bias) has length 1
  double radius;  ///< how long the longest example is

  /// (radius / margin)², rounded down: no perceptron that begins with zeros makes more mistakes (A. Novikoff 1962).
  [[nodiscard]] double bound() const;
};

/// Of 1 to 200 points [points, 2] with labels [points] of 0 and 1; absent where no line parts them, or only one with a
/// margin below 1e-9 of the radius. @throws Error(bad_data) for anything else, or numbers that are not finite.
///
/// Each example is turned to the side of its class, p for 1 and -p for 0. The nearest point to the origin of all that
/// is between these points is the normal of that plane, and as far as the margin is wide. It lies between three of them
/// at most, which are found by adding, again and again, the one that is furthest behind (P. Wolfe 1976).
std::optional<Margin> widest_margin(const Matrix<float>& points, const RowVector<float>& labels);

}  // namespace inkling::lessons

/// Centripetal Catmull-Rom curves.
#include "curve.h"

#include <cmath>

namespace inkling {
namespace {

Point between(Point a, Point b, float t) { return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; }

/// The curve from b to c, whose neighbours are a and d.
class Piece {
 public:
  Piece(Point a, Point b, Point c, Point d)
      : a_(a),
        b_(b),
        c_(c),
        d_(d),
        ab_(std::sqrt(distance(a, b))),
        bc_(std::sqrt(distance(b, c))),
        cd_(std::sqrt(distance(c, d))) {}

  /// `t` goes from 0 at b to 1 at c.
  Point at(float t) const {
    const float u = t * bc_;
    const Point middle = between(b_, c_, t);
    const Point abc = between(between(a_, b_, (u + ab_) / ab_), middle, (u + ab_) / (ab_ + bc_));
    const Point bcd = between(middle, between(c_, d_, (u - bc_) / cd_), u / (bc_ + cd_));
    return between(abc, bcd, t);
  }

 private:
  Point a_, b_, c_, d_;
  float ab_, bc_, cd_;  ///< roots of distances
};

}  // namespace

float distance(Point a, Point b) {
  const float dx = b.x - a.x;
  const float dy = b.y - a.y;
  return std::sqrt(dx * dx + dy * dy);
}

void append_smooth(std::span<const Point> points, float spacing, Stroke& curve) {
  Stroke apart;
  for (const Point point : points) {
    if (apart.empty() || distance(apart.back(), point) >= spacing / 1024) apart.push_back(point);
  }
  for (std::size_t i = 0; i < apart.size(); ++i) {
    if (i > 0) {
      const Point b = apart[i - 1];
      const Point c = apart[i];
      // An end goes on straight.
      const Piece piece(i > 1 ? apart[i - 2] : between(c, b, 2), b, c,
                        i + 1 < apart.size() ? apart[i + 1] : between(b, c, 2));
      const auto pieces = static_cast<int>(std::ceil(distance(b, c) / spacing));
      for (int k = 1; k < pieces; ++k) curve.push_back(piece.at(static_cast<float>(k) / static_cast<float>(pieces)));
    }
    curve.push_back(apart[i]);
  }
}

}  // namespace inkling

/// Pictures of a line, and where their ink is.
#pragma once

#include <inkling/rasterize.h>

#include <vector>

namespace inkling::testing_support {

/// A line from the upper to the lower point, in fractions of the pad.
inline Picture line(Point upper, Point lower) { return rasterize(std::vector<Stroke>{{upper, lower}}); }

struct Moments {
  double ink = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
};

inline Moments moments(const Picture& picture) {
  Moments m;
  const auto for_each = [&](auto visit) {
    for (std::size_t y = 0; y < 28; ++y) {
      for (std::size_t x = 0; x < 28; ++x) {
        visit(static_cast<double>(picture[y * 28 + x]), static_cast<double>(x), static_cast<double>(y));
      }
    }
  };
  for_each([&](double ink, double x, double y) {
    m.ink += ink;
    m.x += ink * x;
    m.y += ink * y;
  });
  m.x /= m.ink;
  m.y /= m.ink;
  for_each([&](double ink, double x, double y) {
    m.xx += ink * (x - m.x) * (x - m.x) / m.ink;
    m.xy += ink * (x - m.x) * (y - m.y) / m.ink;
    m.yy += ink * (y - m.y) * (y - m.y) / m.ink;
  });
  return m;
}

}  // namespace inkling::testing_support

/// Distances from the pen's path, four pixels at a time. Every pixel is computed by itself, so that neither the number
/// of lanes nor the pixels beside it change a bit of it.
#include "ink.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "simd.h"

namespace inkling::kernels {
namespace {

constexpr std::size_t four = 4;

Four all(float value) { return Four{value, value, value, value}; }
Four least(Four a, Four b) { return a < b ? a : b; }
Four most(Four a, Four b) { return a > b ? a : b; }

/// The pixels from `low` - `reach` to `high` + `reach` that are there: first, and one past the last.
std::pair<std::size_t, std::size_t> pixels_near(float low, float high, float reach, std::size_t side) {
  const float limit = static_cast<float>(side);
  const float first = std::clamp(low - reach, 0.0F, limit);
  const float last = std::clamp(high + reach, 0.0F, limit);
  return {static_cast<std::size_t>(first), static_cast<std::size_t>(std::ceil(last))};
}

}  // namespace

void approach(const Segment& segment, float reach, float* nearest, std::size_t side) {
  const auto [x0, y0, x1, y1] = segment;
  const auto [left, right] = pixels_near(std::min(x0, x1), std::max(x0, x1), reach, side);
  const auto [top, bottom] = pixels_near(std::min(y0, y1), std::max(y0, y1), reach, side);
  const float dx = x1 - x0;
  const float dy = y1 - y0;
  const float squared_length = dx * dx + dy * dy;
  const float inverse = squared_length > 0 ? 1 / squared_length : 0;
  for (std::size_t y = top; y < bottom; ++y) {
    const float py = static_cast<float>(y) + 0.5F - y0;
    for (std::size_t x = left / four * four; x < right; x += four) {
      const Four px = all(static_cast<float>(x) + 0.5F - x0) + Four{0, 1, 2, 3};
      // The nearest point of the segment is t of the way along it.
      const Four t = least(most((px * all(dx) + all(py * dy)) * all(inverse), all(0)), all(1));
      const Four ex = px - t * all(dx);
      const Four ey = all(py) - t * all(dy);
      const Four squared = ex * ex + ey * ey;
      float* target = nearest + y * side + x;
      Four before;
      std::memcpy(&before, target, sizeof(before));
      const Four after = least(squared, before);
      std::memcpy(target, &after, sizeof(after));
    }
  }
}

void cover(float* nearest, float reach, std::size_t side, float* ink) {
  for (std::size_t i = 0; i < side * side; ++i) {
    const float covered = reach - std::sqrt(nearest[i]);
    nearest[i] = covered < 1 ? covered : 1.0F;
  }
  for (std::size_t y = 0; y < side; y += 2) {
    const float* upper = nearest + y * side;
    const float* lower = upper + side;
    for (std::size_t x = 0; x < side; x += 2) {
      *ink++ = ((upper[x] + upper[x + 1]) + (lower[x] + lower[x + 1])) / 4;
    }
  }
}

}  // namespace inkling::kernels

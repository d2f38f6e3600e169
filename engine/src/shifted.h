/// Pictures moved by whole pixels.
#pragma once

#include <inkling/rasterize.h>

#include <algorithm>
#include <span>

namespace inkling {

/// Writes the picture `from`, moved, to `to`: what falls outside is cut, and what comes in is paper. Both [28, 28], and
/// not the same.
template <typename Pixel>
void shift(std::span<const Pixel> from, int right, int down, std::span<Pixel> to) {
  constexpr auto side = static_cast<int>(picture_side);
  std::fill(to.begin(), to.end(), Pixel{});
  for (int y = std::max(down, 0); y < std::min(side + down, side); ++y) {
    const auto old_row = from.begin() + (y - down) * side;
    std::copy(old_row + std::max(-right, 0), old_row + side - std::max(right, 0),
              to.begin() + y * side + std::max(right, 0));
  }
}

}  // namespace inkling

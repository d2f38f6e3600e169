/// The loops of the rasteriser: which pixels a pen comes near, and how much of them it covers.
#pragma once

#include <cstddef>

namespace inkling::kernels {

/// A straight piece of the pen's path, in pixels: pixel (x, y) has its centre at (x + 1/2, y + 1/2).
struct Segment {
  float x0, y0, x1, y1;
};

/// Lowers each of nearest[side, side], squared distances of pixels' centres from the pen's path, to that from the
/// segment, wherever it is below `reach`; `side` is a multiple of 4.
void approach(const Segment& segment, float reach, float* nearest, std::size_t side);

/// What a round pen covers of every pixel, from 0 to 1, and the mean over each 2 by 2 pixels: ink[side / 2, side / 2]
/// of nearest[side, side]. A pixel is covered by as much as its centre is nearer to the path than `reach`, which is the
/// pen's radius and half a pixel; no `nearest` is above its square, and all are used up.
void cover(float* nearest, float reach, std::size_t side, float* ink);

}  // namespace inkling::kernels

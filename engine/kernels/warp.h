/// The loops of the warps: a picture sampled at other places than its pixels.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace inkling::kernels {

/// Pixels on a side of the pictures.
inline constexpr std::size_t warp_side = 28;

/// Where a pixel of the new picture comes from in the old one: a linear map, and a bend of up to so many pixels that is
/// given at 5 by 5 places, 7 pixels apart from the first pixel on, and bilinear between them.
struct Mapping {
  float xx = 1, xy = 0, x0 = 0;  ///< x = xx x' + xy y' + x0 + bend
  float yx = 0, yy = 1, y0 = 0;
  std::array<float, 25> bend_x = {};
  std::array<float, 25> bend_y = {};
};

/// The ink of the new picture, [28, 28], by cubic convolution with a = -1/2, which may leave the range of bytes. Beyond
/// its edge the old picture is paper.
void resample(const std::uint8_t* picture, const Mapping& mapping, float* ink);

/// Ink, [28, 28], as the nearest bytes.
void to_bytes(const float* ink, std::uint8_t* picture);

/// The picture sheared by its lean, the covariance of x and y over the variance of y where ink is weight: by cubic
/// convolution too, but since rows are only shifted, at a fraction of the cost.
void deslant(const std::uint8_t* picture, std::uint8_t* upright);

}  // namespace inkling::kernels

/// Cubic convolution. A pixel costs four rows of four neighbours, each row in one vector.
#include "warp.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "simd.h"

namespace inkling::kernels {
namespace {

constexpr std::size_t grid_side = 5;

/// Paper on each side of the picture, so that a sample near its edge finds four neighbours.
constexpr std::size_t margin = 3;
constexpr std::size_t stride = warp_side + 2 * margin;

Four all(float value) { return Four{value, value, value, value}; }

/// The weights of the neighbours at -1, 0, 1 and 2 for a place at t, from 0 to 1.
Four weights(float t) {
  constexpr Four cubic{-0.5F, 1.5F, -1.5F, 0.5F};
  constexpr Four square{1, -2.5F, 2, -0.5F};
  constexpr Four linear{-0.5F, 0, 0.5F, 0};
  constexpr Four constant{0, 1, 0, 0};
  return ((cubic * all(t) + square) * all(t) + linear) * all(t) + constant;
}

/// The sample at (x, y), whose units are pixels of the padded picture.
float sample(const float* padded, float x, float y) {
  const auto left = static_cast<std::size_t>(x);
  const auto top = static_cast<std::size_t>(y);
  const Four across = weights(x - static_cast<float>(left));
  const Four down = weights(y - static_cast<float>(top));
  const float* corner = padded + (top - 1) * stride + left - 1;
  Four sum = all(0);
  for (std::size_t row = 0; row < 4; ++row) {
    Four neighbours;
    std::memcpy(&neighbours, corner + row * stride, sizeof(neighbours));
    sum += neighbours * all(down[row]);
  }
  sum *= across;
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/// A row of the bend: where the grid's lines cross it.
std::array<float, grid_side> row_of_bend(const std::array<float, 25>& bend, std::size_t cell, float t) {
  std::array<float, grid_side> row;
  for (std::size_t i = 0; i < grid_side; ++i) {
    const float upper = bend[cell * grid_side + i];
    row[i] = upper + (bend[(cell + 1) * grid_side + i] - upper) * t;
  }
  return row;
}

}  // namespace

void resample(const std::uint8_t* picture, const Mapping& mapping, float* ink) {
  std::array<float, stride * stride> padded{};
  std::size_t left = stride;
  std::size_t top = stride;
  std::size_t right = 0;
  std::size_t bottom = 0;
  for (std::size_t i = 0; i < warp_side * warp_side; ++i) {
    if (picture[i] == 0) continue;
    const std::size_t x = i % warp_side + margin;
    const std::size_t y = i / warp_side + margin;
    padded[y * stride + x] = picture[i];
    left = std::min(left, x);
    right = std::max(right, x);
    top = std::min(top, y);
    bottom = std::max(bottom, y);
  }
  // Two pixels and more away from all ink there is only paper.
  const auto from_ink = [](std::size_t pixel, int pixels) {
    return static_cast<float>(pixel) + static_cast<float>(pixels);
  };
  const float first_x = from_ink(left, -2);
  const float first_y = from_ink(top, -2);
  const float last_x = from_ink(right, 2);
  const float last_y = from_ink(bottom, 2);
  constexpr float cells_per_pixel = static_cast<float>(grid_side - 1) / (warp_side - 1);
  const auto cell_of = [](std::size_t pixel) {
    return std::min(static_cast<std::size_t>(static_cast<float>(pixel) * cells_per_pixel), grid_side - 2);
  };
  for (std::size_t y = 0; y < warp_side; ++y) {
    const std::size_t cell_y = cell_of(y);
    const float t = static_cast<float>(y) * cells_per_pixel - static_cast<float>(cell_y);
    const auto bend_x = row_of_bend(mapping.bend_x, cell_y, t);
    const auto bend_y = row_of_bend(mapping.bend_y, cell_y, t);
    for (std::size_t x = 0; x < warp_side; ++x) {
      const std::size_t cell = cell_of(x);
      const float s = static_cast<float>(x) * cells_per_pixel - static_cast<float>(cell);
      const auto px = static_cast<float>(x);
      const auto py = static_cast<float>(y);
      const float from_x = mapping.xx * px + mapping.xy * py + mapping.x0 + bend_x[cell] +
                           (bend_x[cell + 1] - bend_x[cell]) * s + static_cast<float>(margin);
      const float from_y = mapping.yx * px + mapping.yy * py + mapping.y0 + bend_y[cell] +
                           (bend_y[cell + 1] - bend_y[cell]) * s + static_cast<float>(margin);
      const bool is_paper = !(from_x >= first_x && from_x < last_x && from_y >= first_y && from_y < last_y);
      ink[y * warp_side + x] = is_paper ? 0 : sample(padded.data(), from_x, from_y);
    }
  }
}

}  // namespace inkling::kernels

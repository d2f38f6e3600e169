/// Cubic convolution. A pixel costs four rows of four neighbours, each row in one vector; where rows are only shifted,
/// four vectors make four pixels.
#include "warp.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "simd.h"

namespace inkling::kernels {
namespace {

constexpr std::size_t grid_side = 5;
constexpr std::size_t cell_side = warp_side / (grid_side - 1);

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
  const auto left = static_cast<int>(x);
  const auto top = static_cast<int>(y);
  const Four across = weights(x - static_cast<float>(left));
  const Four down = weights(y - static_cast<float>(top));
  const float* corner = padded + (top - 1) * static_cast<int>(stride) + left - 1;
  Four sum = all(0);
  for (std::size_t row = 0; row < 4; ++row) {
    Four neighbours;
    std::memcpy(&neighbours, corner + row * stride, sizeof(neighbours));
    sum += neighbours * all(down[row]);
  }
  sum *= across;
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/// The bend where a row of pixels crosses the grid's lines.
std::array<float, grid_side> row_of_bend(const std::array<float, 25>& bend, std::size_t y) {
  const float* upper = &bend[y / cell_side * grid_side];
  const float share = static_cast<float>(y % cell_side) / cell_side;
  std::array<float, grid_side> row;
  for (std::size_t i = 0; i < grid_side; ++i) row[i] = upper[i] + (upper[i + grid_side] - upper[i]) * share;
  return row;
}

/// Row y moves to the left by `lean` (y - `axis`).
struct Shear {
  float lean = 0;
  float axis = 0;
};

/// From whole numbers, so that what does not lean is found not to. None where the ink is in one row.
Shear shear_of(const std::uint8_t* picture) {
  std::int64_t mass = 0;
  std::int64_t x = 0;
  std::int64_t y = 0;
  std::int64_t xy = 0;
  std::int64_t yy = 0;
  for (std::uint32_t row = 0; row < warp_side; ++row) {
    std::uint32_t row_mass = 0;
    std::uint32_t row_x = 0;
    for (std::uint32_t column = 0; column < warp_side; ++column) {
      const std::uint32_t ink = *picture++;
      row_mass += ink;
      row_x += ink * column;
    }
    mass += row_mass;
    x += row_x;
    y += row * row_mass;
    xy += row * row_x;
    yy += row * row * row_mass;
  }
  const std::int64_t spread = mass * yy - y * y;
  if (spread == 0) return {};
  const double lean = static_cast<double>(mass * xy - x * y) / static_cast<double>(spread);
  const double axis = static_cast<double>(y) / static_cast<double>(mass);
  return {static_cast<float>(lean), static_cast<float>(axis)};
}

/// Four pixels as the nearest bytes.
void put_bytes(Four ink, std::uint8_t* bytes) {
  using Four32 = std::int32_t __attribute__((vector_size(sizeof(Four))));
  const Four above = ink > all(0) ? ink : all(0);
  const Four within = above < all(255) ? above : all(255);
  const auto whole = __builtin_convertvector(within + all(0.5F), Four32);
  for (int k = 0; k < 4; ++k) bytes[k] = static_cast<std::uint8_t>(whole[k]);
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
  for (std::size_t y = 0; y < warp_side; ++y) {
    const auto py = static_cast<float>(y);
    const auto bend_x = row_of_bend(mapping.bend_x, y);
    const auto bend_y = row_of_bend(mapping.bend_y, y);
    const float row_x = mapping.xy * py + mapping.x0 + static_cast<float>(margin);
    const float row_y = mapping.yy * py + mapping.y0 + static_cast<float>(margin);
    for (std::size_t cell = 0; cell + 1 < grid_side; ++cell) {
      // Within a cell of the bend, places lie evenly on a line.
      const auto px = static_cast<float>(cell * cell_side);
      const float start_x = mapping.xx * px + row_x + bend_x[cell];
      const float start_y = mapping.yx * px + row_y + bend_y[cell];
      const float step_x = mapping.xx + (bend_x[cell + 1] - bend_x[cell]) / cell_side;
      const float step_y = mapping.yx + (bend_y[cell + 1] - bend_y[cell]) / cell_side;
      for (std::size_t k = 0; k < cell_side; ++k) {
        const float x = start_x + step_x * static_cast<float>(k);
        const float y_there = start_y + step_y * static_cast<float>(k);
        const bool is_paper = !(x >= first_x && x < last_x && y_there >= first_y && y_there < last_y);
        *ink++ = is_paper ? 0 : sample(padded.data(), x, y_there);
      }
    }
  }
}

void to_bytes(const float* ink, std::uint8_t* picture) {
  for (std::size_t i = 0; i < warp_side * warp_side; ++i) {
    const float above = std::clamp(ink[i], 0.0F, 255.0F) + 0.5F;
    picture[i] = static_cast<std::uint8_t>(above);
  }
}

void deslant(const std::uint8_t* picture, std::uint8_t* upright) {
  const auto [lean, axis] = shear_of(picture);
  // Further than this a row is shifted out of sight.
  constexpr float furthest = warp_side + 1;
  constexpr std::size_t before = warp_side + 2;
  std::array<float, before + warp_side + before + 1> padded{};
  for (std::size_t y = 0; y < warp_side; ++y) {
    const float by = std::clamp(lean * (static_cast<float>(y) - axis), -furthest, furthest);
    const float whole = std::floor(by);
    const Four weight = weights(by - whole);
    std::copy_n(picture + y * warp_side, warp_side, padded.begin() + before);
    const float* first = padded.data() + before - 1 + static_cast<int>(whole);
    for (std::size_t x = 0; x < warp_side; x += 4) {
      Four sum = all(0);
      for (std::size_t k = 0; k < 4; ++k) {
        Four neighbours;
        std::memcpy(&neighbours, first + x + k, sizeof(neighbours));
        sum += neighbours * all(weight[k]);
      }
      put_bytes(sum, upright + y * warp_side + x);
    }
  }
}

}  // namespace inkling::kernels

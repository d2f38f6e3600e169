/// Warps: for each pixel of the new picture, where in the old one it comes from, and what is there.
#include <inkling/warp.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kernels/trigonometry.h"
#include "kernels/warp.h"
#include "require.h"

namespace inkling {
namespace {

constexpr auto side = static_cast<int>(picture_side);

/// The middle of a picture, where pixel 0 has its centre at 0.
constexpr float middle = (side - 1) / 2.0F;

using Ink = std::array<float, side * side>;

Picture picture_of(const Ink& ink) {
  Picture picture;
  kernels::to_bytes(ink.data(), picture.data());
  return picture;
}

kernels::Mapping draw_mapping(const WarpConfig& config, Random& random) {
  const float angle = random.uniform(-1, 1) * config.rotation / 180;
  const float shear = random.uniform(-1, 1) * config.shear;
  const float wider = 1 + random.uniform(-1, 1) * config.scale;
  const float higher = 1 + random.uniform(-1, 1) * config.scale;
  const auto cosine = static_cast<float>(kernels::cos_pi(angle));
  const auto sine = static_cast<float>(kernels::sin_pi(angle));
  // Where a pixel came from: turned back first, then sheared and scaled back, around the middle.
  kernels::Mapping mapping{.xx = (cosine + sine * shear) / wider,
                           .xy = (sine - cosine * shear) / wider,
                           .yx = -sine / higher,
                           .yy = cosine / higher};
  mapping.x0 = middle - (mapping.xx + mapping.xy) * middle;
  mapping.y0 = middle - (mapping.yx + mapping.yy) * middle;
  for (std::size_t i = 0; i < mapping.bend_x.size(); ++i) {
    mapping.bend_x[i] = config.elastic * random.normal();
    mapping.bend_y[i] = config.elastic * random.normal();
  }
  return mapping;
}

}  // namespace

void WarpConfig::validate() const { require_settings(*this); }

Picture warp(const Picture& picture, const WarpConfig& config, Random& random) {
  config.validate();
  const kernels::Mapping mapping = draw_mapping(config, random);
  const float bolder = 255 * config.thickness * random.uniform(-1, 1);
  // A steeper edge that lies further out or further in, around half of full ink; what it leaves of paper's noise goes.
  constexpr float half = 127.5F;
  constexpr float steepness = 1.3F;
  constexpr float least_ink = 31;
  Ink ink;
  kernels::resample(picture.data(), mapping, ink.data());
  if (config.thickness != 0) {
    for (float& here : ink) {
      const float edged = (here - half + bolder) * steepness + half;
      here = edged < least_ink ? 0 : edged;
    }
  }
  return picture_of(ink);
}

Picture deslant(const Picture& picture) {
  float mass = 0;
  float x_sum = 0;
  float y_sum = 0;
  const auto for_each = [&](auto visit) {
    for (std::size_t y = 0; y < picture_side; ++y) {
      for (std::size_t x = 0; x < picture_side; ++x) {
        const float ink = picture[y * picture_side + x];
        if (ink > 0) visit(ink, static_cast<float>(x), static_cast<float>(y));
      }
    }
  };
  for_each([&](float ink, float x, float y) {
    mass += ink;
    x_sum += ink * x;
    y_sum += ink * y;
  });
  const float x0 = x_sum / mass;
  const float y0 = y_sum / mass;
  float xy = 0;
  float yy = 0;
  for_each([&](float ink, float x, float y) {
    xy += ink * (x - x0) * (y - y0);
    yy += ink * (y - y0) * (y - y0);
  });
  if (!(yy > 0)) return picture;
  const float lean = xy / yy;
  Ink ink;
  kernels::resample(picture.data(), {.xy = lean, .x0 = -lean * y0}, ink.data());
  return picture_of(ink);
}

}  // namespace inkling

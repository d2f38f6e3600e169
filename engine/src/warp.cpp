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

}  // namespace inkling

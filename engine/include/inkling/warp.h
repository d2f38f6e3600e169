/// Pictures of digits made a little different, as if another hand had written the same.
#pragma once

#include <inkling/random.h>
#include <inkling/rasterize.h>
#include <inkling/setting.h>

#include <cstdint>
#include <span>

namespace inkling {

/// How far pictures are warped, at most or on average. Where all are 0, they stay as they are.
struct WarpConfig {
  float rotation = 9;
  float shear = 0.2F;
  float scale = 0.1F;
  float elastic = 0.65F;
  float thickness = 0;

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"rotation", "Rotation", "By up to how many degrees digits are turned.", {.least = 0, .most = 45}},
          self.rotation);
    visit({"shear", "Shear", "By up to how much of its height a digit's top moves sideways.", {.least = 0, .most = 1}},
          self.shear);
    visit({"scale", "Scale", "By up to which share width and height grow or shrink.", {.least = 0, .most = 0.5}},
          self.scale);
    visit({"elastic", "Elastic", "By how many pixels lines bend, on average.", {.least = 0, .most = 4}}, self.elastic);
    visit({"thickness", "Thickness", "How much strokes become thicker or thinner.", {.least = 0, .most = 0.5}},
          self.thickness);
  }

  /// @throws Error(bad_setting) for a value outside of its range.
  void validate() const;
};

/// The picture turned, sheared, scaled, bent and made bolder or finer, each by as much as `random` draws up to its
/// strength; sampled once, by bicubic interpolation (R. Keys, "Cubic convolution interpolation for digital image
/// processing", 1981), so that it stays crisp. @throws Error(bad_setting) for what the configuration does not allow.
Picture warp(const Picture& picture, const WarpConfig& config, Random& random);

}  // namespace inkling

/// Digits written by made-up hands: pen strokes of the forms that schools around the world teach, as people write them.
///
/// MNIST's digits are American. What it has none of, such as a 1 with a flag and a foot, a 7 with a bar, a 9 whose tail
/// curls or an open 4, no warp of it can make; writing it can.
#pragma once

#include <inkling/dataset.h>
#include <inkling/random.h>
#include <inkling/rasterize.h>
#include <inkling/setting.h>

#include <cstdint>
#include <vector>

namespace inkling {

/// How much made-up hands differ. At 1 they do as people's; at 0 all are the same in that; at 2 twice as much.
struct WriterConfig {
  float variety = 1;
  float proportions = 1;
  float slant = 1;
  float wobble = 1;
  float haste = 1;
  float tremor = 1;
  float pen = 1;

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    constexpr Range strength{.least = 0, .most = 3};
    visit({"variety",
           "Variety of forms",
           "How often a digit has another form than its plainest: a bar, a curl, a loop.",
           {.least = 0, .most = 1}},
          self.variety);
    visit({"proportions", "Proportions", "How much widths, loops and lengths differ.", strength}, self.proportions);
    visit({"slant", "Slant", "How much digits lean and turn.", strength}, self.slant);
    visit({"wobble", "Wobble", "How far lines stray from where they should be.", strength}, self.wobble);
    visit({"haste", "Haste", "How much a fast pen rounds its corners.", strength}, self.haste);
    visit({"tremor", "Tremor", "How much the hand shakes.", strength}, self.tremor);
    visit({"pen", "Pen", "How much the widths of pens differ.", strength}, self.pen);
  }

  /// @throws Error(bad_setting) for a value outside of its range.
  void validate() const;
};

/// A digit as a hand wrote it, about as high as the pad, and the width of its pen in pixels of the picture.
struct Writing {
  std::vector<Stroke> strokes;
  float width = pen_width;
};

/// A digit from 0 to 9, written by another hand each time. @throws Error(bad_setting) for another digit, or what the
/// configuration does not allow.
Writing write_digit(int digit, const WriterConfig& config, Random& random);

/// `count` pictures of written digits of 10 classes, which take turns: 0 to 9, and again.
/// @throws Error(bad_setting) for a count that is not from 1 to 1,000,000, or what the configuration does not allow.
ImageDataset write_digits(std::int64_t count, const WriterConfig& config, Random& random);

}  // namespace inkling

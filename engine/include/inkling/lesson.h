/// Lessons: pictures that teach a network one hand, and keep it from forgetting the others.
#pragma once

#include <inkling/dataset.h>
#include <inkling/random.h>
#include <inkling/setting.h>
#include <inkling/warp.h>

#include <cstdint>

namespace inkling {

struct LessonConfig {
  std::int64_t examples = 16000;
  double taught = 0.4;
  WarpConfig warp{.rotation = 10, .shear = 0.25F, .scale = 0.15F, .elastic = 0.8F};

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"examples", "Examples", "How many pictures the lesson has.", {.least = 1, .most = 100'000}}, self.examples);
    visit({"taught", "Taught share", "The share of the lesson that is copies of the taught digits.", fraction},
          self.taught);
    WarpConfig::describe(self.warp, visit);
  }

  /// @throws Error(bad_setting) for a value outside of its range.
  void validate() const;
};

/// A lesson on the `taught` digits, in any order. Its taught share is copies of them, as many of each as of any other,
/// give or take one: one in five as it is and the others warped, all shifted by up to a pixel. Of what is left two
/// thirds are pictures of `replay`, each as likely as any other, and one third is written by made-up hands. Where
/// `replay` is deslanted, so are warped and written digits; the taught ones are taken as they are.
/// @throws Error(bad_data) for data without examples, of other than 784 pixels from 0 to 1 or of other than 10 classes;
/// Error(bad_setting) for what the configuration does not allow.
ImageDataset make_lesson(const Dataset& taught, const Dataset& replay, const LessonConfig& config, Random& random);

}  // namespace inkling

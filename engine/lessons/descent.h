/// Descent on a surface, by the engine's own optimizers.
#pragma once

#include <inkling/optimizer.h>

#include <cstdint>
#include <vector>

#include "lessons/surface.h"

namespace inkling::lessons {

struct DescentConfig {
  Surface surface = "bowl";
  OptimizerRule optimizer = "sgd";
  OptimizerConfig constants = {};
  std::vector<float> start = {};  ///< x and y; the surface's own where empty
  std::int64_t steps = 100;

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"surface", "Surface", "The function to go down on."}, self.surface);
    visit({"optimizer", "Optimizer", "The rule by which gradients move the point."}, self.optimizer);
    OptimizerConfig::describe(self.constants, visit);
    visit({"start", "Start", "Where to begin: x and y."}, self.start);
    visit({"steps", "Steps", "How many steps to take at most.", {.least = 1, .most = 100'000}}, self.steps);
  }
};

struct Descent {
  enum class End {
    arrived,   ///< slope and last step are both at most `arrival_length` long
    left,      ///< the last point is beyond the piece of the plane to show
    diverged,  ///< the next point, or the optimizer's state, would not be a number any more
    steps      ///< all were taken
  };

  std::vector<double> path;    ///< x and y of the start and of where each step led, [points, 2]
  std::vector<double> values;  ///< [points]
  End end = End::steps;
};

inline constexpr double arrival_length = 1e-4;

std::string_view to_string(Descent::End end);

/// The point is two parameters, floats as all are, and its gradient is computed in double and rounded.
/// @throws Error(bad_setting) for a value outside of its range, or a start that is none of the surface's points.
Descent descend(const DescentConfig& config);

}  // namespace inkling::lessons

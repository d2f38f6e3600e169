/// Steps down a surface, and when they end.
#include "lessons/descent.h"

#include <inkling/error.h>

#include <cmath>

#include "kernels/elementwise.h"
#include "src/require.h"

namespace inkling::lessons {
namespace {

using Parameters = std::array<float, 2>;

double length(double x, double y) { return std::sqrt(x * x + y * y); }

Parameters start_of(const DescentConfig& config) {
  const SurfaceRow& surface = *config.surface.operator->();
  if (config.start.empty()) return surface.start;
  if (config.start.size() != 2) {
    refuse({"Start"}, {"start"}, {"a list of ", config.start.size()}, {"x and y"});
  }
  const Parameters start{config.start[0], config.start[1]};
  if (surface.contains(start[0], start[1])) return start;
  refuse({"Start"}, {"start"}, {"(", start[0], ", ", start[1], ")"},
         {"x from ", surface.x[0], " to ", surface.x[1], " and y from ", surface.y[0], " to ", surface.y[1]});
}

Parameters slope(const SurfaceRow& surface, const Parameters& at) {
  const Point gradient = surface.gradient(at[0], at[1]);
  return {static_cast<float>(gradient[0]), static_cast<float>(gradient[1])};
}

}  // namespace

std::string_view to_string(Descent::End end) {
  switch (end) {
    case Descent::End::arrived:
      return "arrived";
    case Descent::End::left:
      return "left";
    case Descent::End::diverged:
      return "diverged";
    case Descent::End::steps:
      return "steps";
  }
  return "unknown";
}

Descent descend(const DescentConfig& config) {
  require_settings(config);
  const SurfaceRow& surface = *config.surface.operator->();
  Parameters at = start_of(config);
  Parameters gradient = slope(surface, at);
  Optimizer optimizer(config.optimizer);
  Descent descent;
  const auto note = [&] {
    descent.path.insert(descent.path.end(), at.begin(), at.end());
    descent.values.push_back(surface.value(at[0], at[1]));
  };
  note();
  for (std::int64_t step = 0; step < config.steps; ++step) {
    const Parameters before = at;
    const OptimizedTensor tensor{.values = at, .gradient = gradient};
    optimizer.step(config.constants, {&tensor, 1});
    if (!kernels::all_finite(at) || !optimizer.is_finite()) {
      descent.end = Descent::End::diverged;
      return descent;
    }
    note();
    if (!surface.contains(at[0], at[1])) {
      descent.end = Descent::End::left;
      return descent;
    }
    gradient = slope(surface, at);
    const double moved = length(double{at[0]} - before[0], double{at[1]} - before[1]);
    if (moved <= arrival_length && length(gradient[0], gradient[1]) <= arrival_length) {
      descent.end = Descent::End::arrived;
      return descent;
    }
  }
  return descent;
}

}  // namespace inkling::lessons

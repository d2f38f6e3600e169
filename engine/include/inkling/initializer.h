/// The distributions that initial weights are drawn from.
#pragma once

#include <inkling/choice.h>
#include <inkling/matrix.h>
#include <inkling/random.h>

#include <span>

namespace inkling {

/// A row of the table of initializers. Biases always start at zero.
struct InitializerRow {
  std::string_view name;
  /// Fills a weight [fan_in, fan_out]. Floats, so that a network of doubles starts from the same weights.
  void (*fill)(Random& random, Index fan_in, Index fan_out, std::span<float> weight);

  static constexpr std::string_view kind = "initializer";
  static std::span<const InitializerRow> table();
};

/// Chosen by name: "glorot" (uniform with variance 2 / (fan_in + fan_out); Glorot and Bengio 2010), "he" (uniform with
/// variance 2 / fan_in, for units that are off half of the time; He et al. 2015).
using Initializer = Choice<InitializerRow>;

}  // namespace inkling

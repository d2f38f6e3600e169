/// The table of initializers.
#include <inkling/initializer.h>

#include <array>
#include <cmath>

namespace inkling {
namespace {

/// A uniform distribution on (-limit, limit) has variance limit² / 3.
void fill_uniform(Random& random, float variance, std::span<float> weight) {
  const float limit = std::sqrt(3.0F * variance);
  for (float& value : weight) value = random.uniform(-limit, limit);
}

void glorot(Random& random, Index fan_in, Index fan_out, std::span<float> weight) {
  fill_uniform(random, 2.0F / static_cast<float>(fan_in + fan_out), weight);
}

void he(Random& random, Index fan_in, Index /*fan_out*/, std::span<float> weight) {
  fill_uniform(random, 2.0F / static_cast<float>(fan_in), weight);
}

constexpr std::array<InitializerRow, 2> rows{{{"glorot", glorot}, {"he", he}}};

}  // namespace

std::span<const InitializerRow> InitializerRow::table() { return rows; }

}  // namespace inkling

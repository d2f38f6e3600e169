/// The table of initializers.
#include <inkling/initializer.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace inkling {
namespace {

/// How far from zero values lie, as a variance.
using Variance = float (*)(Index fan_in, Index fan_out);

float lecun(Index fan_in, Index /*fan_out*/) { return 1.0F / static_cast<float>(fan_in); }
float glorot(Index fan_in, Index fan_out) { return 2.0F / static_cast<float>(fan_in + fan_out); }
float he(Index fan_in, Index /*fan_out*/) { return 2.0F / static_cast<float>(fan_in); }

void zeros(Random& /*random*/, Index /*fan_in*/, Index /*fan_out*/, float /*scale*/, std::span<float> values) {
  std::fill(values.begin(), values.end(), 0.0F);
}

void constant(Random& /*random*/, Index /*fan_in*/, Index /*fan_out*/, float scale, std::span<float> values) {
  std::fill(values.begin(), values.end(), scale);
}

void normal(Random& random, Index /*fan_in*/, Index /*fan_out*/, float scale, std::span<float> values) {
  for (float& value : values) value = scale * random.normal();
}

void uniform(Random& random, Index /*fan_in*/, Index /*fan_out*/, float scale, std::span<float> values) {
  for (float& value : values) value = random.uniform(-scale, scale);
}

template <Variance variance>
void fan_normal(Random& random, Index fan_in, Index fan_out, float /*scale*/, std::span<float> values) {
  normal(random, fan_in, fan_out, std::sqrt(variance(fan_in, fan_out)), values);
}

/// A uniform distribution on (-limit, limit) has variance limit² / 3.
template <Variance variance>
void fan_uniform(Random& random, Index fan_in, Index fan_out, float /*scale*/, std::span<float> values) {
  uniform(random, fan_in, fan_out, std::sqrt(3.0F * variance(fan_in, fan_out)), values);
}

// The largest scales, rounded down, that leave every weight finite: Marsaglia's method draws no normal number beyond 8,
// since its s is at least 2^-46, and uniform ones are drawn from a range of twice the scale.
constexpr float largest = std::numeric_limits<float>::max();

constexpr std::array<InitializerRow, 10> rows{{
    {"zeros", largest, zeros},
    {"constant", largest, constant},
    {"normal", 4.25e37F, normal},
    {"uniform", 1.7e38F, uniform},
    {"lecun_uniform", largest, fan_uniform<lecun>},
    {"lecun_normal", largest, fan_normal<lecun>},
    {"glorot_uniform", largest, fan_uniform<glorot>},
    {"glorot_normal", largest, fan_normal<glorot>},
    {"he_uniform", largest, fan_uniform<he>},
    {"he_normal", largest, fan_normal<he>},
}};

}  // namespace

std::span<const InitializerRow> InitializerRow::table() { return rows; }

Initializer::Initializer(std::string_view name, float scale) : rule_(name), scale_(scale) {
  if (!(std::abs(scale) <= rule_->largest_scale)) {
    fail(ErrorCode::bad_setting,
         {"Scale of the initializer \"", name, "\": ", scale, " was given; allowed is a finite number of at most ",
          rule_->largest_scale, " in size."});
  }
}

}  // namespace inkling

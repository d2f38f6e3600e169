/// Calibration.
#include <inkling/calibration.h>

#include <cmath>

#include "kernels/elementwise.h"
#include "require.h"

namespace inkling {

bool are_probabilities(const Matrix<float>& outputs) {
  constexpr float rounding = 1e-3F;
  for (Index i = 0; i < outputs.rows(); ++i) {
    float sum = 0;
    for (const float output : row_of(outputs, i)) {
      if (!(output >= 0 && output <= 1)) return false;
      sum += output;
    }
    if (!(std::abs(sum - 1) <= rounding)) return false;
  }
  return outputs.cols() > 1;
}

void temper(Matrix<float>& probabilities, double temperature) {
  require_in_range({.name = "temperature", .title = "Temperature", .range = temperature_range}, temperature);
  if (temperature == 1) return;
  const auto power = static_cast<float>(1 / temperature);
  for (Index i = 0; i < probabilities.rows(); ++i) {
    const std::span<float> row = row_of(probabilities, i);
    for (float& p : row) p = power * kernels::log(p);
    kernels::softmax(std::span<const float>(row), row);
  }
}

}  // namespace inkling

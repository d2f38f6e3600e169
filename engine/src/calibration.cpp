/// Calibration. Sums run in double and in the order of the rows.
#include <inkling/calibration.h>
#include <inkling/error.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "class_of.h"
#include "kernels/elementwise.h"
#include "require.h"

namespace inkling {
namespace {

void check(const Matrix<float>& probabilities, std::span<const std::uint32_t> labels) {
  const auto examples = static_cast<std::size_t>(probabilities.rows());
  if (examples != labels.size()) {
    fail(ErrorCode::bad_data,
         {"Probabilities and labels differ in number: ", examples, " and ", labels.size(), " examples."});
  }
  if (examples == 0) fail(ErrorCode::bad_data, {"There are no examples to calibrate by."});
  if (!are_probabilities(probabilities)) {
    fail(ErrorCode::bad_data,
         {"These are no probabilities of classes: each is from 0 to 1, and an example's are 1 in all."});
  }
  for (const std::uint32_t label : labels) {
    if (static_cast<Index>(label) < probabilities.cols()) continue;
    fail(ErrorCode::bad_data, {"A label is ", label, "; allowed are 0 to ", probabilities.cols() - 1, "."});
  }
}

/// By how much the negative log likelihood of the examples grows with 1 / temperature. `logits` are relative to the
/// largest of their row, so that equal ones do not pull at all.
double slope(const Matrix<float>& logits, std::span<const std::uint32_t> labels, double power) {
  RowVector<float> p(logits.cols());
  double sum = 0;
  for (Index i = 0; i < logits.rows(); ++i) {
    p = logits.row(i) * static_cast<float>(power);
    kernels::softmax(std::span<const float>(values(p)), values(p));
    for (Index j = 0; j < p.size(); ++j) sum += static_cast<double>(p[j]) * logits(i, j);
    sum -= logits(i, static_cast<Index>(labels[static_cast<std::size_t>(i)]));
  }
  return sum;
}

}  // namespace

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

double fit_temperature(const Matrix<float>& probabilities, std::span<const std::uint32_t> labels) {
  check(probabilities, labels);
  Matrix<float> logits = probabilities;
  for (Index i = 0; i < logits.rows(); ++i) {
    const std::span<float> row = row_of(logits, i);
    for (float& p : row) p = kernels::log(std::max(p, std::numeric_limits<float>::min()));
    const float largest = *std::max_element(row.begin(), row.end());
    for (float& logit : row) logit -= largest;
  }
  if (slope(logits, labels, 1) == 0) return 1;
  // The likelihood is concave in 1 / temperature, so that its slope has one root.
  double least = 1 / temperature_range.most;
  double most = 1 / temperature_range.least;
  while (most > least * (1 + 1e-7)) {
    const double middle = std::sqrt(least * most);
    (slope(logits, labels, middle) < 0 ? least : most) = middle;
  }
  return 1 / most;
}

double calibration_error(const Matrix<float>& probabilities, std::span<const std::uint32_t> labels) {
  check(probabilities, labels);
  constexpr std::size_t bins = 15;
  std::array<double, bins> surplus{};  // of confidence over what is right
  for (Index i = 0; i < probabilities.rows(); ++i) {
    const auto row = row_of(probabilities, i);
    const std::size_t read = class_of(row, 0);
    const double confidence = row[read];
    const auto bin = static_cast<std::size_t>(std::ceil(confidence * bins)) - 1;  // none is 0
    surplus[std::min(bin, bins - 1)] += confidence - (read == labels[static_cast<std::size_t>(i)] ? 1 : 0);
  }
  double sum = 0;
  for (const double difference : surplus) sum += std::abs(difference);
  return sum / static_cast<double>(labels.size());
}

}  // namespace inkling

/// A training step in naive loops, each sum, product and exponential by rules that are given.
#include "lessons/drift.h"

#include <inkling/error.h>
#include <inkling/generator.h>
#include <inkling/initializer.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "kernels/elementwise.h"
#include "src/require.h"

namespace inkling::lessons {
namespace {

constexpr Index batch_size = 10;
constexpr std::int64_t example_count = 200;
constexpr Index inputs = 2;
constexpr Index hidden = 8;
constexpr Index classes = 2;

/// The operations in which machines differ.
class Rules {
 public:
  explicit Rules(const Arithmetic& arithmetic) : arithmetic_(arithmetic) {}

  float exp(float x) const { return arithmetic_.exponential->value(x); }

  /// sum + a b.
  float add(float sum, float a, float b) const { return arithmetic_.fused ? multiply_add(a, b, sum) : sum + a * b; }

  /// The sum of the products of what `factors` gives for 0 to `count` - 1.
  template <typename Factors>
  float dot(Index count, Factors factors) const {
    return arithmetic_.order->add_up(static_cast<std::size_t>(count), [&](float sum, std::size_t i) {
      const auto [a, b] = factors(static_cast<Index>(i));
      return add(sum, a, b);
    });
  }

  /// kernels::tanh.
  float tanh(float x) const {
    const float magnitude = x < 0.0F ? -x : x;
    if (magnitude < 0.625F) return kernels::tanh(x);  // by a polynomial alone
    const float tail = 1.0F - 2.0F / (exp(2.0F * magnitude) + 1.0F);
    return x < 0.0F ? -tail : tail;
  }

 private:
  Arithmetic arithmetic_;
};

using Factors = std::pair<float, float>;

/// Weight [inputs, units] and bias [units] of one layer, with the maps of the kernels' contract.
struct Map {
  Map(Index from, Index to, Random& random) : weight(from, to), bias(RowVector<float>::Zero(to)) {
    Initializer("glorot_uniform").fill(random, from, to, values(weight));
  }

  Matrix<float> forward(const Matrix<float>& x, const Rules& rules) const {
    Matrix<float> z(x.rows(), weight.cols());
    for (Index i = 0; i < z.rows(); ++i) {
      for (Index j = 0; j < z.cols(); ++j) {
        z(i, j) = rules.dot(x.cols(), [&](Index k) { return Factors(x(i, k), weight(k, j)); }) + bias[j];
      }
    }
    return z;
  }

  Matrix<float> input_gradient(const Matrix<float>& z_gradient, const Rules& rules) const {
    Matrix<float> gradient(z_gradient.rows(), weight.rows());
    for (Index i = 0; i < gradient.rows(); ++i) {
      for (Index k = 0; k < gradient.cols(); ++k) {
        gradient(i, k) = rules.dot(weight.cols(), [&](Index j) { return Factors(z_gradient(i, j), weight(k, j)); });
      }
    }
    return gradient;
  }

  void descend(const Matrix<float>& x, const Matrix<float>& z_gradient, float rate, const Rules& rules) {
    for (Index j = 0; j < weight.cols(); ++j) {
      for (Index k = 0; k < weight.rows(); ++k) {
        const float slope = rules.dot(x.rows(), [&](Index i) { return Factors(x(i, k), z_gradient(i, j)); });
        weight(k, j) = rules.add(weight(k, j), -rate, slope);
      }
      const float slope = rules.dot(x.rows(), [&](Index i) { return Factors(1.0F, z_gradient(i, j)); });
      bias[j] = rules.add(bias[j], -rate, slope);
    }
  }

  Matrix<float> weight;
  RowVector<float> bias;
};

/// Cross-entropy of two classes, on logits: the loss of one example, and its gradient. See the engine's loss.cpp.
float cross_entropy(std::span<const float> y, std::span<const float> t, std::span<float> gradient, const Rules& rules) {
  const float largest = std::max(y[0], y[1]);
  std::array<float, classes> terms{};
  for (std::size_t j = 0; j < terms.size(); ++j) terms[j] = rules.exp(y[j] - largest);
  const float sum = rules.dot(classes, [&](Index j) { return Factors(1.0F, terms[static_cast<std::size_t>(j)]); });
  const float half_log_sum = kernels::log(sum) / 2;
  const float half = rules.dot(classes, [&](Index index) {
    const auto j = static_cast<std::size_t>(index);
    const float half_distance = t[j] == 0 ? 0.0F : largest / 2 - y[j] / 2;
    return Factors(t[j], half_distance + half_log_sum);
  });
  for (std::size_t j = 0; j < terms.size(); ++j) gradient[j] = terms[j] / sum - t[j];
  return 2 * half;
}

/// One network on its way.
class Student {
 public:
  Student(const DriftConfig& config, const Arithmetic& arithmetic)
      : Student(config, arithmetic, Random(static_cast<std::uint64_t>(config.seed), Random::Stream::weights)) {}

  /// Learns from a batch. Returns its mean loss from before.
  double step(const Matrix<float>& x, const Matrix<float>& targets) {
    const Matrix<float> z = first_.forward(x, rules_);
    Matrix<float> a = z;
    for (float& value : values(a)) value = rules_.tanh(value);
    const Matrix<float> y = second_.forward(a, rules_);
    Matrix<float> y_gradient(y.rows(), y.cols());
    double loss_sum = 0;
    for (Index i = 0; i < y.rows(); ++i) {
      loss_sum += cross_entropy(row_of(y, i), row_of(targets, i), row_of(y_gradient, i), rules_);
    }
    for (float& value : values(y_gradient)) value /= static_cast<float>(y.rows());
    Matrix<float> z_gradient = second_.input_gradient(y_gradient, rules_);
    for (std::size_t i = 0; i < values(z_gradient).size(); ++i) {
      const float output = values(a)[i];
      values(z_gradient)[i] *= rules_.add(1.0F, -output, output);
    }
    first_.descend(x, z_gradient, rate_, rules_);
    second_.descend(a, y_gradient, rate_, rules_);
    return loss_sum / static_cast<double>(y.rows());
  }

  /// All parameters, in the order of Network::parameters.
  std::array<std::span<const float>, 4> parameters() const {
    return {values(first_.weight), values(first_.bias), values(second_.weight), values(second_.bias)};
  }

  /// See Network::hash.
  std::uint64_t hash() const {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const auto& parameter : parameters()) {
      for (const std::byte byte : std::as_bytes(parameter)) {
        hash = (hash ^ std::to_integer<std::uint64_t>(byte)) * 0x100000001B3ULL;
      }
    }
    return hash;
  }

 private:
  Student(const DriftConfig& config, const Arithmetic& arithmetic, Random random)
      : rules_(arithmetic), rate_(config.rate), first_(inputs, hidden, random), second_(hidden, classes, random) {}

  Rules rules_;
  float rate_;
  Map first_;
  Map second_;
};

double largest_difference(const Student& one, const Student& other) {
  double largest = 0;
  const auto parameters = one.parameters();
  const auto others = other.parameters();
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    for (std::size_t i = 0; i < parameters[p].size(); ++i) {
      largest = std::max(largest, std::abs(double{parameters[p][i]} - others[p][i]));
    }
  }
  return largest;
}

void check_finite(const Student& student, std::int64_t step) {
  for (const auto& parameter : student.parameters()) {
    if (kernels::all_finite(parameter)) continue;
    fail(ErrorCode::diverged, {"Training diverged at step ", step,
                               ": a weight is no longer a finite number. Lower the "
                               "learning rate."});
  }
}

/// The batches that a Trainer would draw: each epoch in a new order.
class Batches {
 public:
  explicit Batches(std::uint64_t seed) : shuffle_(seed, Random::Stream::shuffle), order_(example_count) {
    Random random(seed, Random::Stream::data);
    points_ = moons(example_count, 0.1F, random);
    std::iota(order_.begin(), order_.end(), 0U);
  }

  void next(Matrix<float>& x, Matrix<float>& targets) {
    if (position_ == 0) shuffle_.shuffle(order_);
    for (Index i = 0; i < batch_size; ++i, ++position_) {
      const auto example = static_cast<Index>(order_[position_]);
      x.row(i) = points_.inputs.row(example);
      targets.row(i) = points_.targets.row(example);
    }
    position_ %= order_.size();
  }

 private:
  Table points_;
  Random shuffle_;
  std::vector<std::uint32_t> order_;
  std::size_t position_ = 0;
};

}  // namespace

Drift drift(const DriftConfig& config) {
  require_settings(config);
  Student student(config, config.arithmetic);
  Student inkling(config, {});
  Batches batches(static_cast<std::uint64_t>(config.seed));
  Matrix<float> x(batch_size, inputs);
  Matrix<float> targets(batch_size, classes);
  Drift result;
  for (std::int64_t step = 1; step <= config.steps; ++step) {
    batches.next(x, targets);
    result.losses.push_back(student.step(x, targets));
    result.inkling_losses.push_back(inkling.step(x, targets));
    check_finite(student, step);
    check_finite(inkling, step);
    result.differences.push_back(largest_difference(student, inkling));
    if (!result.first_difference && student.hash() != inkling.hash()) result.first_difference = step;
  }
  result.hash = student.hash();
  result.inkling_hash = inkling.hash();
  return result;
}

}  // namespace inkling::lessons

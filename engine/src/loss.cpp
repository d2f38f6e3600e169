/// The table of losses. To add one: a struct with its row, a loss and what its outputs mean, and its name in the list
/// at the foot.
#include <inkling/loss.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kernels/elementwise.h"

namespace inkling {
namespace {

float one_of_all(Index outputs) { return 1 / static_cast<float>(outputs); }
float yes_or_no(Index /*outputs*/) { return 0.5F; }

// A loss of one example: takes outputs y and targets t, returns the loss, and writes its gradient with respect to y.

struct CrossEntropy {
  static constexpr LossRow row{"cross_entropy", 0.0F, one_of_all, Meaning::choice};
  template <typename Scalar>
  static Scalar evaluate(std::span<const Scalar> y, std::span<const Scalar> t, std::span<Scalar> gradient) {
    const auto [largest, sum] = kernels::softmax(y, gradient);
    const Scalar half_log_sum = kernels::log(sum) / 2;
    // Of halves, since logits may be further apart than numbers reach. A class of no mass adds nothing, however
    // unlikely it is.
    Scalar half = 0;
    Scalar mass = 0;
    for (std::size_t j = 0; j < y.size(); ++j) {
      const Scalar half_distance = t[j] == 0 ? Scalar(0) : largest / 2 - y[j] / 2;
      half += t[j] * (half_distance + half_log_sum);
      mass += t[j];
    }
    for (std::size_t j = 0; j < y.size(); ++j) gradient[j] = gradient[j] * mass - t[j];
    return 2 * half;
  }
  template <typename Scalar>
  static void predict(std::span<const Scalar> y, std::span<Scalar> prediction) {
    kernels::softmax(y, prediction);
  }
};

/// A loss that is the mean of a loss of each output: `Error::loss(y, t)` with slope `Error::slope(y, t)`. Losses are
/// added up in double, where the squares of floats and their sums do not overflow.
template <typename Error>
struct Mean {
  static constexpr LossRow row = Error::row;
  template <typename Scalar>
  static Scalar evaluate(std::span<const Scalar> y, std::span<const Scalar> t, std::span<Scalar> gradient) {
    const auto count = static_cast<Scalar>(y.size());
    double sum = 0;
    for (std::size_t j = 0; j < y.size(); ++j) {
      sum += Error::loss(y[j], t[j]);
      gradient[j] = Error::slope(y[j], t[j]) / count;
    }
    return static_cast<Scalar>(sum / static_cast<double>(y.size()));
  }
  template <typename Scalar>
  static void predict(std::span<const Scalar> y, std::span<Scalar> prediction) {
    kernels::map(y, prediction, Error::template meaning<Scalar>);
  }
};

struct OutputIsItsOwnMeaning {
  template <typename Scalar>
  static Scalar meaning(Scalar y) {
    return y;
  }
};

struct Squared : OutputIsItsOwnMeaning {
  static constexpr LossRow row{"mean_squared_error", 0.5F, nullptr};
  static double loss(double y, double t) { return (y - t) * (y - t); }
  template <typename Scalar>
  static Scalar slope(Scalar y, Scalar t) {
    return 2 * (y - t);
  }
};

struct Absolute : OutputIsItsOwnMeaning {
  static constexpr LossRow row{"mean_absolute_error", 0.5F, nullptr};
  static double loss(double y, double t) { return std::abs(y - t); }
  template <typename Scalar>
  static Scalar slope(Scalar y, Scalar t) {
    if (y > t) return 1;
    if (y < t) return -1;
    return y - t;
  }
};

// Huber 1964, with the change from square to line at an error of 1.
struct Huber : OutputIsItsOwnMeaning {
  static constexpr LossRow row{"huber", 0.5F, nullptr};
  static double loss(double y, double t) {
    const double size = std::abs(y - t);
    return size < 1 ? size * size / 2 : size - 0.5;
  }
  template <typename Scalar>
  static Scalar slope(Scalar y, Scalar t) {
    return std::clamp(y - t, Scalar(-1), Scalar(1));
  }
};

// -t ln s - (1 - t) ln (1 - s) with s = sigmoid(y), rearranged so that neither logarithm nor exponential overflows: the
// side that y does not take costs |y|, and both cost ln(1 + e^-|y|).
struct BinaryCrossEntropy {
  static constexpr LossRow row{"binary_cross_entropy", 0.0F, yes_or_no, Meaning::answer};
  template <typename Scalar>
  static Scalar loss(Scalar y, Scalar t) {
    const Scalar size = std::abs(y);
    const Scalar other_side = y > 0 ? 1 - t : t;
    return (other_side == 0 ? Scalar(0) : other_side * size) + kernels::log1p(kernels::exp(-size));
  }
  template <typename Scalar>
  static Scalar slope(Scalar y, Scalar t) {
    return kernels::sigmoid(y) - t;
  }
  template <typename Scalar>
  static Scalar meaning(Scalar y) {
    return kernels::sigmoid(y);
  }
};

// With the side 2 t - 1: targets 0 and 1 are the sides -1 and 1.
struct Hinge : OutputIsItsOwnMeaning {
  static constexpr LossRow row{"hinge", 0.0F, nullptr, Meaning::side};
  static double loss(double y, double t) {
    const double missing = 1 - (2 * t - 1) * y;
    return missing <= 0 ? 0 : missing;
  }
  template <typename Scalar>
  static Scalar slope(Scalar y, Scalar t) {
    const Scalar margin = (2 * t - 1) * y;
    if (margin >= 1) return 0;
    return margin < 1 ? 1 - 2 * t : margin;
  }
};

template <typename Function, typename Scalar>
void evaluate(const Matrix<Scalar>& outputs, const Matrix<Scalar>& targets, RowVector<Scalar>& losses,
              Matrix<Scalar>& gradient) {
  const Index batch = outputs.rows();
  losses.resize(batch);
  gradient.resize(batch, outputs.cols());
  for (Index i = 0; i < batch; ++i) {
    losses[i] = Function::template evaluate<Scalar>(row_of(outputs, i), row_of(targets, i), row_of(gradient, i));
  }
  gradient /= static_cast<Scalar>(batch);
}

template <typename Function, typename Scalar>
void predict(const Matrix<Scalar>& outputs, Matrix<Scalar>& predictions) {
  predictions.resize(outputs.rows(), outputs.cols());
  for (Index i = 0; i < outputs.rows(); ++i) {
    Function::template predict<Scalar>(row_of(outputs, i), row_of(predictions, i));
  }
}

template <typename... Function>
struct Losses {
  static constexpr std::array rows{Function::row...};
  // One array for each type of numbers, so that a program without doubles is linked without them.
  template <typename Scalar>
  static constexpr std::array functions{
      LossFunctions<Scalar>{evaluate<Function, Scalar>, predict<Function, Scalar>}...};
};

using All = Losses<CrossEntropy, Mean<BinaryCrossEntropy>, Mean<Squared>, Mean<Absolute>, Mean<Huber>, Mean<Hinge>>;

}  // namespace

std::span<const LossRow> LossRow::table() { return All::rows; }

bool LossRow::understands(std::span<const float> targets) const {
  if (meaning == Meaning::value) return true;
  float sum = 0;
  for (const float t : targets) {
    if (!(t >= 0 && t <= 1) || (meaning == Meaning::side && t != 0 && t != 1)) return false;
    sum += t;
  }
  return meaning != Meaning::choice || std::abs(sum - 1) <= 0x1p-6F;
}

template <typename Scalar>
const LossFunctions<Scalar>& LossRow::in() const {
  return All::functions<Scalar>[static_cast<std::size_t>(this - All::rows.data())];
}

template const LossFunctions<float>& LossRow::in() const;
template const LossFunctions<double>& LossRow::in() const;

}  // namespace inkling

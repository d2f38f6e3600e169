/// The losses: how far a network's outputs are from the targets, and which way to go.
#pragma once

#include <inkling/choice.h>
#include <inkling/matrix.h>

namespace inkling {

/// A loss in one type of numbers. Outputs, targets and gradient are [batch, outputs].
template <typename Scalar>
struct LossFunctions {
  /// `losses` [batch] gets each example's loss; `gradient` that of the batch's mean loss with respect to the outputs.
  /// Both are resized.
  void (*evaluate)(const Matrix<Scalar>& outputs, const Matrix<Scalar>& targets, RowVector<Scalar>& losses,
                   Matrix<Scalar>& gradient);
  /// What the outputs mean: probabilities where the loss is fused with softmax, else the outputs themselves.
  /// `predictions` is resized.
  void (*predict)(const Matrix<Scalar>& outputs, Matrix<Scalar>& predictions);
};

/// What a loss takes outputs and targets for.
enum class Meaning {
  value,   ///< outputs imitate targets, any numbers
  side,    ///< outputs are below 0 for no and above for yes; targets 0 and 1
  answer,  ///< outputs are logits, each of its own sigmoid; targets probabilities
  choice   ///< outputs are logits of one softmax, at least 2; targets probabilities that add up to 1
};

/// A row of the table of losses.
struct LossRow {
  std::string_view name;
  /// What a single output must be above to stand for class 1: 0 for logits and sides, 1/2 for what imitates its
  /// targets.
  float threshold;
  /// The target that favours no class, which label smoothing mixes in: 1 / outputs, or 1/2. Null where targets are no
  /// probabilities.
  float (*indifferent)(Index outputs);
  Meaning meaning = Meaning::value;

  /// Whether the targets [outputs] of one example have that meaning. Probabilities may miss 1 by what rounding leaves
  /// of such as three times 0.33.
  bool understands(std::span<const float> targets) const;

  /// The loss in float or double. Only for rows of `table()`.
  template <typename Scalar>
  const LossFunctions<Scalar>& in() const;

  static constexpr std::string_view kind = "loss";
  static std::span<const LossRow> table();
};

/// Chosen by name:
/// "cross_entropy": -sum of t ln softmax(y), on logits y, so the last layer's activation is "identity". Targets are
///   probabilities, one-hot or soft. The softmax is fused by log-sum-exp: finite for any finite logits, unless the loss
///   itself is too large for a number. A logit of minus infinity is a class of probability 0, and costs nothing where
///   its target is 0; with one of plus infinity the loss and all its gradients are NaN.
/// The others are means over the outputs, of
/// "binary_cross_entropy": -t ln s - (1 - t) ln(1 - s) with s = sigmoid(y), fused on logits y;
/// "mean_squared_error": (y - t)²;
/// "mean_absolute_error": |y - t|, with slope 0 at 0;
/// "huber": (y - t)² / 2 up to an error of 1, |y - t| - 1/2 beyond;
/// "hinge": max(0, 1 - (2 t - 1) y), for targets 0 and 1.
/// What is not a number (NaN), in an output or a target, leaves an example's loss and the gradient there not a number.
using Loss = Choice<LossRow>;

}  // namespace inkling

/// The perceptron: one unit with a step, and the rule that taught machines before backpropagation.
#pragma once

#include <inkling/matrix.h>

#include <cstdint>

namespace inkling {

/// Says 1 where w x + b > 0, else 0 (Rosenblatt 1958). Starts from zeros.
class Perceptron {
 public:
  /// @throws Error(bad_setting) for no inputs, or a learning rate that is not finite and positive.
  explicit Perceptron(Index inputs, float learning_rate = 1);

  /// 0 or 1 for each row of x [examples, inputs]. @throws Error(bad_data) where x has another width, or a value
  /// that is not finite.
  RowVector<float> predict(const Matrix<float>& x) const;

  /// One pass over the examples in their order: wherever the answer is wrong, w += rate (t - answer) x, and likewise b.
  /// Returns how many answers were wrong; 0 means that it has learned them all. On examples that a line can part it
  /// gets there after at most (R / margin)² mistakes, R being the longest example (Novikoff 1962); on others never.
  /// @throws Error(bad_data) for x [examples, inputs] of another width or with a value that is not finite, or targets
  ///   [examples] that differ in number or are not 0 or 1; Error(diverged) where a weight is no longer finite, and the
  ///   perceptron is then as it was before.
  std::size_t learn(const Matrix<float>& x, const RowVector<float>& targets);

  const RowVector<float>& weight() const { return weight_; }  ///< [inputs]
  float bias() const { return bias_; }

 private:
  bool answer(const Matrix<float>& x, Index row) const;
  void check(const Matrix<float>& x) const;

  RowVector<float> weight_;
  float bias_ = 0;
  float learning_rate_;
};

}  // namespace inkling

/// How well outputs match targets, in terms a person asks for.
///
/// All matrices are [batch, outputs]. All but `count_correct` @throw Error(bad_data) where outputs and targets differ
/// in shape or there are no examples, and those about classes where an output is not a number (see `classes_of`).
#pragma once

#include <inkling/matrix.h>

#include <cstdint>
#include <vector>

namespace inkling {

/// How many of the batch's examples have their largest output where their largest target is; the first of equals
/// counts. A single output is right where it is above `threshold` just when its target is above 1/2. An example with an
/// output that is not a number (NaN) is never right. Unchecked, for the training loop; `accuracy` is its checked twin.
std::size_t count_correct(const Matrix<float>& outputs, const Matrix<float>& targets, float threshold = 0.5F);

/// The fraction of examples whose class is the target's, from 0 to 1. A single output is a score for class 1, which it
/// names when it is above `threshold`: 1/2 for probabilities, 0 for logits. A single target is 0 or 1.
double accuracy(const Matrix<float>& outputs, const Matrix<float>& targets, float threshold = 0.5F);

/// How many of the batch's examples have the target's class among their `k` largest outputs; the first of equals ranks
/// higher. @throws Error(bad_setting) where k is not from 1 to the number of outputs, Error(bad_data) also for a single
/// output, which is a class by its threshold and not by its rank.
std::size_t count_in_top(const Matrix<float>& outputs, const Matrix<float>& targets, Index k);

/// How many examples of each class (row) were taken for each class (column): [classes, classes]. Two classes for a
/// single output, read as in `accuracy`.
Matrix<std::uint32_t> confusion_matrix(const Matrix<float>& outputs, const Matrix<float>& targets,
                                       float threshold = 0.5F);

/// How well one class is told from the others, each from 0 to 1. A ratio of nothing to nothing is 0: the precision of a
/// class never predicted, the recall of a class without examples, the F1 of a class that is neither.
struct ClassScore {
  double precision;  ///< of the examples taken for the class, the share that are
  double recall;     ///< of the examples of the class, the share found
  double f1;         ///< the harmonic mean of the two: 2 found / (examples taken for it + examples of it)
};

/// One for each class of a confusion matrix. @throws Error(bad_data) where it is not square.
std::vector<ClassScore> class_scores(const Matrix<std::uint32_t>& confusion);

/// The mean of |output - target| over all values of the batch.
double mean_absolute_error(const Matrix<float>& outputs, const Matrix<float>& targets);

/// The square root of the mean of (output - target)² over all values of the batch: in the targets' own unit.
double root_mean_squared_error(const Matrix<float>& outputs, const Matrix<float>& targets);

/// The coefficient of determination R²: 1 - sum (output - target)² / sum (mean target - target)² over a column, and the
/// mean of that over the columns. 1 is perfect, 0 no better than always the mean, and below 0 worse than that. Where
/// all targets of a column are equal it is 1 if every output is right, else 0.
double r_squared(const Matrix<float>& outputs, const Matrix<float>& targets);

}  // namespace inkling

/// An activation and its slope over many numbers, as layers of the engine have them.
#pragma once

#include <inkling/activation.h>

namespace inkling::lessons {

struct ActivationCurve {
  RowVector<float> value;
  RowVector<float> derivative;  ///< as the backward run uses it; of a step 0
};

/// Both at each x. A softmax is over all of x, and its derivative that of each output by its own input.
/// @throws Error(bad_data) for a softmax over nothing or over more than 1,000 numbers.
ActivationCurve activation_curve(const Activation& activation, const RowVector<float>& x);

}  // namespace inkling::lessons

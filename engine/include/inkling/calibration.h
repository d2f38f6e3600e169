/// How sure outputs are beside how often they are right, and the temperature that makes the two agree (C. Guo, G.
/// Pleiss, Y. Sun and K. Q. Weinberger, "On Calibration of Modern Neural Networks", 2017).
#pragma once

#include <inkling/matrix.h>
#include <inkling/setting.h>

namespace inkling {

inline constexpr Range temperature_range{.least = 0.05, .most = 20};

/// Whether every row is probabilities of two or more classes: each from 0 to 1, and 1 in all, give or take 0.001.
bool are_probabilities(const Matrix<float>& outputs);

/// Probabilities p [batch, classes] become p^(1 / temperature), divided by their sum: softmax of the logits divided by
/// the temperature. Above 1 they are less sure, below 1 more, and at 1 the same bits; the order of classes stays.
/// @throws Error(bad_setting) for a temperature outside of its range.
void temper(Matrix<float>& probabilities, double temperature);

}  // namespace inkling

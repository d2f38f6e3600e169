/// How sure outputs are beside how often they are right, and the temperature that makes the two agree (C. Guo, G.
/// Pleiss, Y. Sun and K. Q. Weinberger, "On Calibration of Modern Neural Networks", 2017).
#pragma once

#include <inkling/matrix.h>
#include <inkling/setting.h>

#include <cstdint>
#include <span>

namespace inkling {

inline constexpr Range temperature_range{.least = 0.05, .most = 20};

/// Whether every row is probabilities of two or more classes: each from 0 to 1, and 1 in all, give or take 0.001.
bool are_probabilities(const Matrix<float>& outputs);

/// Probabilities p [batch, classes] become p^(1 / temperature), divided by their sum: softmax of the logits divided by
/// the temperature. Above 1 they are less sure, below 1 more, and at 1 the same bits; the order of classes stays.
/// @throws Error(bad_setting) for a temperature outside of its range.
void temper(Matrix<float>& probabilities, double temperature);

/// The temperature of the range at which probabilities [examples, classes] give the examples' classes the least mean
/// negative log likelihood, to within 1e-6 of itself: above 1 where they were too sure. Where all are as good it is 1.
/// A probability of 0 counts as the smallest normal float. The same bits on every machine.
/// @throws Error(bad_data) where they are no probabilities (see above), differ from the labels in number or are none,
/// or a label is not below the number of classes.
double fit_temperature(const Matrix<float>& probabilities, std::span<const std::uint32_t> labels);

/// Expected calibration error: examples whose largest probability lies in the same fifteenth of 0 to 1 should be right
/// as often as that says on average; the mean difference of the two, from 0 to 1, each fifteenth by its share of
/// examples.
/// @throws what `fit_temperature` throws.
double calibration_error(const Matrix<float>& probabilities, std::span<const std::uint32_t> labels);

}  // namespace inkling

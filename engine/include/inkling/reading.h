/// Readings of pictures that do not hang on where a drawing was centred.
#pragma once

#include <inkling/function_ref.h>
#include <inkling/matrix.h>

namespace inkling {

/// Is given inputs [batch, inputs], and gives what a network makes of them [batch, outputs].
using Predict = FunctionRef<const Matrix<float>&(const Matrix<float>& inputs)>;

/// The mean of what a network makes of pictures [batch, 784] as they are and moved by one pixel to the left, to the
/// right, up and down, where what falls outside is cut: [batch, outputs]. Where all of these are probabilities, see
/// `temper`; else the temperature is not read.
/// @throws Error(bad_data) for inputs that are not 784, Error(bad_setting) for a temperature outside of its range.
Matrix<float> read(const Matrix<float>& pictures, Predict predict, double temperature = 1);

}  // namespace inkling

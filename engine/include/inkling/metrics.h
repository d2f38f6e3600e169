/// How well outputs match targets, in terms a person asks for.
#pragma once

#include <inkling/matrix.h>

namespace inkling {

/// How many of the batch's examples have their largest output where their largest target is; the first of equals
/// counts. Both are [batch, outputs]. Divided by the batch this is the accuracy.
std::size_t count_correct(const Matrix<float>& outputs, const Matrix<float>& targets);

}  // namespace inkling

/// Pictures among the inputs of a network.
#pragma once

#include <inkling/matrix.h>
#include <inkling/rasterize.h>
#include <inkling/sparse_rows.h>

namespace inkling {

/// The first of `count` elements behind the last of `rows`.
SparseElement* room_for(SparseRows& rows, std::size_t count);

/// Row `row`, whose values are from 0 to 1.
Picture picture_of(const SparseRows& rows, std::size_t row);

/// @throws Error(bad_data) for a value that is not from 0 to 1; `treatment` is what cannot be done with such data.
void require_pixels(const Matrix<float>& inputs, const char* treatment);

}  // namespace inkling

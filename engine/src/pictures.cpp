/// Pictures among inputs: taken out, checked, and room for more.
#include "pictures.h"

#include <inkling/error.h>

#include <algorithm>

#include "pixel.h"

namespace inkling {

SparseElement* room_for(SparseRows& rows, std::size_t count) {
  const std::size_t used = rows.start.back();
  rows.elements.resize(std::max(rows.elements.size(), used + count));
  return rows.elements.data() + used;
}

Picture picture_of(const SparseRows& rows, std::size_t row) {
  Picture picture{};
  for (std::uint32_t at = rows.start[row]; at < rows.start[row + 1]; ++at) {
    const auto [pixel, value] = rows.elements[at];
    picture[pixel] = nearest_byte(value * 255);
  }
  return picture;
}

void require_pixels(const Matrix<float>& inputs, const char* treatment) {
  for (const float value : values(inputs)) {
    if (value >= 0 && value <= 1) continue;
    fail(ErrorCode::bad_data,
         {"Only pictures can be ", treatment, ", with pixels from 0 to 1; an example has a value of ", value, "."});
  }
}

}  // namespace inkling

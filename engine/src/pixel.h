/// Pixels as bytes, and what they are to a network.
#pragma once

#include <cstdint>

#include "kernels/sparse.h"

namespace inkling {

/// 0 to 255 as 0 to 1. Filled as the program starts: as a constant it would be a kilobyte of every download.
inline const kernels::ValueOfByte input_of_byte = [] {
  kernels::ValueOfByte inputs{};
  const volatile float largest = 255.0F;  // or it becomes a constant
  for (std::size_t byte = 0; byte < inputs.size(); ++byte) inputs[byte] = static_cast<float>(byte) / largest;
  return inputs;
}();

/// The whole number that is nearest to `ink`, from 0 to 255.
inline std::uint8_t nearest_byte(float ink) {
  const float above = ink + 0.5F;
  return static_cast<std::uint8_t>(above);
}

}  // namespace inkling

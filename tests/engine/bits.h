/// What the tests of exact kernels need: operands of any density, and equality of bits.
#pragma once

#include <gtest/gtest.h>
#include <inkling/random.h>

#include <cstdint>
#include <vector>

#include "kernels/elementary.h"

namespace inkling::testing_support {

/// Normally distributed values, all but a share of `density` of them zero.
inline std::vector<float> random_values(std::size_t count, double density, Random& random) {
  std::vector<float> values(count);
  for (float& value : values) value = random.uniform() < density ? random.normal() : 0.0F;
  return values;
}

inline void expect_same_bits(const std::vector<float>& fast, const std::vector<float>& naive) {
  ASSERT_EQ(fast.size(), naive.size());
  for (std::size_t i = 0; i < fast.size(); ++i) {
    ASSERT_EQ(kernels::bit_cast<std::uint32_t>(fast[i]), kernels::bit_cast<std::uint32_t>(naive[i]))
        << "at element " << i;
  }
}

}  // namespace inkling::testing_support

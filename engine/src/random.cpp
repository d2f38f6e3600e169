/// PCG32, and the distributions drawn from it.
#include <inkling/random.h>

#include <cmath>
#include <utility>

#include "kernels/elementary.h"

namespace inkling {

Random::Random(std::uint64_t seed, Stream stream)
    : state_(0), increment_((static_cast<std::uint64_t>(stream) << 1U) | 1U) {
  next();
  state_ += seed;
  next();
}

std::uint32_t Random::next() {
  const std::uint64_t old = state_;
  state_ = old * 6364136223846793005ULL + increment_;
  const auto shifted = static_cast<std::uint32_t>(((old >> 18U) ^ old) >> 27U);
  const auto rotation = static_cast<std::uint32_t>(old >> 59U);
  return (shifted >> rotation) | (shifted << ((32U - rotation) & 31U));
}

std::uint32_t Random::below(std::uint32_t bound) {
  // Values under 2^32 mod bound would make the low results more likely than the others: draw again.
  const std::uint32_t threshold = (0U - bound) % bound;
  while (true) {
    const std::uint32_t value = next();
    if (value >= threshold) return value % bound;
  }
}

float Random::uniform() { return static_cast<float>(next() >> 8U) * 0x1p-24F; }

float Random::uniform(float low, float high) { return low + (high - low) * uniform(); }

float Random::normal() {
  // The method yields a pair; the second is dropped, so that a generator's state is its two words and nothing else.
  while (true) {
    const float u = 2 * uniform() - 1;
    const float v = 2 * uniform() - 1;
    const float s = u * u + v * v;
    if (s > 0 && s < 1) return u * std::sqrt(-2 * kernels::log(s) / s);
  }
}

void Random::shuffle(std::span<std::uint32_t> items) {
  for (std::size_t last = items.size(); last > 1; --last) {
    std::swap(items[last - 1], items[below(static_cast<std::uint32_t>(last))]);
  }
}

}  // namespace inkling

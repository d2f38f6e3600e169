/// Random numbers that are the same on every machine: our own generator, distributions and shuffle.
#pragma once

#include <cstdint>
#include <span>

namespace inkling {

/// PCG32 (XSH RR 64/32; M. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for
/// Random Number Generation", 2014). The standard library's distributions differ between vendors, so none is used.
class Random {
 public:
  /// What the numbers are for. Each purpose has its own stream of the generator, so that drawing more of one leaves the
  /// others as they were.
  enum class Stream : std::uint64_t { weights = 1, shuffle = 2, data = 3, dropout = 4, augmentation = 5 };

  Random(std::uint64_t seed, Stream stream);

  /// 32 uniformly distributed bits.
  std::uint32_t next();

  /// A whole number from 0 to `bound` - 1, each equally likely. `bound` is at least 1.
  std::uint32_t below(std::uint32_t bound);

  /// A multiple of 2^-24 in [0, 1).
  float uniform();

  /// Uniform in [low, high), up to rounding.
  float uniform(float low, float high);

  /// Standard normal, by Marsaglia's polar method.
  float normal();

  /// Fisher-Yates: every order equally likely.
  void shuffle(std::span<std::uint32_t> items);

 private:
  std::uint64_t state_;
  std::uint64_t increment_;
};

}  // namespace inkling

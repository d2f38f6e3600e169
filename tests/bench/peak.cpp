/// Natively a part of the workloads' program; for the browser a WASM module of its own, from the same source.
#include "peak.h"

#include <array>

namespace {

using FourFloats = float __attribute__((vector_size(16)));

// Sums that do not depend on each other hide the latency of a multiplication and an addition. With the two operands
// these fill the 15 registers that V8 hands out; with fewer, V8 was measured to be slower.
constexpr int independent_sums = 13;

}  // namespace

extern "C" float inkling_peak(int rounds, float factor, float term) {
  const FourFloats factors = {factor, factor, factor, factor};
  const FourFloats terms = {term, term, term, term};
  std::array<FourFloats, independent_sums> sums = {};
  for (int round = 0; round < rounds; ++round) {
    for (FourFloats& sum : sums) sum = sum * factors + terms;
  }
  FourFloats total = {};
  for (const FourFloats& sum : sums) total += sum;
  return total[0] + total[1] + total[2] + total[3];
}

extern "C" int inkling_peak_operations() { return independent_sums * 4 * 2; }

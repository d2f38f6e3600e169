/// The one file that knows vectors: as many floats at a time as the target's registers hold.
///
/// Lanes always hold independent outputs, and a multiply-add is a multiplication and an addition, each rounded. So the
/// number of lanes changes the speed and never a bit of a result. GCC's vector extension, which Clang shares, is
/// compiled to SSE2, AVX or AVX-512 natively and to 128-bit SIMD in WebAssembly.
#pragma once

#include <cstddef>
#include <cstring>
#include <utility>

namespace inkling::kernels {

#if defined(__AVX512F__)
inline constexpr std::size_t lanes = 16;
#elif defined(__AVX__)
inline constexpr std::size_t lanes = 8;
#else
inline constexpr std::size_t lanes = 4;
#endif

using Vector = float __attribute__((vector_size(lanes * sizeof(float))));

inline Vector load(const float* source) {
  Vector vector;
  std::memcpy(&vector, source, sizeof(vector));
  return vector;
}

inline void store(float* target, Vector vector) { std::memcpy(target, &vector, sizeof(vector)); }

/// The same value in every lane. Written as a list, since `Vector{} + value` would leave a real addition behind.
inline Vector splat(float value) {
  return [value]<std::size_t... lane>(std::index_sequence<lane...>) {
    return Vector{(static_cast<void>(lane), value)...};
  }(std::make_index_sequence<lanes>());
}

}  // namespace inkling::kernels

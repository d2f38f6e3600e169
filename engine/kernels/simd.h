/// The one file that knows vectors: as many floats at a time as the target's registers hold.
///
/// Lanes always hold independent outputs, and a multiply-add is a multiplication and an addition, each rounded. So the
/// number of lanes changes the speed and never a bit of a result. GCC's vector extension, which Clang shares, is
/// compiled to SSE2, AVX or AVX-512 natively and to 128-bit SIMD in WebAssembly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

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

/// Room for `size` floats in `scratch`, which grows as needed, from the beginning of a cache line on: a vector that
/// lies across two lines takes two loads.
inline float* aligned_room(std::vector<float>& scratch, std::size_t size) {
  constexpr std::size_t line = 64;
  if (scratch.size() < size + line / sizeof(float)) scratch.resize(size + line / sizeof(float));
  const auto address = reinterpret_cast<std::uintptr_t>(scratch.data());
  return scratch.data() + (line - address % line) % line / sizeof(float);
}

/// Whatever the lanes: the block that `transpose_block` works on is 4 by 4.
using Four = float __attribute__((vector_size(4 * sizeof(float))));

/// Lanes of left (0 to 3) and right (4 to 7).
template <int a, int b, int c, int d>
Four shuffle(Four left, Four right) {
#if defined(__clang__)
  return __builtin_shufflevector(left, right, a, b, c, d);
#else
  using Choice = int __attribute__((vector_size(4 * sizeof(int))));
  return __builtin_shuffle(left, right, Choice{a, b, c, d});
#endif
}

/// target[j, i] = source[i, j] for a block of 4 by 4 floats, with the distances between rows. Eight shuffles, as
/// compilers do not find them by themselves.
inline void transpose_block(const float* source, std::size_t source_stride, float* target, std::size_t target_stride) {
  Four row[4];
  for (std::size_t i = 0; i < 4; ++i) std::memcpy(&row[i], source + i * source_stride, sizeof(Four));
  const Four top_left = shuffle<0, 4, 1, 5>(row[0], row[1]);
  const Four top_right = shuffle<2, 6, 3, 7>(row[0], row[1]);
  const Four low_left = shuffle<0, 4, 1, 5>(row[2], row[3]);
  const Four low_right = shuffle<2, 6, 3, 7>(row[2], row[3]);
  const Four column[4] = {shuffle<0, 1, 4, 5>(top_left, low_left), shuffle<2, 3, 6, 7>(top_left, low_left),
                          shuffle<0, 1, 4, 5>(top_right, low_right), shuffle<2, 3, 6, 7>(top_right, low_right)};
  for (std::size_t j = 0; j < 4; ++j) std::memcpy(target + j * target_stride, &column[j], sizeof(Four));
}

}  // namespace inkling::kernels

/// exp, log, tanh and the logistic function from + - * / alone, so that every machine gives the same bits.
///
/// Libraries round these functions differently, so none is called for float. The range reductions and polynomials are
/// those of S. Moshier's Cephes library (single precision). There are no branches: compilers turn loops over these
/// functions into vector code, and a lane computes just what a scalar does. Error bounds, in units in the last place,
/// are measured over a dense sweep by the tests: exp 1.5, log 1, tanh 2, sigmoid 2.5 (results below 2^-126 have an
/// absolute error of 2^-149).
///
/// The overloads for double serve gradient checks, which need accuracy but not the same bits everywhere.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

namespace inkling::kernels {

/// std::bit_cast, which the standard library of older Emscripten releases lacks.
template <typename To, typename From>
constexpr To bit_cast(From value) {
  static_assert(sizeof(To) == sizeof(From));
  return __builtin_bit_cast(To, value);
}

/// 2^n for n in [-126, 127].
inline float power_of_two(std::int32_t n) { return bit_cast<float>(static_cast<std::uint32_t>(n + 127) << 23U); }

inline float exp(float x) {
  // Outside these bounds the result is 0 or infinite anyway; a NaN takes the lower one and is put back at the end.
  const float above = x > -104.0F ? x : -104.0F;
  const float bounded = above < 89.0F ? above : 89.0F;
  // x = n ln 2 + r with |r| <= ln(2)/2. Adding 1.5 * 2^23 rounds to a whole number and leaves it in the low bits.
  const float shifted = bounded * 1.44269504088896341F + 12582912.0F;
  const float whole = shifted - 12582912.0F;
  const std::int32_t n = bit_cast<std::int32_t>(shifted) - 0x4B400000;
  // ln 2 in two parts: the first has few bits, so its product with n is exact.
  const float r = (bounded - whole * 0.693359375F) - whole * -2.12194440e-4F;
  float p = 1.9875691500e-4F;
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  const float y = (p * (r * r) + r) + 1.0F;
  // In two factors, because n may lie outside the exponents of normal numbers.
  const std::int32_t half = n >> 1;
  const float result = y * power_of_two(half) * power_of_two(n - half);
  return x == x ? result : x;
}

/// The natural logarithm; -infinity at 0, NaN below.
inline float log(float x) {
  const bool subnormal = x < std::numeric_limits<float>::min();
  const float normal = subnormal ? x * 0x1p23F : x;
  // normal = m 2^e with m in [sqrt(1/2), sqrt(2)).
  const std::int32_t bits = bit_cast<std::int32_t>(normal);
  const std::int32_t e = (bits - 0x3F3504F3) >> 23;
  const float f = bit_cast<float>(static_cast<std::int32_t>(static_cast<std::uint32_t>(bits) -
                                                            (static_cast<std::uint32_t>(e) << 23U))) -
                  1.0F;
  const auto exponent = static_cast<float>(e - (subnormal ? 23 : 0));
  float p = 7.0376836292e-2F;
  p = p * f - 1.1514610310e-1F;
  p = p * f + 1.1676998740e-1F;
  p = p * f - 1.2420140846e-1F;
  p = p * f + 1.4249322787e-1F;
  p = p * f - 1.6668057665e-1F;
  p = p * f + 2.0000714765e-1F;
  p = p * f - 2.4999993993e-1F;
  p = p * f + 3.3333331174e-1F;
  const float square = f * f;
  const float correction = (p * f * square + exponent * -2.12194440e-4F) - 0.5F * square;
  const float result = (f + correction) + exponent * 0.693359375F;
  constexpr float infinity = std::numeric_limits<float>::infinity();
  const float nonpositive = x == 0.0F ? -infinity : std::numeric_limits<float>::quiet_NaN();
  const float finite = x > 0.0F ? result : nonpositive;
  return x == infinity ? infinity : finite;
}

inline float tanh(float x) {
  const float magnitude = x < 0.0F ? -x : x;
  const float square = x * x;
  float p = -5.70498872745e-3F;
  p = p * square + 2.06390887954e-2F;
  p = p * square - 5.37397155531e-2F;
  p = p * square + 1.33314422036e-1F;
  p = p * square - 3.33332819422e-1F;
  const float near_zero = p * square * x + x;
  const float tail = 1.0F - 2.0F / (exp(2.0F * magnitude) + 1.0F);
  const float far = x < 0.0F ? -tail : tail;
  return magnitude < 0.625F ? near_zero : far;
}

/// 1 / (1 + e^-x).
inline float sigmoid(float x) { return 1.0F / (1.0F + exp(-x)); }

inline double exp(double x) { return std::exp(x); }
inline double log(double x) { return std::log(x); }
inline double tanh(double x) { return std::tanh(x); }
inline double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }

}  // namespace inkling::kernels

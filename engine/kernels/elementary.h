/// exp, log, tanh, erf and their kin from + - * / alone, so that every machine gives the same bits.
///
/// Libraries round these functions differently, so none is called for float. The range reductions and polynomials are
/// those of S. Moshier's Cephes library (single precision). There are no branches: compilers turn loops over these
/// functions into vector code, and a lane computes just what a scalar does. Error bounds, in units in the last place,
/// are measured over a dense sweep by the tests: exp 1.5, log 1, log1p 2, expm1 4, tanh 2, erf 2.5, sigmoid 2.5
/// (results below 2^-126 have an absolute error of 2^-149).
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

/// e^x as fraction 2^exponent, which a float may be too small to hold.
struct Exponential {
  float fraction;
  std::int32_t exponent;
};

/// e^x for |x| up to 104, and that of the nearer end beyond, where neither e^x nor e^-x is a float any more. A NaN is
/// taken for -104, and is the caller's to put back.
inline Exponential split_exp(float x) {
  const float above = x > -104.0F ? x : -104.0F;
  const float bounded = above < 104.0F ? above : 104.0F;
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
  return {(p * (r * r) + r) + 1.0F, n};
}

inline float exp(float x) {
  const auto [fraction, n] = split_exp(x);
  // In two factors, because n may lie outside the exponents of normal numbers.
  const std::int32_t half = n >> 1;
  const float result = fraction * power_of_two(half) * power_of_two(n - half);
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

/// ln(1 + x) for x in [0, 1], without losing the bits of a small x that 1 + x rounds away: those are
/// x - ((1 + x) - 1), and the logarithm's slope there is 1 / (1 + x).
inline float log1p(float x) {
  const float sum = 1.0F + x;
  return log(sum) + (x - (sum - 1.0F)) / sum;
}

/// e^x - 1 for x <= 0, without cancellation near 0 (W. Kahan): the rounding of u = e^x cancels between u - 1 and ln u.
inline float expm1(float x) {
  const float u = exp(x);
  const float scaled = (u - 1.0F) * x / log(u);
  const float away_from_zero = u < 0x1p-24F ? -1.0F : scaled;
  return u == 1.0F ? x : away_from_zero;
}

/// The error function, 2 / sqrt(pi) times the integral of e^-t² from 0 to x.
inline float erf(float x) {
  const float magnitude = x < 0.0F ? -x : x;
  const float square = x * x;
  float t = 7.853861353153693e-5F;
  t = t * square - 8.010193625184903e-4F;
  t = t * square + 5.188327685732524e-3F;
  t = t * square - 2.685381193529856e-2F;
  t = t * square + 1.128358514861418e-1F;
  t = t * square - 3.761262582423300e-1F;
  t = t * square + 1.128379165726710F;
  const float near_zero = x * t;
  // 1 - erf = e^-x² / x * p(1 / x²), with one polynomial up to 2 and another beyond. Past 4 the result is 1.
  const float bounded = magnitude < 4.0F ? magnitude : 4.0F;
  const float inverse = 1.0F / (bounded > 1.0F ? bounded : 1.0F);
  const float y = inverse * inverse;
  float p = 2.326819970068386e-2F;
  p = p * y - 1.387039388740657e-1F;
  p = p * y + 3.687424674597105e-1F;
  p = p * y - 5.824733027278666e-1F;
  p = p * y + 6.210004621745983e-1F;
  p = p * y - 4.944515323274145e-1F;
  p = p * y + 3.404879937665872e-1F;
  p = p * y - 2.741127028184656e-1F;
  p = p * y + 5.638259427386472e-1F;
  float r = -1.047766399936249e+1F;
  r = r * y + 1.297719955372516e+1F;
  r = r * y - 7.495518717768503F;
  r = r * y + 2.921019019210786F;
  r = r * y - 1.015265279202700F;
  r = r * y + 4.218463358204948e-1F;
  r = r * y - 2.820767439740514e-1F;
  r = r * y + 5.641895067754075e-1F;
  const float complement = exp(-bounded * bounded) * inverse * (bounded < 2.0F ? p : r);
  const float tail = x < 0.0F ? complement - 1.0F : 1.0F - complement;
  const float result = magnitude < 1.0F ? near_zero : tail;
  return x == x ? result : x;
}

/// 1 / (1 + e^-x), with both sides of the fraction scaled down by the same power of two: e^-x may be larger than any
/// float where the result still is one.
inline float sigmoid(float x) {
  const auto [fraction, n] = split_exp(-x);
  const std::int32_t half = n >> 1;
  const float one = power_of_two(half - n);
  const float result = one / (one + fraction * power_of_two(half));
  return x == x ? result : x;
}

/// base^exponent by repeated squaring: the standard library's pow may round differently elsewhere.
inline double power(double base, std::uint64_t exponent) {
  double result = 1;
  for (; exponent > 0; exponent >>= 1U, base *= base) {
    if ((exponent & 1U) != 0) result *= base;
  }
  return result;
}

inline double exp(double x) { return std::exp(x); }
inline double log(double x) { return std::log(x); }
inline double log1p(double x) { return std::log1p(x); }
inline double expm1(double x) { return std::expm1(x); }
inline double erf(double x) { return std::erf(x); }
inline double tanh(double x) { return std::tanh(x); }
inline double sigmoid(double x) {
  const double smaller = std::exp(-std::abs(x));
  return (x < 0 ? smaller : 1.0) / (1.0 + smaller);
}

}  // namespace inkling::kernels

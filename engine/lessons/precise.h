/// exp, log, erf and their kin in double, from + - * / alone, so that every machine gives the same bits.
///
/// What the kernels have for double is the standard library's, which differs between machines in the last bit; and what
/// they have for float is what these are to judge. They are written to be read and not to be fast. Error bounds, in
/// units in the last place, are measured over a dense sweep by the tests: exp and log 2, log1p, expm1 and sigmoid 4,
/// erf 6, tanh 7.
#pragma once

#include <cstdint>
#include <limits>

#include "kernels/elementary.h"

namespace inkling::lessons::precise {

// ln 2 in two parts (fdlibm's): the first ends in zeros, so that its product with an exponent is exact.
inline constexpr double ln2_high = 6.93147180369123816490e-01;
inline constexpr double ln2_low = 1.90821492927058770002e-10;

/// 2^n for n in [-1022, 1023].
inline double power_of_two(std::int64_t n) {
  return kernels::bit_cast<double>(static_cast<std::uint64_t>(n + 1023) << 52U);
}

inline double exp(double x) {
  if (x != x) return x;
  if (x > 709.8) return std::numeric_limits<double>::infinity();
  if (x < -745.2) return 0;
  // x = n ln 2 + r with |r| <= ln(2)/2. Adding 1.5 * 2^52 rounds to a whole number.
  const double n = (x * 1.4426950408889634 + 0x1.8p52) - 0x1.8p52;
  const double r = (x - n * ln2_high) - n * ln2_low;
  // The series, whose first term left out, r^14 / 14!, is below 1e-17.
  double p = 1;
  for (int k = 13; k > 1; --k) p = 1 + p * r / k;
  const auto exponent = static_cast<std::int64_t>(n);
  // In two factors, because n may lie outside the exponents of normal numbers.
  const std::int64_t half = exponent / 2;
  return (1 + r * p) * power_of_two(half) * power_of_two(exponent - half);
}

/// The natural logarithm; -infinity at 0, NaN below.
inline double log(double x) {
  if (x == 0) return -std::numeric_limits<double>::infinity();
  if (!(x > 0)) return std::numeric_limits<double>::quiet_NaN();
  if (x == std::numeric_limits<double>::infinity()) return x;
  const bool is_subnormal = x < std::numeric_limits<double>::min();
  const auto bits = kernels::bit_cast<std::int64_t>(is_subnormal ? x * 0x1p54 : x);
  // x = m 2^e with m = 1 + f in [sqrt(1/2), sqrt(2)).
  const std::int64_t e = (bits - 0x3FE6A09E667F3BCD) >> 52;
  const double f =
      kernels::bit_cast<double>(static_cast<std::uint64_t>(bits) - (static_cast<std::uint64_t>(e) << 52U)) - 1;
  // ln(1 + f) = 2 artanh(s) = 2 s + s R, with R = 2/3 s² + 2/5 s⁴ + ..., whose first term left out is below 1e-18; and
  // 2 s = f - s f leaves the f, which is exact, to be added last.
  const double s = f / (2 + f);
  double series = 0;
  for (int k = 11; k > 0; --k) series = (series + 2.0 / (2 * k + 1)) * (s * s);
  const auto exponent = static_cast<double>(is_subnormal ? e - 54 : e);
  return exponent * ln2_high + (f - (s * (f - series) - exponent * ln2_low));
}

/// ln(1 + x) for x >= 0; see kernels::log1p.
inline double log1p(double x) {
  const double sum = 1 + x;
  return sum == std::numeric_limits<double>::infinity() ? sum : log(sum) + (x - (sum - 1)) / sum;
}

/// e^x - 1 for x <= 0; see kernels::expm1.
inline double expm1(double x) {
  const double u = exp(x);
  if (u == 1) return x;
  return u < 0x1p-54 ? -1 : (u - 1) * x / log(u);
}

inline double tanh(double x) {
  const double magnitude = x < 0 ? -x : x;
  const double t = expm1(-2 * magnitude);
  const double result = -t / (2 + t);
  return x < 0 ? -result : result;
}

/// 1 / (1 + e^-x).
inline double sigmoid(double x) {
  const double smaller = exp(x < 0 ? x : -x);
  return (x < 0 ? smaller : 1) / (1 + smaller);
}

/// The error function, 2 / sqrt(pi) times the integral of e^-t² from 0 to x.
inline double erf(double x) {
  constexpr double inverse_root_pi = 0.56418958354775628695;
  if (x != x) return x;
  const double magnitude = x < 0 ? -x : x;
  double result = 1;
  if (magnitude < 1) {
    // 2 / sqrt(pi) (x - x³ / 3 + x⁵ / (2! 5) - ...), whose first term left out, x^43 / (21! 43), is below 1e-20.
    double power = magnitude;
    double sum = magnitude;
    for (int n = 1; n <= 20; ++n) {
      power *= -(magnitude * magnitude) / n;
      sum += power / (2 * n + 1);
    }
    result = 2 * inverse_root_pi * sum;
  } else if (magnitude < 6) {  // where what is left of 1 is below half of its last place
    // 1 - erf = e^-x² / sqrt(pi) / (x + 1/2 / (x + 2/2 / (x + 3/2 / ...))).
    double fraction = magnitude;
    for (int n = 400; n > 0; --n) fraction = magnitude + n * 0.5 / fraction;
    result = 1 - inverse_root_pi * exp(-magnitude * magnitude) / fraction;
  }
  return x < 0 ? -result : result;
}

}  // namespace inkling::lessons::precise

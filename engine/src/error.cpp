/// The names of the error codes, and how a message is put together.
#include <inkling/error.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>

#include "kernels/elementary.h"

namespace inkling {
namespace {

template <std::integral Number>
std::string_view write(Number number, std::span<char> digits) {
  const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return {digits.data(), static_cast<std::size_t>(end - digits.data())};
}

/// Six digits that matter, as C's "%g" has them. Not by snprintf, since that is a twentieth of what a page downloads.
std::string_view write(double number, std::span<char> text) {
  char* to = text.data();
  const auto put = [&](std::string_view characters) { to = std::copy(characters.begin(), characters.end(), to); };
  const auto written = [&] { return std::string_view(text.data(), static_cast<std::size_t>(to - text.data())); };
  if (std::signbit(number)) put("-");
  double size = std::abs(number);
  if (!std::isfinite(size)) {
    put(std::isnan(size) ? "nan" : "inf");
    return written();
  }
  // size = digits 10^(exponent - 5), with digits from 100000 to 999999, or 0.
  int exponent = 0;
  for (int power = 256; power > 0; power /= 2) {
    const double factor = kernels::power(10.0, static_cast<std::uint64_t>(power));
    if (size >= factor) size /= factor, exponent += power;
    if (size > 0 && size * factor < 10) size *= factor, exponent -= power;
  }
  auto digits = static_cast<int>(std::lround(size * 1e5));
  if (digits == 1'000'000) digits /= 10, ++exponent;
  int count = 6;
  for (; count > 1 && digits % 10 == 0; digits /= 10) --count;
  char figures[8];
  const std::string_view all = write(digits, figures);

  const bool is_scientific = exponent < -4 || exponent >= 6;
  const int point = is_scientific ? 1 : exponent + 1;  // how many figures stand before it
  if (point <= 0) {
    put("0.");
    for (int zero = point; zero < 0; ++zero) put("0");
  }
  for (int i = 0; i < std::max(count, point); ++i) {
    if (i == point && i > 0) put(".");
    put(i < count ? all.substr(static_cast<std::size_t>(i), 1) : "0");
  }
  if (is_scientific) {
    put(exponent < 0 ? "e-" : "e+");
    if (std::abs(exponent) < 10) put("0");
    char places[4];
    put(write(std::abs(exponent), places));
  }
  return written();
}

}  // namespace

Piece::Piece(long long number) : text_(write(number, digits_)) {}
Piece::Piece(unsigned long long number) : text_(write(number, digits_)) {}
Piece::Piece(double number) : text_(write(number, digits_)) {}

std::string join(std::initializer_list<Piece> pieces) {
  std::string text;
  for (const Piece& piece : pieces) text += piece.text();
  return text;
}

Error::Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
Error::Error(ErrorCode code, std::initializer_list<Piece> message) : Error(code, join(message)) {}
Error::Error(ErrorCode code, const std::string& message, Refusal refusal)
    : std::runtime_error(message), code_(code), refusal_(std::move(refusal)) {}
Error::Error(std::string_view title, Refusal refusal)
    : std::runtime_error(join({title, ": ", refusal.given, " was given; allowed is ", refusal.allowed, "."})),
      code_(ErrorCode::bad_setting),
      refusal_(std::move(refusal)) {}

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_setting:
      return "bad_setting";
    case ErrorCode::bad_data:
      return "bad_data";
    case ErrorCode::diverged:
      return "diverged";
  }
  return "unknown";
}

}  // namespace inkling

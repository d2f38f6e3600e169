/// The names of the error codes, and how a message is put together.
#include <inkling/error.h>

#include <algorithm>
#include <cmath>

#include "kernels/elementary.h"

namespace inkling {
namespace {

void append(std::string& text, unsigned long long number) {
  char digits[20];
  char* first = digits + sizeof digits;
  do {
    *--first = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number > 0);
  text.append(first, digits + sizeof digits);
}

/// Six digits that matter, as C's "%g" has them. Not by the C or C++ library, whose code or tables are a twentieth of
/// what a page downloads.
void append(std::string& text, double number) {
  if (std::signbit(number)) text += '-';
  double size = std::abs(number);
  if (!std::isfinite(size)) {
    text += std::isnan(size) ? "nan" : "inf";
    return;
  }
  // size = digits 10^(exponent - 5), with digits from 100000 to 999999, or 0.
  int exponent = 0;
  for (int power = 256; power > 0; power /= 2) {
    const double factor = kernels::power(10.0, static_cast<std::uint64_t>(power));
    if (size >= factor) size /= factor, exponent += power;
    if (size > 0 && size * factor < 10) size *= factor, exponent -= power;
  }
  auto digits = static_cast<unsigned>(std::lround(size * 1e5));
  if (digits == 1'000'000) digits /= 10, ++exponent;
  while (digits > 0 && digits % 10 == 0) digits /= 10;
  std::string figures;
  append(figures, static_cast<unsigned long long>(digits));

  const bool is_scientific = exponent < -4 || exponent >= 6;
  const int point = is_scientific ? 1 : exponent + 1;  // how many figures stand before it
  if (point <= 0) text += "0.";
  for (int zero = point; zero < 0; ++zero) text += '0';
  const auto count = static_cast<int>(figures.size());
  for (int i = 0; i < std::max(count, point); ++i) {
    if (i == point && i > 0) text += '.';
    text += i < count ? figures[static_cast<std::size_t>(i)] : '0';
  }
  if (!is_scientific) return;
  text += exponent < 0 ? "e-" : "e+";
  if (std::abs(exponent) < 10) text += '0';
  append(text, static_cast<unsigned long long>(std::abs(exponent)));
}

}  // namespace

void Piece::append_to(std::string& text) const {
  switch (kind_) {
    case Kind::characters:
      text += characters_;
      break;
    case Kind::text:
      text.append(text_.data, text_.size);
      break;
    case Kind::whole:
      if (whole_ < 0) text += '-';
      append(text,
             whole_ < 0 ? 0ULL - static_cast<unsigned long long>(whole_) : static_cast<unsigned long long>(whole_));
      break;
    case Kind::natural:
      append(text, natural_);
      break;
    case Kind::number:
      append(text, number_);
      break;
  }
}

std::string join(Pieces pieces) {
  std::string text;
  for (const Piece& piece : pieces) piece.append_to(text);
  return text;
}

Error::Error(ErrorCode code, const std::string& message, Refusal refusal)
    : std::runtime_error(message), code_(code), refusal_(std::move(refusal)) {}

void fail(ErrorCode code, Pieces message) { throw Error(code, join(message)); }

void fail(ErrorCode code, Pieces message, Pieces setting, Pieces given, Pieces allowed) {
  throw Error(code, join(message), {join(setting), join(given), join(allowed)});
}

void refuse(Pieces title, Pieces name, Pieces given, Pieces allowed, ErrorCode code) {
  Refusal refusal{join(name), join(given), join(allowed)};
  const std::string message = join({join(title), ": ", refusal.given, " was given; allowed is ", refusal.allowed, "."});
  throw Error(code, message, std::move(refusal));
}

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

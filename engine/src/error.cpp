/// The names of the error codes, and how a message is put together.
#include <inkling/error.h>

#include <charconv>
#include <cstdio>
#include <span>

namespace inkling {
namespace {

template <std::integral Number>
std::string_view write(Number number, std::span<char> digits) {
  const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return {digits.data(), static_cast<std::size_t>(end - digits.data())};
}

}  // namespace

Piece::Piece(long long number) : text_(write(number, digits_)) {}
Piece::Piece(unsigned long long number) : text_(write(number, digits_)) {}
Piece::Piece(double number)
    : text_(digits_, static_cast<std::size_t>(std::snprintf(digits_, sizeof(digits_), "%g", number))) {}

std::string join(std::initializer_list<Piece> pieces) {
  std::string text;
  for (const Piece& piece : pieces) text += piece.text();
  return text;
}

Error::Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
Error::Error(ErrorCode code, std::initializer_list<Piece> message) : Error(code, join(message)) {}

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

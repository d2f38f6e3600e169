/// The one exception of the library: what was wrong, what was given and what is allowed.
#pragma once

#include <concepts>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>

namespace inkling {

enum class ErrorCode {
  bad_setting,  ///< a configuration that is not allowed
  bad_data,     ///< data that is damaged or does not fit
  diverged,     ///< a loss or a weight stopped being a number that float32 can hold
};

/// The code as the page's protocol spells it, such as "bad_setting".
std::string_view to_string(ErrorCode code);

/// A piece of a message: text, or a number as a person writes it, such as "0.1", "-3" or "1e+30". It is only good for
/// as long as the text that it was made from.
class Piece {
 public:
  Piece(const char* text) : text_(text) {}
  Piece(std::string_view text) : text_(text) {}
  Piece(const std::string& text) : text_(text) {}
  Piece(std::signed_integral auto number) : Piece(static_cast<long long>(number)) {}
  Piece(std::unsigned_integral auto number) : Piece(static_cast<unsigned long long>(number)) {}
  Piece(long long number);
  Piece(unsigned long long number);
  Piece(double number);
  Piece(const Piece&) = delete;
  Piece& operator=(const Piece&) = delete;

  std::string_view text() const { return text_; }

 private:
  char digits_[24];
  std::string_view text_;
};

/// The pieces as one text.
std::string join(std::initializer_list<Piece> pieces);

/// What a refused setting was called, and what was wrong with it: the parts of a message, for a program to read.
struct Refusal {
  std::string setting;  ///< its name with the place, such as "learningRate" or "layers[0].units"; may be empty
  std::string given;
  std::string allowed;
};

/// Thrown once, at the boundary of the library, with a message fit for a person to read.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message);
  /// From its pieces: `Error(code, {"Digit ", index, " was asked for."})`. That is a fraction of the code that adding
  /// strings would be at every place that throws, and a page downloads it all.
  Error(ErrorCode code, std::initializer_list<Piece> message);
  /// Of one setting.
  Error(ErrorCode code, const std::string& message, Refusal refusal);
  /// A setting that is not allowed: "`title`: given was given; allowed is allowed."
  Error(std::string_view title, Refusal refusal);
  ErrorCode code() const { return code_; }

  /// Empty where the error is not of one setting.
  const Refusal& refusal() const { return refusal_; }

 private:
  ErrorCode code_;
  Refusal refusal_;
};

}  // namespace inkling

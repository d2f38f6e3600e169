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
/// as long as the text that it was made from. Nothing is done where it is made, and nothing where it goes: there are
/// hundreds of them, and a page downloads them all.
class Piece {
 public:
  constexpr Piece(const char* text) : kind_(Kind::characters), characters_(text) {}
  constexpr Piece(std::string_view text) : kind_(Kind::text), text_{text.data(), text.size()} {}
  Piece(const std::string& text) : Piece(std::string_view(text)) {}
  constexpr Piece(std::signed_integral auto number) : kind_(Kind::whole), whole_(number) {}
  constexpr Piece(std::unsigned_integral auto number) : kind_(Kind::natural), natural_(number) {}
  constexpr Piece(std::floating_point auto number) : kind_(Kind::number), number_(number) {}

  void append_to(std::string& text) const;

 private:
  struct Text {
    const char* data;
    std::size_t size;
  };
  enum class Kind { characters, text, whole, natural, number } kind_;
  union {
    const char* characters_;
    Text text_;
    long long whole_;
    unsigned long long natural_;
    double number_;
  };
};
using Pieces = std::initializer_list<Piece>;

/// The pieces as one text.
std::string join(Pieces pieces);

/// What a refused setting was called, and what was wrong with it: the parts of a message, for a program to read.
struct Refusal {
  std::string setting;  ///< its name with the place, such as "learningRate" or "layers[0].units"; may be empty
  std::string given;
  std::string allowed;
  std::string meant = {};  ///< the name that probably was, where the given one is of nothing; may be empty
};

/// Thrown once, at the boundary of the library, with a message fit for a person to read.
class Error : public std::runtime_error {
 public:
  /// The refusal is of one setting, or empty.
  Error(ErrorCode code, const std::string& message, Refusal refusal = {});
  ErrorCode code() const { return code_; }

  /// Empty where the error is not of one setting.
  const Refusal& refusal() const { return refusal_; }

 private:
  ErrorCode code_;
  Refusal refusal_;
};

/// Throws an error: `fail(code, {"Digit ", index, " was asked for."})`. That is a fraction of the code that a string
/// and a throw would be at every place that fails, and a page downloads it all.
[[noreturn]] void fail(ErrorCode code, Pieces message);

/// The same with what was wrong with one setting.
[[noreturn]] void fail(ErrorCode code, Pieces message, Pieces setting, Pieces given, Pieces allowed);

/// Throws the error of a setting that is not allowed: "`title`: `given` was given; allowed is `allowed`." `name` is
/// that of the refusal.
[[noreturn]] void refuse(Pieces title, Pieces name, Pieces given, Pieces allowed,
                         ErrorCode code = ErrorCode::bad_setting);

}  // namespace inkling

/// The one exception of the library: what was wrong, what was given and what is allowed.
#pragma once

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

/// Thrown once, at the boundary of the library, with a message fit for a person to read.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  ErrorCode code() const { return code_; }

 private:
  ErrorCode code_;
};

}  // namespace inkling

/// The names of the error codes.
#include <inkling/error.h>

namespace inkling {

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

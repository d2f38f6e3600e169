/// Capital letters as small ones.
#include "letters.h"

namespace inkling {

std::string lowered(std::string_view text) {
  std::string lower(text);
  for (char& character : lower) {
    if (is_letter(character)) character = static_cast<char>(character | 0x20);
  }
  return lower;
}

}  // namespace inkling

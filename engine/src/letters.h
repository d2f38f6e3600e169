/// Letters and digits of ASCII, in every locale alike.
#pragma once

#include <string>
#include <string_view>

namespace inkling {

inline bool is_letter(char character) { return (character | 0x20) >= 'a' && (character | 0x20) <= 'z'; }
inline bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// With capital letters as small ones.
std::string lowered(std::string_view text);

}  // namespace inkling

/// JSON text to and from values.
#pragma once

#include <inkling/value.h>

#include <string>
#include <string_view>

namespace inkling {

/// @throws Error(bad_data) for text that is not JSON (RFC 8259), with line and column, for an object that has a name
///   twice, and for lists and objects within one another more than 100 deep.
Value parse_json(std::string_view text);

/// A line for each field of an object or element of a list, with all that is inside it: pleasant to read, and to send.
std::string write_json(const Value& value);

}  // namespace inkling

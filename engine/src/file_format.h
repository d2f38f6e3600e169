/// Tells by its first bytes what a file is that is not what was expected, so that an error can say so.
#pragma once

#include <string_view>

namespace inkling {

/// The format of a file that begins so, such as "gzip"; empty for an unknown one. Text in UTF-8 has none, unless it is
/// HTML.
std::string_view format_of(std::string_view file);

}  // namespace inkling

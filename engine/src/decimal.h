/// Decimal numbers to floats, rounded correctly and in every locale alike.
#pragma once

#include <string_view>

namespace inkling {

/// The float nearest to `decimal`, which is [sign] digits [point digits] [e [sign] digits] with at least one digit
/// before the e; of two that are as near the even one, and infinity where it is too large. Not by the C library, whose
/// way through numbers of 128 bits is a tenth of what a page downloads.
float nearest_float(std::string_view decimal);

}  // namespace inkling

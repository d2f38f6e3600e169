/// Decimal numbers to floats and back, rounded correctly and in every locale alike. Not by the C library, whose way
/// through numbers of 128 bits is a tenth of what a page downloads.
#pragma once

#include <string>
#include <string_view>

namespace inkling {

/// Whether a text is [sign] digits [point digits] [e [sign] digits], with a digit before or after the point.
bool is_decimal(std::string_view text);

/// The float nearest to a decimal; of two that are as near the even one, and infinity where it is too large.
float nearest_float(std::string_view decimal);

/// The same of doubles.
double nearest_double(std::string_view decimal);

/// The decimal with the fewest digits to which a finite `number` is the nearest double: 0.1, 250, 1e-8, -3.5e30.
std::string shortest_decimal(double number);

}  // namespace inkling

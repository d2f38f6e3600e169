/// The checks of numbers that the lessons are given beside their settings.
#pragma once

#include <inkling/matrix.h>

#include <span>
#include <string_view>

namespace inkling::lessons {

/// No lesson is about larger ones, and products of eight of these are still numbers.
inline constexpr double largest_number = 1e30;

/// @throws Error(bad_data) for a number that is not finite, or beyond `largest_number`; `name` is what they are called.
void require_numbers(std::span<const double> numbers, std::string_view name);
void require_numbers(std::span<const float> numbers, std::string_view name);

/// @throws Error(bad_data) unless there are as many, `what` and `others` being what they are called.
void require_same(std::string_view what, Index count, std::string_view others, Index expected);

}  // namespace inkling::lessons

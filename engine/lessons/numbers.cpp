/// The checks of numbers.
#include "lessons/numbers.h"

#include <inkling/error.h>

#include <cmath>

namespace inkling::lessons {
namespace {

template <typename Number>
void require_each(std::span<const Number> numbers, std::string_view name) {
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (std::abs(static_cast<double>(numbers[i])) <= largest_number) continue;
    refuse({name, "[", i, "]"}, {name, "[", i, "]"}, {numbers[i]}, {"a finite number of at most ", largest_number},
           ErrorCode::bad_data);
  }
}

}  // namespace

void require_numbers(std::span<const double> numbers, std::string_view name) { require_each(numbers, name); }
void require_numbers(std::span<const float> numbers, std::string_view name) { require_each(numbers, name); }

void require_same(std::string_view what, Index count, std::string_view others, Index expected) {
  if (count == expected) return;
  refuse({what}, {what}, {count}, {"as many as there are ", others, ", ", expected}, ErrorCode::bad_data);
}

}  // namespace inkling::lessons

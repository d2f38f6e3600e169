/// The class that a row of scores names.
#pragma once

#include <cstddef>
#include <limits>
#include <span>

namespace inkling {

inline constexpr std::size_t no_class = std::numeric_limits<std::size_t>::max();

/// The largest of the scores, the first of equals; of a single one whether it is above `threshold`. None where a score
/// is not a number: nothing can be said of what is larger.
inline std::size_t class_of(std::span<const float> scores, float threshold) {
  std::size_t largest = 0;
  for (std::size_t j = 0; j < scores.size(); ++j) {
    if (scores[j] != scores[j]) return no_class;
    if (scores[j] > scores[largest]) largest = j;
  }
  return scores.size() == 1 ? static_cast<std::size_t>(scores[0] > threshold) : largest;
}

}  // namespace inkling

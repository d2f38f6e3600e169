/// The error for a name that is not in a table, and the name that was probably meant.
#include <inkling/choice.h>
#include <inkling/value.h>

#include <algorithm>
#include <numeric>
#include <string>

#include "letters.h"

namespace inkling {
namespace {

/// How many characters to change, add, leave out or swap with their neighbour make `from` into `to` (Damerau 1964, in
/// the form in which no part is edited twice).
std::size_t distance(std::string_view from, std::string_view to) {
  // Row i holds the distances of the first i characters of `from` to every beginning of `to`.
  std::vector<std::vector<std::size_t>> rows(from.size() + 1, std::vector<std::size_t>(to.size() + 1));
  std::iota(rows[0].begin(), rows[0].end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    rows[i][0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t change = rows[i - 1][j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      rows[i][j] = std::min({change, rows[i - 1][j] + 1, rows[i][j - 1] + 1});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
        rows[i][j] = std::min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows.back().back();
}

}  // namespace

std::string_view nearest(std::string_view name, const std::vector<std::string_view>& names) {
  constexpr std::size_t longest = 40;  // no name of ours is; and what is compared grows with the square
  if (name.size() > longest) return {};
  const std::string lower = lowered(name);
  std::string_view best;
  std::size_t least = std::max<std::size_t>(name.size() / 3, 1) + 1;
  for (const std::string_view candidate : names) {
    const std::size_t edits = distance(lower, lowered(candidate));
    if (edits < least) least = edits, best = candidate;
  }
  return best;
}

std::vector<std::string_view> RowNames::all() const {
  std::vector<std::string_view> names;
  const auto* row = static_cast<const char*>(first_);
  for (std::size_t i = 0; i < size_; ++i, row += step_) {
    names.push_back(*static_cast<const std::string_view*>(static_cast<const void*>(row)));
  }
  return names;
}

std::size_t RowNames::find(std::string_view kind, std::string_view name) const {
  const std::vector<std::string_view> names = all();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) refuse_unknown(kind, name, names);
  return static_cast<std::size_t>(found - names.begin());
}

void refuse_unknown(std::string_view kind, std::string_view name, const std::vector<std::string_view>& names,
                    const Place& place) {
  std::string allowed;
  for (const std::string_view other : names) allowed += join({allowed.empty() ? "" : ", ", other});
  const std::string_view meant = nearest(name, names);
  const std::string hint = meant.empty() ? "" : join({" Did you mean \"", meant, "\"?"});
  const std::string message = join({"There is no ", kind, " called ", Value(name).shown(), place.title, ".", hint,
                                    " Choose one of: ", allowed, "."});
  throw Error(ErrorCode::bad_setting, message, {place.name, std::string(name), allowed, std::string(meant)});
}

}  // namespace inkling

/// The error for a name that is not in a table.
#include <inkling/choice.h>

namespace inkling {

Error no_choice(std::string_view kind, std::string_view name, const std::vector<std::string_view>& names) {
  std::string allowed;
  for (const std::string_view other : names) allowed += join({allowed.empty() ? "" : ", ", other});
  return {ErrorCode::bad_setting, {"There is no ", kind, " called \"", name, "\". Choose one of: ", allowed, "."}};
}

}  // namespace inkling

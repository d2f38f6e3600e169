/// A row of a named table, chosen by its name: how activations, losses, initializers and optimizers are told apart.
#pragma once

#include <inkling/error.h>
#include <inkling/setting.h>

#include <span>
#include <string_view>
#include <vector>

namespace inkling {

/// What to throw where none of `names` is `name`.
Error no_choice(std::string_view kind, std::string_view name, const std::vector<std::string_view>& names,
                const Place& place = {});

/// The one of `names` that `name` was probably meant to be: with the fewest characters to change, add, leave out or
/// swap with their neighbour, and at most a third of them. Empty where there is none.
std::string_view nearest(std::string_view name, const std::vector<std::string_view>& names);

/// One row of `Row::table()`. A `Row` has a `name`, a `static constexpr std::string_view kind` ("activation") and a
/// `static std::span<const Row> table()`. Whoever needs a list of what there is (bindings, messages, menus) asks
/// `names()`, so a new row is a change in one place.
template <typename Row>
class Choice {
 public:
  /// Implicit, so that a configuration reads `.activation = "relu"`.
  /// @throws Error(bad_setting) for a name that the table does not have; the message lists those it has.
  Choice(std::string_view name) : row_(&find(name)) {}
  Choice(const char* name) : Choice(std::string_view(name)) {}

  const Row* operator->() const { return row_; }
  bool operator==(const Choice& other) const = default;

  static std::vector<std::string_view> names() {
    std::vector<std::string_view> all;
    for (const Row& row : Row::table()) all.push_back(row.name);
    return all;
  }

 private:
  static const Row& find(std::string_view name) {
    for (const Row& row : Row::table()) {
      if (row.name == name) return row;
    }
    throw no_choice(Row::kind, name, names());
  }

  const Row* row_;
};

}  // namespace inkling

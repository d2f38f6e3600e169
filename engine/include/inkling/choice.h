/// A row of a named table, chosen by its name: how activations, losses, initializers and optimizers are told apart.
#pragma once

#include <inkling/error.h>
#include <inkling/setting.h>

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace inkling {

/// Throws the error of a name that is none of `names`, with the nearest of them.
[[noreturn]] void refuse_unknown(std::string_view kind, std::string_view name,
                                 const std::vector<std::string_view>& names, const Place& place = {});

/// The one of `names` that `name` was probably meant to be: with the fewest characters to change, add, leave out or
/// swap with their neighbour, and at most a third of them; capital letters are as small ones. Empty where there is
/// none.
std::string_view nearest(std::string_view name, const std::vector<std::string_view>& names);

/// The names of the rows of a table, each of which begins with its name: whatever the rows are, one body of code serves
/// all tables.
class RowNames {
 public:
  template <typename Row>
  explicit RowNames(std::span<const Row> rows) : first_(rows.data()), size_(rows.size()), step_(sizeof(Row)) {
    static_assert(std::is_standard_layout_v<Row> && offsetof(Row, name) == 0);
  }

  std::vector<std::string_view> all() const;

  /// Where `name` stands. @throws Error(bad_setting) where it does not; `kind` is what a row is called.
  std::size_t find(std::string_view kind, std::string_view name) const;

 private:
  const void* first_;
  std::size_t size_;
  std::size_t step_;
};

/// One row of `Row::table()`. A `Row` begins with its `name`, and has a `static constexpr std::string_view kind`
/// ("activation") and a `static std::span<const Row> table()`. Whoever needs a list of what there is (bindings,
/// messages, menus) asks `names()`, so a new row is a change in one place.
template <typename Row>
class Choice {
 public:
  /// Implicit, so that a configuration reads `.activation = "relu"`.
  /// @throws Error(bad_setting) for a name that the table does not have; the message lists those it has.
  Choice(std::string_view name) : row_(&Row::table()[RowNames(Row::table()).find(Row::kind, name)]) {}
  Choice(const char* name) : Choice(std::string_view(name)) {}

  const Row* operator->() const { return row_; }
  bool operator==(const Choice& other) const = default;

  static std::vector<std::string_view> names() { return RowNames(Row::table()).all(); }

 private:
  const Row* row_;
};

}  // namespace inkling

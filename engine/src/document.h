/// Configurations as documents: read, written, described and checked.
///
/// All four go through a list of fields, in which the types of the members are known by a table of functions and no
/// longer by the compiler: one body serves all configurations, which is a third of what a page would download
/// otherwise.
#pragma once

#include <inkling/choice.h>
#include <inkling/initializer.h>
#include <inkling/setting.h>
#include <inkling/value.h>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace inkling {

/// What a row of a table says of itself. Empty, or 0, where its kind of row does not.
struct RowInfo {
  std::string_view name;
  std::string_view title = {};
  std::string_view initializer = {};
  float learning_rate = 0;
  std::optional<bool> classes = std::nullopt;
};

struct Type;

/// One setting of a configuration, and the member that holds it.
struct Field {
  Setting setting;
  const Type* type;
  void* member;
};
using Fields = std::vector<Field>;

/// What a member is, and what can be done with it. Functions are there for those kinds that have what they are about.
struct Type {
  enum class Kind { truth, number, text, choice, initializer, optional, list, group };

  Kind kind;
  /// Of numbers.
  bool whole = false;
  bool single = false;  ///< a float32
  /// Of truths and numbers.
  double (*get)(const void* member) = nullptr;
  void (*set)(void* member, double value) = nullptr;

  /// Of choices: their table, and which of its rows is chosen.
  std::string_view rows = {};  ///< what a row is called
  std::size_t (*row_count)() = nullptr;
  RowInfo (*row)(std::size_t index) = nullptr;
  std::size_t (*chosen)(const void* member) = nullptr;
  void (*choose)(void* member, std::size_t index) = nullptr;

  /// Of lists, and of what is optional, a list of at most one: its elements. They are made as they are by default.
  const Type& (*element)() = nullptr;
  std::size_t (*size)(const void* member) = nullptr;
  void (*resize)(void* member, std::size_t size) = nullptr;
  void* (*at)(void* member, std::size_t index) = nullptr;

  /// Of groups.
  Fields (*fields)(void* member) = nullptr;
  void (*with_default)(void (*use)(void* config, void* captures), void* captures) = nullptr;
};

namespace types {

/// The one of a member's type.
template <typename Member>
const Type& type();

/// As a member is by default; a choice, which has none, is the first of its table.
template <typename Member>
Member fresh() {
  if constexpr (requires { Member(); }) {
    return Member();
  } else if constexpr (std::same_as<Member, Initializer>) {
    return "zeros";
  } else {
    return Member(std::string_view(Member::names().front()));
  }
}

template <typename Number>
constexpr Type number_type{
    .kind = std::same_as<Number, bool> ? Type::Kind::truth : Type::Kind::number,
    .whole = std::integral<Number>,
    .single = std::same_as<Number, float>,
    .get = [](const void* member) { return static_cast<double>(*static_cast<const Number*>(member)); },
    .set = [](void* member, double value) { *static_cast<Number*>(member) = static_cast<Number>(value); },
};

template <typename Row>
constexpr auto row_info = [](std::size_t index) {
  const Row& row = Row::table()[index];
  RowInfo info{.name = row.name};
  if constexpr (requires { row.title; }) info.title = row.title;
  if constexpr (requires { row.initializer; }) info.initializer = row.initializer;
  if constexpr (requires { row.learning_rate; }) info.learning_rate = row.learning_rate;
  if constexpr (requires { row.classes; }) info.classes = row.classes;
  return info;
};

/// Fields, one after another as `describe` visits them.
struct Collector {
  template <typename Member>
  void operator()(const Setting& setting, Member& member) {
    fields.push_back({setting, &type<Member>(), &member});
  }
  Fields fields;
};

template <typename Config>
Fields collect(void* config) {
  Collector collector;
  Config::describe(*static_cast<Config*>(config), collector);
  return std::move(collector.fields);
}

template <typename Member>
struct TypeOf {
  static constexpr Type make() {
    if constexpr (std::is_arithmetic_v<Member>) {
      return number_type<Member>;
    } else if constexpr (std::same_as<Member, std::string>) {
      return {.kind = Type::Kind::text};
    } else if constexpr (std::same_as<Member, Initializer>) {
      return {.kind = Type::Kind::initializer};
    } else {
      return {.kind = Type::Kind::group,
              .fields = collect<Member>,
              .with_default = [](void (*use)(void*, void*), void* captures) {
                Member config;
                use(&config, captures);
              }};
    }
  }
};

template <typename Row>
struct TypeOf<Choice<Row>> {
  static constexpr Type make() {
    return {
        .kind = Type::Kind::choice,
        .rows = Row::kind,
        .row_count = [] { return Row::table().size(); },
        .row = row_info<Row>,
        .chosen = [](const void* member) -> std::size_t {
          return static_cast<std::size_t>(static_cast<const Choice<Row>*>(member)->operator->() - Row::table().data());
        },
        .choose =
            [](void* member, std::size_t index) {
              *static_cast<Choice<Row>*>(member) = Choice<Row>(Row::table()[index].name);
            }};
  }
};

template <typename Element>
struct TypeOf<std::optional<Element>> {
  static constexpr Type make() {
    using Member = std::optional<Element>;
    return {.kind = Type::Kind::optional,
            .element = type<Element>,
            .size = [](const void* member) -> std::size_t { return static_cast<const Member*>(member)->has_value(); },
            .resize =
                [](void* member, std::size_t size) {
                  static_cast<Member*>(member)->reset();
                  if (size > 0) *static_cast<Member*>(member) = fresh<Element>();
                },
            .at = [](void* member, std::size_t) -> void* { return &**static_cast<Member*>(member); }};
  }
};

template <typename Element>
struct TypeOf<std::vector<Element>> {
  static constexpr Type make() {
    using Member = std::vector<Element>;
    return {.kind = Type::Kind::list,
            .element = type<Element>,
            .size = [](const void* member) { return static_cast<const Member*>(member)->size(); },
            .resize = [](void* member, std::size_t size) { *static_cast<Member*>(member) = Member(size); },
            .at = [](void* member, std::size_t index) -> void* { return &(*static_cast<Member*>(member))[index]; }};
  }
};

template <typename Member>
const Type& type() {
  static constexpr Type own = TypeOf<Member>::make();
  return own;
}

}  // namespace types

/// The settings of a configuration, with its members.
template <Described Config>
Fields fields_of(Config& config) {
  return types::collect<std::remove_const_t<Config>>(const_cast<std::remove_const_t<Config>*>(&config));
}

/// Those whose names are on a list, separated by blanks, or after "not" all others.
Fields part(Fields fields, std::string_view names);

/// Reads an object into the members of a configuration; those that it does not name stay as they are. `title` says what
/// the document is, and `also_known` which of its fields are somebody else's.
/// @throws Error(bad_setting) for a document that is none, a field that is unknown, and a value that is not allowed.
/// The members may have changed then. Where `notes` are given, a number outside of its range is brought to its end,
/// where that belongs to it, and a sentence says so.
void read_document(const Value& object, const Fields& fields, std::string_view title, std::string_view also_known = {},
                   std::vector<std::string>* notes = nullptr);

/// The field of a document; null where it has none of this name, or is no object.
const Value* find_field(const Value& object, std::string_view name);
const Value* find_field(const Value::Fields& fields, std::string_view name);

/// The fields in which a configuration differs from another, short ones first.
Value::Fields write_unlike(const Fields& own, const Fields& others);

/// One entry for each setting: {name, title, help, kind, ...}.
Value::List describe(const Fields& fields);

/// A list of what the rows of a table say.
Value describe_rows(const Type& choice);
template <typename Row>
Value describe_rows() {
  return describe_rows(types::type<Choice<Row>>());
}

/// @throws Error(bad_setting) for the first number that is outside of its range. What is within a list, a group or
/// optional is not looked at.
void require_in_range(const Fields& fields, const Place& place);

}  // namespace inkling

/// What is done with the fields of a configuration, whatever it configures.
#include "document.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "decimal.h"

namespace inkling {
namespace {

using Kind = Type::Kind;

constexpr double largest_whole = 0x1p53;

/// The setting for an initializer's scale, which stands beside its name: "weightsScale" beside "weights".
struct ScaleSetting {
  explicit ScaleSetting(const Setting& initializer)
      : name(join({initializer.name, "Scale"})),
        title(join({initializer.title, ", scale"})),
        setting{.name = name,
                .title = title,
                .help = "How far from zero these numbers lie.",
                .chosen_by = initializer.name,
                .readers = "constant normal uniform"} {}
  ScaleSetting(const ScaleSetting&) = delete;
  ScaleSetting& operator=(const ScaleSetting&) = delete;

  std::string name;
  std::string title;
  Setting setting;
};

const Type& initializer_rows() { return types::type<Choice<InitializerRow>>(); }
const Type& single() { return types::type<float>(); }

bool is_initializer(const Type& type) {
  return type.kind == Kind::initializer || (type.kind == Kind::optional && type.element().kind == Kind::initializer);
}

std::vector<std::string_view> names_of(const Type& choice) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < choice.row_count(); ++i) names.push_back(choice.row(i).name);
  return names;
}

bool is_allowed(const Type& type, const Range& range, double number) {
  // A float that is too large is one that rounds to infinity.
  const double held = type.single ? static_cast<double>(static_cast<float>(number)) : number;
  const bool is_whole = std::floor(number) == number && std::abs(number) <= largest_whole;
  return (is_whole || !type.whole) && range.contains(held);
}

// ----- Reading

/// Reads the fields of one object.
class Reader {
 public:
  /// `place` is that of the object, such as "layers[1]"; empty at the top, where `title` says what the document is.
  Reader(const Value& object, std::string place, std::string_view title, std::vector<std::string>* notes)
      : object_(object), place_(std::move(place)), notes_(notes) {
    if (object.fields() == nullptr) refused(place_.empty() ? title : place_, place_, object, "an object");
  }

  void read_all(const Fields& fields, std::string_view also_known) {
    for (const Field& field : fields) read_field(field);
    const Setting others{.chosen_by = "name", .readers = also_known};
    for (const auto& [name, value] : *object_.fields()) {
      if (std::find(names_.begin(), names_.end(), name) != names_.end()) continue;
      if (!name.empty() && others.is_read_by(name)) continue;
      refuse_unknown("setting", name, {names_.begin(), names_.end()}, {.title = where(), .name = name_of(name)});
    }
  }

 private:
  [[noreturn]] static void refused(std::string_view title, const std::string& name, const Value& given,
                                   const std::string& allowed) {
    refuse({title}, {name}, {given.shown()}, {allowed});
  }

  std::string where() const { return place_.empty() ? "" : join({" in ", place_}); }
  std::string titled(const Setting& setting) const {
    return join({setting.title, place_.empty() ? "" : " of ", place_});
  }
  std::string name_of(std::string_view name) const {
    return place_.empty() ? std::string(name) : join({place_, ".", name});
  }

  [[noreturn]] void refused(const Setting& setting, const Value& given, const std::string& allowed) const {
    refused(titled(setting), name_of(setting.name), given, allowed);
  }

  /// The field of this name, which is thereby known; null where it was left out.
  const Value* find(std::string_view name) {
    names_.emplace_back(name);
    return find_field(object_, name);
  }

  void read_field(const Field& field) {
    if (is_initializer(*field.type)) {
      read_initializer(field);
    } else if (const Value* value = find(field.setting.name)) {
      read(field, *value);
    }
  }

  void read(const Field& field, const Value& value) {
    const Setting& setting = field.setting;
    switch (field.type->kind) {
      case Kind::truth:
        if (value.truth() == nullptr) refused(setting, value, "true or false");
        return field.type->set(field.member, *value.truth() ? 1 : 0);
      case Kind::number:
        return read_number(field, value);
      case Kind::text:
        if (value.text() == nullptr) refused(setting, value, "a text");
        *static_cast<std::string*>(field.member) = *value.text();
        return;
      case Kind::choice:
        return field.type->choose(field.member, read_choice(setting, *field.type, value));
      case Kind::initializer:
        return;  // read_initializer
      case Kind::optional:
        field.type->resize(field.member, 1);
        return read({setting, &field.type->element(), field.type->at(field.member, 0)}, value);
      case Kind::list:
        return read_list(field, value);
      case Kind::group:
        Reader(value, name_of(setting.name), "", notes_).read_all(field.type->fields(field.member), {});
    }
  }

  /// The number as the member will hold it has to be in range, but the message shows what was given: 1e-46 is above 0,
  /// yet no float is as small.
  void read_number(const Field& field, const Value& value) const {
    const auto& [setting, type, member] = field;
    const double* number = value.number();
    if (number != nullptr && is_allowed(*type, setting.range, *number)) return type->set(member, *number);
    const std::string allowed = setting.range.text(type->whole);
    if (notes_ == nullptr || number == nullptr) refused(setting, value, allowed);
    const double end = std::clamp(*number, setting.range.least, setting.range.most);
    if (!is_allowed(*type, setting.range, end)) refused(setting, value, allowed);
    type->set(member, end);
    notes_->push_back(join({titled(setting), ": ", value.shown(), " is taken for ", shortest_decimal(end),
                            "; allowed is ", allowed, "."}));
  }

  std::size_t read_choice(const Setting& setting, const Type& type, const Value& value) const {
    const std::vector<std::string_view> names = names_of(type);
    if (value.text() == nullptr) refused(setting, value, join({"a name, such as \"", names.front(), "\""}));
    const auto found = std::find(names.begin(), names.end(), *value.text());
    if (found == names.end()) {
      refuse_unknown(type.rows, *value.text(), names, {.title = where(), .name = name_of(setting.name)});
    }
    return static_cast<std::size_t>(found - names.begin());
  }

  void read_initializer(const Field& field) {
    const bool is_optional = field.type->kind == Kind::optional;
    const bool is_there = !is_optional || field.type->size(field.member) > 0;
    const auto* old =
        static_cast<const Initializer*>(is_optional && is_there ? field.type->at(field.member, 0) : field.member);
    const ScaleSetting scale(field.setting);
    const Value* name = find(field.setting.name);
    float factor = (is_there ? *old : Initializer("zeros")).scale();
    Setting setting = scale.setting;
    const InitializerRow* rule = nullptr;
    if (name != nullptr) {
      rule = &InitializerRow::table()[read_choice(field.setting, initializer_rows(), *name)];
      setting.range = {.least = -rule->largest_scale, .most = rule->largest_scale};
    }
    read_field({setting, &single(), &factor});
    if (rule == nullptr) return;
    if (is_optional) field.type->resize(field.member, 1);
    *static_cast<Initializer*>(is_optional ? field.type->at(field.member, 0) : field.member) =
        Initializer(rule->name, factor);
  }

  void read_list(const Field& field, const Value& value) {
    if (value.list() == nullptr) refused(field.setting, value, "a list");
    const std::size_t size = value.list()->size();
    field.type->resize(field.member, size);
    for (std::size_t i = 0; i < size; ++i) {
      const std::string name = join({field.setting.name, "[", i, "]"});
      Setting setting = field.setting;
      setting.name = name;
      read({setting, &field.type->element(), field.type->at(field.member, i)}, (*value.list())[i]);
    }
  }

  const Value& object_;
  std::string place_;
  std::vector<std::string>* notes_;
  std::vector<std::string> names_;
};

// ----- Writing

Value written_number(const Type& type, double number) {
  return type.single ? shortest(static_cast<float>(number)) : number;
}

/// With the default of a group: `use(its fields)`.
template <typename Use>
void with_default_of(const Type& group, Use use) {
  struct Captures {
    const Type* group;
    Use* use;
  } captures{&group, &use};
  group.with_default(
      [](void* config, void* given) {
        const auto& [type, body] = *static_cast<Captures*>(given);
        (*body)(type->fields(config));
      },
      &captures);
}

Value written(const Field& field) {
  const Type& type = *field.type;
  switch (type.kind) {
    case Kind::truth:
      return type.get(field.member) != 0;
    case Kind::number:
      return written_number(type, type.get(field.member));
    case Kind::text:
      return *static_cast<const std::string*>(field.member);
    case Kind::choice:
      return type.row(type.chosen(field.member)).name;
    case Kind::initializer:
      return static_cast<const Initializer*>(field.member)->rule().name;
    case Kind::optional:
      return written({field.setting, &type.element(), type.at(field.member, 0)});
    case Kind::list: {
      Value::List list;
      for (std::size_t i = 0; i < type.size(field.member); ++i) {
        list.push_back(written({field.setting, &type.element(), type.at(field.member, i)}));
      }
      return list;
    }
    case Kind::group:
      break;
  }
  Value::Fields fields;
  with_default_of(type, [&](const Fields& standard) { fields = write_unlike(type.fields(field.member), standard); });
  return fields;
}

Value::Fields write_all(const Fields& fields) {
  Value::Fields all;
  for (const Field& field : fields) {
    const bool is_optional = field.type->kind == Kind::optional;
    if (is_optional && field.type->size(field.member) == 0) continue;
    put(all, field.setting.name, written(field));
    if (!is_initializer(*field.type)) continue;
    const void* initializer = is_optional ? field.type->at(field.member, 0) : field.member;
    const auto& own = *static_cast<const Initializer*>(initializer);
    const ScaleSetting scale(field.setting);
    if (scale.setting.is_read_by(own.rule().name)) put(all, scale.name, shortest(own.scale()));
  }
  return all;
}

// ----- Describing

class Describer {
 public:
  Value::List all(const Fields& fields) {
    Value::List entries;
    for (const Field& field : fields) {
      entries.push_back(entry(field));
      if (!is_initializer(*field.type)) continue;
      float scale = Initializer("zeros").scale();
      entries.push_back(entry({ScaleSetting(field.setting).setting, &single(), &scale}));
    }
    return entries;
  }

 private:
  Value::Fields entry(const Field& field) {
    const Setting& setting = field.setting;
    Value::Fields entry{{"name", setting.name}, {"title", setting.title}, {"help", setting.help}};
    if (!setting.chosen_by.empty()) {
      put(entry, "chosenBy", setting.chosen_by);
      put(entry, "readers", readers_of(setting));
    }
    if (field.type->kind == Kind::optional) {
      put(entry, "optional", true);
      put_kind(setting, field.type->element(), nullptr, entry);
    } else {
      put_kind(setting, *field.type, field.member, entry);
    }
    return entry;
  }

  /// `member` is null where there is no default.
  void put_kind(const Setting& setting, const Type& type, const void* member, Value::Fields& entry) {
    switch (type.kind) {
      case Kind::truth:
      case Kind::number:
        put_number(setting.range, type, entry);
        break;
      case Kind::text:
        put(entry, "kind", "text");
        break;
      case Kind::choice:
        put_choices(setting, type, entry);
        break;
      case Kind::initializer:
        put_choices(setting, initializer_rows(), entry);
        break;
      case Kind::list:
        put_list(type.element(), entry);
        if (type.element().kind == Kind::group && member != nullptr) {
          put(entry, "elements", written({setting, &type, const_cast<void*>(member)}));
        }
        return;
      case Kind::group:
        put(entry, "kind", "group");
        put_settings(type, entry);
        return;
      case Kind::optional:
        return;
    }
    if (member != nullptr && type.kind != Kind::text) {
      put(entry, "default", written({setting, &type, const_cast<void*>(member)}));
    }
  }

  static void put_number(const Range& range, const Type& type, Value::Fields& entry) {
    put(entry, "kind", type.kind == Kind::truth ? "truth" : type.whole ? "whole" : "number");
    if (type.kind == Kind::truth) return;
    put(entry, "allowed", range.text(type.whole));
    if (std::isfinite(range.least)) put(entry, "least", range.least);
    if (std::isfinite(range.most)) put(entry, "most", range.most);
    if (range.without_least) put(entry, "withoutLeast", true);
    if (range.without_most) put(entry, "withoutMost", true);
  }

  static void put_list(const Type& element, Value::Fields& entry) {
    if (element.kind != Kind::group) {
      put(entry, "kind", element.kind == Kind::text ? "texts" : "numbers");
      return;
    }
    put(entry, "kind", "list");
    put_settings(element, entry);
  }

  static void put_settings(const Type& group, Value::Fields& entry) {
    with_default_of(group, [&](const Fields& fields) { put(entry, "settings", describe(fields)); });
  }

  void put_choices(const Setting& setting, const Type& choice, Value::Fields& entry) {
    put(entry, "kind", "choice");
    put(entry, "choices", describe_rows(choice));
    rules_.emplace_back(setting.name, &choice);
  }

  /// The names of the rules that read a setting, from the table of the choice described before it.
  Value::List readers_of(const Setting& setting) const {
    Value::List readers;
    for (const auto& [name, choice] : rules_) {
      if (name != setting.chosen_by) continue;
      for (const std::string_view rule : names_of(*choice)) {
        if (setting.is_read_by(rule)) readers.push_back(rule);
      }
    }
    return readers;
  }

  std::vector<std::pair<std::string_view, const Type*>> rules_;
};

}  // namespace

Fields part(Fields fields, std::string_view names) {
  const Setting list{.chosen_by = "name", .readers = names};
  std::erase_if(fields, [&](const Field& field) { return !list.is_read_by(field.setting.name); });
  return fields;
}

void read_document(const Value& object, const Fields& fields, std::string_view title, std::string_view also_known,
                   std::vector<std::string>* notes) {
  Reader(object, "", title, notes).read_all(fields, also_known);
}

const Value* find_field(const Value::Fields& fields, std::string_view name) {
  for (const auto& field : fields) {
    if (field.first == name) return &field.second;
  }
  return nullptr;
}

const Value* find_field(const Value& object, std::string_view name) {
  return object.fields() == nullptr ? nullptr : find_field(*object.fields(), name);
}

Value::Fields write_unlike(const Fields& own, const Fields& others) {
  Value::Fields all = write_all(own);
  const Value::Fields known = write_all(others);
  // Short ones first, in two passes: a stable partition is more code.
  Value::Fields unlike;
  for (const bool is_long : {false, true}) {
    for (auto& field : all) {
      const bool has_parts = field.second.list() != nullptr || field.second.fields() != nullptr;
      if (has_parts != is_long || std::find(known.begin(), known.end(), field) != known.end()) continue;
      unlike.push_back(field);
    }
  }
  return unlike;
}

Value::List describe(const Fields& fields) { return Describer().all(fields); }

Value describe_rows(const Type& choice) {
  Value::List rows;
  for (std::size_t i = 0; i < choice.row_count(); ++i) {
    const RowInfo row = choice.row(i);
    Value::Fields entry{{"name", row.name}};
    if (!row.title.empty()) put(entry, "title", row.title);
    if (!row.initializer.empty()) put(entry, "initializer", row.initializer);
    if (row.learning_rate > 0) put(entry, "learningRate", shortest(row.learning_rate));
    if (row.classes) put(entry, "classes", *row.classes);
    rows.push_back(std::move(entry));
  }
  return rows;
}

void require_in_range(const Fields& fields, const Place& place) {
  for (const auto& [setting, type, member] : fields) {
    if (type->kind != Kind::number) continue;
    const double number = type->get(member);
    if (setting.range.contains(number)) continue;
    const std::string given = type->whole ? join({static_cast<long long>(number)}) : join({number});
    refuse({setting.title, place.title}, {place.name, setting.name}, {given}, {setting.range.text(type->whole)});
  }
}

}  // namespace inkling

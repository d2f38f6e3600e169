/// Recipes: from a document, to a document, and described; all three walk through the same list of settings.
#include <inkling/recipe.h>
#include <inkling/split.h>

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <utility>

#include "require.h"

namespace inkling {
namespace {

/// Of the documents that this library writes. It changes when an older library would misread a newer document.
constexpr double version = 1;

/// Says that a document is a recipe, and of which version.
constexpr std::string_view version_name = "inkling";

constexpr double largest_whole = 0x1p53;

template <typename Type>
struct OptionalOf : std::false_type {};
template <typename Type>
struct OptionalOf<std::optional<Type>> : std::true_type {
  using Inner = Type;
};
template <typename Type>
struct ChoiceOf : std::false_type {};
template <typename Row>
struct ChoiceOf<Choice<Row>> : std::true_type {
  using RowType = Row;
};
template <typename Type>
struct VectorOf : std::false_type {};
template <typename Type>
struct VectorOf<std::vector<Type>> : std::true_type {};

template <typename Type>
constexpr bool is_number = std::is_arithmetic_v<Type> && !std::same_as<Type, bool>;

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

// ----- From a document

/// Reads the fields of one object into the members of one configuration.
class Reader {
 public:
  /// `place` is that of the object, such as "layers[1]"; empty at the top.
  Reader(const Value& object, std::string place) : place_(std::move(place)) {
    if (object.fields() == nullptr) {
      throw refused(place_.empty() ? "The recipe" : place_, place_, object, "an object");
    }
    fields_ = object.fields();
  }

  template <typename Type>
  void operator()(const Setting& setting, Type& member) {
    if constexpr (std::same_as<Type, Initializer>) {
      read_initializer(setting, member);
    } else if constexpr (std::same_as<Type, std::optional<Initializer>>) {
      Initializer initializer = "zeros";
      if (read_initializer(setting, initializer)) member = initializer;
    } else if (const Value* value = find(setting.name)) {
      read(setting, *value, member);
    }
  }

  bool has(std::string_view name) const {
    return std::any_of(fields_->begin(), fields_->end(), [&](const auto& field) { return field.first == name; });
  }

  /// @throws Error(bad_setting) where a field is none of the settings that were read.
  void finish() const {
    for (const auto& [name, value] : *fields_) {
      if (std::find(names_.begin(), names_.end(), name) != names_.end()) continue;
      throw no_choice("setting", name, {names_.begin(), names_.end()},
                      {.title = where(), .name = place_.empty() ? name : join({place_, ".", name})});
    }
  }

  /// The field of this name, which is thereby known; null where it was left out.
  const Value* find(std::string_view name) {
    names_.emplace_back(name);
    const auto field =
        std::find_if(fields_->begin(), fields_->end(), [&](const auto& entry) { return entry.first == name; });
    return field == fields_->end() ? nullptr : &field->second;
  }

 private:
  static Error refused(std::string_view title, std::string name, const Value& given, std::string allowed) {
    return {title, {.setting = std::move(name), .given = given.shown(), .allowed = std::move(allowed)}};
  }

  std::string where() const { return place_.empty() ? "" : join({" in ", place_}); }

  std::string name_of(const Setting& setting) const {
    return place_.empty() ? std::string(setting.name) : join({place_, ".", setting.name});
  }

  Error refused(const Setting& setting, const Value& given, std::string allowed) const {
    const std::string title = place_.empty() ? std::string(setting.title) : join({setting.title, " of ", place_});
    return refused(title, name_of(setting), given, std::move(allowed));
  }

  template <typename Type>
  void read(const Setting& setting, const Value& value, Type& member) {
    if constexpr (std::same_as<Type, bool>) {
      if (value.truth() == nullptr) throw refused(setting, value, "true or false");
      member = *value.truth();
    } else if constexpr (is_number<Type>) {
      member = read_number<Type>(setting, value);
    } else if constexpr (ChoiceOf<Type>::value) {
      member = read_choice<typename ChoiceOf<Type>::RowType>(setting, value);
    } else if constexpr (OptionalOf<Type>::value) {
      typename OptionalOf<Type>::Inner inner = first<typename OptionalOf<Type>::Inner>();
      read(setting, value, inner);
      member = inner;
    } else if constexpr (VectorOf<Type>::value) {
      read_list(setting, value, member);
    } else {
      static_assert(Described<Type>);
      read_object(value, name_of(setting), member);
    }
  }

  /// Something to read over: a configuration's defaults, or a table's first row.
  template <typename Type>
  static Type first() {
    if constexpr (ChoiceOf<Type>::value) {
      return Type(ChoiceOf<Type>::RowType::table().front().name);
    } else {
      return Type{};
    }
  }

  /// The number as the member will hold it has to be in range, but the message shows what was given: 1e-46 is above 0,
  /// yet no float is as small.
  template <typename Type>
  Type read_number(const Setting& setting, const Value& value) const {
    constexpr bool whole = std::integral<Type>;
    const double* number = value.number();
    const bool fits = number != nullptr && (whole ? std::floor(*number) == *number && std::abs(*number) <= largest_whole
                                                  : std::abs(*number) <= std::numeric_limits<Type>::max());
    if (!fits || !setting.range.contains(static_cast<double>(static_cast<Type>(*number)))) {
      throw refused(setting, value, setting.range.text(whole));
    }
    return static_cast<Type>(*number);
  }

  template <typename Row>
  Choice<Row> read_choice(const Setting& setting, const Value& value) const {
    const std::vector<std::string_view> names = Choice<Row>::names();
    if (value.text() == nullptr) throw refused(setting, value, join({"a name, such as \"", names.front(), "\""}));
    if (std::find(names.begin(), names.end(), *value.text()) == names.end()) {
      throw no_choice(Row::kind, *value.text(), names, {.title = where(), .name = name_of(setting)});
    }
    return Choice<Row>(*value.text());
  }

  bool read_initializer(const Setting& setting, Initializer& member) {
    const ScaleSetting scale(setting);
    const Value* name = find(setting.name);
    float factor = member.scale();
    (*this)(scale.setting, factor);
    if (name == nullptr) return false;
    member = Initializer(read_choice<InitializerRow>(setting, *name)->name, factor);
    return true;
  }

  template <typename Config>
  void read_list(const Setting& setting, const Value& value, std::vector<Config>& members) {
    if (value.list() == nullptr) throw refused(setting, value, "a list");
    members.assign(value.list()->size(), Config{});
    for (std::size_t i = 0; i < members.size(); ++i) {
      read_object((*value.list())[i], join({name_of(setting), "[", i, "]"}), members[i]);
    }
  }

  template <typename Config>
  static void read_object(const Value& value, std::string place, Config& config) {
    Reader reader(value, std::move(place));
    Config::describe(config, reader);
    reader.finish();
  }

  std::string place_;
  const Value::Fields* fields_;
  std::vector<std::string> names_;
};

void check_version(const Value* given) {
  if (given == nullptr) return;
  const double* number = given->number();
  if (number == nullptr || !(*number >= 1) || std::floor(*number) != *number) {
    throw Error("Version of the recipe",
                {.setting = std::string(version_name), .given = given->shown(), .allowed = join({version})});
  }
  if (*number > version) {
    throw Error(ErrorCode::bad_setting, {"This recipe is of version ", *number, ", and this Inkling reads version ",
                                         version, " at most: a newer one is needed."});
  }
}

// ----- To a document

/// Writes all members of one configuration as the fields of one object.
class Writer {
 public:
  template <typename Type>
  void operator()(const Setting& setting, const Type& member) {
    if constexpr (std::same_as<Type, Initializer>) {
      put(setting.name, member.rule().name);
      const ScaleSetting scale(setting);
      if (scale.setting.is_read_by(member.rule().name)) put(scale.name, shortest(member.scale()));
    } else if constexpr (OptionalOf<Type>::value) {
      if (member) (*this)(setting, *member);
    } else {
      put(setting.name, written(member));
    }
  }

  Value::Fields fields;

 private:
  void put(std::string_view name, Value value) { fields.emplace_back(name, std::move(value)); }

  template <typename Type>
  static Value written(const Type& member) {
    if constexpr (std::same_as<Type, bool>) {
      return member;
    } else if constexpr (std::same_as<Type, float>) {
      return shortest(member);
    } else if constexpr (is_number<Type>) {
      return static_cast<double>(member);
    } else if constexpr (ChoiceOf<Type>::value) {
      return member->name;
    } else if constexpr (VectorOf<Type>::value) {
      Value::List list;
      for (const auto& element : member) list.push_back(written(element));
      return list;
    } else {
      return unlike(member, Type{});
    }
  }

 public:
  /// The fields of `config` that differ from those of `standard`, short ones first.
  template <typename Config>
  static Value::Fields unlike(const Config& config, const Config& standard) {
    Writer own;
    Writer others;
    Config::describe(config, own);
    Config::describe(standard, others);
    std::erase_if(own.fields, [&](const auto& field) {
      return std::find(others.fields.begin(), others.fields.end(), field) != others.fields.end();
    });
    std::stable_partition(own.fields.begin(), own.fields.end(), [](const auto& field) {
      return field.second.list() == nullptr && field.second.fields() == nullptr;
    });
    return std::move(own.fields);
  }
};

// ----- Described

/// One entry for each member of one configuration.
class Describer {
 public:
  template <typename Type>
  void operator()(const Setting& setting, const Type& member) {
    Value::Fields entry{{"name", setting.name}, {"title", setting.title}, {"help", setting.help}};
    const auto put = [&](const char* name, Value value) { entry.emplace_back(name, std::move(value)); };
    if (!setting.chosen_by.empty()) {
      put("chosenBy", setting.chosen_by);
      put("readers", readers_of(setting));
    }
    describe(setting, member, put);
    entries.emplace_back(std::move(entry));
    if constexpr (std::same_as<Type, Initializer> || std::same_as<Type, std::optional<Initializer>>) {
      (*this)(ScaleSetting(setting).setting, Initializer("zeros").scale());
    }
  }

  Value::List entries;

 private:
  template <typename Type, typename Put>
  void describe(const Setting& setting, const Type& member, const Put& put) {
    if constexpr (OptionalOf<Type>::value) {
      put("optional", true);
      using Inner = typename OptionalOf<Type>::Inner;
      if constexpr (ChoiceOf<Inner>::value) {
        put_choices<typename ChoiceOf<Inner>::RowType>(setting, put);
      } else if constexpr (std::same_as<Inner, Initializer>) {
        put_choices<InitializerRow>(setting, put);
      } else {
        describe(setting, Inner{}, put);
      }
    } else if constexpr (std::same_as<Type, bool>) {
      put("kind", "truth");
      put("default", member);
    } else if constexpr (is_number<Type>) {
      put("kind", std::integral<Type> ? "whole" : "number");
      if constexpr (std::same_as<Type, float>) {
        put("default", shortest(member));
      } else {
        put("default", static_cast<double>(member));
      }
      put("allowed", setting.range.text(std::integral<Type>));
      if (std::isfinite(setting.range.least)) put("least", setting.range.least);
      if (std::isfinite(setting.range.most)) put("most", setting.range.most);
      if (setting.range.without_least) put("withoutLeast", true);
      if (setting.range.without_most) put("withoutMost", true);
    } else if constexpr (ChoiceOf<Type>::value) {
      put_choices<typename ChoiceOf<Type>::RowType>(setting, put);
      put("default", member->name);
    } else if constexpr (std::same_as<Type, Initializer>) {
      put_choices<InitializerRow>(setting, put);
      put("default", member.rule().name);
    } else if constexpr (VectorOf<Type>::value) {
      put("kind", "list");
      put("settings", all_of(typename Type::value_type{}));
    } else {
      put("kind", "group");
      put("settings", all_of(member));
    }
  }

  template <typename Row, typename Put>
  void put_choices(const Setting& setting, const Put& put) {
    Value::List choices;
    for (const Row& row : Row::table()) {
      Value::Fields choice{{"name", row.name}};
      if constexpr (requires { row.title; }) choice.emplace_back("title", row.title);
      if constexpr (requires { row.learning_rate; }) choice.emplace_back("learningRate", shortest(row.learning_rate));
      choices.emplace_back(std::move(choice));
    }
    put("kind", "choice");
    put("choices", std::move(choices));
    rules_.emplace_back(setting.name, Choice<Row>::names());
  }

  /// The names of the rules that read a setting, from the table of the choice described before it.
  Value::List readers_of(const Setting& setting) const {
    const auto rules =
        std::find_if(rules_.begin(), rules_.end(), [&](const auto& rule) { return rule.first == setting.chosen_by; });
    Value::List readers;
    for (const std::string_view name : rules->second) {
      if (setting.is_read_by(name)) readers.emplace_back(name);
    }
    return readers;
  }

  std::vector<std::pair<std::string_view, std::vector<std::string_view>>> rules_;

 public:
  template <typename Config>
  static Value::List all_of(const Config& config) {
    Describer describer;
    Config::describe(config, describer);
    return std::move(describer.entries);
  }
};

/// Rows `indices` of a table.
Table rows_of(const Table& table, std::span<const std::uint32_t> indices) {
  Table part{Matrix<float>(static_cast<Index>(indices.size()), table.inputs.cols()),
             Matrix<float>(static_cast<Index>(indices.size()), table.targets.cols())};
  for (std::size_t i = 0; i < indices.size(); ++i) {
    part.inputs.row(static_cast<Index>(i)) = table.inputs.row(static_cast<Index>(indices[i]));
    part.targets.row(static_cast<Index>(i)) = table.targets.row(static_cast<Index>(indices[i]));
  }
  return part;
}

}  // namespace

std::span<const DataRow> DataRow::table() {
  static const std::vector<DataRow> rows = [] {
    std::vector<DataRow> all{{"mnist", true, nullptr}};
    for (const GeneratorRow& row : GeneratorRow::table()) all.push_back({row.name, row.classes, row.make});
    return all;
  }();
  return rows;
}

Recipe::Recipe() { training.constants.learning_rate = training.optimizer->learning_rate; }

Recipe read_recipe(const Value& document) {
  Recipe recipe;
  Reader reader(document, "");
  check_version(reader.find(version_name));
  Recipe::describe(recipe, reader);
  reader.finish();
  if (!reader.has("learningRate")) recipe.training.constants.learning_rate = recipe.training.optimizer->learning_rate;
  return recipe;
}

Value write_recipe(const Recipe& recipe) {
  Recipe standard;
  standard.training.constants.learning_rate = recipe.training.optimizer->learning_rate;
  Value::Fields fields{{std::string(version_name), version}};
  for (auto& field : Writer::unlike(recipe, standard)) fields.push_back(std::move(field));
  return fields;
}

Value describe_recipe() { return Describer::all_of(Recipe()); }

TrainingData make_up(const Recipe& recipe) {
  const DataConfig& data = recipe.data;
  if (data.name->make == nullptr) {
    throw Error(ErrorCode::bad_setting, {"The data \"", data.name->name, "\" is not made up: it comes from files."});
  }
  Random random(recipe.seed, Random::Stream::data);
  const Table all = data.name->make(data.examples, data.noise, random);
  const auto size = static_cast<std::size_t>(data.examples);
  const Split split = data.name->classes ? stratified_split(classes_of(all.targets), data.validation, random)
                                         : random_split(size, data.validation, random);
  Table training = rows_of(all, split.training);
  Table validation = rows_of(all, split.validation);
  if (data.scaling) {
    const Scaler scaler(*data.scaling, training.inputs);
    training.inputs = scaler.apply(training.inputs);
    validation.inputs = scaler.apply(validation.inputs);
  }
  return {std::make_unique<TableDataset>(std::move(training.inputs), std::move(training.targets)),
          std::make_unique<TableDataset>(std::move(validation.inputs), std::move(validation.targets))};
}

Trainer make_trainer(const Recipe& recipe, const Dataset& training) {
  TrainingConfig config = recipe.training;
  const bool is_made_up = recipe.data.name->make != nullptr;
  config.training_size = is_made_up ? static_cast<std::int64_t>(training.size()) : recipe.data.examples;
  const NetworkConfig network{
      .inputs = static_cast<std::int64_t>(training.features()), .layers = recipe.layers, .seed = recipe.seed};
  return {network, recipe.loss, config, training};
}

}  // namespace inkling

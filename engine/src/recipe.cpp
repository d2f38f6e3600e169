/// Recipes: from a document, to a document, and described; and what they make.
#include <inkling/deslant.h>
#include <inkling/handwriting.h>
#include <inkling/recipe.h>
#include <inkling/split.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "document.h"

namespace inkling {
namespace {

/// Of the documents that this library writes. It changes when an older library would misread a newer document.
constexpr double version = 1;

/// Says that a document is a recipe, and of which version.
constexpr std::string_view version_name = "inkling";

void check_version(const Value* given) {
  if (given == nullptr) return;
  const double* number = given->number();
  if (number == nullptr || !(*number >= 1) || std::floor(*number) != *number) {
    refuse({"Version of the recipe"}, {version_name}, {given->shown()}, {version});
  }
  if (*number > version) {
    fail(ErrorCode::bad_setting,
         {"This recipe is of version ", *number, ", and this Inkling reads version ", version,
          " at most: a newer one is needed."},
         {version_name}, {*number}, {"at most ", version});
  }
}

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

/// Each digit is another hand's, so that any so many are a fair sample.
TrainingData write_parts(const DataConfig& data, Random& random) {
  const auto validation =
      static_cast<std::int64_t>(validation_size(static_cast<std::size_t>(data.examples), data.validation));
  const auto write = [&](std::int64_t count) {
    return prepare_digits(data, std::make_unique<ImageDataset>(write_digits(count, {}, random)));
  };
  std::unique_ptr<Dataset> training = write(data.examples - validation);
  return {std::move(training), write(validation)};
}

}  // namespace

std::span<const DataRow> DataRow::table() {
  static const std::vector<DataRow> rows = [] {
    const std::span<const GeneratorRow> made_up = GeneratorRow::table();
    std::vector<DataRow> all(1 + made_up.size());
    all[0] = {"mnist", true, nullptr};
    for (std::size_t i = 0; i < made_up.size(); ++i) {
      all[i + 1] = {made_up[i].name, made_up[i].classes, made_up[i].make};
    }
    return all;
  }();
  return rows;
}

Recipe::Recipe() { training.constants.learning_rate = training.optimizer->learning_rate; }

Recipe read_recipe(const Value& document, std::vector<std::string>* notes) {
  Recipe recipe;
  check_version(find_field(document, version_name));
  read_document(document, fields_of(recipe), "The recipe", version_name, notes);
  use_usual_rate(document, recipe.training);
  return recipe;
}

void use_usual_rate(const Value& document, TrainingConfig& training) {
  if (find_field(document, "learningRate") == nullptr) {
    training.constants.learning_rate = training.optimizer->learning_rate;
  }
}

Value write_recipe(const Recipe& recipe) {
  Recipe standard;
  standard.training.constants.learning_rate = recipe.training.optimizer->learning_rate;
  Value::Fields fields{{std::string(version_name), version}};
  for (auto& field : write_unlike(fields_of(recipe), fields_of(standard))) fields.push_back(std::move(field));
  return fields;
}

Value describe_recipe() {
  const Recipe standard;
  return describe(fields_of(standard));
}

TrainingData make_up(const Recipe& recipe) {
  const DataConfig& data = recipe.data;
  if (data.name->make == nullptr) {
    fail(ErrorCode::bad_setting, {"The data \"", data.name->name, "\" is not made up: it comes from files."},
         {"data.name"}, {data.name->name}, {"data that is made up"});
  }
  Random random(recipe.seed, Random::Stream::data);
  if (data.name->make == handwriting) return write_parts(data, random);
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

std::unique_ptr<Dataset> prepare_digits(const DataConfig& data, std::unique_ptr<Dataset> digits) {
  if (!data.deslant) return digits;
  return std::make_unique<DeslantedDataset>(std::move(digits));
}

TrainingConfig training_config(const Recipe& recipe, const Dataset& training) {
  TrainingConfig config = recipe.training;
  config.epochs = recipe.fit.epochs;
  const bool is_made_up = recipe.data.name->make != nullptr;
  config.training_size = is_made_up ? static_cast<std::int64_t>(training.size()) : recipe.data.examples;
  return config;
}

Trainer make_trainer(const Recipe& recipe, const Dataset& training) {
  const NetworkConfig network{
      .inputs = static_cast<std::int64_t>(training.features()), .layers = recipe.layers, .seed = recipe.seed};
  return {network, recipe.loss, training_config(recipe, training), training};
}

}  // namespace inkling

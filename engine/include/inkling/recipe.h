/// A recipe: all that a run is made of, as one document. The same recipe gives the same network, bit for bit.
///
///     {"epochs": 50, "optimizer": "adam", "data": {"name": "moons", "noise": 0.1},
///      "layers": [{"units": 16, "activation": "tanh"}, {"units": 2}]}
///
/// What is not said is the default; an empty recipe is 784-128-10 on 10,000 digits of MNIST.
#pragma once

#include <inkling/fit.h>
#include <inkling/generator.h>
#include <inkling/scaler.h>
#include <inkling/trainer.h>
#include <inkling/value.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inkling {

/// A row of the table of data that a recipe can name: MNIST, and every generator.
struct DataRow {
  std::string_view name;
  bool classes;  ///< one-hot targets rather than a value
  /// Draws the examples; null where they come from files.
  Table (*make)(std::int64_t examples, float noise, Random& random);

  static constexpr std::string_view kind = "data";
  static std::span<const DataRow> table();
};

/// What to learn from, and what to judge by.
struct DataConfig {
  /// "mnist", or the name of a generator.
  Choice<DataRow> name = "mnist";
  std::int64_t examples = 10000;
  float noise = 0.1F;
  double validation = 0.2;
  /// Absent: inputs are used as they are.
  std::optional<Scaling> scaling = std::nullopt;
  bool deslant = false;

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"name", "Data", "What to learn from: handwritten digits, or points drawn by a rule."}, self.name);
    visit({"examples",
           "Examples",
           "How many examples there are; of MNIST, how many to learn from.",
           {.least = 1, .most = 1'000'000}},
          self.examples);
    visit({"noise", "Noise", "How far the points stray from where the rule puts them.", noise_range, "name",
           "not mnist handwriting"},
          self.noise);
    visit({"validation",
           "Validation",
           "The share of examples kept apart to judge by; MNIST has 10,000 of its own.",
           {.least = 0, .most = 1, .without_least = true, .without_most = true},
           "name",
           "not mnist"},
          self.validation);
    visit({"scaling",
           "Scaling",
           "Brings every input to the same scale before training.",
           {},
           "name",
           "not mnist handwriting"},
          self.scaling);
    visit({"deslant",
           "Deslant",
           "Sets every digit upright before it is learned from, and before it is read.",
           {},
           "name",
           "mnist handwriting"},
          self.deslant);
  }
};

struct Recipe {
  std::uint64_t seed = 1;
  FitConfig fit = {};
  Loss loss = "cross_entropy";
  TrainingConfig training = {};
  DataConfig data = {};
  std::vector<LayerConfig> layers = {{.units = 128, .activation = "relu"}, {.units = 10}};

  /// The learning rate of a recipe that names none is the one at which its optimizer usually learns well.
  Recipe();

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"seed",
           "Seed",
           "Where chance begins: the same seed gives the same network.",
           {.least = 0, .most = 0xFFFFFFFF}},
          self.seed);
    FitConfig::describe(self.fit, visit);
    visit({"loss", "Loss", "How far outputs are from targets, as one number to make small."}, self.loss);
    TrainingConfig::describe(self.training, visit);
    visit({"data", "Data", "What to learn from, and what to judge by."}, self.data);
    visit({"layers", "Layers", "From the first hidden layer to the output, whose units are the classes or values."},
          self.layers);
  }
};

/// From a document. @throws Error(bad_setting), with the place and the reason, for a document that is no object, a name
///   that it does not know (with the nearest that it does), a value of another kind or outside of its range, or a
///   version newer than this library's. Where `notes` are given, a number outside of its range is brought to its end,
///   where that belongs to it, and a sentence says so.
Recipe read_recipe(const Value& document, std::vector<std::string>* notes = nullptr);

/// A document that names no learning rate means the one at which its optimizer usually learns well.
void use_usual_rate(const Value& document, TrainingConfig& training);

/// To a document: short entries first, and nothing that is the default. `read_recipe(write_recipe(r))` is r.
Value write_recipe(const Recipe& recipe);

/// The settings of a recipe as a document, for forms and references: a list of {name, title, help, kind, ...}.
Value describe_recipe();

/// Two sets of examples.
struct TrainingData {
  std::unique_ptr<Dataset> training;
  std::unique_ptr<Dataset> validation;
};

/// The examples that a recipe's rule draws from its seed, split (by classes where there are any) and scaled;
/// handwriting is an ImageDataset for each part, which `prepare_digits` is given.
/// @throws Error(bad_setting) for data that is not made up, or a part of the split that is empty.
TrainingData make_up(const Recipe& recipe);

/// Digits as a recipe wants them: a DeslantedDataset of them, or themselves.
std::unique_ptr<Dataset> prepare_digits(const DataConfig& data, std::unique_ptr<Dataset> digits);

/// What a recipe's trainer is given, which changes with the recipe while it trains.
TrainingConfig training_config(const Recipe& recipe, const Dataset& training);

/// An untrained network on the data, of which it learns from the first `data.examples` or, made up, from all. Digits
/// are prepared before. @throws what the trainer throws.
Trainer make_trainer(const Recipe& recipe, const Dataset& training);

}  // namespace inkling

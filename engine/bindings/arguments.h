/// The settings that JavaScript's calls take, beside those of a recipe: each described once, whoever takes it.
#pragma once

#include <inkling/calibration.h>
#include <inkling/handwriting.h>
#include <inkling/lesson.h>
#include <inkling/recipe.h>

#include <optional>
#include <string_view>
#include <vector>

#include "src/document.h"

namespace inkling::bindings {

/// What any of the calls may be told. Each reads its own part; see `Document`.
struct Arguments {
  Recipe recipe = {};
  std::optional<std::int64_t> training_size = std::nullopt;  ///< all of the data where absent

  Generator generator = "moons";
  std::optional<std::int64_t> classes = std::nullopt;
  std::vector<float> weights{usual_weights.begin(), usual_weights.end()};
  float bias = 0;
  WriterConfig writer = {};
  bool stratified = false;
  Scaling scaling = "standard";
  std::optional<std::int64_t> pixels = std::nullopt;

  std::int64_t inputs = 0;
  float rate = 1;  ///< of the perceptron

  std::int64_t rows = 1;
  std::int64_t columns = 1;
  std::int64_t first = 0;
  std::optional<std::int64_t> count = std::nullopt;
  std::int64_t index = 0;
  std::int64_t output = 0;
  std::int64_t steps = 1;
  bool keep = true;
  double loss = 0;
  std::optional<std::int64_t> top = std::nullopt;
  std::optional<float> threshold = std::nullopt;
  std::optional<bool> holds_classes = std::nullopt;
  float pen = pen_width;
  double temperature = 1;
  LessonConfig lesson = {};

  /// Those that no recipe has.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"trainingSize", "Training size", "How many examples to learn from, the first ones; all where left out.",
           from_one},
          self.training_size);
    visit({"name", "Data", "The rule by which the points are drawn."}, self.generator);
    visit({"classes", "Classes", "How many classes there are.", {.least = 2}, "name", "spirals blobs"}, self.classes);
    visit({"weights", "Weights", "Of the inputs, in the sum that is the target.", {}, "name", "linear"}, self.weights);
    visit({"bias", "Bias", "What is added to that sum.", {}, "name", "linear"}, self.bias);
    visit({"writer", "Writer", "How much made-up hands differ.", {}, "name", "handwriting"}, self.writer);
    visit({"stratified", "Stratified", "Splits every class by itself, so that both parts hold its share."},
          self.stratified);
    visit({"scaling", "Scaling", "The rule that brings every column to one size."}, self.scaling);
    visit({"pixels", "Pixels", "Of each picture, where the bytes are bare pictures and labels and not IDX files.",
           from_one},
          self.pixels);
    visit({"inputs", "Inputs", "How many numbers it is given.", {.least = 1, .most = 1'000'000}}, self.inputs);
    visit({"learningRate", "Learning rate", "How far each mistake moves the weights.", above_zero}, self.rate);
    visit({"rows", "Rows", "How many examples there are.", from_one}, self.rows);
    visit({"columns", "Columns", "How many values each example has.", from_one}, self.columns);
    visit({"first", "First", "The first example, counted from 0.", from_zero}, self.first);
    visit({"count", "Count", "How many examples; all to the last where left out.", from_one}, self.count);
    visit({"index", "Index", "Which picture, counted from 0.", from_zero}, self.index);
    visit({"output", "Output", "Which of the network's outputs, counted from 0.", from_zero}, self.output);
    visit({"steps", "Steps", "How many batches to learn from.", from_zero}, self.steps);
    visit({"keep", "Keep", "Whether the last step leaves every value to be inspected, at less speed."}, self.keep);
    visit({"loss", "Loss", "On data that training does not see."}, self.loss);
    visit({"top", "Top", "Also scores how often the right class is among so many of the largest outputs.", from_one},
          self.top);
    visit(
        {"threshold", "Threshold", "What a single output must be above to stand for class 1; the loss knows its own."},
        self.threshold);
    visit({"holdsClasses", "Holds classes", "Whether the values are classes."}, self.holds_classes);
    visit({"width", "Width", "Of the pen, in pixels of the picture.", pen_width_range}, self.pen);
    visit({"temperature", "Temperature", "Above 1 a reading is less sure of itself, below 1 more.", temperature_range},
          self.temperature);
    LessonConfig::describe(self.lesson, visit);
  }

  /// `columns`, within what can be addressed.
  Index width() const;
};

/// What the calls take, each a part of all settings.
enum class Document {
  trainer,
  fit,
  generate,
  split,
  image,
  network,
  perceptron,
  train,
  range,
  metrics,
  rasterize,
  read,
  lesson,
  // Arguments that have no name in JavaScript.
  scaler,
  table,
  picture,
  saliency,
  observe,
  score,
};

/// The settings of a document of this kind, with their members in `arguments`.
Fields fields_of(Document kind, Arguments& arguments);

/// {TrainerSettings: [...], ...}: the settings of everything that JavaScript's functions take, by the names that their
/// types have there.
Value describe_all();

}  // namespace inkling::bindings

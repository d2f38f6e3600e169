/// What JavaScript can ask of a trainer: to learn, to be judged, and to be looked into.
#include "training.h"

#include <inkling/metrics.h>

#include <algorithm>
#include <utility>

namespace inkling::bindings {
namespace {

struct TrainSettings {
  std::int64_t steps = 1;
  bool keep = true;

  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"steps", "Steps", "How many batches to learn from.", from_zero}, self.steps);
    visit({"keep", "Keep", "Whether the last step leaves every value to be inspected, at less speed."}, self.keep);
  }
};

struct ObserveSettings {
  double loss = 0;

  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"loss", "Loss", "On data that training does not see."}, self.loss);
  }
};

struct MetricsSettings {
  std::optional<std::int64_t> top = std::nullopt;
  std::optional<float> threshold = std::nullopt;

  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"top", "Top", "Also scores how often the right class is among so many of the largest outputs.", from_one},
          self.top);
    visit(
        {"threshold", "Threshold", "What a single output must be above to stand for class 1; the loss knows its own."},
        self.threshold);
  }
};

struct ScoreSettings {
  std::int64_t outputs = 1;
  std::optional<bool> classes = std::nullopt;
  MetricsSettings metrics = {};

  Fields fields() {
    types::Collector own;
    own({"outputs", "Outputs", "How many values each example has.", from_one}, outputs);
    own({"classes", "Classes", "Whether they are classes rather than values."}, classes);
    append(own.fields, fields_of(metrics));
    return std::move(own.fields);
  }
};

Object score_out(const Score& score) {
  const auto examples = static_cast<double>(score.examples);
  return Object()
      .number("examples", examples)
      .number("lossSum", score.loss_sum)
      .number("correct", score.correct)
      .number("loss", score.loss_sum / examples)
      .number("accuracy", static_cast<double>(score.correct) / examples);
}

/// Adds what is said of classes to `object`.
void score_classes(const Matrix<float>& outputs, const Matrix<float>& targets, float threshold,
                   const MetricsSettings& settings, Object& object) {
  const Matrix<std::uint32_t> confusion = confusion_matrix(outputs, targets, threshold);
  val classes = val::array();
  for (const ClassScore& score : class_scores(confusion)) {
    push(classes, Object().number("precision", score.precision).number("recall", score.recall).number("f1", score.f1));
  }
  object.number("accuracy", accuracy(outputs, targets, threshold));
  object.put("confusion", array_out(confusion)).put("classes", classes);
  if (settings.top) {
    const std::size_t found =
        count_in_top(outputs, targets, static_cast<Index>(std::min<std::int64_t>(*settings.top, 1 << 30)));
    object.number("topAccuracy", static_cast<double>(found) / static_cast<double>(outputs.rows()));
  }
}

/// And of values.
void score_values(const Matrix<float>& outputs, const Matrix<float>& targets, Object& object) {
  object.number("meanAbsoluteError", mean_absolute_error(outputs, targets))
      .number("rootMeanSquaredError", root_mean_squared_error(outputs, targets))
      .number("rSquared", r_squared(outputs, targets));
}

Trainer trainer_of(const TrainerSettings& settings, const Dataset& data) {
  TrainingConfig training = settings.recipe.training;
  training.training_size = settings.training_size.value_or(static_cast<std::int64_t>(data.size()));
  return {{.inputs = data.features(), .layers = settings.recipe.layers, .seed = settings.recipe.seed},
          settings.recipe.loss,
          training,
          data};
}

Recipe recipe_in(const val& document) { return read_recipe(to_value(document)); }

/// Every value of one layer in the last step.
val layer_values(const Layer<float>& layer, const LayerPass<float>& pass) {
  Object object;
  object.text("activation", layer.activation->name)
      .number("units", layer.units())
      .array("weight", layer.dense.weight)
      .array("bias", layer.dense.bias)
      .array("weightGradient", pass.dense.weight_gradient)
      .array("biasGradient", pass.dense.bias_gradient)
      .array("affine", pass.affine)
      .array("preActivation", pass.pre_activation)
      .array("output", pass.activation)
      .array("dropoutFactor", pass.dropout_factor)
      .array("dropped", pass.dropped)
      .array("outputGradient", pass.output_gradient)
      .array("activationGradient", pass.activation_gradient)
      .array("preActivationGradient", pass.pre_activation_gradient)
      .array("affineGradient", pass.affine_gradient);
  if (layer.norm) {
    object.array("scale", layer.norm->scale)
        .array("shift", layer.norm->shift)
        .array("runningMean", layer.norm->running_mean)
        .array("runningVariance", layer.norm->running_variance)
        .array("batchMean", pass.norm.mean)
        .array("batchVariance", pass.norm.variance)
        .array("inverseDeviation", pass.norm.inverse_deviation)
        .array("normalized", pass.norm.normalized)
        .array("scaleGradient", pass.norm.scale_gradient)
        .array("shiftGradient", pass.norm.shift_gradient);
  }
  return object;
}

}  // namespace

TrainerHandle::TrainerHandle(TrainerSettings settings, std::shared_ptr<Data> data)
    : run_(new Run{settings, data, trainer_of(settings, *data->examples)}) {}

val make_trainer(const val& document, const DataHandle& data) {
  return guarded([&] {
    TrainerSettings settings;
    const Value value = to_value(document);
    read_document(value, settings.fields(), "The settings");
    TrainingConfig& training = settings.recipe.training;
    if (find_field(value, "learningRate") == nullptr)
      training.constants.learning_rate = training.optimizer->learning_rate;
    return val(TrainerHandle(std::move(settings), data.data()));
  });
}

val TrainerHandle::progress() const {
  const Trainer& trainer = run_->trainer;
  return Object()
      .number("steps", trainer.steps())
      .number("examplesSeen", trainer.examples())
      .number("epochs", trainer.epochs())
      .number("stepsInEpoch", trainer.steps_in_epoch())
      .number("stepsPerEpoch", trainer.steps_per_epoch())
      .number("learningRate", shortest(trainer.learning_rate()));
}

val TrainerHandle::settings() const {
  TrainerSettings standard;
  return to_val(write_unlike(run_->settings.fields(), standard.fields()));
}

val TrainerHandle::configure(const val& document) const {
  return guarded([&] {
    TrainerSettings changed = run_->settings;
    TrainingConfig& training = changed.recipe.training;
    const std::string_view optimizer = training.optimizer->name;
    const Value value = to_value(document);
    read_document(value, part(changed.fields(), "not seed loss layers"), "The settings");
    if (training.optimizer->name != optimizer && find_field(value, "learningRate") == nullptr) {
      training.constants.learning_rate = training.optimizer->learning_rate;
    }
    training.training_size = changed.training_size.value_or(run_->trainer.config().training_size);
    run_->trainer.configure(training);
    run_->settings = std::move(changed);
    return progress();
  });
}

val TrainerHandle::train(const val& document) const {
  return guarded([&] {
    const auto settings = read_settings<TrainSettings>(document);
    Score score;
    for (std::int64_t step = 1; step <= settings.steps; ++step) {
      const bool keep = settings.keep && step == settings.steps;
      score += run_->trainer.step(keep ? Keep::everything : Keep::score);
    }
    return score_out(score);
  });
}

val TrainerHandle::fit(const DataHandle& validation, const val& document, const val& listener) const {
  return guarded([&] {
    const auto config = read_settings<FitConfig>(document);
    const std::shared_ptr<Run> run = run_;  // Whatever the listener does, these live on.
    const std::shared_ptr<const Data> data = validation.data();
    struct Stopped : std::exception {};
    const auto hear = [&](const EpochRecord& record) {
      const val heard = Object()
                            .number("epoch", run->trainer.epochs())
                            .number("learningRate", shortest(record.learning_rate))
                            .put("training", score_out(record.training))
                            .put("validation", score_out(record.validation));
      if (!listener(heard).isTrue()) throw Stopped();
    };
    try {
      inkling::fit(run->trainer, *data->examples, config, hear);
    } catch (const Stopped&) {
    }
    return val::undefined();
  });
}

val TrainerHandle::observe(const val& document) const {
  return guarded([&] {
    run_->trainer.observe(read_settings<ObserveSettings>(document).loss);
    return progress();
  });
}

val TrainerHandle::evaluate(const DataHandle& data, const val& document) const {
  return guarded([&] {
    const Dataset& examples = *data.data()->examples;
    const auto [first, count] = read_settings<RangeSettings>(document).within(examples.size());
    return score_out(run_->trainer.evaluate(examples, first, count));
  });
}

val TrainerHandle::metrics(const DataHandle& data, const val& document) const {
  return guarded([&] {
    const auto settings = read_settings<MetricsSettings>(document);
    const Dataset& examples = *data.data()->examples;
    Trainer& trainer = run_->trainer;
    const Score score = trainer.evaluate(examples, 0, examples.size());
    const auto rows = static_cast<Index>(examples.size());
    const Loss loss = run_->settings.recipe.loss;
    Matrix<float> outputs(rows, trainer.network().outputs());
    Matrix<float> targets(rows, examples.targets());
    Matrix<float> predictions;
    Matrix<float> inputs;
    Matrix<float> block;
    Pass<float> pass;
    for (Index first = 0; first < rows; first += static_cast<Index>(block_size)) {
      const std::size_t count = std::min(block_size, static_cast<std::size_t>(rows - first));
      gather_range(examples, static_cast<std::size_t>(first), count, inputs, block);
      targets.middleRows(first, block.rows()) = block;
      outputs.middleRows(first, block.rows()) = trainer.network().forward(inputs, pass);
    }
    Object object = score_out(score);
    if (data.data()->classes) {
      score_classes(outputs, targets, settings.threshold.value_or(loss->threshold), settings, object);
    } else {
      loss->in<float>().predict(outputs, predictions);
      score_values(predictions, targets, object);
    }
    return object;
  });
}

val TrainerHandle::predict(const val& inputs) const {
  return guarded([&] {
    const Matrix<float> batch = batch_in(run_->trainer.network(), inputs);
    return array_out(batch.rows() > 0 ? run_->trainer.predict(batch) : batch);
  });
}

val TrainerHandle::activations(const val& inputs) const {
  return guarded([&] { return activations_of(run_->trainer.network(), inputs); });
}

val TrainerHandle::saliency(const val& inputs, const val& settings) const {
  return guarded([&] { return saliency_of(run_->trainer.network(), inputs, settings); });
}

val TrainerHandle::inspect() const {
  return guarded([&] {
    const Network<float>& before = run_->trainer.network_before();
    const Batch& batch = run_->trainer.last_batch();
    val layers = val::array();
    for (std::size_t i = 0; i < before.layers().size(); ++i) {
      push(layers, layer_values(before.layers()[i], batch.pass.layers[i]));
    }
    return Object()
        .number("batch", batch.targets.rows())
        .number("step", run_->trainer.steps())
        .array("inputs", batch.inputs)
        .array("targets", batch.targets)
        .array("losses", batch.losses)
        .array("outputGradient", batch.output_gradient)
        .put("layers", layers);
  });
}

val TrainerHandle::network() const {
  return guarded([&] { return val(NetworkHandle(run_->trainer.network())); });
}

val TrainerHandle::restore(const NetworkHandle& network) const {
  return guarded([&] {
    run_->trainer.restore(network.network());
    return val::undefined();
  });
}

val TrainerHandle::parameters() const {
  return guarded([&] { return parameters_of(run_->trainer.network()); });
}

val TrainerHandle::setParameters(const val& layers) const {
  return guarded([&] {
    run_->trainer.restore(with_parameters(run_->trainer.network(), layers));
    return val::undefined();
  });
}

val score_arrays(const val& outputs, const val& targets, const val& document) {
  return guarded([&] {
    const auto settings = read_settings<ScoreSettings>(document);
    const auto columns = static_cast<Index>(std::min<std::int64_t>(settings.outputs, 1 << 30));
    const Matrix<float> given = rows_in(outputs, columns, "outputs");
    const Matrix<float> expected = rows_in(targets, columns, "targets");
    Object object;
    object.number("examples", given.rows());
    if (settings.classes.value_or(are_classes(expected))) {
      score_classes(given, expected, settings.metrics.threshold.value_or(0.5F), settings.metrics, object);
    } else {
      score_values(given, expected, object);
    }
    return object;
  });
}

// ----- Recipes

val tidy_recipe(const val& recipe) {
  return guarded([&] { return to_val(write_recipe(recipe_in(recipe))); });
}

val make_up_data(const val& document) {
  return guarded([&] {
    const Recipe recipe = recipe_in(document);
    TrainingData made = make_up(recipe);
    val parts = val::array();
    for (auto* examples : {&made.training, &made.validation}) {
      push(parts, val(DataHandle({std::move(*examples), recipe.data.name->classes, {}, {}, nullptr, nullptr})));
    }
    return parts;
  });
}

val make_recipe_trainer(const val& document, const DataHandle& training) {
  return guarded([&] {
    TrainerSettings settings{.recipe = recipe_in(document)};
    if (settings.recipe.data.name->make == nullptr) settings.training_size = settings.recipe.data.examples;
    return val(TrainerHandle(std::move(settings), training.data()));
  });
}

Value describe_training_settings() {
  return Value::Fields{{"Recipe", described<Recipe>()},
                       {"TrainerSettings", described<TrainerSettings>()},
                       {"TrainSettings", described<TrainSettings>()},
                       {"FitSettings", described<FitConfig>()},
                       {"RangeSettings", described<RangeSettings>()},
                       {"MetricsSettings", described<MetricsSettings>()}};
}

}  // namespace inkling::bindings

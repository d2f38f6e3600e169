/// What JavaScript can ask of a trainer: to learn, to be judged, and to be looked into; and what it can ask of scores
/// and recipes.
#include "training.h"

#include <inkling/calibration.h>
#include <inkling/link.h>
#include <inkling/metrics.h>

#include <algorithm>
#include <array>
#include <utility>

#include "data.h"
#include "network.h"

namespace inkling::bindings {
namespace {

TrainingConfig training_of(const Arguments& arguments, const Dataset& data) {
  TrainingConfig training = arguments.recipe.training;
  training.training_size = arguments.training_size.value_or(static_cast<std::int64_t>(data.size()));
  training.epochs = arguments.recipe.fit.epochs;
  return training;
}

struct TrainerHandle : LayersHandle {
  static constexpr unsigned kinds = Handle::trainer;
  TrainerHandle(Arguments given, std::shared_ptr<Data> shared)
      : LayersHandle(Handle::trainer),
        arguments(std::move(given)),
        data(std::move(shared)),
        trainer(
            {.inputs = data->examples->features(), .layers = arguments.recipe.layers, .seed = arguments.recipe.seed},
            arguments.recipe.loss, training_of(arguments, *data->examples), *data->examples) {}

  const Network<float>& network() const override { return trainer.network(); }
  void restore(const Network<float>& network) override { trainer.restore(network); }
  const Matrix<float>& predict(const Matrix<float>& inputs) override { return trainer.predict(inputs); }

  Arguments arguments;
  const std::shared_ptr<Data> data;
  Trainer trainer;
};

Trainer& trainer_of(const Call& call) { return call.on<TrainerHandle>().trainer; }
const Dataset& dataset_with(const Call& call) { return *call.with<DataHandle>().data->examples; }

void give_trainer(Call& call, Arguments arguments) {
  call.give(std::make_unique<TrainerHandle>(std::move(arguments), call.with<DataHandle>().data));
}

void make_trainer(Call& call) {
  Arguments arguments = call.arguments(Document::trainer);
  use_usual_rate(call.document, arguments.recipe.training);
  give_trainer(call, std::move(arguments));
}

void make_recipe_trainer(Call& call) {
  Arguments arguments;
  arguments.recipe = read_recipe(call.document);
  const DataConfig& data = arguments.recipe.data;
  if (data.name->make == nullptr) arguments.training_size = data.examples;
  give_trainer(call, std::move(arguments));
}

void write_progress(Call& call) {
  const Trainer& trainer = trainer_of(call);
  call.reply.object()
      .number("steps", static_cast<double>(trainer.steps()))
      .number("examplesSeen", static_cast<double>(trainer.examples()))
      .number("epochs", static_cast<double>(trainer.epochs()))
      .number("stepsInEpoch", static_cast<double>(trainer.steps_in_epoch()))
      .number("stepsPerEpoch", static_cast<double>(trainer.steps_per_epoch()))
      .number("learningRate", shortest(trainer.learning_rate()))
      .number("operations", trainer.operations())
      .end();
}

void write_settings(Call& call) {
  Arguments standard;
  call.reply.value(write_unlike(fields_of(Document::trainer, call.on<TrainerHandle>().arguments),
                                fields_of(Document::trainer, standard)));
}

void configure(Call& call) {
  auto& handle = call.on<TrainerHandle>();
  Arguments changed = handle.arguments;
  TrainingConfig& training = changed.recipe.training;
  inkling::read_document(call.document, part(fields_of(Document::trainer, changed), "not seed loss layers"),
                         "The settings");
  if (training.optimizer != handle.arguments.recipe.training.optimizer) use_usual_rate(call.document, training);
  training.training_size = changed.training_size.value_or(handle.trainer.config().training_size);
  training.epochs = changed.recipe.fit.epochs;
  handle.trainer.configure(training);
  handle.arguments = std::move(changed);
  write_progress(call);
}

// ----- Learning

/// Without `end`, so that others can add to it.
void write_score(Reply& reply, const Score& score) {
  const auto examples = static_cast<double>(score.examples);
  const auto correct = static_cast<double>(score.correct);
  reply.object()
      .number("examples", examples)
      .number("lossSum", score.loss_sum)
      .number("correct", correct)
      .number("loss", score.loss_sum / examples)
      .number("accuracy", correct / examples);
}

void train(Call& call) {
  const Arguments arguments = call.arguments(Document::train);
  Score score;
  for (std::int64_t step = 1; step <= arguments.steps; ++step) {
    const bool keep = arguments.keep && step == arguments.steps;
    score += trainer_of(call).step(keep ? Keep::everything : Keep::score);
  }
  write_score(call.reply, score);
  call.reply.end();
}

/// The arrays hold the listener, which is sent every record and answers whether to go on.
void run_fit(Call& call) {
  const FitConfig config = call.arguments(Document::fit).recipe.fit;
  Trainer& trainer = trainer_of(call);
  const std::shared_ptr<const Data> validation = call.with<DataHandle>().data;  // whatever the listener disposes of
  const val listener = call.array(0);
  struct Stopped : std::exception {};
  const auto hear = [&](const EpochRecord& record) {
    Reply heard;
    heard.object()
        .number("epoch", static_cast<double>(trainer.epochs()))
        .number("learningRate", shortest(record.learning_rate));
    write_score(heard.name("training"), record.training);
    write_score(heard.end().name("validation"), record.validation);
    heard.end().end();
    if (!listener(heard.sent()).isTrue()) throw Stopped();
  };
  try {
    fit(trainer, *validation->examples, config, hear);
  } catch (const Stopped&) {
  }
}

void observe(Call& call) {
  trainer_of(call).observe(call.arguments(Document::observe).loss);
  write_progress(call);
}

// ----- Judging

void evaluate(Call& call) {
  const Dataset& data = dataset_with(call);
  const auto [first, count] = range_within(call.arguments(Document::range), data.size());
  write_score(call.reply, trainer_of(call).evaluate(data, first, count));
  call.reply.end();
}

void write_classes(Reply& reply, const Matrix<float>& outputs, const Matrix<float>& targets, float threshold,
                   std::optional<std::int64_t> top) {
  const Matrix<std::uint32_t> confusion = confusion_matrix(outputs, targets, threshold);
  reply.number("accuracy", accuracy(outputs, targets, threshold));
  reply.name("confusion").array(confusion).name("classes").list();
  for (const ClassScore& score : class_scores(confusion)) {
    reply.object().number("precision", score.precision).number("recall", score.recall).number("f1", score.f1).end();
  }
  reply.end();
  if (!top) return;
  const std::size_t found = count_in_top(outputs, targets, static_cast<Index>(std::min<std::int64_t>(*top, 1 << 30)));
  reply.number("topAccuracy", static_cast<double>(found) / static_cast<double>(outputs.rows()));
}

void write_calibration(Reply& reply, const Matrix<float>& predictions, const Matrix<float>& targets) {
  if (!are_probabilities(predictions)) return;
  reply.number("calibrationError", calibration_error(predictions, classes_of(targets)));
}

void write_values(Reply& reply, const Matrix<float>& outputs, const Matrix<float>& targets) {
  reply.number("meanAbsoluteError", mean_absolute_error(outputs, targets))
      .number("rootMeanSquaredError", root_mean_squared_error(outputs, targets))
      .number("rSquared", r_squared(outputs, targets));
}

/// The network's outputs for all of the data, beside the targets.
Table answered(const Trainer& trainer, const Dataset& data) {
  const auto rows = static_cast<Index>(data.size());
  Table all{Matrix<float>(rows, trainer.network().outputs()), Matrix<float>(rows, data.targets())};
  Matrix<float> inputs;
  Matrix<float> block;
  Pass<float> pass;
  for (Index first = 0; first < rows; first += static_cast<Index>(block_size)) {
    const std::size_t count = std::min(block_size, static_cast<std::size_t>(rows - first));
    gather_range(data, static_cast<std::size_t>(first), count, inputs, block);
    all.targets.middleRows(first, block.rows()) = block;
    all.inputs.middleRows(first, block.rows()) = trainer.network().forward(inputs, pass);
  }
  return all;
}

void metrics(Call& call) {
  const Arguments arguments = call.arguments(Document::metrics);
  const Dataset& data = dataset_with(call);
  Trainer& trainer = trainer_of(call);
  const Loss loss = call.on<TrainerHandle>().arguments.recipe.loss;
  write_score(call.reply, trainer.evaluate(data, 0, data.size()));
  const auto [outputs, targets] = answered(trainer, data);
  Matrix<float> predictions;
  loss->in<float>().predict(outputs, predictions);
  if (call.with<DataHandle>().data->classes) {
    write_classes(call.reply, outputs, targets, arguments.threshold.value_or(loss->threshold), arguments.top);
    write_calibration(call.reply, predictions, targets);
  } else {
    write_values(call.reply, predictions, targets);
  }
  call.reply.end();
}

void score_arrays(Call& call) {
  const Arguments arguments = call.arguments(Document::score);
  const Matrix<float> outputs = rows_in(call.array(0), arguments.width(), "outputs");
  const Matrix<float> targets = rows_in(call.array(1), arguments.width(), "targets");
  call.reply.object().number("examples", static_cast<double>(outputs.rows()));
  if (arguments.holds_classes.value_or(are_classes(targets))) {
    write_classes(call.reply, outputs, targets, arguments.threshold.value_or(0.5F), arguments.top);
    write_calibration(call.reply, outputs, targets);
  } else {
    write_values(call.reply, outputs, targets);
  }
  call.reply.end();
}

void classes_of_rows(Call& call) {
  const Arguments arguments = call.arguments(Document::score);
  const Matrix<float> rows = rows_in(call.array(0), arguments.width(), "outputs");
  const std::vector<std::uint32_t> classes = classes_of(rows, arguments.threshold.value_or(0.5F));
  call.reply.array(std::span(classes));
}

void temperature(Call& call) {
  const Arguments arguments = call.arguments(Document::score);
  const Matrix<float> probabilities = rows_in(call.array(0), arguments.width(), "probabilities");
  call.reply.number(fit_temperature(probabilities, indices_in(call.array(1))));
}

// ----- Looking inside

/// Every value of one layer in the last step.
void write_layer(Reply& reply, const Layer<float>& layer, const LayerPass<float>& pass) {
  reply.object()
      .text("activation", layer.activation->name)
      .number("units", static_cast<double>(layer.units()))
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
    reply.array("scale", layer.norm->scale)
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
  reply.end();
}

void inspect(Call& call) {
  const Network<float>& before = trainer_of(call).network_before();
  const Batch& batch = trainer_of(call).last_batch();
  call.reply.object()
      .number("batch", static_cast<double>(batch.targets.rows()))
      .number("step", static_cast<double>(trainer_of(call).steps()))
      .array("inputs", batch.inputs)
      .array("targets", batch.targets)
      .array("losses", batch.losses)
      .array("outputGradient", batch.output_gradient)
      .name("layers")
      .list();
  for (std::size_t i = 0; i < before.layers().size(); ++i) {
    write_layer(call.reply, before.layers()[i], batch.pass.layers[i]);
  }
  call.reply.end().end();
}

void copy_network(Call& call) { call.give(std::make_unique<NetworkHandle>(trainer_of(call).network())); }

void restore(Call& call) { trainer_of(call).restore(call.with<NetworkHandle>().network()); }

struct CheckpointHandle : Handle {
  static constexpr unsigned kinds = Handle::checkpoint;
  explicit CheckpointHandle(const TrainerHandle& of)
      : Handle(Handle::checkpoint), arguments(of.arguments), stood(of.trainer.checkpoint()) {}
  Arguments arguments;
  Checkpoint stood;
};

void keep_checkpoint(Call& call) { call.give(std::make_unique<CheckpointHandle>(call.on<TrainerHandle>())); }

void checkpoint_bytes(Call& call) { call.reply.number(static_cast<double>(call.on<CheckpointHandle>().stood.bytes())); }

void checkpoint_pictures(Call& call) {
  call.reply.number(static_cast<double>(call.on<CheckpointHandle>().stood.augmentation.made()));
}

void rewind(Call& call) {
  const auto& checkpoint = call.with<CheckpointHandle>();
  auto& handle = call.on<TrainerHandle>();
  Arguments arguments = checkpoint.arguments;
  arguments.recipe.loss = handle.arguments.recipe.loss;  // which is the trainer's own, whosever the checkpoint is
  handle.trainer.rewind(checkpoint.stood);
  handle.arguments = std::move(arguments);
  write_progress(call);
}

/// The recipe as it is written: with nothing that is the default.
void tidy_recipe(Call& call) { call.reply.value(write_recipe(read_recipe(call.document))); }

// ----- Links

/// The document has lists of `recipes`, the first and those of changes, of the changes' `steps`, and of `hashes`, empty
/// where nothing is claimed: JavaScript's side has made sure of that.
void write_link_text(Call& call) {
  const auto list = [&](const char* name) -> const Value::List& { return *find_field(call.document, name)->list(); };
  Course course;
  course.recipe = read_recipe(list("recipes")[0]);
  for (std::size_t i = 0; i < list("steps").size(); ++i) {
    const double step = *list("steps")[i].number();
    course.changes.push_back({static_cast<std::int64_t>(step), read_recipe(list("recipes")[i + 1])});
  }
  std::optional<Claim> claim;
  for (const Value& hash : list("hashes")) {
    if (!claim) claim = {.accuracy = *find_field(call.document, "accuracy")->number()};
    claim->hashes.push_back(*hash.text());
  }
  call.reply.text(write_link(course, claim));
}

/// {recipe, changes, accuracy, hashes, notes}; the two in between only of a claim.
void read_link_text(Call& call) {
  const std::vector<std::uint8_t> bytes = bytes_in(call.array(0));
  const Link link = read_link({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  Reply& reply = call.reply.object();
  reply.name("recipe").value(write_recipe(link.course.recipe)).name("changes").list();
  for (const auto& [step, recipe] : link.course.changes) {
    reply.object().number("step", static_cast<double>(step)).name("recipe").value(write_recipe(recipe)).end();
  }
  const auto texts = [&](const char* name, const std::vector<std::string>& all) {
    reply.name(name).list();
    for (const std::string& text : all) reply.text(text);
    reply.end();
  };
  reply.end();
  texts("notes", link.notes);
  if (link.claim) {
    reply.number("accuracy", link.claim->accuracy);
    texts("hashes", link.claim->hashes);
  }
  reply.end();
}

/// The learning rate over a recipe's run, at so many steps from the first to the last, as a schedule has it that has
/// observed nothing. All of its examples count as ones to learn from.
void rates(Call& call) {
  const Recipe recipe = read_recipe(call.document);
  const std::int64_t batch = recipe.training.augmentation.from_data(recipe.training.batch_size);
  const std::int64_t epoch = (recipe.data.examples + batch - 1) / batch;
  const std::uint64_t steps = run_length(recipe.fit.epochs, static_cast<std::uint64_t>(epoch));
  std::array<float, 256> rates{};
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const double step = static_cast<double>(i) / static_cast<double>(rates.size() - 1) * static_cast<double>(steps - 1);
    const double factor = Schedule().factor(recipe.training.schedule, static_cast<std::uint64_t>(step), steps);
    rates[i] = static_cast<float>(recipe.training.constants.learning_rate * factor);
  }
  call.reply.array(std::span<const float>(rates));
}

constexpr Operation operations[] = {
    {"recipe", tidy_recipe},
    {"rates", rates},
    {"writeLink", write_link_text},
    {"readLink", read_link_text},
    {"trainer", make_trainer},
    {"recipeTrainer", make_recipe_trainer},
    {"trainer.progress", write_progress},
    {"trainer.settings", write_settings},
    {"trainer.configure", configure},
    {"trainer.train", train},
    {"trainer.fit", run_fit},
    {"trainer.observe", observe},
    {"trainer.evaluate", evaluate},
    {"trainer.metrics", metrics},
    {"trainer.inspect", inspect},
    {"trainer.network", copy_network},
    {"trainer.restore", restore},
    {"trainer.checkpoint", keep_checkpoint},
    {"trainer.rewind", rewind},
    {"checkpoint.bytes", checkpoint_bytes},
    {"checkpoint.pictures", checkpoint_pictures},
    {"score", score_arrays},
    {"classesOf", classes_of_rows},
    {"temperature", temperature},
};

}  // namespace

const std::span<const Operation> training_operations = operations;

}  // namespace inkling::bindings

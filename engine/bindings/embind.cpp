/// The engine as JavaScript sees it: every function of the module. Its other side: engine/js/native.ts.
///
/// Nothing is checked or explained twice: settings cross as documents and are read as recipes are. No exception leaves;
/// see `guarded`.
#include <emscripten/bind.h>
#include <emscripten/heap.h>
#include <inkling/error.h>
#include <inkling/perceptron.h>
#include <inkling/table.h>

#include "crossing.h"
#include "data.h"
#include "network.h"
#include "training.h"

namespace inkling::bindings {
namespace {

struct PerceptronSettings {
  std::int64_t inputs = 0;
  float learning_rate = 1;

  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"inputs", "Inputs", "How many numbers it is given.", {.least = 1, .most = 1'000'000}}, self.inputs);
    visit({"learningRate", "Learning rate", "How far each mistake moves the weights.", above_zero}, self.learning_rate);
  }
};

class PerceptronHandle {
 public:
  explicit PerceptronHandle(const PerceptronSettings& settings)
      : perceptron_(static_cast<Index>(settings.inputs), settings.learning_rate) {}

  val predict(const val& inputs) const {
    return guarded([&] { return array_out(perceptron_.predict(rows(inputs))); });
  }

  val learn(const val& inputs, const val& targets) {
    return guarded([&] {
      RowVector<float> answers(static_cast<Index>(length_of(targets)));
      copy_in(targets, values(answers));
      return val(static_cast<double>(perceptron_.learn(rows(inputs), answers)));
    });
  }

  val weight() const {
    return guarded([&] { return array_out(perceptron_.weight()); });
  }
  float bias() const { return perceptron_.bias(); }

 private:
  Matrix<float> rows(const val& inputs) const { return rows_in(inputs, perceptron_.weight().size(), "inputs"); }

  Perceptron perceptron_;
};

val make_perceptron(const val& settings) {
  return guarded([&] { return val(PerceptronHandle(read_settings<PerceptronSettings>(settings))); });
}

// ----- The tables

val tables() {
  return to_val(Value::Fields{{"activations", describe_rows<ActivationRow>()},
                              {"losses", describe_rows<LossRow>()},
                              {"optimizers", describe_rows<OptimizerRow>()},
                              {"schedules", describe_rows<ScheduleRow>()},
                              {"initializers", describe_rows<InitializerRow>()},
                              {"generators", describe_rows<GeneratorRow>()},
                              {"scalings", describe_rows<ScalingRow>()},
                              {"data", describe_rows<DataRow>()}});
}

/// Every document that the functions take, by its name, as a list of its settings.
val settings() {
  Value::Fields all = *describe_training_settings().fields();
  const Value data = describe_data_settings();
  all.insert(all.end(), data.fields()->begin(), data.fields()->end());
  all.emplace_back("NetworkSettings", describe_network_settings());
  all.emplace_back("PerceptronSettings", described<PerceptronSettings>());
  return to_val(all);
}

val classes_of_rows(const val& outputs, double columns, double threshold) {
  return guarded([&] {
    const Matrix<float> rows = rows_in(outputs, static_cast<Index>(columns), "outputs");
    return array_out(classes_of(rows, static_cast<float>(threshold)));
  });
}

/// Bytes of memory that the module has taken, and gives back only when it goes.
double memory() { return static_cast<double>(emscripten_get_heap_size()); }

}  // namespace
}  // namespace inkling::bindings

EMSCRIPTEN_BINDINGS(inkling) {
  using namespace inkling::bindings;
  using emscripten::class_;
  using emscripten::function;

  function("tables", &tables);
  function("settings", &settings);
  function("memory", &memory);
  function("generate", &generate);
  function("csv", &read_csv);
  function("images", &read_images);
  function("tableOfLabels", &table_of_labels);
  function("tableOfValues", &table_of_values);
  function("scaler", &make_scaler);
  function("network", &make_network);
  function("trainer", &make_trainer);
  function("perceptron", &make_perceptron);
  function("recipe", &tidy_recipe);
  function("recipeData", &make_up_data);
  function("recipeTrainer", &make_recipe_trainer);
  function("classesOf", &classes_of_rows);
  function("score", &score_arrays);

  class_<DataHandle>("Data")
      .function("info", &DataHandle::info)
      .function("examples", &DataHandle::examples)
      .function("labels", &DataHandle::labels)
      .function("image", &DataHandle::image)
      .function("append", &DataHandle::append)
      .function("subset", &DataHandle::subset)
      .function("split", &DataHandle::split)
      .function("binary", &DataHandle::binary);
  class_<ScalerHandle>("Scaler")
      .function("columns", &ScalerHandle::columns)
      .function("scale", &ScalerHandle::scale)
      .function("apply", &ScalerHandle::apply)
      .function("invert", &ScalerHandle::invert);
  class_<NetworkHandle>("Network")
      .function("shape", &NetworkHandle::shape)
      .function("parameters", &NetworkHandle::parameters)
      .function("setParameters", &NetworkHandle::setParameters)
      .function("predict", &NetworkHandle::predict)
      .function("activations", &NetworkHandle::activations)
      .function("saliency", &NetworkHandle::saliency)
      .function("weightHash", &NetworkHandle::weightHash);
  class_<TrainerHandle>("Trainer")
      .function("shape", &TrainerHandle::shape)
      .function("progress", &TrainerHandle::progress)
      .function("settings", &TrainerHandle::settings)
      .function("configure", &TrainerHandle::configure)
      .function("train", &TrainerHandle::train)
      .function("fit", &TrainerHandle::fit)
      .function("observe", &TrainerHandle::observe)
      .function("evaluate", &TrainerHandle::evaluate)
      .function("metrics", &TrainerHandle::metrics)
      .function("predict", &TrainerHandle::predict)
      .function("activations", &TrainerHandle::activations)
      .function("saliency", &TrainerHandle::saliency)
      .function("inspect", &TrainerHandle::inspect)
      .function("network", &TrainerHandle::network)
      .function("restore", &TrainerHandle::restore)
      .function("parameters", &TrainerHandle::parameters)
      .function("setParameters", &TrainerHandle::setParameters)
      .function("weightHash", &TrainerHandle::weightHash);
  class_<PerceptronHandle>("Perceptron")
      .function("predict", &PerceptronHandle::predict)
      .function("learn", &PerceptronHandle::learn)
      .function("weight", &PerceptronHandle::weight)
      .function("bias", &PerceptronHandle::bias);
}

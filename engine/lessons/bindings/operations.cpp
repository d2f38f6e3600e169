/// The lessons' operations. Their other side: engine/js/lessons.ts, whose methods have the same names.
#include <inkling/error.h>

#include <string>
#include <utility>

#include "bindings/call.h"
#include "lessons/activation_curve.h"
#include "lessons/arithmetic.h"
#include "lessons/descent.h"
#include "lessons/drift.h"
#include "lessons/least_squares.h"
#include "lessons/margin.h"
#include "lessons/numbers.h"
#include "lessons/perceptron_run.h"
#include "lessons/step_reference.h"
#include "lessons/surface.h"
#include "src/document.h"

namespace inkling::bindings {
namespace {

// The library's names for what several lessons have, too.
using lessons::Arithmetic;
using lessons::ReferenceParameters;

// ----- What is given

template <Described Config>
void read(const Call& call, Config& config) {
  read_document(call.document, fields_of(config), "The settings");
}

template <Described Config>
Config settings(const Call& call) {
  Config config;
  read(call, config);
  return config;
}

template <typename Number>
RowVector<Number> numbers(const val& array) {
  RowVector<Number> row(static_cast<Index>(length_of(array)));
  copy_in(array, values(row));
  return row;
}

/// Rows of one length, as many as `count` where that divides them.
template <typename Number>
Matrix<Number> rows_for(const val& array, Index count, const char* what) {
  const auto length = static_cast<Index>(length_of(array));
  if (count < 1 || length < count || length % count != 0) {
    refuse({what}, {what}, {"a length of ", length}, {"a multiple of ", count, ", the number of examples"},
           ErrorCode::bad_data);
  }
  Matrix<Number> rows(count, length / count);
  copy_in(array, values(rows));
  return rows;
}

/// Rows of this many numbers.
Matrix<double> rows_of(const val& array, Index columns, const std::string& what) {
  const auto length = static_cast<Index>(length_of(array));
  if (columns < 1 || length % columns != 0) {
    refuse({what}, {what}, {"a length of ", length}, {"a multiple of ", columns}, ErrorCode::bad_data);
  }
  Matrix<double> rows(length / columns, columns);
  copy_in(array, values(rows));
  return rows;
}

/// A name and nothing else.
template <typename Row>
struct Named {
  Choice<Row> name = Row::table().front().name;

  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"name", "Name", "Which one."}, self.name);
  }
};

// ----- Activations and surfaces

void activation(Call& call) {
  const auto [value, derivative] =
      lessons::activation_curve(settings<Named<ActivationRow>>(call).name, numbers<float>(call.array(0)));
  call.reply.object().name("value").array(value).name("derivative").array(derivative).end();
}

void surfaces(Call& call) {
  Reply& reply = call.reply;
  reply.list();
  for (const lessons::SurfaceRow& row : lessons::SurfaceRow::table()) {
    reply.object().text("name", row.name);
    reply.name("x").list().number(row.x[0]).number(row.x[1]).end();
    reply.name("y").list().number(row.y[0]).number(row.y[1]).end();
    reply.name("start").list().number(shortest(row.start[0])).number(shortest(row.start[1])).end().end();
  }
  reply.end();
}

void surface(Call& call) {
  const lessons::Surface surface = settings<Named<lessons::SurfaceRow>>(call).name;
  const RowVector<double> x = numbers<double>(call.array(0));
  const RowVector<double> y = numbers<double>(call.array(1));
  if (x.size() != y.size()) {
    refuse({"y"}, {"y"}, {"a length of ", y.size()}, {"that of x, ", x.size()}, ErrorCode::bad_data);
  }
  lessons::require_numbers(values(x), "x");
  lessons::require_numbers(values(y), "y");
  RowVector<double> heights(x.size());
  Matrix<double> gradients(x.size(), 2);
  for (Index i = 0; i < x.size(); ++i) {
    heights[i] = surface->value(x[i], y[i]);
    const lessons::Point gradient = surface->gradient(x[i], y[i]);
    gradients(i, 0) = gradient[0];
    gradients(i, 1) = gradient[1];
  }
  call.reply.object().name("values").array(heights).name("gradients").array(gradients).end();
}

void descend(Call& call) {
  const lessons::Descent descent = lessons::descend(settings<lessons::DescentConfig>(call));
  call.reply.object().name("path").array(descent.path).name("values").array(descent.values);
  call.reply.text("ended", to_string(descent.end)).end();
}

// ----- Least squares

void least_squares(Call& call) {
  const RowVector<double> targets = numbers<double>(call.array(1));
  const Matrix<double> inputs = rows_for<double>(call.array(0), targets.size(), "inputs");
  const lessons::LeastSquares fit = lessons::least_squares(inputs, targets);
  call.reply.object().name("weights").array(fit.weights).number("loss", fit.loss).end();
}

void loss_surface(Call& call) {
  const RowVector<double> targets = numbers<double>(call.array(1));
  const Matrix<double> inputs = rows_for<double>(call.array(0), targets.size(), "inputs");
  call.reply.array(
      lessons::loss_surface(inputs, targets, numbers<double>(call.array(2)), settings<lessons::GridConfig>(call)));
}

// ----- The perceptron

void margin(Call& call) {
  const RowVector<float> labels = numbers<float>(call.array(1));
  const auto widest = lessons::widest_margin(rows_for<float>(call.array(0), labels.size(), "points"), labels);
  if (!widest) {
    call.reply.value({});
    return;
  }
  call.reply.object().name("weight").array(widest->weight).number("bias", widest->bias);
  call.reply.number("margin", widest->margin).number("radius", widest->radius).number("bound", widest->bound()).end();
}

void perceptron(Call& call) {
  const RowVector<float> labels = numbers<float>(call.array(1));
  const Matrix<float> points = rows_for<float>(call.array(0), labels.size(), "points");
  const lessons::PerceptronRun run =
      lessons::run_perceptron(points, labels, settings<lessons::PerceptronRunConfig>(call));
  Reply& reply = call.reply;
  reply.object().number("inputs", static_cast<double>(points.cols())).name("examples").array(run.examples);
  reply.name("answers").array(run.answers).name("targets").array(run.targets);
  reply.name("weights").array(run.weights).name("biases").array(run.biases);
  reply.number("mistakes", static_cast<double>(run.mistakes)).number("epochs", static_cast<double>(run.epochs));
  reply.text("ended", to_string(run.end));
  if (run.returns_to) reply.number("returnsTo", static_cast<double>(*run.returns_to));
  reply.end();
}

// ----- Backpropagation by hand

/// A network with its parameters and a batch, which come as weight and bias of each layer, inputs and targets.
struct Given {
  lessons::ReferenceConfig network;
  std::vector<ReferenceParameters> parameters;
  lessons::ReferenceBatch batch;
};

Given given_in(const Call& call, lessons::ReferenceConfig network) {
  const auto length = call.arrays["length"].as<unsigned>();
  const unsigned layers = length / 2 - 1;
  if (layers != network.layers.size()) {
    refuse({"parameters"}, {"parameters"}, {layers}, {"as many as there are layers, ", network.layers.size()},
           ErrorCode::bad_data);
  }
  Given given{.network = std::move(network)};
  for (unsigned i = 0; i < layers; ++i) {
    const auto units = static_cast<Index>(given.network.layers[i].units);
    const auto at = static_cast<int>(2 * i);
    given.parameters.push_back(
        {rows_of(call.array(at), units, join({"parameters[", i, "].weight"})), numbers<double>(call.array(at + 1))});
  }
  const auto at = static_cast<int>(2 * layers);
  const auto outputs = layers > 0 ? given.network.layers.back().units : 0;
  given.batch.inputs = rows_of(call.array(at), static_cast<Index>(given.network.inputs), "inputs");
  given.batch.targets = rows_of(call.array(at + 1), static_cast<Index>(outputs), "targets");
  return given;
}

/// A network, and how to take the step.
struct ReferenceSettings {
  lessons::ReferenceConfig network;
  double rate = 0.1;

  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    lessons::ReferenceConfig::describe(self.network, visit);
    visit({"rate", "Learning rate", "How far the step moves the weights.", above_zero}, self.rate);
  }
};

void reference(Call& call) {
  const auto given_settings = settings<ReferenceSettings>(call);
  const auto [network, parameters, batch] = given_in(call, given_settings.network);
  const lessons::Reference step = lessons::reference_step(network, parameters, batch, given_settings.rate);
  Reply& reply = call.reply;
  reply.object().name("layers").list();
  for (const lessons::ReferenceLayer& layer : step.layers) {
    reply.object().name("preActivation").array(layer.z).name("output").array(layer.a);
    reply.name("outputGradient").array(layer.a_gradient).name("preActivationGradient").array(layer.z_gradient);
    reply.name("weightGradient").array(layer.weight_gradient).name("biasGradient").array(layer.bias_gradient);
    reply.name("updatedWeight").array(layer.updated.weight).name("updatedBias").array(layer.updated.bias).end();
  }
  reply.end().name("predictions").array(step.predictions).name("losses").array(step.losses);
  reply.number("loss", step.loss).name("inputGradient").array(step.input_gradient).end();
}

/// A network, and how far to go aside.
struct DifferenceSettings {
  lessons::ReferenceConfig network;
  double step = lessons::usual_step;

  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    lessons::ReferenceConfig::describe(self.network, visit);
    visit({"step", "Step", "How far each number is moved either way.", {.least = 1e-12, .most = 1}}, self.step);
  }
};

void differences(Call& call) {
  const auto given_settings = settings<DifferenceSettings>(call);
  const auto [network, parameters, batch] = given_in(call, given_settings.network);
  const auto [gradients, input_gradient] =
      lessons::central_differences(network, parameters, batch, given_settings.step);
  call.reply.object().name("layers").list();
  for (const auto& [weight, bias] : gradients) {
    call.reply.object().name("weightGradient").array(weight).name("biasGradient").array(bias).end();
  }
  call.reply.end().name("inputGradient").array(input_gradient).end();
}

// ----- Arithmetic

void sum(Call& call) {
  const RowVector<float> all = numbers<float>(call.array(0));
  call.reply.number(lessons::sum(values(all), settings<Arithmetic>(call).order));
}

void dot(Call& call) {
  const RowVector<float> a = numbers<float>(call.array(0));
  const RowVector<float> b = numbers<float>(call.array(1));
  const Arithmetic arithmetic = settings<Arithmetic>(call);
  call.reply.number(lessons::dot(values(a), values(b), arithmetic.order, arithmetic.fused));
}

void exponential(Call& call) {
  RowVector<float> x = numbers<float>(call.array(0));
  const lessons::ExponentialRule rule = settings<Arithmetic>(call).exponential;
  for (float& number : values(x)) number = rule->value(number);
  call.reply.array(x);
}

void write_hash(Reply& reply, const char* name, std::uint64_t hash) {
  char text[16];
  for (int i = 15; i >= 0; --i, hash /= 16) text[i] = "0123456789abcdef"[hash % 16];
  reply.text(name, {text, sizeof text});
}

void drift(Call& call) {
  const lessons::Drift drift = lessons::drift(settings<lessons::DriftConfig>(call));
  Reply& reply = call.reply;
  reply.object().name("losses").array(drift.losses).name("inklingLosses").array(drift.inkling_losses);
  reply.name("differences").array(drift.differences);
  if (drift.first_difference) reply.number("firstDifference", static_cast<double>(*drift.first_difference));
  write_hash(reply, "weightHash", drift.hash);
  write_hash(reply, "inklingHash", drift.inkling_hash);
  reply.end();
}

constexpr Operation operations[] = {
    {"activation", activation},
    {"surfaces", surfaces},
    {"surface", surface},
    {"descend", descend},
    {"leastSquares", least_squares},
    {"lossSurface", loss_surface},
    {"margin", margin},
    {"perceptron", perceptron},
    {"reference", reference},
    {"differences", differences},
    {"sum", sum},
    {"dot", dot},
    {"exponential", exponential},
    {"drift", drift},
};
const std::span<const Operation> lists[] = {operations};

}  // namespace

const std::span<const std::span<const Operation>> all_operations = lists;

}  // namespace inkling::bindings

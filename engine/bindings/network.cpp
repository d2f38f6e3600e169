/// What can be asked of a network, and put into it; and the perceptron.
#include "network.h"

#include <inkling/dataset.h>
#include <inkling/link.h>
#include <inkling/perceptron.h>
#include <inkling/reading.h>

#include <array>
#include <string>
#include <vector>

#include "arguments.h"
#include "kernels/elementwise.h"

namespace inkling::bindings {
namespace {

const Network<float>& network_of(const Call& call) { return call.on<LayersHandle>().network(); }

void make_network(Call& call) {
  const Arguments arguments = call.arguments(Document::network);
  call.give(std::make_unique<NetworkHandle>(
      Network<float>({.inputs = arguments.inputs, .layers = arguments.recipe.layers, .seed = arguments.recipe.seed})));
}

void shape(Call& call) {
  const Network<float>& network = network_of(call);
  Reply& reply = call.reply;
  reply.object().name("layers").list();
  for (const Layer<float>& layer : network.layers()) {
    reply.object()
        .number("inputs", static_cast<double>(layer.inputs()))
        .number("units", static_cast<double>(layer.units()))
        .text("activation", layer.activation->name)
        .number("dropout", shortest(layer.dropout));
    reply.name("batchNormalization").truth(layer.norm.has_value()).end();
  }
  reply.end().number("parameters", static_cast<double>(network.parameter_count())).end();
}

/// As 16 hexadecimal digits.
void weight_hash(Call& call) { call.reply.text(hex(network_of(call).hash())); }

void magnitudes(Call& call) { call.reply.array(network_of(call).magnitudes()); }

// ----- Parameters

struct NamedValues {
  std::string_view name;
  std::span<float> values;
};

/// All numbers that a layer has learned, by the names that JavaScript knows them by: six lists, of which the last four
/// are empty without batch normalisation.
std::array<NamedValues, 6> numbers_of(Layer<float>& layer) {
  std::array<NamedValues, 6> all{{{"weight", values(layer.dense.weight)}, {"bias", values(layer.dense.bias)}}};
  if (layer.norm) {
    all[2] = {"scale", values(layer.norm->scale)};
    all[3] = {"shift", values(layer.norm->shift)};
    all[4] = {"runningMean", values(layer.norm->running_mean)};
    all[5] = {"runningVariance", values(layer.norm->running_variance)};
  }
  return all;
}

void parameters(Call& call) {
  Network<float> copy = network_of(call);  // whose numbers can be listed like those to change
  call.reply.list();
  for (Layer<float>& layer : copy.layers()) {
    call.reply.object();
    for (const auto& [name, numbers] : numbers_of(layer)) call.reply.array(name, numbers);
    call.reply.end();
  }
  call.reply.end();
}

void set_numbers(const NamedValues& numbers, const val& given, const std::string& place) {
  const std::size_t length = length_of(given);
  if (length != numbers.values.size()) {
    refuse({place}, {place}, {"a length of ", length}, {"a length of ", numbers.values.size()}, ErrorCode::bad_data);
  }
  copy_in(given, numbers.values);
  const bool is_variance = numbers.name == "runningVariance";
  bool is_negative = false;
  for (const float number : numbers.values) is_negative |= is_variance && number < 0;
  if (kernels::all_finite(numbers.values) && !is_negative) return;
  refuse({place}, {place}, {"a value that is none of these"}, {"finite numbers", is_variance ? " from 0 on" : ""},
         ErrorCode::bad_data);
}

[[noreturn]] void refuse_name(std::string_view name, std::span<const NamedValues> all, const std::string& place) {
  std::vector<std::string_view> names;
  for (const NamedValues& numbers : all) {
    if (!numbers.name.empty()) names.push_back(numbers.name);
  }
  refuse_unknown("parameter", name, names, {.title = join({" in ", place}), .name = place});
}

void set_layer(Layer<float>& layer, const Value& names, const val& arrays, int& next, std::size_t index) {
  const std::array<NamedValues, 6> all = numbers_of(layer);
  for (const Value& name : *names.list()) {
    const std::string place = join({"layers[", index, "].", *name.text()});
    std::size_t found = 0;
    while (found < all.size() && all[found].name != *name.text()) ++found;
    if (found == all.size()) refuse_name(*name.text(), all, place);
    set_numbers(all[found], arrays[next++], place);
  }
}

/// The document lists, layer by layer, the names of the arrays, which come in the same order. @throws Error for a name
/// that the layer does not have, an array of another length or a value that is not finite.
void set_parameters(Call& call) {
  LayersHandle& handle = call.on<LayersHandle>();
  const Value::List& names = *call.document.list();
  Network<float> changed = handle.network();
  if (names.size() != changed.layers().size()) {
    fail(ErrorCode::bad_data, {names.size(), " layers were given; allowed are ", changed.layers().size(), "."});
  }
  int next = 0;
  for (std::size_t i = 0; i < names.size(); ++i) set_layer(changed.layers()[i], names[i], call.arrays, next, i);
  handle.restore(changed);
}

// ----- What it makes of inputs

/// Rows of inputs. Bytes are pictures, as datasets have them: 0 to 255 becomes 0 to 1.
Matrix<float> batch_in(const Call& call, const char* what = "inputs") {
  const val inputs = call.array(0);
  const Index columns = network_of(call).inputs();
  if (inputs["BYTES_PER_ELEMENT"].as<std::uint32_t>() != 1) return rows_in(inputs, columns, what);
  Matrix<float> batch = room_for(inputs, columns, what);
  bytes_to_inputs(bytes_in(inputs), values(batch));
  return batch;
}

void predict(Call& call) {
  const Matrix<float> batch = batch_in(call);
  call.reply.array(batch.rows() > 0 ? call.on<LayersHandle>().predict(batch) : batch);
}

void read_pictures(Call& call) {
  const double temperature = call.arguments(Document::read).temperature;
  auto& handle = call.on<LayersHandle>();
  const auto predict = [&](const Matrix<float>& inputs) -> const Matrix<float>& { return handle.predict(inputs); };
  call.reply.array(read(batch_in(call, "pictures"), predict, temperature));
}

void activations(Call& call) {
  const Matrix<float> batch = batch_in(call);
  Pass<float> pass;
  if (batch.rows() > 0)
    network_of(call).forward(batch, pass);
  else
    pass.layers = std::vector<LayerPass<float>>(network_of(call).layers().size());
  call.reply.list();
  for (const LayerPass<float>& layer : pass.layers) call.reply.array(layer.output());
  call.reply.end();
}

void saliency(Call& call) {
  const Network<float>& network = network_of(call);
  const std::int64_t output = call.arguments(Document::saliency).output;
  const Matrix<float> batch = batch_in(call);
  if (output >= network.outputs()) {
    refuse({"Output"}, {"output"}, {output}, {"a whole number below ", network.outputs(), ", the number of outputs"});
  }
  Pass<float> pass;
  call.reply.array(batch.rows() > 0 ? network.saliency(batch, static_cast<Index>(output), pass) : batch);
}

// ----- The perceptron

struct PerceptronHandle : Handle {
  static constexpr unsigned kinds = Handle::perceptron;
  explicit PerceptronHandle(const Arguments& arguments)
      : Handle(Handle::perceptron), perceptron(static_cast<Index>(arguments.inputs), arguments.rate) {}
  Perceptron perceptron;
};

Perceptron& perceptron_of(const Call& call) { return call.on<PerceptronHandle>().perceptron; }

Matrix<float> perceptron_inputs(const Call& call) {
  return rows_in(call.array(0), perceptron_of(call).weight().size(), "inputs");
}

void make_perceptron(Call& call) {
  call.give(std::make_unique<PerceptronHandle>(call.arguments(Document::perceptron)));
}

void perceptron_predict(Call& call) { call.reply.array(perceptron_of(call).predict(perceptron_inputs(call))); }

void learn(Call& call) {
  RowVector<float> answers(static_cast<Index>(length_of(call.array(1))));
  copy_in(call.array(1), values(answers));
  call.reply.number(static_cast<double>(perceptron_of(call).learn(perceptron_inputs(call), answers)));
}

void perceptron_weight(Call& call) { call.reply.array(perceptron_of(call).weight()); }
void perceptron_bias(Call& call) { call.reply.number(perceptron_of(call).bias()); }

constexpr Operation operations[] = {
    {"network", make_network},
    {"layers.shape", shape},
    {"layers.weightHash", weight_hash},
    {"layers.magnitudes", magnitudes},
    {"layers.parameters", parameters},
    {"layers.setParameters", set_parameters},
    {"layers.predict", predict},
    {"layers.read", read_pictures},
    {"layers.activations", activations},
    {"layers.saliency", saliency},
    {"perceptron", make_perceptron},
    {"perceptron.predict", perceptron_predict},
    {"perceptron.learn", learn},
    {"perceptron.weight", perceptron_weight},
    {"perceptron.bias", perceptron_bias},
};

}  // namespace

const std::span<const Operation> network_operations = operations;

}  // namespace inkling::bindings

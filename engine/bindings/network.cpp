/// What can be asked of a network, and put into it.
#include "network.h"

#include <inkling/dataset.h>
#include <inkling/recipe.h>

#include <algorithm>
#include <array>
#include <utility>

#include "kernels/elementwise.h"

namespace inkling::bindings {
namespace {

struct NetworkSettings {
  std::int64_t inputs = 0;
  Recipe recipe = {};

  Fields fields() {
    types::Collector own;
    own({"inputs", "Inputs", "How many numbers the network is given.", from_one}, inputs);
    append(own.fields, part(fields_of(recipe), "seed layers"));
    return std::move(own.fields);
  }
};

struct SaliencySettings {
  std::int64_t output = 0;

  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"output", "Output", "Which of the network's outputs, counted from 0.", from_zero}, self.output);
  }
};

struct NamedValues {
  std::string_view name;
  std::span<float> values;
};

/// All numbers that a layer has learned, by the names that JavaScript knows them by.
std::vector<NamedValues> numbers_of(Layer<float>& layer) {
  std::vector<NamedValues> all{{"weight", values(layer.dense.weight)}, {"bias", values(layer.dense.bias)}};
  if (layer.norm) {
    all.push_back({"scale", values(layer.norm->scale)});
    all.push_back({"shift", values(layer.norm->shift)});
    all.push_back({"runningMean", values(layer.norm->running_mean)});
    all.push_back({"runningVariance", values(layer.norm->running_variance)});
  }
  return all;
}

void set_numbers(const NamedValues& numbers, const val& given, const std::string& place) {
  const std::size_t length = length_of(given);
  if (length != numbers.values.size()) {
    throw Error(
        ErrorCode::bad_data,
        join({place, ": ", length, " values were given; allowed are ", numbers.values.size(), "."}),
        {.setting = place, .given = join({length, " values"}), .allowed = join({numbers.values.size(), " values"})});
  }
  copy_in(given, numbers.values);
  const bool is_variance = numbers.name == "runningVariance";
  const bool is_negative =
      is_variance && std::any_of(numbers.values.begin(), numbers.values.end(), [](float v) { return v < 0; });
  if (kernels::all_finite(numbers.values) && !is_negative) return;
  throw Error(ErrorCode::bad_data, join({place, ": a value is not a finite number", is_variance ? " from 0 on." : "."}),
              {.setting = place, .given = "a value that is none", .allowed = "finite numbers"});
}

void set_layer(Layer<float>& layer, const val& given, std::size_t index) {
  const std::vector<NamedValues> all = numbers_of(layer);
  std::vector<std::string_view> names;
  for (const NamedValues& numbers : all) names.push_back(numbers.name);
  const val entries = val::global("Object").call<val>("entries", given);
  for (std::size_t i = 0; i < length_of(entries); ++i) {
    const val entry = entries[i];
    const auto name = entry[0].as<std::string>();
    const std::string place = join({"layers[", index, "].", name});
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
      throw no_choice("parameter", name, names, {.title = join({" in layers[", index, "]"}), .name = place});
    set_numbers(all[static_cast<std::size_t>(found - names.begin())], entry[1], place);
  }
}

}  // namespace

val shape_of(const Network<float>& network) {
  val layers = val::array();
  for (const Layer<float>& layer : network.layers()) {
    push(layers, Object()
                     .number("inputs", layer.inputs())
                     .number("units", layer.units())
                     .text("activation", layer.activation->name)
                     .put("batchNormalization", val(layer.norm.has_value()))
                     .number("dropout", shortest(layer.dropout)));
  }
  return Object().put("layers", layers).number("parameters", network.parameter_count());
}

val parameters_of(const Network<float>& network) {
  val list = val::array();
  Network<float> copy = network;  // whose numbers can be listed like those to change
  for (Layer<float>& layer : copy.layers()) {
    Object object;
    for (const auto& [name, numbers] : numbers_of(layer)) {
      object.put(std::string(name).c_str(), array_out(std::span<const float>(numbers)));
    }
    push(list, object);
  }
  return list;
}

Network<float> with_parameters(const Network<float>& network, const val& layers) {
  if (length_of(layers) != network.layers().size()) {
    throw Error(ErrorCode::bad_data,
                {length_of(layers), " layers were given; allowed are ", network.layers().size(), "."});
  }
  Network<float> changed = network;
  for (std::size_t i = 0; i < changed.layers().size(); ++i) set_layer(changed.layers()[i], layers[i], i);
  return changed;
}

Matrix<float> batch_in(const Network<float>& network, const val& inputs) {
  Matrix<float> batch = rows_in(inputs, network.inputs(), "inputs");
  if (inputs["BYTES_PER_ELEMENT"].as<double>() == 1) bytes_to_inputs(bytes_in(inputs), values(batch));
  return batch;
}

val activations_of(const Network<float>& network, const val& inputs) {
  const Matrix<float> batch = batch_in(network, inputs);
  Pass<float> pass;
  if (batch.rows() > 0)
    network.forward(batch, pass);
  else
    pass.layers.resize(network.layers().size());
  val layers = val::array();
  for (const LayerPass<float>& layer : pass.layers) push(layers, array_out(layer.output()));
  return layers;
}

val saliency_of(const Network<float>& network, const val& inputs, const val& document) {
  const auto settings = read_settings<SaliencySettings>(document);
  const Matrix<float> batch = batch_in(network, inputs);
  if (settings.output >= network.outputs()) {
    throw Error("Output", {.setting = "output",
                           .given = join({settings.output}),
                           .allowed = join({"a whole number below ", network.outputs(), ", the number of outputs"})});
  }
  if (batch.rows() == 0) return array_out(batch);
  Pass<float> pass;
  return array_out(network.saliency(batch, static_cast<Index>(settings.output), pass));
}

val hash_of(const Network<float>& network) {
  std::string text(16, '0');
  std::uint64_t hash = network.hash();
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, hash /= 16) *digit = "0123456789abcdef"[hash % 16];
  return val(text);
}

val make_network(const val& document) {
  return guarded([&] {
    const auto settings = read_settings<NetworkSettings>(document);
    return val(NetworkHandle(
        Network<float>({.inputs = settings.inputs, .layers = settings.recipe.layers, .seed = settings.recipe.seed})));
  });
}

val NetworkHandle::parameters() const {
  return guarded([&] { return parameters_of(*network_); });
}

val NetworkHandle::setParameters(const val& layers) const {
  return guarded([&] {
    *network_ = with_parameters(*network_, layers);
    return val::undefined();
  });
}

val NetworkHandle::predict(const val& inputs) const {
  return guarded([&] {
    const Matrix<float> batch = batch_in(*network_, inputs);
    Pass<float> pass;
    return array_out(batch.rows() > 0 ? network_->forward(batch, pass) : batch);
  });
}

val NetworkHandle::activations(const val& inputs) const {
  return guarded([&] { return activations_of(*network_, inputs); });
}

val NetworkHandle::saliency(const val& inputs, const val& settings) const {
  return guarded([&] { return saliency_of(*network_, inputs, settings); });
}

Value describe_network_settings() { return described<NetworkSettings>(); }

}  // namespace inkling::bindings

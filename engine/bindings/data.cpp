/// The functions that give JavaScript its data, and the settings of each.
#include "data.h"

#include <inkling/idx.h>
#include <inkling/recipe.h>
#include <inkling/split.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace inkling::bindings {
namespace {

/// What the recipe's settings of made-up data say, and what only some generators take.
struct GenerateSettings {
  Generator name = "moons";
  Recipe recipe = {};
  std::optional<std::int64_t> classes = std::nullopt;
  std::vector<float> weights = {};
  float bias = 0;

  Fields fields() {
    types::Collector own;
    own({"name", "Data", "The rule by which the points are drawn."}, name);
    append(own.fields, part(fields_of(recipe.data), "examples noise"));
    append(own.fields, part(fields_of(recipe), "seed"));
    own({"classes", "Classes", "How many arms or heaps there are.", {.least = 2, .most = 100}, "name", "spirals blobs"},
        classes);
    own({"weights", "Weights", "Of the inputs, in the sum that is the target.", {}, "name", "linear"}, weights);
    own({"bias", "Bias", "What is added to that sum.", {}, "name", "linear"}, bias);
    return std::move(own.fields);
  }
};

struct SplitSettings {
  Recipe recipe = {};
  bool stratified = false;

  Fields fields() {
    types::Collector own;
    own.fields = part(fields_of(recipe.data), "validation");
    own.fields.front().setting.chosen_by = {};  // here all data can be split
    own({"stratified", "Stratified", "Splits every class by itself, so that both parts hold its share."}, stratified);
    append(own.fields, part(fields_of(recipe), "seed"));
    return std::move(own.fields);
  }
};

struct CsvSettings : CsvColumns {
  std::string target = {};
  bool values = false;

  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"target", "Target", "The column to predict, by its name."}, self.target);
    visit({"values", "Values", "Whether the target is a number to predict rather than the name of a class."},
          self.values);
    visit({"features", "Features", "The columns to learn from, by their names; all but the target where left out."},
          self.features);
    visit({"classes", "Classes", "The classes in their order; those of the file where left out."}, self.classes);
  }
};

struct ImageSettings {
  std::int64_t classes = 10;
  std::optional<std::int64_t> pixels = std::nullopt;

  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"classes", "Classes", "How many different labels there are.", {.least = 2, .most = 256}}, self.classes);
    visit({"pixels", "Pixels", "Of each picture, where the bytes are bare pictures and labels and not IDX files.",
           from_one},
          self.pixels);
  }
};

struct TableSettings {
  std::int64_t rows = 1;
  std::int64_t classes = 2;

  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"rows", "Rows", "How many examples there are.", from_one}, self.rows);
    visit({"classes", "Classes", "How many different labels there are.", {.least = 2, .most = 65536}}, self.classes);
  }
};

struct ScalerSettings {
  Scaling scaling = "standard";

  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"scaling", "Scaling", "The rule that brings every column to one size."}, self.scaling);
  }
};

struct ImageChoice {
  std::int64_t index = 0;

  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"index", "Index", "Which picture, counted from 0.", from_zero}, self.index);
  }
};

/// Refuses a setting that the chosen rule would pass over: somebody who gives it means it.
void refuse_unread(const GenerateSettings& settings, std::string_view name, bool is_given, std::string_view readers) {
  if (!is_given || Setting{.chosen_by = "name", .readers = readers}.is_read_by(settings.name->name)) return;
  throw Error(
      ErrorCode::bad_setting,
      join({"Only ", readers, " has a setting \"", name, "\", and not ", settings.name->name, "."}),
      {.setting = std::string(name), .given = std::string(settings.name->name), .allowed = std::string(readers)});
}

Table drawn(const GenerateSettings& settings) {
  const DataConfig& data = settings.recipe.data;
  Random random(settings.recipe.seed, Random::Stream::data);
  refuse_unread(settings, "classes", settings.classes.has_value(), "spirals blobs");
  refuse_unread(settings, "weights", !settings.weights.empty(), "linear");
  refuse_unread(settings, "bias", settings.bias != 0, "linear");
  if (!settings.weights.empty()) {
    return linear_table(data.examples, data.noise, random, settings.weights, settings.bias);
  }
  if (settings.classes) {
    const auto make = settings.name->name == "spirals" ? spirals : blobs;
    return make(data.examples, data.noise, random, *settings.classes);
  }
  return settings.name->make(data.examples, data.noise, random);
}

Data table_data(Matrix<float> inputs, Matrix<float> targets) {
  const bool classes = are_classes(targets);
  return {.examples = std::make_unique<TableDataset>(std::move(inputs), std::move(targets)),
          .classes = classes,
          .features = {},
          .class_names = {},
          .pictures = nullptr,
          .whole = nullptr};
}

val handle(Data data) { return val(DataHandle(std::move(data))); }

val names_out(const std::vector<std::string>& names) {
  val list = val::array();
  for (const std::string& name : names) push(list, val(name));
  return list;
}

/// Pictures with their labels, from two IDX files or as they are.
struct Pictures {
  Pictures(const val& images, const val& label_bytes, const ImageSettings& settings)
      : bytes(bytes_in(images)), label_file(bytes_in(label_bytes)), pixels(bytes), labels(label_file) {
    if (settings.pixels) {
      size = static_cast<std::size_t>(*settings.pixels);
      return;
    }
    const IdxImages read = read_idx_images(bytes);
    size = read.rows * read.columns;
    pixels = read.pixels;
    labels = read_idx_labels(label_file);
  }
  Pictures(const Pictures&) = delete;
  Pictures& operator=(const Pictures&) = delete;

  std::vector<std::uint8_t> bytes;
  std::vector<std::uint8_t> label_file;
  std::span<const std::uint8_t> pixels;
  std::span<const std::uint8_t> labels;
  std::size_t size;  ///< pixels of each picture
};

Matrix<float> table_inputs(const val& inputs, const TableSettings& settings) {
  const auto length = static_cast<std::int64_t>(length_of(inputs));
  return rows_in(inputs, static_cast<Index>(std::max<std::int64_t>(length / settings.rows, 1)), "inputs");
}

}  // namespace

bool are_classes(const Matrix<float>& targets) {
  const auto is_class = [](const auto& row) {
    return (row.array() == 0 || row.array() == 1).all() && (row.size() == 1 || row.sum() == 1);
  };
  for (Index i = 0; i < targets.rows(); ++i) {
    if (!is_class(targets.row(i))) return false;
  }
  return true;
}

Matrix<float> targets_of(const Dataset& data) {
  Matrix<float> all(static_cast<Index>(data.size()), data.targets());
  Matrix<float> inputs;
  Matrix<float> targets;
  for (std::size_t first = 0; first < data.size(); first += block_size) {
    gather_range(data, first, std::min(block_size, data.size() - first), inputs, targets);
    all.middleRows(static_cast<Index>(first), targets.rows()) = targets;
  }
  return all;
}

void gather_range(const Dataset& data, std::size_t first, std::size_t count, Matrix<float>& inputs,
                  Matrix<float>& targets) {
  std::vector<std::uint32_t> indices(count);
  std::iota(indices.begin(), indices.end(), static_cast<std::uint32_t>(first));
  data.gather(indices, inputs, targets);
}

std::pair<std::size_t, std::size_t> RangeSettings::within(std::size_t size) const {
  const auto all = static_cast<std::int64_t>(size);
  if (first > all || count.value_or(0) > all - first) {
    throw Error("Examples", {.setting = count ? "count" : "first",
                             .given = join({count.value_or(0), " from ", first, " on"}),
                             .allowed = join({"examples from 0 to ", all - 1})});
  }
  return {static_cast<std::size_t>(first), static_cast<std::size_t>(count.value_or(all - first))};
}

// ----- Data

val generate(const val& document) {
  return guarded([&] {
    const auto settings = read_settings<GenerateSettings>(document);
    Table table = drawn(settings);
    Data data = table_data(std::move(table.inputs), std::move(table.targets));
    data.classes = settings.name->classes;
    return handle(std::move(data));
  });
}

val read_csv(const val& text, const val& document) {
  return guarded([&] {
    const auto settings = read_settings<CsvSettings>(document);
    const std::vector<std::uint8_t> bytes = bytes_in(text);
    const std::string_view characters(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    CsvTable read = settings.values ? read_csv_values(characters, settings.target, settings)
                                    : read_csv_classes(characters, settings.target, settings);
    Data data = table_data(std::move(read.table.inputs), std::move(read.table.targets));
    data.classes = !settings.values;
    data.features = std::move(read.features);
    data.class_names = std::move(read.classes);
    return handle(std::move(data));
  });
}

val read_images(const val& images, const val& labels, const val& document) {
  return guarded([&] {
    const auto settings = read_settings<ImageSettings>(document);
    const Pictures given(images, labels, settings);
    auto pictures = std::make_unique<ImageDataset>(given.size, static_cast<std::size_t>(settings.classes));
    pictures->append(given.pixels, given.labels);
    ImageDataset* same = pictures.get();
    return handle({std::move(pictures), true, {}, {}, same, nullptr});
  });
}

val table_of_labels(const val& inputs, const val& labels, const val& document) {
  return guarded([&] {
    const auto settings = read_settings<TableSettings>(document);
    const std::vector<std::uint32_t> classes = indices_in(labels);
    Data data =
        table_data(table_inputs(inputs, settings), one_hot(classes, static_cast<std::uint32_t>(settings.classes)));
    return handle(std::move(data));
  });
}

val table_of_values(const val& inputs, const val& targets, const val& document) {
  return guarded([&] {
    const auto settings = read_settings<TableSettings>(document);
    const auto columns = static_cast<std::int64_t>(length_of(targets)) / settings.rows;
    Matrix<float> rows = rows_in(targets, static_cast<Index>(std::max<std::int64_t>(columns, 1)), "targets");
    return handle(table_data(table_inputs(inputs, settings), std::move(rows)));
  });
}

val DataHandle::info() const {
  return Object()
      .number("size", data_->examples->size())
      .number("inputs", data_->examples->features())
      .number("targets", data_->examples->targets())
      .put("holdsClasses", val(data_->classes))
      .put("features", names_out(data_->features))
      .put("classes", names_out(data_->class_names));
}

val DataHandle::examples(const val& document) const {
  return guarded([&] {
    const auto range = read_settings<RangeSettings>(document);
    const Dataset& data = *data_->examples;
    const auto [first, count] = range.within(data.size());
    Matrix<float> inputs;
    Matrix<float> targets;
    gather_range(data, first, count, inputs, targets);
    return Object().number("count", count).put("inputs", array_out(inputs)).put("targets", array_out(targets));
  });
}

val DataHandle::labels() const {
  return guarded([&] { return array_out(classes_of(targets_of(*data_->examples))); });
}

val DataHandle::image(const val& document) const {
  return guarded([&] {
    const auto choice = read_settings<ImageChoice>(document);
    const ImageDataset& all = pictures();
    const auto index = static_cast<std::uint64_t>(choice.index);
    if (index >= all.size()) {
      throw Error("Index", {.setting = "index",
                            .given = join({index}),
                            .allowed = join({"a whole number below ", all.size(), ", the number of pictures"})});
    }
    const auto at = static_cast<std::size_t>(index);
    return Object()
        .put("pixels", array_out(std::span<const std::uint8_t>(all.image(at))))
        .number("label", all.label(at));
  });
}

val DataHandle::append(const val& images, const val& labels, const val& document) const {
  return guarded([&] {
    ImageDataset& all = pictures();
    const Pictures given(images, labels, read_settings<ImageSettings>(document));
    if (given.size != static_cast<std::size_t>(all.features())) {
      throw Error(ErrorCode::bad_data,
                  {"The pictures have ", given.size, " pixels each; those before have ", all.features(), "."});
    }
    all.append(given.pixels, given.labels);
    return val(static_cast<double>(all.size()));
  });
}

val DataHandle::subset(const val& indices) const {
  return guarded([&] { return part(indices_in(indices)); });
}

val DataHandle::split(const val& document) const {
  return guarded([&] {
    const auto settings = read_settings<SplitSettings>(document);
    const Dataset& data = *data_->examples;
    const double share = settings.recipe.data.validation;
    Random random(settings.recipe.seed, Random::Stream::data);
    Split split = settings.stratified ? stratified_split(classes_of(targets_of(data)), share, random)
                                      : random_split(data.size(), share, random);
    val parts = val::array();
    push(parts, part(std::move(split.training)));
    push(parts, part(std::move(split.validation)));
    return parts;
  });
}

val DataHandle::binary() const {
  return guarded([&] {
    Matrix<float> inputs;
    Matrix<float> targets;
    gather_range(*data_->examples, 0, data_->examples->size(), inputs, targets);
    Data data = table_data(std::move(inputs), binary_targets(targets));
    data.features = data_->features;
    data.class_names = data_->class_names;
    return handle(std::move(data));
  });
}

val DataHandle::part(std::vector<std::uint32_t> indices) const {
  return handle({std::make_unique<Subset>(*data_->examples, std::move(indices)), data_->classes, data_->features,
                 data_->class_names, nullptr, data_});
}

ImageDataset& DataHandle::pictures() const {
  if (data_->pictures == nullptr)
    throw Error(ErrorCode::bad_data, "These examples are a table or a part, not pictures.");
  return *data_->pictures;
}

// ----- Scaling

val make_scaler(const val& document, const DataHandle& data) {
  return guarded([&] {
    const auto settings = read_settings<ScalerSettings>(document);
    const Dataset& examples = *data.data()->examples;
    Matrix<float> inputs;
    Matrix<float> targets;
    gather_range(examples, 0, examples.size(), inputs, targets);
    return val(ScalerHandle(Scaler(settings.scaling, inputs)));
  });
}

val ScalerHandle::columns() const {
  val list = val::array();
  for (const auto& [shift, divisor] : scaler_.columns()) {
    push(list, Object().number("shift", shift).number("divisor", divisor));
  }
  return list;
}

val ScalerHandle::scale(const DataHandle& data) const {
  return guarded([&] {
    const Data& unscaled = *data.data();
    Matrix<float> inputs;
    Matrix<float> targets;
    gather_range(*unscaled.examples, 0, unscaled.examples->size(), inputs, targets);
    Data scaled = table_data(scaler_.apply(inputs), std::move(targets));
    scaled.classes = unscaled.classes;
    scaled.features = unscaled.features;
    scaled.class_names = unscaled.class_names;
    return handle(std::move(scaled));
  });
}

val ScalerHandle::apply(const val& inputs) const {
  return guarded([&] {
    return array_out(scaler_.apply(rows_in(inputs, static_cast<Index>(scaler_.columns().size()), "inputs")));
  });
}

val ScalerHandle::invert(const val& inputs) const {
  return guarded([&] {
    return array_out(scaler_.invert(rows_in(inputs, static_cast<Index>(scaler_.columns().size()), "inputs")));
  });
}

// ----- Their settings

Value describe_data_settings() {
  return Value::Fields{{"GenerateSettings", described<GenerateSettings>()},
                       {"SplitSettings", described<SplitSettings>()},
                       {"CsvSettings", described<CsvSettings>()},
                       {"ImageSettings", described<ImageSettings>()}};
}

}  // namespace inkling::bindings

/// The calls that give JavaScript its data.
#include "data.h"

#include <inkling/csv.h>
#include <inkling/deslant.h>
#include <inkling/idx.h>
#include <inkling/lesson.h>
#include <inkling/recipe.h>
#include <inkling/scaler.h>
#include <inkling/split.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace inkling::bindings {
namespace {

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

struct ScalerHandle : Handle {
  static constexpr unsigned kinds = Handle::scaler;
  explicit ScalerHandle(const Scaler& given) : Handle(Handle::scaler), scaler(given) {}
  const Scaler scaler;
};

Data table_data(Table table) {
  const bool classes = are_classes(table.targets);
  Data data;
  data.classes = classes;
  data.examples = std::make_unique<TableDataset>(std::move(table.inputs), std::move(table.targets));
  return data;
}

/// Pictures, whose targets are their classes.
Data picture_data(ImageDataset given) {
  Data data;
  data.classes = true;
  data.examples = std::make_unique<ImageDataset>(std::move(given));
  return data;
}

void give(Call& call, Data data) { call.give(std::make_unique<DataHandle>(std::move(data))); }

Data& data_of(const Call& call) { return *call.on<DataHandle>().data; }

/// All examples at once.
Table all_of(const Data& data) {
  Table all;
  gather_range(*data.examples, 0, data.examples->size(), all.inputs, all.targets);
  return all;
}

/// With what is known of `source`, whose examples these are in another form.
Data like(const Data& source, Table table) {
  Data data = table_data(std::move(table));
  data.features = source.features;
  data.class_names = source.class_names;
  return data;
}

/// All targets [examples, targets].
Matrix<float> targets_of(const Dataset& data) {
  std::vector<std::uint32_t> indices(data.size());
  std::iota(indices.begin(), indices.end(), 0U);
  Matrix<float> targets;
  data.gather_targets(indices, targets);
  return targets;
}

// ----- Tables

/// Refuses a setting that the chosen rule would pass over: somebody who gives it means it.
void refuse_unread(const Value& document, Arguments& arguments) {
  const std::string_view rule = arguments.generator->name;
  for (const auto& [setting, type, member] : fields_of(Document::generate, arguments)) {
    if (setting.is_read_by(rule) || find_field(document, setting.name) == nullptr) continue;
    const char* which = setting.readers.starts_with("not ") ? "\" is " : "\" is for these alone: ";
    fail(ErrorCode::bad_setting, {"The setting \"", setting.name, which, setting.readers, "; not for ", rule, "."},
         {setting.name}, {rule}, {setting.readers});
  }
}

Table drawn(const Arguments& arguments) {
  const auto& [name, examples, noise, validation, scaling, deslants] = arguments.recipe.data;
  Random random(arguments.recipe.seed, Random::Stream::data);
  const GeneratorRow& rule = *arguments.generator.operator->();
  if (rule.name == "linear") {
    return linear_table(examples, noise, random, arguments.weights, arguments.bias);
  }
  if (!arguments.classes) return rule.make(examples, noise, random);
  return (rule.name == "spirals" ? spirals : blobs)(examples, noise, random, *arguments.classes);
}

void generate(Call& call) {
  Arguments arguments = call.arguments(Document::generate);
  refuse_unread(call.document, arguments);
  if (arguments.generator->make == handwriting) {
    Random random(arguments.recipe.seed, Random::Stream::data);
    return give(call, picture_data(write_digits(arguments.recipe.data.examples, arguments.writer, random)));
  }
  Data data = table_data(drawn(arguments));
  data.classes = arguments.generator->classes;
  give(call, std::move(data));
}

void read_csv(Call& call) {
  CsvSettings settings;
  inkling::read_document(call.document, inkling::fields_of(settings), "The settings");
  const std::vector<std::uint8_t> bytes = bytes_in(call.array(0));
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  CsvTable read = (settings.values ? read_csv_values : read_csv_classes)(text, settings.target, settings);
  Data data = table_data(std::move(read.table));
  data.classes = !settings.values;
  data.features = std::move(read.features);
  data.class_names = std::move(read.classes);
  give(call, std::move(data));
}

/// So many rows of values.
Matrix<float> table_in(const val& array, std::int64_t rows, const char* what) {
  const auto columns = static_cast<std::int64_t>(length_of(array)) / rows;
  return rows_in(array, static_cast<Index>(std::max<std::int64_t>(columns, 1)), what);
}

void table_of_labels(Call& call) {
  const Arguments arguments = call.arguments(Document::table);
  const std::vector<std::uint32_t> labels = indices_in(call.array(1));
  const auto classes = static_cast<std::uint32_t>(arguments.classes.value_or(2));
  give(call, table_data({table_in(call.array(0), arguments.rows, "inputs"), one_hot(labels, classes)}));
}

void table_of_values(Call& call) {
  const Arguments arguments = call.arguments(Document::table);
  Matrix<float> targets = table_in(call.array(1), arguments.rows, "targets");
  give(call, table_data({table_in(call.array(0), arguments.rows, "inputs"), std::move(targets)}));
}

// ----- Pictures

/// Pictures with their labels, from two IDX files or as they are.
struct Pictures {
  explicit Pictures(const Call& call)
      : arguments(call.arguments(Document::image)),
        bytes(bytes_in(call.array(0))),
        label_file(bytes_in(call.array(1))),
        pixels(bytes),
        labels(label_file) {
    if (arguments.pixels) {
      size = static_cast<std::size_t>(*arguments.pixels);
      return;
    }
    const IdxImages read = read_idx_images(bytes);
    size = read.rows * read.columns;
    pixels = read.pixels;
    labels = read_idx_labels(label_file);
  }
  Pictures(const Pictures&) = delete;
  Pictures& operator=(const Pictures&) = delete;

  Arguments arguments;
  std::vector<std::uint8_t> bytes;
  std::vector<std::uint8_t> label_file;
  std::span<const std::uint8_t> pixels;
  std::span<const std::uint8_t> labels;
  std::size_t size;  ///< pixels of each picture
};

ImageDataset& pictures_of(const Call& call) {
  auto* pictures = dynamic_cast<ImageDataset*>(data_of(call).examples.get());
  if (pictures == nullptr) fail(ErrorCode::bad_data, {"These examples are a table or a part, not pictures."});
  return *pictures;
}

void read_images(Call& call) {
  const Pictures given(call);
  const auto classes = static_cast<std::size_t>(given.arguments.classes.value_or(10));
  ImageDataset pictures(given.size, classes);
  pictures.append(given.pixels, given.labels);
  give(call, picture_data(std::move(pictures)));
}

void append(Call& call) {
  ImageDataset& all = pictures_of(call);
  const Pictures given(call);
  if (given.size != static_cast<std::size_t>(all.features())) {
    fail(ErrorCode::bad_data,
         {"The pictures have ", given.size, " pixels each; those before have ", all.features(), "."});
  }
  all.append(given.pixels, given.labels);
  call.reply.number(static_cast<double>(all.size()));
}

void image(Call& call) {
  const ImageDataset& all = pictures_of(call);
  const std::int64_t index = call.arguments(Document::picture).index;
  if (index >= static_cast<std::int64_t>(all.size())) {
    refuse({"Index"}, {"index"}, {index}, {"a whole number below ", all.size(), ", the number of pictures"});
  }
  const auto at = static_cast<std::size_t>(index);
  call.reply.object().name("pixels").array(std::span<const std::uint8_t>(all.image(at)));
  call.reply.number("label", all.label(at)).end();
}

void lesson(Call& call) {
  const Arguments arguments = call.arguments(Document::lesson);
  Random random(arguments.recipe.seed, Random::Stream::augmentation);
  give(call, picture_data(make_lesson(*data_of(call).examples, *call.with<DataHandle>().data->examples,
                                      arguments.lesson, random)));
}

/// Strokes from all points, one after another, and how many each has.
std::vector<Stroke> strokes_in(const val& points, const val& counts) {
  std::vector<float> numbers(length_of(points));
  copy_in(points, numbers);
  std::vector<Stroke> strokes;
  const float* next = numbers.data();
  for (const std::uint32_t count : indices_in(counts)) {
    Stroke& stroke = strokes.emplace_back(count);
    for (Point& point : stroke) {
      point = {next[0], next[1]};
      next += 2;
    }
  }
  return strokes;
}

void rasterize_strokes(Call& call) {
  const float width = call.arguments(Document::rasterize).pen;
  const Picture picture = rasterize(strokes_in(call.array(0), call.array(1)), width);
  call.reply.array(std::span<const std::uint8_t>(picture));
}

/// Pictures [28, 28], one after another.
void deslant_pictures(Call& call) {
  std::vector<std::uint8_t> pictures = bytes_in(call.array(0));
  Picture picture;
  if (pictures.size() % picture.size() != 0) {
    fail(ErrorCode::bad_data, {"Only pictures of 28 x 28 bytes can be deslanted; here are ", pictures.size(),
                               " bytes, which is no whole number of them."});
  }
  for (auto next = pictures.begin(); next != pictures.end();) {
    std::copy_n(next, picture.size(), picture.begin());
    picture = deslant(picture);
    next = std::copy(picture.begin(), picture.end(), next);
  }
  call.reply.array(std::span<const std::uint8_t>(pictures));
}

// ----- Any data

void info(Call& call) {
  const Data& data = data_of(call);
  Reply& reply = call.reply;
  reply.object()
      .number("size", static_cast<double>(data.examples->size()))
      .number("inputs", static_cast<double>(data.examples->features()))
      .number("targets", static_cast<double>(data.examples->targets()))
      .name("holdsClasses")
      .truth(data.classes);
  reply.name("features").list();
  for (const std::string& name : data.features) reply.text(name);
  reply.end().name("classes").list();
  for (const std::string& name : data.class_names) reply.text(name);
  reply.end().end();
}

void examples(Call& call) {
  const Dataset& data = *data_of(call).examples;
  const auto [first, count] = range_within(call.arguments(Document::range), data.size());
  Table rows;
  gather_range(data, first, count, rows.inputs, rows.targets);
  call.reply.object().number("count", static_cast<double>(count));
  call.reply.name("inputs").array(rows.inputs);
  call.reply.name("targets").array(rows.targets).end();
}

void labels(Call& call) {
  const std::vector<std::uint32_t> classes = classes_of(targets_of(*data_of(call).examples));
  call.reply.array(std::span(classes));
}

void give_part(Call& call, std::vector<std::uint32_t> indices) {
  const std::shared_ptr<Data>& whole = call.on<DataHandle>().data;
  Data part;
  part.classes = whole->classes;
  part.features = whole->features;
  part.class_names = whole->class_names;
  part.examples = std::make_unique<Subset>(*whole->examples, std::move(indices));
  part.whole = whole;
  give(call, std::move(part));
}

void deslanted(Call& call) {
  const std::shared_ptr<Data>& whole = call.on<DataHandle>().data;
  Data upright;
  upright.classes = whole->classes;
  upright.examples = std::make_unique<DeslantedDataset>(std::shared_ptr<const Dataset>(whole, whole->examples.get()));
  give(call, std::move(upright));
}

void subset(Call& call) { give_part(call, indices_in(call.array(0))); }

void split(Call& call) {
  const Arguments arguments = call.arguments(Document::split);
  const Dataset& data = *data_of(call).examples;
  const double share = arguments.recipe.data.validation;
  Random random(arguments.recipe.seed, Random::Stream::data);
  Split split = arguments.stratified ? stratified_split(classes_of(targets_of(data)), share, random)
                                     : random_split(data.size(), share, random);
  call.reply.list();
  give_part(call, std::move(split.training));
  give_part(call, std::move(split.validation));
  call.reply.end();
}

void binary(Call& call) {
  const Data& data = data_of(call);
  Table all = all_of(data);
  all.targets = binary_targets(all.targets);
  give(call, like(data, std::move(all)));
}

void make_up_data(Call& call) {
  const Recipe recipe = read_recipe(call.document);
  TrainingData made = make_up(recipe);
  call.reply.list();
  for (auto* examples : {&made.training, &made.validation}) {
    Data data;
    data.classes = recipe.data.name->classes;
    data.examples = std::move(*examples);
    give(call, std::move(data));
  }
  call.reply.end();
}

// ----- Scaling

void make_scaler(Call& call) {
  const Arguments arguments = call.arguments(Document::scaler);
  call.give(std::make_unique<ScalerHandle>(Scaler(arguments.scaling, all_of(*call.with<DataHandle>().data).inputs)));
}

const Scaler& scaler_of(const Call& call) { return call.on<ScalerHandle>().scaler; }

void scaler_columns(Call& call) {
  call.reply.list();
  for (const auto& [shift, divisor] : scaler_of(call).columns()) {
    call.reply.object().number("shift", shift).number("divisor", divisor).end();
  }
  call.reply.end();
}

void scale(Call& call) {
  const Data& unscaled = *call.with<DataHandle>().data;
  Table all = all_of(unscaled);
  all.inputs = scaler_of(call).apply(all.inputs);
  Data scaled = like(unscaled, std::move(all));
  scaled.classes = unscaled.classes;
  give(call, std::move(scaled));
}

Matrix<float> columns_in(const Call& call) {
  return rows_in(call.array(0), static_cast<Index>(scaler_of(call).columns().size()), "inputs");
}

void apply_scaler(Call& call) { call.reply.array(scaler_of(call).apply(columns_in(call))); }
void invert_scaler(Call& call) { call.reply.array(scaler_of(call).invert(columns_in(call))); }

constexpr Operation operations[] = {
    {"generate", generate},
    {"rasterize", rasterize_strokes},
    {"deslant", deslant_pictures},
    {"csv", read_csv},
    {"images", read_images},
    {"tableOfLabels", table_of_labels},
    {"tableOfValues", table_of_values},
    {"recipeData", make_up_data},
    {"scaler", make_scaler},
    {"data.info", info},
    {"data.examples", examples},
    {"data.labels", labels},
    {"data.image", image},
    {"data.append", append},
    {"data.lesson", lesson},
    {"data.subset", subset},
    {"data.deslanted", deslanted},
    {"data.split", split},
    {"data.binary", binary},
    {"scaler.columns", scaler_columns},
    {"scaler.scale", scale},
    {"scaler.apply", apply_scaler},
    {"scaler.invert", invert_scaler},
};

}  // namespace

const std::span<const Operation> data_operations = operations;

Value describe_csv() {
  CsvSettings settings;
  return describe(inkling::fields_of(settings));
}

bool are_classes(const Matrix<float>& targets) {
  for (Index i = 0; i < targets.rows(); ++i) {
    float sum = 0;
    for (Index j = 0; j < targets.cols(); ++j) {
      const float target = targets(i, j);
      if (target != 0 && target != 1) return false;
      sum += target;
    }
    if (targets.cols() > 1 && sum != 1) return false;
  }
  return true;
}

void gather_range(const Dataset& data, std::size_t first, std::size_t count, Matrix<float>& inputs,
                  Matrix<float>& targets) {
  std::vector<std::uint32_t> indices(count);
  std::iota(indices.begin(), indices.end(), static_cast<std::uint32_t>(first));
  data.gather(indices, inputs, targets);
}

std::pair<std::size_t, std::size_t> range_within(const Arguments& arguments, std::size_t size) {
  const auto all = static_cast<std::int64_t>(size);
  const auto& [first, count] = std::tie(arguments.first, arguments.count);
  if (first > all || count.value_or(0) > all - first) {
    refuse({"Examples"}, {count ? "count" : "first"}, {count.value_or(0), " from ", first, " on"},
           {"examples from 0 to ", all - 1});
  }
  return {static_cast<std::size_t>(first), static_cast<std::size_t>(count.value_or(all - first))};
}

}  // namespace inkling::bindings

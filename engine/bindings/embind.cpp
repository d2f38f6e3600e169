/// The engine as JavaScript sees it: one Session with its data and one network in training. Types: binding.ts.
///
/// Bulk data crosses in one copy, by a view into `buffer`. Errors cross as values {ok: false, code, message}; no
/// exception leaves this file.
#include <emscripten/bind.h>
#include <emscripten/val.h>
#include <inkling/dataset.h>
#include <inkling/error.h>
#include <inkling/idx.h>
#include <inkling/trainer.h>

#include <cmath>
#include <initializer_list>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace inkling {
namespace {

using emscripten::typed_memory_view;
using emscripten::val;

constexpr std::size_t digit_pixels = 28 * 28;
constexpr std::size_t digit_classes = 10;

/// An object of numbers. A loop over a list, as code to set one field after another is several times as large.
val numbers(std::initializer_list<std::pair<const char*, double>> fields) {
  val object = val::object();
  for (const auto& [name, number] : fields) object.set(name, number);
  return object;
}

val failure(std::string_view code, const std::string& message) {
  val result = val::object();
  result.set("ok", false);
  result.set("code", std::string(code));
  result.set("message", message);
  return result;
}

/// The Result for the exception being handled.
val failure() {
  try {
    throw;
  } catch (const Error& error) {
    return failure(to_string(error.code()), error.what());
  } catch (const std::bad_alloc&) {
    return failure("bad_setting",
                   "There is not enough memory for this. Use fewer units, a smaller batch or fewer digits.");
  } catch (const std::exception& error) {
    return failure("engine_failed", error.what());
  }
}

/// Runs `body` and turns what it returns, or throws, into a Result.
template <typename Body>
val guarded(Body body) {
  try {
    val result = val::object();
    result.set("ok", true);
    result.set("value", val(body()));  // last: a view would not survive memory that grows after it
    return result;
  } catch (...) {
    return failure();
  }
}

/// JavaScript has one type of number; the engine wants to know that this one is whole, and in the range of an integer.
std::int64_t whole_number(double value, const char* name) {
  if (std::floor(value) == value && std::abs(value) <= 0x1p53) return static_cast<std::int64_t>(value);
  throw Error(ErrorCode::bad_setting, {name, ": ", value, " was given; a whole number is needed."});
}

NetworkConfig read_network(const val& settings) {
  NetworkConfig config;
  config.inputs = digit_pixels;
  const std::string activation = settings["activation"].as<std::string>();
  const auto dropout = settings["dropout"].as<float>();
  for (const double units : emscripten::vecFromJSArray<double>(settings["hiddenUnits"])) {
    config.layers.push_back({.units = whole_number(units, "Units of hidden layers"),
                             .activation = std::string_view(activation),
                             .dropout = dropout});
  }
  if (config.layers.empty()) {
    throw Error(ErrorCode::bad_setting, "Units of hidden layers: none were given; at least one layer is needed.");
  }
  config.layers.push_back({.units = digit_classes});
  const double seed = settings["seed"].as<double>();
  if (!(seed >= 0 && seed < 0x1p32 && std::floor(seed) == seed)) {
    throw Error(ErrorCode::bad_setting,
                {"Seed: ", seed, " was given; allowed are whole numbers from 0 to 4294967295."});
  }
  config.seed = static_cast<std::uint64_t>(seed);
  return config;
}

TrainingConfig read_training(const val& settings) {
  TrainingConfig config;
  config.optimizer = OptimizerRule(std::string_view(settings["optimizer"].as<std::string>()));
  config.constants.learning_rate = settings["learningRate"].as<float>();
  config.batch_size = whole_number(settings["batchSize"].as<double>(), "Batch size");
  config.training_size = whole_number(settings["trainingSize"].as<double>(), "Training size");
  return config;
}

template <typename Row>
val menu_entry(const Row& row) {
  val entry = val::object();
  entry.set("name", std::string(row.name));
  entry.set("title", std::string(row.title));
  return entry;
}

val activation_menu() {
  val menu = val::array();
  for (const ActivationRow& row : ActivationRow::table()) menu.call<void>("push", menu_entry(row));
  return menu;
}

val optimizer_menu() {
  val menu = val::array();
  for (const OptimizerRow& row : OptimizerRow::table()) {
    val entry = menu_entry(row);
    // By its six decimal places, so that 0.1F does not become 0.10000000149011612.
    entry.set("learningRate", std::round(row.learning_rate * 1e6) / 1e6);
    menu.call<void>("push", entry);
  }
  return menu;
}

class Session {
 public:
  Session() : training_(digit_pixels, digit_classes), test_(digit_pixels, digit_classes) {}

  val menus() {
    return guarded([&] {
      val menus = val::object();
      menus.set("activations", activation_menu());
      menus.set("optimizers", optimizer_menu());
      return menus;
    });
  }

  val buffer(double bytes) {
    buffer_.resize(static_cast<std::size_t>(bytes));
    // Room for a shard of images is not kept for the 784 bytes of a drawing.
    if (buffer_.capacity() > 16 * buffer_.size() + 4096) buffer_.shrink_to_fit();
    return val(typed_memory_view(buffer_.size(), buffer_.data()));
  }

  val addDigits(const std::string& split, double image_bytes) {
    return guarded([&] {
      const auto boundary = std::min(static_cast<std::size_t>(image_bytes), buffer_.size());
      const IdxImages images = read_idx_images(std::span(buffer_).first(boundary));
      const std::span<const std::uint8_t> labels = read_idx_labels(std::span(buffer_).subspan(boundary));
      if (images.rows * images.columns != digit_pixels) {
        throw Error(ErrorCode::bad_data,
                    {"The images are ", images.rows, " by ", images.columns, " pixels; 28 by 28 are needed."});
      }
      ImageDataset& digits = digits_of(split);
      digits.append(images.pixels, labels);
      return static_cast<double>(digits.size());
    });
  }

  val build(const val& network, const val& training) {
    return guarded([&] {
      const NetworkConfig config = read_network(network);
      // Made first, so that a setting that is not allowed leaves the network that is there.
      Trainer trainer(config, "cross_entropy", read_training(training), training_);
      trainer_.emplace(std::move(trainer));
      val layers = val::array();
      layers.set(0, static_cast<double>(config.inputs));
      for (std::size_t i = 0; i < config.layers.size(); ++i) {
        layers.set(i + 1, static_cast<double>(config.layers[i].units));
      }
      val description = val::object();
      description.set("layers", layers);
      description.set("parameters", static_cast<double>(trainer_->network().parameter_count()));
      return description;
    });
  }

  val configure(const val& training) {
    return guarded([&] {
      trainer().configure(read_training(training));
      return report(Score{});
    });
  }

  val train(double steps) {
    return guarded([&] {
      Score score;
      const std::uint64_t epoch = trainer().epochs();
      for (double taken = 0; taken < steps && trainer().epochs() == epoch; ++taken) score += trainer().step();
      return report(score);
    });
  }

  val evaluate(double first, double count) {
    return guarded([&] {
      const Score score = trainer().evaluate(test_, static_cast<std::size_t>(first), static_cast<std::size_t>(count));
      return numbers({{"digits", static_cast<double>(score.examples)},
                      {"lossSum", score.loss_sum},
                      {"correct", static_cast<double>(score.correct)}});
    });
  }

  val predict() {
    return guarded([&] {
      Matrix<float> input(1, static_cast<Index>(buffer_.size()));
      bytes_to_inputs(buffer_, values(input));
      const Matrix<float>& probabilities = trainer().predict(input);
      return val(typed_memory_view(static_cast<std::size_t>(probabilities.size()), probabilities.data()));
    });
  }

  val digit(const std::string& split, double index) {
    return guarded([&] {
      const ImageDataset& digits = digits_of(split);
      if (!(index >= 0 && index < static_cast<double>(digits.size()))) {
        throw Error(ErrorCode::bad_setting,
                    {"Digit ", index, " was asked for; there are ", digits.size(), ", counted from 0."});
      }
      const auto at = static_cast<std::size_t>(index);
      picture_ = digits.image(at);
      val result = val::object();
      result.set("pixels", typed_memory_view(picture_.size(), picture_.data()));
      result.set("label", digits.label(at));
      return result;
    });
  }

  val weightHash() {
    return guarded([&] {
      std::string text(16, '0');
      std::uint64_t hash = trainer().network().hash();
      for (auto digit = text.rbegin(); digit != text.rend(); ++digit, hash /= 16)
        *digit = "0123456789abcdef"[hash % 16];
      return text;
    });
  }

 private:
  ImageDataset& digits_of(const std::string& split) {
    if (split == "training") return training_;
    if (split == "test") return test_;
    throw Error(ErrorCode::bad_setting, {"There is no split called \"", split, "\". Choose one of: training, test."});
  }

  Trainer& trainer() {
    if (!trainer_) throw Error(ErrorCode::bad_setting, "There is no network yet: build one first.");
    return *trainer_;
  }

  val report(const Score& score) {
    return numbers({{"epoch", static_cast<double>(trainer().epochs())},
                    {"step", static_cast<double>(trainer().steps())},
                    {"digitsSeen", static_cast<double>(trainer().examples())},
                    {"stepInEpoch", static_cast<double>(trainer().steps_in_epoch())},
                    {"stepsPerEpoch", static_cast<double>(trainer().steps_per_epoch())},
                    {"digits", static_cast<double>(score.examples)},
                    {"lossSum", score.loss_sum},
                    {"correct", static_cast<double>(score.correct)}});
  }

  std::vector<std::uint8_t> buffer_;
  std::vector<std::uint8_t> picture_;  ///< what `digit` returned a view of
  ImageDataset training_;
  ImageDataset test_;
  std::optional<Trainer> trainer_;
};

}  // namespace
}  // namespace inkling

EMSCRIPTEN_BINDINGS(inkling) {
  using namespace inkling;

  emscripten::class_<Session>("Session")
      .constructor<>()
      .function("menus", &Session::menus)
      .function("buffer", &Session::buffer)
      .function("addDigits", &Session::addDigits)
      .function("build", &Session::build)
      .function("configure", &Session::configure)
      .function("train", &Session::train)
      .function("evaluate", &Session::evaluate)
      .function("predict", &Session::predict)
      .function("digit", &Session::digit)
      .function("weightHash", &Session::weightHash);
}

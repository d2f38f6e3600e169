/// The recipes of recipes.json end in the weights that stand beside them: natively here, under Node in
/// tests/js/recipes.test.ts, and in Chromium in tests/e2e/exactness.spec.ts.
#include <gtest/gtest.h>
#include <inkling/recipe.h>

#include <fstream>
#include <iomanip>
#include <sstream>
#include <string>
#include <tuple>

#include "tools/json.h"

namespace inkling::weights_json_test {
namespace {

/// As 16 hexadecimal digits, like `inkling_run` prints it.
std::string hash_after(const Value& document) {
  const Recipe recipe = read_recipe(document);
  const TrainingData data = make_up(recipe);
  Trainer trainer = make_trainer(recipe, *data.training);
  fit(trainer, *data.validation, recipe.fit);
  std::ostringstream text;
  text << std::hex << std::setw(16) << std::setfill('0') << trainer.network().hash();
  return text.str();
}

TEST(Weights, OfEveryRecipeAreTheSameEverywhere) {
  std::ifstream file(INKLING_TESTS_DIR "/recipes.json");
  std::ostringstream text;
  text << file.rdbuf();
  const Value all = parse_json(text.str());
  ASSERT_NE(all.list(), nullptr);
  EXPECT_EQ(all.list()->size(), 33U);
  for (const Value& entry : *all.list()) {
    const auto& [recipe, weights] = std::tie(entry.fields()->at(0).second, entry.fields()->at(1).second);
    EXPECT_EQ(hash_after(recipe), *weights.text()) << write_json(recipe);
  }
}

}  // namespace
}  // namespace inkling::weights_json_test

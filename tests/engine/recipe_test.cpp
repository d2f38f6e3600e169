/// Recipes: defaults, what a document may say, what is refused and where, and that writing and reading are inverse.
#include <gtest/gtest.h>
#include <inkling/recipe.h>

#include <cmath>
#include <string>
#include <vector>

#include "support.h"

namespace inkling::recipe_test {
namespace {

using testing_support::expect_error;
using Fields = Value::Fields;
using List = Value::List;

/// Expects `document` to be refused, with the setting at `setting`, in a message that holds each of `parts`.
void expect_refused(const Fields& document, const std::string& setting, const std::vector<std::string>& parts) {
  expect_error([&] { read_recipe(document); }, ErrorCode::bad_setting, parts);
  try {
    read_recipe(document);
  } catch (const Error& error) {
    EXPECT_EQ(error.refusal().setting, setting) << error.what();
  }
}

TEST(Value, KeepsWhatItIsGiven) {
  EXPECT_EQ(*Value(0.5).number(), 0.5);
  EXPECT_EQ(*Value("relu").text(), "relu");
  EXPECT_TRUE(*Value(true).truth());
  EXPECT_EQ(Value(true).number(), nullptr);
  EXPECT_EQ(Value().text(), nullptr);
  EXPECT_EQ(Value(List{1.0, "two"}).list()->size(), 2U);
  EXPECT_EQ(Value(0.5).shown(), "0.5");
  EXPECT_EQ(Value("re\"lu").shown(), "\"re\"lu\"");
  EXPECT_EQ(Value(false).shown(), "false");
  EXPECT_EQ(Value().shown(), "nothing");
  EXPECT_EQ(Value(List{}).shown(), "a list");
  EXPECT_EQ(Value(Fields{}).shown(), "an object");
}

TEST(Value, WritesFloatsInTheFewestDigits) {
  EXPECT_EQ(shortest(0.1F), 0.1);
  EXPECT_EQ(shortest(0.001F), 0.001);
  EXPECT_EQ(shortest(1e-8F), 1e-8);
  EXPECT_EQ(shortest(0.0F), 0.0);
  EXPECT_EQ(shortest(16777216.0F), 16777216.0);
  Random random(1, Random::Stream::data);
  for (int i = 0; i < 20'000; ++i) {
    const float number = random.uniform(-10, 10) * static_cast<float>(std::pow(10.0, random.uniform(-37, 37)));
    ASSERT_EQ(static_cast<float>(shortest(number)), number);
    // Up to six digits survive a float: the decimal comes back as itself.
    const double places = std::round(random.uniform(0, 6));
    const double decimal = std::round(random.uniform(0, 1e6)) / std::pow(10.0, places);
    ASSERT_EQ(shortest(static_cast<float>(decimal)), decimal);
  }
}

TEST(Recipe, IsTheDefaultWhereNothingIsSaid) {
  const Recipe recipe = read_recipe(Fields{});
  EXPECT_EQ(recipe.data.name->name, "mnist");
  EXPECT_EQ(recipe.data.examples, 10000);
  ASSERT_EQ(recipe.layers.size(), 2U);
  EXPECT_EQ(recipe.layers[0].units, 128);
  EXPECT_EQ(recipe.layers[1].units, 10);
  EXPECT_EQ(recipe.training.constants.learning_rate, 0.2F);
  EXPECT_FALSE(recipe.fit.early_stopping.has_value());
  EXPECT_EQ(write_recipe(recipe), Value(Fields{{"inkling", 1.0}})) << "what is the default is not written";
}

TEST(Recipe, TakesTheUsualRateOfItsOptimizerUnlessItNamesOne) {
  for (const OptimizerRow& row : OptimizerRow::table()) {
    const Recipe usual = read_recipe(Fields{{"optimizer", row.name}});
    EXPECT_EQ(usual.training.constants.learning_rate, row.learning_rate);
    const Recipe named = read_recipe(Fields{{"learningRate", 0.5}, {"optimizer", row.name}});
    EXPECT_EQ(named.training.constants.learning_rate, 0.5F);
    EXPECT_EQ(read_recipe(write_recipe(usual)).training.constants.learning_rate, row.learning_rate);
  }
}

/// A document that says everything, each value other than the default.
Fields everything() {
  return {
      {"inkling", 1.0},
      {"seed", 4294967295.0},
      {"epochs", 3.0},
      {"loss", "mean_squared_error"},
      {"optimizer", "adamw"},
      {"learningRate", 0.03},
      {"momentum", 0.5},
      {"decay", 0.5},
      {"beta1", 0.5},
      {"beta2", 0.25},
      {"epsilon", 1e-7},
      {"weightDecay", 0.125},
      {"batchSize", 16.0},
      {"labelSmoothing", 0.1},
      {"l1", 0.001},
      {"l2", 0.002},
      {"maxNorm", 3.0},
      {"clipNorm", 4.0},
      {"clipValue", 5.0},
      {"earlyStopping", Fields{{"patience", 2.0}, {"leastProgress", 0.01}}},
      {"schedule", Fields{{"rule", "cosine"},
                          {"gamma", 0.5},
                          {"period", 100.0},
                          {"floor", 0.1},
                          {"patience", 1.0},
                          {"warmupSteps", 10.0}}},
      {"augmentation",
       Fields{{"written", 0.5},
              {"warped", 0.25},
              {"shift", 1.0},
              {"uses", 4.0},
              {"writer", Fields{{"variety", 0.5},
                                {"proportions", 0.5},
                                {"slant", 0.5},
                                {"wobble", 0.5},
                                {"haste", 0.5},
                                {"tremor", 0.5},
                                {"pen", 0.5}}},
              {"warp",
               Fields{{"rotation", 3.0}, {"shear", 0.25}, {"scale", 0.25}, {"elastic", 0.25}, {"thickness", 0.25}}}}},
      {"data",
       Fields{{"name", "sine"}, {"examples", 50.0}, {"noise", 0.2}, {"validation", 0.4}, {"scaling", "standard"}}},
      {"layers", List{Fields{{"units", 3.0},
                             {"activation", "tanh"},
                             {"weights", "normal"},
                             {"weightsScale", 0.05},
                             {"biases", "constant"},
                             {"biasesScale", 0.5},
                             {"batchNormalization", true},
                             {"dropout", 0.2}},
                      Fields{{"units", 1.0}}}},
  };
}

TEST(Recipe, ComesBackAsItWasWritten) {
  const Value document = everything();
  EXPECT_EQ(write_recipe(read_recipe(document)), document);
}

TEST(Recipe, SaysEverySettingThatIsDescribed) {
  // Were a setting added and left out of `everything`, the test above would not look at it.
  const auto names_in = [](const Value& settings) {
    std::vector<std::string> names;
    for (const Value& entry : *settings.list()) names.push_back(*entry.fields()->front().second.text());
    return names;
  };
  const Fields all = everything();
  for (const std::string& name : names_in(describe_recipe())) {
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const auto& field) { return field.first == name; })) << name;
  }
}

TEST(Recipe, RefusesWhatItDoesNotKnow) {
  expect_refused({{"", 3.0}}, "", {"no setting called \"\""});
  expect_refused({{"schedule", Fields{{"", 5.0}}}}, "schedule.", {"no setting called \"\" in schedule"});
  expect_refused({{"layers", List{Fields{{"units", 5.0}, {"", true}}}}}, "layers[0].", {"no setting called \"\""});
  expect_refused({{"epoch", 3.0}}, "epoch", {"no setting called \"epoch\"", "mean \"epochs\""});
  expect_refused({{"layers", List{Fields{{"units", 3.0}, {"activaton", "relu"}}}}}, "layers[0].activaton",
                 {"\"activaton\" in layers[0]", "mean \"activation\""});
  expect_refused({{"optimizer", "netsterov"}}, "optimizer", {"no optimizer called \"netsterov\"", "mean \"nesterov\""});
  expect_refused({{"layers", List{Fields{{"units", 3.0}}, Fields{{"activation", "rleu"}}}}}, "layers[1].activation",
                 {"in layers[1]", "mean \"relu\""});
  expect_refused({{"data", Fields{{"scaling", "none"}}}}, "data.scaling", {"standard, min_max"});
  expect_refused({{"layers", List{Fields{{"weights", "he"}}}}}, "layers[0].weights", {"he_uniform"});
}

TEST(Recipe, NamesWhatWasMeantForAProgram) {
  const auto meant = [](const Fields& document) {
    try {
      read_recipe(document);
    } catch (const Error& error) {
      return error.refusal().meant;
    }
    return std::string("nothing was refused");
  };
  EXPECT_EQ(meant({{"epoch", 3.0}}), "epochs");
  EXPECT_EQ(meant({{"OPTIMISER", "adam"}}), "optimizer");
  EXPECT_EQ(meant({{"layers", List{Fields{{"units", 3.0}, {"activation", "RLEU"}}}}}), "relu");
  EXPECT_EQ(meant({{"dreams", "electric"}}), "");
  // A sentence of what is allowed has no names in it.
  EXPECT_EQ(meant({{"layers", List{Fields{{"units", 3.0}, {"dropout", 2.0}}}}}), "");
  EXPECT_EQ(meant({{"optimizer", 3.0}}), "");
}

TEST(Recipe, RefusesAValueOfAnotherKindOrOutsideOfItsRange) {
  expect_refused({{"epochs", "3"}}, "epochs", {"Epochs: \"3\" was given", "a whole number of at least 1"});
  expect_refused({{"epochs", 2.5}}, "epochs", {"2.5 was given"});
  expect_refused({{"epochs", 0.0}}, "epochs", {"0 was given"});
  expect_refused({{"epochs", true}}, "epochs", {"true was given"});
  expect_refused({{"epochs", 1e300}}, "epochs", {"1e+300 was given"});
  expect_refused({{"seed", -1.0}}, "seed", {"from 0 to 4294967295"});
  expect_refused({{"seed", 4294967296.0}}, "seed", {"from 0 to 4294967295"});
  expect_refused({{"learningRate", std::nan("")}}, "learningRate", {"nan was given"});
  expect_refused({{"learningRate", 1e-46}}, "learningRate", {"1e-46 was given", "above 0"});
  expect_refused({{"learningRate", 1e39}}, "learningRate", {"1e+39 was given"});
  expect_refused({{"learningRate", Value()}}, "learningRate", {"nothing was given"});
  expect_refused({{"layers", 3.0}}, "layers", {"3 was given; allowed is a list"});
  expect_refused({{"layers", List{3.0}}}, "layers[0]", {"3 was given; allowed is an object"});
  expect_refused({{"layers", List{Fields{{"units", 0.0}}}}}, "layers[0].units", {"Units of layers[0]"});
  expect_refused({{"layers", List{Fields{{"units", 1.0}, {"dropout", 1.0}}}}}, "layers[0].dropout", {"Dropout"});
  expect_refused({{"layers", List{Fields{{"batchNormalization", 1.0}}}}}, "layers[0].batchNormalization",
                 {"true or false"});
  expect_refused({{"layers", List{Fields{{"weights", "normal"}, {"weightsScale", 1e39}}}}}, "layers[0].weightsScale",
                 {"1e+39"});
  expect_refused({{"schedule", Fields{{"gamma", 0.0}}}}, "schedule.gamma", {"above 0 and at most 1"});
  expect_refused({{"schedule", "cosine"}}, "schedule", {"an object"});
  expect_refused({{"earlyStopping", Fields{{"patience", -1.0}}}}, "earlyStopping.patience", {"at least 0"});
  expect_refused({{"data", Fields{{"noise", -0.1}}}}, "data.noise", {"from 0 to 1e+37"});
  expect_refused({{"data", Fields{{"examples", 1e7}}}}, "data.examples", {"from 1 to 1000000"});
  expect_refused({{"data", Fields{{"name", 3.0}}}}, "data.name", {"a name"});
  for (const Value& document : {Value(), Value(3.0), Value("recipe"), Value(List{})}) {
    expect_error([&] { read_recipe(document); }, ErrorCode::bad_setting, {"The recipe", "an object"});
  }
}

TEST(Recipe, RefusesAVersionThatItCannotKnow) {
  EXPECT_NO_THROW(read_recipe(Fields{{"inkling", 1.0}}));
  expect_error([] { read_recipe(Fields{{"inkling", 2.0}}); }, ErrorCode::bad_setting, {"version 2", "newer"});
  for (const Value& version : {Value(0.0), Value(1.5), Value("1"), Value()}) {
    expect_refused({{"inkling", version}}, "inkling", {"Version"});
  }
}

TEST(Recipe, MakesUpItsDataFromItsSeed) {
  for (const GeneratorRow& row : GeneratorRow::table()) {
    const Recipe recipe =
        read_recipe(Fields{{"data", Fields{{"name", row.name}, {"examples", 50.0}, {"scaling", "standard"}}}});
    const TrainingData data = make_up(recipe);
    EXPECT_EQ(data.training->size(), 40U) << row.name;
    EXPECT_EQ(data.validation->size(), 10U) << row.name;
    Matrix<float> inputs;
    Matrix<float> again;
    Matrix<float> targets;
    const std::vector<std::uint32_t> some{0, 7, 39};
    data.training->gather(some, inputs, targets);
    make_up(recipe).training->gather(some, again, targets);
    EXPECT_EQ(inputs, again) << row.name;
    Recipe other = recipe;
    other.seed = 2;
    make_up(other).training->gather(some, again, targets);
    EXPECT_NE(inputs, again) << row.name << ": another seed, other points";
  }
  expect_error([] { make_up(Recipe()); }, ErrorCode::bad_setting, {"mnist", "files"});
}

TEST(Recipe, ScalesByTheTrainingExamplesAlone) {
  Recipe recipe = read_recipe(Fields{{"data", Fields{{"name", "blobs"}, {"scaling", "min_max"}, {"noise", 0.5}}}});
  recipe.data.examples = 100;
  const TrainingData data = make_up(recipe);
  std::vector<std::uint32_t> all(80);
  for (std::uint32_t i = 0; i < 80; ++i) all[i] = i;
  Matrix<float> inputs;
  Matrix<float> targets;
  data.training->gather(all, inputs, targets);
  for (Index column = 0; column < 2; ++column) {
    EXPECT_EQ(inputs.col(column).minCoeff(), 0);
    EXPECT_NEAR(inputs.col(column).maxCoeff(), 1, 1e-6);
  }
}

TEST(Recipe, IsTheSameRunAsTheSameSettingsInCpp) {
  const Recipe recipe =
      read_recipe(Fields{{"seed", 7.0},
                         {"optimizer", "momentum"},
                         {"batchSize", 10.0},
                         {"data", Fields{{"name", "moons"}, {"examples", 100.0}}},
                         {"layers", List{Fields{{"units", 6.0}, {"activation", "tanh"}}, Fields{{"units", 2.0}}}}});
  const TrainingData data = make_up(recipe);
  Trainer trainer = make_trainer(recipe, *data.training);
  Trainer by_hand(
      {.inputs = 2, .layers = {{.units = 6, .activation = "tanh"}, {.units = 2}}, .seed = 7}, "cross_entropy",
      {.optimizer = "momentum", .constants = {.learning_rate = 0.02F}, .batch_size = 10, .training_size = 80},
      *data.training);
  for (int step = 0; step < 20; ++step) {
    trainer.step();
    by_hand.step();
  }
  EXPECT_EQ(trainer.network().hash(), by_hand.network().hash());
}

TEST(Recipe, LearnsFromAsManyExamplesOfAFileAsItSays) {
  const ImageDataset digits = testing_support::made_up_digits(50, 1);
  Recipe recipe;
  recipe.data.examples = 30;
  EXPECT_EQ(make_trainer(recipe, digits).config().training_size, 30);
  recipe.data.examples = 51;
  expect_error([&] { make_trainer(recipe, digits); }, ErrorCode::bad_setting, {"51", "50"});
}

TEST(Choice, SuggestsTheNearestName) {
  const std::vector<std::string_view> names{"sgd", "momentum", "nesterov", "adam", "adamw"};
  EXPECT_EQ(nearest("netsterov", names), "nesterov");
  EXPECT_EQ(nearest("momentun", names), "momentum");
  EXPECT_EQ(nearest("Adam", names), "adam");
  EXPECT_EQ(nearest("NETSTEROV", names), "nesterov");
  EXPECT_EQ(nearest("batchNormalisation", {"BATCHNORMALIZATION"}), "BATCHNORMALIZATION");
  EXPECT_EQ(nearest("amda", names), "") << "two swaps are not one";
  EXPECT_EQ(nearest("adma", names), "adam");
  EXPECT_EQ(nearest("lamb", names), "");
  EXPECT_EQ(nearest("", names), "");
  EXPECT_EQ(nearest(std::string(10'000, 'a'), names), "");
}

}  // namespace
}  // namespace inkling::recipe_test

/// Settings: their ranges in numbers and words, their checks, and whether they say truly which rules read them.
#include <gtest/gtest.h>
#include <inkling/generator.h>
#include <inkling/recipe.h>
#include <inkling/setting.h>

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "support.h"

namespace inkling::setting_test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

TEST(Range, HoldsItsEndsUnlessItIsWithoutThem) {
  EXPECT_TRUE(from_zero.contains(0));
  EXPECT_FALSE(above_zero.contains(0));
  EXPECT_TRUE(above_zero.contains(5e-324));
  EXPECT_TRUE(fraction.contains(0));
  EXPECT_FALSE(fraction.contains(1));
  EXPECT_TRUE(fraction.contains(std::nextafter(1.0, 0.0)));
  EXPECT_FALSE(from_one.contains(0));
  EXPECT_TRUE((Range{.least = 0, .most = 1, .without_least = true}).contains(1));
  for (const double value : {infinity, -infinity, not_a_number}) {
    EXPECT_FALSE(Range{}.contains(value)) << value;
    EXPECT_FALSE(from_zero.contains(value)) << value;
  }
}

TEST(Range, SaysWhatIsAllowed) {
  EXPECT_EQ(Range{}.text(false), "a finite number");
  EXPECT_EQ(above_zero.text(false), "a finite number above 0");
  EXPECT_EQ(from_zero.text(false), "a finite number of at least 0");
  EXPECT_EQ(from_one.text(true), "a whole number of at least 1");
  EXPECT_EQ(fraction.text(false), "0 up to, but not including, 1");
  EXPECT_EQ((Range{.least = 0, .most = 1, .without_least = true}).text(false), "a number above 0 and at most 1");
  EXPECT_EQ((Range{.least = 0, .most = 1, .without_least = true, .without_most = true}).text(false),
            "a number above 0 and below 1");
  EXPECT_EQ((Range{.least = 0, .most = 4294967295}).text(true), "a whole number from 0 to 4294967295");
}

TEST(Setting, IsReadByTheRulesItNames) {
  const Setting always{.name = "a"};
  const Setting two{.name = "b", .chosen_by = "optimizer", .readers = "adam adamw"};
  const Setting all_but_one{.name = "c", .chosen_by = "name", .readers = "not mnist"};
  EXPECT_TRUE(always.is_read_by("sgd"));
  EXPECT_TRUE(two.is_read_by("adam"));
  EXPECT_TRUE(two.is_read_by("adamw"));
  EXPECT_FALSE(two.is_read_by("ada"));
  EXPECT_FALSE(two.is_read_by("sgd"));
  EXPECT_TRUE(all_but_one.is_read_by("moons"));
  EXPECT_FALSE(all_but_one.is_read_by("mnist"));
}

// ----- Every setting, by its own description

/// Sets the number called `name` within `config`, in whichever configuration inside it stands.
template <typename Config>
void set_number(Config& config, std::string_view name, double value) {
  Config::describe(config, [&](const Setting& setting, auto& member) {
    using Type = std::remove_cvref_t<decltype(member)>;
    if constexpr (std::is_arithmetic_v<Type>) {
      if (setting.name == name) member = static_cast<Type>(value);
    }
  });
}

template <typename Config>
std::vector<Setting> numbers_of(const Config& config) {
  std::vector<Setting> numbers;
  Config::describe(config, [&](const Setting& setting, const auto& member) {
    if constexpr (std::is_floating_point_v<std::remove_cvref_t<decltype(member)>>) numbers.push_back(setting);
  });
  return numbers;
}

const Table table = [] {
  Random random(5, Random::Stream::data);
  return moons(60, 0.1F, random);
}();
const TableDataset points(table.inputs, table.targets);

/// The hash after two epochs and an observation a step: whatever a setting changes shows in it.
std::uint64_t hash_after(const TrainingConfig& training) {
  Trainer trainer({.inputs = 2, .layers = {{.units = 5, .activation = "tanh"}, {.units = 2}}, .seed = 3},
                  "cross_entropy", training, points);
  for (int step = 0; step < 8; ++step) {
    trainer.step();
    trainer.observe(1);
  }
  return trainer.network().hash();
}

TrainingConfig plain() { return {.constants = {.learning_rate = 0.05F}, .batch_size = 20, .training_size = 60}; }

TEST(Setting, OfAnOptimizerIsReadByJustTheRulesItNames) {
  for (const OptimizerRow& row : OptimizerRow::table()) {
    TrainingConfig training = plain();
    training.optimizer = row.name;
    const std::uint64_t before = hash_after(training);
    for (const Setting& setting : numbers_of(training.constants)) {
      TrainingConfig changed = training;
      // Epsilon counts only where it is not small beside the gradients.
      set_number(changed.constants, setting.name, setting.name == "epsilon" ? 0.01 : 0.5);
      EXPECT_EQ(hash_after(changed) != before, setting.is_read_by(row.name)) << row.name << ", " << setting.name;
    }
  }
}

TEST(Setting, OfAScheduleIsReadByJustTheRulesItNames) {
  for (const ScheduleRow& row : ScheduleRow::table()) {
    TrainingConfig training = plain();
    training.schedule = {.rule = row.name, .gamma = 0.9, .period = 3, .floor = 0.1, .patience = 0};
    const std::uint64_t before = hash_after(training);
    const std::vector<std::pair<std::string_view, double>> others{
        {"gamma", 0.5}, {"period", 2}, {"floor", 0.5}, {"patience", 1}, {"warmupSteps", 2}};
    std::set<std::string_view> told;
    ScheduleConfig::describe(training.schedule, [&](const Setting& setting, const auto& member) {
      if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(member)>>) told.insert(setting.name);
    });
    ASSERT_EQ(told.size(), others.size()) << "a setting was added: give it another value here";
    for (const auto& [name, value] : others) {
      TrainingConfig changed = training;
      set_number(changed.schedule, name, value);
      bool is_read = false;
      ScheduleConfig::describe(training.schedule, [&, name = name](const Setting& setting, const auto&) {
        if (setting.name == name) is_read = setting.is_read_by(row.name);
      });
      EXPECT_EQ(hash_after(changed) != before, is_read) << row.name << ", " << name;
    }
  }
}

/// Every name of a rule that a setting mentions is in a table: a misspelt one would hide the setting for good.
void expect_known_readers(const Value& settings) {
  for (const Value& entry : *settings.list()) {
    std::string name;
    for (const auto& [key, value] : *entry.fields()) {
      if (key == "name") name = *value.text();
      if (key == "readers") {
        EXPECT_FALSE(value.list()->empty()) << name << " is read by nothing";
      }
      if (key == "settings") expect_known_readers(value);
      if (key == "help") {
        EXPECT_TRUE(value.text()->ends_with(".")) << name << " is explained by a sentence";
        EXPECT_LE(value.text()->size(), 110U) << name << " is explained in short";
      }
    }
  }
}

TEST(Setting, IsDescribedWithItsReadersAndASentence) { expect_known_readers(describe_recipe()); }

/// Beyond each end of its range a number is refused by name, and within it is not.
template <typename Config>
void expect_checks(const Config& standard, const std::string& prefix) {
  Config::describe(standard, [&](const Setting& setting, const auto& member) {
    using Type = std::remove_cvref_t<decltype(member)>;
    if constexpr (std::is_floating_point_v<Type>) {
      for (const double value : {infinity, -infinity, not_a_number, setting.range.least, setting.range.most}) {
        Config changed = standard;
        set_number(changed, setting.name, value);
        if (setting.range.contains(value)) {
          EXPECT_NO_THROW(changed.validate()) << setting.name << " = " << value;
          continue;
        }
        try {
          changed.validate();
          ADD_FAILURE() << setting.name << " = " << value << " was taken";
        } catch (const Error& error) {
          EXPECT_EQ(error.code(), ErrorCode::bad_setting);
          EXPECT_EQ(error.refusal().setting, prefix + std::string(setting.name));
          EXPECT_EQ(error.refusal().allowed, setting.range.text(false));
          EXPECT_NE(std::string(error.what()).find(setting.title), std::string::npos) << error.what();
        }
      }
    }
  });
}

TEST(Setting, IsRefusedOutsideOfItsRange) {
  expect_checks(OptimizerConfig(), "");
  expect_checks(RegularizerConfig(), "");
  expect_checks(ScheduleConfig(), "schedule.");
}

}  // namespace
}  // namespace inkling::setting_test

/// Initializers: their limits, means and variances, and which one an activation brings.
#include <gtest/gtest.h>
#include <inkling/network.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "support.h"

namespace inkling::initializer_test {
namespace {

constexpr Index fan_in = 300;
constexpr Index fan_out = 100;

std::vector<float> draw(const Initializer& initializer) {
  Random random(3, Random::Stream::weights);
  std::vector<float> weight(fan_in * fan_out, -9);
  initializer.fill(random, fan_in, fan_out, weight);
  return weight;
}

/// `spread` is the variance of x² over that of x squared: 0.8 for a uniform, 2 for a normal distribution.
void expect_moments(const Initializer& initializer, double variance, double spread) {
  const std::vector<float> weight = draw(initializer);
  const auto count = static_cast<double>(weight.size());
  double sum = 0;
  double squares = 0;
  for (const float value : weight) {
    sum += value;
    squares += static_cast<double>(value) * value;
  }
  // Standard deviations: of a mean of n values sqrt(variance / n), of a mean of squares variance sqrt(spread / n).
  EXPECT_NEAR(sum / count, 0, 5 * std::sqrt(variance / count));
  EXPECT_NEAR(squares / count, variance, 5 * variance * std::sqrt(spread / count));
}

TEST(Initializer, FansDecideTheVariance) {
  for (const auto& [name, variance] : std::vector<std::pair<std::string, double>>{
           {"lecun", 1.0 / fan_in}, {"glorot", 2.0 / (fan_in + fan_out)}, {"he", 2.0 / fan_in}}) {
    SCOPED_TRACE(name);
    expect_moments(Initializer(name + "_uniform"), variance, 0.8);
    expect_moments(Initializer(name + "_normal"), variance, 2);
    const std::vector<float> uniform = draw(Initializer(name + "_uniform"));
    const double limit = std::sqrt(3 * variance);
    const float largest = *std::max_element(uniform.begin(), uniform.end());
    EXPECT_LE(largest, limit * (1 + 0x1p-22));
    EXPECT_GT(largest, 0.99 * limit);
  }
}

TEST(Initializer, AScaleDecidesWhereThereAreNoFans) {
  expect_moments({"normal", 0.05F}, 0.05 * 0.05, 2);
  expect_moments({"uniform", 0.3F}, 0.3 * 0.3 / 3, 0.8);
  EXPECT_EQ(draw({"constant", 0.25F}), std::vector<float>(fan_in * fan_out, 0.25F));
  EXPECT_EQ(draw("zeros"), std::vector<float>(fan_in * fan_out, 0.0F));
}

TEST(Initializer, TheLargestScaleThatIsAllowedDrawsFiniteNumbers) {
  for (const InitializerRow& row : InitializerRow::table()) {
    for (const float scale : {row.largest_scale, -row.largest_scale}) {
      for (const float value : draw({row.name, scale})) ASSERT_TRUE(std::isfinite(value)) << row.name;
    }
    const float beyond = std::nextafter(row.largest_scale, std::numeric_limits<float>::infinity());
    for (const float scale : {beyond, -beyond, std::nanf("")}) {
      testing_support::expect_error([&] { Initializer(row.name, scale); }, ErrorCode::bad_setting,
                                    {std::string(row.name), "was given", "finite"});
    }
  }
  // By the proof beside the table, not by luck: no normal number is beyond sqrt(2 ln 2^46) = 7.99.
  EXPECT_LT(Choice<InitializerRow>("normal")->largest_scale, std::numeric_limits<float>::max() / 7.99);
  testing_support::expect_error([] { Initializer("normal", 3e38F); }, ErrorCode::bad_setting,
                                {"normal", "3e+38", "4.25e+37"});
  testing_support::expect_error([] { Initializer("uniform", 3e38F); }, ErrorCode::bad_setting,
                                {"uniform", "3e+38", "1.7e+38"});
  EXPECT_EQ(draw({"constant", 3e38F}).front(), 3e38F);
}

TEST(Initializer, AnActivationBringsItsOwnAndBiasesAreApart) {
  const auto parameters_of = [](const LayerConfig& layer) {
    const Network<float> network({.inputs = 9, .layers = {layer}});
    std::vector<float> all;
    for (const auto& parameter : network.parameters()) {
      all.insert(all.end(), parameter.values.begin(), parameter.values.end());
    }
    return all;
  };
  const auto relu = parameters_of({.units = 4, .activation = "relu"});
  EXPECT_EQ(relu, parameters_of({.units = 4, .activation = "relu", .weights = "he_uniform"}));
  EXPECT_NE(relu, parameters_of({.units = 4, .activation = "relu", .weights = "glorot_uniform"}));
  EXPECT_EQ(std::vector<float>(relu.end() - 4, relu.end()), std::vector<float>(4, 0.0F));
  const auto biased = parameters_of({.units = 4, .activation = "relu", .biases = {"constant", 0.5F}});
  EXPECT_EQ(std::vector<float>(biased.end() - 4, biased.end()), std::vector<float>(4, 0.5F));
  EXPECT_TRUE(std::equal(relu.begin(), relu.end() - 4, biased.begin()));
}

}  // namespace
}  // namespace inkling::initializer_test

/// Values at the edge of numbers, and those that are none: every row of the tables against its closed form, taken to
/// the limit where it has one. A new row fails here until its closed form stands beside the others.
#include <gtest/gtest.h>
#include <inkling/activation.h>
#include <inkling/loss.h>
#include <inkling/metrics.h>
#include <inkling/table.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support.h"

namespace inkling::odd_values_test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Zeros, infinities, the largest and the smallest floats, and both sides of where e^x and e^-x leave float's numbers.
std::vector<float> odd_values() {
  using Limits = std::numeric_limits<float>;
  std::vector<float> values;
  for (const float size : {0.0F,
                           Limits::denorm_min(),
                           1e-40F,
                           Limits::min(),
                           1e-20F,
                           1e-7F,
                           1e-4F,
                           0.3F,
                           0.6249F,
                           0.625F,
                           1.0F,
                           2.0F,
                           5.0F,
                           8.99F,
                           9.02F,
                           16.6F,
                           16.7F,
                           17.4F,
                           50.0F,
                           87.3F,
                           87.4F,
                           88.72F,
                           88.73F,
                           88.8F,
                           89.0F,
                           89.1F,
                           103.27F,
                           103.97F,
                           103.98F,
                           104.0F,
                           104.1F,
                           745.2F,
                           1e4F,
                           1.8e19F,
                           1.9e19F,
                           1e30F,
                           3e38F,
                           Limits::max(),
                           Limits::infinity()}) {
    values.push_back(size);
    values.push_back(-size);
  }
  return values;
}

/// Equal, of one sign of infinity, both no numbers; or as near as `relative` of the expected value and `absolute`
/// allow.
void expect_near(double computed, double expected, double relative, double absolute, const std::string& what) {
  if (std::isnan(expected)) {
    EXPECT_TRUE(std::isnan(computed)) << what << " is " << computed << ", and should be no number";
  } else if (std::isinf(expected)) {
    EXPECT_EQ(computed, expected) << what;
  } else {
    EXPECT_LE(std::abs(computed - expected), relative * std::abs(expected) + absolute)
        << what << " is " << computed << ", and should be " << expected;
  }
}

/// How near to the closed form the numbers of a type come.
template <typename Scalar>
struct Nearness {
  static constexpr double epsilon = std::numeric_limits<Scalar>::epsilon();
  static constexpr double smallest = std::numeric_limits<Scalar>::denorm_min();
};

/// As the type has it: infinite where it is too large for one.
template <typename Scalar>
double in(double value) {
  return static_cast<double>(static_cast<Scalar>(value));
}

// ----- Activations

double sigmoid(double z) { return z < 0 ? std::exp(z) / (1 + std::exp(z)) : 1 / (1 + std::exp(-z)); }
double share_below(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }
/// x y, where y is 0 sooner than x is infinite.
double limit(double x, double y) { return y == 0 ? 0 : x * y; }

struct ClosedForm {
  double (*value)(double z);
  double (*slope)(double z);
};

const std::map<std::string_view, ClosedForm> closed_forms{
    {"identity", {[](double z) { return z; }, [](double) { return 1.0; }}},
    {"sigmoid", {sigmoid, [](double z) { return sigmoid(z) * sigmoid(-z); }}},
    {"tanh", {[](double z) { return std::tanh(z); }, [](double z) { return 1 - std::tanh(z) * std::tanh(z); }}},
    {"relu", {[](double z) { return z > 0 ? z : 0; }, [](double z) { return z > 0 ? 1.0 : 0.0; }}},
    {"leaky_relu", {[](double z) { return z > 0 ? z : 0.01 * z; }, [](double z) { return z > 0 ? 1 : 0.01; }}},
    {"elu", {[](double z) { return z > 0 ? z : std::expm1(z); }, [](double z) { return z > 0 ? 1 : std::exp(z); }}},
    {"softplus", {[](double z) { return z > 0 ? z + std::log1p(std::exp(-z)) : std::log1p(std::exp(z)); }, sigmoid}},
    {"silu",
     {[](double z) { return limit(z, sigmoid(z)); },
      [](double z) { return sigmoid(z) + limit(z, sigmoid(z) * sigmoid(-z)); }}},
    {"gelu",
     {[](double z) { return limit(z, share_below(z)); },
      [](double z) { return share_below(z) + limit(z, std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.0))); }}},
    {"step", {[](double z) { return z > 0 ? 1.0 : 0.0; }, nullptr}},
};

template <typename Scalar>
void expect_activations_at_odd_values() {
  // What the functions of elementary.h may be off by, and a few roundings. Slopes are taken from 1, and gelu's share
  // below is added to it, so their errors are relative to that. What is below all normal numbers is off by the smallest
  // number there is, of silu and gelu up to 104 times as far.
  constexpr double relative = 8 * Nearness<Scalar>::epsilon;
  std::size_t checked = 0;
  for (const std::string_view name : Activation::names()) {
    if (name == "softmax") continue;  // a function of rows, below
    ASSERT_TRUE(closed_forms.contains(name)) << "no closed form of " << name;
    const auto [value, slope] = closed_forms.at(name);
    const auto& functions = Activation(name)->in<Scalar>();
    for (const float odd : odd_values()) {
      const Matrix<Scalar> z{{static_cast<Scalar>(odd)}};
      Matrix<Scalar> a;
      functions.forward(z, a);
      const double at = odd;
      const bool is_gelu = name == "gelu";
      const double cancelled = is_gelu && std::abs(at) < 20 ? relative * (1 + std::abs(at)) : 0;
      const std::string where = std::string(name) + " of " + std::to_string(odd);
      expect_near(a(0), in<Scalar>(value(at)), relative, cancelled + 200 * Nearness<Scalar>::smallest, where);
      if (functions.backward == nullptr) continue;
      Matrix<Scalar> gradient;
      functions.backward(z, a, Matrix<Scalar>{{2}}, gradient);
      expect_near(gradient(0), 2 * slope(at), relative, 2 * relative, "slope of " + where);
      ++checked;
    }
    const Matrix<Scalar> none{{static_cast<Scalar>(nan)}};
    Matrix<Scalar> a;
    functions.forward(none, a);
    EXPECT_TRUE(std::isnan(a(0))) << name << " makes a number of none: " << a(0);
    if (functions.backward == nullptr || name == "identity") continue;  // whose slope is 1 wherever it is
    Matrix<Scalar> gradient;
    functions.backward(none, a, Matrix<Scalar>{{2}}, gradient);
    EXPECT_TRUE(std::isnan(gradient(0))) << "slope of " << name << " makes a number of none: " << gradient(0);
  }
  EXPECT_GE(checked, 9 * odd_values().size());
}

TEST(OddValues, ActivationsOfFloats) { expect_activations_at_odd_values<float>(); }
TEST(OddValues, ActivationsOfDoubles) { expect_activations_at_odd_values<double>(); }

TEST(OddValues, ActivationsOfSmallNegativesKeepTheirDigits) {
  // e^-89 is a number although e^89 is none.
  Matrix<float> a;
  Activation("silu")->in<float>().forward(Matrix<float>{{-89}}, a);
  EXPECT_NEAR(a(0), -89 * std::exp(-89.0), 89 * 0x1p-150);
  Activation("sigmoid")->in<float>().forward(Matrix<float>{{-89}}, a);
  EXPECT_NEAR(a(0), std::exp(-89.0), 0x1p-149);
}

template <typename Scalar>
std::vector<double> softmax_of(const std::vector<double>& row) {
  Matrix<Scalar> z(1, static_cast<Index>(row.size()));
  for (Index j = 0; j < z.cols(); ++j) z(0, j) = static_cast<Scalar>(row[static_cast<std::size_t>(j)]);
  Matrix<Scalar> a;
  Activation("softmax")->in<Scalar>().forward(z, a);
  Matrix<Scalar> predicted;
  Loss("cross_entropy")->in<Scalar>().predict(z, predicted);
  std::vector<double> p(values(a).begin(), values(a).end());
  for (std::size_t j = 0; j < p.size(); ++j) {
    const double other = values(predicted)[j];
    EXPECT_TRUE(p[j] == other || (std::isnan(p[j]) && std::isnan(other))) << "softmax is one function";
  }
  return p;
}

template <typename Scalar>
void expect_softmax_at_odd_values() {
  const double far = std::is_same_v<Scalar, float> ? 3e38 : 1e308;
  using Row = std::vector<double>;
  EXPECT_EQ(softmax_of<Scalar>({far, -far}), (Row{1, 0}));
  EXPECT_EQ(softmax_of<Scalar>({-far, far, far}), (Row{0, 0.5, 0.5}));
  EXPECT_EQ(softmax_of<Scalar>({0.0, -0.0}), (Row{0.5, 0.5}));
  EXPECT_EQ(softmax_of<Scalar>({-infinity, 7, -infinity}), (Row{0, 1, 0}));
  EXPECT_EQ(softmax_of<Scalar>({-far}), (Row{1}));
  // Where one is no number, or infinity would be taken from infinity, none of the row is a probability.
  for (const Row& row : {Row{nan, 1}, Row{1, nan}, Row{1, nan, 2}, Row{infinity, 0}, Row{0, infinity},
                         Row{infinity, infinity}, Row{-infinity, -infinity}}) {
    for (const double p : softmax_of<Scalar>(row))
      EXPECT_TRUE(std::isnan(p)) << p << " of " << row[0] << ", " << row[1];
  }
}

TEST(OddValues, SoftmaxOfFloats) { expect_softmax_at_odd_values<float>(); }
TEST(OddValues, SoftmaxOfDoubles) { expect_softmax_at_odd_values<double>(); }

// ----- Losses

struct LossForm {
  double (*loss)(double y, double t);
  double (*slope)(double y, double t);
  double (*meaning)(double y);
};

double itself(double y) { return y; }
double sign(double x) { return std::isnan(x) ? x : static_cast<double>(x > 0) - static_cast<double>(x < 0); }

/// Of the losses that are means of a loss of each output.
const std::map<std::string_view, LossForm> loss_forms{
    {"binary_cross_entropy",
     {[](double y, double t) { return limit(std::abs(y), y > 0 ? 1 - t : t) + std::log1p(std::exp(-std::abs(y))); },
      [](double y, double t) { return sigmoid(y) - t; }, sigmoid}},
    {"mean_squared_error",
     {[](double y, double t) { return (y - t) * (y - t); }, [](double y, double t) { return 2 * (y - t); }, itself}},
    {"mean_absolute_error",
     {[](double y, double t) { return std::abs(y - t); }, [](double y, double t) { return sign(y - t); }, itself}},
    {"huber",
     {[](double y, double t) {
        const double size = std::abs(y - t);
        return size < 1 ? size * size / 2 : size - 0.5;
      },
      [](double y, double t) { return std::clamp(y - t, -1.0, 1.0); }, itself}},
    {"hinge",
     {[](double y, double t) { return std::max(0.0, 1 - (2 * t - 1) * y); },
      [](double y, double t) { return (2 * t - 1) * y < 1 ? 1 - 2 * t : 0; }, itself}},
};

template <typename Scalar>
void expect_losses_at_odd_values() {
  constexpr double relative = 8 * Nearness<Scalar>::epsilon;
  std::size_t checked = 0;
  for (const std::string_view name : Loss::names()) {
    if (name == "cross_entropy") continue;  // a function of rows, below
    ASSERT_TRUE(loss_forms.contains(name)) << "no closed form of " << name;
    const auto [loss, slope, meaning] = loss_forms.at(name);
    const auto& functions = Loss(name)->in<Scalar>();
    const auto evaluate = [&functions = functions](double y, double t) {
      RowVector<Scalar> losses;
      Matrix<Scalar> gradient;
      functions.evaluate(Matrix<Scalar>{{static_cast<Scalar>(y)}}, Matrix<Scalar>{{static_cast<Scalar>(t)}}, losses,
                         gradient);
      return std::pair<double, double>(losses[0], gradient(0));
    };
    for (const double t : {0.0, 1.0}) {
      for (const float odd : odd_values()) {
        const double y = odd;
        const std::string where = std::string(name) + " of " + std::to_string(odd) + " for " + std::to_string(t);
        const auto [computed, gradient] = evaluate(y, t);
        expect_near(computed, in<Scalar>(loss(y, t)), relative, 2 * Nearness<Scalar>::smallest, where);
        expect_near(gradient, in<Scalar>(slope(y, t)), relative, relative, "slope of " + where);
        Matrix<Scalar> predicted;
        functions.predict(Matrix<Scalar>{{static_cast<Scalar>(y)}}, predicted);
        expect_near(predicted(0), meaning(y), relative, 2 * Nearness<Scalar>::smallest, "meaning of " + where);
        ++checked;
      }
      for (const auto& [y, target] : {std::pair(nan, t), std::pair(t, nan)}) {
        const auto [computed, gradient] = evaluate(y, target);
        EXPECT_TRUE(std::isnan(computed)) << name << " makes a number of none: " << computed;
        EXPECT_TRUE(std::isnan(gradient)) << "slope of " << name << " makes a number of none: " << gradient;
      }
      Matrix<Scalar> predicted;
      functions.predict(Matrix<Scalar>{{static_cast<Scalar>(nan)}}, predicted);
      EXPECT_TRUE(std::isnan(predicted(0))) << name;
    }
  }
  EXPECT_GE(checked, 5 * odd_values().size());
}

TEST(OddValues, LossesOfFloats) { expect_losses_at_odd_values<float>(); }
TEST(OddValues, LossesOfDoubles) { expect_losses_at_odd_values<double>(); }

TEST(OddValues, AMeanLossIsANumberWhereItsPartsAreTooLarge) {
  RowVector<float> losses;
  Matrix<float> gradient;
  const Matrix<float> outputs{{3e38F, -3e38F, 0, 0}};
  Loss("mean_absolute_error")->in<float>().evaluate(outputs, Matrix<float>{{-3e38F, 0, 0, 0}}, losses, gradient);
  EXPECT_FLOAT_EQ(losses[0], 2.25e38F);
  EXPECT_EQ(gradient, (Matrix<float>{{0.25F, -0.25F, 0, 0}}));
  Loss("mean_squared_error")
      ->in<float>()
      .evaluate(Matrix<float>{{2e19F, 0, 0, 0}}, Matrix<float>::Zero(1, 4), losses, gradient);
  EXPECT_FLOAT_EQ(losses[0], 1e38F);
}

template <typename Scalar>
void expect_cross_entropy_at_odd_values(double far) {
  const auto evaluate = [](std::vector<double> y, std::vector<double> t) {
    Matrix<Scalar> outputs(1, static_cast<Index>(y.size()));
    Matrix<Scalar> targets(1, static_cast<Index>(t.size()));
    for (std::size_t j = 0; j < y.size(); ++j) {
      values(outputs)[j] = static_cast<Scalar>(y[j]);
      values(targets)[j] = static_cast<Scalar>(t[j]);
    }
    RowVector<Scalar> losses;
    Matrix<Scalar> gradient;
    Loss("cross_entropy")->in<Scalar>().evaluate(outputs, targets, losses, gradient);
    return std::pair(static_cast<double>(losses[0]),
                     std::vector<double>(values(gradient).begin(), values(gradient).end()));
  };
  using Row = std::vector<double>;
  EXPECT_EQ(evaluate({far, -far}, {1, 0}), std::pair(0.0, Row({0, 0})));
  EXPECT_EQ(evaluate({-far, far}, {1, 0}), std::pair(infinity, Row({-1, 1}))) << "2 far is beyond all numbers";
  EXPECT_EQ(evaluate({far, far}, {1, 0}).second, (Row{-0.5, 0.5}));
  EXPECT_NEAR(evaluate({far, far}, {1, 0}).first, std::log(2.0), 1e-7);
  // Half of twice as much, and a twentieth, as label smoothing has it: numbers again.
  const double halved = evaluate({far, -far}, {0.5, 0.5}).first;
  EXPECT_NEAR(halved / far, 1, 2 * Nearness<Scalar>::epsilon);
  EXPECT_NEAR(evaluate({far, -far}, {0.9375, 0.0625}).first / far, 0.125, 2 * Nearness<Scalar>::epsilon);
  EXPECT_EQ(evaluate({-infinity, 7}, {0, 1}), std::pair(0.0, Row({0, 0}))) << "impossible, and not the class";
  EXPECT_EQ(evaluate({-infinity, 7}, {1, 0}), std::pair(infinity, Row({-1, 1}))) << "impossible, but the class";
  for (const auto& [y, t] :
       {std::pair(Row{nan, 0}, Row{0, 1}), std::pair(Row{0, nan}, Row{1, 0}), std::pair(Row{nan, 0}, Row{1, 0}),
        std::pair(Row{0, 1}, Row{nan, 1}), std::pair(Row{infinity, 0}, Row{1, 0}), std::pair(Row{0, nan}, Row{0, 0})}) {
    const auto [loss, gradient] = evaluate(y, t);
    EXPECT_TRUE(std::isnan(loss)) << loss;
    for (const double slope : gradient) EXPECT_TRUE(std::isnan(slope)) << slope;
  }
}

TEST(OddValues, CrossEntropyOfFloats) { expect_cross_entropy_at_odd_values<float>(3e38); }
TEST(OddValues, CrossEntropyOfDoubles) { expect_cross_entropy_at_odd_values<double>(1.5e308); }

// ----- Metrics

TEST(OddValues, WhatIsNoNumberIsNeverRight) {
  const float none = std::numeric_limits<float>::quiet_NaN();
  const Matrix<float> targets{{1, 0, 0}, {1, 0, 0}, {0, 0, 1}, {0, 1, 0}};
  const Matrix<float> outputs{{none, none, none}, {5, none, 0}, {none, 0, 9}, {0, 1, 0}};
  EXPECT_EQ(count_correct(outputs, targets), 1U) << "the last row alone has a class";
  for (const float target : {0.0F, 1.0F}) {
    EXPECT_EQ(count_correct(Matrix<float>{{none}}, Matrix<float>{{target}}), 0U);
    EXPECT_EQ(count_correct(Matrix<float>{{target}}, Matrix<float>{{none}}), 0U);
  }
  EXPECT_EQ(count_correct(Matrix<float>{{1, 0}}, Matrix<float>{{none, none}}), 0U);
}

TEST(OddValues, ClassesOfInfiniteScoresAreThoseOfTheirOrder) {
  const float most = std::numeric_limits<float>::infinity();
  const float large = 3e38F;
  const Matrix<float> outputs{{-most, -large, -most}, {large, most, 0}, {most, most, 0}, {-0.0F, 0.0F, -1}};
  EXPECT_EQ(classes_of(outputs), (std::vector<std::uint32_t>{1, 1, 0, 0}));
  const Matrix<float> targets{{0, 1, 0}, {0, 1, 0}, {0, 1, 0}, {1, 0, 0}};
  EXPECT_EQ(count_correct(outputs, targets), 3U);
  EXPECT_EQ(accuracy(outputs, targets), 0.75);
  EXPECT_EQ(count_in_top(outputs, targets, 2), 4U);
  EXPECT_EQ(classes_of(Matrix<float>{{-most}, {most}, {0}, {-0.0F}}, 0), (std::vector<std::uint32_t>{0, 1, 0, 0}));
}

TEST(OddValues, RegressionMetricsHoldTheWholeRangeOfFloat) {
  const float large = 3e38F;
  const Matrix<float> outputs{{large}, {-large}, {large}};
  const Matrix<float> targets{{-large}, {-large}, {large}};
  EXPECT_DOUBLE_EQ(mean_absolute_error(outputs, targets), 2.0 * large / 3);
  EXPECT_DOUBLE_EQ(root_mean_squared_error(outputs, targets), 2.0 * large / std::sqrt(3.0));
  // The spread is (2/3)² + (2/3)² + (4/3)² of large², what is not explained 4 of it.
  EXPECT_NEAR(r_squared(outputs, targets), 1 - 4 / (24 / 9.0), 1e-15);
  const float small = std::numeric_limits<float>::denorm_min();
  EXPECT_EQ(r_squared(Matrix<float>{{small}, {0}}, Matrix<float>{{small}, {0}}), 1);
  EXPECT_EQ(root_mean_squared_error(Matrix<float>{{small}}, Matrix<float>{{0}}), static_cast<double>(small));
}

}  // namespace
}  // namespace inkling::odd_values_test

/// Activations: values from closed forms, derivatives from central differences.
#include <gtest/gtest.h>
#include <inkling/activation.h>

#include <cmath>

#include "support.h"

namespace inkling::activation_test {
namespace {

using testing_support::expect_error;

Matrix<double> apply(Activation activation, const Matrix<double>& z) {
  Matrix<double> a;
  activation->in<double>().forward(z, a);
  return a;
}

const Matrix<double> inputs{{-2.0, -0.5, 0.25, 3.0}};

TEST(Activation, ValuesAreTheirClosedForms) {
  const auto check = [](Activation activation, auto closed_form) {
    const Matrix<double> a = apply(activation, inputs);
    for (Index i = 0; i < inputs.size(); ++i) EXPECT_NEAR(a(i), closed_form(inputs(i)), 2e-15) << activation->name;
  };
  check("identity", [](double z) { return z; });
  check("sigmoid", [](double z) { return 1 / (1 + std::exp(-z)); });
  check("tanh", [](double z) { return std::tanh(z); });
  check("relu", [](double z) { return z < 0 ? 0 : z; });
  check("leaky_relu", [](double z) { return z < 0 ? 0.01 * z : z; });
  check("elu", [](double z) { return z < 0 ? std::exp(z) - 1 : z; });
  check("softplus", [](double z) { return std::log(1 + std::exp(z)); });
  check("silu", [](double z) { return z / (1 + std::exp(-z)); });
  check("gelu", [](double z) { return z * std::erfc(-z / std::sqrt(2)) / 2; });
  check("step", [](double z) { return z > 0 ? 1.0 : 0.0; });
  const double sum = std::exp(-2.0) + std::exp(-0.5) + std::exp(0.25) + std::exp(3.0);
  check("softmax", [sum](double z) { return std::exp(z) / sum; });
}

// A central difference of step h is off by h² times a third derivative, plus epsilon / h; with h = 1e-5 and values of
// order 1 that is 1e-10.
TEST(Activation, DerivativesAreThoseOfTheirValues) {
  constexpr double h = 1e-5;
  const Matrix<double> a_gradient{{3.0, -1.0, 0.5, 2.0}};
  for (const std::string_view name : Activation::names()) {
    const Activation activation(name);
    if (activation->in<double>().backward == nullptr) continue;
    Matrix<double> gradient;
    activation->in<double>().backward(inputs, apply(activation, inputs), a_gradient, gradient);
    for (Index i = 0; i < inputs.size(); ++i) {
      Matrix<double> above = inputs;
      Matrix<double> below = inputs;
      above(i) += h;
      below(i) -= h;
      const double expected =
          a_gradient.cwiseProduct(apply(activation, above) - apply(activation, below)).sum() / (2 * h);
      EXPECT_NEAR(gradient(i), expected, 1e-9) << name << " " << i;
    }
  }
}

TEST(Activation, OnlyTheStepHasNoSlope) {
  for (const std::string_view name : Activation::names()) {
    EXPECT_EQ(Activation(name)->in<float>().backward == nullptr, name == "step") << name;
  }
}

TEST(Activation, StaysFiniteFarOut) {
  const Matrix<float> far{{-1e4F, -100, 100, 1e4F}};
  const Matrix<float> ones = Matrix<float>::Ones(1, 4);
  for (const std::string_view name : Activation::names()) {
    const auto& functions = Activation(name)->in<float>();
    Matrix<float> a;
    functions.forward(far, a);
    EXPECT_TRUE(a.allFinite()) << name << ": " << a;
    if (functions.backward == nullptr) continue;
    Matrix<float> gradient;
    functions.backward(far, a, ones, gradient);
    EXPECT_TRUE(gradient.allFinite()) << name << ": " << gradient;
  }
}

TEST(Activation, FloatAgreesWithDouble) {
  for (const std::string_view name : Activation::names()) {
    const Activation activation(name);
    Matrix<float> a;
    activation->in<float>().forward(inputs.cast<float>(), a);
    // A few roundings of values up to 3.
    EXPECT_LE((a.cast<double>() - apply(activation, inputs)).cwiseAbs().maxCoeff(), 1e-6) << name;
  }
}

TEST(Activation, ReluHasSlopeZeroAtZero) {
  const Matrix<double> zero{{0.0}};
  Matrix<double> gradient;
  Activation("relu")->in<double>().backward(zero, zero, Matrix<double>{{1.0}}, gradient);
  EXPECT_EQ(gradient(0), 0.0);
}

TEST(Activation, AnUnknownNameIsAnErrorThatListsTheKnownOnes) {
  expect_error([] { Activation("swish-ish"); }, ErrorCode::bad_setting, {"activation", "swish-ish", "relu", "sigmoid"});
}

}  // namespace
}  // namespace inkling::activation_test

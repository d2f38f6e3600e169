/// Activations: values from closed forms, derivatives from central differences.
#include <gtest/gtest.h>
#include <inkling/activation.h>

#include <cmath>

#include "support.h"

namespace inkling {
namespace {

using testing_support::expect_error;

Matrix<double> apply(Activation activation, const Matrix<double>& z) {
  Matrix<double> a;
  activation->in<double>().forward(z, a);
  return a;
}

const Matrix<double> inputs{{-2.0, -0.5, 0.25, 3.0}};

TEST(Activation, ValuesAreTheirClosedForms) {
  EXPECT_EQ(apply("identity", inputs), inputs);
  EXPECT_EQ(apply("relu", inputs), (Matrix<double>{{0, 0, 0.25, 3.0}}));
  for (Index i = 0; i < inputs.size(); ++i) {
    EXPECT_DOUBLE_EQ(apply("tanh", inputs)(i), std::tanh(inputs(i)));
    EXPECT_DOUBLE_EQ(apply("sigmoid", inputs)(i), 1 / (1 + std::exp(-inputs(i))));
  }
}

// A central difference of step h is off by h²/6 f''' + epsilon/h; with h = 1e-5 and values of order 1: 1e-10.
TEST(Activation, DerivativesAreThoseOfTheirValues) {
  constexpr double h = 1e-5;
  for (const std::string_view name : Activation::names()) {
    const Activation activation(name);
    Matrix<double> gradient = Matrix<double>::Constant(1, inputs.cols(), 3.0);
    activation->in<double>().backward(inputs, apply(activation, inputs), gradient);
    const Matrix<double> above = apply(activation, (inputs.array() + h).matrix());
    const Matrix<double> below = apply(activation, (inputs.array() - h).matrix());
    const Matrix<double> expected = 3.0 * (above - below) / (2 * h);
    EXPECT_LE((gradient - expected).cwiseAbs().maxCoeff(), 1e-9) << name;
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
  Matrix<double> gradient{{1.0}};
  const Matrix<double> zero{{0.0}};
  Activation("relu")->in<double>().backward(zero, zero, gradient);
  EXPECT_EQ(gradient(0), 0.0);
}

TEST(Activation, AnUnknownNameIsAnErrorThatListsTheKnownOnes) {
  expect_error([] { Activation("swish-ish"); }, ErrorCode::bad_setting, {"activation", "swish-ish", "relu", "sigmoid"});
}

}  // namespace
}  // namespace inkling

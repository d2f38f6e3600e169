/// What introductions to neural networks have their readers arrive at, arrived at with the engine.
///
/// `ctest --preset native -L seeds` runs them. The last one takes minutes, so it waits to be asked for:
/// `ctest --preset native -C slow -L slow`.
#include <gtest/gtest.h>
#include <inkling/fit.h>
#include <inkling/generator.h>
#include <inkling/metrics.h>
#include <inkling/perceptron.h>

#include <array>
#include <cmath>
#include <iostream>
#include <limits>
#include <set>
#include <span>
#include <tuple>
#include <vector>

#include "mnist.h"
#include "support.h"

namespace inkling::seeds_test {
namespace {

using testing_support::random_matrix;
using testing_support::read_mnist;

// ----- 1. The perceptron learns AND and OR, and never XOR; a network learns XOR

/// A truth table: inputs [4, 2], and its answer for each of them.
struct TruthTable {
  Matrix<float> inputs;
  RowVector<float> answers;
};

TruthTable truth_table(Generator gate) {
  Random random(1, Random::Stream::data);
  const Table table = gate->make(4, 0, random);
  return {table.inputs, binary_targets(table.targets).transpose()};
}

TEST(Seeds, ThePerceptronLearnsAndAndOr) {
  for (const std::string_view gate : {"and", "or"}) {
    const auto [inputs, answers] = truth_table(gate);
    Perceptron perceptron(2);
    int passes = 0;
    while (perceptron.learn(inputs, answers) > 0) ASSERT_LT(++passes, 100) << gate;
    EXPECT_EQ(perceptron.predict(inputs), answers) << gate;
  }
}

// The proof that no line parts XOR: it would need b <= 0, w1 + b > 0 and w2 + b > 0, so w1 + w2 + b > -b >= 0, and yet
// w1 + w2 + b <= 0. Of the rule it follows that every pass makes a mistake; that it makes them for ever follows also
// from the run itself, once it comes to a state that it has been in before: the rule knows nothing but its state.
TEST(Seeds, ThePerceptronProvablyNeverLearnsXor) {
  const auto [inputs, answers] = truth_table("xor");
  Perceptron perceptron(2);
  std::set<std::tuple<float, float, float>> seen;
  for (bool returned = false; !returned;) {
    returned = !seen.emplace(perceptron.weight()[0], perceptron.weight()[1], perceptron.bias()).second;
    EXPECT_GT(perceptron.learn(inputs, answers), 0U);
    EXPECT_NE(perceptron.predict(inputs), answers);
    ASSERT_LT(seen.size(), 1000U) << "whole numbers that stay small must come back";
  }
}

TEST(Seeds, ANetworkOfTwoFourAndOneUnitsLearnsXorFromNineOfTenSeeds) {
  const auto [inputs, answers] = truth_table("xor");
  const TableDataset data(inputs, answers.transpose());
  int learned = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Trainer trainer({.inputs = 2, .layers = {{.units = 4, .activation = "tanh"}, {.units = 1}}, .seed = seed},
                    "binary_cross_entropy", {.constants = {.learning_rate = 1}, .batch_size = 4, .training_size = 4},
                    data);
    for (int step = 0; step < 1000; ++step) trainer.step();
    if (accuracy(trainer.predict(inputs), answers.transpose()) == 1) ++learned;
  }
  EXPECT_GE(learned, 9);
}

// ----- 2. A linear layer finds the weights of a table

TEST(Seeds, ALinearLayerWithoutBiasRecoversTheWeightsOfATable) {
  Random random(1, Random::Stream::data);
  const Table table = Generator("linear")->make(100, 0, random);
  Network<float> network({.inputs = 3, .layers = {{.units = 1}}});
  Layer<float>& layer = network.layers()[0];
  layer.dense.weight = Matrix<float>{{0.2F}, {1.4F}, {30}};
  Pass<float> pass;
  RowVector<float> losses;
  Matrix<float> gradient;
  Optimizer optimizer("sgd");
  for (int step = 0; step < 2000; ++step) {
    Random unused(0, Random::Stream::dropout);
    Loss("mean_squared_error")
        ->in<float>()
        .evaluate(network.forward(table.inputs, pass, unused), table.targets, losses, gradient);
    network.backward(table.inputs, gradient, pass);
    // Without bias: it starts from 0, and the optimizer is given the weight alone.
    const std::array<OptimizedTensor, 1> weight{
        OptimizedTensor{values(layer.dense.weight), values(pass.layers[0].dense.weight_gradient)}};
    optimizer.step({.learning_rate = 0.05F}, weight);
  }
  const Matrix<float> known{{0.5F}, {0.9F}, {1.2F}};
  EXPECT_LE((layer.dense.weight - known).cwiseAbs().maxCoeff(), 1e-3) << layer.dense.weight;
  EXPECT_EQ(layer.dense.bias(0), 0);
}

// ----- 3. One step of one unit a layer, by hand

/// The rounding of the hand calculation's eight digits, and of float32.
constexpr double by_hand = 1e-6;

// With s(z) = 1 / (1 + e^-z), whose slope is s (1 - s); input x = 10, target t = 1, rate 0.5.
//
// Forward, with w1 = 0.1, b1 = -0.5, w2 = 0.4 and b2 = 0.1:
//   z1 = w1 x + b1         =  0.1 * 10 - 0.5                    =  0.5
//   a1 = s(z1)             =  1 / (1 + 0.60653066)              =  0.62245933
//   z2 = w2 a1 + b2        =  0.4 * 0.62245933 + 0.1            =  0.34898373
//   y  = s(z2)             =  1 / (1 + 0.70540444)              =  0.58637112
//   E  = (y - t)²          =  (-0.41362888)²                    =  0.17108885
// Backward:
//   dE/dy  = 2 (y - t)       =  2 * -0.41362888                 = -0.82725777
//   dE/dz2 = dE/dy y (1 - y) = -0.82725777 * 0.24254003         = -0.20064312
//   dE/dw2 = dE/dz2 a1       = -0.20064312 * 0.62245933         = -0.12489219
//   dE/db2 = dE/dz2                                             = -0.20064312
//   dE/da1 = dE/dz2 w2       = -0.20064312 * 0.4                = -0.08025725
//   dE/dz1 = dE/da1 a1 (1 - a1) = -0.08025725 * 0.23500371      = -0.01886075
//   dE/dw1 = dE/dz1 x        = -0.01886075 * 10                 = -0.18860752
//   dE/db1 = dE/dz1                                             = -0.01886075
//   dE/dx  = dE/dz1 w1       = -0.01886075 * 0.1                = -0.00188608
// The update:
//   w1 = 0.1 + 0.5 * 0.18860752 = 0.19430376        b1 = -0.5 + 0.5 * 0.01886075 = -0.49056962
//   w2 = 0.4 + 0.5 * 0.12489219 = 0.46244609        b2 =  0.1 + 0.5 * 0.20064312 =  0.20032156
// And forward again:
//   z1 = 1.45246796, a1 = 0.81037796, z2 = 0.57507769, y = 0.63993400, E = 0.12964753
TEST(Seeds, OneStepOfOneUnitALayerIsTheHandCalculation) {
  const NetworkConfig config{.inputs = 1,
                             .layers = {{.units = 1, .activation = "sigmoid"}, {.units = 1, .activation = "sigmoid"}}};
  Network<float> initial(config);
  initial.layers()[0].dense.weight(0) = 0.1F;
  initial.layers()[0].dense.bias(0) = -0.5F;
  initial.layers()[1].dense.weight(0) = 0.4F;
  initial.layers()[1].dense.bias(0) = 0.1F;
  const Matrix<float> x{{10}};
  const TableDataset data(x, Matrix<float>{{1}});
  Trainer trainer(config, "mean_squared_error", {.constants = {.learning_rate = 0.5F}, .training_size = 1}, data);
  trainer.restore(initial);
  EXPECT_NEAR(trainer.step(Keep::everything).loss_sum, 0.17108885, by_hand);

  const LayerPass<float>& first = trainer.last_batch().pass.layers[0];
  const LayerPass<float>& second = trainer.last_batch().pass.layers[1];
  EXPECT_NEAR(first.pre_activation(0), 0.5, by_hand);
  EXPECT_NEAR(first.activation(0), 0.62245933, by_hand);
  EXPECT_NEAR(second.pre_activation(0), 0.34898373, by_hand);
  EXPECT_NEAR(second.activation(0), 0.58637112, by_hand);

  EXPECT_NEAR(second.output_gradient(0), -0.82725777, by_hand);
  EXPECT_NEAR(second.pre_activation_gradient(0), -0.20064312, by_hand);
  EXPECT_NEAR(second.dense.weight_gradient(0), -0.12489219, by_hand);
  EXPECT_NEAR(second.dense.bias_gradient(0), -0.20064312, by_hand);
  EXPECT_NEAR(first.output_gradient(0), -0.08025725, by_hand);
  EXPECT_NEAR(first.pre_activation_gradient(0), -0.01886075, by_hand);
  EXPECT_NEAR(first.dense.weight_gradient(0), -0.18860752, by_hand);
  EXPECT_NEAR(first.dense.bias_gradient(0), -0.01886075, by_hand);
  Pass<float> pass = trainer.last_batch().pass;
  Matrix<float> input_gradient;
  initial.input_gradient(pass, input_gradient);
  EXPECT_NEAR(input_gradient(0), -0.00188608, by_hand);

  const std::span<const Layer<float>> layers = trainer.network().layers();
  EXPECT_NEAR(layers[0].dense.weight(0), 0.19430376, by_hand);
  EXPECT_NEAR(layers[0].dense.bias(0), -0.49056962, by_hand);
  EXPECT_NEAR(layers[1].dense.weight(0), 0.46244609, by_hand);
  EXPECT_NEAR(layers[1].dense.bias(0), 0.20032156, by_hand);
  EXPECT_NEAR(trainer.predict(x)(0), 0.63993400, by_hand);
  EXPECT_NEAR(trainer.evaluate(data, 0, 1).loss_sum, 0.12964753, by_hand);  // and 0.129 is less than 0.171
}

// ----- 4. Three layers part two moons

// A worked example in columns has one example a column: X [2, 3] is three examples of two features, and a layer of five
// units is Z = W X + b with W [5, 2] and b [5, 1]. In rows, as here, everything is transposed: x [3, 2], z = x W + b
// with W [2, 5] and b [1, 5]. The two have the same numbers.
TEST(Seeds, RowsAndColumnsAreTheSameComputation) {
  using Columns = Eigen::MatrixXd;
  Random random(1, Random::Stream::data);
  const Network<double> network({.inputs = 2,
                                 .layers = {{.units = 5, .activation = "relu", .biases = {"normal", 0.5F}},
                                            {.units = 2, .activation = "relu", .biases = {"normal", 0.5F}},
                                            {.units = 1, .biases = {"normal", 0.5F}}},
                                 .seed = 4});
  const Matrix<double> x = random_matrix<double>(3, 2, random);
  const Matrix<double> targets{{1}, {0}, {1}};

  Pass<double> pass;
  Random unused(0, Random::Stream::dropout);
  RowVector<double> losses;
  Matrix<double> output_gradient;
  Loss("binary_cross_entropy")
      ->in<double>()
      .evaluate(network.forward(x, pass, unused), targets, losses, output_gradient);
  network.backward(x, output_gradient, pass);

  const Columns X = x.transpose();
  const Columns T = targets.transpose();
  struct Parameters {
    Columns W;
    Columns b;
  };
  std::vector<Parameters> layers;
  for (const Layer<double>& layer : network.layers()) {
    layers.push_back({layer.dense.weight.transpose(), layer.dense.bias.transpose()});
  }
  const auto expect_shape = [](const Columns& matrix, Index rows, Index columns) {
    EXPECT_EQ(matrix.rows(), rows);
    EXPECT_EQ(matrix.cols(), columns);
  };
  // The same number is the sum of the same few terms, in another order.
  const auto expect_same = [](const Matrix<double>& rows, const Columns& columns) {
    ASSERT_EQ(rows.rows(), columns.cols());
    ASSERT_EQ(rows.cols(), columns.rows());
    EXPECT_LE((rows.transpose() - columns).cwiseAbs().maxCoeff(), 1e-14);
  };
  expect_shape(X, 2, 3);
  expect_shape(layers[0].W, 5, 2);
  expect_shape(layers[0].b, 5, 1);
  expect_shape(layers[1].W, 2, 5);
  expect_shape(layers[1].b, 2, 1);
  expect_shape(layers[2].W, 1, 2);
  expect_shape(layers[2].b, 1, 1);

  const Columns Z1 = (layers[0].W * X).colwise() + layers[0].b.col(0);
  const Columns A1 = Z1.cwiseMax(0);
  const Columns Z2 = (layers[1].W * A1).colwise() + layers[1].b.col(0);
  const Columns A2 = Z2.cwiseMax(0);
  const Columns Z3 = (layers[2].W * A2).colwise() + layers[2].b.col(0);
  const Columns A3 = (1 + (-Z3.array()).exp()).inverse();
  expect_shape(Z1, 5, 3);
  expect_shape(Z2, 2, 3);
  expect_shape(A3, 1, 3);
  EXPECT_GT((Z1.array() > 0).count(), 0);
  EXPECT_GT((Z2.array() > 0).count(), 0) << "with everything off, there would be nothing to compare";
  expect_same(pass.layers[0].pre_activation, Z1);
  expect_same(pass.layers[0].activation, A1);
  expect_same(pass.layers[1].pre_activation, Z2);
  expect_same(pass.layers[2].pre_activation, Z3);
  const double loss = -(T.array() * A3.array().log() + (1 - T.array()) * (1 - A3.array()).log()).mean();
  EXPECT_NEAR(losses.mean(), loss, 1e-14);

  const Columns dZ3 = (A3 - T) / 3;
  const Columns dZ2 = (layers[2].W.transpose() * dZ3).cwiseProduct((Z2.array() > 0).cast<double>().matrix());
  const Columns dZ1 = (layers[1].W.transpose() * dZ2).cwiseProduct((Z1.array() > 0).cast<double>().matrix());
  const Columns dW1 = dZ1 * X.transpose();
  expect_shape(dW1, 5, 2);
  expect_same(pass.layers[2].dense.weight_gradient, dZ3 * A2.transpose());
  expect_same(pass.layers[1].dense.weight_gradient, dZ2 * A1.transpose());
  expect_same(pass.layers[0].dense.weight_gradient, dW1);
  expect_same(pass.layers[2].dense.bias_gradient, dZ3.rowwise().sum());
  expect_same(pass.layers[1].dense.bias_gradient, dZ2.rowwise().sum());
  expect_same(pass.layers[0].dense.bias_gradient, dZ1.rowwise().sum());
}

TEST(Seeds, ThreeLayersPartTwoMoons) {
  Random random(1, Random::Stream::data);
  const Table train = moons(300, 0.1F, random);
  const Table unseen = moons(1000, 0.1F, random);
  const Matrix<float> targets = binary_targets(train.targets);
  const TableDataset data(train.inputs, targets);
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    Trainer trainer({.inputs = 2,
                     .layers = {{.units = 5, .activation = "relu"}, {.units = 5, .activation = "relu"}, {.units = 1}},
                     .seed = seed},
                    "binary_cross_entropy",
                    {.constants = {.learning_rate = 0.5F}, .batch_size = 300, .training_size = 300}, data);
    for (int step = 0; step < 4000; ++step) trainer.step();
    EXPECT_EQ(trainer.epochs(), 4000U) << "a step is the whole batch";
    EXPECT_GE(accuracy(trainer.predict(train.inputs), targets), 0.97) << "seed " << seed;
    EXPECT_GE(accuracy(trainer.predict(unseen.inputs), binary_targets(unseen.targets)), 0.97) << "seed " << seed;
  }
}

// ----- 5. Dense and ReLU layers read digits, epoch by epoch

double accuracy_of(const Score& score) {
  return static_cast<double>(score.correct) / static_cast<double>(score.examples);
}

TEST(Seeds, DigitsAreReadBetterFromEpochToEpoch) {
  const auto mnist = read_mnist();
  if (!mnist) GTEST_SKIP() << testing_support::mnist_is_absent;
  constexpr std::size_t size = 4000;
  constexpr std::size_t classes = 10;
  ImageDataset validation(784, classes);
  for (std::size_t i = 0; i < 1000; ++i) {
    const std::array<std::uint8_t, 1> label{mnist->test.label(i)};
    validation.append(mnist->test.image(i), label);
  }
  Trainer trainer({.inputs = 784,
                   .layers = {{.units = 32, .activation = "relu"}, {.units = 16, .activation = "relu"}, {.units = 10}},
                   .seed = 1},
                  "cross_entropy", {.constants = {.learning_rate = 0.1F}, .training_size = size}, mnist->train);
  const auto history = fit(trainer, validation, {.epochs = 5});
  ASSERT_EQ(history.size(), 5U);
  for (std::size_t epoch = 0; epoch < history.size(); ++epoch) {
    const EpochRecord& record = history[epoch];
    EXPECT_EQ(record.training.examples, size);
    EXPECT_EQ(record.validation.examples, 1000U);
    std::cout << "epoch " << epoch + 1 << ": training " << accuracy_of(record.training) << ", validation "
              << accuracy_of(record.validation) << "\n";
    EXPECT_TRUE(epoch == 0 || accuracy_of(record.training) > accuracy_of(history[epoch - 1].training));
  }
  EXPECT_GE(accuracy_of(history.back().training), 0.92);
  EXPECT_GE(accuracy_of(history.back().validation), 0.88);
}

// ----- 6. The whole of MNIST. Disabled, so that only who asks for it waits: see CMakeLists.txt.

TEST(SlowSeeds, DISABLED_AThousandUnitsReadNinetyEightOfAHundredDigits) {
  const auto mnist = read_mnist();
  if (!mnist) GTEST_SKIP() << testing_support::mnist_is_absent;
  Trainer trainer({.inputs = 784, .layers = {{.units = 1000, .activation = "relu"}, {.units = 10}}, .seed = 1},
                  "cross_entropy", {.constants = {.learning_rate = 0.1F}, .batch_size = 32, .training_size = 60000},
                  mnist->train);
  for (const EpochRecord& record : fit(trainer, mnist->test, {.epochs = 10})) {
    std::cout << "training " << accuracy_of(record.training) << ", validation " << accuracy_of(record.validation)
              << "\n";
  }
  // A record's training accuracy is that of an epoch under way; this is the network's that came out.
  const double training = accuracy_of(trainer.evaluate(mnist->train, 0, 60000));
  const double validation = accuracy_of(trainer.evaluate(mnist->test, 0, 10000));
  std::cout << "in the end: training " << training << ", validation " << validation << "\n";
  EXPECT_GE(training, 0.99);
  EXPECT_GE(validation, 0.98);
}

}  // namespace
}  // namespace inkling::seeds_test

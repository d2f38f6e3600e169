/// The engine on the real digits, where the original files are there.
#include "mnist.h"

#include <gtest/gtest.h>
#include <inkling/trainer.h>

namespace inkling::mnist_test {
namespace {

class MnistDigits : public testing::Test {
 protected:
  void SetUp() override {
    mnist = testing_support::read_mnist();
    if (!mnist) GTEST_SKIP() << testing_support::mnist_is_absent;
  }

  std::optional<testing_support::Mnist> mnist;
};

TEST_F(MnistDigits, AreReadWhole) {
  EXPECT_EQ(mnist->train.size(), 60000U);
  EXPECT_EQ(mnist->test.size(), 10000U);
  EXPECT_EQ(mnist->train.label(0), 5);
  EXPECT_EQ(mnist->test.label(0), 7);
}

TEST_F(MnistDigits, TwoThousandTeachANetworkToReadMostOfThoseItHasNeverSeen) {
  Trainer trainer({.inputs = 784, .layers = {{.units = 32, .activation = "relu"}, {.units = 10}}, .seed = 1},
                  "cross_entropy", {.constants = {.learning_rate = 0.2F}, .training_size = 2000}, mnist->train);
  while (trainer.epochs() < 5) trainer.step();
  EXPECT_GE(trainer.evaluate(mnist->train, 0, 2000).correct, 1900U);
  EXPECT_GE(trainer.evaluate(mnist->test, 0, 2000).correct, 1660U);
}

// The same run as in tests/e2e/exactness.spec.ts, where a browser must end in the same bits.
TEST_F(MnistDigits, TrainTheSameBitsAsInABrowser) {
  Trainer trainer({.inputs = 784,
                   .layers = {{.units = 64, .activation = "relu", .dropout = 0.2F},
                              {.units = 32, .activation = "relu", .dropout = 0.2F},
                              {.units = 10}},
                   .seed = 1},
                  "cross_entropy",
                  {.optimizer = "adam", .constants = {.learning_rate = 0.001F}, .training_size = 10000}, mnist->train);
  for (int step = 0; step < 200; ++step) trainer.step();
  EXPECT_EQ(trainer.network().hash(), 0xE01FB8C1B1D0D14AU) << std::hex << "0x" << trainer.network().hash();
}

}  // namespace
}  // namespace inkling::mnist_test

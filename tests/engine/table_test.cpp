/// Classes as columns, and back.
#include <gtest/gtest.h>
#include <inkling/table.h>

#include <limits>
#include <vector>

#include "support.h"

namespace inkling::table_test {
namespace {

using testing_support::expect_error;
using Labels = std::vector<std::uint32_t>;

TEST(Classes, AreOneHotRowsAndBack) {
  const Matrix<float> rows = one_hot(Labels{2, 0, 1, 2}, 3);
  EXPECT_EQ(rows, (Matrix<float>{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
  EXPECT_EQ(classes_of(rows), (Labels{2, 0, 1, 2}));
  expect_error([] { one_hot(Labels{0, 3}, 3); }, ErrorCode::bad_data, {"Label 2 is 3", "3 classes"});
}

TEST(Classes, AreTheFirstOfTheLargestColumns) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  EXPECT_EQ(classes_of(Matrix<float>{{1, 2, 2}, {0, 0, 0}, {-infinity, -5, infinity}}), (Labels{1, 0, 2}));
}

TEST(Classes, OfASingleColumnAreAboveAThreshold) {
  const Matrix<float> scores{{0.5F}, {0.75F}, {-2}, {0}, {0.25F}};
  EXPECT_EQ(classes_of(scores), (Labels{0, 1, 0, 0, 0}));
  EXPECT_EQ(classes_of(scores, 0), (Labels{1, 1, 0, 0, 1}));
}

TEST(Classes, RefuseWhatHasNone) {
  expect_error([] { classes_of(Matrix<float>(2, 0)); }, ErrorCode::bad_data, {"without columns"});
  expect_error([] { classes_of(Matrix<float>{{1, std::numeric_limits<float>::quiet_NaN()}}); }, ErrorCode::bad_data,
               {"NaN"});
}

TEST(Classes, TwoOfThemAreOneBinaryTarget) {
  EXPECT_EQ(binary_targets(one_hot(Labels{1, 0, 1}, 2)), (Matrix<float>{{1}, {0}, {1}}));
  expect_error([] { binary_targets(Matrix<float>::Zero(1, 3)); }, ErrorCode::bad_data, {"two classes", "3 columns"});
}

}  // namespace
}  // namespace inkling::table_test

/// Metrics, by hand.
#include <gtest/gtest.h>
#include <inkling/metrics.h>

namespace inkling {
namespace {

TEST(Metrics, CountsRowsWhoseLargestOutputIsTheTarget) {
  const Matrix<float> outputs{{0.1F, 0.7F, 0.2F}, {3, 1, 2}, {-1, -2, -3}, {5, 5, 0}};
  const Matrix<float> targets{{0, 1, 0}, {0, 0, 1}, {1, 0, 0}, {0, 1, 0}};
  // The last row is a tie, and its first output counts.
  EXPECT_EQ(count_correct(outputs, targets), 2U);
}

}  // namespace
}  // namespace inkling

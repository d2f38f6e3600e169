/// The fast products against their naive twins: the same bits, on every edge size, with zeros and misaligned operands.
#include <gtest/gtest.h>
#include <inkling/matrix.h>
#include <inkling/random.h>

#include <limits>
#include <vector>

#include "bits.h"
#include "kernels/gemm.h"

namespace inkling::kernels::gemm_test {
namespace {

using testing_support::expect_same_bits;
using testing_support::random_values;

struct Shape {
  std::size_t m, k, n;
};

/// Every combination of sizes around the tile (4 rows, 8 to 32 columns), and a few that training uses.
std::vector<Shape> shapes() {
  std::vector<Shape> all{{32, 784, 128}, {64, 128, 10}, {1, 784, 10}, {100, 17, 33}, {3, 300, 65}};
  for (const std::size_t m : {1U, 2U, 3U, 4U, 5U, 7U, 8U, 9U}) {
    for (const std::size_t k : {1U, 2U, 7U, 16U}) {
      for (const std::size_t n : {1U, 3U, 4U, 7U, 8U, 9U, 15U, 16U, 17U, 31U, 32U, 33U}) all.push_back({m, k, n});
    }
  }
  return all;
}

/// Calls `check(shape, x, w, b, dy)` for every shape, density and misalignment; x, w, b and dy are random operands that
/// begin `offset` floats past an allocation.
template <typename Check>
void for_every_case(Check check) {
  Random random(1, Random::Stream::data);
  std::size_t cases = 0;
  for (const Shape& s : shapes()) {
    for (const double density : {0.2, 1.0}) {
      const std::size_t offset = cases % 4;
      const std::vector<float> x = random_values(offset + s.m * s.k, density, random);
      const std::vector<float> w = random_values(offset + s.k * s.n, 1.0, random);
      const std::vector<float> b = random_values(offset + s.n, 1.0, random);
      const std::vector<float> dy = random_values(offset + s.m * s.n, density, random);
      SCOPED_TRACE(testing::Message() << "m " << s.m << ", k " << s.k << ", n " << s.n << ", density " << density);
      check(s, x.data() + offset, w.data() + offset, b.data() + offset, dy.data() + offset);
      ++cases;
    }
  }
  ASSERT_GT(cases, 700U);
}

TEST(Gemm, AffineHasTheBitsOfItsDefinition) {
  std::vector<float> scratch;
  for_every_case([&](const Shape& s, const float* x, const float* w, const float* b, const float*) {
    std::vector<float> fast(s.m * s.n, -1);
    std::vector<float> naive(s.m * s.n, -2);
    affine(x, w, b, fast.data(), s.m, s.k, s.n, scratch);
    reference::affine(x, w, b, naive.data(), s.m, s.k, s.n);
    expect_same_bits(fast, naive);
  });
}

TEST(Gemm, WeightGradientHasTheBitsOfItsDefinition) {
  std::vector<float> scratch;
  for_every_case([&](const Shape& s, const float* x, const float*, const float*, const float* dy) {
    std::vector<float> fast(s.k * s.n, -1);
    std::vector<float> naive(s.k * s.n, -2);
    weight_gradient(x, dy, fast.data(), s.m, s.k, s.n, scratch);
    reference::weight_gradient(x, dy, naive.data(), s.m, s.k, s.n);
    expect_same_bits(fast, naive);
  });
}

TEST(Gemm, InputGradientHasTheBitsOfItsDefinition) {
  std::vector<float> scratch;
  for_every_case([&](const Shape& s, const float*, const float* w, const float*, const float* dy) {
    std::vector<float> fast(s.m * s.k, -1);
    std::vector<float> naive(s.m * s.k, -2);
    input_gradient(dy, w, fast.data(), s.m, s.k, s.n, scratch);
    reference::input_gradient(dy, w, naive.data(), s.m, s.k, s.n);
    expect_same_bits(fast, naive);
  });
}

TEST(Gemm, BiasGradientHasTheBitsOfItsDefinition) {
  for_every_case([&](const Shape& s, const float*, const float*, const float*, const float* dy) {
    std::vector<float> fast(s.n, -1);
    std::vector<float> naive(s.n, -2);
    bias_gradient(dy, fast.data(), s.m, s.n);
    reference::bias_gradient(dy, naive.data(), s.m, s.n);
    expect_same_bits(fast, naive);
  });
}

// The naive twins themselves against Eigen, in double. A sum of k products, each at most 1 in size here, is off by at
// most k roundings of values up to k: k² epsilon.
TEST(Gemm, TheDefinitionsAreMatrixProducts) {
  Random random(2, Random::Stream::data);
  const auto random_matrix = [&](Index rows, Index columns) {
    Matrix<double> matrix(rows, columns);
    for (double& value : values(matrix)) value = random.uniform(-1, 1);
    return matrix;
  };
  constexpr Index m = 5;
  constexpr Index k = 7;
  constexpr Index n = 3;
  const Matrix<double> x = random_matrix(m, k);
  const Matrix<double> w = random_matrix(k, n);
  const Matrix<double> b = random_matrix(1, n);
  const Matrix<double> dy = random_matrix(m, n);
  constexpr double tolerance = k * k * std::numeric_limits<double>::epsilon();

  Matrix<double> y(m, n);
  reference::affine(x.data(), w.data(), b.data(), y.data(), m, k, n);
  EXPECT_LE((y - ((x * w).rowwise() + b.row(0))).cwiseAbs().maxCoeff(), tolerance);
  Matrix<double> dw(k, n);
  reference::weight_gradient(x.data(), dy.data(), dw.data(), m, k, n);
  EXPECT_LE((dw - x.transpose() * dy).cwiseAbs().maxCoeff(), tolerance);
  Matrix<double> dx(m, k);
  reference::input_gradient(dy.data(), w.data(), dx.data(), m, k, n);
  EXPECT_LE((dx - dy * w.transpose()).cwiseAbs().maxCoeff(), tolerance);
  Matrix<double> db(1, n);
  reference::bias_gradient(dy.data(), db.data(), m, n);
  EXPECT_LE((db - dy.colwise().sum()).cwiseAbs().maxCoeff(), tolerance);
}

}  // namespace
}  // namespace inkling::kernels::gemm_test

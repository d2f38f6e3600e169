/// The products that skip zeros against the definitions that do not: the same bits, at every density and edge size.
#include <gtest/gtest.h>
#include <inkling/random.h>

#include <utility>
#include <vector>

#include "bits.h"
#include "kernels/reference.h"
#include "kernels/sparse.h"

namespace inkling::kernels::sparse_test {
namespace {

using testing_support::expect_same_bits;
using testing_support::random_values;

TEST(Sparse, ProductsHaveTheBitsOfTheirDefinitions) {
  Random random(1, Random::Stream::data);
  std::size_t cases = 0;
  SparseRows rows;
  SparseRows columns;
  std::vector<float> scratch;
  for (const std::size_t m : {1U, 2U, 5U, 32U}) {
    for (const std::size_t k : {1U, 7U, 8U, 9U, 65U}) {
      for (const std::size_t n : {1U, 3U, 4U, 10U, 16U, 31U, 64U, 127U, 128U, 129U, 250U}) {
        for (const double density : {0.0, 0.05, 0.3, 1.0}) {
          SCOPED_TRACE(testing::Message() << "m " << m << ", k " << k << ", n " << n << ", density " << density);
          const std::vector<float> x = random_values(m * k, density, random);
          const std::vector<float> w = random_values(k * n, 1, random);
          const std::vector<float> b = random_values(n, 1, random);
          const std::vector<float> dy = random_values(m * n, 1, random);
          compress_rows(x.data(), m, k, rows);
          find_columns(rows, rows.rows(), columns);
          fill_columns(rows, rows.rows(), columns);

          std::vector<float> y(m * n, -1);
          std::vector<float> naive_y(m * n, -2);
          affine(rows, columns, w.data(), b.data(), y.data(), n, scratch);
          reference::affine(x.data(), w.data(), b.data(), naive_y.data(), m, k, n);
          expect_same_bits(y, naive_y);

          std::vector<float> dw(k * n, -1);
          std::vector<float> naive_dw(k * n, -2);
          const float* packed = pack_gradient(dy.data(), m, n, scratch);
          const std::size_t middle = k / 2;
          weight_gradient_rows(columns, packed, m, n, 0, middle, dw.data());
          weight_gradient_rows(columns, packed, m, n, middle, k - middle, dw.data() + middle * n);
          reference::weight_gradient(x.data(), dy.data(), naive_dw.data(), m, k, n);
          expect_same_bits(dw, naive_dw);
          ++cases;
        }
      }
    }
  }
  EXPECT_EQ(cases, 4U * 5 * 11 * 4);
}

TEST(Sparse, CompressesRowsAndTheirTranspose) {
  const std::vector<float> x{0, 2, 0, -0.0F, 0, 0, 5, 0, 7};  // [3, 3]; a negative zero is a zero
  const auto elements_of = [](const SparseRows& matrix) {
    std::vector<std::pair<std::uint32_t, float>> elements;
    for (std::size_t e = 0; e < matrix.start.back(); ++e) {
      elements.emplace_back(matrix.elements[e].column, matrix.elements[e].value);
    }
    return elements;
  };
  SparseRows rows;
  compress_rows(x.data(), 3, 3, rows);
  EXPECT_EQ(rows.start, (std::vector<std::uint32_t>{0, 1, 1, 3}));
  EXPECT_EQ(elements_of(rows), (std::vector<std::pair<std::uint32_t, float>>{{1, 2}, {0, 5}, {2, 7}}));
  SparseRows columns;
  find_columns(rows, rows.rows(), columns);
  EXPECT_EQ(columns.start, (std::vector<std::uint32_t>{0, 1, 2, 3}));
  fill_columns(rows, rows.rows(), columns);
  EXPECT_EQ(columns.start, (std::vector<std::uint32_t>{0, 1, 2, 3}));
  EXPECT_EQ(elements_of(columns), (std::vector<std::pair<std::uint32_t, float>>{{2, 5}, {0, 2}, {2, 7}}));
}

// Of five rows in blocks of two: column 0 has elements in the first block alone, 1 in the last alone, 2 in none.
TEST(Sparse, AColumnIsEmptyWhereItIsInEveryBlock) {
  const std::vector<float> x{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0};  // [5, 3]
  SparseRows rows;
  SparseRows columns;
  compress_rows(x.data(), 5, 3, rows);
  find_columns(rows, 2, columns);
  EXPECT_FALSE(is_empty_column(rows, columns, 0));
  EXPECT_FALSE(is_empty_column(rows, columns, 1));
  EXPECT_TRUE(is_empty_column(rows, columns, 2));

  const std::vector<float> w{2, 4, 8};
  const std::vector<float> b{16};
  std::vector<float> y(5);
  std::vector<float> scratch;
  affine(rows, columns, w.data(), b.data(), y.data(), 1, scratch);
  expect_same_bits(y, {18, 16, 16, 16, 28});
}

TEST(Sparse, IsAMatterOfDensity) {
  Random random(2, Random::Stream::data);
  EXPECT_TRUE(is_sparse(random_values(8000, 0.2, random).data(), 8, 1000));
  EXPECT_FALSE(is_sparse(random_values(8000, 0.5, random).data(), 8, 1000));
  EXPECT_FALSE(is_sparse(random_values(8000, 1, random).data(), 8, 1000));
}

}  // namespace
}  // namespace inkling::kernels::sparse_test

/// The dense map's sums over a batch: as good over a million rows as over few, and the same by either kind of product.
#include <gtest/gtest.h>
#include <inkling/dense.h>

#include <cstddef>

#include "kernels/sparse.h"
#include "support.h"

namespace inkling::dense_test {
namespace {

Dense<float> map_of(Index inputs, Index units) {
  Random random(1, Random::Stream::weights);
  return {inputs, units, "lecun_normal", "zeros", random};
}

/// Gradients of one run over x.
DensePass<float> gradients_of(const Dense<float>& dense, const Input<float>& x, const Matrix<float>& z_gradient) {
  DensePass<float> pass;
  Matrix<float> z;
  dense.forward(x, pass, z);
  dense.backward(x, z_gradient, pass);
  return pass;
}

/// Three columns without zeros in their first rows, which is where the choice of product looks, and with many later.
Matrix<float> mostly_zeros(Index rows, Random& random) {
  Matrix<float> x = Matrix<float>::Zero(rows, 3);
  for (Index i = 0; i < rows; ++i) {
    for (Index j = 0; j < 3; ++j) {
      if (i < 4 || random.uniform() < 0.3F * static_cast<float>(j)) x(i, j) = random.uniform(0.5F, 1);
    }
  }
  return x;
}

TEST(Dense, SumsOverABatchAreAsGoodHoweverManyRows) {
  Random random(1, Random::Stream::data);
  const Dense<float> dense = map_of(3, 2);
  for (const Index rows : {511, 512, 513, 1024, 100'000, 1 << 20}) {
    SCOPED_TRACE(rows);
    Matrix<float> x = mostly_zeros(rows, random);
    x.col(2).setOnes();
    // Of one sign, so that the sizes of the terms add up to the sum itself; and alike, so that a float too large for
    // them would be wrong by the same at every one.
    const Matrix<float> z_gradient = Matrix<float>::Constant(rows, 2, 0.1F);
    const DensePass<float> pass = gradients_of(dense, x, z_gradient);
    EXPECT_FALSE(pass.skips_zeros);
    const Matrix<double> weight = x.cast<double>().transpose() * z_gradient.cast<double>();
    const RowVector<double> bias = z_gradient.cast<double>().colwise().sum();
    // Half an ulp, 2^-24, for the product of each term, each of up to 512 sums in float, and the rounding at the end.
    const double bound = 514 * 0x1p-24;
    for (Index unit = 0; unit < 2; ++unit) {
      EXPECT_NEAR(pass.bias_gradient[unit] / bias[unit], 1, bound);
      for (Index input = 0; input < 3; ++input) {
        EXPECT_NEAR(pass.weight_gradient(input, unit) / weight(input, unit), 1, bound) << input;
      }
    }
  }
}

TEST(Dense, SumsOfManyRowsHaveTheSameBitsByEitherProduct) {
  Random random(2, Random::Stream::data);
  // Units for whole panels and for parts of them, and more weights than are computed at a time.
  for (const Index units : {1, 10, 70, 6000}) {
    for (const Index rows : {5, 512, 513, 1025, 2000}) {
      SCOPED_TRACE(testing::Message() << units << " units, " << rows << " rows");
      const Dense<float> dense = map_of(3, units);
      Matrix<float> x = mostly_zeros(rows, random);
      x.col(1).tail(rows - 5).setZero();  // elements in the first block alone
      const Matrix<float> z_gradient = testing_support::random_matrix<float>(rows, units, random);
      SparseRows nonzero;
      kernels::compress_rows(x.data(), static_cast<std::size_t>(rows), 3, nonzero);
      const DensePass<float> by_dense = gradients_of(dense, x, z_gradient);
      const DensePass<float> by_sparse = gradients_of(dense, nonzero, z_gradient);
      EXPECT_FALSE(by_dense.skips_zeros);
      EXPECT_TRUE(by_sparse.skips_zeros);
      EXPECT_EQ(by_dense.weight_gradient, by_sparse.weight_gradient);
      EXPECT_EQ(by_dense.bias_gradient, by_sparse.bias_gradient);
    }
  }
}

}  // namespace
}  // namespace inkling::dense_test

/// The naive twin of every fast product: the definition, written as loops, for double and for tests to compare against.
///
/// The contract that fast and naive share: each output is one sum over its terms in the order of their index, started
/// at +0, in the type of the operands, every product and every sum rounded by itself. A term that is zero may be left
/// out: a sum started at +0 is never -0, and adding a zero of either sign then changes nothing (operands are finite).
#pragma once

#include <cstddef>

namespace inkling::kernels::reference {

/// y[m, n] = x[m, k] w[k, n] + b[n]; the bias is added last.
template <typename Scalar>
void affine(const Scalar* x, const Scalar* w, const Scalar* b, Scalar* y, std::size_t m, std::size_t k, std::size_t n) {
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      Scalar sum = 0;
      for (std::size_t p = 0; p < k; ++p) sum += x[i * k + p] * w[p * n + j];
      y[i * n + j] = sum + b[j];
    }
  }
}

/// dw[k, n] = x[m, k]ᵀ dy[m, n].
template <typename Scalar>
void weight_gradient(const Scalar* x, const Scalar* dy, Scalar* dw, std::size_t m, std::size_t k, std::size_t n) {
  for (std::size_t p = 0; p < k; ++p) {
    for (std::size_t j = 0; j < n; ++j) {
      Scalar sum = 0;
      for (std::size_t i = 0; i < m; ++i) sum += x[i * k + p] * dy[i * n + j];
      dw[p * n + j] = sum;
    }
  }
}

/// dx[m, k] = dy[m, n] w[k, n]ᵀ.
template <typename Scalar>
void input_gradient(const Scalar* dy, const Scalar* w, Scalar* dx, std::size_t m, std::size_t k, std::size_t n) {
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t p = 0; p < k; ++p) {
      Scalar sum = 0;
      for (std::size_t j = 0; j < n; ++j) sum += dy[i * n + j] * w[p * n + j];
      dx[i * k + p] = sum;
    }
  }
}

/// db[n]: the sum of the rows of dy[m, n].
template <typename Scalar>
void bias_gradient(const Scalar* dy, Scalar* db, std::size_t m, std::size_t n) {
  for (std::size_t j = 0; j < n; ++j) {
    Scalar sum = 0;
    for (std::size_t i = 0; i < m; ++i) sum += dy[i * n + j];
    db[j] = sum;
  }
}

}  // namespace inkling::kernels::reference

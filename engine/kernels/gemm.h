/// The three matrix products of a dense layer. Contract, shapes and order of summation: see reference.h.
#pragma once

#include <cstddef>
#include <vector>

#include "kernels/reference.h"

namespace inkling::kernels {

/// y[m, n] = x[m, k] w[k, n] + b[n]. `scratch` holds packed operands and grows as needed.
void affine(const float* x, const float* w, const float* b, float* y, std::size_t m, std::size_t k, std::size_t n,
            std::vector<float>& scratch);

/// dw[k, n] = x[m, k]ᵀ dy[m, n].
void weight_gradient(const float* x, const float* dy, float* dw, std::size_t m, std::size_t k, std::size_t n,
                     std::vector<float>& scratch);

/// Rows `first` to `first + rows - 1` of the same, so that they can be used while they are in the cache: dw[rows, n].
void weight_gradient_rows(const float* x, const float* dy, float* dw, std::size_t m, std::size_t k, std::size_t n,
                          std::size_t first, std::size_t rows, std::vector<float>& scratch);

/// dx[m, k] = dy[m, n] w[k, n]ᵀ.
void input_gradient(const float* dy, const float* w, float* dx, std::size_t m, std::size_t k, std::size_t n,
                    std::vector<float>& scratch);

/// db[n]: the sum of the rows of dy[m, n].
void bias_gradient(const float* dy, float* db, std::size_t m, std::size_t n);

// Double serves gradient checks only, where the definition is fast enough.
inline void affine(const double* x, const double* w, const double* b, double* y, std::size_t m, std::size_t k,
                   std::size_t n, std::vector<double>&) {
  reference::affine(x, w, b, y, m, k, n);
}
inline void weight_gradient(const double* x, const double* dy, double* dw, std::size_t m, std::size_t k, std::size_t n,
                            std::vector<double>&) {
  reference::weight_gradient(x, dy, dw, m, k, n);
}
inline void input_gradient(const double* dy, const double* w, double* dx, std::size_t m, std::size_t k, std::size_t n,
                           std::vector<double>&) {
  reference::input_gradient(dy, w, dx, m, k, n);
}
inline void bias_gradient(const double* dy, double* db, std::size_t m, std::size_t n) {
  reference::bias_gradient(dy, db, m, n);
}

}  // namespace inkling::kernels

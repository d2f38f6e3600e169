/// Products with a compressed matrix: a row of the result is a sum of rows of the other operand, 8 vectors at a time.
///
/// For each nonzero element, 8 vectors of a row are loaded, multiplied by it and added to 8 accumulators. With the
/// element itself that is 9 to 17 of the 16 registers that SSE2 and V8 have; the loads are operands of the
/// multiplications, so nothing spills. Eight independent sums hide the latency of the additions. Per element and vector
/// that is one load, one multiplication and one addition, so the additions and the loads bound the speed, not the
/// zeros. The outer loop is over blocks of columns: a block of w[784, 128] is 784 rows of 128 bytes, 100 kB, and stays
/// in the second-level cache for all the rows of the batch.
#include "kernels/sparse.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "kernels/simd.h"

namespace inkling::kernels {
namespace {

/// Measured: with more nonzero elements than this share the dense products are as fast.
constexpr double sparse_density = 0.35;

/// What 8 vectors at a time are: the widest block of columns.
constexpr std::size_t block_vectors = 8;

/// out[vectors * lanes] = sum of value[e] b[column[e], first...] over elements e, plus bias. Small and called for every
/// row and block: V8 replaces a function by its optimized code only when it is entered anew.
template <std::size_t vectors>
[[gnu::noinline]] void sum_rows(const float* value, const std::uint32_t* column, std::size_t elements, const float* b,
                                std::size_t stride, const float* bias, float* out) {
  Vector sum[vectors] = {};
  for (std::size_t e = 0; e < elements; ++e) {
    const Vector factor = splat(value[e]);
    const float* row = b + column[e] * stride;
    for (std::size_t v = 0; v < vectors; ++v) sum[v] += factor * load(row + v * lanes);
  }
  for (std::size_t v = 0; v < vectors; ++v) {
    store(out + v * lanes, bias == nullptr ? sum[v] : sum[v] + load(bias + v * lanes));
  }
}

/// The same for columns that do not fill a vector.
void sum_rest(const float* value, const std::uint32_t* column, std::size_t elements, const float* b, std::size_t stride,
              std::size_t width, const float* bias, float* out) {
  for (std::size_t j = 0; j < width; ++j) {
    float sum = 0;
    for (std::size_t e = 0; e < elements; ++e) sum += value[e] * b[column[e] * stride + j];
    out[j] = bias == nullptr ? sum : sum + bias[j];
  }
}

template <std::size_t vectors>
void multiply_block(const SparseRows& a, const float* b, const float* bias, float* c, std::size_t n,
                    std::size_t first) {
  for (std::size_t i = 0; i < a.rows(); ++i) {
    const std::size_t start = a.start[i];
    sum_rows<vectors>(a.value.data() + start, a.column.data() + start, a.start[i + 1] - start, b + first, n,
                      bias == nullptr ? nullptr : bias + first, c + i * n + first);
  }
}

/// c[rows, n] = a[rows, depth] b[depth, n], plus bias[n] where there is one.
void multiply(const SparseRows& a, const float* b, const float* bias, float* c, std::size_t n) {
  std::size_t first = 0;
  for (; first + block_vectors * lanes <= n; first += block_vectors * lanes) {
    multiply_block<block_vectors>(a, b, bias, c, n, first);
  }
  const auto narrower = [&]<std::size_t vectors>(std::integral_constant<std::size_t, vectors>) {
    if (first + vectors * lanes > n) return;
    multiply_block<vectors>(a, b, bias, c, n, first);
    first += vectors * lanes;
  };
  narrower(std::integral_constant<std::size_t, 4>());
  narrower(std::integral_constant<std::size_t, 2>());
  narrower(std::integral_constant<std::size_t, 1>());
  if (first == n) return;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    const std::size_t start = a.start[i];
    sum_rest(a.value.data() + start, a.column.data() + start, a.start[i + 1] - start, b + first, n, n - first,
             bias == nullptr ? nullptr : bias + first, c + i * n + first);
  }
}

/// Whether 8 floats are all +0, as most runs of eight pixels are.
bool all_zero(const float* x) {
  std::uint64_t bits[4];
  std::memcpy(bits, x, sizeof(bits));
  return (bits[0] | bits[1] | bits[2] | bits[3]) == 0;
}

}  // namespace

bool is_sparse(const float* x, std::size_t m, std::size_t k) {
  const std::size_t looked_at = std::min<std::size_t>(m, 4) * k;
  const auto zeros = static_cast<std::size_t>(std::count(x, x + looked_at, 0.0F));
  return static_cast<double>(looked_at - zeros) < sparse_density * static_cast<double>(looked_at);
}

void compress_rows(const float* x, std::size_t m, std::size_t k, SparseRows& rows) {
  rows.start.resize(m + 1);
  rows.column.resize(m * k);
  rows.value.resize(m * k);
  std::uint32_t at = 0;
  const auto take = [&](const float* row, std::size_t j) {
    rows.column[at] = static_cast<std::uint32_t>(j);
    rows.value[at] = row[j];
    at += row[j] != 0.0F ? 1U : 0U;  // what is zero is written over by the next
  };
  for (std::size_t i = 0; i < m; ++i) {
    rows.start[i] = at;
    const float* row = x + i * k;
    std::size_t j = 0;
    for (; j + 8 <= k; j += 8) {
      if (all_zero(row + j)) continue;
      for (std::size_t lane = 0; lane < 8; ++lane) take(row, j + lane);
    }
    for (; j < k; ++j) take(row, j);
  }
  rows.start[m] = at;
}

void transpose(const SparseRows& rows, std::size_t k, SparseRows& columns) {
  const std::size_t elements = rows.start.back();
  // Counted one place further on, so that after filling, each start has moved to where it belongs.
  columns.start.assign(k + 2, 0);
  columns.column.resize(elements);
  columns.value.resize(elements);
  for (std::size_t e = 0; e < elements; ++e) ++columns.start[rows.column[e] + 2];
  for (std::size_t j = 2; j < k + 2; ++j) columns.start[j] += columns.start[j - 1];
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    for (std::size_t e = rows.start[i]; e < rows.start[i + 1]; ++e) {
      const std::uint32_t to = columns.start[rows.column[e] + 1]++;
      columns.column[to] = static_cast<std::uint32_t>(i);
      columns.value[to] = rows.value[e];
    }
  }
  columns.start.pop_back();
}

void affine(const SparseRows& x, const float* w, const float* b, float* y, std::size_t n) { multiply(x, w, b, y, n); }

void weight_gradient(const SparseRows& x_columns, const float* dy, float* dw, std::size_t n) {
  multiply(x_columns, dy, nullptr, dw, n);
}

}  // namespace inkling::kernels

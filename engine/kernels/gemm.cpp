/// Matrix products by register tiles: 4 rows by 2 vectors of outputs stay in registers over the whole sum.
///
/// All three products are C[rows, columns] = A[rows, depth] B[depth, columns] with A and B read along different
/// strides. B is packed into panels two vectors wide, depth after depth, so that the inner loop reads it in order; A is
/// read in place, one scalar at a time. A tile keeps 4 x 2 accumulators, 2 vectors of B and 1 of A: 11 of the 16
/// registers that both SSE2 and V8 have, so nothing spills. Per depth it executes 8 multiplications and 8 additions for
/// 6 loads. A panel of 784 x 8 floats is 25 kB and stays in the first-level cache for all the rows.
#include "kernels/gemm.h"

#include <algorithm>

#include "kernels/simd.h"

namespace inkling::kernels {
namespace {

constexpr std::size_t tile_rows = 4;
constexpr std::size_t panel_width = 2 * lanes;

/// An operand read along strides: element (i, j) is data[i * row_stride + j * column_stride].
struct Strided {
  const float* data;
  std::size_t row_stride;
  std::size_t column_stride;
};

/// packed[depth, panel_width] = columns `first` to `first + width - 1` of b, zeros to their right.
void pack_panel(Strided b, std::size_t depth, std::size_t first, std::size_t width, float* packed) {
  for (std::size_t p = 0; p < depth; ++p, packed += panel_width) {
    const float* source = b.data + p * b.row_stride + first * b.column_stride;
    for (std::size_t j = 0; j < width; ++j) packed[j] = source[j * b.column_stride];
    std::fill(packed + width, packed + panel_width, 0.0F);
  }
}

/// out[rows, panel_width] = a[rows, depth] panel[depth, panel_width]. Small and called for every tile: V8 replaces a
/// function by its optimized code only when it is entered anew.
template <std::size_t rows>
[[gnu::noinline]] void multiply_tile(Strided a, const float* panel, std::size_t depth, float* out) {
  Vector sum[rows][2] = {};
  const float* column = a.data;
  for (std::size_t p = 0; p < depth; ++p, column += a.column_stride, panel += panel_width) {
    const Vector left = load(panel);
    const Vector right = load(panel + lanes);
    for (std::size_t i = 0; i < rows; ++i) {
      const Vector factor = splat(column[i * a.row_stride]);
      sum[i][0] += factor * left;
      sum[i][1] += factor * right;
    }
  }
  for (std::size_t i = 0; i < rows; ++i) {
    store(out + i * panel_width, sum[i][0]);
    store(out + i * panel_width + lanes, sum[i][1]);
  }
}

void multiply_tile(std::size_t rows, Strided a, const float* panel, std::size_t depth, float* out) {
  switch (rows) {
    case 1:
      return multiply_tile<1>(a, panel, depth, out);
    case 2:
      return multiply_tile<2>(a, panel, depth, out);
    case 3:
      return multiply_tile<3>(a, panel, depth, out);
    default:
      return multiply_tile<tile_rows>(a, panel, depth, out);
  }
}

/// c[rows, columns] = a[rows, depth] b[depth, columns], plus bias[columns] where there is one.
void multiply(Strided a, Strided b, const float* bias, float* c, std::size_t rows, std::size_t depth,
              std::size_t columns, std::vector<float>& scratch) {
  scratch.resize(std::max(scratch.size(), depth * panel_width));
  float tile[tile_rows * panel_width];
  for (std::size_t first = 0; first < columns; first += panel_width) {
    const std::size_t width = std::min(panel_width, columns - first);
    pack_panel(b, depth, first, width, scratch.data());
    for (std::size_t top = 0; top < rows; top += tile_rows) {
      const std::size_t height = std::min(tile_rows, rows - top);
      multiply_tile(height, {a.data + top * a.row_stride, a.row_stride, a.column_stride}, scratch.data(), depth, tile);
      for (std::size_t i = 0; i < height; ++i) {
        float* target = c + (top + i) * columns + first;
        const float* source = tile + i * panel_width;
        if (bias == nullptr) {
          std::copy_n(source, width, target);
        } else {
          for (std::size_t j = 0; j < width; ++j) target[j] = source[j] + bias[first + j];
        }
      }
    }
  }
}

}  // namespace

void affine(const float* x, const float* w, const float* b, float* y, std::size_t m, std::size_t k, std::size_t n,
            std::vector<float>& scratch) {
  multiply({x, k, 1}, {w, n, 1}, b, y, m, k, n, scratch);
}

void weight_gradient(const float* x, const float* dy, float* dw, std::size_t m, std::size_t k, std::size_t n,
                     std::vector<float>& scratch) {
  multiply({x, 1, k}, {dy, n, 1}, nullptr, dw, k, m, n, scratch);
}

void input_gradient(const float* dy, const float* w, float* dx, std::size_t m, std::size_t k, std::size_t n,
                    std::vector<float>& scratch) {
  multiply({dy, n, 1}, {w, 1, n}, nullptr, dx, m, n, k, scratch);
}

void bias_gradient(const float* dy, float* db, std::size_t m, std::size_t n) {
  std::fill_n(db, n, 0.0F);
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t j = 0; j < n; ++j) db[j] += dy[i * n + j];
  }
}

}  // namespace inkling::kernels

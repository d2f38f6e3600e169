/// Products with a compressed matrix: a row of the result is a sum of rows of the other operand, 8 vectors at a time.
///
/// Both products are C[rows, n] = A[rows, depth] B[depth, n] with A compressed: forward with x by its rows, the weight
/// gradient with x by its columns. B is packed into panels of 8 vectors of columns, depth after depth, so that a row of
/// a panel is contiguous; forward packs only the rows that some example needs.
///
/// Registers: 8 accumulators, 1 vector of A and 1 product, of the 15 that V8 hands out. Work per nonzero element:
/// 8 loads, 8 multiplications and 8 additions, and about 7 instructions to find the row: 31, which a core that starts
/// 6 a cycle does in 5.2 cycles, where multiplying and adding alone would take 4. So 77 % of the peak is the limit of
/// this shape; the zeros skipped are worth five times that.
///
/// Caches: a panel of 784 rows of 32 floats is 100 kB and stays in the second level for all the rows of a batch; one
/// of the 64 rows of a gradient is 8 kB and stays in the first.
///
/// Measured in Chromium, on the operations that are left, finding and filling columns included: 44 to 66 % of what V8
/// makes of multiplications and additions in registers alone. `npm run bench` prints the table.
#include "kernels/sparse.h"

#include <algorithm>
#include <cstring>

#include "kernels/simd.h"

namespace inkling::kernels {
namespace {

/// Measured: with more nonzero elements than this share the dense products are as fast.
constexpr double sparse_density = 0.35;

/// The widest block of columns: 8 vectors.
constexpr std::size_t panel_width = 8 * lanes;

/// out[rows, vectors * lanes] = a b + bias, where row i of a is at start[i] up to start[i + 1], and the rows of out are
/// `stride` apart. Small and called for every panel: V8 replaces a function by its optimized code only
/// when it is entered anew.
template <std::size_t vectors>
[[gnu::noinline]] void sum_rows(const std::uint32_t* start, std::size_t rows, const SparseElement* elements,
                                const float* b, const float* bias, float* out, std::size_t stride) {
  for (std::size_t i = 0; i < rows; ++i, out += stride) {
    Vector sum[vectors] = {};
    const SparseElement* const end = elements + start[i + 1];
    for (const SparseElement* element = elements + start[i]; element < end; ++element) {
      const Vector factor = splat(element->value);
      const float* row = b + element->column * (vectors * lanes);
      for (std::size_t v = 0; v < vectors; ++v) sum[v] += factor * load(row + v * lanes);
    }
    for (std::size_t v = 0; v < vectors; ++v) store(out + v * lanes, sum[v] + load(bias + v * lanes));
  }
}

using SumRows = void (*)(const std::uint32_t*, std::size_t, const SparseElement*, const float*, const float*, float*,
                         std::size_t);

/// A block of columns: 8 vectors, or what is left of n, padded to as many vectors as there is a kernel for.
struct Panel {
  Panel(std::size_t first_column, std::size_t n) : first(first_column), width(std::min(panel_width, n - first_column)) {
    if (width > 4 * lanes) {
      padded = 8 * lanes, sum = sum_rows<8>;
    } else if (width > 2 * lanes) {
      padded = 4 * lanes, sum = sum_rows<4>;
    } else {
      padded = 2 * lanes, sum = sum_rows<2>;
    }
  }

  std::size_t first;   ///< column
  std::size_t width;   ///< in columns
  std::size_t padded;  ///< with the zeros to their right
  SumRows sum;
};

/// `take(panel)` for each block of n columns.
template <typename Take>
void for_each_panel(std::size_t n, Take take) {
  for (std::size_t first = 0; first < n; first += panel_width) take(Panel(first, n));
}

/// One row of a panel: packed[padded] = from[width] and zeros.
void pack_row(const float* from, const Panel& panel, float* packed) {
  if (panel.width == panel_width) {
    for (std::size_t j = 0; j < panel_width; j += lanes) store(packed + j, load(from + j));
  } else {
    std::copy_n(from, panel.width, packed);
    std::fill(packed + panel.width, packed + panel.padded, 0.0F);
  }
}

/// The panel's columns of c[rows, n] = a b + bias. A sum that started at +0 is never -0, so where there is no bias, +0
/// changes nothing.
void multiply(const std::uint32_t* start, std::size_t rows, const SparseElement* elements, const float* b,
              const float* bias, const Panel& panel, float* c, std::size_t n) {
  float padded_bias[panel_width] = {};
  if (bias != nullptr) std::copy_n(bias + panel.first, panel.width, padded_bias);
  if (panel.width == panel.padded) {
    panel.sum(start, rows, elements, b, padded_bias, c + panel.first, n);
    return;
  }
  float out[panel_width];
  for (std::size_t i = 0; i < rows; ++i) {
    panel.sum(start + i, 1, elements, b, padded_bias, out, panel_width);
    std::copy_n(out, panel.width, c + i * n + panel.first);
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
  rows.columns = k;
  rows.start.resize(m + 1);
  // One more, since a zero is written, too, before the next element takes its place.
  const auto elements = m * k - static_cast<std::size_t>(std::count(x, x + m * k, 0.0F));
  rows.elements.resize(std::max(rows.elements.size(), elements + 1));
  std::uint32_t at = 0;
  SparseElement* const kept = rows.elements.data();
  const auto take = [&](const float* row, std::size_t j) {
    kept[at] = {static_cast<std::uint32_t>(j), row[j]};
    at += row[j] != 0.0F ? 1U : 0U;  // what is zero is written over by the next
  };
  for (std::size_t i = 0; i < m; ++i) {
    rows.start[i] = at;
    const float* row = x + i * k;
    for (std::size_t j = 0; j < k;) {
      if (j + 8 <= k && all_zero(row + j)) {
        j += 8;
      } else {
        for (const std::size_t end = std::min(j + 8, k); j < end; ++j) take(row, j);
      }
    }
  }
  rows.start[m] = at;
}

SparseElement* unpack(std::span<const std::uint32_t> words, const ValueOfByte& value_of, SparseElement* elements) {
  for (const std::uint32_t word : words) *elements++ = {word / 256, value_of[word % 256]};
  return elements;
}

void find_columns(const SparseRows& x, std::size_t block, SparseRows& columns) {
  columns.columns = x.rows();
  const std::size_t all = x.columns * std::max<std::size_t>(1, (x.rows() + block - 1) / block);
  columns.start.assign(all + 1, 0);
  std::uint32_t* count = columns.start.data() + 1;
  const SparseElement* element = x.elements.data();
  for (std::size_t row = 0; row < x.rows(); row += block, count += x.columns) {
    const SparseElement* const end = x.elements.data() + x.start[std::min(row + block, x.rows())];
    for (; element < end; ++element) ++count[element->column];
  }
  for (std::size_t j = 1; j < all; ++j) columns.start[j + 1] += columns.start[j];
}

bool is_empty_column(const SparseRows& x, const SparseRows& columns, std::size_t column) {
  for (std::size_t j = column; j + 1 < columns.start.size(); j += x.columns) {
    if (columns.start[j] != columns.start[j + 1]) return false;
  }
  return true;
}

void fill_columns(const SparseRows& x, std::size_t block, SparseRows& columns) {
  // While filling, start[j] moves from where column j begins to where it ends, which is where column j + 1 begins.
  columns.elements.resize(x.start.back());
  std::uint32_t* next = columns.start.data();
  SparseElement* const filled = columns.elements.data();
  for (std::uint32_t i = 0; i < x.rows(); ++i) {
    if (i > 0 && i % block == 0) next += x.columns;
    const SparseElement* const end = x.elements.data() + x.start[i + 1];
    for (const SparseElement* element = x.elements.data() + x.start[i]; element < end; ++element) {
      filled[next[element->column]++] = {i, element->value};
    }
  }
  std::copy_backward(columns.start.begin(), columns.start.end() - 1, columns.start.end());
  columns.start.front() = 0;
}

void affine(const SparseRows& x, const SparseRows& columns, const float* w, const float* b, float* y, std::size_t n,
            std::vector<float>& scratch) {
  float* const packed = aligned_room(scratch, x.columns * panel_width);
  for_each_panel(n, [&](const Panel& panel) {
    for (std::size_t j = 0; j < x.columns; ++j) {
      if (is_empty_column(x, columns, j)) continue;
      pack_row(w + j * n + panel.first, panel, packed + j * panel.padded);
    }
    multiply(x.start.data(), x.rows(), x.elements.data(), packed, b, panel, y, n);
  });
}

const float* pack_gradient(const float* dy, std::size_t m, std::size_t n, std::vector<float>& scratch) {
  float* const packed = aligned_room(scratch, m * (n + panel_width));
  for_each_panel(n, [&](const Panel& panel) {
    float* to = packed + m * panel.first;
    for (std::size_t i = 0; i < m; ++i) pack_row(dy + i * n + panel.first, panel, to + i * panel.padded);
  });
  return packed;
}

void weight_gradient_rows(const SparseRows& columns, const float* packed, std::size_t m, std::size_t n,
                          std::size_t first, std::size_t rows, float* dw) {
  for_each_panel(n, [&](const Panel& panel) {
    multiply(columns.start.data() + first, rows, columns.elements.data(), packed + m * panel.first, nullptr, panel, dw,
             n);
  });
}

}  // namespace inkling::kernels

/// Matrix products by register tiles: up to 5 rows by 2 vectors of outputs stay in registers over the whole sum.
///
/// All three products are C[rows, columns] = A[rows, depth] B[depth, columns] with A and B read along different
/// strides. Both are packed, so that the inner loop reads them in order: B into panels of 2 vectors of columns, A into
/// tiles of up to 5 rows, depth after depth. Packing costs one visit of each element; a panel is used for every tile
/// and a tile for every panel.
///
/// Registers: 5 x 2 accumulators, 2 vectors of B, 1 of A and 1 product are 14 of the 16 that SSE2 and V8 have (V8 keeps
/// one for itself); a sixth row spills and halves the speed. Work per depth: 10 multiplications and 10 additions for
/// 2 loads of B and 5 of A, where a core that multiplies and adds two vectors a cycle takes 5 cycles and could do 10
/// loads. Ten sums that do not depend on each other hide the additions' latency of 3 to 4 cycles.
///
/// Rows are spread evenly over the tiles (64 rows are 12 tiles of 5 and 1 of 4; 6 are two of 3), since small tiles wait
/// for their additions. Outputs that would leave lanes empty, as ten columns do, are computed as Cᵀ = Bᵀ Aᵀ where rows
/// fill the lanes better.
///
/// Caches: a panel of 784 x 8 floats is 25 kB and stays in the first level for all tiles; packed tiles are kept to
/// half a megabyte at a time and stay in the second.
///
/// Measured in Chromium, as shares of what V8 makes of multiplications and additions in registers alone, which is
/// itself four fifths of what the core can do: 98 % within the tiles; whole products, packing included, 75 to 97 %
/// where all sides have dozens, more the larger they are; 50 to 70 % with ten outputs, where packing and putting are a
/// good part of so little work. `npm run bench` prints the table.
#include "kernels/gemm.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "kernels/simd.h"

namespace inkling::kernels {
namespace {

constexpr std::size_t tile_rows = 5;
constexpr std::size_t vectors = 2;
constexpr std::size_t panel_width = vectors * lanes;
constexpr std::size_t packed_tiles = 131'072;  ///< floats

/// An operand read along strides: element (i, j) is data[i * row_stride + j * column_stride].
struct Strided {
  const float* data;
  std::size_t row_stride;
  std::size_t column_stride;

  Strided at(std::size_t i, std::size_t j) const {
    return {data + i * row_stride + j * column_stride, row_stride, column_stride};
  }
  Strided transposed() const { return {data, column_stride, row_stride}; }
};

/// target[i * stride + j] = source(i, j), for rows and columns of the source. Where it runs along its rows' index, by
/// blocks of 4 x 4, which are transposed in registers.
[[gnu::noinline]] void copy(Strided source, std::size_t rows, std::size_t columns, float* target, std::size_t stride) {
  const std::size_t whole_columns = columns / 4 * 4;
  const bool is_transposed = source.column_stride != 1;
  const std::size_t whole_rows = is_transposed && source.row_stride == 1 ? rows / 4 * 4 : 0;
  if (is_transposed) {
    for (std::size_t j = 0; j < whole_columns; j += 4) {
      const float* from = source.data + j * source.column_stride;
      for (std::size_t i = 0; i < whole_rows; i += 4) {
        transpose_block(from + i, source.column_stride, target + i * stride + j, stride);
      }
    }
  } else if (columns == panel_width) {
    for (std::size_t i = 0; i < rows; ++i) {
      const float* from = source.data + i * source.row_stride;
      for (std::size_t v = 0; v < panel_width; v += lanes) store(target + i * stride + v, load(from + v));
    }
  } else {
    for (std::size_t i = 0; i < rows; ++i) {
      const float* from = source.data + i * source.row_stride;
      for (std::size_t j = 0; j < whole_columns; j += 4) {
        std::memcpy(target + i * stride + j, from + j, 4 * sizeof(float));
      }
    }
  }
  const auto rest = [&](std::size_t row, std::size_t column) {
    for (std::size_t i = row; i < rows; ++i) {
      for (std::size_t j = column; j < columns; ++j) {
        target[i * stride + j] = source.data[i * source.row_stride + j * source.column_stride];
      }
    }
  };
  rest(0, whole_columns);
  if (is_transposed) rest(whole_rows, 0);
}

/// How rows are cut into tiles: `tall` ones of `height` rows, then `low` ones with a row less. As few as can be, and as
/// even, since a low tile waits for its additions.
struct Tiling {
  explicit Tiling(std::size_t rows) {
    const std::size_t tiles = (rows + tile_rows - 1) / tile_rows;
    height = (rows + tiles - 1) / tiles;
    low = tiles * height - rows;
    tall = tiles - low;
  }
  std::size_t height;
  std::size_t tall;
  std::size_t low;
};

/// tiles: each tile of a[rows, depth] as [depth, its height], one after another.
void pack_tiles(Strided a, std::size_t rows, std::size_t depth, float* tiles) {
  const Tiling tiling(rows);
  const Strided columns = a.transposed();
  std::size_t top = 0;
  for (std::size_t i = 0; i < tiling.tall + tiling.low; ++i) {
    const std::size_t height = i < tiling.tall ? tiling.height : tiling.height - 1;
    copy(columns.at(0, top), depth, height, tiles + top * depth, height);
    top += height;
  }
}

/// out[height, panel_width] = tile[depth, height]ᵀ panel[depth, panel_width] + bias[panel_width], for `count` tiles
/// with the same panel. Small and called for every panel: V8 replaces a function by its optimized code only when it is
/// entered anew.
template <std::size_t height>
[[gnu::noinline]] void multiply_tiles(const float* tile, std::size_t count, const float* panel,
                                      std::size_t panel_stride, std::size_t depth, const float* bias, float* out,
                                      std::size_t out_stride) {
  for (; count > 0; --count) {
    Vector sum[height][vectors] = {};
    const float* row = panel;
    for (std::size_t p = 0; p < depth; ++p, tile += height, row += panel_stride) {
      Vector right[vectors];
      for (std::size_t v = 0; v < vectors; ++v) right[v] = load(row + v * lanes);
      for (std::size_t i = 0; i < height; ++i) {
        const Vector factor = splat(tile[i]);
        for (std::size_t v = 0; v < vectors; ++v) sum[i][v] += factor * right[v];
      }
    }
    for (std::size_t i = 0; i < height; ++i, out += out_stride) {
      for (std::size_t v = 0; v < vectors; ++v) store(out + v * lanes, sum[i][v] + load(bias + v * lanes));
    }
  }
}

using MultiplyTiles = void (*)(const float*, std::size_t, const float*, std::size_t, std::size_t, const float*, float*,
                               std::size_t);

constexpr std::array<MultiplyTiles, tile_rows + 1> by_height{nullptr,           multiply_tiles<1>, multiply_tiles<2>,
                                                             multiply_tiles<3>, multiply_tiles<4>, multiply_tiles<5>};

/// One panel of B, and how far its rows are apart.
struct Panel {
  const float* data;
  std::size_t stride;
};

/// out[rows, panel] = tiles[rows, depth] panel[depth, panel_width] + bias. A sum that started at +0 is never -0, so
/// a bias of +0 changes nothing.
void multiply_panel(const float* tiles, std::size_t rows, std::size_t depth, Panel panel, const float* bias, float* out,
                    std::size_t out_stride) {
  const Tiling tiling(rows);
  by_height[tiling.height](tiles, tiling.tall, panel.data, panel.stride, depth, bias, out, out_stride);
  if (tiling.low == 0) return;
  const std::size_t done = tiling.tall * tiling.height;
  by_height[tiling.height - 1](tiles + done * depth, tiling.low, panel.data, panel.stride, depth, bias,
                               out + done * out_stride, out_stride);
}

/// What a product is added to and where it goes: c[rows, columns], or its transpose where the operands were swapped,
/// with the bias of each column of c, or null.
struct Target {
  float* c;
  std::size_t stride;
  const float* bias;
  bool is_swapped;
};

/// Puts the rows of a panel, which begins at (top, first) of the product, where they belong.
void put(const float* out, std::size_t rows, std::size_t width, const Target& target, std::size_t top,
         std::size_t first) {
  if (target.is_swapped) {
    copy({out, 1, panel_width}, width, rows, target.c + first * target.stride + top, target.stride);
  } else {
    copy({out, panel_width, 1}, rows, width, target.c + top * target.stride + first, target.stride);
  }
}

/// out[rows, panel_width] += bias[rows].
void add_to_rows(const float* bias, std::size_t rows, float* out) {
  for (std::size_t i = 0; i < rows; ++i, out += panel_width) {
    for (std::size_t v = 0; v < panel_width; v += lanes) store(out + v, load(out + v) + splat(bias[i]));
  }
}

/// The product a[rows, depth] b[depth, columns].
[[gnu::noinline]] void multiply_as_given(Strided a, Strided b, const Target& target, std::size_t rows,
                                         std::size_t depth, std::size_t columns, std::vector<float>& scratch) {
  const std::size_t block_rows = std::min(rows, std::max(tile_rows, packed_tiles / std::max<std::size_t>(depth, 1)));
  float* packed = aligned_room(scratch, (depth + block_rows) * panel_width + block_rows * depth);
  float* out = packed + depth * panel_width;
  float* tiles = out + block_rows * panel_width;
  const bool is_read_once = b.column_stride == 1 && rows <= 2 * tile_rows;
  for (std::size_t top = 0; top < rows; top += block_rows) {
    const std::size_t height = std::min(block_rows, rows - top);
    pack_tiles(a.at(top, 0), height, depth, tiles);
    for (std::size_t first = 0; first < columns; first += panel_width) {
      const std::size_t width = std::min(panel_width, columns - first);
      const bool is_whole = width == panel_width;
      Panel panel{b.at(0, first).data, b.row_stride};
      if (!is_whole || !is_read_once) {
        panel = {packed, panel_width};
        if (!is_whole) std::fill_n(packed, depth * panel_width, 0.0F);
        copy(b.at(0, first), depth, width, packed, panel_width);
      }
      float bias[panel_width] = {};
      if (target.bias != nullptr && !target.is_swapped) std::copy_n(target.bias + first, width, bias);
      if (is_whole && !target.is_swapped) {
        multiply_panel(tiles, height, depth, panel, bias, target.c + top * target.stride + first, target.stride);
      } else {
        multiply_panel(tiles, height, depth, panel, bias, out, panel_width);
        if (target.bias != nullptr && target.is_swapped) add_to_rows(target.bias + top, height, out);
        put(out, height, width, target, top, first);
      }
    }
  }
}

/// What share of the lanes' work is wasted where `outputs` of them lie side by side, relative to none.
double padding(std::size_t outputs) {
  const std::size_t padded = (outputs + lanes - 1) / lanes * lanes;
  return static_cast<double>(padded) / static_cast<double>(outputs);
}

/// c[rows, columns] = a[rows, depth] b[depth, columns], plus bias[columns] where there is one.
void multiply(Strided a, Strided b, const float* bias, float* c, std::size_t rows, std::size_t depth,
              std::size_t columns, std::vector<float>& scratch) {
  // A tenth is what swapping costs: outputs are then put in place one by one.
  if (padding(columns) > 1.1 * padding(rows)) {
    multiply_as_given(b.transposed(), a.transposed(), {c, columns, bias, true}, columns, depth, rows, scratch);
  } else {
    multiply_as_given(a, b, {c, columns, bias, false}, rows, depth, columns, scratch);
  }
}

}  // namespace

void affine(const float* x, const float* w, const float* b, float* y, std::size_t m, std::size_t k, std::size_t n,
            std::vector<float>& scratch) {
  multiply({x, k, 1}, {w, n, 1}, b, y, m, k, n, scratch);
}

void weight_gradient(const float* x, const float* dy, float* dw, std::size_t m, std::size_t k, std::size_t n,
                     std::vector<float>& scratch) {
  weight_gradient_rows(x, dy, dw, m, k, n, 0, k, scratch);
}

void weight_gradient_rows(const float* x, const float* dy, float* dw, std::size_t m, std::size_t k, std::size_t n,
                          std::size_t first, std::size_t rows, std::vector<float>& scratch) {
  multiply({x + first, 1, k}, {dy, n, 1}, nullptr, dw, rows, m, n, scratch);
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

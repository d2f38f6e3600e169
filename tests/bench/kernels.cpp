/// Natively a part of the Google Benchmark program; for the browser a WASM module together with the peak.
#include "kernels.h"

#include <algorithm>
#include <optional>
#include <random>

#include "kernels/gemm.h"
#include "kernels/sparse.h"

namespace inkling::bench {
namespace {

std::vector<float> random_values(std::size_t count, std::mt19937& random) {
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(random() % 1000 + 1) / 1000;
  return values;
}

/// Zeros are strewn evenly. MNIST's come in runs, which are quicker to skip: so this is the slower of the two.
std::vector<float> with_zeros(std::vector<float> values, std::mt19937& random) {
  for (float& value : values) value = static_cast<double>(random() % 1000) < 1000 * Layer::pixel_density ? value : 0;
  return values;
}

std::optional<Layer> open_layer;

}  // namespace

Layer::Layer(const Shape& shape) : shape_(shape) {
  const auto& [m, k, n] = shape;
  std::mt19937 random(1);
  x_ = random_values(m * k, random);
  pixels_ = with_zeros(x_, random);
  w_ = random_values(k * n, random);
  b_ = random_values(n, random);
  y_ = random_values(m * n, random);
  result_.resize(std::max({m * k, k * n, m * n}));
  kernels::compress_rows(pixels_.data(), m, k, rows_);
}

void Layer::multiply(Product product) {
  const auto& [m, k, n] = shape_;
  switch (product) {
    case Product::affine:
      return kernels::affine(x_.data(), w_.data(), b_.data(), result_.data(), m, k, n, scratch_);
    case Product::weight_gradient:
      return kernels::weight_gradient(x_.data(), y_.data(), result_.data(), m, k, n, scratch_);
    case Product::input_gradient:
      return kernels::input_gradient(y_.data(), w_.data(), result_.data(), m, k, n, scratch_);
    case Product::sparse_affine:
      kernels::find_columns(rows_, rows_.rows(), columns_);
      return kernels::affine(rows_, columns_, w_.data(), b_.data(), result_.data(), n, scratch_);
    case Product::sparse_weight_gradient: {
      kernels::find_columns(rows_, rows_.rows(), columns_);
      kernels::fill_columns(rows_, rows_.rows(), columns_);
      const float* packed = kernels::pack_gradient(y_.data(), m, n, scratch_);
      return kernels::weight_gradient_rows(columns_, packed, m, n, 0, k, result_.data());
    }
  }
}

double Layer::effective_operations() const {
  const auto& [m, k, n] = shape_;
  return 2.0 * static_cast<double>(m * k * n);
}

double Layer::executed_operations(Product product) const {
  if (product != Product::sparse_affine && product != Product::sparse_weight_gradient) return effective_operations();
  return 2.0 * static_cast<double>(rows_.start.back() * shape_.outputs);
}

}  // namespace inkling::bench

using inkling::bench::open_layer;
using inkling::bench::Product;
using inkling::bench::Shape;
using inkling::bench::shapes;

int inkling_shape_count() { return static_cast<int>(shapes.size()); }

int inkling_shape(int shape, int side) {
  const Shape& found = shapes.at(static_cast<std::size_t>(shape));
  const std::array<std::size_t, 4> sides = {found.batch, found.inputs, found.outputs, found.reads_pixels() ? 1U : 0U};
  return static_cast<int>(sides.at(static_cast<std::size_t>(side)));
}

void inkling_open_layer(int shape) { open_layer.emplace(shapes.at(static_cast<std::size_t>(shape))); }

void inkling_multiply(int product, int times) {
  for (int i = 0; i < times; ++i) open_layer->multiply(static_cast<Product>(product));
}

double inkling_effective_operations() { return open_layer->effective_operations(); }

double inkling_executed_operations(int product) {
  return open_layer->executed_operations(static_cast<Product>(product));
}

/// The products of a dense layer, by shape, as the browser's table and Google Benchmark measure them.
#pragma once

#include <inkling/sparse_rows.h>

#include <array>
#include <cstddef>
#include <vector>

namespace inkling::bench {

/// A layer of `outputs` units on `inputs` values, for `batch` examples.
struct Shape {
  std::size_t batch;
  std::size_t inputs;
  std::size_t outputs;

  /// Its inputs are a digit's pixels, most of which are zero.
  bool reads_pixels() const { return inputs > 780 && inputs <= 784; }
};

/// Those of the workloads first; then a batch of one, of a few, and of what scoring takes; and edges that no vector and
/// no tile divides.
inline constexpr std::array<Shape, 12> shapes{{
    {64, 784, 128},
    {32, 784, 1000},
    {128, 784, 512},
    {128, 512, 256},
    {128, 256, 10},
    {64, 128, 10},
    {32, 1000, 10},
    {1, 784, 128},
    {16, 784, 128},
    {100, 784, 128},
    {61, 783, 127},
    {7, 33, 19},
}};

enum class Product { affine, weight_gradient, input_gradient, sparse_affine, sparse_weight_gradient };

/// The operands of one shape. Each product reads x, w, b or y and writes into a matrix of its own, so that no value
/// grows however often it is repeated, and none is ever subnormal.
class Layer {
 public:
  /// The share of MNIST's pixels that are not zero.
  static constexpr double pixel_density = 0.19;

  explicit Layer(const Shape& shape);

  /// The sparse products with what each step adds to them: the compression of the batch, and its transposition.
  void multiply(Product product);

  /// Two for each weight and example, zeros included.
  double effective_operations() const;

  /// The same without what is multiplied by a zero, where the product skips it.
  double executed_operations(Product product) const;

 private:
  Shape shape_;
  std::vector<float> x_, pixels_, w_, b_, y_, result_;
  std::vector<float> scratch_;
  SparseRows rows_, columns_;
};

}  // namespace inkling::bench

// The same for the browser, which measures one shape at a time. A product is known by its number in `Product`.

extern "C" int inkling_shape_count();
/// Of shape number `shape`: 0 is its batch, 1 its inputs, 2 its outputs, and 3 is 1 where it reads pixels.
extern "C" int inkling_shape(int shape, int side);
extern "C" void inkling_open_layer(int shape);
extern "C" void inkling_multiply(int product, int times);
extern "C" double inkling_effective_operations();
extern "C" double inkling_executed_operations(int product);

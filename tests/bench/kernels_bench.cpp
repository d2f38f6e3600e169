/// The kernels one by one natively, over the shapes of kernels.h, with Google Benchmark (Debian: libbenchmark-dev).
///
///   cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS=-march=native -DINKLING_BENCHMARKS=ON
///   cmake --build build/bench --target inkling_benchmarks && build/bench/inkling_benchmarks
///
/// Without -march=native the kernels run on 128-bit vectors, as in the browser: then compare them with `peak`. FLOP/s
/// count two operations for each weight and example, zeros included.
#include <benchmark/benchmark.h>

#include "kernels.h"
#include "peak.h"

namespace {

using inkling::bench::Layer;
using inkling::bench::Product;
using inkling::bench::Shape;
using inkling::bench::shapes;

void multiply(benchmark::State& state, Product product) {
  const auto side = [&](std::size_t i) { return static_cast<std::size_t>(state.range(i)); };
  Layer layer({side(0), side(1), side(2)});
  for (auto _ : state) {
    layer.multiply(product);
    benchmark::ClobberMemory();
  }
  state.counters["FLOP/s"] =
      benchmark::Counter(layer.effective_operations(), benchmark::Counter::kIsIterationInvariantRate);
}

/// The core's 128-bit limit, to hold the others against.
void peak(benchmark::State& state) {
  constexpr int rounds = 100'000;
  float term = 1;
  for (auto _ : state) {
    benchmark::DoNotOptimize(term);
    benchmark::DoNotOptimize(inkling_peak(rounds, 0.5F, term));
  }
  state.counters["FLOP/s"] = benchmark::Counter(static_cast<double>(rounds) * inkling_peak_operations(),
                                                benchmark::Counter::kIsIterationInvariantRate);
}

void add(benchmark::internal::Benchmark* benchmark, const Shape& shape) {
  const auto side = [](std::size_t size) { return static_cast<std::int64_t>(size); };
  benchmark->Args({side(shape.batch), side(shape.inputs), side(shape.outputs)});
}

void all_shapes(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgNames({"batch", "in", "out"});
  for (const Shape& shape : shapes) add(benchmark, shape);
}

void pixel_shapes(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgNames({"batch", "in", "out"});
  for (const Shape& shape : shapes) {
    if (shape.reads_pixels()) add(benchmark, shape);
  }
}

BENCHMARK(peak);
BENCHMARK_CAPTURE(multiply, affine, Product::affine)->Apply(all_shapes);
BENCHMARK_CAPTURE(multiply, weight_gradient, Product::weight_gradient)->Apply(all_shapes);
BENCHMARK_CAPTURE(multiply, input_gradient, Product::input_gradient)->Apply(all_shapes);
BENCHMARK_CAPTURE(multiply, sparse_affine, Product::sparse_affine)->Apply(pixel_shapes);
BENCHMARK_CAPTURE(multiply, sparse_weight_gradient, Product::sparse_weight_gradient)->Apply(pixel_shapes);

}  // namespace

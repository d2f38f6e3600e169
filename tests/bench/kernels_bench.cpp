/// The kernels one by one, over the shapes of the benchmarks' workloads, with Google Benchmark (Debian:
/// libbenchmark-dev).
///
///   cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS=-march=native -DINKLING_BENCHMARKS=ON
///   cmake --build build/bench --target inkling_benchmarks && build/bench/inkling_benchmarks
///
/// Without -march=native the kernels run on 128-bit vectors, as in the browser: then compare them with `peak`. FLOP/s
/// count two operations for each weight and example, zeros included.
#include <benchmark/benchmark.h>
#include <inkling/sparse_rows.h>

#include <cstdint>
#include <random>
#include <vector>

#include "kernels/gemm.h"
#include "kernels/sparse.h"
#include "peak.h"

namespace {

using namespace inkling;

/// The share of MNIST's pixels that are not zero.
constexpr double pixel_density = 0.19;

/// One layer at one batch: x[m, k], w[k, n], y[m, n], with values that never become subnormal.
struct Operands {
  Operands(const benchmark::State& state, double density)
      : m(static_cast<std::size_t>(state.range(0))),
        k(static_cast<std::size_t>(state.range(1))),
        n(static_cast<std::size_t>(state.range(2))),
        x(m * k),
        w(k * n),
        b(n),
        y(m * n) {
    std::mt19937 random(1);
    for (std::vector<float>* matrix : {&x, &w, &b, &y}) {
      for (float& value : *matrix) value = static_cast<float>(random() % 1000 + 1) / 1000;
    }
    for (float& value : x) value = static_cast<double>(random() % 1000) < 1000 * density ? value : 0;
  }

  std::size_t m, k, n;
  std::vector<float> x, w, b, y;
  std::vector<float> scratch;
};

void count(benchmark::State& state) {
  const double operations = 2.0 * static_cast<double>(state.range(0) * state.range(1) * state.range(2));
  state.counters["FLOP/s"] = benchmark::Counter(operations, benchmark::Counter::kIsIterationInvariantRate);
}

void affine(benchmark::State& state) {
  Operands layer(state, 1);
  for (auto _ : state) {
    kernels::affine(layer.x.data(), layer.w.data(), layer.b.data(), layer.y.data(), layer.m, layer.k, layer.n,
                    layer.scratch);
    benchmark::ClobberMemory();
  }
  count(state);
}

void weight_gradient(benchmark::State& state) {
  Operands layer(state, 1);
  for (auto _ : state) {
    kernels::weight_gradient(layer.x.data(), layer.y.data(), layer.w.data(), layer.m, layer.k, layer.n, layer.scratch);
    benchmark::ClobberMemory();
  }
  count(state);
}

void input_gradient(benchmark::State& state) {
  Operands layer(state, 1);
  for (auto _ : state) {
    kernels::input_gradient(layer.y.data(), layer.w.data(), layer.x.data(), layer.m, layer.k, layer.n, layer.scratch);
    benchmark::ClobberMemory();
  }
  count(state);
}

/// With the compression, which is a part of every step.
void sparse_affine(benchmark::State& state) {
  Operands layer(state, pixel_density);
  SparseRows rows;
  for (auto _ : state) {
    kernels::compress_rows(layer.x.data(), layer.m, layer.k, rows);
    kernels::affine(rows, layer.w.data(), layer.b.data(), layer.y.data(), layer.n);
    benchmark::ClobberMemory();
  }
  count(state);
}

/// With the transposition, which is a part of every step.
void sparse_weight_gradient(benchmark::State& state) {
  Operands layer(state, pixel_density);
  SparseRows rows;
  SparseRows columns;
  kernels::compress_rows(layer.x.data(), layer.m, layer.k, rows);
  for (auto _ : state) {
    kernels::transpose(rows, layer.k, columns);
    kernels::weight_gradient(columns, layer.y.data(), layer.w.data(), layer.n);
    benchmark::ClobberMemory();
  }
  count(state);
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

void first_layers(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgNames({"batch", "in", "out"})->Args({64, 784, 128})->Args({32, 784, 1000})->Args({128, 784, 512});
}

void later_layers(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgNames({"batch", "in", "out"})
      ->Args({64, 128, 10})
      ->Args({32, 1000, 10})
      ->Args({128, 512, 256})
      ->Args({128, 256, 10});
}

BENCHMARK(peak);
BENCHMARK(affine)->Apply(first_layers)->Apply(later_layers);
BENCHMARK(weight_gradient)->Apply(first_layers)->Apply(later_layers);
BENCHMARK(input_gradient)->Apply(later_layers);
BENCHMARK(sparse_affine)->Apply(first_layers);
BENCHMARK(sparse_weight_gradient)->Apply(first_layers);

}  // namespace

/// Made-up examples: small tables whose answer is known, to see what a network can and cannot learn.
///
/// Every example is drawn by itself, so that any part of a table is a fair sample of the whole; classes take turns, so
/// that they differ by one example at most. Noise is normal, with `noise` as its standard deviation, and drawn even
/// where it is 0: the same seed puts the examples in the same places under more noise or less.
#pragma once

#include <inkling/choice.h>
#include <inkling/random.h>
#include <inkling/setting.h>
#include <inkling/table.h>

#include <array>
#include <cstdint>
#include <span>

namespace inkling {

/// Up to the most noise no value can become infinite.
inline constexpr Range noise_range{.least = 0, .most = 1e37};

// In all of them `examples` is from 1 to 1,000,000 and `noise` within `noise_range`, added to the inputs of
// classes and to the targets of values. @throws Error(bad_setting) for anything else.

/// Two interleaved half circles of radius 1: class 0 is the upper one around (0, 0), class 1 the lower one around
/// (1, 1/2). Inputs [examples, 2], targets [examples, 2].
Table moons(std::int64_t examples, float noise, Random& random);

/// Two rings around the origin: class 0 of radius 1, class 1 of radius 1/2. Inputs [examples, 2], targets [examples,
/// 2].
Table circles(std::int64_t examples, float noise, Random& random);

/// Arms that wind once around the origin, out to radius 1, one for each class. Inputs [examples, 2], targets
/// [examples, classes]. @throws Error(bad_setting) also where `classes` is not from 2 to 100.
Table spirals(std::int64_t examples, float noise, Random& random, std::int64_t classes = 2);

/// Heaps around centres spaced evenly on the unit circle, one for each class; the noise is their width. Inputs
/// [examples, 2], targets [examples, classes]. @throws Error(bad_setting) also where `classes` is not from 2 to 100.
Table blobs(std::int64_t examples, float noise, Random& random, std::int64_t classes = 3);

/// The truth tables: the inputs are (0, 0), (0, 1), (1, 0), (1, 1) in turn, so that 4 examples without noise are the
/// table itself. The class is the table's answer: 0 for false, 1 for true. Inputs [examples, 2], targets [examples, 2].
Table xor_gate(std::int64_t examples, float noise, Random& random);
Table and_gate(std::int64_t examples, float noise, Random& random);
Table or_gate(std::int64_t examples, float noise, Random& random);

/// y = weights x + bias, plus noise, of standard normal x. Inputs [examples, weights], targets [examples, 1].
/// @throws Error(bad_setting) also for no weights, more than 1000, one that is not finite, or a value that is not.
Table linear_table(std::int64_t examples, float noise, Random& random, std::span<const float> weights, float bias = 0);

/// Those of the linear table where none are named.
inline constexpr std::array<float, 3> usual_weights{0.5F, 0.9F, 1.2F};

/// y = sin(pi x), plus noise: one period over x, which is uniform in [-1, 1). Inputs and targets [examples, 1].
Table sine(std::int64_t examples, float noise, Random& random);

/// Pictures of digits, written by another hand each, whose classes are the digits; see handwriting.h. Without noise
/// pixels are from 0 to 1. Inputs [examples, 784], targets [examples, 10].
Table handwriting(std::int64_t examples, float noise, Random& random);

/// A row of the table of generators.
struct GeneratorRow {
  std::string_view name;
  bool classes;  ///< one-hot targets rather than a value
  Table (*make)(std::int64_t examples, float noise, Random& random);

  static constexpr std::string_view kind = "made-up dataset";
  static std::span<const GeneratorRow> table();
};

/// Chosen by name: "moons", "circles", "spirals" (2 classes), "blobs" (3 classes), "xor", "and", "or", "linear" (with
/// the weights 0.5, 0.9 and 1.2 and no bias), "sine", "handwriting".
using Generator = Choice<GeneratorRow>;

}  // namespace inkling

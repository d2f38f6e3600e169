/// The generators. Angles are in half turns, and every place is computed in double and rounded to float once.
///
/// Each random number is drawn in a statement of its own: in one expression, compilers may order the draws differently.
#include <inkling/error.h>
#include <inkling/generator.h>
#include <inkling/handwriting.h>

#include <array>
#include <cmath>

#include "kernels/elementwise.h"
#include "kernels/trigonometry.h"
#include "require.h"

namespace inkling {
namespace {

constexpr std::int64_t most_examples = 1000000;
constexpr std::int64_t most_classes = 100;
constexpr std::size_t most_weights = 1000;

void check(std::int64_t examples, float noise) {
  if (examples < 1 || examples > most_examples) {
    refuse({"Examples"}, {"examples"}, {examples}, {"a number from 1 to ", most_examples});
  }
  require_in_range({.name = "noise", .title = "Noise", .range = noise_range}, noise);
}

void check_classes(std::int64_t classes) {
  if (classes < 2 || classes > most_classes) {
    refuse({"Classes"}, {"classes"}, {classes}, {"a number from 2 to ", most_classes});
  }
}

struct Spot {
  double x;
  double y;
};

/// A table of points with classes: example i is `place(i)`, plus noise, and of class `label(i)`.
template <typename Place, typename Label>
Table points(std::int64_t examples, float noise, Random& random, std::int64_t classes, Place place, Label label) {
  check(examples, noise);
  const auto rows = static_cast<Index>(examples);
  Table table{Matrix<float>(rows, 2), Matrix<float>::Zero(rows, static_cast<Index>(classes))};
  for (Index i = 0; i < rows; ++i) {
    const Spot point = place(i);
    const double right = random.normal();
    const double up = random.normal();
    table.inputs(i, 0) = static_cast<float>(point.x + noise * right);
    table.inputs(i, 1) = static_cast<float>(point.y + noise * up);
    table.targets(i, static_cast<Index>(label(i))) = 1;
  }
  return table;
}

/// The point at a distance from the origin, `half_turns` from the x axis.
Spot on_circle(double radius, double half_turns) {
  return {radius * kernels::cos_pi(half_turns), radius * kernels::sin_pi(half_turns)};
}

Table gate(std::int64_t examples, float noise, Random& random, bool (*truth)(bool left, bool right)) {
  const auto left = [](Index i) { return i % 4 >= 2; };
  const auto right = [](Index i) { return i % 2 == 1; };
  return points(
      examples, noise, random, 2, [&](Index i) { return Spot{left(i) ? 1.0 : 0.0, right(i) ? 1.0 : 0.0}; },
      [&](Index i) { return truth(left(i), right(i)) ? 1 : 0; });
}

}  // namespace

Table moons(std::int64_t examples, float noise, Random& random) {
  const auto label = [](Index i) { return i % 2; };
  const auto place = [&](Index i) {
    const Spot upper = on_circle(1, random.uniform());
    return label(i) == 0 ? upper : Spot{1 - upper.x, 0.5 - upper.y};
  };
  return points(examples, noise, random, 2, place, label);
}

Table circles(std::int64_t examples, float noise, Random& random) {
  const auto label = [](Index i) { return i % 2; };
  const auto place = [&](Index i) { return on_circle(label(i) == 0 ? 1 : 0.5, 2.0 * random.uniform()); };
  return points(examples, noise, random, 2, place, label);
}

Table spirals(std::int64_t examples, float noise, Random& random, std::int64_t classes) {
  check_classes(classes);
  const auto label = [&](Index i) { return i % static_cast<Index>(classes); };
  const auto place = [&](Index i) {
    const double along = random.uniform();
    const double start = 2.0 * static_cast<double>(label(i)) / static_cast<double>(classes);
    return on_circle(along, start + 2 * along);
  };
  return points(examples, noise, random, classes, place, label);
}

Table blobs(std::int64_t examples, float noise, Random& random, std::int64_t classes) {
  check_classes(classes);
  const auto label = [&](Index i) { return i % static_cast<Index>(classes); };
  const auto centre = [&](Index i) {
    return on_circle(1, 2.0 * static_cast<double>(label(i)) / static_cast<double>(classes));
  };
  return points(examples, noise, random, classes, centre, label);
}

Table xor_gate(std::int64_t examples, float noise, Random& random) {
  return gate(examples, noise, random, [](bool left, bool right) { return left != right; });
}

Table and_gate(std::int64_t examples, float noise, Random& random) {
  return gate(examples, noise, random, [](bool left, bool right) { return left && right; });
}

Table or_gate(std::int64_t examples, float noise, Random& random) {
  return gate(examples, noise, random, [](bool left, bool right) { return left || right; });
}

Table linear_table(std::int64_t examples, float noise, Random& random, std::span<const float> weights, float bias) {
  check(examples, noise);
  if (weights.empty() || weights.size() > most_weights) {
    refuse({"Weights"}, {"weights"}, {"a length of ", weights.size()}, {"a length from 1 to ", most_weights});
  }
  if (!kernels::all_finite(weights) || !std::isfinite(bias)) {
    fail(ErrorCode::bad_setting, {"A weight or the bias of a linear table is not a finite number."});
  }
  const auto rows = static_cast<Index>(examples);
  Table table{Matrix<float>(rows, static_cast<Index>(weights.size())), Matrix<float>(rows, 1)};
  for (Index i = 0; i < rows; ++i) {
    double y = bias;
    for (std::size_t j = 0; j < weights.size(); ++j) {
      const float x = random.normal();
      table.inputs(i, static_cast<Index>(j)) = x;
      y += static_cast<double>(weights[j]) * x;
    }
    const double error = random.normal();
    table.targets(i, 0) = static_cast<float>(y + noise * error);
  }
  if (!kernels::all_finite(values(table.targets))) {
    fail(ErrorCode::bad_setting, {"The weights of a linear table are so large that a value is infinite."});
  }
  return table;
}

Table sine(std::int64_t examples, float noise, Random& random) {
  check(examples, noise);
  const auto rows = static_cast<Index>(examples);
  Table table{Matrix<float>(rows, 1), Matrix<float>(rows, 1)};
  for (Index i = 0; i < rows; ++i) {
    const float x = random.uniform(-1, 1);
    const double error = random.normal();
    table.inputs(i, 0) = x;
    table.targets(i, 0) = static_cast<float>(kernels::sin_pi(x) + noise * error);
  }
  return table;
}

Table handwriting(std::int64_t examples, float noise, Random& random) {
  check(examples, noise);
  const auto rows = static_cast<Index>(examples);
  constexpr auto pixels = static_cast<Index>(picture_side * picture_side);
  Table table{Matrix<float>(rows, pixels), Matrix<float>::Zero(rows, 10)};
  for (Index i = 0; i < rows; ++i) {
    const auto digit = static_cast<int>(i % 10);
    const Writing writing = write_digit(digit, {}, random);
    bytes_to_inputs(rasterize(writing.strokes, writing.width), row_of(table.inputs, i));
    for (float& pixel : row_of(table.inputs, i)) pixel += noise * random.normal();
    table.targets(i, digit) = 1;
  }
  return table;
}

namespace {

constexpr std::array rows{
    GeneratorRow{"moons", true, moons},
    GeneratorRow{"circles", true, circles},
    GeneratorRow{"spirals", true,
                 [](std::int64_t n, float noise, Random& random) { return spirals(n, noise, random); }},
    GeneratorRow{"blobs", true, [](std::int64_t n, float noise, Random& random) { return blobs(n, noise, random); }},
    GeneratorRow{"xor", true, xor_gate},
    GeneratorRow{"and", true, and_gate},
    GeneratorRow{"or", true, or_gate},
    GeneratorRow{
        "linear", false,
        [](std::int64_t n, float noise, Random& random) { return linear_table(n, noise, random, usual_weights); }},
    GeneratorRow{"sine", false, sine},
    GeneratorRow{"handwriting", true, handwriting},
};

}  // namespace

std::span<const GeneratorRow> GeneratorRow::table() { return rows; }

}  // namespace inkling

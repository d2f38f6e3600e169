/// One small training by other rules of arithmetic than Inkling's, beside one by Inkling's: how two computers part.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "lessons/arithmetic.h"

namespace inkling::lessons {

struct DriftConfig {
  Arithmetic arithmetic = {};
  std::int64_t seed = 1;
  std::int64_t steps = 200;
  float rate = 0.1F;

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    Arithmetic::describe(self.arithmetic, visit);
    visit({"seed",
           "Seed",
           "Where chance begins: the same seed gives the same network.",
           {.least = 0, .most = 0xFFFFFFFF}},
          self.seed);
    visit({"steps", "Steps", "How many batches to learn from.", {.least = 1, .most = 100'000}}, self.steps);
    visit({"rate", "Learning rate", "How far each step moves the weights.", above_zero}, self.rate);
  }
};

struct Drift {
  std::vector<double> losses;          ///< the mean loss of each batch, before its step, [steps]
  std::vector<double> inkling_losses;  ///< the same by Inkling's rules
  std::vector<double> differences;     ///< the largest between any parameter and Inkling's, after each step
  std::optional<std::int64_t> first_difference = std::nullopt;  ///< the first step, from 1, that left one bit different
  std::uint64_t hash = 0;                                       ///< see Network::hash
  std::uint64_t inkling_hash = 0;
};

/// A network of 2-8-2 units, tanh and then logits, learns 200 points of two moons (noise 0.1) by cross-entropy and SGD
/// in batches of ten. By Inkling's rules it is, bit for bit, what a Trainer makes of the same settings and seed.
/// @throws Error(bad_setting) for a value outside of its range; Error(diverged) where a number is no longer finite.
Drift drift(const DriftConfig& config);

}  // namespace inkling::lessons

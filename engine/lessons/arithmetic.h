/// What formulas leave open and machines decide differently: the order of a sum, when a product is rounded, and how e^x
/// is computed. All of it in float32, and each way the same on every machine.
#pragma once

#include <inkling/choice.h>
#include <inkling/function_ref.h>

#include <span>

namespace inkling::lessons {

/// a b + c rounded once, as a fused multiply-add does it.
float multiply_add(float a, float b, float c);

/// Adds term `i` to a sum, and returns the new sum.
using AddTerm = FunctionRef<float(float sum, std::size_t i)>;

/// A row of the table of orders.
struct OrderRow {
  std::string_view name;
  float (*add_up)(std::size_t count, AddTerm add);

  static constexpr std::string_view kind = "order";
  static std::span<const OrderRow> table();
};

/// Chosen by name; each sum starts at +0. "forward": from the first to the last, as the engine's kernels have it;
/// "backward"; "pairwise": halves by themselves, the first the larger one, down to one term or two; "lanes_4" and
/// "lanes_8": term i in lane i mod 4 (or 8), and then the lanes from the first to the last.
using Order = Choice<OrderRow>;

/// A row of the table of ways to compute e^x.
struct ExponentialRow {
  std::string_view name;
  float (*value)(float x);

  static constexpr std::string_view kind = "exponential";
  static std::span<const ExponentialRow> table();
};

/// Chosen by name: "inkling": the engine's own; "taylor": the same range reduction, and the series to its eighth term;
/// "table": a table of 2^(j/16) and the series to its fourth term; "double": computed in double and rounded to float.
/// Error bounds, in units in the last place, are measured over a dense sweep by the tests: 1.5, 1.5, 1.5 and 0.51.
using ExponentialRule = Choice<ExponentialRow>;

/// By default Inkling's own.
struct Arithmetic {
  Order order = "forward";
  bool fused = false;  ///< whether products are added before they are rounded
  ExponentialRule exponential = "inkling";

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"order", "Order", "In which order the terms of a sum are added."}, self.order);
    visit({"fused", "Fused", "Whether a product is added before it is rounded."}, self.fused);
    visit({"exponential", "Exponential", "How e^x is computed."}, self.exponential);
  }
};

float sum(std::span<const float> numbers, const Order& order);

/// The sum of a[i] b[i]. @throws Error(bad_data) where they differ in length.
float dot(std::span<const float> a, std::span<const float> b, const Order& order, bool fused);

}  // namespace inkling::lessons

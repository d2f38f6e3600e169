/// The distributions that initial weights and biases are drawn from.
#pragma once

#include <inkling/choice.h>
#include <inkling/matrix.h>
#include <inkling/random.h>

#include <span>

namespace inkling {

/// A row of the table of initializers.
struct InitializerRow {
  std::string_view name;
  float largest_scale;  ///< in size; with any larger one a value could be infinite
  /// Fills a weight [fan_in, fan_out], or a bias [fan_out]. Floats, so that a network of doubles starts from the same
  /// weights. `scale` is for those rules that have no scale of their own.
  void (*fill)(Random& random, Index fan_in, Index fan_out, float scale, std::span<float> values);

  static constexpr std::string_view kind = "initializer";
  static std::span<const InitializerRow> table();
};

/// Chosen by name, with a scale where the rule has none of its own:
/// "zeros" (units of a layer then stay alike for ever: to show why not), "constant" (the scale), "normal" (standard
/// deviation: the scale), "uniform" (between minus and plus the scale); and, each as "_uniform" and "_normal", the
/// distributions with mean 0 and variance 1 / fan_in ("lecun"; LeCun et al. 1998), 2 / (fan_in + fan_out) ("glorot";
/// Glorot and Bengio 2010) and 2 / fan_in ("he", for units that are off half of the time; He et al. 2015).
class Initializer {
 public:
  /// @throws Error(bad_setting) for an unknown name, or a scale that is not finite or so large that a value could
  ///   be infinite: beyond 4.25e37 for "normal" and 1.7e38 for "uniform".
  Initializer(std::string_view name, float scale = 0.01F);
  Initializer(const char* name, float scale = 0.01F) : Initializer(std::string_view(name), scale) {}

  const InitializerRow& rule() const { return *rule_.operator->(); }
  float scale() const { return scale_; }

  void fill(Random& random, Index fan_in, Index fan_out, std::span<float> values) const {
    rule_->fill(random, fan_in, fan_out, scale_, values);
  }

 private:
  Choice<InitializerRow> rule_;
  float scale_;
};

}  // namespace inkling

/// The engine's perceptron, shown one example at a time and written down after each.
#pragma once

#include <inkling/matrix.h>
#include <inkling/setting.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace inkling::lessons {

struct PerceptronRunConfig {
  float learning_rate = 1;
  std::int64_t epochs = 100;

  /// See Setting.
  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"learningRate", "Learning rate", "How far each mistake moves the weights.", above_zero}, self.learning_rate);
    visit({"epochs", "Epochs", "How often all examples are shown at most.", {.least = 1, .most = 100'000}},
          self.epochs);
  }
};

struct PerceptronRun {
  enum class End {
    learned,  ///< the last epoch was without a mistake
    cycles,   ///< all comes again for ever
    epochs    ///< all were taken
  };

  // One entry for each example that was shown, and the perceptron after it.
  std::vector<std::uint32_t> examples;
  std::vector<float> answers;
  std::vector<float> targets;
  std::vector<float> weights;  ///< [shown, inputs]
  std::vector<float> biases;

  std::size_t mistakes = 0;
  std::int64_t epochs = 0;
  End end = End::epochs;
  /// Of a run that cycles: the epoch at whose end weights and bias were the same, bit for bit, 0 for the start.
  std::optional<std::int64_t> returns_to = std::nullopt;
};

std::string_view to_string(PerceptronRun::End end);

/// Shows the rows of x [examples, inputs] in their order, epoch after epoch. `targets` [examples] are 0 or 1.
/// @throws what Perceptron throws, and Error(bad_setting) for more than 100,000 examples to show in all.
PerceptronRun run_perceptron(const Matrix<float>& x, const RowVector<float>& targets,
                             const PerceptronRunConfig& config);

}  // namespace inkling::lessons

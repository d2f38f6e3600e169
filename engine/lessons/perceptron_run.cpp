/// Example by example, and the first state that comes again.
#include "lessons/perceptron_run.h"

#include <inkling/error.h>
#include <inkling/perceptron.h>

#include <algorithm>
#include <map>

#include "kernels/elementary.h"
#include "lessons/numbers.h"
#include "src/require.h"

namespace inkling::lessons {
namespace {

constexpr std::int64_t most_shown = 100'000;

using Bits = std::vector<std::uint32_t>;

Bits bits_of(const Perceptron& perceptron) {
  Bits bits;
  for (const float weight : perceptron.weight()) bits.push_back(kernels::bit_cast<std::uint32_t>(weight));
  bits.push_back(kernels::bit_cast<std::uint32_t>(perceptron.bias()));
  return bits;
}

}  // namespace

std::string_view to_string(PerceptronRun::End end) {
  switch (end) {
    case PerceptronRun::End::learned:
      return "learned";
    case PerceptronRun::End::cycles:
      return "cycles";
    case PerceptronRun::End::epochs:
      return "epochs";
  }
  return "unknown";
}

PerceptronRun run_perceptron(const Matrix<float>& x, const RowVector<float>& targets,
                             const PerceptronRunConfig& config) {
  require_settings(config);
  require_same("labels", targets.size(), "points", x.rows());
  if (x.rows() < 1) refuse({"points"}, {"points"}, {"none"}, {"at least one"}, ErrorCode::bad_data);
  if (x.rows() > most_shown / config.epochs) {
    refuse({"Epochs"}, {"epochs"}, {config.epochs, " of ", x.rows(), " examples"},
           {"at most ", most_shown, " examples in all"});
  }
  Perceptron perceptron(x.cols(), config.learning_rate);
  PerceptronRun run;
  std::map<Bits, std::int64_t> seen{{bits_of(perceptron), 0}};
  while (run.epochs < config.epochs) {
    std::size_t mistakes = 0;
    for (Index i = 0; i < x.rows(); ++i) {
      const Matrix<float> example = x.row(i);
      run.answers.push_back(perceptron.predict(example)[0]);
      mistakes += perceptron.learn(example, RowVector<float>::Constant(1, targets[i]));
      run.examples.push_back(static_cast<std::uint32_t>(i));
      run.targets.push_back(targets[i]);
      run.weights.insert(run.weights.end(), perceptron.weight().begin(), perceptron.weight().end());
      run.biases.push_back(perceptron.bias());
    }
    ++run.epochs;
    run.mistakes += mistakes;
    if (mistakes == 0) {
      run.end = PerceptronRun::End::learned;
      return run;
    }
    const auto [before, is_new] = seen.try_emplace(bits_of(perceptron), run.epochs);
    if (is_new) continue;
    run.end = PerceptronRun::End::cycles;
    run.returns_to = before->second;
    return run;
  }
  return run;
}

}  // namespace inkling::lessons

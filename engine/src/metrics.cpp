/// The metrics.
#include <inkling/metrics.h>

namespace inkling {

std::size_t count_correct(const Matrix<float>& outputs, const Matrix<float>& targets) {
  std::size_t correct = 0;
  for (Index i = 0; i < outputs.rows(); ++i) {
    Index read = 0;
    Index expected = 0;
    outputs.row(i).maxCoeff(&read);
    targets.row(i).maxCoeff(&expected);
    if (read == expected) ++correct;
  }
  return correct;
}

}  // namespace inkling

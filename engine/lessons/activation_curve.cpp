/// The engine's own functions, of one row.
#include "lessons/activation_curve.h"

#include <inkling/error.h>

namespace inkling::lessons {
namespace {

/// Row by row the slope of one output: its gradient alone is 1.
RowVector<float> softmax_slope(const ActivationFunctions<float>& softmax, const Matrix<float>& z,
                               const Matrix<float>& a) {
  const Index count = z.cols();
  Matrix<float> gradient;
  softmax.backward(z.replicate(count, 1), a.replicate(count, 1), Matrix<float>::Identity(count, count), gradient);
  return gradient.diagonal();
}

}  // namespace

ActivationCurve activation_curve(const Activation& activation, const RowVector<float>& x) {
  const ActivationFunctions<float>& function = activation->in<float>();
  const bool is_softmax = activation == Activation("softmax");
  if (is_softmax && (x.size() < 1 || x.size() > 1000)) {
    refuse({"x"}, {"x"}, {"a length of ", x.size()}, {"1 to 1000 numbers for a softmax"}, ErrorCode::bad_data);
  }
  const Matrix<float> z = x;
  Matrix<float> a;
  function.forward(z, a);
  if (is_softmax) return {a, softmax_slope(function, z, a)};
  Matrix<float> slope = Matrix<float>::Zero(1, x.size());
  if (function.backward != nullptr) function.backward(z, a, Matrix<float>::Ones(1, x.size()), slope);
  return {a, slope};
}

}  // namespace inkling::lessons

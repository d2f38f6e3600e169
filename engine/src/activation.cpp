/// The table of activations. To add one: a struct with its value and its derivative, and its row.
#include <inkling/activation.h>

#include <array>

#include "kernels/elementwise.h"

namespace inkling {
namespace {

// The derivative is given z and a = value(z), and uses whichever is cheaper.

struct Identity {
  template <typename Scalar>
  static Scalar value(Scalar z) {
    return z;
  }
  template <typename Scalar>
  static Scalar derivative(Scalar /*z*/, Scalar /*a*/) {
    return 1;
  }
};

struct Sigmoid {
  template <typename Scalar>
  static Scalar value(Scalar z) {
    return kernels::sigmoid(z);
  }
  template <typename Scalar>
  static Scalar derivative(Scalar /*z*/, Scalar a) {
    return a * (1 - a);
  }
};

struct Tanh {
  template <typename Scalar>
  static Scalar value(Scalar z) {
    return kernels::tanh(z);
  }
  template <typename Scalar>
  static Scalar derivative(Scalar /*z*/, Scalar a) {
    return 1 - a * a;
  }
};

struct Relu {
  template <typename Scalar>
  static Scalar value(Scalar z) {
    return z > 0 ? z : Scalar(0);
  }
  template <typename Scalar>
  static Scalar derivative(Scalar z, Scalar /*a*/) {
    return z > 0 ? Scalar(1) : Scalar(0);
  }
};

template <typename Function, typename Scalar>
void forward(const Matrix<Scalar>& z, Matrix<Scalar>& a) {
  a.resize(z.rows(), z.cols());
  kernels::map(values(z), values(a), Function::template value<Scalar>);
}

template <typename Function, typename Scalar>
void backward(const Matrix<Scalar>& z, const Matrix<Scalar>& a, Matrix<Scalar>& gradient) {
  kernels::multiply_by_derivative(values(z), values(a), values(gradient), Function::template derivative<Scalar>);
}

template <typename Function>
constexpr ActivationRow row(std::string_view name, std::string_view initializer) {
  return {name,
          initializer,
          {ActivationFunctions<float>{forward<Function, float>, backward<Function, float>},
           ActivationFunctions<double>{forward<Function, double>, backward<Function, double>}}};
}

constexpr std::array rows{
    row<Identity>("identity", "glorot"),
    row<Sigmoid>("sigmoid", "glorot"),
    row<Tanh>("tanh", "glorot"),
    row<Relu>("relu", "he"),
};

}  // namespace

std::span<const ActivationRow> ActivationRow::table() { return rows; }

}  // namespace inkling

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

// The slope of a unit that is off: small, so that it can find its way back (Maas, Hannun and Ng 2013).
struct LeakyRelu {
  template <typename Scalar>
  static Scalar value(Scalar z) {
    return z > 0 ? z : Scalar(0.01) * z;
  }
  template <typename Scalar>
  static Scalar derivative(Scalar z, Scalar /*a*/) {
    return z > 0 ? Scalar(1) : Scalar(0.01);
  }
};

// Clevert, Unterthiner and Hochreiter 2016, with alpha 1.
struct Elu {
  template <typename Scalar>
  static Scalar value(Scalar z) {
    const Scalar below = kernels::expm1(z < 0 ? z : Scalar(0));
    return z > 0 ? z : below;
  }
  template <typename Scalar>
  static Scalar derivative(Scalar z, Scalar a) {
    return z > 0 ? Scalar(1) : a + 1;
  }
};

// ln(1 + e^z), written so that nothing overflows.
struct Softplus {
  template <typename Scalar>
  static Scalar value(Scalar z) {
    const Scalar above = z > 0 ? z : Scalar(0);
    return above + kernels::log1p(kernels::exp(z > 0 ? -z : z));
  }
  template <typename Scalar>
  static Scalar derivative(Scalar z, Scalar /*a*/) {
    return kernels::sigmoid(z);
  }
};

// z sigmoid(z); Elfwing, Uchibe and Doya 2018.
struct Silu {
  template <typename Scalar>
  static Scalar value(Scalar z) {
    return z * kernels::sigmoid(z);
  }
  template <typename Scalar>
  static Scalar derivative(Scalar z, Scalar a) {
    const Scalar gate = kernels::sigmoid(z);
    return gate + a * (1 - gate);
  }
};

// z times the normal distribution's share below z; Hendrycks and Gimpel 2016.
struct Gelu {
  template <typename Scalar>
  static Scalar share_below(Scalar z) {
    return Scalar(0.5) * (1 + kernels::erf(z * Scalar(0.70710678118654752)));
  }
  template <typename Scalar>
  static Scalar value(Scalar z) {
    return z * share_below(z);
  }
  template <typename Scalar>
  static Scalar derivative(Scalar z, Scalar /*a*/) {
    const Scalar density = Scalar(0.39894228040143268) * kernels::exp(Scalar(-0.5) * z * z);
    return share_below(z) + z * density;
  }
};

struct Step {
  template <typename Scalar>
  static Scalar value(Scalar z) {
    return z > 0 ? Scalar(1) : Scalar(0);
  }
};

template <typename Function, typename Scalar>
void forward(const Matrix<Scalar>& z, Matrix<Scalar>& a) {
  a.resize(z.rows(), z.cols());
  kernels::map(values(z), values(a), Function::template value<Scalar>);
}

template <typename Function, typename Scalar>
void backward(const Matrix<Scalar>& z, const Matrix<Scalar>& a, const Matrix<Scalar>& a_gradient,
              Matrix<Scalar>& z_gradient) {
  z_gradient.resize(z.rows(), z.cols());
  kernels::chain(values(z), values(a), values(a_gradient), values(z_gradient), Function::template derivative<Scalar>);
}

template <typename Function>
constexpr ActivationRow row(std::string_view name, std::string_view title, std::string_view initializer) {
  return {name,
          title,
          initializer,
          {ActivationFunctions<float>{forward<Function, float>, backward<Function, float>},
           ActivationFunctions<double>{forward<Function, double>, backward<Function, double>}}};
}

template <typename Function>
constexpr ActivationRow row_without_slope(std::string_view name, std::string_view title, std::string_view initializer) {
  return {name,
          title,
          initializer,
          {ActivationFunctions<float>{forward<Function, float>, nullptr},
           ActivationFunctions<double>{forward<Function, double>, nullptr}}};
}

template <typename Scalar>
void softmax_forward(const Matrix<Scalar>& z, Matrix<Scalar>& a) {
  a.resize(z.rows(), z.cols());
  for (Index i = 0; i < z.rows(); ++i) kernels::softmax(row_of(z, i), row_of(a, i));
}

// Each output depends on every z of its row: dz_j = a_j (da_j - sum over k of a_k da_k).
template <typename Scalar>
void softmax_backward(const Matrix<Scalar>& z, const Matrix<Scalar>& a, const Matrix<Scalar>& a_gradient,
                      Matrix<Scalar>& z_gradient) {
  z_gradient.resize(z.rows(), z.cols());
  for (Index i = 0; i < z.rows(); ++i) {
    kernels::softmax_chain(row_of(a, i), row_of(a_gradient, i), row_of(z_gradient, i));
  }
}

constexpr ActivationRow softmax_row{"softmax",
                                    "Softmax",
                                    "glorot_uniform",
                                    {ActivationFunctions<float>{softmax_forward<float>, softmax_backward<float>},
                                     ActivationFunctions<double>{softmax_forward<double>, softmax_backward<double>}}};

constexpr std::array rows{
    row<Identity>("identity", "Identity", "glorot_uniform"),
    row<Sigmoid>("sigmoid", "Sigmoid", "glorot_uniform"),
    row<Tanh>("tanh", "Tanh", "glorot_uniform"),
    row<Relu>("relu", "ReLU", "he_uniform"),
    row<LeakyRelu>("leaky_relu", "Leaky ReLU", "he_uniform"),
    row<Elu>("elu", "ELU", "he_uniform"),
    row<Softplus>("softplus", "Softplus", "he_uniform"),
    row<Silu>("silu", "SiLU", "he_uniform"),
    row<Gelu>("gelu", "GELU", "he_uniform"),
    softmax_row,
    row_without_slope<Step>("step", "Step", "glorot_uniform"),
};

}  // namespace

std::span<const ActivationRow> ActivationRow::table() { return rows; }

}  // namespace inkling

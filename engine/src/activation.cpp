/// The table of activations. To add one: a struct with its row, its value and its derivative, and its name in the list
/// at the foot.
#include <inkling/activation.h>

#include <array>

#include "kernels/elementwise.h"

namespace inkling {
namespace {

// The derivative is given z and a = value(z), and uses whichever is cheaper. At infinity both are what they come to
// there, and what is not a number (NaN) stays none: comparisons with it are false, so each choice ends with it.

/// `above` or `below` where z is above 0 or not.
template <typename Scalar>
Scalar by_sign(Scalar z, Scalar above, Scalar below) {
  const Scalar others = z <= 0 ? below : z;
  return z > 0 ? above : others;
}

/// x times a factor that vanishes faster than x grows: 0 once it is 0, even where x is infinite.
template <typename Scalar>
Scalar vanishing(Scalar x, Scalar factor) {
  return factor == 0 ? factor : x * factor;
}

struct Identity {
  static constexpr ActivationRow row{"identity", "Identity", "glorot_uniform"};
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
  static constexpr ActivationRow row{"sigmoid", "Sigmoid", "glorot_uniform"};
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
  static constexpr ActivationRow row{"tanh", "Tanh", "glorot_uniform"};
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
  static constexpr ActivationRow row{"relu", "ReLU", "he_uniform"};
  template <typename Scalar>
  static Scalar value(Scalar z) {
    return z <= 0 ? Scalar(0) : z;
  }
  template <typename Scalar>
  static Scalar derivative(Scalar z, Scalar /*a*/) {
    return by_sign(z, Scalar(1), Scalar(0));
  }
};

// The slope of a unit that is off: small, so that it can find its way back (Maas, Hannun and Ng 2013).
struct LeakyRelu {
  static constexpr ActivationRow row{"leaky_relu", "Leaky ReLU", "he_uniform"};
  template <typename Scalar>
  static Scalar value(Scalar z) {
    return z > 0 ? z : Scalar(0.01) * z;
  }
  template <typename Scalar>
  static Scalar derivative(Scalar z, Scalar /*a*/) {
    return by_sign(z, Scalar(1), Scalar(0.01));
  }
};

// Clevert, Unterthiner and Hochreiter 2016, with alpha 1.
struct Elu {
  static constexpr ActivationRow row{"elu", "ELU", "he_uniform"};
  template <typename Scalar>
  static Scalar value(Scalar z) {
    const Scalar below = kernels::expm1(z >= 0 ? Scalar(0) : z);
    return z > 0 ? z : below;
  }
  template <typename Scalar>
  static Scalar derivative(Scalar z, Scalar a) {
    return z > 0 ? Scalar(1) : a + 1;
  }
};

// ln(1 + e^z), written so that nothing overflows.
struct Softplus {
  static constexpr ActivationRow row{"softplus", "Softplus", "he_uniform"};
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
  static constexpr ActivationRow row{"silu", "SiLU", "he_uniform"};
  template <typename Scalar>
  static Scalar value(Scalar z) {
    return vanishing(z, kernels::sigmoid(z));
  }
  template <typename Scalar>
  static Scalar derivative(Scalar z, Scalar a) {
    const Scalar gate = kernels::sigmoid(z);
    return gate + vanishing(a, 1 - gate);
  }
};

// z times the normal distribution's share below z; Hendrycks and Gimpel 2016.
struct Gelu {
  static constexpr ActivationRow row{"gelu", "GELU", "he_uniform"};
  template <typename Scalar>
  static Scalar share_below(Scalar z) {
    return Scalar(0.5) * (1 + kernels::erf(z * Scalar(0.70710678118654752)));
  }
  template <typename Scalar>
  static Scalar value(Scalar z) {
    return vanishing(z, share_below(z));
  }
  template <typename Scalar>
  static Scalar derivative(Scalar z, Scalar /*a*/) {
    const Scalar density = Scalar(0.39894228040143268) * kernels::exp(Scalar(-0.5) * z * z);
    return share_below(z) + vanishing(z, density);
  }
};

struct Step {
  static constexpr ActivationRow row{"step", "Step", "glorot_uniform"};
  template <typename Scalar>
  static Scalar value(Scalar z) {
    return by_sign(z, Scalar(1), Scalar(0));
  }
};

struct Softmax {
  static constexpr ActivationRow row{"softmax", "Softmax", "glorot_uniform"};

  template <typename Scalar>
  static void forward(const Matrix<Scalar>& z, Matrix<Scalar>& a) {
    a.resize(z.rows(), z.cols());
    for (Index i = 0; i < z.rows(); ++i) kernels::softmax(row_of(z, i), row_of(a, i));
  }
  // Each output depends on every z of its row: dz_j = a_j (da_j - sum over k of a_k da_k).
  template <typename Scalar>
  static void backward(const Matrix<Scalar>& z, const Matrix<Scalar>& a, const Matrix<Scalar>& a_gradient,
                       Matrix<Scalar>& z_gradient) {
    z_gradient.resize(z.rows(), z.cols());
    for (Index i = 0; i < z.rows(); ++i) {
      kernels::softmax_chain(row_of(a, i), row_of(a_gradient, i), row_of(z_gradient, i));
    }
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

/// A function of whole rows brings its own loops; one of single values gets them from the kernels, and none going back
/// where it has no derivative.
template <typename Function, typename Scalar>
constexpr ActivationFunctions<Scalar> functions_of() {
  if constexpr (requires { Function::template forward<Scalar>; }) {
    return {Function::template forward<Scalar>, Function::template backward<Scalar>};
  } else if constexpr (requires { Function::template derivative<Scalar>; }) {
    return {forward<Function, Scalar>, backward<Function, Scalar>};
  } else {
    return {forward<Function, Scalar>, nullptr};
  }
}

template <typename... Function>
struct Activations {
  static constexpr std::array rows{Function::row...};
  // One array for each type of numbers, so that a program without doubles is linked without them.
  template <typename Scalar>
  static constexpr std::array functions{functions_of<Function, Scalar>()...};
};

using All = Activations<Identity, Sigmoid, Tanh, Relu, LeakyRelu, Elu, Softplus, Silu, Gelu, Softmax, Step>;

}  // namespace

std::span<const ActivationRow> ActivationRow::table() { return All::rows; }

template <typename Scalar>
const ActivationFunctions<Scalar>& ActivationRow::in() const {
  return All::functions<Scalar>[static_cast<std::size_t>(this - All::rows.data())];
}

template const ActivationFunctions<float>& ActivationRow::in() const;
template const ActivationFunctions<double>& ActivationRow::in() const;

}  // namespace inkling

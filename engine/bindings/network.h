/// What JavaScript can ask of whatever has layers: networks by themselves, and trainers, which have one.
#pragma once

#include <inkling/network.h>

#include <span>
#include <utility>

#include "call.h"

namespace inkling::bindings {

struct LayersHandle : Handle {
  static constexpr unsigned kinds = Handle::network | Handle::trainer;
  using Handle::Handle;
  virtual const Network<float>& network() const = 0;
  /// Goes on from other parameters.
  virtual void restore(const Network<float>& network) = 0;
  /// What is made of inputs [batch, inputs]; valid until the next call.
  virtual const Matrix<float>& predict(const Matrix<float>& inputs) = 0;
};

struct NetworkHandle : LayersHandle {
  static constexpr unsigned kinds = Handle::network;
  explicit NetworkHandle(Network<float> given) : LayersHandle(Handle::network), own(std::move(given)) {}
  const Network<float>& network() const override { return own; }
  void restore(const Network<float>& network) override { own = network; }
  const Matrix<float>& predict(const Matrix<float>& inputs) override { return own.forward(inputs, pass); }

  Network<float> own;
  Pass<float> pass;
};

extern const std::span<const Operation> network_operations;

}  // namespace inkling::bindings

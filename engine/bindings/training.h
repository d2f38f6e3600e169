/// Trainers as JavaScript holds them, and scores.
#pragma once

#include <span>

#include "call.h"

namespace inkling::bindings {

extern const std::span<const Operation> training_operations;

}  // namespace inkling::bindings

/// Examples as JavaScript holds them: made up, from files or from arrays, whole or in parts, and scaled.
#pragma once

#include <inkling/dataset.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "arguments.h"
#include "call.h"

namespace inkling::bindings {

/// A dataset with what is known of it.
struct Data {
  std::unique_ptr<Dataset> examples = nullptr;
  bool classes = false;                         ///< one-hot targets, or one that is 0 or 1, rather than values
  std::vector<std::string> features = {};       ///< the names of the inputs, where they have any
  std::vector<std::string> class_names = {};    ///< and of the classes
  std::shared_ptr<const Data> whole = nullptr;  ///< what `examples` is a part of, where it is one, and must not outlive
};

/// Trainers and parts share the data, so that it lives for as long as any of them.
struct DataHandle : Handle {
  static constexpr unsigned kinds = Handle::data;
  explicit DataHandle(Data given) : Handle(Handle::data), data(std::make_shared<Data>(std::move(given))) {}
  const std::shared_ptr<Data> data;
};

extern const std::span<const Operation> data_operations;

Value describe_csv();

/// Whether targets say to which class an example belongs: one-hot, or one that is 0 or 1.
bool are_classes(const Matrix<float>& targets);

/// Gathers examples `first` to `first + count - 1`.
void gather_range(const Dataset& data, std::size_t first, std::size_t count, Matrix<float>& inputs,
                  Matrix<float>& targets);

/// How many examples to gather at once, where not all are needed at the same time.
inline constexpr std::size_t block_size = 1000;

/// The range of `arguments` among `size` examples: the first and how many.
/// @throws Error(bad_setting) where there are not so many.
std::pair<std::size_t, std::size_t> range_within(const Arguments& arguments, std::size_t size);

}  // namespace inkling::bindings

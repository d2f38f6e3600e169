/// Examples as JavaScript holds them: made up, from files or from arrays, whole or in parts, and scaled.
#pragma once

#include <inkling/csv.h>
#include <inkling/dataset.h>
#include <inkling/scaler.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crossing.h"

namespace inkling::bindings {

/// Some of the examples of a dataset, the first ones where nothing is said.
struct RangeSettings {
  std::int64_t first = 0;
  std::optional<std::int64_t> count = std::nullopt;

  template <typename Self, typename Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit({"first", "First", "The first example, counted from 0.", from_zero}, self.first);
    visit({"count", "Count", "How many examples; all to the last where left out.", from_one}, self.count);
  }

  /// The first and how many. @throws Error(bad_setting) where there are not so many.
  std::pair<std::size_t, std::size_t> within(std::size_t size) const;
};

/// A dataset with what is known of it.
struct Data {
  std::unique_ptr<Dataset> examples;
  bool classes;                          ///< one-hot targets, or one that is 0 or 1, rather than values
  std::vector<std::string> features;     ///< the names of the inputs, where they have any
  std::vector<std::string> class_names;  ///< and of the classes
  ImageDataset* pictures;                ///< the same as `examples`, where they are pictures
  std::shared_ptr<const Data> whole;     ///< what `examples` is a part of, where it is one, and must not outlive
};

/// JavaScript's hold on some data. Trainers and parts share it, so that it lives for as long as any of them.
class DataHandle {
 public:
  explicit DataHandle(Data data) : data_(std::make_shared<Data>(std::move(data))) {}

  val info() const;
  val examples(const val& settings) const;
  val labels() const;
  val image(const val& settings) const;
  val append(const val& images, const val& labels, const val& settings) const;
  val subset(const val& indices) const;
  val split(const val& settings) const;
  val binary() const;

  const std::shared_ptr<Data>& data() const { return data_; }

 private:
  val part(std::vector<std::uint32_t> indices) const;
  ImageDataset& pictures() const;

  std::shared_ptr<Data> data_;
};

val generate(const val& settings);
val read_csv(const val& text, const val& settings);
val read_images(const val& images, const val& labels, const val& settings);
val table_of_labels(const val& inputs, const val& labels, const val& settings);
val table_of_values(const val& inputs, const val& targets, const val& settings);

/// Shifts and divisors learned from data.
class ScalerHandle {
 public:
  explicit ScalerHandle(const Scaler& scaler) : scaler_(scaler) {}

  val columns() const;
  val scale(const DataHandle& data) const;
  val apply(const val& inputs) const;
  val invert(const val& inputs) const;

 private:
  Scaler scaler_;
};

val make_scaler(const val& settings, const DataHandle& data);

/// Whether targets say to which class an example belongs: one-hot, or one that is 0 or 1.
bool are_classes(const Matrix<float>& targets);

/// All targets [examples, targets].
Matrix<float> targets_of(const Dataset& data);

/// Gathers examples `first` to `first + count - 1`.
void gather_range(const Dataset& data, std::size_t first, std::size_t count, Matrix<float>& inputs,
                  Matrix<float>& targets);

/// How many examples to gather at once, where not all are needed at the same time.
inline constexpr std::size_t block_size = 1000;

/// The settings of the functions above, by name.
Value describe_data_settings();

}  // namespace inkling::bindings

/// The splits, and the view.
#include <inkling/error.h>
#include <inkling/split.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace inkling {
std::size_t validation_size(std::size_t size, double fraction) {
  if (!(fraction > 0 && fraction < 1)) {
    refuse({"Validation"}, {"validation"}, {fraction}, {"a number above 0 and below 1"});
  }
  if (size > std::numeric_limits<std::uint32_t>::max()) {
    fail(ErrorCode::bad_setting, {"Only up to 4294967295 examples can be split, not ", size, "."});
  }
  const auto count = static_cast<std::size_t>(std::floor(static_cast<double>(size) * fraction + 0.5));
  if (count == 0 || count >= size) {
    fail(ErrorCode::bad_setting,
         {"A validation fraction of ", fraction, " of ", size, " examples puts ", count,
          " into validation; both parts need at least one."},
         {"validation"}, {fraction}, {"a share that leaves both parts an example"});
  }
  return count;
}

namespace {

/// Draws `count` of the examples, and marks them for validation.
void deal(std::vector<std::uint32_t>& examples, std::size_t count, Random& random,
          std::vector<std::uint8_t>& validates) {
  random.shuffle(examples);
  for (std::size_t i = 0; i < count; ++i) validates[examples[i]] = 1;
}

/// Both parts in the order of the examples.
Split parts(const std::vector<std::uint8_t>& validates) {
  Split split;
  for (std::size_t i = 0; i < validates.size(); ++i) {
    (validates[i] != 0 ? split.validation : split.training).push_back(static_cast<std::uint32_t>(i));
  }
  return split;
}

struct Class {
  std::vector<std::uint32_t> examples = {};
  std::size_t validation = 0;
  double lost = 0;  ///< by rounding `validation` down
};

/// Every label once, in order.
std::vector<std::uint32_t> known_labels(std::span<const std::uint32_t> labels) {
  std::vector<std::uint32_t> known;
  for (const std::uint32_t label : labels) {
    const auto place = std::lower_bound(known.begin(), known.end(), label);
    if (place != known.end() && *place == label) continue;
    const auto behind = known.end() - place;
    known.push_back(label);
    for (auto moved = known.rbegin(); moved != known.rbegin() + behind; ++moved) std::swap(moved[0], moved[1]);
  }
  return known;
}

/// The classes in the order of their labels, each with its share rounded down.
std::vector<Class> classes_with_shares(std::span<const std::uint32_t> labels, double fraction) {
  const std::vector<std::uint32_t> known = known_labels(labels);
  std::vector<Class> classes(known.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto own = std::lower_bound(known.begin(), known.end(), labels[i]) - known.begin();
    classes[static_cast<std::size_t>(own)].examples.push_back(static_cast<std::uint32_t>(i));
  }
  for (Class& members : classes) {
    const double share = static_cast<double>(members.examples.size()) * fraction;
    members.validation = static_cast<std::size_t>(std::floor(share));
    members.lost = share - std::floor(share);
  }
  return classes;
}

/// Gives one more example each to the classes that lost most, the first of equals first, until `total` validate.
void round_up_most_lost(std::vector<Class>& classes, std::size_t total) {
  for (const Class& members : classes) total -= members.validation;
  for (std::size_t i = 0; i < total; ++i) {
    Class& most = *std::max_element(classes.begin(), classes.end(),
                                    [](const Class& a, const Class& b) { return a.lost < b.lost; });
    ++most.validation;
    most.lost = -1;
  }
}

}  // namespace

Split random_split(std::size_t size, double validation_fraction, Random& random) {
  const std::size_t count = validation_size(size, validation_fraction);
  std::vector<std::uint32_t> examples(size);
  std::iota(examples.begin(), examples.end(), 0U);
  std::vector<std::uint8_t> validates(size);
  deal(examples, count, random, validates);
  return parts(validates);
}

Split stratified_split(std::span<const std::uint32_t> labels, double validation_fraction, Random& random) {
  const std::size_t count = validation_size(labels.size(), validation_fraction);
  std::vector<Class> classes = classes_with_shares(labels, validation_fraction);
  round_up_most_lost(classes, count);
  std::vector<std::uint8_t> validates(labels.size());
  for (Class& members : classes) deal(members.examples, members.validation, random, validates);
  return parts(validates);
}

Subset::Subset(const Dataset& dataset, std::vector<std::uint32_t> indices)
    : dataset_(dataset), indices_(std::move(indices)) {
  for (const std::uint32_t index : indices_) {
    if (index >= dataset.size()) {
      fail(ErrorCode::bad_data, {"A subset asks for example ", index, " of a dataset of ", dataset.size(),
                                 "; allowed are indices below that."});
    }
  }
}

std::vector<std::uint32_t> Subset::theirs(std::span<const std::uint32_t> indices) const {
  std::vector<std::uint32_t> theirs(indices.size());
  std::transform(indices.begin(), indices.end(), theirs.begin(),
                 [this](std::uint32_t index) { return indices_[index]; });
  return theirs;
}

void Subset::gather(std::span<const std::uint32_t> indices, Matrix<float>& inputs, Matrix<float>& targets) const {
  dataset_.gather(theirs(indices), inputs, targets);
}

bool Subset::gather_nonzero(std::span<const std::uint32_t> indices, SparseRows& inputs, Matrix<float>& targets) const {
  return dataset_.gather_nonzero(theirs(indices), inputs, targets);
}

void Subset::gather_targets(std::span<const std::uint32_t> indices, Matrix<float>& targets) const {
  dataset_.gather_targets(theirs(indices), targets);
}

}  // namespace inkling

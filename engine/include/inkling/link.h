/// A run as a line of text to send: what it was made of, and what it reached, for others to repeat and compare.
///
///     epochs=5&optimizer=adam&schedule.rule=cosine&layers=256-relu-dropout=0.2,10&at.120=learningRate=0.0005&check=343b
///
/// Settings by their path in a recipe, and only those that are not the default. `layers` has a layer between commas:
/// its units, and behind hyphens its activation, what is switched on, and what else differs. `at.STEP` has settings
/// that change before that step, between semicolons, with "default" for what is no longer said. A group of settings
/// that is there and says nothing is "on". A result has `accuracy` and `weights` behind all that: eight hex digits of
/// the network's hash at the end of each epoch, and of the last one all sixteen. `check` ends every link.
#pragma once

#include <inkling/fit.h>
#include <inkling/recipe.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inkling {

/// A recipe that is in force from a step on, counted from 0.
struct Change {
  std::int64_t step = 0;
  Recipe recipe = {};
};

/// All that a run is made of.
struct Course {
  Recipe recipe = {};
  /// In the order of their steps. They differ from the recipe in settings of training, and in its number of examples.
  std::vector<Change> changes = {};
};

/// What a run is said to have reached.
struct Claim {
  /// On the validation data at the end of the last epoch, from 0 to 1.
  double accuracy = 0;
  /// Of the network at the end of each epoch, in hex digits: of the last all sixteen, of the others eight or more.
  std::vector<std::string> hashes = {};
};

/// The lowest digits of a number in hexadecimal; with all sixteen of a network's hash, as a claim has it.
std::string hex(std::uint64_t number, int digits = 16);

struct Link {
  Course course = {};
  std::optional<Claim> claim = std::nullopt;
  /// A sentence for each thing that was put right.
  std::vector<std::string> notes = {};
};

/// What a page's address has behind "#/?". Changes that change nothing are left out.
/// @throws Error for what would not be read as it is: a number outside of its range, changes that are not in order, of
///   what cannot change while a run goes on, or more than a link may have; and a claim that makes no sense.
std::string write_link(const Course& course, const std::optional<Claim>& claim = std::nullopt);

/// From a link by itself, or with the address before it, and with what programs put around or into it: blanks, quotes,
/// brackets, a full stop, percent signs. It is checked and nothing is trained. Where its check does not fit, names that
/// are mistyped, up to twenty of a short link and one of the longest, and capital letters, are put right if it fits
/// then. Numbers outside of their range are brought to its end, which is another run than the sender's: the claim is
/// then left out.
/// @throws Error(bad_data) for one of a newer Inkling, one that is not whole, one that was changed, and one that is
///   longer than any is; Error(bad_setting) for what another Inkling may know and this one does not.
Link read_link(std::string_view text);

/// Trains as `fit` does, with the changes of a course at their steps; the trainer is that of its recipe, and new. A
/// change at the step at which the last epoch has ended is one still, and the run goes on where that is of more epochs.
/// Where `epochs` are given, so many are trained whatever the recipes say of when to end, and no earlier network is put
/// back.
std::vector<EpochRecord> follow(
    const Course& course, Trainer& trainer, const TrainingData& data,
    FunctionRef<void(const EpochRecord&)> listener = [](const EpochRecord&) {},
    std::optional<std::int64_t> epochs = std::nullopt);

}  // namespace inkling

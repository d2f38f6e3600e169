/// Trainers as JavaScript holds them.
#pragma once

#include <inkling/recipe.h>

#include <memory>

#include "crossing.h"
#include "data.h"
#include "network.h"

namespace inkling::bindings {

/// A recipe's settings of network and training, on data that is given.
struct TrainerSettings {
  Recipe recipe = {};
  std::optional<std::int64_t> training_size = std::nullopt;  ///< all of the data where absent

  Fields fields() {
    types::Collector own;
    own.fields = part(fields_of(recipe), "not epochs earlyStopping data");
    own({"trainingSize", "Training size", "How many examples to learn from, the first ones; all where left out.",
         from_one},
        training_size);
    return std::move(own.fields);
  }
};

class TrainerHandle {
 public:
  TrainerHandle(TrainerSettings settings, std::shared_ptr<Data> data);

  val shape() const { return shape_of(run_->trainer.network()); }
  val progress() const;
  val settings() const;
  val configure(const val& settings) const;
  val train(const val& settings) const;
  val fit(const DataHandle& validation, const val& settings, const val& listener) const;
  val observe(const val& settings) const;
  val evaluate(const DataHandle& data, const val& settings) const;
  val metrics(const DataHandle& data, const val& settings) const;
  val predict(const val& inputs) const;
  val activations(const val& inputs) const;
  val saliency(const val& inputs, const val& settings) const;
  val inspect() const;
  val network() const;
  val restore(const NetworkHandle& network) const;
  val parameters() const;
  val setParameters(const val& layers) const;
  val weightHash() const { return hash_of(run_->trainer.network()); }

 private:
  struct Run {
    TrainerSettings settings;
    std::shared_ptr<Data> data;
    Trainer trainer;
  };
  val report(const Score& score) const;

  std::shared_ptr<Run> run_;
};

val make_trainer(const val& settings, const DataHandle& data);

/// The scores of outputs [examples, columns] beside their targets, as arrays.
val score_arrays(const val& outputs, const val& targets, const val& settings);

// Recipes.

/// The recipe as it is written: with nothing that is the default.
val tidy_recipe(const val& recipe);
/// The two datasets of a recipe whose data is made up.
val make_up_data(const val& recipe);
val make_recipe_trainer(const val& recipe, const DataHandle& training);

/// The settings of the functions above, by name.
Value describe_training_settings();

}  // namespace inkling::bindings

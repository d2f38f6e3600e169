/// Which call takes which settings.
#include "arguments.h"

#include <algorithm>
#include <iterator>

#include "data.h"

namespace inkling::bindings {
namespace {

/// Names are listed as in `part`.
struct DocumentRow {
  const char* type;      ///< in JavaScript; null where it has none
  const char* recipe;    ///< of the recipe's settings
  const char* data;      ///< of those of its data
  const char* argument;  ///< of those that no recipe has
  double most_classes = 0;
};

/// In the order of `Document`.
constexpr DocumentRow documents[] = {
    {"TrainerSettings", "not earlyStopping data", "", "trainingSize"},
    {"FitSettings", "epochs earlyStopping", "", ""},
    {"GenerateSettings", "seed", "examples noise", "name classes weights bias writer", 100},
    {"SplitSettings", "seed", "validation", "stratified"},
    {"ImageSettings", "", "", "classes pixels", 256},
    {"NetworkSettings", "seed layers", "", "inputs"},
    {"PerceptronSettings", "", "", "inputs learningRate"},
    {"TrainSettings", "", "", "steps keep"},
    {"RangeSettings", "", "", "first count"},
    {"MetricsSettings", "", "", "top threshold"},
    {"RasterizeSettings", "", "", "width"},
    {"ReadSettings", "", "", "temperature"},
    {"LessonSettings", "seed", "", "examples taught rotation shear scale elastic thickness"},
    {nullptr, "", "", "scaling"},
    {nullptr, "", "", "rows classes", 65536},
    {nullptr, "", "", "index"},
    {nullptr, "", "", "output"},
    {nullptr, "", "", "loss"},
    {nullptr, "", "", "top threshold columns holdsClasses"},
};
static_assert(std::size(documents) == static_cast<std::size_t>(Document::score) + 1);

}  // namespace

Index Arguments::width() const { return static_cast<Index>(std::min<std::int64_t>(columns, 1 << 30)); }

Fields fields_of(Document kind, Arguments& arguments) {
  const DocumentRow& row = documents[static_cast<std::size_t>(kind)];
  Fields all;
  const auto add = [&](Fields fields, const char* names) {
    for (Field& field : part(std::move(fields), names)) {
      // Only a generator passes settings over.
      if (kind != Document::trainer && kind != Document::generate) field.setting.chosen_by = {};
      if (field.setting.name == "classes") field.setting.range.most = row.most_classes;
      all.push_back(field);
    }
  };
  add(inkling::fields_of(arguments), row.argument);
  add(inkling::fields_of(arguments.recipe.data), row.data);
  add(inkling::fields_of(arguments.recipe), row.recipe);
  return all;
}

Value describe_all() {
  Value::Fields all;
  put(all, "Recipe", describe_recipe());
  put(all, "CsvSettings", describe_csv());
  for (std::size_t kind = 0; kind < std::size(documents); ++kind) {
    if (documents[kind].type == nullptr) continue;
    Arguments arguments;
    put(all, documents[kind].type, describe(fields_of(static_cast<Document>(kind), arguments)));
  }
  return all;
}

}  // namespace inkling::bindings

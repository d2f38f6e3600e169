/// The library's operations: what there is to choose from, and the lists of all others. Their other side:
/// engine/js/native.ts.
#include <emscripten/heap.h>

#include "arguments.h"
#include "data.h"
#include "network.h"
#include "training.h"

namespace inkling::bindings {

Arguments Call::arguments(Document kind) const {
  Arguments arguments;
  inkling::read_document(document, fields_of(kind, arguments), "The settings");
  return arguments;
}

namespace {

void write_tables(Call& call) {
  struct Table {
    const char* name;
    const Type& rows;
  };
  const Table tables[] = {{"activations", types::type<Activation>()},
                          {"losses", types::type<Loss>()},
                          {"optimizers", types::type<OptimizerRule>()},
                          {"schedules", types::type<Choice<ScheduleRow>>()},
                          {"initializers", types::type<Choice<InitializerRow>>()},
                          {"generators", types::type<Generator>()},
                          {"scalings", types::type<Scaling>()},
                          {"data", types::type<Choice<DataRow>>()}};
  call.reply.object();
  for (const auto& [name, rows] : tables) call.reply.name(name).value(describe_rows(rows));
  call.reply.end();
}

/// Every document that the functions take, by its name, as a list of its settings.
void write_descriptions(Call& call) { call.reply.value(describe_all()); }

/// Bytes of memory that the module has taken, and gives back only when it goes.
void memory(Call& call) { call.reply.number(static_cast<double>(emscripten_get_heap_size())); }

void release(Call& call) { delete call.self; }

constexpr Operation general_operations[] = {
    {"tables", write_tables},
    {"settings", write_descriptions},
    {"memory", memory},
    {"release", release},
};

const std::span<const Operation> operations[] = {general_operations, data_operations, network_operations,
                                                 training_operations};

}  // namespace

const std::span<const std::span<const Operation>> all_operations = operations;

}  // namespace inkling::bindings

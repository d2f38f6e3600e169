/// Links: written, checked, put right and read.
#include <inkling/link.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "decimal.h"
#include "document.h"
#include "letters.h"

namespace inkling {
namespace {

using Kind = Type::Kind;

// Bounds on what is read, so that reading is always quick.
constexpr std::size_t longest = 20'000;
constexpr std::size_t longest_name = 80;
constexpr std::size_t most_settings = 200;
constexpr std::size_t most_layers = 100;
constexpr std::size_t most_changes = 1000;

constexpr std::string_view version_name = "inkling";
constexpr std::string_view check_name = "check";
constexpr std::string_view change_name = "at";
constexpr std::string_view accuracy_name = "accuracy";
constexpr std::string_view weights_name = "weights";
constexpr std::string_view standard = "default";
constexpr std::string_view present = "on";

constexpr std::size_t short_hash = 8;
constexpr std::size_t whole_hash = 16;

[[noreturn]] void damaged(Pieces problem) { fail(ErrorCode::bad_data, problem); }
[[noreturn]] void twice(std::string_view what, std::string_view name) {
  damaged({what, " has ", Value(name).shown(), " twice."});
}

bool is_of_name(char character) { return is_letter(character) || is_digit(character) || character == '_'; }
bool is_hex(char character) { return is_digit(character) || (character >= 'a' && character <= 'f'); }

std::vector<std::string_view> split(std::string_view text, char between) {
  std::vector<std::string_view> parts;
  for (std::size_t end = text.find(between); end != std::string_view::npos; end = text.find(between)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

/// What stands before and behind the first `between`; all and nothing where there is none.
std::pair<std::string_view, std::string_view> halves(std::string_view text, char between) {
  const std::size_t at = text.find(between);
  if (at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

/// The checksum CRC-16-CCITT in hex digits: it notices every change of up to two letters that stand together.
std::string check_of(std::string_view body) {
  std::uint32_t sum = 0xFFFF;
  for (const char character : body) {
    sum ^= static_cast<std::uint32_t>(static_cast<unsigned char>(character)) << 8U;
    for (int bit = 0; bit < 8; ++bit) sum = (sum << 1U) ^ ((sum & 0x8000U) != 0 ? 0x11021U : 0U);
  }
  return hex(sum, 4);
}

// ----- Writing

class Writer {
 public:
  explicit Writer(char between) : between_(between) {}

  void put(Pieces name, std::string_view value) {
    if (!text.empty()) text += between_;
    text += join({join(name), "=", value});
  }

  void put_all(const std::string& before, const Value::Fields& fields) {
    for (const auto& [name, value] : fields) put_value(join({before, name}), value);
  }

  /// What makes one document of another.
  void put_changes(const std::string& before, const Value::Fields& old, const Value::Fields& now) {
    for (const auto& [name, value] : old) {
      if (find_field(now, name) == nullptr) put({before, name}, standard);
    }
    for (const auto& [name, value] : now) {
      const Value* was = find_field(old, name);
      const std::string path = join({before, name});
      if (was != nullptr && was->fields() != nullptr) {
        put_changes(join({path, "."}), *was->fields(), *value.fields());
      } else if (was == nullptr || !(*was == value)) {
        put_value(path, value);
      }
    }
  }

  std::string text = {};

 private:
  static std::string shown(const Value& value) {
    if (value.truth() != nullptr) return *value.truth() ? "true" : "false";
    if (value.text() != nullptr) return *value.text();
    return value.number() != nullptr ? shortest_decimal(*value.number()) : std::string(present);
  }

  static std::string shown(const Value::List& layers) {
    std::string all;
    for (const Value& layer : layers) {
      if (!all.empty()) all += ',';
      for (const auto& [name, value] : *layer.fields()) {
        if (name == "units") {
          all += shown(value);
        } else if (value.truth() != nullptr) {
          all += join({"-", name});
        } else if (name == "activation") {
          all += join({"-", *value.text()});
        } else {
          all += join({"-", name, "=", shown(value)});
        }
      }
    }
    return all;
  }

  void put_value(const std::string& path, const Value& value) {
    if (value.list() != nullptr) return put({path}, shown(*value.list()));
    if (value.fields() != nullptr && !value.fields()->empty()) return put_all(join({path, "."}), *value.fields());
    put({path}, shown(value));
  }

  char between_;
};

/// Without the version, which is the first field.
Value::Fields settings_of(const Recipe& recipe) {
  Value::Fields settings;
  const Value document = write_recipe(recipe);
  for (const auto& [name, value] : *document.fields()) {
    if (name != version_name) put(settings, name, value);
  }
  return settings;
}

// ----- Reading

Value value_in(std::string_view text) {
  if (is_decimal(text)) {
    const double number = nearest_double(text);
    if (std::isfinite(number)) return number;
  }
  if (text == "true" || text == "false") return text == "true";
  if (text == present) return Value::Fields();
  return text;
}

/// The names of a layer's settings that are on or off.
std::vector<std::string_view> switches() {
  LayerConfig layer;
  std::vector<std::string_view> names;
  for (const Field& field : fields_of(layer)) {
    if (field.type->kind == Kind::truth) names.push_back(field.setting.name);
  }
  return names;
}

Value layer_in(std::string_view text) {
  Value::Fields layer;
  const auto add = [&](std::string_view name, Value value) {
    if (find_field(layer, name) != nullptr) twice("In this link a layer", name);
    put(layer, name, std::move(value));
  };
  const std::vector<std::string_view> bare = switches();
  while (!text.empty()) {
    // A hyphen before a letter begins the next part; before a digit it is a sign.
    std::size_t end = 1;
    while (end < text.size() && !(text[end] == '-' && end + 1 < text.size() && is_letter(text[end + 1]))) ++end;
    const std::string_view part = text.substr(0, end);
    const auto [name, value] = halves(part, '=');
    if (name.size() < part.size()) {
      add(name, value_in(value));
    } else if (!is_letter(part[0])) {
      add("units", value_in(part));
    } else if (std::find(bare.begin(), bare.end(), part) != bare.end() || find_field(layer, "activation") != nullptr) {
      add(part, true);
    } else {
      add("activation", part);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (find_field(layer, "units") == nullptr)
    damaged({"This link has a layer that does not say how many units it has."});
  return layer;
}

Value layers_in(std::string_view text) {
  Value::List layers;
  for (const std::string_view layer : split(text, ',')) layers.push_back(layer_in(layer));
  if (layers.size() > most_layers)
    damaged({"This link has ", layers.size(), " layers; at most ", most_layers, " may be."});
  return layers;
}

bool is_within(std::string_view path, std::string_view group) {
  return path.starts_with(group) && (path.size() == group.size() || path[group.size()] == '.');
}

/// Settings by their paths, each once.
class Settings {
 public:
  void put(std::string_view path, std::string_view value) {
    if (path.size() > longest_name || all_.size() == most_settings) damaged({"This link has more than any recipe."});
    if (std::any_of(all_.begin(), all_.end(), about(path))) twice("This link", path);
    inkling::put(all_, path, path == "layers" ? layers_in(value) : value_in(value));
  }

  /// Puts what a change says in the place of what it is about, above and beneath it.
  void change(std::string_view path, std::string_view value) {
    Value::Fields others;
    for (auto& entry : all_) {
      if (!about(path)(entry)) others.push_back(std::move(entry));
    }
    all_ = std::move(others);
    if (value != standard) return put(path, value);
    // The group goes on without it.
    const std::size_t end = path.rfind('.');
    if (end == std::string_view::npos) return;
    const std::string_view group = path.substr(0, end);
    if (std::none_of(all_.begin(), all_.end(), about(group))) put(group, present);
  }

  Value::Fields document() const { return nested(all_); }

 private:
  /// Whether a setting is the one at a path, above it or beneath it.
  struct About {
    std::string_view path;
    bool operator()(const std::pair<std::string, Value>& entry) const {
      return is_within(entry.first, path) || is_within(path, entry.first);
    }
  };
  static About about(std::string_view path) { return {path}; }

  static Value::Fields nested(const Value::Fields& entries) {
    Value::Fields fields;
    for (const auto& [path, value] : entries) {
      const std::string_view name = halves(path, '.').first;
      if (name.size() == path.size()) inkling::put(fields, name, value);
      if (find_field(fields, name) != nullptr) continue;
      Value::Fields within;
      for (const auto& [other, part] : entries) {
        if (is_within(other, name)) inkling::put(within, std::string_view(other).substr(name.size() + 1), part);
      }
      inkling::put(fields, name, nested(within));
    }
    return fields;
  }

  Value::Fields all_;
};

/// Whether a later recipe has what may not change as the first one has it, of which `document` is written.
bool is_same_run(Recipe later, const Recipe& first, const Value& document) {
  later.training = first.training;
  later.fit = first.fit;
  if (later.data.name->make == nullptr) later.data.examples = first.data.examples;
  return write_recipe(later) == document;
}

std::int64_t step_in(std::string_view text, const std::vector<Change>& before) {
  const Value value = value_in(text);
  const double least = before.empty() ? 0 : static_cast<double>(before.back().step);
  if (value.number() == nullptr || std::floor(*value.number()) != *value.number() || *value.number() < least ||
      *value.number() > 0x1p53) {
    damaged({"This link has a change at step ", Value(text).shown(), "; steps are whole numbers in their order."});
  }
  return static_cast<std::int64_t>(*value.number());
}

Claim claim_in(std::string_view accuracy, std::string_view weights) {
  Claim claim;
  const Value share = value_in(accuracy);
  if (share.number() == nullptr || *share.number() < 0 || *share.number() > 1) {
    damaged({"This link claims an accuracy of ", Value(accuracy).shown(), "; allowed is a number from 0 to 1."});
  }
  claim.accuracy = *share.number();
  const std::vector<std::string_view> hashes = split(weights, '.');
  for (const std::string_view& hash : hashes) {
    const std::size_t digits = &hash == &hashes.back() ? whole_hash : short_hash;
    if (hash.size() != digits || !std::all_of(hash.begin(), hash.end(), is_hex)) {
      damaged({"This link claims weights ", Value(hash).shown(), "; allowed are ", digits, " hexadecimal digits."});
    }
    claim.hashes.emplace_back(hash);
  }
  return claim;
}

/// Reads a link whose check is left out. Numbers outside of their range are brought into it, or refused.
Link read_body(std::string_view body, bool brings = true) {
  Link link;
  Settings settings;
  std::string_view accuracy;
  std::string_view weights;
  std::vector<std::string_view> changes;
  const auto once = [](std::string_view& value, std::string_view given, std::string_view name) {
    if (!value.empty()) twice("This link", name);
    value = given;
  };
  for (const std::string_view part : split(body, '&')) {
    const auto [name, value] = halves(part, '=');
    if (part.empty() && body.empty()) continue;  // a link that says nothing
    if (halves(name, '.').first == change_name) {
      changes.push_back(part);
    } else if (name == accuracy_name) {
      once(accuracy, value, name);
    } else if (name == weights_name) {
      once(weights, value, name);
    } else {
      settings.put(name, value);
    }
  }
  if (changes.size() > most_changes)
    damaged({"This link has ", changes.size(), " changes; at most ", most_changes, " may be."});

  Course& course = link.course;
  std::vector<std::string>& brought = link.notes;
  const auto recipe = [&] {
    std::vector<std::string> notes;
    Recipe read = read_recipe(settings.document(), brings ? &notes : nullptr);
    for (std::string& note : notes) {  // a change says again what stands as it was
      if (std::find(brought.begin(), brought.end(), note) == brought.end()) brought.push_back(std::move(note));
    }
    return read;
  };
  course.recipe = recipe();
  const Value first = write_recipe(course.recipe);
  for (const std::string_view change : changes) {
    const auto [place, text] = halves(change, '=');
    const std::string_view step = halves(place, '.').second;
    for (const std::string_view part : split(text, ';')) {
      const auto [name, value] = halves(part, '=');
      settings.change(name, value);
    }
    const std::int64_t at = step_in(step, course.changes);
    course.changes.push_back({at, recipe()});
    if (!is_same_run(course.changes.back().recipe, course.recipe, first)) {
      fail(ErrorCode::bad_setting, {"The change at step ", at, " is of what cannot change while a run goes on."});
    }
  }
  if (!accuracy.empty() || !weights.empty()) link.claim = claim_in(accuracy, weights);
  if (!brought.empty()) {
    if (link.claim) brought.emplace_back("What it was said to reach is left out: this is another run.");
    link.claim.reset();
  }
  return link;
}

// ----- Putting right

int digit_in(std::string_view text, std::size_t at) {
  const char lower = at < text.size() ? static_cast<char>(text[at] | 0x20) : ' ';
  return is_digit(lower) ? lower - '0' : is_hex(lower) ? lower - 'a' + 10 : -1;
}

/// With the characters that percent signs stand for, as often as somebody has put them there, and without blanks.
std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r')) continue;
    plain += text[at];
    // Two digits may complete what a percent sign began that was itself decoded.
    for (std::size_t size = plain.size(); size >= 3 && plain[size - 3] == '%'; size = plain.size()) {
      const int high = digit_in(plain, size - 2);
      const int low = digit_in(plain, size - 1);
      if (high < 0 || low < 0) break;
      plain.resize(size - 2);
      plain.back() = static_cast<char>(16 * high + low);
    }
  }
  return plain;
}

/// What stands behind an address, without what no link has around it.
std::string extracted(std::string_view given) {
  const std::string text = decoded(given);
  const std::size_t address = text.find("#/?");
  std::size_t first = address == std::string::npos ? 0 : address + 3;
  std::size_t end = text.size();
  while (end > first && !is_of_name(text[end - 1])) --end;
  while (first < end && !is_letter(text[first])) ++first;
  return text.substr(first, end - first);
}

void note_replaced(std::vector<std::string>& notes, std::string_view given, std::string_view meant) {
  notes.push_back(join({Value(given).shown(), " was read as ", Value(meant).shown(), "."}));
}

/// The name that was meant by the one that an error refuses, which may be one of links alone; empty where there is
/// none.
std::string meant_by(const Refusal& refusal) {
  std::vector<std::string_view> names{refusal.meant, change_name, accuracy_name, weights_name};
  for (const std::string_view own : switches()) names.push_back(own);
  return std::string(nearest(refusal.given, names));
}

/// Puts `meant` where `given` first stands as a whole name; gives whether it does.
bool replace_name(std::string& text, const std::string& given, const std::string& meant) {
  for (std::size_t at = text.find(given); at != std::string::npos; at = text.find(given, at + 1)) {
    const std::size_t end = at + given.size();
    if ((at > 0 && is_of_name(text[at - 1])) || (end < text.size() && is_of_name(text[end]))) continue;
    text = join({std::string_view(text).substr(0, at), meant, std::string_view(text).substr(end)});
    return true;
  }
  return false;
}

/// The body to which the check belongs, with names put right one after another until it does; empty where there is
/// none. Each is found by reading all, and no more is read for them together than the longest link has.
std::string repaired(std::string body, const std::string& check, std::vector<std::string>& notes) {
  const std::size_t most = std::clamp<std::size_t>(longest / (body.size() + 1), 1, 20);
  for (std::size_t names = 0; names < most && check_of(body) != check; ++names) {
    try {
      read_body(body);
      return {};
    } catch (const Error& error) {
      const std::string& given = error.refusal().given;
      const std::string meant = meant_by(error.refusal());
      if (given.empty() || meant.empty() || given == meant || !replace_name(body, given, meant)) return {};
      note_replaced(notes, given, meant);
    }
  }
  return check_of(body) == check ? body : std::string();
}

bool is_of_newer(std::string_view text) {
  const auto [name, value] = halves(halves(text, '&').first, '=');
  const Value version = value_in(value);
  return name == version_name && version.number() != nullptr && *version.number() > 1;
}

}  // namespace

std::string hex(std::uint64_t number, int digits) {
  std::string text(static_cast<std::size_t>(digits), '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, number /= 16) {
    *digit = "0123456789abcdef"[number % 16];
  }
  return text;
}

std::string write_link(const Course& course, const std::optional<Claim>& claim) {
  Writer link('&');
  Value::Fields settings = settings_of(course.recipe);
  link.put_all("", settings);
  for (const auto& [step, recipe] : course.changes) {
    Writer change(';');
    const Value::Fields now = settings_of(recipe);
    change.put_changes("", settings, now);
    if (!change.text.empty()) link.put({change_name, ".", step}, change.text);
    settings = now;
  }
  if (claim) {
    std::string hashes;
    for (const std::string& hash : claim->hashes) {
      const bool is_last = &hash == &claim->hashes.back();
      hashes += join({hashes.empty() ? "" : ".", std::string_view(hash).substr(0, is_last ? whole_hash : short_hash)});
    }
    link.put({accuracy_name}, shortest_decimal(claim->accuracy));
    link.put({weights_name}, hashes);
  }
  read_body(link.text, false);  // what cannot be read is refused in the same words
  link.put({check_name}, check_of(link.text));
  if (link.text.size() > longest) damaged({"This run is too long for a link, which ends at ", longest, " characters."});
  return link.text;
}

Link read_link(std::string_view given) {
  if (given.size() > 3 * longest) damaged({"This is longer than any link, which ends at ", longest, " characters."});
  std::string body = extracted(given);
  if (is_of_newer(lowered(body))) damaged({"This link was made by a newer Inkling, which is needed to read it."});

  const std::size_t end = body.rfind('&');
  const std::string last = end == std::string::npos ? body : body.substr(end + 1);
  const auto [name, value] = halves(last, '=');
  const std::string check = lowered(value);
  if (nearest(name, {check_name}).empty() || check.size() < 4) {
    damaged({"This link is not whole: it does not end in \"check=\" and four characters. Copy all of it."});
  }
  std::vector<std::string> notes;
  if (name != check_name) note_replaced(notes, name, check_name);
  body.resize(end == std::string::npos ? 0 : end);

  if (check_of(body) != check) {
    std::vector<std::string> others;
    std::string right = repaired(body, check, others);
    if (right.empty()) {
      others = {"Capital letters were read as small ones."};
      right = repaired(lowered(body), check, others);
    }
    if (right.empty())
      damaged({"This link was changed or mistyped on its way: its check does not fit the rest of it."});
    body = std::move(right);
    for (std::string& note : others) notes.push_back(std::move(note));
  }
  Link link = read_body(body);
  for (std::string& note : link.notes) notes.push_back(std::move(note));
  link.notes = std::move(notes);
  return link;
}

std::vector<EpochRecord> follow(const Course& course, Trainer& trainer, const TrainingData& data,
                                FunctionRef<void(const EpochRecord&)> listener, std::optional<std::int64_t> epochs) {
  const auto ends = [&](const Recipe& recipe) { return epochs ? FitConfig{.epochs = *epochs} : recipe.fit; };
  FitConfig config = ends(course.recipe);
  auto next = course.changes.begin();
  return fit(trainer, *data.validation, config, listener, [&] {
    for (; next != course.changes.end() && static_cast<std::uint64_t>(next->step) <= trainer.steps(); ++next) {
      trainer.configure(training_config(next->recipe, *data.training));
      config = ends(next->recipe);
    }
  });
}

}  // namespace inkling

/// Links: that writing and reading are inverse, what they look like, and what is put right or refused.
#include <gtest/gtest.h>
#include <inkling/link.h>

#include <chrono>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "src/document.h"
#include "support.h"

namespace inkling::link_test {
namespace {

using testing_support::expect_error;
using Fields = Value::Fields;
using List = Value::List;

Recipe recipe_of(const Fields& fields) { return read_recipe(fields); }

/// The page's own, which reads people's hands best.
Fields page_recipe() {
  return {{"epochs", 28.0},
          {"batchSize", 16.0},
          {"labelSmoothing", 0.1},
          {"schedule", Fields{{"rule", "cosine"}, {"period", 0.0}, {"floor", 0.02}}},
          {"augmentation", Fields{{"written", 0.4}, {"warped", 0.8}, {"shift", 1.0}}},
          {"layers", List{Fields{{"units", 256.0}, {"activation", "relu"}}, Fields{{"units", 10.0}}}}};
}

/// A link of what stands before its check, which is computed as writing does.
std::string checked(const std::string& body) {
  std::uint32_t sum = 0xFFFF;
  for (const char character : body) {
    sum ^= static_cast<std::uint32_t>(static_cast<unsigned char>(character)) << 8U;
    for (int bit = 0; bit < 8; ++bit) sum = ((sum << 1U) ^ ((sum & 0x8000U) != 0 ? 0x1021U : 0U)) & 0xFFFFU;
  }
  char digits[5];
  std::snprintf(digits, sizeof(digits), "%04x", sum);
  return body + (body.empty() ? "check=" : "&check=") + digits;
}

void expect_same(const Course& given, const Course& read) {
  EXPECT_EQ(write_recipe(given.recipe), write_recipe(read.recipe));
  ASSERT_EQ(given.changes.size(), read.changes.size());
  for (std::size_t i = 0; i < given.changes.size(); ++i) {
    EXPECT_EQ(given.changes[i].step, read.changes[i].step);
    EXPECT_EQ(write_recipe(given.changes[i].recipe), write_recipe(read.changes[i].recipe));
  }
}

void expect_damaged(const std::string& link, const std::vector<std::string>& parts) {
  expect_error([&] { read_link(link); }, ErrorCode::bad_data, parts);
}

void expect_refused(const std::string& link, const std::vector<std::string>& parts) {
  expect_error([&] { read_link(link); }, ErrorCode::bad_setting, parts);
}

void expect_notes(const std::string& link, const std::vector<std::string>& notes, const Fields& recipe) {
  const Link read = read_link(link);
  EXPECT_EQ(read.notes, notes) << link;
  EXPECT_EQ(write_recipe(read.course.recipe), write_recipe(recipe_of(recipe))) << link;
}

const Claim claim{0.9816, {"0123456789abcdef", "fedcba9876543210"}};

// ----- Writing

TEST(Link, IsReadByEye) {
  const std::pair<Fields, const char*> expected[] = {
      {{}, "check=ffff"},
      {{{"optimizer", "adam"}, {"epochs", 5.0}}, "epochs=5&optimizer=adam&check=11b3"},
      {{{"learningRate", 0.05}}, "learningRate=0.05&check=2edc"},
      {{{"epsilon", 1e-10}}, "epsilon=1e-10&check=48e1"},
      {{{"earlyStopping", Fields{}}}, "earlyStopping=on&check=6505"},
      {{{"earlyStopping", Fields{{"patience", 3.0}}}}, "earlyStopping.patience=3&check=e1a3"},
      {{{"data", Fields{{"name", "moons"}, {"scaling", "standard"}}}},
       "data.name=moons&data.scaling=standard&check=0850"},
      {{{"data", Fields{{"deslant", true}}}}, "data.deslant=true&check=8eea"},
      {{{"layers",
         List{Fields{{"units", 256.0}, {"activation", "relu"}, {"dropout", 0.2}, {"batchNormalization", true}},
              Fields{{"units", 10.0}, {"biases", "constant"}, {"biasesScale", -0.5}}}}},
       "layers=256-relu-batchNormalization-dropout=0.2,10-biases=constant-biasesScale=-0.5&check=0d94"},
      {page_recipe(),
       "epochs=28&batchSize=16&labelSmoothing=0.1&schedule.rule=cosine&schedule.period=0&schedule.floor=0.02"
       "&augmentation.written=0.4&augmentation.warped=0.8&augmentation.shift=1&layers=256-relu,10&check=2be6"},
  };
  for (const auto& [recipe, link] : expected) EXPECT_EQ(write_link({recipe_of(recipe)}), link);
}

TEST(Link, HasNumbersInHexDigits) {
  EXPECT_EQ(hex(0), "0000000000000000");
  EXPECT_EQ(hex(0x0123456789ABCDEF), "0123456789abcdef");
  EXPECT_EQ(hex(0xFFFFFFFFFFFFFFFF), "ffffffffffffffff");
  EXPECT_EQ(hex(0xA5, 4), "00a5");
}

TEST(Link, IsWhatTheReadmeAndTheHeaderShow) {
  for (const char* link :
       {"epochs=50&optimizer=adam&data.name=moons&layers=16-tanh,2&at.120=learningRate=0.0005&check=b699",
        "epochs=5&optimizer=adam&schedule.rule=cosine&layers=256-relu-dropout=0.2,10&at.120=learningRate=0.0005&check="
        "343b"}) {
    EXPECT_EQ(write_link(read_link(link).course), link);
  }
}

TEST(Link, OfAnOrdinaryRunIsShort) {
  const std::string address = "https://example.org/inkling/#/?";
  EXPECT_LT((address + write_link({recipe_of(page_recipe())})).size(), 300U);
  const Fields textbook{{"layers", List{Fields{{"units", 1000.0}, {"activation", "relu"}}, Fields{{"units", 10.0}}}},
                        {"data", Fields{{"examples", 60000.0}}}};
  EXPECT_LT((address + write_link({recipe_of(textbook)}, claim)).size(), 150U);
}

TEST(Link, SaysOnlyWhatAChangeChanges) {
  const Fields first{
      {"optimizer", "adam"}, {"learningRate", 0.01}, {"schedule", Fields{{"rule", "cosine"}, {"floor", 0.1}}}};
  const Course course{
      recipe_of(first),
      {{0, recipe_of({{"optimizer", "adam"}, {"schedule", Fields{{"rule", "cosine"}}}})},
       {120, recipe_of({{"optimizer", "adam"}, {"earlyStopping", Fields{{"patience", 3.0}}}})},
       {120, recipe_of({{"optimizer", "adam"}, {"earlyStopping", Fields{}}})},
       {121, recipe_of({{"learningRate", 0.05}, {"batchSize", 64.0}, {"data", Fields{{"examples", 500.0}}}})}}};
  EXPECT_EQ(write_link(course),
            "optimizer=adam&learningRate=0.01&schedule.rule=cosine&schedule.floor=0.1"
            "&at.0=learningRate=default;schedule.floor=default"
            "&at.120=schedule=default;earlyStopping.patience=3"
            "&at.120=earlyStopping.patience=default"
            "&at.121=optimizer=default;earlyStopping=default;learningRate=0.05;batchSize=64;data.examples=500"
            "&check=dac3");
  expect_same(course, read_link(write_link(course)).course);
}

TEST(Link, LeavesOutChangesThatChangeNothing) {
  const Recipe recipe = recipe_of({{"epochs", 3.0}});
  EXPECT_EQ(write_link({recipe, {{5, recipe}}}), write_link({recipe}));
}

TEST(Link, ClaimsEachEpochsWeights) {
  EXPECT_EQ(write_link({recipe_of({{"epochs", 2.0}})}, claim),
            "epochs=2&accuracy=0.9816&weights=01234567.fedcba9876543210&check=1901");
  const Link read = read_link(write_link({}, claim));
  ASSERT_TRUE(read.claim.has_value());
  EXPECT_EQ(read.claim->accuracy, 0.9816);
  EXPECT_EQ(read.claim->hashes, (std::vector<std::string>{"01234567", "fedcba9876543210"}));
  EXPECT_EQ(write_link({}, read.claim), write_link({}, claim));
}

TEST(Link, IsNotWrittenOfWhatCannotBeRead) {
  const Recipe recipe;
  const Recipe other = recipe_of({{"batchSize", 64.0}});
  const auto refused = [](const Course& course, const std::optional<Claim>& of, ErrorCode code, const char* part) {
    expect_error([&] { write_link(course, of); }, code, {part});
  };
  refused({recipe, {{5, other}, {4, recipe}}}, {}, ErrorCode::bad_data,
          "\"4\"; steps are whole numbers in their order");
  refused({recipe, {{-1, other}}}, {}, ErrorCode::bad_data, "\"-1\"");
  for (const Fields& fields :
       {Fields{{"seed", 2.0}}, Fields{{"loss", "hinge"}}, Fields{{"data", Fields{{"name", "moons"}}}},
        Fields{{"data", Fields{{"deslant", true}}}}, Fields{{"layers", List{Fields{{"units", 10.0}}}}}}) {
    refused({recipe, {{7, recipe_of(fields)}}}, {}, ErrorCode::bad_setting, "The change at step 7");
  }
  refused({}, Claim{1.5, claim.hashes}, ErrorCode::bad_data, "accuracy of \"1.5\"");
  refused({}, Claim{0.5, {}}, ErrorCode::bad_data, "16 hexadecimal digits");
  refused({}, Claim{0.5, {"0123456789abcde"}}, ErrorCode::bad_data, "16 hexadecimal digits");
  refused({}, Claim{0.5, {"0123", "0123456789abcdef"}}, ErrorCode::bad_data, "8 hexadecimal digits");
  refused({}, Claim{0.5, {"0123456789ABCDEF"}}, ErrorCode::bad_data, "16 hexadecimal digits");
  refused({}, Claim{0.5, std::vector<std::string>(3000, "0123456789abcdef")}, ErrorCode::bad_data, "too long");
  for (const auto& of : {std::optional<Claim>(), std::optional<Claim>(claim)}) {
    Recipe no_epochs;
    no_epochs.fit.epochs = 0;
    refused({no_epochs}, of, ErrorCode::bad_setting, "Epochs: 0 was given; allowed is a whole number of at least 1");
    refused({recipe, {{7, no_epochs}}}, of, ErrorCode::bad_setting, "Epochs: 0");
    Recipe wide;
    wide.layers[0].dropout = -1;
    refused({wide}, of, ErrorCode::bad_setting, "Dropout of layers[0]: -1");
  }
  Recipe deep;
  deep.layers.assign(101, {.units = 1});
  refused({deep}, {}, ErrorCode::bad_data, "101 layers; at most 100");
}

// ----- Round trips

/// Anything that a document may say, by what the engine says of its settings.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : random_(seed, Random::Stream::data) {}

  bool one_in(std::uint32_t many) { return random_.below(many) == 0; }
  std::uint32_t below(std::uint32_t many) { return random_.below(many); }

  Fields settings(const List& described, std::uint32_t one_in_so_many) {
    Fields fields;
    for (const Value& entry : described) {
      if (!one_in(one_in_so_many) && *text(entry, "name") != "units") continue;
      put(fields, *text(entry, "name"), value(entry));
    }
    return fields;
  }

 private:
  static const std::string* text(const Value& entry, std::string_view name) { return find_field(entry, name)->text(); }
  static double number(const Value& entry, std::string_view name, double otherwise) {
    const Value* found = find_field(entry, name);
    return found == nullptr ? otherwise : *found->number();
  }

  Value value(const Value& entry) {
    const std::string& kind = *text(entry, "kind");
    if (kind == "truth") return one_in(2);
    if (kind == "choice") {
      const List& choices = *find_field(entry, "choices")->list();
      return *text(choices[below(static_cast<std::uint32_t>(choices.size()))], "name");
    }
    if (kind == "group") return settings(*find_field(entry, "settings")->list(), 2);
    if (kind == "list") {
      List all(1 + below(4));
      for (Value& one : all) one = settings(*find_field(entry, "settings")->list(), 3);
      return all;
    }
    const double least = number(entry, "least", -3);
    const double most = std::min(number(entry, "most", 1e9), least + std::pow(10.0, random_.uniform(-3, 9)));
    // Inside of both ends, which need not belong to it.
    const double inside = least + (most - least) * static_cast<double>(random_.uniform(0.05F, 0.95F));
    if (kind == "whole") return std::ceil(inside);
    return one_in(20) ? inside : shortest(static_cast<float>(inside));
  }

  Random random_;
};

const Value& description() {
  static const Value described = describe_recipe();
  return described;
}

Course random_course(Chance& chance) {
  Course course{read_recipe(chance.settings(*description().list(), 3))};
  std::int64_t step = 0;
  for (std::uint32_t i = chance.below(4); i > 0; --i) {
    const Recipe other = read_recipe(chance.settings(*description().list(), 3));
    Recipe changed = course.recipe;
    changed.training = other.training;
    changed.fit = other.fit;
    if (changed.data.name->make == nullptr) changed.data.examples = other.data.examples;
    step += chance.below(1000);
    course.changes.push_back({step, changed});
  }
  return course;
}

std::optional<Claim> random_claim(Chance& chance) {
  if (chance.one_in(2)) return std::nullopt;
  Claim made{chance.below(10'001) / 10'000.0, {}};
  for (std::uint32_t epochs = 1 + chance.below(5); epochs > 0; --epochs) {
    std::string& hash = made.hashes.emplace_back();
    while (hash.size() < 16) hash += "0123456789abcdef"[chance.below(16)];
  }
  return made;
}

bool is_unescaped(char character) {
  return std::isalnum(static_cast<unsigned char>(character)) != 0 ||
         std::string_view("_-.=&;,").find(character) != std::string_view::npos;
}

TEST(Link, OfAnyRunComesBack) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Chance chance(seed);
    const Course course = random_course(chance);
    const std::optional<Claim> made = random_claim(chance);
    const std::string link = write_link(course, made);
    SCOPED_TRACE(link);
    for (const char character : link) ASSERT_TRUE(is_unescaped(character)) << character;
    const Link read = read_link("https://example.org/inkling/#/?" + link);
    EXPECT_TRUE(read.notes.empty());
    expect_same(course, read.course);
    EXPECT_EQ(write_link(read.course, read.claim), link);
    EXPECT_EQ(read.claim.has_value(), made.has_value());
  }
}

// ----- Reading

TEST(Link, IsReadFromWhateverStandsAroundIt) {
  const std::string link = checked("epochs=3&schedule.rule=cosine&layers=16-tanh,10&at.5=batchSize=64;l2=0.1");
  const std::string written = write_link(read_link(link).course);
  const auto escaped = [](const std::string& text, std::string_view characters) {
    std::string all;
    for (const char character : text) {
      char code[4];
      std::snprintf(code, sizeof(code), "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(character)));
      all += characters.find(character) == std::string_view::npos ? std::string(1, character) : code;
    }
    return all;
  };
  const std::string address = "https://example.org/inkling/#/?" + link;
  for (const std::string& given : {link, address, "  " + address + " \n", "\"" + address + "\"", "<" + address + ">.",
                                   "(" + address + ")", "«" + address + "»", "Ada: " + address + ".",
                                   escaped(address, "=&;,#?/"), escaped(escaped(address, "=&;,#?/"), "%"),
                                   address.substr(0, 50) + "\r\n " + address.substr(50), "?embed#/?" + link}) {
    const Link read = read_link(given);
    EXPECT_EQ(write_link(read.course), written) << given;
    EXPECT_TRUE(read.notes.empty()) << given;
  }
}

TEST(Link, WithALongNumberIsReadAtOnce) {
  const std::string nines(18'900, '9');
  const auto start = std::chrono::steady_clock::now();
  expect_notes(checked("learningRate=0.04" + nines), {}, {{"learningRate", 0.05}});
  expect_notes(checked("epochs=2" + std::string(18'900, '0') + "e-18900"), {}, {{"epochs", 2.0}});
  std::string mistyped = checked("optimizer=sgd&learningRate=0.04" + nines);
  mistyped.replace(mistyped.find("optimizer"), 9, "optimiser");
  expect_notes(mistyped, {"\"optimiser\" was read as \"optimizer\"."}, {{"learningRate", 0.05}});
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(Link, MayBeWrittenOtherwiseThanWeDo) {
  expect_notes(checked("layers=relu-units=16,10&inkling=1&epochs=1e1&learningRate=2.50e-1&data.deslant=false"), {},
               {{"learningRate", 0.25},
                {"layers", List{Fields{{"units", 16.0}, {"activation", "relu"}}, Fields{{"units", 10.0}}}}});
}

TEST(Link, ThatIsNotWholeIsRefused) {
  const std::string link = write_link({recipe_of(page_recipe())}, claim);
  for (std::size_t size = 0; size < link.size(); ++size)
    expect_damaged(link.substr(0, size), {"This link is not whole"});
}

TEST(Link, OfANewerInklingIsRefused) {
  expect_damaged(checked("inkling=2&epochs=3"), {"newer Inkling"});
  expect_damaged("https://example.org/#/?inkling=3&dreams=electric", {"newer Inkling"});
  expect_damaged("INKLING=2&check=ABCD", {"newer Inkling"});
}

TEST(Link, WithAMistypedNameIsPutRight) {
  const std::string right = checked(
      "epochs=3&optimizer=adam&schedule.rule=cosine&layers=16-relu-batchNormalization,10&at.5=batchSize=64&accuracy=0.5"
      "&weights=0123456789abcdef");
  const Fields recipe = {{"epochs", 3.0},
                         {"optimizer", "adam"},
                         {"schedule", Fields{{"rule", "cosine"}}},
                         {"layers", List{Fields{{"units", 16.0}, {"activation", "relu"}, {"batchNormalization", true}},
                                         Fields{{"units", 10.0}}}}};
  const auto mistyped = [&](const std::string& name, const std::string& as) {
    std::string link = right;
    return link.replace(link.find(name), name.size(), as);
  };
  for (const auto& [name, as] :
       std::vector<std::pair<std::string, std::string>>{{"optimizer", "optimiser"},
                                                        {"adam", "adma"},
                                                        {"schedule", "shedule"},
                                                        {"rule", "rul"},
                                                        {"cosine", "cosinus"},
                                                        {"relu", "rellu"},
                                                        {"batchNormalization", "batchNormalisation"},
                                                        {"batchSize", "bachSize"},
                                                        {"accuracy", "acuracy"},
                                                        {"weights", "weigths"},
                                                        {"check", "chek"}}) {
    expect_notes(mistyped(name, as), {"\"" + as + "\" was read as \"" + name + "\"."}, recipe);
    EXPECT_TRUE(read_link(mistyped(name, as)).claim.has_value());
  }
  for (const auto& [name, as] : std::vector<std::pair<std::string, std::string>>{{"epochs", "Epochs"},
                                                                                 {"optimizer", "OPTIMIZER"},
                                                                                 {"adam", "Adam"},
                                                                                 {"batchSize", "batchsize"},
                                                                                 {"at", "At"},
                                                                                 {"check", "Check"}}) {
    expect_notes(mistyped(name == "at" ? "at." : name, name == "at" ? "At." : as),
                 {"\"" + as + "\" was read as \"" + name + "\"."}, recipe);
  }
  std::string shouted = right;
  for (char& character : shouted) character = static_cast<char>(std::toupper(character));
  EXPECT_EQ(write_recipe(read_link(shouted).course.recipe), write_recipe(recipe_of(recipe)));
  EXPECT_EQ(read_link(shouted).notes.front(), "\"CHECK\" was read as \"check\".");
  EXPECT_EQ(read_link(shouted).notes[1], "Capital letters were read as small ones.");
  EXPECT_EQ(read_link(shouted).claim->hashes, (std::vector<std::string>{"0123456789abcdef"}));
  EXPECT_EQ(read_link(shouted).course.changes.size(), 1U);
}

TEST(Link, HasFewerMistypedNamesPutRightTheLongerItIs) {
  // Names are found by reading all, which takes time where there are many changes.
  const auto mistyped = [](int changes, int names) {
    std::string body;
    for (int i = 0; i < changes; ++i) body += (i > 0 ? "&at." : "at.") + std::to_string(i) + "=momentum=0.5;l2=0.5";
    std::string link = checked(body);
    std::size_t at = link.size();
    for (int i = 0; i < names; ++i) link.replace(at = link.rfind("momentum", at - 1), 8, "momentun");
    return link;
  };
  const auto notes = [&](int changes, int names) { return read_link(mistyped(changes, names)).notes.size(); };
  EXPECT_EQ(notes(25, 20), 20U);
  EXPECT_EQ(notes(250, 2), 2U);
  EXPECT_EQ(notes(600, 1), 1U);
  for (const auto& [changes, names] : {std::pair{25, 21}, {250, 5}, {600, 2}}) {
    expect_damaged(mistyped(changes, names), {"changed or mistyped"});
  }
}

TEST(Link, ThatWasChangedIsRefused) {
  const std::string right = checked("epochs=3&optimizer=adam&learningRate=0.05");
  const auto changed = [&](const std::string& part, const std::string& as) {
    const std::size_t at = right.find(part);
    expect_damaged(right.substr(0, at) + as + right.substr(at + part.size()), {"changed or mistyped"});
  };
  changed("3", "4");
  changed("0.05", "0.5");
  changed("adam", "adamw");
  changed("0.05", "o.05");
  changed("optimizer", "hat");
  changed("epochs=3&", "");
  changed("epochs", "epochs=3&epochs");
  changed("optimizer=adam&learningRate=0.05", "learningRate=0.05&optimizer=adam");
  expect_damaged(right + "0", {"changed or mistyped"});
}

TEST(Link, NoticesEveryChangeOfTwoLettersSideBySide) {
  const std::string right = checked("epochs=12&l2=0.0012&layers=64-relu,32-tanh,10");
  int put_right = 0;
  const auto expect_noticed = [&](const std::string& link) {
    try {
      const Link read = read_link(link);
      ++put_right;
      EXPECT_FALSE(read.notes.empty()) << link;
      EXPECT_EQ(write_link(read.course), right) << link;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find("changed or mistyped"), std::string::npos) << link << error.what();
    }
  };
  const std::size_t end = right.rfind("&check=");
  for (std::size_t at = 0; at + 1 < end; ++at) {
    // Others, each alone, and both swapped.
    const std::string letters = std::string("0129abzR-=.,&") + right[at + 1] + right[at];
    for (const char first : letters) {
      for (const char second : letters) {
        std::string link = right;
        link[at] = first;
        link[at + 1] = second;
        if (link != right) expect_noticed(link);
      }
    }
  }
  EXPECT_GT(put_right, 100);
}

TEST(Link, BringsNumbersIntoTheirRangeAndThenClaimsNothing) {
  const std::string dropped = "What it was said to reach is left out: this is another run.";
  const std::string tail = "&accuracy=0.5&weights=0123456789abcdef";
  expect_notes(checked("epochs=0" + tail),
               {"Epochs: 0 is taken for 1; allowed is a whole number of at least 1.", dropped}, {{"epochs", 1.0}});
  expect_notes(checked("seed=5000000000" + tail),
               {"Seed: 5e+09 is taken for 4294967295; allowed is a whole number from 0 to 4294967295.", dropped},
               {{"seed", 4294967295.0}});
  expect_notes(checked("l2=-1"), {"L2: -1 is taken for 0; allowed is a finite number of at least 0."}, {});
  const Link read = read_link(checked("layers=0-relu-dropout=-1,10" + tail));
  EXPECT_EQ(read.notes.size(), 3U);
  EXPECT_EQ(read.notes[0], "Units of layers[0]: 0 is taken for 1; allowed is a whole number of at least 1.");
  EXPECT_FALSE(read.claim.has_value());
  EXPECT_TRUE(read_link(checked("epochs=1" + tail)).claim.has_value());
  const Link change = read_link(checked("at.5=augmentation.shift=9" + tail));
  EXPECT_EQ(change.notes.size(), 2U);
  EXPECT_EQ(change.course.changes[0].recipe.training.augmentation.shift, 4);
  // Once, however many changes leave it as it is.
  expect_notes(checked("l2=-1&epochs=0&at.5=l1=0.1&at.6=l1=0.2&at.7=l2=-2&at.8=l1=0.3" + tail),
               {"Epochs: 0 is taken for 1; allowed is a whole number of at least 1.",
                "L2: -1 is taken for 0; allowed is a finite number of at least 0.",
                "L2: -2 is taken for 0; allowed is a finite number of at least 0.", dropped},
               {{"epochs", 1.0}});
}

TEST(Link, RefusesWhatItCannotBringIntoRange) {
  expect_refused(checked("learningRate=-1"), {"Learning rate: -1 was given; allowed is a finite number above 0"});
  expect_refused(checked("layers=5-dropout=1,10"), {"Dropout of layers[0]", "not including, 1"});
  expect_refused(checked("epochs=2.5"), {"Epochs: 2.5"});
  expect_refused(checked("epochs=1e300"), {"Epochs: 1e+300"});
  expect_refused(checked("learningRate=NaN"), {"\"NaN\" was given"});
  expect_refused(checked("learningRate=1e999"), {"\"1e999\" was given"});
  expect_refused(checked("learningRate="), {"\"\" was given"});
  expect_refused(checked("learningRate=1e39"), {"Learning rate: 1e+39"});
}

TEST(Link, RefusesByNameWhatAnotherInklingMayKnow) {
  expect_refused(checked("dreams=electric"), {"\"dreams\""});
  expect_refused(checked("schedule..rule=cosine"), {"no setting called \"\" in schedule"});
  expect_refused(checked("schedule.=cosine"), {"no setting called \"\" in schedule"});
  expect_refused(checked("schedule.moon=full"), {"\"moon\"", "schedule"});
  expect_refused(checked("optimizer=lion"), {"There is no optimizer called \"lion\""});
  expect_refused(checked("layers=5-snake,10"), {"activation called \"snake\"", "layers[0]"});
  expect_refused(checked("optimiser=adam"), {"\"optimiser\""});
}

TEST(Link, RefusesTheAbsurd) {
  expect_damaged("", {"not whole"});
  expect_damaged("&", {"not whole"});
  expect_damaged("check=", {"not whole"});
  expect_damaged("...%%%zz<>\"", {"not whole"});
  expect_damaged(std::string(100'000, 'a'), {"longer than any link"});
  expect_damaged(checked("epochs=3&epochs=3"), {"\"epochs\" twice"});
  expect_damaged(checked("layers=5,"), {"a layer that does not say how many units"});
  expect_damaged(checked("layers=relu,10"), {"a layer that does not say how many units"});
  expect_damaged(checked("schedule=on&schedule.rule=cosine"), {"\"schedule.rule\" twice"});
  expect_damaged(checked("schedule.rule=cosine&schedule=on"), {"\"schedule\" twice"});
  expect_damaged(checked("layers=5-dropout=0.1-dropout=0.2,10"), {"\"dropout\" twice"});
  expect_damaged(checked("layers=5-relu-activation=tanh,10"), {"\"activation\" twice"});
  expect_refused(checked("layers=5-relu-tanh,10"), {"no setting called \"tanh\" in layers[0]"});
  expect_damaged(checked("accuracy=0.5&accuracy=0.6"), {"\"accuracy\" twice"});
  expect_damaged(checked("accuracy=0.5"), {"claims weights"});
  expect_damaged(checked("weights=0123456789abcdef"), {"accuracy"});
  expect_damaged(checked("at.5=l2=0.1&at.4=l2=0.2"), {"\"4\""});
  expect_damaged(checked("at.x=l2=0.1"), {"\"x\""});
  expect_damaged(checked("at.1e300=l2=0.1"), {"\"1e300\""});
  expect_refused(checked("at.5=seed=3"), {"step 5"});
  std::string layers = "layers=1";
  std::string changes = "l2=1";
  std::string deep = "a";
  std::string many = "a=1";
  for (int i = 0; i < 5000; ++i) layers += ",1";
  for (int i = 0; i < 1500; ++i) changes += "&at." + std::to_string(i) + "=l2=" + std::to_string(i % 2);
  for (int i = 0; i < 5000; ++i) deep += ".a";
  for (int i = 0; i < 2000; ++i) many += "&b" + std::to_string(i) + "=1";
  expect_damaged(checked(layers), {"5001 layers; at most 100"});
  expect_damaged(checked(changes), {"1500 changes; at most 1000"});
  expect_damaged(checked(deep), {"more than any recipe"});
  expect_damaged(checked(many), {"more than any recipe"});
  expect_refused(checked(std::string("epochs\0=3", 9)), {"There is no setting"});
}

TEST(Link, OfAnyLettersIsReadOrRefused) {
  Chance chance(7);
  const std::string alphabet = "abcdefghijklmnopqrstuvwxyzABC0123456789=&;,.-_%#/?\xFF\x80 \n\"<";
  std::vector<std::string> links;
  for (int i = 0; i < 50; ++i) links.push_back(write_link(random_course(chance), random_claim(chance)));
  int read = 0;
  for (std::size_t round = 0; round < 2'000; ++round) {
    std::string link = links[round % links.size()];
    const bool fits = chance.one_in(2);
    if (fits) link.erase(link.rfind("check=") - (link.rfind("check=") > 0 ? 1 : 0));
    for (std::uint32_t edits = 1 + chance.below(4); edits > 0 && !link.empty(); --edits) {
      const std::size_t at = chance.below(static_cast<std::uint32_t>(link.size()));
      const char letter =
          chance.one_in(60) ? '\0' : alphabet[chance.below(static_cast<std::uint32_t>(alphabet.size()))];
      switch (chance.below(4)) {
        case 0:
          link[at] = letter;
          break;
        case 1:
          link.insert(at, 1, letter);
          break;
        case 2:
          link.erase(at, 1 + chance.below(5));
          break;
        default:
          link.insert(at, link.substr(chance.below(static_cast<std::uint32_t>(link.size())), chance.below(40)));
      }
    }
    if (fits) link = checked(link);
    try {
      const Link found = read_link(link);
      ++read;
      write_link(found.course, found.claim);
    } catch (const Error& error) {
      EXPECT_LT(std::string(error.what()).size(), 600U) << error.what();
    }
  }
  EXPECT_GT(read, 100);
}

// ----- Following

Course moons_course() {
  const Fields first{{"epochs", 4.0},
                     {"data", Fields{{"name", "moons"}, {"examples", 100.0}}},
                     {"layers", List{Fields{{"units", 8.0}, {"activation", "tanh"}}, Fields{{"units", 2.0}}}}};
  Fields later = first;
  put(later, "optimizer", "adam");
  Fields last = later;
  put(last, "batchSize", 8.0);
  last[0].second = 3.0;
  return {read_recipe(first), {{0, read_recipe(later)}, {4, read_recipe(last)}}};
}

TEST(Follow, ChangesARunAtItsSteps) {
  const Course course = moons_course();
  const TrainingData data = make_up(course.recipe);
  Trainer trainer = make_trainer(course.recipe, *data.training);
  const std::vector<EpochRecord> records = follow(course, trainer, data);
  EXPECT_EQ(records.size(), 3U) << "the change says of how many epochs";

  Trainer by_hand = make_trainer(course.recipe, *data.training);
  for (const Change& change : course.changes) {
    while (by_hand.steps() < static_cast<std::uint64_t>(change.step)) by_hand.step();
    by_hand.configure(training_config(change.recipe, *data.training));
  }
  while (by_hand.epochs() < 3) by_hand.step();
  EXPECT_EQ(trainer.network().hash(), by_hand.network().hash());

  Trainer without = make_trainer(course.recipe, *data.training);
  follow({course.recipe}, without, data);
  EXPECT_NE(trainer.network().hash(), without.network().hash());
}

/// What `follow` makes of a course: its number of epochs, and the hash of what is kept.
std::pair<std::size_t, std::uint64_t> followed(const Course& course) {
  const TrainingData data = make_up(course.recipe);
  Trainer trainer = make_trainer(course.recipe, *data.training);
  const std::size_t epochs = follow(course, trainer, data).size();
  return {epochs, trainer.network().hash()};
}

TEST(Follow, GoesOnWhereItsEndIsMovedAtTheEnd) {
  const Recipe first = moons_course().recipe;  // four epochs, of three steps each
  Recipe longer = first;
  longer.fit.epochs = 6;
  ASSERT_EQ(followed({first}).first, 4U);
  ASSERT_NE(followed({first}).second, followed({longer}).second);
  EXPECT_EQ(followed({first, {{12, longer}}}), followed({longer}));
  EXPECT_EQ(followed({first, {{11, longer}}}), followed({longer}));
  EXPECT_EQ(followed({first, {{13, longer}}}), followed({first}));
  longer.training.optimizer = "adam";
  Course course{first, {{12, longer}}};
  const TrainingData data = make_up(first);
  Trainer by_hand = make_trainer(first, *data.training);
  while (by_hand.steps() < 12) by_hand.step();
  by_hand.configure(training_config(longer, *data.training));
  while (by_hand.epochs() < 6) by_hand.step();
  EXPECT_EQ(followed(course), std::pair(std::size_t{6}, by_hand.network().hash()));
}

TEST(Follow, StopsEarlyFromWhereThatWasAskedFor) {
  Course course = moons_course();
  course.changes[1].recipe.fit = {.epochs = 50,
                                  .early_stopping = EarlyStoppingConfig{.patience = 0, .least_progress = 1e9}};
  const TrainingData data = make_up(course.recipe);
  Trainer trainer = make_trainer(course.recipe, *data.training);
  EXPECT_EQ(follow(course, trainer, data).size(), 3U) << "one epoch begins the progress, the next has none";
}

TEST(Follow, ForgetsTheBestNetworkFromWhereNothingStopsItEarly) {
  // At so high a rate the last network is not the best.
  Recipe stopping = moons_course().recipe;
  stopping.training.constants.learning_rate = 30;
  stopping.fit = {.epochs = 9, .early_stopping = EarlyStoppingConfig{.patience = 100}};
  Recipe going_on = stopping;
  going_on.fit.early_stopping.reset();
  ASSERT_NE(followed({stopping}).second, followed({going_on}).second);
  EXPECT_EQ(followed({stopping, {{13, going_on}}}), followed({going_on}));
}

TEST(Follow, CountsAnewFromWhereItStopsEarlyAgain) {
  // The first epoch that counts is progress, and none after it: it stops two epochs later.
  Recipe stopping = moons_course().recipe;
  stopping.fit = {.epochs = 9, .early_stopping = EarlyStoppingConfig{.patience = 1, .least_progress = 1e9}};
  Recipe going_on = stopping;
  going_on.fit.early_stopping.reset();
  EXPECT_EQ(followed({stopping}).first, 3U);
  EXPECT_EQ(followed({stopping, {{6, going_on}}}).first, 9U);
  EXPECT_EQ(followed({stopping, {{6, going_on}, {9, stopping}}}).first, 6U) << "the third epoch stopped nothing";
}

TEST(Follow, GoesOnForAsLongAsItIsToldWithTheSameWeights) {
  const auto hashes = [](const Recipe& recipe, std::optional<std::int64_t> epochs) {
    const TrainingData data = make_up(recipe);
    Trainer trainer = make_trainer(recipe, *data.training);
    std::vector<std::uint64_t> all;
    follow({recipe}, trainer, data, [&](const EpochRecord&) { all.push_back(trainer.network().hash()); }, epochs);
    return all;
  };
  Recipe recipe = moons_course().recipe;
  recipe.training.schedule.rule = "cosine";
  recipe.training.schedule.period = 0;
  const std::vector<std::uint64_t> whole = hashes(recipe, {});
  ASSERT_EQ(whole.size(), 4U);
  EXPECT_EQ(hashes(recipe, 2), std::vector<std::uint64_t>(whole.begin(), whole.begin() + 2))
      << "the schedule is stretched over the run";
  recipe.fit.early_stopping = EarlyStoppingConfig{.patience = 0, .least_progress = 1e9};
  EXPECT_EQ(hashes(recipe, 4), whole);
}

}  // namespace
}  // namespace inkling::link_test

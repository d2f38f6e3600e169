/// inkling_run as a person calls it: what it prints of a recipe and of a link, and how it answers whether a claim
/// holds.
#include <gtest/gtest.h>
#include <inkling/link.h>

#include <sys/wait.h>
#include <cctype>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace inkling::run_test {
namespace {

using Fields = Value::Fields;
using List = Value::List;

struct Answer {
  int exit = -1;
  std::string text = {};  ///< of both streams
};

Answer run(const std::string& arguments, const std::string& before = "") {
  const std::string command = before + "\"" INKLING_RUN "\" " + arguments + " 2>&1";
  std::FILE* pipe = popen(command.c_str(), "r");  // NOLINT(cert-env33-c): these are our own words
  Answer answer;
  char block[4096];
  while (const std::size_t count = std::fread(block, 1, sizeof(block), pipe)) answer.text.append(block, count);
  const int status = pclose(pipe);
  if (WIFEXITED(status)) answer.exit = WEXITSTATUS(status);
  return answer;
}

std::string in_quotes(const std::string& text) { return "'" + text + "'"; }

Fields moons(double epochs) {
  return {{"epochs", epochs},
          {"schedule", Fields{{"rule", "cosine"}, {"period", 0.0}}},
          {"data", Fields{{"name", "moons"}, {"examples", 100.0}}},
          {"layers", List{Fields{{"units", 8.0}, {"activation", "tanh"}}, Fields{{"units", 2.0}}}}};
}

Course course_of(double epochs) {
  Fields later = moons(epochs);
  put(later, "learningRate", 0.05);
  return {read_recipe(moons(epochs)), {{4, read_recipe(later)}}};
}

/// As programs that send links have them, with a code for every sign.
std::string percent_escaped(const std::string& link) {
  std::string escaped;
  for (const char character : link) {
    char code[4];
    std::snprintf(code, sizeof(code), "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(character)));
    escaped += std::isalnum(static_cast<unsigned char>(character)) != 0 ? std::string(1, character) : code;
  }
  return escaped;
}

/// What the course reaches.
Claim reached(const Course& course) {
  const TrainingData data = make_up(course.recipe);
  Trainer trainer = make_trainer(course.recipe, *data.training);
  Claim claim;
  for (const EpochRecord& record : follow(
           course, trainer, data, [&](const EpochRecord&) { claim.hashes.push_back(hex(trainer.network().hash())); })) {
    claim.accuracy = static_cast<double>(record.validation.correct) / static_cast<double>(record.validation.examples);
  }
  return claim;
}

void expect_answer(const std::string& link, int exit, const std::string& part) {
  const Answer answer = run("--verify " + in_quotes(link));
  EXPECT_EQ(answer.exit, exit) << answer.text;
  EXPECT_NE(answer.text.find(part), std::string::npos) << answer.text << "\nlacks: " << part;
}

TEST(Run, ConfirmsWhatIsTrue) {
  const Course course = course_of(3);
  const Claim claim = reached(course);
  expect_answer("https://example.org/inkling/#/?" + write_link(course, claim), 0, "confirmed: 3 epochs");
  Claim part = claim;
  part.hashes.pop_back();
  const Course all = course_of(3);
  const TrainingData data = make_up(all.recipe);
  Trainer trainer = make_trainer(all.recipe, *data.training);
  const std::vector<EpochRecord> records = follow(all, trainer, data, [](const EpochRecord&) {}, 2);
  part.accuracy =
      static_cast<double>(records[1].validation.correct) / static_cast<double>(records[1].validation.examples);
  expect_answer(write_link(all, part), 0, "confirmed: 2 epochs");
}

TEST(Run, RefusesWhatIsNotWithTheFirstEpochThatDiffers) {
  const Course course = course_of(3);
  Claim claim = reached(course);
  claim.accuracy += claim.accuracy < 0.5 ? 0.1 : -0.1;
  expect_answer(write_link(course, claim), 1, "refused: epoch 3 has the accuracy");
  claim = reached(course);
  claim.hashes[1][0] = claim.hashes[1][0] == '0' ? '1' : '0';
  expect_answer(write_link(course, claim), 1, "refused: epoch 2 has the weights");
  expect_answer(write_link({course.recipe}, reached(course)), 1, "refused: epoch 2 has the weights");
  Course wild = course;
  wild.changes[0].recipe.training.constants.learning_rate = 1e30F;
  expect_answer(write_link(wild, reached(course)), 1, "refused: ");
}

TEST(Run, HasNothingToCompareWhereThereIsNoClaimOrNoLink) {
  const Course course = course_of(3);
  expect_answer(write_link(course), 2, "claims nothing");
  const std::string link = write_link(course, reached(course));
  expect_answer(link.substr(0, link.size() - 3), 2, "not whole");
  expect_answer("https://example.org/#/?inkling=2&check=abcd", 2, "newer Inkling");
  expect_answer(write_link({}, reached(course)) + "' --data '/nowhere", 2, "/nowhere");
  expect_answer("/", 2, "");  // a folder, which cannot be read: not by an error of ours
  EXPECT_EQ(run("").exit, 2);
  EXPECT_EQ(run("--verify").exit, 2);
  EXPECT_EQ(run("--verify a b").exit, 2);
}

TEST(Run, TakesALinkWhereverItTakesARecipe) {
  const std::string link = write_link({read_recipe(moons(2))});
  const std::string path = testing::TempDir() + "inkling_run_test.json";
  std::ofstream(path) << R"({"epochs": 2, "schedule": {"rule": "cosine", "period": 0},
    "data": {"name": "moons", "examples": 100}, "layers": [{"units": 8, "activation": "tanh"}, {"units": 2}]})";
  const Answer of_file = run(in_quotes(path));
  EXPECT_EQ(of_file.exit, 0) << of_file.text;
  EXPECT_NE(of_file.text.find("epoch 2"), std::string::npos);
  const std::string escaped = percent_escaped(link);
  ASSERT_EQ(escaped.find('='), std::string::npos);
  for (const Answer& other :
       {run(in_quotes(link)), run("-", "printf %s " + in_quotes(link) + " | "), run(in_quotes(escaped)),
        run("-", "printf %s " + in_quotes(escaped) + " | "), run("-", "cat " + in_quotes(path) + " | ")}) {
    EXPECT_EQ(other.exit, 0);
    EXPECT_EQ(other.text, of_file.text);
  }
  std::remove(path.c_str());
}

TEST(Run, SaysWhatWasPutRight) {
  std::string link = write_link({read_recipe(moons(1))});
  link.replace(link.find("moons"), 5, "mouns");
  const Answer answer = run(in_quotes(link));
  EXPECT_EQ(answer.exit, 0);
  EXPECT_EQ(answer.text.find("\"mouns\" was read as \"moons\"."), 0U) << answer.text;
  EXPECT_EQ(run("epochs=3").exit, 1);
}

}  // namespace
}  // namespace inkling::run_test

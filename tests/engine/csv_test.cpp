/// CSV: what is read, and every way a file can be wrong with the message it gets.
#include <gtest/gtest.h>
#include <inkling/csv.h>

#include <algorithm>
#include <clocale>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support.h"

namespace inkling::csv_test {
namespace {

using testing_support::expect_error;
using Names = std::vector<std::string>;

/// The one input of a file with one row.
float read_number(const std::string& field) {
  return read_csv_values("x,y\n" + field + ",0\n", "y").table.inputs(0, 0);
}

TEST(Csv, ReadsClassesByName) {
  const CsvTable csv = read_csv_classes(
      "length,species,width\n"
      "5.1,setosa,3.5\n"
      "7,versicolor,3.2\n"
      "4.9,setosa,3\n",
      "species");
  EXPECT_EQ(csv.features, (Names{"length", "width"}));
  EXPECT_EQ(csv.classes, (Names{"setosa", "versicolor"}));
  EXPECT_EQ(csv.table.inputs, (Matrix<float>{{5.1F, 3.5F}, {7, 3.2F}, {4.9F, 3}}));
  EXPECT_EQ(csv.table.targets, (Matrix<float>{{1, 0}, {0, 1}, {1, 0}}));
}

TEST(Csv, ReadsValuesToPredict) {
  const CsvTable csv = read_csv_values("rooms,price\n2,100.5\n3,-150\n", "price");
  EXPECT_EQ(csv.features, (Names{"rooms"}));
  EXPECT_TRUE(csv.classes.empty());
  EXPECT_EQ(csv.table.inputs, (Matrix<float>{{2}, {3}}));
  EXPECT_EQ(csv.table.targets, (Matrix<float>{{100.5F}, {-150}}));
}

TEST(Csv, SortsClassesWhateverTheOrderOfTheRows) {
  EXPECT_EQ(read_csv_classes("x,y\n1,b\n2,a\n3,c\n", "y").classes, (Names{"a", "b", "c"}));
  EXPECT_EQ(read_csv_classes("x,y\n3,c\n1,b\n2,a\n", "y").classes, (Names{"a", "b", "c"}));
  EXPECT_EQ(read_csv_classes("x,y\n3,c\n1,b\n2,a\n", "y").table.targets,
            (Matrix<float>{{0, 0, 1}, {0, 1, 0}, {1, 0, 0}}));
}

TEST(Csv, ReadsQuotedFields) {
  const CsvTable csv = read_csv_classes(
      "\"width, in cm\",\"the \"\"kind\"\"\"\r\n"
      "\"1.5\",\"a, b\"\r\n"
      "2,\"two\r\nlines\"\r\n"
      "3,\"\"\"\"",
      "the \"kind\"");
  EXPECT_EQ(csv.features, (Names{"width, in cm"}));
  EXPECT_EQ(csv.classes, (Names{"\"", "a, b", "two\r\nlines"}));
  EXPECT_EQ(csv.table.inputs, (Matrix<float>{{1.5F}, {2}, {3}}));
}

TEST(Csv, ReadsEveryLineEndAndSkipsEmptyLines) {
  const Matrix<float> expected{{1}, {2}, {3}};
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    for (const std::string& last : {std::string(), end, end + end}) {
      std::string text = "x,y";
      for (const char* row : {"1,4", "", "2,5", "3,6"}) text += end + row;
      EXPECT_EQ(read_csv_values(text + last, "y").table.inputs, expected);
    }
  }
}

TEST(Csv, SkipsAByteOrderMark) { EXPECT_EQ(read_csv_values("\xEF\xBB\xBFx,y\n1,2\n", "y").features, (Names{"x"})); }

TEST(Csv, KeepsSpacesInTextAndIgnoresThemAroundNumbers) {
  const CsvTable csv = read_csv_classes("x, y\n 1.5\t, a\n2,a\n", " y");
  EXPECT_EQ(csv.classes, (Names{" a", "a"}));
  EXPECT_EQ(csv.table.inputs, (Matrix<float>{{1.5F}, {2}}));
}

TEST(Csv, ReadsEveryFormOfADecimalNumber) {
  EXPECT_EQ(read_number("0"), 0.0F);
  EXPECT_EQ(read_number("-12"), -12.0F);
  EXPECT_EQ(read_number("+1.5"), 1.5F);
  EXPECT_EQ(read_number(".5"), 0.5F);
  EXPECT_EQ(read_number("5."), 5.0F);
  EXPECT_EQ(read_number("1e3"), 1000.0F);
  EXPECT_EQ(read_number("-2.5E-2"), -0.025F);
  EXPECT_EQ(read_number("1E+2"), 100.0F);
  EXPECT_EQ(read_number("007"), 7.0F);
}

TEST(Csv, RoundsToTheNearestFloat) {
  EXPECT_EQ(read_number("0.1"), 0.1F);
  EXPECT_EQ(read_number("3.4028234663852886e38"), 3.4028234663852886e38F);
  EXPECT_EQ(read_number("1e-45"), 0x1p-149F);
  EXPECT_EQ(read_number("1e-60"), 0.0F);
  // Halfway between 1 and the next float, and beyond that by less than a double can tell: rounded to double first, it
  // would come down to 1.
  EXPECT_EQ(read_number("1.000000059604644775390625"), 1.0F);
  EXPECT_EQ(read_number("1.0000000596046447753906250000000001"), 1.0F + 0x1p-23F);
}

TEST(Csv, ReadsThePointInEveryLocale) {
  const std::string before = std::setlocale(LC_NUMERIC, nullptr);
  const char* comma = nullptr;
  for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "fr_FR.utf8"}) {
    if (comma == nullptr) comma = std::setlocale(LC_NUMERIC, name);
  }
  if (comma == nullptr) GTEST_SKIP() << "no locale with a decimal comma is installed";
  const float point = read_number("1.5");
  std::setlocale(LC_NUMERIC, before.c_str());
  EXPECT_EQ(point, 1.5F);
}

// ----- Read as another file was

TEST(Csv, KeepsThePlacesOfTheClassesOfAnotherFile) {
  const CsvTable training = read_csv_classes("x,kind\n1,oak\n2,elm\n3,fir\n", "kind");
  EXPECT_EQ(training.classes, (Names{"elm", "fir", "oak"}));
  // Of these classes alone, fir would be the second column in one file and the only one in the other.
  for (const auto& [rows, targets] : {std::pair{"4,oak\n5,fir\n", Matrix<float>{{0, 0, 1}, {0, 1, 0}}},
                                      std::pair{"6,fir\n", Matrix<float>{{0, 1, 0}}}}) {
    const CsvTable validation = read_csv_classes(std::string("x,kind\n") + rows, "kind", training);
    EXPECT_EQ(validation.classes, training.classes);
    EXPECT_EQ(validation.table.targets, targets);
  }
}

TEST(Csv, TakesTheClassesInTheOrderGiven) {
  const CsvTable csv =
      read_csv_classes("x,size\n1,large\n2,small\n", "size", {.classes = {"small", "middle", "large"}});
  EXPECT_EQ(csv.classes, (Names{"small", "middle", "large"}));
  EXPECT_EQ(csv.table.targets, (Matrix<float>{{0, 0, 1}, {1, 0, 0}}));
}

TEST(Csv, RefusesAClassThatIsNotGivenAndSaysWhere) {
  const CsvTable training = read_csv_classes("x,kind\n1,oak\n2,elm\n3,fir\n", "kind");
  expect_error([&] { read_csv_classes("x,kind\n1,elm\n2,ash\n3,fir\n", "kind", training); }, ErrorCode::bad_data,
               {"Line 3, column 2 (\"kind\")", "\"ash\" is not one of", "\"elm\", \"fir\", \"oak\""});
  // A class is its bytes: neither blanks nor capitals are forgiven, and one missing is said to be missing.
  for (const std::string other : {"elm ", "Elm", "el", "elms"}) {
    expect_error([&] { read_csv_classes("x,kind\n1," + other + "\n", "kind", training); }, ErrorCode::bad_data,
                 {"Line 2, column 2", "\"" + other + "\""});
  }
  expect_error([&] { read_csv_classes("x,kind\n1,\n", "kind", training); }, ErrorCode::bad_data, {"class is missing"});
}

TEST(Csv, RefusesClassesThatCannotBeThoseOfATable) {
  const auto given = [](const Names& classes) {
    return [classes] { read_csv_classes("x,y\n1,a\n", "y", {.classes = classes}); };
  };
  expect_error(given({"a"}), ErrorCode::bad_setting, {"1 classes", "2 to 1000"});
  expect_error(given({"a", "b", "a"}), ErrorCode::bad_setting, {"\"a\"", "twice"});
  expect_error(given({"a", ""}), ErrorCode::bad_setting, {"without a name"});
  Names many;
  for (int i = 0; i < 1001; ++i) many.push_back("c" + std::to_string(i));
  expect_error(given(many), ErrorCode::bad_setting, {"1001 classes", "2 to 1000"});
  expect_error([] { read_csv_values("x,y\n1,2\n", "y", {.classes = {"a", "b"}}); }, ErrorCode::bad_setting,
               {"Classes are given", "\"y\"", "values"});
}

TEST(Csv, KeepsThePlacesOfTheFeaturesOfAnotherFile) {
  const CsvTable training = read_csv_classes("length,width,kind\n1,10,a\n2,20,b\n", "kind");
  const CsvTable validation = read_csv_classes("note,width,kind,length\nfirst,30,b,3\n,40,a,4\n", "kind", training);
  EXPECT_EQ(validation.features, (Names{"length", "width"}));
  EXPECT_EQ(validation.table.inputs, (Matrix<float>{{3, 30}, {4, 40}}));
  EXPECT_EQ(validation.table.targets, (Matrix<float>{{0, 1}, {1, 0}}));

  const CsvTable prices = read_csv_values("rooms,floor,price\n2,1,100\n", "price");
  EXPECT_EQ(read_csv_values("price,floor,rooms\n200,5,3\n", "price", prices).table.inputs, (Matrix<float>{{3, 5}}));
}

TEST(Csv, RefusesAFileWithoutAFeatureThatIsGiven) {
  const CsvTable training = read_csv_values("a,b,y\n1,2,3\n", "y");
  for (const char* text : {"a,y\n1,3\n", "a,B,y\n1,2,3\n", "a, b,y\n1,2,3\n", "y\n1\n"}) {
    expect_error([&] { read_csv_values(text, "y", training); }, ErrorCode::bad_data,
                 {"no column called", "The columns"});
  }
}

TEST(Csv, RefusesFeaturesGivenTwiceOrAsTheTarget) {
  const auto given = [](const Names& features) {
    return [features] { read_csv_values("a,b,y\n1,2,3\n", "y", {.features = features}); };
  };
  expect_error(given({"a", "b", "a"}), ErrorCode::bad_setting, {"\"a\"", "twice"});
  expect_error(given({"a", "y"}), ErrorCode::bad_setting, {"target \"y\"", "feature"});
}

// ----- Refused

void expect_refused(const std::string& text, const std::vector<std::string>& parts) {
  expect_error([&] { read_csv_values(text, "y"); }, ErrorCode::bad_data, parts);
}

TEST(Csv, RefusesAnEmptyFile) {
  for (const char* text : {"", "\n\r\n", "\xEF\xBB\xBF"}) expect_refused(text, {"empty", "header line"});
  expect_refused("x,y", {"no rows"});
  expect_refused("x,y\n\n", {"no rows"});
}

/// ASCII text in an encoding of `width` bytes a character, the first or the last of them not zero.
std::string widened(std::string_view text, std::size_t width, bool first) {
  std::string wide(text.size() * width, '\0');
  for (std::size_t i = 0; i < text.size(); ++i) wide[i * width + (first ? 0 : width - 1)] = text[i];
  return wide;
}

TEST(Csv, SaysWhichOtherEncodingAFileIsIn) {
  const std::string text = "x,y\r\n1,2\r\n";
  const std::string little = widened(text, 2, true);
  const std::string big = widened(text, 2, false);
  expect_refused("\xFF\xFE" + little, {"begins as UTF-16", "UTF-8"});
  expect_refused("\xFE\xFF" + big, {"begins as UTF-16", "UTF-8"});
  expect_refused(little, {"begins as UTF-16"});
  expect_refused(big, {"begins as UTF-16"});
  expect_refused("\x16\x04" + little.substr(2), {"begins as UTF-16"});  // a Cyrillic letter first
  // The marks of UTF-32: one begins with that of UTF-16, the other with zeros.
  expect_refused(std::string("\xFF\xFE\0\0", 4) + widened(text, 4, true), {"begins as UTF-16"});
  expect_refused(std::string("\0\0\xFE\xFF", 4) + widened(text, 4, false), {"NUL byte", "not text in UTF-8"});
}

TEST(Csv, SaysWhereANulByteIs) {
  using namespace std::string_literals;
  expect_refused("x,y\n1,2\n3\0,4\n"s, {"Line 3, column 1", "NUL byte"});
  expect_refused("x,y\n1,\"2\n\0\"\n"s, {"Line 3, column 2", "NUL byte"});
  expect_refused("x\0,y\n1,2\n"s, {"Line 1, column 1", "NUL byte"});
  expect_refused("\0\0\x08\x01"s, {"Line 1, column 1", "NUL byte", "not text"});
  expect_error([] { read_csv_classes("x,y\n1,a\n2,b\0\n"s, "y"); }, ErrorCode::bad_data, {"Line 3, column 2", "NUL"});
}

TEST(Csv, SaysWhatAFileIsThatIsNoText) {
  expect_refused("\x1F\x8B\x08", {"begins as gzip"});
  expect_refused("PK\3\4\x14", {"begins as ZIP"});
  expect_refused("\x89PNG\r\n", {"begins as PNG"});
  expect_refused("<!DOCTYPE html>\n<title>404</title>", {"begins as HTML"});
}

TEST(Csv, RefusesAMissingValueAndSaysWhere) {
  expect_refused("x,y\n1,2\n,3\n", {"Line 3, column 1 (\"x\")", "missing", "number"});
  expect_refused("x,y\n1,2\n3,\n", {"Line 3, column 2 (\"y\")", "missing"});
  expect_refused("x,y\n1,2\n  ,3\n", {"Line 3, column 1", "missing"});
  expect_refused("x,y\n1,2\n\"\",3\n", {"Line 3, column 1", "missing"});
  expect_error([] { read_csv_classes("x,y\n1,a\n2,b\n3,\n", "y"); }, ErrorCode::bad_data,
               {"Line 4, column 2 (\"y\")", "class is missing"});
}

TEST(Csv, RefusesTextWhereANumberIsExpected) {
  for (const std::string field : {"cat", "1,5", "1.2.3", "1e", "e5", ".", "-", "+-1", "0x10", "1 2", "--1", "1e+", "1f",
                                  "nan", "NaN", "inf", "-Infinity", "1e5.0"}) {
    expect_refused("x,y\n1,2\n\"" + field + "\",3\n",
                   {"Line 3, column 1 (\"x\")", "\"" + field + "\"", "not a finite"});
  }
  expect_refused("x,y\n1,high\n", {"Line 2, column 2 (\"y\")", "\"high\""});
}

TEST(Csv, RefusesNumbersTooLargeForFloat) {
  expect_refused("x,y\n1e39,2\n", {"Line 2, column 1", "\"1e39\"", "too large"});
  expect_refused("x,y\n-1e999999999999,2\n", {"Line 2, column 1", "too large"});
}

TEST(Csv, RefusesARowWithAnotherNumberOfFields) {
  expect_refused("x,y\n1,2\n3\n", {"Line 3 has 1 fields", "header has 2"});
  expect_refused("x,y\n1,2,3\n", {"Line 2 has 3 fields", "header has 2"});
  expect_refused("x,y\n1,2,\n", {"Line 2 has 3 fields"});
}

TEST(Csv, CountsTheLinesInsideQuotedFields) {
  expect_error([] { read_csv_classes("x,y\r\n1,\"a\r\nb\nc\rd\"\r\nbad,e\r\n", "y"); }, ErrorCode::bad_data,
               {"Line 6, column 1"});
}

TEST(Csv, RefusesAColumnThatIsNotThere) {
  expect_error([] { read_csv_values("x,y\n1,2\n", "z"); }, ErrorCode::bad_setting,
               {"no column called \"z\"", "\"x\", \"y\""});
  for (const std::string text : {"x;y\n1;2\n", "x\ty\n1\t2\n"}) {
    expect_error([&] { read_csv_classes(text, "y"); }, ErrorCode::bad_setting,
                 {"\"" + text.substr(0, 3) + "\"", "commas"});
  }
  for (const char* text : {"sep=,\nx,y\n1,2\n", "sep=;\nx;y\n1;2\n"}) {
    expect_error([&] { read_csv_classes(text, "y"); }, ErrorCode::bad_setting, {"\"sep=", "leave it out"});
  }
  std::string many = "c0";
  for (int i = 1; i < 785; ++i) many += ",c" + std::to_string(i);
  expect_error([&] { read_csv_values(many, "z"); }, ErrorCode::bad_setting, {"\"c19\", ... (785 in all)"});
}

TEST(Csv, RefusesAHeaderWithoutInputsOrWithTwoColumnsAlike) {
  expect_refused("y\n1\n", {"no inputs"});
  expect_refused("x,y,x\n1,2,3\n", {"Line 1, column 3", "second column called \"x\""});
}

TEST(Csv, RefusesQuotationMarksThatBreakTheFormat) {
  expect_refused("x,y\n1,\"2\n3,4\n", {"Line 2, column 2", "never closed"});
  expect_refused("x,y\n1,\"2\"3\n", {"Line 2, column 2", "comma or the end"});
  expect_refused("x,y\n1\"2\",3\n", {"Line 2, column 1", "inside a field"});
  expect_refused("x,y\n1,\"", {"Line 2, column 2", "never closed"});
}

TEST(Csv, RefusesTargetsOfTooFewOrTooManyClasses) {
  expect_error([] { read_csv_classes("x,y\n1,a\n2,a\n", "y"); }, ErrorCode::bad_data, {"\"y\"", "1 different", "2 to"});
  std::string text = "x,y\n";
  for (int i = 0; i < 1001; ++i) text += "1,c" + std::to_string(i) + "\n";
  expect_error([&] { read_csv_classes(text, "y"); }, ErrorCode::bad_data, {"1001 different", "2 to 1000"});
}

TEST(Csv, ShowsLongFieldsInPart) {
  // Of the bytes, 40 would end inside a character of three; 39 do not.
  std::string field;
  for (int i = 0; i < 20; ++i) field += "\xE2\x82\xAC";
  expect_refused("x,y\n" + field + ",1\n", {field.substr(0, 39) + "...\""});
}

// Damage anywhere is an error with a message, never a crash or a wrong table of the same shape without one.
TEST(Csv, SurvivesEveryCutAndEveryChangedByte) {
  const std::string text = "a,\"b\"\"c\",y\r\n1,-2.5e1,\"p,q\"\r\n3,4,r\n";
  std::size_t refused = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::vector<std::string> damaged{text.substr(0, at)};
    for (const char byte : {'"', ',', '\n', '\r', 'x', '\0', '\xFF'}) {
      damaged.push_back(text);
      damaged.back()[at] = byte;
    }
    for (const std::string& candidate : damaged) {
      try {
        const CsvTable csv = read_csv_classes(candidate, "y");
        EXPECT_EQ(csv.table.inputs.rows(), csv.table.targets.rows());
        EXPECT_EQ(static_cast<std::size_t>(csv.table.inputs.cols()), csv.features.size());
      } catch (const Error&) {
        ++refused;
      }
    }
  }
  EXPECT_GT(refused, text.size());
}

}  // namespace
}  // namespace inkling::csv_test

/// JSON: what is read, what is refused and where, and how a recipe is written.
#include <gtest/gtest.h>

#include <string>

#include "support.h"
#include "tools/json.h"

namespace inkling::json_test {
namespace {

using testing_support::expect_error;

TEST(Json, ReadsEveryKindOfValue) {
  EXPECT_EQ(parse_json(R"({"a": [1, -2.5e3, true, null], "b": {"c": "ü"}})"),
            Value(Value::Fields{{"a", Value::List{1.0, -2500.0, true, Value()}}, {"b", Value::Fields{{"c", "ü"}}}}));
  EXPECT_EQ(parse_json(" 3 "), Value(3.0));
  EXPECT_EQ(parse_json("18446744073709551616"), Value(18446744073709551616.0));
  EXPECT_EQ(parse_json("[]"), Value(Value::List{}));
}

TEST(Json, SaysWhereItIsDamaged) {
  expect_error([] { parse_json(""); }, ErrorCode::bad_data, {"line 1, column 1"});
  expect_error([] { parse_json("{\"a\": 1,\n \"b\": }"); }, ErrorCode::bad_data, {"line 2, column 7"});
  expect_error([] { parse_json("[1, 2"); }, ErrorCode::bad_data, {"line 1, column 6"});
  expect_error([] { parse_json("[1] 2"); }, ErrorCode::bad_data, {"line 1, column 5"});
  expect_error([] { parse_json("[NaN]"); }, ErrorCode::bad_data, {"line 1, column 2"});
  expect_error([] { parse_json("[1e400]"); }, ErrorCode::bad_data, {"1e400", "too large"});
  expect_error([] { parse_json("{\"a\": \"\xFF\"}"); }, ErrorCode::bad_data, {"line 1"});
}

TEST(Json, RefusesWhatIsAmbiguousOrEndless) {
  expect_error([] { parse_json(R"({"a": 1, "b": 2, "a": 3})"); }, ErrorCode::bad_data, {"\"a\"", "twice"});
  EXPECT_NO_THROW(parse_json(R"({"a": {"a": 1}, "b": {"a": 2}})")) << "in objects of their own";
  const std::string deep(100'000, '[');
  expect_error([&] { parse_json(deep); }, ErrorCode::bad_data, {"100 deep"});
  EXPECT_NO_THROW(parse_json(std::string(100, '[') + std::string(100, ']')));
}

TEST(Json, WritesALineForEachField) {
  const std::string text =
      "{\n  \"epochs\": 5,\n  \"noise\": 0.1,\n  \"layers\": [{\"units\": 16, \"name\": \"a\\\"b\"}, {}]\n}\n";
  EXPECT_EQ(write_json(parse_json(text)), text);
  EXPECT_EQ(write_json(Value(Value::Fields{})), "{}\n");
  EXPECT_EQ(write_json(Value(1e300)), "1e+300\n");
}

}  // namespace
}  // namespace inkling::json_test

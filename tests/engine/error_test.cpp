/// The error codes, as the page's protocol spells them.
#include <gtest/gtest.h>
#include <inkling/error.h>

namespace inkling {
namespace {

TEST(Error, CodesHaveTheNamesOfTheProtocol) {
  EXPECT_EQ(to_string(ErrorCode::bad_setting), "bad_setting");
  EXPECT_EQ(to_string(ErrorCode::bad_data), "bad_data");
  EXPECT_EQ(to_string(ErrorCode::diverged), "diverged");
}

}  // namespace
}  // namespace inkling

/// Datasets: what they refuse, and the batches they give.
#include <gtest/gtest.h>
#include <inkling/dataset.h>
#include <inkling/split.h>

#include <array>
#include <cmath>
#include <vector>

#include "support.h"

namespace inkling::dataset_test {
namespace {

using testing_support::expect_error;

TEST(ImageDataset, GathersBytesAsFractionsAndLabelsAsOneHot) {
  ImageDataset digits(2, 3);
  digits.append(std::array<std::uint8_t, 4>{0, 255, 51, 1}, std::array<std::uint8_t, 2>{2, 0});
  digits.append(std::array<std::uint8_t, 2>{7, 8}, std::array<std::uint8_t, 1>{1});  // a second block
  Matrix<float> inputs;
  Matrix<float> targets;
  digits.gather(std::array<std::uint32_t, 4>{2, 0, 1, 0}, inputs, targets);
  EXPECT_EQ(inputs, (Matrix<float>{{7 / 255.0F, 8 / 255.0F}, {0, 1}, {51 / 255.0F, 1 / 255.0F}, {0, 1}}));
  EXPECT_EQ(targets, (Matrix<float>{{0, 1, 0}, {0, 0, 1}, {1, 0, 0}, {0, 0, 1}}));
  EXPECT_EQ(digits.size(), 3U);
  EXPECT_EQ(digits.label(2), 1);
  EXPECT_EQ(digits.image(2)[1], 8);
}

TEST(ImageDataset, KeepsTheBytesOfPicturesThatAreMostlyZeros) {
  ImageDataset digits(5, 2);
  const std::vector<std::uint8_t> first{0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0};
  digits.append(first, std::array<std::uint8_t, 3>{0, 1, 0});
  const std::vector<std::uint8_t> last{0, 3, 0, 0, 0};
  digits.append(last, std::array<std::uint8_t, 1>{1});
  EXPECT_EQ(digits.image(0), (std::vector<std::uint8_t>{0, 0, 0, 9, 0}));
  EXPECT_EQ(digits.image(1), (std::vector<std::uint8_t>{0, 0, 0, 0, 0}));
  EXPECT_EQ(digits.image(2), (std::vector<std::uint8_t>{255, 0, 0, 0, 0}));
  EXPECT_EQ(digits.image(3), last);

  const std::array<std::uint32_t, 4> order{3, 1, 0, 2};
  Matrix<float> inputs;
  Matrix<float> targets;
  digits.gather(order, inputs, targets);
  const Matrix<float> expected{{0, 3 / 255.0F, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 9 / 255.0F, 0}, {1, 0, 0, 0, 0}};
  EXPECT_EQ(inputs, expected);

  SparseRows nonzero;
  Matrix<float> same_targets;
  ASSERT_TRUE(digits.gather_nonzero(order, nonzero, same_targets));
  EXPECT_EQ(same_targets, targets);
  EXPECT_EQ(nonzero.columns, 5U);
  Matrix<float> rebuilt = Matrix<float>::Zero(4, 5);
  ASSERT_EQ(nonzero.start, (std::vector<std::uint32_t>{0, 1, 1, 2, 3}));
  for (std::size_t row = 0; row < 4; ++row) {
    for (std::uint32_t e = nonzero.start[row]; e < nonzero.start[row + 1]; ++e) {
      rebuilt(static_cast<Index>(row), nonzero.elements[e].column) = nonzero.elements[e].value;
    }
  }
  EXPECT_EQ(rebuilt, expected);

  // One picture that is dense, and nothing is to be gained.
  digits.append(std::vector<std::uint8_t>{1, 2, 3, 4, 5}, std::array<std::uint8_t, 1>{0});
  EXPECT_TRUE(digits.gather_nonzero(order, nonzero, targets));
  EXPECT_FALSE(digits.gather_nonzero(std::array<std::uint32_t, 2>{0, 4}, nonzero, targets));
  EXPECT_EQ(digits.image(4)[3], 4);
}

TEST(ImageDataset, RefusesLabelsOutOfRangeAndNumbersThatDiffer) {
  ImageDataset digits(2, 3);
  const std::array<std::uint8_t, 4> images{};
  expect_error([&] { digits.append(images, std::array<std::uint8_t, 2>{0, 3}); }, ErrorCode::bad_data,
               {"Label 2 is 3", "0 to 2"});
  expect_error([&] { digits.append(images, std::array<std::uint8_t, 3>{0, 1, 2}); }, ErrorCode::bad_data,
               {"differ in number", "3 labels", "6 bytes", "4"});
  EXPECT_EQ(digits.size(), 0U);
}

TEST(TableDataset, GathersRows) {
  const TableDataset table(Matrix<float>{{1, 2}, {3, 4}}, Matrix<float>{{5}, {6}});
  Matrix<float> inputs;
  Matrix<float> targets;
  table.gather(std::array<std::uint32_t, 3>{1, 1, 0}, inputs, targets);
  EXPECT_EQ(inputs, (Matrix<float>{{3, 4}, {3, 4}, {1, 2}}));
  EXPECT_EQ(targets, (Matrix<float>{{6}, {6}, {5}}));
}

TEST(Dataset, GathersTargetsAlone) {
  /// Knows no better than the base class.
  class Plain : public TableDataset {
   public:
    using TableDataset::TableDataset;
    void gather_targets(std::span<const std::uint32_t> indices, Matrix<float>& targets) const override {
      Dataset::gather_targets(indices, targets);
    }
  };
  const TableDataset table(Matrix<float>{{1, 2}, {3, 4}, {5, 6}}, Matrix<float>{{5, 7}, {6, 8}, {0, 1}});
  const Plain plain(Matrix<float>{{1, 2}, {3, 4}, {5, 6}}, Matrix<float>{{5, 7}, {6, 8}, {0, 1}});
  const Subset subset(table, {2, 1, 0});
  const ImageDataset digits = testing_support::made_up_digits(3, 1);
  for (const Dataset* data : std::initializer_list<const Dataset*>{&table, &plain, &subset, &digits}) {
    const std::array<std::uint32_t, 3> indices{1, 1, 2};
    Matrix<float> inputs;
    Matrix<float> expected;
    Matrix<float> targets;
    data->gather(indices, inputs, expected);
    data->gather_targets(indices, targets);
    EXPECT_EQ(targets, expected);
  }
}

TEST(TableDataset, RefusesNumbersThatDifferAndValuesThatAreNotFinite) {
  expect_error([] { TableDataset(Matrix<float>::Zero(3, 2), Matrix<float>::Zero(2, 1)); }, ErrorCode::bad_data,
               {"3 and 2"});
  expect_error([] { TableDataset(Matrix<float>{{std::nanf("")}}, Matrix<float>{{1}}); }, ErrorCode::bad_data,
               {"not a finite number"});
}

}  // namespace
}  // namespace inkling::dataset_test

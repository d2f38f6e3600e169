/// The IDX reader against files that are right, short, long or lying.
#include <gtest/gtest.h>
#include <inkling/idx.h>

#include <string>
#include <utility>
#include <vector>

#include "support.h"

namespace inkling::idx_test {
namespace {

using testing_support::expect_error;
using Bytes = std::vector<std::uint8_t>;

const Bytes two_images{0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 10, 11, 12, 20, 21, 22};
const Bytes three_labels{0, 0, 8, 1, 0, 0, 0, 3, 7, 0, 9};

Bytes with(Bytes file, std::size_t at, std::uint8_t value) {
  file[at] = value;
  return file;
}

TEST(Idx, ReadsImages) {
  const IdxImages images = read_idx_images(two_images);
  EXPECT_EQ(images.count, 2U);
  EXPECT_EQ(images.rows, 1U);
  EXPECT_EQ(images.columns, 3U);
  EXPECT_EQ(Bytes(images.pixels.begin(), images.pixels.end()), (Bytes{10, 11, 12, 20, 21, 22}));
}

TEST(Idx, ReadsLabels) {
  const auto labels = read_idx_labels(three_labels);
  EXPECT_EQ(Bytes(labels.begin(), labels.end()), (Bytes{7, 0, 9}));
}

TEST(Idx, NamesWhatIsWrong) {
  const auto images = [](const Bytes& file) { return [file] { read_idx_images(file); }; };
  expect_error(images({}), ErrorCode::bad_data, {"images", "0 bytes", "16"});
  expect_error(images(with(two_images, 0, 1)), ErrorCode::bad_data, {"zero bytes"});
  expect_error(images(with(two_images, 2, 0x0D)), ErrorCode::bad_data, {"type is 13"});
  expect_error(images(with(two_images, 3, 2)), ErrorCode::bad_data, {"2 dimensions, not 3"});
  expect_error(images(with(two_images, 7, 0)), ErrorCode::bad_data, {"dimension 1 is 0"});
  expect_error(images(with(two_images, 7, 3)), ErrorCode::bad_data, {"9 bytes", "6 follow"});
  expect_error(images(with(two_images, 7, 1)), ErrorCode::bad_data, {"3 bytes", "6 follow"});
  expect_error([] { read_idx_labels(two_images); }, ErrorCode::bad_data, {"labels", "3 dimensions, not 1"});
}

// What is put in the place of an IDX file most often, MNIST's own compressed files first.
TEST(Idx, SaysWhatAnotherFileIs) {
  for (const auto& [begin, format] : {std::pair{Bytes{0x1F, 0x8B, 8, 8}, "gzip"},
                                      {{'P', 'K', 3, 4}, "ZIP"},
                                      {{0xFD, '7', 'z', 'X', 'Z', 0}, "xz"},
                                      {{0x28, 0xB5, 0x2F, 0xFD}, "zstd"},
                                      {{0xFF, 0xFE, '0', 0}, "UTF-16"},
                                      {{0xFE, 0xFF, 0, '0'}, "UTF-16"},
                                      {{0x93, 'N', 'U', 'M', 'P', 'Y'}, "NumPy"},
                                      {{0x89, 'P', 'N', 'G'}, "PNG"},
                                      {{0xFF, 0xD8, 0xFF, 0xE0}, "JPEG"},
                                      {{'<', '!', 'd', 'o', 'c', 't', 'y', 'p', 'e'}, "HTML"},
                                      {{'<', '!', 'D', 'O', 'C', 'T', 'Y', 'P', 'E'}, "HTML"},
                                      {{'<', 'h', 't', 'm', 'l'}, "HTML"},
                                      {{'1', ',', '2', '\n'}, "other"}}) {
    Bytes file = begin;
    file.resize(1000);
    const std::string begins = "begins as " + std::string(format) + " files do";
    expect_error([&] { read_idx_images(file); }, ErrorCode::bad_data, {"images", begins});
    expect_error([&] { read_idx_labels(file); }, ErrorCode::bad_data, {"labels", begins});
  }
}

TEST(Idx, RefusesEveryTruncation) {
  for (std::size_t length = 0; length < two_images.size(); ++length) {
    // Copied to its own allocation, so that a read past the end is one that sanitizers see.
    const Bytes cut(two_images.begin(), two_images.begin() + static_cast<std::ptrdiff_t>(length));
    expect_error([&] { read_idx_images(cut); }, ErrorCode::bad_data, {"images"});
  }
  for (std::size_t length = 0; length < three_labels.size(); ++length) {
    const Bytes cut(three_labels.begin(), three_labels.begin() + static_cast<std::ptrdiff_t>(length));
    expect_error([&] { read_idx_labels(cut); }, ErrorCode::bad_data, {"labels"});
  }
}

TEST(Idx, IsNotFooledBySizesWhoseProductOverflows) {
  Bytes file = two_images;
  for (std::size_t at = 4; at < 16; ++at) file[at] = 0xFF;
  expect_error([&] { read_idx_images(file); }, ErrorCode::bad_data, {"6 follow"});
  // 2^31 * 2^31 * 4 is 0 modulo 2^64.
  file = {0, 0, 8, 3, 0x80, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 4};
  expect_error([&] { read_idx_images(file); }, ErrorCode::bad_data, {"0 follow"});
}

}  // namespace
}  // namespace inkling::idx_test

/// Lessons: what is in them, in which shares, and the same bits on every machine.
#include <gtest/gtest.h>
#include <inkling/handwriting.h>
#include <inkling/lesson.h>
#include <inkling/split.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "support.h"

namespace inkling::lesson_test {
namespace {

using testing_support::expect_error;
using testing_support::made_up_digits;
using Bytes = std::vector<std::uint8_t>;

/// Pictures of a block of ink in the middle, as bright as their index says, whose labels are the last digits.
ImageDataset blocks(std::size_t count, std::uint8_t brightness) {
  ImageDataset digits(784, 10);
  for (std::size_t i = 0; i < count; ++i) {
    Bytes picture(784, 0);
    for (std::size_t y = 10; y < 18; ++y) {
      std::fill_n(picture.begin() + static_cast<std::ptrdiff_t>(y * 28 + 10), 8,
                  static_cast<std::uint8_t>(brightness + i));
    }
    digits.append(picture, Bytes{static_cast<std::uint8_t>(i % 10)});
  }
  return digits;
}

Random draws(std::uint64_t seed = 1) { return {seed, Random::Stream::augmentation}; }

constexpr WarpConfig no_warp{.rotation = 0, .shear = 0, .scale = 0, .elastic = 0};

/// The only brightness of a picture that has one.
std::optional<int> brightness_of(const Bytes& picture) {
  std::set<int> inks(picture.begin(), picture.end());
  inks.erase(0);
  return inks.size() == 1 ? std::optional(*inks.begin()) : std::nullopt;
}

/// How many pictures of a lesson are of each brightness; 0 for those of several.
std::map<int, int> counts_of(const ImageDataset& lesson) {
  std::map<int, int> counts;
  for (std::size_t i = 0; i < lesson.size(); ++i) ++counts[brightness_of(lesson.image(i)).value_or(0)];
  return counts;
}

TEST(Lesson, HasItsSharesAndEachTaughtDigitEquallyOften) {
  const ImageDataset taught = blocks(7, 200);
  const ImageDataset replay = blocks(1, 50);
  Random random = draws();
  const ImageDataset lesson = make_lesson(taught, replay, {.examples = 1000, .taught = 0.6, .warp = no_warp}, random);
  ASSERT_EQ(lesson.size(), 1000U);
  EXPECT_EQ(lesson.features(), 784);
  EXPECT_EQ(lesson.targets(), 10);
  std::map<int, int> counts = counts_of(lesson);
  EXPECT_EQ(counts[50], 267) << "two thirds of 400";
  EXPECT_EQ(counts[0], 133) << "written, whose edges are gray";
  int all = 0;
  for (int digit = 0; digit < 7; ++digit) {
    EXPECT_NEAR(counts[200 + digit], 600 / 7.0, 1) << digit;
    all += counts[200 + digit];
  }
  EXPECT_EQ(all, 600);
  for (std::size_t i = 0; i < lesson.size(); ++i) {
    const std::optional<int> brightness = brightness_of(lesson.image(i));
    if (brightness && *brightness >= 200) {
      EXPECT_EQ(lesson.label(i), *brightness - 200);
    }
  }
}

TEST(Lesson, LeavesOneOfFiveCopiesAsItIsAndWarpsTheOthers) {
  const ImageDataset taught = blocks(2, 200);
  Random random = draws();
  const LessonConfig config{.examples = 1000, .taught = 0.9, .warp = {.thickness = 0.2F}};
  const ImageDataset lesson = make_lesson(taught, taught, config, random);
  int plain = 0;
  std::map<int, int> warped;  // by all of its ink, which a shift does not change
  for (std::size_t i = 0; i < lesson.size(); ++i) {
    const Bytes picture = lesson.image(i);
    if (brightness_of(picture).value_or(0) >= 200) {
      ++plain;
    } else {
      ++warped[std::accumulate(picture.begin(), picture.end(), 0)];
    }
  }
  EXPECT_EQ(plain, 180 + 67) << "and those that are replayed";
  EXPECT_GT(warped.size(), 200U) << "of 720, and of 33 that are written";
}

TEST(Lesson, ShiftsByUpToAPixelEachWay) {
  const ImageDataset block = blocks(1, 200);
  Random random = draws();
  const ImageDataset lesson = make_lesson(block, block, {.examples = 900, .taught = 0, .warp = no_warp}, random);
  std::map<std::ptrdiff_t, int> corners;
  for (std::size_t i = 0; i < lesson.size(); ++i) {
    const Bytes picture = lesson.image(i);
    if (!brightness_of(picture)) continue;
    ++corners[std::find_if(picture.begin(), picture.end(), [](auto ink) { return ink != 0; }) - picture.begin()];
  }
  ASSERT_EQ(corners.size(), 9U);
  for (const auto& [corner, count] : corners) {
    const auto [y, x] = std::div(static_cast<int>(corner), 28);
    EXPECT_LE(std::abs(x - 10), 1);
    EXPECT_LE(std::abs(y - 10), 1);
    EXPECT_NEAR(count, 600 / 9.0, 5 * std::sqrt(600 / 9.0));
  }
}

TEST(Lesson, ReplaysEveryPictureAlike) {
  const ImageDataset replay = blocks(100, 100);
  Random random = draws();
  const ImageDataset lesson = make_lesson(replay, replay, {.examples = 30000, .taught = 0}, random);
  const std::map<int, int> counts = counts_of(lesson);
  // Each is drawn 200 times on average: five standard deviations.
  for (int i = 0; i < 100; ++i) EXPECT_NEAR(counts.at(100 + i), 200, 5 * std::sqrt(200.0)) << i;
}

TEST(Lesson, IsShuffledByItsSeed) {
  const ImageDataset taught = blocks(3, 200);
  const ImageDataset replay = made_up_digits(50, 1);
  const auto bytes_of = [&](std::uint64_t seed) {
    Random random = draws(seed);
    const ImageDataset lesson = make_lesson(taught, replay, {.examples = 300}, random);
    Bytes all;
    for (std::size_t i = 0; i < lesson.size(); ++i) {
      const Bytes picture = lesson.image(i);
      all.insert(all.end(), picture.begin(), picture.end());
    }
    return all;
  };
  EXPECT_EQ(bytes_of(1), bytes_of(1));
  EXPECT_NE(bytes_of(1), bytes_of(2));
  Random random = draws();
  const ImageDataset lesson = make_lesson(taught, replay, {.examples = 300, .taught = 0.6, .warp = no_warp}, random);
  int in_first_half = 0;
  for (std::size_t i = 0; i < 150; ++i) in_first_half += static_cast<int>(brightness_of(lesson.image(i)).has_value());
  EXPECT_NEAR(in_first_half, 90, 25);
}

TEST(Lesson, TakesPartsTablesAndASingleDigit) {
  const ImageDataset digits = made_up_digits(20, 1);
  const Subset one(digits, {4});
  Matrix<float> inputs;
  Matrix<float> targets;
  digits.gather(std::vector<std::uint32_t>{4}, inputs, targets);
  const TableDataset table(inputs, targets);
  const LessonConfig config{.examples = 10, .taught = 0.5, .warp = no_warp};
  Random random = draws();
  const ImageDataset lesson = make_lesson(one, digits, config, random);
  Random again = draws();
  const ImageDataset same = make_lesson(table, digits, config, again);
  for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(lesson.image(i), same.image(i));
}

TEST(Lesson, RefusesWhatIsNoDigitOrNone) {
  const ImageDataset digits = made_up_digits(20, 1);
  Random random = draws();
  const auto refuse = [&](const Dataset& taught, const Dataset& replay, const std::vector<std::string>& parts) {
    expect_error([&] { make_lesson(taught, replay, {.examples = 10}, random); }, ErrorCode::bad_data, parts);
  };
  const ImageDataset none(784, 10);
  refuse(none, digits, {"taught", "0 examples"});
  refuse(digits, none, {"replayed", "0 examples"});
  ImageDataset small(4, 10);
  small.append(Bytes(4), Bytes{1});
  refuse(small, digits, {"taught", "4 pixels"});
  ImageDataset letters(784, 26);
  letters.append(Bytes(784), Bytes{25});
  refuse(digits, letters, {"replayed", "26 classes"});
  Matrix<float> targets = Matrix<float>::Zero(1, 10);
  targets(0, 3) = 1;
  for (const float value : {-0.1F, 1.1F}) {
    refuse(TableDataset(Matrix<float>::Constant(1, 784, value), targets), digits, {"from 0 to 1"});
  }
  const auto refuse_config = [&](const LessonConfig& config, const char* title, const char* allowed) {
    expect_error([&] { make_lesson(digits, digits, config, random); }, ErrorCode::bad_setting, {title, allowed});
  };
  refuse_config({.examples = 0}, "Examples", "1 to 100000");
  refuse_config({.examples = 100'001}, "Examples", "1 to 100000");
  refuse_config({.taught = 1}, "Taught share", "1");
  refuse_config({.warp = {.rotation = 46}}, "Rotation", "0 to 45");
}

TEST(Lesson, IsTheSameBitsOnEveryMachine) {
  const ImageDataset taught = made_up_digits(13, 1);
  const ImageDataset replay = made_up_digits(50, 2);
  Random random = draws(7);
  const LessonConfig config{
      .examples = 500, .taught = 0.6, .warp = {.rotation = 6, .shear = 0.12F, .scale = 0.08F, .elastic = 0.4F}};
  const ImageDataset lesson = make_lesson(taught, replay, config, random);
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a
  for (std::size_t i = 0; i < lesson.size(); ++i) {
    for (const std::uint8_t byte : lesson.image(i)) hash = (hash ^ byte) * 1099511628211ULL;
    hash = (hash ^ lesson.label(i)) * 1099511628211ULL;
  }
  EXPECT_EQ(hash, 0x796708d36dcc131bULL) << std::hex << "0x" << hash;
}

}  // namespace
}  // namespace inkling::lesson_test

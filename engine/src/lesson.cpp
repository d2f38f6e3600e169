/// Lessons: each picture is made where the shuffle has put it.
#include <inkling/deslant.h>
#include <inkling/error.h>
#include <inkling/handwriting.h>
#include <inkling/lesson.h>
#include <inkling/rasterize.h>
#include <inkling/table.h>

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "pixel.h"
#include "require.h"
#include "shifted.h"

namespace inkling {
namespace {

constexpr std::size_t pixels = Picture().size();
constexpr std::size_t classes = 10;

/// Of the copies of a digit, every so many are not warped.
constexpr std::size_t plain_every = 5;
/// To warp or to write a picture takes as long as to learn from ten, so that each serves so many times.
constexpr std::size_t uses = 3;

void check(const Dataset& data, const char* which) {
  if (data.size() > 0 && data.features() == static_cast<Index>(pixels) && data.targets() == static_cast<Index>(classes))
    return;
  fail(ErrorCode::bad_data,
       {"The ", which, " digits are ", data.size(), " examples of ", data.features(), " pixels and ", data.targets(),
        " classes; a lesson is made of at least one, of 784 pixels and 10 classes."});
}

/// Examples of a dataset as bytes.
struct Digits {
  Digits(const Dataset& data, std::span<const std::uint32_t> indices) {
    Matrix<float> inputs;
    Matrix<float> targets;
    data.gather(indices, inputs, targets);
    labels = classes_of(targets);
    bytes.resize(values(inputs).size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const float value = inputs.data()[i];
      if (!(value >= 0 && value <= 1)) {
        fail(ErrorCode::bad_data,
             {"A lesson is made of pictures, with pixels from 0 to 1; here is a value of ", value, "."});
      }
      bytes[i] = nearest_byte(value * 255);
    }
  }

  Picture picture(std::size_t index) const {
    Picture picture;
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(index * pixels), pixels, picture.begin());
    return picture;
  }

  std::vector<std::uint8_t> bytes = {};
  std::vector<std::uint32_t> labels;
};

/// The lesson under way.
class Pages {
 public:
  Pages(std::size_t count, Random& random) : random_(random), order_(count), bytes_(count * pixels), labels_(count) {
    std::iota(order_.begin(), order_.end(), 0U);
    random_.shuffle(order_);
  }

  /// Adds a picture, shifted by up to a pixel.
  void add(const Picture& picture, std::uint32_t label) {
    const int right = static_cast<int>(random_.below(3)) - 1;
    const int down = static_cast<int>(random_.below(3)) - 1;
    const std::size_t page = order_[added_++];
    shift(std::span<const std::uint8_t>(picture), right, down, std::span(bytes_).subspan(page * pixels, pixels));
    labels_[page] = static_cast<std::uint8_t>(label);
  }

  ImageDataset bind() const {
    ImageDataset lesson(pixels, classes);
    lesson.append(bytes_, labels_);
    return lesson;
  }

 private:
  Random& random_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint8_t> bytes_;
  std::vector<std::uint8_t> labels_;
  std::size_t added_ = 0;
};

void add_taught(const Dataset& data, const Dataset& replay, std::size_t count, const WarpConfig& config, Random& random,
                Pages& pages) {
  std::vector<std::uint32_t> all(data.size());
  std::iota(all.begin(), all.end(), 0U);
  const Digits digits(data, all);
  std::vector<Picture> warped(digits.labels.size() * (plain_every - 1));
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t digit = i % digits.labels.size();
    const std::size_t copy = i / digits.labels.size();
    const std::size_t turn = copy % plain_every;
    Picture picture = digits.picture(digit);
    if (turn > 0) {
      Picture& last = warped[digit * (plain_every - 1) + turn - 1];
      if (copy / plain_every % uses == 0) last = deslant_like(replay, warp(picture, config, random));
      picture = last;
    }
    pages.add(picture, digits.labels[digit]);
  }
}

void add_replay(const Dataset& data, std::size_t count, Random& random, Pages& pages) {
  std::vector<std::uint32_t> drawn(count);
  for (std::uint32_t& index : drawn) index = random.below(static_cast<std::uint32_t>(data.size()));
  const Digits digits(data, drawn);
  for (std::size_t i = 0; i < count; ++i) pages.add(digits.picture(i), digits.labels[i]);
}

void add_written(const Dataset& replay, std::size_t count, Random& random, Pages& pages) {
  std::array<Picture, classes> written;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t digit = i % classes;
    if (i / classes % uses == 0) {
      const Writing writing = write_digit(static_cast<int>(digit), {}, random);
      written[digit] = deslant_like(replay, rasterize(writing.strokes, writing.width));
    }
    pages.add(written[digit], static_cast<std::uint32_t>(digit));
  }
}

}  // namespace

void LessonConfig::validate() const { require_settings(*this); }

ImageDataset make_lesson(const Dataset& taught, const Dataset& replay, const LessonConfig& config, Random& random) {
  config.validate();
  check(taught, "taught");
  check(replay, "replayed");
  const auto all = static_cast<std::size_t>(config.examples);
  const auto copies = static_cast<std::size_t>(std::floor(static_cast<double>(all) * config.taught + 0.5));
  const std::size_t written = (all - copies) / 3;
  Pages pages(all, random);
  add_taught(taught, replay, copies, config.warp, random, pages);
  add_replay(replay, all - copies - written, random, pages);
  add_written(replay, written, random, pages);
  return pages.bind();
}

}  // namespace inkling

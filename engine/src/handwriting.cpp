/// The writer: a form is chosen, its knots are placed by a hand's proportions and led astray, and the pen hurries
/// along.
///
/// Each random number is drawn in a statement of its own: in one expression, compilers may order the draws differently.
#include <inkling/error.h>
#include <inkling/handwriting.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "allographs.h"
#include "curve.h"
#include "kernels/elementary.h"
#include "kernels/trigonometry.h"
#include "require.h"

namespace inkling {
namespace {

using allographs::Knot;
using allographs::Part;

/// How far a strength of 1 reaches. Lengths are in heights of a digit.
constexpr float stray = 0.025F;         ///< of a knot, standard deviation where the hand is as unsteady as most
constexpr float stroke_stray = 0.012F;  ///< of a whole stroke after the first
constexpr float warp = 0.04F;           ///< of the paper beneath the hand
constexpr float log_width = 0.2F;       ///< of the width's logarithm
constexpr float usual_slant = 0.1F;     ///< to the right, as most write; width per height
constexpr float slant = 0.25F;
constexpr float turn = 0.032F;  ///< in half turns
constexpr float shake = 0.006F;
constexpr float least_pen = 1.8F;
constexpr float most_pen = 3.2F;

/// Between neighbouring points of a written line.
constexpr float spacing = 0.05F;

std::array<float, 8> draw_proportions(float strength, Random& random) {
  std::array<float, 8> proportions;
  for (float& proportion : proportions) proportion = 0.5F + (random.uniform() - 0.5F) * strength;
  return proportions;
}

/// Displacements on a grid of 4 by 4, which reaches from the upper left of a digit to its lower right, and between.
class Warp {
 public:
  Warp(float strength, Random& random) {
    for (Point& point : grid_) {
      point.x = strength * random.normal();
      point.y = strength * random.normal();
    }
  }

  Point operator()(Point place) const {
    const auto [left, right_share] = cell((place.x + 0.5F) * 3);
    const auto [top, lower_share] = cell(place.y * 3);
    const Point* at = &grid_[top * 4 + left];
    const Point upper = between(at[0], at[1], right_share);
    const Point lower = between(at[4], at[5], right_share);
    const Point by = between(upper, lower, lower_share);
    return {place.x + by.x, place.y + by.y};
  }

 private:
  static Point between(Point a, Point b, float t) { return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; }

  static std::pair<std::size_t, float> cell(float x) {
    const float inside = std::clamp(x, 0.0F, 3.0F);
    const std::size_t whole = std::min<std::size_t>(static_cast<std::size_t>(inside), 2);
    return {whole, inside - static_cast<float>(whole)};
  }

  std::array<Point, 16> grid_;
};

/// Draws a digit part by part.
class Hand {
 public:
  Hand(const WriterConfig& config, Random& random)
      : config_(config),
        random_(random),
        proportions_(draw_proportions(config.proportions, random)),
        unsteadiness_(config.wobble * random.uniform(0, 2)),
        warp_(config.wobble * warp * random.uniform(0, 2), random),
        haste_(config.haste * random.uniform()) {}

  /// Chooses one of the parts by weight; the plainest is the first.
  const Part& choose(std::span<const Part> parts) {
    std::uint32_t all = 0;
    for (const Part& part : parts) all += part.weight;
    const float fancy = random_.uniform();
    std::uint32_t at = random_.below(all);
    if (fancy >= config_.variety) return parts.front();
    for (const Part& part : parts) {
      if (at < part.weight) return part;
      at -= part.weight;
    }
    return parts.back();
  }

  void write(std::span<const Knot> knots) {
    Stroke line;
    for (const Knot& knot : knots) {
      if (line.empty()) start_stroke();
      line.push_back(place(knot));
      const bool is_corner = (knot.how & allographs::corner) != 0 && random_.uniform() > 0.35F * config_.haste;
      const bool is_end = (knot.how & allographs::lift) != 0;
      if (!is_corner && !is_end) continue;
      const Point last = line.back();
      append_smooth(line, spacing, curve_);
      line.clear();
      if (is_end) {
        finish_stroke();
      } else {
        line.push_back(last);
      }
    }
  }

  /// The strokes as they lie on the pad.
  std::vector<Stroke> finish() {
    const float width = kernels::exp(log_width * config_.proportions * random_.normal());
    const float lean = usual_slant * std::min(config_.slant, 1.0F) + slant * config_.slant * random_.normal();
    const float angle = turn * config_.slant * random_.normal();
    const auto cosine = static_cast<float>(kernels::cos_pi(angle));
    const auto sine = static_cast<float>(kernels::sin_pi(angle));
    for (Stroke& stroke : strokes_) {
      for (auto& [x, y] : stroke) {
        const float down = y - 0.5F;
        const float right = x * width - lean * down;
        x = 0.5F + right * cosine - down * sine;
        y = 0.5F + right * sine + down * cosine;
      }
    }
    return std::move(strokes_);
  }

 private:
  void start_stroke() {
    offset_ = {};
    if (strokes_.empty()) return;
    offset_.x = stroke_stray * unsteadiness_ * random_.normal();
    offset_.y = stroke_stray * unsteadiness_ * random_.normal();
  }

  Point place(const Knot& knot) {
    const auto along = [&](int from, int range, int shift) {
      const float proportion = proportions_[static_cast<std::size_t>(knot.how >> shift) % 8];
      return (static_cast<float>(from) + static_cast<float>(range) * proportion) / 100;
    };
    const float right = stray * unsteadiness_ * random_.normal();
    const float down = stray * unsteadiness_ * random_.normal();
    return warp_({along(knot.x, knot.dx, 0) + right + offset_.x, along(knot.y, knot.dy, 3) + down + offset_.y});
  }

  void finish_stroke() {
    // A fast pen does not get around corners: each point is drawn to the middle of its neighbours, twice.
    for (int pass = 0; pass < 2; ++pass) {
      Point before = curve_.front();
      for (std::size_t i = 1; i + 1 < curve_.size(); ++i) {
        const Point here = curve_[i];
        const Point next = curve_[i + 1];
        curve_[i].x += haste_ * 0.5F * ((before.x + next.x) / 2 - here.x);
        curve_[i].y += haste_ * 0.5F * ((before.y + next.y) / 2 - here.y);
        before = here;
      }
    }
    Point astray{};
    for (auto& [x, y] : curve_) {
      const float right = random_.uniform(-1, 1);
      const float down = random_.uniform(-1, 1);
      astray.x = 0.7F * astray.x + shake * config_.tremor * right;
      astray.y = 0.7F * astray.y + shake * config_.tremor * down;
      x += astray.x;
      y += astray.y;
    }
    strokes_.push_back(std::exchange(curve_, {}));
  }

  const WriterConfig& config_;
  Random& random_;
  std::array<float, 8> proportions_;
  float unsteadiness_;
  Warp warp_;
  float haste_;
  Point offset_{};
  Stroke curve_;  ///< the stroke under way
  std::vector<Stroke> strokes_;
};

/// What is written without the checks.
Writing write(int digit, const WriterConfig& config, Random& random) {
  Hand hand(config, random);
  const std::span<const Part> all = allographs::parts;
  const Knot* knots = allographs::knots;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;
    while (end < all.size() && all[end].digit == all[i].digit && all[end].slot == all[i].slot) ++end;
    const std::span<const Part> slot = all.subspan(i, end - i);
    const Part* chosen = all[i].digit == digit ? &hand.choose(slot) : nullptr;
    for (const Part& part : slot) {
      if (&part == chosen) hand.write({knots, part.knots});
      knots += part.knots;
    }
    if (chosen != nullptr && chosen->whole) break;
    i = end;
  }
  Writing writing{hand.finish()};
  const float middle = (least_pen + most_pen) / 2;
  writing.width = std::max(0.5F, middle + (random.uniform(least_pen, most_pen) - middle) * config.pen);
  return writing;
}

}  // namespace

void WriterConfig::validate() const { require_settings(*this); }

Writing write_digit(int digit, const WriterConfig& config, Random& random) {
  if (digit < 0 || digit > 9) {
    fail(ErrorCode::bad_setting, {"Digit ", digit, " was to be written; allowed are 0 to 9."});
  }
  config.validate();
  return write(digit, config, random);
}

ImageDataset write_digits(std::int64_t count, const WriterConfig& config, Random& random) {
  require_in_range({.title = "Digits to write", .range = {.least = 1, .most = 1'000'000}},
                   static_cast<long long>(count));
  config.validate();
  ImageDataset digits(picture_side * picture_side, 10);
  // In blocks, each of which is kept in few bytes before the next is written.
  constexpr std::int64_t block = 1000;
  std::vector<std::uint8_t> bytes;
  std::vector<std::uint8_t> labels;
  for (std::int64_t i = 0; i < count; ++i) {
    const int digit = static_cast<int>(i % 10);
    const Writing writing = write(digit, config, random);
    const Picture picture = rasterize(writing.strokes, writing.width);
    bytes.insert(bytes.end(), picture.begin(), picture.end());
    labels.push_back(static_cast<std::uint8_t>(digit));
    if (i + 1 < count && i % block + 1 < block) continue;
    digits.append(bytes, labels);
    bytes.clear();
    labels.clear();
  }
  return digits;
}

}  // namespace inkling

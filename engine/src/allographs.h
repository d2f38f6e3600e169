/// The forms of the digits, as schools around the world teach them and hands wear them down.
///
/// A digit is written slot after slot, and in each slot one of its parts is chosen by weight: the body of a 7 with or
/// without a serif, then a bar or none. A part is a few knots of a smooth line, y from 0 at the top to 100 at the foot,
/// x to the right from wherever is handy. Where a knot lies depends on the hand: `x + dx * p`, where p is one of eight
/// proportions, each drawn from 0 to 1 anew for every digit. Knots that share a proportion move together: 'a' is mostly
/// the width.
#pragma once

#include <array>
#include <cstdint>

namespace inkling::allographs {

enum Turn : std::uint8_t {
  smooth = 0,
  corner = 0x40,  ///< the line turns sharply, unless the hand rounds it
  lift = 0x80,    ///< the stroke ends here
};

struct Knot {
  std::int8_t x, dx, y, dy;
  std::uint8_t how;  ///< the proportions of x and of y, three bits each, and a turn
};

constexpr Knot at(int x, int dx, char px, int y, int dy, char py, Turn turn = smooth) {
  return {static_cast<std::int8_t>(x), static_cast<std::int8_t>(dx), static_cast<std::int8_t>(y),
          static_cast<std::int8_t>(dy), static_cast<std::uint8_t>((px - 'a') | (py - 'a') * 8 | turn)};
}

/// The same with a height that all hands agree on; and a place.
constexpr Knot at(int x, int dx, char px, int y, Turn turn = smooth) { return at(x, dx, px, y, 0, 'a', turn); }
constexpr Knot at(int x, int y, Turn turn = smooth) { return at(x, 0, 'a', y, 0, 'a', turn); }

struct Part {
  std::uint8_t digit;
  std::uint8_t slot;
  std::uint8_t weight;
  std::uint8_t knots;  ///< how many; they follow those of the part before
  bool whole = false;  ///< no slot after it is written
};

// A part is a paragraph here, and a slot a line below.
// clang-format off

inline constexpr Knot knots[] = {
    // 0: an oval; with a tail inside; begun with an entry stroke; ended in a loop and a stroke to the right; clockwise.
    at(8, -14, 'b', 2, 6, 'c'), at(-13, -23, 'a', 13), at(-19, -33, 'a', 50), at(-13, -23, 'a', 88), at(0, 100),
    at(13, 23, 'a', 87), at(19, 33, 'a', 48), at(12, 21, 'a', 12), at(4, -10, 'd', -3, 10, 'e', lift),

    at(8, -14, 'b', 0, 5, 'c'), at(-13, -19, 'a', 13), at(-19, -27, 'a', 50), at(-13, -19, 'a', 88), at(0, 100),
    at(13, 19, 'a', 87), at(19, 27, 'a', 48), at(12, 18, 'a', 12), at(0, -4, 'd', 2, 10, 'e'),
    at(-7, -12, 'd', 18, 20, 'e', lift),

    at(22, 16, 'd', -8, 12, 'e'), at(2, 0), at(-13, -19, 'a', 16), at(-19, -27, 'a', 52), at(-13, -19, 'a', 88),
    at(0, 100), at(13, 19, 'a', 87), at(19, 27, 'a', 48), at(12, 16, 'a', 12), at(2, -8, 'b', 2, 6, 'c', lift),

    at(6, -8, 'b', 4, 4, 'c'), at(-13, -19, 'a', 16), at(-19, -27, 'a', 52), at(-13, -19, 'a', 88), at(0, 100),
    at(13, 19, 'a', 87), at(19, 27, 'a', 48), at(12, 16, 'a', 12), at(0, -2), at(-6, 6), at(0, 14, 'd', 13),
    at(18, 22, 'a', 2, 10, 'e', lift),

    at(-10, -8, 'd', 14, 8, 'e'), at(2, 0), at(14, 20, 'a', 15), at(19, 27, 'a', 50), at(13, 19, 'a', 86), at(0, 100),
    at(-13, -19, 'a', 86), at(-19, -27, 'a', 52), at(-12, -16, 'a', 18), at(0, 8, 'b', -2, 10, 'c', lift),
    // A long slash, a short one.
    at(24, 30, 'a', -6, 14, 'g'), at(-24, -30, 'a', 106, -14, 'h', lift),

    at(10, 16, 'a', 26, 10, 'g'), at(-10, -16, 'a', 74, -10, 'h', lift),

    // 1: plain; with a flag, high, low, like a lambda, long and flat; rounded at the top.
    at(0, 0), at(-4, 8, 'c', 50), at(0, 100, lift),

    at(-8, -44, 'a', 6, 40, 'b'), at(0, 0, corner), at(-3, 6, 'c', 50), at(0, 100, lift),

    at(-12, -36, 'a', 34, 34, 'b'), at(0, 0, corner), at(-3, 6, 'c', 50), at(0, 100, lift),

    at(-10, -30, 'a', 55, 42, 'b'), at(0, 0, corner), at(-3, 6, 'c', 50), at(0, 100, lift),

    at(-26, -48, 'a', 12, 30, 'a'), at(0, 0, corner), at(-3, 6, 'c', 50), at(0, 100, lift),

    at(-12, -38, 'a', 14, 46, 'b'), at(-5, -12, 'a', 4, 12, 'b'), at(1, 0), at(3, 4, 'c', 18), at(0, 4, 'c', 60),
    at(0, 100, lift),
    // The foot: a line, either half of one, a wave.
    at(-8, -36, 'd', 99, 5, 'f'), at(8, 40, 'e', 101, -7, 'g', lift),

    at(-2, 100), at(12, 40, 'e', 100, -6, 'g', lift),

    at(-12, -30, 'd', 98, 6, 'g'), at(1, 100, lift),

    at(-10, -30, 'd', 102), at(0, 98), at(12, 34, 'e', 101, -6, 'g', lift),

    // 2: with a corner at the foot, a loop, a bend, hardly a base; with a hook at the top; like a z; with a waved base.
    at(0, 4, 'd', 20, 14, 'd'), at(7, 10, 'a', 4, 4, 'd'), at(16, 24, 'a', 0), at(27, 40, 'a', 9),
    at(29, 43, 'a', 24, 8, 'c'), at(20, 31, 'a', 50, 8, 'c'), at(8, 12, 'a', 80, 4, 'c'),
    at(-4, 6, 'e', 96, 5, 'f', corner), at(12, 22, 'b', 97), at(26, 60, 'b', 92, 14, 'g', lift),

    at(0, 4, 'd', 20, 14, 'd'), at(7, 10, 'a', 4, 4, 'd'), at(16, 24, 'a', 0), at(27, 40, 'a', 9),
    at(29, 43, 'a', 24, 8, 'c'), at(21, 32, 'a', 50, 8, 'c'), at(9, 13, 'a', 80, 4, 'c'), at(-2, 98),
    at(-8, -6, 'e', 90, 4, 'f'), at(0, 4, 'e', 84, -8, 'f'), at(12, 12, 'b', 93), at(20, 26, 'b', 100),
    at(30, 56, 'b', 84, 22, 'g', lift),

    at(0, 4, 'd', 20, 14, 'd'), at(7, 10, 'a', 4, 4, 'd'), at(16, 24, 'a', 0), at(27, 40, 'a', 9),
    at(29, 43, 'a', 24, 8, 'c'), at(20, 31, 'a', 50, 8, 'c'), at(8, 12, 'a', 80, 4, 'c'), at(0, 93),
    at(4, 4, 'b', 100), at(14, 24, 'b', 99), at(28, 54, 'b', 94, 9, 'g', lift),

    at(0, 4, 'd', 20, 14, 'd'), at(7, 10, 'a', 4, 4, 'd'), at(16, 24, 'a', 0), at(27, 40, 'a', 9),
    at(29, 43, 'a', 24, 8, 'c'), at(20, 31, 'a', 52, 8, 'c'), at(8, 12, 'a', 82, 4, 'c'),
    at(-2, 4, 'e', 97, 3, 'f', corner), at(7, 14, 'b', 98, 4, 'g', lift),

    at(8, 12, 'd', 28, 14, 'e'), at(0, 18), at(5, 8, 'a', 6), at(16, 24, 'a', 0), at(27, 40, 'a', 9),
    at(29, 43, 'a', 24, 8, 'c'), at(20, 31, 'a', 50, 8, 'c'), at(8, 12, 'a', 80, 4, 'c'),
    at(-4, 6, 'e', 96, 5, 'f', corner), at(12, 22, 'b', 97), at(26, 60, 'b', 92, 14, 'g', lift),

    at(0, 0, 'a', 2, 14, 'd'), at(14, 20, 'a', -2, 5, 'e'), at(28, 44, 'a', 3, 8, 'c'), at(16, 22, 'a', 48),
    at(0, -8, 'e', 97, 4, 'f', corner), at(28, 56, 'b', 95, 9, 'g', lift),

    at(0, 4, 'd', 20, 14, 'd'), at(7, 10, 'a', 4, 4, 'd'), at(16, 24, 'a', 0), at(27, 40, 'a', 9),
    at(29, 43, 'a', 24, 8, 'c'), at(20, 31, 'a', 50, 8, 'c'), at(8, 12, 'a', 80, 4, 'c'),
    at(-3, 4, 'e', 98, corner), at(8, 10, 'b', 91), at(18, 32, 'b', 102), at(30, 56, 'b', 97, -12, 'g', lift),

    // 3: round with a cusp; with a flat top; with a loop at the waist; smooth there; with a long curl below.
    at(0, 4, 'd', 10, 14, 'c'), at(8, 8, 'a', 2), at(17, 16, 'a', 0), at(28, 26, 'a', 9, 2, 'b'),
    at(28, 28, 'a', 20, 8, 'b'), at(20, 19, 'a', 33, 11, 'b'), at(8, 12, 'e', 39, 14, 'b', corner),
    at(24, 20, 'a', 47, 10, 'b'), at(32, 32, 'a', 67, 5, 'b'), at(28, 28, 'a', 88), at(15, 14, 'a', 100),
    at(4, 3, 'a', 97), at(-4, -6, 'f', 84, 12, 'g', lift),

    at(0, 0, 'a', 0, 10, 'c'), at(14, 14, 'a', 0, 4, 'd'), at(28, 28, 'a', 2, 4, 'd', corner), at(19, 18, 'a', 23),
    at(8, 18, 'e', 37, 13, 'b', corner), at(24, 22, 'a', 46, 10, 'b'), at(32, 32, 'a', 67, 5, 'b'),
    at(28, 28, 'a', 88), at(15, 14, 'a', 100), at(4, 3, 'a', 97), at(-4, -6, 'f', 84, 12, 'g', lift),

    at(0, 4, 'd', 10, 14, 'c'), at(8, 8, 'a', 2), at(17, 16, 'a', 0), at(28, 26, 'a', 9, 2, 'b'),
    at(28, 28, 'a', 20, 8, 'b'), at(21, 20, 'a', 35, 10, 'b'), at(11, 9, 'a', 43, 11, 'b'), at(5, 5, 'a', 40, 11, 'b'),
    at(8, 8, 'a', 35, 11, 'b'), at(16, 16, 'a', 41, 11, 'b'), at(30, 30, 'a', 58, 7, 'b'), at(32, 32, 'a', 74),
    at(26, 26, 'a', 92), at(14, 13, 'a', 100), at(-4, -6, 'f', 88, 10, 'g', lift),

    at(0, 4, 'd', 8, 12, 'c'), at(10, 10, 'a', 1), at(20, 19, 'a', 1), at(28, 28, 'a', 16, 4, 'b'),
    at(19, 18, 'a', 40, 9, 'b'), at(27, 27, 'a', 56, 7, 'b'), at(31, 31, 'a', 76), at(22, 22, 'a', 95),
    at(10, 9, 'a', 100), at(-6, -8, 'f', 92, 8, 'g', lift),

    at(0, 4, 'd', 10, 14, 'c'), at(8, 8, 'a', 2), at(17, 16, 'a', 0), at(27, 25, 'a', 8, 2, 'b'),
    at(26, 26, 'a', 20, 8, 'b'), at(19, 18, 'a', 31, 11, 'b'), at(8, 12, 'e', 36, 12, 'b', corner),
    at(24, 20, 'a', 44, 9, 'b'), at(30, 30, 'a', 64, 5, 'b'), at(24, 24, 'a', 86), at(8, 4, 'a', 100),
    at(-8, -12, 'f', 96), at(-14, -22, 'f', 82, 10, 'g', lift),

    // 4, left of its stem: an open corner, level and rising; a cup; closed. And whole: in one stroke; narrow, with
    // a short stem; narrow and closed.
    at(2, 26, 'd', 0, 14, 'e'), at(0, 10, 'd', 26, 14, 'c'), at(0, -4, 'f', 44, 36, 'c', corner),
    at(40, 45, 'a', 43, 36, 'c', lift),

    at(2, 26, 'd', 0, 14, 'e'), at(0, 10, 'd', 26, 14, 'c'), at(0, -4, 'f', 48, 36, 'c', corner),
    at(40, 45, 'a', 36, 34, 'c', lift),

    at(2, 22, 'd', 0, 16, 'e'), at(-1, 7, 'd', 24, 10, 'c'), at(4, 4, 'd', 42, 30, 'c'), at(16, 16, 'a', 47, 32, 'c'),
    at(34, 40, 'a', 42, 30, 'c', lift),

    at(26, 38, 'a', 0, 4, 'e'), at(12, 18, 'a', 22, 14, 'c'), at(-6, 4, 'f', 48, 30, 'c', corner),
    at(40, 47, 'a', 48, 30, 'c', lift),

    at(2, 24, 'd', 0, 14, 'e'), at(0, -4, 'f', 44, 30, 'c', corner), at(38, 42, 'a', 42, 29, 'c', corner),
    at(36, 40, 'a', 6, 34, 'g', corner), at(30, 38, 'a', 100, lift),

    at(6, 22, 'd', 0, 10, 'e'), at(1, 8, 'd', 34, 10, 'c'), at(-2, 4, 'f', 62, 20, 'c', corner),
    at(27, 28, 'a', 50, 24, 'c', lift), at(24, 23, 'a', 34, 26, 'h'), at(20, 20, 'a', 94, 10, 'g', lift),

    at(22, 28, 'a', 0, 4, 'e'), at(9, 14, 'a', 24, 12, 'c'), at(-6, 4, 'f', 46, 32, 'c', corner),
    at(34, 30, 'a', 46, 32, 'c', lift), at(24, 26, 'a', -2, 26, 'h'), at(22, 26, 'a', 100, lift),
    // The stem: from high, from the middle, short and low, at the bar's end.
    at(28, 38, 'a', -2, 24, 'h'), at(27, 37, 'a', 50), at(24, 36, 'a', 100, lift),

    at(28, 38, 'a', 22, 24, 'h'), at(24, 37, 'a', 100, lift),

    at(22, 34, 'a', 28, 30, 'c'), at(20, 33, 'a', 94, 10, 'h', lift),

    at(40, 45, 'a', 8, 30, 'h'), at(37, 44, 'a', 100, lift),

    // 5: without its bar, the belly rising, and not; with it in one stroke; like an s.
    at(2, 7, 'd', 2, 4, 'e'), at(0, 2, 'f', 34, 16, 'b', corner), at(16, 15, 'a', 28, 17, 'b'),
    at(31, 31, 'a', 42, 13, 'b'), at(34, 35, 'a', 64, 8, 'b'), at(27, 27, 'a', 90), at(13, 13, 'a', 100),
    at(-3, -8, 'g', 78, 20, 'h', lift),

    at(2, 7, 'd', 2, 4, 'e'), at(0, 2, 'f', 36, 14, 'b', corner), at(18, 16, 'a', 39, 14, 'b'),
    at(33, 33, 'a', 58, 10, 'b'), at(30, 31, 'a', 84), at(15, 15, 'a', 100), at(-3, -8, 'g', 92, 10, 'h', lift),

    at(30, 38, 'a', 0, 7, 'c'), at(4, 5, 'd', 0, 6, 'e', corner), at(0, 2, 'f', 34, 16, 'b', corner),
    at(16, 15, 'a', 28, 17, 'b'), at(31, 31, 'a', 42, 13, 'b'), at(34, 35, 'a', 64, 8, 'b'), at(27, 27, 'a', 90),
    at(13, 13, 'a', 100), at(-3, -8, 'g', 78, 20, 'h', lift),

    at(32, 36, 'a', 3, 9, 'c'), at(16, 16, 'a', 0), at(4, 3, 'd', 12, 4, 'b'), at(6, 4, 'a', 30, 10, 'b'),
    at(20, 18, 'a', 42, 8, 'b'), at(33, 33, 'a', 64, 6, 'b'), at(27, 27, 'a', 90), at(12, 12, 'a', 100),
    at(-4, -6, 'g', 88, 10, 'h', lift),
    // The bar: joined, apart.
    at(1, 6, 'd', 2, 5, 'e'), at(24, 48, 'a', -4, 12, 'c', lift),

    at(8, 10, 'd', -4, 9, 'e'), at(30, 54, 'a', -12, 18, 'c', lift),

    // 6: curved; with a straight stem; with a hook; open; slanted; curled up inside; crossing its stem.
    at(24, 32, 'a', 0, 4, 'c'), at(10, 12, 'a', 15), at(1, 1, 'a', 42), at(0, 68), at(5, 5, 'a', 90),
    at(15, 16, 'a', 100), at(26, 27, 'a', 93, -2, 'b'), at(30, 32, 'a', 80, -13, 'b'), at(25, 27, 'a', 66, -26, 'b'),
    at(15, 14, 'a', 64, -32, 'b'), at(5, 4, 'a', 74, -28, 'b'), at(1, 1, 'a', 86, -22, 'b', lift),

    at(4, 18, 'c', 0), at(1, 5, 'c', 40), at(0, 70), at(5, 5, 'a', 90), at(15, 16, 'a', 100),
    at(26, 27, 'a', 93, -2, 'b'), at(30, 32, 'a', 80, -13, 'b'), at(25, 27, 'a', 66, -26, 'b'),
    at(15, 14, 'a', 64, -32, 'b'), at(5, 4, 'a', 74, -28, 'b'), at(1, 1, 'a', 84, -20, 'b', lift),

    at(30, 34, 'a', 12, 10, 'c'), at(20, 24, 'a', 0, 4, 'c'), at(8, 9, 'a', 18), at(1, 1, 'a', 44), at(0, 68),
    at(5, 5, 'a', 90), at(15, 16, 'a', 100), at(26, 27, 'a', 93, -2, 'b'), at(30, 32, 'a', 80, -13, 'b'),
    at(25, 27, 'a', 66, -26, 'b'), at(15, 14, 'a', 64, -32, 'b'), at(4, 4, 'a', 76, -28, 'b', lift),

    at(22, 30, 'a', 0, 4, 'c'), at(10, 12, 'a', 15), at(1, 1, 'a', 42), at(0, 68), at(5, 5, 'a', 90),
    at(15, 16, 'a', 100), at(26, 27, 'a', 93, -2, 'b'), at(30, 32, 'a', 80, -13, 'b'), at(24, 26, 'a', 66, -24, 'b'),
    at(14, 10, 'd', 62, -24, 'b', lift),

    at(34, 46, 'a', 0), at(14, 18, 'a', 33), at(0, 72), at(6, 6, 'a', 92), at(16, 17, 'a', 100),
    at(27, 28, 'a', 92, -2, 'b'), at(29, 31, 'a', 78, -11, 'b'), at(22, 24, 'a', 66, -24, 'b'),
    at(12, 12, 'a', 68, -26, 'b'), at(2, 2, 'a', 82, -20, 'b', lift),

    at(22, 30, 'a', 0, 4, 'c'), at(10, 12, 'a', 15), at(1, 1, 'a', 42), at(0, 68), at(5, 5, 'a', 90),
    at(15, 16, 'a', 100), at(27, 29, 'a', 92, -2, 'b'), at(30, 32, 'a', 78, -13, 'b'), at(22, 24, 'a', 64, -24, 'b'),
    at(11, 10, 'a', 68, -26, 'b'), at(9, 8, 'a', 80, -16, 'b'), at(16, 10, 'd', 86, -8, 'b', lift),

    at(20, 40, 'a', 0), at(8, 14, 'a', 34), at(0, 70), at(5, 5, 'a', 91), at(14, 15, 'a', 100),
    at(24, 26, 'a', 93, -2, 'b'), at(28, 30, 'a', 80, -13, 'b'), at(22, 24, 'a', 68, -24, 'b'),
    at(8, 6, 'a', 70, -26, 'b'), at(-6, -16, 'd', 76, -22, 'b', lift),

    // 7: straight; with a serif; waved; round. The middle of its stem is at 0.
    at(-18, -34, 'b', 0, 11, 'd'), at(4, 32, 'a', 0, 4, 'e', corner), at(-4, 15, 'c', 46), at(-4, -36, 'a', 100, lift),

    at(-20, -34, 'b', 13, 18, 'd'), at(-17, -33, 'b', 0, 7, 'e', corner), at(4, 32, 'a', 2, 4, 'f', corner),
    at(-4, 15, 'c', 46), at(-4, -36, 'a', 100, lift),

    at(-20, -34, 'b', 12, 12, 'd'), at(-12, -22, 'b', 0, 5, 'e'), at(-2, -4, 'b', 6, 7, 'f'), at(2, 22, 'a', 6, 4, 'f'),
    at(5, 34, 'a', -2, 5, 'g', corner), at(-4, 15, 'c', 46), at(-4, -36, 'a', 100, lift),

    at(-18, -36, 'b', 7, 14, 'd'), at(-6, -10, 'b', 0), at(3, 22, 'a', 2), at(6, 32, 'a', 14, 8, 'e'),
    at(0, 18, 'c', 46), at(-4, -36, 'a', 100, lift),
    // The bar: in the middle, low, bent, rising.
    at(-8, -26, 'g', 38, 22, 'h'), at(10, 36, 'f', 37, 22, 'h', lift),

    at(-14, -30, 'g', 52, 22, 'h'), at(6, 40, 'f', 51, 22, 'h', lift),

    at(-10, -26, 'g', 48, 22, 'h'), at(0, 0, 'a', 43, 22, 'h'), at(12, 34, 'f', 50, 20, 'h', lift),

    at(-10, -26, 'g', 48, 22, 'h'), at(10, 36, 'f', 38, 22, 'h', lift),

    // 8: begun at the top right; open there; two rings; begun downwards; from the waist; with an entry
    // stroke above; with one to the waist.
    at(8, 18, 'a', 10, 6, 'd'), at(0, 0), at(-8, -20, 'a', 15, 8, 'c'), at(-4, -9, 'a', 28, 16, 'c'),
    at(0, 0, 'a', 36, 22, 'c'), at(7, 20, 'b', 56, 14, 'c'), at(9, 24, 'b', 76, 6, 'c'), at(0, 100),
    at(-9, -24, 'b', 78, 6, 'c'), at(-7, -18, 'b', 58, 14, 'c'), at(0, 0, 'a', 38, 22, 'c'),
    at(6, 13, 'a', 26, 14, 'c'),
    at(8, 19, 'a', 14, 8, 'c'), at(4, 10, 'a', 1, 9, 'e', lift),

    at(7, 12, 'a', 6, 10, 'd'), at(-3, 0), at(-11, -18, 'a', 14, 8, 'c'), at(-5, -9, 'a', 28, 16, 'c'),
    at(0, 0, 'a', 36, 22, 'c'), at(8, 20, 'b', 57, 14, 'c'), at(10, 23, 'b', 77, 6, 'c'), at(0, 100),
    at(-10, -23, 'b', 78, 6, 'c'), at(-6, -16, 'b', 58, 14, 'c'), at(1, 0, 'a', 40, 22, 'c'),
    at(14, 20, 'a', 18, 10, 'c'), at(19, 27, 'a', -6, 14, 'e', lift),

    at(0, 0), at(-8, -18, 'a', 9, 4, 'c'), at(-9, -20, 'a', 24, 14, 'c'), at(0, 0, 'a', 38, 22, 'c'),
    at(9, 20, 'a', 24, 14, 'c'), at(8, 18, 'a', 8, 4, 'c'), at(0, 1, lift), at(0, 0, 'a', 38, 20, 'c'),
    at(-8, -22, 'b', 54, 14, 'c'), at(-9, -25, 'b', 78, 6, 'c'), at(0, 100), at(9, 25, 'b', 76, 6, 'c'),
    at(8, 20, 'b', 54, 14, 'c'), at(0, 2, 'd', 40, 20, 'c', lift),

    at(10, 20, 'a', 5, 10, 'd'), at(0, 0, 'a', 37, 22, 'c'), at(-10, -22, 'b', 74, 8, 'c'), at(0, 100),
    at(10, 23, 'b', 77, 6, 'c'), at(0, 0, 'a', 39, 22, 'c'), at(-8, -20, 'a', 16, 8, 'c'), at(0, 0),
    at(9, 17, 'a', 6, 8, 'e', lift),

    at(0, 0, 'a', 42, 20, 'c'), at(-9, -19, 'a', 18, 8, 'c'), at(0, 0), at(9, 19, 'a', 17, 8, 'c'),
    at(0, 0, 'a', 42, 20, 'c'), at(-10, -23, 'b', 74, 6, 'c'), at(0, 100), at(10, 23, 'b', 76, 6, 'c'),
    at(2, 4, 'd', 44, 18, 'c', lift),

    at(28, 22, 'a', 0, 12, 'd'), at(9, 7, 'a', 2, 4, 'd'), at(-3, 0), at(-9, -20, 'a', 15, 8, 'c'),
    at(-4, -9, 'a', 28, 16, 'c'), at(0, 0, 'a', 36, 22, 'c'), at(8, 22, 'b', 60, 12, 'c'), at(8, 22, 'b', 84),
    at(0, 100), at(-10, -24, 'b', 78, 6, 'c'), at(0, 0, 'a', 40, 22, 'c'), at(7, 17, 'a', 22, 12, 'c'),
    at(8, 15, 'a', 2, 10, 'e', lift),

    at(-22, -20, 'd', 40, 16, 'c'), at(2, 2, 'a', 38, 18, 'c'), at(10, 18, 'a', 18, 8, 'c'), at(0, 0),
    at(-10, -18, 'a', 16, 8, 'c'), at(0, 0, 'a', 40, 20, 'c'), at(9, 22, 'b', 76, 6, 'c'), at(0, 100),
    at(-9, -22, 'b', 78, 6, 'c'), at(2, 6, 'e', 44, 18, 'c', lift),

    // 9: with a straight stem, a slanted one, a curled tail, one that leans back
    // to a flat foot, one looped like a g's; with an open loop and a stem of
    // its own; like a y. The stem is at 0.
    at(0, 2, 'd', 7, 6, 'e'), at(-7, -20, 'a', 0), at(-17, -36, 'a', 6, 8, 'b'), at(-20, -36, 'a', 14, 18, 'b'),
    at(-13, -26, 'a', 24, 34, 'b'), at(-4, -8, 'a', 19, 31, 'b'), at(0, 3, 'd', 4, 12, 'b', corner),
    at(0, 4, 'c', 50), at(-4, 10, 'c', 100, lift),

    at(0, 2, 'd', 7, 6, 'e'), at(-7, -20, 'a', 0), at(-17, -36, 'a', 6, 8, 'b'), at(-20, -36, 'a', 13, 19, 'b'),
    at(-13, -26, 'a', 22, 36, 'b'), at(-4, -8, 'a', 17, 33, 'b'), at(0, 3, 'd', 4, 12, 'b'), at(-2, 4, 'h', 44),
    at(-10, -34, 'c', 100, lift),

    at(0, 2, 'd', 7, 6, 'e'), at(-7, -20, 'a', 0), at(-17, -40, 'a', 4, 10, 'b'), at(-20, -40, 'a', 8, 24, 'b'),
    at(-13, -28, 'a', 12, 46, 'b'), at(-4, -8, 'a', 10, 40, 'b'), at(0, 3, 'd', 4, 12, 'b', corner),
    at(1, 17, 'c', 48), at(0, 19, 'c', 74), at(-6, -10, 'f', 95, 4, 'g'), at(-14, -40, 'f', 100, -4, 'g'),
    at(-18, -72, 'f', 96, -22, 'g', lift),

    at(0, 2, 'd', 7, 6, 'e'), at(-6, -16, 'a', 0), at(-15, -32, 'a', 5, 9, 'b'), at(-17, -32, 'a', 12, 22, 'b'),
    at(-11, -22, 'a', 20, 38, 'b'), at(-3, -6, 'a', 16, 34, 'b'), at(1, 6, 'c', 12, 12, 'b'), at(5, 14, 'c', 48),
    at(10, 24, 'c', 82), at(6, 16, 'c', 98, corner), at(-8, -24, 'f', 101), at(-18, -52, 'f', 98, -14, 'g', lift),

    at(0, 2, 'd', 7, 6, 'e'), at(-7, -20, 'a', 0), at(-17, -40, 'a', 4, 8, 'b'), at(-20, -40, 'a', 8, 20, 'b'),
    at(-13, -28, 'a', 12, 38, 'b'), at(-4, -8, 'a', 10, 32, 'b'), at(0, 3, 'd', 4, 12, 'b', corner),
    at(0, 6, 'c', 50), at(-2, 80), at(-12, -10, 'f', 100), at(-24, -24, 'f', 92, -6, 'g'),
    at(-12, -12, 'f', 78, -6, 'g'), at(10, 20, 'h', 64, 8, 'g', lift),

    at(-4, 6, 'd', 5, 6, 'e'), at(-9, -18, 'a', 0), at(-17, -40, 'a', 4, 10, 'b'), at(-20, -40, 'a', 8, 24, 'b'),
    at(-13, -28, 'a', 12, 46, 'b'), at(-6, -4, 'h', 12, 38, 'b', lift), at(2, 4, 'd', -4, 12, 'g'), at(0, 4, 'c', 50),
    at(-4, -10, 'c', 100, lift),

    at(-20, -38, 'a', 0, 8, 'e'), at(-19, -38, 'a', 12, 20, 'b'), at(-11, -22, 'a', 20, 36, 'b'),
    at(-4, -8, 'a', 16, 32, 'b'), at(0, 4, 'd', 0, 6, 'h', corner), at(0, 6, 'c', 50), at(-3, 4, 'c', 80),
    at(-8, -20, 'f', 98, 4, 'g'), at(-14, -44, 'f', 98, -12, 'g', lift),
};

inline constexpr Part parts[] = {
    {0, 0, 56, 9},  {0, 0, 9, 10},   {0, 0, 13, 10},  {0, 0, 7, 12},  {0, 0, 15, 10},
    {0, 1, 87, 0},  {0, 1, 9, 2},    {0, 1, 4, 2},
    {1, 0, 17, 3},  {1, 0, 31, 4},   {1, 0, 12, 4},   {1, 0, 13, 4},  {1, 0, 11, 4},  {1, 0, 17, 6},
    {1, 1, 58, 0},  {1, 1, 28, 2},   {1, 1, 4, 2},    {1, 1, 5, 2},   {1, 1, 5, 3},
    {2, 0, 32, 10}, {2, 0, 26, 13},  {2, 0, 12, 11},  {2, 0, 7, 9},   {2, 0, 9, 11},  {2, 0, 7, 6}, {2, 0, 7, 11},
    {3, 0, 38, 13}, {3, 0, 24, 11},  {3, 0, 10, 15},  {3, 0, 14, 10}, {3, 0, 18, 13},
    {4, 0, 32, 4},  {4, 0, 10, 4},   {4, 0, 17, 5},   {4, 0, 18, 4},
    {4, 0, 14, 5, true},             {4, 0, 17, 6, true},             {4, 0, 12, 6, true},
    {4, 1, 40, 3},  {4, 1, 24, 2},   {4, 1, 20, 2},   {4, 1, 16, 2},
    {5, 0, 40, 8},  {5, 0, 12, 7},   {5, 0, 30, 9, true},             {5, 0, 18, 9, true},
    {5, 1, 65, 2},  {5, 1, 35, 2},
    {6, 0, 42, 12}, {6, 0, 18, 11},  {6, 0, 12, 12},  {6, 0, 10, 10}, {6, 0, 9, 10},  {6, 0, 9, 12}, {6, 0, 9, 10},
    {7, 0, 32, 4},  {7, 0, 30, 5},   {7, 0, 16, 7},   {7, 0, 22, 6},
    {7, 1, 38, 0},  {7, 1, 23, 2},   {7, 1, 24, 2},   {7, 1, 9, 3},   {7, 1, 6, 2},
    {8, 0, 40, 14}, {8, 0, 12, 13},  {8, 0, 9, 14},   {8, 0, 17, 9},  {8, 0, 9, 9},   {8, 0, 9, 13}, {8, 0, 9, 10},
    {9, 0, 20, 9},  {9, 0, 18, 9},   {9, 0, 30, 12},  {9, 0, 12, 12}, {9, 0, 6, 13},  {9, 0, 10, 9},  {9, 0, 8, 9},
};

// clang-format on

}  // namespace inkling::allographs

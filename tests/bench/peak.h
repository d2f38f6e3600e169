/// How fast this core multiplies and adds four floats at a time: the limit that the engine's 128-bit kernels run into.
#pragma once

/// Multiplies and adds in registers alone. The caller chooses `factor` and `term`, so that no compiler knows the
/// result; with a factor below 1 the sums stay ordinary numbers.
extern "C" float inkling_peak(int rounds, float factor, float term);

/// The floating-point operations of one round.
extern "C" int inkling_peak_operations();

/// The checks of settings, and how their errors read.
#include "require.h"

#include <inkling/error.h>

namespace inkling {
namespace {

[[noreturn]] void refuse(const Setting& setting, const Place& place, const Piece& given, bool whole) {
  inkling::refuse({setting.title, place.title}, {place.name, setting.name}, {given}, {setting.range.text(whole)});
}

}  // namespace

void require_in_range(const Setting& setting, double value, const Place& place) {
  if (!setting.range.contains(value)) refuse(setting, place, value, false);
}

void require_in_range(const Setting& setting, long long value, const Place& place) {
  if (!setting.range.contains(static_cast<double>(value))) refuse(setting, place, value, true);
}

}  // namespace inkling

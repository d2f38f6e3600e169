/// The formats of files that are handed over by mistake, and how each begins.
#include "file_format.h"

namespace inkling {
namespace {

// Not by string views: their pointers, too, would be downloaded with the page.
struct Format {
  char begin[6];  ///< as much of it as tells it from text and from IDX
  char name[7];
};

constexpr Format formats[] = {
    {"\x1F\x8B", "gzip"},     {"PK\3\4", "ZIP"},      {"\xFD\x37zXZ", "xz"}, {"\x28\xB5\x2F\xFD", "zstd"},
    {"\xFF\xFE", "UTF-16"},   {"\xFE\xFF", "UTF-16"}, {"\x93NUMP", "NumPy"}, {"\x89PNG", "PNG"},
    {"\xFF\xD8\xFF", "JPEG"}, {"<!DOC", "HTML"},      {"<!doc", "HTML"},     {"<html", "HTML"},
};

}  // namespace

std::string_view format_of(std::string_view file) {
  for (const Format& format : formats) {
    if (file.starts_with(format.begin)) return format.name;
  }
  return {};
}

}  // namespace inkling

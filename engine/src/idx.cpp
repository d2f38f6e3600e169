/// The IDX reader: one check of the whole header against the real length, then views.
#include <inkling/error.h>
#include <inkling/idx.h>

#include <array>

#include "file_format.h"

namespace inkling {
namespace {

constexpr std::uint8_t unsigned_byte = 0x08;

std::uint32_t big_endian(std::span<const std::uint8_t> bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = (value << 8U) | bytes[at + i];
  return value;
}

/// Reads the header into `sizes`, after every check, and returns the data behind it. `what` names what the file holds.
std::span<const std::uint8_t> read(std::span<const std::uint8_t> file, std::string_view what,
                                   std::span<std::size_t> sizes) {
  const auto wrong = [&](Pieces problem) {
    fail(ErrorCode::bad_data, {"This is not an IDX file of ", what, ": ", join(problem), "."});
  };
  const std::size_t header = 4 + 4 * sizes.size();
  if (file.size() < header) {
    wrong({"it has ", file.size(), " bytes, fewer than the header's ", header});
  }
  if (file[0] != 0 || file[1] != 0) {
    const std::string_view format = format_of({reinterpret_cast<const char*>(file.data()), file.size()});
    wrong({"it begins as ", format.empty() ? "other" : format, " files do, not with two zero bytes"});
  }
  if (file[2] != unsigned_byte) wrong({"its element type is ", file[2], ", not 8 (unsigned byte)"});
  if (file[3] != sizes.size()) wrong({"it has ", file[3], " dimensions, not ", sizes.size()});
  const std::span<const std::uint8_t> data = file.subspan(header);
  std::uint64_t expected = 1;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    sizes[i] = big_endian(file, 4 + 4 * i);
    if (sizes[i] == 0) wrong({"dimension ", i + 1, " is 0"});
    // Stops before the product could pass 64 bits; any such product is longer than the file anyway.
    if (expected <= file.size()) expected *= sizes[i];
  }
  if (expected != data.size()) {
    wrong({"its header announces ", expected, " bytes of data, but ", data.size(), " follow"});
  }
  return data;
}

}  // namespace

IdxImages read_idx_images(std::span<const std::uint8_t> file) {
  std::array<std::size_t, 3> sizes{};
  const std::span<const std::uint8_t> pixels = read(file, "images", sizes);
  return {sizes[0], sizes[1], sizes[2], pixels};
}

std::span<const std::uint8_t> read_idx_labels(std::span<const std::uint8_t> file) {
  std::array<std::size_t, 1> sizes{};
  return read(file, "labels", sizes);
}

}  // namespace inkling

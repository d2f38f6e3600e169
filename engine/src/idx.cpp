/// The IDX reader: one check of the whole header against the real length, then views.
#include <inkling/error.h>
#include <inkling/idx.h>

#include <array>
#include <string>

namespace inkling {
namespace {

constexpr std::uint8_t unsigned_byte = 0x08;

[[noreturn]] void fail(const char* what, const std::string& problem) {
  throw Error(ErrorCode::bad_data, "This is not an IDX file of " + std::string(what) + ": " + problem + ".");
}

std::uint32_t big_endian(std::span<const std::uint8_t> bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = (value << 8U) | bytes[at + i];
  return value;
}

/// The sizes in the header, after every check; the data follows `4 + 4 * dimensions` bytes into the file.
template <std::size_t dimensions>
std::array<std::size_t, dimensions> read_header(std::span<const std::uint8_t> file, const char* what) {
  constexpr std::size_t header = 4 + 4 * dimensions;
  if (file.size() < header) {
    fail(what, "it has " + std::to_string(file.size()) + " bytes, fewer than the header's " + std::to_string(header));
  }
  if (file[0] != 0 || file[1] != 0) fail(what, "it does not begin with two zero bytes");
  if (file[2] != unsigned_byte) {
    fail(what, "its element type is " + std::to_string(file[2]) + ", not 8 (unsigned byte)");
  }
  if (file[3] != dimensions) {
    fail(what, "it has " + std::to_string(file[3]) + " dimensions, not " + std::to_string(dimensions));
  }
  std::array<std::size_t, dimensions> sizes{};
  std::uint64_t expected = 1;
  for (std::size_t i = 0; i < dimensions; ++i) {
    sizes[i] = big_endian(file, 4 + 4 * i);
    if (sizes[i] == 0) fail(what, "dimension " + std::to_string(i + 1) + " is 0");
    // Stops before the product could pass 64 bits; any such product is longer than the file anyway.
    if (expected <= file.size()) expected *= sizes[i];
  }
  if (expected != file.size() - header) {
    fail(what, "its header announces " + std::to_string(expected) + " bytes of data, but " +
                   std::to_string(file.size() - header) + " follow");
  }
  return sizes;
}

}  // namespace

IdxImages read_idx_images(std::span<const std::uint8_t> file) {
  const auto [count, rows, columns] = read_header<3>(file, "images");
  return {count, rows, columns, file.subspan(16)};
}

std::span<const std::uint8_t> read_idx_labels(std::span<const std::uint8_t> file) {
  read_header<1>(file, "labels");
  return file.subspan(8);
}

}  // namespace inkling

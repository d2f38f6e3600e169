/// Reads tables of numbers from CSV text, with a header line and a target column chosen by its name.
///
/// The format is RFC 4180: commas between fields; a field in quotation marks may hold commas, line breaks and, doubled,
/// quotation marks; spaces belong to their field. Also understood are a byte order mark, any of the three line ends
/// (CR LF, LF, CR), and empty lines, which are skipped. Numbers are decimal, such as -1.5 or 2e-3, with a point in
/// every locale; blanks around them are ignored.
#pragma once

#include <inkling/table.h>

#include <string>
#include <string_view>
#include <vector>

namespace inkling {

struct CsvTable {
  Table table;
  std::vector<std::string> features;  ///< the names of the input columns: all but the target, in the file's order
  std::vector<std::string> classes;   ///< the names of the target columns in a table of classes; else empty
};

// Both @throw Error(bad_setting) where no column is called `target`, and Error(bad_data), with line and column, for a
// file without a header or without rows, a header that names no input or two columns alike, a row with more or fewer
// fields than the header, an empty field, a field that is not a finite number where one is expected, and quotation
// marks that break the format.

/// The target column holds the name of a class, any text. Targets are one-hot [rows, classes]; the classes are sorted
/// by the bytes of their names, so that the order of the rows does not decide which output is which.
/// @throws Error(bad_data) also for fewer than 2 or more than 1000 different classes.
CsvTable read_csv_classes(std::string_view text, std::string_view target);

/// The target column holds the number to predict. Targets are [rows, 1].
CsvTable read_csv_values(std::string_view text, std::string_view target);

}  // namespace inkling

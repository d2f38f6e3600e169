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

/// What the columns of a table stand for. A network knows them by their places alone, so every file that it meets must
/// be read with those of the file it was trained on.
struct CsvColumns {
  std::vector<std::string> features = {};  ///< the names of the input columns
  std::vector<std::string> classes = {};   ///< the names of the target columns in a table of classes; else empty
};

struct CsvTable : CsvColumns {
  Table table = {};
};

// Both take the features to read, which are found by their names wherever they stand; other columns are then passed
// over. Where none are given, the features are all columns but the target, in the file's order. A CsvTable is such a
// choice, too, so that the second file is read like the first:
//
//     const CsvTable training = read_csv_classes(training_text, "species");
//     const CsvTable validation = read_csv_classes(validation_text, "species", training);
//
// Both @throw Error(bad_setting) where no column is called `target`, or a feature is given twice or is the target; and
// Error(bad_data), with line and column, for a file without a header or without rows, or that is not text in UTF-8, a
// header that lacks a given feature, names no input or two columns alike, a row with more or fewer fields than the
// header, an empty field, a field that is not a finite number where one is expected, and quotation marks that break the
// format.

/// The target column holds the name of a class, any text. Targets are one-hot [rows, classes]. The classes are those
/// given, in their order, whether the file has rows of each or not. Where none are given they are those of the file,
/// sorted by the bytes of their names, so that the order of the rows does not decide which output is which.
/// @throws Error(bad_data) also for a class that is not among those given, or, where none are, for fewer than 2 or more
/// than 1000 different classes; Error(bad_setting) where so few or so many are given, one twice or one without a name.
CsvTable read_csv_classes(std::string_view text, std::string_view target, const CsvColumns& columns = {});

/// The target column holds the number to predict. Targets are [rows, 1].
/// @throws Error(bad_setting) also where classes are given.
CsvTable read_csv_values(std::string_view text, std::string_view target, const CsvColumns& columns = {});

}  // namespace inkling

/// The CSV reader: text to fields, fields to numbers, and the target column apart.
#include <inkling/csv.h>
#include <inkling/error.h>
#include <inkling/value.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "decimal.h"
#include "file_format.h"

namespace inkling {
namespace {

constexpr std::size_t most_classes = 1000;

[[noreturn]] void fail_reading(Pieces problem) { fail(ErrorCode::bad_data, problem); }

/// `column` counts from 1.
[[noreturn]] void fail_at(std::size_t line, std::size_t column, std::string_view problem) {
  fail_reading({"Line ", line, ", column ", column, ": ", problem});
}

// ----- Text to fields

/// Throws for what is no text at all, or text in another encoding, as its beginning shows.
void check_format(std::string_view text) {
  std::string_view format = format_of(text);
  // UTF-16 without its mark: of every comma, digit and Latin letter one of the two bytes is zero.
  const std::size_t zero = text.substr(0, 4).find('\0');
  if (format.empty() && zero + 2 < text.size() && text[zero + 1] != '\0' && text[zero + 2] == '\0') format = "UTF-16";
  if (!format.empty()) fail_reading({"This is not CSV text in UTF-8: it begins as ", format, " files do."});
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {
    check_format(text);
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") position_ = 3;
  }

  /// The fields of the next row that is not an empty line; false at the end of the text.
  bool next(std::vector<std::string>& fields) {
    while (!at_end() && at_line_end()) skip_line_end();
    if (at_end()) return false;
    row_line_ = line_;
    fields.clear();
    fields.push_back(field(1));
    while (!at_end() && text_[position_] == ',') {
      ++position_;
      fields.push_back(field(fields.size() + 1));
    }
    if (!at_end()) skip_line_end();
    return true;
  }

  /// On which the last row began, from 1.
  std::size_t line() const { return row_line_; }

 private:
  bool at_end() const { return position_ == text_.size(); }
  bool at_line_end() const { return text_[position_] == '\n' || text_[position_] == '\r'; }

  void skip_line_end() {
    position_ += text_.substr(position_, 2) == "\r\n" ? 2 : 1;
    ++line_;
  }

  /// The field that begins here; leaves the position on the comma or line end behind it.
  std::string field(std::size_t column) {
    if (!at_end() && text_[position_] == '"') return quoted(column);
    const std::size_t begin = position_;
    while (!at_end() && text_[position_] != ',' && !at_line_end()) {
      check_character(column);
      if (text_[position_] == '"') {
        fail_at(line_, column, "a quotation mark inside a field that does not begin with one.");
      }
      ++position_;
    }
    return std::string(text_.substr(begin, position_ - begin));
  }

  std::string quoted(std::size_t column) {
    const std::size_t begin_line = line_;
    std::string content;
    ++position_;
    while (true) {
      if (at_end()) fail_at(begin_line, column, "the quotation mark that opens here is never closed.");
      check_character(column);
      const char character = text_[position_];
      if (character == '"') {
        ++position_;
        if (at_end() || text_[position_] != '"') break;
      }
      // A CR LF counts as one line, at its LF.
      if (character == '\n' || (character == '\r' && text_.substr(position_, 2) != "\r\n")) ++line_;
      content += character;
      ++position_;
    }
    if (!at_end() && text_[position_] != ',' && !at_line_end()) {
      fail_at(line_, column, "after the closing quotation mark a comma or the end of the line must follow.");
    }
    return content;
  }

  /// Text holds no NUL; other programs take it for the end of a field.
  void check_character(std::size_t column) const {
    if (text_[position_] == '\0') {
      fail_at(line_, column, "a NUL byte (zero). Either this is not text in UTF-8, or it is damaged.");
    }
  }

  std::string_view text_;
  std::size_t position_ = 0;
  std::size_t line_ = 1;
  std::size_t row_line_ = 1;
};

// ----- Fields to numbers

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// ----- Rows to a table

/// The header, what of each row is read, and what it is checked against.
struct Header {
  std::vector<std::string> names;
  std::size_t target = 0;
  std::vector<std::size_t> inputs;  ///< the columns of the features, in their order
};

std::string list(const std::vector<std::string>& names) {
  constexpr std::size_t most = 20;
  std::string all;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
    all += join({i == 0 ? "" : ", ", Value(names[i]).shown()});
  return names.size() > most ? join({all, ", ... (", names.size(), " in all)"}) : all;
}

/// Adds `name` to names in order; false where it is among them.
bool insert(std::vector<std::string_view>& names, std::string_view name) {
  const auto place = std::lower_bound(names.begin(), names.end(), name);
  if (place != names.end() && *place == name) return false;
  const auto behind = names.end() - place;
  names.push_back(name);
  for (auto moved = names.rbegin(); moved != names.rbegin() + behind; ++moved) std::swap(moved[0], moved[1]);
  return true;
}

/// The first of `names` that stands there a second time; their number where none does.
std::size_t find_repeated(const std::vector<std::string>& names) {
  std::vector<std::string_view> seen;
  std::size_t i = 0;
  while (i < names.size() && insert(seen, names[i])) ++i;
  return i;
}

/// Where the column called `name` stands; throws an error of this code, and of this setting, where none is.
std::size_t find_column(const std::vector<std::string>& names, std::string_view name, ErrorCode code,
                        const char* setting) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string hint;
  if (names[0].starts_with("sep=")) {
    hint = " The first line is a note to a spreadsheet program: leave it out.";
  } else if (names.size() == 1 && names[0].find_first_of(";\t") != std::string::npos) {
    hint = " Fields are expected to be separated by commas, not by semicolons or tabs.";
  }
  fail(code, {"There is no column called ", Value(name).shown(), ". The columns are: ", list(names), ".", hint},
       {setting}, {name}, {list(names)});
}

/// Where each of the given features stands, or all columns but the target.
std::vector<std::size_t> find_inputs(const Header& header, const std::vector<std::string>& features) {
  const std::string& target = header.names[header.target];
  if (const std::size_t i = find_repeated(features); i < features.size()) {
    fail(ErrorCode::bad_setting, {"The feature ", Value(features[i]).shown(), " is given twice."});
  }
  if (std::find(features.begin(), features.end(), target) != features.end()) {
    fail(ErrorCode::bad_setting, {"The target ", Value(target).shown(), " is given as a feature, too."});
  }
  std::vector<std::size_t> inputs;
  for (const std::string& feature : features) {
    inputs.push_back(find_column(header.names, feature, ErrorCode::bad_data, "features"));
  }
  for (std::size_t j = 0; features.empty() && j < header.names.size(); ++j) {
    if (j != header.target) inputs.push_back(j);
  }
  return inputs;
}

Header read_header(Reader& reader, std::string_view target, const std::vector<std::string>& features) {
  Header header;
  if (!reader.next(header.names)) fail_reading({"The CSV file is empty: it needs a header line and at least one row."});
  const auto& names = header.names;
  header.target = find_column(names, target, ErrorCode::bad_setting, "target");
  if (const std::size_t i = find_repeated(names); i < names.size()) {
    fail_at(reader.line(), i + 1, join({"a second column called ", Value(names[i]).shown(), "."}));
  }
  header.inputs = find_inputs(header, features);
  if (names.size() == 1)
    fail_reading({"The only column is the target ", Value(target).shown(), ": there are no inputs."});
  return header;
}

[[noreturn]] void fail_at(const Header& header, std::size_t line, std::size_t column, Pieces problem) {
  fail_reading(
      {"Line ", line, ", column ", column + 1, " (", Value(header.names[column]).shown(), "): ", join(problem)});
}

float read_number(const Header& header, std::size_t line, std::size_t column, std::string_view field) {
  const std::string_view text = trim(field);
  if (text.empty()) fail_at(header, line, column, {"the value is missing; a number is expected."});
  if (!is_decimal(text)) {
    fail_at(header, line, column, {Value(field).shown(), " is not a finite decimal number such as -1.5 or 2e-3."});
  }
  const float number = nearest_float(text);
  if (!std::isfinite(number)) {
    fail_at(header, line, column,
            {Value(field).shown(), " is too large for a 32-bit float, which ends at about 3.4e38."});
  }
  return number;
}

/// Every row, the target still as text.
struct Rows {
  Header header;
  Matrix<float> inputs;              ///< [rows, features]
  std::vector<std::string> targets;  ///< one for each row
  std::vector<std::size_t> lines;    ///< on which each row began
};

Rows read_rows(std::string_view text, std::string_view target, const std::vector<std::string>& features) {
  Reader reader(text);
  Rows rows{read_header(reader, target, features), {}, {}, {}};
  const std::size_t columns = rows.header.names.size();
  std::vector<float> inputs;
  std::vector<std::string> fields;
  while (reader.next(fields)) {
    if (fields.size() != columns) {
      fail_reading({"Line ", reader.line(), " has ", fields.size(), " fields, but the header has ", columns, "."});
    }
    for (const std::size_t j : rows.header.inputs) {
      inputs.push_back(read_number(rows.header, reader.line(), j, fields[j]));
    }
    rows.targets.push_back(std::move(fields[rows.header.target]));
    rows.lines.push_back(reader.line());
  }
  if (rows.lines.empty()) fail_reading({"The CSV file has a header line, but no rows."});
  rows.inputs = Eigen::Map<const Matrix<float>>(inputs.data(), static_cast<Index>(rows.lines.size()),
                                                static_cast<Index>(rows.header.inputs.size()));
  return rows;
}

CsvTable without_targets(Rows rows) {
  CsvTable csv;
  csv.table.inputs = std::move(rows.inputs);
  for (const std::size_t j : rows.header.inputs) csv.features.push_back(std::move(rows.header.names[j]));
  return csv;
}

// ----- Classes

bool is_allowed_number(std::size_t classes) { return classes >= 2 && classes <= most_classes; }

/// Throws unless `classes` can be those of a table.
void check_given(const std::vector<std::string>& classes) {
  const auto refuse = [](Pieces problem) { fail(ErrorCode::bad_setting, problem); };
  if (!is_allowed_number(classes.size())) {
    refuse({classes.size(), " classes are given: allowed are 2 to ", most_classes, "."});
  }
  if (const std::size_t i = find_repeated(classes); i < classes.size()) {
    refuse({"The class ", Value(classes[i]).shown(), " is given twice."});
  }
  if (std::find(classes.begin(), classes.end(), "") != classes.end()) refuse({"A class without a name is given."});
}

/// Each class of the file once, sorted.
std::vector<std::string> find_classes(const Rows& rows) {
  std::vector<std::string_view> found;
  for (const std::string& name : rows.targets) insert(found, name);
  std::vector<std::string> classes(found.begin(), found.end());
  if (!is_allowed_number(classes.size())) {
    fail_reading(
        {"The target ", Value(rows.header.names[rows.header.target]).shown(), " holds ", classes.size(),
         " different classes: allowed are 2 to ", most_classes,
         ". Numbers to predict are read as values, and a file with some of the classes is read with all of them "
         "given."});
  }
  return classes;
}

/// The place of each row's class among `classes`.
std::vector<std::uint32_t> find_labels(const Rows& rows, const std::vector<std::string>& classes) {
  std::vector<std::uint32_t> labels;
  for (std::size_t i = 0; i < rows.targets.size(); ++i) {
    const auto found = std::find(classes.begin(), classes.end(), rows.targets[i]);
    if (found == classes.end()) {
      fail_at(rows.header, rows.lines[i], rows.header.target,
              {Value(rows.targets[i]).shown(), " is not one of the classes given: ", list(classes), "."});
    }
    labels.push_back(static_cast<std::uint32_t>(found - classes.begin()));
  }
  return labels;
}

}  // namespace

CsvTable read_csv_classes(std::string_view text, std::string_view target, const CsvColumns& columns) {
  if (!columns.classes.empty()) check_given(columns.classes);
  Rows rows = read_rows(text, target, columns.features);
  for (std::size_t i = 0; i < rows.targets.size(); ++i) {
    if (rows.targets[i].empty()) fail_at(rows.header, rows.lines[i], rows.header.target, {"the class is missing."});
  }
  std::vector<std::string> classes = columns.classes.empty() ? find_classes(rows) : columns.classes;
  const std::vector<std::uint32_t> labels = find_labels(rows, classes);
  CsvTable csv = without_targets(std::move(rows));
  csv.table.targets = one_hot(labels, static_cast<std::uint32_t>(classes.size()));
  csv.classes = std::move(classes);
  return csv;
}

CsvTable read_csv_values(std::string_view text, std::string_view target, const CsvColumns& columns) {
  if (!columns.classes.empty()) {
    fail(ErrorCode::bad_setting, {"Classes are given, but the target ", Value(target).shown(), " is read as values."});
  }
  Rows rows = read_rows(text, target, columns.features);
  Matrix<float> targets(static_cast<Index>(rows.targets.size()), 1);
  for (std::size_t i = 0; i < rows.targets.size(); ++i) {
    targets(static_cast<Index>(i), 0) = read_number(rows.header, rows.lines[i], rows.header.target, rows.targets[i]);
  }
  CsvTable csv = without_targets(std::move(rows));
  csv.table.targets = std::move(targets);
  return csv;
}

}  // namespace inkling

/// The matrix of the whole engine: Eigen's, row-major, so that one example is one contiguous row.
#pragma once

#include <Eigen/Core>
#include <span>

namespace inkling {

using Index = Eigen::Index;

/// A batch is [batch, features], a weight [in, out]. `double` serves gradient checks, `float` everything else.
template <typename Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// A bias [out], or one value for each column of a batch.
template <typename Scalar>
using RowVector = Eigen::Matrix<Scalar, 1, Eigen::Dynamic, Eigen::RowMajor>;

/// All values of a matrix or a vector, row by row.
template <typename Derived>
std::span<typename Derived::Scalar> values(Eigen::PlainObjectBase<Derived>& matrix) {
  return {matrix.data(), static_cast<std::size_t>(matrix.size())};
}
template <typename Derived>
std::span<const typename Derived::Scalar> values(const Eigen::PlainObjectBase<Derived>& matrix) {
  return {matrix.data(), static_cast<std::size_t>(matrix.size())};
}

/// One row, [cols].
template <typename Derived>
auto row_of(Eigen::PlainObjectBase<Derived>& matrix, Index row) {
  const auto columns = static_cast<std::size_t>(matrix.cols());
  return values(matrix).subspan(static_cast<std::size_t>(row) * columns, columns);
}
template <typename Derived>
auto row_of(const Eigen::PlainObjectBase<Derived>& matrix, Index row) {
  const auto columns = static_cast<std::size_t>(matrix.cols());
  return values(matrix).subspan(static_cast<std::size_t>(row) * columns, columns);
}

}  // namespace inkling

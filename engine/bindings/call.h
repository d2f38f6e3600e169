/// One call from JavaScript: what it is about, what it brings along, and what it gives back.
#pragma once

#include <memory>
#include <span>

#include "crossing.h"

namespace inkling::bindings {

struct Arguments;
enum class Document;

/// Something that JavaScript holds on to, by its address, until it lets it go.
struct Handle {
  /// One bit each, so that an operation can be asked of several.
  enum Kind : unsigned { data = 1, scaler = 2, network = 4, trainer = 8, perceptron = 16, checkpoint = 32 };

  explicit Handle(Kind of) : kind(of) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  virtual ~Handle() = default;

  const Kind kind;
};

struct Call {
  Handle* self;   ///< null where it is a function of the library's own
  Handle* other;  ///< a second thing that it is about, or null
  Value document;
  const val& arrays;  ///< a list of typed arrays
  Reply reply = {};
  std::vector<std::unique_ptr<Handle>> made = {};  ///< what the reply gives, JavaScript's where the call succeeds

  // JavaScript's side has made sure that they are there. @throws Error(bad_data) where one is of another kind, as a
  // method of one class called on an object of another is.
  template <typename Asked>
  Asked& on() const {
    return static_cast<Asked&>(checked(*self, Asked::kinds));
  }
  template <typename Asked>
  Asked& with() const {
    return static_cast<Asked&>(checked(*other, Asked::kinds));
  }

  /// The document as settings of the library's. @throws Error for what they may not be.
  Arguments arguments(Document kind) const;

  val array(int index) const { return arrays[index]; }

  /// Gives a handle to JavaScript, which is to release it.
  void give(std::unique_ptr<Handle> handle);

 private:
  static Handle& checked(Handle& handle, unsigned kinds);
};

/// What JavaScript can call, by the name that engine/js/native.ts has for it.
struct Operation {
  const char* name;
  void (*run)(Call& call);
};

/// All that a module can do, in lists: each module has its own.
extern const std::span<const std::span<const Operation>> all_operations;

}  // namespace inkling::bindings

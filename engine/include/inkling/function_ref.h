/// A function that somebody else holds: what std::function is without its own copy, and a fraction of its code.
#pragma once

#include <memory>
#include <type_traits>

namespace inkling {

template <typename Signature>
class FunctionRef;

/// Good for as long as what it was made from, such as a lambda among the arguments of a call.
template <typename Result, typename... Arguments>
class FunctionRef<Result(Arguments...)> {
 public:
  template <typename Function,
            typename = std::enable_if_t<!std::is_same_v<std::remove_cvref_t<Function>, FunctionRef> &&
                                        std::is_invocable_r_v<Result, Function&, Arguments...>>>
  FunctionRef(Function&& function)
      : function_(const_cast<void*>(static_cast<const void*>(std::addressof(function)))),
        call_([](void* held, Arguments... arguments) -> Result {
          return (*static_cast<std::remove_reference_t<Function>*>(held))(arguments...);
        }) {}

  Result operator()(Arguments... arguments) const { return call_(function_, arguments...); }

 private:
  void* function_;
  Result (*call_)(void*, Arguments...);
};

}  // namespace inkling

// Failed checks, out of line: TVM's macros build each message where the check stands, in thousands
// of places. What is thrown stays a tvm::ffi::Error, so JavaScript gets its kind and its message.
#pragma once

#include <tvm/ffi/error.h>

#include <optional>
#include <sstream>
#include <string>

namespace tab {

// Collects the text of one error and throws it at the end of the full expression.
class ErrorText {
 public:
  [[gnu::cold, gnu::noinline]] ErrorText(const char* kind, const char* file, int line)
      : kind_(kind), file_(file), line_(line) {}

  [[noreturn, gnu::cold, gnu::noinline]] ~ErrorText() noexcept(false) {
    text_ << " [" << file_ << ":" << line_ << "]";
    throw tvm::ffi::Error(kind_, text_.str(), "");
  }

  std::ostream& stream() { return text_; }

 private:
  const char* kind_;
  const char* file_;
  int line_;
  std::ostringstream text_;
};

template <typename A, typename B>
[[gnu::cold, gnu::noinline]] std::string Values(const A& a, const B& b) {
  std::ostringstream text;
  text << " (" << a << " vs. " << b << ") : ";
  return text.str();
}

struct Less {
  template <typename A, typename B>
  static bool Holds(const A& a, const B& b) { return a < b; }
};
struct Greater {
  template <typename A, typename B>
  static bool Holds(const A& a, const B& b) { return a > b; }
};
struct LessEqual {
  template <typename A, typename B>
  static bool Holds(const A& a, const B& b) { return a <= b; }
};
struct GreaterEqual {
  template <typename A, typename B>
  static bool Holds(const A& a, const B& b) { return a >= b; }
};
struct Equal {
  template <typename A, typename B>
  static bool Holds(const A& a, const B& b) { return a == b; }
};
struct NotEqual {
  template <typename A, typename B>
  static bool Holds(const A& a, const B& b) { return a != b; }
};

// The two values as text when the comparison fails.
template <typename Comparison, typename A, typename B>
inline std::optional<std::string> Refuted(const A& a, const B& b) {
  if (__builtin_expect(Comparison::Holds(a, b), 1)) return std::nullopt;
  return Values(a, b);
}

using Check_LT = Less;
using Check_GT = Greater;
using Check_LE = LessEqual;
using Check_GE = GreaterEqual;
using Check_EQ = Equal;
using Check_NE = NotEqual;

}  // namespace tab

#undef TVM_FFI_THROW
#define TVM_FFI_THROW(Kind) ::tab::ErrorText(#Kind, __FILE_NAME__, __LINE__).stream()

#undef TVM_FFI_LOG_AND_THROW
#define TVM_FFI_LOG_AND_THROW(Kind) TVM_FFI_THROW(Kind)

#undef TVM_FFI_CHECK_BINARY_OP
#define TVM_FFI_CHECK_BINARY_OP(name, op, x, y, Kind)                             \
  if (auto tab_values = ::tab::Refuted<::tab::Check##name>(x, y))                 \
  TVM_FFI_THROW(Kind) << "Check failed: " #x " " #op " " #y << *tab_values

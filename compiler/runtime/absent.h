// What TVM's sources call and a browser tab does not have. Each says so if it is ever reached.
#pragma once

#include <wasi/api.h>

#include <string>

const TVMFFIByteArray* TVMFFIBacktrace(const char*, int, const char*, int) {
  static const TVMFFIByteArray empty{"", 0};
  return &empty;
}

namespace tvm {
namespace ffi {
namespace json {

Value Parse(const String&, String*) {
  TVM_FFI_THROW(RuntimeError) << "The browser runtime does not parse JSON";
}

}  // namespace json
}  // namespace ffi

namespace runtime {

void LoadBinaryFromFile(const std::string& path, std::string*) {
  TVM_FFI_THROW(RuntimeError) << "A browser tab has no files: " << path;
}

void SaveBinaryToFile(const std::string& path, const std::string&) {
  TVM_FFI_THROW(RuntimeError) << "A browser tab has no files: " << path;
}

namespace detail {

[[noreturn]] void LogFatalImpl(const std::string& file, int line, const std::string& message) {
  TVM_FFI_THROW(InternalError) << message << " (" << file << ":" << line << ")";
  __builtin_unreachable();
}

// One line on standard error, which web-llm gives to the console.
void LogMessageImpl(const std::string&, int, int, const std::string& message) {
  std::string line = "TVM: " + message + "\n";
  __wasi_ciovec_t part;
  part.buf = reinterpret_cast<const uint8_t*>(line.data());
  part.buf_len = line.size();
  __wasi_size_t written;
  (void)__wasi_fd_write(2, &part, 1, &written);
}

}  // namespace detail
}  // namespace runtime
}  // namespace tvm

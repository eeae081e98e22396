// Streams over bytes in memory.
#pragma once

#include <tvm/ffi/string.h>
#include <tvm/support/io.h>
#include <tvm/support/serializer.h>

#include <algorithm>
#include <cstring>
#include <string>

namespace tvm {
namespace support {

// Reads bytes that must outlive it.
class BytesInStream : public Stream {
 public:
  using Stream::Read;
  using Stream::Write;
  explicit BytesInStream(const std::string& bytes) : next_(bytes.data()), left_(bytes.size()) {}
  explicit BytesInStream(const ffi::Bytes& bytes) : next_(bytes.data()), left_(bytes.size()) {}

  size_t Read(void* data, size_t size) override {
    size_t taken = std::min(size, left_);
    std::copy_n(next_, taken, static_cast<char*>(data));
    next_ += taken;
    left_ -= taken;
    return taken;
  }

  size_t Write(const void*, size_t) override { return 0; }

 private:
  const char* next_;
  size_t left_;
};

// Appends to a string that must outlive it.
class BytesOutStream : public Stream {
 public:
  using Stream::Read;
  using Stream::Write;
  explicit BytesOutStream(std::string* bytes) : bytes_(bytes) {}

  size_t Read(void*, size_t) override { return 0; }

  size_t Write(const void* data, size_t size) override {
    bytes_->append(static_cast<const char*>(data), size);
    return size;
  }

 private:
  std::string* bytes_;
};

}  // namespace support
}  // namespace tvm

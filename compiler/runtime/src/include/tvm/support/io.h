// The byte-stream interface of TVM's sources, which the wheel does not carry. A value goes through
// the Serializer of its type (serializer.h).
#pragma once

#include <tvm/ffi/endian.h>

#include <cstddef>
#include <cstdint>

static_assert(TVM_FFI_IO_NO_ENDIAN_SWAP, "wasm is little-endian, and so is the stream");

namespace tvm {
namespace support {

template <typename T, typename Enable = void>
struct Serializer;

class Stream {
 public:
  virtual ~Stream() = default;
  // At most `size` bytes; returns how many there were.
  virtual size_t Read(void* data, size_t size) = 0;
  virtual size_t Write(const void* data, size_t size) = 0;

  template <typename T>
  bool Read(T* value) {
    return Serializer<T>::Read(this, value);
  }

  template <typename T>
  void Write(const T& value) {
    Serializer<T>::Write(this, value);
  }

  template <typename T>
  bool ReadArray(T* values, size_t count) {
    bool complete = true;
    for (size_t i = 0; complete && i < count; ++i) complete = Read(values + i);
    return complete;
  }

  template <typename T>
  void WriteArray(const T* values, size_t count) {
    for (size_t i = 0; i < count; ++i) Write(values[i]);
  }
};

}  // namespace support
}  // namespace tvm

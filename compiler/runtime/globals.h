// The global functions that web-llm's JavaScript looks up by name when it starts.
#pragma once

#include <cstring>
#include <string>
#include <vector>

namespace tab {

using tvm::ffi::Any;
using tvm::ffi::PackedArgs;
using tvm::runtime::Tensor;

// Several arrays to one.
inline void ConcatArrays(PackedArgs args, Any* result) {
  tvm::ffi::Array<Any> whole;
  for (int i = 0; i < args.size(); ++i) {
    for (const Any& item : args[i].cast<tvm::ffi::Array<Any>>()) whole.push_back(item);
  }
  *result = whole;
}

// Several tensors [n_i, hidden] to one [sum of n_i, hidden].
inline void ConcatRows(PackedArgs args, Any* result) {
  TVM_FFI_ICHECK_GT(args.size(), 0);
  std::vector<Tensor> parts;
  int64_t rows = 0;
  for (int i = 0; i < args.size(); ++i) {
    parts.push_back(args[i].cast<Tensor>());
    TVM_FFI_ICHECK_EQ(parts.back()->ndim, 2);
    TVM_FFI_ICHECK_EQ(parts.back()->shape[1], parts.front()->shape[1]);
    rows += parts.back()->shape[0];
  }
  const Tensor& first = parts.front();
  Tensor whole = Tensor::Empty({rows, first->shape[1]}, first->dtype, first->device);
  uint64_t offset = 0;
  for (const Tensor& part : parts) {
    DLTensor window = *whole.operator->();
    window.shape = part->shape;
    window.byte_offset = offset;
    Tensor::CopyFromTo(part.operator->(), &window);
    offset += tvm::ffi::GetDataSize(*part.operator->());
  }
  *result = whole;
}

// bfloat16 to float32: the same bits, 16 zeros below. Last value first, so that source and target
// may share their beginning.
inline void WidenBFloat16(const Tensor& target, const uint8_t* source, size_t size) {
  TVM_FFI_ICHECK_EQ(target->device.device_type, static_cast<int>(kDLCPU));
  TVM_FFI_ICHECK(target.IsContiguous() && target->dtype.code == kDLFloat &&
                 target->dtype.bits == 32 && target->dtype.lanes == 1);
  size_t count = tvm::ffi::GetDataSize(*target.operator->()) / sizeof(float);
  TVM_FFI_ICHECK_EQ(size, count * sizeof(uint16_t));
  uint8_t* bytes = static_cast<uint8_t*>(target->data) + target->byte_offset;
  if (source == nullptr) source = bytes;
  for (size_t i = count; i > 0; --i) {
    uint16_t high;
    std::memcpy(&high, source + (i - 1) * sizeof(high), sizeof(high));
    uint32_t word = static_cast<uint32_t>(high) << 16;
    std::memcpy(bytes + (i - 1) * sizeof(word), &word, sizeof(word));
  }
}

// A record of a model package's shard to a tensor.
inline void DecodeStorage(Tensor target, TVMFFIByteArray* bytes, const tvm::ffi::String& format,
                          const tvm::ffi::String& dtype) {
  if (format == "f32-to-bf16" && dtype == "float32") {
    WidenBFloat16(target, reinterpret_cast<const uint8_t*>(bytes->data), bytes->size);
  } else {
    target.CopyFromBytes(bytes->data, bytes->size);
  }
}

inline tvm::ffi::Bytes BytesOf(Tensor tensor) {
  std::string bytes(tvm::ffi::GetDataSize(*tensor.operator->()), '\0');
  tensor.CopyToBytes(&bytes[0], bytes.size());
  return tvm::ffi::Bytes(std::move(bytes));
}

TVM_FFI_STATIC_INIT_BLOCK() {
  tvm::ffi::reflection::GlobalDef()
      .def_packed("tvmjs.runtime.ArrayConcat", ConcatArrays)
      .def_packed("tvmjs.runtime.ConcatEmbeddings", ConcatRows)
      .def("tvmjs.array.decode_storage", DecodeStorage)
      .def("tvmjs.array.decode_bf16_to_f32_inplace",
           [](Tensor tensor, int64_t size) { WidenBFloat16(tensor, nullptr, size); })
      .def("tvmjs.runtime.TensorCopyFromBytes",
           [](Tensor tensor, TVMFFIByteArray* bytes) {
             tensor.CopyFromBytes(bytes->data, bytes->size);
           })
      .def("tvmjs.runtime.TensorCopyToBytes", BytesOf);
}

}  // namespace tab

// The C functions that web-llm's JavaScript calls on the instance, beside tvm-ffi's own.
#pragma once

#include <cstdlib>
#include <string>

extern "C" {

// Imported from JavaScript.
int TVMFFIWasmSafeCall(void* self, const TVMFFIAny* args, int32_t num_args, TVMFFIAny* result);
void TVMFFIWasmFunctionDeleter(void* self);

void* TVMWasmAllocSpace(int size) { return std::malloc(size > 0 ? size : 1); }

void TVMWasmFreeSpace(void* space) { std::free(space); }

// Wraps a JavaScript function, known by its number, as a TVM function.
int TVMFFIWasmFunctionCreate(void* self, TVMFFIObjectHandle* out) {
  return TVMFFIFunctionCreate(self, TVMFFIWasmSafeCall, TVMFFIWasmFunctionDeleter, out);
}

// "Kind: message" of the error that the last failing call raised; valid until the next call.
const char* TVMFFIWasmGetLastError() {
  static std::string text;
  tvm::ffi::Error error = tvm::ffi::detail::MoveFromSafeCallRaised();
  text = error.kind() + ": " + error.message();
  return text.c_str();
}

// There is one thread.
int TVMBackendParallelLaunch(FTVMParallelLambda work, void* data, int) {
  TVMParallelGroupEnv alone;
  alone.num_task = 1;
  return work(0, &alone, data);
}

int TVMBackendParallelBarrier(int, TVMParallelGroupEnv*) { return 0; }

}  // extern "C"

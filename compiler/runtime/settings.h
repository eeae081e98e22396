// How TVM's sources are compiled here.
#pragma once

// The linker names what a library exports (link.py), so nothing is exported by attribute: an
// attribute would keep every annotated function alive.
#define TVM_FFI_DLL
#define TVM_FFI_DLL_EXPORT
#define TVM_DLL
#define TVM_DLL_EXPORT
#define TVM_RUNTIME_DLL
#define TVM_RUNTIME_DLL_EXPORT

// Log lines go through LogMessageImpl and LogFatalImpl (absent.h).
#define TVM_LOG_CUSTOMIZE 1
#define TVM_LOG_DEBUG 0

// A wasm module cannot walk its own stack.
#define TVM_FFI_USE_LIBBACKTRACE 0
#define TVM_FFI_BACKTRACE_ON_SEGFAULT 0

// TVM forces its helpers inline, which doubles the size of the code.
#include <tvm/ffi/base_detail.h>
#undef TVM_FFI_INLINE
#define TVM_FFI_INLINE inline

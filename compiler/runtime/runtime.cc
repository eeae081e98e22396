// TVM's runtime as a browser tab needs it to run a language model: one translation unit over the
// sources inside the apache-tvm and apache-tvm-ffi wheels. web-llm's JavaScript is the other side.
//
// Left out of what TVM's own web build takes: RPC, tests, files, timers, CPU kernels, the rnn state.

#include "settings.h"

#include "errors.h"

// tvm-ffi: objects, functions, modules.
#include "src/ffi/container.cc"
#include "src/ffi/custom_allocator.cc"
#include "src/ffi/dtype.cc"
#include "src/ffi/error.cc"
#include "src/ffi/extra/env_c_api.cc"
#include "src/ffi/extra/env_context.cc"
#include "src/ffi/extra/json_writer.cc"
#include "src/ffi/extra/library_module.cc"
#include "src/ffi/extra/library_module_system_lib.cc"
#include "src/ffi/extra/module.cc"
#include "src/ffi/function.cc"
#include "src/ffi/init_once.cc"
#include "src/ffi/object.cc"
#include "src/ffi/tensor.cc"

// TVM: devices, tensors, the virtual machine, the KV cache.
#include "src/runtime/cpu_device_api.cc"
#include "src/runtime/device_api.cc"
#include "src/runtime/memory/memory_manager.cc"
#include "src/runtime/tensor.cc"
#include "src/runtime/vm/attn_backend.cc"
#include "src/runtime/vm/builtin.cc"
#include "src/runtime/vm/bytecode.cc"
#include "src/runtime/vm/executable.cc"
#include "src/runtime/vm/kv_state.cc"
#include "src/runtime/vm/lm_support.cc"
#include "src/runtime/vm/paged_kv_cache.cc"
#include "src/runtime/vm/tensor_cache_support.cc"
#include "src/runtime/vm/vm.cc"
#include "src/runtime/workspace_pool.cc"
#include "web/emcc/webgpu_runtime.cc"

// Ours.
#include "absent.h"
#include "c_api.h"
#include "globals.h"

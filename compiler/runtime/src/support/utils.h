// Named by tensor_cache_support.cc, which uses nothing from it.
#pragma once

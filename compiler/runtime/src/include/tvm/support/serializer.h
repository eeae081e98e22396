// The format of values in a Stream: fixed-size ones as they are in memory, the others as a 64-bit
// count and their items.
#pragma once

#include <tvm/ffi/container/array.h>
#include <tvm/ffi/container/map.h>
#include <tvm/ffi/string.h>
#include <tvm/support/io.h>

#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tvm {
namespace support {

template <typename T>
constexpr bool is_plain = std::is_arithmetic_v<T> || std::is_enum_v<T> ||
                          std::is_same_v<T, DLDataType> || std::is_same_v<T, DLDevice>;

template <typename T>
struct Serializer<T, std::enable_if_t<is_plain<T>>> {
  static constexpr bool enabled = true;
  static void Write(Stream* out, const T& value) {
    out->Write(static_cast<const void*>(&value), sizeof(T));
  }
  static bool Read(Stream* in, T* value) {
    return in->Read(static_cast<void*>(value), sizeof(T)) == sizeof(T);
  }
};

inline void WriteCount(Stream* out, uint64_t count) { out->Write(count); }

inline bool ReadCount(Stream* in, size_t* count) {
  uint64_t wide;
  if (!in->Read(&wide) || wide > SIZE_MAX) return false;
  *count = static_cast<size_t>(wide);
  return true;
}

// std::string and ffi::String: Text is built from a std::string.
template <typename Text>
struct TextSerializer {
  static constexpr bool enabled = true;
  static void Write(Stream* out, const Text& text) {
    WriteCount(out, text.size());
    out->Write(static_cast<const void*>(text.data()), text.size());
  }
  static bool Read(Stream* in, Text* text) {
    size_t size;
    if (!ReadCount(in, &size)) return false;
    std::string bytes(size, '\0');
    if (in->Read(static_cast<void*>(&bytes[0]), size) != size) return false;
    *text = Text(std::move(bytes));
    return true;
  }
};

template <>
struct Serializer<std::string> : TextSerializer<std::string> {};
template <>
struct Serializer<ffi::String> : TextSerializer<ffi::String> {};

// Sequences, with push_back.
template <typename List, typename Item>
struct ListSerializer {
  static constexpr bool enabled = true;
  static void Write(Stream* out, const List& list) {
    WriteCount(out, list.size());
    for (const Item& item : list) out->Write(item);
  }
  static bool Read(Stream* in, List* list) {
    size_t count;
    if (!ReadCount(in, &count)) return false;
    *list = List();
    for (size_t i = 0; i < count; ++i) {
      Item item{};
      if (!in->Read(&item)) return false;
      list->push_back(std::move(item));
    }
    return true;
  }
};

template <typename T>
struct Serializer<std::vector<T>> : ListSerializer<std::vector<T>, T> {};
template <typename T>
struct Serializer<ffi::Array<T>> : ListSerializer<ffi::Array<T>, T> {};

template <typename K, typename V>
void Insert(std::unordered_map<K, V>* map, K key, V value) {
  map->emplace(std::move(key), std::move(value));
}
template <typename K, typename V>
void Insert(ffi::Map<K, V>* map, K key, V value) {
  map->Set(std::move(key), std::move(value));
}

template <typename Map, typename K, typename V>
struct MapSerializer {
  static constexpr bool enabled = true;
  static void Write(Stream* out, const Map& map) {
    WriteCount(out, map.size());
    for (const auto& entry : map) {
      out->Write(entry.first);
      out->Write(entry.second);
    }
  }
  static bool Read(Stream* in, Map* map) {
    size_t count;
    if (!ReadCount(in, &count)) return false;
    *map = Map();
    for (size_t i = 0; i < count; ++i) {
      K key{};
      V value = Blank();
      if (!in->Read(&key) || !in->Read(&value)) return false;
      Insert(map, std::move(key), std::move(value));
    }
    return true;
  }

 private:
  // Objects of tvm-ffi that may not be null have no default constructor.
  static V Blank() {
    if constexpr (std::is_default_constructible_v<V>) {
      return V{};
    } else {
      return V(ffi::UnsafeInit{});
    }
  }
};

template <typename K, typename V>
struct Serializer<std::unordered_map<K, V>> : MapSerializer<std::unordered_map<K, V>, K, V> {};
template <typename K, typename V>
struct Serializer<ffi::Map<K, V>> : MapSerializer<ffi::Map<K, V>, K, V> {};

}  // namespace support
}  // namespace tvm

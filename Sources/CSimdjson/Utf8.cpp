#include <simdjson.h>

#include "CSimdjson.h"

extern "C" int64_t assay_validate_utf8(const uint8_t *bytes, size_t length) {
  if (length == 0) return -1;
  if (simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length)) return -1;
  // Something is malformed; find where, by table 3-7 of the Unicode Standard.
  for (size_t index = 0; index < length;) {
    uint8_t lead = bytes[index];
    if (lead < 0x80) {
      ++index;
      continue;
    }
    size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || size > length - index) return static_cast<int64_t>(index);
    uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (bytes[index + 1] < low || bytes[index + 1] > high) return static_cast<int64_t>(index);
    for (size_t i = 2; i < size; ++i) {
      if ((bytes[index + i] & 0xC0) != 0x80) return static_cast<int64_t>(index);
    }
    index += size;
  }
  return -1;
}

extern "C" size_t assay_count_scalars(const uint8_t *bytes, size_t length) {
  // Every byte but continuation bytes starts a scalar. Compilers make SIMD of this.
  size_t count = 0;
  for (size_t i = 0; i < length; ++i) count += (bytes[i] & 0xC0) != 0x80;
  return count;
}

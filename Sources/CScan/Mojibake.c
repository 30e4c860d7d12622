#include <string.h>

#include "CScan.h"

enum { BLOCK = 64, AHEAD = 4 };

static inline uint8_t is_letter(uint8_t byte) { return (uint8_t)((byte | 0x20) - 'a') < 26; }
static inline uint8_t is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }

/// What stands at five bytes in a row. Without branches, so that the loop over a block becomes vector instructions.
static inline uint8_t is_suspicious(const uint8_t *p) {
  uint8_t is_latin = p[0] == 0xC3;
  uint8_t is_cyrillic = (p[0] & 0xFE) == 0xD0;
  uint8_t next = p[2], last = p[3];
  uint8_t is_sign = next == 0xC2;
  uint8_t is_mark = next == 0xE2;
  uint8_t behind_latin = is_sign | is_mark | (next == 0xC5) | (next == 0xC6) | (next == 0xCB);
  uint8_t is_common_sign = (last == 0xA0) | (last == 0xAB) | (last == 0xBB);
  uint8_t is_capital = (next == 0xD0) & ((last & 0xF0) == 0x80);
  uint8_t is_common_capital = (last == 0x81) | (last == 0x84) | (last == 0x86) | (last == 0x87);
  uint8_t is_small = (next == 0xD1) & ((last & 0xF0) == 0x90);
  uint8_t is_common_small = (last == 0x91) | (last == 0x94) | (last == 0x96) | (last == 0x97);
  uint8_t alone = (is_sign & !is_common_sign) | (is_capital & !is_common_capital) | (is_small & !is_common_small) |
                  (is_mark & (last != 0x80)) | (next == 0xC3);
  uint8_t in_word = ((is_sign | is_capital | is_small) & is_letter(p[4])) | ((is_capital | is_small) & is_digit(p[4]));
  uint8_t behind_word = is_letter(p[0]) & ((p[1] & 0xFE) == 0xD0);
  return (is_latin & behind_latin) | (is_cyrillic & (alone | in_word)) | behind_word;
}

/// `block` has BLOCK + AHEAD bytes.
static int32_t holds_suspicious(const uint8_t *block) {
  uint8_t leads = 0;
  for (int i = 0; i <= BLOCK; ++i) leads |= (block[i] == 0xC3) | ((block[i] & 0xFE) == 0xD0);
  if (!leads) return 0;
  uint8_t found = 0;
  for (int i = 0; i < BLOCK; ++i) found |= is_suspicious(block + i);
  return found;
}

int32_t assay_may_hold_mojibake(const uint8_t *bytes, size_t length) {
  // A byte order mark read as windows-1251 has nothing but what may be sound.
  if (length >= 6 && memcmp(bytes, "\xD0\xBF\xC2\xBB\xD1\x97", 6) == 0) return 1;
  size_t at = 0;
  for (; at + BLOCK + AHEAD <= length; at += BLOCK) {
    if (holds_suspicious(bytes + at)) return 1;
  }
  uint8_t rest[BLOCK + AHEAD + BLOCK + AHEAD] = {0};
  if (length > at) memcpy(rest, bytes + at, length - at);
  return holds_suspicious(rest) || holds_suspicious(rest + BLOCK);
}

#include "words.h"

/* The character at position, and how many bytes it has. Text is valid UTF-8; a cut end is read as U+007F. */
static uint32_t decode(const uint8_t *text, size_t count, size_t position, size_t *size) {
  uint32_t first = text[position];
  size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (length > count - position) {
    *size = count - position;
    return 0x7F;
  }
  *size = length;
  if (length == 1) return first;
  uint32_t value = first & (0x7Fu >> length);
  for (size_t index = 1; index < length; index++) value = value << 6 | (text[position + index] & 0x3Fu);
  return value;
}

static size_t encode(uint32_t value, uint8_t *out) {
  if (value < 0x80) {
    out[0] = (uint8_t)value;
    return 1;
  }
  size_t length = value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
  for (size_t index = length - 1; index > 0; index--, value >>= 6) out[index] = (uint8_t)(0x80 | (value & 0x3F));
  out[0] = (uint8_t)((0xF00u >> length & 0xFF) | value);
  return length;
}

static bool within(uint32_t value, uint32_t low, uint32_t high) { return value - low <= high - low; }

static bool is_digit(uint32_t value) {
  /* The scripts of India have theirs at the same place in each block. */
  if (within(value, 0x966, 0xDEF)) return within(value & 0x7F, 0x66, 0x6F);
  return within(value, '0', '9') || within(value, 0x660, 0x669) || within(value, 0x6F0, 0x6F9) ||
         within(value, 0xE50, 0xE59) || within(value, 0xED0, 0xED9) || within(value, 0x1040, 0x1049) ||
         within(value, 0x17E0, 0x17E9) || within(value, 0xFF10, 0xFF19);
}

static bool is_apostrophe(uint32_t value) { return value == '\'' || value == 0x2019 || value == 0x2BC; }

/* What joins two halves of a word: apostrophes, hyphens, and what only says how to draw it. */
static bool joins(uint32_t value) {
  return is_apostrophe(value) || value == '-' || value == 0x2010 || value == 0x2011 || value == 0xAD ||
         value == 0x200C || value == 0x200D;
}

static bool is_space(uint32_t value) { return value == ' ' || value == '\t' || value == 0xA0 || value == 0x202F; }

/* Blocks without letters. All other characters beyond ASCII count as letters, so that every script has words. */
static const uint32_t separators[][2] = {
    {0x80, 0xA9}, {0xAB, 0xB4}, {0xB6, 0xB9}, {0xBB, 0xBF}, {0xD7, 0xD7}, {0xF7, 0xF7}, {0x37E, 0x37E},
    {0x387, 0x387}, {0x55A, 0x55F}, {0x589, 0x58F}, {0x5BE, 0x5BE}, {0x5C0, 0x5C0}, {0x5C3, 0x5C3}, {0x5F3, 0x5F4},
    {0x600, 0x60F}, {0x61B, 0x61F}, {0x66A, 0x66D}, {0x6D4, 0x6D4}, {0x964, 0x965}, {0x970, 0x970}, {0xDF4, 0xDF4},
    {0xE3F, 0xE3F}, {0xE5A, 0xE5B}, {0xF04, 0xF14}, {0x104A, 0x104F}, {0x1360, 0x1368}, {0x17D4, 0x17DA},
    {0x1800, 0x180A}, {0x2000, 0x2BFF}, {0x2E00, 0x2FFF}, {0x3000, 0x3004}, {0x3007, 0x3030}, {0x303D, 0x303F},
    {0x30A0, 0x30A0}, {0x30FB, 0x30FB}, {0x3200, 0x33FF}, {0xD800, 0xF8FF}, {0xFD3E, 0xFD3F}, {0xFE00, 0xFE1F},
    {0xFE30, 0xFE6F}, {0xFEFF, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF},
    {0x1D000, 0x1D3FF}, {0x1F000, 0x1FAFF}, {0xE0000, 0x10FFFF}};

static bool is_separator(uint32_t value) {
  size_t low = 0, high = sizeof separators / sizeof *separators;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (value > separators[middle][1]) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < sizeof separators / sizeof *separators && value >= separators[low][0];
}

static bool is_letter(uint32_t value) {
  if (value < 0x80) return within(value | 0x20, 'a', 'z');
  return !is_digit(value) && !is_separator(value);
}

/* Simple case mapping of Latin, Greek, Cyrillic and Armenian letters; all others have one case or are rare. */
static uint32_t small(uint32_t value) {
  if (value < 0x80) return within(value, 'A', 'Z') ? value + 32 : value;
  if (value < 0x100) return within(value, 0xC0, 0xDE) && value != 0xD7 ? value + 32 : value;
  if (value < 0x180) {
    if (value == 0x130) return 'i';
    if (value == 0x178) return 0xFF;
    /* Here capitals are the odd ones; elsewhere in the block the even ones. */
    if (within(value, 0x139, 0x148) || within(value, 0x179, 0x17E)) return value + (value & 1);
    if (value == 0x138 || value == 0x149 || value == 0x17F) return value;
    return value | 1;
  }
  if (within(value, 0x1CD, 0x1DC)) return value + (value & 1);
  if (within(value, 0x1DE, 0x1EF) || within(value, 0x1F8, 0x21F) || within(value, 0x222, 0x233)) return value | 1;
  if (value == 0x1A0 || value == 0x1AF) return value + 1;
  if (value == 0x18F) return 0x259;
  if (within(value, 0x370, 0x3FF)) {
    if (value == 0x386) return 0x3AC;
    if (within(value, 0x388, 0x38A)) return value + 37;
    if (value == 0x38C) return 0x3CC;
    if (value == 0x38E || value == 0x38F) return value + 63;
    if (value == 0x3C2) return 0x3C3; /* the sigma at the end of a word */
    return within(value, 0x391, 0x3AB) ? value + 32 : value;
  }
  if (within(value, 0x400, 0x52F)) {
    if (value < 0x410) return value + 80;
    if (value < 0x430) return value + 32;
    if (value == 0x4C0) return 0x4CF;
    if (within(value, 0x4C1, 0x4CE)) return value + (value & 1);
    if (within(value, 0x460, 0x481) || within(value, 0x48A, 0x4BF) || value >= 0x4D0) return value | 1;
    return value;
  }
  if (within(value, 0x531, 0x556)) return value + 48;
  if (value == 0x1E9E) return 0xDF;
  if (within(value, 0x1E00, 0x1E95) || within(value, 0x1EA0, 0x1EFF)) return value | 1;
  if (within(value, 0xFF21, 0xFF3A)) return value + 32;
  return value;
}

bool next_word(word_reader *reader, word *found) {
  const uint8_t *text = reader->text;
  size_t count = reader->count, position = reader->position, size = 0;
  uint32_t value = 0;
  for (; position < count; position += size) {
    value = decode(text, count, position, &size);
    if (is_letter(value) || is_digit(value)) break;
    if (!is_space(value)) reader->is_behind_break = true;
  }
  if (position >= count) {
    reader->position = count;
    return false;
  }
  word next = {.start = (uint32_t)position, .starts_capital = small(value) != value};
  next.is_behind_break = reader->is_behind_break;
  while (position < count) {
    value = decode(text, count, position, &size);
    bool letter = is_letter(value);
    if (!letter && !is_digit(value)) {
      /* A joint belongs to the word only where the word goes on behind it. */
      size_t behind_size = 0;
      if (!joins(value) || position + size >= count) break;
      uint32_t behind = decode(text, count, position + size, &behind_size);
      if (!is_letter(behind) && !is_digit(behind)) break;
    }
    next.has_letter |= letter;
    next.letters++;
    position += size;
  }
  next.end = (uint32_t)position;
  reader->position = position;
  reader->is_behind_break = false;
  *found = next;
  return true;
}

size_t fold_word(const uint8_t *bytes, size_t count, uint8_t *out) {
  size_t written = 0, size = 0;
  for (size_t position = 0; position < count; position += size) {
    uint32_t value = decode(bytes, count, position, &size);
    if (value == 0xAD || value == 0x200C || value == 0x200D) continue;
    if (is_apostrophe(value)) value = '\'';
    if (value == 0x2010 || value == 0x2011) value = '-';
    written += encode(small(value), out + written);
  }
  return written;
}

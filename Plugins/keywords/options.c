#include "options.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  const uint8_t *bytes;
  size_t count, position;
} cursor;

static int peek(const cursor *json) { return json->position < json->count ? json->bytes[json->position] : -1; }

static void skip_space(cursor *json) {
  while (peek(json) == ' ' || peek(json) == '\n' || peek(json) == '\r' || peek(json) == '\t') json->position++;
}

static uint32_t hex(cursor *json) {
  uint32_t value = 0;
  for (int digits = 0; digits < 4 && peek(json) >= 0; digits++) {
    int byte = json->bytes[json->position++];
    value = value << 4 | (uint32_t)(byte <= '9' ? byte - '0' : (byte | 0x20) - 'a' + 10);
  }
  return value;
}

static size_t encode(uint32_t value, char *out) {
  if (value < 0x80) {
    out[0] = (char)value;
    return 1;
  }
  size_t length = value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
  for (size_t index = length - 1; index > 0; index--, value >>= 6) out[index] = (char)(0x80 | (value & 0x3F));
  out[0] = (char)((0xF00u >> length & 0xFF) | value);
  return length;
}

/* What stands behind a backslash, as UTF-8. */
static size_t escaped(cursor *json, char *out) {
  int byte = json->bytes[json->position++];
  const char *names = "nrtbf", *values = "\n\r\t\b\f", *found = strchr(names, byte);
  if (byte != 'u') return encode(found == NULL ? (uint32_t)byte : (uint32_t)values[found - names], out);
  uint32_t value = hex(json);
  if (value >= 0xD800 && value < 0xDC00 && peek(json) == '\\') {
    json->position += 2;
    value = 0x10000 + ((value - 0xD800) << 10) + (hex(json) - 0xDC00);
  }
  return encode(value, out);
}

/* Reads a string; false where it does not fit into out. What comes behind is read in any case. */
static bool read_text(cursor *json, char *out, size_t room) {
  size_t written = 0;
  bool fits = true;
  json->position++;
  while (peek(json) >= 0 && peek(json) != '"') {
    char bytes[4] = {(char)json->bytes[json->position++], 0, 0, 0};
    size_t count = bytes[0] == '\\' && peek(json) >= 0 ? escaped(json, bytes) : 1;
    fits = fits && bytes[0] != 0 && written + count < room;
    if (fits) memcpy(out + written, bytes, count);
    if (fits) written += count;
  }
  json->position++;
  out[written] = 0;
  return fits;
}

/* Goes behind any value; brackets inside texts do not count. */
static void skip_value(cursor *json) {
  char ignored[1];
  int depth = 0;
  do {
    int byte = peek(json);
    if (byte == '"') {
      read_text(json, ignored, sizeof ignored);
      continue;
    }
    if (depth == 0 && (byte == ',' || byte == '}')) return;
    depth += (byte == '{' || byte == '[') - (byte == '}' || byte == ']');
    json->position++;
  } while (json->position < json->count);
}

/* Moves to the value of the option. */
static bool find(cursor *json, const char *name) {
  skip_space(json);
  if (peek(json) != '{') return false;
  json->position++;
  for (skip_space(json); peek(json) == '"'; skip_space(json)) {
    char key[64];
    bool is_wanted = read_text(json, key, sizeof key) && strcmp(key, name) == 0;
    skip_space(json);
    json->position++; /* the colon */
    skip_space(json);
    if (is_wanted) return true;
    skip_value(json);
    if (peek(json) == ',') json->position++;
  }
  return false;
}

int64_t int_option(const uint8_t *json, size_t count, const char *name, int64_t fallback) {
  cursor at = {json, count, 0};
  if (!find(&at, name)) return fallback;
  bool is_negative = peek(&at) == '-';
  if (is_negative) at.position++;
  int64_t value = 0;
  for (; peek(&at) >= '0' && peek(&at) <= '9' && value < INT64_MAX / 10 - 1; at.position++) {
    value = value * 10 + (peek(&at) - '0');
  }
  return is_negative ? -value : value;
}

bool text_option(const uint8_t *json, size_t count, const char *name, char *out, size_t room) {
  cursor at = {json, count, 0};
  return find(&at, name) && peek(&at) == '"' && read_text(&at, out, room);
}

#include "Tokens.hpp"

#include <cstring>

namespace assay {
namespace {

bool is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

/// A number or literal must be followed by white space, punctuation or the end. A quote right behind one is no token of
/// simdjson's, so it must be refused here.
bool is_delimiter(uint8_t byte) {
  switch (byte) {
    case ' ': case '\t': case '\n': case '\r': case ',': case ':': case '[': case ']': case '{': case '}':
      return true;
    default: return false;
  }
}

/// Four hex digits at `at`, or -1.
int32_t hex4(const uint8_t *at, const uint8_t *limit) {
  if (limit - at < 4) return -1;
  int32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    uint8_t byte = at[i];
    int32_t digit = is_digit(byte) ? byte - '0'
                    : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10
                    : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10
                                                 : -1;
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

size_t encode(uint32_t scalar, uint8_t *target) {
  if (scalar < 0x80) {
    target[0] = static_cast<uint8_t>(scalar);
    return 1;
  }
  if (scalar < 0x800) {
    target[0] = static_cast<uint8_t>(0xC0 | scalar >> 6);
    target[1] = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
    return 2;
  }
  if (scalar < 0x10000) {
    target[0] = static_cast<uint8_t>(0xE0 | scalar >> 12);
    target[1] = static_cast<uint8_t>(0x80 | (scalar >> 6 & 0x3F));
    target[2] = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
    return 3;
  }
  target[0] = static_cast<uint8_t>(0xF0 | scalar >> 18);
  target[1] = static_cast<uint8_t>(0x80 | (scalar >> 12 & 0x3F));
  target[2] = static_cast<uint8_t>(0x80 | (scalar >> 6 & 0x3F));
  target[3] = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
  return 4;
}

}  // namespace

TokenEnd scan_number(const uint8_t *at, const uint8_t *limit) {
  auto fail = [&](const char *message) {
    return TokenEnd{at == limit ? ASSAY_JSON_TRUNCATED : ASSAY_JSON_MALFORMED, message, at};
  };
  if (at < limit && *at == '-') ++at;
  if (at == limit || !is_digit(*at)) return fail("a number needs a digit here");
  if (*at == '0') {
    ++at;
  } else {
    while (at < limit && is_digit(*at)) ++at;
  }
  if (at < limit && *at == '.') {
    ++at;
    if (at == limit || !is_digit(*at)) return fail("a number needs a digit after its point");
    while (at < limit && is_digit(*at)) ++at;
  }
  if (at < limit && (*at == 'e' || *at == 'E')) {
    ++at;
    if (at < limit && (*at == '+' || *at == '-')) ++at;
    if (at == limit || !is_digit(*at)) return fail("a number needs a digit in its exponent");
    while (at < limit && is_digit(*at)) ++at;
  }
  if (at < limit && !is_delimiter(*at)) return fail("unexpected character in a number");
  return {ASSAY_JSON_OK, "", at};
}

TokenEnd scan_literal(const uint8_t *at, const uint8_t *limit, const char *word) {
  for (; *word; ++word, ++at) {
    if (at == limit) return {ASSAY_JSON_TRUNCATED, "the record ends inside a literal", at};
    if (*at != static_cast<uint8_t>(*word)) {
      return {ASSAY_JSON_MALFORMED, "expected true, false, null, a number or a string", at};
    }
  }
  if (at < limit && !is_delimiter(*at)) return {ASSAY_JSON_MALFORMED, "unexpected character after a literal", at};
  return {ASSAY_JSON_OK, "", at};
}

TokenEnd unescape(const uint8_t *body, const uint8_t *limit, uint8_t *target, size_t &written) {
  written = 0;
  auto put = [&](const uint8_t *bytes, size_t count) {
    if (target) std::memcpy(target + written, bytes, count);
    written += count;
  };
  const uint8_t *at = body;
  while (at < limit) {
    auto left = static_cast<size_t>(limit - at);
    const auto *slash = static_cast<const uint8_t *>(std::memchr(at, '\\', left));
    put(at, slash ? static_cast<size_t>(slash - at) : left);
    if (!slash) break;
    if (slash + 1 == limit) return {ASSAY_JSON_MALFORMED, "an escape without its character", slash};
    uint8_t plain = 0;
    switch (slash[1]) {
      case '"': case '\\': case '/': plain = slash[1]; break;
      case 'b': plain = '\b'; break;
      case 'f': plain = '\f'; break;
      case 'n': plain = '\n'; break;
      case 'r': plain = '\r'; break;
      case 't': plain = '\t'; break;
      case 'u': break;
      default: return {ASSAY_JSON_MALFORMED, "unknown escape in a string", slash};
    }
    if (plain) {
      put(&plain, 1);
      at = slash + 2;
      continue;
    }
    int32_t unit = hex4(slash + 2, limit);
    if (unit < 0) return {ASSAY_JSON_MALFORMED, "\\u needs four hex digits", slash};
    at = slash + 6;
    auto scalar = static_cast<uint32_t>(unit);
    if (unit >= 0xD800 && unit <= 0xDFFF) {
      int32_t trail = unit < 0xDC00 && limit - at >= 6 && at[0] == '\\' && at[1] == 'u' ? hex4(at + 2, limit) : -1;
      if (trail < 0xDC00 || trail > 0xDFFF) {
        return {ASSAY_JSON_LONE_SURROGATE, "\\u escape of half a surrogate pair", slash};
      }
      scalar = 0x10000 + ((scalar - 0xD800) << 10) + static_cast<uint32_t>(trail - 0xDC00);
      at += 6;
    }
    uint8_t encoded[4];
    put(encoded, encode(scalar, encoded));
  }
  return {ASSAY_JSON_OK, "", limit};
}

}  // namespace assay

// The lexical rules of RFC 8259: numbers, literals and string escapes, each over one token.
#pragma once

#include <cstddef>
#include <cstdint>

#include "CSimdjson.h"

namespace assay {

/// How a token fared: `end` is one past it, or where it went wrong.
struct TokenEnd {
  assay_json_status status;
  const char *message;
  const uint8_t *end;
};

/// Reads a number at `at`. Ends at the first byte that can't belong to it.
TokenEnd scan_number(const uint8_t *at, const uint8_t *limit);

/// Reads `word` (true, false, null) at `at`.
TokenEnd scan_literal(const uint8_t *at, const uint8_t *limit, const char *word);

/// Checks the escapes of a string's body and writes it unescaped to `target` if that is not NULL; `written` counts the
/// bytes. The target needs as many bytes as the body: no escape is shorter than what it stands for.
TokenEnd unescape(const uint8_t *body, const uint8_t *limit, uint8_t *target, size_t &written);

}  // namespace assay

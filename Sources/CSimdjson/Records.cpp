#include <cstring>
#include <memory>
#include <new>

#include <simdjson.h>

#include "CSimdjson.h"
#include "Walker.hpp"

/// simdjson's first stage, which its headers offer to all but document as internal: it is the part that runs at
/// gigabytes a second, and both simdjson parsers on top of it are too lax or too strict for records.
struct assay_json_parser {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> tokenizer;
  std::unique_ptr<uint8_t[]> record;
  std::unique_ptr<uint8_t[]> strings;
  size_t capacity = 0;
  assay::WalkerBuffers buffers;
};

namespace {

/// Quotes that may be added to close a cut string.
constexpr size_t closing = 2;
constexpr size_t most = 0xFFFFFFFF - 4096;

/// Makes room for a record of `length` bytes; throws std::bad_alloc.
void reserve(assay_json_parser &parser, size_t length) {
  size_t needed = length + closing;
  if (parser.tokenizer && needed <= parser.capacity) return;
  size_t capacity = needed < (size_t(64) << 10) ? size_t(64) << 10 : needed + needed / 4;
  if (capacity > most + closing) capacity = most + closing;
  parser.capacity = 0;
  parser.tokenizer.reset();
  parser.record.reset(new uint8_t[capacity + simdjson::SIMDJSON_PADDING]);
  parser.strings.reset(new uint8_t[capacity + simdjson::SIMDJSON_PADDING]);
  // The depth is that of simdjson's second stage, which is not used.
  auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 1, parser.tokenizer);
  if (error) throw std::bad_alloc();
  parser.capacity = capacity;
}

simdjson::error_code tokenize(assay_json_parser &parser, size_t length) {
  std::memset(parser.record.get() + length, ' ', simdjson::SIMDJSON_PADDING);
  return parser.tokenizer->stage1(parser.record.get(), length, simdjson::stage1_mode::regular);
}

assay_json_record error(assay_json_status status, const char *message, size_t offset) {
  return {status, message, offset, nullptr, 0, 0, 0};
}

/// Offset of the first control character inside a string, or `length`.
size_t find_control(const uint8_t *bytes, size_t length) {
  bool quoted = false;
  for (size_t i = 0; i < length; ++i) {
    if (bytes[i] == '\\') {
      // simdjson takes escapes outside strings too; so does this.
      ++i;
      if (i < length && quoted && bytes[i] < ' ') return i;
    } else if (bytes[i] == '"') {
      quoted = !quoted;
    } else if (quoted && bytes[i] < ' ') {
      return i;
    }
  }
  return length;
}

assay_json_record parse(assay_json_parser &parser, const uint8_t *bytes, size_t length, const char *const *names,
                        size_t count, assay_json_field *fields) {
  if (!parser.buffers.wanted.set(names, count)) {
    return error(ASSAY_JSON_BAD_NAMES, "too many wanted names, or one with an empty part", 0);
  }
  if (length > most) return error(ASSAY_JSON_TOO_LARGE, "a record of 4 GB or more", most);
  reserve(parser, length);
  uint8_t *record = parser.record.get();
  if (length) std::memcpy(record, bytes, length);

  bool cut = false;
  auto found = length ? tokenize(parser, length) : simdjson::EMPTY;
  if (found != simdjson::SUCCESS) {
    int64_t invalid = assay_validate_utf8(bytes, length);
    if (invalid >= 0) return error(ASSAY_JSON_INVALID_UTF8, "invalid UTF-8", static_cast<size_t>(invalid));
    if (found == simdjson::EMPTY) return error(ASSAY_JSON_EMPTY, "an empty record", length);
    if (found == simdjson::UNCLOSED_STRING) {
      // Cut inside a string, unless the error lies before: close the string and look. One quote may be escaped.
      cut = true;
      for (size_t quotes = 1; quotes <= closing && found == simdjson::UNCLOSED_STRING; ++quotes) {
        std::memset(record + length, '"', quotes);
        found = tokenize(parser, length + quotes);
      }
    }
    if (found == simdjson::UNESCAPED_CHARS) {
      return error(ASSAY_JSON_MALFORMED, "a control character in a string", find_control(bytes, length));
    }
    if (found != simdjson::SUCCESS) return error(ASSAY_JSON_MALFORMED, simdjson::error_message(found), 0);
  }

  size_t token_count = parser.tokenizer->n_structural_indexes;
  const uint32_t *tokens = parser.tokenizer->structural_indexes.get();
  size_t walked = cut ? length + closing : length;
  assay::Walker walker(record, walked, tokens, token_count, parser.strings.get(), parser.buffers, fields);
  bool complete = walker.walk();
  if (cut) {
    // What goes wrong inside the closed string or behind it is the cut's doing.
    size_t last = token_count ? tokens[token_count - 1] : 0;
    if (complete || walker.offset > last) {
      return error(ASSAY_JSON_TRUNCATED, "the record ends inside a string", length);
    }
  }
  if (!complete) return error(walker.status, walker.message, walker.offset);
  const auto &others = parser.buffers.others;
  return {ASSAY_JSON_OK, "", 0, others.data(), others.size(), walker.duplicate_count, walker.duplicate_offset};
}

}  // namespace

extern "C" assay_json_parser *assay_json_parser_create(void) { return new (std::nothrow) assay_json_parser; }

extern "C" void assay_json_parser_destroy(assay_json_parser *parser) { delete parser; }

extern "C" assay_json_record assay_json_parse(assay_json_parser *parser, const uint8_t *bytes, size_t length,
                                              const char *const *names, size_t count, assay_json_field *fields) {
  for (size_t i = 0; i < count; ++i) fields[i] = {};
  assay_json_record result;
  try {
    result = parse(*parser, bytes, length, names, count, fields);
  } catch (...) {
    result = error(ASSAY_JSON_OUT_OF_MEMORY, "out of memory", 0);
  }
  if (result.status != ASSAY_JSON_OK) {
    for (size_t i = 0; i < count; ++i) fields[i] = {};
  }
  return result;
}

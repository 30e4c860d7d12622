// Reads one JSON record (a line of JSON Lines) into wanted fields and the rest. simdjson finds the tokens and validates
// UTF-8; the grammar is checked here, over the whole record, because simdjson's on-demand reader leaves what nobody
// reads unchecked and its DOM refuses numbers that do not fit a double or 64 bits.
#ifndef ASSAY_CSIMDJSON_H
#define ASSAY_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Buffers reused from record to record. One per thread; it grows to about seven times the longest record.
typedef struct assay_json_parser assay_json_parser;

/// NULL if memory ran out.
assay_json_parser *assay_json_parser_create(void);
void assay_json_parser_destroy(assay_json_parser *parser);

typedef enum {
  ASSAY_JSON_MISSING = 0,
  ASSAY_JSON_NULL,
  ASSAY_JSON_STRING,
  ASSAY_JSON_NUMBER,
  ASSAY_JSON_TRUE,
  ASSAY_JSON_FALSE,
  ASSAY_JSON_OBJECT,
  ASSAY_JSON_ARRAY
} assay_json_kind;

typedef enum {
  ASSAY_JSON_OK = 0,
  ASSAY_JSON_EMPTY,            // nothing but white space
  ASSAY_JSON_INVALID_UTF8,     // offset: first byte of the malformed sequence
  ASSAY_JSON_TRUNCATED,        // a proper start of a record; offset: its end
  ASSAY_JSON_NOT_OBJECT,       // the record starts with another kind of value
  ASSAY_JSON_MALFORMED,        // offset: the token or byte in error
  ASSAY_JSON_LONE_SURROGATE,   // \uD800 to \uDFFF without its partner; offset: the escape
  ASSAY_JSON_TOO_DEEP,         // over ASSAY_JSON_MAX_DEPTH open brackets
  ASSAY_JSON_TRAILING,         // something follows the object
  ASSAY_JSON_TOO_LARGE,        // 4 GB or more
  ASSAY_JSON_BAD_NAMES,        // over ASSAY_JSON_MAX_NAMES wanted names, or an empty component in one
  ASSAY_JSON_OUT_OF_MEMORY
} assay_json_status;

enum { ASSAY_JSON_MAX_DEPTH = 1024, ASSAY_JSON_MAX_NAMES = 64 };

/// Pointers live until the parser's next record.
typedef struct {
  assay_json_kind kind;
  int32_t is_duplicate;    // 1 if the name came again; the first value stands
  const uint8_t *bytes;    // a string's unescaped UTF-8; the JSON text of other values; NULL if missing
  size_t length;
  size_t raw_offset;       // the value's token in the record, quotes included
  size_t raw_length;
} assay_json_field;

/// A top-level member that was not wanted.
typedef struct {
  const uint8_t *key;      // unescaped UTF-8, without a final NUL
  size_t key_length;
  assay_json_kind kind;
  int32_t is_partly_wanted;  // 1 if the value is an object that a dotted name reached into
  const uint8_t *raw;      // the JSON text of the value
  size_t raw_length;
  size_t raw_offset;
} assay_json_member;

typedef struct {
  assay_json_status status;
  const char *message;     // static text; "" if the status is OK
  size_t offset;           // byte offset of the error
  const assay_json_member *others;  // in the record's order; of a repeated key only the first
  size_t other_count;
  size_t duplicate_count;  // repeated members left out, wanted or not
  size_t duplicate_offset; // offset of the first one's value
} assay_json_record;

/// Reads a record whose top level is an object. `fields` gets `count` entries, one for each wanted name. A dotted name
/// ("meta.url") reaches into nested objects, or is a top-level key that is spelled so, whichever comes first; objects
/// inside arrays are not searched. Repeated keys inside values that nobody asked for are not looked for.
/// On error the fields and others are empty.
assay_json_record assay_json_parse(
    assay_json_parser *parser, const uint8_t *bytes, size_t length, const char *const *names, size_t count,
    assay_json_field *fields);

/// Offset of the first byte of the first malformed sequence, or -1.
int64_t assay_validate_utf8(const uint8_t *bytes, size_t length);

/// Number of Unicode scalars in valid UTF-8.
size_t assay_count_scalars(const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif
#endif

/*
 * assay_plugin.h - stages for Assay in shared libraries. Contract 0.
 *
 * A plugin is a shared library that exports one function, assay_plugin, and a folder with a plugin.yaml that describes it
 * (Documentation/Plugins.md). Usable from C, C++, Rust, Zig, Swift and whatever else speaks the C ABI. Nothing here needs a
 * library to link with: the host hands in all functions.
 *
 *   static int process(void *self, assay_document *doc, const assay_host *host) {
 *     assay_bytes text = host->text(doc);
 *     host->set_value(doc, ASSAY_STRING("length"), assay_int((int64_t)text.count));
 *     return 0;
 *   }
 *   static const assay_stage stage = {
 *     .contract = ASSAY_CONTRACT, .size = sizeof(assay_stage), .name = "length", .version = 1, .process = process };
 *   ASSAY_EXPORT const assay_stage *assay_plugin(uint32_t contract) { return contract == ASSAY_CONTRACT ? &stage : 0; }
 *
 * Rules
 *  - Text is UTF-8, valid, not ended by a zero byte; it may contain zero bytes. Offsets are bytes of the working text.
 *  - What the host hands out lives until process returns. What you hand to the host is copied before the call returns.
 *  - One self is used by one thread at a time. There may be several selves at once, so globals must be constant.
 *  - Same document and options, same answer: no clock, no random numbers, nothing kept from one document for the next.
 */
#ifndef ASSAY_PLUGIN_H
#define ASSAY_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The contract that a plugin was compiled against. Compared before anything else is called. */
#define ASSAY_CONTRACT 0x41530000u

#if defined(__GNUC__)
#define ASSAY_EXPORT __attribute__((visibility("default")))
#else
#define ASSAY_EXPORT
#endif

/* Bytes that somebody else owns. bytes may be NULL where count is 0. */
typedef struct {
  const uint8_t *bytes;
  size_t count;
} assay_bytes;

/* A range of byte offsets in the working text; end is one behind the last byte. */
typedef struct {
  uint32_t start;
  uint32_t end;
} assay_span;

typedef uint32_t assay_type;
#define ASSAY_NONE 0u    /* nobody stated a value */
#define ASSAY_BOOL 1u    /* integer: 0 or 1 */
#define ASSAY_INT 2u     /* integer */
#define ASSAY_DECIMAL 3u /* text: digits such as -12.50, exact */
#define ASSAY_DOUBLE 4u  /* number; for a field of type decimal, to 15 digits */
#define ASSAY_TEXT 5u    /* text: for fields of type string and enumeration */
#define ASSAY_SPAN 6u    /* span */
#define ASSAY_JSON 7u    /* text: a list, as JSON */

typedef struct {
  assay_type type;
  assay_span span;
  int64_t integer;
  double number;
  assay_bytes text;
} assay_value;

/* A document during one call of process. */
typedef struct assay_document assay_document;

/* What the host can do. size grows with later minor versions; nothing moves. */
typedef struct {
  uint32_t contract;
  uint32_t size;

  /* Reading. Empty where nobody knows. */
  assay_bytes (*id)(const assay_document *);
  assay_bytes (*text)(const assay_document *);
  assay_bytes (*language)(const assay_document *);
  assay_bytes (*published)(const assay_document *);
  assay_bytes (*publisher)(const assay_document *);
  /* Where the title lies in the text; empty where there is none. */
  assay_span (*title)(const assay_document *);
  /* A metadata entry: text as ASSAY_TEXT, anything else as ASSAY_JSON, ASSAY_NONE where it is absent. */
  assay_value (*metadata)(const assay_document *, assay_bytes key);
  /* A value of the document that the manifest requires or uses. */
  assay_value (*value)(const assay_document *, assay_bytes name);
  /* Annotations of a layer that the manifest requires or uses; -1 where nobody looked for them. */
  ptrdiff_t (*count)(const assay_document *, assay_bytes layer);
  assay_span (*span)(const assay_document *, assay_bytes layer, size_t index);
  assay_value (*field)(const assay_document *, assay_bytes layer, size_t index, assay_bytes field);

  /* Answering. 0, or -1 where the host refuses; the document then fails whatever process returns. */

  /* Annotating stages: an annotation of a declared layer, with values in the order of its fields in the manifest. */
  int (*annotate)(assay_document *, assay_bytes layer, assay_span span, const assay_value *values, size_t count);
  /* Annotating stages: a declared value of the document. */
  int (*set_value)(assay_document *, assay_bytes name, assay_value value);
  /* Text stages: replaces span of the text; in order, not overlapping. */
  int (*edit)(assay_document *, assay_span span, assay_bytes replacement);
  /* Filter stages: drops the document with a declared reason. */
  int (*drop)(assay_document *, assay_bytes reason);
  /* Fails the document; kind is a short stable phrase that the report counts by. */
  int (*fail)(assay_document *, assay_bytes kind, assay_bytes message);
} assay_host;

/* What a plugin is. */
typedef struct {
  /* ASSAY_CONTRACT and sizeof(assay_stage), as compiled. */
  uint32_t contract;
  uint32_t size;
  /* As in the manifest; ended by a zero byte. */
  const char *name;
  uint32_t version;
  /*
   * Makes what process needs from the options, a JSON object (paths absolute). May be NULL. On failure it returns NULL and
   * writes the reason into error, at most error_size bytes with the zero at the end. Options without state may return
   * any pointer that is not NULL.
   */
  void *(*create)(assay_bytes options, char *error, size_t error_size);
  /* Looks at one document. 0, or anything else to fail it. */
  int (*process)(void *self, assay_document *, const assay_host *);
  /* Frees what create made. May be NULL. */
  void (*destroy)(void *self);
} assay_stage;

/* The function that every plugin exports. contract is the host's; NULL refuses it. The answer lives as long as the library. */
ASSAY_EXPORT const assay_stage *assay_plugin(uint32_t contract);

#define ASSAY_STRING(literal) ((assay_bytes){(const uint8_t *)(literal), sizeof(literal) - 1})

static inline assay_value assay_none(void) {
  assay_value value = {ASSAY_NONE, {0, 0}, 0, 0, {0, 0}};
  return value;
}
static inline assay_value assay_bool(int truth) {
  assay_value value = assay_none();
  value.type = ASSAY_BOOL;
  value.integer = truth != 0;
  return value;
}
static inline assay_value assay_int(int64_t integer) {
  assay_value value = assay_none();
  value.type = ASSAY_INT;
  value.integer = integer;
  return value;
}
static inline assay_value assay_double(double number) {
  assay_value value = assay_none();
  value.type = ASSAY_DOUBLE;
  value.number = number;
  return value;
}
static inline assay_value assay_text(assay_bytes text) {
  assay_value value = assay_none();
  value.type = ASSAY_TEXT;
  value.text = text;
  return value;
}

#ifdef __cplusplus
}
#endif

#endif

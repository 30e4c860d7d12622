// The C face of the parts of ICU that Assay uses. Only stdint and stddef types cross this border: ICU's own headers
// clash with Foundation's private copy of ICU when Swift sees both.
//
// Results that point to memory (tables, boundaries, normalized text) belong to the calling thread and live until its
// next call of the same family; callers copy at once. `status` is ICU's UErrorCode: above 0 is an error.
// Locales are BCP 47 language tags ("uk", "zh-Hant"). Text is UTF-8; malformed bytes are safe everywhere.
#ifndef ASSAY_CICU_H
#define ASSAY_CICU_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A UTF-8 string of a result; `bytes` is NULL where there is no value.
typedef struct {
  const uint8_t *bytes;
  size_t length;
} assay_icu_text;

/// Rows of strings, row by row: the cell of row r, column c is `cells[r * columns + c]`.
typedef struct {
  const assay_icu_text *cells;
  size_t columns;
  size_t rows;
  int32_t status;
} assay_icu_table;

/// The name of a status ("U_ILLEGAL_ARGUMENT_ERROR").
const char *assay_icu_status_name(int32_t status);

// Versions

/// One row: ICU, CLDR and Unicode versions of the linked library.
assay_icu_table assay_icu_versions(void);

// Normalization

enum { ASSAY_ICU_NFC = 0, ASSAY_ICU_NFKC = 1, ASSAY_ICU_NFKC_CASEFOLD = 2 };

/// A replacement, in bytes: source[source_start, +source_length) became target[target_start, +target_length).
typedef struct {
  uint32_t source_start, source_length, target_start, target_length;
} assay_icu_edit;

typedef struct {
  const uint8_t *bytes;
  size_t length;
  const assay_icu_edit *edits;
  size_t edit_count;
  int32_t status;
} assay_icu_normalized;

/// 1 if the bytes are already in the form, 0 if not, negative on error (minus the status).
int32_t assay_icu_is_normalized(int32_t form, const uint8_t *bytes, size_t length);
assay_icu_normalized assay_icu_normalize(int32_t form, const uint8_t *bytes, size_t length);
/// 1 if text may be cut before this scalar and the pieces normalized apart.
int32_t assay_icu_has_boundary_before(int32_t form, uint32_t scalar);
/// One row, one cell: the full decomposition of a scalar, absent if it does not decompose.
assay_icu_table assay_icu_decomposition(uint32_t scalar, int32_t compatibility);

// Transliteration

/// Makes the transliterator of an ICU id ("Any-Latin; Latin-ASCII"); the status fails if there is none. It may be used by many
/// threads at once.
int32_t assay_icu_transliterator_open(const char *id, void **transliterator);
void assay_icu_transliterator_close(void *transliterator);
/// One row, one cell: the text in the other script.
assay_icu_table assay_icu_transliterate(const void *transliterator, const uint8_t *bytes, size_t length);

// Regular expressions

/// Compiles a regular expression; where it is malformed, `offset` is the place of the error in scalars. Many threads may use
/// the pattern at once, but each needs a matcher of its own, which must not outlive the pattern.
int32_t assay_icu_pattern_open(const uint8_t *bytes, size_t length, void **pattern, int32_t *offset);
void assay_icu_pattern_close(void *pattern);
int32_t assay_icu_matcher_open(const void *pattern, void **matcher);
void assay_icu_matcher_close(void *matcher);
/// 1 if the whole text matches. A match that needs too many steps or too much memory is none.
int32_t assay_icu_matches(void *matcher, const uint8_t *bytes, size_t length);

// Text boundaries

enum { ASSAY_ICU_WORDS = 0, ASSAY_ICU_SENTENCES = 1 };

/// Segment i is bytes [offsets[i], offsets[i + 1]); there are `count` segments and `count + 1` offsets.
/// `kinds` is set for words: 0 none, 1 number, 2 letter, 3 kana, 4 ideograph.
typedef struct {
  const uint32_t *offsets;
  const uint8_t *kinds;
  size_t count;
  int32_t status;
} assay_icu_segments;

assay_icu_segments assay_icu_segment(int32_t unit, const uint8_t *bytes, size_t length, const char *locale);

/// The words of a run of Han and kana in three bytes each (U+3000 to U+9FFF), as ICU's dictionary cuts them; no kinds. Fails
/// where ICU has no dictionary.
assay_icu_segments assay_icu_ideograph_words(const uint8_t *bytes, size_t length);

// Character properties

/// Bits of `flags`, in the order of ASSAY_ICU_FLAG_PROPERTIES in Scalars.cpp.
typedef struct {
  double numeric_value;  // NaN if none
  uint32_t simple_fold, simple_lowercase, simple_uppercase;
  uint32_t flags;
  uint16_t script;
  uint8_t general_category, combining_class, word_break, east_asian_width;
} assay_icu_scalar;

assay_icu_scalar assay_icu_scalar_properties(uint32_t scalar);
/// Fills `count` entries from `first` on of every array that is not NULL.
void assay_icu_fill_properties(
    uint32_t first, size_t count, uint8_t *general_categories, uint16_t *scripts, uint32_t *simple_folds,
    uint32_t *simple_lowercases, uint32_t *flags, uint8_t *word_breaks, double *numeric_values);
/// Fills `count` entries from `first` on with Line_Break, Sentence_Break and Grapheme_Cluster_Break by ICU's numbers.
void assay_icu_fill_breaks(
    uint32_t first, size_t count, uint8_t *line_breaks, uint8_t *sentence_breaks, uint8_t *grapheme_breaks);
/// Short and long name of a script code, general category or word break value; NULL if there is none.
const char *assay_icu_script_name(uint16_t script, int32_t long_name);
const char *assay_icu_general_category_name(uint8_t category, int32_t long_name);
const char *assay_icu_word_break_name(uint8_t value, int32_t long_name);
/// The script code of a short or long name, or -1.
int32_t assay_icu_script_code(const char *name);
/// Writes up to `capacity` script codes of Script_Extensions; returns their number, or minus the status.
int32_t assay_icu_script_extensions(uint32_t scalar, uint16_t *scripts, int32_t capacity);

// Names of places, money, days and numbers. A locale that ICU has no data for gives no rows, never another
// language's names.

enum {
  ASSAY_ICU_DATA_MAIN = 0,
  ASSAY_ICU_DATA_REGIONS = 1,
  ASSAY_ICU_DATA_CURRENCIES = 2,
  ASSAY_ICU_DATA_SPELLOUT = 3
};

/// One cell a row: tags of the locales that hold data of that kind.
assay_icu_table assay_icu_available_locales(int32_t data);
/// 1 if the locale or a parent other than root holds data of that kind.
int32_t assay_icu_has_locale_data(int32_t data, const char *locale);
/// Columns: ISO 3166 alpha-2, alpha-3.
assay_icu_table assay_icu_countries(void);
/// Columns: alpha-2, name, short name, variant name; the last two absent unless they differ from the name.
assay_icu_table assay_icu_region_names(const char *locale);
/// Columns: decimal, grouping, percent, per-mille, minus, plus, zero digit.
assay_icu_table assay_icu_number_symbols(const char *locale, int32_t *primary_grouping, int32_t *secondary_grouping);
/// Columns: ISO 4217 code, "1" if in use today, symbol, narrow symbol, name, and the plural names zero, one, two, few,
/// many, other.
assay_icu_table assay_icu_currency_names(const char *locale);
/// Columns: months wide, abbreviated, then weekdays wide, abbreviated, each in format then standalone context.
/// Twelve rows; weekdays (Sunday first) fill the first seven.
assay_icu_table assay_icu_date_names(const char *locale);
/// The first days of all months of so many years of a calendar with twelve months, and of the month behind them, as days
/// since 1 January 1970. `days` takes 12 * years + 1 numbers; gives how many were written, 0 on failure.
size_t assay_icu_month_starts(const char *calendar, int32_t first_year, int32_t years, int32_t *days);
/// One cell a row: public names of the locale's spellout rule sets ("%spellout-cardinal").
assay_icu_table assay_icu_spellout_rule_sets(const char *locale);
/// One cell: the number in words, without soft hyphens and zero width spaces.
assay_icu_table assay_icu_spellout(const char *locale, const char *rule_set, int64_t number);

// Charsets

typedef struct {
  const uint8_t *bytes;
  size_t length;
  size_t replacements;
  size_t replaced_bytes;
  int64_t malformed_offset;  // first malformed byte of the input, or -1
  int32_t status;            // U_FILE_ACCESS_ERROR: unknown charset
} assay_icu_converted;

/// Converts to UTF-8. Strict stops at the first malformed sequence; otherwise each becomes U+FFFD and is counted.
assay_icu_converted assay_icu_to_utf8(const char *charset, const uint8_t *bytes, size_t length, int32_t strict);

typedef struct {
  uint64_t start, end;
  int32_t status;
} assay_icu_source_span;

/// The bytes of the input behind bytes [target_start, target_end) of what `assay_icu_to_utf8` (not strict) makes of it.
/// An edge inside what one character or one U+FFFD stands for moves outward. Slow: a character at a time.
assay_icu_source_span assay_icu_source_of(
    const char *charset, const uint8_t *bytes, size_t length, size_t target_start, size_t target_end);

/// Guesses at the charset, the most probable first. Columns: name, confidence from 0 to 100. With `skips_tags`, what
/// stands in angle brackets does not count.
assay_icu_table assay_icu_detect_charset(const uint8_t *bytes, size_t length, int32_t skips_tags);
/// One cell: the MIME or else IANA name of a charset; no row if it is unknown.
assay_icu_table assay_icu_charset_name(const char *charset);

// Language tags

/// One cell: the canonical BCP 47 tag; no row if the input is malformed.
assay_icu_table assay_icu_canonical_tag(const char *tag);

#ifdef __cplusplus
}
#endif
#endif

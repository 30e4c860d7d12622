// The C face of CLD2, the Compact Language Detector. Thread-safe, and the same answer for the same bytes on every run.
#ifndef ASSAY_CCLD2_H
#define ASSAY_CCLD2_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  /// A BCP 47 tag, static storage: "uk", "zh" (simplified), "zh-Hant", "nb"; "und" or "und-Cyrl" if only the script is
  /// known.
  const char *language;
  /// Share of the text's letters, 0 to 100.
  int32_t percent;
  /// About 1 for ordinary text of the language; far from 1 for gibberish.
  double score;
} assay_cld2_candidate;

typedef struct {
  /// By falling share; the first `count` are known languages or scripts, the rest "und".
  assay_cld2_candidate candidates[3];
  int32_t count;
  /// 1 if the first language is clearly ahead of the second.
  int32_t is_reliable;
  /// Bytes of letters that the decision rests on.
  int32_t letter_bytes;
  /// Leading bytes that are UTF-8 fit for interchange: no control characters but tab and line ends, no noncharacters.
  /// What follows is read too, with the offending bytes as spaces.
  size_t valid_prefix;
} assay_cld2_result;

/// Detects up to three languages of plain text. `hint`: a language expected by other evidence, or NULL.
/// Text over 2 GB is judged by its start. Returns 0, or -1 if memory ran out.
int32_t assay_cld2_detect(const uint8_t *bytes, size_t length, const char *hint, assay_cld2_result *result);

/// Code and data version ("V2.0 - 20141016").
const char *assay_cld2_version(void);

#ifdef __cplusplus
}
#endif
#endif

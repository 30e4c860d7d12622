#include <unicode/utf8.h>

#include "Charsets.hpp"
#include "Support.hpp"

extern "C" assay_icu_source_span assay_icu_source_of(const char *charset, const uint8_t *bytes, size_t length,
                                                     size_t target_start, size_t target_end) {
  assay_icu_source_span span = {length, length, U_ZERO_ERROR};
  span.status = assay::guarded([&](UErrorCode &error) {
    assay::Converter converter = assay::open_stopping(charset, error);
    if (U_FAILURE(error)) return;
    const char *start = reinterpret_cast<const char *>(bytes), *source = start, *end = start + length;
    size_t position = 0;
    bool has_start = false;
    const char *before = start;
    for (;;) {
      const char *at = source;
      UErrorCode step = U_ZERO_ERROR;
      UChar32 scalar = ucnv_getNextUChar(converter.get(), &source, end, &step);
      if (step == U_INDEX_OUTOFBOUNDS_ERROR) break;
      if (U_FAILURE(step)) {
        if (!assay::is_malformed(step)) {
          error = step;
          return;
        }
        scalar = 0xFFFD;
      } else if (U_IS_SURROGATE(scalar)) {
        scalar = 0xFFFD;
      }
      // Some bytes stand for two characters; the second one comes without reading any.
      if (source > at) before = at;
      size_t next = position + static_cast<size_t>(U8_LENGTH(scalar));
      if (!has_start && target_start < next) {
        span.start = static_cast<uint64_t>(before - start);
        has_start = true;
      }
      if (target_end <= position) {
        span.end = static_cast<uint64_t>(source > at ? at - start : source - start);
        break;
      }
      position = next;
      if (step == U_TRUNCATED_CHAR_FOUND && source == end) break;
    }
    if (span.start > span.end) span.start = span.end;
  });
  return span;
}

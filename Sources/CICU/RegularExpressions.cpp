#include <algorithm>
#include <memory>

#include <unicode/parseerr.h>
#include <unicode/regex.h>
#include <unicode/unistr.h>

#include "Support.hpp"

// A backtracking matcher can take exponential time. ICU counts its steps in units of 10,000, and its stack in bytes: a word
// that needs more is no match, whatever the machine.
static constexpr int32_t step_limit = 1;
static constexpr int32_t stack_limit = 1 << 18;

extern "C" int32_t assay_icu_pattern_open(const uint8_t *bytes, size_t length, void **pattern, int32_t *offset) {
  *pattern = nullptr;
  *offset = -1;
  return assay::guarded([&](UErrorCode &status) {
    assay::prepare();
    if (!assay::fits(length)) {
      status = U_INDEX_OUTOFBOUNDS_ERROR;
      return;
    }
    icu::StringPiece piece(reinterpret_cast<const char *>(bytes), static_cast<int32_t>(length));
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(piece);
    UParseError error = {};
    *pattern = icu::RegexPattern::compile(text, 0, error, status);
    if (U_FAILURE(status)) *offset = text.countChar32(0, std::min(std::max(error.offset, 0), text.length()));
  });
}

extern "C" void assay_icu_pattern_close(void *pattern) { delete static_cast<icu::RegexPattern *>(pattern); }

extern "C" int32_t assay_icu_matcher_open(const void *pattern, void **matcher) {
  *matcher = nullptr;
  return assay::guarded([&](UErrorCode &status) {
    icu::RegexMatcher *made = static_cast<const icu::RegexPattern *>(pattern)->matcher(status);
    std::unique_ptr<icu::RegexMatcher> owned(made);
    if (U_FAILURE(status)) return;
    owned->setTimeLimit(step_limit, status);
    owned->setStackLimit(stack_limit, status);
    if (U_SUCCESS(status)) *matcher = owned.release();
  });
}

extern "C" void assay_icu_matcher_close(void *matcher) { delete static_cast<icu::RegexMatcher *>(matcher); }

extern "C" int32_t assay_icu_matches(void *matcher, const uint8_t *bytes, size_t length) {
  bool matches = false;
  UErrorCode status = assay::guarded([&](UErrorCode &status) {
    if (!assay::fits(length)) {
      status = U_INDEX_OUTOFBOUNDS_ERROR;
      return;
    }
    icu::StringPiece piece(reinterpret_cast<const char *>(bytes), static_cast<int32_t>(length));
    // The matcher keeps a reference, so the text must outlive the match; it is dropped again below.
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(piece);
    auto *regex = static_cast<icu::RegexMatcher *>(matcher);
    regex->reset(text);
    matches = regex->matches(status);
    static const icu::UnicodeString nothing;
    regex->reset(nothing);
  });
  return U_SUCCESS(status) && matches ? 1 : 0;
}

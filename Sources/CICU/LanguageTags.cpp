#include <unicode/bytestream.h>

#include "Support.hpp"

extern "C" assay_icu_table assay_icu_canonical_tag(const char *tag) {
  return assay::make_table(1, [&](assay::Table &table, UErrorCode &) {
    UErrorCode malformed = U_ZERO_ERROR;
    icu::Locale locale = assay::locale_of(tag, malformed);
    if (U_FAILURE(malformed)) return;
    locale.canonicalize(malformed);
    std::string canonical;
    icu::StringByteSink<std::string> sink(&canonical);
    locale.toLanguageTag(sink, malformed);
    if (U_SUCCESS(malformed) && !canonical.empty()) table.add(canonical.data(), canonical.size());
  });
}

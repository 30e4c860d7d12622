#include <memory>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "Support.hpp"

extern "C" int32_t assay_icu_transliterator_open(const char *id, void **transliterator) {
  *transliterator = nullptr;
  return assay::guarded([&](UErrorCode &status) {
    assay::prepare();
    *transliterator = icu::Transliterator::createInstance(icu::UnicodeString::fromUTF8(id), UTRANS_FORWARD, status);
    if (U_SUCCESS(status) && *transliterator == nullptr) status = U_INVALID_ID;
  });
}

extern "C" void assay_icu_transliterator_close(void *transliterator) {
  delete static_cast<icu::Transliterator *>(transliterator);
}

extern "C" assay_icu_table assay_icu_transliterate(const void *transliterator, const uint8_t *bytes, size_t length) {
  return assay::make_table(1, [&](assay::Table &table, UErrorCode &status) {
    if (!assay::fits(length)) {
      status = U_INDEX_OUTOFBOUNDS_ERROR;
      return;
    }
    icu::StringPiece piece(reinterpret_cast<const char *>(bytes), static_cast<int32_t>(length));
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(piece);
    static_cast<const icu::Transliterator *>(transliterator)->transliterate(text);
    table.add(text);
  });
}

#include <memory>
#include <string>

#include <unicode/ucsdet.h>

#include "Support.hpp"

extern "C" assay_icu_table assay_icu_detect_charset(const uint8_t *bytes, size_t length, int32_t skips_tags) {
  return assay::make_table(2, [&](assay::Table &table, UErrorCode &error) {
    if (!assay::fits(length)) {
      error = U_BUFFER_OVERFLOW_ERROR;
      return;
    }
    std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector *)> detector(ucsdet_open(&error), ucsdet_close);
    if (U_FAILURE(error)) return;
    ucsdet_enableInputFilter(detector.get(), skips_tags != 0);
    ucsdet_setText(detector.get(), reinterpret_cast<const char *>(bytes), static_cast<int32_t>(length), &error);
    int32_t count = 0;
    const UCharsetMatch **matches = ucsdet_detectAll(detector.get(), &count, &error);
    for (int32_t i = 0; U_SUCCESS(error) && i < count; ++i) {
      const char *name = ucsdet_getName(matches[i], &error);
      int32_t confidence = ucsdet_getConfidence(matches[i], &error);
      if (U_FAILURE(error)) return;
      table.add(name);
      table.add(std::to_string(confidence).c_str());
    }
  });
}

#include <cstring>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "Charsets.hpp"
#include "Support.hpp"

namespace assay {

bool is_charset_name(const char *name) {
  if (!name || !*name || std::strlen(name) >= UCNV_MAX_CONVERTER_NAME_LENGTH) return false;
  for (const char *c = name; *c; ++c) {
    if (*c <= ' ' || *c > '~' || *c == ',') return false;
  }
  return true;
}

Converter open_stopping(const char *charset, UErrorCode &error) {
  if (!is_charset_name(charset)) {
    error = U_FILE_ACCESS_ERROR;
    return Converter(nullptr, ucnv_close);
  }
  prepare();
  Converter converter(ucnv_open(charset, &error), ucnv_close);
  if (U_SUCCESS(error)) {
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  }
  return converter;
}

bool is_malformed(UErrorCode step) {
  return step == U_INVALID_CHAR_FOUND || step == U_ILLEGAL_CHAR_FOUND || step == U_TRUNCATED_CHAR_FOUND ||
         step == U_ILLEGAL_ESCAPE_SEQUENCE || step == U_UNSUPPORTED_ESCAPE_SEQUENCE;
}

}  // namespace assay

namespace {

using assay::Converter;

void append(std::string &target, UChar32 scalar) {
  uint8_t bytes[4];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, scalar);
  target.append(reinterpret_cast<const char *>(bytes), static_cast<size_t>(length));
}

/// Writes UTF-16 as UTF-8 across chunk borders. A surrogate alone, which a converter should never give, is U+FFFD.
class Utf8Writer {
 public:
  explicit Utf8Writer(std::string &target) : target_(target) {}
  size_t lone_surrogates = 0;

  void write(const char16_t *units, size_t count) {
    for (size_t i = 0; i < count; ++i) {
      char16_t unit = units[i];
      if (lead_ && U16_IS_TRAIL(unit)) {
        append(target_, U16_GET_SUPPLEMENTARY(lead_, unit));
        lead_ = 0;
        continue;
      }
      flush();
      if (unit < 0x80) {
        target_.push_back(static_cast<char>(unit));
      } else if (U16_IS_LEAD(unit)) {
        lead_ = unit;
      } else if (U16_IS_TRAIL(unit)) {
        replace();
      } else {
        append(target_, unit);
      }
    }
  }
  void flush() {
    if (lead_) replace();
    lead_ = 0;
  }

 private:
  std::string &target_;
  char16_t lead_ = 0;
  void replace() {
    append(target_, 0xFFFD);
    ++lone_surrogates;
  }
};

}  // namespace

extern "C" assay_icu_converted assay_icu_to_utf8(const char *charset, const uint8_t *bytes, size_t length,
                                                 int32_t strict) {
  static thread_local std::string target;
  size_t replacements = 0, replaced_bytes = 0;
  int64_t malformed = -1;
  UErrorCode status = assay::guarded([&](UErrorCode &error) {
    if (target.capacity() > (1 << 22)) std::string().swap(target);
    target.clear();
    Converter converter = assay::open_stopping(charset, error);
    if (U_FAILURE(error)) return;
    target.reserve(length + length / 2);
    Utf8Writer writer(target);
    const char *start = reinterpret_cast<const char *>(bytes), *source = start, *end = start + length;
    while (U_SUCCESS(error)) {
      char16_t units[4096];
      char16_t *unit = units;
      UErrorCode step = U_ZERO_ERROR;
      ucnv_toUnicode(converter.get(), &unit, units + 4096, &source, end, nullptr, true, &step);
      writer.write(units, static_cast<size_t>(unit - units));
      if (step == U_BUFFER_OVERFLOW_ERROR) continue;
      if (U_SUCCESS(step)) break;
      if (!assay::is_malformed(step)) {
        error = step;
        return;
      }
      char bad[64];
      int8_t bad_length = sizeof bad;
      UErrorCode ignored = U_ZERO_ERROR;
      ucnv_getInvalidChars(converter.get(), bad, &bad_length, &ignored);
      // Bytes that the converter read ahead and will replay make `source` the upper bound of where the sequence ends.
      if (U_FAILURE(ignored)) bad_length = 0;
      int64_t offset = (source - start) - bad_length;
      if (malformed < 0) malformed = offset < 0 ? 0 : offset;
      if (strict) return;
      writer.flush();
      append(target, 0xFFFD);
      ++replacements;
      replaced_bytes += bad_length > 0 ? static_cast<size_t>(bad_length) : 1;
      // A cut sequence at the end is reported once all input is consumed; asking again would only repeat the end.
      if (step == U_TRUNCATED_CHAR_FOUND && source == end) break;
    }
    writer.flush();
    replacements += writer.lone_surrogates;
    replaced_bytes += writer.lone_surrogates;
  });
  if (U_FAILURE(status)) return {nullptr, 0, 0, 0, -1, status};
  return {reinterpret_cast<const uint8_t *>(target.data()), target.size(), replacements, replaced_bytes, malformed,
          U_ZERO_ERROR};
}

extern "C" assay_icu_table assay_icu_charset_name(const char *charset) {
  return assay::make_table(1, [&](assay::Table &table, UErrorCode &) {
    if (!assay::is_charset_name(charset)) return;
    UErrorCode unknown = U_ZERO_ERROR;
    Converter converter(ucnv_open(charset, &unknown), ucnv_close);
    if (U_FAILURE(unknown)) return;
    const char *internal = ucnv_getName(converter.get(), &unknown);
    for (const char *standard : {"MIME", "IANA"}) {
      UErrorCode status = U_ZERO_ERROR;
      const char *name = ucnv_getStandardName(internal, standard, &status);
      if (U_SUCCESS(status) && name) {
        table.add(name);
        return;
      }
    }
    table.add(internal);
  });
}

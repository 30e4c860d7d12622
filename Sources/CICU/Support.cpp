#include "Support.hpp"

#include <algorithm>
#include <cstring>

#include <unicode/uloc.h>
#include <unicode/ures.h>

namespace assay {

void prepare() {
  static const bool done = [] {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale::setDefault(icu::Locale::getRoot(), status);
    return U_SUCCESS(status);
  }();
  (void)done;
}

icu::Locale locale_of(const char *tag, UErrorCode &status) {
  if (U_FAILURE(status)) return icu::Locale::getRoot();
  std::string hyphenated(tag ? tag : "");
  if (hyphenated.empty()) {
    status = U_ILLEGAL_ARGUMENT_ERROR;
    return icu::Locale::getRoot();
  }
  std::replace(hyphenated.begin(), hyphenated.end(), '_', '-');
  // Through the C function, as it tells how much was read: the rest of a malformed tag is ignored otherwise.
  char name[ULOC_FULLNAME_CAPACITY];
  int32_t read = 0;
  int32_t length = uloc_forLanguageTag(hyphenated.c_str(), name, sizeof name, &read, &status);
  if (U_SUCCESS(status) && (read != static_cast<int32_t>(hyphenated.size()) ||
                            length >= static_cast<int32_t>(sizeof name))) {
    status = U_ILLEGAL_ARGUMENT_ERROR;
  }
  if (U_FAILURE(status)) return icu::Locale::getRoot();
  icu::Locale locale(name);
  if (locale.isBogus()) status = U_ILLEGAL_ARGUMENT_ERROR;
  return locale;
}

const char *tree_of(int32_t data) {
  switch (data) {
    case ASSAY_ICU_DATA_REGIONS: return U_ICUDATA_NAME "-region";
    case ASSAY_ICU_DATA_CURRENCIES: return U_ICUDATA_NAME "-curr";
    case ASSAY_ICU_DATA_SPELLOUT: return U_ICUDATA_NAME "-rbnf";
    default: return nullptr;
  }
}

bool has_data(const char *tree, const icu::Locale &locale) {
  UErrorCode status = U_ZERO_ERROR;
  UResourceBundle *bundle = ures_open(tree, locale.getBaseName(), &status);
  bool found = U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
  if (found) {
    const char *actual = ures_getLocaleByType(bundle, ULOC_ACTUAL_LOCALE, &status);
    found = U_SUCCESS(status) && actual && *actual && std::strcmp(actual, "root") != 0;
  }
  ures_close(bundle);
  return found;
}

Table &Table::fresh(size_t columns) {
  static thread_local Table table;
  table.arena_.clear();
  table.spans_.clear();
  table.cells_.clear();
  table.columns_ = columns;
  return table;
}

void Table::add(const char *utf8, size_t length) {
  spans_.push_back({arena_.size(), length});
  arena_.append(utf8, length);
}

void Table::add(const char *utf8) {
  if (utf8) {
    add(utf8, std::strlen(utf8));
  } else {
    add_absent();
  }
}

void Table::add(const icu::UnicodeString &text) {
  size_t start = arena_.size();
  text.toUTF8String(arena_);
  spans_.push_back({start, arena_.size() - start});
}

assay_icu_table Table::finish(UErrorCode status) {
  if (U_FAILURE(status)) return {nullptr, columns_, 0, status};
  cells_.reserve(spans_.size());
  for (const Span &span : spans_) {
    if (span.length == absent) {
      cells_.push_back({nullptr, 0});
    } else {
      cells_.push_back({reinterpret_cast<const uint8_t *>(arena_.data()) + span.start, span.length});
    }
  }
  return {cells_.data(), columns_, cells_.size() / columns_, U_ZERO_ERROR};
}

}  // namespace assay

extern "C" const char *assay_icu_status_name(int32_t status) { return u_errorName(static_cast<UErrorCode>(status)); }

#include <memory>
#include <set>

#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/upluralrules.h>

#include "Support.hpp"

namespace {

using Enumeration = std::unique_ptr<UEnumeration, void (*)(UEnumeration *)>;

std::set<std::string> texts(Enumeration enumeration, UErrorCode &status) {
  std::set<std::string> result;
  if (U_FAILURE(status)) return result;
  while (const char *text = uenum_next(enumeration.get(), nullptr, &status)) result.insert(text);
  return result;
}

std::set<std::string> currency_codes(uint32_t kind, UErrorCode &status) {
  return texts(Enumeration(ucurr_openISOCurrencies(kind, &status), uenum_close), status);
}

std::set<std::string> plural_keywords(const icu::Locale &locale, UErrorCode &status) {
  std::unique_ptr<UPluralRules, void (*)(UPluralRules *)> rules(uplrules_open(locale.getName(), &status),
                                                                uplrules_close);
  if (U_FAILURE(status)) return {};
  return texts(Enumeration(uplrules_getKeywords(rules.get(), &status), uenum_close), status);
}

/// Adds a name, or an absent cell if ICU had none and gave the code or root's name instead.
void add_name(assay::Table &table, const icu::UnicodeString &code, const char16_t *text, int32_t length,
              UErrorCode status, bool root_counts) {
  bool found = U_SUCCESS(status) && text && length > 0 && (root_counts || status != U_USING_DEFAULT_WARNING);
  icu::UnicodeString name = found ? icu::UnicodeString(text, length) : icu::UnicodeString();
  if (!found || name == code) table.add_absent(); else table.add(name);
}

}  // namespace

extern "C" assay_icu_table assay_icu_currency_names(const char *tag) {
  return assay::make_table(11, [&](assay::Table &table, UErrorCode &status) {
    icu::Locale locale = assay::locale_of(tag, status);
    if (U_FAILURE(status) || !assay::has_data(assay::tree_of(ASSAY_ICU_DATA_CURRENCIES), locale)) return;
    // Legal tender somewhere, with no end: asked of a date no end lies behind, so that the answer does not age.
    constexpr UDate open_end = 4102444800000.0;  // 2100-01-01
    std::set<std::string> keywords = plural_keywords(locale, status);
    for (const std::string &code : currency_codes(UCURR_ALL, status)) {
      icu::UnicodeString wide = icu::UnicodeString::fromUTF8(code);
      const char16_t *key = wide.getTerminatedBuffer();
      table.add(code.data(), code.size());
      UErrorCode undated = U_ZERO_ERROR;
      table.add(ucurr_isAvailable(key, open_end, open_end, &undated) && U_SUCCESS(undated) ? "1" : "0");
      for (UCurrNameStyle style : {UCURR_SYMBOL_NAME, UCURR_NARROW_SYMBOL_NAME, UCURR_LONG_NAME}) {
        UErrorCode found = U_ZERO_ERROR;
        UBool choice = false;
        int32_t length = 0;
        const char16_t *name = ucurr_getName(key, locale.getName(), style, &choice, &length, &found);
        // Symbols such as € stand in root for all locales; names do not.
        add_name(table, wide, name, length, found, style != UCURR_LONG_NAME);
      }
      for (const char *plural : {"zero", "one", "two", "few", "many", "other"}) {
        if (!keywords.count(plural)) {
          table.add_absent();
          continue;
        }
        UErrorCode found = U_ZERO_ERROR;
        UBool choice = false;
        int32_t length = 0;
        const char16_t *name = ucurr_getPluralName(key, locale.getName(), &choice, plural, &length, &found);
        add_name(table, wide, name, length, found, false);
      }
    }
  });
}

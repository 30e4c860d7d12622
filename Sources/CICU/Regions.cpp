#include <memory>

#include <unicode/locdspnm.h>
#include <unicode/udisplaycontext.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>

#include "Support.hpp"

namespace {

using Names = std::unique_ptr<icu::LocaleDisplayNames>;

/// `NO_SUBSTITUTE` gives no name where the default would give the code.
Names display_names(const icu::Locale &locale, UDisplayContext length, UErrorCode &status) {
  UDisplayContext contexts[] = {length, UDISPCTX_NO_SUBSTITUTE, UDISPCTX_CAPITALIZATION_NONE};
  Names names(icu::LocaleDisplayNames::createInstance(locale, contexts, 3));
  if (!names) status = U_MEMORY_ALLOCATION_ERROR;
  return names;
}

/// ISO 3166-1 and Kosovo's user-assigned XK, which CLDR names and news writes about.
std::vector<const char *> country_codes() {
  std::vector<const char *> codes;
  bool kosovo = false;
  for (const char *const *code = uloc_getISOCountries(); *code; ++code) {
    codes.push_back(*code);
    kosovo = kosovo || std::string("XK") == *code;
  }
  if (!kosovo) codes.push_back("XK");
  return codes;
}

/// CLDR's `alt="variant"` names have no API of their own; they lie in a table of the region tree.
class VariantNames {
 public:
  explicit VariantNames(const icu::Locale &locale) {
    UErrorCode status = U_ZERO_ERROR;
    bundle_ = ures_open(assay::tree_of(ASSAY_ICU_DATA_REGIONS), locale.getBaseName(), &status);
    table_ = ures_getByKey(bundle_, "Countries%variant", nullptr, &status);
    usable_ = U_SUCCESS(status);
  }
  VariantNames(const VariantNames &) = delete;
  VariantNames &operator=(const VariantNames &) = delete;
  ~VariantNames() {
    ures_close(table_);
    ures_close(bundle_);
  }

  bool name(const char *code, icu::UnicodeString &name) const {
    if (!usable_) return false;
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = 0;
    const char16_t *text = ures_getStringByKey(table_, code, &length, &status);
    if (U_FAILURE(status) || length == 0) return false;
    name.setTo(text, length);
    return true;
  }

 private:
  UResourceBundle *bundle_ = nullptr, *table_ = nullptr;
  bool usable_ = false;
};

}  // namespace

extern "C" assay_icu_table assay_icu_available_locales(int32_t data) {
  return assay::make_table(1, [&](assay::Table &table, UErrorCode &status) {
    std::unique_ptr<UEnumeration, void (*)(UEnumeration *)> locales(
        ures_openAvailableLocales(assay::tree_of(data), &status), uenum_close);
    while (const char *name = uenum_next(locales.get(), nullptr, &status)) {
      UErrorCode unusable = U_ZERO_ERROR;
      char tag[ULOC_FULLNAME_CAPACITY];
      int32_t length = uloc_toLanguageTag(name, tag, sizeof tag, true, &unusable);
      if (U_SUCCESS(unusable) && length < static_cast<int32_t>(sizeof tag)) {
        table.add(tag, static_cast<size_t>(length));
      }
    }
  });
}

extern "C" int32_t assay_icu_has_locale_data(int32_t data, const char *tag) {
  bool found = false;
  assay::guarded([&](UErrorCode &error) {
    assay::prepare();
    icu::Locale locale = assay::locale_of(tag, error);
    found = U_SUCCESS(error) && assay::has_data(assay::tree_of(data), locale);
  });
  return found;
}

extern "C" assay_icu_table assay_icu_countries(void) {
  return assay::make_table(2, [](assay::Table &table, UErrorCode &) {
    for (const char *code : country_codes()) {
      table.add(code);
      const char *alpha3 = uloc_getISO3Country((std::string("und_") + code).c_str());
      table.add(alpha3 && *alpha3 ? alpha3 : nullptr);
    }
  });
}

extern "C" assay_icu_table assay_icu_region_names(const char *tag) {
  return assay::make_table(4, [&](assay::Table &table, UErrorCode &status) {
    icu::Locale locale = assay::locale_of(tag, status);
    if (U_FAILURE(status) || !assay::has_data(assay::tree_of(ASSAY_ICU_DATA_REGIONS), locale)) return;
    Names full = display_names(locale, UDISPCTX_LENGTH_FULL, status);
    Names abbreviated = display_names(locale, UDISPCTX_LENGTH_SHORT, status);
    if (U_FAILURE(status)) return;
    VariantNames variants(locale);
    for (const char *code : country_codes()) {
      icu::UnicodeString name, other;
      full->regionDisplayName(code, name);
      if (name.isBogus() || name.isEmpty()) continue;
      table.add(code);
      table.add(name);
      abbreviated->regionDisplayName(code, other);
      if (other.isBogus() || other.isEmpty() || other == name) table.add_absent(); else table.add(other);
      if (!variants.name(code, other) || other == name) table.add_absent(); else table.add(other);
    }
  });
}

#include <cstring>
#include <memory>
#include <unordered_map>

#include <unicode/dcfmtsym.h>
#include <unicode/rbnf.h>
#include <unicode/unum.h>

#include "Support.hpp"

extern "C" assay_icu_table assay_icu_number_symbols(const char *tag, int32_t *primary, int32_t *secondary) {
  *primary = *secondary = 0;
  return assay::make_table(7, [&](assay::Table &table, UErrorCode &status) {
    icu::Locale locale = assay::locale_of(tag, status);
    if (U_FAILURE(status) || !assay::has_data(nullptr, locale)) return;
    icu::DecimalFormatSymbols symbols(locale, status);
    UNumberFormat *format = unum_open(UNUM_DECIMAL, nullptr, 0, locale.getName(), nullptr, &status);
    if (U_FAILURE(status)) return;
    if (unum_getAttribute(format, UNUM_GROUPING_USED)) {
      *primary = unum_getAttribute(format, UNUM_GROUPING_SIZE);
      *secondary = unum_getAttribute(format, UNUM_SECONDARY_GROUPING_SIZE);
      if (*primary < 0) *primary = 0;
      if (*secondary <= 0) *secondary = *primary;
    }
    unum_close(format);
    using Symbols = icu::DecimalFormatSymbols;
    for (auto symbol : {Symbols::kDecimalSeparatorSymbol, Symbols::kGroupingSeparatorSymbol, Symbols::kPercentSymbol,
                        Symbols::kPerMillSymbol, Symbols::kMinusSignSymbol, Symbols::kPlusSignSymbol,
                        Symbols::kZeroDigitSymbol}) {
      table.add(symbols.getConstSymbol(symbol));
    }
  });
}

namespace {

/// Rule sets take 0.3 to 5 ms to parse and formatting is not thread-safe: each thread keeps the last ones.
/// Null if the locale has no spellout rules of its own or its parents'.
icu::RuleBasedNumberFormat *spellout_of(const char *tag, UErrorCode &status) {
  static thread_local std::unordered_map<std::string, std::unique_ptr<icu::RuleBasedNumberFormat>> cache;
  auto found = cache.find(tag ? tag : "");
  if (found != cache.end()) return found->second.get();
  icu::Locale locale = assay::locale_of(tag, status);
  if (U_FAILURE(status) || !assay::has_data(assay::tree_of(ASSAY_ICU_DATA_SPELLOUT), locale)) return nullptr;
  auto format = std::make_unique<icu::RuleBasedNumberFormat>(icu::URBNF_SPELLOUT, locale, status);
  if (U_FAILURE(status)) return nullptr;
  if (cache.size() >= 16) cache.clear();
  return (cache[tag] = std::move(format)).get();
}

}  // namespace

extern "C" assay_icu_table assay_icu_spellout_rule_sets(const char *tag) {
  return assay::make_table(1, [&](assay::Table &table, UErrorCode &status) {
    icu::RuleBasedNumberFormat *format = spellout_of(tag, status);
    if (!format) return;
    for (int32_t i = 0; i < format->getNumberOfRuleSetNames(); ++i) table.add(format->getRuleSetName(i));
  });
}

extern "C" assay_icu_table assay_icu_spellout(const char *tag, const char *rule_set, int64_t number) {
  return assay::make_table(1, [&](assay::Table &table, UErrorCode &status) {
    icu::RuleBasedNumberFormat *format = spellout_of(tag, status);
    if (!format) return;
    icu::UnicodeString words;
    icu::FieldPosition position(icu::FieldPosition::DONT_CARE);
    format->format(number, icu::UnicodeString::fromUTF8(rule_set ? rule_set : ""), words, position, status);
    words.findAndReplace(icu::UnicodeString(char16_t(0x00AD)), icu::UnicodeString());
    words.findAndReplace(icu::UnicodeString(char16_t(0x200B)), icu::UnicodeString());
    table.add(words);
  });
}

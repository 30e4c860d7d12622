#include <iterator>
#include <limits>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "Support.hpp"

namespace {

/// ASSAY_ICU_FLAG_PROPERTIES: bit i of `flags` is property i. The Swift face names them in the same order.
constexpr UProperty flag_properties[] = {
    UCHAR_ALPHABETIC, UCHAR_UPPERCASE, UCHAR_LOWERCASE, UCHAR_WHITE_SPACE, UCHAR_IDEOGRAPHIC, UCHAR_UNIFIED_IDEOGRAPH,
    UCHAR_DEFAULT_IGNORABLE_CODE_POINT, UCHAR_NONCHARACTER_CODE_POINT, UCHAR_VARIATION_SELECTOR, UCHAR_BIDI_CONTROL,
    UCHAR_GRAPHEME_EXTEND, UCHAR_DIACRITIC, UCHAR_DASH, UCHAR_QUOTATION_MARK, UCHAR_TERMINAL_PUNCTUATION,
    UCHAR_S_TERM, UCHAR_EMOJI, UCHAR_EMOJI_PRESENTATION, UCHAR_EXTENDED_PICTOGRAPHIC, UCHAR_XID_START,
    UCHAR_XID_CONTINUE, UCHAR_MATH, UCHAR_HEX_DIGIT, UCHAR_CASED,
};
static_assert(std::size(flag_properties) <= 32, "flags are 32 bits");

uint32_t flags_of(UChar32 scalar) {
  uint32_t flags = 0;
  for (size_t bit = 0; bit < std::size(flag_properties); ++bit) {
    if (u_hasBinaryProperty(scalar, flag_properties[bit])) flags |= uint32_t(1) << bit;
  }
  return flags;
}

uint16_t script_of(UChar32 scalar) {
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript(scalar, &status);
  return U_SUCCESS(status) && script >= 0 ? static_cast<uint16_t>(script) : static_cast<uint16_t>(USCRIPT_UNKNOWN);
}

double numeric_value_of(UChar32 scalar) {
  double value = u_getNumericValue(scalar);
  return value == U_NO_NUMERIC_VALUE ? std::numeric_limits<double>::quiet_NaN() : value;
}

const char *value_name(UProperty property, int32_t value, int32_t long_name) {
  return u_getPropertyValueName(property, value, long_name ? U_LONG_PROPERTY_NAME : U_SHORT_PROPERTY_NAME);
}

}  // namespace

extern "C" assay_icu_scalar assay_icu_scalar_properties(uint32_t scalar) {
  UChar32 c = static_cast<UChar32>(scalar);
  assay_icu_scalar result = {};
  result.numeric_value = numeric_value_of(c);
  result.simple_fold = static_cast<uint32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT));
  result.simple_lowercase = static_cast<uint32_t>(u_tolower(c));
  result.simple_uppercase = static_cast<uint32_t>(u_toupper(c));
  result.flags = flags_of(c);
  result.script = script_of(c);
  result.general_category = static_cast<uint8_t>(u_charType(c));
  result.combining_class = u_getCombiningClass(c);
  result.word_break = static_cast<uint8_t>(u_getIntPropertyValue(c, UCHAR_WORD_BREAK));
  result.east_asian_width = static_cast<uint8_t>(u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH));
  return result;
}

extern "C" void assay_icu_fill_properties(
    uint32_t first, size_t count, uint8_t *general_categories, uint16_t *scripts, uint32_t *simple_folds,
    uint32_t *simple_lowercases, uint32_t *flags, uint8_t *word_breaks, double *numeric_values) {
  for (size_t i = 0; i < count; ++i) {
    UChar32 c = static_cast<UChar32>(first + i);
    if (general_categories) general_categories[i] = static_cast<uint8_t>(u_charType(c));
    if (scripts) scripts[i] = script_of(c);
    if (simple_folds) simple_folds[i] = static_cast<uint32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT));
    if (simple_lowercases) simple_lowercases[i] = static_cast<uint32_t>(u_tolower(c));
    if (flags) flags[i] = flags_of(c);
    if (word_breaks) word_breaks[i] = static_cast<uint8_t>(u_getIntPropertyValue(c, UCHAR_WORD_BREAK));
    if (numeric_values) numeric_values[i] = numeric_value_of(c);
  }
}

extern "C" void assay_icu_fill_breaks(
    uint32_t first, size_t count, uint8_t *line_breaks, uint8_t *sentence_breaks, uint8_t *grapheme_breaks) {
  for (size_t i = 0; i < count; ++i) {
    UChar32 c = static_cast<UChar32>(first + i);
    line_breaks[i] = static_cast<uint8_t>(u_getIntPropertyValue(c, UCHAR_LINE_BREAK));
    sentence_breaks[i] = static_cast<uint8_t>(u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK));
    grapheme_breaks[i] = static_cast<uint8_t>(u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK));
  }
}

extern "C" const char *assay_icu_script_name(uint16_t script, int32_t long_name) {
  return value_name(UCHAR_SCRIPT, script, long_name);
}

extern "C" const char *assay_icu_general_category_name(uint8_t category, int32_t long_name) {
  return value_name(UCHAR_GENERAL_CATEGORY, category, long_name);
}

extern "C" const char *assay_icu_word_break_name(uint8_t value, int32_t long_name) {
  return value_name(UCHAR_WORD_BREAK, value, long_name);
}

extern "C" int32_t assay_icu_script_code(const char *name) {
  int32_t value = name ? u_getPropertyValueEnum(UCHAR_SCRIPT, name) : UCHAR_INVALID_CODE;
  return value == UCHAR_INVALID_CODE ? -1 : value;
}

extern "C" int32_t assay_icu_script_extensions(uint32_t scalar, uint16_t *scripts, int32_t capacity) {
  UScriptCode codes[64];
  UErrorCode status = U_ZERO_ERROR;
  int32_t count = uscript_getScriptExtensions(static_cast<UChar32>(scalar), codes, 64, &status);
  if (U_FAILURE(status)) return -static_cast<int32_t>(status);
  for (int32_t i = 0; i < count && i < capacity; ++i) scripts[i] = static_cast<uint16_t>(codes[i]);
  return count;
}

#include "CCLD2.h"

#include <cstdio>  // CLD2's header uses FILE without including it.
#include <cstring>
#include <map>
#include <string>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

namespace {

/// CLD2's codes that are not today's BCP 47.
struct Rename {
  const char *cld2, *bcp47;
};
constexpr Rename renames[] = {
    {"iw", "he"}, {"jw", "jv"}, {"no", "nb"}, {"tl", "fil"}, {"bh", "bho"}, {"blu", "hmn"},
    // Unknown, and CLD2's jokes.
    {"un", "und"}, {"xxx", "und"}, {"zzb", "und"}, {"zzp", "und"}, {"zzh", "und"}, {"zze", "und"},
};

/// The tag of each of CLD2's languages, made once: a result's strings live as long as the process.
const char *tag_of(CLD2::Language language) {
  static const std::map<int, std::string> tags = [] {
    std::map<int, std::string> made;
    for (int i = 0; i < CLD2::NUM_LANGUAGES; ++i) {
      std::string code = CLD2::LanguageCode(static_cast<CLD2::Language>(i));
      for (const Rename &rename : renames) {
        if (code == rename.cld2) code = rename.bcp47;
      }
      // Writing known, language not: xx-Cyrl. Qaai is the old code of inherited marks.
      if (code.compare(0, 3, "xx-") == 0) code = code == "xx-Qaai" ? "und-Zinh" : "und-" + code.substr(3);
      made[i] = code;
    }
    return made;
  }();
  auto found = tags.find(language);
  return found == tags.end() ? "und" : found->second.c_str();
}

/// CLD2's language of a BCP 47 tag: the tag itself, else its language subtag.
CLD2::Language language_of(const char *tag) {
  if (!tag || !*tag) return CLD2::UNKNOWN_LANGUAGE;
  auto lookup = [](const std::string &tag) {
    for (int i = 0; i < CLD2::NUM_LANGUAGES; ++i) {
      if (tag == tag_of(static_cast<CLD2::Language>(i))) return static_cast<CLD2::Language>(i);
    }
    return CLD2::UNKNOWN_LANGUAGE;
  };
  std::string text(tag);
  if (text == "und" || text.compare(0, 4, "und-") == 0) return CLD2::UNKNOWN_LANGUAGE;
  if (text == "no") return CLD2::NORWEGIAN;
  if (text == "tl") return CLD2::TAGALOG;
  if (text == "zh-TW" || text == "zh-HK" || text == "zh-MO" || text.compare(0, 7, "zh-Hant") == 0) {
    return CLD2::CHINESE_T;
  }
  CLD2::Language exact = lookup(text);
  size_t end = text.find_first_of("-_");
  return exact != CLD2::UNKNOWN_LANGUAGE || end == std::string::npos ? exact : lookup(text.substr(0, end));
}

/// The length of the well-formed interchange scalar at `index`, or 0.
size_t interchange_length(const std::string &text, size_t index, size_t length) {
  auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  uint8_t lead = byte(index);
  if (lead < 0x80) return lead == '\t' || lead == '\n' || lead == '\r' || (lead >= ' ' && lead < 0x7F) ? 1 : 0;
  size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || size > length - index) return 0;
  uint32_t scalar = lead & (0x7F >> size);
  for (size_t i = 1; i < size; ++i) {
    if ((byte(index + i) & 0xC0) != 0x80) return 0;
    scalar = scalar << 6 | (byte(index + i) & 0x3F);
  }
  constexpr uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  bool surrogate = scalar >= 0xD800 && scalar <= 0xDFFF;
  bool noncharacter = (scalar & 0xFFFE) == 0xFFFE || (scalar >= 0xFDD0 && scalar <= 0xFDEF);
  bool control = scalar < 0xA0;
  return scalar < smallest[size] || scalar > 0x10FFFF || surrogate || noncharacter || control ? 0 : size;
}

/// Overwrites what CLD2 refuses with spaces: one control character would make it give up on the whole text.
void blank_refused(std::string &text, size_t length) {
  for (size_t index = 0; index < length;) {
    size_t size = interchange_length(text, index, length);
    if (size == 0) text[index++] = ' ';
    index += size;
  }
}

}  // namespace

extern "C" int32_t assay_cld2_detect(const uint8_t *bytes, size_t length, const char *hint, assay_cld2_result *result) {
  *result = {};
  for (assay_cld2_candidate &candidate : result->candidates) candidate.language = "und";
  try {
    constexpr size_t most = 0x7FFFFF00;
    if (length > most) length = most;
    if (length == 0) return 0;
    // A copy with zeros behind it: CLD2's scanners look a few bytes past the end.
    static thread_local std::string text;
    if (text.capacity() > (1 << 22)) std::string().swap(text);
    text.assign(reinterpret_cast<const char *>(bytes), length);
    text.append(64, '\0');

    CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, language_of(hint)};
    CLD2::Language languages[3];
    int percents[3] = {};
    double scores[3] = {};
    int letters = 0, prefix = 0;
    bool reliable = false;
    auto detect = [&] {
      CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(length), true, &hints, 0, languages,
                                              percents, scores, nullptr, &letters, &reliable, &prefix);
    };
    for (CLD2::Language &language : languages) language = CLD2::UNKNOWN_LANGUAGE;
    detect();
    result->valid_prefix = static_cast<size_t>(prefix);
    if (static_cast<size_t>(prefix) < length) {
      blank_refused(text, length);
      detect();
    }
    for (int i = 0; i < 3; ++i) {
      result->candidates[i] = {tag_of(languages[i]), percents[i], scores[i]};
      if (std::strcmp(result->candidates[i].language, "und") == 0) {
        result->candidates[i] = {"und", 0, 0};
      }
    }
    // Known ones first, in CLD2's order.
    assay_cld2_candidate sorted[3];
    int32_t count = 0;
    for (const assay_cld2_candidate &candidate : result->candidates) {
      if (std::strcmp(candidate.language, "und") != 0) sorted[count++] = candidate;
    }
    for (int32_t i = 0; i < 3; ++i) {
      result->candidates[i] = i < count ? sorted[i] : assay_cld2_candidate{"und", 0, 0};
    }
    result->count = count;
    result->is_reliable = reliable && count > 0;
    result->letter_bytes = letters;
    return 0;
  } catch (...) {
    return -1;
  }
}

extern "C" const char *assay_cld2_version(void) { return CLD2::DetectLanguageVersion(); }

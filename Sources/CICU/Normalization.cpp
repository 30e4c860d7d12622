#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include "Support.hpp"

namespace {

const icu::Normalizer2 *normalizer_of(int32_t form, UErrorCode &status) {
  switch (form) {
    case ASSAY_ICU_NFC: return icu::Normalizer2::getNFCInstance(status);
    case ASSAY_ICU_NFKC: return icu::Normalizer2::getNFKCInstance(status);
    case ASSAY_ICU_NFKC_CASEFOLD: return icu::Normalizer2::getNFKCCasefoldInstance(status);
    default: status = U_ILLEGAL_ARGUMENT_ERROR; return nullptr;
  }
}

icu::StringPiece piece_of(const uint8_t *bytes, size_t length) {
  return icu::StringPiece(reinterpret_cast<const char *>(bytes), static_cast<int32_t>(length));
}

}  // namespace

extern "C" int32_t assay_icu_is_normalized(int32_t form, const uint8_t *bytes, size_t length) {
  bool normalized = false;
  UErrorCode status = assay::guarded([&](UErrorCode &error) {
    if (!assay::fits(length)) {
      error = U_INDEX_OUTOFBOUNDS_ERROR;
      return;
    }
    const icu::Normalizer2 *normalizer = normalizer_of(form, error);
    if (U_SUCCESS(error)) normalized = normalizer->isNormalizedUTF8(piece_of(bytes, length), error);
  });
  return U_FAILURE(status) ? -static_cast<int32_t>(status) : normalized;
}

extern "C" assay_icu_normalized assay_icu_normalize(int32_t form, const uint8_t *bytes, size_t length) {
  static thread_local std::string target;
  static thread_local std::vector<assay_icu_edit> changes;
  UErrorCode status = assay::guarded([&](UErrorCode &error) {
    target.clear();
    changes.clear();
    if (!assay::fits(length)) {
      error = U_INDEX_OUTOFBOUNDS_ERROR;
      return;
    }
    const icu::Normalizer2 *normalizer = normalizer_of(form, error);
    if (U_FAILURE(error) || length == 0) return;
    icu::StringByteSink<std::string> sink(&target, static_cast<int32_t>(length));
    icu::Edits edits;
    normalizer->normalizeUTF8(0, piece_of(bytes, length), sink, &edits, error);
    icu::Edits::Iterator change = edits.getFineChangesIterator();
    while (change.next(error)) {
      changes.push_back({static_cast<uint32_t>(change.sourceIndex()), static_cast<uint32_t>(change.oldLength()),
                         static_cast<uint32_t>(change.destinationIndex()), static_cast<uint32_t>(change.newLength())});
    }
  });
  if (U_FAILURE(status)) return {nullptr, 0, nullptr, 0, status};
  return {reinterpret_cast<const uint8_t *>(target.data()), target.size(), changes.data(), changes.size(), U_ZERO_ERROR};
}

extern "C" int32_t assay_icu_has_boundary_before(int32_t form, uint32_t scalar) {
  bool boundary = false;
  assay::guarded([&](UErrorCode &error) {
    const icu::Normalizer2 *normalizer = normalizer_of(form, error);
    if (U_SUCCESS(error)) boundary = normalizer->hasBoundaryBefore(static_cast<UChar32>(scalar));
  });
  return boundary;
}

extern "C" assay_icu_table assay_icu_decomposition(uint32_t scalar, int32_t compatibility) {
  return assay::make_table(1, [&](assay::Table &table, UErrorCode &status) {
    const icu::Normalizer2 *normalizer =
        compatibility ? icu::Normalizer2::getNFKCInstance(status) : icu::Normalizer2::getNFCInstance(status);
    icu::UnicodeString mapping;
    if (U_SUCCESS(status) && normalizer->getDecomposition(static_cast<UChar32>(scalar), mapping)) {
      table.add(mapping);
    } else {
      table.add_absent();
    }
  });
}

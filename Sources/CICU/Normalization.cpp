#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

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

/// Combining marks in a row that are normalized together; Unicode's Stream-Safe format allows 30. ICU sorts a row of
/// marks by insertion, so a megabyte of them would take hours.
constexpr int32_t longest_mark_run = 128;

/// The end of the piece that starts at `start`: the text's end, or a cut in an endless row of marks.
int32_t piece_end(const uint8_t *bytes, int32_t start, int32_t length) {
  int32_t run = 0;
  for (int32_t index = start; index < length;) {
    int32_t before = index;
    UChar32 scalar = bytes[index];
    if (scalar < 0x80) {
      ++index;
      run = 0;
      continue;
    }
    U8_NEXT(bytes, index, length, scalar);
    if (scalar < 0x300 || u_getCombiningClass(scalar) == 0) {
      run = 0;
    } else if (++run > longest_mark_run) {
      return before;
    }
  }
  return length;
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
    int32_t size = static_cast<int32_t>(length);
    icu::StringByteSink<std::string> sink(&target, size);
    for (int32_t start = 0, end; start < size && U_SUCCESS(error); start = end) {
      end = piece_end(bytes, start, size);
      auto source_base = static_cast<uint32_t>(start), target_base = static_cast<uint32_t>(target.size());
      icu::Edits edits;
      normalizer->normalizeUTF8(0, piece_of(bytes + start, static_cast<size_t>(end - start)), sink, &edits, error);
      icu::Edits::Iterator change = edits.getFineChangesIterator();
      while (change.next(error)) {
        changes.push_back({source_base + static_cast<uint32_t>(change.sourceIndex()),
                           static_cast<uint32_t>(change.oldLength()),
                           target_base + static_cast<uint32_t>(change.destinationIndex()),
                           static_cast<uint32_t>(change.newLength())});
      }
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

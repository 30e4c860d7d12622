// What the shim's files share: the border between exceptions and statuses, locales, and tables of strings.
#pragma once

#include <limits>
#include <new>
#include <string>
#include <vector>

#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <unicode/utypes.h>

#include "CICU.h"

namespace assay {

/// ICU counts in int32_t; longer input is refused, not cut.
inline bool fits(size_t length) { return length <= static_cast<size_t>(std::numeric_limits<int32_t>::max()); }

/// Fixes ICU's default locale to root, so that no result depends on the environment. Called before any locale use.
void prepare();

/// The locale of a language tag ('_' is read as '-'); `status` fails if the tag is malformed.
icu::Locale locale_of(const char *tag, UErrorCode &status);

/// The ICU data tree of an ASSAY_ICU_DATA_ constant; NULL is the main tree.
const char *tree_of(int32_t data);

/// Whether the locale or a parent other than root has a bundle in the tree.
bool has_data(const char *tree, const icu::Locale &locale);

/// Collects the cells of one table in an arena; the result points into it.
class Table {
 public:
  /// The calling thread's table, emptied.
  static Table &fresh(size_t columns);

  void add(const char *utf8, size_t length);
  void add(const char *utf8);
  void add(const icu::UnicodeString &text);
  void add_absent() { spans_.push_back({0, absent}); }

  assay_icu_table finish(UErrorCode status);

 private:
  static constexpr size_t absent = ~size_t(0);
  struct Span {
    size_t start, length;
  };
  std::string arena_;
  std::vector<Span> spans_;
  std::vector<assay_icu_text> cells_;
  size_t columns_ = 1;
};

/// Runs `body`, which fills a table; exceptions become statuses.
template <typename Body>
assay_icu_table make_table(size_t columns, Body body) noexcept {
  UErrorCode status = U_ZERO_ERROR;
  try {
    prepare();
    Table &table = Table::fresh(columns);
    body(table, status);
    return table.finish(status);
  } catch (const std::bad_alloc &) {
    status = U_MEMORY_ALLOCATION_ERROR;
  } catch (...) {
    status = U_INTERNAL_PROGRAM_ERROR;
  }
  return {nullptr, columns, 0, status};
}

/// Runs `body(status)`; exceptions become statuses.
template <typename Body>
UErrorCode guarded(Body body) noexcept {
  UErrorCode status = U_ZERO_ERROR;
  try {
    body(status);
  } catch (const std::bad_alloc &) {
    status = U_MEMORY_ALLOCATION_ERROR;
  } catch (...) {
    status = U_INTERNAL_PROGRAM_ERROR;
  }
  return status;
}

}  // namespace assay

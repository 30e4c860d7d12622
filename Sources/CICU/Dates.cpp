#include <unicode/dtfmtsym.h>

#include "Support.hpp"

extern "C" assay_icu_table assay_icu_date_names(const char *tag) {
  return assay::make_table(8, [&](assay::Table &table, UErrorCode &status) {
    icu::Locale locale = assay::locale_of(tag, status);
    if (U_FAILURE(status) || !assay::has_data(nullptr, locale)) return;
    icu::DateFormatSymbols symbols(locale, "gregorian", status);
    if (U_FAILURE(status)) return;
    using Symbols = icu::DateFormatSymbols;
    struct Column {
      const icu::UnicodeString *names;
      int32_t count;
    };
    std::vector<Column> columns;
    for (auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      for (auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
        int32_t count = 0;
        const icu::UnicodeString *names = symbols.getMonths(count, context, width);
        columns.push_back({names, count});
      }
    }
    for (auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      for (auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
        int32_t count = 0;
        const icu::UnicodeString *names = symbols.getWeekdays(count, context, width);
        // Weekdays count from 1; entry 0 is empty.
        columns.push_back({names + 1, count - 1});
      }
    }
    for (int32_t row = 0; row < 12; ++row) {
      for (const Column &column : columns) {
        if (row < column.count && !column.names[row].isEmpty()) table.add(column.names[row]); else table.add_absent();
      }
    }
  });
}

#include <unicode/calendar.h>
#include <unicode/dtfmtsym.h>
#include <unicode/timezone.h>

#include <memory>

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

extern "C" size_t assay_icu_month_starts(const char *calendar, int32_t first_year, int32_t years, int32_t *days) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale("en");
  locale.setKeywordValue("calendar", calendar, status);
  std::unique_ptr<icu::Calendar> months(
      icu::Calendar::createInstance(icu::TimeZone::getGMT()->clone(), locale, status));
  if (U_FAILURE(status)) return 0;
  size_t count = 0;
  for (int32_t month = 0; month <= years * 12; ++month) {
    months->clear();
    months->set(UCAL_EXTENDED_YEAR, first_year + month / 12);
    months->set(UCAL_MONTH, month % 12);
    months->set(UCAL_DATE, 1);
    double milliseconds = months->getTime(status);
    if (U_FAILURE(status)) return 0;
    days[count++] = static_cast<int32_t>(milliseconds / 86400000.0);
  }
  return count;
}

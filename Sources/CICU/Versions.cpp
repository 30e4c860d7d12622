#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/uversion.h>

#include "Support.hpp"

extern "C" assay_icu_table assay_icu_versions(void) {
  return assay::make_table(3, [](assay::Table &table, UErrorCode &status) {
    UVersionInfo version;
    char text[U_MAX_VERSION_STRING_LENGTH];
    u_getVersion(version);
    u_versionToString(version, text);
    table.add(text);
    ulocdata_getCLDRVersion(version, &status);
    u_versionToString(version, text);
    table.add(text);
    u_getUnicodeVersion(version);
    u_versionToString(version, text);
    table.add(text);
  });
}

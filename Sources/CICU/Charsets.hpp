// What conversion and the way back share: how converters are opened, and what counts as malformed.
#pragma once

#include <memory>

#include <unicode/ucnv.h>

namespace assay {

using Converter = std::unique_ptr<UConverter, void (*)(UConverter *)>;

/// ICU reads options after a comma and opens the platform's charset for an empty name; neither is a charset's name.
bool is_charset_name(const char *name);

/// A converter that stops at malformed input; `error` fails for an unknown charset.
Converter open_stopping(const char *charset, UErrorCode &error);

/// Whether a conversion stopped at input that is not of the charset, and may go on behind it.
bool is_malformed(UErrorCode step);

}  // namespace assay

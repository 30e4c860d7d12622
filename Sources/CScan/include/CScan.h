// Scans over bytes that the C compiler turns into vector instructions; Swift's own vectors are far slower here.
#ifndef ASSAY_CSCAN_H
#define ASSAY_CSCAN_H

#include <stddef.h>
#include <stdint.h>

/// 1 if some letter of valid UTF-8 has beside it what sound text does not have there, as misread UTF-8 does: behind C3 xx
/// (à to ô and their capitals) any sign, quote or dash; behind a Cyrillic letter a sign, a piece of a frame or a letter of
/// Serbian or Macedonian; before one a letter of ASCII. What does stand behind Cyrillic letters, as quotes, no-break spaces
/// and Ukrainian letters, counts only with ASCII behind it.
int32_t assay_may_hold_mojibake(const uint8_t *bytes, size_t length);

/// Asks for the line of memory at an address that will be read soon; nothing waits for it.
static inline void assay_prefetch(const void *address) { __builtin_prefetch(address); }

#endif

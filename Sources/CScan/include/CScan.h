// Scans over bytes by vector and checksum instructions, which Swift has not or has far slower.
#ifndef ASSAY_CSCAN_H
#define ASSAY_CSCAN_H

#include <stddef.h>
#include <stdint.h>

/// 1 if some letter of valid UTF-8 has beside it what sound text does not have there, as misread UTF-8 does: behind C3 xx
/// (à to ô and their capitals) any sign, quote or dash; behind a Cyrillic letter a sign, a piece of a frame or a letter of
/// Serbian or Macedonian; before one a letter of ASCII. What does stand behind Cyrillic letters, as quotes, no-break spaces
/// and Ukrainian letters, counts only with ASCII behind it.
int32_t assay_may_hold_mojibake(const uint8_t *bytes, size_t length);

/// Whether the processor computes CRC-32C by itself.
int32_t assay_has_crc32c(void);

/// The CRC-32C register after more bytes, without the inversions before and behind; only where `assay_has_crc32c`.
uint32_t assay_crc32c(uint32_t crc, const uint8_t *bytes, size_t length);

/// Asks for the line of memory at an address that will be read soon; nothing waits for it.
static inline void assay_prefetch(const void *address) { __builtin_prefetch(address); }

#endif

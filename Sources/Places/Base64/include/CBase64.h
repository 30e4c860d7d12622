// Reads bytes of the program that stand in its source as text.
#ifndef ASSAY_CBASE64_H
#define ASSAY_CBASE64_H

#include <stdint.h>

/// Decodes base64 without line breaks and padding; `output` has room for three quarters of `size`.
void assay_base64_decode(const uint8_t *text, int64_t size, uint8_t *output);

#endif

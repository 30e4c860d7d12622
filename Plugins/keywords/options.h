/* Reads single options out of the JSON object that the host hands to create. The host has checked types and bounds. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A whole number, or fallback where the option is absent. */
int64_t int_option(const uint8_t *json, size_t count, const char *name, int64_t fallback);

/* A text, with a zero at its end; false where it is absent or does not fit. */
bool text_option(const uint8_t *json, size_t count, const char *name, char *out, size_t room);

#endif

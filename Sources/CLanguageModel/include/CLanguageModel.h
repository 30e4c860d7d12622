// The model of the language stage as bytes of the program.
#ifndef ASSAY_CLANGUAGEMODEL_H
#define ASSAY_CLANGUAGEMODEL_H

#include <stddef.h>
#include <stdint.h>

const uint8_t *assay_language_model(void);
size_t assay_language_model_size(void);

#endif

// The model of names of the stage `entities` as bytes of the program.
#ifndef ASSAY_CENTITYMODEL_H
#define ASSAY_CENTITYMODEL_H

#include <stddef.h>
#include <stdint.h>

const uint8_t *assay_entity_model(void);
size_t assay_entity_model_size(void);

#endif

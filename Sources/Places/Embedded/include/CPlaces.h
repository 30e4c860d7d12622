// The cities of the stage `entities` as bytes of the program; Sources/Places/Compiler writes them. Data: GeoNames, CC BY 4.0.
#ifndef ASSAY_CPLACES_H
#define ASSAY_CPLACES_H

#include <stddef.h>
#include <stdint.h>

/// Names that stand alone.
const uint8_t *assay_places_standing(void);
size_t assay_places_standing_size(void);
/// All names.
const uint8_t *assay_places_known(void);
size_t assay_places_known_size(void);

#endif

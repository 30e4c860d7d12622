// The header is all there is: plugins are called, nothing of Assay is linked into them.
#include "assay_plugin.h"

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a family of orders is shown. */
#pragma once

#include "shared.h"

void family_print(const struct family *f); /* nothing for an order that stands alone */
json_t *family_json(const struct family *f);

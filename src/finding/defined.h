/* SPDX-License-Identifier: GPL-3.0-or-later */
/* defined - the small print's own definition of the buyer: 'Acme Foods, LLC (the "Buyer")' */
#pragma once

#include "facts.h"

void defined_buyer(struct reading *r);

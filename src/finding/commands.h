/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * commands - lines of a reply's own new text that ask for something: "route 12", "NONE"
 *
 * The whole line, in plain letters and figures; what is quoted, forwarded or a signature never counts. Whether the writer may, the
 * keeper decides.
 */
#pragma once

#include "assemble.h"

void commands_assemble(const struct examination *x, struct report *out);

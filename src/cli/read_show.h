/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "purser/finding.h"

/* A report for people: several lines, safe for a terminal, ends with an empty line. */
char *read_show(const struct report *r, const char *name);

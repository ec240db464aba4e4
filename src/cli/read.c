/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `purser read`. */
#include "cli.h"

#include <stdio.h>
#include <sysexits.h>

int
cli_read(int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED)
{
	fputs("Usage: purser read [--json] FILE... | -\n", stderr);
	return EX_USAGE;
}

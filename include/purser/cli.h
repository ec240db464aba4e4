/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli - the command table of `purser`
 *
 * A command is one row (src/cli/commands.c): name, arguments, one line of help, function. Each parses its own options
 * with GOption, prints for people or, with --json, JSON, and returns a sysexits.h status.
 */
#pragma once

#include "purser/base.h"

int cli_main(int argc, char **argv);

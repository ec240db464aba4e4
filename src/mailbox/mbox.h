/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mbox - messages in one file, each behind a "From " line
 *
 * A line parts messages only if an empty line, or the file's begin, stands before it, if it ends like a From_
 * line (a time of day and a year), and if something like a header follows: bodies hold lines that begin with
 * "From ". Quoting is undone as in mboxrd: one '>' is taken from every line of '>'s before "From ".
 */
#pragma once

#include "purser/base.h"

gboolean mbox_looks_like(GBytes *bytes);
/* Calls back with "NAME#1" …; a file with one message only goes by its own name. FALSE from the callback ends
 * it and is returned. */
gboolean mbox_walk(const char *name, GBytes *bytes,
    gboolean (*each)(const char *name, GBytes *bytes, gpointer data), gpointer data);

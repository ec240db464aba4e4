/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sandbox - the walls around a reader
 *
 *	sandbox_prepare()   once in the prepared parent: builds the system-call filter and asks what the
 *kernel can do sandbox_enter()     in each child, before it sees a hostile byte; there is no way back
 *
 * Five walls, each enough for most attacks: no_new_privs and not dumpable; resource limits; no memory both
 *writable and executable; Landlock without a single rule (no file can be opened, nothing bound, connected or
 *signalled, as far as the kernel's Landlock knows these); a seccomp filter that allows what computing needs
 *and kills on the rest. Calls by which libraries only look around (open, access, socket …) fail with EACCES
 *instead, so that they degrade.
 */
#pragma once

#include "purser/base.h"

/* HALT: this kernel, or a filter around us, does not allow a sandbox. */
gboolean sandbox_prepare(GError **error);
gboolean sandbox_enter(const struct limits *limits, GError **error);
/* Microseconds of processor time from now on, then SIGPROF ends the process. */
void sandbox_cpu_allow(gint64 us);
/* A development build that was told to go without: said once, so that nobody runs so by accident. */
gboolean sandbox_is_off(void);

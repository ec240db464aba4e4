/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Faults on purpose, for tests of what happens when a reader dies: a header `X-Purser-Test-Fault: crash`,
 * hang, spin, memory or flood. Only builds for tests have them (-DPURSER_TEST_FAULTS); elsewhere this is
 * nothing at all.
 */
#pragma once

#include <glib.h>

#ifdef PURSER_TEST_FAULTS
void reader_fault(const guint8 *bytes, gsize size);
#else
#define reader_fault(bytes, size) ((void)0)
#endif
/* For tests to ask. */
gboolean reader_has_faults(void);

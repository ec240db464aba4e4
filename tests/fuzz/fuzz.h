/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz - what the libFuzzer targets share
 *
 * A target is one file: it includes this, and defines fuzz_prepare() and fuzz_one(). Each input may cost FUZZ_SECONDS of
 * processor time: more is a finding of its own, told with the stack of where it was. Wall-clock limits would find a busy
 * machine instead.
 *
 * What must hold of a result, however bad the bytes were, is said with fuzz_must().
 */
#pragma once

#include "purser/base.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#ifndef FUZZ_SECONDS
#define FUZZ_SECONDS 2
#endif

static void fuzz_prepare(void);
static void fuzz_one(const guint8 *bytes, gsize size);

#define fuzz_must(condition)                                                            \
	do {                                                                            \
		if (!(condition)) {                                                     \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
			abort();                                                        \
		}                                                                       \
	} while (0)

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size);

static inline void
fuzz_too_slow(int signal_number G_GNUC_UNUSED)
{
	static const char text[] = "too much processor time for one input\n";

	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(1);
	abort();
}

int
LLVMFuzzerInitialize(int *argc G_GNUC_UNUSED, char ***argv G_GNUC_UNUSED)
{
	signal(SIGVTALRM, fuzz_too_slow);
	fuzz_prepare();
	return 0;
}

int
LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size)
{
	struct itimerval limit = { .it_value = { .tv_sec = FUZZ_SECONDS } };

	setitimer(ITIMER_VIRTUAL, &limit, NULL);
	fuzz_one(size ? bytes : (const guint8 *)"", size);
	limit.it_value.tv_sec = 0;
	setitimer(ITIMER_VIRTUAL, &limit, NULL);
	return 0;
}

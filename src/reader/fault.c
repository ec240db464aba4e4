/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See fault.h. */
#include "fault.h"

gboolean
reader_has_faults(void)
{
#ifdef PURSER_TEST_FAULTS
	return TRUE;
#else
	return FALSE;
#endif
}

#ifdef PURSER_TEST_FAULTS

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
fault_memory(void)
{
	for (;;) {
		char *block = g_malloc(16 << 20);

		memset(block, 1, 16 << 20);
		/* Kept on purpose; the compiler may not think otherwise. */
		__asm__ volatile("" : : "r"(block) : "memory");
	}
}

/* Writes nonsense to whatever is open: the keeper's socket among it. */
static void
fault_flood(void)
{
	static const char nonsense[4096] = { 1 };
	gssize n = 0;

	for (int round = 0; round < 256; round++)
		for (int fd = 3; fd < 32; fd++)
			n += write(fd, nonsense, sizeof nonsense);
	_exit(n > 0);
}

void
reader_fault(const guint8 *bytes, gsize size)
{
	static const char header[] = "X-Purser-Test-Fault: ";
	const char *found = memmem(bytes, MIN(size, 4096), header, sizeof header - 1);
	const char *what = found ? found + sizeof header - 1 : NULL;
	gsize left = found ? size - (gsize)((const guint8 *)what - bytes) : 0;

	if (left >= 5 && memcmp(what, "crash", 5) == 0)
		abort();
	else if (left >= 4 && memcmp(what, "hang", 4) == 0)
		poll(NULL, 0, -1);
	else if (left >= 4 && memcmp(what, "spin", 4) == 0)
		for (volatile guint i = 0;; i++)
			;
	else if (left >= 6 && memcmp(what, "memory", 6) == 0)
		fault_memory();
	else if (left >= 5 && memcmp(what, "flood", 5) == 0)
		fault_flood();
}
#endif

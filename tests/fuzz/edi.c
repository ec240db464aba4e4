/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Interchanges: X12, TRADACOMS, EDIFACT, told apart by their first byte. */
#include "reader.h"

static void
fuzz_prepare(void)
{
	message_init();
	document_init();
}

static void
fuzz_one(const guint8 *bytes, gsize size)
{
	if (size && bytes[0] == 'I')
		fuzz_reader(x12_read, bytes, size);
	else if (size && bytes[0] == 'S')
		fuzz_reader(tradacoms_read, bytes, size);
	else
		fuzz_reader(edifact_read, bytes, size);
}

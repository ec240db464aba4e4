/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives as they come, damaged directories and all; Office's readers see them too. */
#include "document/office.h"
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
	fuzz_document(bytes, size, NULL, NULL);
	fuzz_reader(zip_read, bytes, size);
	fuzz_reader(docx_read, bytes, size);
	fuzz_reader(xlsx_read, bytes, size);
	fuzz_reader(odt_read, bytes, size);
	fuzz_reader(ods_read, bytes, size);
}

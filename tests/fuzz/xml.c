/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers in XML: UBL, cXML, OpenTrans, Order-X, and any other XML. */
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
	fuzz_reader(xml_read, bytes, size);
}

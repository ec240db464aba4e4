/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOCX, XLSX, ODT and ODS from the inside. Packed parts with check sums would keep a fuzzer out, so it makes the parts, and an
 * archive is put together around them. Input: one byte ('d', 'x', 't' or 's'), then the parts, each "NAME LF SIZE LF BYTES LF".
 */
#include "document/office.h"
#include "reader.h"

#include <zip.h>

#define PARTS_MAX 40

static void
fuzz_prepare(void)
{
	message_init();
	document_init();
}

/* The next line's start and size; FALSE: there is none. */
static gboolean
line_take(const char **at, const char *end, const char **out, gsize *out_size)
{
	const char *stop = *at < end ? memchr(*at, '\n', (gsize)(end - *at)) : NULL;

	if (!stop)
		return FALSE;
	*out = *at;
	*out_size = (gsize)(stop - *at);
	*at = stop + 1;
	return TRUE;
}

static void
parts_add(zip_t *zip, const char *at, const char *end)
{
	const char *name, *count;
	gsize name_size, count_size;

	for (guint i = 0; i < PARTS_MAX; i++) {
		g_autofree char *part = NULL, *number = NULL;
		zip_source_t *source;
		gsize size;
		gint64 index;

		if (!line_take(&at, end, &name, &name_size) || !line_take(&at, end, &count, &count_size))
			break;
		part = g_strndup(name, MIN(name_size, 100));
		number = g_strndup(count, MIN(count_size, 10));
		size = MIN((gsize)g_ascii_strtoull(number, NULL, 10), (gsize)(end - at));
		source = zip_source_buffer(zip, at, size, 0);
		index = zip_file_add(zip, part, source, ZIP_FL_OVERWRITE);
		if (index < 0)
			zip_source_free(source);
		else
			zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
		at += size;
		if (at < end)
			at++;
	}
}

static void
fuzz_one(const guint8 *bytes, gsize size)
{
	zip_source_t *store;
	zip_stat_t st;
	zip_t *zip;

	if (!size)
		return;
	store = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip = zip_open_from_source(store, ZIP_TRUNCATE, NULL);
	zip_source_keep(store);
	parts_add(zip, (const char *)bytes + 1, (const char *)bytes + size);
	if (zip_close(zip) != 0)
		zip_discard(zip);
	if (zip_source_stat(store, &st) == 0 && zip_source_open(store) == 0) {
		g_autofree guint8 *file = g_malloc(st.size);
		zip_int64_t n = zip_source_read(store, file, st.size);

		zip_source_close(store);
		if (n > 0)
			fuzz_reader(bytes[0] == 'd'   ? docx_read
				    : bytes[0] == 't' ? odt_read
				    : bytes[0] == 's' ? ods_read
						      : xlsx_read,
			    file, (gsize)n);
	}
	zip_source_free(store);
}

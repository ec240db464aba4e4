/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See archive.h. */
#include "archive.h"

#include <string.h>
#include <zip.h>

#define RATIO_FLOOR M(1) /* a small file may unpack to this whatever its ratio */
#define ENTRIES_MAX 65535

struct archive {
	GBytes *bytes;
	zip_t *zip;
	const struct limits *limits;
	guint n;
	gsize left; /* bytes that may still be unpacked */
};

/* Headers of the directory, as the file's bytes show them: libzip would make room for all that are claimed. */
static gboolean
has_too_many(const guint8 *bytes, gsize size)
{
	const guint8 *at = bytes, *end = bytes + size;

	for (guint n = 0; (at = memmem(at, (gsize)(end - at), "PK\1\2", 4)); at += 4)
		if (++n > ENTRIES_MAX)
			return TRUE;
	return FALSE;
}

/* Entries that share bytes are packed bombs: then the sum is more than the whole. */
static gboolean
overlaps(const struct archive *a)
{
	guint64 sum = 0;
	zip_stat_t stat;

	for (guint i = 0; i < a->n; i++) {
		if (zip_stat_index(a->zip, i, 0, &stat) < 0 || !(stat.valid & ZIP_STAT_COMP_SIZE) ||
		    stat.comp_size > g_bytes_get_size(a->bytes))
			return TRUE;
		sum += stat.comp_size;
	}
	return sum > g_bytes_get_size(a->bytes);
}

struct archive *
archive_open(struct document *d, const struct source *s)
{
	struct archive *a;
	zip_source_t *source;
	zip_error_t error;

	d->complex_format = TRUE;
	if (has_too_many(s->bytes, s->size)) {
		document_say(d, READ_SKIPPED, "it holds more than %d files", ENTRIES_MAX);
		return NULL;
	}
	a = g_new0(struct archive, 1);
	a->bytes = g_bytes_ref(s->whole);
	a->limits = s->limits;
	a->left = (gsize)s->limits->part_size;
	zip_error_init(&error);
	source = zip_source_buffer_create(s->bytes, s->size, 0, &error);
	a->zip = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) : NULL;
	if (!a->zip && source)
		zip_source_free(source);
	zip_error_fini(&error);
	if (a->zip)
		a->n = (guint)CLAMP(zip_get_num_entries(a->zip, 0), 0, ENTRIES_MAX);
	if (!a->zip || overlaps(a)) {
		document_say(d, READ_DAMAGED, "%s",
		    a->zip ? "its entries overlap" : "its directory is damaged or contradicts its content");
		archive_free(a);
		return NULL;
	}
	return a;
}

void
archive_free(struct archive *a)
{
	if (!a)
		return;
	if (a->zip)
		zip_discard(a->zip);
	g_bytes_unref(a->bytes);
	g_free(a);
}

guint
archive_count(const struct archive *a)
{
	return a->n;
}

const char *
archive_name(const struct archive *a, guint index)
{
	const char *name = zip_get_name(a->zip, index, ZIP_FL_ENC_GUESS);

	return name && g_utf8_validate(name, -1, NULL) ? name : "";
}

gint64
archive_find(const struct archive *a, const char *name)
{
	return zip_name_locate(a->zip, name, ZIP_FL_NOCASE | ZIP_FL_ENC_GUESS);
}

/* Bytes that this entry may have; its own claim of a size is no proof. */
static gsize
entry_most(const struct archive *a, const zip_stat_t *stat)
{
	guint64 by_ratio = MAX(stat->comp_size * (guint64)a->limits->archive_ratio, (guint64)RATIO_FLOOR);

	return (gsize)MIN(by_ratio, (guint64)a->left);
}

static GBytes *
entry_unpack(zip_file_t *file, gsize guess, gsize most, enum archive_result *out_result)
{
	GByteArray *out = g_byte_array_sized_new((guint)guess + 1);
	guint8 chunk[16384];
	zip_int64_t n;

	while ((n = zip_fread(file, chunk, sizeof chunk)) > 0) {
		if ((gsize)n > most - out->len) {
			*out_result = ARCHIVE_TOO_MUCH;
			g_byte_array_unref(out);
			return NULL;
		}
		g_byte_array_append(out, chunk, (guint)n);
	}
	*out_result = n < 0 ? ARCHIVE_DAMAGED : ARCHIVE_READ;
	return g_byte_array_free_to_bytes(out);
}

GBytes *
archive_read(struct archive *a, guint index, enum archive_result *out_result)
{
	zip_stat_t stat;
	zip_file_t *file;
	GBytes *bytes;
	gsize most;

	*out_result = ARCHIVE_DAMAGED;
	if (zip_stat_index(a->zip, index, 0, &stat) < 0)
		return NULL;
	if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) {
		*out_result = ARCHIVE_LOCKED;
		return NULL;
	}
	if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE) {
		*out_result = ARCHIVE_UNKNOWN;
		return NULL;
	}
	most = entry_most(a, &stat);
	if ((stat.valid & ZIP_STAT_SIZE) && stat.size > most) {
		*out_result = ARCHIVE_TOO_MUCH;
		return NULL;
	}
	file = zip_fopen_index(a->zip, index, 0);
	if (!file)
		return NULL;
	bytes = entry_unpack(file, (gsize)MIN(stat.size, K(256)), most, out_result);
	zip_fclose(file);
	if (bytes)
		a->left -= g_bytes_get_size(bytes);
	return bytes;
}

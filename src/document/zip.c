/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * zip - an archive's files are documents of their own
 *
 * What is in it is read as if it had been attached, in the archive's order. What was left out is told.
 */
#include "archive.h"
#include "office.h"

#include <string.h>

struct tally {
	guint read, locked, too_much, damaged, unknown, beyond;
};

/* Folders, and what Apple's archiver adds. */
static gboolean
is_no_file(const char *name)
{
	return g_str_has_suffix(name, "/") || g_str_has_prefix(name, "__MACOSX/") ||
	       g_str_has_suffix(name, ".DS_Store");
}

static void
inner_add(struct document *d, const char *name, GBytes *bytes)
{
	struct inner_document *inner = g_new0(struct inner_document, 1);

	inner->filename = text_one_line(name, 1024);
	inner->bytes = bytes;
	g_ptr_array_add(d->inner, inner);
}

static void
entry_take(struct document *d, struct archive *a, guint index, struct tally *t)
{
	enum archive_result result;
	GBytes *bytes = archive_read(a, index, &result);

	if (bytes && g_bytes_get_size(bytes) > 0)
		inner_add(d, archive_name(a, index), g_steal_pointer(&bytes));
	if (bytes)
		g_bytes_unref(bytes);
	t->read += result == ARCHIVE_READ;
	t->locked += result == ARCHIVE_LOCKED;
	t->too_much += result == ARCHIVE_TOO_MUCH;
	t->damaged += result == ARCHIVE_DAMAGED;
	t->unknown += result == ARCHIVE_UNKNOWN;
}

static void
tally_tell(struct document *d, const struct tally *t)
{
	const struct {
		guint n;
		enum document_read_state state;
		const char *what;
	} rows[] = {
		{ t->locked, READ_ENCRYPTED, "encrypted" },
		{ t->damaged, READ_DAMAGED, "damaged" },
		{ t->too_much, READ_STRUCTURED, "larger than allowed when unpacked" },
		{ t->unknown, READ_STRUCTURED, "packed in a way that is not read" },
		{ t->beyond, READ_STRUCTURED, "beyond the number that is read" },
	};
	enum document_read_state state = READ_STRUCTURED;
	g_autoptr(GString) why = g_string_new(NULL);

	for (guint i = G_N_ELEMENTS(rows); i-- > 0;) {
		if (!rows[i].n)
			continue;
		g_string_append_printf(why, "%s%u %s", why->len ? ", " : "", rows[i].n, rows[i].what);
		state = rows[i].state;
	}
	if (t->too_much + t->unknown + t->beyond && !t->read)
		state = state == READ_STRUCTURED ? READ_SKIPPED : state;
	d->truncated = t->too_much + t->beyond > 0;
	if (why->len)
		document_say(d, state, "%u files read; %s", t->read, why->str);
	else
		document_say(d, state, "%u files", t->read);
}

void
zip_read(struct document *d, const struct source *s)
{
	g_autoptr(archive_handle) a = archive_open(d, s);
	struct tally t = { 0 };

	if (!a)
		return;
	for (guint i = 0, taken = 0; i < archive_count(a); i++) {
		if (is_no_file(archive_name(a, i)))
			continue;
		if (taken++ < (guint)s->limits->archive_entries)
			entry_take(d, a, i, &t);
		else
			t.beyond++;
	}
	tally_tell(d, &t);
}

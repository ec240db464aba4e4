/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders: their names, opening one, and which UIDs are in it. */
#include "imap.h"
#include "utf7.h"

#include <string.h>

#define FOLDERS_MAX 20000
#define NAME_MAX_BYTES 2000
#define NEAREST 3
/* Without ESEARCH, a folder of a million mails is one line of 8 MB. */
#define SEARCH_LINE ((gsize)16 * 1024 * 1024)

/* --- LIST --- */

static gboolean
list_line(struct imap *imap, struct scan *s, gpointer data)
{
	GPtrArray *names = data;
	g_autoptr(GString) raw = g_string_new(NULL);
	gboolean selectable = TRUE;
	struct scan flag;
	char *name;

	if (!scan_word(s, "LIST"))
		return TRUE;
	if (!scan_char(s, ' ') || !scan_char(s, '('))
		return FALSE;
	while (!scan_char(s, ')')) {
		if (!scan_atom(s, &flag))
			return FALSE;
		if (scan_is(&flag, "\\Noselect") || scan_is(&flag, "\\NonExistent"))
			selectable = FALSE;
		scan_char(s, ' ');
	}
	/* The hierarchy delimiter: a quoted character or NIL. */
	if (!scan_char(s, ' ') || !scan_skip_value(s) || !scan_char(s, ' ') ||
	    !imap_string(imap, s, NAME_MAX_BYTES, raw))
		return FALSE;
	if (!selectable || names->len >= FOLDERS_MAX)
		return TRUE;
	name = utf7_decode(raw->str, raw->len);
	if (!name)
		name = text_make_valid(raw->str, raw->len);
	g_ptr_array_add(names, name);
	return TRUE;
}

GPtrArray *
imap_list(struct imap *imap, GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	enum reply reply;

	if (!imap_run(imap, "LIST \"\" \"*\"", list_line, names, &reply, error))
		return NULL;
	if (reply != REPLY_OK) {
		imap_refused(imap, reply, error, "to list its folders");
		return NULL;
	}
	return g_steal_pointer(&names);
}

/* "nearest: 'A', 'B'", or the first few when none is near; NULL when they cannot be listed. */
static char *
folder_nearest(struct imap *imap, const char *folder)
{
	g_autoptr(GPtrArray) names = imap_list(imap, NULL);
	g_autoptr(GString) text = g_string_new(NULL);
	guint n = 0;

	if (!names || !names->len)
		return NULL;
	for (; n < NEAREST && names->len; n++) {
		g_autofree char *near = text_nearest(folder, (const char *const *)names->pdata, names->len);
		guint at;

		if (!near || !g_ptr_array_find_with_equal_func(names, near, g_str_equal, &at))
			break;
		g_string_append_printf(text, "%s'%s'", n ? ", " : "the nearest: ", near);
		g_ptr_array_remove_index(names, at);
	}
	for (guint i = 0; n == 0 && i < MIN(names->len, 5); i++)
		g_string_append_printf(text, "%s'%s'", i ? ", " : "it has: ", (char *)names->pdata[i]);
	return text_one_line(text->str, 300);
}

/* --- EXAMINE, SELECT --- */

static gboolean
open_refused(struct imap *imap, const char *folder, GError **error)
{
	g_autofree char *said = imap_said(imap), *near = NULL;
	enum purser_error grade = imap_grade(imap, PURSER_REJECT);

	if (grade == PURSER_REJECT)
		near = folder_nearest(imap, folder);
	if (near)
		return imap_fail(
		    imap, error, grade, "folder '%s' cannot be opened %s; %s", folder, said, near);
	return imap_fail(imap, error, grade, "folder '%s' cannot be opened %s", folder, said);
}

gboolean
imap_open(struct imap *imap, const char *folder, gboolean writable, struct imap_folder *out, GError **error)
{
	g_autofree char *wire = utf7_encode(folder, error);
	int r;

	if (!wire) {
		g_prefix_error(error, "%s: folder '%s': ", imap->host, folder);
		return FALSE;
	}
	if (!imap_settle(imap, error))
		return FALSE;
	imap->folder = (struct imap_folder){ 0 };
	imap->is_open = FALSE;
	r = imap_select(imap, wire, writable);
	if (imap->stream->problem)
		return imap_broken(imap, error);
	if (r != MAILIMAP_NO_ERROR)
		return open_refused(imap, folder, error);
	if (imap->folder.uidvalidity == 0)
		return imap_fail(imap, error, PURSER_REJECT,
		    "folder '%s': the server tells no UIDVALIDITY, without which its mails cannot be told "
		    "apart",
		    folder);
	imap->is_open = TRUE;
	imap->writable = writable;
	if (out)
		*out = imap->folder;
	return TRUE;
}

void
imap_state(const struct imap *imap, struct imap_folder *out)
{
	*out = imap->folder;
}

/* --- UID SEARCH --- */

struct found {
	struct uid_set *uids;
	guint32 first;
};

/* "ESEARCH (TAG "5") UID ALL 1:5,7": no ALL means none. */
static gboolean
esearch_line(struct found *f, struct scan *s)
{
	struct scan name, value;

	while (scan_char(s, ' ')) {
		if (s->at < s->end && *s->at == '(') {
			if (!scan_skip_value(s))
				return FALSE;
			continue;
		}
		if (!scan_atom(s, &name))
			return FALSE;
		if (scan_is(&name, "UID"))
			continue;
		if (!scan_char(s, ' ') || !scan_atom(s, &value))
			return FALSE;
		if (scan_is(&name, "ALL")) {
			g_autofree char *text = g_strndup(value.at, (gsize)(value.end - value.at));
			struct uid_set *set = uid_set_parse(text, NULL);

			if (!set)
				return FALSE;
			uid_set_add_all(f->uids, set);
			uid_set_free(set);
		}
	}
	return scan_end(s);
}

static gboolean
search_line(struct imap *imap G_GNUC_UNUSED, struct scan *s, gpointer data)
{
	struct found *f = data;
	guint64 uid;

	if (scan_word(s, "ESEARCH"))
		return esearch_line(f, s);
	if (!scan_word(s, "SEARCH"))
		return TRUE;
	while (scan_char(s, ' ')) {
		if (scan_end(s) || *s->at == '(')
			break; /* a trailing space, or (MODSEQ n) */
		if (!scan_number(s, G_MAXUINT32, &uid) || uid == 0)
			return FALSE;
		uid_set_add(f->uids, (guint32)uid, (guint32)uid);
	}
	return scan_end(s) || *s->at == '(';
}

static struct uid_set *
search(struct imap *imap, const char *criteria, GError **error)
{
	struct found f = { .uids = uid_set_new() };
	g_autofree char *command =
	    g_strdup_printf("UID SEARCH %s%s", imap_has(imap, "ESEARCH") ? "RETURN (ALL) " : "", criteria);
	gsize line_size = imap->stream->line_size;
	enum reply reply;
	gboolean run;

	imap->stream->line_size = MAX(line_size, SEARCH_LINE);
	run = imap_run(imap, command, search_line, &f, &reply, error);
	imap->stream->line_size = line_size;
	if (run && reply == REPLY_OK)
		return f.uids;
	if (run)
		imap_refused(imap, reply, error, "to search the folder");
	uid_set_free(f.uids);
	return NULL;
}

struct uid_set *
imap_uids(struct imap *imap, guint32 first, const struct day *since, GError **error)
{
	static const char *const MONTHS[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
		"Oct", "Nov", "Dec" };
	g_autoptr(GString) criteria = g_string_new(NULL);
	struct uid_set *uids;

	if (first > 1)
		g_string_append_printf(criteria, "UID %u:*", first);
	if (since && day_valid(*since))
		g_string_append_printf(criteria, "%sSINCE %d-%s-%04d", criteria->len ? " " : "", since->day,
		    MONTHS[since->month - 1], since->year);
	if (!criteria->len)
		g_string_append(criteria, "ALL");
	uids = search(imap, criteria->str, error);
	/* "n:*" always holds the last mail, even when its UID is below n. */
	if (uids && first > 1)
		uid_set_remove(uids, 1, first - 1);
	return uids;
}

gboolean
imap_search_message_id(struct imap *imap, const char *message_id, guint32 *out_uid, GError **error)
{
	g_autofree char *quoted = imap_quote(message_id), *criteria = NULL;
	struct uid_set *uids;

	if (!quoted)
		return imap_fail(
		    imap, error, PURSER_REJECT, "a Message-ID holds characters that cannot be searched for");
	criteria = g_strdup_printf("HEADER Message-ID %s", quoted);
	uids = search(imap, criteria, error);
	if (!uids)
		return FALSE;
	*out_uid = uid_set_max(uids);
	uid_set_free(uids);
	return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FETCH of dates alone: UID and INTERNALDATE, no bodies. */
#include "imap.h"

struct dates {
	const struct uid_set *wanted;
	void (*each)(guint32 uid, gint64 internal_date, gpointer data);
	gpointer data;
};

static gboolean
dates_attribute(struct imap *imap, struct scan *s, guint64 *uid, gint64 *date)
{
	struct scan name;
	guint64 size;

	if (!scan_attribute(s, &name) || !scan_char(s, ' '))
		return FALSE;
	if (scan_is(&name, "UID"))
		return scan_number(s, G_MAXUINT32, uid) && *uid > 0;
	if (scan_is(&name, "INTERNALDATE"))
		return scan_date_time(s, date) || scan_skip_value(s);
	return scan_literal(s, &size) ? imap_skip_literal(imap, size, s) : scan_skip_value(s);
}

static gboolean
dates_line(struct imap *imap, struct scan *s, gpointer data)
{
	struct dates *d = data;
	guint64 number, uid = 0;
	gint64 date = 0;

	if (!scan_number(s, G_MAXUINT32, &number) || !scan_char(s, ' ') || !scan_word(s, "FETCH"))
		return TRUE;
	if (!scan_char(s, ' ') || !scan_char(s, '('))
		return FALSE;
	while (!scan_char(s, ')')) {
		if (!dates_attribute(imap, s, &uid, &date))
			return FALSE;
		scan_char(s, ' ');
	}
	/* Flags of another mail may come by the way; a date that is none says nothing. */
	if (date && uid_set_has(d->wanted, (guint32)uid))
		d->each((guint32)uid, date, d->data);
	return scan_end(s);
}

gboolean
imap_dates(struct imap *imap, const struct uid_set *uids,
    void (*each)(guint32 uid, gint64 internal_date, gpointer data), gpointer data, GError **error)
{
	g_autofree char *set = uid_set_format(uids), *command = NULL;
	struct dates d = { uids, each, data };
	enum reply reply;

	if (!imap->is_open || !*set)
		return imap_fail(imap, error, PURSER_REJECT, "nothing to ask for, or no folder is open");
	command = g_strdup_printf("UID FETCH %s (UID INTERNALDATE)", set);
	if (!imap_run(imap, command, dates_line, &d, &reply, error))
		return FALSE;
	return reply == REPLY_OK || imap_refused(imap, reply, error, "to tell the dates of its mail");
}

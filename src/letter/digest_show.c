/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digest's lists as a letter: how many rows each gets, what its templates show, and its table. */
#include "compose.h"
#include "language.h"
#include "template.h"

#include <string.h>

enum {
	ROWS_LEAST = 5,     /* of a list, before others get more */
	MAILBOXES_MAX = 12, /* those with trouble first */
	SUMS_MAX = 4
};

const char *const DIGEST_SECTION_KEYS[DIGEST_SECTION_N] = { "needs", "alerts", "waiting", "missing",
	"unreadable", "forwarded" };
const char *const DIGEST_SECTION_TITLES[DIGEST_SECTION_N] = {
	[DIGEST_NEEDS] = "Needs you",
	[DIGEST_ALERTS] = "Alerts",
	[DIGEST_WAITING] = "Waiting on sales",
	[DIGEST_MISSING] = "Missing before an invoice",
	[DIGEST_UNREADABLE] = "Could not be read",
	[DIGEST_FORWARDED] = "Forwarded, nothing to do",
};

/* One letter in the making. */
struct showing {
	const struct letter_digest *d;
	const struct letter_head *h;
	struct speech speech;
	guint rows[DIGEST_SECTION_N]; /* how many are shown */
};

/* --- how many rows --- */

/* Each list a few, then the rest in the order of the letter. */
static void
rows_share(struct showing *w, guint budget)
{
	for (int turn = 0; turn < 2; turn++)
		for (guint i = 0; i < DIGEST_SECTION_N; i++) {
			guint have = w->d->list[i].rows->len, most = turn ? have : MIN(have, ROWS_LEAST);
			guint more = MIN(most - MIN(most, w->rows[i]), budget);

			w->rows[i] += more;
			budget -= more;
		}
}

/* --- values --- */

static void
number_set(struct showing *w, struct scope *s, const char *name, gint64 n)
{
	scope_take(s, name, n ? say_number(&w->speech, n) : NULL);
}

static void
row_set(struct showing *w, struct scope *list, const struct digest_row *r)
{
	struct scope *s = scope_row(list, "rows");

	scope_take(s, "n", r->item_id ? g_strdup_printf("%" G_GINT64_FORMAT, r->item_id) : NULL);
	scope_set(s, "title", r->title);
	scope_set(s, "customer", r->customer);
	scope_take(
	    s, "amount", *r->amount.currency ? say_money(&w->speech, &r->amount) : g_strdup(r->amount_text));
	scope_set(s, "note", r->note);
	scope_set(s, "why", r->why);
	scope_set(s, "proof", r->proof);
	scope_set(s, "ae", r->ae);
	scope_set(s, "settle", r->settle);
	scope_take(s, "at", say_day(&w->speech, r->at_s));
	scope_flag(s, "grave", r->grave);
}

static void
section_set(struct showing *w, struct scope *letter, enum digest_section i)
{
	const struct digest_list *l = &w->d->list[i];
	struct scope *s = scope_row(letter, "sections");
	g_autofree char *sums = say_sums(&w->speech, l->sums, SUMS_MAX);

	scope_set(s, "heading", DIGEST_SECTION_TITLES[i]);
	scope_take(s, "caption", g_ascii_strup(DIGEST_SECTION_TITLES[i], -1));
	scope_take(s, "total", say_number(&w->speech, (gint64)l->total));
	scope_flag(s, "detailed", i != DIGEST_FORWARDED);
	scope_flag(s, "grave", i == DIGEST_NEEDS || i == DIGEST_ALERTS);
	if (l->unsummed)
		scope_format(s, "sums", "%s%sand %" G_GUINT64_FORMAT " of unknown currency", sums ? sums : "",
		    sums ? " " : "", l->unsummed);
	else
		scope_set(s, "sums", sums);
	number_set(w, s, "more", (gint64)l->total - w->rows[i]);
	scope_set(s, "list_options", i == DIGEST_NEEDS || i == DIGEST_UNREADABLE ? "--review" : "");
	scope_list(s, "rows");
	for (guint n = 0; n < w->rows[i]; n++)
		row_set(w, s, g_ptr_array_index(l->rows, n));
}

/* --- mailboxes --- */

static gboolean
mailbox_grave(const struct digest_mailbox *m)
{
	return m->missing || m->silent || m->problem;
}

gboolean
letter_digest_is_quiet(const struct letter_digest *d)
{
	for (guint i = 0; i < DIGEST_SECTION_N; i++)
		if (i != DIGEST_MISSING && d->list[i].total)
			return FALSE;
	for (guint i = 0; i < d->mailboxes->len; i++)
		if (mailbox_grave(g_ptr_array_index(d->mailboxes, i)))
			return FALSE;
	return TRUE;
}

/* "read to 08:25; 8,214 seen = 12 forwarded + …" */
static void
mailbox_set(struct showing *w, struct scope *letter, const struct digest_mailbox *m)
{
	struct scope *s = scope_row(letter, "mailboxes");
	g_autofree char *reached = m->reached_s ? say_moment(&w->speech, m->reached_s) : NULL;
	g_autofree char *seen = say_number(&w->speech, m->seen),
			*missing = say_number(&w->speech, m->missing);
	g_autofree char *backlog = say_number(&w->speech, (gint64)MIN(m->backlog, (guint64)G_MAXINT64));
	GString *line = g_string_new(NULL);

	if (reached)
		g_string_append_printf(
		    line, "%s to %s, %s mails", m->silent ? "SILENT, was read" : "read", reached, seen);
	else
		g_string_append(line, "never read");
	if (m->backlog)
		g_string_append_printf(line, ", %s to come", backlog);
	if (m->problem)
		g_string_append_printf(line, "; %s", m->problem);
	if (m->missing)
		g_string_append_printf(line, "; DOES NOT ADD UP: %s %s", missing,
		    m->missing > 0 ? "mails are nowhere in the account" : "mails (counted twice)");
	scope_set(s, "name", m->name);
	scope_take(s, "line", g_string_free(line, FALSE));
	scope_flag(s, "grave", mailbox_grave(m));
}

/* All together: seen = forwarded + held + review + ignored + failed. */
static void
account_set(struct showing *w, struct scope *s)
{
	static const char *const WORDS[] = { "forwarded", "held", "for review", "no orders", "unreadable" };
	gint64 seen = 0, part[G_N_ELEMENTS(WORDS)] = { 0 }, missing = 0;
	g_autofree char *all = NULL;
	GString *out;

	for (guint i = 0; i < w->d->mailboxes->len; i++) {
		const struct digest_mailbox *m = g_ptr_array_index(w->d->mailboxes, i);
		const gint64 own[] = { m->routed, m->held, m->review, m->ignored, m->failed };

		seen += m->seen;
		missing += ABS(m->missing);
		for (guint k = 0; k < G_N_ELEMENTS(WORDS); k++)
			part[k] += own[k];
	}
	all = say_number(&w->speech, seen);
	out = g_string_new(NULL);
	g_string_append_printf(out, "%s mails seen %s ", all, missing ? "is NOT" : "=");
	for (guint k = 0; k < G_N_ELEMENTS(WORDS); k++) {
		g_autofree char *n = say_number(&w->speech, part[k]);

		g_string_append_printf(out, "%s%s %s", k ? " + " : "", n, WORDS[k]);
	}
	scope_take(s, "account_line", g_string_free(out, FALSE));
}

static void
mailboxes_set(struct showing *w, struct scope *s)
{
	const GPtrArray *all = w->d->mailboxes;
	guint grave = 0, shown = 0, read = 0;
	gint64 oldest = 0;

	for (guint i = 0; i < all->len; i++) {
		const struct digest_mailbox *m = g_ptr_array_index((GPtrArray *)all, i);

		grave += mailbox_grave(m);
		if (m->problem || m->silent || !m->reached_s)
			continue;
		read++;
		oldest = oldest ? MIN(oldest, m->reached_s) : m->reached_s;
	}
	scope_list(s, "mailboxes");
	for (int turn = 0; turn < 2; turn++)
		for (guint i = 0; i < all->len && shown < MAILBOXES_MAX; i++) {
			const struct digest_mailbox *m = g_ptr_array_index((GPtrArray *)all, i);

			if (mailbox_grave(m) == (turn == 0)) {
				mailbox_set(w, s, m);
				shown++;
			}
		}
	scope_flag(s, "trouble", grave > 0);
	if (oldest) {
		g_autofree char *clock = say_clock(&w->speech, oldest);

		scope_format(s, "mailboxes_line", "%u of %u read to %s", read, all->len, clock);
	} else {
		scope_format(s, "mailboxes_line", "none of %u was read yet", all->len);
	}
	number_set(w, s, "mailboxes_more", (gint64)all->len - shown);
	scope_format(s, "mailboxes_left", "%s", grave > shown ? "some with trouble" : "all well");
	account_set(w, s);
}

/* --- the letter --- */

static void
headline_set(struct showing *w, struct scope *s, guint64 needs, guint64 forwarded)
{
	g_autofree char *n = say_number(&w->speech, (gint64)needs),
			*f = say_number(&w->speech, (gint64)forwarded);
	g_autofree char *day = say_day(&w->speech, w->d->now_s),
			*since = say_moment(&w->speech, w->d->since_s);
	const char *gone = w->d->observing ? "would have been forwarded" : "forwarded";

	if (needs)
		scope_format(s, "headline", "%s %s you, %s %s", n, needs == 1 ? "needs" : "need", f, gone);
	else
		scope_format(s, "headline", "Nothing needs you, %s %s", f, gone);
	scope_format(s, "page_title", "Purchase orders, %s", day);
	scope_format(s, "subline", "Purchase orders, %s. Forwarded since %s.", day, since);
	scope_take(s, "day", g_steal_pointer(&day));
	scope_take(s, "since", g_steal_pointer(&since));
}

static struct scope *
letter_scope(struct showing *w, gboolean csv)
{
	const struct digest_list *l = w->d->list;
	guint64 needs = l[DIGEST_NEEDS].total + l[DIGEST_UNREADABLE].total;
	guint64 orders = needs + l[DIGEST_FORWARDED].total;
	struct scope *s = scope_new();
	gboolean any = FALSE;

	headline_set(w, s, needs, l[DIGEST_FORWARDED].total);
	number_set(w, s, "orders", (gint64)orders);
	number_set(w, s, "needs", (gint64)needs);
	number_set(w, s, "alerts", (gint64)l[DIGEST_ALERTS].total);
	scope_flag(s, "one_order", orders == 1);
	scope_flag(s, "one_need", needs == 1);
	scope_flag(s, "one_alert", l[DIGEST_ALERTS].total == 1);
	scope_take(s, "needs_sums", say_sums(&w->speech, l[DIGEST_NEEDS].sums, SUMS_MAX));
	scope_list(s, "sections");
	for (guint i = 0; i < DIGEST_SECTION_N; i++) {
		any |= l[i].total > 0;
		if (l[i].total)
			section_set(w, s, (enum digest_section)i);
	}
	scope_flag(s, "sections_any", any);
	scope_flag(s, "quiet", !any);
	scope_flag(s, "observing", w->d->observing);
	scope_flag(s, "by_reply", w->d->by_reply);
	scope_flag(s, "csv", csv);
	scope_set(s, "forward_to", w->d->forward_to);
	scope_set(s, "audit", w->d->audit);
	mailboxes_set(w, s);
	return s;
}

/* --- the table --- */

/* RFC 4180 (its line ends are those of a text in a mail), and no spreadsheet takes it for a formula. */
static void
csv_cell(GString *out, const char *value, gboolean last)
{
	g_autofree char *line = show_line(value, 400);
	gboolean formula = *line && strchr("=+-@\t\r", *line);
	const char *quote = formula || strpbrk(line, "\",;'") ? "\"" : "";

	g_string_append(out, quote);
	if (formula)
		g_string_append_c(out, '\'');
	for (const char *c = line; *c; c++) {
		if (*c == '"')
			g_string_append_c(out, '"');
		g_string_append_c(out, *c);
	}
	g_string_append_printf(out, "%s%s", quote, last ? "\n" : ",");
}

static void
csv_row(GString *out, const char *section, const struct digest_row *r)
{
	g_autofree char *item = r->item_id ? g_strdup_printf("%" G_GINT64_FORMAT, r->item_id) : NULL;
	g_autofree char *since = time_format_rfc3339(r->at_s, 0), *amount = NULL;
	const char *cells[] = { section, item, r->title, r->customer, r->amount.currency, NULL, r->note,
		r->why, r->proof, r->ae, since };

	/* a plain decimal, whatever the letter's language: for a program */
	if (*r->amount.currency) {
		int digits = MAX(currency_digits(r->amount.currency), 0);
		gint64 scale = 1;

		for (int i = 0; i < digits; i++)
			scale *= 10;
		amount = g_strdup_printf(
		    "%s%" G_GINT64_FORMAT, r->amount.minor < 0 ? "-" : "", ABS(r->amount.minor) / scale);
		if (digits) {
			char *whole = amount;

			amount = g_strdup_printf(
			    "%s.%0*" G_GINT64_FORMAT, whole, digits, ABS(r->amount.minor) % scale);
			g_free(whole);
		}
	}
	cells[5] = amount ? amount : r->amount_text;
	for (guint i = 0; i < G_N_ELEMENTS(cells); i++)
		csv_cell(out, cells[i], i + 1 == G_N_ELEMENTS(cells));
}

/* NULL: no rows. The mark at the start makes spreadsheets read it as UTF-8. */
static char *
csv_of(const struct showing *w)
{
	GString *out =
	    g_string_new("\xef\xbb\xbfsection,item,what,customer,currency,amount,note,why,proof,ae,since\n");
	gsize head = out->len;

	for (guint i = 0; i < DIGEST_SECTION_N; i++)
		for (guint n = 0; n < w->rows[i]; n++)
			csv_row(out, DIGEST_SECTION_KEYS[i], g_ptr_array_index(w->d->list[i].rows, n));
	return g_string_free(out, out->len == head);
}

/* --- size --- */

static gboolean
count_bytes(const void *bytes G_GNUC_UNUSED, gsize size, gpointer data, GError **error G_GNUC_UNUSED)
{
	*(gsize *)data += size;
	return TRUE;
}

static gboolean
render(struct showing *w, guint budget, struct letter_text *out, GError **error)
{
	g_autofree char *csv = NULL;
	struct scope *s;
	gboolean ok;

	memset(w->rows, 0, sizeof w->rows);
	rows_share(w, budget);
	csv = csv_of(w);
	s = letter_scope(w, csv != NULL);
	ok = letter_text_render(w->h->templates, "digest", s, out, error);
	scope_free(s);
	if (!ok)
		return FALSE;
	out->list = g_strdup_printf("digest %s", w->d->name);
	out->csv = g_steal_pointer(&csv);
	return TRUE;
}

gboolean
letter_digest_render(
    const struct letter_digest *d, const struct letter_head *h, struct letter_text *out, GError **error)
{
	/* Long values, or such as take many bytes in a mail, leave room for fewer rows. */
	static const guint BUDGETS[] = { DIGEST_ROWS_MAX, 45, 32, 22, 15, 10, 6, 3, 0 };
	struct showing w = { .d = d, .h = h };
	gboolean ok = FALSE;

	*out = (struct letter_text){ NULL };
	speech_init(&w.speech, h->language, h->time_zone);
	for (guint i = 0; i < G_N_ELEMENTS(BUDGETS); i++) {
		gsize size = 0;

		ok = render(&w, BUDGETS[i], out, error) &&
		     letter_text_write(out, h, count_bytes, &size, error);
		if (!ok || size <= LETTER_BYTES_MAX)
			break;
		if (i + 1 < G_N_ELEMENTS(BUDGETS))
			letter_text_clear(out);
	}
	if (!ok)
		letter_text_clear(out);
	speech_clear(&w.speech);
	return ok;
}

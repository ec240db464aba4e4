/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pure function of the house: bytes in, report out. A message becomes leaves, leaves become documents,
 * documents findings; what was not read has its entry in the report too.
 */
#include "examine.h"

#include "bank.h"
#include "fault.h"

#include <math.h>
#include <string.h>

/* The message that these bytes are, or NULL: a bare document. Bytes are borrowed. */
static GBytes *
message_of(const guint8 *bytes, gsize size, const char *filename, const struct limits *limits)
{
	g_autoptr(GBytes) whole = g_bytes_new_static(bytes, size);
	gboolean same;

	/* What comes out of a mailbox is a message, whatever it looks like. */
	return !filename || message_looks_like(bytes, size) ? g_steal_pointer(&whole)
							    : document_unwrap(whole, limits, &same);
}

/* finding_examine() names the documents that it was given; those that were not read come in between, so that
 * every leaf has its entry, in order. */
static void
unread_add(const struct leaves *l, struct report *out)
{
	GPtrArray *entries = out->documents;

	for (guint i = 0; i < l->list->len; i++) {
		const struct leaf *leaf = l->list->pdata[i];
		struct report_document *d = i < entries->len ? entries->pdata[i] : NULL;

		if (d && g_strcmp0(d->part, leaf->path) == 0)
			continue;
		d = g_new0(struct report_document, 1);
		d->part = g_strdup(leaf->path);
		d->filename = g_strdup(leaf->filename);
		d->media_type = g_strdup(leaf->media_type);
		d->read = g_strdup(DOCUMENT_READ_NAMES[READ_SKIPPED]);
		d->why = g_strdup(leaf->skipped);
		g_ptr_array_insert(entries, (gint)i, d);
	}
}

/* --- text and HTML that say different things ----------------------------------------------------- */

static gboolean
same_number(const char *a, const char *b)
{
	g_autofree char *x = a ? text_key(a) : NULL, *y = b ? text_key(b) : NULL;

	return g_strcmp0(x, y) == 0;
}

static gboolean
same_total(const char *a, const char *b)
{
	return !a || !b || fabs(g_ascii_strtod(a, NULL) - g_ascii_strtod(b, NULL)) < 0.005;
}

/* Does the report have this order, as far as number and total go? */
static gboolean
report_has(const struct report *r, const struct order *wanted)
{
	const char *number = wanted->value[ORDER_NUMBER];

	for (guint i = 0; i < r->orders->len; i++) {
		const struct order *o = r->orders->pdata[i];

		if ((!number || same_number(number, o->value[ORDER_NUMBER])) &&
		    same_total(wanted->value[ORDER_TOTAL], o->value[ORDER_TOTAL]))
			return TRUE;
	}
	return wanted->value[ORDER_NUMBER] == NULL && wanted->value[ORDER_TOTAL] == NULL;
}

/* What an alternative that was passed over says, by itself. Where no order is to be compared, its accounts are all. */
static struct report *
alternative_read(const struct leaf *leaf, const struct message *m, const struct finding_us *us,
    const struct reader_context *c, gboolean whole)
{
	struct document *d =
	    document_read(leaf->bytes, leaf->media_type, NULL, leaf->part->charset, &c->limits);
	struct finding_part p = {
		.document = d, .path = leaf->path, .part = leaf->part, .bytes = leaf->bytes
	};
	struct report *other = report_new();

	if (whole && d->text && d->read == READ_TEXT)
		p.layers = message_peel(
		    d->text, d->text_size, leaf->part->envelope ? leaf->part->envelope->subject : NULL);
	if (whole)
		finding_examine(m, &p, 1, us, c->today, &c->limits, other);
	else
		finding_accounts(&p, 1, us, &c->limits, other);
	if (p.layers)
		g_ptr_array_unref(p.layers);
	document_free(d);
	return other;
}

static gboolean
alternative_differs(const struct report *other, const struct leaf *leaf, const struct report *out)
{
	for (guint i = 0; i < other->orders->len; i++) {
		const struct order *o = other->orders->pdata[i];

		/* what the cover makes of an attachment is none of its own */
		if (g_strcmp0(o->part, leaf->path) == 0 && !report_has(out, o))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_alternative(const struct leaf *leaf)
{
	return leaf->part->role == PART_BODY && leaf->part->alternative;
}

/* It orders nothing, but a calendar shows its text to a person. */
static gboolean
is_calendar(const struct leaf *leaf)
{
	return g_strcmp0(leaf->media_type, "text/calendar") == 0 ||
	       g_strcmp0(leaf->media_type, "application/ics") == 0;
}

/* A mail program shows the HTML, or the text; only one of them is read. Where an order comes of it, the other must not
 * say another; and an account may stand in either. */
static void
alternatives_compare(const struct leaves *l, const struct message *m, const struct finding_us *us,
    const struct reader_context *c, struct report *out)
{
	gboolean differs = FALSE;

	for (guint i = 0; m && i < l->list->len; i++) {
		const struct leaf *leaf = l->list->pdata[i];
		gboolean compared = leaf->part && is_alternative(leaf) && out->orders->len;
		struct report *other;

		if (!leaf->part || !leaf->bytes || leaf->document ||
		    !(compared || ((is_alternative(leaf) || is_calendar(leaf)) &&
				      bank_is_spoken_of(c->bank, leaf->bytes))))
			continue;
		other = alternative_read(leaf, m, us, c, compared);
		differs = differs || (compared && alternative_differs(other, leaf, out));
		bank_rows_join(out, other);
		report_free(other);
	}
	if (differs)
		g_ptr_array_add(out->warnings,
		    g_strdup("the text and the HTML differ: one order of them is hidden from the reader"));
}

static gboolean
tells_an_order(const struct report *r, const char *part)
{
	for (guint i = 0; i < r->orders->len; i++) {
		const struct order *o = r->orders->pdata[i];

		if (o->value[ORDER_NUMBER] && g_strcmp0(o->part, part) == 0)
			return TRUE;
	}
	return FALSE;
}

/* Pages that are pictures are worth a second look, unless the document tells its order without them: they are its
 * printed conditions then, and long to read. */
static gboolean
worth_a_look(const struct leaves *l, const struct report *r)
{
	for (guint i = 0; i < l->list->len; i++) {
		const struct leaf *leaf = l->list->pdata[i];

		if (leaf->document && leaf->document->unseen && !tells_an_order(r, leaf->path))
			return TRUE;
	}
	return FALSE;
}

static void
leaves_examine(const struct leaves *l, const struct message *m, const guint8 *bytes, gsize size,
    const struct reader_context *c, struct report *out)
{
	g_autoptr(GArray) parts = g_array_new(FALSE, TRUE, sizeof(struct finding_part));
	const struct reader_trust nobody = { NULL }, *trust = c->n_trusts ? c->trusts : &nobody;
	struct finding_us us = { (const char *const *)c->our_names, (const char *const *)c->our_domains,
		(const char *const *)trust->authserv_ids, (const char *const *)trust->inner_hops,
		(const char *const *)trust->arc_sealers, trust->authserv_unnamed, trust->authserv_below };
	struct bank_reading reading = { c->bank, &c->limits, bytes, size };
	const struct finding_bank bank = { bank_judge, &reading };

	for (guint i = 0; i < l->list->len; i++) {
		struct leaf *leaf = l->list->pdata[i];
		struct finding_part p = { .document = leaf->document,
			.path = leaf->path,
			.filename = leaf->filename,
			.part = leaf->part,
			.layers = leaf->layers,
			.bytes = leaf->bytes };

		if (leaf->document)
			g_array_append_val(parts, p);
	}
	if (c->bank)
		us.bank = &bank;
	us.modulus = c->modulus_table;
	finding_examine(
	    m, (const struct finding_part *)(void *)parts->data, parts->len, &us, c->today, &c->limits, out);
	alternatives_compare(l, m, &us, c, out);
	bank_seal(&reading, out);
	if (reading.n > c->limits.accounts_compared)
		g_ptr_array_add(out->warnings, g_strdup("more account numbers than are compared with ours"));
	bank_reading_clear(&reading);
	out->unseen = worth_a_look(l, out);
	if (l->truncated)
		g_ptr_array_add(out->warnings, g_strdup("more parts than are read"));
}

void
examine_leaves(struct leaves *leaves, const guint8 *bytes, gsize size, const char *filename,
    const struct reader_context *context, struct report *out)
{
	struct message *m = NULL;
	GBytes *mail;
	g_autoptr(GError) error = NULL;

	if (!size || size > (gsize)context->limits.message_size) {
		out->error = g_strdup(size ? "it is larger than limits.message_size allows" : "it is empty");
		return;
	}
	mail = message_of(bytes, size, filename, &context->limits);
	if (mail) {
		gsize mail_size;
		const guint8 *mail_bytes = g_bytes_get_data(mail, &mail_size);

		g_ptr_array_add(leaves->held, mail);
		m = leaves_add_message(leaves, mail_bytes, mail_size, &error);
	} else {
		g_autoptr(GBytes) whole = g_bytes_new_static(bytes, size);

		leaves_add_document(leaves, whole, filename);
	}
	if (error) {
		out->error = text_one_line(error->message, 500);
		return;
	}
	leaves_read(leaves);
	leaves_examine(leaves, m, bytes, size, context, out);
	unread_add(leaves, out);
}

void
reader_examine(const guint8 *bytes, gsize size, const char *filename, const struct reader_context *context,
    struct report *out)
{
	struct leaves leaves;

	reader_fault(bytes, size);
	leaves_init(&leaves, &context->limits);
	examine_leaves(&leaves, bytes, size, filename, context, out);
	leaves_clear(&leaves);
}

/* --- one part again
 * ---------------------------------------------------------------------------------------------- */

static GBytes *path_follow(GBytes *bytes, const char *filename, const char *media_type, const char *path,
    const struct limits *limits, guint depth, GError **error);

static GBytes *
no_such_part(const char *path, GError **error)
{
	g_autofree char *shown = text_one_line(path, 60);

	purser_fail(error, PURSER_REJECT, "there is no part %s", shown);
	return NULL;
}

/* The rest of a path behind its first step, or NULL. */
static const char *
path_rest(const char *path)
{
	const char *slash = strchr(path, '/');

	return slash ? slash + 1 : NULL;
}

static GBytes *
part_follow(GBytes *bytes, const char *path, const struct limits *limits, guint depth, GError **error)
{
	gsize size, step = strcspn(path, "/");
	const guint8 *data = g_bytes_get_data(bytes, &size);
	struct message *m = message_parse(data, size, limits, error);
	g_autoptr(GBytes) content = NULL;
	GBytes *result = NULL;

	if (!m)
		return NULL;
	for (guint i = 0; i < m->parts->len; i++) {
		const struct part *p = m->parts->pdata[i];

		if (strlen(p->path) != step || strncmp(p->path, path, step) != 0)
			continue;
		content = message_part_bytes(m, p, limits, error);
		if (content)
			result = path_follow(
			    content, p->filename, p->media_type, path_rest(path), limits, depth + 1, error);
		message_free(m);
		return result;
	}
	message_free(m);
	return no_such_part(path, error);
}

static GBytes *
inner_follow(GBytes *bytes, const char *filename, const char *media_type, const char *path,
    const struct limits *limits, guint depth, GError **error)
{
	struct document *d = document_read(bytes, media_type, filename, NULL, limits);
	guint64 n = g_ascii_strtoull(path, NULL, 10);
	GBytes *result = NULL;

	if (d->inner && n >= 1 && n <= d->inner->len) {
		const struct inner_document *inner = d->inner->pdata[n - 1];

		result = path_follow(inner->bytes, inner->filename, inner->media_type, path_rest(path),
		    limits, depth + 1, error);
	} else {
		no_such_part(path, error);
	}
	document_free(d);
	return result;
}

static GBytes *
path_follow(GBytes *bytes, const char *filename, const char *media_type, const char *path,
    const struct limits *limits, guint depth, GError **error)
{
	g_autoptr(GBytes) mail = NULL;
	gboolean same;

	if (!path)
		return g_bytes_ref(bytes);
	if (depth > (guint)limits->part_depth)
		return no_such_part(path, error);
	mail = leaf_message(bytes, media_type, filename, limits, &same);
	return mail ? part_follow(mail, path, limits, depth, error)
		    : inner_follow(bytes, filename, media_type, path, limits, depth, error);
}

GBytes *
examine_extract(const guint8 *bytes, gsize size, const char *filename, const char *path,
    const struct reader_context *context, GError **error)
{
	g_autoptr(GBytes) whole = g_bytes_new_static(bytes, size);
	g_autoptr(GBytes) mail = message_of(bytes, size, filename, &context->limits);

	if (mail)
		return part_follow(mail, path, &context->limits, 0, error);
	/* A bare document is its own part 1. */
	if (path[strcspn(path, "/")] == 0 && strcmp(path, "1") != 0)
		return no_such_part(path, error);
	path = path_rest(path);
	return path ? inner_follow(whole, filename, NULL, path, &context->limits, 0, error)
		    : g_bytes_ref(whole);
}

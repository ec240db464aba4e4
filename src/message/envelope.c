/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The header of one message.
 *
 * Where a field that must be single comes several times, the first one is taken, as most mail readers show
 * it, and the others leave a warning: GMime alone would merge the Froms and take the last Subject.
 */
#include "internal.h"

#include <string.h>

enum { MESSAGE_IDS_MAX = 200, TRACE_FIELDS_MAX = 200 };

typedef void (*field_reader)(struct envelope *e, const char *raw);

static void
read_from(struct envelope *e, const char *raw)
{
	(void)raw;
	e->n_from_fields++;
}

static void
read_subject(struct envelope *e, const char *raw)
{
	if (e->n_subject_fields++ == 0)
		e->subject = header_text(raw);
}

static void
read_date(struct envelope *e, const char *raw)
{
	(void)raw;
	e->n_date_fields++;
}

static void
read_message_id(struct envelope *e, const char *raw)
{
	g_autoptr(GPtrArray) ids = NULL;

	if (e->n_message_id_fields++)
		return;
	ids = g_ptr_array_new_with_free_func(g_free);
	header_message_ids(raw, ids, 1);
	if (ids->len) {
		e->message_id = g_strdup(g_ptr_array_index(ids, 0));
		return;
	}
	e->message_id = header_text(raw); /* without <>, as some machines write it */
	if (!*e->message_id || strpbrk(e->message_id, " <>"))
		g_clear_pointer(&e->message_id, g_free);
}

static void
read_in_reply_to(struct envelope *e, const char *raw)
{
	g_autoptr(GPtrArray) ids = NULL;

	if (e->in_reply_to)
		return;
	ids = g_ptr_array_new_with_free_func(g_free);
	header_message_ids(raw, ids, 1);
	if (ids->len)
		e->in_reply_to = g_strdup(g_ptr_array_index(ids, 0));
}

static void
read_references(struct envelope *e, const char *raw)
{
	header_message_ids(raw, e->references, MESSAGE_IDS_MAX);
}

/* The word before any parameter, lower case. */
static char *
first_word(const char *raw)
{
	g_autofree char *text = header_text(raw);

	text[strcspn(text, "; (")] = 0;
	return g_ascii_strdown(text, -1);
}

static void
read_auto_submitted(struct envelope *e, const char *raw)
{
	if (!e->auto_submitted)
		e->auto_submitted = first_word(raw);
}

static void
read_precedence(struct envelope *e, const char *raw)
{
	if (!e->precedence)
		e->precedence = first_word(raw);
}

static void
read_return_path(struct envelope *e, const char *raw)
{
	g_autofree char *text = NULL;
	char *open, *stop;

	if (e->return_path)
		return;
	text = header_text(raw);
	open = strchr(text, '<');
	stop = open ? strchr(open, '>') : NULL;
	if (stop)
		e->return_path =
		    stop == open + 1 ? g_strdup("") : address_clean(open + 1, (gsize)(stop - open - 1));
	else
		e->return_path = address_clean(text, strlen(text));
}

static void
read_list_id(struct envelope *e, const char *raw)
{
	if (!e->list_id)
		e->list_id = header_text(raw);
}

static void
read_mark(struct envelope *e, const char *raw)
{
	if (!e->mark)
		e->mark = header_text(raw);
}

/* By its bytes: an encoded word in it may decode to what reads as a result, and nobody has vouched for that. */
static void
trace(GPtrArray *list, const char *name, const char *raw)
{
	g_autofree char *valid = NULL;
	gsize size = strlen(raw);
	char *text, *to;

	if (list->len >= TRACE_FIELDS_MAX)
		return;
	if (text_valid_size(raw, size) < size) {
		valid = text_make_valid(raw, size);
		raw = valid;
		size = strlen(raw);
	}
	text = g_malloc(
	    strlen(name) + size + 3); /* a blank before each word, where there was one, or before the first */
	to = g_stpcpy(g_stpcpy(text, name), ":");
	for (gboolean gap = TRUE; *raw; raw++) {
		if (*raw == ' ' || *raw == '\t' || *raw == '\r' || *raw == '\n') {
			gap = TRUE;
			continue;
		}
		if (gap)
			*to++ = ' ';
		gap = FALSE;
		*to++ = *raw;
	}
	*to = 0;
	g_ptr_array_add(list, text);
}

static void
read_received(struct envelope *e, const char *raw)
{
	trace(e->received_and_auth, "Received", raw);
}

static void
read_authentication(struct envelope *e, const char *raw)
{
	trace(e->received_and_auth, "Authentication-Results", raw);
}

static void
read_arc_seal(struct envelope *e, const char *raw)
{
	trace(e->arc, "ARC-Seal", raw);
}

static void
read_arc_results(struct envelope *e, const char *raw)
{
	trace(e->arc, "ARC-Authentication-Results", raw);
}

/* Addresses and the date are parsed by GMime already, see take_parsed(). */
static void
read_nothing(struct envelope *e, const char *raw)
{
	(void)e;
	(void)raw;
}

static const struct field_row {
	const char *name;
	field_reader read;
	gsize addresses; /* where in the envelope they go; 0: none */
} FIELDS[] = {
	{ "Received", read_received },
	{ "From", read_from, offsetof(struct envelope, from) },
	{ "To", read_nothing, offsetof(struct envelope, to) },
	{ "Cc", read_nothing, offsetof(struct envelope, cc) },
	{ "Reply-To", read_nothing, offsetof(struct envelope, reply_to) },
	{ "Sender", read_nothing, offsetof(struct envelope, sender) },
	{ "Subject", read_subject },
	{ "Date", read_date },
	{ "Message-ID", read_message_id },
	{ "Return-Path", read_return_path },
	{ "Authentication-Results", read_authentication },
	{ "ARC-Seal", read_arc_seal },
	{ "ARC-Authentication-Results", read_arc_results },
	{ "References", read_references },
	{ "In-Reply-To", read_in_reply_to },
	{ "Auto-Submitted", read_auto_submitted },
	/* holiday notices of programs that do not know RFC 3834; what stands in it is a word of their own */
	{ "X-Autoreply", read_auto_submitted },
	{ "X-Autorespond", read_auto_submitted },
	{ "Precedence", read_precedence },
	{ "List-Id", read_list_id },
	{ "X-Purser-Mark", read_mark },
};

/* The raw value of the first field of that name: GMime merges From fields, and keeps the last Date. */
static const char *
first_raw(GMimeHeaderList *list, const char *name)
{
	int n = g_mime_header_list_get_count(list);

	for (int i = 0; i < n; i++) {
		GMimeHeader *h = g_mime_header_list_get_header_at(list, i);

		if (g_ascii_strcasecmp(g_mime_header_get_name(h), name) == 0)
			return g_mime_header_get_raw_value(h);
	}
	return NULL;
}

/* What GMime has parsed on its way; parsing it again would cost as much as the rest of the header. */
static void
take_parsed(struct envelope *e, GMimeMessage *message, GMimeHeaderList *list)
{
	GDateTime *date = e->n_date_fields == 1 ? g_mime_message_get_date(message) : NULL;

	if (e->n_from_fields == 1)
		header_addresses_flatten(g_mime_message_get_from(message), e->from);
	else if (e->n_from_fields)
		header_addresses(first_raw(list, "From"), e->from);
	header_addresses_flatten(g_mime_message_get_sender(message), e->sender);
	header_addresses_flatten(g_mime_message_get_reply_to(message), e->reply_to);
	header_addresses_flatten(g_mime_message_get_to(message), e->to);
	header_addresses_flatten(g_mime_message_get_cc(message), e->cc);
	if (date) {
		e->date = g_date_time_to_unix(date);
		e->date_offset_s = (int)(g_date_time_get_utc_offset(date) / G_TIME_SPAN_SECOND);
	} else if (e->n_date_fields && !header_date(first_raw(list, "Date"), &e->date, &e->date_offset_s)) {
		e->date = G_MININT64;
	}
}

static gboolean
has_control(const char *raw)
{
	for (; *raw; raw++)
		if (((guint8)*raw < ' ' && *raw != '\t' && *raw != '\r' && *raw != '\n') || *raw == 0x7f)
			return TRUE;
	return FALSE;
}

/* GMime takes what stands before a control character for the address; nobody can say what was meant. */
static void
drop_controlled(struct envelope *e, guint32 dirty, GPtrArray *warnings)
{
	for (guint f = 0; f < G_N_ELEMENTS(FIELDS); f++) {
		GPtrArray *list;

		if (!(dirty & 1u << f))
			continue;
		list = G_STRUCT_MEMBER(GPtrArray *, e, FIELDS[f].addresses);
		for (guint i = 0; i < list->len; i++)
			g_clear_pointer(&((struct address *)g_ptr_array_index(list, i))->address, g_free);
		g_ptr_array_add(warnings, g_strdup_printf("control characters in %s", FIELDS[f].name));
	}
}

static gboolean
is_report(GMimeMessage *message)
{
	GMimeObject *root = g_mime_message_get_mime_part(message);
	GMimeContentType *type = root ? g_mime_object_get_content_type(root) : NULL;
	const char *report = type ? g_mime_content_type_get_parameter(type, "report-type") : NULL;

	return type && g_mime_content_type_is_type(type, "multipart", "report") &&
	       (!report || g_ascii_strcasecmp(report, "delivery-status") == 0);
}

/* A postmaster may be a small firm's only mailbox, and order. */
static gboolean
is_from_mailer(const struct envelope *e)
{
	const struct address *from = e->from->len ? g_ptr_array_index(e->from, 0) : NULL;

	return from && from->address && e->return_path && !*e->return_path &&
	       g_ascii_strncasecmp(from->address, "mailer-daemon@", 14) == 0;
}

static void
warn_doubles(const struct envelope *e, GPtrArray *warnings)
{
	const struct {
		guint n;
		const char *name;
	} fields[] = { { e->n_from_fields, "From" }, { e->n_subject_fields, "Subject" },
		{ e->n_message_id_fields, "Message-ID" }, { e->n_date_fields, "Date" } };

	for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
		if (fields[i].n > 1)
			g_ptr_array_add(
			    warnings, g_strdup_printf("%u %s fields%s", fields[i].n, fields[i].name,
					  e->parent ? " in an attached message" : ""));
	if (!e->parent && !e->n_from_fields)
		g_ptr_array_add(warnings, g_strdup("no From field"));
}

static GPtrArray *
addresses_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
}

static struct envelope *
envelope_new(struct envelope *parent)
{
	struct envelope *e = g_new0(struct envelope, 1);

	e->parent = parent;
	e->depth = parent ? parent->depth + 1 : 0;
	e->date = G_MININT64;
	e->from = addresses_new();
	e->sender = addresses_new();
	e->reply_to = addresses_new();
	e->to = addresses_new();
	e->cc = addresses_new();
	e->references = g_ptr_array_new_with_free_func(g_free);
	e->received_and_auth = g_ptr_array_new_with_free_func(g_free);
	e->arc = g_ptr_array_new_with_free_func(g_free);
	return e;
}

static const struct field_row *
field_row_of(const char *name)
{
	for (guint f = 0; f < G_N_ELEMENTS(FIELDS); f++)
		if ((name[0] | 0x20) == (FIELDS[f].name[0] | 0x20) &&
		    g_ascii_strcasecmp(name, FIELDS[f].name) == 0)
			return &FIELDS[f];
	return NULL;
}

/* Sets bits of dirty by the row of an address field. */
static void
field_read(struct envelope *e, const struct field_row *row, const char *raw, guint32 *dirty)
{
	row->read(e, raw);
	if (row->addresses && has_control(raw))
		*dirty |= 1u << (row - FIELDS);
}

struct envelope *
envelope_of_message(GMimeMessage *message, struct envelope *parent, GPtrArray *warnings)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(GMIME_OBJECT(message));
	int n = g_mime_header_list_get_count(list);
	struct envelope *e = envelope_new(parent);
	guint32 dirty = 0; /* bits of FIELDS */

	for (int i = 0; i < n; i++) {
		GMimeHeader *h = g_mime_header_list_get_header_at(list, i);
		const struct field_row *row = field_row_of(g_mime_header_get_name(h));

		if (row)
			field_read(e, row, g_mime_header_get_raw_value(h), &dirty);
	}
	take_parsed(e, message, list);
	drop_controlled(e, dirty, warnings);
	e->bounce = is_report(message) || is_from_mailer(e);
	warn_doubles(e, warnings);
	return e;
}

struct envelope *
envelope_of_fields(const struct header_field *fields, guint n, gboolean report, GPtrArray *warnings)
{
	struct envelope *e = envelope_new(NULL);
	guint32 dirty = 0;

	for (guint i = 0; i < n; i++) {
		const struct field_row *row = field_row_of(fields[i].name);

		if (!row)
			continue;
		field_read(e, row, fields[i].raw, &dirty);
		if (row->addresses &&
		    !header_addresses_plain(fields[i].raw, G_STRUCT_MEMBER(GPtrArray *, e, row->addresses))) {
			envelope_free(e);
			return NULL;
		}
		if (row->read == read_date && !header_date(fields[i].raw, &e->date, &e->date_offset_s))
			e->date = G_MININT64;
	}
	drop_controlled(e, dirty, warnings);
	e->bounce = report || is_from_mailer(e);
	warn_doubles(e, warnings);
	return e;
}

void
envelope_free(struct envelope *e)
{
	if (!e)
		return;
	g_free(e->message_id);
	g_free(e->subject);
	g_ptr_array_unref(e->from);
	g_ptr_array_unref(e->sender);
	g_ptr_array_unref(e->reply_to);
	g_ptr_array_unref(e->to);
	g_ptr_array_unref(e->cc);
	g_free(e->in_reply_to);
	g_ptr_array_unref(e->references);
	g_free(e->auto_submitted);
	g_free(e->precedence);
	g_free(e->return_path);
	g_free(e->list_id);
	g_free(e->mark);
	g_ptr_array_unref(e->received_and_auth);
	g_ptr_array_unref(e->arc);
	g_free(e->from_trick);
	g_strfreev(e->appended);
	g_free(e);
}

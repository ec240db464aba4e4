/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One mail over an open session: MAIL, RCPT…, DATA, the content, and the dot.
 *
 * What the server answers before the dot is certain: nothing was taken. Once the dot is on its way, only an
 * answer makes it certain; silence leaves the outcome unknown (RFC 1047), and says so.
 */
#include "smtp.h"

#include "content.h"

#include <libetpan/mailstream.h>
#include <string.h>

#define LINE_MAX_SMTP 998 /* RFC 5321 4.5.3.1.6, without CRLF */
#define ANSWER_BUDGET K(64)

#define HOST(s) ((s)->settings->server.host)

/* The reply at hand as the outcome of a recipient or of all. */
static enum delivery_outcome
reply_outcome(const struct smtp *s)
{
	return s->code / 100 == 5 ? DELIVERY_REFUSED : DELIVERY_LATER;
}

/* "530 authentication required" is said to our settings, not to the mail. */
static gboolean
is_about_us(const struct smtp *s)
{
	return s->code == 530 || s->code == 538;
}

static void
settle_reply(struct smtp *s, struct verdict *v)
{
	g_autofree char *text = g_strdup_printf("%s: %s", HOST(s), s->text->str);

	if (is_about_us(s)) {
		verdict_rest(v, DELIVERY_LATER, text);
		v->grade = PURSER_HALT;
	} else {
		verdict_rest(v, reply_outcome(s), text);
	}
}

/* "purser <purser@acme.example>" to what stands between the brackets. */
static char *
sender_address(const char *from)
{
	const char *open = strrchr(from, '<'), *close = open ? strchr(open, '>') : NULL;

	return open && close ? g_strndup(open + 1, (gsize)(close - open - 1)) : g_strdup(from);
}

/* What no server needs to be asked about. */
static gboolean
content_fits(struct smtp *s, const struct content_look *look, struct verdict *v)
{
	g_autofree char *text = NULL;

	if (!look->wire_size)
		text = g_strdup("an empty mail is not sent");
	else if (look->longest > LINE_MAX_SMTP)
		text = g_strdup_printf("line %" G_GSIZE_FORMAT " of the mail has %" G_GSIZE_FORMAT
				       " bytes; SMTP takes %d",
		    look->longest_at, look->longest, LINE_MAX_SMTP);
	else if (look->eight_bit && !s->eight_bit)
		text = g_strdup_printf("%s takes no 8-bit mail (no 8BITMIME), and this one is", HOST(s));
	else if (s->size_limit && (gint64)look->wire_size > s->size_limit)
		text = g_strdup_printf("the mail has %" G_GSIZE_FORMAT " bytes; %s takes %" G_GINT64_FORMAT,
		    look->wire_size, HOST(s), s->size_limit);
	if (text)
		verdict_rest(v, DELIVERY_REFUSED, text);
	return !text;
}

/* TRUE: the server has the sender. */
static gboolean
mail_from(struct smtp *s, const struct content_look *look, struct verdict *v, GError **error)
{
	g_autofree char *from = sender_address(s->settings->from);
	g_autofree char *size =
	    s->size ? g_strdup_printf(" SIZE=%" G_GSIZE_FORMAT, look->wire_size) : g_strdup("");

	if (!address_fits(from)) {
		verdict_rest(
		    v, DELIVERY_REFUSED, "our own address cannot be used in SMTP: check from = of [ar]");
		return FALSE;
	}
	if (!smtp_command(
		s, error, "MAIL FROM:<%s>%s%s", from, size, look->eight_bit ? " BODY=8BITMIME" : ""))
		return FALSE;
	if (s->code == 250)
		return TRUE;
	settle_reply(s, v);
	return FALSE;
}

/* Asks for each recipient. *out_taken: how many the server takes; FALSE: the connection broke. */
static gboolean
rcpt_to(struct smtp *s, const struct parcel *p, struct verdict *v, guint *out_taken, GError **error)
{
	*out_taken = 0;
	for (guint i = 0; p->recipients[i]; i++) {
		if (!address_fits(p->recipients[i])) {
			verdict_recipient(v, i, DELIVERY_REFUSED, "not an address that SMTP can take");
			continue;
		}
		if (!smtp_command(s, error, "RCPT TO:<%s>", p->recipients[i]))
			return FALSE;
		if (s->code == 421) {
			settle_reply(s, v);
			return TRUE;
		}
		/* 552 is what old servers say for "too many recipients" (RFC 5321 4.5.3.1.10). */
		if (s->code == 250 || s->code == 251)
			++*out_taken;
		else if (is_about_us(s)) {
			verdict_recipient(v, i, DELIVERY_LATER, s->text->str);
			v->grade = PURSER_HALT;
		} else {
			verdict_recipient(
			    v, i, s->code == 552 ? DELIVERY_LATER : reply_outcome(s), s->text->str);
		}
	}
	return TRUE;
}

/* Lines come one by one; they leave by the TLS record. */
#define PIECE_MAX 16384
struct writing {
	struct smtp *s;
	GError **error;
	gsize held;
	char piece[PIECE_MAX];
};

static gboolean
write_held(struct writing *w)
{
	gsize n = w->held;

	w->held = 0;
	return smtp_write(w->s, w->piece, n, w->error);
}

static gboolean
write_piece(const void *bytes, gsize size, gpointer data)
{
	struct writing *w = data;

	if (w->held + size > PIECE_MAX && !write_held(w))
		return FALSE;
	if (size > PIECE_MAX)
		return smtp_write(w->s, bytes, size, w->error);
	memcpy(w->piece + w->held, bytes, size);
	w->held += size;
	return TRUE;
}

/* The dot, and the server's word. */
static void
finish(struct smtp *s, struct verdict *v)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;

	crash_point("sender.before-dot");
	stream_set_deadline(s->stream, s->settings->dot_wait_s, ANSWER_BUDGET);
	if (!smtp_write(s, CONTENT_END, strlen(CONTENT_END), &error) || !smtp_flush(s, &error)) {
		verdict_error(v, DELIVERY_UNCERTAIN, error);
		return;
	}
	crash_point("sender.after-dot");
	if (!smtp_reply(s, &error)) {
		verdict_error(v, DELIVERY_UNCERTAIN, error);
		return;
	}
	text = g_strdup_printf("%s: %s", HOST(s), s->text->str);
	if (s->code / 100 == 2)
		verdict_rest(v, DELIVERED, text);
	else if (s->code / 100 == 3)
		verdict_rest(v, DELIVERY_UNCERTAIN, text);
	else
		settle_reply(s, v);
}

/* FALSE: the connection broke before the dot; nothing was taken. */
static gboolean
data(struct smtp *s, const struct parcel *p, struct verdict *v, GError **error)
{
	struct writing w = { .s = s, .error = error };
	gsize size;
	const void *bytes = g_bytes_get_data(p->bytes, &size);
	gboolean written;

	crash_point("sender.before-data");
	if (!smtp_command(s, error, "DATA"))
		return FALSE;
	if (s->code != 354) {
		settle_reply(s, v);
		return TRUE;
	}
	/* From here on there is no way back but to hang up: without the dot the server takes nothing. */
	stream_set_deadline(s->stream, s->limits->fetch_wall, ANSWER_BUDGET);
	written = content_write(bytes, size, write_piece, &w) && write_held(&w);
	explicit_bzero(w.piece, sizeof w.piece);
	if (!written || !smtp_flush(s, error))
		return FALSE;
	if (!p->commit(p->data)) {
		s->dead = TRUE;
		verdict_rest(v, DELIVERY_LATER, "held back before the last bytes");
		return TRUE;
	}
	finish(s, v);
	return TRUE;
}

void
smtp_transfer(struct smtp *s, const struct parcel *p, struct verdict *v)
{
	g_autoptr(GError) error = NULL;
	struct content_look look;
	gsize size;
	const void *bytes = g_bytes_get_data(p->bytes, &size);
	guint taken = 0;
	gboolean ok;

	content_look(bytes, size, &look);
	if (!content_fits(s, &look, v))
		return;
	ok = mail_from(s, &look, v, &error) && rcpt_to(s, p, v, &taken, &error);
	if (ok && taken && !s->dead)
		data(s, p, v, &error);
	if (error)
		verdict_error(v, error->code == PURSER_REJECT ? DELIVERY_REFUSED : DELIVERY_LATER, error);
}

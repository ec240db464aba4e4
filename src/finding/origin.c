/* SPDX-License-Identifier: GPL-3.0-or-later */
/* origin - who wrote, seen through forwards; direction */
#include "origin.h"

#include <string.h>

enum { TEXT_MAX = 1000 };

static void
set_line(char **slot, const char *text)
{
	g_free(*slot);
	*slot = text && *text ? text_one_line(text, TEXT_MAX) : NULL;
}

static const struct address *
first_of(const GPtrArray *addresses)
{
	return addresses && addresses->len ? addresses->pdata[0] : NULL;
}

static void
set_address(struct report_address *slot, const struct address *a)
{
	set_line(&slot->name, a ? a->name : NULL);
	set_line(&slot->address, a ? a->address : NULL);
}

static void
warn(struct report *out, const char *text)
{
	g_ptr_array_add(out->warnings, g_strdup(text));
}

static gboolean
is_automatic(const struct envelope *e)
{
	static const char *const PRECEDENCES[] = { "bulk", "list", "junk", "auto_reply", "auto-reply", NULL };

	return (e->auto_submitted && !g_str_has_prefix(e->auto_submitted, "no")) || e->list_id ||
	       (e->precedence && g_strv_contains(PRECEDENCES, e->precedence)) || e->bounce;
}

/* Where an answer goes: of several addresses the one that is not at the author's own domain. */
static const char *
reply_address(const struct envelope *e)
{
	const struct address *from = first_of(e->from), *reply = first_of(e->reply_to);
	const char *home = from && from->address ? strrchr(from->address, '@') : NULL;

	for (guint i = 0; home && e->reply_to && i < e->reply_to->len; i++) {
		const struct address *a = e->reply_to->pdata[i];
		const char *domain = a->address ? strrchr(a->address, '@') : NULL;

		if (domain && strcmp(domain, home) != 0)
			return a->address;
	}
	return reply ? reply->address : NULL;
}

void
head_fill(const struct message *m, struct report *out)
{
	const struct envelope *e = m->envelope;

	set_line(&out->message_id, e->message_id);
	set_line(&out->subject, e->subject);
	if (e->date != G_MININT64) {
		g_free(out->date);
		out->date = time_format_rfc3339(e->date, e->date_offset_s);
	}
	set_address(&out->from, first_of(e->from));
	set_line(&out->reply_to, reply_address(e));
	set_line(&out->mark, e->mark);
	set_line(&out->in_reply_to, e->in_reply_to);
	for (guint i = 0; e->references && i < e->references->len && i < 100; i++)
		g_ptr_array_add(out->references, text_one_line(e->references->pdata[i], TEXT_MAX));
	out->automatic = is_automatic(e);
	out->bounce = e->bounce;
	for (guint i = 0; m->warnings && i < m->warnings->len && i < 50; i++)
		warn(out, m->warnings->pdata[i]);
	if (e->n_from_fields > 1 && !m->warnings)
		warn(out, "more than one From field");
}

/* --- origin -------------------------------------------------------------------------------------- */

static void
set_origin(struct report *out, const struct address *from, gint64 date, int offset_s, const char *how)
{
	set_address(&out->origin, from);
	g_free(out->origin_date);
	out->origin_date = date != G_MININT64 ? time_format_rfc3339(date, offset_s) : NULL;
	g_free(out->origin_how);
	out->origin_how = g_strdup(how);
}

static gboolean
layer_has_author(const struct layer *l)
{
	return l->from.address || l->from.name;
}

/* The forward that brought the attachments along: the innermost one that is not by one of us. Without an
 * order the first one. */
static const struct layer *
forward_of(const GPtrArray *layers, const struct finding_us *us, gboolean order)
{
	const struct layer *best = NULL;

	for (guint i = 0; layers && i < layers->len; i++) {
		const struct layer *l = layers->pdata[i];

		if (l->how == LAYER_QUOTE && !best)
			return NULL; /* a reply: what is below it is history */
		if (l->how != LAYER_FORWARD || !layer_has_author(l))
			continue;
		if (best && (!order || !domain_is_us(us, best->from.address)))
			break;
		best = l;
	}
	return best;
}

void
origin_find(const struct message *m, const struct finding_part *carrier, const struct layer *layer,
    const GPtrArray *body_layers, const struct finding_us *us, struct report *out)
{
	const struct envelope *e =
	    carrier && carrier->part && carrier->part->envelope ? carrier->part->envelope : m->envelope;
	const struct layer *forward = NULL;

	if (layer && layer->how == LAYER_QUOTE && layer_has_author(layer)) {
		set_origin(out, &layer->from, layer->date_s, 0, "quoted");
		return;
	}
	if (layer && layer->how == LAYER_FORWARD && layer_has_author(layer))
		forward = layer;
	else if (!layer || layer->how == LAYER_TOP)
		forward = layer ? NULL : forward_of(body_layers, us, carrier != NULL);
	if (forward)
		set_origin(out, &forward->from, forward->date_s, 0, "inline-forward");
	else
		set_origin(out, first_of(e->from), e->date, e->date_offset_s,
		    e == m->envelope ? "header" : "attached-forward");
}

/* --- the hands in between ------------------------------------------------------------------------ */

static gboolean
same_house(const char *one, const char *other)
{
	const char *a = one ? strrchr(one, '@') : NULL, *b = other ? strrchr(other, '@') : NULL;
	gsize n = a ? strlen(a + 1) : 0, m = b ? strlen(b + 1) : 0;
	const char *longer = n > m ? a : b, *shorter = n > m ? b : a;
	gsize more = n > m ? n - m : m - n;

	/* the shorter one has a dot: a public suffix of one label is nobody's house */
	return n && m && strchr(shorter, '.') && g_ascii_strcasecmp(longer + 1 + more, shorter + 1) == 0 &&
	       (!more || longer[more] == '.');
}

static const char *
foreign(const struct address *a, const struct finding_us *us, const struct report *out)
{
	return a && a->address && !domain_is_us(us, a->address) &&
		       !same_house(a->address, out->origin.address)
		   ? a->address
		   : NULL;
}

/* Of the layers before `stop`, or of all. */
static const char *
hand_in_layers(const GPtrArray *layers, const struct layer *stop, gboolean quotes,
    const struct finding_us *us, const struct report *out)
{
	const char *hand = NULL;

	for (guint i = 0; layers && i < layers->len && !hand && layers->pdata[i] != stop; i++) {
		const struct layer *l = layers->pdata[i];

		if (l->how == LAYER_FORWARD || (quotes && l->how == LAYER_QUOTE))
			hand = foreign(&l->from, us, out);
	}
	return hand;
}

const char *
origin_hand(const struct message *m, const struct finding_part *carrier, const struct layer *layer,
    const GPtrArray *body_layers, const struct finding_us *us, const struct report *out)
{
	const struct envelope *e =
	    carrier && carrier->part && carrier->part->envelope ? carrier->part->envelope : m->envelope;
	gboolean in_layer = layer && (layer->how == LAYER_QUOTE || layer->how == LAYER_FORWARD);
	const char *hand = in_layer && carrier ? hand_in_layers(carrier->layers, layer, TRUE, us, out) : NULL;

	if (!hand && e != m->envelope)
		hand = hand_in_layers(body_layers, NULL, FALSE, us, out);
	for (; !hand && e != m->envelope && e; e = e->parent)
		hand = foreign(first_of(e->from), us, out);
	return hand;
}

/* --- direction ----------------------------------------------------------------------------------- */

static gboolean
all_are_us(const GPtrArray *addresses, const struct finding_us *us)
{
	for (guint i = 0; addresses && i < addresses->len; i++)
		if (!domain_is_us(us, ((struct address *)addresses->pdata[i])->address))
			return FALSE;
	return TRUE;
}

void
direction_find(const struct message *m, const struct finding_us *us, gboolean buyer_is_us,
    gboolean supplier_is_us, struct report *out)
{
	const char *direction = "unknown";
	gboolean known = us && us->domains && us->domains[0];

	if (buyer_is_us && !supplier_is_us)
		direction = "outbound";
	else if (supplier_is_us && !buyer_is_us)
		direction = "inbound";
	else if (m && known && out->origin.address) {
		if (!domain_is_us(us, out->origin.address))
			direction = "inbound";
		else if (all_are_us(m->envelope->to, us) && all_are_us(m->envelope->cc, us))
			direction = "internal";
		else
			direction = "outbound";
	}
	g_free(out->direction);
	out->direction = g_strdup(direction);
}

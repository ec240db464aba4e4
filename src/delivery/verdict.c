/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results per recipient, and their sum. */
#include "way.h"

#include <string.h>

#define ANSWER_MAX 300

static void
recipient_free(gpointer data)
{
	struct delivery_recipient *r = data;

	g_free(r->address);
	g_free(r->answer);
	g_free(r);
}

void
verdict_begin(struct verdict *v, const char *const *recipients)
{
	*v = (struct verdict){ .outcome = DELIVERED, .grade = PURSER_RETRY };
	v->recipients = g_ptr_array_new_with_free_func(recipient_free);
	for (; *recipients; recipients++) {
		struct delivery_recipient *r = g_new0(struct delivery_recipient, 1);

		r->address = g_strdup(*recipients);
		g_ptr_array_add(v->recipients, r);
	}
}

void
verdict_clear(struct verdict *v)
{
	g_clear_pointer(&v->recipients, g_ptr_array_unref);
	g_clear_pointer(&v->text, g_free);
}

void
verdict_recipient(struct verdict *v, guint i, enum delivery_outcome outcome, const char *answer)
{
	struct delivery_recipient *r = g_ptr_array_index(v->recipients, i);

	if (r->answer)
		return;
	r->outcome = outcome;
	r->answer = text_one_line(answer, ANSWER_MAX);
	if (outcome == DELIVERY_REFUSED)
		v->grade = PURSER_REJECT;
}

void
verdict_rest(struct verdict *v, enum delivery_outcome outcome, const char *answer)
{
	for (guint i = 0; i < v->recipients->len; i++)
		verdict_recipient(v, i, outcome, answer);
}

void
verdict_error(struct verdict *v, enum delivery_outcome outcome, const GError *error)
{
	verdict_rest(v, outcome, error->message);
	v->grade = error->domain == PURSER_ERROR ? (enum purser_error)error->code : PURSER_RETRY;
}

/* The first answer with this outcome, with whom it is about when not all had it. */
static char *
verdict_words(const struct verdict *v, enum delivery_outcome outcome, gboolean whom)
{
	for (guint i = 0; i < v->recipients->len; i++) {
		const struct delivery_recipient *r = g_ptr_array_index(v->recipients, i);

		if (r->outcome == outcome)
			return whom ? g_strdup_printf("%s: %s", r->address, r->answer) : g_strdup(r->answer);
	}
	return g_strdup("no recipient is open");
}

void
verdict_end(struct verdict *v)
{
	guint n[DELIVERY_UNCERTAIN + 1] = { 0 };
	enum delivery_outcome worst;

	for (guint i = 0; i < v->recipients->len; i++)
		n[((struct delivery_recipient *)g_ptr_array_index(v->recipients, i))->outcome]++;
	worst = n[DELIVERY_UNCERTAIN] ? DELIVERY_UNCERTAIN
		: n[DELIVERY_REFUSED] ? DELIVERY_REFUSED
		: n[DELIVERY_LATER]   ? DELIVERY_LATER
				      : DELIVERED;
	/* A mail for nobody was not delivered. */
	v->outcome = v->recipients->len ? worst : DELIVERY_REFUSED;
	if (worst != DELIVERY_UNCERTAIN && n[worst] < v->recipients->len)
		v->outcome = DELIVERY_PARTLY;
	g_free(v->text);
	v->text = verdict_words(v, worst, v->outcome == DELIVERY_PARTLY);
}

gboolean
address_fits(const char *address)
{
	const char *at = strrchr(address, '@');

	if (!at || at == address || !at[1] || strlen(address) > 254)
		return FALSE;
	for (; *address; address++)
		if (*address <= 0x20 || *address >= 0x7f || strchr("<>()[]\\,;:\"", *address))
			return FALSE;
	return TRUE;
}

const struct way_ops *
way_of(enum config_transport transport)
{
	return transport == TRANSPORT_IMAP ? &WAY_APPEND : &WAY_SMTP;
}

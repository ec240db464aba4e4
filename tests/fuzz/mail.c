/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole mail: the look before the parser, the parser, each part's bytes, and the layers of each text. */
#include "check.h"

static void
fuzz_prepare(void)
{
	message_init();
}

static void
check_layers(const char *text, gsize size, const char *subject)
{
	g_autoptr(GPtrArray) layers = message_peel(text, size, subject);
	gsize end = 0;

	for (guint i = 0; i < layers->len; i++) {
		const struct layer *l = layers->pdata[i];

		fuzz_must(l->start >= end && l->end >= l->start && l->end <= size);
		end = l->end;
		fuzz_must((i == 0) == (l->how == LAYER_TOP) || l->how != LAYER_TOP || i > 0);
	}
	fuzz_must(layers->len > 0);
}

static void
check_envelope(const struct envelope *e)
{
	fuzz_must(!e->subject || g_utf8_validate(e->subject, -1, NULL));
	for (guint i = 0; i < e->from->len; i++) {
		const struct address *a = e->from->pdata[i];

		fuzz_must(!a->name || g_utf8_validate(a->name, -1, NULL));
		fuzz_must(!a->address || g_utf8_validate(a->address, -1, NULL));
	}
}

static void
fuzz_one(const guint8 *bytes, gsize size)
{
	g_autofree guint8 *copy = g_memdup2(bytes, size);
	struct message *m = message_parse(copy ? copy : bytes, size, &LIMITS_PRESET, NULL);

	if (!m)
		return;
	for (guint i = 0; i < m->envelopes->len; i++)
		check_envelope(m->envelopes->pdata[i]);
	for (guint i = 0; i < m->parts->len; i++) {
		const struct part *p = m->parts->pdata[i];
		g_autoptr(GBytes) content = message_part_bytes(m, p, &LIMITS_PRESET, NULL);
		g_autofree char *text = NULL;
		const guint8 *data;
		gsize n;

		fuzz_must(p->path && p->media_type && p->envelope);
		if (!content || !g_str_has_prefix(p->media_type, "text/"))
			continue;
		data = g_bytes_get_data(content, &n);
		text = message_text_decode(
		    data ? data : (const guint8 *)"", n, p->charset, (gsize)LIMITS_PRESET.text_size);
		fuzz_must(g_utf8_validate(text, -1, NULL));
		check_layers(text, strlen(text), p->envelope->subject);
	}
	message_free(m);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * See decoration.h. Told by the size in the picture's header and by where the mail shows it, before anything is
 * unpacked. A picture in the flow of the text must be larger to count as a page: signatures stand there.
 */
#include "decoration.h"

#include "purser/eye.h"

#include <string.h>

/* Made for the screen, mostly: fewer pixels than a page of 100 dpi are no scan. */
#define SCREEN_FORMATS (1u << EYE_GIF | 1u << EYE_WEBP | 1u << EYE_BMP)

static const struct {
	gboolean shown;        /* only within the mail's HTML */
	guint formats;         /* 1 << enum eye_format; 0: all */
	guint shorter, longer; /* pixels that a page has at least */
	guint aspect;          /* at most so many times longer than wide */
	const char *why;
} ROWS[] = {
	{ FALSE, 0, 300, 500, 6, "a small picture, as in signatures" },
	{ TRUE, 0, 400, 700, 3, "a picture within the text, too small for a page" },
	{ FALSE, SCREEN_FORMATS, 700, 1000, 3, "a picture for the screen, too small for a page" },
};

/* Does the mail's own HTML show it by its Content-ID? */
static gboolean
is_shown(const struct leaves *l, const struct leaf *picture)
{
	g_autofree char *wanted = NULL;

	if (!picture->part || !picture->part->content_id)
		return FALSE;
	wanted = g_strconcat("cid:", picture->part->content_id, NULL);
	for (guint i = 0; i < l->list->len; i++) {
		const struct leaf *leaf = l->list->pdata[i];
		gsize size;
		const char *bytes;

		if (!leaf->part || leaf->part->envelope != picture->part->envelope || !leaf->bytes ||
		    strcmp(leaf->part->media_type, "text/html") != 0)
			continue;
		bytes = g_bytes_get_data(leaf->bytes, &size);
		if (bytes && memmem(bytes, size, wanted, strlen(wanted)))
			return TRUE;
	}
	return FALSE;
}

const char *
decoration_reason(const struct leaves *l, const struct leaf *leaf)
{
	struct eye_head head;
	guint shorter, longer;
	gsize size;
	const guint8 *bytes = g_bytes_get_data(leaf->bytes, &size);
	gboolean shown;

	if (!eye_head_read(bytes, size, 0, &head))
		return NULL;
	shorter = MIN(head.width, head.height);
	longer = MAX(head.width, head.height);
	shown = is_shown(l, leaf);
	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++)
		if ((shown || !ROWS[i].shown) && (!ROWS[i].formats || ROWS[i].formats >> head.format & 1) &&
		    (shorter < ROWS[i].shorter || longer < ROWS[i].longer ||
			longer > shorter * ROWS[i].aspect))
			return ROWS[i].why;
	return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See cfb.h. */
#include "cfb.h"
#include "purser/base.h"

#define HEADER 512
#define DIFAT_IN_HEADER 109
#define ENTRY 128
#define ENTRIES_MAX 65536
#define MINI_LIMIT 4096 /* smaller streams lie in the mini stream */
#define READ_TIMES 4    /* what all reads may give, in sizes of the file */

enum { TYPE_STORAGE = 1, TYPE_STREAM = 2, TYPE_ROOT = 5 };

struct entry {
	char name[96]; /* UTF-8 */
	guint8 type;
	guint32 left, right, child, start;
	guint64 size;
};

struct cfb {
	const guint8 *bytes;
	gsize size;
	guint shift, mini_shift;
	guint32 n_sectors;
	guint32 *fat, n_fat; /* the next sector of each */
	guint32 *mini, n_mini;
	GBytes *mini_stream;
	struct entry *entries;
	guint32 n_entries;
	guint64 left; /* bytes that may still be read */
};

/* What there is of a sector in the file. */
static struct slice
sector(const struct cfb *c, guint32 n)
{
	guint64 at = ((guint64)n + 1) << c->shift;

	if (n >= c->n_sectors || at >= c->size)
		return (struct slice){ "", 0 };
	return (
	    struct slice){ (const char *)c->bytes + at, (gsize)MIN((guint64)1 << c->shift, c->size - at) };
}

static void
words_append(GArray *out, struct slice s, gsize most)
{
	for (gsize i = 0; i + 4 <= s.n && out->len < most; i += 4) {
		guint32 word = le32((const guint8 *)s.p + i);

		g_array_append_val(out, word);
	}
}

/* The table of sectors: its own sectors are listed in the header, and on from there in a chain. */
static void
fat_load(struct cfb *c)
{
	GArray *fat = g_array_new(FALSE, FALSE, 4);
	guint32 next = le32(c->bytes + 68);
	gsize per = ((gsize)1 << c->shift) / 4 - 1;

	for (guint i = 0; i < DIFAT_IN_HEADER; i++)
		words_append(fat, sector(c, le32(c->bytes + 76 + 4 * (gsize)i)), c->n_sectors);
	for (guint32 n = 0; n < c->n_sectors && fat->len < c->n_sectors; n++) {
		struct slice s = sector(c, next);

		if (s.n < (gsize)1 << c->shift)
			break;
		for (gsize i = 0; i < per; i++)
			words_append(fat, sector(c, le32((const guint8 *)s.p + 4 * i)), c->n_sectors);
		next = le32((const guint8 *)s.p + 4 * per);
	}
	c->n_fat = fat->len;
	c->fat = (guint32 *)(void *)g_array_free(fat, FALSE);
}

/* The bytes of a chain of sectors, at most `most`. A chain that loops ends when it is longer than the file. */
static GByteArray *
chain_read(const struct cfb *c, guint32 start, guint64 most)
{
	GByteArray *out = g_byte_array_new();
	guint32 at = start;

	most = MIN(most, c->size);
	for (guint32 n = 0; n < c->n_sectors && out->len < most; n++) {
		struct slice s = sector(c, at);

		if (!s.n)
			break;
		g_byte_array_append(out, (const guint8 *)s.p, (guint)MIN(s.n, most - out->len));
		if (at >= c->n_fat)
			break;
		at = c->fat[at];
	}
	return out;
}

static GByteArray *
mini_read(const struct cfb *c, guint32 start, guint64 most)
{
	GByteArray *out = g_byte_array_new();
	gsize size;
	const guint8 *bytes = g_bytes_get_data(c->mini_stream, &size);
	guint64 at = start;

	most = MIN(most, size);
	for (guint32 n = 0; n <= c->n_mini && out->len < most; n++) {
		guint64 offset = at << c->mini_shift;

		if (offset >= size)
			break;
		g_byte_array_append(out, bytes + offset,
		    (guint)MIN(MIN((guint64)1 << c->mini_shift, size - offset), most - out->len));
		if (at >= c->n_mini)
			break;
		at = c->mini[at];
	}
	return out;
}

static void
entry_load(struct entry *e, const guint8 *b, gboolean small)
{
	gsize n = MIN(le16(b + 64), 64);
	g_autofree char *name = message_text_decode(b, n >= 2 ? n - 2 : 0, "utf-16le", 90);

	g_strlcpy(e->name, name, sizeof e->name);
	e->type = b[66];
	e->left = le32(b + 68);
	e->right = le32(b + 72);
	e->child = le32(b + 76);
	e->start = le32(b + 116);
	e->size = small ? le32(b + 120) : le64(b + 120);
}

static gboolean
directory_load(struct cfb *c)
{
	GByteArray *bytes = chain_read(c, le32(c->bytes + 48), (guint64)ENTRIES_MAX * ENTRY);
	GByteArray *mini;

	c->n_entries = bytes->len / ENTRY;
	c->entries = g_new0(struct entry, c->n_entries + 1);
	for (guint32 i = 0; i < c->n_entries; i++)
		entry_load(&c->entries[i], bytes->data + (gsize)i * ENTRY, c->shift == 9);
	g_byte_array_unref(bytes);
	if (!c->n_entries || c->entries[CFB_ROOT].type != TYPE_ROOT)
		return FALSE;
	c->mini_stream =
	    g_byte_array_free_to_bytes(chain_read(c, c->entries[CFB_ROOT].start, c->entries[CFB_ROOT].size));
	mini = chain_read(c, le32(c->bytes + 60), (guint64)le32(c->bytes + 64) << c->shift);
	c->n_mini = mini->len / 4;
	c->mini = g_new0(guint32, c->n_mini + 1);
	for (guint32 i = 0; i < c->n_mini; i++)
		c->mini[i] = le32(mini->data + 4 * (gsize)i);
	g_byte_array_unref(mini);
	return TRUE;
}

struct cfb *
cfb_open(const guint8 *bytes, gsize size)
{
	struct cfb *c;
	guint shift;

	if (size < HEADER + ENTRY || memcmp(bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) != 0)
		return NULL;
	shift = le16(bytes + 30);
	if (shift != 9 && shift != 12)
		return NULL;
	c = g_new0(struct cfb, 1);
	c->bytes = bytes;
	c->size = size;
	c->shift = shift;
	c->mini_shift = 6;
	c->n_sectors = (guint32)((size - 1) >> shift);
	c->left = (guint64)size * READ_TIMES;
	fat_load(c);
	if (!directory_load(c)) {
		cfb_free(c);
		return NULL;
	}
	return c;
}

void
cfb_free(struct cfb *c)
{
	if (!c)
		return;
	g_free(c->fat);
	g_free(c->mini);
	g_clear_pointer(&c->mini_stream, g_bytes_unref);
	g_free(c->entries);
	g_free(c);
}

/* The children are a binary tree; each is visited once, however its links run. */
GArray *
cfb_children(const struct cfb *c, guint32 storage)
{
	GArray *out = g_array_new(FALSE, FALSE, sizeof(guint32)),
	       *todo = g_array_new(FALSE, FALSE, sizeof(guint32));
	g_autofree guint8 *seen = g_new0(guint8, c->n_entries);

	if (storage < c->n_entries)
		g_array_append_val(todo, c->entries[storage].child);
	while (todo->len) {
		guint32 at = g_array_index(todo, guint32, todo->len - 1);

		g_array_set_size(todo, todo->len - 1);
		if (at >= c->n_entries || seen[at] || at == CFB_ROOT)
			continue;
		seen[at] = TRUE;
		if (c->entries[at].type == TYPE_STORAGE || c->entries[at].type == TYPE_STREAM)
			g_array_append_val(out, at);
		g_array_append_val(todo, c->entries[at].right);
		g_array_append_val(todo, c->entries[at].left);
	}
	g_array_unref(todo);
	return out;
}

gint64
cfb_find(const struct cfb *c, guint32 storage, const char *name)
{
	g_autoptr(GArray) children = cfb_children(c, storage);

	for (guint i = 0; i < children->len; i++) {
		guint32 at = g_array_index(children, guint32, i);

		if (g_ascii_strcasecmp(c->entries[at].name, name) == 0)
			return at;
	}
	return CFB_NONE;
}

const char *
cfb_name(const struct cfb *c, guint32 entry)
{
	return c->entries[entry].name;
}

gboolean
cfb_is_storage(const struct cfb *c, guint32 entry)
{
	return c->entries[entry].type == TYPE_STORAGE;
}

GBytes *
cfb_read(struct cfb *c, guint32 entry, gboolean *out_whole)
{
	const struct entry *e = &c->entries[entry];
	guint64 most = MIN(e->size, c->left);
	GByteArray *bytes =
	    e->size < MINI_LIMIT ? mini_read(c, e->start, most) : chain_read(c, e->start, most);

	c->left -= bytes->len;
	*out_whole = bytes->len == e->size;
	return g_byte_array_free_to_bytes(bytes);
}

GBytes *
cfb_stream(struct cfb *c, guint32 storage, const char *name)
{
	gint64 entry = cfb_find(c, storage, name);
	gboolean whole;

	return entry < 0 || cfb_is_storage(c, (guint32)entry) ? NULL : cfb_read(c, (guint32)entry, &whole);
}

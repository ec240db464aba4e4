/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small writers of ZIP and compound files, for the tests of what is read from them. */
#pragma once

#include "helper.h"

static inline void
put16(GByteArray *out, guint n)
{
	guint8 b[2] = { (guint8)n, (guint8)(n >> 8) };

	g_byte_array_append(out, b, 2);
}

static inline void
put32(GByteArray *out, guint32 n)
{
	put16(out, n & 0xffff);
	put16(out, n >> 16);
}

static inline void
put_text(GByteArray *out, const char *text)
{
	g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}

static inline void
put_wide(GByteArray *out, const char *ascii)
{
	for (; *ascii; ascii++)
		put16(out, (guchar)*ascii);
}

static inline void
set16(GByteArray *out, gsize at, guint n)
{
	out->data[at] = (guint8)n;
	out->data[at + 1] = (guint8)(n >> 8);
}

static inline void
set32(GByteArray *out, gsize at, guint32 n)
{
	set16(out, at, n & 0xffff);
	set16(out, at + 2, n >> 16);
}

static inline struct document *
read_array(GByteArray *bytes, const char *filename, const struct limits *limits)
{
	g_autoptr(GBytes) b = g_bytes_new(bytes->data, bytes->len);

	return document_read(b, NULL, filename, NULL, limits ? limits : &LIMITS_PRESET);
}

/* ---- ZIP: entries in a row, stored ---- */

struct zip_writer {
	GByteArray *out, *directory;
	guint n;
	guint flags;            /* of the next entry */
	const char *local_name; /* the next entry's own name, where it differs from the directory's */
};

static inline guint32
crc32_of(const guint8 *p, gsize n)
{
	guint32 crc = 0xffffffff;

	for (gsize i = 0; i < n; i++) {
		crc ^= p[i];
		for (guint k = 0; k < 8; k++)
			crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
	}
	return ~crc;
}

static inline void
zip_begin(struct zip_writer *z)
{
	*z = (struct zip_writer){ .out = g_byte_array_new(), .directory = g_byte_array_new() };
}

static inline void
zip_common(GByteArray *out, const struct zip_writer *z, const void *bytes, gsize size, const char *name)
{
	put16(out, 20);
	put16(out, z->flags);
	put16(out, 0);
	put32(out, 0x21 << 16);
	put32(out, crc32_of(bytes, size));
	put32(out, (guint32)size);
	put32(out, (guint32)size);
	put16(out, (guint)strlen(name));
	put16(out, 0);
}

static inline void
zip_put(struct zip_writer *z, const char *name, const void *bytes, gsize size)
{
	guint32 at = z->out->len;

	put_text(z->out, "PK\3\4");
	zip_common(z->out, z, bytes, size, z->local_name ? z->local_name : name);
	put_text(z->out, z->local_name ? z->local_name : name);
	g_byte_array_append(z->out, bytes, (guint)size);
	put_text(z->directory, "PK\1\2");
	put16(z->directory, 20);
	zip_common(z->directory, z, bytes, size, name);
	put16(z->directory, 0);
	put32(z->directory, 0);
	put32(z->directory, 0);
	put32(z->directory, at);
	put_text(z->directory, name);
	z->n++;
	z->flags = 0;
	z->local_name = NULL;
}

static inline void
zip_text(struct zip_writer *z, const char *name, const char *text)
{
	zip_put(z, name, text, strlen(text));
}

static inline GByteArray *
zip_end(struct zip_writer *z)
{
	guint32 at = z->out->len;

	g_byte_array_append(z->out, z->directory->data, z->directory->len);
	put_text(z->out, "PK\5\6");
	put32(z->out, 0);
	put16(z->out, z->n);
	put16(z->out, z->n);
	put32(z->out, z->directory->len);
	put32(z->out, at);
	put16(z->out, 0);
	g_byte_array_unref(z->directory);
	return z->out;
}

static inline GByteArray *
docx_of(const char *body)
{
	struct zip_writer z;
	g_autofree char *xml =
	    g_strdup_printf("<?xml version=\"1.0\"?><w:document xmlns:w=\"urn:w\" xmlns:r=\"urn:r\">"
			    "<w:body>%s</w:body></w:document>",
		body);

	zip_begin(&z);
	zip_text(&z, "word/document.xml", xml);
	return zip_end(&z);
}

#define WORKBOOK                                                                                           \
	"<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"a\"/><sheet name=\"B\" "   \
	"sheetId=\"2\" state=\"hidden\" r:id=\"b\"/><sheet name=\"C\" sheetId=\"3\" r:id=\"c\"/></sheets>" \
	"</workbook>"
#define WORKBOOK_RELATIONS                                                                              \
	"<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>" \
	"<Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"worksheets/sheet2.xml\"/>"                \
	"<Relationship Id=\"c\" Type=\"x/worksheet\" Target=\"/xl/worksheets/sheet3.xml\"/>"            \
	"<Relationship Id=\"s\" Type=\"x/styles\" Target=\"styles.xml\"/>"                              \
	"<Relationship Id=\"t\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"

/* ---- compound files: 512-byte sectors, every stream padded into the large ones ---- */

struct cfb_writer {
	GByteArray *sectors, *entries;
	GArray *fat;         /* guint32 */
	guint32 last[16];    /* by depth of storage: its last child, 0 for none */
	guint32 storage[16]; /* by depth: its entry */
	guint depth, n;
};

static inline guint32
cfb_entry(struct cfb_writer *w, const char *name, guint8 type, guint32 start, guint32 size)
{
	GByteArray *e = g_byte_array_new();
	guint32 number = w->n++;

	put_wide(e, name);
	g_byte_array_set_size(e, 128);
	memset(e->data + 2 * strlen(name), 0, 128 - 2 * strlen(name));
	set16(e, 64, (guint)(2 * strlen(name) + 2));
	e->data[66] = type;
	e->data[67] = 1;
	set32(e, 68, 0xffffffff);
	set32(e, 72, 0xffffffff);
	set32(e, 76, 0xffffffff);
	set32(e, 116, start);
	set32(e, 120, size);
	g_byte_array_append(w->entries, e->data, 128);
	g_byte_array_unref(e);
	if (number) { /* the next child hangs on the right of the one before */
		if (w->last[w->depth])
			set32(w->entries, 128 * (gsize)w->last[w->depth] + 72, number);
		else
			set32(w->entries, 128 * (gsize)w->storage[w->depth] + 76, number);
		w->last[w->depth] = number;
	}
	return number;
}

static inline void
cfb_begin(struct cfb_writer *w)
{
	*w = (struct cfb_writer){ .sectors = g_byte_array_new(),
		.entries = g_byte_array_new(),
		.fat = g_array_new(FALSE, FALSE, 4) };
	cfb_entry(w, "Root Entry", 5, 0xfffffffe, 0);
}

static inline guint32
cfb_chain(struct cfb_writer *w, const guint8 *bytes, gsize size)
{
	guint32 first = w->fat->len, end = 0xfffffffe;
	guint n = (guint)((size + 511) / 512);

	for (guint32 i = 0; i < n; i++) {
		guint32 next = i + 1 < n ? first + i + 1 : end;

		g_array_append_val(w->fat, next);
	}
	g_byte_array_append(w->sectors, bytes, (guint)size);
	if (size % 512) {
		guint8 zeros[512] = { 0 };

		g_byte_array_append(w->sectors, zeros, (guint)(512 - size % 512));
	}
	return first;
}

/* Small streams are padded with zeros to the size at which they have sectors of their own. */
static inline void
cfb_put(struct cfb_writer *w, const char *name, const void *bytes, gsize size)
{
	g_autofree guint8 *padded = g_malloc0(MAX(size, 4096));

	memcpy(padded, bytes, size);
	cfb_entry(w, name, 2, cfb_chain(w, padded, MAX(size, 4096)), (guint32)MAX(size, 4096));
}

static inline void
cfb_enter(struct cfb_writer *w, const char *name)
{
	guint32 entry = cfb_entry(w, name, 1, 0, 0);

	w->depth++;
	w->storage[w->depth] = entry;
	w->last[w->depth] = 0;
}

static inline void
cfb_leave(struct cfb_writer *w)
{
	w->depth--;
}

static inline GByteArray *
cfb_end(struct cfb_writer *w)
{
	GByteArray *out = g_byte_array_new();
	guint32 directory = cfb_chain(w, w->entries->data, w->entries->len), n_fat;

	for (n_fat = 1; (w->fat->len + n_fat) * 4 > n_fat * 512; n_fat++)
		;
	g_byte_array_set_size(out, 512);
	memset(out->data, 0, 512);
	memcpy(out->data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
	set16(out, 24, 0x3e);
	set16(out, 26, 3);
	set16(out, 28, 0xfffe);
	set16(out, 30, 9);
	set16(out, 32, 6);
	set32(out, 44, n_fat);
	set32(out, 48, directory);
	set32(out, 56, 4096);
	set32(out, 60, 0xfffffffe);
	set32(out, 68, 0xfffffffe);
	for (guint i = 0; i < 109; i++)
		set32(out, 76 + 4 * i, i < n_fat ? w->fat->len + i : 0xffffffff);
	g_byte_array_append(out, w->sectors->data, w->sectors->len);
	for (guint32 i = 0; i < n_fat * 128; i++)
		put32(out, i < w->fat->len ? g_array_index(w->fat, guint32, i) : 0xfffffffd);
	g_byte_array_unref(w->sectors);
	g_byte_array_unref(w->entries);
	g_array_unref(w->fat);
	return out;
}

/* ---- what every reader must survive ---- */

/* Cuts and changes bytes in a fixed order of chance. */
static inline void
mutate(GByteArray *sample, const char *filename, guint rounds)
{
	g_autoptr(GRand) chance = g_rand_new_with_seed(7);

	for (guint i = 0; i < rounds; i++) {
		GByteArray *copy = g_byte_array_new();
		struct document *d;

		g_byte_array_append(copy, sample->data, sample->len);
		for (guint k = 0; k < 1 + i % 6 && copy->len; k++) {
			guint at = (guint)g_rand_int_range(chance, 0, (gint)copy->len);

			copy->data[at] = i % 3 ? (guint8)g_rand_int_range(chance, 0, 256)
					       : (guint8)(copy->data[at] ^ 0xff);
		}
		if (i % 5 == 0 && copy->len)
			g_byte_array_set_size(copy, (guint)g_rand_int_range(chance, 0, (gint)copy->len));
		d = read_array(copy, filename, NULL);
		check_document(d);
		document_free(d);
		g_byte_array_unref(copy);
	}
}

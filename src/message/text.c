/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes of a text part to UTF-8.
 *
 * Labels lie: "us-ascii" on UTF-8, "iso-8859-1" on windows-1252, "gb2312" on GB 18030, made-up names. The
 * declared charset is tried under the name that real senders mean by it; what it cannot read is read as UTF-8
 * where it is valid and as windows-1252 byte by byte where it is not. No byte is dropped: the worst that one
 * can become is U+FFFD.
 */
#include "internal.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

/* What the label means (WHATWG Encoding where browsers and mail agree). */
static const struct charset_alias {
	const char *label, *means;
} ALIASES[] = {
	{ "ascii", "utf-8" },
	{ "us-ascii", "utf-8" },
	{ "utf8", "utf-8" },
	{ "unicode-1-1-utf-8", "utf-8" },
	{ "utf-8mb4", "utf-8" },
	{ "iso-8859-1", "windows-1252" },
	{ "iso8859-1", "windows-1252" },
	{ "iso_8859-1", "windows-1252" },
	{ "iso-8859_1", "windows-1252" },
	{ "latin1", "windows-1252" },
	{ "latin-1", "windows-1252" },
	{ "l1", "windows-1252" },
	{ "cp1252", "windows-1252" },
	{ "cp-1252", "windows-1252" },
	{ "x-cp1252", "windows-1252" },
	{ "ansi_x3.4-1968", "utf-8" },
	{ "iso646-us", "utf-8" },
	{ "iso-8859-9", "windows-1254" },
	{ "iso-8859-11", "windows-874" },
	{ "tis-620", "windows-874" },
	{ "windows-874", "cp874" },
	{ "iso-8859-8-i", "iso-8859-8" },
	{ "iso-8859-8-e", "iso-8859-8" },
	{ "iso-8859-6-i", "iso-8859-6" },
	{ "gb2312", "gb18030" },
	{ "gbk", "gb18030" },
	{ "gb_2312-80", "gb18030" },
	{ "cp936", "gb18030" },
	{ "x-gbk", "gb18030" },
	{ "hz-gb-2312", "hz" },
	{ "big5", "big5-hkscs" },
	{ "x-x-big5", "big5-hkscs" },
	{ "cn-big5", "big5-hkscs" },
	{ "shift_jis", "cp932" },
	{ "shift-jis", "cp932" },
	{ "sjis", "cp932" },
	{ "x-sjis", "cp932" },
	{ "windows-31j", "cp932" },
	{ "ks_c_5601-1987", "cp949" },
	{ "ks_c_5601", "cp949" },
	{ "euc-kr", "cp949" },
	{ "x-windows-949", "cp949" },
	{ "iso-2022-jp-ms", "iso-2022-jp-3" },
	{ "unicode-1-1-utf-7", "utf-7" },
	{ "x-unicode-2-0-utf-7", "utf-7" },
	{ "cp-850", "cp850" },
	{ "macintosh", "macintosh" },
	{ "x-mac-roman", "macintosh" },
	{ "x-mac-cyrillic", "mac-cyrillic" },
	{ "koi8", "koi8-r" },
	{ "unknown-8bit", "utf-8" },
	{ "x-unknown", "utf-8" },
	{ "unknown", "utf-8" },
	{ "default", "utf-8" },
	{ "default_charset", "utf-8" },
	{ "8bit", "utf-8" },
	{ "binary", "utf-8" },
	{ "none", "utf-8" },
	{ "x-user-defined", "windows-1252" },
};

/* Loaded while files may still be opened: iconv fetches its tables from disk, and the reader has none. */
static const char *const PRELOADED[] = { "windows-1250", "windows-1251", "cp1252", "windows-1253",
	"windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258", "cp874", "iso-8859-1",
	"iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8",
	"iso-8859-9", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "koi8-r",
	"koi8-u", "gb18030", "gb2312", "gbk", "big5", "big5-hkscs", "cp932", "shift_jis", "euc-jp",
	"iso-2022-jp", "iso-2022-jp-3", "iso-2022-kr", "cp949", "euc-kr", "iso-2022-cn", "utf-7", "utf-16",
	"utf-16le", "utf-16be", "utf-32", "utf-32le", "utf-32be", "cp437", "cp850", "cp852", "cp866",
	"macintosh", "mac-cyrillic" };

static const guint16 CP1252[32] = { 0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6,
	0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d,
	0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178 };

enum {
	WIDE_FIRST = 64, /* bytes without a zero: it is neither UTF-16 nor UTF-32 */
	WIDE_LOOK = 4096,
	WIDE_LEAST = 8 /* units of text without a mark */
};

/* Never closed: an open one keeps its module in memory. */
static iconv_t preloaded[G_N_ELEMENTS(PRELOADED)];

void
message_text_preload(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(PRELOADED); i++)
		if (!preloaded[i])
			preloaded[i] = iconv_open("UTF-8", PRELOADED[i]);
}

static void
append_1252(GString *out, guint8 c)
{
	g_string_append_unichar(out, c == 0 ? 0xfffd : c < 0x80 || c >= 0xa0 ? c : CP1252[c - 0x80]);
}

/* Valid UTF-8 stays; any other byte is read as windows-1252. */
static void
append_mixed(GString *out, const guint8 *bytes, gsize size, gsize max, gboolean all_1252)
{
	const char *at = (const char *)bytes, *end = at + size;

	while (at < end && out->len < max) {
		const char *stop = at;

		if (all_1252)
			while (stop < end && (guint8)*stop < 0x80 && *stop)
				stop++;
		else
			stop = at + text_valid_size(at, (gsize)(end - at));
		g_string_append_len(out, at, stop - at);
		at = stop;
		if (at < end)
			append_1252(out, (guint8)*at++);
	}
}

/* "//IGNORE" and path-like names are iconv's language, not mail's. */
static gboolean
charset_name_plain(const char *charset)
{
	return strlen(charset) < 64 &&
	       charset[strspn(charset, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "0123456789-_.:+()")] == 0;
}

/* FALSE: unknown charset, or so much of it unreadable that the label must be wrong. */
static gboolean
append_iconv(GString *out, const guint8 *bytes, gsize size, const char *charset, gsize max)
{
	iconv_t cd = charset_name_plain(charset) ? iconv_open("UTF-8", charset) : (iconv_t)-1;
	char *in = (char *)bytes;
	gsize left = size, bad = 0;

	if (cd == (iconv_t)-1)
		return FALSE;
	while (left && out->len < max) {
		char buffer[4096];
		char *to = buffer;
		gsize room = sizeof buffer, done = iconv(cd, &in, &left, &to, &room);
		int why = errno;

		g_string_append_len(out, buffer, to - buffer);
		if (done != (gsize)-1 || why == E2BIG)
			continue;
		g_string_append(out, "\xef\xbf\xbd");
		bad++;
		if (why == EINVAL || !left) /* cut in the middle of a character */
			break;
		in++;
		left--;
	}
	iconv_close(cd);
	return bad * 16 <= size || bad <= 2;
}

/* Do the bytes read as text of such units, most of it in Latin letters? A unit's other bytes are zero there. */
static gboolean
units_are_text(const guint8 *bytes, gsize size, guint width, gboolean little)
{
	gsize n = MIN(size, WIDE_LOOK) / width, narrow = 0;

	for (gsize i = 0; i < n; i++) {
		const guint8 *unit = bytes + i * width;
		guint8 low = unit[little ? 0 : width - 1], other = 0;

		for (guint k = 1; k < width; k++)
			other |= unit[little ? k : k - 1];
		if (width == 4 && (unit[little ? 3 : 0] || unit[little ? 2 : 1] > 0x10))
			return FALSE;
		if (other)
			continue;
		if ((low < 32 && !strchr("\t\n\r\f", low)) || low == 0 || (low >= 0x7f && low < 0xa0))
			return FALSE;
		narrow++;
	}
	return n >= WIDE_LEAST && narrow >= n - n / 4;
}

const char *
message_text_wide(const guint8 *bytes, gsize size)
{
	static const struct {
		const char *name;
		guint width;
		gboolean little;
	} KINDS[] = { { "utf-32le", 4, TRUE }, { "utf-32be", 4, FALSE }, { "utf-16le", 2, TRUE },
		{ "utf-16be", 2, FALSE } };

	if (size >= 4 && (memcmp(bytes, "\xff\xfe\0\0", 4) == 0 || memcmp(bytes, "\0\0\xfe\xff", 4) == 0))
		return "utf-32";
	if (size >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
		return "utf-16";
	if (!size || !memchr(bytes, 0, MIN(size, WIDE_FIRST)))
		return NULL;
	for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++)
		if (size % KINDS[i].width == 0 &&
		    units_are_text(bytes, size, KINDS[i].width, KINDS[i].little))
			return KINDS[i].name;
	return NULL;
}

/* "utf-16" and the like on bytes that are of one byte each: somebody's template. */
static gboolean
wide_is_a_lie(const char *charset, const guint8 *bytes, gsize size)
{
	return (g_ascii_strncasecmp(charset, "utf-16", 6) == 0 ||
		   g_ascii_strncasecmp(charset, "utf-32", 6) == 0 ||
		   g_ascii_strncasecmp(charset, "ucs-", 4) == 0) &&
	       size >= WIDE_LEAST && !memchr(bytes, 0, size) &&
	       text_valid_size((const char *)bytes, size) == size;
}

static const char *
charset_meant(const char *charset, const guint8 *bytes, gsize size)
{
	const char *wide = message_text_wide(bytes, size);

	if (wide)
		return wide;
	if (charset && wide_is_a_lie(charset, bytes, size))
		return "utf-8";
	if (!charset || !*charset || g_ascii_strcasecmp(charset, "utf-8") == 0)
		return "utf-8";
	for (guint i = 0; i < G_N_ELEMENTS(ALIASES); i++)
		if (g_ascii_strcasecmp(charset, ALIASES[i].label) == 0)
			return ALIASES[i].means;
	return charset;
}

/* NUL would end the string for everybody after us. */
static void
replace_nul(GString *text)
{
	GString *clean;

	if (!memchr(text->str, 0, text->len))
		return;
	clean = g_string_sized_new(text->len + 16);
	for (gsize i = 0; i < text->len; i++)
		if (text->str[i])
			g_string_append_c(clean, text->str[i]);
		else
			g_string_append(clean, "\xef\xbf\xbd");
	g_string_assign(text, "");
	g_string_append_len(text, clean->str, (gssize)clean->len);
	g_string_free(clean, TRUE);
}

static char *
cut(GString *text, gsize max)
{
	if (text->len > max) {
		gsize n = max;

		while (n && ((guint8)text->str[n] & 0xc0) == 0x80)
			n--;
		g_string_truncate(text, n);
	}
	return g_string_free(text, FALSE);
}

char *
message_text_decode(const guint8 *bytes, gsize size, const char *charset, gsize max_bytes)
{
	const char *meant = charset_meant(charset, bytes, size);
	GString *out;

	if (size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		size -= 3;
		meant = "utf-8";
	}
	out = g_string_sized_new(MIN(size, max_bytes) + 16);
	if (g_ascii_strcasecmp(meant, "utf-8") == 0) {
		if (size <= max_bytes && text_valid_size((const char *)bytes, size) == size)
			g_string_append_len(out, (const char *)bytes, (gssize)size);
		else
			append_mixed(out, bytes, size, max_bytes, FALSE);
	} else if (g_ascii_strcasecmp(meant, "windows-1252") == 0) {
		append_mixed(out, bytes, size, max_bytes, TRUE);
	} else if (!append_iconv(out, bytes, size, meant, max_bytes)) {
		g_string_truncate(out, 0);
		append_mixed(out, bytes, size, max_bytes, FALSE);
	}
	replace_nul(out);
	return cut(out, max_bytes);
}

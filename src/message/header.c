/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values of header fields: text, addresses, message ids, dates.
 *
 * Real mail puts raw 8-bit bytes where RFC 2047 wants encoded words, splits a character between two words,
 * and names charsets that do not exist. Neighbouring words of one charset are therefore joined as bytes and
 * decoded together.
 */
#include "internal.h"

#include <string.h>

/* RFC 2047 says 75 for a word; writers that ignore it still stay far below this, and the search stays linear.
 */
enum { CHARSET_MAX = 78, WORD_MAX = 4096 };

struct word {
	const char *charset, *text, *end; /* end: behind "?=" */
	gsize charset_size, text_size;
	gboolean base64;
};

/* "=?charset?B?text?=" at at, which points to "=?". */
static gboolean
word_read(const char *at, struct word *out)
{
	const char *mark = memchr(at + 2, '?', strnlen(at + 2, CHARSET_MAX)), *stop, *language;

	if (!mark || mark == at + 2 || !mark[1] || mark[2] != '?' || !strchr("bBqQ", mark[1]))
		return FALSE;
	out->charset = at + 2;
	out->charset_size = (gsize)(mark - out->charset);
	language = memchr(out->charset, '*', out->charset_size); /* RFC 2231: charset*language */
	if (language)
		out->charset_size = (gsize)(language - out->charset);
	out->base64 = mark[1] == 'b' || mark[1] == 'B';
	out->text = mark + 3;
	/* Some writers leave spaces in the text; it ends at "?=" all the same. */
	stop = memmem(out->text, strnlen(out->text, WORD_MAX), "?=", 2);
	if (!stop)
		return FALSE;
	out->text_size = (gsize)(stop - out->text);
	out->end = stop + 2;
	return TRUE;
}

/* By hand: encoders leave the padding out, and GMime's decoder then keeps back the last bytes. */
static void
base64_bytes(const char *text, gsize size, GByteArray *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	guint32 save = 0;
	guint bits = 0;

	for (gsize i = 0; i < size; i++) {
		const char *digit = text[i] ? strchr(digits, text[i]) : NULL;

		if (!digit)
			continue;
		save = save << 6 | (guint32)(digit - digits);
		bits += 6;
		if (bits >= 8) {
			guint8 c = (guint8)(save >> (bits - 8));

			bits -= 8;
			g_byte_array_append(out, &c, 1);
		}
	}
}

static void
word_bytes(const struct word *w, GByteArray *out)
{
	if (w->base64) {
		base64_bytes(w->text, w->text_size, out);
		return;
	}
	for (gsize i = 0; i < w->text_size; i++) {
		guint8 c = (guint8)w->text[i];

		if (c == '_') {
			c = ' ';
		} else if (c == '=' && i + 2 < w->text_size && g_ascii_isxdigit(w->text[i + 1]) &&
			   g_ascii_isxdigit(w->text[i + 2])) {
			c = (guint8)(g_ascii_xdigit_value(w->text[i + 1]) << 4 |
				     g_ascii_xdigit_value(w->text[i + 2]));
			i += 2;
		}
		g_byte_array_append(out, &c, 1);
	}
}

struct words {
	GString *out;
	GByteArray *bytes; /* of the words not decoded yet */
	char charset[80];
};

static void
words_flush(struct words *w)
{
	g_autofree char *text = NULL;

	if (!w->bytes->len)
		return;
	text = message_text_decode(w->bytes->data, w->bytes->len, w->charset, w->bytes->len * 4 + 16);
	g_string_append(w->out, text);
	g_byte_array_set_size(w->bytes, 0);
}

static void
append_plain(GString *out, const char *at, gsize size)
{
	g_autofree char *text = NULL;

	if (text_valid_size(at, size) == size) {
		g_string_append_len(out, at, (gssize)size);
		return;
	}
	text = message_text_decode((const guint8 *)at, size, NULL, size * 4 + 16);
	g_string_append(out, text);
}

/* White space and controls become one space each run; trimmed. */
static char *
one_line(GString *text)
{
	char *to = text->str, *start = text->str;
	gboolean space = TRUE;

	for (const char *at = text->str; *at; at++) {
		guint8 c = (guint8)*at;

		if (c <= ' ' || c == 0x7f) {
			if (!space)
				*to++ = ' ';
			space = TRUE;
		} else {
			*to++ = *at;
			space = FALSE;
		}
	}
	if (to > start && to[-1] == ' ')
		to--;
	*to = 0;
	return g_string_free(text, FALSE);
}

static void
decode_words(const char *raw, GString *out)
{
	struct words w = { .out = out, .bytes = g_byte_array_new() };
	const char *at = raw, *mark;

	while ((mark = strstr(at, "=?"))) {
		struct word word;

		if (!word_read(mark, &word)) {
			words_flush(&w);
			append_plain(out, at, (gsize)(mark + 2 - at));
			at = mark + 2;
			continue;
		}
		/* Space between two encoded words is not text. */
		if (strspn(at, " \t\r\n") < (gsize)(mark - at) || !w.bytes->len) {
			words_flush(&w);
			append_plain(out, at, (gsize)(mark - at));
		}
		if (word.charset_size != strlen(w.charset) ||
		    g_ascii_strncasecmp(w.charset, word.charset, word.charset_size) != 0) {
			words_flush(&w);
			g_strlcpy(w.charset, word.charset, MIN(sizeof w.charset, word.charset_size + 1));
		}
		word_bytes(&word, w.bytes);
		at = word.end;
	}
	words_flush(&w);
	append_plain(out, at, strlen(at));
	g_byte_array_unref(w.bytes);
}

/* Nearly all fields: ASCII without an encoded word. */
static char *
plain_text(const char *raw, gsize size)
{
	char *out = g_malloc(size + 1), *to = out;
	gboolean space = TRUE;

	for (gsize i = 0; i < size; i++) {
		guint8 c = (guint8)raw[i];

		if (c >= 0x80 || (c == '=' && raw[i + 1] == '?')) {
			g_free(out);
			return NULL;
		}
		if (c <= ' ' || c == 0x7f) {
			if (!space)
				*to++ = ' ';
			space = TRUE;
		} else {
			*to++ = (char)c;
			space = FALSE;
		}
	}
	if (to > out && to[-1] == ' ')
		to--;
	*to = 0;
	return out;
}

char *
header_text(const char *raw)
{
	char *plain = raw ? plain_text(raw, strlen(raw)) : NULL;
	GString *out;

	if (plain)
		return plain;
	out = g_string_sized_new(128);
	if (raw)
		decode_words(raw, out);
	return one_line(out);
}

struct address *
address_new(char *name, char *address)
{
	struct address *a = g_new0(struct address, 1);

	a->name = name;
	a->address = address;
	return a;
}

void
address_free(struct address *a)
{
	if (!a)
		return;
	g_free(a->name);
	g_free(a->address);
	g_free(a);
}

char *
address_clean(const char *text, gsize size)
{
	const char *domain = NULL;
	GString *out;

	for (gsize i = 0; i < size; i++) {
		guint8 c = (guint8)text[i];

		/* Controls would end a command or a field further on; blanks and brackets are never meant. */
		if (c <= ' ' || c == 0x7f || c == '<' || c == '>' || c == ',' || c == ';')
			return NULL;
		if (c == '@')
			domain = text + i + 1;
	}
	while (domain && size && text[size - 1] == '.')
		size--;
	if (!domain || domain == text + 1 || domain >= text + size || size > 320 ||
	    text_valid_size(text, size) < size)
		return NULL;
	out = g_string_new_len(text, domain - text);
	for (const char *p = domain; p < text + size; p++)
		g_string_append_c(out, g_ascii_tolower(*p));
	return g_string_free(out, FALSE);
}

void
header_addresses_flatten(InternetAddressList *list, GPtrArray *out)
{
	int n = list ? internet_address_list_length(list) : 0;

	for (int i = 0; i < n; i++) {
		InternetAddress *ia = internet_address_list_get_address(list, i);
		const char *name, *addr;
		char *clean, *shown;

		if (INTERNET_ADDRESS_IS_GROUP(ia)) {
			header_addresses_flatten(
			    internet_address_group_get_members(INTERNET_ADDRESS_GROUP(ia)), out);
			continue;
		}
		name = internet_address_get_name(ia);
		addr = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(ia));
		clean = addr ? address_clean(addr, strlen(addr)) : NULL;
		/* GMime has decoded it already, unless it was too broken for it. */
		shown = name ? header_text(name) : NULL;
		if (shown && !*shown)
			g_clear_pointer(&shown, g_free);
		if (clean || shown)
			g_ptr_array_add(out, address_new(shown, clean));
		else
			g_free(clean);
	}
}

/* --- addresses as most programs write them --- */

static gboolean
is_atom(char c)
{
	return g_ascii_isalnum(c) || (c && strchr("!#$%&'*+-/?^_`{|}~", c));
}

/* Atoms with single dots between them; gives their end, or at itself. */
static const char *
dotted_end(const char *at, gboolean (*takes)(char c))
{
	const char *end = at;

	while (takes(*end) || (*end == '.' && end > at && takes(end[1])))
		end++;
	return end;
}

static gboolean
is_domain(char c)
{
	return g_ascii_isalnum(c) || c == '-';
}

static const char *
mailbox_end(const char *at)
{
	const char *sign = dotted_end(at, is_atom), *end;

	if (sign == at || *sign != '@')
		return NULL;
	end = dotted_end(sign + 1, is_domain);
	return end == sign + 1 ? NULL : end;
}

/* A name before "<": atoms and blanks, or a quoted text with nothing to undo. Gives where it ends, or NULL. */
static const char *
name_end(const char *at)
{
	if (*at == '"') {
		for (at++;
		     *at >= ' ' && *at < 0x7f && *at != '"' && *at != '\\' && !(*at == '=' && at[1] == '?');)
			at++;
		return *at == '"' ? at + 1 : NULL;
	}
	for (const char *start = at;
	     is_atom(*at) || *at == ' ' || (*at == '.' && at > start && g_ascii_isalnum(at[-1]));)
		at++;
	return at;
}

/* One "Name <local@domain>" or "local@domain" at *at. FALSE: anything else. */
static gboolean
address_plain(const char **at, GPtrArray *out)
{
	const char *start = *at, *end = mailbox_end(start), *name = NULL, *behind = NULL;
	g_autofree char *raw = NULL;
	char *shown = NULL;

	if (!end) {
		name = start;
		behind = name_end(start);
		start = behind ? behind + strspn(behind, " ") : NULL;
		end = start && *start == '<' ? mailbox_end(++start) : NULL;
		if (!end || *end != '>')
			return FALSE;
	}
	*at = end + (name ? 1 : 0);
	*at += strspn(*at, " \t\r\n");
	if (**at && **at != ',')
		return FALSE;
	if (name) {
		gboolean quoted = *name == '"';

		raw = quoted ? g_strndup(name + 1, (gsize)(behind - name - 2))
			     : g_strndup(name, (gsize)(behind - name));
		shown = header_text(raw);
		if (!*shown)
			g_clear_pointer(&shown, g_free);
	}
	g_ptr_array_add(out, address_new(shown, address_clean(start, (gsize)(end - start))));
	return TRUE;
}

gboolean
header_addresses_plain(const char *raw, GPtrArray *out)
{
	guint before = out->len;
	const char *at = raw + strspn(raw, " \t\r\n");

	while (*at) {
		if (!address_plain(&at, out)) {
			g_ptr_array_set_size(out, (gint)before);
			return FALSE;
		}
		if (*at == ',') {
			at++;
			at += strspn(at, " \t\r\n");
			if (!*at)
				break;
		}
	}
	return TRUE;
}

void
header_addresses(const char *raw, GPtrArray *out)
{
	InternetAddressList *list;
	g_autofree char *valid = NULL;

	if (!raw)
		return;
	valid = message_text_decode((const guint8 *)raw, strlen(raw), NULL, strlen(raw) * 4 + 16);
	list = internet_address_list_parse(message_parser_options(), valid);
	if (!list)
		return;
	header_addresses_flatten(list, out);
	g_object_unref(list);
}

void
header_message_ids(const char *raw, GPtrArray *out, guint max)
{
	while (raw && out->len < max) {
		const char *open = strchr(raw, '<'), *stop;

		if (!open)
			break;
		stop = open + 1 + strcspn(open + 1, "<> \t\r\n");
		if (*stop == '>' && stop > open + 1 && stop - open < 1000)
			g_ptr_array_add(out, message_text_decode((const guint8 *)open + 1,
						 (gsize)(stop - open - 1), NULL, 998));
		raw = *stop == '<' ? stop : *stop ? stop + 1 : NULL;
	}
}

/* n digits as a number; -1: others stand there. */
static int
digits(const char *at, guint n)
{
	int value = 0;

	for (guint i = 0; i < n; i++) {
		if (!g_ascii_isdigit(at[i]))
			return -1;
		value = value * 10 + (at[i] - '0');
	}
	return value;
}

/* "Tue, 09 Jun 2026 08:01:00 +0000", as nearly all programs write it. */
static gboolean
date_plain(const char *at, gint64 *out_s, int *out_offset_s)
{
	static const char DAYS[] = "MonTueWedThuFriSatSun", MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	const char *comma = at + strspn(at, " "), *day, *month = NULL;
	struct day date;
	int h, m, s, zone;
	guint n;

	if (strnlen(comma, 29) < 29 || comma[3] != ',' || comma[4] != ' ')
		return FALSE;
	for (n = 0; n < 7 && memcmp(DAYS + (gsize)3 * n, comma, 3) != 0;)
		n++;
	day = comma + 5;
	if (n == 7 || !g_ascii_isdigit(*day))
		return FALSE;
	date.day = digits(day, g_ascii_isdigit(day[1]) ? 2 : 1);
	day += g_ascii_isdigit(day[1]) ? 2 : 1;
	for (n = 0; *day == ' ' && n < 12 && !month; n++)
		if (memcmp(MONTHS + (gsize)3 * n, day + 1, 3) == 0)
			month = day + 1;
	if (!month || month[3] != ' ' || strnlen(month, 23) < 23 || month[8] != ' ' || month[11] != ':' ||
	    month[14] != ':' || month[17] != ' ' || (month[18] != '+' && month[18] != '-'))
		return FALSE;
	date.month = (int)n;
	date.year = digits(month + 4, 4);
	h = digits(month + 9, 2);
	m = digits(month + 12, 2);
	s = digits(month + 15, 2);
	zone = digits(month + 19, 4);
	if (date.year < 1970 || date.year > 2100 || !day_valid(date) || h < 0 || h > 23 || m < 0 || m > 59 ||
	    s < 0 || s > 59 || zone < 0 || zone % 100 > 59 || zone > 1400 ||
	    month[23 + strspn(month + 23, " \r\n")])
		return FALSE;
	zone = (zone / 100 * 60 + zone % 100) * 60 * (month[18] == '-' ? -1 : 1);
	*out_s = day_start(date) + (gint64)h * 3600 + (gint64)m * 60 + s - zone;
	*out_offset_s = zone;
	return TRUE;
}

gboolean
header_date(const char *raw, gint64 *out_s, int *out_offset_s)
{
	GDateTime *date;

	if (raw && date_plain(raw, out_s, out_offset_s))
		return TRUE;
	date = raw ? g_mime_utils_header_decode_date(raw) : NULL;
	if (!date)
		return FALSE;
	*out_s = g_date_time_to_unix(date);
	*out_offset_s = (int)(g_date_time_get_utc_offset(date) / G_TIME_SPAN_SECOND);
	g_date_time_unref(date);
	return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text: made valid, made fit for one line of a log, made comparable.
 *
 * What is shown to a person must not act on his terminal or turn the reading order round, and what is
 * compared must not differ by what a person does not see.
 */
#include "purser/base.h"

#include <string.h>

#define ELLIPSIS "\xe2\x80\xa6"
#define REPLACEMENT "\xef\xbf\xbd"

gsize
text_valid_size(const char *bytes, gsize size)
{
	const guint64 ones = G_MAXUINT64 / 0xff, tops = ones * 0x80;
	gsize i = 0, run;

	for (;;) {
		const char *end;
		guint64 x;

		for (; i + sizeof x <= size; i += sizeof x) {
			memcpy(&x, bytes + i, sizeof x);
			if ((x | (x - ones)) & tops) /* a byte beyond ASCII, or none at all */
				break;
		}
		while (i < size && (guchar)(bytes[i] - 1) < 0x7f)
			i++;
		for (run = i; run < size && (bytes[run] & 0x80); run++)
			;
		if (run == i)
			return i;
		if (!g_utf8_validate_len(bytes + i, run - i, &end))
			return (gsize)(end - bytes);
		i = run;
	}
}

char *
text_make_valid(const char *bytes, gsize size)
{
	char *copy;

	if (text_valid_size(bytes, size) < size)
		return g_utf8_make_valid(bytes, (gssize)size);
	copy = g_malloc(size + 1);
	if (size)
		memcpy(copy, bytes, size);
	copy[size] = 0;
	return copy;
}

/* Letters and marks by their class, but with nothing to see: variation selectors, Hangul fillers, joiners. */
static gboolean
char_is_blank_mark(gunichar c)
{
	return c == 0x034f || c == 0x115f || c == 0x1160 || (c >= 0x17b4 && c <= 0x17b5) ||
	       (c >= 0x180b && c <= 0x180f) || c == 0x3164 || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xffa0 ||
	       (c >= 0xe0000 && c <= 0xe0fff);
}

/* What stands for c on one line: " " (runs are joined later), "" to drop it, NULL for itself. */
static const char *
char_on_line(gunichar c)
{
	if (c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r' || c == ' ' || c == 0x85)
		return " ";
	if (c < 0x7f)
		return c < 0x20 ? REPLACEMENT : NULL;
	if (char_is_blank_mark(c))
		return "";
	switch (g_unichar_type(c)) {
	case G_UNICODE_LINE_SEPARATOR:
	case G_UNICODE_PARAGRAPH_SEPARATOR:
	case G_UNICODE_SPACE_SEPARATOR:
		return " ";
	case G_UNICODE_FORMAT: /* bidi controls, zero-width space, soft hyphen, tags */
		return "";
	case G_UNICODE_CONTROL:
	case G_UNICODE_SURROGATE:
	case G_UNICODE_PRIVATE_USE:
	case G_UNICODE_UNASSIGNED:
		return REPLACEMENT;
	default:
		return NULL;
	}
}

/* Printable ASCII, no space beside another or at an end: most of what is asked for. */
static gboolean
is_line_already(const char *text, gsize max_bytes)
{
	gsize n = 0;

	for (; n <= max_bytes && text[n] >= ' ' && text[n] < 0x7f; n++)
		if (text[n] == ' ' && (n == 0 || text[n - 1] == ' '))
			return FALSE;
	return n <= max_bytes && !text[n] && (n == 0 || text[n - 1] != ' ');
}

char *
text_one_line(const char *text, gsize max_bytes)
{
	g_autofree char *valid = NULL;
	GString *line;
	gsize fits = 0; /* as far as there is still room for the ellipsis */
	gboolean space = FALSE;

	if (!text)
		return g_strdup("");
	if (is_line_already(text, max_bytes))
		return g_strdup(text);
	if (text_valid_size(text, strlen(text)) < strlen(text)) {
		valid = text_make_valid(text, strlen(text));
		text = valid;
	}
	line = g_string_sized_new(MIN(max_bytes, 256));
	for (const char *p = text; *p && line->len <= max_bytes; p = g_utf8_next_char(p)) {
		const char *as = char_on_line(g_utf8_get_char(p));

		if (as && (!*as || *as == ' ')) {
			space |= *as == ' ';
			continue;
		}
		if (space && line->len > 0)
			g_string_append_c(line, ' ');
		space = FALSE;
		if (as)
			g_string_append(line, as);
		else
			g_string_append_len(line, p, g_utf8_next_char(p) - p);
		if (line->len + strlen(ELLIPSIS) <= max_bytes)
			fits = line->len;
	}
	if (line->len > max_bytes) {
		g_string_truncate(line, fits);
		if (max_bytes >= strlen(ELLIPSIS))
			g_string_append(line, ELLIPSIS);
	}
	return g_string_free(line, FALSE);
}

/* Letters that Unicode does not take apart, but people and systems do. Lower case: they are looked up after
 * folding. */
static const struct {
	gunichar letter;
	const char *as;
} PLAIN_LETTERS[] = {
	{ 0x00e6, "ae" }, /* æ */
	{ 0x00f0, "d" },  /* ð */
	{ 0x00f8, "o" },  /* ø */
	{ 0x00fe, "th" }, /* þ */
	{ 0x0111, "d" },  /* đ */
	{ 0x0127, "h" },  /* ħ */
	{ 0x0131, "i" },  /* ı */
	{ 0x0142, "l" },  /* ł */
	{ 0x0153, "oe" }, /* œ */
	{ 0x0167, "t" },  /* ŧ */
};

static void
key_append(GString *key, gunichar c)
{
	int digit;

	if (char_is_blank_mark(c) || !g_unichar_isalnum(c))
		return;
	if (c >= 0x80 && (digit = g_unichar_digit_value(c)) >= 0) {
		g_string_append_c(key, (char)('0' + digit));
		return;
	}
	for (guint i = 0; i < G_N_ELEMENTS(PLAIN_LETTERS); i++)
		if (PLAIN_LETTERS[i].letter == c) {
			g_string_append(key, PLAIN_LETTERS[i].as);
			return;
		}
	g_string_append_unichar(key, c);
}

/* Valid, and none of it ASCII. */
static void
key_append_run(GString *key, const char *run, gsize size)
{
	g_autofree char *apart = g_utf8_normalize(run, (gssize)size, G_NORMALIZE_ALL);
	g_autofree char *folded = g_utf8_casefold(apart, -1);

	for (const char *p = folded; *p; p = g_utf8_next_char(p))
		key_append(key, g_utf8_get_char(p));
}

/* A mark joins the letter before it and changes no ASCII letter, so the runs between these can be taken apart alone. */
char *
text_key(const char *text)
{
	g_autofree char *valid = NULL;
	gsize size = strlen(text);
	GString *key = g_string_sized_new(size);

	if (!g_utf8_validate(text, (gssize)size, NULL)) {
		valid = text_make_valid(text, size);
		text = valid;
	}
	for (const char *p = text; *p;) {
		const char *run = p;

		while (*p & 0x80)
			p++;
		if (p > run)
			key_append_run(key, run, (gsize)(p - run));
		else if (g_ascii_isalnum(*p++))
			g_string_append_c(key, g_ascii_tolower(p[-1]));
	}
	return g_string_free(key, FALSE);
}

#define NEAREST_MAX 40

/* Damerau-Levenshtein distance (a swap of neighbours counts one) of two short words, without case. */
static guint
word_distance(const char *a, gsize a_size, const char *b, gsize b_size)
{
	guint rows[3][NEAREST_MAX + 1];
	guint *before = rows[0], *above = rows[1], *row = rows[2];

	memset(rows, 0, sizeof rows);
	for (guint j = 0; j <= b_size; j++)
		row[j] = j;
	for (guint i = 1; i <= a_size; i++) {
		guint *spare = before;

		before = above;
		above = row;
		row = spare;
		row[0] = i;
		for (guint j = 1; j <= b_size; j++) {
			char x = g_ascii_tolower(a[i - 1]), y = g_ascii_tolower(b[j - 1]);
			guint best = MIN(above[j], row[j - 1]) + 1;

			best = MIN(best, above[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == g_ascii_tolower(b[j - 2]) &&
			    g_ascii_tolower(a[i - 2]) == y)
				best = MIN(best, before[j - 2] + 1);
			row[j] = best;
		}
	}
	return row[b_size];
}

char *
text_nearest(const char *word, const char *const *known, guint n_known)
{
	gsize size = strlen(word);
	guint best_distance = (guint)MAX(1, size / 3) + 1;
	const char *best = NULL, *longer = NULL;

	if (size < 2 || size > NEAREST_MAX)
		return NULL;
	for (guint i = 0; i < n_known; i++) {
		gsize known_size = strlen(known[i]);
		guint distance;

		if (known_size > NEAREST_MAX)
			continue;
		if (!longer && g_ascii_strncasecmp(known[i], word, size) == 0)
			longer = known[i];
		distance = word_distance(word, size, known[i], known_size);
		if (distance < best_distance && distance < known_size) {
			best_distance = distance;
			best = known[i];
		}
	}
	/* One slip away beats a word cut short, which beats a guess. */
	return g_strdup(longer && best_distance > 1 ? longer : best);
}

gboolean
address_in_domains(const char *address, const char *const *domains)
{
	const char *at = address ? strrchr(address, '@') : NULL;

	for (const char *const *d = domains; at && d && *d; d++) {
		gsize size = strlen(*d), have = strlen(at + 1);

		if (have >= size && g_ascii_strcasecmp(at + 1 + have - size, *d) == 0 &&
		    (have == size || at[have - size] == '.'))
			return TRUE;
	}
	return FALSE;
}

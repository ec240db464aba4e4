/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fold - letters as the label trie compares them: lower case, accents and ligatures off */
#include "labels.h"

/* The ASCII letters that stand for a Latin letter with a mark, or a ligature; NULL: none do; "": it is
 * dropped. */
const char *
label_fold_char(gunichar c)
{
	/* U+00C0 to U+017F */
	static const char LATIN[] = "a a a a a a aec e e e e i i i i d n o o o o o . o u u u u y thss"
				    "a a a a a a aec e e e e i i i i d n o o o o o . o u u u u y thy "
				    "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g "
				    "g g g g h h h h i i i i i i i i i i ijijj j k k k l l l l l l l "
				    "l l l n n n n n n n n n o o o o o o oeoer r r r r r s s s s s s "
				    "s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s ";
	static char pairs[192][3];
	static gsize ready;

	if (g_once_init_enter(&ready)) {
		for (guint i = 0; i < 192; i++) {
			pairs[i][0] = LATIN[(gsize)2 * i];
			pairs[i][1] = LATIN[(gsize)2 * i + 1] == ' ' ? 0 : LATIN[(gsize)2 * i + 1];
		}
		g_once_init_leave(&ready, 1);
	}
	if (c >= 0xc0 && c <= 0x17f)
		return c == 0xd7 || c == 0xf7 ? NULL : pairs[c - 0xc0];
	if (c >= 0x300 && c <= 0x36f)
		return ""; /* combining marks */
	switch (c) {
	case 0xaa:
		return "a";
	case 0xb0: /* degree and ordinal signs serve as the o of n° */
	case 0xba:
		return "o";
	case 0xad: /* soft hyphen, zero-width marks */
	case 0x200b:
	case 0x200c:
	case 0x200d:
	case 0xfeff:
		return "";
	case 0x2116:
		return "no";
	case 0xfb00:
		return "ff";
	case 0xfb01:
		return "fi";
	case 0xfb02:
		return "fl";
	default:
		return NULL;
	}
}

/* The character at s; what is not UTF-8 is -1 or -2. Latin letters with marks are read here. */
static gunichar
char_at(const char *s, const char *end)
{
	guchar c = (guchar)*s;

	if (c >= 0xc3 && c <= 0xc5 && s + 1 < end && ((guchar)s[1] & 0xc0) == 0x80)
		return (c & 0x1fu) << 6 | ((guchar)s[1] & 0x3fu);
	return g_utf8_get_char_validated(s, end - s);
}

/* No character's small form, and nothing that stands for it, is twice as long. */
char *
label_fold(const char *s, gsize size)
{
	const char *end = s + size;
	char *out = g_malloc(2 * size + 1), *to = out;

	while (s < end) {
		gunichar c;
		const char *folded;

		if ((guchar)*s < 0x80 && *s) {
			*to++ = g_ascii_isupper(*s) ? *s | 0x20 : *s;
			s++;
			continue;
		}
		c = char_at(s, end);
		if ((gint32)c < 0) {
			*to++ = '?';
			s++;
			continue;
		}
		s = g_utf8_next_char(s);
		folded = label_fold_char(c);
		if (folded)
			to = g_stpcpy(to, folded);
		else
			to += g_unichar_to_utf8(g_unichar_tolower(c), to);
	}
	*to = 0;
	return out;
}

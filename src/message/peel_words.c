/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking up the words of mail clients: labels, separators, verbs, months. All comparisons are of folded text. */
#include "peel.h"
#include "peel_tables.h"

#include <string.h>

enum { LABEL_MAX = 48, SEPARATOR_MAX = 160 };

static GHashTable *labels, *prefixes, *months, *month_beginnings, *signoffs, *openings, *stop_words, *verbs;
/* char*, folded */
static GPtrArray *forward_stems, *original_stems, *starters, *mobile, *disclaimer[3];
enum { BEGINNINGS = 32768 };
static guint8 beginnings[BEGINNINGS / 8]; /* of mobile and signoffs */

/* A character without case, accent and width; 0: drop it. */
static gunichar
fold_char(gunichar c)
{
	gunichar a, b;

	if (c == 0xa0 || c == 0x202f || c == 0x3000 || (c >= 0x2000 && c <= 0x200a) || c == '\t')
		return ' ';
	if (c == 0x200b || c == 0x200c || c == 0x200d || c == 0x200e || c == 0x200f || c == 0xfeff ||
	    c == 0xad || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
		return 0;
	if (c >= 0x300 && c <= 0x36f)
		return 0;
	if (c == 0x131)
		return 'i';
	if (c == 0x142)
		return 'l';
	while (c >= 0xc0 && c < 0x2000 && g_unichar_decompose(c, &a, &b))
		c = a;
	return g_unichar_tolower(c);
}

/* One character behind ASCII: folded and appended. Returns its bytes in text. */
static gsize
fold_wide(const char *at, const char *end, char *out, gsize *n)
{
	gunichar c = g_utf8_get_char_validated(at, end - at);

	if (c == (gunichar)-1 || c == (gunichar)-2)
		return 1;
	c = fold_char(c);
	if (c && !(c == ' ' && (!*n || out[*n - 1] == ' ')))
		*n += (gsize)g_unichar_to_utf8(c, out + *n);
	return (gsize)(g_utf8_next_char(at) - at);
}

gsize
peel_fold(const char *text, gsize size, char *out, gsize room)
{
	const char *at = text, *end = text + size;
	gsize n = 0;

	while (at < end && n + 7 < room) {
		guint8 c = (guint8)*at;

		if (c >= 0x80) {
			at += fold_wide(at, end, out, &n);
			continue;
		}
		at++;
		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		else if (c <= ' ') {
			if (!n || out[n - 1] == ' ')
				continue;
			c = ' ';
		}
		out[n++] = (char)c;
	}
	while (n && out[n - 1] == ' ')
		n--;
	out[n] = 0;
	return n;
}

static void
each_word(const char *list, GHashTable *into, int value, gboolean keep_first)
{
	g_auto(GStrv) words = g_strsplit(list, "|", -1);

	for (guint i = 0; words[i]; i++) {
		char folded[160];

		peel_fold(words[i], strlen(words[i]), folded, sizeof folded);
		if (*folded && !(keep_first && g_hash_table_contains(into, folded)))
			g_hash_table_insert(into, g_strdup(folded), GINT_TO_POINTER(value));
	}
}

static GHashTable *
hash_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void
each_row(const char *const *rows, GHashTable *into, int value)
{
	for (guint i = 0; rows[i]; i++)
		each_word(rows[i], into, value, TRUE);
}

static GPtrArray *
folded_rows(const char *const *rows)
{
	GPtrArray *out = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; rows[i]; i++) {
		char folded[160];

		peel_fold(rows[i], strlen(rows[i]), folded, sizeof folded);
		g_ptr_array_add(out, g_strdup(folded));
	}
	return out;
}

/* Names, and their beginnings of three letters or more; a whole name wins over a beginning. */
static void
months_init(void)
{
	months = hash_new();
	month_beginnings = hash_new();
	for (int i = 0; i < 12; i++)
		each_word(PEEL_MONTHS[i], months, i + 1, TRUE);
	for (int i = 0; i < 12; i++) {
		g_auto(GStrv) names = g_strsplit(PEEL_MONTHS[i], "|", -1);

		for (guint k = 0; names[k]; k++) {
			char folded[160];

			peel_fold(names[k], strlen(names[k]), folded, sizeof folded);
			for (glong chars = 3; chars < g_utf8_strlen(folded, -1); chars++) {
				g_autofree char *start = g_utf8_substring(folded, 0, chars);

				if (!g_hash_table_contains(month_beginnings, start))
					g_hash_table_insert(month_beginnings, g_steal_pointer(&start),
					    GINT_TO_POINTER(i + 1));
			}
		}
	}
}

/* Three folded bytes as a key: nearly every line of a text is turned away by it, without a look at the
 * tables. */
static guint
beginning_key(const char *folded)
{
	guint key = (guint8)folded[0];

	key = key * 31 + (guint8)folded[1];
	key = key * 31 + (folded[1] ? (guint8)folded[2] : 0);
	return key & (BEGINNINGS - 1);
}

static void
beginning_add(gpointer key, gpointer value, gpointer data)
{
	guint k = beginning_key(key);

	(void)value;
	(void)data;
	beginnings[k / 8] |= (guint8)(1u << k % 8);
}

/* A word that a disclaimer must hold, as it is mostly written; found without folding the paragraph. */
static const char *const SECRET_STEMS[] = { "fiden", "FIDEN", "vileg", "VILEG", "vertrau", "Vertrau",
	"vertrouw", "Vertrouw", "vatezza", "vate ", "vato", "fortrolig", "luottamuks", "důvěrn", "dôvern",
	"bizalmas", "gizli", "фиденц", "фіденц" };
/* Bits of two bytes: a stem's first two, the next two, and any two that begin at its first, second or third byte. None of
 * them is shorter than four, so that every third place of a text shows whether one may be near.
 */
enum { SECRET_FIRST, SECRET_NEXT, SECRET_NEAR, SECRET_STEP = 3 };
static guint8 secret_pairs[3][8192];

static guint
pair_at(const char *text)
{
	return (guint)(guint8)text[0] << 8 | (guint8)text[1];
}

static void
secret_pair_add(guint which, const char *text)
{
	guint pair = pair_at(text);

	secret_pairs[which][pair / 8] |= (guint8)(1u << pair % 8);
}

static void
secret_init(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(SECRET_STEMS); i++) {
		g_assert(strlen(SECRET_STEMS[i]) > SECRET_STEP);
		secret_pair_add(SECRET_FIRST, SECRET_STEMS[i]);
		secret_pair_add(SECRET_NEXT, SECRET_STEMS[i] + 2);
		for (gsize k = 0; k < SECRET_STEP; k++)
			secret_pair_add(SECRET_NEAR, SECRET_STEMS[i] + k);
	}
}

static inline gboolean
secret_pair(guint which, const char *text)
{
	guint pair = pair_at(text);

	return secret_pairs[which][pair / 8] >> pair % 8 & 1;
}

void
peel_init(void)
{
	if (labels)
		return;
	labels = hash_new();
	prefixes = hash_new();
	signoffs = hash_new();
	openings = hash_new();
	for (guint i = 0; PEEL_LABELS[i].language; i++) {
		each_word(PEEL_LABELS[i].from, labels, FIELD_FROM + 1, TRUE);
		each_word(PEEL_LABELS[i].date, labels, FIELD_DATE + 1, TRUE);
		each_word(PEEL_LABELS[i].to, labels, FIELD_TO + 1, TRUE);
		each_word(PEEL_LABELS[i].cc, labels, FIELD_CC + 1, TRUE);
		each_word(PEEL_LABELS[i].subject, labels, FIELD_SUBJECT + 1, TRUE);
		each_word(PEEL_LABELS[i].other, labels, FIELD_OTHER + 1, TRUE);
	}
	each_row(PEEL_FORWARD_PREFIXES, prefixes, SUBJECT_FORWARD);
	each_row(PEEL_REPLY_PREFIXES, prefixes, SUBJECT_REPLY);
	each_row(PEEL_SIGNOFFS, signoffs, 1);
	each_row(PEEL_SIGNOFFS_COMMA, signoffs, 2);
	each_row(PEEL_OPENINGS, openings, 1);
	stop_words = hash_new();
	each_row(PEEL_STOP_WORDS, stop_words, 1);
	forward_stems = folded_rows(PEEL_FORWARD_STEMS);
	original_stems = folded_rows(PEEL_ORIGINAL_STEMS);
	verbs = hash_new();
	each_row(PEEL_VERBS, verbs, 1);
	starters = folded_rows(PEEL_STARTERS);
	mobile = folded_rows(PEEL_MOBILE);
	disclaimer[0] = folded_rows(PEEL_DISCLAIMER_MESSAGE);
	disclaimer[1] = folded_rows(PEEL_DISCLAIMER_SECRET);
	disclaimer[2] = folded_rows(PEEL_DISCLAIMER_FOR);
	g_hash_table_foreach(signoffs, beginning_add, NULL);
	for (guint i = 0; i < mobile->len; i++)
		beginning_add(g_ptr_array_index(mobile, i), NULL, beginnings);
	months_init();
	secret_init();
}

int
peel_label(const char *text, gsize size, gsize *out_value)
{
	gsize n = MIN(size, (gsize)LABEL_MAX), start = 0, i, value;
	char folded[LABEL_MAX * 2];
	int field;

	while (start < n && (text[start] == '*' || text[start] == '_' || text[start] == '|'))
		start++;
	for (i = start; i < n && text[i] != ':'; i++)
		if (n - i >= 3 && memcmp(text + i, "\xef\xbc\x9a", 3) == 0) /* full-width colon */
			break;
	if (i >= n || i == start)
		return -1;
	value = i + (text[i] == ':' ? 1 : 3);
	while (i > start && text[i - 1] == '*')
		i--;
	if (!peel_fold(text + start, i - start, folded, sizeof folded))
		return -1;
	field = GPOINTER_TO_INT(g_hash_table_lookup(labels, folded)) - 1;
	/* "To://", "10:30" and the like are no labels; neither is "http:". */
	if (field < 0 || (value < size && text[value] == '/'))
		return -1;
	while (value < size && (text[value] == '*' || text[value] == '|'))
		value++;
	/* "Aihe: / Subject: ...": Thunderbird in Finnish says it twice. */
	if (size - value > 4 && memcmp(text + value, " / ", 3) == 0) {
		gsize again;

		if (peel_label(text + value + 3, size - value - 3, &again) == field)
			value += 3 + again;
	}
	*out_value = value;
	return field;
}

/* Yahoo's text part runs its header lines together: "GMT+1Subject:" begins a label, "Update:" does not. */
static gboolean
label_may_start(const char *text, gsize at)
{
	gunichar before, first = g_utf8_get_char(text + at);

	if (!at)
		return TRUE;
	before = g_utf8_get_char(g_utf8_prev_char(text + at));
	return !g_unichar_isalpha(before) || (g_unichar_isupper(before) && g_unichar_isupper(first));
}

int
peel_label_before(const char *text, gsize colon, gsize *out_start)
{
	gsize first = colon > LABEL_MAX ? colon - LABEL_MAX : 0;
	char folded[LABEL_MAX * 2];

	for (gsize at = first; at < colon; at++) {
		int field;

		if (((guint8)text[at] & 0xc0) == 0x80 || text[at] == ' ' || !label_may_start(text, at) ||
		    !peel_fold(text + at, colon - at, folded, sizeof folded))
			continue;
		field = GPOINTER_TO_INT(g_hash_table_lookup(labels, folded)) - 1;
		if (field >= 0) {
			*out_start = at;
			return field;
		}
	}
	return -1;
}

static gboolean
any_inside(const GPtrArray *rows, const char *folded)
{
	for (guint i = 0; i < rows->len; i++)
		if (strstr(folded, g_ptr_array_index(rows, i)))
			return TRUE;
	return FALSE;
}

static gboolean
dash(const char *at, gsize left, gsize *out_size)
{
	static const char *const dashes[] = { "-", "_", "=", "*", "~", "\xe2\x80\x94", "\xe2\x80\x93",
		"\xe2\x94\x80", "\xe2\x80\x95" };

	for (guint i = 0; i < G_N_ELEMENTS(dashes); i++) {
		gsize n = strlen(dashes[i]);

		if (left >= n && memcmp(at, dashes[i], n) == 0) {
			*out_size = n;
			return TRUE;
		}
	}
	return FALSE;
}

static gsize
dash_run(const char *text, gsize size, gsize at, guint *out_n)
{
	gsize n;

	for (*out_n = 0; at < size && dash(text + at, size - at, &n); at += n)
		(*out_n)++;
	return at;
}

/* "----- words -----": the words, and where the closing dashes end. */
static gboolean
dashed_words(const char *text, gsize size, gsize *out_start, gsize *out_stop, gsize *out_end)
{
	guint opening, closing;
	gsize at = dash_run(text, size, 0, &opening), n, stop;

	if (opening < 2)
		return FALSE;
	for (stop = at; stop < size && stop - at < SEPARATOR_MAX; stop++)
		if (dash(text + stop, size - stop, &n)) {
			gsize end = dash_run(text, size, stop, &closing);

			if (closing >= 2) {
				*out_start = at;
				*out_stop = stop;
				*out_end = end;
				return TRUE;
			}
			stop = end - 1;
		}
	/* Some leave the closing dashes out. */
	*out_start = at;
	*out_stop = *out_end = size;
	return size - at < SEPARATOR_MAX;
}

enum peel_separator
peel_separator(const char *text, gsize size, gsize *out_size)
{
	gsize start, stop, end;
	char folded[SEPARATOR_MAX * 2];
	guint n;

	*out_size = size;
	if (!size)
		return SEPARATOR_NONE;
	if (dash_run(text, size, 0, &n) == size)
		return n >= 3 ? SEPARATOR_RULE : SEPARATOR_NONE;
	if (n >= 2) {
		if (!dashed_words(text, size, &start, &stop, &end) ||
		    !peel_fold(text + start, stop - start, folded, sizeof folded))
			return SEPARATOR_NONE;
		*out_size = end;
		if (any_inside(forward_stems, folded))
			return SEPARATOR_FORWARD;
		return any_inside(original_stems, folded) ? SEPARATOR_ORIGINAL : SEPARATOR_NONE;
	}
	while (size && (text[0] == '*' || text[0] == '_')) {
		text++;
		size--;
	}
	while (size && (text[size - 1] == '*' || text[size - 1] == '_' || text[size - 1] == ' '))
		size--;
	if (size < 5 || size > SEPARATOR_MAX ||
	    (text[size - 1] != ':' && memcmp(text + size - 3, "\xef\xbc\x9a", 3) != 0))
		return SEPARATOR_NONE;
	peel_fold(text, size - (text[size - 1] == ':' ? 1 : 3), folded, sizeof folded);
	return g_hash_table_contains(openings, folded) ? SEPARATOR_FORWARD : SEPARATOR_NONE;
}

enum peel_subject
peel_subject(const char *subject)
{
	const char *colon, *wide;
	char folded[64];
	gsize n;

	while (subject && (*subject == ' ' || *subject == '['))
		subject++;
	if (!subject || !*subject)
		return SUBJECT_PLAIN;
	colon = memchr(subject, ':', strnlen(subject, 32));
	wide = memmem(subject, strnlen(subject, 32), "\xef\xbc\x9a", 3);
	if (!colon || (wide && wide < colon))
		colon = wide;
	if (!colon)
		return SUBJECT_PLAIN;
	n = (gsize)(colon - subject);
	/* "Re[2]", "RE(3)", "Re^2" */
	for (gsize i = 1; i < n; i++)
		if (strchr("[(^", subject[i])) {
			n = i;
			break;
		}
	peel_fold(subject, n, folded, sizeof folded);
	return (enum peel_subject)GPOINTER_TO_INT(g_hash_table_lookup(prefixes, folded));
}

gboolean
peel_verb(const char *folded)
{
	return g_hash_table_contains(verbs, folded);
}

/* Scripts without blanks between words: the verb anywhere in the line. */
gboolean
peel_verb_inside(const char *folded)
{
	static const char *const inside[] = { "写道", "写到", "寫道", "のメール", "書きました", "작성",
		"님이" };

	for (guint i = 0; i < G_N_ELEMENTS(inside); i++)
		if (strstr(folded, inside[i]))
			return TRUE;
	return FALSE;
}

gboolean
peel_starter(const char *folded)
{
	for (guint i = 0; i < starters->len; i++) {
		const char *word = g_ptr_array_index(starters, i);
		gsize n = strlen(word);

		if (strncmp(folded, word, n) == 0 && (folded[n] == ' ' || folded[n] == ':'))
			return TRUE;
	}
	return FALSE;
}

gboolean
peel_stop_word(const char *folded_word)
{
	return g_hash_table_contains(stop_words, folded_word);
}

static gboolean
beginning_known(const char *text, gsize size)
{
	char folded[24];
	guint k;

	if ((guint8)text[0] < 0x80 && (guint8)text[1] < 0x80 && size > 2 && (guint8)text[2] < 0x80) {
		for (guint i = 0; i < 3; i++)
			folded[i] = g_ascii_isupper(text[i]) ? (char)(text[i] | 0x20) : text[i];
		folded[3] = 0;
	} else if (peel_fold(text, MIN(size, (gsize)9), folded, sizeof folded) < 2) {
		return FALSE;
	}
	k = beginning_key(folded);
	return beginnings[k / 8] >> k % 8 & 1;
}

static gboolean
mobile_signature(const char *folded, gsize n)
{
	/* A sentence that goes on is no signature. */
	if (memchr(folded, ',', n) && !memchr(folded, '<', n))
		return FALSE;
	for (guint i = 0; i < mobile->len; i++) {
		const char *row = g_ptr_array_index(mobile, i);

		if (folded[0] == row[0] && strncmp(folded, row, strlen(row)) == 0)
			return TRUE;
	}
	return FALSE;
}

enum peel_closing
peel_closing(const char *text, gsize size)
{
	char folded[200];
	gboolean comma;
	int kind;
	gsize n;

	if (size < 2 || size > 160 || !beginning_known(text, size))
		return CLOSING_NONE;
	n = peel_fold(text, size, folded, sizeof folded);
	if (n >= 8 && mobile_signature(folded, n))
		return CLOSING_MOBILE;
	if (n > 60)
		return CLOSING_NONE;
	comma = n && folded[n - 1] == ',';
	while (n && strchr(",.!;:- *", folded[n - 1]))
		folded[--n] = 0;
	kind = GPOINTER_TO_INT(g_hash_table_lookup(signoffs, folded));
	return kind == 1 || (kind == 2 && comma) ? CLOSING_SIGNOFF : CLOSING_NONE;
}

static gboolean
is_secret(const char *text, gsize size)
{
	if (size <= SECRET_STEP || !secret_pair(SECRET_FIRST, text) || !secret_pair(SECRET_NEXT, text + 2))
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(SECRET_STEMS); i++)
		if (size >= strlen(SECRET_STEMS[i]) &&
		    memcmp(text, SECRET_STEMS[i], strlen(SECRET_STEMS[i])) == 0)
			return TRUE;
	return FALSE;
}

gboolean
peel_may_disclaim(const char *text, gsize size)
{
	for (gsize at = 0; at + 1 < size; at += SECRET_STEP) {
		if (!secret_pair(SECRET_NEAR, text + at))
			continue;
		for (gsize back = 0; back < SECRET_STEP && back <= at; back++)
			if (is_secret(text + at - back, size - at + back))
				return TRUE;
	}
	return FALSE;
}

gboolean
peel_disclaimer(const char *text, gsize size)
{
	char folded[480];

	if (size < 60 || !peel_may_disclaim(text, size))
		return FALSE;
	peel_fold(text, MIN(size, (gsize)400), folded, sizeof folded);
	return any_inside(disclaimer[1], folded) && any_inside(disclaimer[0], folded) &&
	       any_inside(disclaimer[2], folded);
}

int
peel_month(const char *folded_word)
{
	int month = GPOINTER_TO_INT(g_hash_table_lookup(months, folded_word));

	return month ? month : GPOINTER_TO_INT(g_hash_table_lookup(month_beginnings, folded_word));
}

int
peel_zone(const char *folded_word, int *out_offset_s)
{
	for (guint i = 0; PEEL_ZONES[i].name; i++)
		if (strcmp(PEEL_ZONES[i].name, folded_word) == 0) {
			*out_offset_s = PEEL_ZONES[i].minutes * 60;
			return 1;
		}
	return 0;
}

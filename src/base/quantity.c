/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Durations and sizes as people write them in a configuration. */
#include "purser/base.h"

#include <string.h>

struct unit {
	char letter;
	gint64 worth;
};

static const struct unit DURATION_UNITS[] = {
	{ 'w', 604800 },
	{ 'd', 86400 },
	{ 'h', 3600 },
	{ 'm', 60 },
	{ 's', 1 },
};

static const struct unit SIZE_UNITS[] = {
	{ 'T', G_GINT64_CONSTANT(1) << 40 },
	{ 'G', G_GINT64_CONSTANT(1) << 30 },
	{ 'M', G_GINT64_CONSTANT(1) << 20 },
	{ 'k', G_GINT64_CONSTANT(1) << 10 },
};

/* At least one digit, at most what an int64 holds. */
static gboolean
number_parse(const char **text, gint64 *out)
{
	const char *p = *text;
	gint64 value = 0;

	if (!g_ascii_isdigit(*p))
		return FALSE;
	for (; g_ascii_isdigit(*p); p++) {
		if (value > (G_MAXINT64 - (*p - '0')) / 10)
			return FALSE;
		value = value * 10 + (*p - '0');
	}
	*text = p;
	*out = value;
	return TRUE;
}

gboolean
duration_parse(const char *text, gint64 *out_s)
{
	guint next = 0; /* units only get smaller, so that "1m1h" is not taken for something */
	gint64 sum = 0, n;
	gboolean first = TRUE;

	do {
		if (!number_parse(&text, &n))
			return FALSE;
		if (first && !*text) {
			*out_s = n;
			return TRUE;
		}
		first = FALSE;
		while (next < G_N_ELEMENTS(DURATION_UNITS) && DURATION_UNITS[next].letter != *text)
			next++;
		if (next == G_N_ELEMENTS(DURATION_UNITS) ||
		    n > (G_MAXINT64 - sum) / DURATION_UNITS[next].worth)
			return FALSE;
		sum += n * DURATION_UNITS[next++].worth;
		text++;
	} while (*text);
	*out_s = sum;
	return TRUE;
}

char *
duration_format(gint64 s)
{
	g_autoptr(GString) mixed = g_string_new(NULL);
	g_autofree char *single = NULL;
	gint64 rest = MAX(s, 0);

	/* Two spellings, and the shorter one wins: 5400 is "90m" and not "1h30m", 90061 is "1d1h1m1s". */
	for (guint i = 0; i < G_N_ELEMENTS(DURATION_UNITS); i++) {
		const struct unit *u = &DURATION_UNITS[i];

		if (!single && s > 0 && s % u->worth == 0)
			single = g_strdup_printf("%" G_GINT64_FORMAT "%c", s / u->worth, u->letter);
		if (rest >= u->worth)
			g_string_append_printf(mixed, "%" G_GINT64_FORMAT "%c", rest / u->worth, u->letter);
		rest %= u->worth;
	}
	if (!single)
		return g_strdup("0s");
	return strlen(single) <= mixed->len ? g_steal_pointer(&single) : g_strdup(mixed->str);
}

gboolean
size_parse(const char *text, gint64 *out_bytes)
{
	gint64 n, worth = 1;

	if (!number_parse(&text, &n))
		return FALSE;
	if (*text) {
		guint i = 0;

		while (i < G_N_ELEMENTS(SIZE_UNITS) &&
		       g_ascii_tolower(SIZE_UNITS[i].letter) != g_ascii_tolower(*text))
			i++;
		if (i == G_N_ELEMENTS(SIZE_UNITS) || text[1])
			return FALSE;
		worth = SIZE_UNITS[i].worth;
	}
	if (n > G_MAXINT64 / worth)
		return FALSE;
	*out_bytes = n * worth;
	return TRUE;
}

char *
size_format(gint64 bytes)
{
	for (guint i = 0; i < G_N_ELEMENTS(SIZE_UNITS); i++)
		if (bytes > 0 && bytes % SIZE_UNITS[i].worth == 0)
			return g_strdup_printf(
			    "%" G_GINT64_FORMAT "%c", bytes / SIZE_UNITS[i].worth, SIZE_UNITS[i].letter);
	return g_strdup_printf("%" G_GINT64_FORMAT, bytes);
}

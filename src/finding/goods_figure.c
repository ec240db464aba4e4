/* SPDX-License-Identifier: GPL-3.0-or-later */
/* goods_figure - quantities and prices as tables print them */
#include "goods.h"
#include "decimal.h"

#include <string.h>

static void
unit_take(const char *s, struct goods_figure *f)
{
	gsize n = 0;

	s += strspn(s, " ");
	while (s[n] && !strchr(" /,;()|", s[n]))
		n++;
	if (!n || n > GOODS_UNIT_MAX || g_ascii_isdigit(*s))
		return;
	for (gsize i = 0; i < n; i++)
		if (!g_ascii_isalnum(s[i]) && !(s[i] & 0x80) && s[i] != '.' && s[i] != '-')
			return;
	memcpy(f->unit, s, n);
	f->unit[n] = '\0';
}

/* "12.00 / 100", "12,00 per 1000 Stk", "12.00 /1 PC" */
static gint64
per_of(const char *rest)
{
	static const char *const JOINTS[] = { "/", "per ", "pro ", "je ", "par ", "por ", "x " };
	gint64 n;

	rest += strspn(rest, " ");
	for (gsize i = 0; i < G_N_ELEMENTS(JOINTS); i++) {
		gsize size = strlen(JOINTS[i]);

		if (g_ascii_strncasecmp(rest, JOINTS[i], size) != 0)
			continue;
		rest += size;
		rest += strspn(rest, " ");
		n = g_ascii_isdigit(*rest) ? g_ascii_strtoll(rest, NULL, 10) : 1;
		return n == 10 || n == 100 || n == 1000 || n == 10000 ? n : 1;
	}
	return 1;
}

/* A comma or point before three last digits, and no other sign: a thousand, or thousandths. */
static gboolean
is_twofold(const char *number)
{
	gsize n = strlen(number), mark = strcspn(number, ".,");

	return n >= 5 && mark == n - 4 && strspn(number, "0123456789.,") == n && mark <= 3 &&
	       !strpbrk(number + mark + 1, ".,");
}

gboolean
goods_figure(const char *text, struct goods_figure *out)
{
	struct goods_figure f = { .per = 1 };
	struct money_value m;
	g_autofree char *number = NULL;
	const char *s = text;
	gsize n = 0;

	while (*s && !g_ascii_isdigit(*s) && *s != '-')
		s = g_utf8_next_char(s);
	if (s - text > 6)
		return FALSE;
	while (g_ascii_isdigit(s[n]) || (n == 0 && s[n] == '-') || (n && strchr(".,'", s[n]) && s[n]) ||
	       (n && strncmp(s + n, "\342\200\231", 3) == 0) ||
	       (n && s[n] == ' ' && strspn(s + n + 1, "0123456789") == 3) ||
	       (n && strncmp(s + n, "\302\240", 2) == 0 && g_ascii_isdigit(s[n + 2])))
		n += strncmp(s + n, "\342\200\231", 3) == 0 ? 3 : strncmp(s + n, "\302\240", 2) == 0 ? 2 : 1;
	while (n && !g_ascii_isdigit(s[n - 1]))
		n--;
	number = g_strndup(s, n);
	if (!n || !value_money(number, &m) || !decimal_read(m.decimal, &f.value[0]))
		return FALSE;
	f.n = 1;
	if (is_twofold(number)) {
		g_autofree char *other = g_strdelimit(g_strdup(number), ",", '.');

		f.n += decimal_read(other, &f.value[1]);
		/* "0,125" is no thousand */
		if (f.n == 2 && *number == '0') {
			f.value[0] = f.value[1];
			f.n = 1;
		}
	}
	/* what goes on as a date or a code is no figure */
	if (s[n] == '/' && g_ascii_isdigit(s[n + 1]) && f.value[0] < 32 * (gint64)1000000 &&
	    per_of(s + n) == 1)
		return FALSE;
	if (s[n] == '%')
		return FALSE;
	f.per = per_of(s + n);
	if (f.per == 1)
		unit_take(s + n, &f);
	*out = f;
	return TRUE;
}

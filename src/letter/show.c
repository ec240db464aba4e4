/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values from hostile mail, made fit for a header, a line of text, an HTML cell, a file name. */
#include "compose.h"

#include <string.h>

enum { FILE_NAME_MAX = 120 };

char *
show_line(const char *value, gsize max)
{
	return text_one_line(value, max);
}

void
show_html(GString *out, const char *value, gsize max)
{
	g_autofree char *line = show_line(value, max);

	for (const char *at = line; *at; at++) {
		switch (*at) {
		case '&':
			g_string_append(out, "&amp;");
			break;
		case '<':
			g_string_append(out, "&lt;");
			break;
		case '>':
			g_string_append(out, "&gt;");
			break;
		case '"':
			g_string_append(out, "&quot;");
			break;
		case '\'':
			g_string_append(out, "&#39;");
			break;
		default:
			g_string_append_c(out, *at);
		}
	}
}

/* "112000.00" to "112,000.00"; anything else as it is. */
static char *
grouped(const char *total)
{
	gsize whole = strspn(total + (*total == '-'), "0123456789");
	const char *digits = total + (*total == '-');
	GString *out = g_string_new(*total == '-' ? "-" : NULL);

	if (!whole || (digits[whole] && digits[whole] != '.') ||
	    strspn(digits + whole, ".0123456789") != strlen(digits + whole)) {
		g_string_free(out, TRUE);
		return g_strdup(total);
	}
	for (gsize i = 0; i < whole; i++) {
		if (i && (whole - i) % 3 == 0)
			g_string_append_c(out, ',');
		g_string_append_c(out, digits[i]);
	}
	g_string_append(out, digits + whole);
	return g_string_free(out, FALSE);
}

char *
show_amount(const struct order *o)
{
	g_autofree char *total = show_line(o->value[ORDER_TOTAL], 60);
	g_autofree char *currency = show_line(o->value[ORDER_CURRENCY], 12);
	g_autofree char *number = NULL;

	if (!*total)
		return NULL;
	number = grouped(total);
	return *currency ? g_strdup_printf("%s %s", currency, number) : g_steal_pointer(&number);
}

char *
show_file_name(const char *name)
{
	g_autofree char *line = show_line(name, 1000);
	const char *last = line, *dot;
	GString *out;

	for (const char *at = line; *at; at++)
		if (*at == '/' || *at == '\\' || *at == ':')
			last = at + 1;
	while (*last == '.' || *last == ' ')
		last++;
	if (!*last)
		return g_strdup("attachment");
	out = g_string_new(NULL);
	dot = strrchr(last, '.');
	if (strlen(last) > FILE_NAME_MAX && dot && strlen(dot) <= 12) { /* the suffix says what it is */
		g_autofree char *stem = g_strndup(last, (gsize)(dot - last));
		g_autofree char *cut = show_line(stem, FILE_NAME_MAX - strlen(dot));

		g_string_append(out, cut);
		g_string_append(out, dot);
	} else {
		g_autofree char *cut = show_line(last, FILE_NAME_MAX);

		g_string_append(out, cut);
	}
	for (char *at = out->str; *at; at++)
		if (strchr("\"<>|*?", *at))
			*at = '_';
	return g_string_free(out, FALSE);
}

const char *
show_certainty(double confidence)
{
	return confidence >= 0.95 ? "certain" : confidence >= 0.8 ? "likely" : "unsure";
}

gboolean
show_address_plain(const char *address)
{
	const char *at = address ? strrchr(address, '@') : NULL;

	if (!at || at == address || !at[1] || strlen(address) > 320)
		return FALSE;
	for (const char *c = address; *c; c++)
		if ((guint8)*c <= ' ' || (guint8)*c >= 0x7f || strchr("<>()[]\\,;:\"", *c))
			return FALSE;
	return strchr(address, '@') == at;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a text value must look like, where its type alone does not say. Control characters never come this
 * far. */
#include "rows.h"

#include <string.h>

static gboolean
is_ascii(const char *s)
{
	for (; *s; s++)
		if ((guchar)*s >= 0x80)
			return FALSE;
	return TRUE;
}

/* Letters, digits, hyphens and dots, no empty label: a domain, an authserv-id, or an IPv4 address. */
static gboolean
is_name(const char *s)
{
	gsize n = strlen(s);

	if (!n || n > 253 || s[0] == '.' || s[0] == '-' || s[n - 1] == '-' || strstr(s, ".."))
		return FALSE;
	for (; *s; s++)
		if (!g_ascii_isalnum(*s) && *s != '-' && *s != '.' && *s != '_')
			return FALSE;
	return TRUE;
}

gboolean
check_host(const char *value, struct trouble *trouble)
{
	if (strstr(value, "://"))
		return trouble_set(trouble, "write the host name alone, as mail.example.com",
		    "'%s' is a link, not a host name", value);
	if (g_hostname_is_ip_address(value))
		return TRUE;
	if (strchr(value, ':'))
		return trouble_set(trouble,
		    "write the host name alone; the number behind the colon goes to port =",
		    "'%s' is not a host name", value);
	if (!is_ascii(value))
		return trouble_set(trouble, "write it in its ASCII form, as xn--bcher-kva.example",
		    "'%s' is not a plain host name", value);
	if (!is_name(value))
		return trouble_set(trouble, "write it as mail.example.com", "'%s' is not a host name", value);
	return TRUE;
}

gboolean
check_domain(const char *value, struct trouble *trouble)
{
	if (strchr(value, '@'))
		return trouble_set(trouble, "write only what stands behind the @",
		    "'%s' is an address, not a domain", value);
	if (!is_ascii(value))
		return trouble_set(trouble, "write it in its ASCII form, as xn--bcher-kva.example",
		    "'%s' is not a plain domain", value);
	if (!is_name(value))
		return trouble_set(trouble, "write it as example.com", "'%s' is not a domain", value);
	return TRUE;
}

/* What SMTP takes between < and > without quoting. */
static gboolean
is_address(const char *s)
{
	const char *at = strrchr(s, '@');

	if (!at || at == s || at - s > 64 || strchr(s, '@') != at || !is_name(at + 1) || s[0] == '.' ||
	    at[-1] == '.')
		return FALSE;
	for (; s < at; s++)
		if (!g_ascii_isalnum(*s) && !strchr("!#$%&'*+-/=?^_`{|}~.", *s))
			return FALSE;
	return TRUE;
}

gboolean
check_address(const char *value, struct trouble *trouble)
{
	if (strchr(value, '<'))
		return trouble_set(trouble, "write the bare address, as ar@example.com",
		    "'%s' is more than an address", value);
	if (!is_address(value))
		return trouble_set(
		    trouble, "write it as ar@example.com", "'%s' is not a mail address", value);
	return TRUE;
}

gboolean
check_sender(const char *value, struct trouble *trouble)
{
	const char *open = strrchr(value, '<');
	gsize n = strlen(value);
	g_autofree char *address = NULL;

	if (!open)
		address = g_strdup(value);
	else if (value[n - 1] == '>' && strchr(value, '<') == open)
		address = g_strndup(open + 1, n - 2 - (gsize)(open - value));
	if (!address || !is_address(address))
		return trouble_set(trouble, "write it as purser <purser@example.com>",
		    "'%s' is not a sender's address", value);
	return TRUE;
}

gboolean
check_path(const char *value, struct trouble *trouble)
{
	if (value[0] != '/')
		return trouble_set(
		    trouble, "write the whole path, from / on", "'%s' is not an absolute path", value);
	return TRUE;
}

gboolean
check_command(const char *value, struct trouble *trouble)
{
	g_auto(GStrv) argv = NULL;

	if (!g_shell_parse_argv(value, NULL, &argv, NULL))
		return trouble_set(trouble, "close every quote that is opened in it",
		    "it cannot be split into a program and its arguments");
	return TRUE;
}

gboolean
check_credential(const char *value, struct trouble *trouble)
{
	if (strchr(value, '/') || value[0] == '.')
		return trouble_set(trouble,
		    "write the name given in LoadCredential=, or use password_file for a path",
		    "'%s' is not a credential's name", value);
	return TRUE;
}

/* An IMAP atom (RFC 9051, flag-keyword). */
gboolean
check_keyword(const char *value, struct trouble *trouble)
{
	for (const char *s = value; *s; s++)
		if ((guchar)*s >= 0x80 || strchr("(){ %*\"\\]", *s))
			return trouble_set(trouble,
			    "write one word of letters, digits and hyphens, as purser-routed",
			    "'%s' cannot be a keyword", value);
	return TRUE;
}

/* 00:00 to 23:59, two digits each: as it is sorted and compared. */
gboolean
check_clock(const char *value, struct trouble *trouble)
{
	if (strlen(value) == 5 && value[2] == ':' && g_ascii_isdigit(value[0]) && g_ascii_isdigit(value[1]) &&
	    g_ascii_isdigit(value[3]) && g_ascii_isdigit(value[4]) && memcmp(value, "24", 2) < 0 &&
	    value[3] < '6')
		return TRUE;
	return trouble_set(trouble, "write hours and minutes with two digits each, as 08:30",
	    "'%s' is not a time of the day", value);
}

gboolean
check_zone(const char *value, struct trouble *trouble)
{
	GTimeZone *zone =
	    strchr(value, '/') || strcmp(value, "UTC") == 0 ? g_time_zone_new_identifier(value) : NULL;

	if (zone) {
		g_time_zone_unref(zone);
		return TRUE;
	}
	return trouble_set(trouble,
	    "write it as Europe/Berlin, America/New_York or UTC; timedatectl list-timezones lists them",
	    "'%s' is no time zone", value);
}

static gboolean
check_one_of(const char *value, const char *const *words, guint n, const char *what, struct trouble *trouble)
{
	g_autofree char *near = NULL, *fix = NULL;

	for (guint i = 0; i < n; i++)
		if (strcmp(words[i], value) == 0)
			return TRUE;
	near = text_nearest(value, words, n);
	if (near)
		fix = g_strdup_printf("did you mean '%s'?", near);
	return trouble_set(
	    trouble, fix ? fix : "take one of those that purser.conf(5) names", "'%s' is no %s", value, what);
}

gboolean
check_weekday(const char *value, struct trouble *trouble)
{
	static const char *const DAYS[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

	return check_one_of(value, DAYS, G_N_ELEMENTS(DAYS), "day of the week", trouble);
}

gboolean
check_letter_kind(const char *value, struct trouble *trouble)
{
	static const char *const KINDS[] = { "none", "receipt", "promise", "missing", "insight", "bank" };

	return check_one_of(value, KINDS, G_N_ELEMENTS(KINDS), "kind of letter", trouble);
}

gboolean
check_threshold(const char *value, struct trouble *trouble)
{
	g_autofree char *currency = g_strndup(value, strcspn(value, " "));
	const char *amount = value + strlen(currency) + strspn(value + strlen(currency), " ");
	gsize n = strspn(amount, "0123456789");

	if (currency_digits(currency) >= 0 && n && n <= 12 && !amount[n])
		return TRUE;
	return trouble_set(trouble, "write a currency and whole units, as EUR 250000",
	    "'%s' is not an amount of money", value);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Companies' names, mail domains and addresses in the form in which they are compared. */
#include "tables.h"

#include <idn2.h>
#include <libpsl.h>
#include <string.h>

#define DOMAIN_MAX ((gsize)253)

static const struct legal_row *
legal_form(const char *word)
{
	static GHashTable *forms;

	if (!forms) {
		forms = g_hash_table_new(g_str_hash, g_str_equal);
		for (const struct legal_row *f = LEGAL_FORMS; f->word; f++)
			g_hash_table_insert(forms, (gpointer)f->word, (gpointer)f);
	}
	return g_hash_table_lookup(forms, word);
}

static gboolean
is_unmistakable(const char *word)
{
	const struct legal_row *form = legal_form(word);

	return form && form->unmistakable;
}

/* The words of a name, folded; single letters that follow each other become one ("S. A." is "sa"). */
static GPtrArray *
name_words(const char *name)
{
	GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
	g_auto(GStrv) raw = g_strsplit_set(name, " \t\r\n,;()|", -1);
	gboolean spelling = FALSE;

	for (char **w = raw; *w; w++) {
		char *key = text_key(*w);
		gboolean letter = g_utf8_strlen(key, -1) == 1;

		if (!*key) {
			g_free(key);
			continue;
		}
		if (letter && spelling) {
			gpointer *last = &g_ptr_array_index(words, words->len - 1);
			char *joined = g_strconcat(*last, key, NULL);

			g_free(*last);
			g_free(key);
			*last = joined;
		} else {
			g_ptr_array_add(words, key);
		}
		spelling = letter;
	}
	return words;
}

static char *
words_join(const GPtrArray *words, guint n)
{
	g_autoptr(GString) key = g_string_new(NULL);

	for (guint i = 0; i < n; i++)
		g_string_append(key, g_ptr_array_index(words, i));
	return key->len ? g_string_free(g_steal_pointer(&key), FALSE) : NULL;
}

/* A name of legal forms alone ("AG") keeps its first word. */
static guint
words_without_forms(const GPtrArray *words, guint n)
{
	while (n > 1 && legal_form(g_ptr_array_index(words, n - 1)))
		n--;
	return n;
}

char *
name_key(const char *name)
{
	g_autoptr(GPtrArray) words = name ? name_words(name) : NULL;

	return words ? words_join(words, words_without_forms(words, words->len)) : NULL;
}

char *
name_key_head(const char *name)
{
	g_autoptr(GPtrArray) words = name ? name_words(name) : NULL;
	guint end = 1;

	if (!words)
		return NULL;
	while (end < words->len && !is_unmistakable(g_ptr_array_index(words, end)))
		end++;
	return end + 1 < words->len ? words_join(words, words_without_forms(words, end)) : NULL;
}

static gboolean
host_valid(const char *host)
{
	gsize n = strlen(host), label = 0;

	if (n == 0 || n > DOMAIN_MAX || !strchr(host, '.'))
		return FALSE;
	for (gsize i = 0; i <= n; i++) {
		if (i == n || host[i] == '.') {
			if (label == 0 || label > 63)
				return FALSE;
			label = 0;
			continue;
		}
		if (!g_ascii_isalnum(host[i]) && host[i] != '-' && host[i] != '_')
			return FALSE;
		label++;
	}
	return TRUE;
}

/* Letters and digits, single dots and hyphens between them: IDNA leaves it as it is. */
static gboolean
host_is_plain(const char *host)
{
	for (const char *p = host; *p; p++)
		if (!g_ascii_isalnum(*p) && ((*p != '.' && *p != '-') || p == host ||
						!g_ascii_isalnum(p[-1]) || !g_ascii_isalnum(p[1])))
			return FALSE;
	return TRUE;
}

/* NULL: it is none. */
static char *
host_ascii(const char *host)
{
	char *ascii = NULL, *copy;

	if (host_is_plain(host))
		return g_strdup(host);
	if (!g_utf8_validate(host, -1, NULL) ||
	    idn2_to_ascii_8z(host, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
		return NULL;
	copy = g_strdup(ascii);
	idn2_free(ascii);
	return copy;
}

char *
domain_of(const char *domain_or_address)
{
	const char *at = domain_or_address ? strrchr(domain_or_address, '@') : NULL;
	g_autofree char *host = g_strdup(at ? at + 1 : domain_or_address);
	g_autofree char *ascii = NULL;
	char *out;
	gsize n;

	if (!host)
		return NULL;
	g_strstrip(host);
	n = strlen(host);
	if (n && host[n - 1] == '.')
		host[n - 1] = '\0';
	if (n > DOMAIN_MAX * 4 || !(ascii = host_ascii(host)))
		return NULL;
	out = g_ascii_strdown(ascii, -1);
	if (!host_valid(out))
		g_clear_pointer(&out, g_free);
	return out;
}

/* What may stand in our tables: one address, no display name, nothing that could be taken for a second header
 * line. */
gboolean
address_valid(const char *address)
{
	const char *at = address ? strrchr(address, '@') : NULL;
	g_autofree char *domain = at ? domain_of(at + 1) : NULL;

	if (!domain || at == address || at - address > 64)
		return FALSE;
	for (const char *p = address; p < at; p++)
		if ((guchar)*p <= ' ' || *p == 0x7f || strchr("<>(),;:\\\"@", *p))
			return FALSE;
	return TRUE;
}

char *
directory_registrable_domain(const char *domain_or_address)
{
	g_autofree char *host = domain_of(domain_or_address);
	const psl_ctx_t *list = psl_builtin();
	const char *found;

	if (!host || g_hostname_is_ip_address(host))
		return NULL;
	found = list ? psl_registrable_domain(list, host) : NULL;
	return g_strdup(found);
}

static const struct relay_row *
relay_of(const char *address)
{
	g_autofree char *host = domain_of(address);

	for (const struct relay_row *r = RELAYS; host && r->name; r++) {
		gsize n = strlen(host), m = strlen(r->domain);

		if (n >= m && strcmp(host + n - m, r->domain) == 0 && (n == m || host[n - m - 1] == '.'))
			return r;
	}
	return NULL;
}

gboolean
directory_is_relay(const char *address)
{
	return relay_of(address) != NULL;
}

gboolean
directory_is_open_relay(const char *address)
{
	const struct relay_row *r = relay_of(address);

	return r && r->open;
}

gboolean
directory_is_freemail(const char *address)
{
	g_autofree char *domain = directory_registrable_domain(address);

	return domain && g_strv_contains(FREEMAIL, domain);
}

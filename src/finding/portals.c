/* SPDX-License-Identifier: GPL-3.0-or-later */
/* portals - see portals.h. A portal is a way to a customer, never a customer: its hosts are relays. */
#include "portals.h"

#include <string.h>

/* One host and one way to say it a row; either may be missing. Longer ways first. */
static const struct {
	const char *name, *host, *words;
} PORTALS[] = {
	{ "SAP Business Network", NULL, "sap business network" },
	{ "SAP Business Network", NULL, "ariba network" },
	{ "SAP Ariba", "ariba.com", "sap ariba" },
	{ "SAP Ariba", NULL, "ariba" },
	{ "SAP Fieldglass", "fieldglass.net", "fieldglass" },
	{ "Coupa", "coupahost.com", "coupa" },
	{ "Coupa", "coupa.com", NULL },
	{ "JAGGAER", "jaggaer.com", "jaggaer" },
	{ "JAGGAER", "sciquest.com", NULL },
	{ "Tungsten", "tungsten-network.com", "tungsten network" },
	{ "Tungsten", NULL, "tungsten" },
	{ "Tradeshift", "tradeshift.com", "tradeshift" },
	{ "Basware", "basware.com", "basware" },
	{ "Ivalua", "ivalua.app", "ivalua" },
	{ "Ivalua", "ivalua.com", NULL },
	{ "Oracle", "oraclecloud.com", "oracle supplier portal" },
	{ "Oracle", NULL, "oracle isupplier" },
	{ "Oracle", NULL, "oracle fusion" },
	{ "Oracle", NULL, "isupplier" },
	{ "Taulia", "taulia.com", "taulia" },
	{ "GEP", "gep.com", "gep smart" },
	{ "Procurify", "procurify.com", "procurify" },
	{ "Precoro", "precoro.com", "precoro" },
	{ "Unimarket", "unimarket.com", "unimarket" },
	{ "Esker", "esker.com", "esker" },
	{ "Proactis", "proactis.com", "proactis" },
	{ "Workday", "workday.com", "workday" },
	{ "Workday", "myworkday.com", NULL },
	{ "Chorus Pro", "chorus-pro.gouv.fr", "chorus pro" },
	{ "Zycus", "zycus.com", "zycus" },
	{ "OpenText", "opentext.com", "opentext" },
	{ "Transcepta", "transcepta.com", "transcepta" },
	{ "BravoSolution", "bravosolution.com", "bravosolution" },
	{ "supplier.io", "supplier.io", NULL },
	{ "SynerTrade", "synertrade.com", "synertrade" },
	{ "Onventis", "onventis.com", "onventis" },
	{ "Pagero", "pagero.com", "pagero" },
	{ "Billtrust", "billtrust.com", "billtrust" },
	{ "Nipendo", "nipendo.com", "nipendo" },
};

static const char *
portal_of_host(const char *host, gsize n)
{
	for (gsize i = 0; i < G_N_ELEMENTS(PORTALS); i++) {
		gsize m = PORTALS[i].host ? strlen(PORTALS[i].host) : 0;

		if (m && n >= m && g_ascii_strncasecmp(host + n - m, PORTALS[i].host, m) == 0 &&
		    (n == m || host[n - m - 1] == '.'))
			return PORTALS[i].name;
	}
	return NULL;
}

const char *
portal_of_url(const char *url)
{
	const char *host = strstr(url, "://");

	if (!host || g_ascii_strncasecmp(url, "http", 4) != 0)
		return NULL;
	return portal_of_host(host + 3, strcspn(host + 3, "/:?#"));
}

const char *
portal_of_address(const char *address)
{
	const char *at = address ? strrchr(address, '@') : NULL;

	return at ? portal_of_host(at + 1, strlen(at + 1)) : NULL;
}

/* Does a portal's name begin with these two letters? */
static gboolean
name_begins(const char *word)
{
	static guint32 begins[32]; /* by the first letter: a bit for the second */
	static gsize ready;

	if (g_once_init_enter(&ready)) {
		for (gsize i = 0; i < G_N_ELEMENTS(PORTALS); i++)
			if (PORTALS[i].words)
				begins[PORTALS[i].words[0] & 31] |= 1u << (PORTALS[i].words[1] & 31);
		g_once_init_leave(&ready, 1);
	}
	return *word && begins[*word & 31] >> (word[1] & 31) & 1;
}

const char *
portal_of_words(const char *const *folded, guint n, guint *out_n)
{
	if (!n || !name_begins(folded[0]))
		return NULL;
	for (gsize i = 0; i < G_N_ELEMENTS(PORTALS); i++) {
		const char *s = PORTALS[i].words;
		guint k = 0;

		if (!s || *s != *folded[0])
			continue;
		while (s && k < n) {
			gsize size = strcspn(s, " ");

			if (strlen(folded[k]) != size || strncmp(s, folded[k], size) != 0)
				break;
			k++;
			s = s[size] ? s + size + 1 : NULL;
			if (!s) {
				*out_n = k;
				return PORTALS[i].name;
			}
		}
	}
	return NULL;
}

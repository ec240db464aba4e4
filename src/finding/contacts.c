/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * contacts - the buyer's person, and the mail address that invoices go to
 *
 * Every mail address in an order is weighed: by its own name ("ap@", "invoices@"), by the words of its line,
 * and by the block in which it stands.
 */
#include "facts.h"
#include "rules.h"

#include <string.h>

enum { ADDRESSES_MAX = 60 };

/* --- where invoices go --------------------------------------------------------------------------- */

/* The local part of a mailbox for invoices, letters only. whole: must be the whole of it. */
static const struct {
	const char *name;
	gboolean whole;
} BILLING_NAMES[] = {
	{ "ap", TRUE },
	{ "accountspayable", FALSE },
	{ "acctspayable", FALSE },
	{ "acctpayable", FALSE },
	{ "payables", FALSE },
	{ "invoice", FALSE },
	{ "invoicing", FALSE },
	{ "einvoice", FALSE },
	{ "rechnung", FALSE },
	{ "facture", FALSE },
	{ "factura", FALSE },
	{ "fattur", FALSE },
	{ "factuur", FALSE },
	{ "fatura", FALSE },
	{ "crediteuren", FALSE },
	{ "kreditor", FALSE },
	{ "comptafournisseur", FALSE },
	{ "facturacion", FALSE },
	{ "notafiscal", FALSE },
};

/* Of those who pay, and do other things too. */
static const char *const BOOKKEEPING[] = { "account", "billing", "buchhaltung", "compta", "finance", "finanz",
	"administra", "contab", "boekhouding", "contabil", "tesoreria", "amministrazione" };

static double
local_part_speaks(const char *address)
{
	g_autofree char *local = g_strndup(address, strcspn(address, "@")), *flat = text_key(local);

	for (gsize i = 0; i < G_N_ELEMENTS(BILLING_NAMES); i++)
		if (BILLING_NAMES[i].whole ? strcmp(flat, BILLING_NAMES[i].name) == 0
					   : strstr(flat, BILLING_NAMES[i].name) != NULL)
			return 0.7;
	if (g_str_has_prefix(flat, "ap") && strchr("-_.", local[2] ? local[2] : 'x'))
		return 0.6;
	for (gsize i = 0; i < G_N_ELEMENTS(BOOKKEEPING); i++)
		if (g_str_has_prefix(flat, BOOKKEEPING[i]))
			return 0.35;
	return 0;
}

/* Do the words before it, in its sentence or cell and the line above, tell where invoices go? */
static double
words_speak(const struct plane *p, guint word)
{
	guint32 from = word > 14 ? word - 14 : 0;
	double best = 0;

	for (guint i = 0; i < p->hits->len; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);

		if (h->word < from || h->word < p->first)
			continue;
		if (h->word > word)
			break;
		if (plane_word(p, h->word)->page != plane_word(p, word)->page)
			continue;
		if (h->label->kind == LABEL_INVOICE_MAIL)
			best = MAX(best, 0.6);
		else if (h->label->kind == LABEL_BILL_TO || h->label->kind == TITLE_INVOICE)
			best = MAX(best, 0.45);
	}
	return best;
}

static gboolean
says_one_of(const char *folded, const char *const *words)
{
	for (; *words; words++)
		if (strstr(folded, *words))
			return TRUE;
	return FALSE;
}

/* "invoices" in prose is no label of its own; look at the letters. More where they are to be sent, nothing where
 * it is about questions. */
static double
invoices_named(const struct plane *p, guint word)
{
	static const char *const WORDS[] = { "invoice", "rechnung", "facture", "factura", "fattur",
		"facturen", "factuur", "fatura", "accounts payable", NULL };
	static const char *const SEND[] = { "send", "mail", "submit", "forward", "senden", "schicken",
		"ubermitteln", "richten", "adress", "envoy", "transm", "parvenir", "envi", "remit", "invia",
		"inviat", "trasmett", "sturen", "stuur", "zenden", "verzend", "ontvangen wij", "remet",
		"encaminh", NULL };
	static const char *const ASK[] = { "question", "quer", "inquir", "status", "dispute", "fragen",
		"ruckfrage", "consulta", "dudas", "domande", "chiariment", "vragen", "duvidas", "esclarec",
		NULL };
	guint32 from = word > p->first + 12 ? word - 12 : p->first;
	g_autofree char *text = plane_text(p, (struct region){ from, word - from, 0 }, NULL);
	g_autofree char *folded = label_fold(text, strlen(text));
	const char *sentence = folded;

	/* the words of its own sentence */
	for (const char *s = folded; *s; s++)
		if ((*s == '.' || *s == ';') && s[1] == ' ')
			sentence = s + 1;
	if (!says_one_of(sentence, WORDS))
		return says_one_of(folded, WORDS) && strstr(folded, "invoices") ? 0.5 : 0;
	if (says_one_of(sentence, ASK))
		return 0;
	return says_one_of(sentence, SEND) ? 0.85 : 0.5;
}

static void
billing_find(struct reading *r)
{
	const struct plane *p = &r->plane;
	guint seen = 0;

	for (guint i = p->first; i < p->end && seen < ADDRESSES_MAX; i++) {
		const struct word *w = plane_word(p, i);
		g_autofree char *text = NULL, *address = NULL;
		double score;

		if (w->flags & WORD_HIDDEN || !memchr(p->document->text + w->offset, '@', w->size))
			continue;
		seen++;
		text = g_strndup(p->document->text + w->offset, w->size);
		if (!value_mail_address(text, &address, NULL) || domain_is_us(r->us, address))
			continue;
		score = local_part_speaks(address) + words_speak(p, i) + invoices_named(p, i);
		if (score >= 0.8)
			fact_offer(r, &r->invoice_mail, g_strdup(address), g_strdup(address),
			    "invoice.mail.words", MIN(score, 1.2) * 0.8, (struct region){ i, 1, 0 });
	}
}

/* --- the buyer's person -------------------------------------------------------------------------- */

gboolean
address_is_of(const char *address, const char *name)
{
	g_autofree char *local = g_strndup(address, strcspn(address, "@")), *flat = text_key(local);
	g_auto(GStrv) parts = g_strsplit_set(name, " ,", -1);

	for (guint i = 0; parts[i]; i++) {
		g_autofree char *part = text_key(parts[i]);

		if (strlen(part) >= 4 ? strstr(flat, part) != NULL
				      : strlen(part) == 3 && g_str_has_prefix(flat, part))
			return TRUE;
	}
	return FALSE;
}

gboolean
name_is_person(const char *name)
{
	static const char *const NOT[] = { "team", "accounts", "care", "service", "department", "purchasing",
		"buying", "procurement", "customer", "support", "sales", "office", "house", "express",
		"federal", "group", "einkauf", "achats", "compras", "acquisti", "inkoop", "freight",
		"company", NULL };
	g_auto(GStrv) parts = g_strsplit_set(name, " ,", -1);
	guint words = 0;

	for (const char *s = name; *s; s++)
		if (g_ascii_isdigit(*s) || strchr("/@:;|&()", *s))
			return FALSE;
	for (guint i = 0; parts[i]; i++) {
		g_autofree char *folded = label_fold(parts[i], strlen(parts[i]));

		if (!*parts[i])
			continue;
		if (g_strv_contains(NOT, folded))
			return FALSE;
		words++;
	}
	return words >= 2 && words <= 4 && g_unichar_isupper(g_utf8_get_char(name)) &&
	       name_shape(name) == NAME_PERHAPS;
}

char *
person_address(const struct plane *p, const char *name)
{
	for (guint i = p->first; i < p->end; i++) {
		const struct word *w = plane_word(p, i);
		g_autofree char *text = NULL, *address = NULL;

		if (w->flags & WORD_HIDDEN || !memchr(p->document->text + w->offset, '@', w->size))
			continue;
		text = g_strndup(p->document->text + w->offset, w->size);
		if (value_mail_address(text, &address, NULL) && address_is_of(address, name))
			return g_steal_pointer(&address);
	}
	return NULL;
}

/* Kinds of labels beside which the buyer's person stands. needs_mail: only with an address of that name in
 * the document, for the supplier's person stands beside such words too. */
static const struct {
	guint8 kind;
	gboolean needs_mail;
	double score;
} PERSON_LABELS[] = {
	{ LABEL_BUYER_PERSON, FALSE, 0.9 },
	{ LABEL_BUYER, FALSE, 0.85 },
	{ LABEL_CUSTOMER, TRUE, 0.6 },
	{ LABEL_CONTACT, TRUE, 0.6 },
};

/* "Company Name": who stands beside it is nobody. */
static gboolean
names_a_company(const char *words)
{
	static const char *const COMPANY[] = { "company", "entity", "firma", "gesellschaft", "kundenname",
		"empresa", "razon", "razao", "entidad", "entidade", "organismo", "orgao", "societe", "raison",
		"entite", "pouvoir", "ragione", "azienda", "stazione", "ente", "bedrijf", "partij", NULL };
	g_auto(GStrv) parts = g_strsplit(words, " ", -1);

	for (guint i = 0; parts[i]; i++)
		if (g_strv_contains(COMPANY, parts[i]))
			return TRUE;
	return FALSE;
}

void
contacts_find(struct reading *r)
{
	const struct plane *p = &r->plane;

	billing_find(r);
	for (guint i = 0; i < p->hits->len && i < 1500; i++)
		for (gsize k = 0; k < G_N_ELEMENTS(PERSON_LABELS); k++) {
			g_autofree char *name = NULL, *clean = NULL, *address = NULL;
			const char *words = g_array_index(p->hits, struct hit, i).label->words;
			struct region where;

			if (g_array_index(p->hits, struct hit, i).label->kind != PERSON_LABELS[k].kind ||
			    hit_standing(p, i) < 0.9 || names_a_company(words))
				continue;
			name = block_first_line(p, i, &where);
			clean = name ? name_clean(name) : NULL;
			if (!clean || !name_is_person(clean) || name_is_us(r->us, clean))
				continue;
			address = person_address(p, clean);
			if ((PERSON_LABELS[k].needs_mail && !address &&
				!g_str_has_prefix(words, "ordered")) ||
			    (address && domain_is_us(r->us, address)))
				continue;
			fact_offer(r, &r->buyer_person, g_strdup(clean), g_strdup(name), "po.buyer.person",
			    PERSON_LABELS[k].score + (address ? 0.1 : 0), where);
		}
}

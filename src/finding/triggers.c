/* SPDX-License-Identifier: GPL-3.0-or-later */
/* triggers - see triggers.h */
#include "triggers.h"

#include <string.h>

enum { ROWS_MAX = 200, HIGH = 26, OTHER = 27 };

/* Beginnings of words; lower case, two bytes or more, the first a letter; bytes beyond ASCII as UTF-8 has them. */
static const char *const MAP_WORDS[] = { "accept", "accord", "acuerdo", "approv", "approb", "approuv",
	"aprob", "aprov", "authori", "autori", "bestell", "betal", "bill", "buchhalt", "commande", "compt",
	"comptab", "contab", "contas", "contest", "crediteur", "cuentas", "discrep", "dispute",
	"eingangsrech", "encomenda", "factu", "fatt", "fatur", "freig", "genehm", "geschil", "goedge",
	"goedkeur", "inkoop", "invoic", "kredit", "litig", "nota", "orden", "ordin", "pagament", "pago",
	"paiement", "payab", "payment", "pedido", "po", "purchas", "rechnung", "reclam", "reklam",
	"r\303\250glement", "signe", "unstimm", "valid", "zahlung", "divergen", "d\303\251saccord", NULL };
static const char *const NOTICE_WORDS[] = { "bank", "banc", "banqu", "iban", "rib", "account", "wire",
	"remit", "kont", "zahlungsdaten", "compte", "cuenta", "conto", "rekening", "conta", "coordon",
	"coordinat", "ach", "nib", "domiciliation", "bonific", "overmak", "overboek", "betal", "betaal",
	"payment", "paiement", "pago", "pagament", "wiring", "beneficiar", "deposit", "aging", "ageing",
	"outstand", "overdue", "unpaid", "owing", "owe", "owed", "balanc", "receivab", "debtor", "debiteur",
	"debitor", "kunden", "impay", "solde", "agee", "antig", "saldo", "deuda", "pendient", "vencid",
	"scadut", "scadenz", "insolut", "openstaan", "achterstall", "klant", "postenlijst", "atraso", NULL };
static const char *const ORDER_WORDS[] = { "po", "p.o", "pos", "order", "purchas", "quot", "offer", "propos",
	"renewal", "bestel", "auftr", "beauftr", "rahmenbe", "angebot", "command", "bon", "bdc", "devis",
	"offre", "orden", "pedido", "oc", "oferta", "presup", "ordin", "oda", "odc", "prevent", "inkoop",
	"opdracht", "offerte", "aanbied", "voorstel", "encomend", "ordem", "nota", "orcament",
	"or\303\247ament", "cota", NULL };

struct row {
	const char *word;
	guint8 size, set, next; /* next: of the same two letters, its number and one; 0: none */
};
static struct {
	guint8 letter[256]; /* 0 to 25: a letter of either case; HIGH: beyond ASCII; OTHER */
	char small[256];
	guint8 first[26][OTHER + 1]; /* a row's number and one, by the first two bytes; 0: none */
	struct row row[ROWS_MAX];
	guint n;
} table;
guint32 triggers_pairs[32];

static void
rows_add(const char *const *words, guint set)
{
	for (; *words; words++) {
		guint8 *first =
		    &table.first[table.letter[(guchar)(*words)[0]]][table.letter[(guchar)(*words)[1]]];

		g_assert(table.n < ROWS_MAX);
		table.row[table.n] = (struct row){ *words, (guint8)strlen(*words), (guint8)set, *first };
		*first = (guint8)++table.n;
		triggers_pairs[(*words)[0] & 31] |= 1u << ((*words)[1] & 31);
	}
}

void
triggers_init(void)
{
	if (table.n)
		return;
	for (guint i = 0; i < 256; i++) {
		table.small[i] = g_ascii_tolower((gchar)i);
		table.letter[i] = g_ascii_isalpha(i) ? (guint8)((i | 0x20) - 'a') : i >= 0x80 ? HIGH : OTHER;
	}
	rows_add(MAP_WORDS, TRIGGER_MAP);
	rows_add(NOTICE_WORDS, TRIGGER_NOTICE);
	rows_add(ORDER_WORDS, TRIGGER_PROMISE | TRIGGER_GIVEN);
}

/* Is this word there, whose first letter is? In either case. */
static gboolean
rest_is(const char *s, const struct row *r)
{
	for (guint i = 1; i < r->size; i++)
		if (table.small[(guchar)s[i]] != r->word[i])
			return FALSE;
	return TRUE;
}

static guint8
word_sets(const char *s, gsize left, guint row)
{
	guint8 sets = 0;

	for (const struct row *r; row; row = r->next) {
		r = &table.row[row - 1];
		if (left >= r->size && table.small[(guchar)s[r->size - 1]] == r->word[r->size - 1] &&
		    rest_is(s, r) &&
		    (r->size > 2 || left == r->size || !g_ascii_isalpha(s[r->size]) ||
			(s[r->size] | 0x20) == 's'))
			sets |= r->set;
	}
	return sets;
}

guint8
triggers_at(const char *s, gsize left)
{
	guint letter = table.letter[(guchar)*s];

	return letter < HIGH && left > 1 ? word_sets(s, left, table.first[letter][table.letter[(guchar)s[1]]])
					 : 0;
}

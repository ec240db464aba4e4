/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terms_words - see terms.h */
#include "labels.h"
#include "terms.h"

#include <string.h>

/* Folded; the longest that fits is taken. A word that is not here is not understood. */
static const struct {
	guint8 term;
	const char *words; /* alternatives parted by "|" */
} WORDS[] = {
	{ TERM_DAYS, "days|day|tage|tagen|tag|jours|jour|j|giorni|giorno|gg|dias|dia|dagen|dag|dgn|calendar "
		     "days|kalendertage|kalendertagen|"
		     "dias naturales|jours calendaires|dias corridos|tg|d" },
	{ TERM_WEEKS, "weeks|week|wochen|woche|semaines|semanas|settimane|weken" },
	{ TERM_MONTHS, "months|month|monate|monaten|monat|mois|meses|mes|mesi|mese|maanden|maand" },
	{ TERM_NET, "net|nets|nett|netto|neto|netos|nette|netti|liquido|liquidos|n|rein netto|netto "
		    "kasse|ohne abzug|rein|without deduction|"
		    "sem desconto|zonder korting" },
	{ TERM_MONTH_END, "end of month|end of the month|eom|month end|fin de mois|fdm|fin de mes|fin del "
			  "mes|fine mese|f m|fm|einde maand|einde van de maand|"
			  "eind van de maand|eind maand|monatsende|zum monatsende|ende des monats|zum ende "
			  "des monats|ultimo|fim do mes|fim de mes|"
			  "end of month of invoice|end month|fin mois|ende monat" },
	{ TERM_FROM_MONTH_END, "from end of month|from the end of the month|after end of month|after the end "
			       "of the month|from eom|after eom|from month end|"
			       "nach monatsende|ab monatsende|nach ende des monats|a compter de la fin du "
			       "mois|a partir de la fin du mois|apres fin de mois|"
			       "a partir del fin de mes|dalla fine del mese|da fine mese|na einde maand|na "
			       "het einde van de maand|apos fim do mes|"
			       "a partir do fim do mes|days from end of month" },
	{ TERM_NEXT_MONTH,
	    "prox|proximo|of the following month|of following month|of next month|of the next month|des "
	    "folgemonats|"
	    "des nachsten monats|du mois suivant|mois suivant|del mes siguiente|del mese successivo|mese "
	    "successivo|"
	    "van de volgende maand|volgende maand|do mes seguinte|following month|next month" },
	{ TERM_AFTER_INVOICE_MONTH_END,
	    "d f f m|dffm|df fm|d f fm|data fattura fine mese|dataf fattura fm|ff mm" },
	{ TERM_INVOICE,
	    "invoice date|date of invoice|the invoice date|date of the invoice|invoice|from "
	    "invoice|rechnungsdatum|rechnungsstellung|rechnung|"
	    "rechnungslegung|date de facture|date de la facture|date facture|date d emission de la "
	    "facture|emission de facture|"
	    "emission de la facture|facture|data fattura|data della fattura|d f|df|fattura|emissione "
	    "fattura|fecha factura|fecha de factura|"
	    "fecha de la factura|f f|ff|factura|fecha de emision de la factura|factuurdatum|factuur|datum "
	    "factuur|data da fatura|data de fatura|"
	    "data fatura|emissao da fatura|emissao de fatura|fatura|data da emissao da fatura|dof|doi" },
	{ TERM_RECEIPT,
	    "receipt of invoice|receipt of the invoice|invoice receipt|receipt of a valid invoice|receipt of "
	    "valid invoice|receipt of correct invoice|"
	    "receipt of undisputed invoice|rechnungserhalt|rechnungseingang|erhalt der rechnung|eingang der "
	    "rechnung|zugang der rechnung|"
	    "reception de facture|reception de la facture|reception facture|ricevimento fattura|ricevimento "
	    "della fattura|ricezione fattura|"
	    "recepcion de factura|recepcion de la factura|recepcion factura|ontvangst factuur|ontvangst van "
	    "de factuur|ontvangst van factuur|"
	    "rececao da fatura|recepcao da fatura|recebimento da fatura|rececao de fatura|receipt|erhalt" },
	{ TERM_DELIVERY, "delivery|receipt of goods|upon receipt of goods|on receipt of goods|upon "
			 "delivery|on delivery|receipt of the goods|rog|goods receipt|delivery of "
			 "goods|lieferung|wareneingang|erhalt der ware|wareneingangsdatum|"
			 "anlieferung|lieferdatum|livraison|la livraison|reception des "
			 "marchandises|reception de la marchandise|entrega|la entrega|"
			 "recepcion de la mercancia|recepcion de mercancia|recepcion mercancia|consegna|alla "
			 "consegna|ricevimento merce|ricevimento della merce|"
			 "levering|oplevering goederen|ontvangst goederen|ontvangst van de goederen|a "
			 "entrega|rececao da mercadoria|shipment|versand|"
			 "expedition|envio|spedizione|verzending|expedicao" },
	{ TERM_ORDER, "order|with order|order placement|placement of order|po|purchase "
		      "order|bestellung|auftragserteilung|auftrag|auftragsbestatigung|commande|"
		      "la commande|pedido|el pedido|orden|la orden|a la orden|orden de compra|ordine|all "
		      "ordine|bestelling|opdracht|opdrachtbevestiging|encomenda|a encomenda|adjudicacao|"
		      "down payment|downpayment|deposit|upfront|up "
		      "front|anzahlung|acompte|anticipo|acconto|aanbetaling|sinal|adiantamento|a la commande|"
		      "a la firma|signature|signing|vertragsabschluss" },
	{ TERM_COMPLETION,
	    "completion|acceptance|final "
	    "acceptance|commissioning|abnahme|fertigstellung|inbetriebnahme|achevement|fin des "
	    "travaux|recette|mise en service|"
	    "finalizacion|aceptacion|puesta en "
	    "marcha|collaudo|completamento|oplevering|acceptatie|conclusao|aceitacao|fat|sat" },
	{ TERM_DISCOUNT, "discount|cash discount|skonto|escompte|descuento|dto|descuento por pronto "
			 "pago|sconto|korting|betalingskorting|desconto|"
			 "early payment discount|d escompte|prompt payment discount" },
	{ TERM_ON_RECEIPT, "due on receipt|due upon receipt|payable on receipt|payable upon receipt|on "
			   "receipt|upon receipt|payment on receipt|"
			   "payment upon receipt|due on receipt of invoice|due upon receipt of invoice|on "
			   "receipt of invoice|upon receipt of invoice|"
			   "payable on receipt of invoice|payable upon receipt of invoice|bei erhalt|bei "
			   "rechnungserhalt|bei erhalt der rechnung|"
			   "a reception|a reception de facture|a reception de la facture|a reception "
			   "facture|des reception|des reception de la facture|"
			   "al ricevimento fattura|al ricevimento della fattura|a la recepcion de la "
			   "factura|a recepcion de factura|bij ontvangst factuur|"
			   "bij ontvangst van de factuur|na rececao da fatura|na recepcao da fatura|a vista "
			   "fattura|vista fattura" },
	{ TERM_IMMEDIATE, "immediate|immediately|due immediately|payable immediately|immediate "
			  "payment|prompt|promptly|cash|due now|sofort|sofort fallig|"
			  "zahlbar sofort|umgehend|prompt zahlbar|comptant|au comptant|paiement "
			  "comptant|paiement immediat|immediat|al contado|contado|"
			  "pago contado|pago al contado|a la vista|a vista|rimessa diretta|direct|direct "
			  "betalen|per direct|per omgaande|contant|"
			  "pronto pagamento|a pronto|pronto|pago inmediato|inmediato|pagamento "
			  "immediato|immediato|onmiddellijk|imediato|pagamento imediato|"
			  "pagamento a vista" },
	{ TERM_PREPAYMENT, "prepayment|pre payment|prepaid|in advance|cash in advance|payment in "
			   "advance|advance payment|advance|cia|pia|cash with order|cwo|vorkasse|"
			   "vorauskasse|vorauszahlung|gegen vorkasse|paiement d avance|d avance|paiement "
			   "anticipe|paiement a la commande|"
			   "prepago|pago anticipado|pago por anticipado|por anticipado|anticipado|pagamento "
			   "anticipato|anticipato|vooruitbetaling|vooraf|"
			   "vooruit|betaling vooraf|pagamento antecipado|antecipado|adiantado|proforma|pro "
			   "forma|vor lieferung|before delivery|before shipment|"
			   "prior to shipment|prior to delivery|avant livraison|avant expedition" },
	{ TERM_ON_DELIVERY, "cash on delivery|cod|c o d|nachnahme|per nachnahme|contre "
			    "remboursement|contrassegno|contra reembolso|onder rembours|"
			    "rembours|contra entrega|payment on delivery|contrarembolso" },
	{ TERM_REST, "balance|remainder|remaining|rest|restbetrag|restzahlung|solde|le "
		     "solde|resto|restante|saldo|il saldo|a saldo|restant|o restante|"
		     "schlusszahlung|final payment" },
	{ TERM_STOP, "otherwise|sonst|dann|danach|and|und|et|y|e|ed|en|then|or|oder|ou|o|of|ofwel|else" },
	{ TERM_NOISE,
	    "payment|payable|due|terms|term|within|from|after|upon|on|at|by|in|the|a|an|if|paid|if paid "
	    "within|paid within|with|zahlbar|zahlung|zahlungsziel|"
	    "innerhalb|innert|innerhalb "
	    "von|binnen|nach|ab|bei|von|vom|der|die|das|mit|per|zum|ziel|abzuglich|fallig|paiement|payable|"
	    "reglement|virement|"
	    "virement bancaire|sous|dans|les|le|la|du|de|des|d|a compter|a compter de|a "
	    "partir|apres|suivant|date|par|cheque|traite|lcr|prelevement|"
	    "transferencia|transferencia bancaria|pago|giro|recibo|domiciliado|confirming|pagare|a "
	    "los|desde|del|dentro de|por|los|el|"
	    "bonifico|bonifico bancario|riba|ri ba|r b|rb|ricevuta "
	    "bancaria|pagamento|entro|dalla|dal|della|al|alla|all|da|"
	    "overboeking|overschrijving|betaling|betalen|betaalbaar|na|van|het|bij|te|op|termijn|"
	    "transferencia|prazo|apos|da|do|ate|no|na|boleto|pagavel|vencimento|"
	    "bis|bis zum|spatestens|until|no later than|not later than|au plus tard|entro "
	    "il|uiterlijk|am|jeweils|bank transfer|t|wire|wire transfer|transfer|ach|eft|t "
	    "t|tt|bacs|mandat|administratif|its|your|our|credito|valid|correct|correctly "
	    "rendered|undisputed|proper|check|cheque|credit|account|bank|bancario|electronic|deduction|abzug|"
	    "von|"
	    "uberweisung|per "
	    "uberweisung|lastschrift|vence|contados|fecha|data|datum|receiving|s|th|st|nd|rd|o|er|e|eme" },
};

/* Does this alternative stand at s, as whole words? Blanks in it stand for blanks, points and apostrophes. */
static gsize
fits(const char *s, const char *words, gsize n)
{
	const char *p = s;

	for (gsize i = 0; i < n; i++) {
		if (words[i] != ' ') {
			if (*p++ != words[i])
				return 0;
			continue;
		}
		if (!*p || !strchr(" .'-", *p))
			return 0;
		p += strspn(p, " .'-");
	}
	if (g_ascii_isalpha(*p))
		return 0;
	return (gsize)(p - s);
}

enum { LETTERS = 26 };
/* The alternatives by their first letter, in the table's order: only these are tried where a word begins with it. */
static GArray *by_letter[LETTERS]; /* struct alternative; made when the first text is cut */
struct alternative {
	const char *words;
	guint16 size;
	guint8 term;
};

static void
alternatives_sort(void)
{
	if (by_letter[0])
		return;
	for (guint i = 0; i < LETTERS; i++)
		by_letter[i] = g_array_new(FALSE, FALSE, sizeof(struct alternative));
	for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++)
		for (const char *w = WORDS[i].words; *w;) {
			gsize n = strcspn(w, "|");
			struct alternative one = { w, (guint16)n, WORDS[i].term };

			g_assert(g_ascii_islower(*w));
			g_array_append_val(by_letter[*w - 'a'], one);
			w += n + (w[n] == '|');
		}
}

static gsize
word_at(const char *s, enum term *out)
{
	const GArray *may = g_ascii_islower(*s) ? by_letter[*s - 'a'] : NULL;
	gsize best = 0;

	for (guint i = 0; may && i < may->len; i++) {
		const struct alternative *one = &g_array_index(may, struct alternative, i);
		gsize size = fits(s, one->words, one->size);

		if (size > best) {
			best = size;
			*out = one->term;
		}
	}
	return best;
}

static gsize
number_at(const char *s, int *out)
{
	gsize n = strspn(s, "0123456789"), decimals = 0;

	if (n == 0 || n > 4)
		return 0;
	*out = 0;
	for (gsize i = 0; i < n; i++)
		*out = *out * 10 + (s[i] - '0');
	*out *= 100;
	if ((s[n] == '.' || s[n] == ',') && g_ascii_isdigit(s[n + 1])) {
		decimals = strspn(s + n + 1, "0123456789");
		if (decimals > 2)
			return 0;
		*out += (s[n + 1] - '0') * 10 + (decimals == 2 ? s[n + 2] - '0' : 0);
		n += 1 + decimals;
	}
	return n;
}

void
terms_tokens(const char *text, struct term_tokens *out)
{
	g_autofree char *folded = label_fold(text, strlen(text));

	alternatives_sort();
	memset(out, 0, sizeof *out);
	for (const char *s = folded; *s;) {
		struct term_token t = { .term = TERM_UNKNOWN };
		gsize n;

		if (*s == ',' || *s == ';' || *s == '+' || *s == '&') {
			t.term = TERM_STOP;
			n = 1;
		} else if (*s == '%') {
			t.term = TERM_PERCENT;
			n = 1;
		} else if (*s == '/') {
			t.term = TERM_SLASH;
			n = 1;
		} else if (g_ascii_isdigit(*s)) {
			t.term = TERM_NUMBER;
			n = number_at(s, &t.value);
			if (!n) {
				t.term = TERM_UNKNOWN;
				n = strspn(s, "0123456789.,");
			}
		} else if (g_ascii_isalpha(*s)) {
			n = word_at(s, &t.term);
			if (!n)
				while (g_ascii_isalnum(s[n]) || s[n] & 0x80)
					n++;
		} else {
			s = g_utf8_next_char(s);
			continue;
		}
		if (out->n == TERM_TOKENS) {
			out->more = TRUE;
			return;
		}
		if (t.term != TERM_NOISE)
			out->at[out->n++] = t;
		s += n;
	}
}

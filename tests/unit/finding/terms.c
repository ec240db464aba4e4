/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terms of payment in seven languages: what they say, whether two are alike, and when an invoice is due. */
#include "purser/finding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void
terms__as_people_write_them(void **state)
{
	static const struct {
		const char *text, *says, *ambiguous; /* says NULL: not understood, and nothing is guessed */
	} ROWS[] = {
		{ "Net 30", "net 30", NULL },
		{ "30 days net", "net 30", NULL },
		{ "Net 45 days", "net 45", NULL },
		{ "2% 10, net 30", "net 30, 2 % within 10", NULL },
		{ "2/10 net 30", "net 30, 2 % within 10", NULL },
		{ "2/10, n/30", "net 30, 2 % within 10", NULL },
		{ "2% 10 net 30", "net 30, 2 % within 10", NULL },
		{ "1% 15 net 45 days", "net 45, 1 % within 15", NULL },
		{ "Net30", "net 30", NULL },
		{ "N30", "net 30", NULL },
		{ "Due on receipt", "due at once", NULL },
		{ "60 days end of month", "net 60, end of month (before or behind the days)",
		    "the month may end before or behind the days" },
		{ "Net 30 EOM", "net 30, end of month (before or behind the days)",
		    "the month may end before or behind the days" },
		{ "Net 60 days from date of invoice", "net 60 from invoice", NULL },
		{ "30 days from receipt of invoice", "net 30 from receipt", NULL },
		{ "Payment within 30 days of invoice date", "net 30 from invoice", NULL },
		{ "2% 10th prox net 30", "net 30, 2 % until day 10 of the next month", NULL },
		{ "Net 10th prox", "on day 10 of the next month", NULL },
		{ "10th of following month", "on day 10 of the next month", NULL },
		{ "50% with order, balance on delivery", "50 % at order, 50 % at delivery", NULL },
		{ "30 % on order, 70 % on delivery", "30 % at order, 70 % at delivery", NULL },
		{ "50% deposit, 50% net 30", "50 % at order, 50 % net 30", NULL },
		{ "Cash on delivery", "cash on delivery", NULL },
		{ "CIA", "prepayment", NULL },
		{ "Prepayment", "prepayment", NULL },
		{ "100% prepayment", "prepayment", NULL },
		{ "30/60/90 days", "a share net 30, a share net 60, a share net 90",
		    "the shares of the instalments are not said" },
		{ "EOM", "at the end of the month", NULL },
		{ "EOM 45", "net 45 after the end of the month", NULL },
		{ "30 days from end of month", "net 30 after the end of the month", NULL },
		{ "Net 30 per master agreement 4711", NULL, NULL },
		{ "See contract", NULL, NULL },
		{ "Net 30 or 2% 10", "net 30, 2 % within 10", NULL },
		{ "1.5% 10 days, net 30", "net 30, 1.5 % within 10", NULL },
		{ "ACH NET 20", "net 20", NULL },
		{ "30 Tage netto", "net 30", NULL },
		{ "14 Tage 2 % Skonto, 30 Tage netto", "net 30, 2 % within 14", NULL },
		{ "2 % Skonto innerhalb 14 Tagen", "net not said, 2 % within 14", NULL },
		{ "2 % Skonto innerhalb 14 Tagen, 30 Tage netto", "net 30, 2 % within 14", NULL },
		{ "innerhalb von 14 Tagen 2 % Skonto, innerhalb von 30 Tagen netto", "net 30, 2 % within 14",
		    NULL },
		{ "8 Tage 3% Skonto, 14 Tage 2% Skonto, 30 Tage netto", "net 30, 3 % within 8, 2 % within 14",
		    NULL },
		{ "sofort ohne Abzug", "due at once", NULL },
		{ "sofort rein netto", "due at once", NULL },
		{ "45 Tage netto", "net 45", NULL },
		{ "innerhalb von 30 Tagen ohne Abzug", "net 30", NULL },
		{ "zahlbar innerhalb 30 Tagen nach Rechnungserhalt", "net 30 from receipt", NULL },
		{ "30 Tage ab Rechnungsdatum netto", "net 30 from invoice", NULL },
		{ "Zahlbar bis 15. des Folgemonats", "on day 15 of the next month", NULL },
		{ "30 Tage nach Monatsende", "net 30 after the end of the month", NULL },
		{ "Vorkasse", "prepayment", NULL },
		{ "30 % Anzahlung bei Bestellung, 70 % nach Lieferung", "30 % at order, 70 % at delivery",
		    NULL },
		{ "1/3 bei Auftragserteilung, 1/3 bei Lieferung, 1/3 nach Abnahme",
		    "33.33 % at order, 33.33 % at delivery, 33.33 % at completion", NULL },
		{ "30 jours fin de mois", "net 30, end of month (before or behind the days)",
		    "the month may end before or behind the days" },
		{ "45 jours fin de mois", "net 45, end of month (before or behind the days)",
		    "the month may end before or behind the days" },
		{ "60 jours date de facture", "net 60 from invoice", NULL },
		{ "30 jours nets", "net 30", NULL },
		{ "À réception de facture", "due at once", NULL },
		{ "30 jours à réception de facture", "net 30 from receipt", NULL },
		{ "Virement à 30 jours", "net 30", NULL },
		{ "45 jours fin de mois le 10", NULL, NULL },
		{ "Acompte de 30 % à la commande, solde à la livraison", "30 % at order, 70 % at delivery",
		    NULL },
		{ "comptant", "due at once", NULL },
		{ "2 % d'escompte à 10 jours, 30 jours net", "net 30, 2 % within 10", NULL },
		{ "30 días fecha factura", "net 30 from invoice", NULL },
		{ "60 días", "net 60", NULL },
		{ "Transferencia a 30 días", "net 30", NULL },
		{ "Contado", "due at once", NULL },
		{ "30 días netos", "net 30", NULL },
		{ "90 días fin de mes", "net 90, end of month (before or behind the days)",
		    "the month may end before or behind the days" },
		{ "30, 60 y 90 días", "a share net 30, a share net 60, a share net 90",
		    "the shares of the instalments are not said" },
		{ "50% a la orden y 50% contra entrega", "50 % at order, 50 % at delivery", NULL },
		{ "30 gg d.f.f.m.", "net 30, then to the end of the month from invoice", NULL },
		{ "60 gg data fattura", "net 60 from invoice", NULL },
		{ "Bonifico bancario 30 gg fine mese", "net 30, end of month (before or behind the days)",
		    "the month may end before or behind the days" },
		{ "30 giorni data fattura", "net 30 from invoice", NULL },
		{ "Rimessa diretta", "due at once", NULL },
		{ "RiBa 60 gg f.m.", "net 60, end of month (before or behind the days)",
		    "the month may end before or behind the days" },
		{ "R.B. 30/60 gg D.F. F.M.", "a share net 30, a share net 60",
		    "the shares of the instalments are not said" },
		{ "Acconto 30% all'ordine, saldo alla consegna", "30 % at order, 70 % at delivery", NULL },
		{ "30 dagen netto", "net 30", NULL },
		{ "14 dagen na factuurdatum", "net 14 from invoice", NULL },
		{ "60 dagen", "net 60", NULL },
		{ "30 dagen na ontvangst factuur", "net 30 from receipt", NULL },
		{ "binnen 30 dagen", "net 30", NULL },
		{ "30 dagen einde maand", "net 30, end of month (before or behind the days)",
		    "the month may end before or behind the days" },
		{ "2% korting binnen 8 dagen, 30 dagen netto", "net 30, 2 % within 8", NULL },
		{ "30 dias", "net 30", NULL },
		{ "30 dias da data da fatura", "net 30 from invoice", NULL },
		{ "Pronto pagamento", "due at once", NULL },
		{ "30 dias após emissão da fatura", "net 30 from invoice", NULL },
		{ "28 dias líquidos", "net 28", NULL },
		{ "30% adiantamento, 70% na entrega", "30 % at order, 70 % at delivery", NULL },
		{ "NET 60 DAYS FROM DATE OF INVOICE", "net 60 from invoice", NULL },
		{ "Net 2 months", "net 60", "a month is no number of days" },
		{ "4 weeks net", "net 28", NULL },
		{ "Within 30 days before arrival", NULL, NULL },
		{ "Net 500", NULL, NULL },
		{ "3% 30 days", "net not said, 3 % within 30", NULL },
		{ "Net 30 days, 2% discount", "net 30, 2 %",
		    "until when the discount is granted is not said" },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct payment_terms t;
		gboolean parsed = terms_parse(ROWS[i].text, &t);
		g_autofree char *says = parsed ? terms_write(&t) : NULL;

		if (g_strcmp0(says, ROWS[i].says) != 0)
			fail_msg("'%s': %s, not %s", ROWS[i].text, says ? says : "nothing",
			    ROWS[i].says ? ROWS[i].says : "nothing");
		if (parsed && g_strcmp0(t.ambiguous, ROWS[i].ambiguous) != 0)
			fail_msg("'%s': ambiguous: %s", ROWS[i].text, t.ambiguous ? t.ambiguous : "nothing");
	}
}

static void
terms__two_are_alike_or_not(void **state)
{
	static const struct {
		const char *a, *b;
		enum terms_relation wanted;
	} ROWS[] = {
		{ "Net 30", "30 Tage netto", TERMS_SAME },
		{ "Net 45", "Net 90", TERMS_DIFFERENT },
		{ "Net 30", "30 days from invoice date", TERMS_SAME },
		{ "30 days from invoice date", "30 days from receipt of invoice", TERMS_DIFFERENT },
		{ "2% 10, net 30", "10 Tage 2 % Skonto, 30 Tage netto", TERMS_SAME },
		{ "2% 10, net 30", "Net 30", TERMS_DIFFERENT },
		{ "2% 10, net 30", "2% 14, net 30", TERMS_DIFFERENT },
		{ "45 jours fin de mois", "45 days from end of month", TERMS_UNSURE },
		{ "45 jours fin de mois", "45 giorni fine mese", TERMS_SAME },
		{ "45 jours fin de mois", "45 jours", TERMS_DIFFERENT },
		{ "Due on receipt", "sofort", TERMS_SAME },
		{ "Due on receipt", "Net 30", TERMS_DIFFERENT },
		{ "30 % on order, 70 % on delivery", "30 % bei Bestellung, 70 % bei Lieferung", TERMS_SAME },
		{ "30 % on order, 70 % on delivery", "50 % on order, 50 % on delivery", TERMS_DIFFERENT },
		{ "Net 30", "Net 30 as per agreement", TERMS_UNSURE },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct payment_terms a, b;

		assert_true(terms_parse(ROWS[i].a, &a));
		assert_true(terms_parse(ROWS[i].b, &b));
		if (terms_compare(&a, &b) != ROWS[i].wanted || terms_compare(&b, &a) != ROWS[i].wanted)
			fail_msg("%s / %s: %d", ROWS[i].a, ROWS[i].b, (int)terms_compare(&a, &b));
	}
}

static void
terms__due_on_a_day_or_on_one_of_two(void **state)
{
	static const struct {
		const char *text, *from, *first, *last; /* first NULL: not known */
	} ROWS[] = {
		{ "Net 30", "2026-11-25", "2026-12-25", "2026-12-25" },
		{ "45 jours fin de mois", "2026-03-10", "2026-04-30", "2026-05-15" },
		{ "30 gg d.f.f.m.", "2018-05-26", "2018-06-30", "2018-06-30" },
		{ "30 days from end of month", "2026-01-15", "2026-03-02", "2026-03-02" },
		{ "EOM", "2028-02-03", "2028-02-29", "2028-02-29" },
		{ "Net 10th prox", "2026-12-20", "2027-01-10", "2027-01-10" },
		{ "31st of following month", "2026-01-31", "2026-02-28", "2026-02-28" },
		{ "Due on receipt", "2026-11-25", "2026-11-25", "2026-11-25" },
		{ "50% with order, balance on delivery", "2026-11-25", NULL, NULL },
		{ "Prepayment", "2026-11-25", NULL, NULL },
		{ "2 % Skonto innerhalb 14 Tagen", "2026-11-25", NULL, NULL },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct payment_terms t;
		struct day from, first, last;
		g_autofree char *a = NULL, *b = NULL;

		assert_true(terms_parse(ROWS[i].text, &t));
		assert_true(day_parse(ROWS[i].from, &from));
		if (terms_due(&t, from, &first, &last) != (ROWS[i].first != NULL))
			fail_msg("%s", ROWS[i].text);
		if (!ROWS[i].first)
			continue;
		a = day_format(first);
		b = day_format(last);
		if (strcmp(a, ROWS[i].first) != 0 || strcmp(b, ROWS[i].last) != 0)
			fail_msg("%s: %s, %s", ROWS[i].text, a, b);
	}
}

/* Whatever bytes: no crash, and what is parsed can be written and compared. */
static void
terms__no_text_does_harm(void **state)
{
	static const char ALPHABET[] =
	    "0123456789 %/,;nettagejoursdffm.'30 2% 10 net fin de mois order balance rest ";
	guint32 seed = 7;

	(void)state;
	for (guint round = 0; round < 20000; round++) {
		char text[64];
		struct payment_terms t;
		struct day first, last;

		for (gsize i = 0; i + 1 < sizeof text; i++) {
			seed = seed * 1664525 + 1013904223;
			text[i] = ALPHABET[(seed >> 8) % (sizeof ALPHABET - 1)];
		}
		text[(seed >> 16) % sizeof text] = '\0';
		text[sizeof text - 1] = '\0';
		if (terms_parse(text, &t)) {
			g_autofree char *says = terms_write(&t);

			assert_non_null(says);
			assert_int_equal(terms_compare(&t, &t) == TERMS_DIFFERENT, FALSE);
			terms_due(&t, (struct day){ 2026, 11, 25 }, &first, &last);
		}
	}
	{
		g_autofree char *longer = g_strnfill(100000, '%');
		struct payment_terms t;

		assert_false(terms_parse(longer, &t));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terms__as_people_write_them),
		cmocka_unit_test(terms__two_are_alike_or_not),
		cmocka_unit_test(terms__due_on_a_day_or_on_one_of_two),
		cmocka_unit_test(terms__no_text_does_harm),
	};

	return cmocka_run_group_tests_name("terms", tests, NULL, NULL);
}

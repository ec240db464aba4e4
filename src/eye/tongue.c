/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tongue - the language of a few lines, by its common words
 *
 * Small words of sentences, and words that stand on every order. Read without accents (text_key), for the first
 * look is made with English eyes. A word that two languages share tells nothing and is left out.
 */
#include "sight.h"

#include <string.h>

static const struct {
	const char *language, *words;
} TONGUES[] = {
	{ "eng",
	    " the and for with this your from shall are please order date quantity unit delivery number be "
	    "supplier invoice address all any must not ship will terms buyer price description goods "
	    "by is on payment no amount due or subject conditions which our as at item " },
	{ "deu",
	    " der die und fur mit von ihre ihr wir bitte bestellung lieferung menge preis nicht auf auftrag "
	    "zahlung rechnung gesamt liefertermin datum lieferant bei sind werden unsere den das ist an "
	    "sie zu einheit artikel bezeichnung betrag netto straße strasse bestellnummer tage im zum " },
	{ "fra",
	    " le les des du et pour vous votre commande livraison quantite prix facture est sur avec dans "
	    "nous notre veuillez date fournisseur montant designation aux par ou numero ce jours une "
	    "adresse paiement etre bon au total ht tva " },
	{ "spa", " el los las y del para con su pedido entrega cantidad precio factura por fecha proveedor "
		 "importe descripcion unidad orden compra plazo condiciones pago nuestro direccion dias "
		 "numero al una ser sus " },
	{ "ita",
	    " il di per con della del ordine consegna quantita prezzo fattura vostro data fornitore importo "
	    "descrizione pagamento gli nostra nostro indirizzo alla dei delle giorni che sono numero "
	    "spett acquisto iva e unita " },
	{ "nld",
	    " het een van voor met op bestelling levering aantal prijs factuur uw wij onze datum leverancier "
	    "bedrag omschrijving te zijn niet bij dagen betaling inkooporder adres deze worden naar of "
	    "eenheid totaal aan " },
	{ "por",
	    " os as da do dos das para com sua encomenda entrega quantidade preco fatura por data fornecedor "
	    "valor descricao pagamento nao nossa nosso uma ao dias endereco ou numero prazo unidade "
	    "pedido compra em " },
};

static guint
language_index(const char *language)
{
	guint i = 0;

	while (EYE_LANGUAGES[i] && strcmp(EYE_LANGUAGES[i], language) != 0)
		i++;
	return i;
}

guint
tongue_of(const char *text, guint *out_sure)
{
	guint hits[G_N_ELEMENTS(TONGUES)] = { 0 }, best = 0, next = 0;
	g_auto(GStrv) words = g_strsplit_set(text, " \n\t.,:;()/", 2000);

	for (guint i = 0; words[i]; i++) {
		g_autofree char *key = text_key(words[i]), *wanted = g_strdup_printf(" %s ", key);

		for (guint t = 0; *key && t < G_N_ELEMENTS(TONGUES); t++)
			hits[t] += strstr(TONGUES[t].words, wanted) != NULL;
	}
	for (guint t = 1; t < G_N_ELEMENTS(TONGUES); t++)
		if (hits[t] > hits[best])
			best = t;
	for (guint t = 0; t < G_N_ELEMENTS(TONGUES); t++)
		if (t != best)
			next = MAX(next, hits[t]);
	*out_sure = hits[best] - next;
	return language_index(TONGUES[best].language);
}

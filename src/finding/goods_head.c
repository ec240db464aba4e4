/* SPDX-License-Identifier: GPL-3.0-or-later */
/* goods_head - the headings of a table of goods: which column holds what */
#include "goods.h"

#include <string.h>

/* --- words of headings --------------------------------------------------------------------------- */

/* A heading's words, each looked up; what they say together is decided by a few rules. Folded, seven languages. */
static const struct {
	guint8 role;
	const char *words;
} WORDS[] = {
	{ GOODS_POSITION,
	    " pos position positie item line # no nr linea riga regel linha poste ligne lfd row it " },
	{ GOODS_CODE,
	    " part sku code codigo codice artikelnummer artikelnr materialnummer material ref reference "
	    "referencia artnr artikelcode stock model teilenummer sachnummer " },
	{ GOODS_DESCRIPTION, " description descripton bezeichnung beschreibung designation libelle "
			     "descripcion concepto descrizione "
			     "omschrijving descricao designacao product produkt produit producto prodotto "
			     "produto warenbezeichnung "
			     "artikelbezeichnung goods service services article articolo artikel artigo "
			     "articulo details leistung "
			     "prestation ware discriminacao denominacion artikelomschrijving " },
	{ GOODS_QUANTITY, " qty quantity quant ordered menge bestellmenge anzahl quantite qte cantidad cant "
			  "quantita qta aantal "
			  "hoeveelheid quantidade qtd qtde stuck stuckzahl stuks hours stunden q units " },
	{ GOODS_UNIT,
	    " unit uom um einheit me mengeneinheit unite unidad ud unita eenheid eh unidade un u per pro je "
	    "unitario unitaire unitaria vpe meas measure udm " },
	{ GOODS_PRICE,
	    " price cost rate preis einzelpreis stuckpreis nettopreis prix pu precio prezzo prijs stukprijs "
	    "eenheidsprijs preco vlr epreis ep einheitspreis prezzounitario tarif " },
	{ GOODS_AMOUNT, " total amount ext extended extension value gesamt gesamtpreis gesamtbetrag betrag "
			"summe wert nettowert "
			"positionswert positionspreis positionsbetrag zeilenbetrag montant importe importo "
			"totale totaal bedrag "
			"regeltotaal valor valeur importancia gpreis gp nettobetrag regelbedrag subtotal "
			"totaalprijs totaalbedrag warenwert gesamtwert " },
	{ GOODS_DELIVERY,
	    " delivery deliver due required require req need needed requested promised eta arrival ship "
	    "receipt "
	    "dispatch lieferdatum liefertermin lieferung lieferwoche wunschtermin termin anlieferung "
	    "anlieferdatum angefordertes angeforderter gewunschtes gewunschter wareneingang ankunft "
	    "livraison "
	    "livrer delai reception entrega ent llegada recepcion plazo consegna cons arrivo evasione "
	    "leverdatum levering leverweek afleverdatum ontvangst ontvangstdatum chegada prazo remessa " },
	{ GOODS_OTHER,
	    " tax vat mwst ust tva iva btw discount rabatt remise descuento sconto korting desconto date "
	    "datum fecha data % weight gewicht received open taxable "
	    "backordered shipped " },
};

static gboolean
word_in(const char *words, const char *word, gsize n)
{
	for (const char *at = strstr(words, " "); at && at[1]; at = strchr(at + 1, ' '))
		if (strncmp(at + 1, word, n) == 0 && at[1 + n] == ' ')
			return TRUE;
	return FALSE;
}

enum goods_role
goods_role_of(const char *heading)
{
	g_autofree char *folded = label_fold(heading, strlen(heading));
	guint seen[GOODS_ROLE_N] = { 0 }, n_words = 0;
	const char *s = folded;

	while (*s) {
		gsize n = 0;

		while (s[n] && !strchr(" .,:;/()|-_'\"*", s[n]))
			n++;
		for (gsize i = 0; n && i < G_N_ELEMENTS(WORDS); i++)
			if (word_in(WORDS[i].words, s, n))
				seen[WORDS[i].role]++;
		n_words += n > 0;
		s += n + (s[n] != '\0');
	}
	if (n_words > 6)
		return GOODS_OTHER;
	/* "P.U.", "E-Preis", "G.Preis", "Q.tà" fall apart */
	if (g_str_has_prefix(folded, "p.u") || g_str_has_prefix(folded, "p/u"))
		return GOODS_PRICE;
	if (g_str_has_prefix(folded, "q.t"))
		return GOODS_QUANTITY;
	if (g_str_has_prefix(folded, "g-preis") || g_str_has_prefix(folded, "g.preis") ||
	    g_str_has_prefix(folded, "g preis"))
		return GOODS_AMOUNT;
	if (seen[GOODS_DELIVERY] && !seen[GOODS_QUANTITY] && !seen[GOODS_PRICE] && !seen[GOODS_AMOUNT] &&
	    !seen[GOODS_DESCRIPTION])
		return GOODS_DELIVERY;
	if (seen[GOODS_OTHER] && !seen[GOODS_QUANTITY] && !seen[GOODS_PRICE] && !seen[GOODS_AMOUNT])
		return GOODS_OTHER;
	if (seen[GOODS_QUANTITY] && !seen[GOODS_PRICE] && !seen[GOODS_AMOUNT])
		return GOODS_QUANTITY;
	/* "Valor unitario", "Importe unidad", "Price per unit", but "Total price" */
	if (seen[GOODS_AMOUNT] && (!seen[GOODS_UNIT] || strstr(folded, "total")))
		return seen[GOODS_OTHER] && strstr(folded, "discount") ? GOODS_OTHER : GOODS_AMOUNT;
	if (seen[GOODS_PRICE] || (seen[GOODS_AMOUNT] && seen[GOODS_UNIT]))
		return GOODS_PRICE;
	if (seen[GOODS_DESCRIPTION])
		return GOODS_DESCRIPTION;
	if (seen[GOODS_CODE])
		return GOODS_CODE;
	if (seen[GOODS_UNIT])
		return GOODS_UNIT;
	return seen[GOODS_POSITION] ? GOODS_POSITION : GOODS_OTHER;
}

/* --- the row of headings ------------------------------------------------------------------------- */

static gboolean
is_heading_kind(guint kind)
{
	return kind == LABEL_ITEM || kind == LABEL_QUANTITY || label_is_price(kind) ||
	       kind == LABEL_TOTAL_WEAK || kind == LABEL_TOTAL || kind == LABEL_TOTAL_NET ||
	       kind == LABEL_SUBTOTAL || kind == LABEL_TAX || kind == LABEL_DELIVERY_DATE ||
	       kind == LABEL_DATE || kind == LABEL_DUE || kind == LABEL_DECOY;
}

/* Of one column when they stand above each other: "Unit" over "Price". */
static void
column_add(struct goods_head *h, GPtrArray *texts, float x0, float x1, char *text)
{
	for (guint i = 0; i < h->n; i++) {
		struct goods_column *c = &h->column[i];
		float overlap = MIN(x1, c->x1) - MAX(x0, c->x0);

		if (overlap > 0.4f * MIN(x1 - x0, c->x1 - c->x0)) {
			char *both = g_strconcat(texts->pdata[i], " ", text, NULL);

			g_free(texts->pdata[i]);
			g_free(text);
			texts->pdata[i] = both;
			c->x0 = MIN(c->x0, x0);
			c->x1 = MAX(c->x1, x1);
			return;
		}
	}
	if (h->n < GOODS_COLUMNS) {
		h->column[h->n++] = (struct goods_column){ x0, x1, GOODS_OTHER };
		g_ptr_array_add(texts, text);
	} else {
		g_free(text);
	}
}

static char *
hit_text(const struct plane *p, const struct hit *h)
{
	return plane_text(p, (struct region){ h->word, h->last_word - h->word + 1, 0 }, NULL);
}

/* "Extended Amt Due Date": the heading of a day stands close behind another. */
static gboolean
day_ends(const struct plane *p, const struct segment *s)
{
	const struct hit *hit = &g_array_index(p->hits, struct hit, s->first_hit);

	return (hit->label->kind == LABEL_DUE || hit->label->kind == LABEL_DELIVERY_DATE) &&
	       hit->word > s->first && hit->last_word == s->first + s->n - 1;
}

/* The segments of this row of headings: each label in one a column, and a segment without labels one as well. */
static void
columns_of(const struct plane *p, const struct segment *s, struct goods_head *h, GPtrArray *texts)
{
	if (s->n_hits == 1 && s->n <= 4 && day_ends(p, s)) {
		const struct hit *hit = &g_array_index(p->hits, struct hit, s->first_hit);
		guint32 n = hit->word - s->first;

		column_add(h, texts, s->x0, plane_word(p, hit->word - 1)->x1,
		    plane_text(p, (struct region){ s->first, n, 0 }, NULL));
		column_add(h, texts, plane_word(p, hit->word)->x0, s->x1, hit_text(p, hit));
		return;
	}
	if (s->n_hits <= 1 && s->n <= 4) {
		column_add(h, texts, s->x0, s->x1, plane_text(p, (struct region){ s->first, s->n, 0 }, NULL));
		return;
	}
	for (guint i = 0; i < s->n_hits; i++) {
		const struct hit *hit = &g_array_index(p->hits, struct hit, s->first_hit + i);
		float box[4];

		if (!is_heading_kind(hit->label->kind))
			continue;
		hit_box(p, s->first_hit + i, box);
		column_add(h, texts, box[0], box[2], hit_text(p, hit));
	}
}

static int
compare_column(const void *a, const void *b)
{
	const struct goods_column *x = a, *y = b;

	return x->x0 < y->x0 ? -1 : x->x0 > y->x0;
}

static gboolean
has_digit(const struct plane *p, const struct segment *s)
{
	for (guint32 i = s->first; i < s->first + MIN(s->n, 14); i++) {
		const struct word *w = plane_word(p, i);

		for (guint32 k = 0; k < w->size; k++)
			if (g_ascii_isdigit(p->document->text[w->offset + k]))
				return TRUE;
	}
	return FALSE;
}

/* Does a figure stand in the line of this segment? Then it is no line of headings. */
static gboolean
line_has_figure(const struct plane *p, guint32 segment)
{
	const struct segment *s = plane_segment(p, segment);

	for (gint64 i = (gint64)segment - 12; i < (gint64)segment + 12; i++) {
		const struct segment *t;

		if (i < 0 || i >= p->segments->len)
			continue;
		t = plane_segment(p, (guint32)i);
		if (t->page == s->page && MIN(s->y1, t->y1) - MAX(s->y0, t->y0) > 0.5f * (s->y1 - s->y0) &&
		    has_digit(p, t))
			return TRUE;
	}
	return FALSE;
}

static gboolean
same_row(const struct segment *a, const struct segment *b)
{
	return MIN(a->y1, b->y1) - MAX(a->y0, b->y0) > 0.5f * MIN(a->y1 - a->y0, b->y1 - b->y0);
}

gboolean
goods_head_at(const struct plane *p, guint hit, struct goods_head *out)
{
	const struct segment *at = plane_segment(p, g_array_index(p->hit_segment, guint32, hit));
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
	guint roles[GOODS_ROLE_N] = { 0 };
	float reach = 0.9f * p->line_height;

	*out = (struct goods_head){ .page = at->page, .y0 = at->y0, .y1 = at->y1 };
	for (gint64 i = (gint64)g_array_index(p->hit_segment, guint32, hit) - 24, n = 0;
	     i < p->segments->len && n < 64; i++, n++) {
		const struct segment *s;
		gboolean heads = FALSE;

		if (i < 0)
			continue;
		s = plane_segment(p, (guint32)i);
		if (s->page != at->page || s->signs || s->n > 14 || s->y1 < at->y0 - reach ||
		    s->y0 > at->y1 + reach)
			continue;
		for (guint k = 0; k < s->n_hits; k++)
			heads =
			    heads ||
			    is_heading_kind(g_array_index(p->hits, struct hit, s->first_hit + k).label->kind);
		/* another line counts only where it is a line of headings */
		if (has_digit(p, s) || (!heads && s->n > 4) ||
		    (!same_row(s, at) && (!heads || line_has_figure(p, (guint32)i))))
			continue;
		columns_of(p, s, out, texts);
		out->y0 = MIN(out->y0, s->y0);
		out->y1 = MAX(out->y1, s->y1);
	}
	for (guint i = 0; i < out->n; i++) {
		out->column[i].role = goods_role_of(texts->pdata[i]);
		roles[out->column[i].role]++;
	}
	qsort(out->column, out->n, sizeof out->column[0], compare_column);
	return (roles[GOODS_QUANTITY] && (roles[GOODS_PRICE] || roles[GOODS_AMOUNT])) ||
	       (roles[GOODS_DESCRIPTION] && roles[GOODS_AMOUNT] && out->n >= 3);
}

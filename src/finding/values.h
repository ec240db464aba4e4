/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * values - typed values at the beginning of a text: what reads as a date, a sum, a reference, terms, a name
 *
 * Each function looks at the start of the text only (behind blanks and signs that open a value) and says
 * where the value stands. None guesses: what can be read in two ways says so.
 */
#pragma once

#include "dash.h"

#include "purser/finding.h"

struct span {
	gsize start, end;
};

/* --- dates --------------------------------------------------------------------------------------- */

enum date_order { DATE_ORDER_UNKNOWN, DATE_DMY, DATE_MDY };
struct date_value {
	struct day day;        /* as read with the order given; year 0 when the order is needed and unknown */
	struct day other;      /* the other reading of an ambiguous one; year 0: none */
	enum date_order shown; /* an unambiguous numeric date that shows its order */
	struct span span;
};
gboolean value_date(const char *text, enum date_order order, struct date_value *out);

/* --- money --------------------------------------------------------------------------------------- */

struct money_value {
	char decimal[32];  /* "12345.60" as printed, without grouping */
	char currency[4];  /* ISO code printed beside it, or of an unmistakable sign; "" */
	gboolean dollar;   /* "$" alone: some dollar or peso */
	gboolean fraction; /* has decimals */
	gboolean grouped;
	struct span span;
};
gboolean value_money(const char *text, struct money_value *out);
/* A sign or code at s: its size, 0 where none stands. code stays empty for "$" alone, which is told in out_dollar. */
gsize currency_sign(const char *s, char code[4], gboolean *out_dollar);
/* "EUR", "euro", "US Dollars", "€": an ISO 4217 code; FALSE for "$" alone. */
gboolean value_currency(const char *text, char out[4], struct span *out_span);

/* --- references ---------------------------------------------------------------------------------- */

/* A copy with '-' for each wide dash (dash.h) that a number goes on behind, and a blank for one that parts words. */
char *dashes_plain(const char *s, gsize n);

/* A number of a document: letters, digits, and - / . _ # within. Never a date, telephone number, sum or bare
 * year. */
gboolean value_reference(const char *text, gboolean strict, char **out_value, struct span *out_span);
/* Does the text behind a number go on with digits, so that the number may be but a part of it? */
gboolean value_reference_is_cut(const char *rest);
/* Is the whole token of such a shape? */
gboolean token_is_reference(const char *s, gsize n, gboolean strict);

/* --- terms, names, addresses --------------------------------------------------------------------- */

/* Terms of payment that are such by their own words: "Net 30", "30 Tage netto", "2/10 net 30". */
gboolean value_terms(const char *text, struct span *out_span);
/* The longest run of words in a sentence that is such. */
gboolean value_terms_within(const char *text, struct span *out_span);
/* "someone@firm.example" anywhere in the text. */
gboolean value_mail_address(const char *text, char **out_value, struct span *out_span);

enum name_shape { NAME_NO, NAME_PERHAPS, NAME_COMPANY };
/* Does this line read as a company's name? COMPANY: it bears a legal form. */
enum name_shape name_shape(const char *text);
/* A folded word that may stand small within a name: "of", "und", or a legal form such as "gmbh". */
gboolean name_word_connects(const char *folded);
gboolean name_word_is_small(const char *folded);
/* The name without numbers of an account before or behind it, and without trailing signs. */
char *name_clean(const char *text);
gboolean line_is_street(const char *text);  /* house number and street, PO box */
gboolean line_is_town(const char *text);    /* postal code and town */
gboolean line_is_contact(const char *text); /* telephone, fax, mail, web */
gboolean line_is_us_town(const char *text); /* "Archbold, OH 43502" */
/* The same, but numbers of orders may stand (keep), and these accounts are masked wherever they stand, whatever signs
 * part their groups. Both char*, may be NULL. */
char *text_mask_known(const char *text, const GPtrArray *accounts);
char *text_mask_but(const char *text, const GPtrArray *keep);

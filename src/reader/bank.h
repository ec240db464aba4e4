/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bank - each account that is read: fingerprint, standing beside ours, sealed
 *
 *	bank_prepare()		once in the prepared parent
 *	bank_judge()		the hook of struct finding_bank; data: a struct bank_reading
 *	bank_seal()		once all is read: the rows of a report that may be kept
 *	bank_reading_clear()	after the message
 *
 * How it is compared: equal to one of ours: approved. Else altered, when it differs from one of ours in one or two places (so
 * also two neighbours swapped), national check digits aside, or is one of ours with check digits that do not hold. Else
 * swapped, when it is the account of one of ours at another bank, or another account at a bank of ours in our name. Only
 * prints are compared, never numbers.
 */
#pragma once

#include "purser/reader.h"

struct bank_reading {
	struct reader_bank *bank;
	const struct limits *limits;
	const guint8 *bytes; /* of the message */
	gsize size;
	gint64 n;        /* compared so far */
	GPtrArray *held; /* numbers until they are sealed; NULL: none */
};
void bank_prepare(void);
gboolean bank_judge(const struct bank_number *number, struct report_bank_account *row, gpointer reading);
/* Nothing is kept of most mail that names an account, and a box is dear: only rows that may be kept get one. */
void bank_seal(struct bank_reading *r, struct report *out);
void bank_reading_clear(struct bank_reading *r);

/* Does a body that nobody reads speak of a bank, so that it is worth reading after all? A quick look at its bytes. */
gboolean bank_is_spoken_of(
    const struct reader_bank *b, GBytes *body); /* FALSE where no account of ours is registered */
gboolean bank_words_in(const char *s, gsize size);
/* Accounts of another that are compared with ours, and that out has not: taken over. */
void bank_rows_join(struct report *out, struct report *other);

/* On the wire: recipients, key, prints of each account, marks of all. No key: none. */
#define BANK_TYPE "(saya(sss)at)"
GVariant *reader_bank_pack(struct reader_bank *b); /* sorts its marks */
gboolean reader_bank_unpack(GVariant *v, struct reader_bank **out, GError **error);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bank_proof - what an account number proves by itself: lengths, shapes and check digits */
#pragma once

#include "purser/finding.h"

enum { IBAN_MAX = 34 };

/* The lengths an IBAN of this country may have; 0 behind the last. */
void iban_lengths(const char *country, gsize out[3]);
/* n letters and digits without blanks, upper case: country, length, structure and check digits. */
gboolean iban_holds(const char *iban, gsize n);
/* The same without the check digits. */
gboolean iban_shaped(const char *iban, gsize n);
/* A letter that looks like a digit becomes it. FALSE: it is none. */
gboolean iban_repair_digit(char *sign);
/* The same for each place of an IBAN where its country has digits. FALSE: it has not the shape of one even so. */
gboolean iban_repair(char *iban, gsize n);
/* The check digits of an IBAN whose two places for them hold anything. */
void iban_sum_set(char *iban, gsize n);
/* ISO 7064 mod 97-10 alone. */
gboolean iban_sum_holds(const char *iban, gsize n);
/* Nine digits: a prefix of the Federal Reserve's and weights 3, 7, 1. */
gboolean aba_holds(const char *digits);
/* Eighteen digits: weights 3, 7, 1, each product mod 10. */
gboolean clabe_holds(const char *digits);
/* Four letters, a nought, six letters or digits. */
gboolean ifsc_holds(const char *s, gsize n);

/* --- one account in one way: bank_number.c. FALSE: it is too long or too short. */

/* Letters and digits without blanks, upper case. */
gboolean bank_number_of_iban(const char *iban, gsize size, gboolean proven, struct bank_number *out);
/* bank: its code, "" where the account says it (clabe). */
gboolean bank_number_of(const char *scheme, const char *country, const char *bank, const char *account,
    gboolean proven, struct bank_number *out);

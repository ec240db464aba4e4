/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Accounts beside ours: each change of one that people make is caught, in each form of a message, and the approved one never
 * alarms, however it is written. The cases are made from a table of accounts, of changes, of ways to write and of forms.
 */
#include "bank.h"

#include "examine.h"
#include "purser/vault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char US_NAME[] = "Acme Software GmbH";

/* Ours: as it is typed, and where the digits lie that a fraud would change (offsets into the BBAN, or into bank|account). */
static const struct ours {
	const char *typed;
	guint at, at2; /* two digits of the account */
	guint bank_at; /* a digit of the bank's code; ROUTING: another bank's whole code instead */
	const char *other_bank;
} OURS[] = {
	{ "DE89370400440532013000", 11, 14, 3, "50010517" },
	{ "FR1420041010050500013M02606", 12, 16, 1, "3000600001" },
	{ "ES9121000418450200051332", 12, 17, 1, "00491500" },
	{ "IT60X0542811101000000123456", 18, 20, 3, "0306909606" },
	{ "NL91ABNA0417164300", 6, 9, 99, "RABO" },
	{ "PT50000201231234567890154", 10, 14, 2, "00350651" },
	{ "BE68539007547034", 5, 7, 1, "412" },
	{ "AT611904300234573201", 8, 12, 1, "20111" },
	{ "PL61109010140000071219812874", 14, 20, 2, "10201026" },
	{ "GB29NWBK60161331926819", 12, 15, 6, "BARC200000" },
	{ "aba 021000021 483920174655", 12, 15, 99, "011000138" },
	{ "uk 20-00-00 55779911", 8, 11, 2, "309634" },
	{ "bsb 062-000 12345678", 8, 11, 2, "033001" },
};

/* --- an account that can be changed: its parts as text --- */

struct account {
	gboolean iban;
	char scheme[8], country[3];
	char text[BANK_TEXT_MAX + 1]; /* BBAN; else bank and account */
	gsize bank_n;                 /* of the bank's code in it, of those that are no IBAN */
	gboolean keep_sum;            /* its check digits are those of the true one */
	char sum[3];
};

static struct account
account_of(const struct ours *o)
{
	struct account a = { .iban = g_ascii_isdigit(o->typed[2]) };
	const char *blank = strchr(o->typed, ' ');

	if (a.iban) {
		g_strlcpy(a.country, o->typed, 3);
		g_strlcpy(a.sum, o->typed + 2, 3);
		g_strlcpy(a.text, o->typed + 4, sizeof a.text);
		return a;
	}
	g_strlcpy(a.scheme, o->typed, (gsize)(blank - o->typed) + 1);
	for (const char *p = blank; *p; p++)
		if (g_ascii_isdigit(*p))
			a.text[strlen(a.text)] = *p;
	a.bank_n = strcmp(a.scheme, "aba") == 0 ? 9 : 6;
	return a;
}

static guint
mod97(const char *digits_and_letters)
{
	guint rest = 0;

	for (const char *p = digits_and_letters; *p; p++)
		rest = g_ascii_isdigit(*p) ? (rest * 10 + (guint)(*p - '0')) % 97
					   : (rest * 100 + (guint)(*p - 'A') + 10) % 97;
	return rest;
}

/* The check digits as a bank would make them. */
static void
sum_renew(struct account *a)
{
	g_autofree char *turned = g_strdup_printf("%s%s00", a->text, a->country);

	g_snprintf(a->sum, sizeof a->sum, "%02u", (98 - mod97(turned)) % 100);
}

static void
digit_turn(struct account *a, guint at)
{
	gboolean digit = g_ascii_isdigit(a->text[at]);
	int first = digit ? '0' : 'A', turned = first + (a->text[at] - first + 3) % (digit ? 10 : 26);

	a->text[at] = (char)turned;
}

/* --- changes --- */

static void
change_nothing(struct account *a, const struct ours *o)
{
	(void)a;
	(void)o;
}

static void
change_one(struct account *a, const struct ours *o)
{
	digit_turn(a, o->at);
}

static void
change_one_more(struct account *a, const struct ours *o)
{
	digit_turn(a, o->at2);
}

static void
change_two(struct account *a, const struct ours *o)
{
	digit_turn(a, o->at);
	digit_turn(a, o->at2);
}

/* Two neighbours that differ, from the end on. */
static void
change_swap(struct account *a, const struct ours *o)
{
	gsize i = strlen(a->text) - 3;

	(void)o;
	if (strcmp(a->country, "FR") == 0 || strcmp(a->country, "PT") == 0 || strcmp(a->country, "BE") == 0)
		i -= 2; /* before the national check digits */
	while (
	    a->text[i] == a->text[i + 1] || !g_ascii_isdigit(a->text[i]) || !g_ascii_isdigit(a->text[i + 1]))
		i--;
	char c = a->text[i];
	a->text[i] = a->text[i + 1];
	a->text[i + 1] = c;
}

/* The same account at another bank. */
static void
change_bank(struct account *a, const struct ours *o)
{
	gsize at = strcmp(a->country, "IT") == 0 ? 1 : 0;

	memcpy(a->text + at, o->other_bank, strlen(o->other_bank));
}

/* One digit, and the national check digits as they must be then. */
static void
change_national(struct account *a, const struct ours *o)
{
	digit_turn(a, o->at);
	if (strcmp(a->country, "FR") == 0 || strcmp(a->country, "PT") == 0 || strcmp(a->country, "BE") == 0) {
		gsize n = strlen(a->text);

		a->text[n - 1] = a->text[n - 1] == '9' ? '1' : '9';
		a->text[n - 2] = a->text[n - 2] == '9' ? '1' : '9';
	} else if (strcmp(a->country, "ES") == 0) {
		a->text[8] = a->text[8] == '9' ? '1' : '9';
		a->text[9] = a->text[9] == '9' ? '1' : '9';
	} else if (strcmp(a->country, "IT") == 0) {
		a->text[0] = a->text[0] == 'Z' ? 'A' : 'Z';
	}
}

static const struct change {
	const char *name, *standing;
	void (*make)(struct account *a, const struct ours *o);
	gboolean wrong_sum; /* the check digits stay as they were */
} CHANGES[] = {
	{ "none", "approved", change_nothing, FALSE },
	{ "one digit", "altered", change_one, FALSE },
	{ "another digit", "altered", change_one_more, FALSE },
	{ "two digits", "altered", change_two, FALSE },
	{ "neighbours", "altered", change_swap, FALSE },
	{ "one digit and the national check digits", "altered", change_national, FALSE },
	{ "another bank", "swapped", change_bank, FALSE },
	{ "one digit, wrong sum", "altered", change_one, TRUE },
	{ "neighbours, wrong sum", "altered", change_swap, TRUE },
};

/* --- ways to write it --- */

static char *
grouped(const char *s, gsize n, const char *between)
{
	GString *out = g_string_new(NULL);

	for (gsize i = 0; s[i]; i++) {
		if (i && i % n == 0)
			g_string_append(out, between);
		g_string_append_c(out, s[i]);
	}
	return g_string_free(out, FALSE);
}

/* way 0: in one; 1: with blanks; 2: with hyphens; 3: across cells, or lines. */
static char *
written(const struct account *a, guint way, gboolean html)
{
	const char *gap = way == 3 ? (html ? "</td><td>" : "  ") : way == 2 ? "-" : way == 1 ? " " : "";
	g_autofree char *iban = g_strconcat(a->country, a->sum, a->text, NULL);
	g_autofree char *bank = g_strndup(a->text, a->bank_n);
	g_autofree char *pairs = grouped(bank, strcmp(a->scheme, "bsb") == 0 ? 3 : 2, way ? "-" : "");
	const char *cell = html && way == 3 ? "</td><td>" : " ";

	if (a->iban)
		return grouped(iban, 4, gap);
	if (strcmp(a->scheme, "aba") == 0)
		return g_strdup_printf("%sABA routing number %s%s account number %s",
		    way == 2 ? "Please use " : "", cell, bank, a->text + a->bank_n);
	if (strcmp(a->scheme, "uk") == 0)
		return way == 1 ? g_strdup_printf(
				      "account number %s%s sort code %s", cell, a->text + a->bank_n, pairs)
				: g_strdup_printf(
				      "sort code %s%s account number %s", cell, pairs, a->text + a->bank_n);
	return g_strdup_printf("BSB %s%s account number %s", cell, pairs, a->text + a->bank_n);
}

/* --- forms of a message --- */

static GBytes *
form_text(const char *account)
{
	return g_bytes_new_take(
	    g_strdup_printf("From: a@b.example\nTo: c@d.example\nMessage-ID: <1@b.example>\n\n"
			    "Hello,\nBeneficiary: %s\n%s\nRegards\n",
		US_NAME, account),
	    0);
}

static GBytes *
form_html(const char *account)
{
	return g_bytes_new_take(
	    g_strdup_printf(
		"From: a@b.example\nTo: c@d.example\nContent-Type: text/html\n\n<html><body><table><tr>"
		"<td>Beneficiary:</td><td>%s</td></tr><tr><td>%s</td></tr></table></body></html>\n",
		US_NAME, account),
	    0);
}

static GBytes *
form_pdf(const char *account)
{
	g_autofree char *page = g_strdup_printf(
	    "BT /F1 10 Tf 50 700 Td (Beneficiary: %s) Tj 0 -20 Td (%s) Tj ET", US_NAME, account);

	return g_bytes_new_take(
	    g_strdup_printf("%%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
			    "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
			    "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
			    "/Resources <</Font <</F1 5 0 R>>>>>> endobj\n"
			    "4 0 obj <</Length %zu>> stream\n%s\nendstream endobj\n"
			    "5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj\n"
			    "trailer <</Root 1 0 R>>\n%%%%EOF\n",
		strlen(page), page),
	    0);
}

static const struct form {
	const char *name, *filename;
	GBytes *(*make)(const char *account);
} FORMS[] = {
	{ "text", NULL, form_text },
	{ "html", NULL, form_html },
	{ "pdf", "invoice.pdf", form_pdf },
};

/* --- the rig --- */

static struct secret *key, *pair;
static char *recipients;

static struct reader_bank *
bank_of(guint from, guint n)
{
	struct reader_bank *b = reader_bank_new(key, recipients);

	for (guint i = from; i < from + n; i++) {
		struct bank_number number;
		struct reader_prints prints;
		GError *error = NULL;

		if (!bank_number_parse(OURS[i].typed, &number, &error))
			fail_msg("%s: %s", OURS[i].typed, error->message);
		reader_prints_make(key, &number, &prints);
		reader_bank_add(b, &prints);
		reader_prints_clear(&prints);
	}
	return b;
}

static struct report *
examine(struct reader_bank *bank, const char *bytes, gsize size, const char *filename)
{
	char *names[] = { (char *)US_NAME, NULL };
	const struct reader_context context = {
		.limits = LIMITS_PRESET, .our_names = names, .today = { 2026, 11, 25 }, .bank = bank
	};
	struct report *r = report_new();

	reader_examine((const guint8 *)bytes, size, filename, &context, r);
	return r;
}

static struct report *
examine_account(struct reader_bank *bank, const struct form *form, const char *account)
{
	g_autoptr(GBytes) raw = form->make(account);
	const char *bytes = g_bytes_get_data(raw, NULL);

	return examine(bank, bytes, strlen(bytes), form->filename);
}

static const char *
standing_in(const struct report *r)
{
	const struct report_bank_account *a = r->bank_accounts->len ? r->bank_accounts->pdata[0] : NULL;

	return !a ? "not found" : r->bank_accounts->len > 1 ? "several" : a->standing ? a->standing : "none";
}

/* --- the cases --- */

static guint n_bad, n_good;

static void
try_case(
    struct reader_bank *bank, const struct ours *o, const struct change *c, guint way, const struct form *f)
{
	struct account a = account_of(o);
	g_autofree char *text = NULL;
	struct report *r;

	c->make(&a, o);
	if (a.iban && !c->wrong_sum)
		sum_renew(&a);
	text = written(&a, way, strcmp(f->name, "html") == 0);
	r = examine_account(bank, f, text);
	if (strcmp(standing_in(r), c->standing) != 0)
		fail_msg("%s, %s, way %u in %s: \"%s\" is %s, not %s", o->typed, c->name, way, f->name, text,
		    standing_in(r), c->standing);
	report_free(r);
	*(c->make == change_nothing ? &n_good : &n_bad) += 1;
}

static gboolean
applies(const struct ours *o, const struct change *c, guint way)
{
	gboolean iban = g_ascii_isdigit(o->typed[2]);

	if (c->wrong_sum && !iban)
		return FALSE;
	return iban || way < 3 || c->make == change_nothing;
}

static void
account__every_change_of_ours_is_caught_and_ours_never_alarms(void **state)
{
	struct reader_bank *bank = bank_of(0, G_N_ELEMENTS(OURS));

	for (guint o = 0; o < G_N_ELEMENTS(OURS); o++)
		for (guint c = 0; c < G_N_ELEMENTS(CHANGES); c++)
			for (guint way = 0; way < 4; way++)
				for (guint f = 0; f < G_N_ELEMENTS(FORMS); f++)
					if (applies(&OURS[o], &CHANGES[c], way))
						try_case(bank, &OURS[o], &CHANGES[c], way, &FORMS[f]);
	print_message("%u changed accounts, %u approved ones\n", n_bad, n_good);
	assert_true(n_bad >= 200 && n_good >= 100);
	reader_bank_unref(bank);
	(void)state;
}

static void
account__a_changed_one_that_is_no_account_of_ours_is_only_unknown(void **state)
{
	struct reader_bank *bank = bank_of(1, G_N_ELEMENTS(OURS) - 1); /* all but the first */

	for (guint f = 0; f < G_N_ELEMENTS(FORMS); f++) {
		struct report *r = examine_account(bank, &FORMS[f], "IBAN DE89 3704 0044 0532 0130 00");

		assert_string_equal(standing_in(r), "unknown");
		report_free(r);
		r = examine_account(
		    bank, &FORMS[f], "IBAN DE89 3704 0044 0532 0130 01"); /* a typo of theirs */
		assert_string_equal(standing_in(r), "not found");
		report_free(r);
	}
	reader_bank_unref(bank);
	(void)state;
}

static void
account__at_our_bank_in_our_name_but_not_ours_is_swapped(void **state)
{
	struct reader_bank *bank = bank_of(0, 1);
	struct report *r = examine_account(bank, &FORMS[0], "IBAN DE71 3704 0044 0999 8887 77");
	struct account a = { .iban = TRUE, .country = "DE", .text = "370400440999888777" };
	g_autofree char *text = NULL;

	report_free(r);
	sum_renew(&a);
	text = written(&a, 1, FALSE);
	r = examine_account(bank, &FORMS[0], text);
	assert_string_equal(standing_in(r), "swapped");
	report_free(r);
	reader_bank_unref(bank);
	(void)state;
}

static void
account__british_iban_and_sort_code_are_the_same(void **state)
{
	struct reader_bank *bank = bank_of(9, 1);
	struct report *r = examine_account(bank, &FORMS[0], "sort code 60-16-13, account number 31926819");

	assert_string_equal(standing_in(r), "approved");
	report_free(r);
	r = examine_account(bank, &FORMS[0], "sort code 60-16-13, account number 31926818");
	assert_string_equal(standing_in(r), "altered");
	report_free(r);
	reader_bank_unref(bank);
	(void)state;
}

static void
account__the_true_one_beside_it_does_not_hide_the_false_one(void **state)
{
	struct reader_bank *bank = bank_of(0, 1);
	struct account a = account_of(&OURS[0]);
	g_autofree char *text = NULL, *both = NULL;
	struct report *r;

	digit_turn(&a, OURS[0].at); /* the last four stay */
	sum_renew(&a);
	text = written(&a, 0, FALSE);
	both = g_strdup_printf("IBAN DE89 3704 0044 0532 0130 00\nIBAN %s\n", text);
	r = examine_account(bank, &FORMS[0], both);
	assert_int_equal(r->bank_accounts->len, 2);
	assert_string_equal(((struct report_bank_account *)r->bank_accounts->pdata[0])->standing, "approved");
	assert_string_equal(((struct report_bank_account *)r->bank_accounts->pdata[1])->standing, "altered");
	report_free(r);
	reader_bank_unref(bank);
	(void)state;
}

static char *
many_accounts(guint n, const char *last)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < n; i++)
		g_string_append_printf(out, "sort code 11-22-33 account number %08u\n", 10000000 + i * 7919);
	g_string_append(out, last);
	return g_string_free(out, FALSE);
}

static void
account__many_strange_ones_do_not_hide_the_false_one(void **state)
{
	struct reader_bank *bank = bank_of(0, 1);
	g_autofree char *text = many_accounts(60, "IBAN DE89 3704 0044 0532 0130 10\n"),
			*more = many_accounts(150, "IBAN DE89 3704 0044 0532 0130 10\n");
	struct report *r = examine_account(bank, &FORMS[0], text);
	gboolean found = FALSE, warned = FALSE;

	for (guint i = 0; i < r->bank_accounts->len; i++)
		found =
		    found || g_strcmp0(((struct report_bank_account *)r->bank_accounts->pdata[i])->standing,
				 "altered") == 0;
	assert_true(found);
	report_free(r);
	r = examine_account(bank, &FORMS[0], more); /* beyond limits.accounts_compared: said */
	for (guint i = 0; i < r->warnings->len; i++)
		warned = warned || strstr(r->warnings->pdata[i], "more account numbers");
	assert_true(warned);
	report_free(r);
	reader_bank_unref(bank);
	(void)state;
}

static void
account__in_the_alternative_that_is_not_read_is_caught_too(void **state)
{
	struct reader_bank *bank = bank_of(0, 1);
	static const char *const BODIES[][2] = {
		{ "IBAN DE89 3704 0044 0532 0130 00", "IBAN DE89 3704 0044 0532 0130 10" },
		{ "IBAN DE89 3704 0044 0532 0130 10", "IBAN DE89 3704 0044 0532 0130 00" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(BODIES); i++) {
		g_autofree char *raw =
		    g_strdup_printf("From: a@b.example\nMIME-Version: 1.0\nContent-Type: "
				    "multipart/alternative; boundary=x\n\n--x\n"
				    "Content-Type: text/plain\n\nDear all, this is where to pay from now on: "
				    "%s. Regards, Jane\n--x\n"
				    "Content-Type: text/html\n\n<p>Dear all, this is where to pay from now "
				    "on: %s. Regards, Jane</p>\n--x--\n",
			BODIES[i][0], BODIES[i][1]);
		struct report *r = examine(bank, raw, strlen(raw), NULL);
		gboolean altered = FALSE;

		assert_int_equal(r->bank_accounts->len, 2);
		for (guint k = 0; k < 2; k++)
			altered =
			    altered ||
			    g_strcmp0(((struct report_bank_account *)r->bank_accounts->pdata[k])->standing,
				"altered") == 0;
		assert_true(altered);
		report_free(r);
	}
	reader_bank_unref(bank);
	(void)state;
}

static void
account__in_our_name_in_the_other_alternative_alone_is_caught_too(void **state)
{
	static const char *const BODIES[][2] = {
		{ "Pay to:", "Beneficiary: Acme Software GmbH" },
		{ "Beneficiary: Acme Software GmbH", "Pay to:" },
	};
	struct reader_bank *bank = bank_of(0, 1);

	for (gsize i = 0; i < G_N_ELEMENTS(BODIES); i++) {
		g_autofree char *raw = g_strdup_printf(
		    "From: a@b.example\nMIME-Version: 1.0\nContent-Type: "
		    "multipart/alternative; boundary=x\n\n--x\n"
		    "Content-Type: text/plain\n\nDear all, from now on.\n%s\nIBAN GB29 NWBK "
		    "6016 1331 9268 19\nRegards, Jane\n--x\n"
		    "Content-Type: text/html\n\n<p>Dear all, from now on.</p><p>%s</p><p>IBAN "
		    "GB29 NWBK 6016 1331 9268 19</p><p>Regards, Jane</p>\n--x--\n",
		    BODIES[i][0], BODIES[i][1]);
		struct report *r = examine(bank, raw, strlen(raw), NULL);
		const struct report_bank_account *a = report_remit_to(r);

		if (!a || strcmp(a->standing, "unknown") != 0 || !a->sealed)
			fail_msg("%zu: %u accounts", i, r->bank_accounts->len);
		report_free(r);
	}
	reader_bank_unref(bank);
	(void)state;
}

/* What a row's box holds; NULL: it does not open. */
static struct secret *
box_of(
    const struct report_bank_account *a, const char *mail, const struct secret *with, const char *fingerprint)
{
	struct digest d = digest_of(mail, strlen(mail));
	g_autofree char *digest = digest_hex(&d), *context = reader_bank_context(digest, fingerprint);
	gsize size;
	guchar *bytes = g_base64_decode(a->sealed, &size);
	g_autoptr(GBytes) box = g_bytes_new_take(bytes, size);

	return vault_box_open(with, context, box, NULL);
}

static void
account__the_box_opens_for_ar_alone_and_in_its_place_alone(void **state)
{
	struct reader_bank *bank = bank_of(1, 1);
	g_autoptr(GBytes) raw = form_text("IBAN DE89 3704 0044 0532 0130 00"); /* strange, and in our name */
	const char *bytes = g_bytes_get_data(raw, NULL);
	struct report *r = examine(bank, bytes, strlen(bytes), NULL);
	const struct report_bank_account *a = r->bank_accounts->pdata[0];
	struct secret *open, *other = vault_pair_new(NULL);

	assert_non_null(a->sealed);
	open = box_of(a, bytes, pair, a->fingerprint);
	assert_non_null(open);
	assert_string_equal(secret_bytes(open), "iban DE89370400440532013000");
	assert_null(box_of(a, bytes, other, a->fingerprint));
	assert_null(box_of(a, bytes, pair, "0123456789abcdef0123456789abcdef"));
	secret_free(open);
	secret_free(other);
	report_free(r);
	reader_bank_unref(bank);
	(void)state;
}

static void
account__each_row_has_its_own_number_in_its_box(void **state)
{
	static const char MAIL[] =
	    "From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n--x\n"
	    "Content-Type: text/plain\n\nPay to IBAN DE89 3704 0044 0532 0130 00 or to GB29 NWBK 6016 1331 "
	    "9268 "
	    "19.\n--x\n"
	    "Content-Type: text/html\n\n<p>Pay to IBAN DE89 3704 0044 0532 0130 10 or to GB29 NWBK 6016 1331 "
	    "9268 19.</p>\n--x--\n";
	static const char *const NUMBERS[] = { "iban DE89370400440532013000", "uk GB29NWBK60161331926819",
		"iban DE89370400440532013010" };
	struct reader_bank *bank = bank_of(0, 1);
	struct report *r = examine(bank, MAIL, strlen(MAIL), NULL);

	assert_int_equal(r->bank_accounts->len, G_N_ELEMENTS(NUMBERS));
	for (guint i = 0; i < r->bank_accounts->len; i++) {
		const struct report_bank_account *a = r->bank_accounts->pdata[i];
		struct secret *open;

		assert_non_null(a->sealed);
		open = box_of(a, MAIL, pair, a->fingerprint);
		assert_non_null(open);
		assert_string_equal(secret_bytes(open), NUMBERS[i]);
		secret_free(open);
	}
	report_free(r);
	reader_bank_unref(bank);
	(void)state;
}

static void
account__is_sealed_where_it_may_be_kept_and_nowhere_else(void **state)
{
	static const struct {
		const char *subject, *text;
		gboolean kept;
	} ROWS[] = {
		{ "Hello", "Our bank: IBAN GB29 NWBK 6016 1331 9268 19", FALSE }, /* of theirs, in passing */
		{ "Hello", "Our bank: IBAN DE89 3704 0044 0532 0130 00",
		    FALSE },                                                     /* ours: nobody is alarmed */
		{ "Hello", "Our bank: IBAN DE89 3704 0044 0532 0130 10", TRUE }, /* altered */
		{ "Hello", "Beneficiary: Acme Software GmbH\nIBAN GB29 NWBK 6016 1331 9268 19", TRUE },
		{ "Hello",
		    "Our bank details have changed. Please use the new account from now on:\n"
		    "IBAN GB29 NWBK 6016 1331 9268 19",
		    TRUE },
		{ "Purchase order 4500012345",
		    "Purchase order number: 4500012345\nOrder date: 2026-11-20\nSupplier: Acme Software "
		    "GmbH\n"
		    "Total: EUR 1,200.00\nOur bank: IBAN GB29 NWBK 6016 1331 9268 19",
		    TRUE },
	};
	struct reader_bank *bank = bank_of(0, 1);

	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *raw =
		    g_strdup_printf("From: Jane <a@b.example>\nTo: c@d.example\nSubject: %s\n\n%s\n",
			ROWS[i].subject, ROWS[i].text);
		struct report *r = examine(bank, raw, strlen(raw), NULL);

		if (r->bank_accounts->len != 1 || report_may_be_kept(r) != ROWS[i].kept)
			fail_msg("row %zu: %u accounts, kept: %d", i, r->bank_accounts->len,
			    report_may_be_kept(r));
		for (guint k = 0; k < r->bank_accounts->len; k++)
			if ((((struct report_bank_account *)r->bank_accounts->pdata[k])->sealed != NULL) !=
			    ROWS[i].kept)
				fail_msg("row %zu", i);
		report_free(r);
	}
	reader_bank_unref(bank);
	(void)state;
}

static void
body__that_speaks_of_a_bank_is_told_by_whole_words_in_either_case(void **state)
{
	static const struct {
		const char *body;
		gboolean speaks;
	} ROWS[] = {
		{ "IBAN", TRUE }, { "the Bank", TRUE }, { "a bank.", TRUE }, { "Kontonummer 1", TRUE },
		{ "ROUTING no", TRUE }, { "Sort Code", TRUE }, { "bSb", TRUE }, { "<td>CLABE:</td>", TRUE },
		{ "bib bann ibank", TRUE }, /* begun twice before it is there */
		{ "", FALSE }, { "b", FALSE }, { "iba", FALSE }, { "sort cod", FALSE },
		{ "bsc class clab", FALSE },
		{ "i,an 2ank {sb",
		    FALSE }, /* signs that differ from letters by one bit, or by their high ones */
	};
	struct reader_bank *bank = bank_of(0, 1), *none = bank_of(0, 0);

	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autoptr(GBytes) body = g_bytes_new(ROWS[i].body, strlen(ROWS[i].body));

		if (bank_is_spoken_of(bank, body) != ROWS[i].speaks)
			fail_msg("\"%s\"", ROWS[i].body);
		assert_false(bank_is_spoken_of(none, body));
	}
	reader_bank_unref(bank);
	reader_bank_unref(none);
	(void)state;
}

/* Wherever it lies in the blocks that are looked at together, and at every end of the bytes. */
static void
body__that_speaks_of_a_bank_is_told_wherever_the_word_stands(void **state)
{
	static const char *const WORDS[] = { "iban", "BANK", "Konto", "routing", "SORT code", "bsb",
		"clabe" };

	for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++)
		for (gsize at = 0; at < 50; at++)
			for (gsize rest = 0; rest < 20; rest++) {
				gsize n = strlen(WORDS[i]), size = at + n + rest;
				g_autofree char *body = g_malloc(size); /* no byte more: sanitizers watch */

				memset(body, 'b', size);
				memcpy(body + at, WORDS[i], n);
				if (!bank_words_in(body, size))
					fail_msg("%s at %zu of %zu", WORDS[i], at, size);
				body[at + n - 1] = '-';
				if (bank_words_in(body, size))
					fail_msg("%s cut, at %zu of %zu", WORDS[i], at, size);
			}
	(void)state;
}

static void
prints__do_not_tell_by_their_order_which_places_two_accounts_differ_in(void **state)
{
	struct bank_number n;
	struct reader_prints prints;
	const guint64 *marks;
	gsize size;

	assert_true(bank_number_parse(OURS[0].typed, &n, NULL));
	reader_prints_make(key, &n, &prints);
	marks = g_bytes_get_data(prints.near, &size);
	assert_true(size > 100 * sizeof *marks);
	for (gsize i = 1; i < size / sizeof *marks; i++)
		assert_true(marks[i - 1] <= marks[i]);
	reader_prints_clear(&prints);
	(void)state;
}

static void
account__without_registered_ones_there_is_no_standing(void **state)
{
	struct reader_bank *bank = reader_bank_new(key, NULL);
	struct report *r = examine_account(bank, &FORMS[0], "IBAN DE89 3704 0044 0532 0130 00");
	const struct report_bank_account *a = r->bank_accounts->pdata[0];

	assert_null(a->standing);
	assert_null(a->sealed); /* to nobody */
	assert_non_null(a->fingerprint);
	report_free(r);
	r = examine_account(NULL, &FORMS[0], "IBAN DE89 3704 0044 0532 0130 00");
	assert_null(((struct report_bank_account *)r->bank_accounts->pdata[0])->fingerprint);
	report_free(r);
	reader_bank_unref(bank);
	(void)state;
}

static void
account__its_prints_survive_the_wire_and_a_false_key_does_not(void **state)
{
	struct reader_bank *bank = bank_of(0, 3), *back = NULL;
	g_autoptr(GVariant) v = g_variant_ref_sink(reader_bank_pack(bank)),
			    none = g_variant_ref_sink(reader_bank_pack(NULL)), bad = NULL;
	struct report *r;

	assert_true(reader_bank_unpack(v, &back, NULL));
	r = examine_account(back, &FORMS[0], "IBAN DE89 3704 0044 0532 0130 00");
	assert_string_equal(standing_in(r), "approved");
	report_free(r);
	r = examine_account(back, &FORMS[0], "IBAN DE89 3704 0044 0532 0130 10"); /* marks of nearness, too */
	assert_string_equal(standing_in(r), "altered");
	report_free(r);
	reader_bank_unref(back);
	assert_true(reader_bank_unpack(none, &back, NULL));
	assert_null(back);
	bad = g_variant_ref_sink(g_variant_new_parsed("('', [byte 1, 2, 3], @a(sss) [], @at [])"));
	assert_false(reader_bank_unpack(bad, &back, NULL));
	reader_bank_unref(bank);
	(void)state;
}

static void
account__what_a_person_types_is_checked(void **state)
{
	static const char *const GOOD[] = { "DE89 3704 0044 0532 0130 00",
		"iban: gb29 nwbk 6016 1331 9268 19", "aba 021000021 123456789", "UK 12-34-56 1234567",
		"bsb 062-000 12345678", "ca 12345-003 1234567", "clabe 032180000118359719",
		"ifsc ABCD0123456 12345678901" };
	static const char *const BAD[] = { "", "DE", "DE89 3704 0044 0532 0130 01",
		"DE89 3704 0044 0532 0130", "aba 021000022 123456789", "aba 021000021", "uk 12-34-56 123",
		"clabe 032180000118359718", "ifsc ABCD1123456 12345678901", "uk 12-34-5x 12345678",
		"12345678" };
	struct bank_number n;

	for (gsize i = 0; i < G_N_ELEMENTS(GOOD); i++)
		if (!bank_number_parse(GOOD[i], &n, NULL))
			fail_msg("%s", GOOD[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
		GError *error = NULL;

		if (bank_number_parse(BAD[i], &n, &error))
			fail_msg("%s", BAD[i]);
		assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
		g_error_free(error);
	}
	(void)state;
}

static int
setup(void **state)
{
	GError *error = NULL;

	(void)state;
	if (!vault_init(&error))
		fail_msg("%s", error->message);
	message_init();
	document_init();
	finding_init();
	key = secret_random(VAULT_KEY_SIZE);
	pair = vault_pair_new(NULL);
	recipients = vault_pair_line(pair, NULL);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	secret_free(key);
	secret_free(pair);
	g_free(recipients);
	return 0;
}

int
main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(account__every_change_of_ours_is_caught_and_ours_never_alarms),
		cmocka_unit_test(account__a_changed_one_that_is_no_account_of_ours_is_only_unknown),
		cmocka_unit_test(account__at_our_bank_in_our_name_but_not_ours_is_swapped),
		cmocka_unit_test(account__british_iban_and_sort_code_are_the_same),
		cmocka_unit_test(account__the_true_one_beside_it_does_not_hide_the_false_one),
		cmocka_unit_test(account__many_strange_ones_do_not_hide_the_false_one),
		cmocka_unit_test(account__in_the_alternative_that_is_not_read_is_caught_too),
		cmocka_unit_test(account__in_our_name_in_the_other_alternative_alone_is_caught_too),
		cmocka_unit_test(account__the_box_opens_for_ar_alone_and_in_its_place_alone),
		cmocka_unit_test(account__each_row_has_its_own_number_in_its_box),
		cmocka_unit_test(account__is_sealed_where_it_may_be_kept_and_nowhere_else),
		cmocka_unit_test(body__that_speaks_of_a_bank_is_told_by_whole_words_in_either_case),
		cmocka_unit_test(body__that_speaks_of_a_bank_is_told_wherever_the_word_stands),
		cmocka_unit_test(prints__do_not_tell_by_their_order_which_places_two_accounts_differ_in),
		cmocka_unit_test(account__without_registered_ones_there_is_no_standing),
		cmocka_unit_test(account__its_prints_survive_the_wire_and_a_false_key_does_not),
		cmocka_unit_test(account__what_a_person_types_is_checked),
	};

	return cmocka_run_group_tests(TESTS, setup, teardown);
}

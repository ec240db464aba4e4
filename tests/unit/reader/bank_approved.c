/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An approved account never alarms: each of ours, in each spelling that people and programs give it, in each wrapping of a
 * mail. Where it is read it is approved; where a spelling is not read (an IBAN's national form without a word for it), nothing
 * else is read in its place. Our name stands beside it, so that one "unknown" would be an alarm.
 */
#include "bank.h"

#include "examine.h"
#include "purser/vault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char OUR_NAME[] = "Acme Software GmbH";

/* As they are registered. */
static const char *const IBANS[] = { "DE89370400440532013000", "DE75512108001245126199",
	"FR1420041010050500013M02606", "FR7630006000011234567890189", "ES9121000418450200051332",
	"IT60X0542811101000000123456", "NL91ABNA0417164300", "PT50000201231234567890154", "BE68539007547034",
	"AT611904300234573201", "PL61109010140000071219812874", "GB29NWBK60161331926819",
	"CH9300762011623852957", "SE4550000000058398257466", "IE29AIBK93115212345678",
	"LU280019400644750000" };
static const char *const OTHERS[] = { "aba 021000021 483920174655", "uk 20-00-00 55779911",
	"bsb 062-000 12345678", "ca 12345-003 1234567", "clabe 032180000118359719" };

/* --- spellings of an IBAN: head, what stands after every n-th sign, tail --- */

static const struct spelling {
	const char *head, *gap;
	gsize every;
	gboolean small;
} SPELLINGS[] = {
	{ "", "", 4, FALSE },
	{ "", " ", 4, FALSE },
	{ "IBAN: ", " ", 4, FALSE },
	{ "IBAN", "", 4, FALSE },
	{ "IBAN=", "", 4, FALSE },
	{ "IBAN No. ", " ", 4, FALSE },
	{ "Our IBAN is ", "-", 4, FALSE },
	{ "Please pay to ", "\xc2\xa0", 4, FALSE },
	{ "Kontoverbindung: IBAN ", "  ", 4, FALSE },
	{ "IBAN ", "\n", 16, FALSE },
	{ "IBAN\n", " ", 4, FALSE },
	{ "account ", ".", 4, FALSE },
	{ "IBAN ", " ", 3, FALSE },
	{ "iban ", " ", 4, TRUE },
	{ "Virement: ", " ", 5, FALSE },
};

static char *
spelled(const struct spelling *s, const char *iban)
{
	GString *out = g_string_new(s->head);

	for (gsize i = 0; iban[i]; i++) {
		if (i && i % s->every == 0)
			g_string_append(out, s->gap);
		g_string_append_c(out, s->small ? g_ascii_tolower(iban[i]) : iban[i]);
	}
	return g_string_free(out, FALSE);
}

/* --- the same accounts as their own countries write them --- */

static const char *const NATIONAL[] = {
	"BLZ 370 400 44, Konto-Nr. 532013000",
	"Kontonummer 0532013000, Bankleitzahl 37040044",
	"Konto 1245126199 BLZ 51210800",
	"Konto: 1245126199\nBLZ: 512 108 00\nBIC: SOGEDEFFXXX",
	"RIB: 20041 01005 0500013M026 06",
	"Code banque 20041 Code guichet 01005 Num\xc3\xa9ro de compte 0500013M026 Cl\xc3\xa9 06",
	"RIB 30006 00001 12345678901 89",
	"Banque 30006\nGuichet 00001\nCompte 12345678901\nCl\xc3\xa9 89",
	"CCC 2100 0418 45 0200051332",
	("C\xc3\xb3"
	 "digo cuenta cliente: 2100-0418-45-0200051332"),
	"ABI 05428 CAB 11101 C/C 000000123456 CIN X",
	"Coordinate bancarie: X 05428 11101 000000123456",
	"rekeningnummer 041716430 bij ABN AMRO",
	"NIB 0002 0123 12345678901 54",
	"Rekening 539-0075470-34",
	"BLZ 19043 Konto 00234573201",
	"NRB 61 1090 1014 0000 0712 1981 2874",
	"sort code 60-16-13, account number 31926819",
	"Sort code: 601613\nAccount number: 3192 6819",
	"Account no. 31926819, sort code 60 16 13, NatWest",
	"account 31926819 (sort code 60-16-13)",
	"IBAN GB29 NWBK 6016 1331 9268 19 or sort code 60-16-13 account 31926819",
	"Routing number 021000021, account number 483920174655",
	"ABA 021000021 Acct 483920174655",
	"ACH routing: 021000021\nAccount number: 4839-2017-4655",
	"Fedwire ABA # 021000021 / account # 483920174655",
	"account number 483920174655, routing (ABA) 021000021",
	"sort code 20-00-00 account number 55779911",
	"account number: 55779911\nsort code: 200000",
	"BSB 062-000 account number 12345678",
	"BSB: 062000 Acc no: 1234 5678",
	"Transit 12345, institution 003, account 1234567",
	"CLABE 032180000118359719",
	"CLABE interbancaria: 032 180 00011835971 9",
	"Bankgiro/IBAN SE45 5000 0000 0583 9825 7466",
	"Konto 5839825746-6",
	"bank clearing 00762, account 0116-2385-2957",
	"NSC 931152 account 12345678",
};

/* --- wrappings --- */

static const char HEAD[] = "From: Dana <dana@acme.example>\nTo: c@d.example\nMessage-ID: <1@acme.example>\n"
			   "Subject: Our bank details\nMIME-Version: 1.0\n";

static char *
joined(const char *text, const char *between)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	return g_strjoinv(between, lines);
}

static char *
encoded_base64(const char *text)
{
	g_autofree char *raw = g_base64_encode((const guchar *)text, strlen(text));
	GString *out = g_string_new(NULL);

	for (gsize i = 0; i < strlen(raw); i += 76)
		g_string_append_printf(out, "%.76s\n", raw + i);
	return g_string_free(out, FALSE);
}

/* Every sign that is no letter or digit is written out, and each line is broken softly after 40 signs. */
static char *
encoded_qp(const char *text)
{
	GString *out = g_string_new(NULL);
	guint column = 0;

	for (const guchar *p = (const guchar *)text; *p; p++) {
		if (*p == '\n') {
			g_string_append_c(out, '\n');
			column = 0;
			continue;
		}
		if (g_ascii_isalnum(*p) || *p == ' ')
			g_string_append_c(out, (char)*p);
		else
			g_string_append_printf(out, "=%02X", *p);
		if (++column % 40 == 0)
			g_string_append(out, "=\n");
	}
	return g_string_free(out, FALSE);
}

static char *
wrap_plain(const char *t)
{
	return g_strdup_printf(
	    "%sContent-Type: text/plain; charset=utf-8\n\nHello,\nBeneficiary: %s\n%s\nRegards\n", HEAD,
	    OUR_NAME, t);
}

static char *
wrap_quoted(const char *t)
{
	g_autofree char *quoted = joined(t, "\n> > ");

	return g_strdup_printf(
	    "%sContent-Type: text/plain; charset=utf-8\n\nThank you, paid.\n\n> > Beneficiary: %s\n> > %s\n",
	    HEAD, OUR_NAME, quoted);
}

static char *
wrap_forward(const char *t)
{
	return g_strdup_printf(
	    "%sContent-Type: text/plain; charset=utf-8\n\nsee below\n\n---------- Forwarded message "
	    "---------\n"
	    "From: Accounts <ar@acme.example>\nDate: Mon, 9 Nov 2026 at 09:12\nSubject: Details\n"
	    "To: <c@d.example>\n\nBeneficiary: %s\n%s\n",
	    HEAD, OUR_NAME, t);
}

static char *
wrap_qp(const char *t)
{
	g_autofree char *body = g_strdup_printf("Beneficiary: %s\n%s\n", OUR_NAME, t),
			*coded = encoded_qp(body);

	return g_strdup_printf(
	    "%sContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n%s",
	    HEAD, coded);
}

static char *
wrap_base64(const char *t)
{
	g_autofree char *body = g_strdup_printf("Beneficiary: %s\n%s\n", OUR_NAME, t),
			*coded = encoded_base64(body);

	return g_strdup_printf(
	    "%sContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n%s", HEAD,
	    coded);
}

static char *
wrap_html(const char *t)
{
	g_autofree char *broken = joined(t, "<br>\n");

	return g_strdup_printf(
	    "%sContent-Type: text/html; charset=utf-8\n\n<html><body><p>Beneficiary: <i>%s</i><br>\n"
	    "<b>%s</b></p></body></html>\n",
	    HEAD, OUR_NAME, broken);
}

static char *
wrap_table(const char *t)
{
	g_autofree char *rows = joined(t, "</td></tr>\n<tr><td>");

	return g_strdup_printf(
	    "%sContent-Type: text/html; charset=utf-8\n\n<html><body><table><tr><td>Beneficiary: %s</td>"
	    "</tr><tr><td>%s</td></tr></table></body></html>\n",
	    HEAD, OUR_NAME, rows);
}

static char *
wrap_attachment(const char *t)
{
	g_autofree char *body = g_strdup_printf("Beneficiary: %s\n%s\n", OUR_NAME, t),
			*coded = encoded_base64(body);

	return g_strdup_printf(
	    "%sContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nattached\n--x\n"
	    "Content-Type: text/plain; charset=utf-8; name=bank.txt\nContent-Transfer-Encoding: base64\n"
	    "Content-Disposition: attachment; filename=bank.txt\n\n%s\n--x--\n",
	    HEAD, coded);
}

/* Latin-1, as the page's font has it; a line of the text is a line of the page. */
static char *
wrap_pdf(const char *t)
{
	g_autofree char *latin = g_convert(t, -1, "ISO-8859-1", "UTF-8", NULL, NULL, NULL);
	g_auto(GStrv) parts = g_strsplit(latin, "(", -1);
	g_autofree char *opened = g_strjoinv("\\(", parts);
	g_auto(GStrv) closing = g_strsplit(opened, ")", -1);
	g_autofree char *safe = g_strjoinv("\\)", closing), *lines = joined(safe, ") Tj 0 -14 Td (");
	g_autofree char *page = g_strdup_printf(
	    "BT /F1 10 Tf 50 700 Td (Beneficiary: %s) Tj 0 -14 Td (%s) Tj ET", OUR_NAME, lines);

	return g_strdup_printf(
	    "%%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
	    "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
	    "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
	    "/Resources <</Font <</F1 5 0 R>>>>>> endobj\n"
	    "4 0 obj <</Length %zu>> stream\n%s\nendstream endobj\n"
	    "5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>> endobj\n"
	    "trailer <</Root 1 0 R>>\n%%%%EOF\n",
	    strlen(page), page);
}

static const struct wrapping {
	const char *name, *filename;
	char *(*make)(const char *text);
} WRAPPINGS[] = {
	{ "plain", NULL, wrap_plain },
	{ "quoted", NULL, wrap_quoted },
	{ "forwarded", NULL, wrap_forward },
	{ "quoted-printable", NULL, wrap_qp },
	{ "base64", NULL, wrap_base64 },
	{ "html", NULL, wrap_html },
	{ "table", NULL, wrap_table },
	{ "attachment", NULL, wrap_attachment },
	{ "pdf", "bank.pdf", wrap_pdf },
};

/* --- the cases --- */

static struct reader_bank *bank;
static guint n_cases, n_read, n_alarms;

static void
ours_add(struct secret *key, const char *typed)
{
	struct bank_number number;
	struct reader_prints prints;
	GError *error = NULL;

	if (!bank_number_parse(typed, &number, &error))
		fail_msg("%s: %s", typed, error->message);
	reader_prints_make(key, &number, &prints);
	reader_bank_add(bank, &prints);
	reader_prints_clear(&prints);
}

/* TRUE: it was read. */
static gboolean
try_text(const char *text, const struct wrapping *w)
{
	char *names[] = { (char *)OUR_NAME, NULL };
	const struct reader_context context = {
		.limits = LIMITS_PRESET, .our_names = names, .today = { 2026, 11, 25 }, .bank = bank
	};
	g_autofree char *raw = w->make(text);
	struct report *r = report_new();
	gboolean read;

	reader_examine((const guint8 *)raw, strlen(raw), w->filename, &context, r);
	read = r->bank_accounts->len > 0;
	for (guint i = 0; i < r->bank_accounts->len; i++) {
		const struct report_bank_account *a = r->bank_accounts->pdata[i];

		if (g_strcmp0(a->standing, "approved") == 0)
			continue;
		print_error("\"%s\", %s: %s %s\n", text, w->name, a->scheme, a->standing);
		n_alarms++;
	}
	n_cases++;
	n_read += read;
	report_free(r);
	return read;
}

static void
approved__an_iban_is_known_in_every_spelling_and_wrapping(void **state)
{
	guint missed = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(IBANS); i++)
		for (gsize s = 0; s < G_N_ELEMENTS(SPELLINGS); s++)
			for (gsize w = 0; w < G_N_ELEMENTS(WRAPPINGS); w++) {
				g_autofree char *text = spelled(&SPELLINGS[s], IBANS[i]);

				if (!try_text(text, &WRAPPINGS[w])) {
					print_error("\"%s\", %s: not read\n", text, WRAPPINGS[w].name);
					missed++;
				}
			}
	assert_int_equal(n_alarms, 0);
	assert_int_equal(missed, 0);
	(void)state;
}

static void
approved__what_each_country_writes_instead_never_alarms(void **state)
{
	guint read = n_read, cases = n_cases;

	for (gsize i = 0; i < G_N_ELEMENTS(NATIONAL); i++)
		for (gsize w = 0; w < G_N_ELEMENTS(WRAPPINGS); w++)
			try_text(NATIONAL[i], &WRAPPINGS[w]);
	print_message(
	    "%u approved accounts, %u of them read, %u alarms (national spellings: %u of %u read)\n", n_cases,
	    n_read, n_alarms, n_read - read, n_cases - cases);
	assert_int_equal(n_alarms, 0);
	assert_true(n_cases >= 2000);
	assert_true((n_read - read) * 2 >= n_cases - cases);
	(void)state;
}

static int
setup(void **state)
{
	struct secret *key, *pair;
	g_autofree char *recipients = NULL;
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
	bank = reader_bank_new(key, recipients);
	for (gsize i = 0; i < G_N_ELEMENTS(IBANS); i++)
		ours_add(key, IBANS[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(OTHERS); i++)
		ours_add(key, OTHERS[i]);
	secret_free(key);
	secret_free(pair);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	reader_bank_unref(bank);
	return 0;
}

int
main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(approved__an_iban_is_known_in_every_spelling_and_wrapping),
		cmocka_unit_test(approved__what_each_country_writes_instead_never_alarms),
	};

	return cmocka_run_group_tests(TESTS, setup, teardown);
}

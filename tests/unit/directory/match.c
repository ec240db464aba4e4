/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is it from: domains, names, contacts, and what must never decide. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <idn2.h>
#include <string.h>

#include "tables.h"

static struct customer *
customer(gint64 id, enum customer_kind kind, const char *code, const char *name, const char *aliases,
    const char *domains, const char *contacts)
{
	struct customer *c = customer_new();

	c->id = id;
	c->kind = kind;
	c->code = g_strdup(code);
	c->name = g_strdup(name);
	g_strfreev(c->aliases);
	g_strfreev(c->domains);
	g_strfreev(c->contacts);
	c->aliases = g_strsplit(aliases, ";", -1);
	c->domains = g_strsplit(domains, ";", -1);
	c->contacts = g_strsplit(contacts, ";", -1);
	return c;
}

static struct directory *
sample(void)
{
	struct directory *d = directory_new();

	directory_add(d, customer(1, CUSTOMER_KNOWN, "C1", "Contoso Retail GmbH", "CTS;Contoso Einzelhandel",
			     "contoso.example", ""));
	directory_add(d, customer(2, CUSTOMER_KNOWN, "C2", "Fabrikam Inc.", "",
			     "fabrikam.example;uk.group.example", "jo.buyer@gmail.com"));
	directory_add(
	    d, customer(3, CUSTOMER_KNOWN, "C3", "Northwind S.A. de C.V.", "", "group.example", ""));
	directory_add(d, customer(4, CUSTOMER_KNOWN, "C4", "Tailspin Toys", "", "", ""));
	directory_add(d, customer(5, CUSTOMER_OWN, NULL, "Acme Software AG", "Acme", "acme.example", ""));
	directory_add(d, customer(6, CUSTOMER_PROVISIONAL, NULL, "Litware", "", "litware.example", ""));
	directory_add(
	    d, customer(7, CUSTOMER_PROVISIONAL, NULL, "Contoso Retail", "", "elsewhere.example", ""));
	directory_add(d, customer(8, CUSTOMER_KNOWN, "C8", "Twin East Ltd", "Twin", "twin.example", ""));
	directory_add(d, customer(9, CUSTOMER_KNOWN, "C9", "Twin West Ltd", "Twin", "twin.example", ""));
	directory_add(d, customer(10, CUSTOMER_KNOWN, "C10", "Relay Fan", "", "coupahost.com;gmail.com", ""));
	return d;
}

static void
match__table(void **state)
{
	static const struct {
		const char *sender, *buyer, *contact;
		gint64 wanted;
		gboolean conflict, strange;
	} ROWS[] = {
		/* the sender's domain, below it, in any case */
		{ "buyer@contoso.example", NULL, NULL, 1, FALSE, FALSE },
		{ "buyer@MAIL.Contoso.Example", NULL, NULL, 1, FALSE, FALSE },
		{ "buyer@notcontoso.example", NULL, NULL, 0, FALSE, FALSE },
		{ "buyer@contoso.example.evil.example", NULL, NULL, 0, FALSE, FALSE },
		/* a group's firms share a domain: the longest wins */
		{ "a@uk.group.example", NULL, NULL, 2, FALSE, FALSE },
		{ "a@x.uk.group.example", NULL, NULL, 2, FALSE, FALSE },
		{ "a@fr.group.example", NULL, NULL, 3, FALSE, FALSE },
		/* the buyer's name, whatever its legal form, or an alias */
		{ NULL, "CONTOSO Retail G.m.b.H.", NULL, 1, FALSE, TRUE },
		{ NULL, "Contoso Retail", NULL, 1, FALSE, TRUE },
		{ NULL, "cts", NULL, 1, FALSE, TRUE },
		{ NULL, "Fabrikam, Incorporated", NULL, 2, FALSE, TRUE },
		{ NULL, "Northwind SA", NULL, 3, FALSE, TRUE },
		{ NULL, "Contoso Retail GmbH, Hauptstrasse 5, 10115 Berlin", NULL, 1, FALSE, TRUE },
		{ NULL, "Contoso", NULL, 0, FALSE, FALSE },
		{ NULL, "Contoso Retail Holding", NULL, 0, FALSE, FALSE },
		/* both agree */
		{ "buyer@contoso.example", "Contoso Retail", NULL, 1, FALSE, FALSE },
		/* both are known and do not agree */
		{ "buyer@contoso.example", "Fabrikam", NULL, 1, TRUE, FALSE },
		/* a domain of two, and what settles it */
		{ "a@twin.example", NULL, NULL, 8, TRUE, FALSE },
		{ "a@twin.example", "Twin West", NULL, 9, FALSE, FALSE },
		{ "a@twin.example", "Twin", NULL, 8, TRUE, FALSE },
		/* portals and public providers are nobody */
		{ "ordersender-prod@ansmtp.ariba.com", NULL, NULL, 0, FALSE, FALSE },
		{ "do_not_reply@supplier.coupahost.com", NULL, NULL, 0, FALSE, FALSE },
		{ "do_not_reply@supplier.coupahost.com", "Fabrikam", NULL, 2, FALSE, FALSE },
		{ "x@workflow.mail.em2.cloud.oracle.com", "Fabrikam", NULL, 2, FALSE, FALSE },
		{ "someone@gmail.com", NULL, NULL, 0, FALSE, FALSE },
		{ "Jo.Buyer@gmail.com", NULL, NULL, 2, FALSE, FALSE },
		/* only the letter says so, from a place nobody knows */
		{ "x@contoso-orders.example", "Contoso Retail", NULL, 1, FALSE, TRUE },
		{ "x@gmail.com", "Contoso Retail", NULL, 1, FALSE, TRUE },
		{ "x@tailspin.example", "Tailspin Toys", NULL, 4, FALSE,
		    FALSE }, /* nothing else is on record for it */
		/* one of ours passed it on */
		{ "ann@acme.example", "Contoso Retail", NULL, 1, FALSE, FALSE },
		{ "ann@acme.example", NULL, NULL, 0, FALSE, FALSE },
		{ "ann@acme.example", "Acme Software", NULL, 0, FALSE, FALSE },
		/* contacts speak only where the others are silent */
		{ NULL, NULL, "ap@contoso.example", 1, FALSE, TRUE },
		{ NULL, NULL, "jo.buyer@gmail.com", 2, FALSE, TRUE },
		{ "buyer@contoso.example", NULL, "ap@fabrikam.example", 1, FALSE, FALSE },
		{ NULL, NULL, "ann@acme.example", 0, FALSE, FALSE },
		/* a provisional one counts where no known one does */
		{ "a@litware.example", NULL, NULL, 6, FALSE, FALSE },
		{ "a@litware.example", "Litware Oy", NULL, 6, FALSE, FALSE },
		/* nothing at all */
		{ NULL, NULL, NULL, 0, FALSE, FALSE },
		{ "", "", "", 0, FALSE, FALSE },
		{ "not an address", "&&&", "@", 0, FALSE, FALSE },
	};
	struct directory *d = sample();

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		const char *contacts[] = { ROWS[i].contact, NULL };
		struct directory_match m;
		gint64 got;

		directory_match(d, &(struct directory_query){ ROWS[i].sender, ROWS[i].buyer, contacts }, &m);
		got = m.customer ? m.customer->id : 0;
		if (got != ROWS[i].wanted || m.conflict != ROWS[i].conflict ||
		    m.strange_sender != ROWS[i].strange)
			fail_msg("row %d (%s, %s, %s): customer %d, conflict %d, strange %d, %s", (int)i,
			    ROWS[i].sender, ROWS[i].buyer, ROWS[i].contact, (int)got, m.conflict,
			    m.strange_sender, m.why);
		assert_non_null(m.why);
		assert_true(m.confidence >= 0 && m.confidence <= 1);
		directory_match_clear(&m);
	}
	directory_free(d);
}

static void
match__says_when_the_buyer_is_ourselves(void **state)
{
	struct directory *d = sample();
	struct directory_match m;

	(void)state;
	directory_match(d, &(struct directory_query){ "ann@acme.example", "ACME Software AG", NULL }, &m);
	assert_null(m.customer);
	assert_true(m.buyer_is_own);
	assert_true(m.sender_is_own);
	assert_string_equal(m.why, "the buyer is ourselves");
	directory_match_clear(&m);
	directory_free(d);
}

static void
match__a_conflict_names_both(void **state)
{
	struct directory *d = sample();
	struct directory_match m;

	(void)state;
	directory_match(d, &(struct directory_query){ "b@contoso.example", "Fabrikam Inc", NULL }, &m);
	assert_string_equal(m.why, "the sender's domain contoso.example is that of Contoso Retail GmbH, but "
				   "the buyer Fabrikam Inc is "
				   "Fabrikam Inc.");
	directory_match_clear(&m);
	directory_free(d);
}

static void
registrable_domain__table(void **state)
{
	static const struct {
		const char *in, *wanted;
	} ROWS[] = {
		{ "a@mail.contoso.example", "contoso.example" },
		{ "Mail.Contoso.CO.UK", "contoso.co.uk" },
		{ "contoso.example.", "contoso.example" },
		{ "a@b\xc3\xbc"
		  "cher.example",
		    "xn--bcher-kva.example" },
		{ "a@xn--bcher-kva.example", "xn--bcher-kva.example" },
		{ "co.uk", NULL },
		{ "localhost", NULL },
		{ "a@192.0.2.1", NULL },
		{ "a@[192.0.2.1]", NULL },
		{ "a@", NULL },
		{ "", NULL },
		{ NULL, NULL },
		{ "a@b..example", NULL },
		{ "a@contoso.example\nBcc: x", NULL },
		{ "a@\xff\xfe.example", NULL },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *got = directory_registrable_domain(ROWS[i].in);

		if (g_strcmp0(got, ROWS[i].wanted) != 0)
			fail_msg("'%s' gave '%s', wanted '%s'", ROWS[i].in, got, ROWS[i].wanted);
	}
}

static void
relays_and_public_providers__table(void **state)
{
	static const struct {
		const char *address;
		gboolean relay, freemail;
	} ROWS[] = {
		{ "x@ansmtp.ariba.com", TRUE, FALSE },
		{ "x@notariba.com", FALSE, FALSE },
		{ "x@oracle.com", FALSE, FALSE },
		{ "x@fa.em2.cloud.oracle.com", TRUE, FALSE },
		{ "x@gmail.com", FALSE, TRUE },
		{ "x@GMX.de", FALSE, TRUE },
		{ "x@contoso.example", FALSE, FALSE },
		{ NULL, FALSE, FALSE },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		assert_int_equal(directory_is_relay(ROWS[i].address), ROWS[i].relay);
		assert_int_equal(directory_is_freemail(ROWS[i].address), ROWS[i].freemail);
	}
}

static void
tables__are_in_the_form_in_which_they_are_compared(void **state)
{
	(void)state;
	for (const struct relay_row *r = RELAYS; r->name; r++) {
		g_autofree char *domain = domain_of(r->domain);

		assert_string_equal(domain, r->domain);
	}
	for (const char *const *f = FREEMAIL; *f; f++) {
		g_autofree char *domain = directory_registrable_domain(*f);

		assert_string_equal(domain, *f);
	}
	for (const struct legal_row *l = LEGAL_FORMS; l->word; l++) {
		g_autofree char *key = text_key(l->word);

		assert_string_equal(key, l->word);
	}
}

/* Those that IDNA is not asked for, too. */
static void
domain__is_what_idna_makes_of_it(void **state)
{
	static const char *const BITS[] = { "a", "B", "c9", "0", "x", ".", ".", "-", "--", "xn--", "mail",
		"_", "\xc3\xbc", "label-of-more-than-twenty-letters" };
	g_autoptr(GRand) rand = g_rand_new_with_seed(3);
	guint plain = 0;

	(void)state;
	for (guint round = 0; round < 50000; round++) {
		g_autoptr(GString) host = g_string_new("h");
		g_autofree char *domain = NULL, *wanted = NULL;
		char *ascii = NULL;

		for (gint n = g_rand_int_range(rand, 1, 9); n > 0; n--)
			g_string_append(
			    host, BITS[g_rand_int_range(rand, 0, round % 2 ? 8 : (gint)G_N_ELEMENTS(BITS))]);
		domain = domain_of(host->str);
		if (g_str_has_suffix(host->str, "."))
			g_string_truncate(host, host->len - 1);
		if (idn2_to_ascii_8z(host->str, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) == IDN2_OK) {
			wanted = g_ascii_strdown(ascii, -1);
			idn2_free(ascii);
		}
		if (domain)
			assert_string_equal(domain, wanted);
		plain += domain && !strchr(domain, '_');
	}
	assert_true(plain > 1000);
}

static void
name__legal_forms_go_and_the_rest_stays(void **state)
{
	static const struct {
		const char *name, *wanted;
	} ROWS[] = {
		{ "Contoso GmbH & Co. KG", "contoso" },
		{ "Contoso B.V.", "contoso" },
		{ "Contoso, S. A.", "contoso" },
		{ "Contoso sp. z o.o.", "contoso" },
		{ "Contoso A/S", "contoso" },
		{ "Contoso Pty Ltd", "contoso" },
		{ "AG", "ag" },
		{ "Inc. Magazine", "incmagazine" },
		{ "Soci\xc3\xa9t\xc3\xa9 Contoso SARL", "societecontoso" },
		{ "", NULL },
		{ "...", NULL },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *key = name_key(ROWS[i].name);

		if (g_strcmp0(key, ROWS[i].wanted) != 0)
			fail_msg("'%s' gave '%s', wanted '%s'", ROWS[i].name, key, ROWS[i].wanted);
	}
}

static void
find__takes_what_a_person_types_and_hints_at_the_nearest(void **state)
{
	static const struct {
		const char *text;
		gint64 wanted;
	} ROWS[] = { { "C2", 2 }, { "contoso retail", 1 }, { "CTS", 1 }, { "fabrikam.example", 2 },
		{ "Contosso Retail", 0 }, { "", 0 } };
	struct directory *d = sample();
	g_autofree char *hint = NULL;

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *ignored = NULL;
		const struct customer *c = directory_find(d, ROWS[i].text, &ignored);

		assert_int_equal(c ? c->id : 0, ROWS[i].wanted);
	}
	assert_null(directory_find(d, "Contosso Retail", &hint));
	assert_non_null(hint);
	assert_non_null(strstr(hint, "Contoso Retail"));
	directory_free(d);
}

static void
add__replaces_the_customer_of_the_same_id_everywhere(void **state)
{
	struct directory *d = sample();
	guint before = directory_size(d);
	g_autoptr(GPtrArray) all = NULL;
	struct directory_match m;

	(void)state;
	directory_add(d, customer(1, CUSTOMER_KNOWN, "C1b", "Wingtip", "", "wingtip.example", ""));
	assert_int_equal(directory_size(d), before);
	assert_null(directory_by_code(d, "C1"));
	assert_non_null(directory_by_code(d, "C1b"));
	assert_string_equal(directory_by_id(d, 1)->name, "Wingtip");
	directory_match(d, &(struct directory_query){ "a@contoso.example", NULL, NULL }, &m);
	assert_null(m.customer);
	directory_match_clear(&m);
	directory_match(d, &(struct directory_query){ "a@wingtip.example", NULL, NULL }, &m);
	assert_int_equal(m.customer->id, 1);
	directory_match_clear(&m);
	all = directory_all(d);
	assert_string_equal(((const struct customer *)g_ptr_array_index(all, 0))->name, "Acme Software AG");
	assert_string_equal(((const struct customer *)g_ptr_array_index(all, all->len - 1))->name, "Wingtip");
	directory_free(d);
}

static void
match__stays_quick_among_a_hundred_thousand(void **state)
{
	struct directory *d = directory_new();
	gint64 started;

	(void)state;
	for (gint64 i = 1; i <= 100000; i++) {
		g_autofree char *name = g_strdup_printf("Firm %d GmbH", (int)i);
		g_autofree char *domain = g_strdup_printf("firm%d.example", (int)i);

		directory_add(d, customer(i, CUSTOMER_KNOWN, NULL, name, "", domain, ""));
	}
	started = g_get_monotonic_time();
	for (int i = 1; i <= 1000; i++) {
		g_autofree char *sender = g_strdup_printf("a@firm%d.example", i * 100);
		struct directory_match m;

		directory_match(d, &(struct directory_query){ sender, "Somebody Else", NULL }, &m);
		assert_int_equal(m.customer->id, i * 100);
		directory_match_clear(&m);
	}
	/* A walk over all would take minutes. */
	assert_true(g_get_monotonic_time() - started < 5 * G_USEC_PER_SEC);
	directory_free(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(match__table),
		cmocka_unit_test(match__says_when_the_buyer_is_ourselves),
		cmocka_unit_test(match__a_conflict_names_both),
		cmocka_unit_test(registrable_domain__table),
		cmocka_unit_test(relays_and_public_providers__table),
		cmocka_unit_test(tables__are_in_the_form_in_which_they_are_compared),
		cmocka_unit_test(name__legal_forms_go_and_the_rest_stays),
		cmocka_unit_test(domain__is_what_idna_makes_of_it),
		cmocka_unit_test(find__takes_what_a_person_types_and_hints_at_the_nearest),
		cmocka_unit_test(add__replaces_the_customer_of_the_same_id_everywhere),
		cmocka_unit_test(match__stays_quick_among_a_hundred_thousand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who pretends to be somebody on record, and who is only called alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "look.h"

static struct directory *
known(void)
{
	static const struct {
		enum customer_kind kind;
		const char *name, *domain, *contact;
	} ROWS[] = {
		{ CUSTOMER_KNOWN, "Contoso GmbH", "contoso.example", "j.weiss@contoso.example" },
		{ CUSTOMER_KNOWN, "Northwind Traders", "northwind-traders.example", NULL },
		{ CUSTOMER_KNOWN, "Modern Wheels", "modernwheels.com", NULL },
		{ CUSTOMER_KNOWN, "Wide Hill", "wide1.example", NULL },
		{ CUSTOMER_KNOWN, "Clavis Clinical", "clinicaldata.example", NULL },
		{ CUSTOMER_KNOWN, "Hansen", "hansen.example", NULL },
		{ CUSTOMER_KNOWN, "Bau", "bau.example", NULL },
		{ CUSTOMER_KNOWN, "North One", "northwater1.example", NULL },
		{ CUSTOMER_KNOWN, "Mailer", "kundenpost@gmail.com", NULL },
		{ CUSTOMER_PROVISIONAL, "Litware", "litwaresupply.example", NULL },
		{ CUSTOMER_OWN, "Acme Software", "acme.example", "dana@acme.example" },
	};
	struct directory *d = directory_new();

	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct customer *c = customer_new();

		c->id = (gint64)i + 1;
		c->kind = ROWS[i].kind;
		c->name = g_strdup(ROWS[i].name);
		g_strfreev(c->domains);
		c->domains = g_strsplit(ROWS[i].domain, " ", -1);
		g_strfreev(c->contacts);
		c->contacts = g_strsplit(ROWS[i].contact ? ROWS[i].contact : "", " ", -1);
		directory_add(d, c);
	}
	return d;
}

enum alike { NO, MAYBE, SURE };

static const struct {
	const char *address, *name;
	enum alike alike;
	const char *why; /* a part of it; NULL: any */
} ROWS[] = {
	{ "j.weiss@contoso.example", "Jana Weiss", NO },
	{ "j@mail.contoso.example", NULL, NO },
	{ "J.Weiss@CONTOSO.example", NULL, NO },
	/* letters and pairs that pass for others */
	{ "j@contos0.example", NULL, SURE, "contos0.example looks like contoso.example" },
	{ "j@c0ntoso.example", NULL, SURE },
	{ "j@rnodernwheels.com", NULL, SURE, "looks like modernwheels.com" },
	{ "j@modernvvheels.com", NULL, SURE },
	{ "j@modernwheeis.com", NULL, SURE },
	{ "j@modernwhee1s.com", NULL, SURE },
	{ "j@widel.example", NULL, SURE, "looks like" },
	{ "j@dinicaldata.example", NULL, SURE, "looks like clinicaldata.example" },
	{ "j@acrne.example", NULL, SURE, "looks like acme.example" },
	{ "j@\320\260\321\201me.example", NULL, SURE, "looks like acme.example" },
	{ "j@xn--e1aqbc.example", NULL, NO },
	{ "j@c\320\276ntoso.example", NULL, SURE, "(xn--" },                        /* Cyrillic o */
	{ "j@\321\201\320\276\320\277\320\276\321\225\320\276.example", NULL, NO }, /* a word of its own */
	{ "j@cont\316\277so.example", NULL, SURE },                                 /* Greek omicron */
	{ "j@c\326\205ntoso.example", NULL, SURE },                                 /* Armenian oh */
	{ "j@cont\303\263so.example", NULL, SURE, "cont\303\263so.example (xn--contso-" },
	{ "j@fabr\321\226kam.example", NULL, SURE, "mixes letters of several alphabets" },
	/* slips of the fingers */
	{ "j@conttoso.example", NULL, SURE, "is nearly contoso.example" },
	{ "j@cotnoso.example", NULL, SURE },
	{ "j@contso.example", NULL, NO }, /* six letters left: could be a firm */
	{ "j@contosa.example", NULL, SURE },
	{ "j@contosa.com", NULL, NO },
	{ "j@modernwheel.de", NULL, SURE },
	{ "j@northwindtraders.example", NULL, SURE, "but for a hyphen" },
	{ "j@northwimd-tradars.example", NULL, SURE },
	{ "j@con-toso.example", NULL, SURE },
	/* cousins, or not */
	{ "j@contoso.com", NULL, MAYBE, "under another ending" },
	{ "j@contoso-group.example", NULL, MAYBE, "but for a word" },
	{ "j@contosoinvoices.com", NULL, MAYBE },
	{ "j@invoice-contoso.example", NULL, MAYBE },
	/* in front of another domain */
	{ "j@contoso.example.evil.example", NULL, SURE,
	    "only begins like contoso.example: it belongs to evil.example" },
	{ "j@mail.contoso.example.evil.com", NULL, SURE },
	{ "j@contoso-example.evil.com", NULL, SURE },
	{ "j@contoso-example.com", NULL, SURE },
	{ "j@contoso-example-login.com", NULL, SURE },
	{ "j.weiss.contoso.example@evil.com", NULL, MAYBE, "before its @" },
	{ "contoso.example@gmail.com", NULL, MAYBE },
	/* what only the name shows */
	{ "x@evil.com", "j.weiss@contoso.example", SURE, "the name shows j.weiss@contoso.example" },
	{ "x@evil.com", "Jana Weiss (contoso.example)", SURE },
	{ "x@evil.com", "\"Jana\" <j.weiss@contoso.example>", SURE },
	{ "x@evil.com", "sam@other.org", MAYBE },
	{ "x@gmail.com", "sam@yahoo.com", NO },
	{ "j@contoso.example", "dana@acme.example", SURE },
	{ "j@contoso.example", "j.weiss@contoso.example", NO },
	{ NULL, "j.weiss@contoso.example", SURE },
	/* our own people in other letters */
	{ "d\320\260na@acme.example", NULL, SURE, "only looks like dana@acme.example" },
	{ "j.w\320\265iss@contoso.example", NULL, SURE },
	{ "dane@acme.example", NULL, NO },
	/* who is only called alike */
	{ "j@jansen.example", NULL, NO },
	{ "j@hanson.example", NULL, NO },
	{ "j@bau.com", NULL, NO },
	{ "j@bao.example", NULL, NO },
	{ "j@northwater2.example", NULL, NO },
	{ "j@northwater12.example", NULL, NO },
	{ "j@control.example", NULL, NO },
	{ "j@consort.example", NULL, NO },
	{ "j@litwaresuply.example", NULL, NO }, /* provisional ones are nobody */
	{ "j@hansen-group.com", NULL, MAYBE },
	{ "j@hansengroup.com", NULL, NO },
	{ "j@modern.com", NULL, NO },
	{ "j@wheels.com", NULL, NO },
	{ "j@contoso.evil.com", NULL, NO }, /* a tenant of some service */
	{ "j@b\303\274cher.example", NULL, NO },
	{ "j@\346\227\245\346\234\254\343\201\256abc.example", NULL, NO },
	{ "noreply@contoso.coupahost.com", "Contoso via Coupa", NO },
	{ "ordersender-prod@ansmtp.ariba.com", "j.weiss@contoso.example", NO },
	{ "someone@gmail.com", "Some One", NO },
	{ NULL, NULL, NO },
	{ "nobody", NULL, NO },
	{ "@", NULL, NO },
	{ "x@y", "a@", NO },
};

static void
who_pretends_is_told_and_who_is_only_called_alike_is_left(void **state)
{
	struct directory *d = known();
	guint failed = 0;

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct directory_look l;
		gboolean found = directory_looks_alike(d, ROWS[i].address, ROWS[i].name, &l);
		enum alike alike = !found ? NO : l.sure ? SURE : MAYBE;

		if (alike != ROWS[i].alike || (ROWS[i].why && (!l.why || !strstr(l.why, ROWS[i].why)))) {
			print_error("%s \"%s\": %u, %s\n", ROWS[i].address, ROWS[i].name, alike, l.why);
			failed++;
		}
		directory_look_clear(&l);
	}
	directory_free(d);
	assert_int_equal(failed, 0);
}

static void
a_domain_on_record_since_is_nobodys_look_alike(void **state)
{
	struct directory *d = known();
	struct customer *c = customer_new();
	struct directory_look l;

	(void)state;
	assert_true(directory_looks_alike(d, "j@contosa.example", NULL, &l));
	directory_look_clear(&l);
	c->id = 99;
	c->name = g_strdup("Contosa");
	g_strfreev(c->domains);
	c->domains = g_strsplit("contosa.example", " ", -1);
	directory_add(d, c);
	assert_false(directory_looks_alike(d, "j@contosa.example", NULL, &l));
	assert_true(directory_looks_alike(d, "j@contosaa.example", NULL, &l));
	directory_look_clear(&l);
	directory_free(d);
}

/* One letter, or a pair, of a domain on record for one that is drawn alike: each place, each stand-in. */
static guint
homographs_of(const struct directory *d, const char *domain, guint *out_missed)
{
	static const struct {
		const char *letter, *drawn;
	} PAIRS[] = { { "a", "\320\260" }, { "c", "\321\201" }, { "e", "\320\265" }, { "o", "\320\276" },
		{ "o", "\316\277" }, { "o", "\326\205" }, { "p", "\321\200" }, { "x", "\321\205" },
		{ "y", "\321\203" }, { "i", "\321\226" }, { "s", "\321\225" }, { "h", "\322\273" },
		{ "d", "\324\201" }, { "w", "\324\235" }, { "o", "0" }, { "l", "1" }, { "i", "1" },
		{ "l", "i" }, { "m", "rn" }, { "w", "vv" }, { "d", "cl" } };
	gsize label = strcspn(domain, ".");
	guint n = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(PAIRS); i++)
		for (gsize at = 0; at < label; at++) {
			g_autofree char *shown =
			    g_strdup_printf("j@%.*s%s%s", (int)at, domain, PAIRS[i].drawn, domain + at + 1);
			g_autofree char *punycode = g_hostname_to_ascii(shown + 2);
			g_autofree char *coded = g_strconcat("j@", punycode, NULL);
			const char *forms[] = { shown, coded };

			for (gsize k = 0; domain[at] == *PAIRS[i].letter && k < G_N_ELEMENTS(forms);
			     k++, n++) {
				struct directory_look l;

				if (!directory_looks_alike(d, forms[k], NULL, &l) || !l.sure || !l.why) {
					print_error("%s is taken for nobody\n", forms[k]);
					*out_missed += 1;
				}
				directory_look_clear(&l);
			}
		}
	return n;
}

static void
each_homograph_of_a_domain_on_record_is_told(void **state)
{
	static const char *const DOMAINS[] = { "contoso.example", "northwind-traders.example",
		"modernwheels.com", "clinicaldata.example", "hansen.example", "acme.example" };
	struct directory *d = known();
	guint n = 0, missed = 0;

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(DOMAINS); i++)
		n += homographs_of(d, DOMAINS[i], &missed);
	print_message("%u homographs, %u missed\n", n, missed);
	assert_true(n >= 100);
	assert_int_equal(missed, 0);
	directory_free(d);
}

/* As many labels as a name may have, and the one on record behind them. */
static void
a_domain_on_record_behind_many_labels_is_told(void **state)
{
	struct directory *d = known();
	struct directory_look l;

	(void)state;
	assert_true(
	    directory_looks_alike(d, "j@a.b.c.d.e.f.g.h.i.k.l.m.n.contoso.example.z.evil.com", NULL, &l));
	assert_true(l.sure);
	directory_look_clear(&l);
	directory_free(d);
}

static void
any_text_is_survived(void **state)
{
	static const char *const PIECES[] = { "@", ".", "contoso", "example", "-", "xn--", "com", "\320\260",
		"\342\200\213", "\377", "(", "<", " ", "acme", "gmail.com", "\346\227\245", "0", "j.weiss",
		"..", "%" };
	struct directory *d = known();
	GRand *random = g_rand_new_with_seed(4);

	(void)state;
	for (guint i = 0; i < 5000; i++) {
		g_autoptr(GString) address = g_string_new(NULL), name = g_string_new(NULL);
		struct directory_look l;

		for (gint n = g_rand_int_range(random, 0, 12); n > 0; n--)
			g_string_append(address, PIECES[g_rand_int_range(random, 0, G_N_ELEMENTS(PIECES))]);
		for (gint n = g_rand_int_range(random, 0, 12); n > 0; n--)
			g_string_append(name, PIECES[g_rand_int_range(random, 0, G_N_ELEMENTS(PIECES))]);
		if (directory_looks_alike(d, address->str, name->str, &l))
			assert_non_null(l.why);
		directory_look_clear(&l);
	}
	g_rand_free(random);
	directory_free(d);
}

static void
the_table_of_letters_ascends(void **state)
{
	(void)state;
	assert_true(CONFUSABLES_N > 100 && CONFUSABLES_N < 1000);
	for (gsize i = 1; i < CONFUSABLES_N; i++)
		assert_true(CONFUSABLES[i - 1].letter < CONFUSABLES[i].letter);
}

static struct look *
look(const char *domain)
{
	struct look *l = look_new(domain);

	assert_non_null(l);
	return l;
}

static void
edits_are_counted_up_to_the_bound(void **state)
{
	static const struct {
		const char *a, *b;
		guint edits;
	} PAIRS[] = { { "abcdef.example", "abcdef.example", 0 }, { "abcdef.example", "abcdxf.example", 1 },
		{ "abcdef.example", "abcdfe.example", 1 }, { "abcdef.example", "abcde.example", 1 },
		{ "abcdef.example", "bacdfe.example", 2 }, { "abcdef.example", "xxxxxx.example", 3 },
		{ "a.example", "abcd.example", 3 } };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(PAIRS); i++) {
		struct look *a = look(PAIRS[i].a), *b = look(PAIRS[i].b);

		assert_int_equal(look_distance(a, b, 2), PAIRS[i].edits);
		assert_int_equal(look_distance(b, a, 2), PAIRS[i].edits);
		look_free(a);
		look_free(b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_pretends_is_told_and_who_is_only_called_alike_is_left),
		cmocka_unit_test(a_domain_on_record_since_is_nobodys_look_alike),
		cmocka_unit_test(each_homograph_of_a_domain_on_record_is_told),
		cmocka_unit_test(a_domain_on_record_behind_many_labels_is_told),
		cmocka_unit_test(any_text_is_survived),
		cmocka_unit_test(the_table_of_letters_ascends),
		cmocka_unit_test(edits_are_counted_up_to_the_bound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

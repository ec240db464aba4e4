/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Authentication-Results say of DMARC, also when an attacker wrote parts of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "auth_results.h"

static const struct {
	const char *value, *said, *domain;
} ROWS[] = {
	{ "mx.acme.example; dmarc=pass header.from=contoso.example", "pass", "contoso.example" },
	{ "mx.acme.example; spf=pass smtp.mailfrom=x@y.example; DMARC = Pass (p=reject) header.from = "
	  "contoso.example",
	    "pass", "contoso.example" },
	{ "mx.acme.example; dmarc/1=fail header.from=contoso.example", "fail", "contoso.example" },
	{ "mx.acme.example; dmarc = fail", "fail", NULL },
	{ "mx.acme.example 1; none", NULL, NULL },
	{ "mx.acme.example; spf=pass smtp.mailfrom=\"x dmarc=pass header.from=contoso.example "
	  "\"@evil.example; "
	  "dmarc=fail header.from=evil.example",
	    "fail", "evil.example" },
	{ "mx.acme.example; spf=pass smtp.mailfrom=\"a;dmarc=pass header.from=contoso.example\"@evil.example",
	    NULL, NULL },
	{ "mx.acme.example; spf=pass (; dmarc=pass header.from=contoso.example) smtp.mailfrom=e@evil.example",
	    NULL, NULL },
	{ "mx.acme.example; spf=pass (a (b; dmarc=pass) c \\) ; dmarc=pass) x=y", NULL, NULL },
	{ "mx.acme.example; x-dmarc=pass header.from=contoso.example", NULL, NULL },
	{ "mx.acme.example; dmarc=pass header.from=contoso.example; dmarc=fail header.from=contoso.example",
	    "fail", "contoso.example" },
	{ "mx.acme.example; dmarc=fail header.from=a.example; dmarc=pass header.from=contoso.example", "fail",
	    "a.example" },
	{ "mx.acme.example; spf=pass smtp.mailfrom=dmarc=pass header.from=contoso.example", NULL, NULL },
	{ "dmarc=pass header.from=contoso.example", NULL, NULL },
	{ "", NULL, NULL },
	{ ";;;\"", NULL, NULL },
	{ "mx.acme.example; dmarc=pass (unclosed header.from=contoso.example", "pass", NULL },
};

static void
dmarc__is_read_by_the_grammar_never_searched_for(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *domain = NULL;
		g_autofree char *said = auth_results_dmarc(ROWS[i].value, &domain);

		if (g_strcmp0(said, ROWS[i].said) != 0 || g_strcmp0(domain, ROWS[i].domain) != 0)
			fail_msg("%s: said %s about %s", ROWS[i].value, said, domain);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dmarc__is_read_by_the_grammar_never_searched_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Authentication-Results and Received fields say, also when an attacker wrote parts of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "auth_results.h"
#include "received.h"

static const struct {
	const char *value, *said;
	gboolean about; /* the author is j@contoso.example */
} ROWS[] = {
	{ "mx.acme.example; dmarc=pass header.from=contoso.example", "pass", TRUE },
	{ "mx.acme.example; spf=pass smtp.mailfrom=x@y.example; DMARC = Pass (p=reject) header.from = "
	  "contoso.example",
	    "pass", TRUE },
	{ "mx.acme.example; dmarc=pass header.from=CONTOSO.example", "pass", TRUE },
	{ "mx.acme.example; dmarc=pass header.from=j@contoso.example", "pass", TRUE },
	{ "mx.acme.example; dmarc=pass header.from=contoso.example.evil.example", "pass" },
	{ "mx.acme.example; dmarc=pass header.from=\"contoso.example\"", "pass" },
	{ "mx.acme.example; dmarc=pass header.from=evil.example header.from=contoso.example", "pass" },
	{ "mx.acme.example; dmarc=pass header.from=contoso.example; dmarc=pass header.from=evil.example",
	    "conflict" },
	{ "mx.acme.example; dmarc=none header.from=evil.example; dmarc=pass header.from=contoso.example",
	    "conflict" },
	{ "mx.acme.example; dmarc=bestguesspass action=none header.from=contoso.example", "pass", TRUE },
	{ "mx.acme.example; dmarc/1=fail header.from=contoso.example", "fail" },
	{ "mx.acme.example; dmarc = fail", "fail" },
	{ "mx.acme.example 1; none", NULL },
	{ "mx.acme.example; spf=pass smtp.mailfrom=\"x dmarc=pass header.from=contoso.example "
	  "\"@evil.example; "
	  "dmarc=fail header.from=evil.example",
	    "fail" },
	{ "mx.acme.example; spf=pass smtp.mailfrom=\"a;dmarc=pass header.from=contoso.example\"@evil.example",
	    NULL },
	{ "mx.acme.example; spf=pass (; dmarc=pass header.from=contoso.example) smtp.mailfrom=e@evil.example",
	    NULL },
	{ "mx.acme.example; spf=pass (a (b; dmarc=pass) c \\) ; dmarc=pass) x=y", NULL },
	{ "mx.acme.example; x-dmarc=pass header.from=contoso.example", NULL },
	{ "mx.acme.example; dmarc=pass header.from=contoso.example; dmarc=fail header.from=contoso.example",
	    "fail" },
	{ "mx.acme.example; dmarc=fail header.from=a.example; dmarc=pass header.from=contoso.example",
	    "fail" },
	{ "mx.acme.example; spf=pass smtp.mailfrom=dmarc=pass header.from=contoso.example", NULL },
	{ "dmarc=pass header.from=contoso.example", "pass", TRUE },
	{ "", NULL },
	{ ";;;\"", NULL },
	{ "mx.acme.example; dmarc=pass (unclosed header.from=contoso.example", "pass" },
};

static GPtrArray *
fields_of(const char *value)
{
	GPtrArray *fields = g_ptr_array_new();

	g_ptr_array_add(fields, auth_results_parse(value));
	return fields;
}

static void
fields_free(GPtrArray *fields)
{
	auth_results_free(fields->pdata[0]);
	g_ptr_array_unref(fields);
}

static void
dmarc__is_read_by_the_grammar_never_searched_for(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		GPtrArray *fields = fields_of(ROWS[i].value);
		struct auth_summary sum;

		auth_results_sum(fields, "j@contoso.example", &sum);
		if (g_strcmp0(sum.conflict ? "conflict" : sum.dmarc, ROWS[i].said) != 0 ||
		    (!sum.conflict && sum.about_author != ROWS[i].about))
			fail_msg("%s: said %s, about %d", ROWS[i].value, sum.dmarc, sum.about_author);
		fields_free(fields);
	}
}

/* What else speaks for the author j@mail.contoso.example. */
static const struct {
	const char *value;
	gboolean is_signed, submitted;
} OTHERS[] = {
	{ "mx; dkim=pass header.d=mail.contoso.example", TRUE },
	{ "mx; dkim=pass header.d=contoso.example", TRUE },
	{ "mx; dkim=pass header.i=@contoso.example", TRUE },
	{ "mx; dkim=pass header.d=evil.example header.i=@contoso.example", FALSE },
	{ "mx; dkim=fail header.d=contoso.example", FALSE },
	{ "mx; dkim=pass header.d=a.mail.contoso.example", FALSE },
	{ "mx; dkim=pass header.d=toso.example", FALSE },
	{ "mx; dkim=pass header.d=example", FALSE },
	{ "mx; dkim=pass", FALSE },
	{ "mx; spf=pass smtp.mailfrom=bounce@mail.contoso.example", FALSE },
	{ "mx; spf=pass smtp.mailfrom=contoso.example", FALSE },
	{ "mx; spf=pass smtp.helo=contoso.example", FALSE },
	{ "mx; spf=pass smtp.mailfrom=x@evil.example smtp.mailfrom=x@contoso.example", FALSE },
	{ "mx; spf=softfail smtp.mailfrom=x@contoso.example", FALSE },
	{ "mx; auth=pass smtp.auth=j@mail.contoso.example", FALSE, TRUE },
	{ "mx; auth=pass smtp.auth=j", FALSE, TRUE },
	{ "mx; auth=pass smtp.auth=k", FALSE },
	{ "mx; auth=fail smtp.auth=j", FALSE },
};

static void
signature__counts_for_the_domain_it_names_and_those_below_and_spf_alone_proves_nothing(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(OTHERS); i++) {
		GPtrArray *fields = fields_of(OTHERS[i].value);
		struct auth_summary sum;

		auth_results_sum(fields, "j@mail.contoso.example", &sum);
		if (sum.signed_by_author != OTHERS[i].is_signed || sum.submitted != OTHERS[i].submitted)
			fail_msg("%s: signed %d, submitted %d", OTHERS[i].value, sum.signed_by_author,
			    sum.submitted);
		fields_free(fields);
	}
}

static const struct {
	const char *value, *server;
} SERVERS[] = {
	{ "mx.acme.example; none", "mx.acme.example" },
	{ "MX.acme.example 1; none", "mx.acme.example" },
	{ "(mx.acme.example) mx.evil.example; none", "mx.evil.example" },
	{ "\"mx.acme.example\"; none", "qqqqqqqqqqqqqqqqq" },
	{ "spf=pass smtp.mailfrom=a.example; dmarc=pass", NULL },
};

static void
server__names_itself_first_or_not_at_all(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(SERVERS); i++) {
		struct auth_results *r = auth_results_parse(SERVERS[i].value);

		if (g_strcmp0(r->server, SERVERS[i].server) != 0)
			fail_msg("%s: %s", SERVERS[i].value, r->server);
		auth_results_free(r);
	}
}

/* Received fields: who wrote them, and was it within the house? */
static const struct {
	const char *value, *by;
	gboolean internal;
} HOPS[] = {
	{ "from mail.contoso.example (mail.contoso.example [192.0.2.7]) by mx.acme.example (Postfix) with "
	  "ESMTPS id 1; "
	  "Mon, 23 Nov 2026 10:00:00 +0000",
	    "mx.acme.example", FALSE },
	{ "from mx.acme.example (mx.acme.example [10.0.0.5]) by imap.acme.example (Postfix) with ESMTPS id "
	  "1; x",
	    "imap.acme.example", TRUE },
	{ "from mx.acme.example by imap.acme.example with LMTP id 1; x", "imap.acme.example", TRUE },
	{ "from localhost (localhost [127.0.0.1]) by mx.acme.example (Postfix) with ESMTP; x",
	    "mx.acme.example", TRUE },
	{ "from localhost (localhost [IPv6:::1]) by mx.acme.example with ESMTP; x", "mx.acme.example", TRUE },
	{ "from a (a [fd00::5]) by mx.acme.example with ESMTP; x", "mx.acme.example", TRUE },
	{ "by 2002:a05:6402:1234:b0:5c9:1 with SMTP id x; y", "2002:a05:6402:1234:b0:5c9:1", TRUE },
	/* what a client says of itself does not make it one of us */
	{ "from localhost (evil [192.0.2.6]) by mx.acme.example with ESMTP; x", "mx.acme.example", FALSE },
	{ "from [127.0.0.1] (evil [192.0.2.6]) by mx.acme.example with ESMTP; x", "mx.acme.example", FALSE },
	{ "from [127.0.0.1] by mx.acme.example with ESMTP; x", "mx.acme.example", FALSE },
	{ "from unknown (HELO [10.0.0.1]) by mx.acme.example with SMTP; x", "mx.acme.example", FALSE },
	{ "from [192.0.2.6] (helo=10.0.0.1) by mx.acme.example with esmtp (Exim); x", "mx.acme.example",
	    FALSE },
	{ "from a by b with LMTP id 1 (evil [192.0.2.6]) by mx.acme.example with SMTP; x", NULL, FALSE },
	{ "from a (b [10.0.0.1] by mx.acme.example with SMTP; x", NULL, FALSE },
	{ "from a) by b with LMTP (x [192.0.2.6]) by mx.acme.example; x", NULL, FALSE },
	{ "from a (helo [192.0.2.6]:4711) by mx.acme.example with esmtp; x", "mx.acme.example", FALSE },
	{ "from a (a [10.0.0.5] [::ffff:192.0.2.6]) by mx.acme.example with esmtp; x", "mx.acme.example",
	    FALSE },
	{ "second", NULL, FALSE },
	{ "", NULL, FALSE },
};

static void
received__only_what_no_client_can_have_said_is_internal(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(HOPS); i++) {
		struct received r;

		received_parse(HOPS[i].value, &r);
		if (g_strcmp0(r.by, HOPS[i].by) != 0 || r.internal != HOPS[i].internal)
			fail_msg("%s: by %s, internal %d", HOPS[i].value, r.by, r.internal);
		received_clear(&r);
	}
}

static void
any_text_is_survived(void **state)
{
	static const char *const PIECES[] = { ";", "=", "/", "(", ")", "\"", "\\", " ", "dmarc", "pass",
		"header.from", "contoso.example", "from ", "by ", "with ", "lmtp", "[192.0.2.1]", "::1",
		"10.0.0.1", "helo", "@", "\377" };
	GRand *random = g_rand_new_with_seed(4);

	(void)state;
	for (guint i = 0; i < 20000; i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		GPtrArray *fields;
		struct auth_summary sum;
		struct received r;

		for (gint n = g_rand_int_range(random, 0, 40); n > 0; n--)
			g_string_append(text, PIECES[g_rand_int_range(random, 0, G_N_ELEMENTS(PIECES))]);
		fields = fields_of(text->str);
		auth_results_sum(fields, "j@contoso.example", &sum);
		assert_true(!sum.about_author || sum.conflict || g_strcmp0(sum.dmarc, "pass") == 0);
		fields_free(fields);
		received_parse(text->str, &r);
		assert_true(!r.internal || r.by);
		received_clear(&r);
	}
	g_rand_free(random);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dmarc__is_read_by_the_grammar_never_searched_for),
		cmocka_unit_test(
		    signature__counts_for_the_domain_it_names_and_those_below_and_spf_alone_proves_nothing),
		cmocka_unit_test(server__names_itself_first_or_not_at_all),
		cmocka_unit_test(any_text_is_survived),
		cmocka_unit_test(received__only_what_no_client_can_have_said_is_internal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

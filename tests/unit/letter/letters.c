/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alerts and the letters to AEs, each as it is kept in tests/golden/letters. */
#include "samples.h"

static struct letter_templates *templates;

static int
setup(void **state G_GNUC_UNUSED)
{
	templates = letter_templates_load(NULL);
	return 0;
}

static int
teardown(void **state G_GNUC_UNUSED)
{
	letter_templates_free(templates);
	return 0;
}

static const struct store_alert ALERTS[] = {
	{ .id = 1,
	    .kind = ALERT_BANK_CHANGE,
	    .text = (char *)"a mail of j.weiss@contoso.example asks to pay to another "
			    "account (ending 4411)",
	    .ae = (char *)"dana@acme.example",
	    .item_id = 41,
	    .first_s = SAMPLE_NOW - 4000,
	    .last_s = SAMPLE_NOW - 600,
	    .times = 3 },
	{ .id = 2,
	    .kind = ALERT_LARGE_ORDER,
	    .text = (char *)"USD 1,250,000 is above the threshold of USD 1,000,000",
	    .item_id = 33,
	    .first_s = SAMPLE_NOW - 900,
	    .last_s = SAMPLE_NOW - 900,
	    .times = 1 },
	{ .id = 3,
	    .kind = ALERT_MAILBOX,
	    .text = (char *)"kim has not been reached since Sat 6 Jun",
	    .times = 1,
	    .first_s = SAMPLE_NOW - 100,
	    .last_s = SAMPLE_NOW - 100 },
};

static void
alert__one_says_what_happened_and_what_to_do(void **state G_GNUC_UNUSED)
{
	struct letter_head h = sample_head(templates);
	const struct letter_alert alert = { &ALERTS[0], "Contoso GmbH", TRUE };
	struct letter_text t;

	assert_true(letter_alert_render(&alert, 1, &h, &t, NULL));
	assert_string_equal(t.subject, "Bank details: Contoso GmbH");
	letter_is_golden("alert", &t);
	letter_text_clear(&t);
}

static void
alert__many_come_as_one_letter(void **state G_GNUC_UNUSED)
{
	struct letter_head h = sample_head(templates);
	struct letter_alert alerts[60];
	struct letter_text t;

	for (guint i = 0; i < G_N_ELEMENTS(alerts); i++)
		alerts[i] = (struct letter_alert){ &ALERTS[i % 3], i % 3 ? NULL : "Contoso GmbH", i % 2 };
	assert_true(letter_alert_render(alerts, 3, &h, &t, NULL));
	assert_string_equal(t.subject, "3 alerts: Bank details, Large order, Mailbox");
	letter_is_golden("alerts", &t);
	letter_text_clear(&t);
	assert_true(letter_alert_render(alerts, 60, &h, &t, NULL));
	assert_non_null(strstr(t.text, "and 40 more"));
	letter_text_clear(&t);
}

static void
ae__each_kind_says_its_thing(void **state G_GNUC_UNUSED)
{
	struct letter_head h = sample_head(templates);

	for (const struct letter_kind *k = LETTER_KINDS; k->name; k++) {
		g_autoptr(GPtrArray) letters =
		    g_ptr_array_new_with_free_func((GDestroyNotify)store_letter_free);
		struct letter_ae ae = {
			.letters = letters, .forward_to = "po@acme.example", .by_reply = TRUE
		};
		g_autoptr(GError) error = NULL;
		struct letter_text t;

		g_ptr_array_add(letters, letter_kind_sample(k));
		if (!letter_ae_render(&ae, &h, &t, &error))
			fail_msg("%s", error->message);
		letter_is_golden(k->name, &t);
		letter_text_clear(&t);
	}
}

static void
ae__a_day_is_one_letter_and_the_owner_hears_whose_it_was(void **state G_GNUC_UNUSED)
{
	struct letter_head h = sample_head(templates);
	g_autoptr(GPtrArray) letters = g_ptr_array_new_with_free_func((GDestroyNotify)store_letter_free);
	struct letter_ae ae = { .letters = letters, .for_ae = "former@acme.example" };
	struct letter_text t;

	h.language = LETTER_DE;
	for (const struct letter_kind *k = LETTER_KINDS; k->name; k++)
		g_ptr_array_add(letters, letter_kind_sample(k));
	assert_true(letter_ae_render(&ae, &h, &t, NULL));
	assert_string_equal(t.subject,
	    "6 things about your POs: Contoso GmbH, Northwind Traders, Tailspin Toys LLC, \xe2\x80\xa6");
	assert_non_null(strstr(t.text, "For former@acme.example"));
	assert_non_null(strstr(t.text, "EUR 112.000"));
	assert_non_null(strstr(t.text, "Di 2. Juni"));
	assert_null(strstr(t.text, "NOT MINE"));
	letter_is_golden("ae", &t);
	letter_text_clear(&t);
}

static void
ae__hostile_facts_do_nothing_and_the_letter_stays_small(void **state G_GNUC_UNUSED)
{
	static const char value[] = "<script>alert(1)</script>\r\nBcc: x@y.example {{parts}} \xe2\x80\xae"
				    "abc &amp; <img src=x>";
	struct letter_head h = sample_head(templates);
	g_autoptr(GPtrArray) letters = g_ptr_array_new_with_free_func((GDestroyNotify)store_letter_free);
	struct letter_ae ae = { .letters = letters, .for_ae = value, .forward_to = value, .by_reply = TRUE };
	g_autofree char *longer = g_strnfill(4000, 'x');
	struct letter_text t;

	for (guint n = 0; n < LETTER_PARTS_MAX; n++)
		for (const struct letter_kind *k = LETTER_KINDS; k->name; k++) {
			struct store_letter *l = g_new0(struct store_letter, 1);

			l->kind = g_strdup(k->name);
			for (const char *const *v = k->values; *v; v++)
				store_letter_fact_add(l, *v, n % 2 ? value : longer);
			for (const char *const *v = k->lists; *v; v++)
				for (guint i = 0; i < 4; i++)
					store_letter_fact_add(l, *v, value);
			store_letter_fact_add(l, "unheard-of", value);
			g_ptr_array_add(letters, l);
		}
	assert_true(letter_ae_render(&ae, &h, &t, NULL));
	assert_null(strstr(t.html, "<script"));
	assert_null(strstr(t.html, "<img"));
	assert_null(strstr(t.html, "\xe2\x80\xae"));
	assert_null(strstr(t.text, "\r"));
	assert_true(strlen(t.html) < LETTER_BYTES_MAX);
	letter_text_clear(&t);
}

static void
ae__an_unknown_kind_is_refused(void **state G_GNUC_UNUSED)
{
	struct letter_head h = sample_head(templates);
	g_autoptr(GPtrArray) letters = g_ptr_array_new();
	struct store_letter odd = { .kind = (char *)"poem" };
	struct letter_ae ae = { .letters = letters };
	g_autoptr(GError) error = NULL;
	struct letter_text t;

	g_ptr_array_add(letters, &odd);
	assert_false(letter_ae_render(&ae, &h, &t, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(alert__one_says_what_happened_and_what_to_do),
		cmocka_unit_test(alert__many_come_as_one_letter),
		cmocka_unit_test(ae__each_kind_says_its_thing),
		cmocka_unit_test(ae__a_day_is_one_letter_and_the_owner_hears_whose_it_was),
		cmocka_unit_test(ae__hostile_facts_do_nothing_and_the_letter_stays_small),
		cmocka_unit_test(ae__an_unknown_kind_is_refused),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

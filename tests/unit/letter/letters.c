/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alerts and the letters to AEs, each as it is kept in tests/golden/letters. */
#include "samples.h"

#include "purser/message.h"

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

/* As it would travel: one recipient, one subject of one line, two parts, no markup that was a value. */
static void
assert_harmless(const struct letter_text *t, const char *value)
{
	static const char *const NEVER[] = { "<script", "<img", "<a ", "</table><style", "\xe2\x80\xae",
		"\xe2\x81\xa6", "\xe2\x80\x8b", "\xef\xbb\xbf", "\x1b", "\x07", "\x7f" };
	const struct letter_head h = sample_head(NULL);
	g_autoptr(GString) eml = g_string_new(NULL);
	g_autofree char *head = NULL;
	struct message *m;

	for (guint i = 0; i < G_N_ELEMENTS(NEVER); i++) {
		const gboolean markup = NEVER[i][0] == '<';

		if (strstr(t->html, NEVER[i]) ||
		    (!markup && (strstr(t->subject, NEVER[i]) || strstr(t->text, NEVER[i]))))
			fail_msg("sign %u of %s is in the letter", i, value);
	}
	assert_null(strpbrk(t->subject, "\r\n"));
	assert_null(strchr(t->text, '\r'));
	assert_true(g_utf8_validate(t->html, -1, NULL) && g_utf8_validate(t->text, -1, NULL));
	assert_true(letter_text_write(t, &h, sample_collect, eml, NULL));
	assert_true(eml->len <= LETTER_BYTES_MAX);
	head = g_strndup(eml->str, (gsize)(strstr(eml->str, "\r\n\r\n") - eml->str));
	assert_null(strstr(head, "\nBcc:"));
	assert_null(strstr(head, "\nX-Purser-Mark: v1 1"));
	m = message_parse((const guint8 *)eml->str, eml->len, &LIMITS_PRESET, NULL);
	assert_non_null(m);
	assert_int_equal(m->parts->len, 2);
	assert_int_equal(m->envelope->to->len, 1);
	assert_int_equal(m->envelope->cc->len, 0);
	assert_int_equal(m->envelope->n_subject_fields, 1);
	message_free(m);
}

/* The hostile ones, and one that is far too long. */
static const char *
hostile_at(guint i)
{
	static char longer[6001];

	memset(longer, 'x', sizeof(longer) - 1);
	return i < G_N_ELEMENTS(HOSTILE) ? HOSTILE[i] : i == G_N_ELEMENTS(HOSTILE) ? longer : NULL;
}

static void
ae__of_each_kind_is_harmless_whatever_its_facts_are(void **state G_GNUC_UNUSED)
{
	struct letter_head h = sample_head(templates);
	const char *value;

	for (guint i = 0; (value = hostile_at(i)); i++)
		for (const struct letter_kind *k = LETTER_KINDS; k->name; k++) {
			g_autoptr(GPtrArray) letters =
			    g_ptr_array_new_with_free_func((GDestroyNotify)store_letter_free);
			struct letter_ae ae = {
				.letters = letters, .for_ae = value, .forward_to = value, .by_reply = TRUE
			};
			struct store_letter *l = g_new0(struct store_letter, 1);
			struct letter_text t;

			l->kind = g_strdup(k->name);
			for (const char *const *v = k->values; *v; v++)
				store_letter_fact_add(l, *v, value);
			for (const char *const *v = k->lists; *v; v++)
				for (guint n = 0; n < 40; n++)
					store_letter_fact_add(l, *v, value);
			g_ptr_array_add(letters, l);
			assert_true(letter_ae_render(&ae, &h, &t, NULL));
			assert_harmless(&t, value);
			letter_text_clear(&t);
		}
}

static void
alert__of_each_kind_is_harmless_whatever_it_says(void **state G_GNUC_UNUSED)
{
	struct letter_head h = sample_head(templates);
	const char *value;

	for (guint i = 0; (value = hostile_at(i)); i++) {
		struct store_alert alerts[ALERT_N];
		struct letter_alert rows[3 * ALERT_N];
		struct letter_text t;

		for (guint k = 0; k < ALERT_N; k++)
			alerts[k] = (struct store_alert){ .id = G_MAXINT64,
				.kind = (enum alert_kind)k,
				.key = (char *)value,
				.text = (char *)value,
				.ae = (char *)value,
				.item_id = G_MAXINT64,
				.last_s = SAMPLE_NOW,
				.times = G_MAXINT64 };
		for (guint k = 0; k < G_N_ELEMENTS(rows); k++)
			rows[k] = (struct letter_alert){ &alerts[k % ALERT_N], value, k % 2 };
		for (guint k = 0; k < ALERT_N; k++) {
			assert_true(letter_alert_render(&rows[k], 1, &h, &t, NULL));
			assert_harmless(&t, value);
			letter_text_clear(&t);
		}
		assert_true(letter_alert_render(rows, G_N_ELEMENTS(rows), &h, &t, NULL));
		assert_harmless(&t, value);
		letter_text_clear(&t);
	}
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
		cmocka_unit_test(ae__of_each_kind_is_harmless_whatever_its_facts_are),
		cmocka_unit_test(alert__of_each_kind_is_harmless_whatever_it_says),
		cmocka_unit_test(ae__an_unknown_kind_is_refused),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

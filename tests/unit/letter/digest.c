/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digest: what it says, how it is written, that hostile values do nothing, and that it never becomes too large. */
#include "samples.h"

#include "compose.h"
#include "language.h"
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

static void
rendered(const struct letter_digest *d, const struct letter_head *h, struct letter_text *out)
{
	g_autoptr(GError) error = NULL;

	if (!letter_digest_render(d, h, out, &error))
		fail_msg("%s", error ? error->message : "no error");
}

static void
digest__says_it_all_in_its_subject(void **state G_GNUC_UNUSED)
{
	struct letter_head h = sample_head(templates);
	struct letter_digest *d = sample_digest();
	struct letter_text t;

	rendered(d, &h, &t);
	assert_string_equal(
	    t.subject, "8 POs for AR: 4 need you (EUR 184,300 + USD 61,000), 2 alerts, Tue 9 Jun");
	letter_is_golden("digest", &t);
	same_as_golden("digest.csv", t.csv);
	letter_text_clear(&t);
	letter_digest_free(d);
}

static void
digest__of_a_quiet_day_says_so(void **state G_GNUC_UNUSED)
{
	struct letter_head h = sample_head(templates);
	struct letter_digest *d = letter_digest_new();
	struct letter_text t;

	d->name = g_strdup("morning");
	d->now_s = SAMPLE_NOW;
	d->since_s = SAMPLE_NOW - 86400;
	sample_mailbox(d, "dana", 8214, 12, 0, 0, 0, 300, NULL);
	rendered(d, &h, &t);
	assert_string_equal(t.subject, "No POs for AR, Tue 9 Jun");
	assert_null(t.csv);
	letter_is_golden("digest-quiet", &t);
	letter_text_clear(&t);
	letter_digest_free(d);
}

static void
digest__a_mailbox_that_does_not_add_up_or_is_silent_is_an_alarm(void **state G_GNUC_UNUSED)
{
	struct letter_head h = sample_head(templates);
	struct letter_digest *d = sample_digest();
	struct digest_mailbox *m = g_ptr_array_index(d->mailboxes, 0);
	struct letter_text t;

	m->missing = 3;
	m->ignored -= 3;
	sample_mailbox(d, "kim", 40, 1, 0, 0, 0, 3 * 86400, "the server refused the password");
	d->observing = TRUE;
	rendered(d, &h, &t);
	assert_non_null(strstr(t.subject, ", mailbox trouble, "));
	assert_non_null(strstr(t.text, "DOES NOT ADD"));
	assert_non_null(strstr(t.html, "SILENT, was read to Sat 6 Jun 08:30"));
	assert_non_null(strstr(t.html, "the server refused the password"));
	assert_non_null(strstr(t.text, "is NOT"));
	/* trouble comes first */
	assert_true(strstr(t.text, "! dana") < strstr(t.text, "  lee"));
	letter_is_golden("digest-trouble", &t);
	letter_text_clear(&t);
	letter_digest_free(d);
}

static void
digest__writes_numbers_and_days_in_seven_languages(void **state G_GNUC_UNUSED)
{
	static const struct {
		enum letter_language language;
		const char *money, *day, *number;
	} ROWS[] = {
		{ LETTER_EN, "EUR 1,234,567.05", "Tue 9 Jun", "8,214" },
		{ LETTER_DE, "EUR 1.234.567,05", "Di 9. Juni", "8.214" },
		{ LETTER_FR,
		    "EUR 1\xc2\xa0"
		    "234\xc2\xa0"
		    "567,05",
		    "mar. 9 juin",
		    "8\xc2\xa0"
		    "214" },
		{ LETTER_IT, "EUR 1.234.567,05", "mar 9 giu", "8.214" },
		{ LETTER_ES, "EUR 1.234.567,05", "mar 9 jun", "8.214" },
		{ LETTER_NL, "EUR 1.234.567,05", "di 9 jun", "8.214" },
		{ LETTER_PT, "EUR 1.234.567,05", "ter 9 jun", "8.214" },
	};

	assert_int_equal(G_N_ELEMENTS(ROWS), LETTER_LANGUAGE_N);
	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct money m = { 123456705, "EUR" }, yen = { 4200000, "JPY" }, debt = { -50, "EUR" };
		struct speech p;
		g_autofree char *money = NULL, *day = NULL, *number = NULL, *whole = NULL, *minus = NULL;

		speech_init(&p, ROWS[i].language, "Europe/Berlin");
		money = say_money(&p, &m);
		day = say_day(&p, SAMPLE_NOW);
		number = say_number(&p, 8214);
		whole = say_money(&p, &yen);
		minus = say_money(&p, &debt);
		assert_string_equal(money, ROWS[i].money);
		assert_string_equal(day, ROWS[i].day);
		assert_string_equal(number, ROWS[i].number);
		assert_int_equal(strncmp(whole, "JPY 4", 5), 0);
		assert_int_equal(strncmp(minus, "EUR -0", 6), 0);
		speech_clear(&p);
	}
}

static void
digest__the_zone_of_the_reader_names_the_day(void **state G_GNUC_UNUSED)
{
	struct letter_head h = sample_head(templates);
	struct letter_digest *d = sample_digest();
	struct letter_text t;

	h.time_zone = "Pacific/Honolulu";
	rendered(d, &h, &t);
	assert_true(g_str_has_suffix(t.subject, ", Mon 8 Jun"));
	letter_text_clear(&t);
	letter_digest_free(d);
}

static void
sums__are_kept_apart_by_currency_and_read_exactly(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *total, *currency;
		gboolean ok;
		gint64 minor;
	} ROWS[] = {
		{ "112000.00", "EUR", TRUE, 11200000 },
		{ "0.1", "EUR", TRUE, 10 },
		{ "-5", "EUR", TRUE, -500 },
		{ "4200000", "JPY", TRUE, 4200000 },
		{ "1.234", "KWD", TRUE, 1234 },
		{ "1.50000", "EUR", TRUE, 150 },
		{ "1.505", "EUR", FALSE, 0 },
		{ "1,50", "EUR", FALSE, 0 },
		{ "", "EUR", FALSE, 0 },
		{ "5", "XXQ", FALSE, 0 },
		{ "5", NULL, FALSE, 0 },
		{ NULL, "EUR", FALSE, 0 },
		{ "99999999999999999999", "EUR", FALSE, 0 },
		{ "-", "EUR", FALSE, 0 },
		{ "1.2.3", "EUR", FALSE, 0 },
		{ "1e5", "EUR", FALSE, 0 },
	};
	struct letter_digest *d = letter_digest_new();
	struct digest_list *l = &d->list[DIGEST_NEEDS];

	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct money m = { 0 };

		assert_int_equal(digest_money(ROWS[i].total, ROWS[i].currency, &m), ROWS[i].ok);
		assert_int_equal(m.minor, ROWS[i].minor);
		digest_list_count(l, &m);
	}
	assert_int_equal(l->total, G_N_ELEMENTS(ROWS));
	assert_int_equal(l->sums->len, 3);
	assert_string_equal(g_array_index(l->sums, struct money, 0).currency, "EUR");
	assert_int_equal(g_array_index(l->sums, struct money, 0).minor, 11200000 + 10 - 500 + 150);
	letter_digest_free(d);
}

static gboolean
collect(const void *bytes, gsize size, gpointer data, GError **error G_GNUC_UNUSED)
{
	g_byte_array_append(data, bytes, (guint)size);
	return TRUE;
}

static GByteArray *
written(const struct letter_text *t, const struct letter_head *h)
{
	GByteArray *out = g_byte_array_new();
	g_autoptr(GError) error = NULL;

	if (!letter_text_write(t, h, collect, out, &error))
		fail_msg("%s", error->message);
	return out;
}

static struct letter_digest *
hostile_digest(const char *value, guint rows)
{
	struct letter_digest *d = letter_digest_new();

	d->name = g_strdup(value);
	d->now_s = SAMPLE_NOW;
	d->since_s = 0;
	d->forward_to = g_strdup(value);
	d->audit = g_strdup(value);
	for (guint i = 0; i < DIGEST_SECTION_N; i++)
		for (guint n = 0; n < rows; n++) {
			struct digest_row *row = g_new0(struct digest_row, 1);

			row->item_id = 1000000 + n;
			row->title = g_strdup(value);
			row->customer = g_strdup(value);
			row->amount_text = g_strdup(value);
			row->note = g_strdup(value);
			row->why = g_strdup(value);
			row->proof = g_strdup(value);
			row->ae = g_strdup(value);
			row->settle = g_strdup(value);
			row->at_s = SAMPLE_NOW;
			digest_list_add(&d->list[i], row);
		}
	for (guint n = 0; n < 200; n++)
		sample_mailbox(d, value, 1000000, 1, 1, 1, 1, 100000, value);
	return d;
}

static void
digest__hostile_values_in_every_field_do_nothing(void **state G_GNUC_UNUSED)
{
	static const char *const in_html[] = { "<script", "<img", "<a ", "</table><style", "\xe2\x80\xae",
		"\xe2\x80\x8b", "\x1b", "\xef\xbb\xbf" };

	for (guint i = 0; i < G_N_ELEMENTS(HOSTILE); i++) {
		struct letter_head h = sample_head(templates);
		struct letter_digest *d = hostile_digest(HOSTILE[i], 2);
		struct letter_text t;
		g_autoptr(GByteArray) b = NULL;
		struct message *m;

		rendered(d, &h, &t);
		for (guint k = 0; k < G_N_ELEMENTS(in_html); k++)
			if (strstr(t.html, in_html[k]) || strstr(t.text, "\x1b"))
				fail_msg("%s in %s", in_html[k], HOSTILE[i]);
		assert_null(strstr(t.text, "\r"));
		/* no cell begins as a formula */
		for (const char *c = t.csv; *c; c++)
			if (c == t.csv || c[-1] == ',' || c[-1] == '\n' || c[-1] == '"')
				assert_null(strchr("=+-@\t\r", *c));
		b = written(&t, &h);
		m = message_parse(b->data, b->len, &LIMITS_PRESET, NULL);
		assert_non_null(m);
		assert_int_equal(m->parts->len, 3);
		assert_int_equal(m->envelope->to->len, 1);
		assert_int_equal(m->envelope->cc->len, 0);
		assert_int_equal(m->envelope->n_subject_fields, 1);
		message_free(m);
		letter_text_clear(&t);
		letter_digest_free(d);
	}
}

static void
digest__stays_below_90_kB_whatever_its_values_are(void **state G_GNUC_UNUSED)
{
	g_autofree char *plain = g_strnfill(5000, 'x');
	g_autoptr(GString) wide = g_string_new(NULL), marks = g_string_new(NULL);
	const char *values[4];

	for (guint i = 0; i < 3000; i++) {
		g_string_append(wide, "\xe6\xb3\xa8\xe6\x96\x87 ");
		g_string_append(marks, "&<\">'");
	}
	values[0] = plain;
	values[1] = wide->str;
	values[2] = marks->str;
	values[3] = "Contoso Gesellschaft mit beschr\xc3\xa4nkter Haftung & Co. KG";
	for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
		struct letter_head h = sample_head(templates);
		struct letter_digest *d = hostile_digest(values[i], 70);
		struct letter_text t;
		g_autoptr(GByteArray) b = NULL;

		rendered(d, &h, &t);
		b = written(&t, &h);
		assert_true(b->len <= LETTER_BYTES_MAX);
		assert_non_null(strstr(t.text, " more"));
		letter_text_clear(&t);
		letter_digest_free(d);
	}
}

/* Sixty rows as they are in life are all shown. */
static void
digest__sixty_rows_fit(void **state G_GNUC_UNUSED)
{
	struct letter_head h = sample_head(templates);
	struct letter_digest *d = sample_digest();
	struct letter_text t;
	g_autoptr(GByteArray) b = NULL;
	guint rows = 0;

	for (guint n = 0; n < 60; n++)
		sample_row_add(d, &SAMPLE_ROWS[n % 3]);
	rendered(d, &h, &t);
	b = written(&t, &h);
	for (const char *c = t.csv; (c = strchr(c, '\n')); c++)
		rows++;
	assert_int_equal(rows, 1 + DIGEST_ROWS_MAX);
	assert_true(b->len <= LETTER_BYTES_MAX);
	letter_is_golden("digest-full", &t);
	letter_text_clear(&t);
	letter_digest_free(d);
}

static void
digest__is_marked_as_ours_and_as_automatic(void **state G_GNUC_UNUSED)
{
	static const char *const WANTED[] = { "\r\nAuto-Submitted: auto-generated\r\n",
		"\r\nX-Auto-Response-Suppress: All\r\n",
		"\r\nList-Id: <digest-morning.purser.acme.example>\r\n",
		"\r\nX-Purser-Mark: v1 0 0123456789abcdef\r\n",
		"\r\nReferences: <a@acme.example> <b@acme.example>\r\n",
		"\r\nIn-Reply-To: <b@acme.example>\r\n", "\r\nTo: ar@acme.example\r\n" };
	const char *const references[] = { "a@acme.example", "bad id\r\nBcc: x@y", "b@acme.example", NULL };
	struct letter_head h = sample_head(templates);
	struct letter_digest *d = sample_digest();
	struct letter_text t;
	g_autoptr(GByteArray) b = NULL, again = NULL;

	h.references = references;
	rendered(d, &h, &t);
	b = written(&t, &h);
	again = written(&t, &h);
	assert_int_equal(b->len, again->len);
	assert_memory_equal(b->data, again->data, b->len);
	for (guint i = 0; i < G_N_ELEMENTS(WANTED); i++)
		if (!g_strstr_len((char *)b->data, b->len, WANTED[i]))
			fail_msg("%s is missing", WANTED[i]);
	assert_null(g_strstr_len((char *)b->data, b->len, "\r\nBcc"));
	for (guint i = 0; i + 1 < b->len; i++)
		assert_true(b->data[i] != '\r' || b->data[i + 1] == '\n');
	letter_text_clear(&t);
	letter_digest_free(d);
}

static void
letter__nobody_outside_is_written_to(void **state G_GNUC_UNUSED)
{
	static const char *const OUTSIDE[] = { "j.weiss@contoso.example", "ar@acme.example.evil.example",
		"ar@notacme.example", "ar", "ar@acme.example, x@evil.example",
		"ar@acme.example\r\nBcc: x@evil.example", "", "<ar@acme.example>" };
	struct letter_head h = sample_head(templates);
	struct letter_digest *d = sample_digest();

	for (guint i = 0; i < G_N_ELEMENTS(OUTSIDE); i++) {
		const char *const to[] = { "ar@acme.example", OUTSIDE[i], NULL };
		struct letter_text t;
		g_autoptr(GError) error = NULL;

		h.to = to;
		assert_false(letter_digest_render(d, &h, &t, &error));
		assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
		assert_null(t.html);
	}
	letter_digest_free(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digest__says_it_all_in_its_subject),
		cmocka_unit_test(digest__of_a_quiet_day_says_so),
		cmocka_unit_test(digest__a_mailbox_that_does_not_add_up_or_is_silent_is_an_alarm),
		cmocka_unit_test(digest__writes_numbers_and_days_in_seven_languages),
		cmocka_unit_test(digest__the_zone_of_the_reader_names_the_day),
		cmocka_unit_test(sums__are_kept_apart_by_currency_and_read_exactly),
		cmocka_unit_test(digest__hostile_values_in_every_field_do_nothing),
		cmocka_unit_test(digest__stays_below_90_kB_whatever_its_values_are),
		cmocka_unit_test(digest__sixty_rows_fit),
		cmocka_unit_test(digest__is_marked_as_ours_and_as_automatic),
		cmocka_unit_test(letter__nobody_outside_is_written_to),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

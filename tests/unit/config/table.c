/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table holds to itself: presets, bounds, manual, example, packing. */
#include "rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

union any_section {
	struct config_purser purser;
	struct config_company company;
	struct config_mailbox mailbox;
	struct config_ar ar;
	struct config_digest digest;
	struct config_letters letters;
	struct limits limits;
};

static void
table__every_preset_bound_and_example_is_a_value_of_its_own_row(void **state G_GNUC_UNUSED)
{
	guint n;
	const struct row *rows = config_rows(&n);

	for (guint i = 0; i < n; i++) {
		const char *values[] = { rows[i].preset, rows[i].min, rows[i].max, rows[i].example };
		gboolean one = FALSE;

		for (guint v = 0; v < G_N_ELEMENTS(values); v++) {
			union any_section base = { 0 };
			struct trouble trouble = { NULL };

			if (!values[v])
				continue;
			one = TRUE;
			if (!value_set(&rows[i], &base, values[v], &trouble))
				fail_msg("%s = %s: %s", rows[i].key, values[v], trouble.cause);
			section_clear(rows[i].section, &base);
		}
		assert_true(one);
		assert_true(rows[i].help && g_str_has_suffix(rows[i].help, "."));
		assert_ptr_equal(config_row_find(rows[i].section, rows[i].key), &rows[i]);
	}
}

static void
table__the_presets_of_limits_are_those_of_base(void **state G_GNUC_UNUSED)
{
	struct limits limits = { 0 };

	section_preset(SECTION_LIMITS, &limits);
	assert_memory_equal(&limits, &LIMITS_PRESET, sizeof(limits));
}

/* "#key = value" becomes "key = value"; "##" and "# text" stay comments. */
static char *
uncomment(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (guint i = 0; lines[i]; i++)
		if (lines[i][0] == '#' && g_ascii_isalpha(lines[i][1]))
			memmove(lines[i], lines[i] + 1, strlen(lines[i]));
	return g_strjoinv("\n", lines);
}

static struct config *
parse(const char *text)
{
	GPtrArray *problems = NULL;
	struct config *c = config_parse(text, "example", &problems);

	for (guint i = 0; i < problems->len; i++) {
		const struct config_problem *p = g_ptr_array_index(problems, i);
		g_autofree char *line = config_problem_format(p);

		/* As it stands it says nothing of the company: a person has to fill that in. */
		if (p->fatal || !strstr(line, "[company]"))
			fail_msg("%s", line);
	}
	g_ptr_array_unref(problems);
	assert_non_null(c);
	return c;
}

static void
example__parses_as_it_is_and_uncommented_and_agrees_with_the_presets(void **state G_GNUC_UNUSED)
{
	g_autofree char *text = config_example(), *bare = uncomment(text);
	struct config *a = parse(text), *b = parse(bare);
	guint n;
	const struct row *rows = config_rows(&n);

	assert_true(b->n_keys > a->n_keys + 40);
	for (guint i = 0; i < n; i++) {
		g_autofree char *line = g_strdup_printf("%s = ", rows[i].key);

		assert_non_null(strstr(text, line));
	}
	assert_memory_equal(&a->limits, &b->limits, sizeof(a->limits));
	assert_int_equal(a->purser.mode, b->purser.mode);
	assert_string_equal(a->purser.state_dir, b->purser.state_dir);
	assert_int_equal(a->ar.give_up_s, b->ar.give_up_s);
	assert_int_equal(a->ar.server.port, b->ar.server.port);
	assert_string_equal(b->company.domains[0], "example.com");
	config_free(a);
	config_free(b);
}

static void
manual__names_every_key_of_the_table(void **state G_GNUC_UNUSED)
{
	g_autofree char *text = config_manual();
	guint n;
	const struct row *rows = config_rows(&n);

	for (guint i = 0; i < n; i++) {
		g_autofree char *line = g_strdup_printf("\n.It Ic %s No = ", rows[i].key);

		assert_non_null(strstr(text, line));
	}
}

/* Run from the source folder, as the build does. */
static void
documents__in_the_tree_are_what_the_table_says(void **state G_GNUC_UNUSED)
{
	g_autofree char *page = config_manual(), *example = config_example(), *page_file = NULL,
			*example_file = NULL;

	assert_true(g_file_get_contents("docs/purser.conf.5", &page_file, NULL, NULL));
	assert_true(g_file_get_contents("config/purser.conf.example", &example_file, NULL, NULL));
	if (strcmp(page, page_file) != 0)
		fail_msg("the table has changed: purser check-config --manual > docs/purser.conf.5");
	if (strcmp(example, example_file) != 0)
		fail_msg("the table has changed: purser check-config --example > config/purser.conf.example");
}

static struct config *
sample(void)
{
	return parse(
	    "[company]\nnames = Acme\ndomains = acme.example\n"
	    "[mailbox sales]\nhost = h.example\nuser = u\npassword_file = /x\nfolders = a, b\nfrom = "
	    "2026-01-31\n"
	    "[ar]\nhost = h.example\nuser = u\ntoken_command = t\nto = a@b.c, d@e.f\nfrom = p <p@b.c>\n"
	    "[limits]\nparts = 99\n");
}

static void
pack__a_section_survives_the_way_to_a_helper(void **state G_GNUC_UNUSED)
{
	struct config *c = sample();
	const struct config_mailbox *m = g_ptr_array_index(c->mailboxes, 0);
	g_autoptr(GVariant) mv = g_variant_ref_sink(config_mailbox_pack(m, &c->limits));
	g_autoptr(GVariant) av = g_variant_ref_sink(config_ar_pack(&c->ar, &c->limits));
	struct limits limits = { 0 };
	struct config_mailbox *m2 = config_mailbox_unpack(mv, &limits, NULL);
	struct config_ar *a2;

	assert_true(g_variant_is_of_type(mv, G_VARIANT_TYPE(CONFIG_VARIANT_TYPE)));
	assert_non_null(m2);
	assert_true(config_mailbox_equal(m, m2));
	assert_int_equal(limits.parts, 99);
	assert_int_equal(m2->from_date.month, 1);
	assert_null(m2->owner);
	memset(&limits, 0, sizeof(limits));
	a2 = config_ar_unpack(av, &limits, NULL);
	assert_non_null(a2);
	assert_true(config_ar_equal(&c->ar, a2));
	assert_int_equal(limits.parts, 99);
	config_mailbox_free(m2);
	config_ar_free(a2);
	config_free(c);
}

static void
pack__what_is_no_section_is_refused(void **state G_GNUC_UNUSED)
{
	g_autoptr(GVariant) text = g_variant_ref_sink(g_variant_new_string("x"));
	g_autoptr(GVariant) empty = g_variant_ref_sink(g_variant_new("a{sv}", NULL));
	struct limits limits;
	struct config *c = sample();
	GVariantDict dict;
	g_autoptr(GVariant) whole = g_variant_ref_sink(config_ar_pack(&c->ar, &c->limits)), bad = NULL;

	assert_null(config_mailbox_unpack(text, &limits, NULL));
	assert_null(config_mailbox_unpack(empty, &limits, NULL));
	assert_null(config_ar_unpack(text, &limits, NULL));
	assert_null(config_ar_unpack(empty, &limits, NULL));
	g_variant_dict_init(&dict, whole);
	g_variant_dict_insert(&dict, "tls", "u", 17);
	bad = g_variant_ref_sink(g_variant_dict_end(&dict));
	assert_null(config_ar_unpack(bad, &limits, NULL));
	config_free(c);
}

static void
equal__sees_every_key_of_a_section(void **state G_GNUC_UNUSED)
{
	struct config *c = sample(), *d = sample();
	struct config_mailbox *m = g_ptr_array_index(d->mailboxes, 0);
	guint n;
	const struct row *rows = config_rows(&n);

	assert_true(config_mailbox_equal(g_ptr_array_index(c->mailboxes, 0), m));
	for (guint i = 0; i < n; i++) {
		static const char *const OTHERS[] = { "7", "1h", "29m", "poll", "login", "starttls", "all",
			"no", "yes", "imap", "require", "x@y.zz", "other.example", "/other" };
		struct trouble trouble = { NULL };
		gboolean changed = FALSE;
		void *base = rows[i].section == SECTION_MAILBOX ? (void *)m : (void *)&d->ar;

		if (rows[i].section != SECTION_MAILBOX && rows[i].section != SECTION_AR)
			continue;
		for (guint o = 0; o < G_N_ELEMENTS(OTHERS) && !changed; o++)
			changed = value_set(&rows[i], base, OTHERS[o], &trouble) &&
				  !(rows[i].section == SECTION_MAILBOX
					  ? config_mailbox_equal(g_ptr_array_index(c->mailboxes, 0), m)
					  : config_ar_equal(&c->ar, &d->ar));
		trouble_clear(&trouble);
		if (!changed)
			fail_msg("%s makes no difference", rows[i].key);
		config_free(d);
		d = sample();
		m = g_ptr_array_index(d->mailboxes, 0);
	}
	config_free(c);
	config_free(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table__every_preset_bound_and_example_is_a_value_of_its_own_row),
		cmocka_unit_test(table__the_presets_of_limits_are_those_of_base),
		cmocka_unit_test(example__parses_as_it_is_and_uncommented_and_agrees_with_the_presets),
		cmocka_unit_test(manual__names_every_key_of_the_table),
		cmocka_unit_test(documents__in_the_tree_are_what_the_table_says),
		cmocka_unit_test(pack__a_section_survives_the_way_to_a_helper),
		cmocka_unit_test(pack__what_is_no_section_is_refused),
		cmocka_unit_test(equal__sees_every_key_of_a_section),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The templates' language, its errors, and that a broken template loses no letter. */
#include "samples.h"

#include "template.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static struct scope *
sample_scope(void)
{
	struct scope *s = scope_new(), *row;

	scope_set(s, "name", "A & B");
	scope_set(s, "empty", NULL);
	scope_flag(s, "yes", TRUE);
	scope_flag(s, "no", FALSE);
	scope_list(s, "none");
	for (guint i = 1; i <= 2; i++) {
		row = scope_row(s, "rows");
		scope_format(row, "n", "%u", i);
		scope_flag(row, "first", i == 1);
	}
	scope_set(s, "long", "one two three four five six seven");
	scope_set(s, "wide", "\xe6\xb3\xa8\xe6\x96\x87");
	scope_made(s, "made", "plain <text>", "<b>html</b>");
	return s;
}

static const struct letter_template *other; /* what {{>other}} finds */

static const struct letter_template *
find(const char *name, enum template_kind kind G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
	return strcmp(name, "other") == 0 ? other : NULL;
}

static char *
shown(const char *text, enum template_kind kind, GError **error)
{
	struct letter_template *t = template_parse(text, strlen(text), kind, "t", error);
	struct scope *s = sample_scope();
	GString *out = g_string_new("x");
	gboolean ok = t && template_render(t, s, find, NULL, out, error);

	if (!ok)
		assert_string_equal(out->str, "x"); /* nothing half is left */
	template_free(t);
	scope_free(s);
	g_string_erase(out, 0, 1);
	return g_string_free(out, !ok);
}

static const struct {
	enum template_kind kind;
	const char *text, *wanted;
} RIGHT[] = {
	{ TEMPLATE_TEXT, "plain {text} }} {", "plain {text} }} {" },
	{ TEMPLATE_TEXT, "{{name}}!", "A & B!" },
	{ TEMPLATE_HTML, "{{name}}!", "A &amp; B!" },
	{ TEMPLATE_TEXT, "{{ name | max 4 | pad 6 }}|", "A\xe2\x80\xa6    |" },
	{ TEMPLATE_TEXT, "{{name|pad 8}}|{{name|right 8}}|", "A & B   |   A & B|" },
	{ TEMPLATE_TEXT, "{{wide|pad 6}}|", "\xe6\xb3\xa8\xe6\x96\x87  |" },
	{ TEMPLATE_TEXT, "{{#yes}}a{{/yes}}{{^yes}}b{{/yes}}{{#no}}c{{/no}}{{^no}}d{{/no}}", "ad" },
	{ TEMPLATE_TEXT, "{{#empty}}a{{/empty}}{{^empty}}b{{/empty}}{{empty}}", "b" },
	{ TEMPLATE_TEXT, "{{#rows}}{{n}}{{^first}}.{{/first}}{{name}},{{/rows}}{{^rows}}none{{/rows}}",
	    "1A & B,2.A & B," },
	{ TEMPLATE_TEXT, "{{#none}}a{{/none}}{{^none}}b{{/none}}", "b" },
	{ TEMPLATE_TEXT, "a\n{{#rows}}\n  {{n}}\n{{/rows}}\nb\n", "a\n  1\n  2\nb\n" },
	{ TEMPLATE_TEXT, "a\n  {{#yes}}  \nb\n  {{/yes}}\n", "a\nb\n" },
	{ TEMPLATE_TEXT, "a{{! a remark }}b\n{{! of\na line }}\nc", "ab\n\nc" },
	{ TEMPLATE_TEXT, "{{#yes}}{{/yes}}\nc", "c" },
	{ TEMPLATE_TEXT, "{{\nname\n}}", "A & B" },
	{ TEMPLATE_TEXT, "ab {{long|wrap 17}}", "ab one two three\n    four five six\n    seven" },
	{ TEMPLATE_TEXT, "{{made}}", "plain <text>" },
	{ TEMPLATE_HTML, "{{made}}", "<b>html</b>" },
	{ TEMPLATE_TEXT, "[{{>other}}]", "[in A & B]" },
	{ TEMPLATE_TEXT, "[\n{{>other}}\n]", "[\nin A & B]" },
	{ TEMPLATE_TEXT, "", "" },
};

static void
template__shows_what_it_should(void **state G_GNUC_UNUSED)
{
	struct letter_template *in = template_parse("in {{name}}", 11, TEMPLATE_TEXT, "other", NULL);

	other = in;
	for (guint i = 0; i < G_N_ELEMENTS(RIGHT); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *out = shown(RIGHT[i].text, RIGHT[i].kind, &error);

		if (!out)
			fail_msg("%s: %s", RIGHT[i].text, error->message);
		assert_string_equal(out, RIGHT[i].wanted);
	}
	template_free(in);
	other = NULL;
}

static const struct {
	const char *text, *wanted;
} WRONG[] = {
	{ "a\nb {{nme}}", "t:2: 'nme' is no name that this letter knows" },
	{ "{{#nme}}x{{/nme}}", "t:1: 'nme' is no name that this letter knows" },
	{ "{{n}}", "t:1: 'n' is no name that this letter knows" },
	{ "{{rows}}", "t:1: 'rows' is a list: write {{#…}}" },
	{ "\n\n{{name", "t:3: {{ without }}" },
	{ "{{#yes}}\n{{#no}}\n{{/yes}}{{/no}}", "t:3: {{/yes}} stands where {{/no}} of line 2 should" },
	{ "{{#yes}}\n", "t:1: {{#yes}} is never closed" },
	{ "{{^no}}\n", "t:1: {{^no}} is never closed" },
	{ "{{/yes}}", "t:1: {{/yes}} closes nothing" },
	{ "{{name|shout}}", "t:1: 'shout' is none of max, pad, right and wrap" },
	{ "{{name|max}}", "t:1: 'max' takes a number from 1 to 400" },
	{ "{{name|max 0}}", "t:1: 'max' takes a number from 1 to 400" },
	{ "{{name|pad 99999999999}}", "t:1: 'pad' takes a number from 1 to 400" },
	{ "{{}}", "t:1: '' is not a name" },
	{ "{{Name}}", "t:1: 'Name' is not a name" },
	{ "{{{name}}}", "t:1: '{name' is not a name" },
	{ "{{# }}", "t:1: '' is not a name" },
	{ "{{>nothing}}", "t:1: 'nothing' is no template" },
	{ "\xff", "t:1: not a text in UTF-8" },
	{ "{{#yes}}{{#yes}}{{#yes}}{{#yes}}{{#yes}}{{#yes}}{{#yes}}{{#yes}}{{#yes}}",
	    "t:1: more than 8 sections within each other" },
};

static void
template__every_slip_has_its_file_and_line(void **state G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *out = shown(WRONG[i].text, TEMPLATE_TEXT, &error);

		if (out)
			fail_msg("%s gave %s", WRONG[i].text, out);
		assert_string_equal(error->message, WRONG[i].wanted);
		assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	}
}

static void
template__one_that_holds_itself_ends(void **state G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	struct letter_template *self = template_parse("a{{>other}}", 11, TEMPLATE_TEXT, "other", NULL);
	g_autofree char *out = NULL;

	other = self;
	out = shown("{{>other}}", TEMPLATE_TEXT, &error);
	other = NULL;
	assert_null(out);
	assert_string_equal(error->message, "other:1: 'other' would be put into itself for ever");
	template_free(self);
}

/* Any beginning of a template, and any with one byte changed, is shown or refused, and nothing else. */
static void
template__broken_ones_are_refused_or_shown_never_more(void **state G_GNUC_UNUSED)
{
	static const char BYTES[] = "{}#/^>!|\n ax";

	for (const struct template_file *f = TEMPLATE_FILES; f->name; f++) {
		gsize size = strlen(f->text);

		for (gsize at = 0; at < size; at += 7) {
			g_autofree char *copy = g_strdup(f->text);
			struct scope *s = sample_scope();
			GString *out = g_string_new(NULL);
			struct letter_template *t;

			copy[at] = BYTES[at % (sizeof BYTES - 1)];
			t = template_parse(copy, at % 2 ? size : at, TEMPLATE_TEXT, f->name, NULL);
			if (t)
				template_render(t, s, find, NULL, out, NULL);
			template_free(t);
			scope_free(s);
			g_string_free(out, TRUE);
		}
	}
}

static void
templates__are_what_is_installed(void **state G_GNUC_UNUSED)
{
	for (const struct template_file *f = TEMPLATE_FILES; f->name; f++) {
		g_autofree char *path = g_build_filename("config/templates", f->name, NULL), *text = NULL;

		assert_true(g_file_get_contents(path, &text, NULL, NULL));
		assert_string_equal(text, f->text);
	}
}

struct folder {
	char *path;
};

static char *
folder_with(const char *name, const char *text)
{
	char *path = g_dir_make_tmp("purser-templates-XXXXXX", NULL);
	g_autofree char *file = g_build_filename(path, name, NULL);

	assert_true(g_file_set_contents(file, text, -1, NULL));
	return path;
}

static void
folder_remove(char *path, const char *name)
{
	g_autofree char *file = g_build_filename(path, name, NULL);

	g_unlink(file);
	g_rmdir(path);
	g_free(path);
}

static void
templates__a_company_may_have_its_own(void **state G_GNUC_UNUSED)
{
	char *path = folder_with("digest.txt", "Ours: {{orders}}\n");
	struct letter_templates *set = letter_templates_load(path);
	g_autoptr(GPtrArray) problems = letter_templates_problems(set);
	struct letter_head h = sample_head(set);
	struct letter_digest *d = sample_digest();
	struct letter_text t;

	assert_int_equal(problems->len, 0);
	assert_true(letter_digest_render(d, &h, &t, NULL));
	assert_string_equal(t.text, "Ours: 8\n");
	assert_non_null(strstr(t.html, "Contoso"));
	letter_text_clear(&t);
	letter_digest_free(d);
	letter_templates_free(set);
	folder_remove(path, "digest.txt");
}

static const struct {
	const char *file, *text, *wanted;
	gboolean at_load;
} BROKEN[] = {
	{ "digest.html", "one\n{{#sections}}", "digest.html:2: {{#sections}} is never closed", TRUE },
	{ "digest.html", "one\ntwo {{custmer}}", "digest.html:2: 'custmer' is no name that this letter knows",
	    FALSE },
	{ "head.html", "{{>head}}", "head.html:1: 'head' would be put into itself for ever", FALSE },
	{ "digest.html", "{{#sections}}{{#rows}}{{amonut}}{{/rows}}{{/sections}}",
	    "digest.html:1: 'amonut' is no name that this letter knows", FALSE },
	{ "digset.html", "x", "digset.html:1: there is no letter of this name", TRUE },
};

static void
templates__a_broken_one_is_told_and_ours_is_sent(void **state G_GNUC_UNUSED)
{
	struct letter_templates *ours = letter_templates_load(NULL);
	struct letter_head h = sample_head(ours);
	struct letter_digest *d = sample_digest();
	struct letter_text wanted;

	assert_true(letter_digest_render(d, &h, &wanted, NULL));
	for (guint i = 0; i < G_N_ELEMENTS(BROKEN); i++) {
		char *path = folder_with(BROKEN[i].file, BROKEN[i].text);
		struct letter_templates *set = letter_templates_load(path);
		g_autoptr(GPtrArray) loaded = letter_templates_problems(set), later = NULL;
		const GPtrArray *told;
		struct letter_text t;

		h.templates = set;
		assert_true(letter_digest_render(d, &h, &t, NULL));
		assert_string_equal(t.html, wanted.html);
		later = letter_templates_problems(set);
		told = BROKEN[i].at_load ? loaded : later;
		assert_int_equal(loaded->len + later->len, 1);
		assert_int_equal(told->len, 1);
		assert_true(g_str_has_suffix(g_ptr_array_index((GPtrArray *)told, 0), BROKEN[i].wanted));
		letter_text_clear(&t);
		letter_templates_free(set);
		folder_remove(path, BROKEN[i].file);
	}
	letter_text_clear(&wanted);
	letter_digest_free(d);
	letter_templates_free(ours);
}

/* A pipe would hold up the daemon for ever, a device eat its memory; a link to a file is a file. */
static void
templates__what_is_no_file_is_told_and_ours_is_sent(void **state G_GNUC_UNUSED)
{
	static const char *const NAMES[] = { "digest.txt", "digest.html", "digest.subject", "head.html",
		"foot.html", "ae.txt" };
	char *path = folder_with("ae.txt", "{{! linked }}");
	g_autofree char *large = g_strnfill((256 << 10) + 1, 'x');
	char *names[G_N_ELEMENTS(NAMES)];
	g_autoptr(GPtrArray) problems = NULL;
	struct letter_templates *set;

	for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
		names[i] = g_build_filename(path, NAMES[i], NULL);
	assert_int_equal(mkfifo(names[0], 0600), 0);
	assert_int_equal(symlink("/dev/zero", names[1]), 0);
	assert_int_equal(symlink("ae.txt", names[2]), 0);
	assert_int_equal(g_mkdir(names[3], 0700), 0);
	assert_true(g_file_set_contents(names[4], large, -1, NULL));
	set = letter_templates_load(path);
	problems = letter_templates_problems(set);
	assert_int_equal(problems->len, 4);
	for (guint i = 0; i < problems->len; i++)
		assert_true(strstr(problems->pdata[i], ":1: is no file") ||
			    strstr(problems->pdata[i], "foot.html:1: larger than 256 kB"));
	letter_templates_free(set);
	for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
		g_remove(names[i]);
		g_free(names[i]);
	}
	folder_remove(path, "ae.txt");
}

static void
templates__a_try_finds_what_a_letter_would(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *file, *text, *wanted; /* NULL: nothing */
	} ROWS[] = {
		{ "digest.txt", "{{#sections}}{{#more}}{{mroe}}{{/more}}{{/sections}}",
		    "digest.txt:1: 'mroe'" },
		{ "order.html", "{{titel}}", "order.html:1: 'titel'" },
		{ "alert.subject", "{{^single}}{{cuont}}{{/single}}", "alert.subject:1: 'cuont'" },
		{ "ae.txt", "\n{{#for}}\n{{four}}{{/for}}", "ae.txt:3: 'four'" },
		{ "insight.txt", "{{#drift}}{{valeu}}{{/drift}}", "insight.txt:1: 'valeu'" },
		{ "promise.html", "{{#answer}}{{no_such}}{{/answer}}", "promise.html:1: 'no_such'" },
		{ "receipt.txt", "{{customer}}: {{number}}", NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		char *path = folder_with(ROWS[i].file, ROWS[i].text);
		struct letter_templates *set = letter_templates_load(path);
		g_autoptr(GPtrArray) problems = NULL;

		letter_templates_try(set);
		problems = letter_templates_problems(set);
		assert_int_equal(problems->len, ROWS[i].wanted != NULL);
		if (ROWS[i].wanted && !strstr(g_ptr_array_index(problems, 0), ROWS[i].wanted))
			fail_msg("%s", (char *)g_ptr_array_index(problems, 0));
		letter_templates_free(set);
		folder_remove(path, ROWS[i].file);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(template__shows_what_it_should),
		cmocka_unit_test(template__every_slip_has_its_file_and_line),
		cmocka_unit_test(template__one_that_holds_itself_ends),
		cmocka_unit_test(template__broken_ones_are_refused_or_shown_never_more),
		cmocka_unit_test(templates__are_what_is_installed),
		cmocka_unit_test(templates__a_company_may_have_its_own),
		cmocka_unit_test(templates__a_broken_one_is_told_and_ours_is_sent),
		cmocka_unit_test(templates__what_is_no_file_is_told_and_ours_is_sent),
		cmocka_unit_test(templates__a_try_finds_what_a_letter_would),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small parsers, chosen by the first byte: header fields, sets of UIDs, names of folders, settings, customers, numbers. */
#include "purser/config.h"
#include "purser/directory.h"
#include "purser/mailbox.h"

#include "document/number.h"
#include "finding/auth_results.h"
#include "mailbox/scan.h"
#include "mailbox/utf7.h"
#include "message/internal.h"

#include "check.h"

static void
fuzz_prepare(void)
{
	message_init();
	document_init();
}

static void
address_field(const char *text, gsize size G_GNUC_UNUSED)
{
	g_autoptr(GPtrArray) addresses = g_ptr_array_new(), ids = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *line = header_text(text);
	gint64 date;
	int offset;

	header_addresses(text, addresses);
	for (guint i = 0; i < addresses->len; i++) {
		struct address *a = addresses->pdata[i];

		fuzz_must(!a->name || (g_utf8_validate(a->name, -1, NULL) && !strpbrk(a->name, "\r\n")));
		fuzz_must(!a->address || g_utf8_validate(a->address, -1, NULL));
		address_free(a);
	}
	header_message_ids(text, ids, 100);
	fuzz_must(ids->len <= 100);
	header_date(text, &date, &offset);
	fuzz_must(!line || (g_utf8_validate(line, -1, NULL) && !strpbrk(line, "\r\n")));
}

static void
auth_field(const char *text, gsize size G_GNUC_UNUSED)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)auth_results_free);
	struct auth_summary sum = { NULL };

	g_ptr_array_add(all, auth_results_parse(text));
	auth_results_sum(all, "jo@contoso.example", &sum);
	fuzz_must(!sum.about_author || g_strcmp0(sum.dmarc, "pass") == 0);
}

static void
uids(const char *text, gsize size G_GNUC_UNUSED)
{
	struct uid_set *set = uid_set_parse(text, NULL), *again;
	g_autofree char *shown = NULL, *shown_again = NULL;

	if (!set)
		return;
	shown = uid_set_format(set);
	again = uid_set_parse(shown, NULL);
	fuzz_must(again && uid_set_count(again) == uid_set_count(set));
	shown_again = uid_set_format(again);
	fuzz_must(strcmp(shown, shown_again) == 0);
	uid_set_free(uid_set_take_first(again, 3));
	uid_set_free(set);
	uid_set_free(again);
}

static void
folder_name(const char *text, gsize size)
{
	g_autofree char *name = utf7_decode(text, size), *wire = NULL, *again = NULL;

	if (!name)
		return;
	fuzz_must(g_utf8_validate(name, -1, NULL));
	wire = utf7_encode(name, NULL);
	if (wire)
		again = utf7_decode(wire, strlen(wire));
	fuzz_must(!wire || (again && strcmp(again, name) == 0));
}

static void
tokens(const char *text, gsize size)
{
	struct scan s = scan_of(text, size), t;
	g_autoptr(GString) out = g_string_new(NULL);
	guint64 n;
	gint64 date;

	while (!scan_end(&s)) {
		const char *at = s.at;

		if (!scan_number(&s, G_MAXUINT32, &n) && !scan_date_time(&s, &date) &&
		    !scan_quoted(&s, out) && !scan_literal(&s, &n) && !scan_skip_value(&s) &&
		    !scan_attribute(&s, &t) && !scan_atom(&s, &t))
			s.at++;
		fuzz_must(s.at > at && s.at <= s.end);
	}
}

static void
words(const char *text, gsize size)
{
	g_autofree char *valid = text_make_valid(text, size), *line = text_one_line(text, 60),
			*key = text_key(valid);
	gint64 n;
	struct day day;

	fuzz_must(g_utf8_validate(valid, -1, NULL));
	fuzz_must(strlen(line) <= 60 && g_utf8_validate(line, -1, NULL));
	fuzz_must(g_utf8_validate(key, -1, NULL));
	duration_parse(text, &n);
	size_parse(text, &n);
	if (day_parse(text, &day))
		fuzz_must(day_valid(day));
}

static void
customers(const char *text, gsize size)
{
	GPtrArray *problems = NULL, *rows = directory_import_csv(text, size, "customers.csv", &problems);
	struct directory *d;
	g_autofree char *hint = NULL;

	fuzz_must(rows || problems->len);
	for (guint i = 0; problems && i < problems->len; i++)
		fuzz_must(g_utf8_validate(problems->pdata[i], -1, NULL));
	if (rows) {
		d = directory_new();
		for (guint i = 0; i < rows->len; i++)
			directory_add(d, customer_copy(rows->pdata[i]));
		directory_find(d, "contoso", &hint);
		directory_free(d);
		g_ptr_array_unref(rows);
	}
	if (problems)
		g_ptr_array_unref(problems);
}

static void
settings(const char *text, gsize size G_GNUC_UNUSED)
{
	GPtrArray *problems = NULL;
	struct config *c = config_parse(text, "purser.conf", &problems);

	for (guint i = 0; i < problems->len; i++) {
		g_autofree char *line = config_problem_format(problems->pdata[i]);

		fuzz_must(g_utf8_validate(line, -1, NULL));
	}
	fuzz_must(c || problems->len);
	if (c)
		config_free(c);
	g_ptr_array_unref(problems);
}

/* Eight bytes of a number, then the code of its format. */
static void
number(const char *text, gsize size)
{
	g_autoptr(GString) out = g_string_new(NULL);
	double value;

	if (size < sizeof(value))
		return;
	memcpy(&value, text, sizeof(value));
	number_show(out, value, text + sizeof(value), size & 1);
	fuzz_must(g_utf8_validate(out->str, -1, NULL) || !g_utf8_validate(text + sizeof(value), -1, NULL));
}

/* The charset's name on a line of its own, then the bytes. */
static void
charset(const char *text, gsize size)
{
	gsize n = strcspn(text, "\n");
	g_autofree char *name = g_strndup(text, n), *decoded = NULL;

	if (n >= size)
		return;
	decoded = message_text_decode((const guint8 *)text + n + 1, size - n - 1, name, 65536);
	fuzz_must(g_utf8_validate(decoded, -1, NULL) && strlen(decoded) <= 65536);
}

static void
domain(const char *text, gsize size)
{
	g_autofree char *valid = text_make_valid(text, size), *name = directory_registrable_domain(valid);
	static const char *const OURS[] = { "acme.example", NULL };

	directory_is_relay(valid);
	directory_is_freemail(valid);
	address_in_domains(valid, OURS);
	fuzz_must(!name || g_utf8_validate(name, -1, NULL));
}

static void
fuzz_one(const guint8 *bytes, gsize size)
{
	static const struct {
		char key;
		void (*parse)(const char *text, gsize size);
	} PARSERS[] = {
		{ 'a', address_field },
		{ 'r', auth_field },
		{ 'u', uids },
		{ '7', folder_name },
		{ 's', tokens },
		{ 'w', words },
		{ 'c', customers },
		{ 'C', settings },
		{ 'n', number },
		{ 'd', charset },
		{ 'o', domain },
	};
	g_autofree char *text = NULL;

	if (!size)
		return;
	/* NUL-terminated, right behind the last byte. */
	text = g_malloc(size);
	memcpy(text, bytes + 1, size - 1);
	text[size - 1] = '\0';
	for (guint i = 0; i < G_N_ELEMENTS(PARSERS); i++)
		if (PARSERS[i].key == (char)bytes[0])
			PARSERS[i].parse(text, size - 1);
}

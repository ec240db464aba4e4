/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customers' CSV: what is taken, and what each mistake is called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "purser/directory.h"

static GPtrArray *
import(const char *text, GPtrArray **out_problems)
{
	return directory_import_csv(text, strlen(text), "customers.csv", out_problems);
}

static void
import__takes_quotes_lists_bom_and_both_delimiters(void **state)
{
	static const char *const TEXTS[] = {
		"id,name,domains,aliases,contacts,ae\n"
		"C1,\"Contoso, \"\"Retail\"\"\",Contoso.Example; "
		"mail.contoso.example;contoso.example,CTS;Contoso,"
		"AP@contoso.example,ann@acme.example\n",
		"\xef\xbb\xbfID;Name;Domains;Aliases;Contacts;AE\r\n"
		"\r\n"
		"C1;\"Contoso, "
		"\"\"Retail\"\"\";\"contoso.example;mail.contoso.example\";\"CTS;Contoso\";ap@contoso."
		"example;"
		"Ann@acme.example",
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
		GPtrArray *problems = NULL;
		g_autoptr(GPtrArray) rows = import(TEXTS[i], &problems);
		const struct customer *c;

		if (problems)
			fail_msg("%s", (char *)g_ptr_array_index(problems, 0));
		assert_int_equal(rows->len, 1);
		c = g_ptr_array_index(rows, 0);
		assert_int_equal(c->kind, CUSTOMER_KNOWN);
		assert_string_equal(c->code, "C1");
		assert_string_equal(c->name, "Contoso, \"Retail\"");
		assert_int_equal(g_strv_length(c->domains), 2);
		assert_string_equal(c->domains[0], "contoso.example");
		assert_string_equal(c->domains[1], "mail.contoso.example");
		assert_string_equal(c->aliases[1], "Contoso");
		assert_string_equal(c->contacts[0], "ap@contoso.example");
		assert_string_equal(c->ae, "ann@acme.example");
		assert_null(c->ar_owner);
	}
}

static void
import__our_own_entities_need_no_id(void **state)
{
	GPtrArray *problems = NULL;
	g_autoptr(GPtrArray) rows =
	    import("kind,id,name\nown,,Acme AG\ncustomer,C1,Contoso\n,C2,Fabrikam\n", &problems);

	(void)state;
	assert_null(problems);
	assert_int_equal(rows->len, 3);
	assert_int_equal(((const struct customer *)g_ptr_array_index(rows, 0))->kind, CUSTOMER_OWN);
	assert_null(((const struct customer *)g_ptr_array_index(rows, 0))->code);
	assert_int_equal(((const struct customer *)g_ptr_array_index(rows, 2))->kind, CUSTOMER_KNOWN);
}

static void
import__each_mistake_is_named_with_its_line(void **state)
{
	static const struct {
		const char *text, *wanted; /* the beginning of the first problem */
	} ROWS[] = {
		{ "", "customers.csv:1: the file is empty" },
		{ "\n\n", "customers.csv:3: the file is empty" },
		{ "C1,Contoso\n", "customers.csv:1: unknown column 'C1'" },
		{ "id,nmae\nC1,Contoso\n", "customers.csv:1: unknown column 'nmae': did you mean 'name'?" },
		{ "id,id,name\n", "customers.csv:1: column 'id' stands there twice" },
		{ "name\nContoso\n", "customers.csv:1: no column 'id'" },
		{ "id,name\nC1,Contoso\nC2\n",
		    "customers.csv:3: 1 values where the first line names 2 columns" },
		{ "id,name\nC1,Contoso\n\nC1,Fabrikam\n",
		    "customers.csv:4: id 'C1' stands in line 2 already" },
		{ "id,name\n,Contoso\n", "customers.csv:2: no id" },
		{ "id,name\nC1,\n", "customers.csv:2: no name" },
		{ "id,name,kind\nC1,Contoso,vendor\n", "customers.csv:2: kind 'vendor' is neither" },
		{ "id,name,domains\nC1,Contoso,contoso\n",
		    "customers.csv:2: domains: 'contoso' is not a mail domain" },
		{ "id,name,domains\nC1,Contoso,a@contoso.example\n",
		    "customers.csv:2: domains: 'a@contoso.example' is not" },
		{ "id,name,domains\nC1,Contoso,co.uk\n",
		    "customers.csv:2: domains: 'co.uk' is not a mail domain" },
		{ "id,name,domains\nC1,Contoso,x.coupahost.com\n",
		    "customers.csv:2: domains: x.coupahost.com is a portal's" },
		{ "id,name,domains\nC1,Contoso,gmail.com\n",
		    "customers.csv:2: domains: gmail.com is a public mail provider" },
		{ "id,name,contacts\nC1,Contoso,contoso.example\n",
		    "customers.csv:2: contacts: 'contoso.example' is not" },
		{ "id,name,ae\nC1,Contoso,Ann <ann@acme.example>\n",
		    "customers.csv:2: ae: 'Ann <ann@acme.example>' is not" },
		{ "id,name,ae\nC1,Contoso,\"ann@acme.example\r\nBcc: x@y.example\"\n",
		    "customers.csv:2: ae: " },
		{ "id,name\nC1,\"Contoso\nRetail\"\n", "customers.csv:2: name has line breaks" },
		{ "id,name\nC1,Con\"toso\n", "customers.csv:2: a quote inside a value" },
		{ "id,name\nC1,\"Contoso\"x\n", "customers.csv:2: text after a closing quote" },
		{ "id,name\nC1,Contoso\nC2,\"Fabrikam\nC3,Northwind\n",
		    "customers.csv:3: a quote is opened and never closed" },
		{ "id,name\nC1,Cont\xffso\n", "customers.csv:2: this is not UTF-8" },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		GPtrArray *problems = NULL;
		GPtrArray *rows = import(ROWS[i].text, &problems);

		assert_null(rows);
		assert_non_null(problems);
		if (!g_str_has_prefix(g_ptr_array_index(problems, 0), ROWS[i].wanted))
			fail_msg(
			    "got '%s', wanted '%s…'", (char *)g_ptr_array_index(problems, 0), ROWS[i].wanted);
		g_ptr_array_unref(problems);
	}
}

static void
import__all_mistakes_come_at_once(void **state)
{
	GPtrArray *problems = NULL;
	GPtrArray *rows =
	    import("id,name,domains\nC1,,bad\nC2,Contoso,contoso.example\n,Fabrikam,\n", &problems);

	(void)state;
	assert_null(rows);
	assert_int_equal(problems->len, 3);
	g_ptr_array_unref(problems);
}

static void
import__a_flood_of_mistakes_is_counted_not_listed(void **state)
{
	g_autoptr(GString) text = g_string_new("id,name\n");
	GPtrArray *problems = NULL;

	(void)state;
	for (int i = 0; i < 5000; i++)
		g_string_append(text, ",\n");
	assert_null(import(text->str, &problems));
	assert_int_equal(problems->len, 101);
	assert_string_equal(g_ptr_array_index(problems, 100), "customers.csv: and 9900 more problems");
	g_ptr_array_unref(problems);
}

static void
import__nul_bytes_are_no_text(void **state)
{
	static const char TEXT[] = "id,name\nC1,Con\0toso\n";
	GPtrArray *problems = NULL;

	(void)state;
	assert_null(directory_import_csv(TEXT, sizeof(TEXT) - 1, "customers.csv", &problems));
	assert_string_equal(
	    g_ptr_array_index(problems, 0), "customers.csv:2: this is not UTF-8: save the file as UTF-8");
	g_ptr_array_unref(problems);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(import__takes_quotes_lists_bom_and_both_delimiters),
		cmocka_unit_test(import__our_own_entities_need_no_id),
		cmocka_unit_test(import__each_mistake_is_named_with_its_line),
		cmocka_unit_test(import__all_mistakes_come_at_once),
		cmocka_unit_test(import__a_flood_of_mistakes_is_counted_not_listed),
		cmocka_unit_test(import__nul_bytes_are_no_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

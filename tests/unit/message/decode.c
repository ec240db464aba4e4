/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transfer encodings: what our own walk gives is what GMime gives, clean or odd. */
#include "internal.h"

#include <string.h>

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

static void
assert_same(GMimeContentEncoding encoding, const char *bytes, gsize size)
{
	GMimeEncoding ours, theirs;
	g_autofree char *a = NULL, *b = NULL;
	gsize n, m;

	g_mime_encoding_init_decode(&ours, encoding);
	g_mime_encoding_init_decode(&theirs, encoding);
	a = g_malloc(g_mime_encoding_outlen(&ours, size) + 1);
	b = g_malloc(g_mime_encoding_outlen(&theirs, size) + 1);
	n = content_decode(&ours, (const guint8 *)bytes, size, a);
	m = g_mime_encoding_flush(&theirs, bytes, size, b);
	if (n != m || memcmp(a, b, n) != 0)
		fail_msg(
		    "'%.*s': %zu bytes '%.*s', not %zu '%.*s'", (int)size, bytes, n, (int)n, a, m, (int)m, b);
}

static void
decode__base64_and_quoted_printable_are_read_as_gmime_reads_them(void **state)
{
	static const char *const BASE64[] = { "", "QQ==", "QUI=", "QUJD", "QUJD\r\nQUJD\r\n",
		"QUJ\r\nDQU==\r\n", "QUJDQQ==\n\n", "QUJDQ", "QUJDQQ", "QUJDQQ=", "QQ==QUJD",
		"QQ=\r\n=", "====", "Q===", "QUJD QUJD", "QU*JD", "QUJD\r\n--\r\n", "\r\nQUJD",
		"QUJDQUI=\r\nQUJD", "QUJD\xc3\xa9QUJD" };
	static const char *const QUOTED[] = { "", "a", "a=20b", "a=\nb", "a=\r\nb", "a=", "a=2", "a=2\n",
		"a=zz", "a=\r", "a=\rb", "=C3=A9=c3=a9", "a==20", "a= \nb", "a=3D=\r\n", "==", "=\n=\n" };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(BASE64); i++)
		assert_same(GMIME_CONTENT_ENCODING_BASE64, BASE64[i], strlen(BASE64[i]));
	for (guint i = 0; i < G_N_ELEMENTS(QUOTED); i++)
		assert_same(GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, QUOTED[i], strlen(QUOTED[i]));
}

static void
decode__any_bytes_are_read_as_gmime_reads_them(void **state)
{
	static const char SIGNS[] = "QUJDab+/09=\r\n \t-3F\x80";
	GRand *rand = g_rand_new_with_seed(5);

	(void)state;
	for (guint round = 0; round < 20000; round++) {
		char text[40];
		gsize n = (gsize)g_rand_int_range(rand, 0, sizeof text);
		/* the fewer kinds of signs, the longer it stays clean */
		gint32 kinds = g_rand_int_range(rand, 4, sizeof SIGNS);

		for (gsize i = 0; i < n; i++)
			text[i] = SIGNS[g_rand_int_range(rand, 0, kinds)];
		assert_same(GMIME_CONTENT_ENCODING_BASE64, text, n);
		assert_same(GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, text, n);
	}
	g_rand_free(rand);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decode__base64_and_quoted_printable_are_read_as_gmime_reads_them),
		cmocka_unit_test(decode__any_bytes_are_read_as_gmime_reads_them),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

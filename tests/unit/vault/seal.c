/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digests, the keyed mark, and content sealed at rest. */
#include "purser/vault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* --- digests
 * ----------------------------------------------------------------------------------------------------- */

static void
digest__is_blake2b_256_and_the_same_in_pieces(void **state)
{
	static const struct {
		const char *text, *hex;
	} rows[] = {
		{ "", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8" },
		{ "abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319" },
	};
	g_autofree guint8 *large = g_malloc0(100003);
	struct digest whole = digest_of(large, 100003), pieces, other;
	struct digest_state *s = digest_begin();
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct digest d = digest_of(rows[i].text, strlen(rows[i].text));
		g_autofree char *hex = digest_hex(&d);

		assert_string_equal(hex, rows[i].hex);
	}
	for (gsize at = 0; at < 100003; at += 997)
		digest_add(s, large + at, MIN(997, 100003 - at));
	pieces = digest_end(s);
	assert_true(digest_equal(&whole, &pieces));
	large[50000] = 1;
	other = digest_of(large, 100003);
	assert_false(digest_equal(&whole, &other));
}

static void
mac__depends_on_key_and_text(void **state)
{
	struct secret *a = secret_new("0123456789abcdef0123456789abcdef", 32),
		      *b = secret_new("0123456789abcdef0123456789abcdeF", 32), *odd = secret_new("short", 5);
	g_autofree char *one = vault_mac(a, "text"), *same = vault_mac(a, "text"),
			*text = vault_mac(a, "texT"), *key = vault_mac(b, "text"),
			*small = vault_mac(odd, "text");
	(void)state;

	assert_int_equal(strlen(one), 32);
	assert_string_equal(one, same);
	assert_string_not_equal(one, text);
	assert_string_not_equal(one, key);
	assert_int_equal(strlen(small), 32);
	secret_free(a);
	secret_free(b);
	secret_free(odd);
}

/* --- seals
 * ------------------------------------------------------------------------------------------------------- */

#define CHUNKS 4

struct sealed {
	GBytes *header;
	GBytes *chunk[CHUNKS];
};

static struct secret *key;

/* The plain text of chunk n: of different sizes, one empty, one as large as it may be. */
static GBytes *
plain_chunk(guint n)
{
	static const gsize sizes[CHUNKS] = { 1000, 0, VAULT_CHUNK, 17 };
	guint8 *bytes = g_malloc(sizes[n] + 1);

	memset(bytes, (int)n + 1, sizes[n]);
	return g_bytes_new_take(bytes, sizes[n]);
}

static struct sealed
seal(const char *context)
{
	struct sealed s;
	struct sealer *sealer = sealer_new(key, context, &s.header);

	for (guint i = 0; i < CHUNKS; i++) {
		g_autoptr(GBytes) plain = plain_chunk(i);

		s.chunk[i] = sealer_push(
		    sealer, g_bytes_get_data(plain, NULL), g_bytes_get_size(plain), i == CHUNKS - 1);
	}
	sealer_free(sealer);
	return s;
}

static void
sealed_clear(struct sealed *s)
{
	g_bytes_unref(s->header);
	for (guint i = 0; i < CHUNKS; i++)
		g_bytes_unref(s->chunk[i]);
}

/* How many chunks open, and open to what was sealed; *out_last: the end was reached. */
static guint
opens(const struct sealed *s, const struct secret *with, const char *context, gboolean *out_last)
{
	struct opener *o = opener_new(with, context, s->header, NULL);
	guint n = 0;

	*out_last = FALSE;
	for (; o && n < CHUNKS; n++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GBytes) plain = opener_pull(o, s->chunk[n], out_last, &error),
				  wanted = plain_chunk(n);

		if (!plain) {
			assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
			break;
		}
		assert_true(g_bytes_equal(plain, wanted));
	}
	opener_free(o);
	return n;
}

static GBytes *
flipped(GBytes *bytes, gsize bit)
{
	gsize size;
	guint8 *copy = g_memdup2(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));

	size = g_bytes_get_size(bytes);
	copy[bit / 8] ^= (guint8)(1u << (bit % 8));
	return g_bytes_new_take(copy, size);
}

static void
seal__opens_to_what_went_in_and_is_different_each_time(void **state)
{
	struct sealed s = seal("original/42"), again = seal("original/42");
	gboolean last;
	(void)state;

	assert_int_equal(opens(&s, key, "original/42", &last), CHUNKS);
	assert_true(last);
	assert_false(g_bytes_equal(s.header, again.header));
	assert_false(g_bytes_equal(s.chunk[0], again.chunk[0]));
	sealed_clear(&s);
	sealed_clear(&again);
}

static void
seal__flipped_bit_anywhere_does_not_open(void **state)
{
	struct sealed s = seal("original/42");
	gboolean last;
	(void)state;

	for (gsize bit = 0; bit < g_bytes_get_size(s.chunk[1]) * 8; bit++) {
		struct sealed bad = s;

		bad.chunk[1] = flipped(s.chunk[1], bit);
		assert_int_equal(opens(&bad, key, "original/42", &last), 1);
		assert_false(last);
		g_bytes_unref(bad.chunk[1]);
	}
	for (gsize bit = 0; bit < g_bytes_get_size(s.header) * 8; bit++) {
		struct sealed bad = s;

		bad.header = flipped(s.header, bit);
		assert_int_equal(opens(&bad, key, "original/42", &last), 0);
		g_bytes_unref(bad.header);
	}
	sealed_clear(&s);
}

static void
seal__swapped_chunk_of_the_same_stream_or_another_does_not_open(void **state)
{
	struct sealed s = seal("original/42"), other = seal("original/42");
	struct sealed swapped = s, mixed = s, skipped = s, doubled = s;
	gboolean last;
	(void)state;

	swapped.chunk[0] = s.chunk[1];
	swapped.chunk[1] = s.chunk[0];
	assert_int_equal(opens(&swapped, key, "original/42", &last), 0);
	mixed.chunk[1] = other.chunk[1];
	assert_int_equal(opens(&mixed, key, "original/42", &last), 1);
	skipped.chunk[1] = s.chunk[2];
	assert_int_equal(opens(&skipped, key, "original/42", &last), 1);
	doubled.chunk[1] = s.chunk[0];
	assert_int_equal(opens(&doubled, key, "original/42", &last), 1);
	sealed_clear(&s);
	sealed_clear(&other);
}

static void
seal__truncated_stream_never_reaches_its_end(void **state)
{
	struct sealed s = seal("original/42");
	struct opener *o = opener_new(key, "original/42", s.header, NULL);
	gboolean last = FALSE;
	gsize size;
	const guint8 *bytes = g_bytes_get_data(s.chunk[CHUNKS - 1], &size);
	(void)state;

	for (guint i = 0; i < CHUNKS - 1; i++) {
		g_autoptr(GBytes) plain = opener_pull(o, s.chunk[i], &last, NULL);

		assert_non_null(plain);
		assert_false(last);
	}
	{
		g_autoptr(GBytes) cut = g_bytes_new(bytes, size - 1);

		assert_null(opener_pull(o, cut, &last, NULL));
		assert_false(last);
		/* What failed once stays failed. */
		assert_null(opener_pull(o, s.chunk[CHUNKS - 1], &last, NULL));
	}
	opener_free(o);
	sealed_clear(&s);
}

static void
seal__moved_to_another_row_or_opened_with_another_key_does_not_open(void **state)
{
	static const char *const elsewhere[] = { "original/43", "original/4", "original/422", "",
		"evidence/42" };
	struct secret *wrong = secret_random(VAULT_KEY_SIZE);
	struct sealed s = seal("original/42");
	gboolean last;
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(elsewhere); i++)
		assert_int_equal(opens(&s, key, elsewhere[i], &last), 0);
	assert_int_equal(opens(&s, wrong, "original/42", &last), 0);
	secret_free(wrong);
	sealed_clear(&s);
}

static void
seal__nothing_follows_the_last_chunk_and_no_size_is_believed(void **state)
{
	struct sealed s = seal("original/42");
	struct opener *o = opener_new(key, "original/42", s.header, NULL);
	g_autofree guint8 *zeros = g_malloc0(VAULT_CHUNK + 100);
	g_autoptr(GBytes) large = g_bytes_new(zeros, VAULT_CHUNK + 100), small = g_bytes_new(zeros, 16),
			  none = g_bytes_new(zeros, 0), bad_header = g_bytes_new(zeros, 25);
	gboolean last = FALSE;
	(void)state;

	assert_null(opener_new(key, "original/42", none, NULL));
	assert_null(opener_new(key, "original/42", bad_header, NULL));
	assert_null(opener_pull(o, large, &last, NULL));
	assert_null(opener_pull(o, small, &last, NULL));
	assert_null(opener_pull(o, none, &last, NULL));
	for (guint i = 0; i < CHUNKS; i++)
		g_bytes_unref(opener_pull(o, s.chunk[i], &last, NULL));
	assert_true(last);
	assert_null(opener_pull(o, s.chunk[CHUNKS - 1], &last, NULL));
	opener_free(o);
	sealed_clear(&s);
}

static int
key_make(void **state)
{
	(void)state;
	if (!vault_init(NULL))
		return -1;
	key = secret_random(VAULT_KEY_SIZE);
	return 0;
}

static int
key_free(void **state)
{
	(void)state;
	secret_free(key);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digest__is_blake2b_256_and_the_same_in_pieces),
		cmocka_unit_test(mac__depends_on_key_and_text),
		cmocka_unit_test(seal__opens_to_what_went_in_and_is_different_each_time),
		cmocka_unit_test(seal__flipped_bit_anywhere_does_not_open),
		cmocka_unit_test(seal__swapped_chunk_of_the_same_stream_or_another_does_not_open),
		cmocka_unit_test(seal__truncated_stream_never_reaches_its_end),
		cmocka_unit_test(seal__moved_to_another_row_or_opened_with_another_key_does_not_open),
		cmocka_unit_test(seal__nothing_follows_the_last_chunk_and_no_size_is_believed),
	};

	return cmocka_run_group_tests(tests, key_make, key_free);
}

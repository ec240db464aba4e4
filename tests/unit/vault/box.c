/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AR's keys; what is sealed to them; the equality of account numbers. */
#include "purser/vault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include <cmocka.h>

#define ACCOUNT "DE89370400440532013000"

struct world {
	struct secret *old_pair, *new_pair, *stranger;
	struct vault_recipients *old_only, *both;
	char *folder;
};

static struct vault_recipients *
recipients_of(struct secret *const *pairs, guint n)
{
	g_autoptr(GString) text = g_string_new("# AR\n\n");
	g_autoptr(GError) error = NULL;
	struct vault_recipients *r;

	for (guint i = 0; i < n; i++) {
		g_autofree char *line = vault_pair_line(pairs[i], i ? NULL : "AR 2026");

		g_string_append_printf(text, "%s\n", line);
	}
	r = vault_recipients_parse(text->str, "ar.pub", &error);
	if (error)
		fail_msg("%s", error->message);
	return r;
}

static int
world_open(void **state)
{
	struct world *w = g_new0(struct world, 1);
	struct secret *pairs[2];

	assert_true(vault_init(NULL));
	pairs[0] = w->old_pair = vault_pair_new(NULL);
	pairs[1] = w->new_pair = vault_pair_new(NULL);
	w->stranger = vault_pair_new(NULL);
	w->old_only = recipients_of(pairs, 1);
	w->both = recipients_of(pairs, 2);
	w->folder = g_dir_make_tmp("purser-box-XXXXXX", NULL);
	*state = w;
	return 0;
}

static int
world_close(void **state)
{
	struct world *w = *state;

	secret_free(w->old_pair);
	secret_free(w->new_pair);
	secret_free(w->stranger);
	vault_recipients_free(w->old_only);
	vault_recipients_free(w->both);
	g_rmdir(w->folder);
	g_free(w->folder);
	g_free(w);
	return 0;
}

static void
refused(struct secret *pair, const char *context, GBytes *box, const char *word)
{
	g_autoptr(GError) error = NULL;

	assert_null(vault_box_open(pair, context, box, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	if (word && !strstr(error->message, word))
		fail_msg("%s", error->message);
}

static void
opens(struct secret *pair, const char *context, GBytes *box)
{
	g_autoptr(GError) error = NULL;
	struct secret *plain = vault_box_open(pair, context, box, &error);

	if (error)
		fail_msg("%s", error->message);
	assert_int_equal(secret_size(plain), strlen(ACCOUNT));
	assert_string_equal(secret_bytes(plain), ACCOUNT);
	secret_free(plain);
}

static void
box__opens_for_each_recipient_at_its_own_place_only(void **state)
{
	struct world *w = *state;
	g_autofree char *context = vault_context("account", 7, "sales INBOX 12"),
			*other = vault_context("account", 8, "sales INBOX 12"),
			*id = vault_pair_id(w->old_pair);
	g_autoptr(GBytes) box = vault_box_seal(w->both, context, ACCOUNT, strlen(ACCOUNT));
	g_autoptr(GBytes) again = vault_box_seal(w->both, context, ACCOUNT, strlen(ACCOUNT));
	g_autofree char *to = vault_sealed_to(box);

	assert_string_equal(context, "purser account 7 sales INBOX 12");
	opens(w->old_pair, context, box);
	opens(w->new_pair, context, box);
	refused(w->stranger, context, box, id); /* names the key that is needed */
	refused(w->old_pair, other, box, "moved here");
	assert_non_null(strstr(to, id));
	assert_false(g_bytes_equal(box, again)); /* equality is the fingerprint's work */
}

static void
box__notices_every_flipped_bit_and_every_cut(void **state)
{
	struct world *w = *state;
	g_autoptr(GBytes) box = vault_box_seal(w->both, "c", ACCOUNT, strlen(ACCOUNT));
	gsize size = g_bytes_get_size(box);

	for (gsize bit = 0; bit < size * 8; bit++) {
		guint8 *bytes = g_memdup2(g_bytes_get_data(box, NULL), size);
		g_autoptr(GBytes) bad = NULL;

		bytes[bit / 8] ^= (guint8)(1 << (bit % 8));
		bad = g_bytes_new_take(bytes, size);
		refused(w->old_pair, "c", bad, NULL);
	}
	for (gsize cut = 0; cut < size; cut++) {
		g_autoptr(GBytes) bad = g_bytes_new_from_bytes(box, 0, cut);

		refused(w->old_pair, "c", bad, NULL);
	}
}

/* A stream of three chunks in one piece. */
static GByteArray *
stream_seal(struct world *w, gsize *out_header, GBytes **out_spare, const struct secret *own)
{
	g_autoptr(GBytes) header = NULL;
	struct sealer *s = sealer_new_to(w->both, "original 3", &header);
	GByteArray *all = g_byte_array_new();

	*out_header = g_bytes_get_size(header);
	g_byte_array_append(all, g_bytes_get_data(header, NULL), (guint)*out_header);
	for (guint i = 0; i < 3; i++) {
		g_autoptr(GBytes) chunk = sealer_push(s, "0123456789abcdef", 16, i == 2);

		g_byte_array_append(all, g_bytes_get_data(chunk, NULL), (guint)g_bytes_get_size(chunk));
	}
	if (out_spare)
		*out_spare = sealer_spare_key(s, own, "original 3");
	sealer_free(s);
	return all;
}

static gboolean
stream_reads(struct opener *o, const GByteArray *all, gsize header)
{
	gsize chunk = (all->len - header) / 3;
	gboolean last = FALSE;

	for (guint i = 0; o && i < 3; i++) {
		g_autoptr(GBytes) sealed = g_bytes_new(all->data + header + i * chunk, chunk);
		g_autoptr(GBytes) plain = opener_pull(o, sealed, &last, NULL);

		if (!plain || g_bytes_get_size(plain) != 16 ||
		    memcmp(g_bytes_get_data(plain, NULL), "0123456789abcdef", 16) != 0)
			break;
	}
	opener_free(o);
	return last;
}

static struct opener *
stream_opener(const struct secret *pair, const GByteArray *all, gsize size)
{
	g_autoptr(GBytes) header = g_bytes_new(all->data, size);

	return opener_new_with(pair, "original 3", header, NULL);
}

static void
stream__opens_for_its_recipients_and_notices_every_flipped_bit(void **state)
{
	struct world *w = *state;
	gsize header;
	g_autoptr(GByteArray) all = stream_seal(w, &header, NULL, NULL);

	assert_true(stream_reads(stream_opener(w->old_pair, all, header), all, header));
	assert_true(stream_reads(stream_opener(w->new_pair, all, header), all, header));
	assert_null(stream_opener(w->stranger, all, header));
	for (gsize bit = 0; bit < (gsize)all->len * 8; bit++) {
		all->data[bit / 8] ^= (guint8)(1 << (bit % 8));
		assert_false(stream_reads(stream_opener(w->old_pair, all, header), all, header));
		all->data[bit / 8] ^= (guint8)(1 << (bit % 8));
	}
}

static void
stream__opens_with_the_spare_key_while_there_is_one(void **state)
{
	struct world *w = *state;
	struct secret *own = secret_random(VAULT_KEY_SIZE), *other = secret_random(VAULT_KEY_SIZE);
	g_autoptr(GBytes) spare = NULL, header = NULL;
	gsize size;
	g_autoptr(GByteArray) all = stream_seal(w, &size, &spare, own);

	header = g_bytes_new(all->data, size);
	assert_true(stream_reads(opener_new_spare(own, "original 3", spare, header, NULL), all, size));
	assert_null(opener_new_spare(other, "original 3", spare, header, NULL));
	assert_null(opener_new_spare(own, "original 4", spare, header, NULL));
	for (gsize at = 0; at < g_bytes_get_size(spare); at++) {
		guint8 *bytes = g_memdup2(g_bytes_get_data(spare, NULL), g_bytes_get_size(spare));
		g_autoptr(GBytes) bad = g_bytes_new_take(bytes, g_bytes_get_size(spare));

		bytes[at] ^= 1;
		assert_null(opener_new_spare(own, "original 3", bad, header, NULL));
	}
	secret_free(own);
	secret_free(other);
}

/* One chunk, which is its context; its header is out_header. */
static GBytes *
batch_seal(struct vault_batch *b, const char *context, const struct secret *own, GBytes **out_spare,
    GBytes **out_header)
{
	struct sealer *s = sealer_new_in(b, context, out_header);
	GBytes *chunk = sealer_push(s, context, strlen(context), TRUE);

	if (own)
		*out_spare = sealer_spare_key(s, own, context);
	sealer_free(s);
	return chunk;
}

static gboolean
batch_reads(struct opener *o, GBytes *chunk, const char *context)
{
	gboolean last = FALSE, same;
	g_autoptr(GBytes) plain = o ? opener_pull(o, chunk, &last, NULL) : NULL;

	same = plain && last && g_bytes_get_size(plain) == strlen(context) &&
	       memcmp(g_bytes_get_data(plain, NULL), context, strlen(context)) == 0;
	opener_free(o);
	return same;
}

static void
batch__each_stream_opens_in_its_own_place_only_and_shares_what_is_sealed(void **state)
{
	struct world *w = *state;
	struct vault_batch *b = vault_batch_new(w->both), *next = vault_batch_new(w->both);
	struct secret *own = secret_random(VAULT_KEY_SIZE);
	g_autoptr(GBytes) h1 = NULL, h2 = NULL, h3 = NULL, s1 = NULL, s2 = NULL;
	g_autoptr(GBytes) c1 = batch_seal(b, "original 1", own, &s1, &h1),
			  c2 = batch_seal(b, "original 2", own, &s2, &h2),
			  c3 = batch_seal(next, "original 1", NULL, NULL, &h3);
	g_autofree char *to = vault_sealed_to(h1);
	const guint8 *a = g_bytes_get_data(h1, NULL), *other = g_bytes_get_data(h2, NULL),
		     *later = g_bytes_get_data(h3, NULL);

	vault_batch_free(b);
	vault_batch_free(next);
	assert_non_null(strstr(to, ", "));
	assert_memory_equal(a, other, 2 + 2 * 88); /* the entries */
	assert_memory_not_equal(a + 2 + 8, later + 2 + 8, 80);
	assert_true(batch_reads(opener_new_with(w->old_pair, "original 1", h1, NULL), c1, "original 1"));
	assert_true(batch_reads(opener_new_with(w->new_pair, "original 1", h1, NULL), c1, "original 1"));
	assert_true(batch_reads(opener_new_with(w->old_pair, "original 2", h2, NULL), c2, "original 2"));
	assert_null(opener_new_with(w->stranger, "original 1", h1, NULL));
	assert_null(opener_new_with(w->old_pair, "original 2", h1, NULL));
	assert_false(batch_reads(opener_new_with(w->old_pair, "original 2", h2, NULL), c1, "original 1"));
	assert_false(batch_reads(opener_new_with(w->old_pair, "original 1", h3, NULL), c1, "original 1"));
	assert_true(batch_reads(opener_new_with(w->old_pair, "original 1", h3, NULL), c3, "original 1"));
	/* a spare key is of its own stream alone */
	assert_true(batch_reads(opener_new_spare(own, "original 1", s1, h1, NULL), c1, "original 1"));
	assert_null(opener_new_spare(own, "original 2", s1, h2, NULL));
	secret_free(own);
}

static void
batch__notices_every_flipped_bit_of_a_header(void **state)
{
	struct world *w = *state;
	struct vault_batch *b = vault_batch_new(w->both);
	g_autoptr(GBytes) header = NULL, chunk = batch_seal(b, "original 1", NULL, NULL, &header);
	gsize size = g_bytes_get_size(header);

	assert_true(
	    batch_reads(opener_new_with(w->old_pair, "original 1", header, NULL), chunk, "original 1"));
	for (gsize bit = 0; bit < size * 8; bit++) {
		guint8 *bytes = g_memdup2(g_bytes_get_data(header, NULL), size);
		g_autoptr(GBytes) bad = g_bytes_new_take(bytes, size);

		bytes[bit / 8] ^= (guint8)(1 << (bit % 8));
		assert_null(opener_new_with(w->old_pair, "original 1", bad, NULL));
		assert_null(opener_new_with(w->new_pair, "original 1", bad, NULL));
	}
	vault_batch_free(b);
}

static void
batch__resealed_is_the_next_keys_alone_and_leaves_its_neighbours(void **state)
{
	struct world *w = *state;
	struct vault_recipients *new_only = recipients_of(&w->new_pair, 1);
	struct vault_batch *b = vault_batch_new(w->old_only);
	g_autoptr(GBytes) h1 = NULL, h2 = NULL, moved = NULL;
	g_autoptr(GBytes) c1 = batch_seal(b, "original 1", NULL, NULL, &h1),
			  c2 = batch_seal(b, "original 2", NULL, NULL, &h2);

	vault_batch_free(b);
	moved = vault_reseal(w->old_pair, new_only, "original 1", h1, NULL);
	assert_non_null(moved);
	assert_true(batch_reads(opener_new_with(w->new_pair, "original 1", moved, NULL), c1, "original 1"));
	assert_null(opener_new_with(w->old_pair, "original 1", moved, NULL));
	assert_null(opener_new_with(w->new_pair, "original 2", h2, NULL)); /* the root went to nobody */
	assert_true(batch_reads(opener_new_with(w->old_pair, "original 2", h2, NULL), c2, "original 2"));
	vault_recipients_free(new_only);
}

static void
reseal__hands_a_box_and_a_stream_to_the_present_recipients(void **state)
{
	struct world *w = *state;
	struct vault_recipients *new_only = recipients_of(&w->new_pair, 1);
	g_autoptr(GBytes) box = vault_box_seal(w->old_only, "c", ACCOUNT, strlen(ACCOUNT));
	g_autoptr(GBytes) now = NULL, header = NULL, moved = NULL;
	gsize size;
	g_autoptr(GByteArray) all = stream_seal(w, &size, NULL, NULL);
	struct opener *o;

	refused(w->new_pair, "c", box, NULL);
	assert_null(vault_reseal(w->stranger, new_only, "c", box, NULL));
	assert_null(vault_reseal(w->old_pair, new_only, "d", box, NULL));
	now = vault_reseal(w->old_pair, new_only, "c", box, NULL);
	opens(w->new_pair, "c", now);
	refused(w->old_pair, "c", now, NULL);

	header = g_bytes_new(all->data, size);
	moved = vault_reseal(w->old_pair, new_only, "original 3", header, NULL);
	assert_non_null(moved);
	o = opener_new_with(w->new_pair, "original 3", moved, NULL);
	assert_true(stream_reads(o, all, size)); /* the chunks as they were */
	assert_null(opener_new_with(w->old_pair, "original 3", moved, NULL));
	vault_recipients_free(new_only);
}

static void
public_line__refuses_every_typo(void **state)
{
	struct world *w = *state;
	g_autofree char *line = vault_pair_line(w->old_pair, NULL);
	gsize size = strlen(line);

	for (gsize at = 0; at < size; at++) {
		static const char OTHERS[] = "aA0f9+/= ";

		for (const char *c = OTHERS; *c; c++) {
			g_autofree char *bad = g_strdup(line);
			g_autoptr(GError) error = NULL;
			struct vault_recipients *r;

			if (bad[at] == *c)
				continue;
			bad[at] = *c;
			r = vault_recipients_parse(bad, "ar.pub", &error);
			if (r)
				fail_msg("taken: %s", bad);
			assert_non_null(strstr(error->message, "ar.pub:1"));
		}
	}
	for (gsize cut = 1; cut < size; cut++) {
		g_autofree char *bad = g_strndup(line, cut);

		assert_null(vault_recipients_parse(bad, "ar.pub", NULL));
	}
}

static void
public_lines__come_back_as_they_were_with_their_labels(void **state)
{
	struct world *w = *state;
	g_autofree char *text = vault_recipients_text(w->both), *id = vault_pair_id(w->old_pair);
	g_autofree char *twice = g_strconcat(text, text, NULL), *again_text = NULL;
	struct vault_recipients *again = vault_recipients_parse(twice, "x", NULL);

	again_text = vault_recipients_text(again);
	assert_string_equal(again_text, text);
	assert_int_equal(vault_recipients_count(again), 2); /* the same key twice is one */
	assert_int_equal(vault_recipients_count(NULL), 0);
	assert_string_equal(vault_recipients_id(again, 0), id);
	assert_string_equal(vault_recipients_label(again, 0), "AR 2026");
	assert_string_equal(vault_recipients_label(again, 1), "");
	vault_recipients_free(again);
}

static struct secret *
ask_right(const char *key_id, gpointer data, GError **error)
{
	(void)error;
	assert_int_equal(strlen(key_id), 16);
	return secret_new(data, strlen(data));
}

static void
pair_file__comes_back_and_is_nobody_elses(void **state)
{
	struct world *w = *state;
	g_autofree char *path = g_build_filename(w->folder, "ar.key", NULL);
	g_autoptr(GError) error = NULL;
	struct secret *again;
	struct stat st;

	assert_true(vault_pair_store(w->old_pair, path, NULL, &error));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_false(vault_pair_store(w->new_pair, path, NULL, NULL)); /* never replaces a key */
	again = vault_pair_load(path, NULL, NULL, &error);
	if (error)
		fail_msg("%s", error->message);
	assert_memory_equal(secret_bytes(again), secret_bytes(w->old_pair), VAULT_KEY_SIZE);
	secret_free(again);
	g_chmod(path, 0644);
	assert_null(vault_pair_load(path, NULL, NULL, &error));
	assert_non_null(strstr(error->message, "chmod 600"));
	g_unlink(path);
}

static void
pair_file__opens_with_its_passphrase_only(void **state)
{
	struct world *w = *state;
	g_autofree char *path = g_build_filename(w->folder, "ar.key", NULL), *text = NULL;
	struct secret *word = secret_new("correct horse", 13), *again;
	g_autoptr(GError) error = NULL, wrong = NULL;

	assert_true(vault_pair_store(w->old_pair, path, word, &error));
	again = vault_pair_load(path, ask_right, (gpointer) "correct horse", &error);
	if (error)
		fail_msg("%s", error->message);
	assert_memory_equal(secret_bytes(again), secret_bytes(w->old_pair), VAULT_KEY_SIZE);
	secret_free(again);
	assert_null(vault_pair_load(path, ask_right, (gpointer) "correct horsE", &wrong));
	assert_true(g_error_matches(wrong, PURSER_ERROR, PURSER_REJECT));
	assert_null(vault_pair_load(path, NULL, NULL, NULL));
	/* What the passphrase costs is part of what it proves. */
	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	assert_non_null(strstr(text, " argon2id 3 268435456 "));
	memcpy(strstr(text, " argon2id 3 "), " argon2id 2 ", 12);
	g_unlink(path);
	assert_true(g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	assert_null(vault_pair_load(path, ask_right, (gpointer) "correct horse", NULL));
	g_unlink(path);
	secret_free(word);
}

static void
pair_file__says_what_it_is_instead(void **state)
{
	struct world *w = *state;
	g_autofree char *path = g_build_filename(w->folder, "ar.key", NULL),
			*line = vault_pair_line(w->old_pair, NULL), *id = vault_pair_id(w->old_pair);
	g_autofree char *other = g_strdup_printf("purser-secret-key %s none "
						 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
	    id);
	const struct {
		const char *text, *word;
	} rows[] = {
		{ line, "the secret one is needed" }, { "hello", "no secret key" },
		{ "purser-secret-key 1 none", "damaged" }, { "purser-secret-key 1 future x", "newer" },
		{ "purser-secret-key 1 argon2id 99 1 a b", "damaged" },
		{ "purser-secret-key 1 argon2id 3 99999999999 a b", "damaged" },
		{ other, "damaged" }, /* a whole key, but another one */
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		assert_true(
		    g_file_set_contents_full(path, rows[i].text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
		assert_null(vault_pair_load(path, ask_right, (gpointer) "x", &error));
		if (!strstr(error->message, rows[i].word))
			fail_msg("%s", error->message);
		g_unlink(path);
	}
}

static void
fingerprint__is_equal_for_one_account_however_it_is_written(void **state)
{
	struct secret *key = secret_random(VAULT_KEY_SIZE), *other = secret_random(VAULT_KEY_SIZE);
	g_autofree char *a = vault_account_fingerprint(key, "iban", "DE", "DE89 3704 0044 0532 0130 00"),
			*b = vault_account_fingerprint(key, "iban", "DE", "de89-370400440532013000"),
			*digit = vault_account_fingerprint(key, "iban", "DE", "DE89370400440532013001"),
			*scheme = vault_account_fingerprint(key, "uk", "DE", "DE89370400440532013000"),
			*country = vault_account_fingerprint(key, "iban", "AT", "DE89370400440532013000"),
			*foreign = vault_account_fingerprint(other, "iban", "DE", "DE89370400440532013000");
	(void)state;

	assert_int_equal(strlen(a), 32);
	assert_string_equal(a, b);
	assert_string_not_equal(a, digit);
	assert_string_not_equal(a, scheme);
	assert_string_not_equal(a, country);
	assert_string_not_equal(a, foreign);
	secret_free(key);
	secret_free(other);
}

static gboolean
near_each_other(const struct secret *a_key, const char *a, const struct secret *b_key, const char *b)
{
	g_autoptr(GArray) x = vault_near_marks(a_key, a), y = vault_near_marks(b_key, b);

	for (guint i = 0; i < x->len; i++)
		for (guint k = 0; k < y->len; k++)
			if (g_array_index(x, guint64, i) == g_array_index(y, guint64, k))
				return TRUE;
	return FALSE;
}

static void
near_marks__tell_two_places_from_three(void **state)
{
	static const struct {
		const char *text;
		gboolean near;
	} ROWS[] = {
		{ "370400440532013000", TRUE }, { "370400440532013001", TRUE }, /* one */
		{ "470400440532013001", TRUE },                                 /* two, far from each other */
		{ "370400440523013000", TRUE },                                 /* neighbours swapped */
		{ "470400441532013001", FALSE },                                /* three */
		{ "37040044053201300", FALSE },                                 /* shorter */
	};
	struct secret *key = secret_random(VAULT_KEY_SIZE), *other = secret_random(VAULT_KEY_SIZE);

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++)
		if (near_each_other(key, "370400440532013000", key, ROWS[i].text) != ROWS[i].near)
			fail_msg("%s", ROWS[i].text);
	assert_false(near_each_other(key, "370400440532013000", other, "370400440532013000"));
	secret_free(key);
	secret_free(other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(box__opens_for_each_recipient_at_its_own_place_only),
		cmocka_unit_test(box__notices_every_flipped_bit_and_every_cut),
		cmocka_unit_test(stream__opens_for_its_recipients_and_notices_every_flipped_bit),
		cmocka_unit_test(stream__opens_with_the_spare_key_while_there_is_one),
		cmocka_unit_test(batch__each_stream_opens_in_its_own_place_only_and_shares_what_is_sealed),
		cmocka_unit_test(batch__notices_every_flipped_bit_of_a_header),
		cmocka_unit_test(batch__resealed_is_the_next_keys_alone_and_leaves_its_neighbours),
		cmocka_unit_test(reseal__hands_a_box_and_a_stream_to_the_present_recipients),
		cmocka_unit_test(public_line__refuses_every_typo),
		cmocka_unit_test(public_lines__come_back_as_they_were_with_their_labels),
		cmocka_unit_test(pair_file__comes_back_and_is_nobody_elses),
		cmocka_unit_test(pair_file__opens_with_its_passphrase_only),
		cmocka_unit_test(pair_file__says_what_it_is_instead),
		cmocka_unit_test(fingerprint__is_equal_for_one_account_however_it_is_written),
		cmocka_unit_test(near_marks__tell_two_places_from_three),
	};

	return cmocka_run_group_tests_name("box", tests, world_open, world_close);
}

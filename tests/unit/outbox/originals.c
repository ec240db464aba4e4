/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Originals: who can open them while they wait, and who afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "purser/outbox.h"
#include "purser/process.h"

#define must(ok, error)                                                                         \
	do {                                                                                    \
		if (!(ok))                                                                      \
			fail_msg("%s", (error) ? (error)->message : "failed without an error"); \
	} while (0)

#define MAIL "From: a@contoso.example\r\n\r\nPO 4500, pay to DE89370400440532013000\r\n"

struct place {
	char *folder;
	struct store *s;
	struct secret *key, *pair, *stranger;
	struct vault_recipients *to;
	gint64 item, message;
};

static struct vault_recipients *
recipients_of(const struct secret *pair)
{
	g_autofree char *line = vault_pair_line(pair, NULL);

	return vault_recipients_parse(line, "ar.pub", NULL);
}

static int
setup(void **state)
{
	struct place *p = g_new0(struct place, 1);
	g_autofree char *path = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = NULL;

	must(vault_init(&error), error);
	p->folder = g_dir_make_tmp("purser-original-XXXXXX", NULL);
	path = g_build_filename(p->folder, "purser.db", NULL);
	p->s = store_open(path, STORE_WRITE, NULL, &error);
	must(p->s != NULL, error);
	p->key = secret_random(VAULT_KEY_SIZE);
	p->pair = vault_pair_new(&error);
	p->stranger = vault_pair_new(&error);
	p->to = recipients_of(p->pair);
	p->message = (gint64)3 << 32 | 77;
	tx = store_begin(p->s, &error);
	must(store_item_put(tx,
		 &(struct store_item){
		     .kind = ITEM_QUARANTINE, .route = ROUTE_REVIEW, .message_id = p->message },
		 &p->item, &error),
	    error);
	must(store_commit(&tx, &error), error);
	*state = p;
	return 0;
}

static int
teardown(void **state)
{
	struct place *p = *state;
	GDir *dir = g_dir_open(p->folder, 0, NULL);
	const char *name;

	store_close(p->s);
	secret_free(p->key);
	secret_free(p->pair);
	secret_free(p->stranger);
	vault_recipients_free(p->to);
	while ((name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(p->folder, name, NULL);

		g_unlink(path);
	}
	g_dir_close(dir);
	g_rmdir(p->folder);
	g_free(p->folder);
	g_free(p);
	return 0;
}

static struct outbox_original
original(const struct place *p, const struct vault_recipients *to)
{
	return (struct outbox_original){
		.item_id = p->item, .message_id = p->message, .bytes = MAIL, .size = sizeof(MAIL), .to = to
	};
}

static void
wait_here(struct place *p, const struct vault_recipients *to)
{
	struct outbox_original o = original(p, to);
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = store_begin(p->s, &error);

	must(outbox_original_wait(tx, p->key, &o, &error), error);
	must(store_commit(&tx, &error), error);
}

static void
settle(struct place *p, const struct vault_recipients *to, const void *bytes)
{
	struct outbox_original o = original(p, to);
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = store_begin(p->s, &error);

	o.bytes = bytes;
	must(outbox_original_settle(tx, &o, 500, &error), error);
	must(store_commit(&tx, &error), error);
}

static void
keep(struct place *p, const struct vault_recipients *to, const void *bytes, gsize size)
{
	struct outbox_original o = original(p, to);
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = store_begin(p->s, &error);

	o.bytes = bytes;
	o.size = size;
	must(outbox_original_keep(tx, &o, 500, &error), error);
	must(store_commit(&tx, &error), error);
}

static gboolean
is_mail(int fd)
{
	g_autoptr(GBytes) back = fd >= 0 ? memfd_map(fd, 1000, NULL) : NULL;
	gboolean same = back && g_bytes_get_size(back) == sizeof(MAIL) &&
			memcmp(g_bytes_get_data(back, NULL), MAIL, sizeof(MAIL)) == 0;

	if (fd >= 0)
		close(fd);
	return same;
}

static gboolean
daemon_opens(struct place *p)
{
	return is_mail(outbox_original_open(p->s, p->key, p->item, NULL));
}

static gboolean
opens(struct place *p, const struct secret *pair)
{
	return is_mail(outbox_original_reveal(p->s, pair, p->item, NULL));
}

static gboolean
kept(struct place *p)
{
	struct store_original *o = store_original_get(p->s, p->item, NULL);
	gboolean there = o != NULL;

	store_original_free(o);
	return there;
}

static void
waiting__opens_for_the_daemon_and_for_ar(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;

	wait_here(p, p->to);
	assert_true(daemon_opens(p));
	assert_true(opens(p, p->pair));
	assert_false(opens(p, p->stranger));
	assert_int_equal(outbox_original_open(p->s, p->key, p->item + 1, &error), -1);
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
}

static void
settled__opens_for_ar_alone(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;

	wait_here(p, p->to);
	settle(p, p->to, NULL); /* what waited serves */
	assert_false(daemon_opens(p));
	assert_int_equal(outbox_original_open(p->s, p->key, p->item, &error), -1);
	assert_non_null(strstr(error->message, "AR's key alone"));
	assert_true(opens(p, p->pair));
	settle(p, p->to, MAIL); /* a second time changes nothing */
	assert_true(opens(p, p->pair));
}

static void
sent_at_once__is_sealed_to_ar_alone(void **state)
{
	struct place *p = *state;

	keep(p, p->to, MAIL, sizeof(MAIL));
	assert_false(daemon_opens(p));
	assert_true(opens(p, p->pair));
	settle(p, p->to, MAIL); /* once more: nothing changes */
	assert_true(opens(p, p->pair));
}

static void
sent_in_one_transaction_with_others__is_sealed_to_ar_alone(void **state)
{
	struct place *p = *state;
	struct vault_batch *batch = vault_batch_new(p->to);
	struct outbox_original o = original(p, p->to);
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = store_begin(p->s, &error);

	o.batch = batch;
	must(outbox_original_wait(tx, p->key, &o, &error), error);
	must(store_commit(&tx, &error), error);
	vault_batch_free(batch);
	assert_true(daemon_opens(p)); /* by the spare key */
	assert_true(opens(p, p->pair));
	assert_false(opens(p, p->stranger));
	settle(p, p->to, NULL);
	assert_false(daemon_opens(p));
	assert_true(opens(p, p->pair));
}

static void
sent_at_once__is_not_kept_without_a_key_of_ar(void **state)
{
	struct place *p = *state;

	keep(p, NULL, MAIL, sizeof(MAIL));
	assert_false(kept(p));
	keep(p, p->to, NULL, 0); /* its bytes are not at hand */
	assert_false(kept(p));
}

/* Around the ends of chunks. */
static void
original__of_any_size_comes_back_as_it_was(void **state)
{
	static const gsize SIZES[] = { 1, VAULT_CHUNK - 1, VAULT_CHUNK, VAULT_CHUNK + 1, 3 * VAULT_CHUNK,
		3 * VAULT_CHUNK + 7 };
	struct place *p = *state;
	g_autofree guint8 *bytes = g_malloc(4 * VAULT_CHUNK);

	for (gsize i = 0; i < 4 * VAULT_CHUNK; i++)
		bytes[i] = (guint8)(i * 31 + (i >> 8));
	for (gsize i = 0; i < G_N_ELEMENTS(SIZES); i++) {
		g_autoptr(GBytes) back = NULL;
		int fd;

		keep(p, p->to, bytes, SIZES[i]);
		fd = outbox_original_reveal(p->s, p->pair, p->item, NULL);
		back = fd >= 0 ? memfd_map(fd, 4 * VAULT_CHUNK, NULL) : NULL;
		assert_non_null(back);
		close(fd);
		if (g_bytes_get_size(back) != SIZES[i] ||
		    memcmp(g_bytes_get_data(back, NULL), bytes, SIZES[i]) != 0)
			fail_msg("%zu bytes", SIZES[i]);
		settle(p, NULL, NULL);
		assert_false(kept(p));
	}
}

static void
without_a_key_of_ar__nothing_outlives_the_waiting(void **state)
{
	struct place *p = *state;

	wait_here(p, NULL);
	assert_true(daemon_opens(p));
	assert_false(opens(p, p->pair));
	settle(p, NULL, MAIL);
	assert_false(kept(p));
	settle(p, NULL, MAIL);
	assert_false(kept(p));
}

static void
waited_before_there_was_a_key__is_sealed_to_it_when_settled(void **state)
{
	struct place *p = *state;

	wait_here(p, NULL);
	settle(p, p->to, MAIL);
	assert_false(daemon_opens(p));
	assert_true(opens(p, p->pair));
}

/* As versions before the vault kept it. */
static void
of_an_earlier_version__still_opens_for_the_daemon(void **state)
{
	struct place *p = *state;
	g_autofree char *context = g_strdup_printf("purser original %" G_GINT64_FORMAT, p->item);
	struct store_original row = { .item_id = p->item };
	struct sealer *s = sealer_new(p->key, context, &row.header);
	g_autoptr(GBytes) chunk = sealer_push(s, MAIL, sizeof(MAIL), TRUE);
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = store_begin(p->s, &error);

	sealer_free(s);
	must(store_original_put(tx, &row, &error), error);
	g_bytes_unref(row.header);
	must(store_original_chunk_put(tx, p->item, 0, chunk, &error), error);
	must(store_commit(&tx, &error), error);
	assert_true(daemon_opens(p));
	assert_false(opens(p, p->pair));
	settle(p, p->to, MAIL);
	assert_true(opens(p, p->pair));
}

static void
reseal__hands_it_to_the_next_key(void **state)
{
	struct place *p = *state;
	struct vault_recipients *next = recipients_of(p->stranger);
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = NULL;
	g_autoptr(GBytes) header = NULL;
	struct store_original *o;
	gboolean changed;

	wait_here(p, p->to);
	o = store_original_get(p->s, p->item, &error);
	assert_null(outbox_original_reseal(o, p->stranger, next, NULL));
	header = outbox_original_reseal(o, p->pair, next, &error);
	must(header != NULL, error);
	tx = store_begin(p->s, &error);
	must(store_original_set_header(tx, p->item, o->header, header, &changed, &error), error);
	must(store_commit(&tx, &error), error);
	assert_true(changed);
	assert_true(opens(p, p->stranger));
	assert_false(opens(p, p->pair));
	assert_true(daemon_opens(p)); /* it still waits */
	store_original_free(o);
	vault_recipients_free(next);
}

static void
moved_to_another_item_or_message__does_not_open(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = store_begin(p->s, &error);
	struct outbox_original o = original(p, p->to);

	o.message_id++; /* the item is of another message */
	must(outbox_original_settle(tx, &o, 500, &error), error);
	must(store_commit(&tx, &error), error);
	assert_int_equal(outbox_original_reveal(p->s, p->pair, p->item, &error), -1);
	assert_non_null(strstr(error->message, "moved here"));
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(waiting__opens_for_the_daemon_and_for_ar),
		T(settled__opens_for_ar_alone),
		T(sent_at_once__is_sealed_to_ar_alone),
		T(sent_in_one_transaction_with_others__is_sealed_to_ar_alone),
		T(sent_at_once__is_not_kept_without_a_key_of_ar),
		T(original__of_any_size_comes_back_as_it_was),
		T(without_a_key_of_ar__nothing_outlives_the_waiting),
		T(waited_before_there_was_a_key__is_sealed_to_it_when_settled),
		T(of_an_earlier_version__still_opens_for_the_daemon),
		T(reseal__hands_it_to_the_next_key),
		T(moved_to_another_item_or_message__does_not_open),
	};

	return cmocka_run_group_tests_name("originals", tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parcel's states, its back-off, its sealed content, and what a crash leaves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "purser/outbox.h"
#include "purser/process.h"

#define must(ok, error)                                                                         \
	do {                                                                                    \
		if (!(ok))                                                                      \
			fail_msg("%s", (error) ? (error)->message : "failed without an error"); \
	} while (0)

static const struct outbox_settings SETTINGS = {
	.retry_first_s = 60, .retry_max_s = 3600, .give_up_s = 86400, .uncertain_wait_s = 600
};

struct place {
	char *folder, *path;
	struct store *s;
	struct secret *key;
	gint64 parcel;
};

static void
reopen(struct place *p)
{
	g_autoptr(GError) error = NULL;

	store_close(p->s);
	p->s = store_open(p->path, STORE_WRITE_CHECKED, NULL, &error);
	must(p->s != NULL, error);
}

/* A parcel of three recipients with the given content, made at 1000. */
static gint64
put(struct place *p, const char *rfc_message_id, const void *bytes, gsize size)
{
	static const char *const TO[] = { "ar@acme.example", "b@acme.example", "c@acme.example", NULL };
	g_autoptr(GError) error = NULL;
	store_tx *tx = store_begin(p->s, &error);
	struct outbox_put *put = outbox_put_begin(tx, p->key, 0, rfc_message_id, TO, 1000, &error);
	gint64 id = 0;

	must(put != NULL, error);
	must(outbox_put_bytes(put, bytes, size / 3, &error), error);
	must(outbox_put_bytes(put, (const char *)bytes + size / 3, size - size / 3, &error), error);
	must(outbox_put_end(&put, &id, &error), error);
	assert_null(put);
	must(store_commit(&tx, &error), error);
	return id;
}

static int
setup(void **state)
{
	struct place *p = g_new0(struct place, 1);
	g_autoptr(GError) error = NULL;

	must(vault_init(&error), error);
	p->folder = g_dir_make_tmp("purser-outbox-XXXXXX", NULL);
	p->path = g_build_filename(p->folder, "purser.db", NULL);
	p->key = secret_random(VAULT_KEY_SIZE);
	reopen(p);
	p->parcel = put(p, "1@acme.example", "Subject: an order\r\n\r\nbody\r\n", 27);
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
	while (dir && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *file = g_build_filename(p->folder, name, NULL);

		g_unlink(file);
	}
	g_dir_close(dir);
	g_rmdir(p->folder);
	secret_free(p->key);
	g_free(p->path);
	g_free(p->folder);
	g_free(p);
	return 0;
}

static struct store_parcel *
get(struct place *p)
{
	g_autoptr(GError) error = NULL;
	struct store_parcel *row = store_parcel_get(p->s, p->parcel, &error);

	must(row != NULL, error);
	return row;
}

static void
claim(struct place *p, gint64 now_s)
{
	g_autoptr(GError) error = NULL;

	must(outbox_claim(p->s, p->parcel, now_s, &error), error);
}

static GPtrArray *
told(const char *letters)
{
	GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)store_recipient_free);

	for (const char *l = letters; *l; l += 2) {
		struct store_recipient *r = g_new0(struct store_recipient, 1);

		r->address = *l == 'a' ? g_strdup("ar@acme.example") : g_strdup_printf("%c@acme.example", *l);
		r->state = l[1] == '+' ? RECIPIENT_DONE : l[1] == '-' ? RECIPIENT_REFUSED : RECIPIENT_OPEN;
		r->answer = g_strdup("said");
		g_ptr_array_add(list, r);
	}
	return list;
}

static void
backoff__doubles_to_its_limit_and_is_spread(void **state)
{
	static const struct {
		gint64 attempts;
		double jitter;
		gint64 wanted;
	} ROWS[] = {
		{ 0, 0.5, 60 },
		{ 1, 0.5, 60 },
		{ 2, 0.5, 120 },
		{ 3, 0.5, 240 },
		{ 6, 0.5, 1920 },
		{ 7, 0.5, 3600 },
		{ 1000000000, 0.5, 3600 },
		{ 1, 0, 45 },
		{ 1, 1, 75 },
		{ 1, -3, 45 },
		{ 1, 9, 75 },
	};
	const struct outbox_settings odd = { .retry_first_s = 0, .retry_max_s = 0 };
	const struct outbox_settings huge = { .retry_first_s = G_MAXINT64 / 4,
		.retry_max_s = G_MAXINT64 / 2 };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++)
		assert_int_equal(outbox_backoff(&SETTINGS, ROWS[i].attempts, ROWS[i].jitter), ROWS[i].wanted);
	assert_int_equal(outbox_backoff(&odd, 5, 0), 1);
	assert_true(outbox_backoff(&huge, 50, 0.5) > 0);
}

static void
content__comes_back_byte_for_byte_in_a_sealed_memory_file(void **state)
{
	static const gsize SIZES[] = { 0, 1, VAULT_CHUNK - 1, VAULT_CHUNK, VAULT_CHUNK + 1, 3 * VAULT_CHUNK,
		1000003 };
	struct place *p = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(SIZES); i++) {
		g_autofree char *bytes = g_malloc(SIZES[i] + 1),
				*id = g_strdup_printf("size%d@acme.example", (int)i);
		g_autoptr(GBytes) back = NULL;
		g_autoptr(GError) error = NULL;
		gint64 parcel;
		struct stat st;
		int fd;

		for (gsize b = 0; b < SIZES[i]; b++)
			bytes[b] = (char)(b * 31 + i);
		parcel = put(p, id, bytes, SIZES[i]);
		fd = outbox_open(p->s, p->key, parcel, &error);
		must(fd >= 0, error);
		assert_int_equal(fstat(fd, &st), 0);
		assert_int_equal(st.st_size, SIZES[i]);
		if (SIZES[i]) {
			back = memfd_map(fd, SIZES[i], &error);
			must(back != NULL, error);
			assert_memory_equal(g_bytes_get_data(back, NULL), bytes, SIZES[i]);
		}
		close(fd);
	}
}

static gboolean
found_in(const char *path, const char *words)
{
	g_autofree char *bytes = NULL;
	gsize size = 0;

	return g_file_get_contents(path, &bytes, &size, NULL) &&
	       memmem(bytes, size, words, strlen(words)) != NULL;
}

static void
content__never_stands_in_the_files_in_the_clear(void **state)
{
	static const char WORDS[] = "Account 4711 of Contoso: twelve thousand euro";
	struct place *p = *state;
	g_autofree char *wal = g_strconcat(p->path, "-wal", NULL);
	g_autoptr(GError) error = NULL;
	store_tx *tx;
	gint64 item;

	put(p, "2@acme.example", WORDS, sizeof(WORDS));
	tx = store_begin(p->s, &error);
	must(store_item_put(
		 tx, &(struct store_item){ .kind = ITEM_QUARANTINE, .route = ROUTE_REVIEW }, &item, &error),
	    error);
	must(outbox_original_wait(tx, p->key,
		 &(struct outbox_original){ .item_id = item, .bytes = WORDS, .size = sizeof(WORDS) }, &error),
	    error);
	must(store_commit(&tx, &error), error);
	assert_false(found_in(p->path, "Account 4711"));
	assert_false(found_in(wal, "Account 4711"));
	assert_true(found_in(wal, "2@acme.example")); /* the search itself works */
	store_close(p->s);
	p->s = NULL;
	assert_false(found_in(p->path, "Account 4711"));
}

static void
content__of_another_row_or_key_or_a_changed_byte_does_not_open(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) chunk = store_parcel_chunk(p->s, p->parcel, 0, NULL), bent = NULL;
	struct secret *other = secret_random(VAULT_KEY_SIZE);
	struct store_parcel *row = get(p),
			    stolen = { .rfc_message_id = (char *)"3@acme.example", .created_s = 1 };
	g_autofree guint8 *bytes = g_memdup2(g_bytes_get_data(chunk, NULL), g_bytes_get_size(chunk));
	store_tx *tx = store_begin(p->s, &error);

	assert_int_equal(outbox_open(p->s, other, p->parcel, &error), -1);
	assert_non_null(error);
	g_clear_error(&error);
	/* the same sealed bytes under another parcel */
	stolen.header = row->header;
	must(store_parcel_put(tx, &stolen, &stolen.id, &error), error);
	must(store_parcel_chunk_put(tx, stolen.id, 0, chunk, &error), error);
	must(store_commit(&tx, &error), error);
	assert_int_equal(outbox_open(p->s, p->key, stolen.id, &error), -1);
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	g_clear_error(&error);
	/* a changed byte */
	bytes[g_bytes_get_size(chunk) / 2] ^= 1;
	bent = g_bytes_new(bytes, g_bytes_get_size(chunk));
	tx = store_begin(p->s, &error);
	must(store_parcel_erase_content(tx, p->parcel, &error), error);
	must(store_parcel_seal_put(tx, p->parcel, row->size, row->header, &error), error);
	must(store_parcel_chunk_put(tx, p->parcel, 0, bent, &error), error);
	must(store_commit(&tx, &error), error);
	assert_int_equal(outbox_open(p->s, p->key, p->parcel, &error), -1);
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	store_parcel_free(row);
	secret_free(other);
}

static void
put__abandoned_or_rolled_back_leaves_nothing(void **state)
{
	static const char *const TO[] = { "ar@acme.example", NULL }, *const NOBODY[] = { NULL };
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) ready = NULL;
	store_tx *tx = store_begin(p->s, &error);
	struct outbox_put *put = outbox_put_begin(tx, p->key, 0, "9@acme.example", TO, 1000, &error);

	must(put != NULL, error);
	must(outbox_put_bytes(put, "abc", 3, &error), error);
	outbox_put_abandon(put);
	assert_null(outbox_put_begin(tx, p->key, 0, "8@acme.example", NOBODY, 1000, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	g_clear_error(&error);
	store_tx_free(tx);
	ready = store_parcels_in_state(p->s, PARCEL_READY, &error);
	assert_int_equal(ready->len, 1);
}

static void
parcel__goes_from_ready_to_sent_and_its_content_goes_with_it(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	const struct outbox_outcome done = { .kind = OUTCOME_DONE, .text = "250 taken" };
	struct store_parcel *row;

	assert_false(outbox_claim(p->s, p->parcel, 999, &error)); /* not due */
	g_clear_error(&error);
	claim(p, 1000);
	assert_false(outbox_claim(p->s, p->parcel, 1000, &error)); /* nor twice */
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	g_clear_error(&error);
	must(outbox_committing(p->s, p->parcel, &error), error);
	assert_false(outbox_committing(p->s, p->parcel, &error));
	g_clear_error(&error);
	must(outbox_settle(p->s, &SETTINGS, p->parcel, &done, 1010, 0.5, &error), error);
	row = get(p);
	assert_int_equal(row->state, PARCEL_SENT);
	assert_int_equal(row->attempts, 1);
	assert_int_equal(row->settled_s, 1010);
	assert_null(row->header);
	assert_null(row->last_error);
	assert_string_equal(
	    ((struct store_recipient *)g_ptr_array_index(row->recipients, 2))->answer, "250 taken");
	store_parcel_free(row);
	assert_null(store_parcel_chunk(p->s, p->parcel, 0, &error));
	assert_int_equal(outbox_open(p->s, p->key, p->parcel, &error), -1);
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	g_clear_error(&error);
	assert_false(outbox_settle(p->s, &SETTINGS, p->parcel, &done, 1011, 0.5, &error)); /* once */
}

static void
settle__table(void **state)
{
	static const struct {
		int kind;
		const char *told; /* per recipient: + done, - refused, ? open; NULL: all as kind */
		gint64 now_s;
		enum parcel_state wanted;
		gint64 wanted_next, wanted_uncertain;
		const char *wanted_error, *wanted_states;
	} ROWS[] = {
		{ OUTCOME_RETRY, NULL, 1000, PARCEL_READY, 1060, 0, "words", "???" },
		{ OUTCOME_REFUSED, NULL, 1000, PARCEL_PARKED, -1, 0, "words", "---" },
		{ OUTCOME_DONE, NULL, 1000, PARCEL_SENT, -1, 0, NULL, "+++" },
		{ OUTCOME_UNCERTAIN, NULL, 1000, PARCEL_READY, 1600, 1, "words", "???" },
		{ OUTCOME_DONE, "a+b-c+", 1000, PARCEL_PARKED, -1, 0, "words", "+-+" },
		{ OUTCOME_DONE, "a+b?c-", 1000, PARCEL_READY, 1060, 0, "words", "+?-" },
		{ OUTCOME_DONE, "a+", 1000, PARCEL_READY, 1060, 0, "words", "+??" },
		{ OUTCOME_DONE, "a+b+c+x-", 1000, PARCEL_SENT, -1, 0, NULL, "+++" },
		{ OUTCOME_RETRY, NULL, 1000 + 86400, PARCEL_PARKED, -1, 0, "given up after 1d: words",
		    "???" },
		{ OUTCOME_UNCERTAIN, NULL, 1000 + 86400, PARCEL_PARKED, -1, 1, "given up after 1d: words",
		    "???" },
	};
	struct place *p = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *id = g_strdup_printf("row%d@acme.example", (int)i);
		g_autoptr(GPtrArray) recipients = ROWS[i].told ? told(ROWS[i].told) : NULL;
		g_autoptr(GString) states = g_string_new(NULL);
		g_autoptr(GError) error = NULL;
		struct outbox_outcome outcome = {
			.kind = ROWS[i].kind, .text = "words", .recipients = recipients
		};
		struct store_parcel *row;

		p->parcel = put(p, id, "x", 1);
		claim(p, 1000);
		must(outbox_settle(p->s, &SETTINGS, p->parcel, &outcome, ROWS[i].now_s, 0.5, &error), error);
		row = get(p);
		for (guint r = 0; r < row->recipients->len; r++)
			g_string_append_c(states,
			    "?+-"[((struct store_recipient *)g_ptr_array_index(row->recipients, r))->state]);
		assert_int_equal(row->state, ROWS[i].wanted);
		assert_int_equal(row->uncertain, ROWS[i].wanted_uncertain);
		assert_string_equal(states->str, ROWS[i].wanted_states);
		assert_true(g_strcmp0(row->last_error, ROWS[i].wanted_error) == 0);
		if (ROWS[i].wanted_next >= 0)
			assert_int_equal(row->next_s, ROWS[i].wanted_next);
		assert_int_equal(row->header != NULL,
		    ROWS[i].wanted != PARCEL_SENT); /* kept as long as it may be needed */
		store_parcel_free(row);
	}
}

static void
retry__opens_the_refused_alone_and_counts_the_age_anew(void **state)
{
	struct place *p = *state;
	g_autoptr(GPtrArray) recipients = told("a+b-c-");
	g_autoptr(GError) error = NULL;
	struct store_parcel *row;
	store_tx *tx;

	claim(p, 1000);
	must(outbox_settle(p->s, &SETTINGS, p->parcel,
		 &(struct outbox_outcome){ .kind = OUTCOME_DONE, .text = "550 no", .recipients = recipients },
		 1000, 0.5, &error),
	    error);
	tx = store_begin(p->s, &error);
	must(outbox_retry(tx, p->parcel, 500000, &error), error);
	assert_false(outbox_retry(tx, p->parcel + 1, 500000, &error));
	g_clear_error(&error);
	must(store_commit(&tx, &error), error);
	row = get(p);
	assert_int_equal(row->state, PARCEL_READY);
	assert_int_equal(row->attempts, 1);
	assert_int_equal(row->next_s, 500000);
	assert_int_equal(
	    ((struct store_recipient *)g_ptr_array_index(row->recipients, 0))->state, RECIPIENT_DONE);
	assert_int_equal(
	    ((struct store_recipient *)g_ptr_array_index(row->recipients, 1))->state, RECIPIENT_OPEN);
	store_parcel_free(row);
	claim(p, 500000);
	must(outbox_settle(p->s, &SETTINGS, p->parcel,
		 &(struct outbox_outcome){ .kind = OUTCOME_RETRY, .text = "451" }, 500010, 0.5, &error),
	    error);
	row = get(p);
	assert_int_equal(
	    row->state, PARCEL_READY); /* a day and more after it was made, but not after the retry */
	store_parcel_free(row);
	tx = store_begin(p->s, &error);
	must(outbox_retry(tx, p->parcel, 500020, &error), error); /* a waiting one may be hurried */
	must(store_commit(&tx, &error), error);
	claim(p, 500020);
	tx = store_begin(p->s, &error);
	assert_false(outbox_retry(tx, p->parcel, 500020, &error)); /* one that is being sent may not */
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	store_tx_free(tx);
}

/* All three steps; in a program of its own, because a crash point is looked up once in a process. */
static int
advance(const char *path, gint64 parcel)
{
	const struct outbox_outcome done = { .kind = OUTCOME_DONE, .text = "250" };
	struct store *s = store_open(path, STORE_WRITE, NULL, NULL);

	return s && outbox_claim(s, parcel, 1000, NULL) && outbox_committing(s, parcel, NULL) &&
		       outbox_settle(s, &SETTINGS, parcel, &done, 1000, 0.5, NULL)
		   ? 0
		   : 1;
}

static void
die_at(struct place *p, const char *point)
{
	g_autofree char *parcel = g_strdup_printf("%" G_GINT64_FORMAT, p->parcel);
	int status = 0;
	pid_t child;

	store_close(p->s);
	p->s = NULL;
	child = fork();
	if (child == 0) {
		g_setenv("PURSER_CRASH", point, TRUE);
		execl("/proc/self/exe", "parcels", "advance", p->path, parcel, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	reopen(p);
}

static void
crash__at_each_step_is_recovered_and_only_the_window_is_uncertain(void **state)
{
	static const struct {
		const char *point;
		enum parcel_state left, recovered;
		gint64 next_s;
		guint uncertain;
	} ROWS[] = {
		{ "store.before-commit:1", PARCEL_READY, PARCEL_READY, 1000, 0 },
		{ "outbox.claimed", PARCEL_CLAIMED, PARCEL_READY, 2000, 0 },
		{ "store.before-commit:2", PARCEL_CLAIMED, PARCEL_READY, 2000, 0 },
		{ "outbox.committing", PARCEL_COMMITTING, PARCEL_READY, 2600, 1 },
		{ "store.before-commit:3", PARCEL_COMMITTING, PARCEL_READY, 2600, 1 },
		{ "outbox.settled", PARCEL_SENT, PARCEL_SENT, 1000, 0 },
	};
	struct place *p = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *id = g_strdup_printf("crash%d@acme.example", (int)i);
		g_autoptr(GError) error = NULL;
		guint uncertain = 99;
		struct store_parcel *row;

		p->parcel = put(p, id, "x", 1);
		die_at(p, ROWS[i].point);
		row = get(p);
		assert_int_equal(row->state, ROWS[i].left);
		store_parcel_free(row);
		must(outbox_recover(p->s, &SETTINGS, 2000, &uncertain, &error), error);
		assert_int_equal(uncertain, ROWS[i].uncertain);
		row = get(p);
		assert_int_equal(row->state, ROWS[i].recovered);
		assert_int_equal(row->uncertain, ROWS[i].uncertain);
		assert_int_equal(row->next_s, ROWS[i].next_s);
		assert_string_equal(row->rfc_message_id, id);
		store_parcel_free(row);
		must(outbox_recover(p->s, &SETTINGS, 2000, &uncertain, &error), error);
		assert_int_equal(uncertain, 0); /* once */
	}
}

static void
clock__that_was_ahead_holds_up_no_parcel(void **state)
{
	static const gint64 AHEAD_S = 80000, NOW_S = 2000;
	const struct outbox_outcome later = { .kind = OUTCOME_RETRY, .text = "down" };
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	struct store_parcel *row;
	guint uncertain;

	p->parcel = put(p, "ahead@acme.example", "x", 1);
	must(outbox_claim(p->s, p->parcel, NOW_S + AHEAD_S, &error), error);
	must(outbox_settle(p->s, &SETTINGS, p->parcel, &later, NOW_S + AHEAD_S, 0.5, &error), error);
	must(outbox_recover(p->s, &SETTINGS, NOW_S, &uncertain, &error), error);
	row = get(p);
	assert_int_equal(row->next_s, NOW_S);
	assert_int_equal(row->since_s, 1000);
	store_parcel_free(row);
	/* an ordinary back-off stays as it is */
	must(outbox_claim(p->s, p->parcel, NOW_S, &error), error);
	must(outbox_settle(p->s, &SETTINGS, p->parcel, &later, NOW_S, 0.5, &error), error);
	must(outbox_recover(p->s, &SETTINGS, NOW_S, &uncertain, &error), error);
	row = get(p);
	assert_true(row->next_s > NOW_S);
	store_parcel_free(row);
}

static void
readdress__changes_only_what_nobody_has(void **state)
{
	static const char *const FOLDER[] = { "POs", NULL };
	struct store_recipient told = { .address = (char *)"ar@acme.example", .state = RECIPIENT_DONE };
	g_autoptr(GPtrArray) one = g_ptr_array_new();
	const struct outbox_outcome partly = { .kind = OUTCOME_RETRY, .text = "x", .recipients = one };
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	struct store_parcel *row;

	g_ptr_array_add(one, &told);
	p->parcel = put(p, "way@acme.example", "x", 1);
	must(outbox_readdress(p->s, p->parcel, FOLDER, &error), error);
	row = get(p);
	assert_int_equal(row->recipients->len, 1);
	assert_string_equal(
	    ((struct store_recipient *)g_ptr_array_index(row->recipients, 0))->address, "POs");
	store_parcel_free(row);

	p->parcel = put(p, "partly@acme.example", "x", 1);
	must(outbox_claim(p->s, p->parcel, 1000, &error), error);
	must(outbox_settle(p->s, &SETTINGS, p->parcel, &partly, 1000, 0.5, &error), error);
	must(outbox_readdress(p->s, p->parcel, FOLDER, &error), error);
	row = get(p);
	assert_int_equal(row->recipients->len, 3);
	store_parcel_free(row);
}

int
main(int argc, char **argv)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(backoff__doubles_to_its_limit_and_is_spread),
		T(content__comes_back_byte_for_byte_in_a_sealed_memory_file),
		T(content__never_stands_in_the_files_in_the_clear),
		T(content__of_another_row_or_key_or_a_changed_byte_does_not_open),
		T(put__abandoned_or_rolled_back_leaves_nothing),
		T(parcel__goes_from_ready_to_sent_and_its_content_goes_with_it),
		T(settle__table),
		T(retry__opens_the_refused_alone_and_counts_the_age_anew),
		T(crash__at_each_step_is_recovered_and_only_the_window_is_uncertain),
		T(clock__that_was_ahead_holds_up_no_parcel),
		T(readdress__changes_only_what_nobody_has),
	};

	if (argc == 4 && strcmp(argv[1], "advance") == 0)
		return advance(argv[2], g_ascii_strtoll(argv[3], NULL, 10));
	return cmocka_run_group_tests(tests, NULL, NULL);
}

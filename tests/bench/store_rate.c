/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store_rate - how fast the store takes messages, and whether that depends on how many it has
 *
 *	store_rate FOLDER MESSAGES [ITEMS-PERCENT] [BATCH]
 *
 * Fills a fresh database in FOLDER with MESSAGES messages in batches of BATCH (100) over three mailboxes,
 *ITEMS-PERCENT (10) of them with an order, its evidence, and a sealed parcel of 20 kB that is sent and
 *erased. Prints a line for every power of ten (and the end): messages on record, rows/s over the last 10,000,
 *bytes per message, RSS.
 */
#include "purser/store.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAILBOXES 3
#define WINDOW 10000
#define PARCEL_BYTES 20000
#define EVIDENCE_ROWS 12

struct bench {
	struct store *s;
	gint64 folders[MAILBOXES];
	gint64 n;
	int percent;
	GRand *rand;
	GBytes *sealed, *header;
	gint64 sent; /* parcel of the batch before, to be settled */
};

static void
stop(GError *error)
{
	fprintf(stderr, "store_rate: %s\n", error ? error->message : "failed");
	exit(1);
}

static char *
random_hex(GRand *rand, gsize words)
{
	GString *s = g_string_new(NULL);

	for (gsize i = 0; i < words; i++)
		g_string_append_printf(s, "%08x", g_rand_int(rand));
	return g_string_free(s, FALSE);
}

static gboolean
put_order(struct bench *b, store_tx *tx, gint64 message, GError **error)
{
	g_autofree char *unique = random_hex(b->rand, 4);
	g_autofree char *rfc_id = g_strdup_printf("%s@contoso.example", unique);
	struct report_evidence e = { (char *)"number", (char *)"PO Number: 4500012345", (char *)"1.2",
		(char *)"po.number.label", 1, { 72, 100, 180, 112 } };
	struct report *r = report_new();
	struct order *o = order_new();
	struct store_item item = { .kind = ITEM_ORDER,
		.message_id = message,
		.order = o,
		.route = ROUTE_ROUTE,
		.verdict = VERDICT_PURCHASE_ORDER,
		.at_s = 1700000000 };
	struct store_parcel parcel = {
		.rfc_message_id = rfc_id, .created_s = 1700000000, .next_s = 1700000000
	};
	gboolean ok;

	r->message_id = g_strdup(rfc_id);
	r->subject = g_strdup("Purchase order 4500012345 from Contoso");
	r->from.address = g_strdup("purchasing@contoso.example");
	o->value[ORDER_NUMBER] = g_strdup_printf("45%08u", g_rand_int(b->rand) % 100000000);
	o->value[ORDER_TOTAL] = g_strdup("12345.60");
	o->value[ORDER_CURRENCY] = g_strdup("EUR");
	o->value[ORDER_BUYER] = g_strdup("Contoso Retail GmbH");
	o->content_digest = random_hex(b->rand, 8);
	o->confidence = 0.97;
	ok = store_message_set_fate(tx, message, FATE_ITEM, error) &&
	     store_message_head_put(tx, message, r, error) && store_item_put(tx, &item, &item.id, error);
	for (int i = 0; ok && i < EVIDENCE_ROWS; i++)
		ok = store_evidence_put(tx, item.id, &e, error);
	parcel.item_id = item.id;
	ok = ok && store_parcel_put(tx, &parcel, &parcel.id, error) &&
	     store_parcel_chunk_put(tx, parcel.id, 0, b->sealed, error) &&
	     store_parcel_seal_put(tx, parcel.id, PARCEL_BYTES, b->header, error);
	/* The one before has been sent meanwhile. */
	if (ok && b->sent)
		ok = store_parcel_update(tx,
			 &(struct store_parcel){
			     .id = b->sent, .state = PARCEL_SENT, .created_s = 1, .attempts = 1 },
			 error) &&
		     store_parcel_erase_content(tx, b->sent, error);
	b->sent = parcel.id;
	report_free(r);
	order_free(o);
	return ok;
}

static void
put_batch(struct bench *b, gint64 n)
{
	g_autoptr(GError) error = NULL;
	store_tx *tx = store_begin(b->s, &error);

	for (gint64 i = 0; tx && i < n; i++, b->n++) {
		guint32 digest[8];
		struct store_message m = { .folder_id = b->folders[b->n / 1000 % MAILBOXES],
			.uid = (guint32)(b->n + 1),
			.digest = (const guint8 *)digest,
			.size = 9000,
			.internal_date_s = 1700000000,
			.at_s = 1700000000 };
		gint64 id;

		for (gsize w = 0; w < G_N_ELEMENTS(digest); w++)
			digest[w] = g_rand_int(b->rand);
		if (!store_message_put(tx, &m, &id, &error) ||
		    (b->n % 100 < b->percent && !put_order(b, tx, id, &error)))
			stop(error);
	}
	if (!tx || !store_commit(&tx, &error))
		stop(error);
}

static gint64
rss_kb(void)
{
	g_autofree char *text = NULL;
	const char *line;

	if (!g_file_get_contents("/proc/self/status", &text, NULL, NULL) || !(line = strstr(text, "VmRSS:")))
		return 0;
	return strtol(line + 6, NULL, 10);
}

static gint64
cpu_us(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (gint64)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * G_USEC_PER_SEC + u.ru_utime.tv_usec +
	       u.ru_stime.tv_usec;
}

static void
tell(const struct bench *b, const char *path, gint64 window, gint64 us, gint64 cpu)
{
	struct stat st;

	if (stat(path, &st) == 0)
		printf("%9" G_GINT64_FORMAT
		       " messages: %8.0f/s, %5.1f us of processor each, %6.1f bytes each, RSS %.1f MB\n",
		    b->n, (double)window * 1e6 / (double)MAX(us, 1), (double)cpu / (double)MAX(window, 1),
		    (double)st.st_size / (double)MAX(b->n, 1), (double)rss_kb() / 1024);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	gint64 wanted = argc > 2 ? strtoll(argv[2], NULL, 10) : 0,
	       batch = argc > 4 ? strtoll(argv[4], NULL, 10) : 100;
	g_autofree char *path = argc > 1 ? g_build_filename(argv[1], "store_rate.db", NULL) : NULL;
	g_autoptr(GError) error = NULL;
	struct bench b = { .percent = argc > 3 ? atoi(argv[3]) : 10, .rand = g_rand_new_with_seed(1) };
	gint64 started, cpu, mark = 0, told = WINDOW;

	if (wanted <= 0 || batch <= 0) {
		fprintf(stderr, "usage: store_rate FOLDER MESSAGES [ITEMS-PERCENT] [BATCH]\n");
		return 64;
	}
	b.sealed = g_bytes_new_take(g_malloc0(PARCEL_BYTES), PARCEL_BYTES);
	b.header = g_bytes_new_static("0123456789abcdef01234567", 24);
	b.s = store_open(path, STORE_WRITE, NULL, &error);
	if (!b.s)
		stop(error);
	for (int i = 0; i < MAILBOXES; i++) {
		g_autofree char *name = g_strdup_printf("mailbox%d", i);
		store_tx *tx = store_begin(b.s, &error);

		if (!tx || !store_folder_put(tx, name, "INBOX", 1, 1700000000, &b.folders[i], &error) ||
		    !store_commit(&tx, &error))
			stop(error);
	}
	started = g_get_monotonic_time();
	cpu = cpu_us();
	while (b.n < wanted) {
		put_batch(&b, MIN(batch, wanted - b.n));
		if (b.n - mark < WINDOW && b.n < wanted)
			continue;
		if (b.n >= told || b.n == wanted) {
			tell(&b, path, b.n - mark, g_get_monotonic_time() - started, cpu_us() - cpu);
			told *= 10;
		}
		mark = b.n;
		started = g_get_monotonic_time();
		cpu = cpu_us();
	}
	store_close(b.s);
	g_bytes_unref(b.sealed);
	g_bytes_unref(b.header);
	g_rand_free(b.rand);
	return 0;
}

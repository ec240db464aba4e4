/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See bank.h. */
#include "bank.h"

#include "purser/vault.h"

#include <string.h>

/* Whole prints, and those of the parts, are of different texts: they cannot be mistaken for each other. */
#define BANK_PART "bank"
#define ACCOUNT_PART "account"

#define SIEVE_BITS 16

struct reader_bank {
	gatomicrefcount refs;
	struct secret *key;
	char *recipients;
	GHashTable *whole, *banks, *accounts; /* char*: as sets */
	GPtrArray *rows;                      /* struct reader_prints, without near */
	GArray *near;                         /* guint64 of all; sorted before it is used */
	gboolean sorted;
	guint8
	    sieve[1 << SIEVE_BITS >> 3]; /* which first bits the marks of near have: few others get through */
	struct vault_recipients *to;     /* of recipients, once it is needed */
};

/* --- prints --- */

static char *
part_print(const struct secret *key, const struct bank_number *n, const char *what, const char *part)
{
	g_autofree char *scheme = g_strdup_printf("%s %s", n->scheme, what);

	return *part ? vault_account_fingerprint(key, scheme, n->country, part) : g_strdup("");
}

static gint
mark_compare(gconstpointer a, gconstpointer b)
{
	const guint64 *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* In no order. */
static GArray *
near_of(const struct secret *key, const struct bank_number *n)
{
	char text[3 * BANK_TEXT_MAX];
	gsize front;
	GArray *marks;

	/* scheme and country stand in front; what is left out there makes the marks of other schemes no nearer */
	g_snprintf(text, sizeof text, "%s%s%s", n->country, n->bank, n->account);
	front = strlen(n->country);
	if (!*n->account)
		g_snprintf(text + front, sizeof text - front, "%s", n->text);
	marks = vault_near_marks(key, text);
	secret_wipe(text, sizeof text);
	return marks;
}

void
reader_prints_make(const struct secret *key, const struct bank_number *n, struct reader_prints *out)
{
	GArray *near = near_of(key, n);

	g_array_sort(near, mark_compare); /* which places two accounts differ in is nobody's business */
	*out = (struct reader_prints){
		.whole = vault_account_fingerprint(key, n->scheme, n->country, n->text),
		.bank = part_print(key, n, BANK_PART, n->bank),
		.account = part_print(key, n, ACCOUNT_PART, n->account),
		.near = g_bytes_new(near->data, near->len * sizeof(guint64)),
	};
	g_array_unref(near);
}

void
reader_prints_clear(struct reader_prints *p)
{
	g_free(p->whole);
	g_free(p->bank);
	g_free(p->account);
	g_clear_pointer(&p->near, g_bytes_unref);
	*p = (struct reader_prints){ NULL };
}

static void
prints_free(gpointer data)
{
	reader_prints_clear(data);
	g_free(data);
}

/* --- ours --- */

static struct reader_bank *
bank_alloc(struct secret *key, const char *recipients)
{
	struct reader_bank *b = g_new0(struct reader_bank, 1);

	g_atomic_ref_count_init(&b->refs);
	b->key = key;
	b->recipients = recipients && *recipients ? g_strdup(recipients) : NULL;
	b->whole = g_hash_table_new(g_str_hash, g_str_equal);
	b->banks = g_hash_table_new(g_str_hash, g_str_equal);
	b->accounts = g_hash_table_new(g_str_hash, g_str_equal);
	b->rows = g_ptr_array_new_with_free_func(prints_free);
	b->near = g_array_new(FALSE, FALSE, sizeof(guint64));
	return b;
}

struct reader_bank *
reader_bank_new(const struct secret *key, const char *recipients)
{
	return bank_alloc(secret_new(secret_bytes(key), secret_size(key)), recipients);
}

static void
bank_add_row(struct reader_bank *b, const char *whole, const char *bank, const char *account)
{
	struct reader_prints *row = g_new0(struct reader_prints, 1);

	row->whole = g_strdup(whole);
	row->bank = g_strdup(bank);
	row->account = g_strdup(account);
	g_ptr_array_add(b->rows, row);
	g_hash_table_add(b->whole, row->whole);
	if (*row->bank)
		g_hash_table_add(b->banks, row->bank);
	if (*row->account)
		g_hash_table_add(b->accounts, row->account);
}

static void
bank_add_near(struct reader_bank *b, const guint64 *marks, gsize n)
{
	for (gsize i = 0; i < n; i++) {
		guint64 first = marks[i] >> (64 - SIEVE_BITS);

		b->sieve[first >> 3] |= (guint8)(1U << (first & 7));
	}
	if (n)
		g_array_append_vals(b->near, marks, (guint)n);
}

void
reader_bank_add(struct reader_bank *b, const struct reader_prints *ours)
{
	gsize size;
	gconstpointer near = g_bytes_get_data(ours->near, &size);

	bank_add_row(b, ours->whole, ours->bank, ours->account);
	bank_add_near(b, near, size / sizeof(guint64));
	b->sorted = FALSE;
}

/* Once for all readers. */
static void
bank_sort(struct reader_bank *b)
{
	if (!b->sorted)
		g_array_sort(b->near, mark_compare);
	b->sorted = TRUE;
}

struct reader_bank *
reader_bank_ref(struct reader_bank *b)
{
	if (b)
		g_atomic_ref_count_inc(&b->refs);
	return b;
}

void
reader_bank_unref(struct reader_bank *b)
{
	if (!b || !g_atomic_ref_count_dec(&b->refs))
		return;
	secret_free(b->key);
	vault_recipients_free(b->to);
	g_free(b->recipients);
	g_hash_table_unref(b->whole);
	g_hash_table_unref(b->banks);
	g_hash_table_unref(b->accounts);
	g_ptr_array_unref(b->rows);
	g_array_unref(b->near);
	g_free(b);
}

/* --- on the wire --- */

GVariant *
reader_bank_pack(struct reader_bank *b)
{
	GVariantBuilder rows;
	GVariant *all[4];

	if (b)
		bank_sort(b);
	g_variant_builder_init(&rows, G_VARIANT_TYPE("a(sss)"));
	for (guint i = 0; b && i < b->rows->len; i++) {
		const struct reader_prints *row = b->rows->pdata[i];

		g_variant_builder_add(&rows, "(sss)", row->whole, row->bank, row->account);
	}
	all[0] = g_variant_new_string(b && b->recipients ? b->recipients : "");
	all[1] = g_variant_new_fixed_array(
	    G_VARIANT_TYPE_BYTE, b ? secret_bytes(b->key) : NULL, b ? secret_size(b->key) : 0, 1);
	all[2] = g_variant_builder_end(&rows);
	all[3] = g_variant_new_fixed_array(G_VARIANT_TYPE_UINT64, b && b->near->len ? b->near->data : NULL,
	    b ? b->near->len : 0, sizeof(guint64));
	return g_variant_new_tuple(all, G_N_ELEMENTS(all));
}

gboolean
reader_bank_unpack(GVariant *v, struct reader_bank **out, GError **error)
{
	const char *recipients, *whole, *bank, *account;
	g_autoptr(GVariant) key = g_variant_get_child_value(v, 1), near = g_variant_get_child_value(v, 3);
	g_autoptr(GVariantIter) rows = NULL;
	gsize n_key, n_near;
	gconstpointer key_bytes = g_variant_get_fixed_array(key, &n_key, 1);
	gconstpointer marks = g_variant_get_fixed_array(near, &n_near, sizeof(guint64));
	struct reader_bank *b;

	*out = NULL;
	if (!n_key)
		return TRUE;
	if (n_key != VAULT_KEY_SIZE)
		return purser_fail(error, PURSER_HANGUP, "reader: a key of the wrong size");
	if (!vault_init(error))
		return FALSE;
	g_variant_get_child(v, 0, "&s", &recipients);
	g_variant_get_child(v, 2, "a(sss)", &rows);
	b = bank_alloc(secret_new(key_bytes, n_key), recipients);
	secret_wipe((void *)key_bytes, n_key); /* the message is ours alone, and is not looked at again */
	while (g_variant_iter_next(rows, "(&s&s&s)", &whole, &bank, &account))
		bank_add_row(b, whole, bank, account);
	bank_add_near(b, marks, n_near);
	b->sorted = TRUE;
	*out = b;
	return TRUE;
}

void
bank_prepare(void)
{
	(void)vault_init(NULL); /* asked again, and heard, by those who get a key */
}

/* --- one account --- */

static gboolean
is_near(struct reader_bank *b, const struct bank_number *n)
{
	GArray *marks;
	gboolean found = FALSE;

	bank_sort(b);
	marks = near_of(b->key, n);
	for (guint i = 0; i < marks->len && !found; i++) {
		guint64 mark = g_array_index(marks, guint64, i), first = mark >> (64 - SIEVE_BITS);

		found = b->sieve[first >> 3] >> (first & 7) & 1 &&
			g_array_binary_search(b->near, &mark, mark_compare, NULL);
	}
	g_array_unref(marks);
	return found;
}

static const char *
standing_of(struct reader_bank *b, const struct bank_number *n, const char *whole, const char *whose)
{
	g_autofree char *account = NULL, *bank = NULL;

	if (g_hash_table_contains(b->whole, whole))
		return n->proven ? "approved" : "altered";
	if (is_near(b, n))
		return "altered";
	if (!n->proven)
		return "unknown";
	account = part_print(b->key, n, ACCOUNT_PART, n->account);
	if (g_hash_table_contains(b->accounts, account))
		return "swapped";
	bank = part_print(b->key, n, BANK_PART, n->bank);
	return g_strcmp0(whose, "ours") == 0 && g_hash_table_contains(b->banks, bank) ? "swapped" : "unknown";
}

struct held {
	const struct report_bank_account *row;
	char text[4 * BANK_TEXT_MAX];
};

static void
held_free(gpointer p)
{
	struct held *h = p;

	secret_wipe(h->text, sizeof h->text);
	g_free(h);
}

static void
hold(struct bank_reading *r, const struct bank_number *n, const struct report_bank_account *row)
{
	struct held *h = g_new(struct held, 1);

	h->row = row;
	g_snprintf(h->text, sizeof h->text, "%s %s", n->scheme, n->written);
	if (!r->held)
		r->held = g_ptr_array_new_with_free_func(held_free);
	g_ptr_array_add(r->held, h);
}

gboolean
bank_judge(const struct bank_number *n, struct report_bank_account *row, gpointer reading)
{
	struct bank_reading *r = reading;
	gboolean ours = r->bank->rows->len > 0;
	const char *standing;
	g_autofree char *print = NULL;

	if ((!ours && !n->proven) || r->n++ >= r->limits->accounts_compared)
		return FALSE;
	print = vault_account_fingerprint(r->bank->key, n->scheme, n->country, n->text);
	standing = ours ? standing_of(r->bank, n, print, row->whose) : NULL;
	if (!n->proven && strcmp(standing, "altered") != 0)
		return FALSE;
	row->standing = g_strdup(standing);
	row->fingerprint = g_steal_pointer(&print);
	if (r->bank->recipients)
		hold(r, n, row);
	return TRUE;
}

/* --- sealed once it is known that it may be kept --- */

/* The last one: rows that were given up may have lain in the same place. */
static const char *
held_of(const struct bank_reading *r, const struct report_bank_account *row)
{
	for (guint i = r->held ? r->held->len : 0; i-- > 0;) {
		const struct held *h = r->held->pdata[i];

		if (h->row == row)
			return h->text;
	}
	return NULL;
}

char *
reader_bank_context(const char *message_digest, const char *fingerprint)
{
	g_autofree char *place = g_strconcat(message_digest, " ", fingerprint, NULL);

	return vault_context("bank", 0, place);
}

static char *
seal(const struct vault_recipients *to, const char *digest, const char *fingerprint, const char *text)
{
	g_autofree char *context = reader_bank_context(digest, fingerprint);
	g_autoptr(GBytes) box = vault_box_seal(to, context, text, strlen(text));

	return g_base64_encode(g_bytes_get_data(box, NULL), g_bytes_get_size(box));
}

void
bank_seal(struct bank_reading *r, struct report *out)
{
	struct reader_bank *b = r->bank;
	g_autofree char *digest = NULL;

	if (!b || !b->recipients || !out->bank_accounts->len || !report_may_be_kept(out))
		return;
	if (!b->to && !(b->to = vault_recipients_parse(b->recipients, "recipients", NULL)))
		return;
	for (guint i = 0; i < out->bank_accounts->len; i++) {
		struct report_bank_account *row = out->bank_accounts->pdata[i];
		const char *text = row->sealed ? NULL : held_of(r, row);

		if (!text)
			continue;
		if (!digest) {
			struct digest d = digest_of(r->bytes, r->size);

			digest = digest_hex(&d);
		}
		row->sealed = seal(b->to, digest, row->fingerprint, text);
	}
}

void
bank_reading_clear(struct bank_reading *r)
{
	g_clear_pointer(&r->held, g_ptr_array_unref);
}

/* --- the alternative that is not read --- */

gboolean
bank_is_spoken_of(const struct reader_bank *b, GBytes *body)
{
	gsize size;
	const char *bytes = g_bytes_get_data(body, &size);

	return b && b->rows->len && bank_words_in(bytes, size);
}

static gboolean
names_us(const struct report_bank_account *a)
{
	return a->holder && g_strcmp0(a->whose, "ours") == 0;
}

/* One that names us as its holder alarms, and the same account without a name does not. */
static gboolean
row_is_there(const struct report *r, const struct report_bank_account *a)
{
	for (guint i = 0; i < r->bank_accounts->len; i++) {
		const struct report_bank_account *b = r->bank_accounts->pdata[i];

		if (g_strcmp0(a->fingerprint, b->fingerprint) == 0 &&
		    g_strcmp0(a->standing, b->standing) == 0 && (names_us(b) || !names_us(a)))
			return TRUE;
	}
	return FALSE;
}

void
bank_rows_join(struct report *out, struct report *other)
{
	for (guint i = 0; i < other->bank_accounts->len;) {
		const struct report_bank_account *a = other->bank_accounts->pdata[i];

		if (a->standing && !row_is_there(out, a))
			g_ptr_array_add(out->bank_accounts, g_ptr_array_steal_index(other->bank_accounts, i));
		else
			i++;
	}
}

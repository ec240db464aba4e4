/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The schema as a table of steps. A step that was released never changes: whoever needs another shape appends
 * a step.
 */
#include "db.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* clang-format off */
static const char STEP_1[] =
/* A mailbox's folder under one UIDVALIDITY; `current` marks the one that the server names now. */
"CREATE TABLE folder ("
"  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 2147483647),"
"  mailbox TEXT NOT NULL, folder TEXT NOT NULL, uidvalidity INTEGER NOT NULL,"
"  current INTEGER NOT NULL, skipped TEXT NOT NULL DEFAULT '',"
"  first_seen_s INTEGER NOT NULL, backlog INTEGER NOT NULL DEFAULT 0,"
"  UNIQUE (mailbox, folder, uidvalidity)) STRICT;"
"CREATE UNIQUE INDEX folder_current ON folder (mailbox, folder) WHERE current = 1;"
"CREATE TABLE folder_count ("
"  folder_id INTEGER NOT NULL REFERENCES folder, fate INTEGER NOT NULL, n INTEGER NOT NULL, last_s INTEGER NOT NULL,"
"  PRIMARY KEY (folder_id, fate)) STRICT, WITHOUT ROWID;"

/* Every message ever read. The key is its place (folder * 2^32 + uid), so that a message costs one row and no index,
 * cannot be there twice, and a folder's UIDs are a range. Others name a message by this key without a foreign key,
 * because a forgotten message that is read again comes back under it. That its folder exists is asked once per
 * transaction, by folder_count. (Generated columns would say it better, but make VACUUM INTO fail in SQLite 3.40.) */
"CREATE TABLE message ("
"  id INTEGER PRIMARY KEY CHECK (id >> 32 > 0 AND id & 4294967295 > 0),"
"  digest BLOB CHECK (digest IS NULL OR length(digest) = 32), size INTEGER NOT NULL,"
"  internal_date_s INTEGER NOT NULL, at_s INTEGER NOT NULL,"
"  verdict INTEGER NOT NULL, fate INTEGER NOT NULL) STRICT;"
/* Kept messages only (item, sighting); eight bytes find the row, the row has all 32. */
"CREATE INDEX message_kept ON message (substr(digest, 1, 8)) WHERE fate BETWEEN 1 AND 2;"
"CREATE TABLE message_head ("
"  message_id INTEGER PRIMARY KEY, rfc_key INTEGER, rfc_message_id TEXT, date TEXT, subject TEXT, from_name TEXT, from_address TEXT,"
"  origin_name TEXT, origin_address TEXT, origin_date TEXT, origin_how TEXT, reply_to TEXT, direction TEXT,"
"  authenticity TEXT, authenticity_why TEXT) STRICT;"
"CREATE INDEX message_head_rfc ON message_head (rfc_key) WHERE rfc_key IS NOT NULL;"
"CREATE TABLE attempt ("
"  folder_id INTEGER NOT NULL REFERENCES folder, uid INTEGER NOT NULL, n INTEGER NOT NULL,"
"  why TEXT NOT NULL, at_s INTEGER NOT NULL, PRIMARY KEY (folder_id, uid)) STRICT, WITHOUT ROWID;"

"CREATE TABLE customer ("
"  id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, code TEXT UNIQUE, name TEXT NOT NULL, ae TEXT, ar_owner TEXT) STRICT;"
/* kind: 0 domain, 1 alias, 2 contact. */
"CREATE TABLE customer_word ("
"  customer_id INTEGER NOT NULL REFERENCES customer, kind INTEGER NOT NULL, seq INTEGER NOT NULL, word TEXT NOT NULL,"
"  PRIMARY KEY (customer_id, kind, seq)) STRICT, WITHOUT ROWID;"
"CREATE INDEX customer_word_word ON customer_word (word, kind);"

/* order_KEY and sure_KEY per row of ORDER_FIELDS: the value and how sure it is. */
"CREATE TABLE item ("
"  id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, message_id INTEGER NOT NULL,"
"  customer_id INTEGER REFERENCES customer, verdict INTEGER NOT NULL, route INTEGER NOT NULL,"
"  relation INTEGER NOT NULL, revision_of INTEGER REFERENCES item, settled_by TEXT,"
"  at_s INTEGER NOT NULL, settled_at_s INTEGER NOT NULL,"
"  number_key TEXT, content_digest BLOB, part TEXT, confidence REAL NOT NULL,"
"  order_number TEXT, order_kind TEXT, order_revision TEXT, order_date TEXT, order_buyer TEXT, order_supplier TEXT,"
"  order_currency TEXT, order_total TEXT, order_payment_terms TEXT, order_quote_ref TEXT, order_contract_ref TEXT,"
"  order_bill_to TEXT, order_ship_to TEXT, order_delivery_date TEXT,"
"  sure_number REAL, sure_kind REAL, sure_revision REAL, sure_date REAL, sure_buyer REAL, sure_supplier REAL,"
"  sure_currency REAL, sure_total REAL, sure_payment_terms REAL, sure_quote_ref REAL, sure_contract_ref REAL,"
"  sure_bill_to REAL, sure_ship_to REAL, sure_delivery_date REAL) STRICT;"
/* One live item for a customer's number and content. Sightings (relation 1), those that wait (route 2 and 3) and rejected
 * ones (route 0) stand aside: a forged copy that waits must not keep the true one out. Indexes hold beginnings and hashes of what is
 * long, because their pages are written at random: their size is the price of every order. */
"CREATE UNIQUE INDEX item_once ON item (number_key, ifnull(customer_id, 0),"
"  CASE WHEN relation = 1 OR route <> 1 THEN NULL ELSE substr(content_digest, 1, 8) END) WHERE number_key IS NOT NULL;"
"CREATE INDEX item_route ON item (route, settled_at_s);"
"CREATE INDEX item_message ON item (message_id);"
"CREATE INDEX item_content ON item (substr(content_digest, 1, 8)) WHERE content_digest IS NOT NULL;"
"CREATE TABLE reason ("
"  item_id INTEGER NOT NULL REFERENCES item, seq INTEGER NOT NULL, text TEXT NOT NULL,"
"  PRIMARY KEY (item_id, seq)) STRICT, WITHOUT ROWID;"
"CREATE TABLE evidence ("
"  item_id INTEGER NOT NULL REFERENCES item, seq INTEGER NOT NULL, field TEXT, text TEXT, part TEXT, rule TEXT,"
"  page INTEGER NOT NULL, x0 REAL NOT NULL, y0 REAL NOT NULL, x1 REAL NOT NULL, y1 REAL NOT NULL,"
"  PRIMARY KEY (item_id, seq)) STRICT, WITHOUT ROWID;"
"CREATE TABLE sighting ("
"  item_id INTEGER NOT NULL REFERENCES item, message_id INTEGER NOT NULL, at_s INTEGER NOT NULL,"
"  PRIMARY KEY (item_id, message_id)) STRICT, WITHOUT ROWID;"

"CREATE TABLE original ("
"  item_id INTEGER PRIMARY KEY REFERENCES item, header BLOB NOT NULL) STRICT;"
"CREATE TABLE original_chunk ("
"  item_id INTEGER NOT NULL REFERENCES original, seq INTEGER NOT NULL, sealed BLOB NOT NULL,"
"  PRIMARY KEY (item_id, seq)) STRICT;"

"CREATE TABLE parcel ("
"  id INTEGER PRIMARY KEY, item_id INTEGER REFERENCES item, purpose TEXT NOT NULL,"
"  rfc_message_id TEXT NOT NULL UNIQUE, state INTEGER NOT NULL, attempts INTEGER NOT NULL,"
"  created_s INTEGER NOT NULL, since_s INTEGER NOT NULL, next_s INTEGER NOT NULL, settled_s INTEGER NOT NULL,"
"  uncertain INTEGER NOT NULL, last_error TEXT, size INTEGER NOT NULL, header BLOB,"
"  UNIQUE (item_id, purpose)) STRICT;"
"CREATE INDEX parcel_state ON parcel (state, next_s);"
"CREATE INDEX parcel_uncertain ON parcel (uncertain) WHERE uncertain > 0;"
"CREATE TABLE parcel_recipient ("
"  parcel_id INTEGER NOT NULL REFERENCES parcel, seq INTEGER NOT NULL, address TEXT NOT NULL,"
"  state INTEGER NOT NULL, answer TEXT, PRIMARY KEY (parcel_id, seq)) STRICT, WITHOUT ROWID;"
"CREATE TABLE parcel_chunk ("
"  parcel_id INTEGER NOT NULL REFERENCES parcel, seq INTEGER NOT NULL, sealed BLOB NOT NULL,"
"  PRIMARY KEY (parcel_id, seq)) STRICT;"

"CREATE TABLE health ("
"  mailbox TEXT PRIMARY KEY, reached_s INTEGER NOT NULL, problem TEXT, problem_since_s INTEGER NOT NULL)"
"  STRICT, WITHOUT ROWID;"
"CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;";

/* Which items were seen in a message; the few items that are no orders; whose account a folder is in ("": not known). */
static const char STEP_2[] =
"CREATE INDEX sighting_message ON sighting (message_id);"
"CREATE INDEX item_set_aside ON item (kind) WHERE kind <> 0;"
"ALTER TABLE folder ADD COLUMN account TEXT NOT NULL DEFAULT '';";

/* What people must be told at once. */
static const char STEP_3[] =
"CREATE TABLE alert ("
"  id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, ae TEXT,"
"  customer_id INTEGER REFERENCES customer, item_id INTEGER REFERENCES item, message_id INTEGER,"
"  first_s INTEGER NOT NULL, last_s INTEGER NOT NULL, times INTEGER NOT NULL, told_s INTEGER NOT NULL DEFAULT 0,"
"  settled_s INTEGER NOT NULL DEFAULT 0, settled_by TEXT, UNIQUE (kind, key)) STRICT;"
"CREATE INDEX alert_open ON alert (last_s) WHERE settled_s = 0;";

/* What was done, by whom. Rows are only ever added, each with the next number; a row's hash covers the one before it.
 * An original may be sealed to AR alone: `spare` is its key for ourselves, while we still must open it. */
static const char STEP_4[] =
"CREATE TABLE audit ("
"  id INTEGER PRIMARY KEY, at_s INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, item_id INTEGER,"
"  customer_id INTEGER, subject TEXT, text TEXT, hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT;"
"CREATE TRIGGER audit_in_order BEFORE INSERT ON audit WHEN NEW.id IS NOT (SELECT ifnull(max(id), 0) + 1 FROM audit)"
"  BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;"
"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;"
"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;"
"ALTER TABLE original ADD COLUMN spare BLOB;"
"ALTER TABLE original ADD COLUMN at_s INTEGER NOT NULL DEFAULT 0;";

/* Letters that wait for their time, and what was told; the runs of the digests; what came since a time. */
static const char STEP_5[] =
"CREATE TABLE letter ("
"  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, recipient TEXT, item_id INTEGER REFERENCES item,"
"  once TEXT NOT NULL UNIQUE, about TEXT NOT NULL, due_s INTEGER NOT NULL, created_s INTEGER NOT NULL,"
"  settled_s INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL DEFAULT 0, parcel_id INTEGER REFERENCES parcel,"
"  why TEXT) STRICT;"
"CREATE INDEX letter_due ON letter (due_s) WHERE state = 0;"
"CREATE INDEX letter_about ON letter (about, settled_s) WHERE state = 1;"
"CREATE INDEX letter_kind ON letter (kind, settled_s) WHERE state = 1;"
"CREATE TABLE letter_fact ("
"  letter_id INTEGER NOT NULL REFERENCES letter, seq INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,"
"  PRIMARY KEY (letter_id, seq)) STRICT, WITHOUT ROWID;"
"CREATE TABLE letter_silence ("
"  address TEXT PRIMARY KEY, since_s INTEGER NOT NULL, who TEXT NOT NULL) STRICT, WITHOUT ROWID;"
"CREATE TABLE digest_run ("
"  name TEXT NOT NULL, slot TEXT NOT NULL, at_s INTEGER NOT NULL, outcome INTEGER NOT NULL,"
"  parcel_id INTEGER REFERENCES parcel, PRIMARY KEY (name, slot)) STRICT, WITHOUT ROWID;"
"CREATE INDEX item_at ON item (at_s);"
"ALTER TABLE item ADD COLUMN file TEXT;"; /* name of the file that carries it, as the sender called it */

/* at_s: since when an original is AR's alone; 0: it waits. */
static const char STEP_6[] =
"CREATE INDEX original_waiting ON original (item_id) WHERE at_s = 0;"
"CREATE INDEX original_settled ON original (at_s) WHERE at_s > 0;";

/* Papers of a family that are no items of their own, and what sales agreed. */
static const char STEP_7[] =
"CREATE TABLE paper_word ("
"  item_id INTEGER NOT NULL REFERENCES item, message_id INTEGER NOT NULL, seq INTEGER NOT NULL,"
"  key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (item_id, message_id, seq, key)) STRICT, WITHOUT ROWID;"
"CREATE INDEX item_contract ON item (customer_id) WHERE order_contract_ref IS NOT NULL;"
"CREATE TABLE deal ("
"  id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer, quote TEXT, contract TEXT,"
"  quote_key TEXT NOT NULL, contract_key TEXT NOT NULL, amount TEXT, currency TEXT, terms TEXT, entity TEXT,"
"  item_id INTEGER REFERENCES item, at_s INTEGER NOT NULL, UNIQUE (customer_id, quote_key, contract_key)) STRICT;"
"CREATE INDEX deal_open ON deal (at_s) WHERE item_id IS NULL;";

/* An order's lines of goods, as order_lines_write() puts them. */
static const char STEP_8[] =
"ALTER TABLE item ADD COLUMN order_lines TEXT;";

/* What people's decisions taught of a customer: kind 0 domain, 1 contact, 2 pattern of PO numbers. Learned once enough of
 * its confirmations are of different threads; forgotten, it begins anew, and those it had are spent. */
static const char STEP_9[] =
"CREATE TABLE learned ("
"  id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer, kind INTEGER NOT NULL, value TEXT NOT NULL,"
"  first_s INTEGER NOT NULL, learned_s INTEGER NOT NULL DEFAULT 0, forgotten_s INTEGER NOT NULL DEFAULT 0,"
"  forgotten_by TEXT, UNIQUE (customer_id, kind, value)) STRICT;"
"CREATE TABLE learned_from ("
"  learned_id INTEGER NOT NULL REFERENCES learned, item_id INTEGER NOT NULL REFERENCES item, thread TEXT NOT NULL,"
"  who TEXT NOT NULL, at_s INTEGER NOT NULL, spent INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (learned_id, item_id))"
"  STRICT, WITHOUT ROWID;"
"ALTER TABLE message_head ADD COLUMN thread TEXT;"; /* Message-ID of the conversation's first letter */

/* What is known of a customer's finance unit: a fact is there once, with its best proof; which messages said it. */
static const char STEP_10[] =
"CREATE TABLE finance ("
"  id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer, kind INTEGER NOT NULL,"
"  key TEXT NOT NULL, value TEXT NOT NULL, name TEXT, detail TEXT, how TEXT,"
"  source INTEGER NOT NULL, trust INTEGER NOT NULL, message_id INTEGER, date_s INTEGER NOT NULL, writer TEXT,"
"  subject TEXT, line TEXT, first_s INTEGER NOT NULL, last_s INTEGER NOT NULL, times INTEGER NOT NULL,"
"  state INTEGER NOT NULL, who TEXT, at_s INTEGER NOT NULL, again_s INTEGER NOT NULL, instead INTEGER,"
"  UNIQUE (customer_id, kind, key)) STRICT;"
"CREATE TABLE finance_seen ("
"  finance_id INTEGER NOT NULL REFERENCES finance, source_key INTEGER NOT NULL,"
"  PRIMARY KEY (finance_id, source_key)) STRICT, WITHOUT ROWID;";

/* The line of the document that a value stands on, for `purser explain`. */
static const char STEP_11[] =
"ALTER TABLE evidence ADD COLUMN line TEXT;";

/* Accounts of our own, by prints alone; what is sealed is AR's. And the accounts read in a message that became an item or an
 * alert. */
static const char STEP_12[] =
"CREATE TABLE account ("
"  id INTEGER PRIMARY KEY, entity TEXT NOT NULL, label TEXT, scheme TEXT NOT NULL, country TEXT NOT NULL,"
"  masked TEXT NOT NULL, fingerprint TEXT NOT NULL, bank_print TEXT NOT NULL, account_print TEXT NOT NULL,"
"  near BLOB NOT NULL, sealed BLOB, added_s INTEGER NOT NULL, added_by TEXT NOT NULL,"
"  retired_s INTEGER NOT NULL DEFAULT 0, retired_by TEXT) STRICT;"
"CREATE UNIQUE INDEX account_once ON account (fingerprint) WHERE retired_s = 0;"
"CREATE TABLE bank_detail ("
"  message_id INTEGER NOT NULL, seq INTEGER NOT NULL, customer_id INTEGER REFERENCES customer,"
"  scheme TEXT, country TEXT, masked TEXT, bic TEXT, holder TEXT, whose TEXT, fingerprint TEXT, standing TEXT,"
"  sealed BLOB, at_s INTEGER NOT NULL, PRIMARY KEY (message_id, seq)) STRICT;";

/* Orders that were announced, until they come; mail by which people asked for something, so that it is done once. */
static const char STEP_13[] =
"CREATE TABLE promise ("
"  id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer, message_id INTEGER NOT NULL,"
"  source_key INTEGER NOT NULL, thread TEXT, quote TEXT, quote_key TEXT NOT NULL, amount TEXT, who TEXT, text TEXT, ae TEXT,"
"  said_s INTEGER NOT NULL, due_s INTEGER NOT NULL, state INTEGER NOT NULL DEFAULT 0, item_id INTEGER REFERENCES item,"
"  settled_s INTEGER NOT NULL DEFAULT 0, settled_by TEXT, UNIQUE (customer_id, source_key)) STRICT;"
"CREATE INDEX promise_open ON promise (due_s) WHERE state = 0;"
"CREATE INDEX promise_item ON promise (item_id) WHERE item_id IS NOT NULL;"
"CREATE INDEX letter_parcel ON letter (parcel_id) WHERE parcel_id IS NOT NULL;"
"CREATE TABLE answered (key TEXT PRIMARY KEY, who TEXT NOT NULL, at_s INTEGER NOT NULL) STRICT, WITHOUT ROWID;";
/* clang-format on */

const struct schema_step SCHEMA_STEPS[] = {
	{ 1, STEP_1 },
	{ 2, STEP_2 },
	{ 3, STEP_3 },
	{ 4, STEP_4 },
	{ 5, STEP_5 },
	{ 6, STEP_6 },
	{ 7, STEP_7 },
	{ 8, STEP_8 },
	{ 9, STEP_9 },
	{ 10, STEP_10 },
	{ 11, STEP_11 },
	{ 12, STEP_12 },
	{ 13, STEP_13 },
	{ 0, NULL },
};

static int
schema_last(const struct schema_step *steps)
{
	int last = 0;

	for (; steps->sql; steps++)
		last = steps->version;
	return last;
}

int
store_schema_version(void)
{
	return schema_last(SCHEMA_STEPS);
}

/* The copy is written beside its place and renamed, so that a half one never bears the name. */
static gboolean
schema_keep_copy(struct store *s, int last, GError **error)
{
	g_autofree char *copy = g_strdup_printf("%s.before-v%d", s->path, last);
	g_autofree char *half = g_strconcat(copy, ".new", NULL);

	unlink(half);
	if (!store_backup(s, half, error))
		return FALSE;
	if (rename(half, copy) == 0)
		return TRUE;
	unlink(half);
	return purser_fail(error, PURSER_HALT, "%s: cannot rename the copy made before the migration", copy);
}

static gboolean
schema_apply(struct store *s, const struct schema_step *steps, int have, GError **error)
{
	g_autofree char *application = g_strdup_printf("PRAGMA application_id = %d", SCHEMA_APPLICATION_ID);

	for (; steps->sql; steps++) {
		g_autofree char *version = g_strdup_printf("PRAGMA user_version = %d", steps->version);

		if (steps->version <= have)
			continue;
		if (!db_exec(s, steps->sql, error) || !db_exec(s, version, error))
			return FALSE;
	}
	return db_exec(s, application, error);
}

static gboolean
schema_migrate(struct store *s, const struct schema_step *steps, int have, GError **error)
{
	if (have > 0 && !schema_keep_copy(s, schema_last(steps), error))
		return FALSE;
	if (!db_exec(s, "BEGIN IMMEDIATE", error))
		return FALSE;
	if (schema_apply(s, steps, have, error) && db_exec(s, "COMMIT", error))
		return TRUE;
	if (!sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	g_prefix_error(error, "migration to schema %d (rolled back): ", schema_last(steps));
	return FALSE;
}

gboolean
schema_prepare(
    struct store *s, const struct schema_step *steps, enum store_open_problem *out_problem, GError **error)
{
	int last = schema_last(steps);
	gint64 have, application, tables;

	if (!db_number(s, "PRAGMA user_version", 0, &have, error) ||
	    !db_number(s, "PRAGMA application_id", 0, &application, error) ||
	    !db_number(s, "SELECT count(*) FROM sqlite_schema", 0, &tables, error))
		return FALSE;
	if (application != SCHEMA_APPLICATION_ID && (tables > 0 || have != 0))
		return purser_fail(error, PURSER_HALT,
		    "%s is a database, but not one of purser: name another file", s->path);
	if (have > last) {
		*out_problem = STORE_NEWER;
		return purser_fail(error, PURSER_HALT,
		    "database %s was written by a newer purser (schema %" G_GINT64_FORMAT
		    ", this one knows %d): install that version again, or restore the copy made before the "
		    "change "
		    "(%s.before-v%" G_GINT64_FORMAT ")",
		    s->path, have, last, s->path, have);
	}
	if (have == last)
		return TRUE;
	if (!s->writable)
		return purser_fail(error, PURSER_HALT,
		    "database %s has schema %" G_GINT64_FORMAT ", this program needs %d: start purserd once",
		    s->path, have, last);
	return schema_migrate(s, steps, (int)have, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows themselves. */
#include "rows.h"

#include <string.h>

static const char *const TLS_NAMES[] = { "implicit", "starttls", "none", NULL };
static const char *const WATCH_NAMES[] = { "idle", "poll", NULL };
static const char *const MODE_NAMES[] = { "observe", "live", NULL };
static const char *const TRANSPORT_NAMES[] = { "smtp", "imap", NULL };
static const char *const AUTH_NAMES[] = { "auto", "plain", "login", "xoauth2", "oauthbearer", "none", NULL };
static const char *const LANGUAGE_NAMES[] = { "en", "de", "fr", "it", "es", "nl", "pt", NULL };
static const char *const PROOF_NAMES[] = { "auto", "prefer", "require", NULL };
static const char *const NEWCOMER_NAMES[] = { "auto", "route", "review", "hold", NULL };
static const char *const LEVEL_NAMES[] = { "error", "warning", "notice", "info", "debug", NULL };

const struct section SECTIONS[SECTION_N] = {
	[SECTION_PURSER] = { "purser", FALSE, "The daemon itself." },
	[SECTION_COMPANY] = { "company", FALSE,
	    "Who we are: tells orders to us from orders by us, and our people from customers." },
	[SECTION_MAILBOX] = { "mailbox", TRUE,
	    "One account to read; as many sections as there are accounts, each with a name of its own." },
	[SECTION_AR] = { "ar", FALSE, "The way to accounts receivable: by SMTP, or into a folder by IMAP." },
	[SECTION_DIGEST] = { "digest", TRUE,
	    "A letter for accounts receivable, sent at the times given: what needs somebody, what was "
	    "forwarded, "
	    "and whether every mailbox was read. As many sections as there are kinds of readers." },
	[SECTION_LETTERS] = { "letters", FALSE,
	    "Letters to account executives, and alerts to AR at once. They leave only in live mode, and only "
	    "to "
	    "addresses of our own domains." },
	[SECTION_ANSWERS] = { "answers", FALSE, "What people may ask for by answering one of our letters." },
	[SECTION_VAULT] = { "vault", FALSE,
	    "What is kept, and for whose eyes. The secret key stays on AR's machine; here is the public "
	    "one." },
	[SECTION_LIMITS] = { "limits", FALSE,
	    "Bounds on hostile or runaway input. The presets fit; change one only when a message was set "
	    "aside for it." },
};

/* The struct gives the section. The second operand of AT compares pointers of two types, which the compiler
 * refuses unless the member has that type. */
#define SECTION_OF_config_purser SECTION_PURSER
#define SECTION_OF_config_company SECTION_COMPANY
#define SECTION_OF_config_mailbox SECTION_MAILBOX
#define SECTION_OF_config_ar SECTION_AR
#define SECTION_OF_config_digest SECTION_DIGEST
#define SECTION_OF_config_letters SECTION_LETTERS
#define SECTION_OF_config_answers SECTION_ANSWERS
#define SECTION_OF_config_vault SECTION_VAULT
#define AT(s, m, t) (offsetof(struct s, m) + 0 * sizeof(&((struct s *)0)->m == (t *)0))
#define KEY(s, k, kind, m, t) .section = SECTION_OF_##s, .key = k, .type = kind, .offset = AT(s, m, t)
#define TEXT(s, m) KEY(s, #m, ROW_TEXT, m, char *)
#define NAME(s, m, n) KEY(s, #m, ROW_NAME, m, char *), .names = n
#define LIST(s, m) KEY(s, #m, ROW_LIST, m, char **)
#define INT(s, m) KEY(s, #m, ROW_INT, m, int)
#define SECONDS(s, m, k) KEY(s, k, ROW_SECONDS, m, gint64)
#define FRACTION(s, m) KEY(s, #m, ROW_FRACTION, m, double)
#define BOOL(s, m) KEY(s, #m, ROW_BOOL, m, gboolean)
#define ENUM(s, m, e, n) KEY(s, #m, ROW_ENUM, m, enum e), .names = n
#define IN_SERVER(s, k, kind, m, t)                        \
	.section = SECTION_OF_##s, .key = k, .type = kind, \
	.offset = offsetof(struct s, server) + AT(config_server, m, t)
#define SERVER_TEXT(s, m) IN_SERVER(s, #m, ROW_TEXT, m, char *)
#define SERVER_ENUM(s, m, e, n) IN_SERVER(s, #m, ROW_ENUM, m, enum e), .names = n

/* clang-format off */

/* How to reach a server and sign in: the same rows for a mailbox and for AR. */
#define SERVER_ROWS(s, sample_host, sample_user) \
	{ SERVER_TEXT(s, host), .check = check_host, .example = sample_host, .given = TRUE, \
	  .help = "The mail server's name or address." }, \
	{ SERVER_ENUM(s, tls, config_tls, TLS_NAMES), .preset = "implicit", \
	  .help = "How the connection is protected; the certificate's chain, name and date are always verified. " \
		  "none is refused unless the host is this machine." }, \
	{ IN_SERVER(s, "port", ROW_INT, port, int), .preset = "0", .min = "0", .max = "65535", \
	  .help = "0: the usual one. IMAP: 993, with starttls 143. SMTP: 465, with starttls 587, with none 25." }, \
	{ SERVER_TEXT(s, ca_file), .check = check_path, .example = "/etc/purser/mail-ca.pem", \
	  .help = "Trust only the certificate authorities in this PEM file, not the system's." }, \
	{ SERVER_TEXT(s, tls_name), .check = check_host, .example = sample_host, \
	  .help = "The name that the certificate must bear, when it is not the host's." }, \
	{ SERVER_TEXT(s, user), .example = sample_user, .given = TRUE, \
	  .help = "The account to sign in with." }, \
	{ SERVER_TEXT(s, password_file), .check = check_path, .example = "/etc/purser/secrets/mail", .given = TRUE, \
	  .help = "A file with the password, readable by its owner only (chmod 600). One of password_file, " \
		  "password_credential, password_command and token_command is needed." }, \
	{ SERVER_TEXT(s, password_credential), .check = check_credential, .example = "mail-password", .alternative = TRUE, \
	  .help = "The name of a systemd credential that holds the password (LoadCredential= in the unit)." }, \
	{ SERVER_TEXT(s, password_command), .check = check_command, .example = "/usr/bin/pass show mail/purser", \
	  .alternative = TRUE, \
	  .help = "A command that prints the password; run without a shell." }, \
	{ SERVER_TEXT(s, token_command), .check = check_command, .example = "/usr/local/bin/mail-token purser", \
	  .alternative = TRUE, \
	  .help = "A command that prints an OAuth 2 access token; run without a shell, at every sign-in." }, \
	{ SERVER_ENUM(s, auth, config_auth, AUTH_NAMES), .preset = "auto", \
	  .help = "How to sign in. auto takes the best that the server offers for what we have; none is for an SMTP " \
		  "relay that asks nobody." }

/* When something leaves, and how it writes numbers and dates. */
#define WHEN_ROWS(s) \
	{ TEXT(s, time_zone), .check = check_zone, .example = "Europe/Berlin", \
	  .help = "The time zone of these times, as the tz database names it, when it is not the machine's." }, \
	{ LIST(s, weekdays), .preset = "mon, tue, wed, thu, fri", .check = check_weekday, \
	  .help = "The days of the week on which it leaves." }, \
	{ ENUM(s, language, config_language, LANGUAGE_NAMES), .preset = "en", \
	  .help = "How numbers and dates are written in it." }

static const struct row OWN_ROWS[] = {
	{ ENUM(config_purser, mode, config_mode, MODE_NAMES), .preset = "observe",
	  .help = "observe reads and records, and sends nothing; live sends orders to [ar]." },
	{ TEXT(config_purser, state_dir), .preset = "/var/lib/purser", .check = check_path,
	  .help = "Where the database and the key of the outbox live; only purser may read it." },
	{ TEXT(config_purser, socket), .preset = "/run/purser/control.sock", .check = check_path,
	  .help = "Where the daemon listens for the purser command." },
	{ INT(config_purser, readers), .preset = "0", .min = "0", .max = "256",
	  .help = "Sandboxed processes that read messages at once. 0: as many as processors." },
	{ LIST(config_purser, modulus_tables), .check = check_path, .example = "/etc/purser/valacdos.txt, /etc/purser/scsubtab.txt",
	  .help = "Pay.UK's tables for British accounts (the modulus weights, and the substitutions of sort codes), as they "
		  "are published; they are not ours to ship. An account that they refuse is not reported. Without them such "
		  "accounts are taken by their shape alone." },
	{ FRACTION(config_purser, route_confidence), .preset = "0.75", .min = "0", .max = "1",
	  .help = "An order at least this sure goes to AR; a less sure one waits for review." },
	{ FRACTION(config_purser, review_confidence), .preset = "0.35", .min = "0", .max = "1",
	  .help = "What is less sure than this is no order and is ignored." },
	{ ENUM(config_purser, new_buyers, config_newcomer, NEWCOMER_NAMES), .preset = "auto",
	  .help = "What becomes of an order from a buyer who is not on record, and whom none of us passed on. auto: it waits "
		  "for review where customers are on record and the mailbox requires proof of the sender; else it is "
		  "routed, with that reason." },
	{ BOOL(config_purser, integrity_check), .preset = "no",
	  .help = "Check the whole database at every start. Takes a while on a large one." },
	{ NAME(config_purser, log_level, LEVEL_NAMES), .preset = "info",
	  .help = "Log what is at least this grave." },

	{ LIST(config_company, names), .example = "Acme GmbH, Acme Deutschland",
	  .help = "Our names, as customers write them on an order." },
	{ LIST(config_company, domains), .check = check_domain, .example = "example.com",
	  .help = "Our mail domains." },

	SERVER_ROWS(config_mailbox, "imap.example.com", "purchase-orders@example.com"),
	{ LIST(config_mailbox, folders), .preset = "INBOX",
	  .help = "The folders to read." },
	{ ENUM(config_mailbox, watch, config_watch, WATCH_NAMES), .preset = "idle",
	  .help = "idle keeps a connection per folder and sees new mail at once; poll looks every interval." },
	{ SECONDS(config_mailbox, interval_s, "interval"), .preset = "5m", .min = "1s", .max = "1d",
	  .help = "Time between two looks; with idle, how often to look even though the server said nothing." },
	{ SECONDS(config_mailbox, idle_renew_s, "idle_renew"), .preset = "9m", .min = "5s", .max = "29m",
	  .help = "Renew IDLE before the server (RFC 2177 allows 29 minutes) or a firewall drops it." },
	{ KEY(config_mailbox, "from", ROW_START, from, enum config_start), .preset = "now",
	  .offset_day = AT(config_mailbox, from_date, struct day),
	  .help = "Where to begin at the first look: now reads only what comes from now on, all reads everything, "
		  "a day (YYYY-MM-DD) what the server received since." },
	{ TEXT(config_mailbox, owner), .check = check_address, .example = "anna.ae@example.com",
	  .help = "The account executive whose mailbox this is: who is asked and answered." },
	{ ENUM(config_mailbox, authenticity, config_proof, PROOF_NAMES), .preset = "auto",
	  .help = "require: an order whose sender is not proven waits for review; prefer: it is routed, and says so. auto: "
		  "require where authserv_ids or authserv_unnamed is set. A sender who is proven false is held in any case." },
	{ LIST(config_mailbox, authserv_ids), .check = check_domain, .example = "mx.example.com",
	  .help = "The names (authserv-id) under which our own servers write Authentication-Results; no others count, and "
		  "theirs only above the Received field by which the mail came into our house." },
	{ BOOL(config_mailbox, authserv_unnamed), .preset = "no",
	  .help = "Our server writes Authentication-Results without its name, as Microsoft 365 does." },
	{ BOOL(config_mailbox, authserv_below), .preset = "no",
	  .help = "Our server writes its Authentication-Results right below its own Received field, as Google does; it must "
		  "then take out what came along under its name." },
	{ LIST(config_mailbox, inner_hops), .check = check_domain, .example = "mail.example.com",
	  .help = "Hosts of ours, or their domain, behind the server that takes mail in: their Received fields may stand above "
		  "its results. Hops by LMTP or from private addresses are known without. For Microsoft 365: "
		  "prod.outlook.com, outlook.office365.com." },
	{ LIST(config_mailbox, arc_sealers), .check = check_domain, .example = "lists.example.com",
	  .help = "Who may pass mail on: where our server says arc=pass, and all who sealed it (d=) stand here, what the first "
		  "of them saw counts (RFC 8617)." },
	{ TEXT(config_mailbox, keyword), .check = check_keyword, .example = "purser-routed", .alternative = TRUE,
	  .help = "Set this keyword on a message once its order was routed. Without keyword and move_to the mailbox is "
		  "opened read-only and left as it is." },
	{ TEXT(config_mailbox, move_to), .example = "Archive/Orders", .alternative = TRUE,
	  .help = "Move a message to this folder once its order was routed." },
	{ SECONDS(config_mailbox, silent_after_s, "silent_after"), .preset = "4h", .min = "1s", .max = "13w",
	  .help = "A mailbox that could not be looked at for so long (at least for two intervals) is shown and logged as silent, "
		  "and AR is told." },
	{ BOOL(config_mailbox, letters), .preset = "yes",
	  .help = "Whether its owner gets letters; see the section letters." },

	{ ENUM(config_ar, transport, config_transport, TRANSPORT_NAMES), .preset = "smtp",
	  .help = "smtp sends a mail; imap puts it into a folder of AR's mailbox." },
	SERVER_ROWS(config_ar, "smtp.example.com", "purser@example.com"),
	{ LIST(config_ar, to), .check = check_address, .example = "ar@example.com", .given = TRUE,
	  .help = "AR's addresses." },
	{ TEXT(config_ar, folder), .example = "INBOX/Purchase orders", .alternative = TRUE,
	  .help = "With transport = imap: the folder." },
	{ TEXT(config_ar, from), .check = check_sender, .example = "purser <purser@example.com>", .given = TRUE,
	  .help = "Our own address: the sender of what goes to AR." },
	{ TEXT(config_ar, helo), .check = check_host, .example = "purser.example.com",
	  .help = "The name with which to greet the SMTP server, when it is not the host's own." },
	{ SECONDS(config_ar, retry_first_s, "retry_first"), .preset = "1m", .min = "1s", .max = "1h",
	  .help = "Wait after the first failure; doubled after each further one, with some jitter." },
	{ SECONDS(config_ar, retry_max_s, "retry_max"), .preset = "1h", .min = "1s", .max = "1d",
	  .help = "The longest wait between two tries." },
	{ SECONDS(config_ar, give_up_s, "give_up"), .preset = "5d", .min = "1m", .max = "30d",
	  .help = "What could not be delivered for so long is parked and shown; purser retry sends it again." },
	{ SECONDS(config_ar, dot_wait_s, "dot_wait"), .preset = "10m", .min = "10m", .max = "1h",
	  .help = "Wait so long for the server's word after the last byte (RFC 5321, 4.5.3.2.6: at least 10 minutes); "
		  "giving up earlier doubles mail." },
	{ SECONDS(config_ar, uncertain_wait_s, "uncertain_wait"), .preset = "15m", .min = "1s", .max = "1d",
	  .help = "When the connection broke after the last byte, wait so long before looking or sending again." },
	{ SECONDS(config_ar, idle_keep_s, "idle_keep"), .preset = "1m", .min = "0", .max = "1h",
	  .help = "Keep the connection so long for the next order." },

	{ LIST(config_digest, to), .check = check_address, .example = "ar@example.com", .given = TRUE,
	  .help = "Who gets it; addresses of our own domains." },
	{ LIST(config_digest, at), .preset = "08:30", .check = check_clock,
	  .help = "Local times of the day. One that was missed, because purserd did not run, is made up for once." },
	WHEN_ROWS(config_digest),
	{ BOOL(config_digest, quiet_days), .preset = "no",
	  .help = "Send it even when there is nothing to tell." },

	{ LIST(config_letters, send), .preset = "receipt, promise, missing, insight, bank", .check = check_letter_kind,
	  .help = "Which letters account executives get; none for none. receipt: what became of an order they passed on; "
		  "promise: a promised order that has not come; missing: what is not known before the first invoice; "
		  "insight: once a month, what was found; bank: a customer was shown bank details that are not ours." },
	{ TEXT(config_letters, at), .preset = "09:00", .check = check_clock,
	  .help = "Local time at which the letters of a day leave, one for each account executive." },
	WHEN_ROWS(config_letters),
	{ SECONDS(config_letters, again_s, "again"), .preset = "1w", .min = "1d", .max = "13w",
	  .help = "Nobody is written to twice about the same thing in so long." },
	{ LIST(config_letters, opt_out), .check = check_address, .example = "kim.ae@example.com",
	  .help = "Account executives who want no letters; letters = no in a mailbox's section does the same." },
	{ LIST(config_letters, departed), .check = check_address, .example = "former.ae@example.com",
	  .help = "Account executives who have left: the owner gets their letters." },
	{ TEXT(config_letters, owner), .check = check_address, .example = "sales-ops@example.com",
	  .help = "Who gets letters about what has no account executive any more, or never had one." },
	{ LIST(config_letters, alerts_to), .check = check_address, .example = "ar-lead@example.com",
	  .help = "Who gets alerts, when it is not to = of the section ar." },
	{ LIST(config_letters, large_order), .check = check_threshold, .example = "EUR 250000, USD 300000",
	  .help = "An order of at least so much is told at once; one threshold for each currency." },
	{ INT(config_letters, alerts_per_hour), .preset = "12", .min = "1", .max = "1000",
	  .help = "Alerts beyond this in one hour wait and come together in one letter." },
	{ SECONDS(config_letters, promise_due_s, "promise_due"), .preset = "7d", .min = "1d", .max = "90d",
	  .help = "An order that was promised without saying when is expected after so long." },
	{ SECONDS(config_letters, promise_expire_s, "promise_expire"), .preset = "60d", .min = "1d", .max = "730d",
	  .help = "So long after its day a promised order that did not come is waited for no longer." },

	{ TEXT(config_answers, mailbox), .example = "orders",
	  .help = "The name of the mailbox section into which answers to our letters come. Without it no answer is read, "
		  "and letters ask for none." },
	{ LIST(config_answers, from), .check = check_address, .example = "ar@example.com",
	  .help = "Who may settle items by answering (route 12, reject 12 REASON, number 12 4500123456, customer 12 NAME, settle 7). "
		  "Each must be proven by the Authentication-Results that the mailbox trusts: authserv_ids in its section." },
	{ TEXT(config_answers, address), .check = check_address, .example = "po@example.com",
	  .help = "The address of that mailbox, to which answers are asked for (Reply-To). Not given: from = of the "
		  "section ar." },

	{ TEXT(config_vault, recipients), .check = check_path, .example = "/etc/purser/ar.pub",
	  .help = "A file of AR's public keys, one line each as purser keygen printed it; what is kept is sealed to all "
		  "of them, so that the next key can be added before the last one goes. Without it only what waits for a "
		  "person is kept, sealed with the daemon's own key, and erased once it is settled." },
	{ TEXT(config_vault, fingerprint_key), .check = check_path, .example = "/etc/purser/fingerprint.key",
	  .help = "The key under which account numbers are compared, 32 bytes, readable by its owner only; made when it "
		  "does not exist. Not given: fingerprint.key in state_dir. Who has it and the database can try out "
		  "account numbers: keep it apart from backups of the database." },
	{ TEXT(config_vault, fingerprint_credential), .check = check_credential, .example = "fingerprint", .alternative = TRUE,
	  .help = "The name of a systemd credential that holds this key." },
	{ SECONDS(config_vault, keep_originals_s, "keep_originals"), .preset = "730d", .min = "0", .max = "7300d",
	  .help = "How long the mails of orders, sealed to recipients, are kept after the order was settled. 0: not at all." },
};
/* clang-format on */

/* "64M" where it is even, else in plain bytes: what one would write in the file. */
static char *
limit_text(enum limit_type type, gint64 n)
{
	static const char UNITS[] = "\0kMG";
	guint unit = 0;

	while (type == LIMIT_SIZE && unit < 3 && n && n % 1024 == 0) {
		n /= 1024;
		unit++;
	}
	return g_strdup_printf("%" G_GINT64_FORMAT "%.1s", n, &UNITS[unit]);
}

/* The rows of base's limits join the table here, once; they live as long as the program. */
static gpointer
rows_build(gpointer unused G_GNUC_UNUSED)
{
	static const enum row_type TYPES[] = {
		[LIMIT_COUNT] = ROW_COUNT,
		[LIMIT_SIZE] = ROW_SIZE,
		[LIMIT_SECONDS] = ROW_SECONDS,
	};
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct row));

	g_array_append_vals(all, OWN_ROWS, G_N_ELEMENTS(OWN_ROWS));
	for (const struct limit_row *l = LIMIT_ROWS; l->name; l++) {
		struct row row = {
			.section = SECTION_LIMITS,
			.key = l->name,
			.type = TYPES[l->type],
			.offset = l->offset,
			.preset = limit_text(l->type, l->preset),
			.min = limit_text(l->type, l->min),
			.max = limit_text(l->type, l->max),
			.help = l->help,
		};

		g_array_append_val(all, row);
	}
	return all;
}

const struct row *
config_rows(guint *out_n)
{
	static GOnce once = G_ONCE_INIT;
	const GArray *rows = g_once(&once, rows_build, NULL);

	*out_n = rows->len;
	return (const struct row *)(void *)rows->data;
}

const struct row *
config_row_find(enum row_section section, const char *key)
{
	guint n;
	const struct row *rows = config_rows(&n);

	for (guint i = 0; i < n; i++)
		if (rows[i].section == section && strcmp(rows[i].key, key) == 0)
			return &rows[i];
	return NULL;
}

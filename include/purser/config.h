/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * config - one table of settings to structs, drop-ins, and the manual page
 *
 * Files: /etc/purser/purser.conf, then /etc/purser/conf.d/NAME.conf in name order; a later value replaces an earlier
 * one. Sections: [purser] [company] [mailbox NAME]… [ar] [digest NAME]… [letters] [vault] [limits]. Every problem is collected, not only the first.
 *
 *	config_load()    parse and check; problems as rows
 *	config_free()
 *
 * It reads no secret: it knows where they are.
 */
#pragma once

#include "purser/base.h"

enum config_tls { TLS_IMPLICIT, TLS_STARTTLS, TLS_NONE };
enum config_watch { WATCH_IDLE, WATCH_POLL };
enum config_mode { MODE_OBSERVE, MODE_LIVE };
enum config_transport { TRANSPORT_SMTP, TRANSPORT_IMAP };
enum config_auth { AUTH_AUTO, AUTH_PLAIN, AUTH_LOGIN, AUTH_XOAUTH2, AUTH_OAUTHBEARER, AUTH_NONE };
enum config_language {
	LANGUAGE_EN,
	LANGUAGE_DE,
	LANGUAGE_FR,
	LANGUAGE_IT,
	LANGUAGE_ES,
	LANGUAGE_NL,
	LANGUAGE_PT
};
enum config_start { START_NOW, START_ALL, START_DATE };
enum config_proof { PROOF_AUTO, PROOF_PREFER, PROOF_REQUIRE };
enum config_newcomer { NEWCOMER_AUTO, NEWCOMER_ROUTE, NEWCOMER_REVIEW, NEWCOMER_HOLD };

/* How to reach and sign in to a server; the same rows serve [mailbox] and [ar]. */
struct config_server {
	char *host;
	int port; /* 0: by transport and tls */
	enum config_tls tls;
	char *ca_file;  /* NULL: the system's */
	char *tls_name; /* name the certificate must bear; NULL: host */
	char *user;
	enum config_auth auth;
	char *password_file;       /* 0600 */
	char *password_credential; /* systemd credential's name */
	char *password_command;
	char *token_command; /* prints an OAuth 2 access token */
};

struct config_mailbox {
	char *name; /* of the section */
	struct config_server server;
	char **folders; /* default: INBOX */
	enum config_watch watch;
	gint64 interval_s; /* between polls; with idle the timed look */
	gint64 idle_renew_s;
	enum config_start from;
	struct day from_date;
	char *owner; /* AE's address: who is asked and answered; NULL */
	enum config_proof authenticity;
	char **authserv_ids; /* whose Authentication-Results count here */
	gboolean authserv_unnamed, authserv_below;
	char **inner_hops, **arc_sealers;
	char *keyword;         /* after routing: set this keyword; NULL. Opens the folder read-write */
	char *move_to;         /* after routing: move there; NULL */
	gint64 silent_after_s; /* not heard of for so long: shown and logged as silent */
	gboolean letters;      /* its owner gets letters */
};

struct config_company {
	char **names; /* ours */
	char **domains;
};

/* The way to AR. In observe mode the section may be missing: host, to, from and folder are then unset (to is empty). */
struct config_ar {
	enum config_transport transport;
	struct config_server server;
	char **to;                         /* recipients (SMTP, and the To header) */
	char *folder;                      /* IMAP folder */
	char *from;                        /* our own address, "purser <purser@acme.example>" */
	char *helo;                        /* EHLO name; NULL: host name */
	gint64 retry_first_s, retry_max_s; /* back-off */
	gint64 give_up_s;                  /* by age: parked and shown */
	gint64 dot_wait_s;                 /* wait after the final dot, at least 600 s (RFC 5321 4.5.3.2.6) */
	gint64 uncertain_wait_s;           /* after an unknown outcome, before looking or sending again */
	gint64 idle_keep_s;                /* how long the sender keeps its connection */
};

/* What AR is sent besides the orders: one section for each kind of reader. */
struct config_digest {
	char *name; /* of the section */
	char **to;
	char **at;       /* local times, "08:30" */
	char *time_zone; /* of the tz database; NULL: the machine's */
	char **weekdays; /* mon … sun */
	enum config_language language;
	gboolean quiet_days; /* also when there is nothing to tell */
};

/* Letters to AEs, and alerts to AR. Sent in live mode only. */
struct config_letters {
	char **send; /* kinds for AEs; "none" */
	char *at;    /* local time of the daily batch */
	char *time_zone;
	char **weekdays;
	enum config_language language;
	gint64 again_s;          /* at most one letter to somebody about the same thing in so long */
	char **opt_out;          /* AEs who want none */
	char **departed;         /* AEs who are gone: the owner gets theirs */
	char *owner;             /* also gets what has no AE; NULL: nobody does */
	char **alerts_to;        /* empty: AR, [ar] to */
	char **large_order;      /* "EUR 250000": orders of so much are told at once */
	int alerts_per_hour;     /* beyond: together in one letter, when the hour is over */
	gint64 promise_due_s;    /* of a promised order without a day */
	gint64 promise_expire_s; /* after its day nobody waits longer for it */
};

/* What people may ask for by answering a letter. Without a mailbox answers are read by nobody. */
struct config_answers {
	char *mailbox; /* name of its section */
	char **from;   /* addresses of AR that may settle items */
	char *address; /* Reply-To of the digest and of alerts; NULL: [ar] from */
};

/* What is kept, for whose eyes. Without recipients nothing is kept but what waits for a person. */
struct config_vault {
	char *recipients;             /* file of AR's public keys; NULL */
	char *fingerprint_key;        /* file; NULL: state_dir/fingerprint.key */
	char *fingerprint_credential; /* instead of the file; NULL */
	gint64 keep_originals_s;      /* sealed originals of what was settled; 0: they are not kept */
};

struct config_purser {
	enum config_mode mode;
	char *state_dir;          /* purser.db, outbox.key */
	char *socket;             /* control socket */
	int readers;              /* 0: as many as processors */
	char **modulus_tables;    /* files for British accounts */
	double route_confidence;  /* an order at least so sure is routed; below: review */
	double review_confidence; /* below: ignored */
	enum config_newcomer new_buyers;
	gboolean integrity_check; /* at start */
	char *log_level;          /* error, warning, notice, info, debug */
};

struct config {
	struct config_purser purser;
	struct config_company company;
	GPtrArray *mailboxes; /* struct config_mailbox */
	struct config_ar ar;
	GPtrArray *digests; /* struct config_digest */
	struct config_letters letters;
	struct config_answers answers;
	struct config_vault vault;
	struct limits limits;
	char *folder; /* that of the main file, where conf.d and templates lie; NULL: read from a text */
	guint n_files, n_keys;
	GHashTable *places; /* for config_where() */
};

struct config_problem {
	char *file;
	int line;       /* 0: of the whole file or of what is missing */
	gboolean fatal; /* FALSE: a warning */
	char *cause;    /* plain words */
	char *fix;      /* one */
};

/* path NULL: PURSER_CONFIG, else SYSCONFDIR/purser/purser.conf. NULL when any problem is fatal. problems: struct
 * config_problem, may come back empty. */
struct config *config_load(const char *path, GPtrArray **out_problems);
/* The same from a text, for tests and `setup`. */
struct config *config_parse(const char *text, const char *file, GPtrArray **out_problems);
void config_free(struct config *c);
/* "purser.conf:19: unknown key 'pasword_file': did you mean 'password_file'?" */
char *config_problem_format(const struct config_problem *p);
/* Must an author be proven here? auto: where servers are named whose word counts. */
gboolean config_mailbox_requires_proof(const struct config_mailbox *m);
/* NULL: no section of this name (name may be NULL). Borrowed. */
const struct config_mailbox *config_mailbox_named(const struct config *c, const char *name);
/* Where a key was set, for messages of later checks: "purser.conf:19", or the section's line. NULL if unknown.
 * section: "ar", "mailbox sales"; key NULL: the section. */
char *config_where(const struct config *c, const char *section, const char *key);

/* A section as a GVariant and back, driven by the same rows: how the keeper hands settings to a helper. */
GVariant *config_mailbox_pack(const struct config_mailbox *m, const struct limits *limits);
struct config_mailbox *config_mailbox_unpack(GVariant *v, struct limits *out_limits, GError **error);
void config_mailbox_free(struct config_mailbox *m);
GVariant *config_ar_pack(const struct config_ar *a, const struct limits *limits);
struct config_ar *config_ar_unpack(GVariant *v, struct limits *out_limits, GError **error);
void config_ar_free(struct config_ar *a);
void config_digest_free(struct config_digest *d);
#define CONFIG_VARIANT_TYPE "a{sv}"
gboolean config_mailbox_equal(const struct config_mailbox *a, const struct config_mailbox *b);
gboolean config_ar_equal(const struct config_ar *a, const struct config_ar *b);

/* The whole table as purser.conf(5) in mdoc, and as a commented example file. */
char *config_manual(void);
char *config_example(void);

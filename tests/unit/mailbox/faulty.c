/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Servers that lie, stumble, stall or attack: what no real server does, each with what must come of it. */
#include "purser/mailbox.h"
#include "scripted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <cmocka.h>

#define HELLO "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN IDLE ESEARCH] hello\r\n"
#define SIGN_IN                                                                                   \
	{ NULL, HELLO },                                                                          \
	{                                                                                         \
		"AUTHENTICATE PLAIN AHVzZXIAc2VjcmV0", "%t OK [CAPABILITY IMAP4rev1 IDLE] in\r\n" \
	}
#define OPEN                                                                                              \
	SIGN_IN,                                                                                          \
	{                                                                                                 \
		"EXAMINE", "* 3 EXISTS\r\n* OK [UIDVALIDITY 7] v\r\n* OK [UIDNEXT 9] n\r\n%t OK done\r\n" \
	}

/* The name is not that of libetpan's enum, which is not seen here. */
#define RUN(server, ...)                                    \
	static const struct step STEPS[] = { __VA_ARGS__ }; \
	struct scripted server = { .steps = STEPS, .n_steps = G_N_ELEMENTS(STEPS) }

static struct stream_settings
settings_of(const struct scripted *s)
{
	return (struct stream_settings){ .host = "127.0.0.1",
		.port = s->port,
		.tls = STREAM_PLAIN,
		.command_wall_s = 5,
		.line_size = 65536 };
}

static struct imap *
session(struct scripted *s)
{
	struct stream_settings settings = settings_of(s);
	struct secret *secret = secret_new("secret", 6);
	g_autoptr(GError) error = NULL;
	struct imap *imap = imap_connect(&settings, &error);

	if (!imap || !imap_sign_in(imap, "user", secret, SIGN_IN_AUTO, &error))
		fail_msg("%s", error->message);
	secret_free(secret);
	return imap;
}

static struct imap *
session_open(struct scripted *s)
{
	g_autoptr(GError) error = NULL;
	struct imap *imap = session(s);

	if (!imap_open(imap, "INBOX", FALSE, NULL, &error))
		fail_msg("%s", error->message);
	return imap;
}

static void
expect(const GError *error, enum purser_error grade, const char *part)
{
	assert_non_null(error);
	if (error->code != (int)grade || !strstr(error->message, part))
		fail_msg("grade %d: %s (wanted %d: %s)", error->code, error->message, grade, part);
}

/* --- connecting --- */

static void
connect__greetings_that_are_none(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *greeting, *part;
		enum purser_error grade;
	} rows[] = {
		{ "* PREAUTH welcome\r\n", "PREAUTH", PURSER_HALT },
		{ "* BYE too many connections\r\n", "goodbye (too many connections)", PURSER_RETRY },
		{ "220 mail ESMTP\r\n", "no IMAP greeting", PURSER_RETRY },
		{ "* OK [CAPABILITY] hm\r\n", "malformed", PURSER_RETRY },
		{ "* OK [BADCHARSET (\"a\")", "malformed", PURSER_RETRY },
		{ "\r\n", "no IMAP greeting", PURSER_RETRY },
		{ "", "closed the connection", PURSER_RETRY },
		{ "* OK half a li", "closed the connection", PURSER_RETRY },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct step step = { NULL, rows[i].greeting };
		struct scripted s = { .steps = &step, .n_steps = 1, .hang_up = TRUE };
		struct stream_settings settings;
		g_autoptr(GError) error = NULL;

		scripted_start(&s);
		settings = settings_of(&s);
		assert_null(imap_connect(&settings, &error));
		if (i != 4)
			expect(error, rows[i].grade, rows[i].part);
		scripted_stop(&s);
	}
}

static void
connect__hostile_codes_and_an_empty_capability_do_not_crash(void **state G_GNUC_UNUSED)
{
	static const char *const answers[] = { "* CAPABILITY\r\n%t OK done\r\n",
		"* CAPABILITY \r\n%t OK done\r\n", "%t OK nothing\r\n", "%t BAD what\r\n", "* BYE\r\n",
		"9 OK other\r\n", "x\r\n", "* CAPABILITY (a)\r\n%t OK\r\n" };

	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		struct step steps[] = { { NULL, "* OK [BADCHARSET (\"a\")] hello\r\n" },
			{ "CAPABILITY", answers[i] } };
		struct scripted s = { .steps = steps, .n_steps = 2 };
		struct stream_settings settings;
		g_autoptr(GError) error = NULL;

		scripted_start(&s);
		settings = settings_of(&s);
		assert_null(imap_connect(&settings, &error));
		expect(error, PURSER_HANGUP, "127.0.0.1");
		scripted_stop(&s);
	}
}

static void
connect__an_endless_greeting_meets_the_wall_or_the_budget(void **state G_GNUC_UNUSED)
{
	static const char *const endless[] = { "x", "* OK more and more\r\n" };

	for (guint i = 0; i < G_N_ELEMENTS(endless); i++) {
		struct scripted s = { .endless = endless[i] };
		struct stream_settings settings;
		g_autoptr(GError) error = NULL;
		struct imap *imap;

		scripted_start(&s);
		settings = settings_of(&s);
		settings.command_wall_s = 2;
		settings.line_size = 1 << 20;
		imap = imap_connect(&settings, &error);
		assert_null(imap);
		assert_non_null(error);
		scripted_stop(&s);
	}
}

static void
connect__silence_ends_with_a_hint_at_tls(void **state G_GNUC_UNUSED)
{
	struct scripted s = { 0 };
	struct stream_settings settings;
	g_autoptr(GError) error = NULL;

	scripted_start(&s);
	settings = settings_of(&s);
	settings.command_wall_s = 1;
	assert_null(imap_connect(&settings, &error));
	expect(error, PURSER_RETRY, "use tls = implicit");
	scripted_stop(&s);
}

static void
connect__starttls_stripped_refused_or_injected(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *greeting, *answer, *part;
		enum purser_error grade;
	} rows[] = {
		{ "* OK [CAPABILITY IMAP4rev1] hello\r\n", NULL, "offers no STARTTLS", PURSER_HALT },
		{ "* OK [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n", "%t NO not today\r\n", "refused STARTTLS",
		    PURSER_RETRY },
		{ "* OK [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n",
		    "%t OK go\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n", "injected", PURSER_HALT },
		{ "* OK [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n", "%t OK go\r\n%t OK go\r\n", "injected",
		    PURSER_HALT },
		{ "* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n", NULL, "PREAUTH", PURSER_HALT },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct step steps[] = { { NULL, rows[i].greeting }, { "STARTTLS", rows[i].answer } };
		struct scripted s = { .steps = steps, .n_steps = 2 };
		struct stream_settings settings;
		g_autoptr(GError) error = NULL;

		scripted_start(&s);
		settings = settings_of(&s);
		settings.tls = STREAM_STARTTLS;
		assert_null(imap_connect(&settings, &error));
		expect(error, rows[i].grade, rows[i].part);
		scripted_stop(&s);
	}
}

static void
connect__plain_text_is_only_for_loopback(void **state G_GNUC_UNUSED)
{
	struct stream_settings settings = { .host = "imap.example.com",
		.port = 143,
		.tls = STREAM_PLAIN,
		.command_wall_s = 1,
		.line_size = 65536 };
	g_autoptr(GError) error = NULL, refused = NULL;

	assert_null(imap_connect(&settings, &error));
	expect(error, PURSER_HALT, "only for a loopback address");
	settings.host = "127.0.0.1";
	settings.port = 1;
	assert_null(imap_connect(&settings, &refused));
	expect(refused, PURSER_RETRY, "no server listens there");
}

static void
connect__every_fault_of_a_certificate_has_its_own_sentence(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *name, *priority, *part;
		int days;
		gboolean other_authority;
		enum purser_error grade;
	} rows[] = {
		{ "localhost", NULL, "closed", 1, FALSE, PURSER_RETRY },
		{ "mail.example.org", NULL, "is for mail.example.org, not for localhost", 1, FALSE,
		    PURSER_HALT },
		{ "localhost", NULL, "has expired", -1, FALSE, PURSER_HALT },
		{ "localhost", NULL, "not trusted", 1, TRUE, PURSER_HALT },
		{ "localhost", "NORMAL:-VERS-ALL:+VERS-TLS1.1:%COMPAT", "no TLS 1.2", 1, FALSE, PURSER_HALT },
	};
	struct throwaway authority, other;
	g_autofree char *ca = g_build_filename(g_get_tmp_dir(), "purser-faulty-XXXXXX", NULL);
	int fd = g_mkstemp(ca);

	assert_true(fd >= 0);
	close(fd);
	throwaway_make(&authority, NULL, "one authority", 2);
	throwaway_make(&other, NULL, "another authority", 2);
	throwaway_pem(&authority, ca, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct throwaway leaf;
		struct scripted s = { .tls = &leaf, .priority = rows[i].priority, .hang_up = TRUE };
		struct stream_settings settings;
		g_autoptr(GError) error = NULL;

		throwaway_make(
		    &leaf, rows[i].other_authority ? &other : &authority, rows[i].name, rows[i].days);
		scripted_start(&s);
		settings = settings_of(&s);
		settings.host = "localhost";
		settings.tls = STREAM_TLS;
		settings.ca_file = ca;
		assert_null(imap_connect(&settings, &error));
		expect(error, rows[i].grade, rows[i].part);
		scripted_stop(&s);
		throwaway_clear(&leaf);
	}
	throwaway_clear(&authority);
	throwaway_clear(&other);
	unlink(ca);
}

/* --- signing in, opening --- */

static void
sign_in__refusals_are_graded_by_the_servers_code(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *answer, *part;
		enum purser_error grade;
	} rows[] = {
		{ "%t NO [AUTHENTICATIONFAILED] no\r\n",
		    "refused the password of user (AUTHENTICATIONFAILED: no)", PURSER_HALT },
		{ "%t NO\r\n", "refused the password", PURSER_HALT },
		{ "%t NO [UNAVAILABLE] directory down\r\n", "UNAVAILABLE", PURSER_RETRY },
		{ "%t BAD eh\r\n", "refused the password", PURSER_HALT },
		{ "* BYE go away\r\n", "goodbye (go away)", PURSER_HANGUP },
		{ "* 5 EXISTS\r\n+ \r\n+ \r\n+ \r\n+ \r\n+ \r\n+ \r\n", "malformed", PURSER_HANGUP },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct step steps[] = { { NULL, HELLO }, { "AUTHENTICATE", rows[i].answer } };
		struct scripted s = { .steps = steps, .n_steps = 2 };
		struct secret *secret = secret_new("secret", 6);
		struct stream_settings settings;
		g_autoptr(GError) error = NULL;
		struct imap *imap;

		scripted_start(&s);
		settings = settings_of(&s);
		imap = imap_connect(&settings, NULL);
		assert_non_null(imap);
		assert_false(imap_sign_in(imap, "user", secret, SIGN_IN_AUTO, &error));
		expect(error, rows[i].grade, rows[i].part);
		imap_free(imap);
		secret_free(secret);
		scripted_stop(&s);
	}
}

static void
open__faults_of_a_folder(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *answer, *part;
		enum purser_error grade;
	} rows[] = {
		{ "* 3 EXISTS\r\n%t OK done\r\n", "no UIDVALIDITY", PURSER_REJECT },
		{ "* OK [UIDVALIDITY 0] v\r\n%t OK done\r\n", "no IMAP answer", PURSER_HANGUP },
		{ "* OK [UIDVALIDITY 4294967297] v\r\n%t OK done\r\n", "no IMAP answer", PURSER_HANGUP },
		{ "* 99999999999999999999 EXISTS\r\n%t OK done\r\n", "no IMAP answer", PURSER_HANGUP },
		{ "* OK [UIDVALIDITY 5", "closed", PURSER_HANGUP },
		{ "%t NO [UNAVAILABLE] later\r\n", "UNAVAILABLE", PURSER_RETRY },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct step steps[] = { SIGN_IN, { "EXAMINE INBOX", rows[i].answer } };
		struct scripted s = { .steps = steps, .n_steps = 3, .hang_up = TRUE };
		g_autoptr(GError) error = NULL;
		struct imap *imap;

		scripted_start(&s);
		imap = session(&s);
		assert_false(imap_open(imap, "INBOX", FALSE, NULL, &error));
		expect(error, rows[i].grade, rows[i].part);
		imap_free(imap);
		scripted_stop(&s);
	}
}

static void
open__a_missing_folder_names_the_nearest(void **state G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	struct imap *imap;

	RUN(s, SIGN_IN, { "EXAMINE Bestellungem", "%t NO [NONEXISTENT] no such\r\n" },
	    { "LIST",
		"* LIST () \"/\" INBOX\r\n* LIST (\\Noselect) \"/\" Bestellunge\r\n* LIST () \"/\" {12}\r\n"
		"Bestellungen\r\n* LIST () NIL \"Entw&APw-rfe\"\r\n%t OK done\r\n" });
	scripted_start(&s);
	imap = session(&s);
	assert_false(imap_open(imap, "Bestellungem", FALSE, NULL, &error));
	expect(error, PURSER_REJECT,
	    "'Bestellungem' cannot be opened (NONEXISTENT: no such); the nearest: 'Bestellungen'");
	imap_free(imap);
	scripted_stop(&s);
}

static void
open__permanentflags_that_crash_libetpan_are_harmless(void **state G_GNUC_UNUSED)
{
	struct imap_folder folder;
	g_autoptr(GError) error = NULL;
	struct imap *imap;

	RUN(s, SIGN_IN,
	    { "EXAMINE", "* FLAGS (\\)\r\n* OK [PERMANENTFLAGS (\\)] x\r\n* 4 FETCH (FLAGS ())\r\n* LIST () "
			 "NIL {3}\r\nabc\r\n"
			 "* OK [UIDVALIDITY 7]\r\n* 2 EXISTS\r\n* 1 EXPUNGE\r\n%t OK [READ-ONLY] done\r\n" });
	scripted_start(&s);
	imap = session(&s);
	/* A literal in an answer to EXAMINE is nonsense, and its bytes are then no answer. */
	assert_false(imap_open(imap, "INBOX", FALSE, &folder, &error));
	expect(error, PURSER_HANGUP, "no IMAP answer: \"abc\"");
	imap_free(imap);
	scripted_stop(&s);
}

/* --- fetching --- */

static gboolean
note_begin(const struct imap_message *m, gpointer data)
{
	g_string_append_printf(data, "[%u:", m->uid);
	return TRUE;
}

static gboolean
note_bytes(const void *bytes, gsize size, gpointer data)
{
	g_string_append_len(data, bytes, (gssize)size);
	return TRUE;
}

static gboolean
note_end(const struct imap_message *m, gboolean ok, gpointer data)
{
	g_string_append_printf(data, ":%" G_GINT64_FORMAT "%s]", m->size_got, ok ? "" : " WRONG");
	return TRUE;
}

static const struct imap_fetch_ops NOTE = { note_begin, note_bytes, note_end };

static const struct {
	const char *answer;
	const char *wanted, *missing; /* what is passed on; which UIDs of 5:6 did not come */
	const char *part;             /* else: HANGUP with this */
} FETCHES[] = {
	{ "* 1 FETCH (UID 5 RFC822.SIZE 3 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" BODY[]<0> "
	  "{3}\r\nabc)\r\n"
	  "* 2 FETCH (UID 6 RFC822.SIZE 0 BODY[]<0> {0}\r\n)\r\n%t OK done\r\n",
	    "[5:abc:3][6::0]", "", NULL },
	/* The UID last, no partial mark, flags in between, a date that is none. */
	{ "* 1 FETCH (FLAGS (\\Seen) BODY[] {3}\r\nabc INTERNALDATE \"never\" UID 5)\r\n%t OK done\r\n",
	    "[5:abc:3]", "6", NULL },
	/* Somebody else sets flags. */
	{ "* 3 FETCH (FLAGS (\\Seen))\r\n* 3 FETCH (UID 7 FLAGS (\\Seen))\r\n* 9 EXISTS\r\n%t OK done\r\n",
	    "", "5:6", NULL },
	/* Unsolicited, wrong and doubled UIDs are not passed on. */
	{ "* 1 FETCH (UID 77 BODY[] {3}\r\nabc)\r\n* 1 FETCH (UID 5 BODY[] {3}\r\nabc)\r\n"
	  "* 1 FETCH (UID 5 BODY[] {3}\r\nxyz)\r\n%t OK done\r\n",
	    "[5:abc:3]", "6", NULL },
	/* Lengths that do not agree. */
	{ "* 1 FETCH (UID 5 RFC822.SIZE 9 BODY[]<0> {3}\r\nabc)\r\n%t OK done\r\n", "[5:abc:3 WRONG]", "6",
	    NULL },
	/* Larger than was asked for: as many bytes as were asked for are right. */
	{ "* 1 FETCH (UID 5 RFC822.SIZE 5000 BODY[]<0> {11}\r\n0123456789X)\r\n%t OK done\r\n",
	    "[5:0123456789X:11]", "6", NULL },
	{ "* 1 FETCH (UID 5 BODY[] NIL)\r\n* 2 FETCH (UID 6 BODY[] \"q\\\"t\")\r\n%t OK done\r\n",
	    "[5::0][6:q\"t:3]", "", NULL },
	{ "* 1 FETCH (UID 5 X-NEW {2}\r\n)( X-LIST (a (b \"c)\")) BODY[] ~{1}\r\na)\r\n%t OK done\r\n",
	    "[5:a:1]", "6", NULL },
	{ "%t NO [EXPUNGEISSUED] some are gone\r\n", "", "5:6", NULL },
	{ "* 1 FETCH (UID 5 BODY[] {12}\r\n", NULL, NULL, "12 bytes where 11" },
	{ "* 1 FETCH (UID 5 BODY[] {4294967299}\r\nabc)\r\n", NULL, NULL, "4294967299 bytes" },
	{ "* 1 FETCH (UID 5 BODY[] {99999999999999999999}\r\nabc)\r\n", NULL, NULL, "malformed" },
	{ "* 1 FETCH (UID 5 BODY[] {-3}\r\nabc)\r\n", NULL, NULL, "malformed" },
	{ "* 1 FETCH (UID 0 BODY[] {3}\r\nabc)\r\n", NULL, NULL, "malformed" },
	{ "* 1 FETCH (UID 4294967301 BODY[] {3}\r\nabc)\r\n", NULL, NULL, "malformed" },
	{ "* 1 FETCH (UID 5 UID 6 BODY[] {3}\r\nabc)\r\n", NULL, NULL, "malformed" },
	{ "* 1 FETCH (UID 5 BODY[] {3}\r\nabc BODY[] {3}\r\nabc)\r\n", NULL, NULL, "malformed" },
	{ "* 1 FETCH (BODY[] {3}\r\nabc)\r\n", NULL, NULL, "without its UID" },
	{ "* 1 FETCH (UID 5 BODY[] {3}\r\nab", NULL, NULL, "closed" },
	{ "* 1 FETCH UID 5\r\n", NULL, NULL, "malformed" },
	{ "* 1 FETCH (UID 5 BODY[] {3}\r\nabc) x\r\n", NULL, NULL, "malformed" },
	{ "* BYE enough\r\n", NULL, NULL, "goodbye (enough)" },
	{ "+ go on\r\n", NULL, NULL, "not asked" },
	{ "99 OK other\r\n", NULL, NULL, "not asked" },
};

static void
fetch_row(guint i, gboolean by_bytes)
{
	struct step steps[] = { OPEN,
		{ "UID FETCH 5:6 (UID RFC822.SIZE INTERNALDATE BODY.PEEK[]<0.11>)", FETCHES[i].answer } };
	struct scripted s = {
		.steps = steps, .n_steps = G_N_ELEMENTS(steps), .by_bytes = by_bytes, .hang_up = TRUE
	};
	struct uid_set *uids = uid_set_parse("5:6", NULL), *missing = NULL;
	g_autoptr(GString) got = g_string_new(NULL);
	g_autofree char *gone = NULL;
	g_autoptr(GError) error = NULL;
	gboolean refused, done;
	struct imap *imap;

	scripted_start(&s);
	imap = session_open(&s);
	assert_true(imap_fetch_ask(imap, uids, 10, FALSE, &error));
	done = imap_fetch_take(imap, &NOTE, got, &missing, &refused, &error);
	if (FETCHES[i].part) {
		assert_false(done);
		expect(error, PURSER_HANGUP, FETCHES[i].part);
	} else {
		if (!done)
			fail_msg("row %u: %s", i, error->message);
		gone = uid_set_format(missing);
		if (strcmp(got->str, FETCHES[i].wanted) != 0 || strcmp(gone, FETCHES[i].missing) != 0)
			fail_msg("row %u gave %s, missing %s", i, got->str, gone);
		assert_int_equal(refused, strstr(FETCHES[i].answer, "%t NO") != NULL);
		uid_set_free(missing);
	}
	uid_set_free(uids);
	imap_free(imap);
	scripted_stop(&s);
}

static void
fetch__answers_whole(void **state G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(FETCHES); i++)
		fetch_row(i, FALSE);
}

static void
fetch__answers_one_byte_at_a_time(void **state G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(FETCHES); i++)
		fetch_row(i, TRUE);
}

static void
fetch__nul_bytes_are_bytes(void **state G_GNUC_UNUSED)
{
	static const char answer[] =
	    "* 1 FETCH (UID 5 RFC822.SIZE 5 BODY[]<0> {5}\r\na\0b\r\n)\r\n4 OK done\r\n";
	struct step steps[] = { OPEN, { "UID FETCH", answer, sizeof(answer) - 1 } };
	struct scripted s = { .steps = steps, .n_steps = G_N_ELEMENTS(steps) };
	struct uid_set *uids = uid_set_parse("5", NULL);
	g_autoptr(GString) got = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	struct imap *imap;

	scripted_start(&s);
	imap = session_open(&s);
	if (!imap_fetch(imap, uids, 10, &NOTE, got, &error) && !strstr(error->message, "not asked"))
		fail_msg("%s", error->message);
	assert_memory_equal(got->str, "[5:a\0b\r\n:5]", 11);
	uid_set_free(uids);
	imap_free(imap);
	scripted_stop(&s);
}

static void
fetch__a_line_without_end_and_a_trickle_are_ended(void **state G_GNUC_UNUSED)
{
	struct step steps[] = { OPEN, { "UID FETCH", "* 1 FETCH (" } };
	struct scripted s = {
		.steps = steps, .n_steps = G_N_ELEMENTS(steps), .endless = "(((((((((((((((((((((((("
	};
	struct uid_set *uids = uid_set_parse("5", NULL);
	g_autoptr(GString) got = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	struct imap *imap;

	scripted_start(&s);
	imap = session_open(&s);
	assert_false(imap_fetch(imap, uids, 10, &NOTE, got, &error));
	expect(error, PURSER_HANGUP, "a line longer than 65536 bytes");
	uid_set_free(uids);
	imap_free(imap);
	scripted_stop(&s);
}

/* --- the rest --- */

static void
uids__search_answers(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *answer, *wanted; /* NULL: an error */
	} rows[] = {
		{ "* SEARCH 5 7 6\r\n%t OK done\r\n", "5:7" },
		{ "* SEARCH\r\n%t OK done\r\n", "" },
		{ "* SEARCH 5 \r\n* SEARCH 9\r\n%t OK done\r\n", "5,9" },
		{ "%t OK done\r\n", "" },
		{ "* ESEARCH (TAG \"4\") UID ALL 5:7,9\r\n%t OK done\r\n", "5:7,9" },
		{ "* ESEARCH (TAG \"4\") UID\r\n%t OK done\r\n", "" },
		{ "* SEARCH 5 (MODSEQ 9)\r\n%t OK done\r\n", "5" },
		/* n:* names the last mail even when it is below n. */
		{ "* SEARCH 3\r\n%t OK done\r\n", "" },
		{ "* SEARCH 0\r\n%t OK done\r\n", NULL },
		{ "* SEARCH 4294967296\r\n%t OK done\r\n", NULL },
		{ "* SEARCH x\r\n%t OK done\r\n", NULL },
		{ "* ESEARCH UID ALL 5:*\r\n%t OK done\r\n", NULL },
		{ "%t NO [SERVERBUG] x\r\n", NULL },
		{ "%t BAD x\r\n", NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct step steps[] = { OPEN, { "UID SEARCH UID 4:* SINCE 2-Jan-2026", rows[i].answer } };
		struct scripted s = { .steps = steps, .n_steps = G_N_ELEMENTS(steps) };
		struct day since = { 2026, 1, 2 };
		g_autofree char *text = NULL;
		struct uid_set *uids;
		struct imap *imap;

		scripted_start(&s);
		imap = session_open(&s);
		uids = imap_uids(imap, 4, &since, NULL);
		text = uids ? uid_set_format(uids) : NULL;
		if (g_strcmp0(text, rows[i].wanted) != 0)
			fail_msg("row %u gave %s", i, text);
		uid_set_free(uids);
		imap_free(imap);
		scripted_stop(&s);
	}
}

static void
idle__what_servers_say_in_it(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *answer;
		int result;
		const char *part;
	} rows[] = {
		/* News before the "+" is what IDLE would otherwise wait for in vain. */
		{ "* 4 EXISTS\r\n+ idling\r\n", 1, NULL },
		{ "+ idling\r\n* OK Still here\r\n* 4 EXISTS\r\n", 1, NULL },
		{ "+ idling\r\n* OK Still here\r\n", 0, NULL },
		{ "+ idling\r\n* BYE shutting down\r\n", -2, "goodbye (shutting down)" },
		{ "+ idling\r\n%t OK had enough\r\n", -2, "ended IDLE by itself" },
		{ "%t BAD what is IDLE\r\n", -2, "refused IDLE" },
		{ "* BYE no\r\n", -2, "goodbye (no)" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct step steps[] = { OPEN, { "IDLE", rows[i].answer },
			{ "DONE", "4 OK done\r\n5 OK done\r\n" } };
		struct scripted s = { .steps = steps, .n_steps = G_N_ELEMENTS(steps) };
		g_autoptr(GError) error = NULL;
		struct imap *imap;
		int got;

		scripted_start(&s);
		imap = session_open(&s);
		got = imap_idle(imap, -1, 300, &error);
		if (rows[i].part)
			expect(error, PURSER_HANGUP, rows[i].part);
		if (got != rows[i].result && !(got == -2 && error && strstr(error->message, "not asked")))
			fail_msg("row %u: %d %s", i, got, error ? error->message : "");
		imap_free(imap);
		scripted_stop(&s);
	}
}

static gboolean
count_call(gpointer data)
{
	return ++*(int *)data < 10;
}

static gboolean
never(gpointer data G_GNUC_UNUSED)
{
	return FALSE;
}

static void
append__waits_for_the_go_ahead_and_asks_before_the_last_byte(void **state G_GNUC_UNUSED)
{
	int fd = memfd_create("mail", MFD_CLOEXEC), calls = 0;
	g_autoptr(GError) error = NULL, given_up = NULL;
	struct imap *imap;
	guint32 uid = 99;

	RUN(s, SIGN_IN, { "APPEND \"AR\" {6}", "* 2 EXISTS\r\n+ go\r\n" }, { "ab", NULL },
	    { "cd", "%t NO never seen\r\n" });
	assert_int_equal(write(fd, "ab\ncd\n", 6), 6);
	s.n_steps = 5;
	scripted_start(&s);
	imap = session(&s);
	assert_false(imap_append(imap, "AR", fd, 6, never, NULL, &uid, &given_up));
	expect(given_up, PURSER_HANGUP, "given up");
	assert_int_equal(uid, 99);
	imap_free(imap);
	scripted_stop(&s);
	{
		struct step steps[] = { SIGN_IN,
			{ "APPEND \"A\\\\R\" {6}", "%t NO [TRYCREATE] no such folder\r\n" } };
		struct scripted no = { .steps = steps, .n_steps = G_N_ELEMENTS(steps) };

		scripted_start(&no);
		imap = session(&no);
		assert_false(imap_append(imap, "A\\R", fd, 6, count_call, &calls, &uid, &error));
		expect(error, PURSER_REJECT, "TRYCREATE");
		assert_int_equal(calls, 0);
		imap_free(imap);
		scripted_stop(&no);
	}
	close(fd);
}

static void
move__without_uidplus_nothing_is_expunged(void **state G_GNUC_UNUSED)
{
	struct uid_set *uids = uid_set_parse("5", NULL);
	g_autoptr(GError) error = NULL;
	struct imap *imap;

	RUN(s, SIGN_IN);
	scripted_start(&s);
	imap = session(&s);
	assert_false(imap_move(imap, uids, "Done", &error));
	expect(error, PURSER_REJECT, "neither MOVE nor UIDPLUS");
	assert_false(imap_move(imap, uids, "Do\r\nne", NULL));
	assert_null(strstr(s.heard->str, "EXPUNGE"));
	uid_set_free(uids);
	imap_free(imap);
	scripted_stop(&s);
}

static int
setup(void **state G_GNUC_UNUSED)
{
	mailbox_init();
	return vault_init(NULL) ? 0 : -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(connect__greetings_that_are_none),
		cmocka_unit_test(connect__hostile_codes_and_an_empty_capability_do_not_crash),
		cmocka_unit_test(connect__an_endless_greeting_meets_the_wall_or_the_budget),
		cmocka_unit_test(connect__silence_ends_with_a_hint_at_tls),
		cmocka_unit_test(connect__starttls_stripped_refused_or_injected),
		cmocka_unit_test(connect__plain_text_is_only_for_loopback),
		cmocka_unit_test(connect__every_fault_of_a_certificate_has_its_own_sentence),
		cmocka_unit_test(sign_in__refusals_are_graded_by_the_servers_code),
		cmocka_unit_test(open__faults_of_a_folder),
		cmocka_unit_test(open__a_missing_folder_names_the_nearest),
		cmocka_unit_test(open__permanentflags_that_crash_libetpan_are_harmless),
		cmocka_unit_test(fetch__answers_whole),
		cmocka_unit_test(fetch__answers_one_byte_at_a_time),
		cmocka_unit_test(fetch__nul_bytes_are_bytes),
		cmocka_unit_test(fetch__a_line_without_end_and_a_trickle_are_ended),
		cmocka_unit_test(uids__search_answers),
		cmocka_unit_test(idle__what_servers_say_in_it),
		cmocka_unit_test(append__waits_for_the_go_ahead_and_asks_before_the_last_byte),
		cmocka_unit_test(move__without_uidplus_nothing_is_expunged),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and checking a configuration: what is right is taken, what is wrong gets one line with one fix. */
#include "rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAILBOX "[mailbox sales]\nhost = imap.example.com\nuser = po@example.com\npassword_file = /s/mail\n"
#define COMPANY "[company]\nnames = Acme\ndomains = acme.example\n"
#define AR                                                                                           \
	"[ar]\nhost = smtp.example.com\nuser = purser\npassword_file = /s/ar\nto = ar@example.com\n" \
	"from = purser <purser@example.com>\n"
#define WHOLE COMPANY MAILBOX AR

static char *
problems_text(GPtrArray *problems)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < problems->len; i++) {
		g_autofree char *line = config_problem_format(g_ptr_array_index(problems, i));

		g_string_append(out, line);
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}

static struct config *
parse_clean(const char *text)
{
	GPtrArray *problems = NULL;
	struct config *c = config_parse(text, "purser.conf", &problems);
	g_autofree char *told = problems_text(problems);

	assert_string_equal(told, "");
	assert_non_null(c);
	g_ptr_array_unref(problems);
	return c;
}

static void
config__presets_and_values_land_in_their_members(void **state G_GNUC_UNUSED)
{
	struct config *c = parse_clean(
	    WHOLE "retry_first = 90\nretry_max = 1h30m\n"
		  "[mailbox two]\nhost = 127.0.0.1\ntls = none\nport = 1143\nuser = \"a "
		  "b\"\npassword_command = pass show \"x y\"\n"
		  "folders = INBOX, \"Orders, new\" ,Bestellungen/Über\nwatch = poll\ninterval = 2m\nfrom = "
		  "2026-01-31\n"
		  "[purser]\nmode = LIVE\nroute_confidence = 0.9\nintegrity_check = on\nreaders = 3\n"
		  "[limits]\nmessage_size = 16M\nparts = 77\n");
	const struct config_mailbox *a = g_ptr_array_index(c->mailboxes, 0),
				    *b = g_ptr_array_index(c->mailboxes, 1);

	assert_string_equal(a->name, "sales");
	assert_int_equal(a->server.tls, TLS_IMPLICIT);
	assert_int_equal(a->server.port, 0);
	assert_string_equal(a->folders[0], "INBOX");
	assert_null(a->folders[1]);
	assert_int_equal(a->from, START_NOW);
	assert_int_equal(a->idle_renew_s, 9 * 60);
	assert_int_equal(a->authserv_ids[0] == NULL, TRUE);
	assert_string_equal(b->server.user, "a b");
	assert_string_equal(b->server.password_command, "pass show \"x y\"");
	assert_string_equal(b->folders[1], "Orders, new");
	assert_string_equal(b->folders[2], "Bestellungen/Über");
	assert_int_equal(b->watch, WATCH_POLL);
	assert_int_equal(b->from, START_DATE);
	assert_int_equal(b->from_date.day, 31);
	assert_int_equal(c->ar.retry_first_s, 90);
	assert_int_equal(c->ar.retry_max_s, 5400);
	assert_int_equal(c->ar.dot_wait_s, 600);
	assert_string_equal(c->ar.to[0], "ar@example.com");
	assert_int_equal(c->purser.mode, MODE_LIVE);
	assert_true(c->purser.route_confidence > 0.89 && c->purser.route_confidence < 0.91);
	assert_true(c->purser.integrity_check);
	assert_int_equal(c->purser.readers, 3);
	assert_int_equal(c->limits.message_size, 16 << 20);
	assert_int_equal(c->limits.parts, 77);
	assert_int_equal(c->limits.part_depth, LIMITS_PRESET.part_depth);
	assert_int_equal(c->n_files, 1);
	config_free(c);
}

static void
config__comments_line_ends_and_byte_order_mark_are_read_over(void **state G_GNUC_UNUSED)
{
	struct config *c = parse_clean("\xef\xbb\xbf# a comment\r\n\r\n  ; another\r\n" COMPANY AR
				       "[ mailbox   a b ]\r\n\thost=h.example\r\n user  =  u # no comment "
				       "\r\npassword_credential = mail");
	const struct config_mailbox *m = g_ptr_array_index(c->mailboxes, 0);

	assert_string_equal(m->name, "a b");
	assert_string_equal(m->server.host, "h.example");
	assert_string_equal(m->server.user, "u # no comment");
	assert_string_equal(m->server.password_credential, "mail");
	config_free(c);
}

/* Each text has exactly this one problem. */
static const struct {
	const char *text, *wanted;
} WRONG[] = {
	{ MAILBOX "pasword_file = /x\n" COMPANY AR,
	    "c:5: unknown key 'pasword_file': did you mean 'password_file'?" },
	{ MAILBOX "username = x\n" COMPANY AR, "c:5: unknown key 'username': did you mean 'user'?" },
	{ MAILBOX "folder = x\n" COMPANY AR, "c:5: unknown key 'folder': did you mean 'folders'?" },
	{ MAILBOX "retry_max = 1h\n" COMPANY AR, "c:5: unknown key 'retry_max': it belongs in [ar]" },
	{ WHOLE "interval = 1h\n", "c:14: unknown key 'interval': it belongs in [mailbox NAME]" },
	{ WHOLE "xqzzy = 1\n",
	    "c:14: unknown key 'xqzzy': take it out; purser.conf(5) lists what [ar] takes" },
	{ WHOLE "password = hunter2\n", "c:14: a password does not stand in the configuration: put it into a "
					"file of its own (chmod 600) and name "
					"that with password_file =" },
	{ WHOLE "to = b@example.com\n",
	    "c:14: to stands twice, first in line 12: keep one of the two lines" },
	{ WHOLE "[company]\n",
	    "c:14: company stands twice, first in line 1: put all of it into one section" },
	{ WHOLE "[mailbox sales]\nhost = x\nuser = y\n",
	    "c:14: mailbox sales stands twice, first in line 4: put all of it into one section" },
	{ WHOLE "[mailbx x]\nhost = y\n", "c:14: unknown section [mailbx]: did you mean [mailbox NAME]?" },
	{ WHOLE "[limit]\nparts = 70\n", "c:14: unknown section [limit]: did you mean [limits]?" },
	{ WHOLE "[qqqqqq]\n", "c:14: unknown section [qqqqqq]: there are [purser], [company], [mailbox "
			      "NAME], [ar], [digest NAME], [letters], [answers], [vault] and [limits]" },
	{ WHOLE "[digst x]\n", "c:14: unknown section [digst]: did you mean [digest NAME]?" },
	{ WHOLE "[digest]\n", "c:14: a digest section without a name: give it a name, as [digest morning]" },
	{ WHOLE "[digest x]\nat = 8:30\n",
	    "c:15: at: '8:30' is not a time of the day: write hours and minutes "
	    "with two digits each, as 08:30\n"
	    "c:14: [digest x] lacks to: add to = ar@example.com" },
	{ WHOLE "[digest x]\nto = a@elsewhere.example\n",
	    "c:15: a@elsewhere.example is not one of us: name an address of one of [company] domains, or add "
	    "its "
	    "domain there" },
	{ WHOLE "[letters]\ntime_zone = Europe/Berlim\n",
	    "c:15: time_zone: 'Europe/Berlim' is no time zone: write it as Europe/Berlin, America/New_York "
	    "or UTC; "
	    "timedatectl list-timezones lists them" },
	{ WHOLE "[letters]\nweekdays = mon, tues\n",
	    "c:15: weekdays: 'tues' is no day of the week: did you mean 'tue'?" },
	{ WHOLE "[letters]\nsend = none, bank\n",
	    "c:15: none and others are both given: write none alone, or take it out" },
	{ WHOLE "[letters]\ndeparted = kim@example.com\n",
	    "c:15: warning: nobody gets the letters of account executives who have left: add owner = "
	    "sales-ops@example.com" },
	{ WHOLE "[mailbox]\nhost = x\n",
	    "c:14: a mailbox section without a name: give it a name, as [mailbox sales]" },
	{ WHOLE "[limits x]\n", "c:14: [limits] takes no name: take the name out" },
	{ WHOLE "[limits\n", "c:14: the section's line does not end with ]: write it as [ar] or [mailbox "
			     "sales], with nothing behind it" },
	{ WHOLE "port\n",
	    "c:14: 'port' is neither a section nor a setting: write key = value; a comment begins with #" },
	{ "mode = live\n" WHOLE, "c:1: 'mode' stands before any section: it belongs in [purser]" },
	{ WHOLE "port = 993 ; tls\n", "c:14: port: '993 ; tls' is not a whole number: comments stand on "
				      "lines of their own: move it there" },
	{ WHOLE "port = 70000\n", "c:14: port: 70000 is too much: write a whole number from 0 to 65535" },
	{ WHOLE "port = -1\n", "c:14: port: -1 is too little: write a whole number from 0 to 65535" },
	{ WHOLE "port =\n", "c:14: port: it is empty: give it a value, or take the line out" },
	{ WHOLE "dot_wait = 10s\n",
	    "c:14: dot_wait: 10s is too little: write a time, as 90s, 25m, 1h30m or 2d, from 10m to 1h" },
	{ WHOLE "tls = ssl\n",
	    "c:14: tls: 'ssl' is not one of its values: write implicit, starttls or none" },
	{ WHOLE "helo = \"x\n", "c:14: helo: its quotes do not match: put one pair of \"…\" around the whole "
				"value, with \\\" for a quote "
				"inside" },
	{ WHOLE "ca_file = mail.pem\n",
	    "c:14: ca_file: 'mail.pem' is not an absolute path: write the whole path, from / on" },
	{ WHOLE "tls_name = imaps://x\n", "c:14: tls_name: 'imaps://x' is a link, not a host name: write the "
					  "host name alone, as mail.example.com" },
	{ WHOLE "[limits]\nparts = many\n",
	    "c:15: parts: 'many' is not a whole number: write a whole number from 10 to 5000" },
	{ WHOLE "[limits]\nmessage_size = 1k\n",
	    "c:15: message_size: 1k is too little: write a size, as 512k or 64M, from 64k to 512M" },
	{ WHOLE "[purser]\nroute_confidence = nan\n",
	    "c:15: route_confidence: 'nan' is not a number: write a number, as 0.8, from 0 to 1" },
	{ WHOLE "[purser]\nroute_confidence = 80\n",
	    "c:15: route_confidence: 80 is outside its bounds: write a number, as 0.8, from 0 to 1" },
	{ WHOLE "[purser]\nreview_confidence = 0.8\n",
	    "c:15: nothing would ever wait for review: write a review_confidence that is not above "
	    "route_confidence" },
	{ WHOLE "[purser]\nintegrity_check = maybe\n",
	    "c:15: integrity_check: 'maybe' is neither yes nor no: write yes or no" },
	{ COMPANY MAILBOX "from = yesterday\n" AR,
	    "c:8: from: 'yesterday' is no start that we know: write now, all, or a day as 2026-01-31" },
	{ COMPANY MAILBOX "from = 2026-02-30\n" AR,
	    "c:8: from: '2026-02-30' is no start that we know: write now, all, or a day as 2026-01-31" },
	{ COMPANY MAILBOX "folders = INBOX,,x\n" AR, "c:8: folders: it has an empty item: give the values "
						     "with single commas between, or take the line out" },
	{ COMPANY MAILBOX "folders = a, b, a\n" AR, "c:8: folders: 'a' stands in it twice: name it once" },
	{ COMPANY MAILBOX "owner = Anna <a@b.example>\n" AR,
	    "c:8: owner: 'Anna <a@b.example>' is more than an address: write the bare address, as "
	    "ar@example.com" },
	{ COMPANY MAILBOX "keyword = two words\n" AR, "c:8: keyword: 'two words' cannot be a keyword: write "
						      "one word of letters, digits and hyphens, as "
						      "purser-routed" },
	{ COMPANY MAILBOX "keyword = x\nmove_to = Done\n" AR,
	    "c:9: keyword and move_to are both given: keep one of the two" },
	{ COMPANY MAILBOX "move_to = INBOX\n" AR,
	    "c:8: messages would be moved to 'INBOX', which is read itself: name a folder that is not read" },
	{ COMPANY MAILBOX "tls = none\n" AR, "c:8: tls = none would send mail and password readable for "
					     "everybody to imap.example.com: write tls = "
					     "implicit or starttls" },
	{ COMPANY MAILBOX "tls = starttls\nport = 993\n" AR,
	    "c:8: warning: port 993 hardly ever speaks tls = starttls: write tls = implicit for port 993" },
	{ COMPANY MAILBOX "port = 143\n" AR, "c:8: warning: port 143 hardly ever speaks tls = implicit: "
					     "write tls = starttls for port 143, or port = "
					     "993" },
	{ COMPANY MAILBOX "password_command = pass x\n" AR,
	    "c:8: password_file and password_command are both given: keep one of the two" },
	{ COMPANY MAILBOX "auth = xoauth2\n" AR, "c:8: this way to sign in takes a token, not a password: "
						 "add token_command = in place of the password" },
	{ COMPANY MAILBOX "auth = none\n" AR,
	    "c:8: IMAP has no access without signing in: take auth = none out" },
	{ COMPANY "[mailbox x]\nuser = u\npassword_file = /x\n" AR,
	    "c:4: [mailbox x] lacks host: add host = imap.example.com" },
	{ COMPANY "[mailbox x]\nhost = h\npassword_file = /x\n" AR,
	    "c:4: [mailbox x] lacks user: add user = purchase-orders@example.com" },
	{ COMPANY "[mailbox x]\nhost = h\nuser = u\n" AR,
	    "c:4: [mailbox x] has no way to get its password: add password_file = /etc/purser/secrets/mail" },
	{ COMPANY "[mailbox x]\nhost = a b\nuser = u\npassword_file = /x\n" AR,
	    "c:5: host: 'a b' is not a host name: write it as mail.example.com" },
	{ WHOLE "[mailbox other]\nhost = IMAP.example.com\nport = 993\nuser = po@example.com\npassword_file "
		"= /s\nfolders "
		"= inbox\n",
	    "c:19: folder 'inbox' of po@example.com is also read by [mailbox sales]: keep it in one of "
	    "them" },
	{ COMPANY MAILBOX
	    "[ar]\ntransport = imap\nhost = imap.example.com\nuser = po@example.com\npassword_file = "
	    "/s\nto = a@b.c\nfrom = p@b.c\nfolder = INBOX\n",
	    "c:15: 'INBOX' is also read by [mailbox sales]: give AR a folder that is not read" },
	{ COMPANY MAILBOX "[ar]\nhost = h\nauth = none\nfrom = a@b.c\n",
	    "c:8: [ar] lacks to: add to = ar@example.com" },
	{ COMPANY MAILBOX "[ar]\nhost = h\nauth = none\nto = a@b.c\n",
	    "c:8: [ar] lacks from: add from = purser <purser@example.com>" },
	{ COMPANY MAILBOX
	    "[ar]\ntransport = imap\nhost = h\nuser = u\npassword_file = /s\nto = a@b.c\nfrom = a@b.c\n",
	    "c:8: [ar] lacks folder: add folder = INBOX/Purchase orders" },
	{ COMPANY MAILBOX "[ar]\nhost = h\nauth = none\nuser = u\nto = a@b.c\nfrom = a@b.c\n",
	    "c:11: user has no meaning with auth = none: take it out, or take auth = none out" },
	{ WHOLE "folder = x\n", "c:14: warning: folder has no meaning with transport = smtp: write transport "
				"= imap, or take folder out" },
	{ WHOLE "retry_first = 30m\nretry_max = 1m\n", "c:14: the first wait is longer than the longest: "
						       "write a retry_first that is not above retry_max" },
	{ COMPANY MAILBOX,
	    "c: warning: nothing says where orders go; they are only recorded: add the section [ar]" },
	{ COMPANY MAILBOX "[purser]\nmode = live\n",
	    "c: mode = live, but nothing says where orders go: add the section [ar]" },
	{ MAILBOX AR, "c: warning: our own names and mail domains are not given: our own orders pass for "
		      "customers': add names and "
		      "domains to [company]" },
	{ COMPANY AR, "c: warning: no mailbox is given: nothing is read: add a section [mailbox NAME]" },
	{ WHOLE "helo = a\x01\n", "c:14: a control character (0x01) in the line: take it out" },
	{ "[company]\nnames = \xff\n", "c: the file is not UTF-8: save it as UTF-8" },
};

static void
config__every_mistake_has_one_line_with_its_place_and_one_fix(void **state G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
		GPtrArray *problems = NULL;
		struct config *c = config_parse(WRONG[i].text, "c", &problems);
		g_autofree char *told = problems_text(problems);
		g_autofree char *wanted = g_strconcat(WRONG[i].wanted, "\n", NULL);
		gboolean warning = strstr(wanted, "warning: ") != NULL;

		assert_string_equal(told, wanted);
		assert_int_equal(c != NULL, warning);
		config_free(c);
		g_ptr_array_unref(problems);
	}
}

static void
config__all_problems_are_collected_in_one_go(void **state G_GNUC_UNUSED)
{
	GPtrArray *problems = NULL;

	assert_null(config_parse("[ar]\nport = x\ntls = y\nhost = z z\n[mailbox a]\n", "c", &problems));
	assert_true(problems->len >= 8);
	g_ptr_array_unref(problems);
}

static void
config__a_flood_of_problems_is_cut(void **state G_GNUC_UNUSED)
{
	g_autoptr(GString) text = g_string_new("[ar]\n");
	GPtrArray *problems = NULL;

	for (guint i = 0; i < 5000; i++)
		g_string_append(text, "nonsense\n");
	assert_null(config_parse(text->str, "c", &problems));
	assert_int_equal(problems->len, 100);
	g_ptr_array_unref(problems);
}

static void
config__where_tells_the_line_of_a_key_or_of_its_section(void **state G_GNUC_UNUSED)
{
	struct config *c = parse_clean(WHOLE);
	g_autofree char *key = config_where(c, "mailbox sales", "user");
	g_autofree char *preset = config_where(c, "mailbox sales", "folders");
	g_autofree char *nothing = config_where(c, "mailbox other", "user");

	assert_string_equal(key, "purser.conf:6");
	assert_string_equal(preset, "purser.conf:4");
	assert_null(nothing);
	config_free(c);
}

static void
write_file(const char *folder, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
remove_all(const char *folder, const char *const *names)
{
	for (; *names; names++) {
		g_autofree char *path = g_build_filename(folder, *names, NULL);

		g_remove(path);
	}
	g_rmdir(folder);
}

static void
config__drop_ins_are_read_in_name_order_and_the_last_word_counts(void **state G_GNUC_UNUSED)
{
	static const char *const FILES[] = { "conf.d/20-b.conf", "conf.d/10-a.conf", "conf.d/ignored.txt",
		"conf.d", "purser.conf", NULL };
	g_autofree char *folder = g_dir_make_tmp("purser-XXXXXX", NULL),
			*inner = g_build_filename(folder, "conf.d", NULL);
	g_autofree char *path = g_build_filename(folder, "purser.conf", NULL), *where = NULL;
	GPtrArray *problems = NULL;
	struct config *c;

	assert_int_equal(g_mkdir(inner, 0700), 0);
	write_file(folder, "purser.conf", WHOLE);
	write_file(inner, "20-b.conf",
	    "[mailbox sales]\nuser = second\n[mailbox more]\nhost = h\nuser = u\npassword_file = /x\n");
	write_file(inner, "10-a.conf", "[mailbox sales]\nuser = first\nfrom = all\n");
	write_file(inner, "ignored.txt", "nonsense");
	c = config_load(path, &problems);
	assert_non_null(c);
	assert_int_equal(problems->len, 0);
	assert_int_equal(c->n_files, 3);
	assert_int_equal(c->mailboxes->len, 2);
	assert_string_equal(
	    ((struct config_mailbox *)g_ptr_array_index(c->mailboxes, 0))->server.user, "second");
	assert_int_equal(((struct config_mailbox *)g_ptr_array_index(c->mailboxes, 0))->from, START_ALL);
	where = config_where(c, "mailbox sales", "user");
	assert_true(g_str_has_suffix(where, "conf.d/20-b.conf:2"));
	config_free(c);
	g_ptr_array_unref(problems);
	remove_all(folder, FILES);
}

static void
config__a_missing_file_is_one_problem(void **state G_GNUC_UNUSED)
{
	GPtrArray *problems = NULL;
	g_autofree char *told = NULL;

	assert_null(config_load("/nonexistent/purser.conf", &problems));
	told = problems_text(problems);
	assert_string_equal(told,
	    "/nonexistent/purser.conf: the configuration file is not there: write one with `purser "
	    "setup`, or name another with --config\n");
	g_ptr_array_unref(problems);
}

/* Bytes from a fixed seed, cut from a valid file or made up: what comes out may be problems, never a crash.
 */
static void
config__no_bytes_crash_the_reader(void **state G_GNUC_UNUSED)
{
	static const char SALT[] = "[]=\"\\,#;\n\r\t \x01\x7f\xff\xc3";
	g_autoptr(GRand) rand = g_rand_new_with_seed(20261125);

	for (guint round = 0; round < 3000; round++) {
		g_autoptr(GString) text = g_string_new(WHOLE "[limits]\nparts = 70\n[purser]\nmode = live\n");
		GPtrArray *problems = NULL;
		guint n = (guint)g_rand_int_range(rand, 1, 12);

		for (guint i = 0; i < n; i++) {
			gsize at = (gsize)g_rand_int_range(rand, 0, (gint32)text->len);

			if (i % 3 == 2)
				g_string_erase(text, (gssize)at, MIN(5, (gssize)(text->len - at)));
			else
				g_string_insert_c(
				    text, (gssize)at, SALT[g_rand_int_range(rand, 0, sizeof(SALT) - 1)]);
			if (text->len < 10)
				break;
		}
		config_free(config_parse(text->str, "c", &problems));
		for (guint i = 0; i < problems->len; i++) {
			g_autofree char *line = config_problem_format(g_ptr_array_index(problems, i));

			assert_null(strchr(line, '\n'));
			assert_true(g_utf8_validate(line, -1, NULL));
		}
		g_ptr_array_unref(problems);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(config__presets_and_values_land_in_their_members),
		cmocka_unit_test(config__comments_line_ends_and_byte_order_mark_are_read_over),
		cmocka_unit_test(config__every_mistake_has_one_line_with_its_place_and_one_fix),
		cmocka_unit_test(config__all_problems_are_collected_in_one_go),
		cmocka_unit_test(config__a_flood_of_problems_is_cut),
		cmocka_unit_test(config__where_tells_the_line_of_a_key_or_of_its_section),
		cmocka_unit_test(config__drop_ins_are_read_in_name_order_and_the_last_word_counts),
		cmocka_unit_test(config__a_missing_file_is_one_problem),
		cmocka_unit_test(config__no_bytes_crash_the_reader),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

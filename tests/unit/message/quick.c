/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read without GMime's objects is what GMime would have read. */
#include "sample.h"

#include "internal.h"

#define HEAD                                                                 \
	"Return-Path: <p@buyer.example>\r\n"                                 \
	"Received: from a.example (10.1.2.3) by mx.example\r\n with ESMTP; " \
	"Tue, 9 Jun 2026 08:01:11 +0000\r\n"                                 \
	"From: \"Petra Meier\" <p.meier@buyer.EXAMPLE>\r\n"                  \
	"To: Dana Reyes <dana@acme.example>, info@acme.example\r\n"          \
	"Subject: Purchase\r\n order =?utf-8?Q?f=C3=BCr?= May\r\n"           \
	"Date: Tue, 09 Jun 2026 08:01:00 +0200\r\n"                          \
	"Message-ID: <1@buyer.example>\r\n"                                  \
	"References: <a@x.example>\r\n <b@x.example>\r\n"

static const char *const ORDINARY[] = {
	HEAD "\r\nplain\r\n",
	HEAD "Content-Type: text/plain; charset=\"iso-8859-1\"\r\nContent-Transfer-Encoding: "
	     "quoted-printable\r\n\r\nGr=FC=\r\n=DFe\r\n",
	HEAD "Content-Type: multipart/alternative; boundary=\"----=_x.1\"\r\n\r\nnothing\r\n"
	     "------=_x.1\r\nContent-Type: text/plain\r\n\r\none\r\n\r\n"
	     "------=_x.1\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>two</p>\r\n------=_x.1--\r\n",
	HEAD
	"Content-Type: multipart/mixed;\r\n boundary=m\r\nMIME-Version: 1.0\r\n\r\n"
	"--m\r\nContent-Type: multipart/alternative; boundary=n\r\n\r\n"
	"--n\r\nContent-Type: text/plain\r\n\r\none\r\n--n\r\nContent-Type: "
	"text/html\r\n\r\n--n--\r\nafter\r\n"
	"--m\r\nContent-Type: application/pdf; name=\"a b.pdf\"\r\nContent-ID: <c1@x>\r\n"
	"Content-Disposition: attachment; filename=\"PO 17.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
	"JVBERi0xLjQK\r\n--m--\r\nepilogue\r\n",
	("From: mailer-daemon@x.example\nReturn-Path: <>\nContent-Type: multipart/report; "
	 "report-type=delivery-status; boundary=r\n\n--r\nContent-Type: text/plain\n\ngone\n--r--\n"),
};

/* What a program may write, and only GMime reads. */
static const char *const OTHER[] = {
	HEAD "Subject: twice\r\n\r\nx\r\n",
	HEAD "Content-Type: text/plain\r\nContent-Type: text/html\r\n\r\nx\r\n",
	HEAD "Content-Type: application/pdf; name*=utf-8''%61.pdf\r\n\r\nx\r\n",
	HEAD "Content-Type: application/pdf; name=\"=?utf-8?Q?a?=.pdf\"\r\n\r\nx\r\n",
	HEAD "Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n\r\nx\r\n",
	HEAD "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\nnot "
	     "closed\r\n",
	HEAD "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: "
	     "text/plain\r\n\r\nx\r\n--mm\r\n--m--\r\n",
	HEAD "not a field\r\n\r\nx\r\n",
	"From: \303\244 <a@b.example>\r\n\r\nx\r\n",
};

static void
addresses_tell(GString *out, const char *name, const GPtrArray *list)
{
	for (guint i = 0; i < list->len; i++) {
		const struct address *a = g_ptr_array_index(list, i);

		g_string_append_printf(
		    out, "%s %s <%s>\n", name, a->name ? a->name : "-", a->address ? a->address : "-");
	}
}

static void
strings_tell(GString *out, const char *name, const GPtrArray *list)
{
	for (guint i = 0; i < list->len; i++)
		g_string_append_printf(out, "%s %s\n", name, (const char *)g_ptr_array_index(list, i));
}

static void
envelope_tell(GString *out, const struct envelope *e)
{
	g_string_append_printf(out, "%s|%s|%s|%s|%s|%s|%s|%" G_GINT64_FORMAT "|%d|%d|%u%u%u%u\n",
	    e->message_id, e->subject, e->in_reply_to, e->auto_submitted, e->precedence, e->return_path,
	    e->list_id, e->date, e->date_offset_s, e->bounce, e->n_from_fields, e->n_subject_fields,
	    e->n_message_id_fields, e->n_date_fields);
	addresses_tell(out, "from", e->from);
	addresses_tell(out, "sender", e->sender);
	addresses_tell(out, "reply-to", e->reply_to);
	addresses_tell(out, "to", e->to);
	addresses_tell(out, "cc", e->cc);
	strings_tell(out, "references", e->references);
	strings_tell(out, "trace", e->received_and_auth);
	strings_tell(out, "arc", e->arc);
}

/* All that a message tells. */
static char *
told(const struct message *m)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < m->envelopes->len; i++)
		envelope_tell(out, g_ptr_array_index(m->envelopes, i));
	strings_tell(out, "warning", m->warnings);
	for (guint i = 0; i < m->parts->len; i++) {
		const struct part *p = g_ptr_array_index(m->parts, i);
		g_autoptr(GBytes) bytes = message_part_bytes(m, p, &LIMITS_PRESET, NULL);
		g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_MD5, bytes);

		g_string_append_printf(out, "%s|%s|%s|%s|%s|%d|%s|%zu|%s\n", p->path, p->media_type,
		    p->filename, p->charset, p->content_id, p->role,
		    p->alternative ? p->alternative->path : "-", g_bytes_get_size(bytes), sum);
	}
	return g_string_free(out, FALSE);
}

static struct message *
read_by(enum message_way way, const char *text, gsize size)
{
	return message_parse_by(way, (const guint8 *)text, size, &LIMITS_PRESET, NULL);
}

/* TRUE: the quick way reads it, and GMime tells the same. */
static gboolean
read_alike(const char *text, gsize size)
{
	struct message *quick = read_by(WAY_QUICK, text, size), *gmime;
	g_autofree char *a = quick ? told(quick) : NULL, *b = NULL;

	if (!quick)
		return FALSE;
	gmime = read_by(WAY_GMIME, text, size);
	b = gmime ? told(gmime) : g_strdup("nothing");
	if (strcmp(a, b) != 0) {
		print_error("%s\n", text);
		print_error("--- quick\n%s", a);
		print_error("--- GMime\n%s", b);
		fail();
	}
	message_free(quick);
	message_free(gmime);
	return TRUE;
}

static void
ordinary_mail_is_read_quickly_and_tells_the_same(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(ORDINARY); i++)
		if (!read_alike(ORDINARY[i], strlen(ORDINARY[i])))
			fail_msg("sample %u is ordinary", i);
}

static void
other_mail_is_left_to_gmime_and_read(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(OTHER); i++) {
		struct message *m = read_by(WAY_QUICK, OTHER[i], strlen(OTHER[i]));

		if (m)
			fail_msg("sample %u is not ordinary", i);
		m = read_by(WAY_BEST, OTHER[i], strlen(OTHER[i]));
		assert_non_null(m);
		assert_int_equal(m->envelopes->len, strstr(OTHER[i], "rfc822") ? 2 : 1);
		message_free(m);
	}
}

/* One to four bytes of a sample changed, left out or doubled. */
static void
damage(GString *s, GRand *rand)
{
	static const char BYTES[] = "\r\n\r\n:;,\"'<>@()=?*%-_.\\ \t\0a\200\303";

	for (int n = g_rand_int_range(rand, 1, 5); n > 0; n--) {
		gsize at = (gsize)g_rand_int_range(rand, 0, (gint32)s->len - 1);
		char c = BYTES[g_rand_int_range(rand, 0, sizeof BYTES - 1)];

		switch (g_rand_int_range(rand, 0, 4)) {
		case 0:
			s->str[at] = c;
			break;
		case 1:
			g_string_erase(s, (gssize)at, 1);
			break;
		case 2:
			g_string_insert_c(s, (gssize)at, c);
			break;
		default:
			g_string_truncate(s, MAX(at, 10));
		}
	}
}

static void
damaged_mail_that_is_still_read_quickly_tells_the_same(void **state)
{
	enum { ROUNDS = 20000 };
	GRand *rand = g_rand_new_with_seed(17);
	guint read = 0;

	(void)state;
	for (guint i = 0; i < ROUNDS; i++) {
		g_autoptr(GString) s = g_string_new(ORDINARY[i % G_N_ELEMENTS(ORDINARY)]);

		damage(s, rand);
		read += read_alike(s->str, s->len);
	}
	g_rand_free(rand);
	assert_true(read > ROUNDS / 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ordinary_mail_is_read_quickly_and_tells_the_same),
		cmocka_unit_test(other_mail_is_left_to_gmime_and_read),
		cmocka_unit_test(damaged_mail_that_is_still_read_quickly_tells_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

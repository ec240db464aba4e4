/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two thousand mutations of a few mails: read or refused, never a crash, never out of bounds. */
#include "sample.h"

#include <gmime/gmime.h>

static const char *const SEEDS[] = {
	"Received: from a by b; Mon, 1 Jan 2024 10:00:00 +0000\r\nFrom: \"A, B\" <a@x.example>, g: "
	"c@d.example;\r\nTo: =?utf-8?B?w4Q=?= <b@x.example>\r\n"
	"Subject: =?iso-8859-1?Q?Gr=FC=DFe?= PO 12\r\nDate: Mon, 1 Jan 2024 10:00:00 +0100\r\nMessage-ID: "
	"<1@x.example>\r\nMIME-Version: 1.0\r\n"
	"Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: multipart/alternative; "
	"boundary=y\r\n\r\n--y\r\n"
	"Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: "
	"quoted-printable\r\n\r\nHallo =80 5\r\n"
	"--y\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: "
	"base64\r\n\r\nPHA+eDwvcD4=\r\n--y--\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n"
	"From: c@y.example\r\nSubject: inner\r\n\r\nbody\r\n--x\r\nContent-Type: application/pdf; "
	"name*=utf-8''a%20b.pdf\r\n"
	"Content-Disposition: attachment; filename*0=a; filename*1=b\r\n\r\n%PDF\r\n--x--\r\n",
	"From: a@x.example\nSubject: FW: PO\n\nfyi\n\n---------- Forwarded message ---------\nFrom: A "
	"<a@x.example>\nDate: Wed, Oct 27, 2021 at 9:31 AM\n"
	"Subject: Fwd: PO\nTo: b@x.example\n\ntext\n\nOn Mon, Oct 25, 2021 at 9:31 AM A <a@x.example> "
	"wrote:\n> quote\n>> deeper\n-- \nMara\n",
	"Subject: WG\nFrom: a@b\n\nVon: A [mailto:a@x.example]\nGesendet: Mittwoch, 27. Oktober 2021 "
	"09:31\nAn: b@x.example; C, D <c@d.example>\nBetreff: AW: PO\n\n"
	"----- Weitergeleitete Nachricht ----- Von: J <j@x.example>An: \"b\" <b@x.example>Gesendet: 2. "
	"November 2021, 09:26:50 MEZBetreff: PO\n\nText\n"
	"Am 27.10.2021 um 09:31 schrieb M <m@x.example\n>:\n\nMit freundlichen Grüßen\nM\n",
};

/* Small and the same on every machine. */
static guint32
next(guint32 *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void
mutate(GByteArray *b, guint32 *seed)
{
	static const char *const tokens[] = { "--x\r\n", "--y--\n", "\n\n",
		"Content-Type: multipart/digest; boundary=x\n\n", "From: ", ":", "<", ">", "=?utf-8?B?",
		"?=", "Content-Type: message/rfc822\n\n", "\r", "\n", "\xff", "\xc3", "wrote:", "On ", "@",
		"\"", ";", "> " };
	guint n = 1 + next(seed) % 6;

	while (n--) {
		guint at = b->len ? next(seed) % b->len : 0, from = b->len ? next(seed) % b->len : 0;
		const char *token = tokens[next(seed) % G_N_ELEMENTS(tokens)];
		gsize size = strlen(token);
		guint out = next(seed) % 20;
		g_autofree guint8 *piece = NULL;

		switch (next(seed) % 6) {
		case 0:
			b->data[at] = (guint8)next(seed);
			break;
		case 1:
			b->data[at] ^= (guint8)(1u << next(seed) % 8);
			break;
		case 2: /* a piece doubled */
			piece = g_memdup2(b->data + from, MIN(b->len - from, 200u));
			g_byte_array_append(b, piece, MIN(b->len - from, 200u));
			break;
		case 3: /* cut */
			g_byte_array_set_size(b, MAX(at, 10u));
			break;
		case 4: /* a piece out */
			g_byte_array_remove_range(b, at, MIN(b->len - at, out));
			if (!b->len)
				g_byte_array_append(b, (const guint8 *)"F", 1);
			break;
		default: /* a token written over */
			if (b->len > size + at)
				memcpy(b->data + at, token, size);
			break;
		}
	}
}

static guint
read_all(const guint8 *bytes, gsize size)
{
	struct message *m = message_parse(bytes, size, &LIMITS_PRESET, NULL);
	guint n = 0;

	message_looks_like(bytes, size);
	for (guint i = 0; m && i < m->parts->len; i++) {
		const struct part *p = g_ptr_array_index(m->parts, i);
		g_autoptr(GBytes) content = message_part_bytes(m, p, &LIMITS_PRESET, NULL);
		g_autofree char *text = NULL;
		g_autoptr(GPtrArray) layers = NULL;
		gsize length;
		const guint8 *data;

		if (!content)
			continue;
		data = g_bytes_get_data(content, &length);
		text = message_text_decode(data, length, p->charset, 1 << 20);
		assert_true(g_utf8_validate(text, -1, NULL));
		layers = message_peel(text, strlen(text), m->envelope->subject);
		assert_true(layers->len > 0);
		for (guint k = 0; k < layers->len; k++) {
			const struct layer *l = g_ptr_array_index(layers, k);

			assert_true(l->start <= l->end && l->end <= strlen(text));
			assert_true(!l->from.name || g_utf8_validate(l->from.name, -1, NULL));
			assert_true(!l->subject || g_utf8_validate(l->subject, -1, NULL));
		}
		n++;
	}
	if (m && m->envelope->subject)
		assert_true(g_utf8_validate(m->envelope->subject, -1, NULL));
	message_free(m);
	return n;
}

static void
parse__two_thousand_mutations_are_read_or_refused(void **state)
{
	guint32 seed = 20211027;
	guint read = 0;

	(void)state;
	for (guint i = 0; i < 2000; i++) {
		const char *from = SEEDS[i % G_N_ELEMENTS(SEEDS)];
		g_autoptr(GByteArray) b = g_byte_array_new();
		guint8 *exact;

		g_byte_array_append(b, (const guint8 *)from, (guint)strlen(from));
		mutate(b, &seed);
		exact = g_memdup2(b->data, b->len); /* so that the sanitizer sees one byte too far */
		read += read_all(exact, b->len);
		g_free(exact);
	}
	assert_true(read > 1000);
}

static void
parse__every_prefix_is_read_or_refused(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(SEEDS); i++)
		for (gsize n = 0; n < strlen(SEEDS[i]); n++) {
			guint8 *exact = g_memdup2(SEEDS[i], n);

			read_all(exact, n);
			g_free(exact);
		}
}

/* What GMime makes of it is what we make of it. */
static void
quoted_printable_is_decoded_as_gmime_does(void **state)
{
	static const char *const BITS[] = { "text", "=41", "=c3=bc", "=C3=BC", "=\r\n", "\r\n", " ", "=3D",
		"=\n", "=", "==", "=4", "=zz", "=\r", "=4\r\n", "\n", "\xff" };
	guint32 seed = 5;

	(void)state;
	for (guint round = 0; round < 20000; round++) {
		g_autoptr(GString) mail = g_string_new("Content-Type: text/plain\r\n"
						       "Content-Transfer-Encoding: quoted-printable\r\n\r\n");
		gsize head = mail->len, wanted_size, size;
		g_autofree char *wanted = NULL;
		g_autoptr(GBytes) bytes = NULL;
		struct message *m;
		GMimeEncoding encoding;

		for (guint n = 1 + next(&seed) % 12; n; n--)
			g_string_append(mail, BITS[next(&seed) % (round % 2 ? 8 : G_N_ELEMENTS(BITS))]);
		g_mime_encoding_init_decode(&encoding, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
		wanted = g_malloc(g_mime_encoding_outlen(&encoding, mail->len) + 1);
		wanted_size = g_mime_encoding_flush(&encoding, mail->str + head, mail->len - head, wanted);
		m = parsed(mail->str);
		bytes = message_part_bytes(m, part_at(m, "1"), &LIMITS_PRESET, NULL);
		assert_memory_equal(g_bytes_get_data(bytes, &size), wanted, MIN(wanted_size, size));
		assert_int_equal(size, wanted_size);
		message_free(m);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parse__two_thousand_mutations_are_read_or_refused),
		cmocka_unit_test(parse__every_prefix_is_read_or_refused),
		cmocka_unit_test(quoted_printable_is_decoded_as_gmime_does),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sender: the process with the network and the credentials of the way out.
 *
 * It is hardened modestly only, for it must be able to connect again later: the CA file, resolv.conf, and the
 * secret (which a command may print) are read anew with every connection.
 */
#include "sender.h"

#include "protocol.h"
#include "way.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sysexits.h>
#include <unistd.h>

#define FILES_MAX 128
/* What we send holds the original once and its order document once more in base64. */
#define CONTENT_FACTOR 4

struct sender {
	struct wire *wire;
	struct config_ar *settings;
	struct limits limits;
	const struct way_ops *ops;
	void *way;
	gint64 parcel; /* at hand */
};

/* Tells the keeper and waits for its word; its death is a no. */
static gboolean
sender_commit(gpointer data)
{
	struct sender *s = data;
	struct wire_message m = { .fd = -1 };
	gint64 id = 0;
	gboolean go = FALSE;

	if (!wire_send(s->wire, WORD_COMMITTING, g_variant_new(COMMITTING_TYPE, s->parcel), -1, NULL) ||
	    !wire_receive(s->wire, &m, NULL))
		return FALSE;
	if (m.kind == WORD_GO)
		g_variant_get(m.body, GO_TYPE, &id, &go);
	wire_message_clear(&m);
	return go && id == s->parcel;
}

static gboolean
sender_settled(struct sender *s, const struct verdict *v, GError **error)
{
	GVariantBuilder recipients;

	g_variant_builder_init(&recipients, G_VARIANT_TYPE("a(sus)"));
	for (guint i = 0; i < v->recipients->len; i++) {
		const struct delivery_recipient *r = g_ptr_array_index(v->recipients, i);

		g_variant_builder_add(&recipients, "(sus)", r->address, (guint)r->outcome, r->answer);
	}
	return wire_send(s->wire, WORD_SETTLED,
	    g_variant_new(SETTLED_TYPE, s->parcel, (guint)v->outcome, (guint)v->grade, v->text,
		v->already_there, &recipients),
	    -1, error);
}

static gboolean
sender_parcel(struct sender *s, struct wire_message *m, GError **error)
{
	struct parcel p = { .fd = -1, .commit = sender_commit, .data = s };
	struct verdict v;
	g_autoptr(GError) why = NULL;
	gboolean ok;

	g_variant_get(m->body, "(xs^asb)", &p.id, &p.message_id, &p.recipients, &p.search_first);
	p.fd = wire_message_take_fd(m);
	s->parcel = p.id;
	verdict_begin(&v, (const char *const *)p.recipients);
	p.bytes = memfd_map(p.fd, (gsize)s->limits.message_size * CONTENT_FACTOR, &why);
	if (p.bytes)
		s->ops->deliver(s->way, &p, &v);
	else
		verdict_error(&v, why->code == PURSER_RETRY ? DELIVERY_LATER : DELIVERY_REFUSED, why);
	verdict_end(&v);
	ok = sender_settled(s, &v, error);
	verdict_clear(&v);
	g_clear_pointer(&p.bytes, g_bytes_unref);
	g_free(p.message_id);
	g_strfreev(p.recipients);
	close(p.fd);
	return ok;
}

static gboolean
sender_begin(struct sender *s, GError **error)
{
	struct wire_message m = { .fd = -1 };

	if (!wire_receive(s->wire, &m, error))
		return FALSE;
	if (m.kind == WORD_SETTINGS)
		s->settings = config_ar_unpack(m.body, &s->limits, error);
	else
		purser_fail(error, PURSER_HANGUP, "keeper began with something else than the settings");
	wire_message_clear(&m);
	if (!s->settings)
		return FALSE;
	s->ops = way_of(s->settings->transport);
	s->way = s->ops->open(s->settings, &s->limits);
	return TRUE;
}

int
sender_serve(int fd)
{
	struct sender s = { .wire = wire_new(fd, DELIVERY_WORDS, WORD_N) };
	g_autoptr(GError) error = NULL;
	gboolean ok = sender_begin(&s, &error);

	while (ok) {
		struct wire_message m = { .fd = -1 };

		s.ops->rest(s.way, wire_fd(s.wire));
		ok = wire_receive(s.wire, &m, &error);
		if (ok && m.kind == WORD_PARCEL)
			ok = sender_parcel(&s, &m, &error);
		/* A go that came after the parcel was given up is stale; anything else is not for us. */
		else if (ok && m.kind != WORD_GO)
			ok = FALSE;
		wire_message_clear(&m);
	}
	wire_free(s.wire);
	if (s.ops) {
		s.ops->close(s.way);
		s.ops->free(s.way);
	}
	config_ar_free(s.settings);
	return EX_OK;
}

static int
sender_child(int fd)
{
	const struct rlimit none = { 0, 0 }, files = { FILES_MAX, FILES_MAX };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || prctl(PR_SET_DUMPABLE, 0) < 0 ||
	    setrlimit(RLIMIT_CORE, &none) < 0 || setrlimit(RLIMIT_NOFILE, &files) < 0) {
		close(fd);
		return EX_OSERR;
	}
	return sender_serve(fd);
}

static gboolean
sender_prepare(int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED, GError **error)
{
	if (!vault_init(error))
		return FALSE;
	mailbox_init();
	return TRUE;
}

int
delivery_main(int argc, char **argv)
{
	static const struct nursery_ops OPS = { .prepare = sender_prepare, .child = sender_child };

	return nursery_serve(argc, argv, &OPS);
}

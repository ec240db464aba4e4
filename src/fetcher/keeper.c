/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keeper's hold on a fetcher: its words become events, and it is killed when it stays silent for longer
 * than it said, or than a batch may take. What it says is checked like any other input: it reads hostile
 * bytes.
 */
#include "protocol.h"

#include <string.h>
#include <sys/stat.h>

#define STOP_WALL_S 10
#define START_WALL_S 30

struct fetcher {
	struct wire *wire;
	struct child child;
	struct limits limits;
	char **folders;
	fetcher_callback callback;
	gpointer data;
	GSource *timer;
	gint64 allowed_s; /* how long it may be silent now */
	guint in_flight;
	gboolean stopping, ended, freed, late;
	guint busy;       /* callbacks on the stack */
	GError *farewell; /* what it said when it ended by itself */
	gboolean has_farewell;
};

struct nursery *
fetcher_nursery_start(GError **error)
{
	g_autofree char *program = helper_program_path("purser-fetcher");

	return nursery_start(program, NULL, error);
}

static void
fetcher_destroy(struct fetcher *f)
{
	if (f->timer) {
		g_source_destroy(f->timer);
		g_source_unref(f->timer);
	}
	child_clear(&f->child);
	g_strfreev(f->folders);
	g_clear_error(&f->farewell);
	g_free(f);
}

void
fetcher_free(struct fetcher *f)
{
	if (!f || f->freed)
		return;
	f->freed = TRUE;
	if (!f->ended)
		child_kill(&f->child);
	g_clear_pointer(&f->wire, wire_free);
	if (!f->busy)
		fetcher_destroy(f);
}

/* FALSE: the callback has freed it; only fetcher_leave() may follow. */
static gboolean
fetcher_tell(struct fetcher *f, const struct fetcher_event *e)
{
	f->callback(e, f->data);
	return !f->freed;
}

static void
fetcher_leave(struct fetcher *f)
{
	if (--f->busy == 0 && f->freed)
		fetcher_destroy(f);
}

/* --- the deadline --- */

/* While the keeper owes acks, the fetcher waits for it and not the other way round. */
static void
timer_set(struct fetcher *f)
{
	gboolean ours = !f->stopping && f->in_flight >= (guint)f->limits.batches_in_flight;

	if (f->timer)
		g_source_set_ready_time(
		    f->timer, ours ? -1 : g_get_monotonic_time() + f->allowed_s * G_USEC_PER_SEC);
}

static void
fetcher_allow(struct fetcher *f, gint64 seconds)
{
	if (!f->stopping)
		f->allowed_s = CLAMP(seconds, 1, (gint64)7 * 86400);
	timer_set(f);
}

static gboolean
timer_dispatch(GSource *source, GSourceFunc callback G_GNUC_UNUSED, gpointer data)
{
	struct fetcher *f = data;

	g_source_set_ready_time(source, -1);
	f->late = TRUE;
	/* The wire's end follows, and with it the last event. */
	child_kill(&f->child);
	return G_SOURCE_CONTINUE;
}

static void
timer_new(struct fetcher *f)
{
	static GSourceFuncs funcs = { .dispatch = timer_dispatch };

	f->timer = g_source_new(&funcs, sizeof(GSource));
	/* A callback must be set for dispatch to get the data. */
	g_source_set_callback(f->timer, G_SOURCE_FUNC(timer_dispatch), f, NULL);
	g_source_attach(f->timer, NULL);
}

/* --- events --- */

static const char *
folder_known(const struct fetcher *f, const char *name, GError **error)
{
	for (char **p = f->folders; *p; p++)
		if (g_str_equal(*p, name))
			return *p;
	purser_fail(error, PURSER_HANGUP, "the fetcher spoke of a folder that it was not given");
	return NULL;
}

static gboolean
hear_folder(struct fetcher *f, GVariant *body, GError **error)
{
	struct fetcher_event e = { .kind = FETCHER_FOLDER, .memfd = -1 };
	const char *name, *skipped, *vanished;
	struct uid_set *skip, *gone = NULL;
	gboolean ok;

	g_variant_get(
	    body, "(&suu&s&sb)", &name, &e.uidvalidity, &e.exists, &skipped, &vanished, &e.restored);
	skip = uid_set_parse(skipped, error);
	ok = skip && (gone = uid_set_parse(vanished, error)) && (e.folder = folder_known(f, name, error));
	if (ok && e.uidvalidity == 0)
		ok = purser_fail(error, PURSER_HANGUP, "the fetcher told no UIDVALIDITY");
	e.uids = skip;
	e.vanished = gone;
	if (ok)
		fetcher_tell(f, &e);
	uid_set_free(skip);
	uid_set_free(gone);
	return ok;
}

/* TAKING and MARKED. */
static gboolean
hear_uids(struct fetcher *f, enum fetcher_event_kind kind, const char *name, guint32 uidvalidity,
    const char *text, GError **error)
{
	struct fetcher_event e = { .kind = kind, .uidvalidity = uidvalidity, .memfd = -1 };
	struct uid_set *uids = uid_set_parse(text, error);
	gboolean ok = uids && (e.folder = folder_known(f, name, error));

	e.uids = uids;
	if (ok && kind == FETCHER_TAKING)
		fetcher_allow(f, uid_set_count(uids) ? f->limits.fetch_wall : 4 * f->limits.command_wall);
	if (ok)
		fetcher_tell(f, &e);
	uid_set_free(uids);
	return ok;
}

static gboolean
record_check(const struct fetcher *f, const struct message_record *r, gint64 file_size)
{
	if (r->uid == 0 || r->oversize > 1)
		return FALSE;
	if (r->oversize)
		return TRUE;
	return r->size <= (guint64)f->limits.message_size && r->offset <= (guint64)file_size &&
	       r->size <= (guint64)file_size - r->offset;
}

static gboolean
hear_batch(struct fetcher *f, struct wire_message *m, GError **error)
{
	struct fetcher_event e = { .kind = FETCHER_BATCH, .memfd = m->fd };
	g_autoptr(GVariant) list = NULL;
	g_autofree struct fetcher_message *messages = NULL;
	const struct message_record *records;
	const char *name;
	struct stat st;
	gsize n;

	g_variant_get(m->body, "(&sut@a" MESSAGE_TYPE ")", &name, &e.batch, &e.backlog, &list);
	records = g_variant_get_fixed_array(list, &n, sizeof(*records));
	e.folder = folder_known(f, name, error);
	if (!e.folder)
		return FALSE;
	if (fstat(m->fd, &st) < 0 || n == 0 || n > (gsize)f->limits.batch_messages + 1)
		return purser_fail(error, PURSER_HANGUP, "the fetcher sent a batch that is none");
	messages = g_new0(struct fetcher_message, n);
	for (gsize i = 0; i < n; i++) {
		if (!record_check(f, &records[i], st.st_size))
			return purser_fail(
			    error, PURSER_HANGUP, "the fetcher sent a batch whose parts lie outside of it");
		messages[i] = (struct fetcher_message){ .uid = records[i].uid,
			.offset = records[i].offset,
			.size = records[i].size,
			.internal_date = records[i].internal_date,
			.oversize = records[i].oversize };
		memcpy(messages[i].digest.bytes, records[i].digest, DIGEST_SIZE);
	}
	e.messages = messages;
	e.n_messages = (guint)n;
	f->in_flight++;
	timer_set(f);
	fetcher_tell(f, &e);
	return TRUE;
}

static gboolean
hear_problem(struct fetcher *f, GVariant *body, GError **error)
{
	struct fetcher_event e = { .kind = FETCHER_PROBLEM, .memfd = -1 };
	g_autoptr(GError) why = NULL;
	const char *name, *text;
	gint32 grade;

	g_variant_get(body, "(&si&s)", &name, &grade, &text);
	if (*name && !(e.folder = folder_known(f, name, error)))
		return FALSE;
	purser_fail(&why, (enum purser_error)CLAMP(grade, PURSER_RETRY, PURSER_HALT), "%s", text);
	e.error = why;
	fetcher_tell(f, &e);
	return TRUE;
}

static gboolean
hear_simple(struct fetcher *f, struct wire_message *m, GError **error)
{
	struct fetcher_event e = { .memfd = -1 };
	const char *text;
	gint32 grade;

	g_variant_get_child(m->body, 0, m->kind == KIND_ENDED ? "i" : "&s",
	    m->kind == KIND_ENDED ? (void *)&grade : (void *)&text);
	if (m->kind == KIND_ENDED) {
		f->has_farewell = TRUE;
		g_variant_get_child(m->body, 1, "&s", &text);
		if (grade >= 0 && !f->farewell)
			purser_fail(&f->farewell, (enum purser_error)CLAMP(grade, PURSER_RETRY, PURSER_HALT),
			    "%s", text);
		return TRUE; /* the event comes with the wire's end */
	}
	if (m->kind == KIND_ONLINE) {
		e.kind = FETCHER_ONLINE;
		e.text = text;
	} else {
		e.kind = FETCHER_CAUGHT_UP;
		e.folder = folder_known(f, text, error);
		if (!e.folder)
			return FALSE;
	}
	fetcher_tell(f, &e);
	return TRUE;
}

static gboolean
hear(struct fetcher *f, struct wire_message *m, GError **error)
{
	const char *name, *text;
	guint32 uidvalidity;
	gint64 seconds;

	timer_set(f); /* a sign of life */
	switch (m->kind) {
	case KIND_ALIVE:
		g_variant_get(m->body, "(x)", &seconds);
		fetcher_allow(f, MIN(seconds, 86400) + f->limits.command_wall);
		return TRUE;
	case KIND_FOLDER:
		return hear_folder(f, m->body, error);
	case KIND_TAKING:
		g_variant_get(m->body, "(&s&s)", &name, &text);
		return hear_uids(f, FETCHER_TAKING, name, 0, text, error);
	case KIND_MARKED:
		g_variant_get(m->body, "(&su&s)", &name, &uidvalidity, &text);
		return hear_uids(f, FETCHER_MARKED, name, uidvalidity, text, error);
	case KIND_BATCH:
		return hear_batch(f, m, error);
	case KIND_PROBLEM:
		return hear_problem(f, m->body, error);
	case KIND_ONLINE:
	case KIND_CAUGHT_UP:
	case KIND_ENDED:
		return hear_simple(f, m, error);
	default:
		return purser_fail(error, PURSER_HANGUP, "the fetcher sent a keeper's message");
	}
}

/* The last event. nonsense: it broke the protocol. */
static void
fetcher_end(struct fetcher *f, const GError *nonsense)
{
	struct fetcher_event e = { .kind = FETCHER_ENDED, .memfd = -1 };
	g_autoptr(GError) why = NULL;

	if (f->ended)
		return;
	f->ended = TRUE;
	if (f->timer)
		g_source_set_ready_time(f->timer, -1);
	child_kill(&f->child); /* it may have closed the wire and gone on */
	g_clear_pointer(&f->wire, wire_free);
	if (f->late)
		purser_fail(&why, PURSER_RETRY,
		    "the fetcher did not stir for %" G_GINT64_FORMAT " s and was killed", f->allowed_s);
	else if (nonsense)
		purser_fail(&why, PURSER_RETRY, "%s", nonsense->message);
	else if (!f->has_farewell)
		purser_fail(&why, PURSER_RETRY, "the fetcher died");
	e.killed = why != NULL;
	e.error = why ? why : f->farewell;
	if (f->stopping && !nonsense && !f->late && f->has_farewell)
		e.error = NULL;
	fetcher_tell(f, &e);
}

static void
on_message(
    struct wire *wire G_GNUC_UNUSED, struct wire_message *m, const GError *error G_GNUC_UNUSED, gpointer data)
{
	struct fetcher *f = data;
	g_autoptr(GError) why = NULL;

	f->busy++;
	if (!m)
		fetcher_end(f, f->has_farewell || !error || strstr(error->message, "closed") ? NULL : error);
	else if (!hear(f, m, &why) && !f->freed)
		fetcher_end(f, why);
	fetcher_leave(f);
}

/* --- the public face --- */

static GVariant *
witnesses_pack(const struct fetcher_folder *f)
{
	struct witness_record records[FETCHER_WITNESSES] = { 0 };
	guint n = MIN(f->n_witnesses, FETCHER_WITNESSES);

	for (guint i = 0; i < n; i++) {
		records[i].uid = f->witnesses[i].uid;
		records[i].internal_date = f->witnesses[i].internal_date;
		memcpy(records[i].digest, f->witnesses[i].digest.bytes, DIGEST_SIZE);
	}
	return g_variant_new_fixed_array(G_VARIANT_TYPE(WITNESS_TYPE), records, n, sizeof(records[0]));
}

static GVariant *
start_pack(const struct config_mailbox *settings, const struct limits *limits,
    const struct fetcher_folder *folders, guint n, gboolean stay)
{
	GVariantBuilder list;

	g_variant_builder_init(&list, G_VARIANT_TYPE("a(sussxa" WITNESS_TYPE ")"));
	for (guint i = 0; i < n; i++) {
		g_autofree char *done = folders[i].done ? uid_set_format(folders[i].done) : g_strdup("");
		g_autofree char *alone = folders[i].alone ? uid_set_format(folders[i].alone) : g_strdup("");

		g_variant_builder_add(&list, "(sussx@a" WITNESS_TYPE ")", folders[i].name,
		    folders[i].uidvalidity, done, alone, folders[i].since_s, witnesses_pack(&folders[i]));
	}
	return g_variant_new("(@a{sv}b@a(sussxa" WITNESS_TYPE "))", config_mailbox_pack(settings, limits),
	    stay, g_variant_builder_end(&list));
}

struct fetcher *
fetcher_start(struct nursery *nursery, const struct config_mailbox *settings, const struct limits *limits,
    const struct fetcher_folder *folders, guint n_folders, gboolean stay, fetcher_callback callback,
    gpointer data, GError **error)
{
	struct fetcher *f = g_new0(struct fetcher, 1);

	if (!nursery_fork(nursery, &f->child, error)) {
		g_free(f);
		return NULL;
	}
	f->limits = *limits;
	f->callback = callback;
	f->data = data;
	f->folders = g_new0(char *, n_folders + 1);
	for (guint i = 0; i < n_folders; i++)
		f->folders[i] = g_strdup(folders[i].name);
	f->wire = wire_new(f->child.fd, FETCHER_KINDS, N_KINDS);
	f->child.fd = -1; /* the wire's */
	timer_new(f);
	fetcher_allow(f, START_WALL_S);
	wire_watch(f->wire, on_message, f);
	if (!wire_send(
		f->wire, KIND_START, start_pack(settings, limits, folders, n_folders, stay), -1, error)) {
		fetcher_free(f);
		return NULL;
	}
	return f;
}

static void
fetcher_say(struct fetcher *f, enum fetcher_kind kind, GVariant *body)
{
	/* A peer that is gone shows on the wire's own callback. */
	if (f->wire)
		wire_send(f->wire, kind, body, -1, NULL);
	else
		g_variant_unref(g_variant_ref_sink(body));
}

void
fetcher_ack(struct fetcher *f, guint batch)
{
	if (f->in_flight > 0)
		f->in_flight--;
	timer_set(f);
	fetcher_say(f, KIND_ACK, g_variant_new("(u)", batch));
}

void
fetcher_mark(struct fetcher *f, const char *folder, guint32 uidvalidity, const struct uid_set *uids)
{
	g_autofree char *set = uid_set_format(uids);

	fetcher_say(f, KIND_MARK, g_variant_new("(sus)", folder, uidvalidity, set));
}

void
fetcher_look(struct fetcher *f)
{
	fetcher_say(f, KIND_LOOK, g_variant_new("()"));
}

void
fetcher_stop(struct fetcher *f)
{
	fetcher_say(f, KIND_STOP, g_variant_new("()"));
	fetcher_allow(f, STOP_WALL_S);
	f->stopping = TRUE;
	timer_set(f);
}

pid_t
fetcher_pid(const struct fetcher *f)
{
	return f->child.pid;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Start, signals, reload, end.
 *
 * Start: configuration, vault, store (locked), helpers, outbox recovered, mailboxes. TERM and INT: no new
 * work, what is in hand becomes durable or is left for the next start, at most STOP_MAX_S. HUP: a good
 * configuration replaces ours, a bad one is told and left.
 */
#include "context.h"
#include "control.h"
#include "dispatch.h"
#include "intake.h"
#include "keys.h"
#include "log.h"
#include "post.h"
#include "release.h"
#include "watch.h"

#include "purser/delivery.h"
#include "purser/outbox.h"

#include <errno.h>
#include <glib-unix.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#define STOP_MAX_S 8

/* --- end --- */

/* Something became durable. */
/* How long a digest waits for mailboxes that do not catch up. */
#define SETTLE_S 600

static void
keeper_post(struct keeper *k)
{
	gint64 now_s = keeper_now();

	post_look(k->post, now_s, !watches_catching(k) || now_s - k->started_s > SETTLE_S);
}

static void
keeper_stored(struct keeper *k)
{
	if (k->options->progress)
		k->options->progress(k->done, watches_backlog(k), k->orders, k->options->progress_data);
	if (k->answered) { /* items were settled by mail, as by the desk */
		k->answered = FALSE;
		keeper_directory_reload(k);
		release_look(k->release);
	}
	keeper_post(k);
	dispatch_look(k->dispatch);
}

static void
keeper_idle(struct keeper *k)
{
	gboolean work =
	    intake_waiting(k->intake) || dispatch_in_hand(k->dispatch) || release_busy(k->release);

	if (k->stopping && !work)
		g_main_loop_quit(k->loop);
	if (k->options->once && !work && !watches_busy(k) && !k->stopping) {
		keeper_post(k);
		dispatch_look(k->dispatch);
		work = dispatch_in_hand(k->dispatch);
	}
	if (k->options->once && !work && !watches_busy(k) && dispatch_idle(k->dispatch)) {
		/* what could not be read or sent now is told by the status, too */
		if (!k->status &&
		    (watches_troubled(k) || (keeper_live(k) && store_parcel_next_due(k->store) >= 0)))
			k->status = EX_TEMPFAIL;
		g_main_loop_quit(k->loop);
	}
}

static gboolean
keeper_stop_forced(gpointer data)
{
	struct keeper *k = data;

	k->stop_timer = 0;
	log_line(LOG_LEVEL_WARNING, "purserd", "stops with work in hand; the next start takes it up");
	g_main_loop_quit(k->loop);
	return G_SOURCE_REMOVE;
}

static gboolean
keeper_term(gpointer data)
{
	struct keeper *k = data;

	if (k->stopping)
		return G_SOURCE_CONTINUE;
	log_line(LOG_LEVEL_NOTICE, "purserd", "stopping");
	sd_notify(0, "STOPPING=1");
	k->stopping = TRUE;
	k->stop_timer = g_timeout_add_seconds(STOP_MAX_S, keeper_stop_forced, k);
	watches_stop(k);
	keeper_idle(k);
	return G_SOURCE_CONTINUE;
}

/* --- reload --- */

static char *
problems_text(const GPtrArray *problems)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; problems && i < problems->len; i++) {
		g_autofree char *line = config_problem_format(g_ptr_array_index((GPtrArray *)problems, i));

		g_string_append_printf(out, "%s\n", line);
	}
	return g_string_free(out, FALSE);
}

static gboolean
keeper_reload(struct keeper *k, const char *who, char **out_text)
{
	g_autoptr(GError) error = NULL;
	GPtrArray *problems = NULL;
	struct config *next = config_load(k->options->config_path, &problems), *old = k->config;
	g_autofree char *said = problems_text(problems);
	gboolean ar_changed;

	g_clear_pointer(&problems, g_ptr_array_unref);
	if (!next || !keys_reload(k, next, &error)) {
		const char *why = next ? error->message : said;

		log_line(LOG_LEVEL_ERROR, "reload", "the old configuration stays: %s", why);
		*out_text = g_strconcat("the old configuration stays:\n", why, "\n", NULL);
		config_free(next);
		return FALSE;
	}
	ar_changed = !config_ar_equal(&next->ar, &old->ar);
	k->config = next;
	keeper_directory_reload(k);
	watches_reload(k, next);
	post_reload(k->post);
	if (ar_changed)
		dispatch_reload(k->dispatch);
	config_free(old);
	if (!keys_note(k, who, AUDIT_RELOAD, &error))
		log_line(LOG_LEVEL_WARNING, "reload", "not in the audit log: %s", error->message);
	log_line(LOG_LEVEL_NOTICE, "reload", "mode=%s mailboxes=%u", keeper_live(k) ? "live" : "observe",
	    next->mailboxes->len);
	release_look(k->release);
	dispatch_look(k->dispatch);
	*out_text = g_strdup_printf(
	    "reloaded: mode %s, %u mailboxes\n", keeper_live(k) ? "live" : "observe", next->mailboxes->len);
	return TRUE;
}

static gboolean
keeper_hup(gpointer data)
{
	g_autofree char *text = NULL;

	sd_notify(0, "RELOADING=1");
	keeper_reload(data, "signal", &text);
	sd_notify(0, "READY=1");
	return G_SOURCE_CONTINUE;
}

/* --- the clock: watchdog, status line, a new day --- */

static gboolean
keeper_tick(gpointer data)
{
	struct keeper *k = data;
	guint troubled = watches_troubled(k);
	g_autofree char *status = g_strdup_printf("WATCHDOG=1\nSTATUS=%s, %u of %u watches well%s",
	    keeper_live(k) ? "live" : "observe", k->watches->len - troubled, k->watches->len,
	    intake_problem(k->intake) ? ", nothing can be stored" : "");
	g_autoptr(GError) error = NULL;
	static struct day today;
	struct day now = day_of_time(keeper_now());

	sd_notify(0, status);
	keys_expire(k);
	keeper_post(k);
	dispatch_look(k->dispatch);
	if (!intake_waiting(k->intake) && !store_scrub(k->store, &error))
		log_line(LOG_LEVEL_WARNING, "store", "what was erased is not gone yet: %s", error->message);
	if (today.year && day_compare(today, now) != 0)
		keeper_readers_update(k);
	today = now;
	return G_SOURCE_CONTINUE;
}

/* --- start --- */

/* A scan looks at all there is, sends nothing, marks nothing, and keeps what it found apart from the daemon's
 * store. */
static gboolean
keeper_settings(struct keeper *k)
{
	struct config *c = k->config;
	char *dir;

	if (!k->options->scan)
		return TRUE;
	dir = g_build_filename(c->purser.state_dir, "scan", NULL);
	g_free(c->purser.state_dir);
	c->purser.state_dir = dir;
	c->purser.mode = MODE_OBSERVE;
	for (guint i = 0; i < c->mailboxes->len; i++) {
		struct config_mailbox *m = g_ptr_array_index(c->mailboxes, i);

		m->from = k->options->since.year ? START_DATE : START_ALL;
		m->from_date = k->options->since;
		g_clear_pointer(&m->keyword, g_free);
		g_clear_pointer(&m->move_to, g_free);
	}
	return TRUE;
}

/* The daemon's customers, so that a scan matches as the daemon would. */
static gboolean
keeper_scan_customers(struct keeper *k, GError **error)
{
	g_autofree char *parent = g_path_get_dirname(k->config->purser.state_dir);
	g_autofree char *path = g_build_filename(parent, "purser.db", NULL);
	struct store *store = store_open(path, STORE_READ, NULL, NULL);
	struct directory *known = store ? store_directory(store, error) : NULL;
	g_autoptr(GPtrArray) all = known ? directory_all(known) : g_ptr_array_new();
	g_autoptr(store_tx) tx = store_begin(k->store, error);
	gboolean ok = tx != NULL;

	for (guint i = 0; ok && i < all->len; i++) {
		const struct customer *c = g_ptr_array_index(all, i);
		gboolean changed;
		gint64 id;

		ok = c->kind == CUSTOMER_PROVISIONAL || store_customer_put(tx, c, &id, &changed, error);
	}
	ok = ok && store_commit(&tx, error);
	g_clear_pointer(&all, g_ptr_array_unref);
	directory_free(known);
	store_close(store);
	return ok;
}

/* Started by root by hand (`purser run`, `purser scan`): become the owner of the state folder, so that no helper runs as
 * root and no file of the daemon's becomes root's. */
static gboolean
keeper_leave_root(struct keeper *k, GError **error)
{
	const struct passwd *owner;
	struct stat st;

	if (geteuid() != 0 || stat(k->config->purser.state_dir, &st) < 0 || st.st_uid == 0)
		return TRUE;
	owner = getpwuid(st.st_uid);
	if (!owner || initgroups(owner->pw_name, st.st_gid) < 0 ||
	    setresgid(st.st_gid, st.st_gid, st.st_gid) < 0 || setresuid(st.st_uid, st.st_uid, st.st_uid) < 0)
		return purser_fail(error, PURSER_HALT, "cannot become uid %u, the owner of %s: %s",
		    (guint)st.st_uid, k->config->purser.state_dir, g_strerror(errno));
	prctl(PR_SET_DUMPABLE, 0);
	return TRUE;
}

static gboolean
keeper_open_store(struct keeper *k, GError **error)
{
	g_autofree char *path = g_build_filename(k->config->purser.state_dir, "purser.db", NULL);
	enum store_open_problem problem = STORE_OTHER;

	if (g_mkdir_with_parents(k->config->purser.state_dir, 0700) < 0) {
		k->status = EX_CANTCREAT;
		return purser_fail(error, PURSER_HALT,
		    "state_dir %s: %s: run it as the user purser or root, or name a folder of yours in "
		    "state_dir =",
		    k->config->purser.state_dir, g_strerror(errno));
	}
	k->store = store_open(
	    path, k->config->purser.integrity_check ? STORE_WRITE_CHECKED : STORE_WRITE, &problem, error);
	if (k->store)
		return TRUE;
	k->status = problem == STORE_NEWER ? EX_CONFIG : problem == STORE_LOCKED ? EX_TEMPFAIL : EX_IOERR;
	return FALSE;
}

static gboolean
keeper_recover(struct keeper *k, GError **error)
{
	const struct config_ar *ar = &k->config->ar;
	struct outbox_settings settings = { ar->retry_first_s, ar->retry_max_s, ar->give_up_s,
		ar->uncertain_wait_s };
	guint uncertain = 0;

	if (!outbox_recover(k->store, &settings, keeper_now(), &uncertain, error))
		return FALSE;
	if (uncertain)
		log_line(LOG_LEVEL_WARNING, "outbox",
		    "%u parcels have an unknown outcome and go again with the same Message-ID", uncertain);
	return TRUE;
}

static gboolean
keeper_start(struct keeper *k, GError **error)
{
	if (!vault_init(error) || !keeper_open_store(k, error) || !keys_open(k, error) ||
	    (k->options->scan && !keeper_scan_customers(k, error)) || !keeper_directory_load(k, error) ||
	    (!k->options->scan && !keys_note(k, "start", AUDIT_N, error)) || !keeper_recover(k, error) ||
	    !keeper_fetchers(k, error) || !keeper_senders(k, error))
		return FALSE;
	if (!keeper_readers_update(k))
		return FALSE;
	k->intake = intake_new(k, watch_folder_settled);
	k->dispatch = dispatch_new(k);
	k->release = release_new(k);
	k->post = post_new(k);
	if (!k->options->once && !(k->control = control_new(k, keeper_reload, error)))
		return FALSE;
	watches_start(k);
	release_look(k->release);
	dispatch_look(k->dispatch);
	return TRUE;
}

/* Sources before what they use, helpers before the store; the main loop no longer runs. */
static void
keeper_clear(struct keeper *k)
{
	control_free(k->control);
	g_clear_pointer(&k->watches, g_ptr_array_unref);
	reader_pool_free(k->readers);
	intake_free(k->intake);
	release_free(k->release);
	dispatch_free(k->dispatch);
	post_free(k->post);
	nursery_free(k->fetchers);
	nursery_free(k->senders);
	directory_free(k->directory);
	keys_clear(k);
	store_close(k->store);
	config_free(k->config);
	g_main_loop_unref(k->loop);
}

static void
keeper_harden(void)
{
	struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	umask(0077);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a full disk, and no reason to die */
}

static void
keeper_run(struct keeper *k)
{
	guint64 watchdog_us = 0;
	guint tick_ms = 10000;

	if (sd_watchdog_enabled(0, &watchdog_us) > 0)
		tick_ms = (guint)(watchdog_us / 2000);
	g_timeout_add(tick_ms, keeper_tick, k);
	g_unix_signal_add(SIGTERM, keeper_term, k);
	g_unix_signal_add(SIGINT, keeper_term, k);
	g_unix_signal_add(SIGHUP, keeper_hup, k);
	log_line(LOG_LEVEL_NOTICE, "purserd", "version=%s mode=%s mailboxes=%u", PURSER_VERSION,
	    keeper_live(k) ? "live" : "observe", k->config->mailboxes->len);
	sd_notify(0, "READY=1");
	keeper_tick(k);
	keeper_idle(k);
	g_main_loop_run(k->loop);
}

int
daemon_main(const struct daemon_options *options)
{
	struct keeper k = {
		.options = options, .started_s = keeper_now(), .stored = keeper_stored, .idle = keeper_idle
	};
	GPtrArray *problems = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *said = NULL;
	int status;

	keeper_harden();
	log_setup("notice", options->foreground);
	k.config = config_load(options->config_path, &problems);
	said = problems_text(problems);
	g_clear_pointer(&problems, g_ptr_array_unref);
	if (*said)
		log_line(k.config ? LOG_LEVEL_WARNING : LOG_LEVEL_ERROR, "configuration", "%s", said);
	if (!k.config)
		return EX_CONFIG;
	log_setup(options->scan ? "error" : k.config->purser.log_level, options->foreground);
	k.loop = g_main_loop_new(NULL, FALSE);
	if (keeper_leave_root(&k, &error) && keeper_settings(&k) && keeper_start(&k, &error)) {
		keeper_run(&k);
	} else {
		log_line(LOG_LEVEL_ERROR, "purserd", "cannot start: %s",
		    error ? error->message : "a helper failed");
		k.status = k.status ? k.status : EX_UNAVAILABLE;
	}
	status = k.status;
	keeper_clear(&k);
	log_line(LOG_LEVEL_NOTICE, "purserd", "ended status=%d", status);
	return status;
}

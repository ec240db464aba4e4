/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See answer.h. */
#include "answer.h"

#include "log.h"
#include "review.h"
#include "settle.h"

#include <string.h>

enum { LINE_MAX_BYTES = 300, SUBJECT_MAX = 120 };

struct answering {
	struct keeper *k;
	store_tx *tx;
	const struct arrival *m;
	const struct report *r;
	const char *sender;
	char *who;        /* for the audit log */
	gint64 parcel_id; /* of the letter that is answered */
	gboolean by_ar;   /* may settle items */
	struct store_letter *told;
};

/* --- who, and to what --- */

static gboolean
among(char *const *addresses, const char *address)
{
	for (; addresses && *addresses && address; addresses++)
		if (g_ascii_strcasecmp(*addresses, address) == 0)
			return TRUE;
	return FALSE;
}

/* By a server of ours, about the very address in From. */
static gboolean
is_proven(const struct report *r)
{
	return r->auth_server &&
	       (g_strcmp0(r->authenticity, "pass") == 0 || g_strcmp0(r->authenticity, "vouched") == 0);
}

/* The latest of our letters that it names. */
static gboolean
parcel_answered(struct answering *a, GError **error)
{
	const GPtrArray *refs = a->r->references;

	if (a->r->in_reply_to && !store_parcel_of(a->k->store, a->r->in_reply_to, &a->parcel_id, error))
		return FALSE;
	for (guint i = refs ? refs->len : 0; i-- > 0 && !a->parcel_id;)
		if (!store_parcel_of(a->k->store, refs->pdata[i], &a->parcel_id, error))
			return FALSE;
	return TRUE;
}

/* Not to the forger: AR is told, once a day for each name. */
static gboolean
alert_raise(struct answering *a, GError **error)
{
	g_autofree char *day = day_format(day_of_time(keeper_now()));
	/* however it is written: other words would be told again */
	g_autofree char *key = g_ascii_strdown(a->sender, -1);
	g_autofree char *text = g_strdup_printf("Mail in the name of %s asked to settle items on %s, and no "
						"server of ours proves that it is theirs. "
						"Nothing was done, and it was not answered.",
	    key, day);

	log_line(LOG_LEVEL_WARNING, "answer", "from=\"%s\" not proven: %s", a->sender,
	    a->r->authenticity_why ? a->r->authenticity_why : "");
	return store_alert_raise(a->tx,
	    &(struct store_alert){ .kind = ALERT_ANSWER, .key = key, .text = text }, keeper_now(), NULL,
	    error);
}

/* The same words of the same letter, whatever bears them: a copy with another Message-ID is still a copy. */
static char *
content_key(const struct answering *a)
{
	GString *all = g_string_new(NULL);
	char *digest;

	g_string_append_printf(all, "%s\n%s\n%s\n", a->sender, a->r->date ? a->r->date : "",
	    a->r->in_reply_to ? a->r->in_reply_to : "");
	for (guint i = 0; i < a->r->commands->len; i++) {
		const struct report_command *c = a->r->commands->pdata[i];

		g_string_append_printf(
		    all, "%s\t%s\t%s\n", c->verb, c->item ? c->item : "", c->argument ? c->argument : "");
	}
	digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, all->str, (gssize)all->len);
	g_string_free(all, TRUE);
	return digest;
}

static gboolean
is_fresh(struct answering *a, gboolean *out_fresh, GError **error)
{
	g_autofree char *content = content_key(a);
	g_autofree char *id = g_strconcat("id ", a->r->message_id ? a->r->message_id : content, NULL);
	g_autofree char *words = g_strconcat("words ", content, NULL);
	gboolean fresh_id, fresh_words;

	if (!store_answer_put(a->tx, id, a->sender, keeper_now(), &fresh_id, error) ||
	    !store_answer_put(a->tx, words, a->sender, keeper_now(), &fresh_words, error))
		return FALSE;
	*out_fresh = fresh_id && fresh_words;
	return TRUE;
}

/* --- what is told --- */

G_GNUC_PRINTF(2, 3)
static void
tell(struct answering *a, const char *format, ...)
{
	g_autofree char *text = NULL, *line = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	line = text_one_line(g_strchomp(text), LINE_MAX_BYTES);
	store_letter_fact_add(a->told, "done", line);
}

static char *
command_words(const struct report_command *c)
{
	return g_strdup_printf("%s%s%s%s%s", c->verb, c->item ? " " : "", c->item ? c->item : "",
	    c->argument ? " " : "", c->argument ? c->argument : "");
}

/* --- AR settles --- */

static const char *
usage_of(const char *verb)
{
	static const struct {
		const char *verb, *usage;
	} ROWS[] = { { "route", "route 12" }, { "reject", "reject 12 REASON" },
		{ "number", "number 12 THE-PO-NUMBER" }, { "customer", "customer 12 NAME" },
		{ "settle", "settle 7" } };

	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++)
		if (strcmp(ROWS[i].verb, verb) == 0)
			return ROWS[i].usage;
	return "";
}

/* Our own words, as the digest says them: an answer that holds its text by accident, or somebody who copied it. */
static gboolean
is_placeholder(const char *argument)
{
	static const char *const OURS[] = { "REASON", "THE-PO-NUMBER", "NUMBER", "NAME", "WHY" };

	for (gsize i = 0; argument && i < G_N_ELEMENTS(OURS); i++)
		if (strcmp(argument, OURS[i]) == 0)
			return TRUE;
	return FALSE;
}

/* "4500123456 and route 12": a number has blanks now and then ("PO 4500 12"), but no words behind its digits. */
static gboolean
is_sentence(const char *number)
{
	gboolean digits = FALSE;

	for (gsize n; *number; number += n + strspn(number + n, " ")) {
		gsize letters = 0;

		n = strcspn(number, " ");
		while (letters < n && g_ascii_isalpha(number[letters]))
			letters++;
		if (digits && n > 2 && letters == n)
			return TRUE;
		digits = digits || strcspn(number, "0123456789") < n;
	}
	return FALSE;
}

/* NULL: it can be tried. */
static const char *
command_fault(const struct report_command *c)
{
	if (strcmp(c->verb, "bank") == 0)
		return "bank details are never changed by mail: call the number on file";
	if (c->argument && strchr(c->argument, '*'))
		return "that looks like an account number: bank details are never settled by mail";
	if (!c->item)
		return "not understood";
	if (strcmp(c->verb, "route") == 0 && c->argument)
		return "nothing may follow the item's number";
	if (is_placeholder(c->argument))
		return "put your own words in its place";
	if (strcmp(c->verb, "number") == 0 && c->argument && is_sentence(c->argument))
		return "nothing but the PO number may follow";
	return (strcmp(c->verb, "number") == 0 || strcmp(c->verb, "customer") == 0) && !c->argument
		   ? "something is missing"
		   : NULL;
}

/* "policy<TAB>text" */
static gboolean
reason_is_bank(const char *reason)
{
	return g_str_has_prefix(reason, "remit-to\t") || g_str_has_prefix(reason, "bank-change\t");
}

/* Held because of where somebody is to pay: that is no matter for a line of mail. */
static gboolean
is_about_bank(struct answering *a, gint64 item_id, gboolean *out, GError **error)
{
	const struct store_alert_filter of_item = { .open_only = TRUE, .item_id = item_id };
	g_autoptr(GPtrArray) alerts = store_alerts(a->k->store, &of_item, error);
	struct store_item *item = alerts ? store_item_get(a->k->store, item_id, error) : NULL;

	*out = FALSE;
	for (guint i = 0; alerts && i < alerts->len; i++) {
		const struct store_alert *one = alerts->pdata[i];

		*out = *out || alert_is_about_bank(one->kind);
	}
	for (guint i = 0; item && i < item->reasons->len; i++)
		*out = *out || reason_is_bank(item->reasons->pdata[i]);
	store_item_free(item);
	return alerts && !*error;
}

static gboolean
command_try(struct answering *a, const struct report_command *c, GString *text, GError **error)
{
	struct review r = { .store = a->k->store,
		.config = a->k->config,
		.item_id = g_ascii_strtoll(c->item, NULL, 10),
		.person = a->sender,
		.who = a->who,
		.by_mail = TRUE,
		.now_s = keeper_now(),
		.text = text };
	gboolean bank = FALSE;

	if (strcmp(c->verb, "settle") == 0)
		return settle_alert(a->tx,
		    &(struct settle_alert){ r.item_id, a->who, c->argument, TRUE, r.now_s, text }, error);
	if (strcmp(c->verb, "number") == 0)
		r.number = c->argument;
	else if (strcmp(c->verb, "customer") == 0)
		r.customer = c->argument;
	else
		r.action = c->verb;
	r.why = r.action ? c->argument : NULL;
	if (g_strcmp0(r.action, "route") == 0 && !is_about_bank(a, r.item_id, &bank, error))
		return FALSE;
	if (bank)
		return purser_fail(error, PURSER_REJECT,
		    "item %" G_GINT64_FORMAT
		    " waits because of bank details: that is not settled by mail. Call the "
		    "number on file, then purser review %" G_GINT64_FORMAT,
		    r.item_id, r.item_id);
	return review_item(a->tx, &r, error);
}

static gboolean
command_perform(struct answering *a, const struct report_command *c, GError **error)
{
	g_autofree char *words = command_words(c);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GError) why = NULL;
	const char *fault = command_fault(c);
	gboolean ok;

	if (fault) {
		const char *usage = usage_of(c->verb);

		tell(a, "%s: not done: %s%s%s", words, fault, *usage ? "; write " : "", usage);
		return TRUE;
	}
	if (!store_step_begin(a->tx, error))
		return FALSE;
	ok = command_try(a, c, text, &why);
	if (!store_step_end(a->tx, ok, error))
		return FALSE;
	if (!ok && !g_error_matches(why, PURSER_ERROR, PURSER_REJECT)) {
		g_propagate_error(error, g_steal_pointer(&why));
		return FALSE;
	}
	for (char *c1 = text->str; *c1; c1++)
		*c1 = *c1 == '\n' && c1[1] ? ';' : *c1;
	tell(a, "%s: %s%s", words, ok ? "" : "not done: ", ok ? text->str : why->message);
	a->k->answered = a->k->answered || ok;
	return TRUE;
}

/* --- an AE's plain answer --- */

static gint64
promise_of_letter(const struct store_letter *l)
{
	return strcmp(l->kind, "promise") == 0 && g_str_has_prefix(l->about, "promise ")
		   ? g_ascii_strtoll(l->about + strlen("promise "), NULL, 10)
		   : 0;
}

static gboolean
promise_withdraw(struct answering *a, gint64 id, GError **error)
{
	const struct store_promise_filter one = { .id = id, .limit = 1 };
	g_autoptr(GPtrArray) rows = store_promises(a->k->store, &one, error);
	const struct store_promise *p = rows && rows->len ? rows->pdata[0] : NULL;

	if (!p)
		return rows != NULL;
	if (p->state != PROMISE_OPEN) {
		tell(a, "NONE: %s: nothing is waited for any more (%s)", p->customer,
		    PROMISE_STATE_NAMES[p->state]);
		return TRUE;
	}
	tell(a, "NONE: %s: no PO is waited for any more", p->customer);
	return store_promise_settle(a->tx, id, PROMISE_WITHDRAWN, a->sender, keeper_now(), error) &&
	       store_audit_put(a->tx,
		   &(struct store_audit){ .at_s = keeper_now(),
		       .who = a->who,
		       .what = AUDIT_FACT,
		       .customer_id = p->customer_id,
		       .subject = "promise",
		       .text = "withdrawn" },
		   error);
}

/* To the owner, as it was. */
static gboolean
letter_hand_on(struct answering *a, const struct store_letter *l, GError **error)
{
	const char *owner = a->k->config->letters.owner;
	gint64 promise = promise_of_letter(l);
	struct store_letter copy = *l;
	g_autofree char *once = g_strconcat(l->once, " handed on", NULL);

	if (!owner || g_ascii_strcasecmp(owner, a->sender) == 0) {
		tell(a, "NOT MINE: nobody is named who takes it ([letters] owner)");
		return TRUE;
	}
	copy.to = (char *)owner;
	copy.once = once;
	copy.state = LETTER_WAITING;
	copy.parcel_id = copy.settled_s = 0;
	copy.due_s = copy.created_s = keeper_now();
	tell(a, "NOT MINE: %s is asked instead", owner);
	return store_letter_put(a->tx, &copy, NULL, error) &&
	       (!promise || store_promise_hand_on(a->tx, promise, owner, error));
}

static gboolean
plain_perform(struct answering *a, const struct report_command *c, GError **error)
{
	const struct store_letter_filter in_it = { .state = -1, .parcel_id = a->parcel_id };
	g_autoptr(GPtrArray) letters = store_letters(a->k->store, &in_it, error);
	gboolean none = strcmp(c->verb, "none") == 0;

	if (!letters)
		return FALSE;
	if (letters->len > 1) {
		tell(a,
		    "%s: not done: that letter was about %u things; answer the next reminder, which comes "
		    "alone",
		    none ? "NONE" : "NOT MINE", letters->len);
		return TRUE;
	}
	for (guint i = 0; i < letters->len; i++) {
		const struct store_letter *l = letters->pdata[i];
		gint64 promise = promise_of_letter(l);

		if (!none ? strcmp(l->kind, "alert") != 0 && !letter_hand_on(a, l, error)
			  : promise && !promise_withdraw(a, promise, error))
			return FALSE;
	}
	return TRUE;
}

/* --- the whole --- */

static gboolean
is_plain(const struct report_command *c)
{
	return strcmp(c->verb, "none") == 0 || strcmp(c->verb, "not-mine") == 0;
}

static gboolean
told_put(struct answering *a, GError **error)
{
	struct store_letter *l = a->told;
	g_autofree char *subject = a->r->subject ? text_one_line(a->r->subject, SUBJECT_MAX) : NULL;
	const char *plain = subject;

	while (plain && g_ascii_strncasecmp(plain, "re:", 3) == 0)
		plain += 3 + strspn(plain + 3, " ");
	if (!l->facts || !l->facts->len)
		return TRUE;
	l->kind = g_strdup("answer");
	l->to = g_strdup(a->sender);
	l->once = g_strconcat("answer ", a->r->message_id, NULL);
	l->about = g_strconcat("answer ", a->r->message_id, NULL);
	l->due_s = l->created_s = keeper_now();
	store_letter_fact_add(l, "subject", plain ? plain : "your mail");
	store_letter_fact_add(l, "reply_to", a->r->message_id);
	return store_letter_put(a->tx, l, NULL, error);
}

static gboolean
commands_perform(struct answering *a, GError **error)
{
	gboolean fresh;

	if (!is_fresh(a, &fresh, error))
		return FALSE;
	if (!fresh) {
		log_line(
		    LOG_LEVEL_NOTICE, "answer", "from=\"%s\" came before: nothing is done again", a->sender);
		return TRUE;
	}
	for (guint i = 0; i < a->r->commands->len; i++) {
		const struct report_command *c = a->r->commands->pdata[i];

		if (!is_plain(c) && a->by_ar ? !command_perform(a, c, error)
					     : is_plain(c) && !plain_perform(a, c, error))
			return FALSE;
	}
	log_line(LOG_LEVEL_NOTICE, "answer", "from=\"%s\" commands=%u", a->sender, a->r->commands->len);
	return told_put(a, error);
}

gboolean
answer_of_message(
    struct keeper *k, store_tx *tx, const char *mailbox, const struct arrival *m, GError **error)
{
	const struct config_answers *c = &k->config->answers;
	const struct report *r = m->report;
	struct answering a = { .k = k, .tx = tx, .m = m, .r = r, .sender = r->from.address };
	gboolean ok;

	if (!r->commands->len || !c->mailbox || strcmp(c->mailbox, mailbox) != 0 || r->automatic ||
	    r->bounce || !r->message_id || !keeper_live(k) || k->options->scan ||
	    !keeper_address_inside(k, a.sender))
		return TRUE;
	a.by_ar = among(c->from, a.sender);
	if (!is_proven(r))
		return !a.by_ar || alert_raise(&a, error);
	if (!parcel_answered(&a, error))
		return FALSE;
	if (!a.parcel_id)
		return TRUE;
	a.told = g_new0(struct store_letter, 1);
	a.who = g_strdup_printf("%s (by mail)", a.sender);
	ok = commands_perform(&a, error);
	store_letter_free(a.told);
	g_free(a.who);
	return ok;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* commands - see commands.h */
#include "commands.h"

#include <string.h>

enum {
	LINE_BYTES = 400,
	ITEM_DIGITS = 18,
	WORDS_OF_A_SLIP = 3,
	ARGUMENT_MAX = 200,
	LINE_FULL = 45,
	RULE_SIGNS = 5
};

static const struct {
	const char *said, *verb;
	gboolean numbered; /* an item's number follows */
} ROWS[] = {
	{ "route", "route", TRUE },
	{ "reject", "reject", TRUE },
	{ "number", "number", TRUE },
	{ "customer", "customer", TRUE },
	{ "settle", "settle", TRUE }, /* an alert's number */
	{ "not mine", "not-mine", FALSE },
	{ "none", "none", FALSE },
	/* asked for now and then, and never done by mail */
	{ "bank", "bank", TRUE },
	{ "account", "bank", TRUE },
	{ "iban", "bank", TRUE },
	{ "remit-to", "bank", TRUE },
};

/* Blanks of all kinds are one; what is there to deceive a reader makes the line none. NULL: such a line. */
static char *
line_plain(const char *from, gsize n)
{
	g_autofree char *raw = g_strndup(from, n);
	GString *out = g_string_new(NULL);

	for (const char *c = raw; *c; c = g_utf8_next_char(c)) {
		gunichar u = g_utf8_get_char(c);

		if (g_unichar_isspace(u)) {
			if (out->len && out->str[out->len - 1] != ' ')
				g_string_append_c(out, ' ');
		} else if (g_unichar_iscntrl(u) || g_unichar_type(u) == G_UNICODE_FORMAT ||
			   g_unichar_iszerowidth(u)) {
			g_string_free(out, TRUE);
			return NULL;
		} else {
			g_string_append_unichar(out, u);
		}
	}
	return g_strchomp(g_string_free(out, FALSE));
}

static guint
words_in(const char *line)
{
	guint n = *line ? 1 : 0;

	for (; *line; line++)
		n += *line == ' ';
	return n;
}

static void
command_add(struct report *out, const char *verb, const char *item, gsize n_item, const char *argument)
{
	struct report_command *c = g_new0(struct report_command, 1);

	c->verb = g_strdup(verb);
	c->item = n_item ? g_strndup(item, n_item) : NULL;
	if (strcmp(verb, "bank") != 0 && argument && *argument) {
		g_autofree char *shown = text_one_line(argument, ARGUMENT_MAX);

		c->argument = text_mask_accounts(shown);
	}
	g_ptr_array_add(out->commands, c);
}

/* "NONE", "None.", "none 17", "NOT MINE!": nothing else stands on the line. */
static gboolean
answer_read(const char *verb, const char *rest, struct report *out)
{
	gsize n;

	rest += *rest == ' ' ? 1 : 0;
	rest += *rest == '#' ? 1 : 0;
	n = strspn(rest, "0123456789");
	if (n > ITEM_DIGITS || rest[n + strspn(rest + n, ".!")])
		return FALSE;
	command_add(out, verb, rest, n, NULL);
	return TRUE;
}

static gboolean
numbered_read(const char *verb, const char *line, const char *rest, struct report *out)
{
	const char *item = rest + (*rest == ' ' ? 1 : 0);
	gboolean asks = g_str_has_suffix(line, "?"); /* "reject 12 or not?" */
	gsize n;

	item += *item == '#' ? 1 : 0;
	n = strspn(item, "0123456789");
	if (n && n <= ITEM_DIGITS && !asks &&
	    (!item[n] || item[n] == ' ' ||
		(strchr(".:,", item[n]) && (!item[n + 1] || item[n + 1] == ' ')))) {
		const char *argument = item + n + strspn(item + n, ".:, ");

		command_add(out, verb, item, n, argument);
		return TRUE;
	}
	/* a slip ("route twelve"), or the beginning of a sentence */
	if (words_in(line) > WORDS_OF_A_SLIP && !(n && asks))
		return FALSE;
	command_add(out, verb, NULL, 0, rest + strspn(rest, " "));
	return TRUE;
}

/* Nearly no line begins with one of these words. */
static gboolean
line_may_command(const char *from, gsize n)
{
	gsize i = 0;

	while (i < n && (g_ascii_isspace(from[i]) || from[i] == '\v'))
		i++;
	if (i < n && (guchar)from[i] >= 0x80)
		return TRUE; /* a blank of another kind */
	for (gsize r = 0; r < G_N_ELEMENTS(ROWS); r++)
		if (i + 2 < n && (from[i] | 0x20) == *ROWS[r].said &&
		    g_ascii_strncasecmp(from + i, ROWS[r].said, 3) == 0)
			return TRUE;
	return FALSE;
}

static void
line_read(const char *from, gsize n, struct report *out)
{
	g_autofree char *line = line_plain(from, n);

	for (gsize i = 0; line && i < G_N_ELEMENTS(ROWS); i++) {
		gsize said = strlen(ROWS[i].said);

		if (g_ascii_strncasecmp(line, ROWS[i].said, said) != 0 ||
		    (line[said] && !strchr(ROWS[i].numbered ? " :" : " .!", line[said])))
			continue;
		if (ROWS[i].numbered
			? numbered_read(ROWS[i].verb, line, line + said + (line[said] == ':'), out)
			: answer_read(ROWS[i].verb, line + said, out))
			return;
	}
}

/* --- which lines are the writer's own, and a command at their beginning --- */

/* Where text goes on from the line above: a program has wrapped it there ("… that we do not / route 12."). */
static gboolean
line_goes_on(const char *above, gsize n)
{
	while (n && g_ascii_isspace(above[n - 1]))
		n--;
	return n >= LINE_FULL && !strchr(".:;!?", above[n - 1]);
}

/* Behind such a line stands what was written before, even where nothing else says so: a rule, "From: …", or words
 * with an address that introduce ("Zitat von purser <purser@…>:"). */
static gboolean
line_is_border(const char *line, gsize n)
{
	static const char *const FROM[] = { "from:", "von:", "de:", "da:", "van:" };
	gsize rule = 0;
	char first;

	while (n && g_ascii_isspace(*line)) {
		line++;
		n--;
	}
	while (n && g_ascii_isspace(line[n - 1]))
		n--;
	first = n ? *line | 0x20 : 0;
	for (gsize i = 0; i < G_N_ELEMENTS(FROM); i++)
		if (first == *FROM[i] && n > strlen(FROM[i]) &&
		    g_ascii_strncasecmp(line, FROM[i], strlen(FROM[i])) == 0)
			return TRUE;
	while (rule < n && line[rule] == *line && strchr("_-=*~#", *line))
		rule++;
	return (rule == n && rule >= RULE_SIGNS) || (n && line[n - 1] == ':' && memchr(line, '@', n));
}

/* Does HTML say of a word of the line that it is quoted? Words and lines are in the order of the text. */
static gboolean
line_is_cited(const struct document *d, gsize start, gsize end, guint *next_word)
{
	gboolean cited = FALSE;

	for (; d->words && *next_word < d->words->len; ++*next_word) {
		const struct word *w = &g_array_index(d->words, struct word, *next_word);

		if (w->offset >= end)
			break;
		cited = cited || (w->offset >= start && w->flags & WORD_CITED);
	}
	return cited;
}

/* FALSE: what follows is not the writer's own. */
static gboolean
range_read(const struct finding_part *part, gsize start, gsize end, guint *next_word, struct report *out)
{
	const char *text = part->document->text;
	gsize above = 0;

	end = MIN(end, part->document->text_size);
	while (start < end && out->commands->len < COMMANDS_MAX) {
		const char *stop = memchr(text + start, '\n', end - start);
		gsize n = stop ? (gsize)(stop - text) - start : end - start;

		if (line_is_border(text + start, n))
			return FALSE;
		if (n <= LINE_BYTES && line_may_command(text + start, n) &&
		    !line_is_cited(part->document, start, start + n, next_word) &&
		    !line_goes_on(text + start - above, above ? above - 1 : 0))
			line_read(text + start, n, out);
		above = n + 1;
		start += n + 1;
	}
	return TRUE;
}

void
commands_assemble(const struct examination *x, struct report *out)
{
	const struct finding_part *body = NULL;
	gboolean own = TRUE;
	guint next_word = 0;

	if (!x->message || out->automatic || out->bounce)
		return;
	/* the first text that a reader of the mail sees, and only of a reply */
	for (guint i = 0; i < x->n_parts && !body; i++) {
		const struct finding_part *p = &x->parts[i];

		if (p->part && p->part->role == PART_BODY && p->document && p->document->text &&
		    p->part->envelope == x->message->envelope)
			body = p;
	}
	if (!body || !(x->message->envelope->in_reply_to || x->message->envelope->references->len))
		return;
	if (!body->layers || !body->layers->len)
		range_read(body, 0, body->document->text_size, &next_word, out);
	for (guint i = 0; own && body->layers && i < body->layers->len; i++) {
		const struct layer *l = body->layers->pdata[i];

		if (l->how == LAYER_TOP)
			own = range_read(body, l->start, l->end, &next_word, out);
	}
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet - facts of a paper, and their rendering as lines of label and value */
#include "sheet.h"

#include <string.h>

enum { MANY_MAX = 400, LINES_MAX = 1000, CITED_MAX = 50, VALUE_MAX = 1000, PROOF_MAX = 250, CELL_MAX = 200 };

const char *const DOCUMENT_FACT_LABELS[FACT_N] = {
#define X(id, label) label,
	DOCUMENT_FACTS(X)
#undef X
};

/* --- one paper ----------------------------------------------------------------------------------- */

static void
fact_free(gpointer p)
{
	struct document_fact *f = p;

	g_free(f->value);
	g_free(f->proof);
	g_free(f);
}

void
paper_init(struct paper *p)
{
	*p = (struct paper){ .many = g_ptr_array_new_with_free_func(fact_free) };
}

void
paper_clear(struct paper *p)
{
	for (guint i = 0; i < FACT_SINGLE_N; i++) {
		g_free(p->value[i]);
		g_free(p->proof[i]);
	}
	g_clear_pointer(&p->many, g_ptr_array_unref);
	*p = (struct paper){ 0 };
}

/* One line, or NULL; takes `value`. What is too long to be a value is none: never a part of one. */
static char *
value_line(enum document_fact_name name, char *value)
{
	g_autofree char *line = NULL;
	gsize n = value ? strlen(value) : 0;

	if (n > 0 && (n <= VALUE_MAX || name == FACT_NOTE) && (n <= 100 || name != FACT_NUMBER))
		line = text_one_line(value, VALUE_MAX);
	g_free(value);
	return line && *line ? g_steal_pointer(&line) : NULL;
}

void
paper_set(struct paper *p, enum document_fact_name name, char *value, const char *proof)
{
	char *line = value_line(name, value);

	if (!line)
		return;
	if (p->value[name]) {
		g_free(line);
		return;
	}
	p->value[name] = line;
	p->proof[name] = g_strndup(proof, PROOF_MAX);
}

void
paper_add(struct paper *p, enum document_fact_name name, char *value, const char *proof)
{
	char *line = value_line(name, value);
	struct document_fact *f;

	if (!line || (name != FACT_LINE && p->many->len - p->lines >= MANY_MAX)) {
		g_free(line);
		return;
	}
	f = g_new0(struct document_fact, 1);
	f->name = name;
	f->value = line;
	f->proof = g_strndup(proof, PROOF_MAX);
	g_ptr_array_add(p->many, f);
}

/* A cell without the sign that parts cells. */
static void
cell_write(GString *out, const char *text)
{
	g_autofree char *line = text ? text_one_line(text, CELL_MAX) : NULL;

	for (const char *s = line; s && *s; s++)
		g_string_append_c(out, *s == '|' ? '/' : *s);
}

/* A price for a hundred is none for one: then only what the line comes to is said. */
char *
goods_line_write(const struct goods_line *l)
{
	g_autoptr(GString) out = g_string_new(NULL);
	gboolean for_one = !l->price_for || !*l->price_for || strcmp(l->price_for, "1") == 0 ||
			   strspn(l->price_for, "1.0") == strlen(l->price_for);
	const char *cells[] = { l->position, l->description, l->quantity, l->unit, for_one ? l->price : NULL,
		l->total };
	gboolean says = FALSE;

	for (guint i = 0; i < G_N_ELEMENTS(cells); i++) {
		says = says || (i > 0 && cells[i] && *cells[i]);
		g_string_append(out, i ? " | " : "");
		cell_write(out, cells[i]);
	}
	return says ? g_strdup(out->str) : NULL;
}

/* One line more than are kept is a mark that there are more. */
void
paper_line(struct paper *p, char *line, const char *proof)
{
	if (!line || p->lines > LINES_MAX) {
		g_free(line);
		return;
	}
	if (p->lines == LINES_MAX) {
		g_free(line);
		line = g_strdup("more lines than are read");
	}
	paper_add(p, FACT_LINE, line, proof);
	p->lines++;
}

void
goods_line_clear(struct goods_line *l)
{
	g_free(l->position);
	g_free(l->description);
	g_free(l->quantity);
	g_free(l->unit);
	g_free(l->price);
	g_free(l->price_for);
	g_free(l->total);
	*l = (struct goods_line){ .open = FALSE };
}

void
paper_line_end(struct paper *p, struct goods_line *l, const char *proof)
{
	if (l->open && paper_is_order(p))
		paper_line(p, goods_line_write(l), proof);
	goods_line_clear(l);
}

void
paper_cite(struct paper *p, char *number, const char *proof)
{
	g_autofree char *line = value_line(FACT_NUMBER, number);
	guint cited = 0;

	for (guint i = 0; line && i < p->many->len; i++) {
		const struct document_fact *f = p->many->pdata[i];

		if (f->name != FACT_CITED_ORDER)
			continue;
		if (strcmp(f->value, line) == 0 || ++cited >= CITED_MAX)
			return;
	}
	paper_add(p, FACT_CITED_ORDER, g_steal_pointer(&line), proof);
}

gboolean
paper_is(const struct paper *p, const char *kind)
{
	return g_strcmp0(p->value[FACT_PAPER], kind) == 0;
}

gboolean
paper_is_order(const struct paper *p)
{
	return paper_is(p, "purchase_order") || paper_is(p, "order_change") ||
	       paper_is(p, "order_cancellation");
}

static gboolean
is_mail_address(const char *s)
{
	const char *at = strchr(s, '@');

	return at && at > s && !strchr(at + 1, '@') && strchr(at, '.') && !strpbrk(s, " \t\n,;<>()");
}

void
paper_contact(struct paper *p, struct contact *c, const char *proof)
{
	if (c->mail && !is_mail_address(g_strstrip(c->mail)))
		g_clear_pointer(&c->mail, g_free);
	if ((c->name && *c->name) || c->mail || (c->phone && *c->phone)) {
		paper_add(p, FACT_CONTACT_ROLE, g_strdup(c->role), proof);
		paper_add(p, FACT_CONTACT_NAME, g_steal_pointer(&c->name), proof);
		paper_add(p, FACT_CONTACT_MAIL, g_steal_pointer(&c->mail), proof);
		paper_add(p, FACT_CONTACT_PHONE, g_steal_pointer(&c->phone), proof);
	}
	g_free(c->name);
	g_free(c->mail);
	g_free(c->phone);
	*c = (struct contact){ 0 };
}

/* --- parties ------------------------------------------------------------------------------------- */

void
party_line(struct party *t, char *line, gboolean same)
{
	if (!t->address)
		t->address = g_string_new(NULL);
	/* beyond that it is no address, and paper_set() takes none so long */
	if (line && *g_strstrip(line) && t->address->len <= VALUE_MAX)
		g_string_append_printf(t->address, "%s%s", !t->address->len ? "" : same ? " " : ", ", line);
	g_free(line);
}

void
paper_party(struct paper *p, struct party *t, const char *proof)
{
	const char *address = t->address && t->address->len ? t->address->str : NULL;

	if (t->name && !*g_strstrip(t->name))
		g_clear_pointer(&t->name, g_free);
	switch (t->role) {
	case PARTY_BUYER:
		paper_set(p, FACT_BUYER, g_strdup(t->name), proof);
		break;
	case PARTY_SUPPLIER:
		paper_set(p, FACT_SUPPLIER, g_strdup(t->name), proof);
		break;
	case PARTY_BILL_TO:
	case PARTY_SHIP_TO:
		paper_set(p, t->role == PARTY_BILL_TO ? FACT_BILL_TO : FACT_SHIP_TO,
		    t->name && address ? g_strconcat(t->name, ", ", address, NULL)
				       : g_strdup(t->name ? t->name : address),
		    proof);
		break;
	case PARTY_NONE:
		break;
	}
	g_free(t->name);
	if (t->address)
		g_string_free(t->address, TRUE);
	*t = (struct party){ 0 };
}

/* --- typed values -------------------------------------------------------------------------------- */

char *
date_of_iso(const char *text)
{
	char head[11];
	struct day day;

	if (!text)
		return NULL;
	while (g_ascii_isspace(*text))
		text++;
	if (strlen(text) < 10 || (text[10] && strchr("TZ+- ", text[10]) == NULL))
		return NULL;
	memcpy(head, text, 10);
	head[10] = '\0';
	return day_parse(head, &day) ? day_format(day) : NULL;
}

char *
date_of_digits(const char *p, gsize n)
{
	struct day day = { 0 };
	int number[4] = { 0 };
	gsize digits = 0;

	while (digits < n && g_ascii_isdigit(p[digits]))
		digits++;
	if (digits != n || (n != 6 && n != 8 && n != 10 && n != 12 && n != 14))
		return NULL;
	for (gsize i = 0; i < (n == 6 ? 6 : 8); i++)
		number[i / 2] = number[i / 2] * 10 + (p[i] - '0');
	if (n == 6)
		day = (struct day){ number[0] + (number[0] < 70 ? 2000 : 1900), number[1], number[2] };
	else
		day = (struct day){ number[0] * 100 + number[1], number[2], number[3] };
	return day_valid(day) && day.year > 1900 ? day_format(day) : NULL;
}

char *
decimal_of(const char *p, gsize n, char mark)
{
	g_autoptr(GString) out = g_string_new(NULL);
	gboolean fraction = FALSE;
	guint digits = 0;

	if (n > 0 && (*p == '-' || *p == '+')) {
		if (*p == '-')
			g_string_append_c(out, '-');
		p++;
		n--;
	}
	for (gsize i = 0; i < n; i++) {
		if (g_ascii_isdigit(p[i])) {
			g_string_append_c(out, p[i]);
			digits++;
		} else if ((p[i] == mark || p[i] == '.') && !fraction) {
			fraction = TRUE;
			if (digits == 0)
				g_string_append_c(out, '0');
			if (i + 1 < n)
				g_string_append_c(out, '.');
		} else {
			return NULL;
		}
	}
	return digits > 0 && digits <= 18 ? g_strdup(out->str) : NULL;
}

char *
currency_of(const char *text)
{
	g_autofree char *code = text ? g_strstrip(g_strdup(text)) : NULL;

	return code && strlen(code) == 3 && currency_digits(code) >= 0 ? g_steal_pointer(&code) : NULL;
}

/* --- the sheet ----------------------------------------------------------------------------------- */

void
sheet_init(struct sheet *s, struct document *d, const struct limits *limits)
{
	*s = (struct sheet){ .document = d, .max_papers = (guint)limits->orders_per_message * 4 };
	scribe_init(&s->out, d, limits, 2048);
}

static void
sheet_write(struct sheet *s, enum document_fact_name name, char *value, char *proof)
{
	struct document *d = s->document;
	struct document_fact *f = g_new0(struct document_fact, 1);
	const char *label = DOCUMENT_FACT_LABELS[name];
	guint32 column = 0, first;

	f->order = s->papers;
	f->name = name;
	f->value = value;
	f->proof = proof;
	g_ptr_array_add(d->facts, f);
	if (d->truncated)
		return;
	if (scribe_cell(&s->out, (struct slice){ label, strlen(label) }, 0, s->y, 0, &column)) {
		first = d->words->len;
		if (scribe_cell(&s->out, (struct slice){ value, strlen(value) }, column + 2, s->y,
			WORD_CELL_START, &column)) {
			f->word = first;
			f->n_words = d->words->len - first;
		}
	}
	scribe_line(&s->out);
	s->y++;
}

gboolean
sheet_put(struct sheet *s, struct paper *p)
{
	if (s->papers >= s->max_papers) {
		s->document->truncated = TRUE;
		paper_clear(p);
		return FALSE;
	}
	if (s->papers > 0) {
		scribe_blank(&s->out);
		s->y++;
	}
	for (guint i = 0; i < FACT_SINGLE_N; i++)
		if (p->value[i])
			sheet_write(s, i, g_steal_pointer(&p->value[i]), g_steal_pointer(&p->proof[i]));
	for (guint i = 0; i < p->many->len; i++) {
		struct document_fact *f = p->many->pdata[i];

		sheet_write(s, f->name, g_steal_pointer(&f->value), g_steal_pointer(&f->proof));
	}
	s->papers++;
	paper_clear(p);
	return TRUE;
}

void
sheet_finish(struct sheet *s, const char *trouble)
{
	struct document *d = s->document;

	scribe_finish(&s->out);
	if (d->truncated && !trouble)
		trouble = "only the first part was read";
	if (s->papers > 0)
		document_say(d, READ_STRUCTURED, "%s", trouble ? trouble : "");
	else
		document_say(d, READ_DAMAGED, "%s", trouble ? trouble : "nothing is in it");
	if (!*d->why)
		g_clear_pointer(&d->why, g_free);
}

void
sheet_drop(struct sheet *s)
{
	g_string_free(s->out.text, TRUE);
	s->out.text = NULL;
}

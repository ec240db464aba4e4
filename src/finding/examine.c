/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * examine - all parts of a message read, weighed against each other, and put into one report
 *
 * Every document and every layer of a body is read by itself (facts). Then: the verdict of the message is
 * that of its weightiest part; the same order seen in a body and in an attachment is one order, the
 * attachment's word first.
 */
#include "assemble.h"
#include "map.h"
#include "commands.h"
#include "given.h"
#include "notice.h"
#include "promise.h"
#include "origin.h"
#include "papers.h"
#include "pressure.h"
#include "structured.h"

#include <string.h>

/* --- reading the parts --------------------------------------------------------------------------- */

static void
reading_free(gpointer p)
{
	struct part_reading *pr = p;

	facts_clear(&pr->r);
	g_free(pr);
}

/* "… sent a new Purchase Order 4512200981": the number right behind the words for an order. */
static char *
number_behind_title(const struct plane *p)
{
	for (guint i = 0; i < p->hits->len; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);
		guint kind = h->label->kind;
		const char *s;
		gsize n;

		if (((kind < TITLE_ORDER || kind > TITLE_RELEASE) && kind != PHRASE_ORDER) ||
		    h->last_word + 1 >= p->end)
			continue;
		s = plane_word_core(p, h->last_word + 1, &n);
		if (token_is_reference(s, n, TRUE))
			return g_strndup(s, n);
	}
	return NULL;
}

/* What a subject or a file name says: the kinds of labels in it, and a number. */
static void
read_words(struct words_said *out, const char *text)
{
	g_autofree char *spaced = g_strdup(text);
	struct document *d;
	struct saying said;
	struct reading r = { .today = { 2100, 1, 1 } };

	/* "PO_4500012345-rev2.pdf": underscores and dots part words in file names */
	for (char *s = spaced; *s; s++)
		if (*s == '_' || (*s == '.' && !g_ascii_isdigit(s[1])))
			*s = ' ';
	d = text_document(spaced);
	facts_init(&r, d, 0, d->text_size);
	plane_lay_out(&r.plane);
	if (r.plane.segments->len) {
		fields_find(&r);
		for (guint i = 0; i < r.plane.hits->len; i++)
			out->kind[g_array_index(r.plane.hits, struct hit, i).label->kind]++;
		if (!out->number && r.field[ORDER_NUMBER].value)
			out->number = g_strdup(r.field[ORDER_NUMBER].value);
		if (!out->number)
			out->number = number_behind_title(&r.plane);
	}
	saying_init(&said, spaced, 0, strlen(spaced));
	out->promise = out->promise || promise_said(&said);
	saying_clear(&said);
	facts_clear(&r);
	text_document_free(d);
}

static gboolean
says_order(const struct words_said *w)
{
	return (w->kind[TITLE_ORDER] || w->kind[TITLE_BLANKET] || w->kind[TITLE_RELEASE] ||
		   w->kind[LABEL_PO_NUMBER] || w->kind[LABEL_PO_WORD] || w->kind[PHRASE_ORDER]) &&
	       !w->kind[TITLE_INVOICE] && !w->kind[TITLE_QUOTE] && !w->kind[TITLE_CONFIRM] &&
	       !w->kind[TITLE_RFQ] && !w->kind[TITLE_OTHER] && !w->kind[PHRASE_ASK] && !w->promise &&
	       !w->kind[TITLE_REMITTANCE] && !w->kind[TITLE_STATEMENT] && !w->kind[LABEL_CITED_PO] &&
	       !w->kind[LABEL_INVOICE_NUMBER];
}

/* What the name of a file calls it: an order? out_number may be NULL; its number there, or NULL. */
static gboolean
name_orders(const char *name, char **out_number)
{
	struct words_said said = { 0 };
	const char *base = name ? strrchr(name, '/') : NULL;
	gboolean orders;

	if (!name)
		return FALSE;
	read_words(&said, base ? base + 1 : name);
	orders = says_order(&said);
	if (orders && out_number)
		*out_number = g_steal_pointer(&said.number);
	g_free(said.number);
	return orders;
}

/* Read when it is first asked for: ordinary mail does not. */
static const struct words_said *
subject_said(struct examination *x)
{
	if (!x->subject_read && x->message && x->message->envelope->subject)
		read_words(&x->subject, x->message->envelope->subject);
	x->subject_read = TRUE;
	return &x->subject;
}

/* Whoever wrote this is none of us: what we say of an order gives none. */
static gboolean
writer_is_outside(const struct examination *x, const struct finding_part *part, const struct layer *layer)
{
	const struct envelope *e = part->part ? part->part->envelope : NULL;
	const struct address *from = e && e->from->len ? e->from->pdata[0] : NULL;
	const char *by = layer && layer->how == LAYER_FORWARD ? layer->from.address
			 : from                               ? from->address
							      : NULL;

	return !by || !domain_is_us(x->us, by);
}

/* "Order confirmation", "Remittance advice" as the writer's own subject: what he says of an order gives none. */
static gboolean
subject_answers(struct examination *x)
{
	const struct words_said *said = subject_said(x);

	return (said->kind[TITLE_CONFIRM] || said->kind[TITLE_REMITTANCE] || said->kind[TITLE_STATEMENT]) &&
	       message_subject_is_own(x->message->envelope->subject);
}

static void
given_look(struct examination *x, struct part_reading *pr, gsize start, gsize end)
{
	const char *text = pr->part->document->text;

	if (pr->r.body && (!pr->layer || pr->layer->how != LAYER_QUOTE) &&
	    writer_is_outside(x, pr->part, pr->layer) && !subject_answers(x))
		given_find(saying_shared(x->sayings, text, start, end), &pr->r.given);
}

static gboolean
read_papers(struct examination *x, const struct finding_part *part, const struct reading *whole);

static void
read_range(
    struct examination *x, const struct finding_part *part, const struct layer *layer, gsize start, gsize end)
{
	struct part_reading *pr = g_new0(struct part_reading, 1);
	gboolean whole = !layer && start == 0 && end == part->document->text_size;

	pr->part = part;
	pr->layer = layer;
	pr->r.us = x->us;
	pr->r.today = x->today;
	pr->r.mail_day = x->mail_day;
	pr->r.limits = x->limits;
	pr->r.body = layer != NULL || (part->part && part->part->role == PART_BODY);
	if (part->bytes && media_type_is_xml(part->document->media_type))
		pr->r.xml = g_bytes_get_data(part->bytes, &pr->r.xml_size);
	facts_init(&pr->r, part->document, start, end);
	given_look(x, pr, start, end);
	if (pr->r.quiet && !pr->r.xml && !pr->r.given.rule) {
		reading_free(pr);
		return;
	}
	pr->r.titled = pr->r.body ? says_order(subject_said(x)) && !(layer && layer->how == LAYER_QUOTE)
				  : name_orders(part->filename, &pr->r.told);
	if (!pr->r.told && !(layer && layer->how == LAYER_QUOTE) && says_order(subject_said(x)))
		pr->r.told = g_strdup(subject_said(x)->number);
	if (whole && read_papers(x, part, &pr->r)) {
		reading_free(pr);
		return;
	}
	facts_read(&pr->r);
	g_ptr_array_add(x->readings, pr);
}

/* Several orders in one file are read one by one, if each of them is one; else it is one paper. */
static gboolean
read_papers(struct examination *x, const struct finding_part *part, const struct reading *whole)
{
	struct paper_range range[PAPERS_MAX];
	guint n = papers_split(whole, range), before = x->readings->len;
	gboolean orders = n > 1;

	for (guint i = 0; i < n && n > 1; i++)
		read_range(x, part, NULL, range[i].start, range[i].end);
	for (guint i = before; i < x->readings->len; i++)
		orders = orders &&
			 verdict_is_order(((const struct part_reading *)x->readings->pdata[i])->r.verdict);
	if (orders && x->readings->len == before + n)
		return TRUE;
	g_ptr_array_set_size(x->readings, (gint)before);
	return FALSE;
}

/* Does this signature end a text that is only quoted? */
static gboolean
is_quoted(const GPtrArray *layers, guint signature)
{
	guint depth = (guint)((const struct layer *)layers->pdata[signature])->depth;

	for (guint i = signature; i-- > 0;) {
		const struct layer *l = layers->pdata[i];

		if ((guint)l->depth == depth && l->how != LAYER_SIGNATURE && l->how != LAYER_DISCLAIMER)
			return l->how == LAYER_QUOTE;
	}
	return depth > 0;
}

/* Some put "-- " above all they write, or the order below their name. What stands there is an order only where nothing
 * above it is one, and where it has a number and what it is for: a signature has neither. */
static void
read_signature(struct examination *x, const struct finding_part *part, const struct layer *l)
{
	guint before = x->readings->len;
	const struct reading *r;

	for (guint i = 0; i < before; i++) {
		const struct part_reading *pr = x->readings->pdata[i];

		if (pr->part == part && verdict_is_order(pr->r.verdict))
			return;
	}
	read_range(x, part, l, l->start, MIN(l->end, part->document->text_size));
	if (x->readings->len == before)
		return;
	r = &((const struct part_reading *)x->readings->pdata[before])->r;
	if (!verdict_is_order(r->verdict) || !r->field[ORDER_NUMBER].value ||
	    !(r->field[ORDER_TOTAL].value || r->goods.n))
		g_ptr_array_set_size(x->readings, (gint)before);
}

/* The signature below a layer of the body, at its depth; NULL: none. */
static const struct layer *
signature_of(const struct finding_part *part, const struct layer *layer)
{
	for (guint i = 0; i < part->layers->len && i < 30; i++) {
		const struct layer *l = part->layers->pdata[i];

		if (l->how == LAYER_SIGNATURE && l->depth == layer->depth && l->start >= layer->start &&
		    l->end > l->start)
			return l;
	}
	return NULL;
}

/* Who orders in the text of a mail signs with his firm. */
static void
read_signed(struct examination *x, const struct finding_part *part)
{
	for (guint i = 0; i < x->readings->len; i++) {
		struct part_reading *pr = x->readings->pdata[i];
		const struct layer *foot =
		    pr->part == part && pr->layer ? signature_of(part, pr->layer) : NULL;

		if (foot && verdict_is_order(pr->r.verdict))
			parties_signed(&pr->r, foot->start, MIN(foot->end, part->document->text_size));
	}
}

static void
read_part(struct examination *x, const struct finding_part *part)
{
	const struct document *d = part->document;

	if (d->read == READ_STRUCTURED)
		structured_read(x, part);
	if (!d->words || !d->words->len || (d->read != READ_TEXT && d->read != READ_OCR))
		return;
	if (!part->layers || !part->layers->len) {
		read_range(x, part, NULL, 0, d->text_size);
		return;
	}
	for (guint i = 0; i < part->layers->len && i < 30; i++) {
		const struct layer *l = part->layers->pdata[i];

		if (l->how != LAYER_SIGNATURE && l->how != LAYER_DISCLAIMER && l->end > l->start)
			read_range(x, part, l, l->start, MIN(l->end, d->text_size));
	}
	for (guint i = 0; i < part->layers->len && i < 30; i++) {
		const struct layer *l = part->layers->pdata[i];

		if (l->how == LAYER_SIGNATURE && l->end > l->start && !is_quoted(part->layers, i))
			read_signature(x, part, l);
	}
	read_signed(x, part);
}

/* --- the covering mail --------------------------------------------------------------------------- */

/* An attachment with a name that could be a document and was not read, or NULL. */
static const struct part *
unread_attachment(const struct examination *x)
{
	static const char *const SUFFIXES[] = { ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".xlsb", ".pages",
		".numbers", ".pptx", ".xps", ".wpd", ".tif", ".tiff", ".zip", ".png", ".jpg", ".jpeg", ".xml",
		".rtf", ".odt", ".ods" };

	for (guint i = 0; x->message && i < x->message->parts->len; i++) {
		const struct part *p = x->message->parts->pdata[i];
		gboolean read = FALSE;

		if (p->role != PART_ATTACHMENT || !p->filename)
			continue;
		for (guint k = 0; k < x->n_parts; k++)
			if (x->parts[k].part == p && (x->parts[k].document->read == READ_STRUCTURED ||
							 ((x->parts[k].document->read == READ_TEXT ||
							      x->parts[k].document->read == READ_OCR) &&
							     x->parts[k].document->words->len > 20)))
				read = TRUE;
		for (gsize s = 0; !read && s < G_N_ELEMENTS(SUFFIXES); s++) {
			gsize n = strlen(p->filename), m = strlen(SUFFIXES[s]);

			if (n > m && g_ascii_strcasecmp(p->filename + n - m, SUFFIXES[s]) == 0)
				return p;
		}
	}
	return NULL;
}

/* A document with pages, of which the last ones were not read: an order may stand there. Other long files are
 * lists and logs: they count only in a mail that speaks of an order. */
static const struct finding_part *
unread_rest(struct examination *x, gboolean orders)
{
	for (guint i = 0; i < x->n_parts; i++) {
		const struct finding_part *p = &x->parts[i];

		if (p->document->truncated && !(p->part && p->part->role == PART_BODY) &&
		    (p->document->n_pages || orders || says_order(subject_said(x)) ||
			name_orders(p->filename, NULL)))
			return p;
	}
	return NULL;
}

static gboolean
range_promises(const struct examination *x, const struct document *d, gsize start, gsize end)
{
	return end > start && promise_said(saying_shared(x->sayings, d->text, start, end));
}

/* Something said anew, or passed on, announces an order. */
static gboolean
body_promises(const struct examination *x)
{
	for (guint i = 0; i < x->n_parts; i++) {
		const struct finding_part *p = &x->parts[i];
		const struct document *d = p->document;
		guint n = p->layers ? p->layers->len : 0;

		if (!p->part || p->part->role != PART_BODY || !d->text)
			continue;
		if (!n && range_promises(x, d, 0, d->text_size))
			return TRUE;
		for (guint l = 0; l < n; l++) {
			const struct layer *one = p->layers->pdata[l];

			if (one->how != LAYER_QUOTE &&
			    range_promises(x, d, one->start, MIN(one->end, d->text_size)))
				return TRUE;
		}
	}
	return FALSE;
}

/* A mail that says it brings an order, with an attachment nobody could read: the order is there, unread. */
static void
cover_decide(struct examination *x)
{
	struct words_said file = { 0 };
	const struct part *unread = unread_attachment(x);
	guint orders = 0;
	const struct part_reading *speaker = NULL;

	for (guint i = 0; i < x->readings->len; i++) {
		const struct part_reading *pr = x->readings->pdata[i];

		if (!pr->r.body || (pr->layer && pr->layer->how == LAYER_QUOTE))
			continue;
		if (pr->r.phrases[PHRASE_ORDER] && !speaker)
			speaker = pr;
		orders += pr->r.phrases[PHRASE_ORDER];
	}
	if (unread)
		read_words(&file, unread->filename);
	if (unread && (says_order(&file) || (orders && says_order(subject_said(x))) ||
			  (orders && !says_order(&file) && !body_promises(x)))) {
		x->cover = VERDICT_PURCHASE_ORDER;
		x->cover_confidence = says_order(&file) && (orders || says_order(subject_said(x)))
					  ? 0.7
					  : 0.65; /* for a person to look at */
		x->cover_number = g_strdup(file.number ? file.number : subject_said(x)->number);
		x->cover_reading = speaker;
		x->cover_part = unread;
		x->cover_why = g_strdup("the mail brings an order in an attachment that could not be read");
	} else if (!orders && body_promises(x)) {
		x->cover = VERDICT_PROMISE;
		x->cover_confidence = 0.75;
		x->cover_why = g_strdup("an order is announced");
	} else if ((x->cover_rest = unread_rest(x, orders))) {
		x->cover = VERDICT_PURCHASE_ORDER;
		x->cover_confidence = 0.6;
		x->cover_number = g_strdup(subject_said(x)->number);
		x->cover_why = g_strdup("a document was read in part only: an order may stand in the rest");
	}
	g_free(file.number);
}

/* --- the verdict --------------------------------------------------------------------------------- */

/* How much a part's verdict counts beside the others. */
static double
reading_weight(const struct part_reading *pr)
{
	double weight = pr->r.confidence;

	if (pr->r.verdict == VERDICT_OTHER)
		return 0;
	if (pr->layer && pr->layer->how == LAYER_QUOTE)
		weight *= 0.5;
	else if (pr->r.body)
		weight *= 0.9;
	if (verdict_is_order(pr->r.verdict))
		weight += 0.05;
	return weight;
}

static void
verdict_decide(struct examination *x, struct report *out)
{
	const struct part_reading *best = NULL, *other = NULL;

	for (guint i = 0; i < x->readings->len; i++) {
		const struct part_reading *pr = x->readings->pdata[i];

		if (reading_weight(pr) > (best ? reading_weight(best) : 0))
			best = pr;
		if (!other || pr->r.confidence > other->r.confidence)
			other = pr;
	}
	x->best = best;
	out->verdict = VERDICT_OTHER;
	out->confidence = 0.99;
	if (best) {
		out->verdict = best->r.verdict;
		out->confidence =
		    best->r.confidence * (best->layer && best->layer->how == LAYER_QUOTE ? 0.6 : 1);
		for (guint i = 0; i < best->r.reasons->len; i++)
			g_ptr_array_add(out->reasons, g_strdup(best->r.reasons->pdata[i]));
	} else if (other) {
		out->confidence = other->r.confidence;
		for (guint i = 0; i < other->r.reasons->len; i++)
			g_ptr_array_add(out->reasons, g_strdup(other->r.reasons->pdata[i]));
	}
	if (x->cover && (!best || (x->cover == VERDICT_PURCHASE_ORDER && !x->cover_rest && best->r.body &&
				      !verdict_is_order(best->r.verdict)))) {
		x->best = x->cover_reading;
		out->verdict = x->cover;
		out->confidence = x->cover_confidence;
		g_ptr_array_set_size(out->reasons, 0);
		g_ptr_array_add(out->reasons, g_strdup(x->cover_why));
	}
	/* an unread document may say otherwise */
	if (out->verdict == VERDICT_OTHER && unread_attachment(x))
		out->confidence = MIN(out->confidence, 0.6);
}

/* --- the whole ----------------------------------------------------------------------------------- */

static const GPtrArray *
body_layers(const struct examination *x)
{
	for (guint i = 0; i < x->n_parts; i++)
		if (x->parts[i].layers && x->parts[i].layers->len &&
		    (!x->parts[i].part || x->parts[i].part->envelope == x->message->envelope))
			return x->parts[i].layers;
	return NULL;
}

static void
origin_decide(const struct examination *x, struct report *out)
{
	const struct part_reading *best = x->best;
	gboolean buyer_is_us = FALSE, supplier_is_us = FALSE;

	if (best && verdict_is_order(out->verdict)) {
		buyer_is_us = best->r.buyer_is_us;
		supplier_is_us = best->r.supplier_is_us;
	}
	if (x->message) {
		const struct finding_part *carrier =
		    best && out->verdict != VERDICT_OTHER ? best->part : NULL;
		const struct layer *layer = carrier ? best->layer : NULL;

		origin_find(x->message, carrier, layer, body_layers(x), x->us, out);
		authenticity_find(x->message, x->us,
		    origin_hand(x->message, carrier, layer, body_layers(x), x->us, out), out);
	} else {
		out->authenticity = g_strdup("unknown");
	}
	direction_find(x->message, x->us, buyer_is_us, supplier_is_us, out);
}

void
finding_init(void)
{
	labels_init();
	map_init();
	promise_init();
	given_init();
	notice_init();
}

/* Looked for only where there is an order to be hurried. */
static void
pressure_decide(const struct examination *x, struct report *out)
{
	for (guint i = 0; out->orders->len && i < x->n_parts && !out->pressure; i++) {
		const struct finding_part *p = &x->parts[i];

		if (p->part && p->part->role == PART_BODY && p->document && p->document->text)
			out->pressure = g_strdup(pressure_find(p->document->text, p->document->text_size));
	}
}

void
finding_accounts(const struct finding_part *parts, guint n_parts, const struct finding_us *us,
    const struct limits *limits, struct report *out)
{
	g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
	const struct examination x = { .parts = parts,
		.n_parts = n_parts,
		.us = us,
		.limits = limits,
		.accounts = accounts,
		.account_keys = keys };

	assemble_accounts(&x, out);
}

void
finding_examine(const struct message *message, const struct finding_part *parts, guint n_parts,
    const struct finding_us *us, struct day today, const struct limits *limits, struct report *out)
{
	struct saying_shelf sayings = { .next = 0 };
	struct examination x = { .message = message,
		.sayings = &sayings,
		.parts = parts,
		.n_parts = n_parts,
		.us = us,
		.today = today,
		.limits = limits,
		.readings = g_ptr_array_new_with_free_func(reading_free),
		.accounts = g_ptr_array_new_with_free_func(g_free),
		.account_keys = g_ptr_array_new_with_free_func(g_free) };

	if (message) {
		head_fill(message, out);
		if (message->envelope->date != G_MININT64)
			x.mail_day = day_of_time(message->envelope->date);
	}
	for (guint i = 0; i < n_parts; i++)
		read_part(&x, &parts[i]);
	cover_decide(&x);
	verdict_decide(&x, out);
	origin_decide(&x, out);
	assemble_documents(&x, out);
	assemble_orders(&x, out);
	pressure_decide(&x, out);
	assemble_contacts(&x, out);
	structured_report(&x, out);
	map_assemble(&x, out);
	notice_assemble(&x, out);
	promise_assemble(&x, out);
	commands_assemble(&x, out);
	assemble_accounts(&x, out);
	assemble_masks(&x, out);
	saying_shelf_clear(&sayings);
	g_ptr_array_unref(x.readings);
	g_ptr_array_unref(x.accounts);
	g_ptr_array_unref(x.account_keys);
	g_free(x.subject.number);
	g_free(x.cover_number);
	g_free(x.cover_why);
}

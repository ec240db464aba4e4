/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * map - who says what of the customer's finance unit: layers of bodies, papers, orders → report->facts
 *
 * See map.h. A fact's source tells on whose word it stands; the keeper weighs it.
 */
#include "map.h"
#include "portals.h"

#include <string.h>

enum { TEXT_MAX = 240 };

/* On whose word. The names are those of report_fact.source. */
#define SOURCE_STATEMENT "statement"
#define SOURCE_SIGNATURE "signature"
#define SOURCE_FORWARDED "forwarded"
#define SOURCE_COLLEAGUE "colleague"
#define SOURCE_DOCUMENT "document"
#define SOURCE_PORTAL "portal"

static struct report_fact *
fact_known(const struct report *out, const char *kind, const char *value)
{
	for (guint i = 0; i < out->facts->len; i++) {
		struct report_fact *f = out->facts->pdata[i];

		if (strcmp(f->kind, kind) == 0 && g_ascii_strcasecmp(f->value, value) == 0)
			return f;
	}
	return NULL;
}

struct origin_of_fact {
	const char *source, *by, *part, *rule, *text;
};

static struct report_fact *
fact_add(const struct examination *x, struct report *out, enum map_kind kind, const char *how,
    const char *value, const struct origin_of_fact *from)
{
	struct report_fact *f;
	g_autofree char *line = from->text ? text_one_line(from->text, TEXT_MAX) : NULL;
	g_autofree char *kept = text_one_line(value, 400);

	if (!*kept || fact_known(out, MAP_KIND_NAMES[kind], kept) ||
	    out->facts->len >= (guint)x->limits->facts_per_message)
		return NULL;
	f = g_new0(struct report_fact, 1);
	f->kind = g_strdup(MAP_KIND_NAMES[kind]);
	/* of a postal address the lines were masked one by one */
	f->value = kind == MAP_BILL_TO || g_strcmp0(how, "post") == 0 ? g_steal_pointer(&kept)
								      : text_mask_accounts(kept);
	f->how = g_strdup(how);
	f->source = g_strdup(from->source);
	f->by = g_strdup(from->by);
	f->part = g_strdup(from->part);
	f->rule = g_strdup(from->rule);
	f->text = line ? text_mask_accounts(line) : NULL;
	g_ptr_array_add(out->facts, f);
	return f;
}

/* --- bodies -------------------------------------------------------------------------------------- */

struct voice {
	const struct address *writer;
	const char *source;
};

static void
founds_add(const struct examination *x, const struct finding_part *part, const struct voice *v,
    GPtrArray *founds, struct report *out)
{
	for (guint i = 0; i < founds->len; i++) {
		const struct map_found *f = founds->pdata[i];
		g_autofree char *text = g_strndup(part->document->text + f->start, f->end - f->start);
		const struct origin_of_fact from = { .source =
							 strcmp(f->rule, "map.signature") == 0 &&
								 strcmp(v->source, SOURCE_STATEMENT) == 0
							     ? SOURCE_SIGNATURE
							     : v->source,
			.by = v->writer->address ? v->writer->address : v->writer->name,
			.part = part->path,
			.rule = f->rule,
			.text = text };
		struct report_fact *fact = fact_add(x, out, (enum map_kind)f->kind, f->how, f->value, &from);

		if (!fact)
			continue;
		fact->name = g_strdup(f->name);
		fact->detail = f->detail ? text_mask_accounts(f->detail) : NULL;
	}
}

/* A question of ours that this layer quotes. */
static int
quoted_question(const struct examination *x, const struct finding_part *part)
{
	int kind = -1;

	for (guint i = 0; part->layers && i < part->layers->len && kind < 0; i++) {
		const struct layer *l = part->layers->pdata[i];
		gsize end = MIN(l->end, part->document->text_size);

		if (l->how == LAYER_QUOTE && l->start < end &&
		    (!l->from.address || domain_is_us(x->us, l->from.address)) &&
		    memchr(part->document->text + l->start, '?', end - l->start))
			kind = map_text_asks(saying_shared(x->sayings, part->document->text, l->start, end));
	}
	return kind;
}

static void
range_read(const struct examination *x, const struct finding_part *part, const struct voice *v, gsize start,
    gsize end, gboolean answers, struct report *out)
{
	g_autoptr(GPtrArray) founds = g_ptr_array_new_with_free_func(map_found_free);
	const char *text = part->document->text;
	int asked;

	end = MIN(end, part->document->text_size);
	if (end <= start)
		return;
	map_text_read(x->us, saying_shared(x->sayings, text, start, end), founds);
	if (strcmp(v->source, SOURCE_COLLEAGUE) != 0)
		map_signature_read(text, start, end, v->writer, founds);
	asked = answers && !founds->len ? quoted_question(x, part) : -1;
	if (asked >= 0)
		map_answer_read(x->us, text, start, end, asked, v->writer, founds);
	founds_add(x, part, v, founds, out);
}

static gboolean
all_inside(const struct examination *x, const GPtrArray *addresses)
{
	for (guint i = 0; addresses && i < addresses->len; i++)
		if (!domain_is_us(x->us, ((struct address *)addresses->pdata[i])->address))
			return FALSE;
	return TRUE;
}

static gboolean
same_domain(const char *a, const char *b)
{
	const char *x = a ? strrchr(a, '@') : NULL, *y = b ? strrchr(b, '@') : NULL;

	return x && y && g_ascii_strcasecmp(x, y) == 0;
}

/* Whose voice is this layer? FALSE: nobody's that counts. */
static gboolean
layer_voice(const struct examination *x, const struct envelope *e, const struct layer *l, gboolean forwards,
    struct voice *out)
{
	const struct address *from = e->from->pdata[0];
	gboolean inside = domain_is_us(x->us, from->address);

	if (l->how == LAYER_TOP) {
		/* one of us to others: context; to one of us: what they know of the customer */
		if (inside && !forwards && !(all_inside(x, e->to) && all_inside(x, e->cc)))
			return FALSE;
		*out = (struct voice){ from, inside ? SOURCE_COLLEAGUE : SOURCE_STATEMENT };
		return TRUE;
	}
	if (l->how != LAYER_FORWARD || (!l->from.address && !l->from.name) ||
	    domain_is_us(x->us, l->from.address) || portal_of_address(l->from.address))
		return FALSE;
	/* a stranger's forward of somebody else's words proves nothing */
	if (!inside && !same_domain(from->address, l->from.address))
		return FALSE;
	*out = (struct voice){ &l->from, SOURCE_FORWARDED };
	return TRUE;
}

static void
layers_read(const struct examination *x, const struct finding_part *part, const struct envelope *e,
    struct report *out)
{
	struct voice v = { NULL, NULL };
	gboolean speaks = FALSE, forwards = FALSE;

	for (guint i = 0; i < part->layers->len; i++)
		forwards = forwards || ((struct layer *)part->layers->pdata[i])->how == LAYER_FORWARD;
	for (guint i = 0; i < part->layers->len && i < 30; i++) {
		const struct layer *l = part->layers->pdata[i];

		/* a signature belongs to the layer before it */
		if (l->how != LAYER_SIGNATURE)
			speaks = layer_voice(x, e, l, forwards, &v);
		if (speaks)
			range_read(x, part, &v, l->start, l->end, l->how == LAYER_TOP, out);
	}
}

/* Newsletters and lists speak to everybody. */
static gboolean
is_bulk(const struct envelope *e)
{
	return e->list_id ||
	       (e->precedence && (strcmp(e->precedence, "bulk") == 0 || strcmp(e->precedence, "list") == 0 ||
				     strcmp(e->precedence, "junk") == 0));
}

static void
body_read(const struct examination *x, const struct finding_part *part, struct report *out)
{
	const struct envelope *e = part->part->envelope;
	const struct address *from = e && e->from && e->from->len ? e->from->pdata[0] : NULL;
	struct voice v;

	if (!from || (!from->address && !from->name) || is_bulk(e) || e->bounce ||
	    portal_of_address(from->address))
		return;
	if (part->layers && part->layers->len) {
		layers_read(x, part, e, out);
		return;
	}
	v = (struct voice){ from, domain_is_us(x->us, from->address) ? SOURCE_COLLEAGUE : SOURCE_STATEMENT };
	if (strcmp(v.source, SOURCE_STATEMENT) == 0 || (all_inside(x, e->to) && all_inside(x, e->cc)))
		range_read(x, part, &v, 0, part->document->text_size, FALSE, out);
}

/* --- papers -------------------------------------------------------------------------------------- */

/* The small print of an order: what it says of orders, portals, disputes and approval. Where invoices go was read by
 * contacts already, with its layout. */
static void
paper_read(const struct examination *x, const struct part_reading *pr, const char *by, struct report *out)
{
	g_autoptr(GPtrArray) founds = g_ptr_array_new_with_free_func(map_found_free);
	const struct address nobody = { NULL, (char *)by };
	const struct voice v = { &nobody, SOURCE_DOCUMENT };
	const struct document *d = pr->r.plane.document;

	map_text_read(x->us, saying_shared(x->sayings, d->text, 0, d->text_size), founds);
	for (guint i = founds->len; i-- > 0;) {
		const struct map_found *f = founds->pdata[i];

		if (f->kind != MAP_PO_REQUIRED && f->kind != MAP_DISPUTE && f->kind != MAP_APPROVER &&
		    f->kind != MAP_PORTAL)
			g_ptr_array_remove_index(founds, i);
	}
	founds_add(x, pr->part, &v, founds, out);
}

/* --- what an order shows ------------------------------------------------------------------------- */

static const struct report_evidence *
evidence_of(const struct report *out, const char *field)
{
	for (guint i = 0; i < out->evidence->len; i++) {
		const struct report_evidence *e = out->evidence->pdata[i];

		if (g_strcmp0(e->field, field) == 0)
			return e;
	}
	return NULL;
}

static struct report_fact *
order_fact(const struct examination *x, struct report *out, enum map_kind kind, const char *how,
    const char *value, const char *field, const char *by)
{
	const struct report_evidence *e = evidence_of(out, field);
	const struct origin_of_fact from = { .source = SOURCE_DOCUMENT,
		.by = by,
		.part = e ? e->part : NULL,
		.rule = e ? e->rule : "map.order",
		.text = e ? e->text : value };

	return value ? fact_add(x, out, kind, how, value, &from) : NULL;
}

static void
contacts_to_facts(const struct examination *x, struct report *out, const char *by)
{
	static const struct {
		const char *role;
		enum map_kind kind;
	} ROLES[] = { { "billing", MAP_BILLING }, { "approver", MAP_APPROVER }, { "dispute", MAP_DISPUTE },
		{ "buyer", MAP_BUYER } };

	for (guint i = 0; i < out->contacts->len; i++) {
		const struct report_contact *c = out->contacts->pdata[i];
		const char *value = c->address ? c->address : c->name;
		g_autofree char *field = g_strdup_printf("contacts[%u].name", i);

		/* the mailbox that invoices go to is a way, and no contact */
		if (!value ||
		    (c->address && (domain_is_us(x->us, c->address) || portal_of_address(c->address))) ||
		    (g_strcmp0(c->role, "billing") == 0 && !c->name &&
			g_strcmp0(c->address, out->invoice_to_value) == 0))
			continue;
		for (gsize k = 0; k < G_N_ELEMENTS(ROLES); k++) {
			struct report_fact *f;

			if (strcmp(ROLES[k].role, c->role) != 0)
				continue;
			f = order_fact(x, out, ROLES[k].kind, NULL, value, field, by);
			if (f)
				f->name = c->name ? g_strdup(c->name) : NULL;
		}
	}
}

/* Of a billing address, the lines that are an address: a mail address among them is none, nor what is left of a broken
 * one. */
static char *
address_lines(const char *bill_to)
{
	static const char *const MAIL[] = { "email", "e-mail", "mail", "email:", "e-mail:", NULL };
	GString *out = g_string_new(NULL);
	g_auto(GStrv) lines = g_strsplit(bill_to, ", ", -1);
	gboolean broken = FALSE;

	for (guint i = 0; lines[i]; i++) {
		const char *at = strchr(lines[i], '@');
		g_autofree char *folded = g_ascii_strdown(lines[i], -1);
		gboolean rest = broken && !strchr(lines[i], ' ');

		broken = at && g_str_has_suffix(at, ".");
		if (!at && !rest && !g_strv_contains(MAIL, folded))
			g_string_append_printf(out, "%s%s", out->len ? ", " : "", lines[i]);
	}
	return g_string_free(out, FALSE);
}

static void
orders_to_facts(const struct examination *x, struct report *out, const char *by)
{
	if (out->invoice_to_how && strcmp(out->invoice_to_how, "email") == 0)
		order_fact(x, out, MAP_ROUTE, "email", out->invoice_to_value, "invoice_to", by);
	for (guint i = 0; i < out->orders->len && i < 5; i++) {
		const struct order *o = out->orders->pdata[i];
		g_autofree char *bill = g_strdup_printf("orders[%u].bill_to", i),
				*terms = g_strdup_printf("orders[%u].payment_terms", i),
				*supplier = g_strdup_printf("orders[%u].supplier", i);

		if (o->value[ORDER_BILL_TO] && strchr(o->value[ORDER_BILL_TO], ',') &&
		    strpbrk(o->value[ORDER_BILL_TO], "0123456789")) {
			g_autofree char *lines = address_lines(o->value[ORDER_BILL_TO]);

			order_fact(x, out, MAP_BILL_TO, NULL, lines, bill, by);
		}
		order_fact(x, out, MAP_TERMS, "order", o->value[ORDER_TERMS], terms, by);
		if (name_is_us(x->us, o->value[ORDER_SUPPLIER]))
			order_fact(x, out, MAP_ENTITY, NULL, o->value[ORDER_SUPPLIER], supplier, by);
	}
	for (guint i = 0; i < out->portals->len; i++) {
		const struct report_portal *p = out->portals->pdata[i];
		const struct origin_of_fact from = { SOURCE_DOCUMENT, by, NULL, "portal.link", p->url };
		struct report_fact *f = fact_add(x, out, MAP_PORTAL, NULL, p->name, &from);

		if (f)
			f->detail = g_strdup(p->url);
	}
}

/* A portal's notice: which portal, no more. */
static void
notice_to_fact(const struct examination *x, struct report *out)
{
	const char *name = portal_of_address(out->from.address);
	const struct origin_of_fact from = { SOURCE_PORTAL, out->from.address, NULL, "portal.sender",
		out->subject ? out->subject : out->from.address };

	if (name && x->message && verdict_is_order(out->verdict))
		fact_add(x, out, MAP_PORTAL, NULL, name, &from);
}

/* --- the other lists of the contract -------------------------------------------------------------- */

/* What is said in words completes the lists that papers fill. */
static void
lists_complete(struct report *out)
{
	static const struct {
		enum map_kind kind;
		const char *role;
	} ROLES[] = { { MAP_BILLING, "billing" }, { MAP_APPROVER, "approver" }, { MAP_DISPUTE, "dispute" } };

	for (guint i = 0; i < out->facts->len; i++) {
		const struct report_fact *f = out->facts->pdata[i];

		if (strcmp(f->kind, MAP_KIND_NAMES[MAP_ROUTE]) == 0 && !out->invoice_to_how) {
			out->invoice_to_how = g_strdup(f->how);
			out->invoice_to_value = g_strdup(f->value);
		}
		for (gsize k = 0; k < G_N_ELEMENTS(ROLES); k++) {
			struct report_contact *c;
			gboolean known = FALSE;

			if (strcmp(f->kind, MAP_KIND_NAMES[ROLES[k].kind]) != 0)
				continue;
			for (guint n = 0; n < out->contacts->len && !known; n++) {
				c = out->contacts->pdata[n];
				known = g_strcmp0(c->role, ROLES[k].role) == 0 &&
					(g_strcmp0(c->address, f->value) == 0 ||
					    g_strcmp0(c->name, f->value) == 0);
			}
			if (known)
				continue;
			c = g_new0(struct report_contact, 1);
			c->role = g_strdup(ROLES[k].role);
			c->name = g_strdup(f->name);
			c->address = strchr(f->value, '@') ? g_strdup(f->value) : NULL;
			g_ptr_array_add(out->contacts, c);
		}
	}
}

void
map_assemble(const struct examination *x, struct report *out)
{
	gboolean order = verdict_is_order(out->verdict) && g_strcmp0(out->direction, "outbound") != 0;
	const char *by = out->origin.address ? out->origin.address : out->from.address;

	for (guint i = 0; x->message && i < x->n_parts; i++) {
		const struct finding_part *part = &x->parts[i];

		if (part->part && part->part->role == PART_BODY && part->document->text &&
		    part->document->read == READ_TEXT)
			body_read(x, part, out);
	}
	for (guint i = 0; order && i < x->readings->len; i++) {
		const struct part_reading *pr = x->readings->pdata[i];

		if (verdict_is_order(pr->r.verdict) && !pr->r.body && pr->r.plane.document->text)
			paper_read(x, pr, by, out);
	}
	if (order) {
		contacts_to_facts(x, out, by);
		orders_to_facts(x, out, by);
		notice_to_fact(x, out);
	}
	lists_complete(out);
}

/* --- the proofs of the rules --------------------------------------------------------------------- */

char *
map_rule_takes(const struct map_rule *rule, const char *text)
{
	g_autoptr(GPtrArray) founds = g_ptr_array_new_with_free_func(map_found_free);
	char *value = NULL;

	map_rule_read(rule, text, founds);
	for (guint i = 0; i < founds->len && !value; i++) {
		const struct map_found *f = founds->pdata[i];

		if (f->kind == rule->kind)
			value = g_strdup(f->value);
	}
	return value;
}

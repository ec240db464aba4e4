/* SPDX-License-Identifier: GPL-3.0-or-later */
/* map_text - rules laid on the sentences of one range of text; see map.h */
#include "map.h"
#include "portals.h"

#include <string.h>

enum { FOUND_MAX = 60, BEFORE_MAX = 10 };

#define NEGATIONS                                                                                          \
	"not|no|never|nicht|kein|keine|keinen|nie|pas|plus|jamais|ne|n|non|niet|geen|nooit|nao|nem|nunca|" \
	"isn|don|doesn|won|"                                                                               \
	"ya|longer|nimmer"
/* What follows one of these is what holds instead. */
#define CONTRASTS                                                                                           \
	"but|instead|rather|only|sondern|stattdessen|nur|ausschließlich|ausschliesslich|mais|seulement|"   \
	"uniquement|sino|solo|"                                                                             \
	"bensi|ma|soltanto|esclusivamente|maar|voortaan|alleen|uitsluitend|mas|sim|apenas|so|now|ab|jetzt|" \
	"kunftig"
#define HESITATE \
	"hesitate|hesitez|hesiter|zogern|zogere|dude|duden|esitare|esiti|aarzel|aarzelen|hesite|hesitem"
#define NARRATORS "i|we|ich|wir|je|j|yo|io|noi|ik|wij|eu|ill|well|he|she|er|il|elle"
#define COPULAS "is|ist|est|es|e|are|sind"
#define GONE "left|leaving|former|formerly|retired|verlassen|ausgeschieden|quitte|vertrokken|lasciato"
#define INVOICES                                                                                     \
	"invoice|invoices|invoicing|einvoices|bills|*rechnung|*rechnungen|facture|factures|factura|" \
	"facturas|fattura|fatture|"                                                                  \
	"factuur|facturen|fatura|faturas"

void
map_found_free(gpointer p)
{
	struct map_found *f = p;

	if (!f)
		return;
	g_free(f->value);
	g_free(f->name);
	g_free(f->detail);
	g_free(f);
}

/* --- rules, compiled once ------------------------------------------------------------------------ */

struct ready_rule {
	const struct map_rule *rule;
	struct pattern *pattern;
};
static struct {
	GArray *rules; /* struct ready_rule */
	struct pattern_index *index;
} ready;

void
map_init(void)
{
	if (ready.rules)
		return;
	map_titles_init();
	ready.rules = g_array_new(FALSE, TRUE, sizeof(struct ready_rule));
	ready.index = pattern_index_new();
	for (const struct map_rule *rule = MAP_RULES; rule->id; rule++) {
		struct ready_rule one = { rule, pattern_new(rule->words) };

		pattern_index_add(ready.index, one.pattern, ready.rules->len);
		g_array_append_val(ready.rules, one);
	}
}

static const struct ready_rule *
ready_rule(guint i)
{
	return &g_array_index(ready.rules, struct ready_rule, i);
}

/* --- one sentence -------------------------------------------------------------------------------- */

struct look {
	const struct finding_us *us;
	struct saying *s;
	guint index; /* of the sentence */
	const struct map_rule *rule;
	guint at, matched, end; /* words: the match, and the sentence's end */
	GPtrArray *out;
};

static const struct sentence *
look_sentence(const struct look *k)
{
	return saying_sentence(k->s, k->index);
}

static struct map_found *
found_add(const struct look *k, guint8 kind, const char *how, char *value, char *name, char *detail)
{
	const struct sentence *one = look_sentence(k);
	struct map_found *f;

	for (guint i = 0; i < k->out->len; i++) {
		f = k->out->pdata[i];
		if (f->kind != kind || g_ascii_strcasecmp(f->value, value) != 0)
			continue;
		g_free(value);
		g_free(detail);
		if (!f->name)
			f->name = name;
		else
			g_free(name);
		return f;
	}
	f = g_new0(struct map_found, 1);
	f->kind = kind;
	f->how = how;
	f->rule = k->rule->id;
	f->value = value;
	f->name = name;
	f->detail = detail;
	f->start = one->start;
	f->end = one->end;
	g_ptr_array_add(k->out, f);
	return f;
}

/* "mais" is "but" in French and "more" in Portuguese, "mas" the other way round in Portuguese and Spanish: it is "but" behind
 * a comma. */
static gboolean
contrasts(const struct look *k, guint word)
{
	if (!pattern_word_among(k->s, word, word + 1, CONTRASTS))
		return FALSE;
	return !pattern_word_among(k->s, word, word + 1, "mais|mas") ||
	       (word > look_sentence(k)->first && saying_word(k->s, word - 1)->flags & SAID_END);
}

/* Is what stands at this word denied? "do not send to OLD, but to NEW": OLD is, NEW is not. */
static gboolean
denied(const struct look *k, guint value)
{
	guint first = look_sentence(k)->first;

	for (guint i = value; i-- > first;) {
		if (contrasts(k, i) && !pattern_word_among(k->s, i + 1, value, NEGATIONS))
			return FALSE;
		if (pattern_word_among(k->s, i, i + 1, NEGATIONS) &&
		    !pattern_word_among(k->s, i + 1, MIN(i + 3, k->end), HESITATE))
			return TRUE;
	}
	return FALSE;
}

static gboolean
sentence_denies(const struct look *k)
{
	const struct sentence *one = look_sentence(k);

	return pattern_word_among(k->s, one->first, k->end, NEGATIONS);
}

/* The first address in [from, to) that may be the customer's and is not denied; its word. */
static char *
mail_within(const struct look *k, guint from, guint to, guint *out_word)
{
	for (guint i = from; i < to && i < k->end; i++) {
		g_autofree char *mail = map_mail_of(k->s, i);

		if (!mail || domain_is_us(k->us, mail) || portal_of_address(mail) || denied(k, i))
			continue;
		*out_word = i;
		return g_steal_pointer(&mail);
	}
	return NULL;
}

/* --- a place for invoices ------------------------------------------------------------------------ */

/* Behind a colon: an address in the next line, or a postal address. */
static void
route_below(const struct look *k)
{
	const struct sentence *one = look_sentence(k);
	gsize start = one->end, n = 0;
	g_autofree char *line = NULL, *mail = NULL, *post = NULL;

	if (!one->opens || sentence_denies(k))
		return;
	while (start < k->s->end && g_ascii_isspace(k->s->text[start]))
		start++;
	while (start + n < k->s->end && k->s->text[start + n] != '\n')
		n++;
	line = g_strndup(k->s->text + start, n);
	if (strlen(line) < 100 && value_mail_address(line, &mail, NULL) && !domain_is_us(k->us, mail)) {
		found_add(k, MAP_ROUTE, "email", g_steal_pointer(&mail), NULL, NULL);
		return;
	}
	post = map_post_behind(k->s->text, start, k->s->end);
	if (post && k->rule->take == TAKE_LABEL)
		found_add(k, MAP_BILL_TO, NULL, g_steal_pointer(&post), NULL, NULL);
	else if (post)
		found_add(k, MAP_ROUTE, "post", g_steal_pointer(&post), NULL, NULL);
}

static void
take_mail(const struct look *k)
{
	guint word = 0;
	/* "use X for invoices" holds it within; who is in dispute stands within "the dispute with X is" */
	guint from = k->rule->kind == MAP_ROUTE ? k->at : k->matched;
	char *mail = mail_within(k, from, k->matched + k->rule->reach, &word);

	if (mail)
		found_add(k, k->rule->kind, k->rule->kind == MAP_ROUTE ? "email" : NULL, mail,
		    k->rule->kind == MAP_ROUTE ? NULL
					       : map_person_of_mail(k->s, look_sentence(k), word, mail),
		    NULL);
	else if (k->rule->kind == MAP_ROUTE)
		route_below(k);
}

/* --- a person ------------------------------------------------------------------------------------ */

/* The address of this person in one of the next two sentences. */
static char *
mail_of_person(const struct look *k, const char *name)
{
	for (guint i = k->index; i < k->index + 3 && i < k->s->sentences->len; i++) {
		const struct sentence *one;

		saying_words(k->s, i);
		one = saying_sentence(k->s, i);
		for (guint w = one->first; w < one->first + one->n; w++) {
			g_autofree char *mail = map_mail_of(k->s, w);

			if (mail && !domain_is_us(k->us, mail) && address_is_of(mail, name))
				return g_steal_pointer(&mail);
		}
	}
	return NULL;
}

static gboolean
contact_add(const struct look *k, char *mail, guint word, char *name)
{
	if (mail && !name)
		name = map_person_of_mail(k->s, look_sentence(k), word, mail);
	if (!mail && name)
		mail = mail_of_person(k, name);
	if (!mail && !name)
		return FALSE;
	if (mail)
		found_add(k, k->rule->kind, NULL, mail, name, NULL);
	else
		found_add(k, k->rule->kind, NULL, name, g_strdup(name), NULL);
	return TRUE;
}

static gboolean
contact_before(const struct look *k)
{
	guint first = look_sentence(k)->first, word = 0;
	guint from = k->at > first + BEFORE_MAX ? k->at - BEFORE_MAX : first;
	char *mail;

	if (sentence_denies(k))
		return FALSE;
	mail = mail_within(k, from, k->at, &word);
	return contact_add(k, mail, word, mail ? NULL : map_person_before(k->s, from, k->at));
}

static gboolean
contact_behind(const struct look *k)
{
	guint word = 0, reach = k->rule->reach ? k->matched + k->rule->reach + 4 : k->matched;
	char *mail = mail_within(k, k->at, reach, &word), *name = NULL;

	if (!mail && !sentence_denies(k)) {
		name = map_person_after(k->s, k->at, k->matched);
		if (!name && k->rule->reach)
			name = map_person_after(k->s, k->matched, MIN(k->end, k->matched + k->rule->reach));
	}
	return contact_add(k, mail, word, name);
}

/* "Petra Meier is our contact for invoices, …": who stands before "is" is meant. */
static gboolean
stands_before(const struct look *k)
{
	guint first = look_sentence(k)->first;

	return k->at > first && k->at - first <= BEFORE_MAX &&
	       pattern_word_among(k->s, MAX(first + 2, k->at > 4 ? k->at - 4 : 0), k->at, COPULAS);
}

static void
take_contact(const struct look *k)
{
	if (pattern_word_among(k->s, look_sentence(k)->first, k->end, GONE))
		return;
	if (k->rule->take == TAKE_CONTACT && stands_before(k) && contact_before(k))
		return;
	if (!contact_behind(k) && k->rule->take == TAKE_CONTACT)
		contact_before(k);
}

/* --- portals ------------------------------------------------------------------------------------- */

/* The first URL in this sentence or the next. */
static char *
url_near(const struct look *k)
{
	for (guint i = k->index; i < k->index + 2 && i < k->s->sentences->len; i++) {
		const struct sentence *one;

		saying_words(k->s, i);
		one = saying_sentence(k->s, i);
		for (guint w = one->first; w < one->first + one->n; w++) {
			const struct said *said = saying_word(k->s, w);

			if (said->flags & SAID_URL)
				return g_strndup(
				    k->s->text + said->start, MIN(said->end - said->start, 1000u));
		}
	}
	return NULL;
}

static void
take_portal(const struct look *k)
{
	for (guint i = k->matched; i < k->end && i <= k->matched + k->rule->reach; i++) {
		const char *folded[3] = { NULL };
		const char *name;
		guint n = 0, used;

		while (n < G_N_ELEMENTS(folded) && i + n < k->end) {
			folded[n] = saying_word(k->s, i + n)->folded;
			n++;
		}
		name = portal_of_words(folded, n, &used);
		if (!name || denied(k, i))
			continue;
		found_add(k, MAP_PORTAL, NULL, g_strdup(name), NULL, url_near(k));
		if (pattern_word_among(k->s, look_sentence(k)->first, k->end, INVOICES))
			found_add(k, MAP_ROUTE, "portal", g_strdup(name), NULL, url_near(k));
		return;
	}
}

/* --- terms --------------------------------------------------------------------------------------- */

static void
take_terms(const struct look *k)
{
	const struct sentence *one = look_sentence(k);
	const char *how = strcmp(k->rule->id, "map.terms.accepted") == 0 ? "accepted" : "stated";
	g_autofree char *sentence = NULL, *terms = NULL;
	struct span span;

	if (one->first >= k->end)
		return;
	sentence = g_strndup(k->s->text + saying_word(k->s, one->first)->start,
	    saying_word(k->s, k->end - 1)->end - saying_word(k->s, one->first)->start);
	if (!value_terms_within(sentence, &span))
		return;
	terms = g_strndup(sentence + span.start, span.end - span.start);
	found_add(k, MAP_TERMS, how, text_one_line(terms, 100), NULL, NULL);
}

/* --- lists --------------------------------------------------------------------------------------- */

#define ORDER_NUMBERS                                                                                 \
	"po|purchase|ponumber|bestellnummer|bestellnr|ponummer|commande|pedido|compra|oc|ordine|oda|" \
	"inkoopordernummer|ordernummer|bestelnummer|encomenda"

/* "must include: - the date, - the purchase order's number": short lines behind a colon. */
static void
take_listed(const struct look *k)
{
	enum { LINES = 12, WORDS = 14 };

	if (!look_sentence(k)->opens)
		return;
	for (guint i = k->index + 1; i <= k->index + LINES && i < k->s->sentences->len; i++) {
		const struct sentence *one;

		saying_words(k->s, i);
		one = saying_sentence(k->s, i);
		if (one->n > WORDS)
			return;
		if (pattern_word_among(k->s, one->first, one->first + one->n, ORDER_NUMBERS)) {
			found_add(k, k->rule->kind, NULL, g_strdup("yes"), NULL, NULL);
			return;
		}
	}
}

/* --- rules on sentences -------------------------------------------------------------------------- */

/* A question tells nothing, but "could you send invoices to …?" is a wish. */
static gboolean
question_tells(const struct look *k)
{
	const struct sentence *one = look_sentence(k);

	return k->rule->kind == MAP_ROUTE &&
	       pattern_word_among(k->s, one->first, MIN(one->first + 2, k->end), SAYING_POLITE);
}

/* "I will send the invoice to …" is a story. */
static gboolean
narrates(const struct look *k)
{
	guint from = k->at > look_sentence(k)->first + 2 ? k->at - 2 : look_sentence(k)->first;

	return k->rule->take == TAKE_WISH && pattern_word_among(k->s, from, k->at, NARRATORS);
}

static void
rule_apply(const struct look *k)
{
	const struct sentence *one = look_sentence(k);

	if ((one->question && !question_tells(k)) || narrates(k) ||
	    (k->rule->also && !pattern_word_among(k->s, one->first, k->end, k->rule->also)) ||
	    (k->rule->unless && pattern_word_among(k->s, one->first, k->end, k->rule->unless)))
		return;
	switch (k->rule->take) {
	case TAKE_MAIL:
	case TAKE_LABEL:
	case TAKE_WISH:
		take_mail(k);
		break;
	case TAKE_CONTACT:
	case TAKE_BEHIND:
		take_contact(k);
		break;
	case TAKE_PORTAL:
		take_portal(k);
		break;
	case TAKE_TERMS:
		take_terms(k);
		break;
	case TAKE_LISTED:
		take_listed(k);
		break;
	default:
		found_add(
		    k, k->rule->kind, NULL, g_strdup(k->rule->take == TAKE_YES ? "yes" : "no"), NULL, NULL);
		break;
	}
}

/* Of several things that one sentence says of one address, the narrowest holds. */
static void
narrowest(GPtrArray *out, guint from)
{
	static const guint8 ORDER[] = { MAP_DISPUTE, MAP_APPROVER, MAP_ROUTE, MAP_BILLING };

	for (guint i = out->len; i-- > from;) {
		const struct map_found *f = out->pdata[i];
		gboolean worse = FALSE;

		for (guint j = from; j < out->len && !worse; j++) {
			const struct map_found *g = out->pdata[j];
			guint a = 0, b = 0;

			if (g_ascii_strcasecmp(f->value, g->value) != 0)
				continue;
			while (a < G_N_ELEMENTS(ORDER) && ORDER[a] != f->kind)
				a++;
			while (b < G_N_ELEMENTS(ORDER) && ORDER[b] != g->kind)
				b++;
			worse = a < G_N_ELEMENTS(ORDER) && b < a;
		}
		if (worse)
			g_ptr_array_remove_index(out, i);
	}
}

static void
word_read(struct look *k, const struct pattern_bits *may, const struct map_rule *only)
{
	for (guint i = 0; pattern_bits_next(may, &i); i++) {
		const struct ready_rule *r = ready_rule(i);

		if ((only && r->rule != only) ||
		    !pattern_match_at(r->pattern, k->s, k->at, k->end, &k->matched))
			continue;
		k->rule = r->rule;
		rule_apply(k);
	}
}

static void
sentence_read(struct look *k, const struct map_rule *only)
{
	const struct sentence *one = look_sentence(k);
	struct pattern_bits may;
	guint before = k->out->len;

	k->end = one->first + one->n;
	for (k->at = one->first;
	     k->out->len < FOUND_MAX && pattern_index_next(ready.index, k->s, &k->at, k->end, &may); k->at++)
		if (g_ascii_islower(*saying_word(k->s, k->at)->folded))
			word_read(k, &may, only);
	narrowest(k->out, before);
}

static void
saying_read(const struct finding_us *us, struct saying *s, const struct map_rule *only, GPtrArray *out)
{
	for (guint i = 0; s->triggers & TRIGGER_MAP && i < s->sentences->len; i++) {
		struct look k = { .us = us, .s = s, .index = i, .out = out };

		if (!(saying_sentence(s, i)->triggers & TRIGGER_MAP))
			continue;
		saying_words(s, i);
		sentence_read(&k, only);
	}
}

void
map_text_read(const struct finding_us *us, struct saying *s, GPtrArray *out)
{
	map_init();
	saying_read(us, s, NULL, out);
}

void
map_rule_read(const struct map_rule *rule, const char *text, GPtrArray *out)
{
	struct saying s;

	map_init();
	saying_init(&s, text, 0, strlen(text));
	saying_read(NULL, &s, rule, out);
	saying_clear(&s);
}

/* --- questions and their answers ----------------------------------------------------------------- */

/* What this question asks for: a kind, or -1. */
static int
sentence_asks(struct saying *s, guint sentence)
{
	const struct sentence *one;
	guint matched;

	saying_words(s, sentence);
	one = saying_sentence(s, sentence);
	for (guint w = one->first; w < one->first + one->n; w++)
		for (guint r = 0; r < ready.rules->len; r++) {
			const struct ready_rule *rule = ready_rule(r);

			if ((rule->rule->kind == MAP_BILLING || rule->rule->kind == MAP_ROUTE) &&
			    pattern_match_at(rule->pattern, s, w, one->first + one->n, &matched))
				return rule->rule->kind;
		}
	return -1;
}

int
map_text_asks(struct saying *s)
{
	int kind = -1;

	map_init();
	for (guint i = 0; i < s->sentences->len && kind < 0; i++)
		if (saying_sentence(s, i)->question && saying_sentence(s, i)->triggers & TRIGGER_MAP)
			kind = sentence_asks(s, i);
	return kind;
}

void
map_answer_read(const struct finding_us *us, const char *text, gsize start, gsize end, int kind,
    const struct address *writer, GPtrArray *out)
{
	enum { ANSWER_MAX = 600 };
	static const struct map_rule ANSWER = { .id = "map.answer", .kind = MAP_BILLING };
	struct saying s;
	g_autofree char *only = NULL, *name = NULL;
	guint sentence = 0, different = 0;

	if (end - start > ANSWER_MAX || !memchr(text + start, '@', end - start))
		return;
	saying_init(&s, text, start, end);
	for (guint i = 0; i < s.sentences->len; i++) {
		saying_words(&s, i);
		for (guint w = 0; w < saying_sentence(&s, i)->n; w++) {
			const struct sentence *one = saying_sentence(&s, i);
			g_autofree char *mail = map_mail_of(&s, one->first + w);

			/* the writer's own address stands in the signature */
			if (!mail || domain_is_us(us, mail) ||
			    (only && g_ascii_strcasecmp(mail, only) == 0) ||
			    (i > 1 && writer->address && g_ascii_strcasecmp(mail, writer->address) == 0))
				continue;
			different++;
			if (only)
				continue;
			name = map_person_of_mail(&s, one, one->first + w, mail);
			only = g_steal_pointer(&mail);
			sentence = i;
		}
	}
	if (only && different == 1 && sentence < 4 && !saying_sentence(&s, sentence)->question) {
		struct look k = { .us = us, .s = &s, .index = sentence, .rule = &ANSWER, .out = out };
		const struct sentence *one = saying_sentence(&s, sentence);

		k.end = one->first + one->n;
		if (!sentence_denies(&k))
			found_add(&k, (guint8)kind, kind == MAP_ROUTE ? "email" : NULL,
			    g_steal_pointer(&only), kind == MAP_ROUTE ? NULL : g_steal_pointer(&name), NULL);
	}
	saying_clear(&s);
}

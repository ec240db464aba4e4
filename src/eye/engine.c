/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * engine - tesseract: language data in memory, an engine for each language, words of a picture
 *
 * The files are mapped before the sandbox closes, which costs address space only; an engine is made of them when its
 * language turns up. The first language's is made at the start and inherited by every child.
 */
#include "sight.h"

#include <string.h>
#include <tesseract/capi.h>
#include <time.h>

#define LANGUAGES_MAX 16
#define MARK_SURE 85 /* a mark at the edge of a word that is less sure is dirt */

static struct language {
	GMappedFile *data;
	TessBaseAPI *api;
	gboolean broken;
} languages[LANGUAGES_MAX];
static char *blindness;

double
eye_cpu_now(void)
{
	struct timespec t = { 0 };

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static TessBaseAPI *
engine_of(guint i)
{
	struct language *l = &languages[i];

	if (l->api || l->broken || !l->data)
		return l->api;
	l->api = TessBaseAPICreate();
	if (TessBaseAPIInit5(l->api, g_mapped_file_get_contents(l->data),
		(int)g_mapped_file_get_length(l->data), EYE_LANGUAGES[i], OEM_LSTM_ONLY, NULL, 0, NULL, NULL,
		0, 0) != 0) {
		TessBaseAPIDelete(l->api);
		l->api = NULL;
		l->broken = TRUE;
		return NULL;
	}
	return l->api;
}

guint
engine_first(void)
{
	guint i = 0;

	while (EYE_LANGUAGES[i] && (!languages[i].data || languages[i].broken))
		i++;
	return EYE_LANGUAGES[i] ? i : 0;
}

void
engine_open(void)
{
	gboolean some = FALSE;

	setMsgSeverity(L_SEVERITY_NONE);
	for (guint i = 0; EYE_LANGUAGES[i]; i++) {
		g_autofree char *path = eye_data_path(EYE_LANGUAGES[i]);

		if (path && !languages[i].data)
			languages[i].data = g_mapped_file_new(path, FALSE, NULL);
		some = some || languages[i].data;
	}
	if (!some)
		blindness = g_strdup("no language data for tesseract: install tesseract-ocr-eng (and "
				     "tesseract-ocr-deu, -fra, -spa, -ita, -nld, -por)");
	else if (!engine_of(engine_first()))
		blindness =
		    g_strdup_printf("tesseract refuses its data for %s: install tesseract-ocr-%s anew",
			EYE_LANGUAGES[engine_first()], EYE_LANGUAGES[engine_first()]);
}

const char *
engine_blind(void)
{
	return blindness;
}

/* ---- words ---- */

static bool
out_of_time(void *data, int words G_GNUC_UNUSED)
{
	return eye_cpu_now() > *(const double *)data;
}

static gboolean
holds_digit(const char *s)
{
	while (*s && !g_ascii_isdigit(*s))
		s++;
	return *s != '\0';
}

/* Marks that dust, folds and rules are taken for. */
static gboolean
is_mark(gunichar c)
{
	static const gunichar marks[] = { '-', '.', ',', '|', '_', '~', '\'', '"', '`', '*', '^', '\\', 0xb0,
		0xb4, 0xb7, 0x2013, 0x2014, 0x2018, 0x2019, 0x201a, 0x201c, 0x201d, 0x201e, 0x2022 };

	for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
		if (c == marks[i])
			return TRUE;
	return FALSE;
}

struct letter {
	char *text;
	float sure;
	int x0, x1;
};

static void
letter_clear(gpointer p)
{
	g_free(((struct letter *)p)->text);
}

static gboolean
letter_is_stain(const struct letter *l)
{
	return l->sure < MARK_SURE && is_mark(g_utf8_get_char(l->text));
}

/* The letters of the word that `it` stands on, without stains at its edges. */
static GArray *
letters_of(const TessResultIterator *it)
{
	TessResultIterator *walk = TessResultIteratorCopy(it);
	const TessPageIterator *at = TessResultIteratorGetPageIteratorConst(walk);
	GArray *letters = g_array_new(FALSE, TRUE, sizeof(struct letter));

	g_array_set_clear_func(letters, letter_clear);
	do {
		char *text = TessResultIteratorGetUTF8Text(walk, RIL_SYMBOL);
		struct letter l = { .sure = TessResultIteratorConfidence(walk, RIL_SYMBOL) };
		int y0, y1;

		if (text && *text && g_utf8_validate(text, -1, NULL) &&
		    TessPageIteratorBoundingBox(at, RIL_SYMBOL, &l.x0, &y0, &l.x1, &y1)) {
			g_array_append_val(letters, l);
			g_array_index(letters, struct letter, letters->len - 1).text = g_strdup(text);
		}
		TessDeleteText(text);
		if (TessPageIteratorIsAtFinalElement(at, RIL_WORD, RIL_SYMBOL))
			break;
	} while (TessResultIteratorNext(walk, RIL_SYMBOL));
	TessResultIteratorDelete(walk);
	return letters;
}

/* FALSE: nothing is left of it. *inout_sure: the word's; a number, or what was cleaned, is as sure as its least sure
 * letter. */
static gboolean
word_clean(GArray *letters, float *inout_sure, struct reading_word *w)
{
	guint first = 0, end = letters->len;
	g_autoptr(GString) text = g_string_new(NULL);
	float weakest = 100;

	while (first < end && letter_is_stain(&g_array_index(letters, struct letter, first)))
		first++;
	while (end > first && letter_is_stain(&g_array_index(letters, struct letter, end - 1)))
		end--;
	if (first == end)
		return FALSE;
	for (guint i = first; i < end; i++) {
		const struct letter *l = &g_array_index(letters, struct letter, i);

		g_string_append(text, l->text);
		weakest = MIN(weakest, l->sure);
	}
	if (end - first < letters->len) {
		w->x0 = g_array_index(letters, struct letter, first).x0;
		w->x1 = g_array_index(letters, struct letter, end - 1).x1;
		*inout_sure = weakest;
	} else if (holds_digit(text->str)) {
		*inout_sure = MIN(*inout_sure, weakest);
	}
	w->text = g_strdup(text->str);
	return TRUE;
}

/* Rules, stains and folds come out as signs. */
static gboolean
is_stain(const char *text, float sure)
{
	gboolean letters = FALSE, ink = FALSE, bar = TRUE;

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		letters = letters || g_unichar_isalnum(c);
		ink = ink || !g_unichar_isspace(c);
		bar = bar && (c == '|' || c == '_');
	}
	return !ink || bar || (!letters && sure < 60);
}

static void
word_take(const TessResultIterator *it, struct reading *r)
{
	const TessPageIterator *at = TessResultIteratorGetPageIteratorConst(it);
	float sure = TessResultIteratorConfidence(it, RIL_WORD);
	struct reading_word w = { .line = r->n_lines };
	g_autoptr(GArray) letters = NULL;
	int bx0, by0, bx1, by1;

	if (!TessPageIteratorBoundingBox(at, RIL_WORD, &w.x0, &w.y0, &w.x1, &w.y1))
		return;
	letters = letters_of(it);
	if (!word_clean(letters, &sure, &w))
		return;
	if (is_stain(w.text, sure)) {
		g_free(w.text);
		return;
	}
	w.base = TessPageIteratorBaseline(at, RIL_WORD, &bx0, &by0, &bx1, &by1) ? (by0 + by1) / 2 : w.y1;
	w.doubt = (guint8)CLAMP(100 - sure, 0, 100);
	g_array_append_val(r->words, w);
}

static void
reading_word_clear(gpointer p)
{
	g_free(((struct reading_word *)p)->text);
}

struct reading *
reading_new(void)
{
	struct reading *r = g_new0(struct reading, 1);

	r->words = g_array_new(FALSE, TRUE, sizeof(struct reading_word));
	g_array_set_clear_func(r->words, reading_word_clear);
	return r;
}

void
reading_free(struct reading *r)
{
	g_array_unref(r->words);
	g_free(r);
}

gboolean
engine_read(
    PIX *pix, double dpi, guint *inout_language, gboolean one_line, double until_cpu, struct reading *out)
{
	TessBaseAPI *api = engine_of(*inout_language);
	ETEXT_DESC *monitor;
	TessResultIterator *it;
	gboolean whole;

	if (!api && !(api = engine_of(*inout_language = engine_first())))
		return FALSE;
	monitor = TessMonitorCreate();
	TessMonitorSetCancelThis(monitor, &until_cpu);
	TessMonitorSetCancelFunc(monitor, out_of_time);
	TessBaseAPISetPageSegMode(api, one_line ? PSM_SINGLE_LINE : PSM_AUTO);
	TessBaseAPISetImage2(api, pix);
	TessBaseAPISetSourceResolution(api, (int)CLAMP(dpi, 70, 1200));
	whole = TessBaseAPIRecognize(api, monitor) == 0;
	it = TessBaseAPIGetIterator(api);
	if (it) {
		const TessPageIterator *at = TessResultIteratorGetPageIteratorConst(it);

		do {
			word_take(it, out);
			out->n_lines += TessPageIteratorIsAtFinalElement(at, RIL_TEXTLINE, RIL_WORD) != 0;
		} while (TessResultIteratorNext(it, RIL_WORD));
		TessResultIteratorDelete(it);
	}
	TessBaseAPIClear(api);
	TessMonitorDelete(monitor);
	return whole;
}

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

/* The first language that there is. */
static guint
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

/* ---- a line ---- */

void
engine_read_line(PIX *line, GString *text, double *sum, double *weight)
{
	TessBaseAPI *api = engine_of(engine_first());
	char *said;

	if (!api)
		return;
	TessBaseAPISetPageSegMode(api, PSM_SINGLE_LINE);
	TessBaseAPISetImage2(api, line);
	TessBaseAPISetSourceResolution(api, EYE_DPI);
	if (TessBaseAPIRecognize(api, NULL) == 0 && (said = TessBaseAPIGetUTF8Text(api))) {
		double length = (double)g_utf8_strlen(said, -1);

		*sum += TessBaseAPIMeanTextConf(api) * length;
		*weight += length;
		g_string_append(text, said);
		g_string_append_c(text, '\n');
		TessDeleteText(said);
	}
	TessBaseAPIClear(api);
}

/* ---- a page ---- */

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

/* The least sure letter of the word that `it` stands on. */
static float
weakest_letter(const TessResultIterator *it)
{
	TessResultIterator *letter = TessResultIteratorCopy(it);
	const TessPageIterator *at = TessResultIteratorGetPageIteratorConst(letter);
	float weakest = 100;

	do {
		float sure = TessResultIteratorConfidence(letter, RIL_SYMBOL);

		weakest = MIN(weakest, sure);
		if (TessPageIteratorIsAtFinalElement(at, RIL_WORD, RIL_SYMBOL))
			break;
	} while (TessResultIteratorNext(letter, RIL_SYMBOL));
	TessResultIteratorDelete(letter);
	return weakest;
}

static void
word_take(const TessResultIterator *it, double scale, struct eye_page *page)
{
	const TessPageIterator *at = TessResultIteratorGetPageIteratorConst(it);
	char *text = TessResultIteratorGetUTF8Text(it, RIL_WORD);
	int x0, y0, x1, y1;
	float sure = TessResultIteratorConfidence(it, RIL_WORD);
	struct eye_word w;

	if (text && *text && g_utf8_validate(text, -1, NULL) &&
	    TessPageIteratorBoundingBox(at, RIL_WORD, &x0, &y0, &x1, &y1)) {
		/* a number is as sure as its least sure digit */
		if (holds_digit(text))
			sure = MIN(sure, weakest_letter(it));
		w = (struct eye_word){ .offset = (guint32)page->text->len,
			.size = (guint32)strlen(text),
			.x0 = (float)(x0 * scale),
			.y0 = (float)(y0 * scale),
			.x1 = (float)(x1 * scale),
			.y1 = (float)(y1 * scale),
			.doubt = (guint8)CLAMP(100 - sure, 0, 100) };
		g_string_append(page->text, text);
		g_array_append_val(page->words, w);
	}
	TessDeleteText(text);
}

gboolean
engine_read_page(PIX *pix, double dpi, guint language, double until_cpu, struct eye_page *page)
{
	TessBaseAPI *api = engine_of(language);
	ETEXT_DESC *monitor;
	TessResultIterator *it;
	gboolean whole;

	if (!api && !(api = engine_of(language = engine_first())))
		return FALSE;
	page->language = EYE_LANGUAGES[language];
	g_string_truncate(page->text, 0);
	g_array_set_size(page->words, 0);
	monitor = TessMonitorCreate();
	TessMonitorSetCancelThis(monitor, &until_cpu);
	TessMonitorSetCancelFunc(monitor, out_of_time);
	TessBaseAPISetPageSegMode(api, PSM_AUTO);
	TessBaseAPISetImage2(api, pix);
	TessBaseAPISetSourceResolution(api, (int)CLAMP(dpi, 70, 1200));
	whole = TessBaseAPIRecognize(api, monitor) == 0;
	it = TessBaseAPIGetIterator(api);
	if (it) {
		do {
			word_take(it, 72 / dpi, page);
		} while (TessResultIteratorNext(it, RIL_WORD));
		TessResultIteratorDelete(it);
	}
	TessBaseAPIClear(api);
	TessMonitorDelete(monitor);
	return whole;
}

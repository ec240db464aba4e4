/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What needs neither tesseract nor leptonica, for those who use an eye or only ask what it needs. */
#include "purser/eye.h"

/* The first is read for a look, and where no other is recognised. */
const char *const EYE_LANGUAGES[] = { "eng", "deu", "fra", "spa", "ita", "nld", "por", NULL };

char *
eye_data_path(const char *language)
{
	static const char *const places[] = { "/usr/share/tesseract-ocr/5/tessdata",
		"/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata" };
	const char *wanted = g_getenv("PURSER_TESSDATA");
	g_autofree char *file = g_strconcat(language, ".traineddata", NULL);

	for (guint i = 0; i < (wanted ? 1 : G_N_ELEMENTS(places)); i++) {
		char *path = g_build_filename(wanted ? wanted : places[i], file, NULL);

		if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
			return path;
		g_free(path);
	}
	return NULL;
}

struct eye_page *
eye_page_new(void)
{
	struct eye_page *page = g_new0(struct eye_page, 1);

	page->text = g_string_new(NULL);
	page->words = g_array_new(FALSE, FALSE, sizeof(struct eye_word));
	return page;
}

void
eye_page_free(struct eye_page *p)
{
	if (!p)
		return;
	g_string_free(p->text, TRUE);
	g_array_unref(p->words);
	g_free(p->why);
	g_free(p->seen.pixels);
	g_free(p);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PNG, JPEG, TIFF, GIF, WebP and BMP: unpacked, brought to size, lines of writing found, set upright. All but reading. */
#define FUZZ_SECONDS 5 /* leptonica under sanitizers */
#include "eye/sight.h"
#include "fuzz.h"

#define PIXELS_MOST 80000 /* brought to size, sixteen times as many */
#define PAGES_MOST 3

static void
fuzz_prepare(void)
{
	setMsgSeverity(L_SEVERITY_NONE);
}

static void
look(PIX *grey, double dpi, gboolean sideways)
{
	struct writing writing;

	if (writing_find(&writing, grey, dpi, sideways)) {
		PIX *turned = writing_turn(&writing, grey);
		PIXA *samples = turned ? writing_samples(&writing, turned) : NULL;

		fuzz_must(!samples || pixaGetCount(samples) <= SAMPLES_MAX);
		pixaDestroy(&samples);
		pixDestroy(&turned);
	}
	writing_clear(&writing);
}

static void
fuzz_one(const guint8 *bytes, gsize size)
{
	gsize offset = 0;
	guint pages = 0;

	do {
		struct eye_page *page = eye_page_new();
		struct eye_head head;
		gboolean known = eye_head_read(bytes, size, offset, &head);
		PIX *pix = decode_file(bytes, size, &offset, PIXELS_MOST, page);
		double dpi = EYE_DPI;

		fuzz_must(pix ? known && !page->why : page->why != NULL);
		fuzz_must(!pix || (gint64)pixGetWidth(pix) * pixGetHeight(pix) <= PIXELS_MOST);
		if (pix) {
			pix = decode_usual_size(pix, &dpi);
			fuzz_must(pixGetDepth(pix) == 8 && dpi > 0);
			look(pix, dpi, FALSE);
			look(pix, dpi, TRUE);
		}
		pixDestroy(&pix);
		eye_page_free(page);
	} while (offset && ++pages < PAGES_MOST);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fonts.h"

#include <cairo-ft.h>
#include <fontconfig/fontconfig.h>

static cairo_font_face_t *faces[2]; /* plain, typewriter */
static GMappedFile *files[2];       /* what they are drawn from */

/* The file that fontconfig thinks best for a family, mapped for as long as the process lives. */
static cairo_font_face_t *
face_load(FT_Library library, const char *family, GMappedFile **out_file)
{
	FcPattern *wanted = FcNameParse((const FcChar8 *)family), *match;
	FcResult result;
	FcChar8 *file = NULL;
	GMappedFile *bytes = NULL;
	FT_Face face;

	FcConfigSubstitute(NULL, wanted, FcMatchPattern);
	FcDefaultSubstitute(wanted);
	match = FcFontMatch(NULL, wanted, &result);
	if (match && FcPatternGetString(match, FC_FILE, 0, &file) == FcResultMatch)
		bytes = g_mapped_file_new((const char *)file, FALSE, NULL);
	if (match)
		FcPatternDestroy(match);
	FcPatternDestroy(wanted);
	if (!bytes)
		return NULL;
	if (FT_New_Memory_Face(library, (const FT_Byte *)g_mapped_file_get_contents(bytes),
		(FT_Long)g_mapped_file_get_length(bytes), 0, &face) == 0) {
		*out_file = bytes;
		return cairo_ft_font_face_create_for_ft_face(face, 0);
	}
	g_mapped_file_unref(bytes);
	return NULL;
}

void
fonts_open(void)
{
	FT_Library library;

	if (faces[0] || !FcInit() || FT_Init_FreeType(&library) != 0)
		return;
	faces[0] = face_load(library, "DejaVu Sans", &files[0]);
	faces[1] = face_load(library, "DejaVu Sans Mono", &files[1]);
}

gboolean
fonts_ready(void)
{
	return faces[0] && faces[1];
}

void
fonts_use(cairo_t *cairo, gboolean typewriter, double size)
{
	cairo_set_font_face(cairo, faces[typewriter]);
	cairo_set_font_size(cairo, MAX(size, 1));
}

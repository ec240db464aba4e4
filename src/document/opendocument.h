/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * opendocument - what the readers of OpenDocument files (ISO/IEC 26300) share
 *
 *	odf_open()    NULL where it cannot be read; the document then says why
 *	odf_parse()   content.xml or styles.xml; on_start calls odf_style() first
 *	odf_close()
 */
#pragma once

#include "archive.h"
#include "markup.h"

struct odf {
	struct archive *archive;
	GHashTable *hides; /* names of styles whose text, or whose sheet, is not shown */
	char *style;       /* the one that is being told */
};

gboolean odf_open(struct odf *o, struct document *d, const struct source *s);
void odf_close(struct odf *o);
/* NULL: read to its end, or stopped; else why not. */
const char *odf_parse(struct odf *o, const char *part, struct markup *m);
/* Notes which styles hide. TRUE: the element is of a style. */
gboolean odf_style(struct odf *o, const char *name, const char **attributes);
/* Is this element's style one of those? */
gboolean odf_hides(const struct odf *o, const char **attributes);
/* How often something is repeated; at least 1. */
guint odf_count(const char **attributes, const char *name, guint most);

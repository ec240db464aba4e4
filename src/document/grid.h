/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * grid - a spreadsheet's cells on a plane
 *
 * Rows and columns that are empty take no room. A cell's text runs over empty cells to its right, as on the screen, so a
 * column begins where every text before it in its rows has ended. Line ends inside a cell make the row
 * higher.
 *
 *	grid_init(), grid_cell() in any order, grid_emit() for each sheet, grid_clear()
 */
#pragma once

#include "scribe.h"

struct grid {
	GArray *cells;
	GString *pool;
	gsize most, most_bytes; /* cells, and their text: one text may be shown by many cells */
};

void grid_init(struct grid *g, const struct limits *limits);
void grid_clear(struct grid *g);
/* The text is copied; blank text is no cell. FALSE: there are too many. */
gboolean grid_cell(struct grid *g, guint32 row, guint32 column, const char *text, gsize size);
/* Puts the cells of a sheet (from 1) down below line *y, moves *y behind them, and forgets them. FALSE: a limit is
 * reached. */
gboolean grid_emit(struct grid *g, struct scribe *p, guint16 sheet, guint32 *y);

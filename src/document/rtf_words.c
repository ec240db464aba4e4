/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See rtf_words.h. */
#include "rtf_words.h"

#include <stdlib.h>
#include <string.h>

/* In alphabetical order. */
static const struct rtf_row ROWS[] = {
	{ "ansicpg", DO_CHARSET, 0 },
	{ "b", DO_BOLD, 0 },
	{ "bin", DO_BINARY, 0 },
	{ "bullet", DO_CHARACTER, 0x2022 },
	{ "cell", DO_MARK, 'c' },
	{ "colortbl", DO_DESTINATION, PASSED_OVER },
	{ "datastore", DO_DESTINATION, PASSED_OVER },
	{ "deleted", DO_DESTINATION, PASSED_OVER },
	{ "emdash", DO_CHARACTER, 0x2014 },
	{ "emspace", DO_CHARACTER, 0x2003 },
	{ "endash", DO_CHARACTER, 0x2013 },
	{ "enspace", DO_CHARACTER, 0x2002 },
	{ "f", DO_FONT, 0 },
	{ "fcharset", DO_FONT_CHARSET, 0 },
	{ "fldinst", DO_DESTINATION, PASSED_OVER },
	{ "fonttbl", DO_DESTINATION, FONT_TABLE },
	{ "fromhtml", DO_FROM_HTML, 0 },
	{ "htmlrtf", DO_HTML_RTF, 0 },
	{ "htmltag", DO_DESTINATION, HTML_TAG },
	{ "info", DO_DESTINATION, PASSED_OVER },
	{ "intbl", DO_IN_TABLE, 0 },
	{ "itap", DO_NESTING, 0 },
	{ "ldblquote", DO_CHARACTER, 0x201c },
	{ "line", DO_MARK, 'n' },
	{ "listpicture", DO_DESTINATION, PASSED_OVER },
	{ "listtable", DO_DESTINATION, PASSED_OVER },
	{ "lquote", DO_CHARACTER, 0x2018 },
	{ "mac", DO_CHARSET, 10000 },
	{ "mhtmltag", DO_DESTINATION, PASSED_OVER },
	{ "nestcell", DO_MARK, 'C' },
	{ "nestrow", DO_MARK, 'R' },
	{ "nesttableprops", DO_DESTINATION, SHOWN },
	{ "nonesttables", DO_DESTINATION, PASSED_OVER },
	{ "objdata", DO_DESTINATION, PASSED_OVER },
	{ "page", DO_MARK, 'n' },
	{ "par", DO_MARK, 'p' },
	{ "pard", DO_PARAGRAPH, 0 },
	{ "pc", DO_CHARSET, 437 },
	{ "pca", DO_CHARSET, 850 },
	{ "pict", DO_DESTINATION, PASSED_OVER },
	{ "plain", DO_PLAIN, 0 },
	{ "rdblquote", DO_CHARACTER, 0x201d },
	{ "revtbl", DO_DESTINATION, PASSED_OVER },
	{ "row", DO_MARK, 'r' },
	{ "rquote", DO_CHARACTER, 0x2019 },
	{ "sect", DO_MARK, 'n' },
	{ "shpinst", DO_DESTINATION, SHOWN },
	{ "shptxt", DO_DESTINATION, SHOWN },
	{ "sn", DO_DESTINATION, PASSED_OVER },
	{ "stylesheet", DO_DESTINATION, PASSED_OVER },
	{ "sv", DO_DESTINATION, PASSED_OVER },
	{ "tab", DO_MARK, 't' },
	{ "trowd", DO_IN_ROW, 0 },
	{ "u", DO_UNICODE, 0 },
	{ "uc", DO_SKIP_AFTER, 0 },
	{ "v", DO_HIDDEN, 0 },
};

static int
row_compare(const void *key, const void *row)
{
	return strcmp(key, ((const struct rtf_row *)row)->name);
}

const struct rtf_row *
rtf_word(const char *name)
{
	return bsearch(name, ROWS, G_N_ELEMENTS(ROWS), sizeof ROWS[0], row_compare);
}

/* Windows' numbers of character sets. */
guint16
rtf_font_charset(int number)
{
	static const struct {
		guint8 number;
		guint16 page;
	} known[] = { { 128, 932 }, { 129, 949 }, { 134, 936 }, { 136, 950 }, { 161, 1253 }, { 162, 1254 },
		{ 163, 1258 }, { 177, 1255 }, { 178, 1256 }, { 186, 1257 }, { 204, 1251 }, { 222, 874 },
		{ 238, 1250 }, { 77, 10000 } };

	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		if (known[i].number == number)
			return known[i].page;
	return 0;
}

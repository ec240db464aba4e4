/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See charset.h. */
#include "charset.h"

#include <glib.h>
#include <iconv.h>

static const char *const CHARSETS[] = {
	"ISO-8859-1",
	"ISO-8859-2",
	"ISO-8859-3",
	"ISO-8859-4",
	"ISO-8859-5",
	"ISO-8859-6",
	"ISO-8859-7",
	"ISO-8859-8",
	"ISO-8859-9",
	"ISO-8859-10",
	"ISO-8859-11",
	"ISO-8859-13",
	"ISO-8859-14",
	"ISO-8859-15",
	"ISO-8859-16",
	"CP1250",
	"CP1251",
	"CP1252",
	"CP1253",
	"CP1254",
	"CP1255",
	"CP1256",
	"CP1257",
	"CP1258",
	"CP437",
	"CP850",
	"CP852",
	"CP858",
	"CP866",
	"CP874",
	"CP932",
	"CP936",
	"CP949",
	"CP950",
	"KOI8-R",
	"KOI8-U",
	"MACINTOSH",
	"TIS-620",
	"UTF-7",
	"UTF-16",
	"UTF-16BE",
	"UTF-16LE",
	"UTF-32",
	"UTF-32BE",
	"UTF-32LE",
	"UCS-2",
	"UCS-4",
	"SHIFT_JIS",
	"EUC-JP",
	"ISO-2022-JP",
	"ISO-2022-JP-2",
	"GB2312",
	"GBK",
	"GB18030",
	"EUC-CN",
	"BIG5",
	"BIG5-HKSCS",
	"EUC-TW",
	"EUC-KR",
	"ISO-2022-KR",
	"ISO-2022-CN",
	"JOHAB",
	"HZ",
};

void
charset_warm(void)
{
	/* Never closed: an open descriptor keeps its module in memory. */
	static G_GNUC_UNUSED iconv_t kept[G_N_ELEMENTS(CHARSETS)][2];

	for (guint i = 0; i < G_N_ELEMENTS(CHARSETS); i++) {
		kept[i][0] = iconv_open("UTF-8", CHARSETS[i]);
		kept[i][1] = iconv_open(CHARSETS[i], "UTF-8");
	}
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rtf_words - the control words that are heeded, as rows */
#pragma once

#include <glib.h>

enum rtf_destination {
	SHOWN,
	PASSED_OVER,
	FONT_TABLE,
	HTML_TAG, /* HTML that the RTF was made from */
};

enum rtf_action {
	DO_DESTINATION,
	DO_MARK,
	DO_CHARACTER,
	DO_UNICODE,
	DO_SKIP_AFTER,
	DO_CHARSET,
	DO_FONT,
	DO_FONT_CHARSET,
	DO_HIDDEN,
	DO_BOLD,
	DO_PLAIN,
	DO_PARAGRAPH,
	DO_IN_TABLE,
	DO_IN_ROW,
	DO_NESTING,
	DO_FROM_HTML,
	DO_HTML_RTF,
	DO_BINARY,
};

struct rtf_row {
	const char *name;
	enum rtf_action action;
	guint16 value; /* a destination, a kind of mark, a character or a character set */
};

/* NULL: one that means nothing here. */
const struct rtf_row *rtf_word(const char *name);
/* The code page of Windows' number of a font's character set; 0: that of the document. */
guint16 rtf_font_charset(int number);

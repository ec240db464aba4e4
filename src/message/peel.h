/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of message_peel(): words of mail clients, header blocks, dates. */
#pragma once

#include "purser/message.h"

enum peel_field { FIELD_FROM, FIELD_DATE, FIELD_TO, FIELD_CC, FIELD_SUBJECT, FIELD_OTHER, FIELD_N };

/* What a line such as "---- Forwarded message ----" is. */
enum peel_separator {
	SEPARATOR_NONE,
	SEPARATOR_RULE, /* only dashes or underscores */
	SEPARATOR_FORWARD,
	SEPARATOR_ORIGINAL, /* "Original Message": a reply or a forward */
};

/* How a subject begins. */
enum peel_subject { SUBJECT_PLAIN, SUBJECT_REPLY, SUBJECT_FORWARD };

/* One line of the text. Offsets into it; at and stop leave out quote marks, indents and the line end. */
struct peel_line {
	gsize start, next; /* whole line, and where the following begins */
	gsize at, stop;
	guint quotes; /* number of ">" */
};
void peel_line_read(const char *text, gsize size, gsize at, struct peel_line *out);
#define PEEL_BLANK(l) ((l).at == (l).stop)

void peel_init(void); /* builds the hash tables; once */

/* Lower case, accents off, NBSP and tabs to one blank, zero-width marks dropped, trimmed. Returns the length;
 * out is terminated. What does not fit is left off. */
gsize peel_fold(const char *text, gsize size, char *out, gsize room);

/* "Label:" at the start of text: which field, and where its value starts. -1: none. */
int peel_label(const char *text, gsize size, gsize *out_value);
/* The longest label that ends right before the colon at text[colon]; its start. -1: none. */
int peel_label_before(const char *text, gsize colon, gsize *out_start);
/* size is that of the separator proper: what follows on the same line stays out. */
enum peel_separator peel_separator(const char *text, gsize size, gsize *out_size);
enum peel_subject peel_subject(const char *subject);
/* On folded text: "wrote", "a ecrit"; what an attribution begins with; what parts its date from the name. */
gboolean peel_verb(const char *folded_words);
gboolean peel_verb_inside(const char *folded);
gboolean peel_starter(const char *folded);
gboolean peel_stop_word(const char *folded_word);
/* A line that closes a letter: "Sent from my phone"; "Kind regards,". */
enum peel_closing { CLOSING_NONE, CLOSING_MOBILE, CLOSING_SIGNOFF };
enum peel_closing peel_closing(const char *text, gsize size);
gboolean peel_disclaimer(const char *text, gsize size);
/* A quick look at a whole text: FALSE: none of its paragraphs is a disclaimer. */
gboolean peel_may_disclaim(const char *text, gsize size);
int peel_month(const char *folded_word);                   /* 1 to 12; 0: none */
int peel_zone(const char *folded_word, int *out_offset_s); /* 1 when it is a zone's abbreviation */

/* A date as people's mail clients write it; month_first is the habit where 2/10/2023 is open. */
gboolean peel_date(const char *text, gsize size, gboolean month_first, gint64 *out_s);

/* "Jane Roe <jane@x>", "Roe, Jane [mailto:jane@x]", "jane@x", "Jane Roe". Members NULL where not told. */
void peel_address(const char *text, gsize size, struct address *out);
GPtrArray *peel_addresses(const char *text, gsize size);

struct peel_head {
	struct address from;
	GPtrArray *to, *cc;
	char *subject, *date;
	gint64 date_s;
	guint have;       /* bits of enum peel_field */
	gboolean may_end; /* of a line that is no attribution: it may be the end of one */
	gboolean finnish; /* VS: is a reply there, a forward elsewhere */
};
void peel_head_clear(struct peel_head *h);
/* A block of header lines at offset at. Sets where the content behind it begins, and the depth of its ">". */
gboolean peel_head_read(const char *text, gsize size, gsize at, gboolean announced, struct peel_head *out,
    gsize *out_content, guint *out_quotes);
/* Bytes of the blank (NBSP and zero-width marks too) at text; 0: none. */
gsize peel_blank(const char *text, gsize left);
/* The first address of text from *at on; moves *at behind it. */
gboolean peel_address_next(const char *text, gsize size, gsize *at, struct address *out);
/* A name with quotes and brackets taken off; NULL: nothing is left, or only the address itself. */
char *peel_name(const char *text, gsize start, gsize stop, const char *address);
/* "On 3 May Jane Roe <jane@x> wrote:", joined to one line. */
gboolean peel_attribution(const char *line, gsize size, struct peel_head *out);

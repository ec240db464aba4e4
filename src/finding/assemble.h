/* SPDX-License-Identifier: GPL-3.0-or-later */
/* assemble - readings into the report's lists: documents, orders with their proof, cited numbers, contacts,
 * portals */
#pragma once

#include "facts.h"

struct part_reading {
	struct reading r;
	const struct finding_part *part;
	const struct layer *layer; /* of a body; NULL */
};

struct words_said {
	guint kind[LABEL_KIND_N];
	gboolean promise; /* that an order will come */
	char *number;
};

struct saying_shelf;
struct examination {
	const struct message *message;
	const struct finding_part *parts;
	guint n_parts;
	const struct finding_us *us;
	struct day today, mail_day;
	const struct limits *limits;
	struct words_said subject; /* what it says, once subject_read */
	gboolean subject_read;
	GPtrArray *readings;             /* struct part_reading */
	struct saying_shelf *sayings;    /* sentences of the ranges that were read */
	const struct part_reading *best; /* that gave the verdict; NULL */
	enum report_verdict cover;       /* of the covering mail; OTHER: nothing said */
	double cover_confidence;
	char *cover_number, *cover_why;
	const struct part_reading *cover_reading;
	const struct part *cover_part;         /* the attachment that was not read; NULL */
	const struct finding_part *cover_rest; /* the document that was read in part only; NULL */
	GPtrArray *accounts;                   /* char*: whole numbers of the accounts found, for masking */
	GPtrArray *account_keys; /* char*: what tells each row of bank_accounts from the others */
};

void assemble_documents(const struct examination *x, struct report *out);
void assemble_orders(const struct examination *x, struct report *out);
void assemble_accounts(const struct examination *x, struct report *out);
/* Last of all: no text of the report shows an account's number whole. */
void assemble_masks(const struct examination *x, struct report *out);
void assemble_contacts(const struct examination *x, struct report *out);
/* A row of evidence for one field; the number of an order that another paper cites. */
void assemble_evidence(const struct examination *x, struct report *out, const char *field,
    const struct fact *f, const struct finding_part *part);
void assemble_cite(struct report *out, const char *number);

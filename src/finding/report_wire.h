/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_wire - the caps and sets behind the report's columns, and what else must hold of a row */
#pragma once

#include "purser/finding.h"

enum {
	CAP_NAME = 64,   /* names within a set, codes */
	CAP_SHORT = 512, /* addresses, paths, phones */
	CAP_LONG = 1000, /* subjects, reasons, evidence */
	CAP_ID = 998,    /* a header line's limit, RFC 5322 2.1.1 */
	CAP_URL = 2048,
	CAP_SEALED = 8192, /* base64 of a box for as many keys as there may be */
	CAP_ROWS = 200,    /* contacts, portals, accounts, reasons, warnings */
	CAP_CITED = 500,
	CAP_PAGES = 1000000,
	COLUMNS_MAX = 24,
	CAP_LINES = 100000, /* of goods, counted */
};

/* What a column may hold, beside its public row. */
struct column_check {
	gsize cap;
	const char *const *set;
};

extern const struct column_check REPORT_HEAD_COLUMNS_CHECKS[], REPORT_CONTACT_COLUMNS_CHECKS[],
    REPORT_PORTAL_COLUMNS_CHECKS[], REPORT_FACT_COLUMNS_CHECKS[], REPORT_NOTICE_COLUMNS_CHECKS[],
    REPORT_PROMISE_COLUMNS_CHECKS[], REPORT_COMMAND_COLUMNS_CHECKS[], REPORT_BANK_COLUMNS_CHECKS[],
    REPORT_DOCUMENT_COLUMNS_CHECKS[], REPORT_EVIDENCE_COLUMNS_CHECKS[], ORDER_LINE_COLUMNS_CHECKS[];

/* An order's texts: its fields, part and digest. */
extern const struct report_column REPORT_ORDER_COLUMNS[];
extern const struct column_check REPORT_ORDER_COLUMNS_CHECKS[];

/* What must hold of a row beside that: report_check.c */
gboolean report_is_confidence(double d);
gboolean report_check_order(gconstpointer row);
gboolean report_check_account(gconstpointer row);
gboolean report_check_promise(gconstpointer row);
gboolean report_check_command(gconstpointer row);
gboolean report_check_document(gconstpointer row);
gboolean report_check_evidence(gconstpointer row);

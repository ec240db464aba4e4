/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is known of a customer's finance unit, as a page, as JSON, as CSV, and as the questions that are left.
 */
#pragma once

#include "shared.h"

struct dossier {
	const struct customer *customer;
	GPtrArray *facts; /* struct customer_fact, as store_facts_of() gives them */
	/* of the orders on record: how many, how many with a number, and the latest with one */
	guint orders, numbered;
	char *last_number;
	gint64 last_s, last_item;
};
/* FALSE: error is set. */
gboolean
dossier_load(struct dossier *d, struct store *store, const struct customer *customer, GError **error);
void dossier_clear(struct dossier *d);

void dossier_print(const struct dossier *d);
void dossier_print_json(const struct dossier *d);
void dossier_print_csv(const struct dossier *d, gboolean head);
/* The kinds that are not known, or only claimed: "billing contact, approver"; NULL: none is missing. */
char *dossier_missing(const struct dossier *d);
/* The same as one question that may be sent as it is; NULL. */
char *dossier_question(const struct dossier *d);
json_t *dossier_missing_json(const struct dossier *d);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Commands that only look: status, list, show, explain, customers (without import).
 */
#include "family_show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

static const char *
item_what(const struct store_item *item)
{
	static const char *const KINDS[] = { "order", "quarantined mail", "oversize mail" };

	return item->order && item->order->value[ORDER_NUMBER] ? item->order->value[ORDER_NUMBER]
	       : item->kind == ITEM_ORDER                      ? "(no number)"
							       : KINDS[item->kind];
}

/* What a person calls it: the decision, and how far its parcel is. */
static const char *
item_state(const struct store_item *item)
{
	if (item->route == ROUTE_ROUTE)
		return item->parcel_state ? item->parcel_state : "found";
	return item->settled_by ? "rejected" : ROUTE_NAMES[item->route];
}

/* Of what waits for a person; `purser show` tells it of the others. */
static char *
item_why(const struct store_item *item)
{
	GString *out = g_string_new(NULL);
	gboolean waits = (item->route == ROUTE_REVIEW || item->route == ROUTE_HOLD) && !item->settled_by;

	for (guint i = 0; waits && item->reasons && i < item->reasons->len; i++) {
		const char *reason = g_ptr_array_index(item->reasons, i), *tab = strchr(reason, '\t');

		g_string_append_printf(out, "%s%s", i ? "; " : "", tab ? tab + 1 : reason);
	}
	return g_string_free(out, FALSE);
}

static void
items_print(const GPtrArray *items, gboolean json)
{
	static const char *const HEADS[] = { "ID", "FOUND", "PO", "CUSTOMER", "AMOUNT", "STATE", "WHY",
		NULL };
	struct cli_table *t = json ? NULL : cli_table_new(HEADS);

	for (guint i = 0; i < items->len; i++) {
		const struct store_item *item = g_ptr_array_index((GPtrArray *)items, i);
		g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, item->id),
				*amount = cli_amount(item);
		g_autofree char *found = cli_time(item->at_s), *why = item_why(item);
		g_autofree char *customer =
		    g_strdup_printf("%s%s", item->customer_name ? item->customer_name : "-",
			item->customer_provisional ? " (provisional)" : "");

		if (json)
			cli_json_print(cli_item_json(item));
		else
			cli_table_row(t, (const char *[]){ id, found, item_what(item), customer, amount,
					     item_state(item), why });
	}
	if (t && items->len == 0)
		puts("nothing to list");
	if (t)
		cli_table_print(t);
}

/* The store that a command looks at: the daemon's, or the last scan's. */
static struct store *
look_store(const struct cli_options *o, gboolean scan, struct config **out_config, int *out_status)
{
	g_autofree char *dir = NULL;

	*out_config = cli_config(o);
	*out_status = EX_CONFIG;
	if (!*out_config)
		return NULL;
	dir = scan ? cli_scan_dir(*out_config) : NULL;
	return cli_store(*out_config, dir, out_status);
}

int
cli_list(int argc, char **argv)
{
	struct cli_options o = { NULL };
	struct store_item_filter filter = { .route = -1 };
	gboolean scan = FALSE, review = FALSE;
	g_autofree char *number = NULL, *customer = NULL, *hint = NULL, *route = NULL;
	gint limit = 0;
	const GOptionEntry entries[] = {
		{ "review", 0, 0, G_OPTION_ARG_NONE, &review, "Only what waits for a person", NULL },
		{ "route", 0, 0, G_OPTION_ARG_STRING, &route, "Only: route, review, hold or ignore",
		    "ROUTE" },
		{ "number", 0, 0, G_OPTION_ARG_STRING, &number, "Only this PO number", "NUMBER" },
		{ "customer", 0, 0, G_OPTION_ARG_STRING, &customer, "Only this customer", "NAME" },
		{ "limit", 0, 0, G_OPTION_ARG_INT, &limit, "At most so many, newest first", "N" },
		{ "scan", 0, 0, G_OPTION_ARG_NONE, &scan, "Of the last scan", NULL },
		{ NULL },
	};
	struct config *config = NULL;
	g_autoptr(GPtrArray) items = NULL;
	g_autoptr(GError) error = NULL;
	struct directory *dir = NULL;
	struct store *store;
	int status;

	if (!cli_parse(
		&o, entries, "- purchase orders and mail that needs a person, newest first", &argc, &argv))
		return EX_USAGE;
	for (int r = 0; route && r < ROUTE_N; r++)
		if (strcmp(route, ROUTE_NAMES[r]) == 0)
			filter.route = r;
	store = look_store(&o, scan, &config, &status);
	filter.open_only = review;
	filter.number = number;
	filter.limit = limit;
	if (store && customer) {
		const struct customer *c;

		dir = store_directory(store, &error);
		c = dir ? directory_find(dir, customer, &hint) : NULL;
		filter.customer_id = c ? c->id : -1;
		if (!c)
			fprintf(stderr, "purser: no customer '%s'%s%s\n", customer,
			    hint ? ": the nearest are " : "", hint ? hint : "");
	}
	if (store && filter.customer_id >= 0)
		items = store_items(store, &filter, &error);
	if (items)
		items_print(items, o.json);
	if (store && !items)
		status = error ? cli_error(error) : EX_DATAERR;
	directory_free(dir);
	store_close(store);
	config_free(config);
	return status;
}

/* An item by its id, or by a PO number when no such id exists. */
static struct store_item *
item_find(struct store *store, const char *text, GError **error)
{
	char *end;
	gint64 id = g_ascii_strtoll(text, &end, 10);
	struct store_item *item = *end == '\0' ? store_item_get(store, id, error) : NULL;
	g_autoptr(GPtrArray) items = NULL;

	if (item || *error)
		return item;
	items = store_items(store, &(struct store_item_filter){ .route = -1, .number = text }, error);
	if (items && items->len)
		return store_item_get(store, ((struct store_item *)g_ptr_array_index(items, 0))->id, error);
	if (!*error)
		purser_fail(error, PURSER_REJECT, "no item or PO number '%s': see purser list", text);
	return NULL;
}

static void
line_print(const char *title, const char *value)
{
	g_autofree char *safe = value ? text_one_line(value, 500) : NULL;

	if (safe)
		printf("%-14s %s\n", title, safe);
}

static void
show_print(const struct store_item *item, const GPtrArray *sightings)
{
	g_autofree char *found = cli_time(item->at_s), *amount = cli_amount(item);

	printf("%-14s %" G_GINT64_FORMAT " (%s)\n", "Item", item->id, item_state(item));
	for (int f = 0; item->order && f < ORDER_FIELD_N; f++)
		if (f != ORDER_CURRENCY)
			line_print(ORDER_FIELD_TITLES[f], f == ORDER_TOTAL ? amount : item->order->value[f]);
	if (item->order && item->order->lines)
		printf("%-14s %u%s%s\n", "Lines", item->order->n_lines,
		    item->order->lines_sum ? ", in all " : "",
		    item->order->lines_sum ? item->order->lines_sum : "");
	if (item->order)
		printf("%-14s %.2f\n", "Confidence", item->order->confidence);
	if (item->customer_name) {
		g_autofree char *customer = g_strdup_printf("%s%s%s%s", item->customer_name,
		    item->customer_code ? " " : "", item->customer_code ? item->customer_code : "",
		    item->customer_provisional ? " (provisional)" : "");

		line_print("Customer", customer);
	}
	line_print("Relation", RELATION_NAMES[item->relation]);
	line_print("From", item->origin_address);
	line_print("Subject", item->subject);
	line_print("Authentic", item->authenticity);
	line_print("Found", found);
	line_print("Settled by", item->settled_by);
	line_print("Parcel", item->parcel_state);
	line_print("Problem", item->parcel_error);
	for (guint i = 0; item->reasons && i < item->reasons->len; i++) {
		const char *reason = g_ptr_array_index(item->reasons, i), *tab = strchr(reason, '\t');

		line_print(i ? "" : "Why", tab ? tab + 1 : reason);
	}
	for (guint i = 0; i < sightings->len; i++) {
		const struct store_sighting *s = g_ptr_array_index((GPtrArray *)sightings, i);
		g_autofree char *at = cli_time(s->at_s);
		g_autofree char *line =
		    g_strdup_printf("%s/%s uid %u, %s", s->mailbox, s->folder, s->uid, at);

		line_print(i ? "" : "Seen in", line);
	}
}

/* Each field with how sure it is, and below it the line that it was found on. */
static void
evidence_print(const struct store_item *item, const GPtrArray *evidence)
{
	for (guint i = 0; i < evidence->len; i++) {
		const struct report_evidence *e = g_ptr_array_index((GPtrArray *)evidence, i);
		g_autofree char *line = cli_marked(e->line, e->text ? e->text : ""), *place = cli_place(e),
				*value = NULL;
		double sure = -1;

		for (int f = 0; item->order && f < ORDER_FIELD_N; f++)
			if (g_strcmp0(e->field, ORDER_FIELD_KEYS[f]) == 0) {
				value = text_one_line(item->order->value[f], 300);
				sure = item->order->field_confidence[f];
			}
		printf("%-14s %s", e->field, value ? value : "");
		if (sure >= 0)
			printf("  (%.0f %% sure)", sure * 100);
		printf("\n%-14s %s: %s\n%-14s rule %s\n", "", place, line, "", e->rule ? e->rule : "-");
	}
}

static json_t *
evidence_json(const GPtrArray *evidence)
{
	json_t *list = json_array();

	for (guint i = 0; i < evidence->len; i++) {
		const struct report_evidence *e = g_ptr_array_index((GPtrArray *)evidence, i);

		json_array_append_new(
		    list, json_pack("{s:o, s:o, s:o, s:o, s:i, s:[f,f,f,f], s:o}", "field",
			      cli_json_text(e->field), "text", cli_json_text(e->text), "line",
			      cli_json_text(e->line), "part", cli_json_text(e->part), "page", e->page, "box",
			      e->box[0], e->box[1], e->box[2], e->box[3], "rule", cli_json_text(e->rule)));
	}
	return list;
}

static int
show_or_explain(int argc, char **argv, gboolean proof)
{
	struct cli_options o = { NULL };
	gboolean scan = FALSE;
	const GOptionEntry entries[] = {
		{ "scan", 0, 0, G_OPTION_ARG_NONE, &scan, "Of the last scan", NULL },
		{ NULL },
	};
	g_autoptr(GPtrArray) evidence = NULL, sightings = NULL;
	struct family family = { NULL };
	g_autoptr(GError) error = NULL;
	struct config *config = NULL;
	struct store_item *item = NULL;
	struct store *store;
	int status;

	if (!cli_parse(&o, entries, proof ? "ID|NUMBER - every field with its proof" : "ID|NUMBER - one item",
		&argc, &argv))
		return EX_USAGE;
	if (argc != 2) {
		fprintf(stderr, "usage: purser %s ID|NUMBER\n", argv[0]);
		return EX_USAGE;
	}
	store = look_store(&o, scan, &config, &status);
	item = store ? item_find(store, argv[1], &error) : NULL;
	evidence = item ? store_item_evidence(store, item->id, &error) : NULL;
	sightings = evidence ? store_item_sightings(store, item->id, &error) : NULL;
	if (sightings && item->order && item->order->value[ORDER_NUMBER] &&
	    !store_family(store, item->customer_id, item->order->value[ORDER_NUMBER], NULL, &family, &error))
		g_clear_pointer(&sightings, g_ptr_array_unref);
	if (store && !sightings) {
		status = cli_error(error);
	} else if (sightings && o.json) {
		json_t *j = cli_item_json(item);

		json_object_set_new(j, "evidence", evidence_json(evidence));
		if (family.versions)
			json_object_set_new(j, "family", family_json(&family));
		cli_json_print(j);
	} else if (sightings) {
		show_print(item, sightings);
		if (family.versions)
			family_print(&family);
		if (proof) {
			puts("");
			evidence_print(item, evidence);
		}
	}
	family_clear(&family);
	store_item_free(item);
	store_close(store);
	config_free(config);
	return status;
}

int
cli_show(int argc, char **argv)
{
	return show_or_explain(argc, argv, FALSE);
}

int
cli_explain(int argc, char **argv)
{
	return show_or_explain(argc, argv, TRUE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rules - which label gives which field, with which type of value, and where it stands
 *
 * Every row carries its proof: a text it must take, what it takes from it, and a text it must leave.
 */
#pragma once

#include "facts.h"

enum value_type {
	VALUE_REFERENCE, /* behind a sure label: short ones too */
	VALUE_REFERENCE_STRICT,
	VALUE_REVISION,
	VALUE_DATE,
	VALUE_MONEY,
	VALUE_CURRENCY,
	VALUE_TERMS,
	VALUE_MAIL,
	VALUE_NAME,    /* of a company: first line of a block */
	VALUE_ADDRESS, /* the whole block */
};
enum where {
	WHERE_BEHIND = 1,
	WHERE_RIGHT = 2,
	WHERE_BELOW = 4,
	WHERE_BESIDE = 3,
	WHERE_ALL = 7,
	WHERE_ALONE = 8, /* right or below, and nothing else in its cell */
};

enum { FIELD_CITED = ORDER_FIELD_N, FIELD_INVOICE_MAIL };

struct rule {
	const char *id;
	guint8 field, kind; /* enum order_field or FIELD_…, enum label_kind */
	guint8 value, where, weight;
	const char *yes, *takes, *no, *why;
};
extern const struct rule RULES[];

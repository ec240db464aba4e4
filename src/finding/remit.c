/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts that are not ours and pretend to be, by what the reader found. */
#include "purser/finding.h"

/* In our name: by a word that names its holder, or in a letter of ours. That our name stands somewhere near is not enough: it
 * stands on every invoice that suppliers send us. */
static gboolean
is_in_our_name(const struct report *r, const struct report_bank_account *a)
{
	return g_strcmp0(a->whose, "ours") == 0 && (a->holder || g_strcmp0(r->direction, "outbound") == 0);
}

const struct report_bank_account *
report_remit_to(const struct report *r)
{
	const struct report_bank_account *unknown = NULL;

	for (guint i = 0; r->bank_accounts && i < r->bank_accounts->len; i++) {
		const struct report_bank_account *a = g_ptr_array_index(r->bank_accounts, i);

		if (g_strcmp0(a->standing, "altered") == 0 || g_strcmp0(a->standing, "swapped") == 0)
			return a;
		if (!unknown && g_strcmp0(a->standing, "unknown") == 0 && is_in_our_name(r, a))
			unknown = a;
	}
	return unknown;
}

gboolean
report_may_be_kept(const struct report *r)
{
	return report_brings_order(r) || (r->notices && r->notices->len) || report_remit_to(r);
}

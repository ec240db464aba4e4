/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers to our letters: AR settles items ("route 12"), an AE says that no order will come (NONE) or that something is
 * another's (NOT MINE).
 *
 * Believed only in the mailbox that the configuration names, from a sender whom a server of ours proved, in answer to a letter
 * that we sent, and once. Done through the same code as `purser review`, in the transaction that records the message, which also
 * puts the letter that tells what was done.
 */
#pragma once

#include "context.h"

gboolean answer_of_message(
    struct keeper *k, store_tx *tx, const char *mailbox, const struct arrival *m, GError **error);

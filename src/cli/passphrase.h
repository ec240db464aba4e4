/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside cli: the passphrase of a key. */
#pragma once

#include "purser/vault.h"

/* For vault_pair_load(). NULL: nobody answers. */
struct secret *passphrase_ask(const char *key_id, gpointer data, GError **error);
/* For a new key; at a terminal it is asked for twice. FALSE: nobody answered, or the two were not the same. *out NULL: an
 * empty one, which is none. */
gboolean passphrase_choose(struct secret **out, GError **error);

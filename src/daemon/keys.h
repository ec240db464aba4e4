/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keeper's keys, and whom it seals to.
 *
 *	keys_open()    at start
 *	keys_reload()  with a new configuration: FALSE leaves all as it was
 *	keys_note()    after either: what changed goes to the audit log
 *	keys_expire()  now and then: sealed originals that are old enough are erased
 */
#pragma once

#include "context.h"

gboolean keys_open(struct keeper *k, GError **error);
gboolean keys_reload(struct keeper *k, const struct config *next, GError **error);
gboolean keys_note(struct keeper *k, const char *who, enum audit_what why, GError **error);
void keys_expire(struct keeper *k);
void keys_clear(struct keeper *k);

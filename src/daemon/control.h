/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The local socket.
 */
#pragma once

#include "context.h"

/* Reads the configuration again, because somebody said so; tells in *out_text what came of it. */
typedef gboolean (*control_reload_fn)(struct keeper *k, const char *who, char **out_text);
struct control *control_new(struct keeper *k, control_reload_fn reload, GError **error);
void control_free(struct control *c);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The local socket.
 */
#pragma once

#include "context.h"

/* reload: reads the configuration again; tells in *out_text what came of it. */
struct control *
control_new(struct keeper *k, gboolean (*reload)(struct keeper *k, char **out_text), GError **error);
void control_free(struct control *c);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * daemon - the only place that knows the order of all this; supervision, signals, systemd
 */
#pragma once

#include "purser/base.h"

struct daemon_options {
	const char *config_path; /* NULL: default */
	gboolean once;           /* catch up with every mailbox, empty the outbox, end */
	gboolean foreground;     /* plain log lines for a terminal */
};
/* The whole of purserd: returns a sysexits.h status. */
int daemon_main(const struct daemon_options *options);

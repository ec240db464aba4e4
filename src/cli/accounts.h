/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What purser accounts offers to purser check-config. */
#pragma once

#include "shared.h"

struct secret;
/* The key that accounts are registered with; given: its file, NULL: as the configuration says. Never made here. */
struct secret *accounts_key(const struct config *config, const char *given, GError **error);

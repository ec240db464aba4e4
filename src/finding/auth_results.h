/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One Authentication-Results field (RFC 8601), behind its name: what it says of DMARC. */
#pragma once

#include <glib.h>

/* The result ("pass", "fail", "none", …), lower case, or NULL; any fail wins. out_domain: header.from of a pass.
 * Comments say nothing, and what is quoted can be no syntax. */
char *auth_results_dmarc(const char *value, char **out_domain);

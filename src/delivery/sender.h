/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sender - one sender's life behind its wire; apart from delivery_main() so that a test can run it in a
 * thread */
#pragma once

/* Serves until the keeper hangs up. Returns an exit status. Takes fd. */
int sender_serve(int fd);

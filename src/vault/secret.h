/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the vault: a secret that is still to be filled. */
#pragma once

#include "purser/vault.h"

/* Zeroed, locked, one NUL behind its size. HALT when the system has no more memory to lock. */
struct secret *secret_alloc(gsize size, GError **error);
char *secret_room(struct secret *s);
/* Keeps the first size bytes; the rest is wiped. */
void secret_cut(struct secret *s, gsize size);
void secret_fill_random(struct secret *s);
/* Opens a regular file of the running user or root that nobody else may read, of 1 to max_bytes bytes. -1:
 * HALT; or, when out_missing is given and there is no such file, *out_missing and no error. */
int
secret_file_open(const char *path, gsize max_bytes, gboolean *out_missing, gsize *out_size, GError **error);
/* Reads from an open file until it is full or the file ends; returns the bytes read, or -1. */
gssize secret_read(struct secret *s, int fd);
/* Writes a file (0600), whole and durable, or none. It replaces nothing: one that is there is fine when may_exist
 * (another was faster), else an error. */
gboolean secret_file_store(const char *path, const struct secret *s, gboolean may_exist, GError **error);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Header fields and parts of a letter, as they travel. */
#pragma once

#include "compose.h"

#include <gmime/gmime.h>

void mime_init(void);
GMimeFormatOptions *mime_crlf_format(void);
/* A hostile value becomes one line, encoded; nothing is set for an empty one. */
void mime_field(GMimeObject *m, const char *name, const char *value, gsize max);
/* "purser <purser@acme.example>" or a bare address; only what is plainly an address gets in. How many did. */
guint mime_mailboxes(GMimeMessage *m, GMimeAddressType type, const char *text);
gboolean mime_id_plain(const char *id);
void mime_attachment_write(struct writer *w, const char *boundary, const char *declared, const char *filename,
    const guint8 *bytes, gsize size, GMimeFormatOptions *format);
/* The multipart/alternative within a part of its own; its boundary is made from the outer one. */
void mime_bodies_write(struct writer *w, const char *text, const char *html, const char *boundary);

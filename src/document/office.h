/* SPDX-License-Identifier: GPL-3.0-or-later */
/* office - readers of Office's files and of containers, for the table of formats */
#pragma once

#include "scribe.h"

void docx_read(struct document *d, const struct source *s);
void xlsx_read(struct document *d, const struct source *s);
void odt_read(struct document *d, const struct source *s);
void ods_read(struct document *d, const struct source *s);
void doc_read(struct document *d, const struct source *s);
void xls_read(struct document *d, const struct source *s);
void rtf_read(struct document *d, const struct source *s);
void msg_read(struct document *d, const struct source *s);
void tnef_read(struct document *d, const struct source *s);
void signed_read(struct document *d, const struct source *s);
void zip_read(struct document *d, const struct source *s);

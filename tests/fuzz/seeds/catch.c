/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the unit tests give to the readers, kept as seeds for the fuzzers. Linked before a test with --wrap for each
 * function here; $PURSER_CATCH names the folder.
 */
#include "purser/config.h"
#include "purser/directory.h"
#include "purser/document.h"
#include "purser/finding.h"
#include "purser/mailbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define CAUGHT_MAX (256 * 1024)

static void
keep(const char *kind, const void *bytes, gsize size)
{
	const char *root = getenv("PURSER_CATCH");
	g_autofree char *name = NULL, *folder = NULL, *path = NULL;
	FILE *f;

	if (!root || !size || size > CAUGHT_MAX)
		return;
	name = g_compute_checksum_for_data(G_CHECKSUM_SHA1, bytes, size);
	folder = g_build_filename(root, kind, NULL);
	path = g_build_filename(folder, name, NULL);
	g_mkdir_with_parents(folder, 0755);
	/* Not g_file_set_contents(): it waits for the disk, thousands of times. */
	f = fopen(path, "wb");
	if (f) {
		fwrite(bytes, 1, size, f);
		fclose(f);
	}
}

struct document *
__real_document_read(GBytes *, const char *, const char *, const char *, const struct limits *);
struct document *
__wrap_document_read(GBytes *, const char *, const char *, const char *, const struct limits *);
GBytes *__real_document_unwrap(GBytes *, const struct limits *, gboolean *);
GBytes *__wrap_document_unwrap(GBytes *, const struct limits *, gboolean *);
struct message *__real_message_parse(const guint8 *, gsize, const struct limits *, GError **);
struct message *__wrap_message_parse(const guint8 *, gsize, const struct limits *, GError **);
GPtrArray *__real_message_peel(const char *, gsize, const char *);
GPtrArray *__wrap_message_peel(const char *, gsize, const char *);
struct config *__real_config_parse(const char *, const char *, GPtrArray **);
struct config *__wrap_config_parse(const char *, const char *, GPtrArray **);
GPtrArray *__real_directory_import_csv(const char *, gsize, const char *, GPtrArray **);
GPtrArray *__wrap_directory_import_csv(const char *, gsize, const char *, GPtrArray **);
struct auth_results *__real_auth_results_parse(const char *);
struct auth_results *__wrap_auth_results_parse(const char *);
struct uid_set *__real_uid_set_parse(const char *, GError **);
struct uid_set *__wrap_uid_set_parse(const char *, GError **);
void __real_report_pack(const struct report *, struct flat *);
void __wrap_report_pack(const struct report *, struct flat *);
GVariant *__real_g_variant_new_from_bytes(const GVariantType *, GBytes *, gboolean);
GVariant *__wrap_g_variant_new_from_bytes(const GVariantType *, GBytes *, gboolean);
ssize_t __real_recv(int, void *, size_t, int);
ssize_t __wrap_recv(int, void *, size_t, int);
struct _mailstream *__real_stream_wrap(int, const struct stream_settings *);
struct _mailstream *__wrap_stream_wrap(int, const struct stream_settings *);

struct document *
__wrap_document_read(GBytes *bytes, const char *media_type, const char *filename, const char *charset,
    const struct limits *limits)
{
	struct document *d = __real_document_read(bytes, media_type, filename, charset, limits);
	g_autofree char *kind = g_strdup_printf("document/%s", d->media_type);
	gsize size;
	const void *data = g_bytes_get_data(bytes, &size);

	g_strdelimit(kind + strlen("document/"), "/", '_');
	keep(kind, data, size);
	return d;
}

GBytes *
__wrap_document_unwrap(GBytes *bytes, const struct limits *limits, gboolean *out_same)
{
	gsize size;
	const guint8 *data = g_bytes_get_data(bytes, &size);

	if (size > 4 && (data[0] == 0xd0 || data[0] == 0x78 || data[0] == 0x30))
		keep(data[0] == 0xd0 ? "document/application_vnd.ms-outlook" : "wrapped", data, size);
	return __real_document_unwrap(bytes, limits, out_same);
}

struct message *
__wrap_message_parse(const guint8 *bytes, gsize size, const struct limits *limits, GError **error)
{
	keep("mail", bytes, size);
	return __real_message_parse(bytes, size, limits, error);
}

GPtrArray *
__wrap_message_peel(const char *text, gsize size, const char *subject)
{
	keep("body", text, size);
	return __real_message_peel(text, size, subject);
}

struct config *
__wrap_config_parse(const char *text, const char *file, GPtrArray **out_problems)
{
	keep("config", text, strlen(text));
	return __real_config_parse(text, file, out_problems);
}

GPtrArray *
__wrap_directory_import_csv(const char *text, gsize size, const char *file, GPtrArray **out_problems)
{
	keep("customers", text, size);
	return __real_directory_import_csv(text, size, file, out_problems);
}

struct auth_results *
__wrap_auth_results_parse(const char *value)
{
	keep("auth", value, strlen(value));
	return __real_auth_results_parse(value);
}

struct uid_set *
__wrap_uid_set_parse(const char *text, GError **error)
{
	keep("uids", text, strlen(text));
	return __real_uid_set_parse(text, error);
}

void
__wrap_report_pack(const struct report *r, struct flat *out)
{
	gsize before = out->size;

	__real_report_pack(r, out);
	keep("report", out->data + before, out->size - before);
}

/* Bodies of messages between helpers and keeper, by their type. */
GVariant *
__wrap_g_variant_new_from_bytes(const GVariantType *type, GBytes *bytes, gboolean trusted)
{
	g_autofree char *name = g_variant_type_dup_string(type), *kind = g_strconcat("wire/", name, NULL);
	gsize size;
	const void *data = g_bytes_get_data(bytes, &size);

	keep(kind, data, size);
	return __real_g_variant_new_from_bytes(type, bytes, trusted);
}

/* ---- all that a server said on one connection ---- */

static GByteArray *said[1024];

static void
said_keep(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(said); i++)
		if (said[i]) {
			keep(g_str_has_prefix((const char *)said[i]->data, "2") ? "smtp" : "imap",
			    said[i]->data, said[i]->len);
			g_byte_array_unref(g_steal_pointer(&said[i]));
		}
}

struct _mailstream *
__wrap_stream_wrap(int fd, const struct stream_settings *settings)
{
	static gboolean begun;

	if (!begun)
		atexit(said_keep);
	begun = TRUE;
	said_keep();
	if (fd < (int)G_N_ELEMENTS(said))
		said[fd] = g_byte_array_new();
	return __real_stream_wrap(fd, settings);
}

/* A scripted server reads byte by byte. */
ssize_t
__wrap_recv(int fd, void *bytes, size_t size, int flags)
{
	ssize_t n = __real_recv(fd, bytes, size, flags);

	if (n > 0 && size > 1 && fd < (int)G_N_ELEMENTS(said) && said[fd] && said[fd]->len < CAUGHT_MAX)
		g_byte_array_append(said[fd], bytes, (guint)n);
	return n;
}

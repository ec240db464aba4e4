/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Public lines, to whom things are sealed: written, read, refused when a letter is wrong. */
#include "envelope.h"

#include <sodium.h>
#include <string.h>

#define LINE_WORD "purser-key"
#define CHECK_PURPOSE "purser key check 1"
#define CHECK_SIZE 4
#define TEXT_MAX ((gsize)64 << 10)

static void
check_of(const guint8 public_key[32], guint8 out[CHECK_SIZE])
{
	guint8 hash[32];

	crypto_generichash(
	    hash, sizeof hash, public_key, 32, (const guint8 *)CHECK_PURPOSE, strlen(CHECK_PURPOSE));
	memcpy(out, hash, CHECK_SIZE);
}

static char *
line_of(const guint8 public_key[32], const char *label)
{
	guint8 id[KEY_ID_SIZE], all[32 + CHECK_SIZE];
	char hex[KEY_ID_SIZE * 2 + 1];
	char text[sodium_base64_ENCODED_LEN(sizeof all, sodium_base64_VARIANT_ORIGINAL)];

	key_id_of(public_key, id);
	sodium_bin2hex(hex, sizeof hex, id, sizeof id);
	memcpy(all, public_key, 32);
	check_of(public_key, all + 32);
	sodium_bin2base64(text, sizeof text, all, sizeof all, sodium_base64_VARIANT_ORIGINAL);
	return g_strdup_printf(
	    LINE_WORD " %s %s%s%s", hex, text, label && *label ? " " : "", label ? label : "");
}

static void
public_of(const struct secret *pair, guint8 out[32])
{
	g_assert(secret_size(pair) == VAULT_KEY_SIZE);
	crypto_scalarmult_base(out, (const guint8 *)secret_bytes(pair));
}

char *
vault_pair_line(const struct secret *pair, const char *label)
{
	guint8 public_key[32];
	g_autofree char *plain = label ? g_strdelimit(g_strdup(label), "\r\n\t", ' ') : NULL;

	public_of(pair, public_key);
	return line_of(public_key, plain);
}

char *
vault_pair_id(const struct secret *pair)
{
	guint8 public_key[32], id[KEY_ID_SIZE];
	char *hex = g_malloc(KEY_ID_SIZE * 2 + 1);

	public_of(pair, public_key);
	key_id_of(public_key, id);
	return sodium_bin2hex(hex, KEY_ID_SIZE * 2 + 1, id, sizeof id);
}

/* A point of small order would give everybody the same secret. */
static gboolean
key_is_weak(const guint8 public_key[32])
{
	guint8 one[32], shared[32];
	int rc;

	randombytes_buf(one, sizeof one);
	rc = crypto_scalarmult(shared, one, public_key);
	secret_wipe(one, sizeof one);
	secret_wipe(shared, sizeof shared);
	return rc < 0;
}

/* NULL: what is wrong with the line is in *out_why. */
static gboolean
line_read(char *const *words, struct recipient *out, const char **out_why)
{
	guint8 all[32 + CHECK_SIZE], check[CHECK_SIZE];
	gsize size = 0;

	*out_why = NULL;
	if (g_strcmp0(words[0], LINE_WORD) != 0 || !words[1] || !words[2])
		*out_why = "is no public key line ('purser-key ID KEY'): it must be the line that purser "
			   "keygen printed";
	else if (sodium_base642bin(all, sizeof all, words[2], strlen(words[2]), NULL, &size, NULL,
		     sodium_base64_VARIANT_ORIGINAL) < 0 ||
		 size != sizeof all)
		*out_why = "has a key that is cut or mistyped: copy the line again";
	if (*out_why)
		return FALSE;
	memcpy(out->key, all, 32);
	check_of(out->key, check);
	key_id_of(out->key, out->id);
	sodium_bin2hex(out->id_hex, sizeof out->id_hex, out->id, sizeof out->id);
	if (memcmp(check, all + 32, CHECK_SIZE) != 0 || strcmp(out->id_hex, words[1]) != 0)
		*out_why = "has a mistyped key: copy the line again";
	else if (key_is_weak(out->key))
		*out_why = "has a key that hides nothing: make another with purser keygen";
	return *out_why == NULL;
}

static gboolean
recipients_add(struct vault_recipients *r, const char *line, const char **out_why)
{
	g_auto(GStrv) all = g_strsplit_set(line, " \t", -1);
	g_autoptr(GPtrArray) words = g_ptr_array_new();
	g_autoptr(GString) label = g_string_new(NULL);
	struct recipient one = { 0 };

	for (char **w = all; *w; w++)
		if (**w)
			g_ptr_array_add(words, *w);
	g_ptr_array_add(words, NULL);
	if (!line_read((char *const *)words->pdata, &one, out_why))
		return FALSE;
	for (guint i = 0; i < r->all->len; i++)
		if (memcmp(g_array_index(r->all, struct recipient, i).key, one.key, 32) == 0)
			return TRUE;
	if (r->all->len >= VAULT_RECIPIENTS_MAX) {
		*out_why = "is one key too many: 16 are allowed";
		return FALSE;
	}
	for (guint i = 3; i + 1 < words->len; i++)
		g_string_append_printf(label, "%s%s", label->len ? " " : "", (char *)words->pdata[i]);
	g_array_append_val(r->all, one);
	g_array_index(r->all, struct recipient, r->all->len - 1).label = g_strdup(label->str);
	return TRUE;
}

static void
recipient_clear(gpointer data)
{
	struct recipient *r = data;

	g_free(r->label);
}

struct vault_recipients *
vault_recipients_parse(const char *text, const char *name, GError **error)
{
	struct vault_recipients *r = g_new0(struct vault_recipients, 1);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	if (sodium_init() < 0)
		g_error("libsodium finds no source of random bytes");
	r->all = g_array_new(FALSE, FALSE, sizeof(struct recipient));
	g_array_set_clear_func(r->all, recipient_clear);
	for (guint i = 0; lines[i]; i++) {
		const char *why = NULL;
		char *line = g_strstrip(lines[i]);

		if (!*line || *line == '#' || recipients_add(r, line, &why))
			continue;
		purser_fail(error, PURSER_REJECT, "%s:%u: the line %s", name, i + 1, why);
		vault_recipients_free(r);
		return NULL;
	}
	return r;
}

struct vault_recipients *
vault_recipients_load(const char *path, GError **error)
{
	g_autoptr(GError) why = NULL;
	g_autofree char *text = NULL;
	struct vault_recipients *r;
	gsize size = 0;

	if (!g_file_get_contents(path, &text, &size, &why)) {
		purser_fail(error, PURSER_HALT, "%s", why->message);
		return NULL;
	}
	if (size > TEXT_MAX || memchr(text, 0, size)) {
		purser_fail(error, PURSER_HALT, "%s is no file of public keys", path);
		return NULL;
	}
	r = vault_recipients_parse(text, path, &why);
	if (r && r->all->len == 0) {
		vault_recipients_free(r);
		r = NULL;
		purser_fail(&why, PURSER_HALT,
		    "%s has no public key: put the line in it that purser keygen printed", path);
	}
	if (!r)
		purser_fail(error, PURSER_HALT, "%s", why->message);
	return r;
}

void
vault_recipients_free(struct vault_recipients *r)
{
	if (!r)
		return;
	g_array_unref(r->all);
	g_free(r);
}

guint
vault_recipients_count(const struct vault_recipients *r)
{
	return r ? r->all->len : 0;
}

const char *
vault_recipients_id(const struct vault_recipients *r, guint i)
{
	return g_array_index(r->all, struct recipient, i).id_hex;
}

const char *
vault_recipients_label(const struct vault_recipients *r, guint i)
{
	return g_array_index(r->all, struct recipient, i).label;
}

char *
vault_recipients_text(const struct vault_recipients *r)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < vault_recipients_count(r); i++) {
		const struct recipient *one = &g_array_index(r->all, struct recipient, i);
		g_autofree char *line = line_of(one->key, one->label);

		g_string_append_printf(text, "%s\n", line);
	}
	return g_string_free(text, FALSE);
}

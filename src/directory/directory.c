/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index in memory: customers by id, code, domain, name and contact. */
#include "index.h"
#include "look.h"

#include <string.h>

struct customer *
customer_new(void)
{
	struct customer *c = g_new0(struct customer, 1);

	c->domains = g_new0(char *, 1);
	c->aliases = g_new0(char *, 1);
	c->contacts = g_new0(char *, 1);
	return c;
}

void
customer_free(struct customer *c)
{
	if (!c)
		return;
	g_free(c->code);
	g_free(c->name);
	g_strfreev(c->domains);
	g_strfreev(c->aliases);
	g_strfreev(c->contacts);
	g_free(c->ae);
	g_free(c->ar_owner);
	g_strfreev(c->number_shapes);
	g_free(c);
}

struct customer *
customer_copy(const struct customer *c)
{
	struct customer *copy = g_new0(struct customer, 1);

	copy->id = c->id;
	copy->kind = c->kind;
	copy->code = g_strdup(c->code);
	copy->name = g_strdup(c->name);
	copy->domains = g_strdupv(c->domains);
	copy->aliases = g_strdupv(c->aliases);
	copy->contacts = g_strdupv(c->contacts);
	copy->ae = g_strdup(c->ae);
	copy->ar_owner = g_strdup(c->ar_owner);
	copy->number_shapes = g_strdupv(c->number_shapes);
	copy->confirmed = c->confirmed;
	return copy;
}

static gboolean
words_equal(char **a, char **b)
{
	static char *none[] = { NULL };

	return g_strv_equal((const char *const *)(a ? a : none), (const char *const *)(b ? b : none));
}

gboolean
customer_equal(const struct customer *a, const struct customer *b)
{
	return a->kind == b->kind && g_strcmp0(a->code, b->code) == 0 && g_strcmp0(a->name, b->name) == 0 &&
	       g_strcmp0(a->ae, b->ae) == 0 && g_strcmp0(a->ar_owner, b->ar_owner) == 0 &&
	       words_equal(a->domains, b->domains) && words_equal(a->aliases, b->aliases) &&
	       words_equal(a->contacts, b->contacts);
}

struct directory *
directory_new(void)
{
	struct directory *d = g_new0(struct directory, 1);

	d->all = g_ptr_array_new_with_free_func((GDestroyNotify)customer_free);
	d->by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
	d->by_code = g_hash_table_new(g_str_hash, g_str_equal);
	for (int k = 0; k < SIGN_N; k++)
		d->by_sign[k] =
		    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	d->looks = g_new0(struct looks *, 1);
	return d;
}

void
directory_free(struct directory *d)
{
	if (!d)
		return;
	g_hash_table_destroy(d->by_id);
	g_hash_table_destroy(d->by_code);
	for (int k = 0; k < SIGN_N; k++)
		g_hash_table_destroy(d->by_sign[k]);
	looks_free(*d->looks);
	g_free(d->looks);
	g_ptr_array_unref(d->all);
	g_free(d);
}

/* Takes the key. */
static void
sign_add(struct directory *d, enum sign sign, char *key, struct customer *c)
{
	GPtrArray *list = key ? g_hash_table_lookup(d->by_sign[sign], key) : NULL;

	if (key && !list) {
		list = g_ptr_array_new();
		g_hash_table_insert(d->by_sign[sign], g_strdup(key), list);
	}
	if (list && !g_ptr_array_find(list, c, NULL))
		g_ptr_array_add(list, c);
	g_free(key);
}

static void
sign_remove(struct directory *d, enum sign sign, char *key, struct customer *c)
{
	GPtrArray *list = key ? g_hash_table_lookup(d->by_sign[sign], key) : NULL;

	if (list) {
		g_ptr_array_remove(list, c);
		if (list->len == 0)
			g_hash_table_remove(d->by_sign[sign], key);
	}
	g_free(key);
}

/* A relay or a public provider is nobody's domain, whoever wrote it down. */
static char *
domain_sign(const char *domain)
{
	return directory_is_relay(domain) || directory_is_freemail(domain) ? NULL : domain_of(domain);
}

static void
signs_each(struct directory *d, struct customer *c,
    void (*each)(struct directory *d, enum sign sign, char *key, struct customer *c))
{
	each(d, SIGN_NAME, name_key(c->name), c);
	for (char **w = c->aliases; w && *w; w++)
		each(d, SIGN_NAME, name_key(*w), c);
	for (char **w = c->domains; w && *w; w++)
		each(d, SIGN_DOMAIN, domain_sign(*w), c);
	for (char **w = c->contacts; w && *w; w++)
		each(d, SIGN_CONTACT, g_utf8_strdown(*w, -1), c);
}

void
directory_add(struct directory *d, struct customer *c)
{
	struct customer *old = c->id ? g_hash_table_lookup(d->by_id, &c->id) : NULL;

	if (old == c)
		return;
	/* nobody pretends to be a provisional one: they come and go without a new look at all the others */
	if (c->kind != CUSTOMER_PROVISIONAL || (old && old->kind != CUSTOMER_PROVISIONAL))
		g_clear_pointer(d->looks, looks_free);
	if (old) {
		signs_each(d, old, sign_remove);
		g_hash_table_remove(d->by_id, &old->id);
		if (old->code && g_hash_table_lookup(d->by_code, old->code) == old)
			g_hash_table_remove(d->by_code, old->code);
		g_ptr_array_remove_fast(d->all, old);
	}
	g_ptr_array_add(d->all, c);
	if (c->id)
		g_hash_table_replace(d->by_id, &c->id, c);
	if (c->code)
		g_hash_table_replace(d->by_code, c->code, c);
	signs_each(d, c, sign_add);
}

guint
directory_size(const struct directory *d)
{
	return d->all->len;
}

gboolean
directory_has_known(const struct directory *d)
{
	for (guint i = 0; i < d->all->len; i++)
		if (((const struct customer *)g_ptr_array_index(d->all, i))->kind == CUSTOMER_KNOWN)
			return TRUE;
	return FALSE;
}

const struct customer *
directory_by_id(const struct directory *d, gint64 id)
{
	return g_hash_table_lookup(d->by_id, &id);
}

const struct customer *
directory_by_code(const struct directory *d, const char *code)
{
	return code ? g_hash_table_lookup(d->by_code, code) : NULL;
}

const GPtrArray *
sign_lookup(const struct directory *d, enum sign sign, const char *key)
{
	return key ? g_hash_table_lookup(d->by_sign[sign], key) : NULL;
}

/* The registrable domain, and what lies between it and the host, may each be on record: the longest wins, for
 * a group's firms share a domain. */
const GPtrArray *
sign_lookup_host(const struct directory *d, const char *address)
{
	g_autofree char *host = domain_of(address), *registrable = directory_registrable_domain(address);
	gsize least = registrable ? strlen(registrable) : 0;

	if (!least || directory_is_relay(address) || directory_is_freemail(address))
		return NULL;
	for (const char *tail = host; tail && strlen(tail) >= least;) {
		const GPtrArray *found = sign_lookup(d, SIGN_DOMAIN, tail);
		const char *dot = strchr(tail, '.');

		if (found)
			return found;
		tail = dot ? dot + 1 : NULL;
	}
	return NULL;
}

static int
by_name(gconstpointer a, gconstpointer b)
{
	const struct customer *const *x = a, *const *y = b;
	int order = g_utf8_collate((*x)->name ? (*x)->name : "", (*y)->name ? (*y)->name : "");

	return order ? order : (*x)->id < (*y)->id ? -1 : (*x)->id > (*y)->id;
}

GPtrArray *
directory_all(const struct directory *d)
{
	GPtrArray *all = g_ptr_array_sized_new(d->all->len);

	for (guint i = 0; i < d->all->len; i++)
		g_ptr_array_add(all, g_ptr_array_index(d->all, i));
	g_ptr_array_sort(all, by_name);
	return all;
}

/* Every name, alias, code and domain that a person may have meant. */
static char *
nearest_hint(const struct directory *d, const char *text)
{
	g_autoptr(GPtrArray) known = g_ptr_array_new();

	for (guint i = 0; i < d->all->len; i++) {
		const struct customer *c = g_ptr_array_index(d->all, i);
		char **lists[] = { c->aliases, c->domains };

		if (c->name)
			g_ptr_array_add(known, c->name);
		if (c->code)
			g_ptr_array_add(known, c->code);
		for (gsize l = 0; l < G_N_ELEMENTS(lists); l++)
			for (char **w = lists[l]; w && *w; w++)
				g_ptr_array_add(known, *w);
	}
	return known->len ? text_nearest(text, (const char *const *)known->pdata, known->len) : NULL;
}

const struct customer *
directory_find(const struct directory *d, const char *text, char **out_hint)
{
	const struct customer *c = directory_by_code(d, text);
	g_autofree char *name = name_key(text), *lower = g_utf8_strdown(text, -1);
	const GPtrArray *found[] = { sign_lookup(d, SIGN_NAME, name), sign_lookup(d, SIGN_CONTACT, lower),
		sign_lookup_host(d, text) };

	for (gsize i = 0; !c && i < G_N_ELEMENTS(found); i++)
		if (found[i])
			c = g_ptr_array_index(found[i], 0);
	if (out_hint)
		*out_hint = c ? NULL : nearest_hint(d, text);
	return c;
}

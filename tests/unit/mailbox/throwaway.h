/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates for one test run: an authority, and what it signs. */
#pragma once

#include <glib.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>

struct throwaway {
	gnutls_x509_privkey_t key;
	gnutls_x509_crt_t crt;
};

static inline void
throwaway_pem(const struct throwaway *t, const char *crt_file, const char *key_file)
{
	gnutls_datum_t out;

	g_assert_cmpint(gnutls_x509_crt_export2(t->crt, GNUTLS_X509_FMT_PEM, &out), ==, 0);
	g_assert_true(g_file_set_contents(crt_file, (char *)out.data, out.size, NULL));
	gnutls_free(out.data);
	if (!key_file)
		return;
	g_assert_cmpint(gnutls_x509_privkey_export2(t->key, GNUTLS_X509_FMT_PEM, &out), ==, 0);
	g_assert_true(g_file_set_contents(key_file, (char *)out.data, out.size, NULL));
	gnutls_free(out.data);
}

/* by NULL: an authority, signed by itself. Valid from a day ago for days. */
static inline void
throwaway_make(struct throwaway *t, const struct throwaway *by, const char *name, int days)
{
	gint64 now = g_get_real_time() / G_USEC_PER_SEC;
	guint8 serial[8];

	gnutls_x509_privkey_init(&t->key);
	gnutls_x509_privkey_generate(
	    t->key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0);
	gnutls_x509_crt_init(&t->crt);
	gnutls_x509_crt_set_version(t->crt, 3);
	gnutls_x509_crt_set_dn_by_oid(t->crt, GNUTLS_OID_X520_COMMON_NAME, 0, name, (unsigned)strlen(name));
	gnutls_x509_crt_set_activation_time(t->crt, now - 30 * 86400);
	gnutls_x509_crt_set_expiration_time(t->crt, now + days * (gint64)86400);
	gnutls_rnd(GNUTLS_RND_NONCE, serial, sizeof(serial));
	serial[0] = 1;
	gnutls_x509_crt_set_serial(t->crt, serial, sizeof(serial));
	gnutls_x509_crt_set_key(t->crt, t->key);
	gnutls_x509_crt_set_basic_constraints(t->crt, by == NULL, -1);
	if (by)
		gnutls_x509_crt_set_subject_alt_name(
		    t->crt, GNUTLS_SAN_DNSNAME, name, (unsigned)strlen(name), GNUTLS_FSAN_SET);
	else
		gnutls_x509_crt_set_key_usage(t->crt, GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN);
	g_assert_cmpint(
	    gnutls_x509_crt_sign2(t->crt, by ? by->crt : t->crt, by ? by->key : t->key, GNUTLS_DIG_SHA256, 0),
	    ==, 0);
}

static inline void
throwaway_clear(struct throwaway *t)
{
	gnutls_x509_crt_deinit(t->crt);
	gnutls_x509_privkey_deinit(t->key);
}

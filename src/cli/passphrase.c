/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The passphrase of a key: asked where it is not shown, or read from standard input; locked in memory, wiped elsewhere. */
#include "passphrase.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define PASSPHRASE_MAX 1024

/* One line, not shown where it is typed. NULL: nobody answers. Empty: of size 0. */
static struct secret *
passphrase_read(const char *question)
{
	struct termios shown, hidden;
	gboolean terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
	char line[PASSPHRASE_MAX];
	struct secret *s = NULL;
	gsize n = 0;
	gssize got;

	if (terminal) {
		fprintf(stderr, "%s: ", question);
		hidden = shown;
		hidden.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	}
	while (n < sizeof line && (got = read(STDIN_FILENO, line + n, 1)) == 1 && line[n] != '\n')
		n++;
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
		fputc('\n', stderr);
	}
	if ((n > 0 || got == 1) && n < sizeof line)
		s = secret_new(line, n);
	secret_wipe(line, sizeof line);
	return s;
}

struct secret *
passphrase_ask(const char *key_id, gpointer data, GError **error)
{
	g_autofree char *question = g_strdup_printf("Passphrase of key %s", key_id);
	struct secret *s = passphrase_read(question);

	(void)data;
	if (!s)
		purser_fail(error, PURSER_REJECT, "key %s needs its passphrase, and nobody answers", key_id);
	return s;
}

gboolean
passphrase_choose(struct secret **out, GError **error)
{
	struct secret *first = passphrase_read("Passphrase for the new key (empty: none)");
	struct secret *again = first && secret_size(first) && isatty(STDIN_FILENO)
				   ? passphrase_read("The same once more")
				   : NULL;
	gboolean same =
	    !again || (secret_size(first) == secret_size(again) &&
			  memcmp(secret_bytes(first), secret_bytes(again), secret_size(first)) == 0);

	secret_free(again);
	if (first && same) {
		*out = secret_size(first) ? first : NULL;
		if (!*out)
			secret_free(first);
		return TRUE;
	}
	purser_fail(error, PURSER_REJECT,
	    first ? "the two are not the same: nothing was written" : "nobody answers: nothing was written");
	secret_free(first);
	return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See pressure.h. "Urgent" and "confidential" alone stand in honest mail every day; what is asked for here is to hurry past
 * the usual way, or to ask nobody. */
#include "pressure.h"

#include "purser/base.h"

#include <string.h>

enum { TEXT_LOOKED_AT = 16384 };

/* clang-format off */
const struct pressure_row PRESSURE_ROWS[] = {
	{ "keep this confidential", "Please keep this confidential until Friday.", "This e-mail is confidential." },
	{ "keep this between us", "Keep this between us for now", "between us and the customer" },
	{ "do not call", "I am travelling, do not call me.", "Please call me." },
	{ "do not contact", "Do not contact our purchasing department.", "Do contact us with questions" },
	{ "do not discuss this", "do not discuss this with anybody", "we discuss this on Monday" },
	{ "can not take calls", "In a meeting and can not take calls", "we take calls until 5 pm" },
	{ "ship immediately", "Kindly ship immediately, the truck waits.", "We will ship it next week" },
	{ "process immediately", "Please process immediately!", "process it as usual" },
	{ "very urgent", "This is VERY URGENT", "not urgent" },
	{ "without delay", "Release the goods without delay", "after some delay" },
	{ "vertraulich behandeln", "Bitte streng vertraulich behandeln", "Diese E-Mail ist vertraulich." },
	{ "nicht anrufen", "Bitte nicht anrufen, bin im Termin", "Bitte anrufen" },
	{ "mit niemandem", "Sprechen Sie mit niemandem dar\303\274ber", "Sprechen Sie mit uns" },
	{ "sehr dringend", "Sehr dringend!", "nicht dringend" },
	{ "umgehend ausliefern", "Bitte umgehend ausliefern", "sp\303\244ter ausliefern" },
	{ "strictement confidentiel", "Cela reste strictement confidentiel", "message confidentiel" },
	{ "ne pas appeler", "Merci de ne pas appeler", "merci de nous appeler" },
	{ "tres urgent", "C'est tr\303\250s urgent", "pas urgent" },
	{ "expedier immediatement", "exp\303\251dier imm\303\251diatement", "exp\303\251dier lundi" },
	{ "estrictamente confidencial", "Es estrictamente confidencial", "informaci\303\263n confidencial" },
	{ "no llamar", "Por favor no llamar", "favor de llamar" },
	{ "muy urgente", "muy urgente", "no es urgente" },
	{ "enviar de inmediato", "enviar de inmediato", "enviar el lunes" },
	{ "strettamente riservato", "Resti strettamente riservato", "messaggio riservato" },
	{ "non chiamare", "Per favore non chiamare", "potete chiamare" },
	{ "molto urgente", "molto urgente", "non urgente" },
	{ "strikt vertrouwelijk", "Houd dit strikt vertrouwelijk", "dit bericht is vertrouwelijk" },
	{ "niet bellen", "niet bellen a.u.b.", "u kunt bellen" },
	{ "zeer dringend", "Zeer dringend", "niet dringend" },
	{ "estritamente confidencial", "estritamente confidencial", "mensagem confidencial" },
	{ "nao ligar", "Por favor n\303\243o ligar", "pode ligar" },
	{ "muito urgente", "muito urgente", "n\303\243o \303\251 urgente" },
	{ NULL }
};
/* clang-format on */

/* In the form of text_key(); FALSE: nothing is left of it. */
static gboolean
word_append(GString *out, const char *word, gsize n)
{
	gsize before = out->len, i = 0;

	while (i < n && (guchar)word[i] < 0x80) {
		if (g_ascii_isalnum(word[i]))
			g_string_append_c(out, g_ascii_tolower(word[i]));
		i++;
	}
	if (i < n) {
		g_autofree char *whole = g_strndup(word, n), *key = text_key(whole);

		g_string_truncate(out, before);
		g_string_append(out, key);
	}
	return out->len > before;
}

/* Words, one blank between them and at both ends. */
static char *
words_of(const char *text)
{
	static const char BETWEEN[] = " \t\r\n.,;:!?()\"-";
	GString *out = g_string_new(" ");

	for (gsize n; *text; text += n + (text[n] != 0)) {
		n = strcspn(text, BETWEEN);
		if (n && word_append(out, text, n))
			g_string_append_c(out, ' ');
	}
	return g_string_free(out, FALSE);
}

static gboolean
words_hold(const char *words, const char *phrase)
{
	gsize n = strlen(phrase);

	for (const char *at = strstr(words, phrase); at; at = strstr(at + 1, phrase))
		if (at[-1] == ' ' && at[n] == ' ')
			return TRUE;
	return FALSE;
}

const char *
pressure_find(const char *text, gsize size)
{
	g_autofree char *valid = text_make_valid(text, MIN(size, TEXT_LOOKED_AT)), *words = words_of(valid);

	for (const struct pressure_row *r = PRESSURE_ROWS; r->phrase; r++)
		if (words_hold(words, r->phrase))
			return r->phrase;
	return NULL;
}

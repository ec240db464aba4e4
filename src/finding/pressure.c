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

/* Words in the form of text_key(), one blank between them and at both ends. */
static char *
words_of(const char *text)
{
	g_auto(GStrv) words = g_strsplit_set(text, " \t\r\n.,;:!?()\"-", -1);
	GString *out = g_string_new(" ");

	for (char **w = words; *w; w++) {
		g_autofree char *key = **w ? text_key(*w) : NULL;

		if (key && *key)
			g_string_append_printf(out, "%s ", key);
	}
	return g_string_free(out, FALSE);
}

const char *
pressure_find(const char *text, gsize size)
{
	g_autofree char *valid = text_make_valid(text, MIN(size, TEXT_LOOKED_AT)), *words = words_of(valid);

	for (const struct pressure_row *r = PRESSURE_ROWS; r->phrase; r++) {
		g_autofree char *phrase = g_strdup_printf(" %s ", r->phrase);

		if (strstr(words, phrase))
			return r->phrase;
	}
	return NULL;
}

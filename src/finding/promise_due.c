/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * promise_due - by when: tomorrow, Monday, next week, by 15 June, in two weeks, end of the month, Q1
 *
 * A span ends on its last working day: "next week" is its Friday, "in March" the 31st. The words of all seven languages are
 * one table; where one means something else in another language, what stands beside it decides.
 */
#include "promise.h"

#include <stdlib.h>
#include <string.h>

enum { FAR_DAYS = 400, AHEAD_DAYS = 300, DAY_S = 86400, EARLY_DAY = 10, MIDDLE_DAY = 20, FRIDAY = 5 };

/* --- days ---------------------------------------------------------------------------------------- */

static struct day
day_plus(struct day d, int days)
{
	return day_of_time(day_start(d) + (gint64)days * DAY_S);
}

static int
days_between(struct day from, struct day to)
{
	return (int)((day_start(to) - day_start(from)) / DAY_S);
}

/* 1: Monday … 7: Sunday. 1 January 1970 was a Thursday. */
static int
weekday_of(struct day d)
{
	int since = (int)((day_start(d) / DAY_S + 3) % 7);

	return (since < 0 ? since + 7 : since) + 1;
}

static struct day
month_last(int year, int month)
{
	struct day next = month == 12 ? (struct day){ year + 1, 1, 1 } : (struct day){ year, month + 1, 1 };

	return day_plus(next, -1);
}

static struct day
months_plus(struct day d, int months)
{
	int index = d.year * 12 + d.month - 1 + months, year = index / 12, month = index % 12 + 1;
	struct day last = month_last(year, month);

	return (struct day){ year, month, MIN(d.day, last.day) };
}

static struct day
workdays_plus(struct day d, int days)
{
	for (; days > 0; days--) {
		d = day_plus(d, 1);
		while (weekday_of(d) > FRIDAY)
			d = day_plus(d, 1);
	}
	return d;
}

/* The Friday of an ISO week. */
static struct day
week_friday(int year, int week)
{
	struct day fourth = { year, 1, 4 }; /* is in week 1 */

	return day_plus(fourth, 1 - weekday_of(fourth) + (week - 1) * 7 + FRIDAY - 1);
}

/* --- words --------------------------------------------------------------------------------------- */

struct numbered {
	const char *words; /* as in patterns */
	int n;
};
static const struct numbered DAYS[] = {
	{ "today|heute|aujourd|hoy|oggi|vandaag|hoje|eod|tonight", 0 },
	{ "tomorrow|morgen|demain|manana|domani|amanha", 1 },
	{ "ubermorgen|overmorgen|apresdemain|dopodomani", 2 },
	{ NULL, 0 },
};
static const struct numbered WEEKDAYS[] = {
	{ "monday|montag|lundi|lunes|lunedi|maandag|segundafeira|segunda", 1 },
	{ "tuesday|dienstag|mardi|martes|martedi|dinsdag|tercafeira|terca", 2 },
	{ "wednesday|mittwoch|mercredi|miercoles|mercoledi|woensdag|quartafeira|quarta", 3 },
	{ "thursday|donnerstag|jeudi|jueves|giovedi|donderdag|quintafeira|quinta", 4 },
	{ "friday|freitag|vendredi|viernes|venerdi|vrijdag|sextafeira|sexta", 5 },
	{ NULL, 0 },
};
static const struct numbered MONTHS[] = {
	{ "january|januar|janner|janvier|enero|gennaio|januari|janeiro|jan", 1 },
	{ "february|februar|fevrier|febrero|febbraio|februari|fevereiro|feb", 2 },
	{ "march|marz|maerz|mars|marzo|maart|marco", 3 },
	{ "april|avril|abril|aprile|apr", 4 },
	{ "may|mai|mayo|maggio|mei|maio", 5 },
	{ "june|juni|juin|junio|giugno|junho|mijuin|midjune", 6 },
	{ "july|juli|juillet|julio|luglio|julho", 7 },
	{ "august|aout|agosto|augustus|aug", 8 },
	{ "september|septembre|septiembre|settembre|setembro|sept|sep", 9 },
	{ "october|oktober|octobre|octubre|ottobre|outubro|oct|okt", 10 },
	{ "november|novembre|noviembre|novembro|nov", 11 },
	{ "december|dezember|decembre|diciembre|dicembre|dezembro|dec|dez", 12 },
	{ NULL, 0 },
};
static const struct numbered NUMBERS[] = {
	{ "a|one|einem|einer|ein|eine|un|une|uno|una|een|um|uma", 1 },
	{ "two|zwei|deux|dos|due|twee|dois|duas|couple|paar|par|paio", 2 },
	{ "three|drei|trois|tres|tre|drie|few|some|einigen|quelques|unos|pocos|pochi|alcuni|enkele|alguns",
	    3 },
	{ "four|vier|quatre|cuatro|quattro|quatro", 4 },
	{ "five|funf|cinq|cinco|cinque|vijf", 5 },
	{ "six|sechs|seis|sei|zes", 6 },
	{ "ten|zehn|dix|diez|dieci|tien|dez", 10 },
	{ "quinze|quince|quindici", 15 },
	{ NULL, 0 },
};
static const struct numbered QUARTERS[] = {
	{ "q1", 1 },
	{ "q2", 2 },
	{ "q3", 3 },
	{ "q4", 4 },
	{ "first|ersten|erstes|premier|primer|primo|eerste|primeiro|1st|1er", 1 },
	{ "second|zweiten|zweites|deuxieme|segundo|secondo|tweede|2nd", 2 },
	{ "third|dritten|drittes|troisieme|tercer|terzo|derde|terceiro|3rd", 3 },
	{ "fourth|vierten|viertes|quatrieme|cuarto|quarto|vierde|4th|last|letzten", 4 },
	{ NULL, 0 },
};
#define WEEK "week|weeks|woche|wochen|semaine|semaines|semana|semanas|settimana|settimane|weken|weekend"
#define MONTH "month|months|monat|monats|monate|monaten|mois|mes|meses|mese|mesi|maand|maanden"
#define DAY_UNIT "day|days|tag|tage|tagen|jour|jours|dia|dias|giorno|giorni|dag|dagen"
#define WORK_UNIT                                                                                    \
	"werktage|werktagen|arbeitstage|arbeitstagen|werkdagen|ouvres|ouvrables|habiles|laborables|" \
	"lavorativi|uteis"
#define QUARTER "quarter|quartal|quartals|trimestre|kwartaal"
#define YEAR "year|jahres|jahr|annee|ano|anno|jaar"
#define NEXT                                                                                              \
	"next|nachste|nachsten|nachster|kommende|kommenden|kommender|prochain|prochaine|proximo|proxima|" \
	"prossimo|prossima|volgende|aanstaande|komende|vem|viene|folgende|folgenden|following"
#define THIS "this|diese|dieser|diesen|dieses|cette|ce|esta|este|questa|questo|deze|laufenden|current"
#define LAST "end|ende|fin|finales|final|fine|einde|fim|eind|late|finais|back"
#define EARLY                                                                                         \
	"early|beginning|start|anfang|debut|principios|inicio|inicios|inizio|begin|beginn|principio|" \
	"inicios|first"
#define MIDDLE "mid|middle|mitte|mi|mediados|meta|midden|meados|medio|mijuin|midjune|half"
#define WITHIN "in|within|binnen|innerhalb|dans|sous|en|dentro|entro|fra|tra|em|over|d|ici|next|nachsten"

struct look {
	const struct saying *s;
	guint first, end, at; /* the word looked at */
	struct day mail;
};

static gboolean
among(const struct look *k, int from, int to, const char *words)
{
	guint a = (guint)MAX((int)k->first, (int)k->at + from),
	      b = (guint)MIN((int)k->end, (int)k->at + to + 1);

	return a < b && pattern_word_among(k->s, a, b, words);
}

static int
number_of(const struct look *k, guint at, const struct numbered *rows)
{
	for (; rows->words; rows++)
		if (pattern_word_among(k->s, at, at + 1, rows->words))
			return rows->n;
	return -1;
}

/* "15", "15th", "1er"; -1: none. */
static int
figure_at(const struct look *k, guint at)
{
	const struct said *w;
	char *end = NULL;
	long n;

	if (at < k->first || at >= k->end)
		return -1;
	w = saying_word(k->s, at);
	if (!w->size || !g_ascii_isdigit(*w->folded) || w->size > 5)
		return -1;
	{
		g_autofree char *word = g_strndup(w->folded, w->size);

		n = strtol(word, &end, 10);
		if (*end && strcmp(end, "st") != 0 && strcmp(end, "nd") != 0 && strcmp(end, "rd") != 0 &&
		    strcmp(end, "th") != 0 && strcmp(end, "er") != 0)
			return -1;
	}
	return n <= 9999 ? (int)n : -1;
}

/* --- one kind of time each; they say how many words they took, 0: none --------------------------- */

static guint
take_day(const struct look *k, struct day *out)
{
	int days = number_of(k, k->at, DAYS);

	/* "por la mañana", "de manhã": in the morning */
	if (days < 0 || among(k, -1, -1, "la|guten|goede"))
		return 0;
	if (days == 1 &&
	    (among(k, -1, -1, "after|pasado") || (among(k, -1, -1, "de") && among(k, -2, -2, "depois"))))
		days = 2;
	*out = day_plus(k->mail, days);
	return 1;
}

static guint
take_weekday(const struct look *k, struct day *out)
{
	int day = number_of(k, k->at, WEEKDAYS), today = weekday_of(k->mail);
	gboolean week = among(k, 1, 4, WEEK) && among(k, 1, 5, NEXT);

	if (day < 0)
		return 0;
	if (week || among(k, -1, -1, "next")) {
		*out = day_plus(k->mail, 7 - today + day);
		return week ? 4 : 1;
	}
	*out = day_plus(k->mail, day > today ? day - today : day - today + 7);
	return 1;
}

static guint
take_week(const struct look *k, struct day *out)
{
	int today = weekday_of(k->mail), n;

	if (pattern_word_among(k->s, k->at, k->at + 1, "kw|cw|wk") ||
	    (among(k, 0, 0, WEEK) && figure_at(k, k->at + 1) > 0)) {
		n = figure_at(k, k->at + 1);
		if (n < 1 || n > 53)
			return 0;
		*out = week_friday(k->mail.year, n);
		if (day_compare(*out, k->mail) < 0)
			*out = week_friday(k->mail.year + 1, n);
		return 2;
	}
	if (!among(k, 0, 0, WEEK))
		return 0;
	if (among(k, -2, 2, NEXT)) {
		*out = day_plus(k->mail, 7 - today + (among(k, -4, -1, EARLY) ? 2 : FRIDAY));
		return among(k, 1, 2, NEXT) ? 3 : 1;
	}
	if (!among(k, -1, 1, THIS) && !among(k, -4, -1, LAST))
		return 0;
	*out = day_plus(k->mail, today <= FRIDAY ? FRIDAY - today : 7 - today + FRIDAY);
	return 1;
}

/* "in two weeks", "dans les dix jours", "within 5 working days" */
static guint
take_span(const struct look *k, struct day *out)
{
	int n = figure_at(k, k->at);
	guint unit = k->at + 1;
	struct look u = *k;
	gboolean work;

	if (n < 0)
		n = number_of(k, k->at, NUMBERS);
	if (n < 0 || n > 365 || !among(k, -3, -1, WITHIN))
		return 0;
	work = among(k, 1, 2, "working|business|" WORK_UNIT);
	if (among(k, 1, 1, "of|working|business|de|paar|" WORK_UNIT) && !among(k, 1, 1, "werktage|werktagen"))
		unit++;
	u.at = unit;
	if (unit >= k->end)
		return 0;
	if (among(&u, 0, 0, WEEK))
		*out = day_plus(k->mail, 7 * n);
	else if (among(&u, 0, 0, MONTH))
		*out = months_plus(k->mail, n);
	else if (among(&u, 0, 0, DAY_UNIT) || (work && among(k, 1, 1, WORK_UNIT)))
		*out = work ? workdays_plus(k->mail, n) : day_plus(k->mail, n);
	else
		return 0;
	return unit - k->at + 1;
}

/* The next such day, this year or the next. */
static struct day
day_coming(const struct look *k, int month, int day, int year)
{
	struct day d = { year > 0 ? year : k->mail.year, month, day };

	if (!day_valid(d))
		return (struct day){ 0, 0, 0 };
	if (year > 0 || day_compare(d, k->mail) >= 0)
		return d;
	d.year++;
	/* without its year a day of last month is one of last month */
	return day_valid(d) && days_between(k->mail, d) <= AHEAD_DAYS ? d : (struct day){ 0, 0, 0 };
}

static int
year_at(const struct look *k, guint at)
{
	int n = figure_at(k, at);

	return n >= 1990 && n <= 2200 ? n : 0;
}

/* "15 June 2026", "1er juillet", "June 15", "Anfang Januar", "im März" */
static guint
take_month(const struct look *k, struct day *out)
{
	int month = number_of(k, k->at, MONTHS), before = -1, behind = figure_at(k, k->at + 1), year;
	guint took = 1;

	if (month < 0)
		return 0;
	for (int back = 1; back <= 2 && before < 0 && (int)k->at - back >= (int)k->first; back++) {
		before = figure_at(k, k->at - (guint)back);
		if (before < 0 && !among(k, -1, -1, "of|de|del|di"))
			break;
	}
	if (before >= 1 && before <= 31) {
		year = year_at(k, k->at + 1);
		if (!year && among(k, 1, 1, "de|del"))
			year = year_at(k, k->at + 2);
		*out = day_coming(k, month, before, year);
		return out->year ? 1 : 0;
	}
	if (behind >= 1 && behind <= 31) {
		*out = day_coming(k, month, behind, year_at(k, k->at + 2));
		return out->year ? 2 : 0;
	}
	/* "may" and "march" are verbs, too */
	if (pattern_word_among(k->s, k->at, k->at + 1, "may|march|mars|mei") &&
	    !among(k, -1, -1, "in|of|by|early|late|mid|until|before|end|en|" LAST "|" EARLY "|" MIDDLE))
		return 0;
	year = year_at(k, k->at + 1);
	if (!year && among(k, 1, 1, "de|del"))
		year = year_at(k, k->at + 2);
	*out = month_last(year ? year : k->mail.year, month);
	if (!year && day_compare(*out, k->mail) < 0)
		*out = month_last(k->mail.year + 1, month);
	if (among(k, -4, -1, EARLY))
		out->day = EARLY_DAY;
	else if (among(k, -3, 0, MIDDLE))
		out->day = MIDDLE_DAY;
	if (!year && day_compare(*out, k->mail) < 0)
		out->year++;
	return took + (year ? 1 : 0);
}

/* "end of the month", "nächsten Monat", "Quartalsende", "year end" */
static guint
take_end(const struct look *k, struct day *out)
{
	static const struct numbered ENDS[] = { { "monatsende|eom|maandeinde", 1 }, { "quartalsende|eoq", 2 },
		{ "jahresende|eoy|jaareinde", 3 }, { NULL, 0 } };
	int kind = number_of(k, k->at, ENDS), quarter_month;

	if (kind < 0 && among(k, 0, 0, MONTH) && among(k, -2, 2, NEXT)) {
		*out = month_last(k->mail.year + k->mail.month / 12, k->mail.month % 12 + 1);
		if (among(k, -5, -1, EARLY) && !among(k, -2, -2, "de"))
			out->day = EARLY_DAY;
		return 2;
	}
	if (kind < 0 && (among(k, -4, -1, LAST) || among(k, 1, 1, "end") || among(k, -1, -1, THIS)))
		kind = among(k, 0, 0, MONTH)     ? 1
		       : among(k, 0, 0, QUARTER) ? 2
		       : among(k, 0, 0, YEAR)    ? 3
						 : -1;
	if (kind < 0)
		return 0;
	quarter_month = (k->mail.month + 2) / 3 * 3;
	*out = month_last(k->mail.year, kind == 1 ? k->mail.month : kind == 2 ? quarter_month : 12);
	return 1;
}

static guint
take_quarter(const struct look *k, struct day *out)
{
	int n = number_of(k, k->at, QUARTERS), year;
	guint took = 1;

	if (n < 0 && figure_at(k, k->at) >= 1 && figure_at(k, k->at) <= 4 && among(k, 1, 1, QUARTER))
		n = figure_at(k, k->at);
	if (n < 0)
		return 0;
	if (!(saying_word(k->s, k->at)->size == 2 && *saying_word(k->s, k->at)->folded == 'q')) {
		if (!among(k, 1, 1, QUARTER))
			return 0;
		took = 2;
	}
	year = year_at(k, k->at + took);
	*out = month_last(year ? year : k->mail.year, 3 * n);
	if (!year && day_compare(*out, k->mail) < 0)
		*out = month_last(k->mail.year + 1, 3 * n);
	return took + (year ? 1 : 0);
}

/* "15.06.2026", "15.06.", "2026-06-15"; of "06/07" nobody knows. */
static guint
take_numeric(const struct look *k, struct day *out)
{
	const struct said *w = saying_word(k->s, k->at);
	g_autofree char *text = g_strndup(k->s->text + w->start, w->end - w->start);
	struct date_value v;
	char *rest = NULL;
	long day, month;

	if (!g_ascii_isdigit(*text))
		return 0;
	if (value_date(text, DATE_ORDER_UNKNOWN, &v) && day_valid(v.day)) {
		*out = v.day;
		return 1;
	}
	if (value_date(text, DATE_DMY, &v) && day_valid(v.day) && strchr(text, '.')) {
		*out = v.day;
		return 1;
	}
	day = strtol(text, &rest, 10);
	month = *rest == '.' && g_ascii_isdigit(rest[1]) ? strtol(rest + 1, &rest, 10) : 0;
	if (*rest || day > 31 || month < 1 || month > 12)
		return 0;
	*out = day_coming(k, (int)month, (int)day, 0);
	return out->year ? 1 : 0;
}

static guint (*const TAKERS[])(const struct look *k, struct day *out) = { take_day, take_weekday,
	take_quarter, take_numeric, take_month, take_span, take_week, take_end };

/* What lies behind, or too far ahead, is something else: the day of a quote, a delivery. */
static gboolean
day_fits(struct day mail, struct day d)
{
	return day_valid(d) && day_compare(d, mail) >= 0 && days_between(mail, d) <= FAR_DAYS;
}

gboolean
promise_due(const struct saying *s, guint first, guint end, guint at, struct day mail, struct day *out)
{
	struct look k = { s, first, end, first, mail };
	struct day before = { 0, 0, 0 };

	while (k.at < end) {
		struct day d = { 0, 0, 0 };
		guint took = 0;

		for (gsize i = 0; i < G_N_ELEMENTS(TAKERS) && !took; i++)
			took = TAKERS[i](&k, &d);
		if (took && day_fits(mail, d)) {
			if (k.at >= at) {
				*out = d;
				return TRUE;
			}
			before = d;
		}
		k.at += MAX(took, 1);
	}
	if (!before.year)
		return FALSE;
	*out = before;
	return TRUE;
}

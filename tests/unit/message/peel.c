/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forwards, quotes and signatures of many mail clients in many languages. All samples are our own. */
#include "peel.h"
#include "sample.h"

static const char NAME[] = "Mara Lindqvist";
static const char ADDRESS[] = "mara@buyer.example";

static char sample[400]; /* for the message of a failure */

static GPtrArray *
peeled(const char *text, const char *subject)
{
	g_strlcpy(sample, text, sizeof sample);
	return message_peel(text, strlen(text), subject);
}

static guint
count(GPtrArray *layers, enum layer_how how)
{
	guint n = 0;

	for (guint i = 0; i < layers->len; i++)
		n += ((struct layer *)g_ptr_array_index(layers, i))->how == how;
	return n;
}

/* Fails the test where there is no such layer. */
static struct layer *
nth(GPtrArray *layers, enum layer_how how, guint n)
{
	for (guint i = 0; i < layers->len; i++) {
		struct layer *l = g_ptr_array_index(layers, i);

		if (l->how == how && n-- == 0)
			return l;
	}
	fail_msg("no layer %d in: %s", (int)how, sample);
	abort();
}

/* Openings of forwards: what stands above the header lines. */
static const char *const OPENINGS[] = {
	"---------- Forwarded message ---------",
	"---------- Forwarded message ----------",
	"-------- Forwarded Message --------",
	"------- Forwarded Message -------",
	"============ Forwarded message ============",
	"Begin forwarded message:",
	"Forwarded message:",
	"-------- Weitergeleitete Nachricht --------",
	"Anfang der weitergeleiteten Nachricht:",
	"-------- Message transféré --------",
	"----- Message transmis -----",
	"Début du message réexpédié :",
	"Début du message transféré :",
	"---------- Mensaje reenviado ---------",
	"Inicio del mensaje reenviado:",
	"---------- Messaggio inoltrato ---------",
	"-------- Messaggio Inoltrato --------",
	"Inizio messaggio inoltrato:",
	"---------- Doorgestuurd bericht ---------",
	"Begin doorgestuurd bericht:",
	"-------- Mensagem encaminhada --------",
	"----- Mensagem reencaminhada -----",
	"Início da mensagem reencaminhada:",
	"---------- Vidarebefordrat meddelande ---------",
	"Vidarebefordrat mejl:",
	"-------- Videresendt meddelelse --------",
	"Start på videresendt besked:",
	"-------- Videresendt melding --------",
	"Videresendt melding:",
	"-------- Välitetty viesti / Fwd.Msg --------",
	"---------- Edelleenlähetetty viesti ---------",
	"Välitetty viesti alkaa:",
	"----- Przekazana wiadomość -----",
	"-------- Treść przekazanej wiadomości --------",
	"Początek przekazywanej wiadomości:",
	"-------- Přeposlaná zpráva --------",
	"Začátek přeposílané zprávy:",
	"-------- Preposlaná správa --------",
	"Začiatok preposlanej správy:",
	"-------- Továbbított üzenet --------",
	"Továbbított levél kezdete:",
	"-------- Mesaj redirecționat --------",
	"Începe mesajul redirecționat:",
	"-------- Proslijeđena poruka --------",
	"Započni proslijeđenu poruku:",
	"-------- Перенаправленное сообщение --------",
	"----- Пересылаемое сообщение -----",
	"Начало переадресованного сообщения:",
	"-------- Перенаправлене повідомлення --------",
	"----- Переслане повідомлення -----",
	"Початок листа, що пересилається:",
	"-------- İletilmiş İleti --------",
	"----- İletilmiş Mesaj -----",
	"İleti başlangıcı:",
	"-------- Edastatud kiri --------",
	"-------- Προωθημένο μήνυμα --------",
	"---------- 転送メッセージ ---------",
	"---------- 转发的邮件 ---------",
	"----- Forwarded by Jo Kim/ACME on 10/27/2021 09:31 AM -----",
};

static void
peel__every_client_opening_makes_a_forward(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(OPENINGS); i++) {
		g_autofree char *text =
		    g_strdup_printf("see below\n\n%s\nFrom: %s <%s>\nDate: Wed, Oct 27, 2021 at 9:31 AM\n"
				    "Subject: PO 77\nTo: Sales <sales@acme.example>\n\nOrder text\n",
			OPENINGS[i], NAME, ADDRESS);
		g_autoptr(GPtrArray) layers = peeled(text, NULL);
		const struct layer *top = g_ptr_array_index(layers, 0), *f = nth(layers, LAYER_FORWARD, 0);

		assert_string_equal(f->from.name, NAME);
		assert_string_equal(f->from.address, ADDRESS);
		assert_string_equal(f->subject, "PO 77");
		assert_int_equal(f->date_s, 1635327060);
		assert_memory_equal(text + top->start, "see below", 9);
		assert_true(top->end <= (gsize)(strstr(text, OPENINGS[i]) - text));
		assert_non_null(g_strstr_len(text + f->start, (gssize)(f->end - f->start), "Order text"));
		assert_null(g_strstr_len(text + f->start, (gssize)(f->end - f->start), "Subject:"));
		/* quoted with ">" as Apple Mail does in plain text */
		{
			g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
			g_autofree char *joined = g_strjoinv("\n> ", lines + 2);
			g_autofree char *quoted = g_strconcat("see below\n\n> ", joined, NULL);
			g_autoptr(GPtrArray) again = peeled(quoted, NULL);

			f = nth(again, LAYER_FORWARD, 0);
			assert_string_equal(f->from.address, ADDRESS);
			assert_int_equal(f->depth, 1);
		}
	}
}

/* Header blocks without any mark above them, as Outlook writes them. */
static const struct block_case {
	const char *subject, *block;
} BLOCKS[] = {
	{ "FW: PO", "From: %s\nSent: Thursday, October 28, 2021 12:46 PM\nTo: b@x.example\nCc: c@x.example; "
		    "D <d@x.example>\nSubject: PO" },
	{ "WG: PO", "Von: %s\nGesendet: Donnerstag, 28. Oktober 2021 12:46\nAn: b@x.example\nCc: "
		    "c@x.example; D <d@x.example>\nBetreff: PO" },
	{ "WG: PO", "*Von:* %s\n*Gesendet:* Donnerstag, 28. Oktober 2021 12:46\n*An:* b@x.example\n*Cc:* "
		    "c@x.example; D <d@x.example>\n*Betreff:* PO" },
	{ "WG: PO", "Gesendet: Donnerstag, 28. Oktober 2021 um 12:46 Uhr\nVon: %s\nAn: b@x.example\nKopie: "
		    "c@x.example; D <d@x.example>\nBetreff: PO" },
	{ "TR: PO", "De : %s\nEnvoyé : jeudi 28 octobre 2021 12:46\nÀ : b@x.example\nCc : c@x.example; D "
		    "<d@x.example>\nObjet : PO" },
	{ "TR : PO", "De\xc2\xa0: %s\nEnvoyé\xc2\xa0: jeudi 28 octobre 2021 12:46\nÀ\xc2\xa0: "
		     "b@x.example\nCc\xc2\xa0: c@x.example; D <d@x.example>\nObjet\xc2\xa0: PO" },
	{ "RV: PO", "De: %s\nEnviado el: jueves, 28 de octubre de 2021 12:46\nPara: b@x.example\nCC: "
		    "c@x.example; D <d@x.example>\nAsunto: PO" },
	{ "I: PO", "Da: %s\nInviato: giovedì 28 ottobre 2021 12:46\nA: b@x.example\nCc: c@x.example; D "
		   "<d@x.example>\nOggetto: PO" },
	{ "FW: PO", "Van: %s\nVerzonden: donderdag 28 oktober 2021 12:46\nAan: b@x.example\nCC: c@x.example; "
		    "D <d@x.example>\nOnderwerp: PO" },
	{ "ENC: PO", "De: %s\nEnviada em: quinta-feira, 28 de outubro de 2021 12:46\nPara: b@x.example\nCc: "
		     "c@x.example; D <d@x.example>\nAssunto: PO" },
	{ "VB: PO", "Från: %s\nSkickat: torsdag 28 oktober 2021 12:46\nTill: b@x.example\nKopia: "
		    "c@x.example; D <d@x.example>\nÄmne: PO" },
	{ "VS: PO", "Fra: %s\nSendt: 28. oktober 2021 12:46\nTil: b@x.example\nCc: c@x.example; D "
		    "<d@x.example>\nEmne: PO" },
	{ "VL: PO", "Lähettäjä: %s\nLähetetty: torstai 28. lokakuuta 2021 12.46\nVastaanottaja: "
		    "b@x.example\nKopio: c@x.example; D <d@x.example>\nAihe: PO" },
	{ "PD: PO", "Od: %s\nWysłano: czwartek, 28 października 2021 12:46\nDo: b@x.example\nDW: "
		    "c@x.example; D <d@x.example>\nTemat: PO" },
	{ "FW: PO", "Od: %s\nOdesláno: čtvrtek 28. října 2021 12:46\nKomu: b@x.example\nKopie: c@x.example; "
		    "D <d@x.example>\nPředmět: PO" },
	{ "FW: PO", "Od: %s\nOdoslané: štvrtok 28. októbra 2021 12:46\nKomu: b@x.example\nKópia: "
		    "c@x.example; D <d@x.example>\nPredmet: PO" },
	{ "FW: PO", "Feladó: %s\nElküldve: 2021. október 28., csütörtök 12:46\nCímzett: "
		    "b@x.example\nMásolatot kap: c@x.example; D <d@x.example>\nTárgy: PO" },
	{ "FW: PO", "De la: %s\nTrimis: joi, 28 octombrie 2021 12:46\nCătre: b@x.example\nCc: c@x.example; D "
		    "<d@x.example>\nSubiect: PO" },
	{ "FW: PO", "Šalje: %s\nPoslano: 28. listopada 2021. 12:46\nPrima: b@x.example\nKopija: c@x.example; "
		    "D <d@x.example>\nPredmet: PO" },
	{ "FW: PO", "От: %s\nОтправлено: 28 октября 2021 г. 12:46\nКому: b@x.example\nКопия: c@x.example; D "
		    "<d@x.example>\nТема: PO" },
	{ "FW: PO", "Від: %s\nНадіслано: 28 жовтня 2021 р. 12:46\nКому: b@x.example\nКопія: c@x.example; D "
		    "<d@x.example>\nТема: PO" },
	{ "İLT: PO", "Kimden: %s\nGönderildi: 28 Ekim 2021 Perşembe 12:46\nKime: b@x.example\nBilgi: "
		     "c@x.example; D <d@x.example>\nKonu: PO" },
	{ "FW: PO", "Saatja: %s\nSaadetud: neljapäev, 28. oktoober 2021 12:46\nAdressaat: "
		    "b@x.example\nKoopia: c@x.example; D <d@x.example>\nTeema: PO" },
	{ "ΠΡΘ: PO", "Από: %s\nΣτάλθηκε: Πέμπτη, 28 Οκτωβρίου 2021 12:46\nΠρος: b@x.example\nΚοιν.: "
		     "c@x.example; D <d@x.example>\nΘέμα: PO" },
	{ "转发: PO", "发件人: %s\n发送时间: 2021年10月28日 12:46\n收件人: b@x.example\n抄送: c@x.example; D "
		      "<d@x.example>\n主题: PO" },
	{ "FW: PO", "差出人： %s\n送信日時： 2021年10月28日 12:46\n宛先： b@x.example\nCC： c@x.example; D "
		    "<d@x.example>\n件名： PO" },
	{ "FW: PO", "보낸 사람: %s\n보낸 날짜: 2021년 10월 28일 12:46\n받는 사람: b@x.example\n참조: "
		    "c@x.example; D <d@x.example>\n제목: PO" },
	{ NULL, "Von: %s\n\nGesendet: 28.10.2021 12:46\n\nAn: b@x.example\n\nCc: c@x.example; D "
		"<d@x.example>\n\nBetreff: PO" },
	{ "FW: PO", "From: %s\r\nSent: 10/28/2021 12:46 PM\r\nTo: b@x.example\r\nCc: c@x.example;\r\n D "
		    "<d@x.example>\r\nSubject: PO\r" },
	{ "FW: PO", "\tFrom: %s\n\tDate: Thu, 28 Oct 2021 12:46:00 +0000\n\tTo: b@x.example\n\tCc: "
		    "c@x.example, D <d@x.example>\n\tSubject: PO" },
};

static void
peel__header_blocks_without_a_mark_are_forwards_in_every_language(void **state)
{
	g_autofree char *who = g_strdup_printf("%s <%s>", NAME, ADDRESS);

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(BLOCKS); i++) {
		g_auto(GStrv) halves = g_strsplit(BLOCKS[i].block, "%s", 2);
		g_autofree char *text =
		    g_strconcat("fyi\n\n", halves[0], who, halves[1], "\n\nOrder text\n", NULL);
		g_autoptr(GPtrArray) layers = peeled(text, BLOCKS[i].subject);
		const struct layer *f = nth(layers, LAYER_FORWARD, 0);

		assert_string_equal(f->from.name, NAME);
		assert_string_equal(f->from.address, ADDRESS);
		assert_string_equal(f->subject, "PO");
		if (i != 18) /* "listopad" is October in Croatian, November in Polish and Czech */
			assert_int_equal(f->date_s, 1635425160);
		assert_int_equal(f->to->len, 1);
		assert_string_equal(((struct address *)g_ptr_array_index(f->to, 0))->address, "b@x.example");
		assert_int_equal(f->cc->len, 2);
		assert_string_equal(((struct address *)g_ptr_array_index(f->cc, 1))->name, "D");
		assert_int_equal(layers->len, 2);
	}
}

static void
peel__the_same_block_under_a_reply_subject_is_a_quote(void **state)
{
	static const char *const subjects[] = { "Re: PO", "RE: FW: PO", "AW: PO", "SV: PO", "Antw: PO",
		"Odp: PO", "R: PO", "RES: PO", "Ynt: PO", "Vá: PO", "Re[2]: PO", "回复: PO", "Vast: PO",
		"RIF: PO" };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(subjects); i++) {
		const char *text = "ok\n\nFrom: M <m@x.example>\nSent: Thursday, October 28, 2021 12:46 "
				   "PM\nTo: b@x.example\nSubject: PO\n\nold\n";
		g_autoptr(GPtrArray) layers = peeled(text, subjects[i]);

		assert_int_equal(count(layers, LAYER_FORWARD), 0);
		assert_non_null(nth(layers, LAYER_QUOTE, 0));
		assert_string_equal(nth(layers, LAYER_QUOTE, 0)->from.address, "m@x.example");
	}
}

/* Yahoo's text part runs the header lines together. */
static const char *const RUN_TOGETHER[] = {
	"   ----- Forwarded Message ----- From: %sTo: \"b@x.example\" <b@x.example>Sent: Tuesday, November "
	"2, 2021, 09:26:50 AM GMT+1Subject: PO",
	"  ----- Weitergeleitete Nachricht ----- Von: %sAn: \"b@x.example\" <b@x.example>Gesendet: Dienstag, "
	"2. November 2021, 09:26:50 MEZBetreff: PO",
	"  ----- Messaggio inoltrato ----- Da: %sA: \"b@x.example\" <b@x.example>Inviato: martedì 2 novembre "
	"2021, 09:26:50 CETOggetto: PO",
	"  ----- Mensagem encaminhada ----- De: %sPara: \"b@x.example\" <b@x.example>Enviado: terça-feira, 2 "
	"de novembro de 2021 09:26:50 CETAssunto: PO",
	"  ----- İletilmiş Mesaj ----- Kimden: %sKime: \"b@x.example\" <b@x.example>Gönderildi: 2 Kasım 2021 "
	"Salı 09:26:50 GMT+1Konu: PO",
	"  ----- Doorgestuurd bericht ----- Van: %sAan: \"b@x.example\" <b@x.example>Verzonden: dinsdag 2 "
	"november 2021 09:26:50 CETOnderwerp: PO",
};

static void
peel__header_lines_run_together_are_parted(void **state)
{
	g_autofree char *who = g_strdup_printf("%s <%s>", NAME, ADDRESS);

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(RUN_TOGETHER); i++) {
		g_auto(GStrv) halves = g_strsplit(RUN_TOGETHER[i], "%s", 2);
		g_autofree char *text = g_strconcat(halves[0], who, halves[1], "\n \nOrder text\n", NULL);
		g_autoptr(GPtrArray) layers = peeled(text, NULL);
		const struct layer *f = nth(layers, LAYER_FORWARD, 0);

		assert_string_equal(f->from.name, NAME);
		assert_string_equal(f->from.address, ADDRESS);
		assert_string_equal(f->subject, "PO");
		assert_int_equal(f->date_s, 1635841610);
	}
}

static const struct attribution_case {
	const char *line, *name, *address;
} ATTRIBUTIONS[] = {
	{ "On Wed, Oct 27, 2021 at 9:31 AM Mara Lindqvist <mara@buyer.example> wrote:", NAME, ADDRESS },
	{ "On Wed, Oct 27, 2021 at 9:31 AM Mara Lindqvist <mara@buyer.example>\nwrote:", NAME, ADDRESS },
	{ "On Oct 27, 2021, at 9:31 AM, Mara Lindqvist\n<mara@buyer.example>\nwrote:", NAME, ADDRESS },
	{ "On 27 Oct 2021,\nat 9:31,\nMara Lindqvist <mara@buyer.example> wrote:", NAME, ADDRESS },
	{ "On 27/10/2021 09:31, \"Mara Lindqvist\" <mara@buyer.example> wrote:", NAME, ADDRESS },
	{ "On Oct 27, 2021, at 9:31 AM, Mara Lindqvist wrote:", NAME, NULL },
	{ "On 2021-10-27 09:31, mara@buyer.example wrote:", NULL, ADDRESS },
	{ "---- On Wed, 27 Oct 2021 09:31:50 +0530 mara@buyer.example wrote ----", NULL, ADDRESS },
	{ "Am 27.10.2021 um 09:31 schrieb Mara Lindqvist:", NAME, NULL },
	{ "Am Mi., 27. Okt. 2021 um 09:31 Uhr schrieb Mara Lindqvist <mara@buyer.example>:", NAME, ADDRESS },
	{ "Am Mi., 27. Okt. 2021 um 09:31 Uhr schrieb Mara Lindqvist <\nmara@buyer.example>:", NAME,
	    ADDRESS },
	{ "Mara Lindqvist <mara@buyer.example> schrieb am Mi., 27. Okt. 2021, 09:31:", NAME, ADDRESS },
	{ "Le mer. 27 oct. 2021 à 09:31, Mara Lindqvist <mara@buyer.example> a écrit :", NAME, ADDRESS },
	{ "Le 27/10/2021 09:31, « Mara Lindqvist » <mara@buyer.example> a écrit :", NAME, ADDRESS },
	{ "El mié, 27 oct 2021 a las 9:31, Mara Lindqvist (<mara@buyer.example>) escribió:", NAME, ADDRESS },
	{ "Il giorno mer 27 ott 2021 alle ore 09:31 Mara Lindqvist <mara@buyer.example> ha scritto:", NAME,
	    ADDRESS },
	{ "Op wo 27 okt. 2021 om 09:31 schreef Mara Lindqvist <mara@buyer.example>:", NAME, ADDRESS },
	{ "Op 27/10/2021 09:31 heeft Mara Lindqvist <mara@buyer.example> geschreven:", NAME, ADDRESS },
	{ "Em qua., 27 de out. de 2021 às 09:31, Mara Lindqvist <mara@buyer.example> escreveu:", NAME,
	    ADDRESS },
	{ "Den ons 27 okt. 2021 kl 09:31 skrev Mara Lindqvist <mara@buyer.example>:", NAME, ADDRESS },
	{ "Den 27/10/2021 09:31 skrev \"Mara Lindqvist\" <mara@buyer.example> följande:", NAME, ADDRESS },
	{ "ons. 27. okt. 2021 kl. 09.31 skrev Mara Lindqvist <mara@buyer.example\n>:", NAME, ADDRESS },
	{ "\"Mara Lindqvist\" <mara@buyer.example> skrev følgende den 27/10/2021 09:31:", NAME, ADDRESS },
	{ "ke 27. lokak. 2021 klo 9.31 Mara Lindqvist (mara@buyer.example) kirjoitti:", NAME, ADDRESS },
	{ "Mara Lindqvist <mara@buyer.example> kirjoitti 27.10.2021 kello 9.31:", NAME, ADDRESS },
	{ "śr., 27 paź 2021 o 09:31 Mara Lindqvist <mara@buyer.example> napisał(a):", NAME, ADDRESS },
	{ "Dnia 27/10/2021, 09:31 użytkownik „Mara Lindqvist” <mara@buyer.example> napisał:", NAME, ADDRESS },
	{ "W dniu 27.10.2021 o 09:31, Mara Lindqvist pisze:", NAME, NULL },
	{ "st 27. 10. 2021 v 9:31 odesílatel Mara Lindqvist <mara@buyer.example> napsal:", NAME, ADDRESS },
	{ "Dňa 27/10/2021 09:31 používateľ Mara Lindqvist (<mara@buyer.example>) napísal:", NAME, ADDRESS },
	{ "27/10/2021 09:31 időpontban Mara Lindqvist (mara@buyer.example) ezt írta:", NAME, ADDRESS },
	{ "Mara Lindqvist <mara@buyer.example> ezt írta (időpont: 2021. okt. 27., Sze, 9:31):", NAME,
	    ADDRESS },
	{ "În mie., 27 oct. 2021 la 09:31, Mara Lindqvist <mara@buyer.example> a scris:", NAME, ADDRESS },
	{ "sri, 27. lis 2021. u 09:31 Mara Lindqvist <mara@buyer.example> napisao je:", NAME, ADDRESS },
	{ "27/10/2021, 09:31 пользователь \"Mara Lindqvist\" <mara@buyer.example> написал:", NAME, ADDRESS },
	{ "ср, 27 окт. 2021 г. в 09:31, Mara Lindqvist <mara@buyer.example>:", NAME, ADDRESS },
	{ "ср, 27 жовт. 2021 р. о 09:31 Mara Lindqvist <mara@buyer.example> пише:", NAME, ADDRESS },
	{ "\"Mara Lindqvist\" <mara@buyer.example>, 27/10/2021 09:31 tarihinde şunu yazdı:", NAME, ADDRESS },
	{ "Mara Lindqvist <mara@buyer.example>, 27 Eki 2021 Çar, 09:31 tarihinde şunu yazdı:", NAME,
	    ADDRESS },
	{ "Wednesday, 27 October 2021, 9:31 AM +0300 from Mara Lindqvist <mara@buyer.example>:", NAME,
	    ADDRESS },
	{ "2021年10月27日(水) 9:31 Mara Lindqvist <mara@buyer.example>:", NAME, ADDRESS },
	{ "Mara Lindqvist <mara@buyer.example> 于2021年10月27日周三 上午9:31写道：", NAME, ADDRESS },
	{ "mara@buyer.example wrote:", NULL, ADDRESS },
	{ "Quoting Mara Lindqvist <mara@buyer.example>:", NAME, ADDRESS },
};

static void
peel__the_line_that_names_an_author_opens_a_quote(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(ATTRIBUTIONS); i++) {
		const struct attribution_case *c = &ATTRIBUTIONS[i];
		g_autofree char *text =
		    g_strconcat("new text\n\n", c->line, "\n> old text\n> more\n\nbottom\n", NULL);
		g_autoptr(GPtrArray) layers = peeled(text, "Re: PO");
		const struct layer *q = nth(layers, LAYER_QUOTE, 0), *top = g_ptr_array_index(layers, 0);

		if ((c->name && (!q->from.name || strcmp(q->from.name, c->name) != 0)) ||
		    (c->address && (!q->from.address || strcmp(q->from.address, c->address) != 0)))
			fail_msg("%s: %s <%s>", c->line, q->from.name, q->from.address);
		assert_memory_equal(text + q->start, "> old text", 10);
		assert_true(top->end <= 10);
		/* The text below the quote is new again. */
		assert_non_null(nth(layers, LAYER_TOP, 1));
		assert_memory_equal(text + nth(layers, LAYER_TOP, 1)->start, "bottom", 6);
	}
}

static void
peel__outlook_for_mac_marks_a_forward_only_in_the_subject(void **state)
{
	const char *text = "\xef\xbb\xbfOn 28/10/2021, 12:46, \"Mara Lindqvist\" <mara@buyer.example> "
			   "wrote:\n\n    Order text\n";
	g_autoptr(GPtrArray) forward = peeled(text, "FW: PO");
	g_autoptr(GPtrArray) reply = peeled(text, "Re: PO");

	(void)state;
	assert_non_null(nth(forward, LAYER_FORWARD, 0));
	assert_string_equal(nth(forward, LAYER_FORWARD, 0)->from.name, NAME);
	assert_int_equal(count(reply, LAYER_FORWARD), 0);
}

static const struct plain_case {
	const char *text;
} PLAIN[] = {
	{ "On the surface, this looks like a quote header but it is not.\nOn average, it works well.\n" },
	{ "From: our warehouse\nTo: your site\nShip by truck.\n" },
	{ "Date: 1.2.2024\nTo: Acme Inc\nPO Number: 4500\nTotal: 100.00\n" },
	{ "Please send it to bob@x.example and note the following:\n- one\n- two\n" },
	{ "The data comes From: our database, not From: elsewhere.\nSubject: to change\n" },
	{ "# Points\n----\n1. faster\n----\nend\n" },
	{ "Total: 12:30\nUpdate: done\nStatus: sent\n" },
	{ "Our terms (see http://x.example/on-date-someone-wrote:) apply.\n" },
};

static void
peel__plain_text_stays_one_layer(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(PLAIN); i++) {
		g_autoptr(GPtrArray) layers = message_peel(PLAIN[i].text, strlen(PLAIN[i].text), "PO 4500");

		if (layers->len != 1)
			fail_msg("%u layers: %s", layers->len, PLAIN[i].text);
		assert_int_equal(((struct layer *)g_ptr_array_index(layers, 0))->end, strlen(PLAIN[i].text));
	}
}

static void
peel__a_forward_in_a_forward_nests(void **state)
{
	const char *text =
	    "fyi\n\n---------- Forwarded message ---------\nFrom: A <a@x.example>\nDate: Wed, Oct 27, 2021 "
	    "at 9:31 AM\n"
	    "Subject: Fwd: PO\nTo: b@x.example\n\nplease handle\n\n---------- Forwarded message ---------\n"
	    "From: C <c@y.example>\nDate: Tue, Oct 26, 2021 at 9:31 AM\nSubject: PO\nTo: "
	    "a@x.example\n\nOrder\n\n"
	    "On Mon, Oct 25, 2021 at 9:31 AM A <a@x.example> wrote:\n> quote Q-1\n";
	g_autoptr(GPtrArray) layers = peeled(text, "Fwd: Fwd: PO");

	(void)state;
	assert_int_equal(layers->len, 4);
	assert_string_equal(nth(layers, LAYER_FORWARD, 0)->from.address, "a@x.example");
	assert_int_equal(nth(layers, LAYER_FORWARD, 0)->depth, 1);
	assert_string_equal(nth(layers, LAYER_FORWARD, 1)->from.address, "c@y.example");
	assert_int_equal(nth(layers, LAYER_FORWARD, 1)->depth, 2);
	assert_string_equal(nth(layers, LAYER_QUOTE, 0)->from.address, "a@x.example");
	assert_int_equal(nth(layers, LAYER_QUOTE, 0)->depth, 3);
}

static void
peel__inside_a_forward_outlooks_thread_is_quoted(void **state)
{
	const char *text = "Von: A <a@x.example>\nGesendet: Mittwoch, 27. Oktober 2021 09:31\nAn: "
			   "b@x.example\nBetreff: AW: PO\n\nhier die PO\n\n"
			   "Von: B <b@x.example>\nGesendet: Dienstag, 26. Oktober 2021 09:31\nAn: "
			   "a@x.example\nBetreff: PO\n\nbitte PO\n";
	g_autoptr(GPtrArray) layers = peeled(text, "WG: PO");

	(void)state;
	assert_string_equal(nth(layers, LAYER_FORWARD, 0)->from.address, "a@x.example");
	assert_string_equal(nth(layers, LAYER_QUOTE, 0)->from.address, "b@x.example");
	assert_int_equal(count(layers, LAYER_FORWARD), 1);
}

static const struct address_case {
	const char *from, *name, *address;
} FROMS[] = {
	{ "Mara Lindqvist <mara@buyer.example>", NAME, ADDRESS },
	{ "\"Mara Lindqvist\" <mara@buyer.example>", NAME, ADDRESS },
	{ "Mara Lindqvist [mailto:mara@buyer.example]", NAME, ADDRESS },
	{ "Mara Lindqvist<mailto:mara@buyer.example>", NAME, ADDRESS },
	{ "Mara Lindqvist <mara@buyer.example<mailto:mara@buyer.example>>", NAME, ADDRESS },
	{ "Mara Lindqvist<mailto:mara@buyer.example> <mara@buyer.example<mailto:mara@buyer.example>> on "
	  "behalf of t@x.example",
	    NAME, ADDRESS },
	{ "Lindqvist, Mara <mara@buyer.example>", "Lindqvist, Mara", ADDRESS },
	{ "Mara Lindqvist (mara@buyer.example)", NAME, ADDRESS },
	{ "mara@buyer.example", NULL, ADDRESS },
	{ "<mara@buyer.example>", NULL, ADDRESS },
	{ "mara@buyer.example <mara@buyer.example>", NULL, ADDRESS },
	{ "\"mara@buyer.example\" <mara@Buyer.Example>", NULL, ADDRESS },
	{ "'Mara Lindqvist' <mara@buyer.example>", NAME, ADDRESS },
	{ "Mara Lindqvist", NAME, NULL },
	{ "Mara Lindqvist via Portal <mara@buyer.example>", "Mara Lindqvist via Portal", ADDRESS },
};

static void
peel__addresses_in_header_lines_come_in_many_shapes(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(FROMS); i++) {
		g_autofree char *text = g_strdup_printf("From: %s\nSent: Thursday, October 28, 2021 12:46 "
							"PM\nTo: b@x.example\nSubject: PO\n\nOrder\n",
		    FROMS[i].from);
		g_autoptr(GPtrArray) layers = peeled(text, "FW: PO");
		const struct layer *f = nth(layers, LAYER_FORWARD, 0);

		if (g_strcmp0(f->from.name, FROMS[i].name) != 0 ||
		    g_strcmp0(f->from.address, FROMS[i].address) != 0)
			fail_msg("%s: %s <%s>", FROMS[i].from, f->from.name, f->from.address);
	}
}

static void
peel__header_lines_that_were_folded_are_joined(void **state)
{
	const char *text =
	    "---------- Forwarded message ---------\nFrom: Mara Lindqvist <mara@buyer.example\n>\n"
	    "Date: Wed, Oct 27, 2021 at 9:31 AM\nSubject: PO 77 for the second quarter and all that\nbelongs "
	    "to it\n"
	    "To: b@x.example,\n\tC <c@x.example>, D\n<d@x.example>\n\nOrder\n";
	const char *mate = "Forwarded message:\n\n> From: Mara Lindqvist <mara@buyer.example>\n> To: "
			   "b@x.example\n> Subject: PO\n"
			   "> Date: Thu, 28 Oct 2021 12:46:00 +0200\n>\n> Order\n";
	g_autoptr(GPtrArray) a = peeled(text, NULL);
	g_autoptr(GPtrArray) b = peeled(mate, NULL);
	const struct layer *f = nth(a, LAYER_FORWARD, 0);

	(void)state;
	assert_string_equal(f->from.name, NAME);
	assert_string_equal(f->from.address, ADDRESS);
	assert_string_equal(f->subject, "PO 77 for the second quarter and all that belongs to it");
	assert_int_equal(f->to->len, 3);
	assert_string_equal(((struct address *)g_ptr_array_index(f->to, 2))->address, "d@x.example");
	f = nth(b, LAYER_FORWARD, 0);
	assert_string_equal(f->from.address, ADDRESS);
	assert_int_equal(f->date_s, 1635417960);
	assert_int_equal(f->depth, 1);
}

static void
peel__signatures_and_disclaimers_are_layers(void **state)
{
	const char *text = "Please find PO 4500.\n\nKind regards,\nMara\nap@buyer.example\n\n"
			   "This e-mail and any attachments are confidential and intended for the named "
			   "recipient only.\nIf you are not, delete it.\n\n"
			   "after\n";
	const char *mobile =
	    "ok\n\nSent from my iPhone\n\nOn 27/10/2021 09:31, M <m@x.example> wrote:\n> old\n";
	const char *dashed = "text\n-- \nMara\n+1 555\n";
	g_autoptr(GPtrArray) a = peeled(text, NULL);
	g_autoptr(GPtrArray) b = peeled(mobile, NULL);
	g_autoptr(GPtrArray) c = peeled(dashed, NULL);

	(void)state;
	assert_non_null(nth(a, LAYER_SIGNATURE, 0));
	assert_memory_equal(text + nth(a, LAYER_SIGNATURE, 0)->start, "Kind regards", 12);
	assert_non_null(nth(a, LAYER_DISCLAIMER, 0));
	assert_memory_equal(text + nth(a, LAYER_DISCLAIMER, 0)->start, "This e-mail", 11);
	assert_memory_equal(mobile + nth(b, LAYER_SIGNATURE, 0)->start, "Sent from", 9);
	assert_non_null(nth(b, LAYER_QUOTE, 0));
	assert_int_equal(nth(b, LAYER_QUOTE, 0)->depth, 1);
	assert_memory_equal(dashed + nth(c, LAYER_SIGNATURE, 0)->start, "-- ", 3);
}

/* Wherever it begins, and at the very end. */
static void
peel__a_stem_of_secrecy_is_seen_wherever_it_stands(void **state)
{
	static const char *const STEMS[] = { "fiden", "vato", "vate ", "VILEG", "vertrouw", "фиденц",
		"důvěrn" };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(STEMS); i++)
		for (gsize before = 0; before < 9; before++)
			for (gsize after = 0; after < 4; after++) {
				g_autofree char *a = g_strnfill(before, 'e'), *b = g_strnfill(after, 'r');
				g_autofree char *text = g_strconcat(a, STEMS[i], b, NULL);
				gsize size = strlen(text);

				assert_true(peel_may_disclaim(text, size));
				assert_false(peel_may_disclaim(text, before + strlen(STEMS[i]) - 1));
				assert_false(before && peel_may_disclaim(text, before));
				text[before + 1] = '-';
				assert_false(peel_may_disclaim(text, size));
			}
	assert_false(peel_may_disclaim("", 0));
}

static void
peel__a_long_text_under_a_dashed_line_is_no_signature(void **state)
{
	g_autoptr(GString) text = g_string_new("head\n--\n");
	g_autoptr(GPtrArray) layers = NULL;

	(void)state;
	for (guint i = 0; i < 60; i++)
		g_string_append_printf(text, "item %u\n", i);
	layers = message_peel(text->str, text->len, NULL);
	assert_int_equal(count(layers, LAYER_SIGNATURE), 0);
}

static void
peel__an_empty_text_has_one_empty_layer(void **state)
{
	g_autoptr(GPtrArray) layers = message_peel("", 0, NULL);

	(void)state;
	assert_int_equal(layers->len, 1);
	assert_int_equal(((struct layer *)g_ptr_array_index(layers, 0))->how, LAYER_TOP);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(peel__every_client_opening_makes_a_forward),
		cmocka_unit_test(peel__header_blocks_without_a_mark_are_forwards_in_every_language),
		cmocka_unit_test(peel__the_same_block_under_a_reply_subject_is_a_quote),
		cmocka_unit_test(peel__header_lines_run_together_are_parted),
		cmocka_unit_test(peel__the_line_that_names_an_author_opens_a_quote),
		cmocka_unit_test(peel__outlook_for_mac_marks_a_forward_only_in_the_subject),
		cmocka_unit_test(peel__plain_text_stays_one_layer),
		cmocka_unit_test(peel__a_forward_in_a_forward_nests),
		cmocka_unit_test(peel__inside_a_forward_outlooks_thread_is_quoted),
		cmocka_unit_test(peel__addresses_in_header_lines_come_in_many_shapes),
		cmocka_unit_test(peel__header_lines_that_were_folded_are_joined),
		cmocka_unit_test(peel__signatures_and_disclaimers_are_layers),
		cmocka_unit_test(peel__a_stem_of_secrecy_is_seen_wherever_it_stands),
		cmocka_unit_test(peel__a_long_text_under_a_dashed_line_is_no_signature),
		cmocka_unit_test(peel__an_empty_text_has_one_empty_layer),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

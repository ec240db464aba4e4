/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words by which mail clients mark forwards, quotes and signatures, in the languages they speak.
 *
 * One row a language; a cell holds alternatives parted by "|". They are compared folded: no case, no accents.
 * Words are what the clients themselves print, so that a label may be in one language and its neighbour in
 * another (Gmail translates only "From").
 */
#include "peel.h"

#include <string.h>

enum { LABEL_MAX = 48, SEPARATOR_MAX = 160 };

static const struct label_row {
	const char *language;
	const char *from, *date, *to, *cc, *subject, *other;
} LABELS[] = {
	{ "en", "From|Sender", "Date|Sent|Sent on|Sent at|Received", "To|Recipient|Recipients",
	    "Cc|Copy|Copy to|Bcc|Cci", "Subject|Sub",
	    "Reply-To|Reply "
	    "To|Attachments|Attachment|Importance|Priority|Organization|Message-ID|Resent-From|Sensitivity" },
	{ "de", "Von|Absender", "Datum|Gesendet|Gesendet am|Gesendet um|Verschickt|Verschickt am|Zeit",
	    "An|Empfänger", "Kopie|Kopie (CC)|Kopie an|Kopien", "Betreff|Betr.|Betr",
	    "Antwort "
	    "an|Antwort-An|Anlagen|Anlage|Anhänge|Wichtigkeit|Priorität|Vertraulichkeit|Organisation" },
	{ "fr", "De|De la part de|Expéditeur|Envoyé par",
	    "Date|Envoyé|Envoyé le|Envoyée|Envoyé à|Date d'envoi|Le", "À|A|Destinataire|Destinataires|Pour",
	    "Copie|Copie à|Copie (CC)|Copie carbone", "Objet|Sujet",
	    "Répondre à|Pièces jointes|Pièce jointe|Importance|Priorité" },
	{ "es", "De|Remitente|Enviado por", "Fecha|Enviado|Enviado el|Enviada|Fecha de envío",
	    "Para|A|Destinatario", "Copia|Con copia|Con copia a|CCO", "Asunto",
	    "Responder a|Datos adjuntos|Adjuntos|Importancia|Prioridad" },
	{ "ca", "De|Remitent", "Data|Enviat|Enviat el", "Per a|Per|A", "A/c|Còpia", "Assumpte|Tema",
	    "Fitxers adjunts" },
	{ "gl", "De", "Data|Enviado", "Para", "Copia", "Asunto", "Anexos" },
	{ "it", "Da|Mittente|Inviato da", "Data|Inviato|Inviata|Inviato il|Data invio",
	    "A|Per|Destinatario|Destinatari",
	    "Copia|Copia conoscenza|Copia per conoscenza|Cc/ccn|CCN|Per conoscenza", "Oggetto",
	    "Rispondi a|Allegati|Allegato|Priorità|Importanza" },
	{ "nl", "Van|Afzender", "Datum|Verzonden|Verzonden op|Verstuurd", "Aan|Ontvanger",
	    "Kopie|Kopie aan|CC aan", "Onderwerp",
	    "Antwoord aan|Beantwoorden aan|Bijlagen|Bijlage|Urgentie|Prioriteit" },
	{ "pt", "De|Remetente|Enviado por",
	    "Data|Enviado|Enviada|Enviada em|Enviado em|Enviada a|Data de envio|Data/Hora",
	    "Para|Destinatário", "Cópia|Com cópia|Cco", "Assunto",
	    "Responder a|Responder para|Anexos|Anexo|Importância|Prioridade" },
	{ "sv", "Från|Avsändare", "Datum|Skickat|Skickades|Skickat den", "Till|Mottagare", "Kopia|Kopia till",
	    "Ämne", "Svara till|Bilagor|Bifogade filer|Prioritet" },
	{ "da", "Fra|Afsender", "Dato|Sendt|Sendt den", "Til|Modtager", "Kopi|Kopi til", "Emne",
	    "Svar til|Vedhæftede filer|Vedhæftet|Prioritet" },
	{ "no", "Fra|Avsender|Frå", "Dato|Sendt", "Til|Mottaker", "Kopi|Kopi til", "Emne",
	    "Svar til|Vedlegg|Prioritet" },
	{ "is", "Frá", "Dagsetning|Sent|Dags", "Til", "Afrit", "Efni|Fyrirsögn", "Viðhengi" },
	{ "fi", "Lähettäjä", "Päivämäärä|Päiväys|Lähetetty|Pvm|Aika|Lähetysaika|Päivä",
	    "Vastaanottaja|Vastaanottajat|Kenelle|Saaja", "Kopio|Kopio (CC)|Kopiot", "Aihe|Otsikko",
	    "Vastausosoite|Liitteet|Tärkeys|Prioriteetti" },
	{ "et", "Saatja|Kellelt", "Kuupäev|Saadetud|Saatmisaeg|Aeg", "Adressaat|Saaja|Kellele|Saajad",
	    "Koopia", "Teema|Pealkiri", "Manused" },
	{ "lv", "No|Sūtītājs", "Datums|Nosūtīts|Sūtīts", "Kam|Adresāts|Saņēmējs", "Kopija",
	    "Temats|Tēma|Priekšmets", "Pielikumi" },
	{ "lt", "Nuo|Siuntėjas", "Data|Išsiųsta|Išsiuntimo data", "Kam|Iki|Gavėjas", "Kopija", "Tema",
	    "Priedai" },
	{ "pl", "Od|Nadawca", "Data|Wysłano|Wysłane|Wysłany|Data wysłania", "Do|Adresat|Odbiorca",
	    "DW|UDW|Kopia|Do wiadomości", "Temat", "Odpowiedz do|Załączniki|Ważność|Priorytet" },
	{ "cs", "Od|Odesílatel|Odesilatel", "Datum|Odesláno|Odesl.|Posláno", "Komu|Pro|Příjemce",
	    "Kopie|Kopie (CC)|Skrytá kopie", "Předmět", "Odpověď komu|Přílohy|Důležitost|Priorita" },
	{ "sk", "Od|Odosielateľ", "Dátum|Odoslané|Poslané", "Komu|Pre|Adresát|Príjemca", "Kópia|Kópia (CC)",
	    "Predmet", "Odpovedať na|Prílohy|Dôležitosť|Priorita" },
	{ "hu", "Feladó|Küldő|Tól", "Dátum|Elküldve|Küldve|Küldés dátuma|Küldés ideje|Ekkor",
	    "Címzett|Címzettek|Ide|Kinek", "Másolat|Másolatot kap|Másolat (CC)", "Tárgy",
	    "Válaszcím|Mellékletek|Csatolmányok|Fontosság|Prioritás" },
	{ "ro", "De la|De|Expeditor|Expeditorul", "Dată|Data|Trimis|Trimisă|Trimis la|Dată trimitere",
	    "Către|Catre|Destinatar|Destinatarul|La|Pentru", "Copie|Copie către", "Subiect|Subiectul",
	    "Răspuns către|Atașări|Importanță|Prioritate" },
	{ "hr", "Od|Šalje|Pošiljatelj|Poslao", "Datum|Poslano|Vrijeme", "Za|Prima|Primatelj|Kome|Do",
	    "Kopija|Kopija (CC)|Kopija za", "Predmet|Tema|Naslov",
	    "Odgovori na|Privici|Privitci|Prilozi|Važnost" },
	{ "sl", "Od|Pošiljatelj", "Datum|Poslano", "Za|Prejemnik", "Kp|Kopija", "Zadeva",
	    "Priloge|Pomembnost" },
	{ "sr", "Od|Od koga|Šalje|Pošiljalac|Од|Пошиљалац|Шаље", "Datum|Poslato|Датум|Послато",
	    "Za|Kome|Primalac|За|Коме|Прималац", "Kopija|Копија", "Tema|Naslov|Predmet|Тема|Предмет|Наслов",
	    "Prilozi|Прилози" },
	{ "mk", "Од|Испраќач", "Датум|Испратено", "До|За", "Копија", "Предмет|Наслов", "Прилози" },
	{ "bg", "От|Подател|Изпращач", "Дата|Изпратено|Изпратено на", "До|Получател", "Копие|Як",
	    "Относно|Тема", "Прикачени файлове" },
	{ "ru", "От|От кого|Отправитель", "Дата|Отправлено|Отправлен|Время|Дата отправки",
	    "Кому|Получатель|Получатели", "Копия|Копии", "Тема|Предмет",
	    "Ответить|Отвечать на|Вложения|Важность|Приоритет" },
	{ "uk", "Від|Від кого|Відправник", "Дата|Надіслано|Відправлено|Дата відправлення",
	    "Кому|До|Одержувач|Отримувач", "Копія", "Тема", "Вкладення|Важливість" },
	{ "be", "Ад|Ад каго|Адпраўнік", "Дата|Адпраўлена|Даслана", "Каму", "Копія", "Тэма", "Далучэнні" },
	{ "tr", "Kimden|Gönderen|Gönderici",
	    "Tarih|Gönderildi|Gönderilme Tarihi|Gönderme Tarihi|Gönderilen|Tarihi", "Kime|Alıcı|Alıcılar",
	    "Bilgi|Kopya|Karbon kopya", "Konu", "Yanıt adresi|Ekler|Önem|Öncelik" },
	{ "el", "Από|Αποστολέας", "Ημερομηνία|Στάλθηκε|Εστάλη|Ημ/νία|Αποστολή", "Προς|Παραλήπτης",
	    "Κοιν|Κοιν.|Κοινοποίηση", "Θέμα", "Συνημμένα" },
	{ "he", "מאת|מ", "תאריך|נשלח", "אל|ל", "עותק|העתק", "נושא|הנדון", "קבצים מצורפים" },
	{ "ar", "من|المرسل", "التاريخ|تاريخ|تاريخ الإرسال|تم الإرسال|أرسلت", "إلى|الى", "نسخة|نسخة إلى",
	    "الموضوع", "المرفقات" },
	{ "ja", "差出人|送信者|送信元|From", "日時|送信日時|日付|送信日|Date", "宛先|To", "Cc|写し",
	    "件名|Subject", "添付ファイル|返信先" },
	{ "zh", "发件人|发信人|寄件者|寄件人|發件人|寄信人",
	    "发送时间|发送日期|日期|时间|寄件日期|傳送日期|发件时间|日期时间", "收件人|收件者|收信人",
	    "抄送|副本|抄送人", "主题|主旨|主題|标题", "附件" },
	{ "ko", "보낸 사람|보낸사람|발신|보낸이", "날짜|보낸 날짜|보낸날짜|보낸 시간|보낸시간|일시",
	    "받는 사람|받는사람|수신|받는이", "참조", "제목", "첨부" },
	{ "vi", "Từ|Người gửi", "Ngày|Đã gửi|Ngày gửi|Vào", "Đến|Tới|Người nhận", "Sao chép",
	    "Chủ đề|Tiêu đề", "Đính kèm" },
	{ "id", "Dari|Pengirim|Daripada", "Tanggal|Dikirim|Terkirim|Tarikh", "Kepada|Ke|Penerima",
	    "Tembusan|Salinan", "Perihal|Subjek|Subyek|Hal", "Lampiran" },
	{ "th", "จาก", "วันที่|ส่งเมื่อ|ส่ง", "ถึง", "สำเนา", "เรื่อง|หัวเรื่อง", "สิ่งที่แนบ" },
};

/* Beginnings of words that stand between the dashes of a forward, or in a client's opening line. */
static const char *const FORWARD_STEMS[] = { "forwarded message", "forwarded mail", "forwarded email",
	"forwarded by", "forward message", "forwarded letter", "begin forward", "weitergeleitet",
	"message transfere", "message transmis", "message reexpedi", "message suivi", "courriel transf",
	"mail transf", "e-mail transf", "reenvia", "reencaminha", "encaminhad", "inoltrat", "inoltro",
	"doorgestuurd", "doorgezonden", "vidarebefordra", "videresend", "videresendt", "vidaresend",
	"valitetty", "edelleenlahet", "edasi saadetud", "edastatud", "parsutit", "parsutita", "persiust",
	"persiunc", "przekazan", "przekazywan", "przeslan", "preposlan", "preposilan", "tovabbitott",
	"redirectionat", "redirijat", "transmis mai", "mesaj transmis", "mesaj inaintat", "prosledjen",
	"prosledena", "prosleđen", "proslijeđen", "posredovan", "препратен", "пренасочен", "переслан",
	"пересылаем", "перенаправл", "переадрес", "пересила", "перасла", "проследен", "прослеђен", "iletilen",
	"iletilmis", "yonlendiril", "ileti baslangici", "προωθημεν", "προωθηση", "הועבר", "הודעה מועברת",
	"رسالة معاد", "معاد توجيه", "転送され", "転送メ", "转发的", "转发邮件", "轉寄", "轉發", "전달된",
	"전달한", "chuyen tiep", "diteruskan", "terusan", "ส่งต่อ", "reenviat", "missatge reenviat", "fwd.msg",
	"fwd message", "aframsent", "áframsent", "inizio messaggio", "ursprungligt vidare",
	"mensagem original reencam" };
static const char *const ORIGINAL_STEMS[] = { "original message", "original mail", "original email",
	"original appointment", "reply message", "reply above", "ursprungliche nachricht", "urspr. nachricht",
	"originalnachricht", "original-nachricht", "original nachricht", "ursprungliche mail",
	"message d'origine", "message d’origine", "message original", "message initial", "mensaje original",
	"missatge original", "messaggio originale", "messaggio di origine", "oorspronkelijk bericht",
	"origineel bericht", "oorspronkelijke bericht", "mensagem original", "ursprungligt meddelande",
	"originalmeddelande", "ursprungligt mejl", "originalt meddelande", "oprindelig meddelelse",
	"original meddelelse", "oprindelig besked", "opprinnelig melding", "alkuperainen viesti",
	"algne kiri", "algsonum", "sakotnejais zinojums", "originali zinute", "pradinis laiskas",
	"wiadomosc oryginalna", "oryginalna wiadomosc", "wiadomość oryginalna", "puvodni zprava",
	"povodna sprava", "eredeti uzenet", "mesaj original", "mesajul original", "originalna poruka",
	"izvorna poruka", "izvirno sporocilo", "originalno sporocilo", "оригинална порука",
	"оригинално съобщение", "исходное сообщение", "оригинал сообщения", "вихідне повідомлення",
	"оригінальне повідомлення", "orijinal mesaj", "orijinal ileti", "ozgun ileti", "αρχικο μηνυμα",
	"הודעה מקורית", "הודעה המקורית", "الرسالة الأصلية", "元のメッセージ", "元メール",
	"オリジナル メッセージ", "原始邮件", "原始郵件", "原邮件", "邮件原件", "원본 메시지", "원본 메일",
	"tin nhan goc", "thu goc", "pesan asli", "mesej asal" };

/* Opening lines without dashes that end with a colon: Apple Mail, MailMate. */
static const char *const OPENINGS[] = { "begin forwarded message", "forwarded message",
	"start of forwarded message", "anfang der weitergeleiteten nachricht",
	"anfang der weitergeleiteten e-mail", "weitergeleitete nachricht", "debut du message reexpedie",
	"debut du message transfere", "message transfere", "debut du courriel reexpedie",
	"inicio del mensaje reenviado", "mensaje reenviado", "inici del missatge reenviat",
	"inizio messaggio inoltrato", "messaggio inoltrato", "inizio del messaggio inoltrato",
	"begin doorgestuurd bericht", "doorgestuurd bericht", "inicio da mensagem reencaminhada",
	"inicio da mensagem encaminhada", "mensagem encaminhada", "vidarebefordrat mejl",
	"vidarebefordrat brev", "vidarebefordrat meddelande", "start pa videresendt besked",
	"begynd videresendt besked", "videresendt besked", "videresendt melding",
	"start pa videresendt melding", "valitetty viesti alkaa", "valitetty viesti",
	"poczatek przekazywanej wiadomosci", "poczatek przekazanej wiadomosci", "zacatek preposilane zpravy",
	"zacatek preposlane zpravy", "zaciatok preposlanej spravy", "preposlana sprava",
	"tovabbitott level kezdete", "tovabbitott uzenet kezdete", "incepe mesajul redirectionat",
	"inceputul mesajului redirectionat", "zapocni proslijeđenu poruku", "pocetak proslijeđene poruke",
	"начало переадресованного сообщения", "начало пересылаемого сообщения",
	"початок листа, що пересилається", "початок переадресованого повідомлення",
	"початок пересланого повідомлення", "ileti baslangici", "iletilen ileti baslangici",
	"iletilmis ileti baslangici", "αρχη προωθημενου μηνυματος", "αρχη μηνυματος που προωθηθηκε",
	"תחילת ההודעה שהועברה", "بداية الرسالة المعاد توجيهها", "転送されたメッセージ",
	"以下は転送されたメッセージです", "下面是被转发的邮件", "開始轉寄郵件", "以下是被轉寄的郵件",
	"전달된 메시지", "bat dau thu chuyen tiep", "mulai pesan yang diteruskan", "edastatud kirja algus" };

static const char *const FORWARD_PREFIXES[] = { "fw", "fwd", "forward", "forwarded", "wg", "wtr", "wtrl",
	"weitergeleitet", "tr", "trans", "transf", "trf", "rv", "reenv", "reenviado", "i", "inoltro", "inol",
	"fwi", "enc", "encaminhado", "reenc", "doorst", "doorgest", "vb", "vs", "vl", "vl.", "vidarebef",
	"videre", "fs", "pd", "przek", "fwd.", "fw.", "fwd ", "pre", "prep", "přep", "preposl", "ptr", "tov",
	"tovabb", "tovabbitas", "tovabbitva", "redir", "redir.", "rdr", "proslj", "prosl", "prosli", "posr",
	"пр", "fwd-", "пересл", "пересланное", "переслано", "пересылка", "перенапр", "пер", "напр", "ilt",
	"iletilen", "ynl", "πρθ", "πρ", "הועבר", "הע", "إعادة توجيه", "转发", "轉寄", "轉發", "転送", "전달",
	"chuyen tiep", "trs", "edast", "edasi", "parsut", "pers" };
static const char *const REPLY_PREFIXES[] = { "re", "aw", "antw", "antwort", "sv", "svar", "odp", "odpowiedz",
	"odg", "r", "rif", "res", "resp", "respuesta", "ref", "rep", "reponse", "ynt", "yan", "cevap", "va",
	"valasz", "vast", "vastaus", "atb", "bls", "balas", "απ", "σχετ", "отв", "ответ", "отг", "на", "відп",
	"відповідь", "од", "re.", "rv re", "השב", "תגובה", "تשובה", "رد", "回复", "答复", "回覆", "返信",
	"re^2", "re[2]", "회신", "답장", "ha", "tr re", "tl", "ats", "atb.", "antwoord", "betr re" };

/* Verbs of an attribution line, as its words stand side by side. */
static const char *const VERBS[] = { "wrote", "writes", "has written", "schrieb am", "schrieb",
	"hat geschrieben", "schreibt", "geschrieben", "a ecrit", "ecrivait", "ecrit", "ha escrito",
	"escribio", "escribia", "va escriure", "ha escrit", "escribiu", "ha scritto", "scrive", "ha inviato",
	"scriveva", "heeft geschreven", "heeft het volgende geschreven", "geschreven", "schreef", "escreveu",
	"skrev", "skreiv", "kirjoitti", "kirjutas", "rakstija", "raksta", "rase", "parase", "napisał(a)",
	"napisał", "napisała", "pisze", "napisal(a)", "napsal(a)", "napsal", "napsala", "píše", "napisal",
	"napisala", "pise", "napisa", "ezt irta", "irta", "a scris", "je napisao/la", "je napisao",
	"je napisala", "napisao/la", "napisao", "je pisao", "је написао/ла", "је написао", "написа",
	"написал(а)", "написал", "написала", "пишет", "писал", "пише", "написав", "написала(-в)", "напісаў",
	"написано", "sunu yazdi", "yazdi", "εγραψε", "כתב", "כתבה", "كتب", "כתב/ה", "写道", "写到", "寫道",
	"书写", "のメール", "さんが書きました", "書きました", "wrote on", "작성", "씀", "da viet", "viet",
	"menulis", "tulis", "skrifadi", "skrifaði", "เขียน", "said", "quoting" };

/* Words that an attribution begins with. */
static const char *const STARTERS[] = { "on", "am", "le", "el", "il", "op", "em", "den", "d.", "dne", "dňa",
	"dnia", "w dniu", "pe", "în", "in data", "data", "dana", "no dia", "на", "в", "στις", "בתאריך", "في",
	"vào", "pada", "quoting" };

/* Words that part the date from the name. */
static const char *const STOP_WORDS[] = { "from", "von", "de", "by", "heeft", "hat", "schrieb", "schreef",
	"skrev", "użytkownik", "uzytkownik", "używając", "пользователь", "користувач", "pouzivatel",
	"odesilatel", "odosielatel", "nadawca", "uzivatel", "uživatel", "idopontban", "escribio", "ecrit",
	"a", "at", "um", "om", "kl", "kl.", "klo", "kello", "v", "o", "u", "в", "у", "alle", "ore", "as",
	"às", "la", "г.", "г", "р.", "uhr", "h", "am", "pm", "a.m.", "p.m.", "utc", "gmt", "cet", "cest",
	"est", "edt", "pst", "pdt", "bst", "mez", "mesz", "on", "den", "dne", "op", "em", "le", "il", "el",
	"wrote", "kl:", "tarihinde", "ora", "от", "sec", "selc", "folgendes", "folgende", "het", "volgende",
	"giorno", "dnia", "w", "dniu", "je" };

static const char *const MOBILE[] = { "sent from my", "sent from mail for windows", "sent from outlook",
	"sent from yahoo mail", "sent from proton", "sent from gmail", "sent from mailspring",
	"sent from samsung", "sent via", "sent with", "sent from a", "sent from typeapp",
	"sent from bluemail", "get outlook for", "download outlook for", "von meinem", "gesendet von",
	"gesendet mit", "gesendet aus", "von unterwegs gesendet", "holen sie sich outlook", "outlook fur",
	"diese nachricht wurde von meinem", "envoye de mon", "envoye depuis", "envoye a partir",
	"obtenir outlook", "obtenez outlook", "telecharger outlook", "enviado desde", "enviado mediante",
	"obtener outlook", "obten outlook", "enviado do meu", "enviado a partir", "enviado de",
	"obter o outlook", "obtenha o outlook", "inviato da", "scarica outlook", "ottieni outlook",
	"verstuurd vanaf", "verzonden vanaf", "verstuurd met", "outlook voor", "download outlook voor",
	"skickat fran", "skickades fran", "hamta outlook", "skaffa outlook", "sendt fra", "hent outlook",
	"skaff deg outlook", "lahetetty", "hanki outlook", "wyslano z", "wyslane z",
	"pobierz program outlook", "pobierz aplikacje outlook", "odeslano z", "odoslane z",
	"ziskejte outlook", "ziskat outlook", "elkuldve", "kuldve", "az outlook", "trimis de pe",
	"trimis din", "obtineti outlook", "poslano s", "poslato sa", "poslano iz", "отправлено с",
	"отправлено из", "надіслано з", "изпратено от", "saadetud minu", "iphone'umdan gonderildi",
	"iphone'dan gonderildi", "android icin outlook", "στάλθηκε απο", "σταλθηκε απο", "iphoneから送信",
	"从我的", "發自我的", "发自我的", "나의 iphone에서 보냄", "dikirim dari", "gui tu" };

static const char *const SIGNOFFS[] = { "regards", "best regards", "kind regards", "warm regards",
	"kindest regards", "many regards", "with kind regards", "with best regards", "best wishes",
	"sincerely", "yours sincerely", "yours faithfully", "yours truly", "respectfully",
	"thanks and regards", "thanks & regards", "thank you and regards", "mit freundlichen grußen",
	"mit freundlichen grussen", "mit freundlichem gruß", "mit besten grußen", "freundliche gruße",
	"freundliche grusse", "viele gruße", "viele grusse", "beste gruße", "beste grusse", "liebe gruße",
	"schone gruße", "hochachtungsvoll", "gruß", "gruße", "cordialement", "bien cordialement",
	"tres cordialement", "salutations", "sinceres salutations", "meilleures salutations", "bien a vous",
	"un saludo", "saludos cordiales", "cordiales saludos", "atentamente", "un cordial saludo",
	"cordialmente", "cordiali saluti", "distinti saluti", "un cordiale saluto", "met vriendelijke groet",
	"met vriendelijke groeten", "vriendelijke groeten", "vriendelijke groet", "atenciosamente",
	"cumprimentos", "com os melhores cumprimentos", "melhores cumprimentos", "med vanlig halsning",
	"med vanliga halsningar", "vanliga halsningar", "med venlig hilsen", "venlig hilsen",
	"vennlig hilsen", "med vennlig hilsen", "bedste hilsner", "ystavallisin terveisin", "terveisin",
	"parhain terveisin", "pozdrawiam", "z powazaniem", "z wyrazami szacunku", "s pozdravem",
	"s pozdravom", "s uctou", "udvozlettel", "tisztelettel", "cu stima", "cu respect", "srdacan pozdrav",
	"lep pozdrav", "s postovanjem", "с уважением", "з повагою", "поздрави", "с уважение", "saygilarimla",
	"iyi calismalar", "saygilar", "με εκτιμηση", "lugupidamisega", "ar cienu", "pagarbiai",
	"よろしくお願いいたします", "此致", "敬具" };

/* These are also said in the middle of a mail: they count with a comma behind them. */
static const char *const SIGNOFFS_COMMA[] = { "thanks", "thank you", "many thanks", "best", "br", "kr", "att",
	"grazie", "obrigado", "obrigada", "cheers", "saludos", "saluti", "lg", "vg", "mfg", "mvg", "mvh",
	"groeten", "abracos", "pozdrav", "hilsen", "merci", "danke", "gracias", "tak", "tack", "dank",
	"kiitos", "dekuji", "dziękuję", "спасибо", "дякую" };

/* A disclaimer speaks of a message, of secrecy, and of whom it is for. */
static const char *const DISCLAIMER_MESSAGE[] = { "e-mail", "email", "message", "nachricht", "mail",
	"mensaje", "mensagem", "messaggio", "bericht", "courriel", "meddeland", "meddelelse", "viesti",
	"wiadomosc", "zprav", "sprav", "uzenet", "mesaj", "сообщени", "повідомлен", "ileti", "correo",
	"comunicazione", "transmission", "communication" };
static const char *const DISCLAIMER_SECRET[] = { "confidential", "vertraulich", "confidenti", "confidenci",
	"riservat", "vertrouwelijk", "konfidenti", "fortrolig", "luottamuksellinen", "poufn", "duvern",
	"dovern", "bizalmas", "конфиденциальн", "конфіденційн", "gizli", "privileged", "geheim" };
static const char *const DISCLAIMER_FOR[] = { "intended", "recipient", "bestimmt", "adressat", "empfanger",
	"destinat", "dirigid", "geadresseerde", "bestemd", "avsedd", "tiltaenkt", "tiltenkt", "beregnet",
	"tarkoitettu", "adresat", "przeznaczon", "urcen", "cimzett", "предназначен", "призначен", "alici",
	"addressee", "unauthori", "unbefugt", "disclos", "delete", "loschen" };

/* Of all languages; a word matches when it is a beginning of one, three letters at least. */
static const char *const MONTHS[12] = {
	"january|januar|janvier|enero|gennaio|januari|janeiro|tammikuuta|tammikuu|jaanuar|janvaris|sausio|"
	"stycznia|styczen|ledna|leden|januara|janvara|ianuarie|siječnja|sijecnja|sijecanj|jan|января|январь|"
	"січня|ocak|ιανουαριου|ιαν|gener|janar|janvier|jänner|janner|януари|ene",
	"february|februar|fevrier|febrero|febbraio|februari|fevereiro|helmikuuta|helmikuu|veebruar|februaris|"
	"vasario|lutego|luty|unora|unor|februara|februarie|veljače|veljace|veljaca|februar|февраля|февраль|"
	"лютого|subat|φεβρουαριου|φεβ|febrer|fevr|февруари",
	"march|marz|maerz|mars|marzo|maart|marco|marts|maaliskuuta|maaliskuu|marta|kovo|marca|marzec|brezna|"
	"brezen|marcius|martie|ožujka|ozujka|ozujak|марта|март|березня|mart|μαρτιου|marc|mrt|mrz|mär",
	"april|avril|abril|aprile|huhtikuuta|huhtikuu|aprill|aprilis|balandzio|kwietnia|kwiecien|dubna|duben|"
	"aprila|aprilie|travnja|travanj|апреля|апрель|квітня|nisan|απριλιου|απρ|avr|април",
	"may|mai|mayo|maggio|mei|maio|maj|toukokuuta|toukokuu|maijs|geguzes|maja|kvetna|kveten|majus|svibnja|"
	"svibanj|мая|май|травня|mayis|μαιου|μαι|maig",
	"june|juni|juin|junio|giugno|junho|kesakuuta|kesakuu|juuni|junijs|birzelio|czerwca|czerwiec|cervna|"
	"cerven|juna|junius|iunie|lipnja|lipanj|июня|июнь|червня|haziran|ιουνιου|ιουν|juny|юни",
	"lip|july|juli|juillet|julio|luglio|julho|heinakuuta|heinakuu|juuli|julijs|liepos|lipca|lipiec|"
	"cervence|cervenec|jula|julius|iulie|srpnja|srpanj|июля|июль|липня|temmuz|ιουλιου|ιουλ|juliol|юли|"
	"juil",
	"august|aout|agosto|augustus|augusti|elokuuta|elokuu|augusts|rugpjucio|sierpnia|sierpien|srpna|srpen|"
	"augusta|augusztus|kolovoza|kolovoz|августа|август|серпня|agustos|αυγουστου|αυγ|agost",
	"september|septembre|septiembre|settembre|setembro|syyskuuta|syyskuu|septembris|rugsejo|wrzesnia|"
	"wrzesien|zari|septembra|szeptember|septembrie|rujna|rujan|сентября|сентябрь|вересня|eylul|"
	"σεπτεμβριου|σεπ|setembre|sett|септември",
	"october|oktober|octobre|octubre|ottobre|outubro|lokakuuta|lokakuu|oktoober|oktobris|spalio|"
	"pazdziernika|październik|pazdziernik|rijna|rijen|oktobra|octombrie|октября|октябрь|жовтня|ekim|"
	"οκτωβριου|οκτ|octubre|октомври",
	"november|novembre|noviembre|novembro|marraskuuta|marraskuu|novembris|lapkricio|listopada|listopad|"
	"listopadu|novembra|noiembrie|studenoga|studeni|ноября|ноябрь|листопада|kasim|νοεμβριου|νοε|ноември",
	"december|dezember|decembre|diciembre|dicembre|dezembro|joulukuuta|joulukuu|detsember|decembris|"
	"gruodzio|grudnia|grudzien|prosince|prosinec|decembra|decembrie|prosinca|декабря|декабрь|грудня|"
	"aralik|δεκεμβριου|δεκ|desember|desembre|декември",
};

static const struct zone_row {
	const char *name;
	int minutes;
} ZONES[] = {
	{ "utc", 0 },
	{ "gmt", 0 },
	{ "z", 0 },
	{ "wet", 0 },
	{ "bst", 60 },
	{ "west", 60 },
	{ "cet", 60 },
	{ "mez", 60 },
	{ "sec", 60 },
	{ "mewz", 60 },
	{ "cest", 120 },
	{ "mesz", 120 },
	{ "selc", 120 },
	{ "eet", 120 },
	{ "oez", 120 },
	{ "eest", 180 },
	{ "oesz", 180 },
	{ "msk", 180 },
	{ "мск", 180 },
	{ "trt", 180 },
	{ "ist", 330 },
	{ "hkt", 480 },
	{ "sgt", 480 },
	{ "jst", 540 },
	{ "kst", 540 },
	{ "aest", 600 },
	{ "aedt", 660 },
	{ "nzst", 720 },
	{ "nzdt", 780 },
	{ "brt", -180 },
	{ "art", -180 },
	{ "ast", -240 },
	{ "adt", -180 },
	{ "est", -300 },
	{ "edt", -240 },
	{ "cst", -360 },
	{ "cdt", -300 },
	{ "mst", -420 },
	{ "mdt", -360 },
	{ "pst", -480 },
	{ "pdt", -420 },
	{ "heure", 0 },
};

static GHashTable *labels, *prefixes, *months, *month_beginnings, *signoffs, *openings, *stop_words, *verbs;
/* char*, folded */
static GPtrArray *forward_stems, *original_stems, *starters, *mobile, *disclaimer[3];
enum { BEGINNINGS = 32768 };
static guint8 beginnings[BEGINNINGS / 8]; /* of mobile and signoffs */

/* A character without case, accent and width; 0: drop it. */
static gunichar
fold_char(gunichar c)
{
	gunichar a, b;

	if (c == 0xa0 || c == 0x202f || c == 0x3000 || (c >= 0x2000 && c <= 0x200a) || c == '\t')
		return ' ';
	if (c == 0x200b || c == 0x200c || c == 0x200d || c == 0x200e || c == 0x200f || c == 0xfeff ||
	    c == 0xad || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
		return 0;
	if (c >= 0x300 && c <= 0x36f)
		return 0;
	if (c == 0x131)
		return 'i';
	if (c == 0x142)
		return 'l';
	while (c >= 0xc0 && c < 0x2000 && g_unichar_decompose(c, &a, &b))
		c = a;
	return g_unichar_tolower(c);
}

/* One character behind ASCII: folded and appended. Returns its bytes in text. */
static gsize
fold_wide(const char *at, const char *end, char *out, gsize *n)
{
	gunichar c = g_utf8_get_char_validated(at, end - at);

	if (c == (gunichar)-1 || c == (gunichar)-2)
		return 1;
	c = fold_char(c);
	if (c && !(c == ' ' && (!*n || out[*n - 1] == ' ')))
		*n += (gsize)g_unichar_to_utf8(c, out + *n);
	return (gsize)(g_utf8_next_char(at) - at);
}

gsize
peel_fold(const char *text, gsize size, char *out, gsize room)
{
	const char *at = text, *end = text + size;
	gsize n = 0;

	while (at < end && n + 7 < room) {
		guint8 c = (guint8)*at;

		if (c >= 0x80) {
			at += fold_wide(at, end, out, &n);
			continue;
		}
		at++;
		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		else if (c <= ' ') {
			if (!n || out[n - 1] == ' ')
				continue;
			c = ' ';
		}
		out[n++] = (char)c;
	}
	while (n && out[n - 1] == ' ')
		n--;
	out[n] = 0;
	return n;
}

static void
each_word(const char *list, GHashTable *into, int value, gboolean keep_first)
{
	g_auto(GStrv) words = g_strsplit(list, "|", -1);

	for (guint i = 0; words[i]; i++) {
		char folded[160];

		peel_fold(words[i], strlen(words[i]), folded, sizeof folded);
		if (*folded && !(keep_first && g_hash_table_contains(into, folded)))
			g_hash_table_insert(into, g_strdup(folded), GINT_TO_POINTER(value));
	}
}

static GHashTable *
hash_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void
each_row(const char *const *rows, guint n, GHashTable *into, int value)
{
	for (guint i = 0; i < n; i++)
		each_word(rows[i], into, value, TRUE);
}

static GPtrArray *
folded_rows(const char *const *rows, guint n)
{
	GPtrArray *out = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < n; i++) {
		char folded[160];

		peel_fold(rows[i], strlen(rows[i]), folded, sizeof folded);
		g_ptr_array_add(out, g_strdup(folded));
	}
	return out;
}

/* Names, and their beginnings of three letters or more; a whole name wins over a beginning. */
static void
months_init(void)
{
	months = hash_new();
	month_beginnings = hash_new();
	for (int i = 0; i < 12; i++)
		each_word(MONTHS[i], months, i + 1, TRUE);
	for (int i = 0; i < 12; i++) {
		g_auto(GStrv) names = g_strsplit(MONTHS[i], "|", -1);

		for (guint k = 0; names[k]; k++) {
			char folded[160];

			peel_fold(names[k], strlen(names[k]), folded, sizeof folded);
			for (glong chars = 3; chars < g_utf8_strlen(folded, -1); chars++) {
				g_autofree char *start = g_utf8_substring(folded, 0, chars);

				if (!g_hash_table_contains(month_beginnings, start))
					g_hash_table_insert(month_beginnings, g_steal_pointer(&start),
					    GINT_TO_POINTER(i + 1));
			}
		}
	}
}

/* Three folded bytes as a key: nearly every line of a text is turned away by it, without a look at the
 * tables. */
static guint
beginning_key(const char *folded)
{
	guint key = (guint8)folded[0];

	key = key * 31 + (guint8)folded[1];
	key = key * 31 + (folded[1] ? (guint8)folded[2] : 0);
	return key & (BEGINNINGS - 1);
}

static void
beginning_add(gpointer key, gpointer value, gpointer data)
{
	guint k = beginning_key(key);

	(void)value;
	(void)data;
	beginnings[k / 8] |= (guint8)(1u << k % 8);
}

/* A word that a disclaimer must hold, as it is mostly written; found without folding the paragraph. */
static const char *const SECRET_STEMS[] = { "fiden", "FIDEN", "vileg", "VILEG", "vertrau", "Vertrau",
	"vertrouw", "Vertrouw", "vatezza", "vate ", "vato", "fortrolig", "luottamuks", "důvěrn", "dôvern",
	"bizalmas", "gizli", "фиденц", "фіденц" };
static guint8 secret_pairs[8192]; /* bits: the stems' first two bytes */

static guint
pair_at(const char *text)
{
	return (guint)(guint8)text[0] << 8 | (guint8)text[1];
}

static void
secret_init(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(SECRET_STEMS); i++)
		secret_pairs[pair_at(SECRET_STEMS[i]) / 8] |= (guint8)(1u << pair_at(SECRET_STEMS[i]) % 8);
}

void
peel_init(void)
{
	if (labels)
		return;
	labels = hash_new();
	prefixes = hash_new();
	signoffs = hash_new();
	openings = hash_new();
	for (guint i = 0; i < G_N_ELEMENTS(LABELS); i++) {
		each_word(LABELS[i].from, labels, FIELD_FROM + 1, TRUE);
		each_word(LABELS[i].date, labels, FIELD_DATE + 1, TRUE);
		each_word(LABELS[i].to, labels, FIELD_TO + 1, TRUE);
		each_word(LABELS[i].cc, labels, FIELD_CC + 1, TRUE);
		each_word(LABELS[i].subject, labels, FIELD_SUBJECT + 1, TRUE);
		each_word(LABELS[i].other, labels, FIELD_OTHER + 1, TRUE);
	}
	each_row(FORWARD_PREFIXES, G_N_ELEMENTS(FORWARD_PREFIXES), prefixes, SUBJECT_FORWARD);
	each_row(REPLY_PREFIXES, G_N_ELEMENTS(REPLY_PREFIXES), prefixes, SUBJECT_REPLY);
	each_row(SIGNOFFS, G_N_ELEMENTS(SIGNOFFS), signoffs, 1);
	each_row(SIGNOFFS_COMMA, G_N_ELEMENTS(SIGNOFFS_COMMA), signoffs, 2);
	each_row(OPENINGS, G_N_ELEMENTS(OPENINGS), openings, 1);
	stop_words = hash_new();
	each_row(STOP_WORDS, G_N_ELEMENTS(STOP_WORDS), stop_words, 1);
	forward_stems = folded_rows(FORWARD_STEMS, G_N_ELEMENTS(FORWARD_STEMS));
	original_stems = folded_rows(ORIGINAL_STEMS, G_N_ELEMENTS(ORIGINAL_STEMS));
	verbs = hash_new();
	each_row(VERBS, G_N_ELEMENTS(VERBS), verbs, 1);
	starters = folded_rows(STARTERS, G_N_ELEMENTS(STARTERS));
	mobile = folded_rows(MOBILE, G_N_ELEMENTS(MOBILE));
	disclaimer[0] = folded_rows(DISCLAIMER_MESSAGE, G_N_ELEMENTS(DISCLAIMER_MESSAGE));
	disclaimer[1] = folded_rows(DISCLAIMER_SECRET, G_N_ELEMENTS(DISCLAIMER_SECRET));
	disclaimer[2] = folded_rows(DISCLAIMER_FOR, G_N_ELEMENTS(DISCLAIMER_FOR));
	g_hash_table_foreach(signoffs, beginning_add, NULL);
	for (guint i = 0; i < mobile->len; i++)
		beginning_add(g_ptr_array_index(mobile, i), NULL, beginnings);
	months_init();
	secret_init();
}

int
peel_label(const char *text, gsize size, gsize *out_value)
{
	gsize n = MIN(size, (gsize)LABEL_MAX), start = 0, i, value;
	char folded[LABEL_MAX * 2];
	int field;

	while (start < n && (text[start] == '*' || text[start] == '_' || text[start] == '|'))
		start++;
	for (i = start; i < n && text[i] != ':'; i++)
		if (n - i >= 3 && memcmp(text + i, "\xef\xbc\x9a", 3) == 0) /* full-width colon */
			break;
	if (i >= n || i == start)
		return -1;
	value = i + (text[i] == ':' ? 1 : 3);
	while (i > start && text[i - 1] == '*')
		i--;
	if (!peel_fold(text + start, i - start, folded, sizeof folded))
		return -1;
	field = GPOINTER_TO_INT(g_hash_table_lookup(labels, folded)) - 1;
	/* "To://", "10:30" and the like are no labels; neither is "http:". */
	if (field < 0 || (value < size && text[value] == '/'))
		return -1;
	while (value < size && (text[value] == '*' || text[value] == '|'))
		value++;
	/* "Aihe: / Subject: ...": Thunderbird in Finnish says it twice. */
	if (size - value > 4 && memcmp(text + value, " / ", 3) == 0) {
		gsize again;

		if (peel_label(text + value + 3, size - value - 3, &again) == field)
			value += 3 + again;
	}
	*out_value = value;
	return field;
}

/* Yahoo's text part runs its header lines together: "GMT+1Subject:" begins a label, "Update:" does not. */
static gboolean
label_may_start(const char *text, gsize at)
{
	gunichar before, first = g_utf8_get_char(text + at);

	if (!at)
		return TRUE;
	before = g_utf8_get_char(g_utf8_prev_char(text + at));
	return !g_unichar_isalpha(before) || (g_unichar_isupper(before) && g_unichar_isupper(first));
}

int
peel_label_before(const char *text, gsize colon, gsize *out_start)
{
	gsize first = colon > LABEL_MAX ? colon - LABEL_MAX : 0;
	char folded[LABEL_MAX * 2];

	for (gsize at = first; at < colon; at++) {
		int field;

		if (((guint8)text[at] & 0xc0) == 0x80 || text[at] == ' ' || !label_may_start(text, at) ||
		    !peel_fold(text + at, colon - at, folded, sizeof folded))
			continue;
		field = GPOINTER_TO_INT(g_hash_table_lookup(labels, folded)) - 1;
		if (field >= 0) {
			*out_start = at;
			return field;
		}
	}
	return -1;
}

static gboolean
any_inside(const GPtrArray *rows, const char *folded)
{
	for (guint i = 0; i < rows->len; i++)
		if (strstr(folded, g_ptr_array_index(rows, i)))
			return TRUE;
	return FALSE;
}

static gboolean
dash(const char *at, gsize left, gsize *out_size)
{
	static const char *const dashes[] = { "-", "_", "=", "*", "~", "\xe2\x80\x94", "\xe2\x80\x93",
		"\xe2\x94\x80", "\xe2\x80\x95" };

	for (guint i = 0; i < G_N_ELEMENTS(dashes); i++) {
		gsize n = strlen(dashes[i]);

		if (left >= n && memcmp(at, dashes[i], n) == 0) {
			*out_size = n;
			return TRUE;
		}
	}
	return FALSE;
}

static gsize
dash_run(const char *text, gsize size, gsize at, guint *out_n)
{
	gsize n;

	for (*out_n = 0; at < size && dash(text + at, size - at, &n); at += n)
		(*out_n)++;
	return at;
}

/* "----- words -----": the words, and where the closing dashes end. */
static gboolean
dashed_words(const char *text, gsize size, gsize *out_start, gsize *out_stop, gsize *out_end)
{
	guint opening, closing;
	gsize at = dash_run(text, size, 0, &opening), n, stop;

	if (opening < 2)
		return FALSE;
	for (stop = at; stop < size && stop - at < SEPARATOR_MAX; stop++)
		if (dash(text + stop, size - stop, &n)) {
			gsize end = dash_run(text, size, stop, &closing);

			if (closing >= 2) {
				*out_start = at;
				*out_stop = stop;
				*out_end = end;
				return TRUE;
			}
			stop = end - 1;
		}
	/* Some leave the closing dashes out. */
	*out_start = at;
	*out_stop = *out_end = size;
	return size - at < SEPARATOR_MAX;
}

enum peel_separator
peel_separator(const char *text, gsize size, gsize *out_size)
{
	gsize start, stop, end;
	char folded[SEPARATOR_MAX * 2];
	guint n;

	*out_size = size;
	if (!size)
		return SEPARATOR_NONE;
	if (dash_run(text, size, 0, &n) == size)
		return n >= 3 ? SEPARATOR_RULE : SEPARATOR_NONE;
	if (n >= 2) {
		if (!dashed_words(text, size, &start, &stop, &end) ||
		    !peel_fold(text + start, stop - start, folded, sizeof folded))
			return SEPARATOR_NONE;
		*out_size = end;
		if (any_inside(forward_stems, folded))
			return SEPARATOR_FORWARD;
		return any_inside(original_stems, folded) ? SEPARATOR_ORIGINAL : SEPARATOR_NONE;
	}
	while (size && (text[0] == '*' || text[0] == '_')) {
		text++;
		size--;
	}
	while (size && (text[size - 1] == '*' || text[size - 1] == '_' || text[size - 1] == ' '))
		size--;
	if (size < 5 || size > SEPARATOR_MAX ||
	    (text[size - 1] != ':' && memcmp(text + size - 3, "\xef\xbc\x9a", 3) != 0))
		return SEPARATOR_NONE;
	peel_fold(text, size - (text[size - 1] == ':' ? 1 : 3), folded, sizeof folded);
	return g_hash_table_contains(openings, folded) ? SEPARATOR_FORWARD : SEPARATOR_NONE;
}

enum peel_subject
peel_subject(const char *subject)
{
	const char *colon, *wide;
	char folded[64];
	gsize n;

	while (subject && (*subject == ' ' || *subject == '['))
		subject++;
	if (!subject || !*subject)
		return SUBJECT_PLAIN;
	colon = memchr(subject, ':', strnlen(subject, 32));
	wide = memmem(subject, strnlen(subject, 32), "\xef\xbc\x9a", 3);
	if (!colon || (wide && wide < colon))
		colon = wide;
	if (!colon)
		return SUBJECT_PLAIN;
	n = (gsize)(colon - subject);
	/* "Re[2]", "RE(3)", "Re^2" */
	for (gsize i = 1; i < n; i++)
		if (strchr("[(^", subject[i])) {
			n = i;
			break;
		}
	peel_fold(subject, n, folded, sizeof folded);
	return (enum peel_subject)GPOINTER_TO_INT(g_hash_table_lookup(prefixes, folded));
}

gboolean
peel_verb(const char *folded)
{
	return g_hash_table_contains(verbs, folded);
}

/* Scripts without blanks between words: the verb anywhere in the line. */
gboolean
peel_verb_inside(const char *folded)
{
	static const char *const inside[] = { "写道", "写到", "寫道", "のメール", "書きました", "작성",
		"님이" };

	for (guint i = 0; i < G_N_ELEMENTS(inside); i++)
		if (strstr(folded, inside[i]))
			return TRUE;
	return FALSE;
}

gboolean
peel_starter(const char *folded)
{
	for (guint i = 0; i < starters->len; i++) {
		const char *word = g_ptr_array_index(starters, i);
		gsize n = strlen(word);

		if (strncmp(folded, word, n) == 0 && (folded[n] == ' ' || folded[n] == ':'))
			return TRUE;
	}
	return FALSE;
}

gboolean
peel_stop_word(const char *folded_word)
{
	return g_hash_table_contains(stop_words, folded_word);
}

static gboolean
beginning_known(const char *text, gsize size)
{
	char folded[24];
	guint k;

	if ((guint8)text[0] < 0x80 && (guint8)text[1] < 0x80 && size > 2 && (guint8)text[2] < 0x80) {
		for (guint i = 0; i < 3; i++)
			folded[i] = g_ascii_isupper(text[i]) ? (char)(text[i] | 0x20) : text[i];
		folded[3] = 0;
	} else if (peel_fold(text, MIN(size, (gsize)9), folded, sizeof folded) < 2) {
		return FALSE;
	}
	k = beginning_key(folded);
	return beginnings[k / 8] >> k % 8 & 1;
}

static gboolean
mobile_signature(const char *folded, gsize n)
{
	/* A sentence that goes on is no signature. */
	if (memchr(folded, ',', n) && !memchr(folded, '<', n))
		return FALSE;
	for (guint i = 0; i < mobile->len; i++) {
		const char *row = g_ptr_array_index(mobile, i);

		if (strncmp(folded, row, strlen(row)) == 0)
			return TRUE;
	}
	return FALSE;
}

enum peel_closing
peel_closing(const char *text, gsize size)
{
	char folded[200];
	gboolean comma;
	int kind;
	gsize n;

	if (size < 2 || size > 160 || !beginning_known(text, size))
		return CLOSING_NONE;
	n = peel_fold(text, size, folded, sizeof folded);
	if (n >= 8 && mobile_signature(folded, n))
		return CLOSING_MOBILE;
	if (n > 60)
		return CLOSING_NONE;
	comma = n && folded[n - 1] == ',';
	while (n && strchr(",.!;:- *", folded[n - 1]))
		folded[--n] = 0;
	kind = GPOINTER_TO_INT(g_hash_table_lookup(signoffs, folded));
	return kind == 1 || (kind == 2 && comma) ? CLOSING_SIGNOFF : CLOSING_NONE;
}

static gboolean
secret_inside(const char *text, gsize size)
{
	for (gsize at = 0; at + 1 < size; at++) {
		guint pair = pair_at(text + at);

		if (!(secret_pairs[pair / 8] >> pair % 8 & 1))
			continue;
		for (guint i = 0; i < G_N_ELEMENTS(SECRET_STEMS); i++)
			if (size - at >= strlen(SECRET_STEMS[i]) &&
			    memcmp(text + at, SECRET_STEMS[i], strlen(SECRET_STEMS[i])) == 0)
				return TRUE;
	}
	return FALSE;
}

gboolean
peel_disclaimer(const char *text, gsize size)
{
	char folded[480];

	if (size < 60 || !secret_inside(text, size))
		return FALSE;
	peel_fold(text, MIN(size, (gsize)400), folded, sizeof folded);
	return any_inside(disclaimer[1], folded) && any_inside(disclaimer[0], folded) &&
	       any_inside(disclaimer[2], folded);
}

int
peel_month(const char *folded_word)
{
	int month = GPOINTER_TO_INT(g_hash_table_lookup(months, folded_word));

	return month ? month : GPOINTER_TO_INT(g_hash_table_lookup(month_beginnings, folded_word));
}

int
peel_zone(const char *folded_word, int *out_offset_s)
{
	for (guint i = 0; i < G_N_ELEMENTS(ZONES); i++)
		if (strcmp(ZONES[i].name, folded_word) == 0) {
			*out_offset_s = ZONES[i].minutes * 60;
			return 1;
		}
	return 0;
}

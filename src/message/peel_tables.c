/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words by which mail clients mark forwards, quotes and signatures, in the languages they speak.
 *
 * They are compared folded: no case, no accents. Words are what the clients themselves print, so that a label may be
 * in one language and its neighbour in another (Gmail translates only "From").
 */
#include "peel_tables.h"

/* clang-format off */

const struct peel_labels PEEL_LABELS[] = {
	{ "en", "From|Sender", "Date|Sent|Sent on|Sent at|Received", "To|Recipient|Recipients",
	  "Cc|Copy|Copy to|Bcc|Cci", "Subject|Sub",
	  "Reply-To|Reply To|Attachments|Attachment|Importance|Priority|Organization|Message-ID|"
	  "Resent-From|Sensitivity" },
	{ "de", "Von|Absender", "Datum|Gesendet|Gesendet am|Gesendet um|Verschickt|Verschickt am|Zeit",
	  "An|Empfänger", "Kopie|Kopie (CC)|Kopie an|Kopien", "Betreff|Betr.|Betr",
	  "Antwort an|Antwort-An|Anlagen|Anlage|Anhänge|Wichtigkeit|Priorität|Vertraulichkeit|Organisation" },
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
	  "Data|Enviado|Enviada|Enviada em|Enviado em|Enviada a|Data de envio|Data/Hora", "Para|Destinatário",
	  "Cópia|Com cópia|Cco", "Assunto", "Responder a|Responder para|Anexos|Anexo|Importância|Prioridade" },
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
	{ "ja", "差出人|送信者|送信元|From", "日時|送信日時|日付|送信日|Date", "宛先|To", "Cc|写し", "件名|Subject", "添付ファイル|返信先" },
	{ "zh", "发件人|发信人|寄件者|寄件人|發件人|寄信人", "发送时间|发送日期|日期|时间|寄件日期|傳送日期|发件时间|日期时间", "收件人|收件者|收信人", "抄送|副本|抄送人",
	  "主题|主旨|主題|标题", "附件" },
	{ "ko", "보낸 사람|보낸사람|발신|보낸이", "날짜|보낸 날짜|보낸날짜|보낸 시간|보낸시간|일시", "받는 사람|받는사람|수신|받는이", "참조", "제목", "첨부" },
	{ "vi", "Từ|Người gửi", "Ngày|Đã gửi|Ngày gửi|Vào", "Đến|Tới|Người nhận", "Sao chép", "Chủ đề|Tiêu đề",
	  "Đính kèm" },
	{ "id", "Dari|Pengirim|Daripada", "Tanggal|Dikirim|Terkirim|Tarikh", "Kepada|Ke|Penerima",
	  "Tembusan|Salinan", "Perihal|Subjek|Subyek|Hal", "Lampiran" },
	{ "th", "จาก", "วันที่|ส่งเมื่อ|ส่ง", "ถึง", "สำเนา", "เรื่อง|หัวเรื่อง", "สิ่งที่แนบ" },
	{ NULL, NULL, NULL, NULL, NULL, NULL, NULL },
};

/* Beginnings of words that stand between the dashes of a forward, or in a client's opening line. */
const char *const PEEL_FORWARD_STEMS[] = {
	"forwarded message", "forwarded mail", "forwarded email", "forwarded by", "forward message",
	"forwarded letter", "begin forward", "weitergeleitet", "message transfere", "message transmis",
	"message reexpedi", "message suivi", "courriel transf", "mail transf", "e-mail transf", "reenvia",
	"reencaminha", "encaminhad", "inoltrat", "inoltro", "doorgestuurd", "doorgezonden",
	"vidarebefordra", "videresend", "videresendt", "vidaresend", "valitetty", "edelleenlahet",
	"edasi saadetud", "edastatud", "parsutit", "parsutita", "persiust", "persiunc", "przekazan",
	"przekazywan", "przeslan", "preposlan", "preposilan", "tovabbitott", "redirectionat", "redirijat",
	"transmis mai", "mesaj transmis", "mesaj inaintat", "prosledjen", "prosledena", "prosleđen",
	"proslijeđen", "posredovan", "препратен", "пренасочен", "переслан", "пересылаем", "перенаправл",
	"переадрес", "пересила", "перасла", "проследен", "прослеђен", "iletilen", "iletilmis",
	"yonlendiril", "ileti baslangici", "προωθημεν", "προωθηση", "הועבר", "הודעה מועברת", "رسالة معاد",
	"معاد توجيه", "転送され", "転送メ", "转发的", "转发邮件", "轉寄", "轉發", "전달된", "전달한", "chuyen tiep", "diteruskan",
	"terusan", "ส่งต่อ", "reenviat", "missatge reenviat", "fwd.msg", "fwd message", "aframsent",
	"áframsent", "inizio messaggio", "ursprungligt vidare", "mensagem original reencam",
	NULL,
};

const char *const PEEL_ORIGINAL_STEMS[] = {
	"original message", "original mail", "original email", "original appointment", "reply message",
	"reply above", "ursprungliche nachricht", "urspr. nachricht", "originalnachricht",
	"original-nachricht", "original nachricht", "ursprungliche mail", "message d'origine",
	"message d’origine", "message original", "message initial", "mensaje original",
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
	"הודעה מקורית", "הודעה המקורית", "الرسالة الأصلية", "元のメッセージ", "元メール", "オリジナル メッセージ", "原始邮件",
	"原始郵件", "原邮件", "邮件原件", "원본 메시지", "원본 메일", "tin nhan goc", "thu goc", "pesan asli", "mesej asal",
	NULL,
};

/* Opening lines without dashes that end with a colon: Apple Mail, MailMate. */
const char *const PEEL_OPENINGS[] = {
	"begin forwarded message", "forwarded message", "start of forwarded message",
	"anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail",
	"weitergeleitete nachricht", "debut du message reexpedie", "debut du message transfere",
	"message transfere", "debut du courriel reexpedie", "inicio del mensaje reenviado",
	"mensaje reenviado", "inici del missatge reenviat", "inizio messaggio inoltrato",
	"messaggio inoltrato", "inizio del messaggio inoltrato", "begin doorgestuurd bericht",
	"doorgestuurd bericht", "inicio da mensagem reencaminhada", "inicio da mensagem encaminhada",
	"mensagem encaminhada", "vidarebefordrat mejl", "vidarebefordrat brev",
	"vidarebefordrat meddelande", "start pa videresendt besked", "begynd videresendt besked",
	"videresendt besked", "videresendt melding", "start pa videresendt melding",
	"valitetty viesti alkaa", "valitetty viesti", "poczatek przekazywanej wiadomosci",
	"poczatek przekazanej wiadomosci", "zacatek preposilane zpravy", "zacatek preposlane zpravy",
	"zaciatok preposlanej spravy", "preposlana sprava", "tovabbitott level kezdete",
	"tovabbitott uzenet kezdete", "incepe mesajul redirectionat", "inceputul mesajului redirectionat",
	"zapocni proslijeđenu poruku", "pocetak proslijeđene poruke", "начало переадресованного сообщения",
	"начало пересылаемого сообщения", "початок листа, що пересилається",
	"початок переадресованого повідомлення", "початок пересланого повідомлення", "ileti baslangici",
	"iletilen ileti baslangici", "iletilmis ileti baslangici", "αρχη προωθημενου μηνυματος",
	"αρχη μηνυματος που προωθηθηκε", "תחילת ההודעה שהועברה", "بداية الرسالة المعاد توجيهها",
	"転送されたメッセージ", "以下は転送されたメッセージです", "下面是被转发的邮件", "開始轉寄郵件", "以下是被轉寄的郵件", "전달된 메시지",
	"bat dau thu chuyen tiep", "mulai pesan yang diteruskan", "edastatud kirja algus",
	NULL,
};

const char *const PEEL_FORWARD_PREFIXES[] = {
	"fw", "fwd", "forward", "forwarded", "wg", "wtr", "wtrl", "weitergeleitet", "tr", "trans",
	"transf", "trf", "rv", "reenv", "reenviado", "i", "inoltro", "inol", "fwi", "enc", "encaminhado",
	"reenc", "doorst", "doorgest", "vb", "vs", "vl", "vl.", "vidarebef", "videre", "fs", "pd", "przek",
	"fwd.", "fw.", "fwd ", "pre", "prep", "přep", "preposl", "ptr", "tov", "tovabb", "tovabbitas",
	"tovabbitva", "redir", "redir.", "rdr", "proslj", "prosl", "prosli", "posr", "пр", "fwd-",
	"пересл", "пересланное", "переслано", "пересылка", "перенапр", "пер", "напр", "ilt", "iletilen",
	"ynl", "πρθ", "πρ", "הועבר", "הע", "إعادة توجيه", "转发", "轉寄", "轉發", "転送", "전달", "chuyen tiep",
	"trs", "edast", "edasi", "parsut", "pers",
	NULL,
};

const char *const PEEL_REPLY_PREFIXES[] = {
	"re", "aw", "antw", "antwort", "sv", "svar", "odp", "odpowiedz", "odg", "r", "rif", "res", "resp",
	"respuesta", "ref", "rep", "reponse", "ynt", "yan", "cevap", "va", "valasz", "vast", "vastaus",
	"atb", "bls", "balas", "απ", "σχετ", "отв", "ответ", "отг", "на", "відп", "відповідь", "од", "re.",
	"rv re", "השב", "תגובה", "تשובה", "رد", "回复", "答复", "回覆", "返信", "re^2", "re[2]", "회신", "답장", "ha",
	"tr re", "tl", "ats", "atb.", "antwoord", "betr re",
	NULL,
};

/* Verbs of an attribution line, as its words stand side by side. */
const char *const PEEL_VERBS[] = {
	"wrote", "writes", "has written", "schrieb am", "schrieb", "hat geschrieben", "schreibt",
	"geschrieben", "a ecrit", "ecrivait", "ecrit", "ha escrito", "escribio", "escribia", "va escriure",
	"ha escrit", "escribiu", "ha scritto", "scrive", "ha inviato", "scriveva", "heeft geschreven",
	"heeft het volgende geschreven", "geschreven", "schreef", "escreveu", "skrev", "skreiv",
	"kirjoitti", "kirjutas", "rakstija", "raksta", "rase", "parase", "napisał(a)", "napisał",
	"napisała", "pisze", "napisal(a)", "napsal(a)", "napsal", "napsala", "píše", "napisal", "napisala",
	"pise", "napisa", "ezt irta", "irta", "a scris", "je napisao/la", "je napisao", "je napisala",
	"napisao/la", "napisao", "je pisao", "је написао/ла", "је написао", "написа", "написал(а)",
	"написал", "написала", "пишет", "писал", "пише", "написав", "написала(-в)", "напісаў", "написано",
	"sunu yazdi", "yazdi", "εγραψε", "כתב", "כתבה", "كتب", "כתב/ה", "写道", "写到", "寫道", "书写", "のメール",
	"さんが書きました", "書きました", "wrote on", "작성", "씀", "da viet", "viet", "menulis", "tulis", "skrifadi",
	"skrifaði", "เขียน", "said", "quoting",
	NULL,
};

/* Words that an attribution begins with. */
const char *const PEEL_STARTERS[] = {
	"on", "am", "le", "el", "il", "op", "em", "den", "d.", "dne", "dňa", "dnia", "w dniu", "pe", "în",
	"in data", "data", "dana", "no dia", "на", "в", "στις", "בתאריך", "في", "vào", "pada", "quoting",
	NULL,
};

/* Words that part the date from the name. */
const char *const PEEL_STOP_WORDS[] = {
	"from", "von", "de", "by", "heeft", "hat", "schrieb", "schreef", "skrev", "użytkownik",
	"uzytkownik", "używając", "пользователь", "користувач", "pouzivatel", "odesilatel", "odosielatel",
	"nadawca", "uzivatel", "uživatel", "idopontban", "escribio", "ecrit", "a", "at", "um", "om", "kl",
	"kl.", "klo", "kello", "v", "o", "u", "в", "у", "alle", "ore", "as", "às", "la", "г.", "г", "р.",
	"uhr", "h", "am", "pm", "a.m.", "p.m.", "utc", "gmt", "cet", "cest", "est", "edt", "pst", "pdt",
	"bst", "mez", "mesz", "on", "den", "dne", "op", "em", "le", "il", "el", "wrote", "kl:",
	"tarihinde", "ora", "от", "sec", "selc", "folgendes", "folgende", "het", "volgende", "giorno",
	"dnia", "w", "dniu", "je",
	NULL,
};

const char *const PEEL_MOBILE[] = {
	"sent from my", "sent from mail for windows", "sent from outlook", "sent from yahoo mail",
	"sent from proton", "sent from gmail", "sent from mailspring", "sent from samsung", "sent via",
	"sent with", "sent from a", "sent from typeapp", "sent from bluemail", "get outlook for",
	"download outlook for", "von meinem", "gesendet von", "gesendet mit", "gesendet aus",
	"von unterwegs gesendet", "holen sie sich outlook", "outlook fur",
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
	"从我的", "發自我的", "发自我的", "나의 iphone에서 보냄", "dikirim dari", "gui tu",
	NULL,
};

const char *const PEEL_SIGNOFFS[] = {
	"regards", "best regards", "kind regards", "warm regards", "kindest regards", "many regards",
	"with kind regards", "with best regards", "best wishes", "sincerely", "yours sincerely",
	"yours faithfully", "yours truly", "respectfully", "thanks and regards", "thanks & regards",
	"thank you and regards", "mit freundlichen grußen", "mit freundlichen grussen",
	"mit freundlichem gruß", "mit besten grußen", "freundliche gruße", "freundliche grusse",
	"viele gruße", "viele grusse", "beste gruße", "beste grusse", "liebe gruße", "schone gruße",
	"hochachtungsvoll", "gruß", "gruße", "cordialement", "bien cordialement", "tres cordialement",
	"salutations", "sinceres salutations", "meilleures salutations", "bien a vous", "un saludo",
	"saludos cordiales", "cordiales saludos", "atentamente", "un cordial saludo", "cordialmente",
	"cordiali saluti", "distinti saluti", "un cordiale saluto", "met vriendelijke groet",
	"met vriendelijke groeten", "vriendelijke groeten", "vriendelijke groet", "atenciosamente",
	"cumprimentos", "com os melhores cumprimentos", "melhores cumprimentos", "med vanlig halsning",
	"med vanliga halsningar", "vanliga halsningar", "med venlig hilsen", "venlig hilsen",
	"vennlig hilsen", "med vennlig hilsen", "bedste hilsner", "ystavallisin terveisin", "terveisin",
	"parhain terveisin", "pozdrawiam", "z powazaniem", "z wyrazami szacunku", "s pozdravem",
	"s pozdravom", "s uctou", "udvozlettel", "tisztelettel", "cu stima", "cu respect",
	"srdacan pozdrav", "lep pozdrav", "s postovanjem", "с уважением", "з повагою", "поздрави",
	"с уважение", "saygilarimla", "iyi calismalar", "saygilar", "με εκτιμηση", "lugupidamisega",
	"ar cienu", "pagarbiai", "よろしくお願いいたします", "此致", "敬具",
	NULL,
};

/* These are also said in the middle of a mail: they count with a comma behind them. */
const char *const PEEL_SIGNOFFS_COMMA[] = {
	"thanks", "thank you", "many thanks", "best", "br", "kr", "att", "grazie", "obrigado", "obrigada",
	"cheers", "saludos", "saluti", "lg", "vg", "mfg", "mvg", "mvh", "groeten", "abracos", "pozdrav",
	"hilsen", "merci", "danke", "gracias", "tak", "tack", "dank", "kiitos", "dekuji", "dziękuję",
	"спасибо", "дякую",
	NULL,
};

/* A disclaimer speaks of a message, of secrecy, and of whom it is for. */
const char *const PEEL_DISCLAIMER_MESSAGE[] = {
	"e-mail", "email", "message", "nachricht", "mail", "mensaje", "mensagem", "messaggio", "bericht",
	"courriel", "meddeland", "meddelelse", "viesti", "wiadomosc", "zprav", "sprav", "uzenet", "mesaj",
	"сообщени", "повідомлен", "ileti", "correo", "comunicazione", "transmission", "communication",
	NULL,
};

const char *const PEEL_DISCLAIMER_SECRET[] = {
	"confidential", "vertraulich", "confidenti", "confidenci", "riservat", "vertrouwelijk",
	"konfidenti", "fortrolig", "luottamuksellinen", "poufn", "duvern", "dovern", "bizalmas",
	"конфиденциальн", "конфіденційн", "gizli", "privileged", "geheim",
	NULL,
};

const char *const PEEL_DISCLAIMER_FOR[] = {
	"intended", "recipient", "bestimmt", "adressat", "empfanger", "destinat", "dirigid",
	"geadresseerde", "bestemd", "avsedd", "tiltaenkt", "tiltenkt", "beregnet", "tarkoitettu",
	"adresat", "przeznaczon", "urcen", "cimzett", "предназначен", "призначен", "alici", "addressee",
	"unauthori", "unbefugt", "disclos", "delete", "loschen",
	NULL,
};

/* Of all languages; a word matches when it is a beginning of one, three letters at least. */
const char *const PEEL_MONTHS[12] = {
	"january|januar|janvier|enero|gennaio|januari|janeiro|tammikuuta|tammikuu|jaanuar|janvaris|"
	"sausio|stycznia|styczen|ledna|leden|januara|janvara|ianuarie|siječnja|sijecnja|sijecanj|jan|"
	"января|январь|січня|ocak|ιανουαριου|ιαν|gener|janar|janvier|jänner|janner|януари|ene",
	"february|februar|fevrier|febrero|febbraio|februari|fevereiro|helmikuuta|helmikuu|veebruar|"
	"februaris|vasario|lutego|luty|unora|unor|februara|februarie|veljače|veljace|veljaca|februar|"
	"февраля|февраль|лютого|subat|φεβρουαριου|φεβ|febrer|fevr|февруари",
	"march|marz|maerz|mars|marzo|maart|marco|marts|maaliskuuta|maaliskuu|marta|kovo|marca|marzec|"
	"brezna|brezen|marcius|martie|ožujka|ozujka|ozujak|марта|март|березня|mart|μαρτιου|marc|mrt|"
	"mrz|mär",
	"april|avril|abril|aprile|huhtikuuta|huhtikuu|aprill|aprilis|balandzio|kwietnia|kwiecien|"
	"dubna|duben|aprila|aprilie|travnja|travanj|апреля|апрель|квітня|nisan|απριλιου|απρ|avr|април",
	"may|mai|mayo|maggio|mei|maio|maj|toukokuuta|toukokuu|maijs|geguzes|maja|kvetna|kveten|majus|"
	"svibnja|svibanj|мая|май|травня|mayis|μαιου|μαι|maig",
	"june|juni|juin|junio|giugno|junho|kesakuuta|kesakuu|juuni|junijs|birzelio|czerwca|czerwiec|"
	"cervna|cerven|juna|junius|iunie|lipnja|lipanj|июня|июнь|червня|haziran|ιουνιου|ιουν|juny|юни",
	"lip|july|juli|juillet|julio|luglio|julho|heinakuuta|heinakuu|juuli|julijs|liepos|lipca|"
	"lipiec|cervence|cervenec|jula|julius|iulie|srpnja|srpanj|июля|июль|липня|temmuz|ιουλιου|ιουλ|"
	"juliol|юли|juil",
	"august|aout|agosto|augustus|augusti|elokuuta|elokuu|augusts|rugpjucio|sierpnia|sierpien|"
	"srpna|srpen|augusta|augusztus|kolovoza|kolovoz|августа|август|серпня|agustos|αυγουστου|αυγ|"
	"agost",
	"september|septembre|septiembre|settembre|setembro|syyskuuta|syyskuu|septembris|rugsejo|"
	"wrzesnia|wrzesien|zari|septembra|szeptember|septembrie|rujna|rujan|сентября|сентябрь|вересня|"
	"eylul|σεπτεμβριου|σεπ|setembre|sett|септември",
	"october|oktober|octobre|octubre|ottobre|outubro|lokakuuta|lokakuu|oktoober|oktobris|spalio|"
	"pazdziernika|październik|pazdziernik|rijna|rijen|oktobra|octombrie|октября|октябрь|жовтня|"
	"ekim|οκτωβριου|οκτ|octubre|октомври",
	"november|novembre|noviembre|novembro|marraskuuta|marraskuu|novembris|lapkricio|listopada|"
	"listopad|listopadu|novembra|noiembrie|studenoga|studeni|ноября|ноябрь|листопада|kasim|"
	"νοεμβριου|νοε|ноември",
	"december|dezember|decembre|diciembre|dicembre|dezembro|joulukuuta|joulukuu|detsember|"
	"decembris|gruodzio|grudnia|grudzien|prosince|prosinec|decembra|decembrie|prosinca|декабря|"
	"декабрь|грудня|aralik|δεκεμβριου|δεκ|desember|desembre|декември",
};

/* Minutes east of Greenwich. */
const struct peel_zone_row PEEL_ZONES[] = {
	{ "utc", 0 }, { "gmt", 0 }, { "z", 0 }, { "wet", 0 }, { "bst", 60 }, { "west", 60 }, { "cet", 60 },
	{ "mez", 60 }, { "sec", 60 }, { "mewz", 60 }, { "cest", 120 }, { "mesz", 120 }, { "selc", 120 },
	{ "eet", 120 }, { "oez", 120 }, { "eest", 180 }, { "oesz", 180 }, { "msk", 180 }, { "мск", 180 },
	{ "trt", 180 }, { "ist", 330 }, { "hkt", 480 }, { "sgt", 480 }, { "jst", 540 }, { "kst", 540 },
	{ "aest", 600 }, { "aedt", 660 }, { "nzst", 720 }, { "nzdt", 780 }, { "brt", -180 },
	{ "art", -180 }, { "ast", -240 }, { "adt", -180 }, { "est", -300 }, { "edt", -240 },
	{ "cst", -360 }, { "cdt", -300 }, { "mst", -420 }, { "mdt", -360 }, { "pst", -480 },
	{ "pdt", -420 }, { "heure", 0 },
	{ NULL, 0 },
};

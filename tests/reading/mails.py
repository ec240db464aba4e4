# SPDX-License-Identifier: GPL-3.0-or-later
"""Mails around an order, as clients of seven languages write them."""
import datetime
import email.message
import email.policy
import email.utils
import zlib

POLICY = email.policy.SMTP.clone(max_line_length=78)
WHEN = datetime.datetime(2026, 11, 9, 8, 0, tzinfo=datetime.timezone.utc)
TO = "Dana Reyes <dana@acme-software.example>"


def mail(sender, subject, text, html=None, attachments=(), minute=0):
    m = email.message.EmailMessage(policy=POLICY)
    m["From"] = email.utils.formataddr(sender)
    m["To"] = TO
    m["Subject"] = subject
    m["Date"] = email.utils.format_datetime(WHEN + datetime.timedelta(minutes=minute))
    m["Message-ID"] = f"<reading.{minute}.{zlib.crc32(subject.encode())}@{sender[1].split('@')[1]}>"
    m.set_content(text)
    if html:
        m.add_alternative(html, subtype="html")
    for filename, data in attachments:
        m.add_attachment(data, maintype="application", subtype="pdf", filename=filename)
    return m.as_bytes(policy=POLICY)


# Gmail's separator and labels: From, Date, Subject, To (only the first is translated by some)
GMAIL = {
    "en": ("---------- Forwarded message ---------", "From", "Date", "Subject", "To"),
    "de": ("---------- Forwarded message ---------", "Von", "Date", "Subject", "To"),
    "fr": ("---------- Forwarded message ---------", "De", "Date", "Subject", "To"),
    "es": ("---------- Forwarded message ---------", "De", "Date", "Subject", "To"),
    "it": ("---------- Forwarded message ---------", "Da", "Date", "Subject", "To"),
    "nl": ("---------- Forwarded message ---------", "Van", "Date", "Subject", "To"),
    "pt": ("---------- Forwarded message ---------", "De", "Date", "Subject", "To"),
}
# Outlook: From, Sent, To, Subject; no separator
OUTLOOK = {
    "en": ("From", "Sent", "To", "Subject"), "de": ("Von", "Gesendet", "An", "Betreff"),
    "fr": ("De", "Envoyé", "À", "Objet"), "es": ("De", "Enviado el", "Para", "Asunto"),
    "it": ("Da", "Inviato", "A", "Oggetto"), "nl": ("Van", "Verzonden", "Aan", "Onderwerp"),
    "pt": ("De", "Enviado", "Para", "Assunto"),
}
SENT = {"en": "Monday, 9 November 2026 09:12", "de": "Montag, 9. November 2026 09:12", "fr": "lundi 9 novembre 2026 09:12",
        "es": "lunes, 9 de noviembre de 2026 9:12", "it": "lunedì 9 novembre 2026 09:12",
        "nl": "maandag 9 november 2026 09:12", "pt": "segunda-feira, 9 de novembro de 2026 09:12"}
# the line over a quote; {when}, {who}
ATTRIBUTION = {
    "en": "On Mon, 9 Nov 2026 at 09:12, {who} wrote:", "de": "Am Mo., 9. Nov. 2026 um 09:12 Uhr schrieb {who}:",
    "fr": "Le lun. 9 nov. 2026 à 09:12, {who} a écrit :", "es": "El lun, 9 nov 2026 a las 9:12, {who} escribió:",
    "it": "Il giorno lun 9 nov 2026 alle ore 09:12 {who} ha scritto:", "nl": "Op ma 9 nov 2026 om 09:12 schreef {who}:",
    "pt": "{who} escreveu no dia segunda, 9/11/2026 à(s) 09:12:",
}
# what our own salesman wrote before
OUR_MAIL = {
    "en": "Thank you for the call. As discussed our offer stands. We look forward to hearing from you.",
    "de": "vielen Dank für das Gespräch. Unser Angebot gilt wie besprochen. Wir freuen uns auf Ihre Rückmeldung.",
    "fr": "Merci pour votre appel. Notre offre reste valable comme convenu. Dans l'attente de votre retour.",
    "es": "Gracias por la llamada. Nuestra oferta sigue en pie. Quedamos a la espera de sus noticias.",
    "it": "grazie per la telefonata. La nostra offerta resta valida. Restiamo in attesa di un Vostro riscontro.",
    "nl": "bedankt voor het gesprek. Ons aanbod blijft staan. Wij horen graag van u.",
    "pt": "Obrigado pela chamada. A nossa oferta mantém-se. Ficamos a aguardar notícias.",
}


def table(order, width=34):
    """The lines of an order in plain text."""
    rows = [f"{order.label('what'):<{width}}{order.label('qty'):>10}{order.label('price'):>16}{order.label('amount'):>16}"]
    rows += [f"{what:<{width}}{quantity:>10}{order.figure(price):>16}{order.figure(amount):>16}"
             for what, quantity, price, amount in order.items]
    return "\n".join(rows)


def signature(order):
    return f"{order.say(3)}\n{order.person}\n{order.buyer[0]}\n{order.label('phone')} +49 555 0100"

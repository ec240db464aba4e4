# SPDX-License-Identifier: GPL-3.0-or-later
"""As said_tune.py: harder ones, written when the rules for the other halves stood; see docs/ACCURACY.md for how they were read first."""
from said_tune import ASKS, BANK, DEMAND

HALF = "late"
SAID = {
    "en": [
        ("We've recently updated our banking info and would like all future payments sent electronically.", BANK),
        ("Could you let me know the status of payment on the outstanding invoices? We are having some issues with our bank account and would like to give you another one.", BANK),
        ("Please remove the old bank information from your records and replace it with the one on the attached invoice.", BANK),
        ("Our CFO has asked that the payment goes to our parent company's account, not the one you have on file.", BANK),
        ("Due to the ongoing reconciliation, we can't accept checks any more; I'll forward our ACH form so you can pay electronically to our sister company.", BANK),
        ("Kindly make arrangement to remit to our new First National account.", BANK),
        ("Has the payment been released? If not, please put it on hold, our account details will change.", BANK),
        ("See the amended invoice with the new account on it.", BANK),
        ("The payee bank has changed; the form is attached.", BANK),
        ("Hi, we got an email from your accounting asking us to pay into a new account at another bank. Is that right?", BANK),
        ("We will process your request to change your bank details by Friday.", BANK),
        ("Per the attached letter from your company we've set up the new account for you.", BANK),
        ("Send the payment by wire today to: Beneficiary: Alfa Trading, account 99120033", DEMAND),
        ("I need a list of outstanding invoices from all your customers, with their due dates.", ASKS),
        ("Can you get me the A/R aging for this month, including customer emails?", ASKS),
        ("Our bank is closed on Monday, so the wire will arrive on Tuesday.", None),
        ("Please use the account number on the invoice when you pay.", None),
        ("I've changed the account owner in the CRM, the new bank holiday is in May.", None),
        ("We updated your account with the new contact details, nothing else changes.", None),
        ("Which account should the payment go to? The old PO has another reference.", None),
        ("The bank confirmed that your payment was received on our account yesterday.", None),
        ("Please change the delivery address, and update the account team on our new site.", None),
        ("Do you have a report of overdue tasks per customer for the QBR?", None),
        ("Can you send the outstanding NDA to the customer today?", None),
    ],
    "de": [
        ("Aufgrund einer Betriebsprüfung ist unser Konto gesperrt, bitte zahlen Sie auf das Konto unserer Tochter.", BANK),
        ("Unsere Bank hat gewechselt, die neue IBAN steht auf der Rechnung.", BANK),
        ("Wir haben von Ihnen eine E-Mail mit neuer Bankverbindung bekommen. Ist das korrekt?", BANK),
        ("Bitte buchen Sie die Zahlung auf das andere Projekt um.", None),
        ("Die Bank hat die Zahlung noch nicht ausgeführt, wir melden uns.", None),
    ],
    "fr": [
        ("Suite à un audit, merci de ne plus utiliser notre ancien compte.", BANK),
        ("Notre IBAN a changé, veuillez le mettre à jour.", BANK),
        ("Le compte client a changé de responsable, notre nouvelle adresse est à Lyon.", None),
    ],
    "es": [
        ("Hemos cambiado de banco; adjunto el certificado de titularidad.", BANK),
        ("La cuenta la lleva ahora otra persona del equipo.", None),
    ],
    "it": [
        ("Abbiamo cambiato banca, in allegato il nuovo IBAN.", BANK),
    ],
    "nl": [
        ("Wij zijn overgestapt naar een andere bank; zie het nieuwe IBAN.", BANK),
        ("Het nieuwe account is aangemaakt, u kunt nu betalen met iDEAL.", None),
    ],
    "pt": [
        ("Mudámos de banco, segue o novo IBAN.", BANK),
    ],
}

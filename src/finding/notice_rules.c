/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notice_rules - how people announce that their bank details are others now, in seven languages; see notice.h */
#include "notice.h"

#define EN_BANK "bank|banking|remittance|wire|wiring|ach|iban"
#define EN_THING "details|detail|information|info|instructions|coordinates|account|accounts|number"
#define EN_PAY                                                                                         \
	"pay|payment|payments|remit|remittance|remittances|transfer|transfers|funds|invoice|invoices|" \
	"settlement"
#define EN_OTHER \
	"new|different|another|alternative|alternate|updated|other|revised|amended|changed|replacement"
#define EN_MONEY                                                                                           \
	"pay|payment|payments|remit|fund|funds|wire|amount|money|balance|invoice|sum|usd|eur|gbp|dollars|" \
	"euros|beneficiary|bank|banking"
#define EN_NOT "not|never|if|unless|whether|wont|won|don|dont|doesn|doesnt|hasn|haven|isn|didn|without"
#define DE_BANK                                                                                            \
	"bankverbindung|bankverbindungen|bankdaten|kontoverbindung|kontodaten|bankkonto|iban|kontonummer|" \
	"zahlungsdaten|hausbank|bankkoordinaten"
#define DE_NOT "nicht|nie|niemals|falls|wenn|ob|sollte|sollten|kein|keine|keinen|ohne"
#define DE_PAY "zahlung*|*zahlung|*zahlungen|zahlen|uberweis*|*rechnung|*rechnungen|zahlungseingang*|betrag"
#define FR_BANK "bancaires|bancaire|rib|iban|banque"
#define FR_PAY "paiement*|reglement*|virement*|payer|payez|virer|verser|regler|facture*"
#define ES_BANK "bancarios|bancaria|corriente|banco|iban|pago|pagos"
#define ES_PAY "pago|pagos|pagar|paguen|transferencia*|abonar|factura*"
#define IT_BANK "bancarie|bancario|corrente|banca|iban"
#define IT_PAY "pagamento|pagamenti|pagare|bonific*|versare|fattur*"
#define NL_BANK "rekeningnummer|bankrekening|bankrekeningnummer|bankgegevens|iban|betaalgegevens|rekening"
#define NL_PAY "betal*|*betaling|*betalingen|overmak*|overboek*|factu*"
#define PT_BANK "bancarios|bancaria|banco|iban|nib|pagamento|pagamentos"
#define PT_PAY "pagamento|pagamentos|pagar|transferencia*|fatura*|factura*"
#define FR_NOT "pas|jamais|si|aucun|aucune|sans"
#define ES_NOT "no|nunca|si|jamas|ningun|ninguna|sin"
#define IT_NOT "non|mai|se|nessuna|nessun|senza"
#define NL_NOT "niet|nooit|als|indien|geen|zonder|wanneer"
#define PT_NOT "nao|nunca|se|caso|nenhum|nenhuma|sem"
#define EN_ASK "send|email|mail|forward|need|provide|share|give|get|require|pull|export|generate"
#define DE_ASK "senden|sende|schicken|schick|schicke|brauche|benotige|mailen|leiten|ubermitteln"
#define FR_ASK "envoyer|envoyez|envoie|besoin|transmettre|transmettez|parvenir|faites"
#define ES_ASK "envie|enviame|enviar|envieme|envia|necesito|mande|mandame|remita|pase"
#define IT_ASK "mandi|mandami|mandare|inviare|invii|inviami|serve|bisogno|servono"
#define NL_ASK "stuur|stuurt|sturen|mail|nodig|zend|geef|heb"
#define PT_ASK "envie|enviar|enviem|envieme|mande|mandar|preciso|manda"

/* clang-format off */
const struct notice_rule NOTICE_RULES[] = {
	{ "notice.bank.en.changed", NOTICE_BANK_CHANGE, ASKS_NOT, EN_BANK "|payment " EN_THING " ..4 changed|changing|change|changes|updated|switched|moved|different|replaced", NULL, EN_NOT "|your",
	  "Please note that our bank details have changed.", "Our bank details have not changed." },
	{ "notice.bank.en.new", NOTICE_BANK_CHANGE, ASKS_NOT, "new|updated|changed|revised|amended|corrected|different|alternative|alternate " EN_BANK "|payment " EN_THING, "our|my|we|us|company|supplier|vendor|attached|below|following|" EN_PAY, EN_NOT "|open|opening|opened",
	  "Find our new bank account below.", "I want to open a new bank account for my son." },
	{ "notice.bank.en.account", NOTICE_BANK_CHANGE, ASKS_POLITELY, EN_PAY " ..7 to|into|using ..2 new|different|another|alternative|alternate|updated|other account|accounts|bank|iban", NULL, EN_NOT,
	  "All future payments must be sent to the new account.", "Payments go to the account named in the contract." },
	{ "notice.bank.en.update", NOTICE_BANK_CHANGE, ASKS_POLITELY, "update|change|amend|replace|revise|updating|changing ..3 " EN_BANK "|payment " EN_THING, "our|my|new|vendor|supplier|following|below|attached", EN_NOT "|how|license|scheme",
	  "Kindly update our banking details in your system.", "Tell us how to change our bank details online." },
	{ "notice.bank.en.banks", NOTICE_BANK_CHANGE, ASKS_NOT, "changed|switched|moved|changing|switching|moving our|to|the? ..2 banks|bank|bankers|banking", "we|our", EN_NOT "|river|your|team|department|manager",
	  "We have changed banks as of 1 June.", "Alex moved to the bank team, and Petra is our new manager." },
	{ "notice.bank.en.old", NOTICE_BANK_CHANGE, ASKS_NOT, "account|accounts|bank|iban ..7 audit|audited|closed|frozen|inactive|suspended|restricted|longer", EN_PAY, "your|if|unless|whether|credit|trading",
	  "Our usual account is under audit, so hold all payments.", "Your account was closed, pay the balance." },
	{ "notice.bank.en.old2", NOTICE_BANK_CHANGE, ASKS_NOT, "old|previous|former|existing bank|account|iban ..9 new|other|different|another|alternative", "bank|account|iban", EN_NOT "|your|manager|executive|team|balance",
	  "Stop using the old account and pay into the new one.", "The previous account manager is in a new role." },
	{ "notice.bank.en.way", NOTICE_BANK_CHANGE, ASKS_NOT, EN_OTHER " remittance|wire|wiring|ach|banking " EN_THING "|address", NULL, EN_NOT "|your|how",
	  "Please note a new remittance address for all open invoices.", "The bank sent us another wire." },
	{ "notice.bank.en.at", NOTICE_BANK_CHANGE, ASKS_NOT, "account|accounts|bank ..2 at|with " EN_OTHER " bank", EN_PAY, EN_NOT "|your",
	  "Payments should go to our account with another bank.", "He has an account at another bank." },
	{ "notice.bank.en.instead", NOTICE_BANK_CHANGE, ASKS_NOT, "pay|remit|transfer|wire|payment|payments ..5 account|bank|iban ..3 instead", NULL, EN_NOT,
	  "Please pay into their account instead.", "Please pay the invoice instead." },
	{ "notice.bank.en.hold", NOTICE_BANK_CHANGE, ASKS_NOT, "stop|hold|suspend|withhold|pause|halt|cease|delay ..3 payment|payments|remittance|remittances|transfers ..12 new|updated|revised|changed|wiring", "account|bank|banking|instructions|details|wire|wiring|ach", "if|unless|your",
	  "Please hold all payments until you receive the new account.", "Please hold the payment until the new price list is out." },
	{ "notice.bank.en.dont", NOTICE_BANK_CHANGE, ASKS_NOT, "not|stop|cease ..4 pay|payment|payments|remittance|remittances|remit|wire|transfer ..2 to|into|using ..2 old|previous|former|usual|existing|current account|accounts|bank|iban", NULL, "if|unless|your",
	  "Do not send any payments to the old account.", "Do not send any payments to the old office." },
	{ "notice.bank.en.longer", NOTICE_BANK_CHANGE, ASKS_NOT, "longer ..2 use|using|receive|receiving|accept|accepting|valid|active ..5 account|bank|iban", EN_PAY "|our", "your|if|unless|manager|executive",
	  "We no longer receive payments at this bank.", "We no longer use the account manager." },
	{ "notice.bank.en.deposit", NOTICE_BANK_CHANGE, ASKS_NOT, "update|change|switch|amend|redirect|modify|updating|changing|replace ..4 direct deposit", "my|me|mine", EN_NOT "|how",
	  "I need to change my direct deposit before the next payroll.", "The company will change how direct deposit works." },
	{ "notice.bank.en.salary", NOTICE_BANK_CHANGE, ASKS_NOT, "change|switch|update|move|changing the|my|which account|bank ..5 salary|paycheck|paychecks|wages|payroll", "my|me|i", EN_NOT "|how",
	  "I would like to change the bank for my salary.", "I change to the account team, with a better salary." },
	/* they speak of ours: somebody told them so, in our name */
	{ "notice.bank.en.yours", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "updated|changed|amended|replaced|revised your ..1 " EN_BANK "|payment " EN_THING, "we|i|our|requested", EN_NOT "|how|must|should|please",
	  "As requested we have updated your bank details in our system.", "You have updated your payment details." },
	{ "notice.bank.en.yours.new", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "your new|updated|changed|revised " EN_BANK "|payment " EN_THING, "we|i|our|us", EN_NOT "|how|offer|welcome|open|pleased",
	  "We will pay to your new bank account from now on.", "Welcome to your new bank account." },
	{ "notice.bank.en.yours.changed", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "your " EN_BANK "|payment " EN_THING " ..4 changed|changing|different|new", "we|i|confirm|letter|email|mail|verify|genuine|told|hear|heard|understand", "if|never|unless|hasn|haven|not",
	  "We received a letter that your bank account has changed.", "Your payment information has changed, log in." },
	{ "notice.bank.en.yours.change", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "change|update|amendment ..1 of|to|in your ..1 " EN_BANK "|payment " EN_THING, "we|i|confirm|letter|email|mail|verify|genuine|received|request", "if|never|unless|how",
	  "We got a letter on the change of your bank details, is it genuine?", "A change of your payment details is easy." },
	{ "notice.bank.de.changed", NOTICE_BANK_CHANGE, ASKS_POLITELY, DE_BANK " ..8 geandert|andert|gewechselt|wechselt|aktualisiert|andern|umgestellt|geaendert|anpassen|aktualisieren|ersetzen", NULL, DE_NOT "|ihre|ihrer",
	  "Unsere Bankverbindung hat sich geändert.", "Unsere Bankverbindung hat sich nicht geändert." },
	{ "notice.bank.de.new", NOTICE_BANK_CHANGE, ASKS_NOT, "neue|neuen|neues|neuer|geanderte|geanderten|aktualisierte|aktualisierten|abweichende|abweichenden ..1 " DE_BANK "|konto", NULL, DE_NOT "|eroffnen|eroffnet|eroffnung|ihr|ihrem|ihres",
	  "Bitte überweisen Sie ab sofort auf unser neues Konto.", "Das Konto des Kunden ist neu angelegt." },
	{ "notice.bank.de.change", NOTICE_BANK_CHANGE, ASKS_NOT, "anderung|wechsel|umstellung|aktualisierung ..2 " DE_BANK "|bank", NULL, DE_NOT "|ihrer",
	  "Änderung unserer Bankverbindung", "Änderung der Bestellung" },
	{ "notice.bank.de.other", NOTICE_BANK_CHANGE, ASKS_POLITELY, "anderes|anderen|andere|anderer|neuen ..1 konto|bankkonto|bank|bankverbindung|iban", DE_PAY, DE_NOT "|ihr|ihrem|ihres|ihre|ihrer|eroffnen",
	  "Zahlungen bitte künftig auf ein anderes Konto.", "Er hat bei einer anderen Bank gearbeitet." },
	{ "notice.bank.de.yours", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "ihre|ihren|ihrer|ihr ..1 " DE_BANK " ..6 geandert|aktualisiert|angepasst|umgestellt|geaendert", "wir|ich", DE_NOT,
	  "Wie gewünscht haben wir Ihre Bankverbindung geändert.", "Ihre Bankverbindung wurde im Portal geändert." },
	{ "notice.bank.de.yours.new", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "ihre|ihren|ihrer|ihr|ihres|schreiben|brief|mitteilung ..2 neue|neuen|neuer|neues|geanderte|geanderten " DE_BANK "|konto", "wir|ich", DE_NOT "|eroffnen|kundenkonto",
	  "Wir zahlen künftig auf Ihre neue Bankverbindung.", "Ihre neue Bankverbindung kostet nichts." },
	{ "notice.bank.fr.changed", NOTICE_BANK_CHANGE, ASKS_NOT, "coordonnees|compte|rib|iban|domiciliation bancaires|bancaire? ..4 change|changees|changes|modifie|modifiee|modifiees|modifies|changent|remplace", "bancaires|bancaire|rib|iban", FR_NOT "|vos|votre",
	  "Nos coordonnées bancaires ont changé.", "Nos coordonnées bancaires n'ont pas changé." },
	{ "notice.bank.fr.new", NOTICE_BANK_CHANGE, ASKS_NOT, "nouvelles|nouveau|nouvel|nouvelle coordonnees|compte|rib|iban|domiciliation bancaires|bancaire?", "bancaires|bancaire|rib|iban", FR_NOT "|ouvrir|ouverture|votre",
	  "Veuillez trouver ci-joint notre nouveau RIB.", "Créez un nouveau compte sur le portail." },
	{ "notice.bank.fr.change", NOTICE_BANK_CHANGE, ASKS_NOT, "changement|modification ..3 coordonnees|compte|rib|iban|banque|domiciliation", "bancaires|bancaire|rib|iban|banque", FR_NOT "|vos",
	  "Changement de coordonnées bancaires", "Modification de la commande" },
	{ "notice.bank.fr.other", NOTICE_BANK_CHANGE, ASKS_POLITELY, "autre|nouveau|nouvel|nouvelle compte|banque|rib|iban", FR_PAY, FR_NOT "|votre|vos|utilisateur|ouvrir",
	  "Les paiements se font désormais sur un autre compte.", "Il travaille pour une autre banque." },
	{ "notice.bank.fr.update", NOTICE_BANK_CHANGE, ASKS_POLITELY, "mettre|modifier|changer|actualiser|remplacer|mettez|modifiez|changez|remplacez|actualisez ..4 nos|notre|mon|mes ..1 coordonnees|rib|iban|compte|banque", FR_BANK, FR_NOT,
	  "Merci de mettre à jour nos coordonnées bancaires.", "Merci de modifier notre rendez-vous à la banque." },
	{ "notice.bank.fr.valid", NOTICE_BANK_CHANGE, ASKS_NOT, "rib|iban|compte ..6 plus valable|valide|actif|utilise", FR_BANK, "si|votre",
	  "Le RIB que vous avez n'est plus valable.", "Le compte rendu n'est plus valable." },
	{ "notice.bank.fr.yours", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "modifie|change|actualise|remplace|jour vos|votre ..1 coordonnees|rib|iban|compte", FR_BANK, FR_NOT "|nos",
	  "Comme demandé, nous avons modifié vos coordonnées bancaires.", "Nous avons modifié votre compte utilisateur." },
	{ "notice.bank.fr.yours.new", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "votre|vos nouveau|nouvel|nouvelles|nouveaux rib|iban|coordonnees|compte", FR_BANK, FR_NOT "|ouvrir",
	  "Nous payerons sur votre nouveau RIB.", "Voici votre nouveau compte client." },
	{ "notice.bank.es.changed", NOTICE_BANK_CHANGE, ASKS_NOT, "datos|cuenta|numero bancarios|bancaria|corriente? ..5 cambiado|cambio|cambian|cambia|modificado|modificados|actualizado|actualizados", "bancarios|bancaria|corriente|banco|iban", ES_NOT "|sus",
	  "Nuestros datos bancarios han cambiado.", "Nuestros datos bancarios no han cambiado." },
	{ "notice.bank.es.new", NOTICE_BANK_CHANGE, ASKS_NOT, "nuevos|nueva|nuevo|actualizados datos|cuenta|iban|numero bancarios|bancaria|corriente?", "bancarios|bancaria|corriente|iban|pago|pagos|transferencia|transferencias", ES_NOT "|abrir|apertura|su",
	  "Rogamos realicen los pagos a nuestra nueva cuenta.", "Cree una nueva cuenta de usuario." },
	{ "notice.bank.es.change", NOTICE_BANK_CHANGE, ASKS_NOT, "cambio|modificacion|actualizacion|cambiado|cambiamos ..2 datos|cuenta|banco|iban", "bancarios|bancaria|banco|iban|corriente", ES_NOT "|sus",
	  "Cambio de cuenta bancaria", "Cambio de pedido" },
	{ "notice.bank.es.other", NOTICE_BANK_CHANGE, ASKS_POLITELY, "otra|otro|nueva|nuevo|distinta|diferente cuenta|banco|iban", ES_PAY, ES_NOT "|su|sus|abrir|apertura",
	  "Los pagos se harán en otra cuenta.", "Trabaja ahora para otro banco." },
	{ "notice.bank.es.update", NOTICE_BANK_CHANGE, ASKS_POLITELY, "actualizar|cambiar|modificar|actualicen|cambien|modifiquen|actualice|cambie|modifique ..2 nuestros|nuestra|nuestro|mi|mis ..1 datos|cuenta|iban|banco", ES_BANK, ES_NOT,
	  "Rogamos actualicen nuestros datos bancarios.", "Rogamos cambien nuestra cita en el banco." },
	{ "notice.bank.es.yours", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "actualizado|cambiado|modificado sus|su|vuestros|vuestra datos|cuenta|iban", ES_BANK, ES_NOT,
	  "Hemos actualizado sus datos bancarios.", "Hemos actualizado su cuenta de usuario." },
	{ "notice.bank.es.yours.new", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "su|sus|vuestra|vuestro|vuestros nueva|nuevo|nuevos cuenta|iban|datos", ES_BANK, ES_NOT "|abrir|apertura",
	  "Pagaremos en su nueva cuenta bancaria.", "Aquí está su nueva cuenta de usuario." },
	{ "notice.bank.it.changed", NOTICE_BANK_CHANGE, ASKS_NOT, "coordinate|iban|conto bancarie|bancario|corrente? ..5 cambiate|cambiato|variate|variato|modificate|modificato|aggiornate|aggiornato", "bancarie|bancario|corrente|iban", IT_NOT "|vostre|vostro",
	  "Le nostre coordinate bancarie sono cambiate.", "Le nostre coordinate bancarie non sono cambiate." },
	{ "notice.bank.it.new", NOTICE_BANK_CHANGE, ASKS_NOT, "nuove|nuovo|nuova coordinate|iban|conto bancarie|bancario|corrente?", "bancarie|bancario|corrente|iban|pagamento|pagamenti|bonifico|bonifici", IT_NOT "|aprire|apertura|vostro",
	  "Vi comunichiamo il nostro nuovo IBAN.", "Il nuovo conto economico è pronto." },
	{ "notice.bank.it.change", NOTICE_BANK_CHANGE, ASKS_NOT, "variazione|modifica|cambio|aggiornamento ..2 coordinate|iban|conto|banca", "bancarie|bancario|corrente|iban|banca", IT_NOT "|vostre",
	  "Variazione coordinate bancarie", "Modifica dell'ordine" },
	{ "notice.bank.it.other", NOTICE_BANK_CHANGE, ASKS_POLITELY, "altro|altra|nuovo|nuova|diverso|diversa conto|banca|iban", IT_PAY, IT_NOT "|vostro|vostra|aprire|apertura",
	  "I pagamenti vanno fatti su un altro conto.", "Ora lavora per un'altra banca." },
	{ "notice.bank.it.update", NOTICE_BANK_CHANGE, ASKS_POLITELY, "aggiornare|cambiare|modificare|aggiornate|cambiate|modificate|sostituire ..2 nostre|nostro|nostra|mio|mie ..1 coordinate|iban|conto|banca", IT_BANK, IT_NOT,
	  "Vi chiediamo di aggiornare le nostre coordinate bancarie.", "Dobbiamo cambiare il nostro appuntamento in banca." },
	{ "notice.bank.it.yours", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "aggiornato|modificato|cambiato|variato ..1 vostre|vostro|sue|suo coordinate|iban|conto", IT_BANK, IT_NOT,
	  "Abbiamo aggiornato le vostre coordinate bancarie.", "Abbiamo aggiornato il vostro conto utente." },
	{ "notice.bank.it.yours.new", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "vostro|vostre|suo|sue nuovo|nuove iban|coordinate|conto", IT_BANK, IT_NOT "|aprire|apertura",
	  "Pagheremo sul vostro nuovo conto corrente.", "Ecco il vostro nuovo conto utente." },
	{ "notice.bank.nl.changed", NOTICE_BANK_CHANGE, ASKS_NOT, "rekeningnummer|bankrekening|bankrekeningnummer|bankgegevens|iban|betaalgegevens ..6 gewijzigd|veranderd|wijzigt|verandert|aangepast|vervangen", NULL, NL_NOT "|uw",
	  "Ons rekeningnummer is gewijzigd.", "Ons rekeningnummer is niet gewijzigd." },
	{ "notice.bank.nl.new", NOTICE_BANK_CHANGE, ASKS_NOT, "nieuwe|nieuw|gewijzigde|gewijzigd|andere|ander rekeningnummer|bankrekening|bankrekeningnummer|bankgegevens|iban|rekening|betaalgegevens", NULL, NL_NOT "|openen|uw",
	  "Gelieve voortaan te betalen op ons nieuwe rekeningnummer.", "U kunt een nieuwe rekening openen." },
	{ "notice.bank.nl.change", NOTICE_BANK_CHANGE, ASKS_NOT, "wijziging|verandering|aanpassing ..2 rekeningnummer|bankrekening|bankrekeningnummer|bankgegevens|iban|betaalgegevens", NULL, NL_NOT "|uw",
	  "Wijziging bankrekeningnummer", "Wijziging van de bestelling" },
	{ "notice.bank.nl.other", NOTICE_BANK_CHANGE, ASKS_POLITELY, "andere|ander|nieuwe bank|rekening|bankrekening|iban", NL_PAY, NL_NOT "|uw|openen",
	  "Betalingen ontvangen wij op een andere rekening.", "Zij werkt nu bij een andere bank." },
	{ "notice.bank.nl.update", NOTICE_BANK_CHANGE, ASKS_POLITELY, "ons|onze|mijn ..1 " NL_BANK " ..6 aanpassen|wijzigen|veranderen|bijwerken|vervangen", NULL, NL_NOT,
	  "Wilt u onze bankgegevens aanpassen?", "Wilt u onze afspraak wijzigen?" },
	{ "notice.bank.nl.yours", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "uw ..1 " NL_BANK " ..4 gewijzigd|aangepast|veranderd|bijgewerkt", "wij|we|ik", NL_NOT,
	  "Zoals gevraagd hebben wij uw bankgegevens gewijzigd.", "Uw bankgegevens zijn gewijzigd in het portaal." },
	{ "notice.bank.nl.yours.new", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "uw nieuwe|nieuw|gewijzigde " NL_BANK, "wij|we|ik", NL_NOT "|openen",
	  "Wij betalen voortaan op uw nieuwe rekening.", "Dit is uw nieuwe rekening." },
	{ "notice.bank.pt.changed", NOTICE_BANK_CHANGE, ASKS_NOT, "dados|conta|iban|nib bancarios|bancaria? ..5 mudaram|mudou|alterados|alterado|alterada|atualizados|atualizado|actualizados", "bancarios|bancaria|iban|nib", PT_NOT "|vossos|seus",
	  "Os nossos dados bancários foram alterados.", "Os nossos dados bancários não foram alterados." },
	{ "notice.bank.pt.new", NOTICE_BANK_CHANGE, ASKS_NOT, "novos|novo|nova|atualizados dados|conta|iban|nib bancarios|bancaria?", "bancarios|bancaria|iban|nib|pagamento|pagamentos|transferencia|transferencias", PT_NOT "|abrir|abertura|sua",
	  "Solicitamos que os pagamentos sejam feitos para a nova conta.", "Crie uma nova conta de utilizador." },
	{ "notice.bank.pt.change", NOTICE_BANK_CHANGE, ASKS_NOT, "alteracao|mudanca|atualizacao|actualizacao ..2 dados|conta|iban|nib|banco", "bancarios|bancaria|iban|nib|banco", PT_NOT "|seus",
	  "Alteração de dados bancários", "Alteração da encomenda" },
	{ "notice.bank.pt.other", NOTICE_BANK_CHANGE, ASKS_POLITELY, "outra|outro|noutra|noutro|nova|novo|diferente conta|banco|iban|nib", PT_PAY, PT_NOT "|vossa|sua|abrir|abertura",
	  "Os pagamentos passam a ser feitos noutra conta.", "Agora trabalha noutro banco." },
	{ "notice.bank.pt.update", NOTICE_BANK_CHANGE, ASKS_POLITELY, "atualizar|actualizar|alterar|mudar|modificar|atualizem|alterem|mudem|atualize|altere ..2 nossos|nossa|nosso|meu|meus|minha ..1 dados|conta|iban|nib|banco", PT_BANK, PT_NOT,
	  "Pedimos que alterem os nossos dados bancários.", "Temos de mudar a nossa reunião no banco." },
	{ "notice.bank.pt.yours", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "alteramos|atualizamos|actualizamos|mudamos|alterado|atualizado ..1 vossos|vosso|vossa|seus|sua|seu dados|conta|iban|nib", PT_BANK, PT_NOT,
	  "Conforme pedido, alterámos os vossos dados bancários.", "Atualizámos a sua conta de utilizador." },
	{ "notice.bank.pt.yours.new", NOTICE_BANK_CHANGE, ASKS_ANYHOW, "vosso|vossa|vossos|seu|sua|seus novo|nova|novos iban|nib|conta|dados", PT_BANK, PT_NOT "|abrir|abertura",
	  "Pagaremos para o vosso novo IBAN.", "Aqui está a sua nova conta de cliente." },
	/* a transfer to an account that the mail names */
	{ "notice.demand.en", NOTICE_PAYMENT_DEMAND, ASKS_NOT, "transfer|wire|payment|funds|fund|remit|send|pay ..5 to|into ..2 bank|account|banking detail|details|information|info|account? ..3 below|following|provided|attached", NULL, EN_NOT,
	  "I need you to process a fund transfer into the bank detail below.", "We send goods to the address below." },
	{ "notice.demand.en.this", NOTICE_PAYMENT_DEMAND, ASKS_POLITELY, "transfer|transfers|wire|payment|payments|funds|fund|remit|send|pay|deposit ..7 to|into the? following|below|attached|this|these ..1 bank|banking|account|accounts|beneficiary|iban", EN_MONEY, EN_NOT "|user",
	  "Kindly process a fund transfer into the following bank details:", "Please transfer the licence to this account." },
	{ "notice.demand.en.beneficiary", NOTICE_PAYMENT_DEMAND, ASKS_POLITELY, "transfer|wire|payment|payments|funds|remit|send|pay ..6 to|into ..2 beneficiary ..3 below|following|attached|provided", NULL, EN_NOT,
	  "Wire the amount to the beneficiary below.", "The beneficiary below gets the goods." },
	{ "notice.demand.de", NOTICE_PAYMENT_DEMAND, ASKS_NOT, "uberweisen|uberweise|uberweisung|anweisen|zahlen ..6 auf ..2 folgendes|folgende|untenstehende|nachstehende|unten|genanntes konto|bankverbindung|bankkonto", NULL, DE_NOT,
	  "Bitte überweisen Sie den Betrag sofort auf folgendes Konto.", "Wir zahlen auf das Konto ein." },
	{ "notice.demand.de.this", NOTICE_PAYMENT_DEMAND, ASKS_POLITELY, "uberweisen|uberweise|uberweist|uberweisung|anweisen|zahlen|zahlung|zahlungen|einzahlen ..6 auf ..1 dieses|diese|folgendes|folgende|untenstehende|nachstehende|unten|genannte stehende|genannte? konto|bankverbindung|bankkonto|iban", NULL, DE_NOT,
	  "Überweisen Sie den Betrag heute auf dieses Konto:", "Wir buchen die Zahlung auf das Projekt." },
	{ "notice.demand.fr", NOTICE_PAYMENT_DEMAND, ASKS_NOT, "virement|virer|payer|verser|reglement ..6 sur ..2 compte|coordonnees ..3 suivant|suivantes|dessous|joint|apres", NULL, FR_NOT,
	  "Merci d'effectuer un virement urgent sur le compte suivant.", "Le virement est arrivé sur notre compte." },
	{ "notice.demand.fr.this", NOTICE_PAYMENT_DEMAND, ASKS_POLITELY, "virement|virer|virez|payer|payez|verser|versez|reglement ..8 sur ce|ces|cet compte|coordonnees|iban|rib", NULL, FR_NOT,
	  "Faites aujourd'hui un virement sur ce compte :", "Le virement est arrivé sur notre compte." },
	{ "notice.demand.fr.below", NOTICE_PAYMENT_DEMAND, ASKS_POLITELY, "virement|virer|virez|payer|payez|verser|versez|reglement ..8 sur ..2 compte|coordonnees|iban ..2 cidessous|cijoint|cijointes|ciapres", NULL, FR_NOT,
	  "Merci de verser la somme sur le compte ci-dessous.", "Voyez le compte rendu ci-dessous." },
	{ "notice.demand.es", NOTICE_PAYMENT_DEMAND, ASKS_NOT, "transferencia|transferir|pagar|pago|abonar ..6 a|en ..2 cuenta ..3 siguiente|indicada|adjunta|abajo", NULL, ES_NOT,
	  "Necesito que haga una transferencia urgente a la cuenta siguiente.", "El pago llegó a la cuenta ayer." },
	{ "notice.demand.es.this", NOTICE_PAYMENT_DEMAND, ASKS_POLITELY, "transferencia|transferir|transfiera|pagar|pague|pago|abonar|abone|ingresar ..8 a|en esta|la cuenta|iban", "esta|siguiente|abajo|adjunta|indicada", ES_NOT,
	  "Haga hoy una transferencia a esta cuenta:", "El pago llegó ayer a la cuenta." },
	{ "notice.demand.it", NOTICE_PAYMENT_DEMAND, ASKS_NOT, "bonifico|bonificare|versare|pagare|pagamento ..6 sul|su|al ..2 conto|coordinate ..3 seguente|seguenti|indicato|sotto|allegato", NULL, IT_NOT,
	  "Ho bisogno di un bonifico urgente sul conto seguente.", "Il bonifico è sul conto da ieri." },
	{ "notice.demand.it.this", NOTICE_PAYMENT_DEMAND, ASKS_POLITELY, "bonifico|bonificare|versare|versi|pagare|paghi|pagamento ..8 su|sul|al questo|conto|iban ..3", "questo|seguente|sotto|sottostante|allegato|indicato", IT_NOT,
	  "Faccia oggi un bonifico su questo conto:", "Il bonifico è arrivato sul nostro conto." },
	{ "notice.demand.nl", NOTICE_PAYMENT_DEMAND, ASKS_NOT, "overmaken|overboeken|overboeking|betalen|*betaling|overschrijving ..6 naar|op|over ..2 rekening|rekeningnummer|bankrekening ..3 onderstaande|volgende|hieronder|onder", NULL, NL_NOT,
	  "Graag een spoedbetaling op de rekening hieronder.", "De betaling staat op de rekening van de klant." },
	{ "notice.demand.nl.this", NOTICE_PAYMENT_DEMAND, ASKS_POLITELY, "overmaken|overboeken|overboeking|betalen|betaal|*betaling|overschrijving ..6 naar|op deze|onderstaande|volgende|bijgaande rekening|rekeningnummer|bankrekening|iban", NULL, NL_NOT,
	  "Wilt u vandaag betalen op deze rekening:", "De betaling staat op onze rekening." },
	{ "notice.demand.pt", NOTICE_PAYMENT_DEMAND, ASKS_NOT, "transferencia|transferir|pagar|pagamento ..6 para|na|a ..2 conta ..3 seguinte|indicada|abaixo|anexa", NULL, PT_NOT,
	  "Preciso de uma transferência urgente para a conta abaixo.", "O pagamento entrou na conta ontem." },
	{ "notice.demand.pt.this", NOTICE_PAYMENT_DEMAND, ASKS_POLITELY, "transferencia|transferir|transfira|pagar|pague|pagamento|depositar ..8 para|na|a esta|nesta|conta|iban ..2", "esta|nesta|seguinte|abaixo|anexa|indicada", PT_NOT,
	  "Faça hoje uma transferência para esta conta:", "A transferência chegou ontem à nossa conta." },
	/* what customers owe, and whom to write to there: asked for before their invoices are redirected */
	{ "notice.receivables.en.aging", NOTICE_RECEIVABLES_REQUEST, ASKS_ANYHOW, EN_ASK " ..9 aging|ageing", "customer|customers|client|clients|receivable|receivables|ar|debtor|debtors|contacts", "owe|ours|your",
	  "Please send me the latest AR aging report.", "Please send us an aging of our account." },
	{ "notice.receivables.en.list", NOTICE_RECEIVABLES_REQUEST, ASKS_ANYHOW, EN_ASK " ..6 list|report|summary|overview|spreadsheet|schedule|statement|breakdown ..6 customers|clients|debtors|customer|client ..8 outstanding|overdue|owing|unpaid|balance|balances|owe|owed", NULL, "how|your",
	  "Can you send me a list of all customers with outstanding balances?", "Please send me the list of customers with open renewals." },
	{ "notice.receivables.en.open", NOTICE_RECEIVABLES_REQUEST, ASKS_ANYHOW, EN_ASK " ..6 outstanding|overdue|unpaid ..2 customer|customers|client|clients ..1 invoices|balances|accounts|receivables", NULL, "how|your",
	  "Kindly forward me all outstanding customer invoices.", "Please send the outstanding invoices of your firm." },
	{ "notice.receivables.de", NOTICE_RECEIVABLES_REQUEST, ASKS_ANYHOW, DE_ASK " ..6 offenepostenliste*|opliste*|liste|aufstellung|ubersicht|debitorenliste ..4 kunden|debitoren|debitorenliste ..8", "uberfallig*|offen*|fallig*|ausstehend*|saldo|salden|rechnungen|opliste*", "unsere|unserer|unserem|ihre",
	  "Senden Sie mir eine Liste aller Kunden mit offenen Rechnungen.", "Senden Sie mir eine Liste der Kunden, die zur Messe kommen." },
	{ "notice.receivables.fr", NOTICE_RECEIVABLES_REQUEST, ASKS_ANYHOW, FR_ASK " ..6 balance|liste|releve|etat|tableau ..4 clients|client ..8", "agee|impayes|impayees|factures|solde|soldes|creances|encours", "notre|nos|votre",
	  "Merci de m'envoyer la balance âgée des clients.", "Merci de m'envoyer la liste des clients invités." },
	{ "notice.receivables.es", NOTICE_RECEIVABLES_REQUEST, ASKS_ANYHOW, ES_ASK " ..6 informe|lista|listado|relacion|antiguedad ..6 clientes", "antiguedad|pendientes|vencidas|saldos|deuda|impagadas", "nuestra|nuestras|su",
	  "Necesito la lista de clientes con facturas vencidas.", "Necesito la lista de clientes invitados." },
	{ "notice.receivables.it", NOTICE_RECEIVABLES_REQUEST, ASKS_ANYHOW, IT_ASK " ..6 scadenzario|elenco|lista|situazione ..4 clienti", "scadenzario|scadute|scoperti|aperte|insolute|fatture|saldo", "nostre|nostra|vostre",
	  "Mi serve l'elenco dei clienti con le fatture scadute.", "Mi serve l'elenco dei clienti invitati." },
	{ "notice.receivables.nl", NOTICE_RECEIVABLES_REQUEST, ASKS_ANYHOW, NL_ASK " ..6 *postenlijst|lijst|overzicht|debiteurenlijst ..4 klanten|debiteuren|debiteurenlijst ..8", "openstaande|openstaand|achterstallige|facturen|saldo|*postenlijst", "onze|uw",
	  "Stuur mij de lijst van klanten met openstaande facturen.", "Stuur mij de lijst van klanten voor de beurs." },
	{ "notice.receivables.pt", NOTICE_RECEIVABLES_REQUEST, ASKS_ANYHOW, PT_ASK " ..6 mapa|lista|listagem|relatorio ..6 clientes", "antiguidade|atraso|pendentes|vencidas|saldos|abertas|aberto", "nossa|nossas|vossa",
	  "Preciso da lista de clientes com faturas em atraso.", "Preciso da lista de clientes convidados." },
	{ NULL },
};
/* clang-format on */

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notice_rules - how people announce that their bank details are others now, in seven languages; see notice.h */
#include "notice.h"

#define EN_BANK "bank|banking|remittance|wire|ach|iban"
#define EN_THING "details|detail|information|info|instructions|coordinates|account|accounts|number"
#define EN_PAY                                                                                         \
	"pay|payment|payments|remit|remittance|remittances|transfer|transfers|funds|invoice|invoices|" \
	"settlement"
#define EN_NOT "not|never|if|unless|whether|wont|won|don|dont|doesn|doesnt|hasn|haven|isn|didn|without"
#define DE_BANK                                                                                            \
	"bankverbindung|bankverbindungen|bankdaten|kontoverbindung|kontodaten|bankkonto|iban|kontonummer|" \
	"zahlungsdaten|hausbank|bankkoordinaten"
#define DE_NOT "nicht|nie|niemals|falls|wenn|ob|sollte|sollten|kein|keine|keinen|ohne"
#define FR_NOT "pas|jamais|si|aucun|aucune|sans"
#define ES_NOT "no|nunca|si|jamas|ningun|ninguna|sin"
#define IT_NOT "non|mai|se|nessuna|nessun|senza"
#define NL_NOT "niet|nooit|als|indien|geen|zonder|wanneer"
#define PT_NOT "nao|nunca|se|caso|nenhum|nenhuma|sem"

/* clang-format off */
const struct notice_rule NOTICE_RULES[] = {
	{ "notice.bank.en.changed", NOTICE_BANK_CHANGE, EN_BANK "|payment " EN_THING " ..4 changed|changing|change|changes|updated|switched|moved|different|replaced", NULL, EN_NOT "|your",
	  "Please note that our bank details have changed.", "Our bank details have not changed." },
	{ "notice.bank.en.new", NOTICE_BANK_CHANGE, "new|updated|changed|revised|amended|corrected|different|alternative|alternate " EN_BANK "|payment " EN_THING, "our|my|we|us|company|supplier|vendor|attached|below|following|" EN_PAY, EN_NOT "|open|opening|opened",
	  "Find our new bank account below.", "I want to open a new bank account for my son." },
	{ "notice.bank.en.account", NOTICE_BANK_CHANGE, EN_PAY " ..7 to|into|using ..2 new|different|another|alternative|alternate|updated|other account|accounts|bank|iban", NULL, EN_NOT,
	  "All future payments must be sent to the new account.", "Payments go to the account named in the contract." },
	{ "notice.bank.en.update", NOTICE_BANK_CHANGE, "update|change|amend|replace|revise|updating|changing ..3 " EN_BANK "|payment " EN_THING, "our|my|new|vendor|supplier|following|below|attached", EN_NOT "|how|license|scheme",
	  "Kindly update our banking details in your system.", "Tell us how to change our bank details online." },
	{ "notice.bank.en.banks", NOTICE_BANK_CHANGE, "changed|switched|moved|changing|switching|moving our|to|the? ..2 banks|bank|bankers|banking", "we|our", EN_NOT "|river|your",
	  "We have changed banks as of 1 June.", "He moved to the West Bank." },
	{ "notice.bank.en.old", NOTICE_BANK_CHANGE, "account|accounts|bank|iban ..7 audit|audited|closed|frozen|inactive|suspended|restricted|longer", EN_PAY, "your|if|unless|whether|credit|trading",
	  "Our usual account is under audit, so hold all payments.", "Your account was closed, pay the balance." },
	{ "notice.bank.en.old2", NOTICE_BANK_CHANGE, "old|previous|former|existing bank|account|iban ..9 new|other|different|another|alternative", "bank|account|iban", EN_NOT "|your|manager|executive|team|balance",
	  "Stop using the old account and pay into the new one.", "The previous account manager is in a new role." },
	{ "notice.bank.de.changed", NOTICE_BANK_CHANGE, DE_BANK " ..8 geandert|andert|gewechselt|wechselt|aktualisiert|andern|umgestellt|geaendert", NULL, DE_NOT "|ihre|ihrer",
	  "Unsere Bankverbindung hat sich geändert.", "Unsere Bankverbindung hat sich nicht geändert." },
	{ "notice.bank.de.new", NOTICE_BANK_CHANGE, "neue|neuen|neues|neuer|geanderte|geanderten|aktualisierte|aktualisierten|abweichende|abweichenden ..1 " DE_BANK "|konto", NULL, DE_NOT "|eroffnen|eroffnet|eroffnung|ihr|ihrem|ihres",
	  "Bitte überweisen Sie ab sofort auf unser neues Konto.", "Das Konto des Kunden ist neu angelegt." },
	{ "notice.bank.de.change", NOTICE_BANK_CHANGE, "anderung|wechsel|umstellung|aktualisierung ..2 " DE_BANK "|bank", NULL, DE_NOT "|ihrer",
	  "Änderung unserer Bankverbindung", "Änderung der Bestellung" },
	{ "notice.bank.fr.changed", NOTICE_BANK_CHANGE, "coordonnees|compte|rib|iban|domiciliation bancaires|bancaire? ..4 change|changees|changes|modifie|modifiee|modifiees|modifies|changent|remplace", "bancaires|bancaire|rib|iban", FR_NOT "|vos|votre",
	  "Nos coordonnées bancaires ont changé.", "Nos coordonnées bancaires n'ont pas changé." },
	{ "notice.bank.fr.new", NOTICE_BANK_CHANGE, "nouvelles|nouveau|nouvel|nouvelle coordonnees|compte|rib|iban|domiciliation bancaires|bancaire?", "bancaires|bancaire|rib|iban", FR_NOT "|ouvrir|ouverture|votre",
	  "Veuillez trouver ci-joint notre nouveau RIB.", "Créez un nouveau compte sur le portail." },
	{ "notice.bank.fr.change", NOTICE_BANK_CHANGE, "changement|modification ..3 coordonnees|compte|rib|iban|banque|domiciliation", "bancaires|bancaire|rib|iban|banque", FR_NOT "|vos",
	  "Changement de coordonnées bancaires", "Modification de la commande" },
	{ "notice.bank.es.changed", NOTICE_BANK_CHANGE, "datos|cuenta|numero bancarios|bancaria|corriente? ..5 cambiado|cambio|cambian|cambia|modificado|modificados|actualizado|actualizados", "bancarios|bancaria|corriente|banco|iban", ES_NOT "|sus",
	  "Nuestros datos bancarios han cambiado.", "Nuestros datos bancarios no han cambiado." },
	{ "notice.bank.es.new", NOTICE_BANK_CHANGE, "nuevos|nueva|nuevo|actualizados datos|cuenta|iban|numero bancarios|bancaria|corriente?", "bancarios|bancaria|corriente|iban|pago|pagos|transferencia|transferencias", ES_NOT "|abrir|apertura|su",
	  "Rogamos realicen los pagos a nuestra nueva cuenta.", "Cree una nueva cuenta de usuario." },
	{ "notice.bank.es.change", NOTICE_BANK_CHANGE, "cambio|modificacion|actualizacion|cambiado|cambiamos ..2 datos|cuenta|banco|iban", "bancarios|bancaria|banco|iban|corriente", ES_NOT "|sus",
	  "Cambio de cuenta bancaria", "Cambio de pedido" },
	{ "notice.bank.it.changed", NOTICE_BANK_CHANGE, "coordinate|iban|conto bancarie|bancario|corrente? ..5 cambiate|cambiato|variate|variato|modificate|modificato|aggiornate|aggiornato", "bancarie|bancario|corrente|iban", IT_NOT "|vostre|vostro",
	  "Le nostre coordinate bancarie sono cambiate.", "Le nostre coordinate bancarie non sono cambiate." },
	{ "notice.bank.it.new", NOTICE_BANK_CHANGE, "nuove|nuovo|nuova coordinate|iban|conto bancarie|bancario|corrente?", "bancarie|bancario|corrente|iban|pagamento|pagamenti|bonifico|bonifici", IT_NOT "|aprire|apertura|vostro",
	  "Vi comunichiamo il nostro nuovo IBAN.", "Il nuovo conto economico è pronto." },
	{ "notice.bank.it.change", NOTICE_BANK_CHANGE, "variazione|modifica|cambio|aggiornamento ..2 coordinate|iban|conto|banca", "bancarie|bancario|corrente|iban|banca", IT_NOT "|vostre",
	  "Variazione coordinate bancarie", "Modifica dell'ordine" },
	{ "notice.bank.nl.changed", NOTICE_BANK_CHANGE, "rekeningnummer|bankrekening|bankrekeningnummer|bankgegevens|iban|betaalgegevens ..6 gewijzigd|veranderd|wijzigt|verandert|aangepast|vervangen", NULL, NL_NOT "|uw",
	  "Ons rekeningnummer is gewijzigd.", "Ons rekeningnummer is niet gewijzigd." },
	{ "notice.bank.nl.new", NOTICE_BANK_CHANGE, "nieuwe|nieuw|gewijzigde|gewijzigd|andere|ander rekeningnummer|bankrekening|bankrekeningnummer|bankgegevens|iban|rekening|betaalgegevens", NULL, NL_NOT "|openen|uw",
	  "Gelieve voortaan te betalen op ons nieuwe rekeningnummer.", "U kunt een nieuwe rekening openen." },
	{ "notice.bank.nl.change", NOTICE_BANK_CHANGE, "wijziging|verandering|aanpassing ..2 rekeningnummer|bankrekening|bankrekeningnummer|bankgegevens|iban|betaalgegevens", NULL, NL_NOT "|uw",
	  "Wijziging bankrekeningnummer", "Wijziging van de bestelling" },
	{ "notice.bank.pt.changed", NOTICE_BANK_CHANGE, "dados|conta|iban|nib bancarios|bancaria? ..5 mudaram|mudou|alterados|alterado|alterada|atualizados|atualizado|actualizados", "bancarios|bancaria|iban|nib", PT_NOT "|vossos|seus",
	  "Os nossos dados bancários foram alterados.", "Os nossos dados bancários não foram alterados." },
	{ "notice.bank.pt.new", NOTICE_BANK_CHANGE, "novos|novo|nova|atualizados dados|conta|iban|nib bancarios|bancaria?", "bancarios|bancaria|iban|nib|pagamento|pagamentos|transferencia|transferencias", PT_NOT "|abrir|abertura|sua",
	  "Solicitamos que os pagamentos sejam feitos para a nova conta.", "Crie uma nova conta de utilizador." },
	{ "notice.bank.pt.change", NOTICE_BANK_CHANGE, "alteracao|mudanca|atualizacao|actualizacao ..2 dados|conta|iban|nib|banco", "bancarios|bancaria|iban|nib|banco", PT_NOT "|seus",
	  "Alteração de dados bancários", "Alteração da encomenda" },
	/* a transfer to an account that the mail names */
	{ "notice.demand.en", NOTICE_PAYMENT_DEMAND, "transfer|wire|payment|funds|fund|remit|send|pay ..5 to|into ..2 bank|account|banking detail|details|information|info|account? ..3 below|following|provided|attached", NULL, EN_NOT,
	  "I need you to process a fund transfer into the bank detail below.", "We send goods to the address below." },
	{ "notice.demand.de", NOTICE_PAYMENT_DEMAND, "uberweisen|uberweise|uberweisung|anweisen|zahlen ..6 auf ..2 folgendes|folgende|untenstehende|nachstehende|unten|genanntes konto|bankverbindung|bankkonto", NULL, DE_NOT,
	  "Bitte überweisen Sie den Betrag sofort auf folgendes Konto.", "Wir zahlen auf das Konto ein." },
	{ "notice.demand.fr", NOTICE_PAYMENT_DEMAND, "virement|virer|payer|verser|reglement ..6 sur ..2 compte|coordonnees ..3 suivant|suivantes|dessous|joint|apres", NULL, FR_NOT,
	  "Merci d'effectuer un virement urgent sur le compte suivant.", "Le virement est arrivé sur notre compte." },
	{ "notice.demand.es", NOTICE_PAYMENT_DEMAND, "transferencia|transferir|pagar|pago|abonar ..6 a|en ..2 cuenta ..3 siguiente|indicada|adjunta|abajo", NULL, ES_NOT,
	  "Necesito que haga una transferencia urgente a la cuenta siguiente.", "El pago llegó a la cuenta ayer." },
	{ "notice.demand.it", NOTICE_PAYMENT_DEMAND, "bonifico|bonificare|versare|pagare|pagamento ..6 sul|su|al ..2 conto|coordinate ..3 seguente|seguenti|indicato|sotto|allegato", NULL, IT_NOT,
	  "Ho bisogno di un bonifico urgente sul conto seguente.", "Il bonifico è sul conto da ieri." },
	{ "notice.demand.nl", NOTICE_PAYMENT_DEMAND, "overmaken|overboeken|overboeking|betalen|*betaling|overschrijving ..6 naar|op|over ..2 rekening|rekeningnummer|bankrekening ..3 onderstaande|volgende|hieronder|onder", NULL, NL_NOT,
	  "Graag een spoedbetaling op de rekening hieronder.", "De betaling staat op de rekening van de klant." },
	{ "notice.demand.pt", NOTICE_PAYMENT_DEMAND, "transferencia|transferir|pagar|pagamento ..6 para|na|a ..2 conta ..3 seguinte|indicada|abaixo|anexa", NULL, PT_NOT,
	  "Preciso de uma transferência urgente para a conta abaixo.", "O pagamento entrou na conta ontem." },
	{ NULL },
};
/* clang-format on */

// Our texts in German, by the English text.
import type { fr } from './fr.js'

export const de: Readonly<Record<keyof typeof fr, string>> = {
  // Signing in, and what one may see
  'Sign in first.': 'Bitte melden Sie sich zuerst an.',
  'Sign in to see this.': 'Bitte melden Sie sich an, um dies zu sehen.',
  'Sign in to see this file.': 'Bitte melden Sie sich an, um diese Datei zu sehen.',
  'Sign in to pay.': 'Bitte melden Sie sich an, um zu bezahlen.',
  'Sign in to change a picture.': 'Bitte melden Sie sich an, um ein Bild zu ändern.',
  'Sign in first: the token is missing, invalid or expired.':
    'Bitte melden Sie sich zuerst an. Das Token fehlt, ist ungültig oder abgelaufen.',
  'Sign in again: your session has ended.': 'Ihre Sitzung ist beendet. Bitte melden Sie sich wieder an.',
  'Your session has ended; sign in again.': 'Ihre Sitzung ist beendet. Bitte melden Sie sich wieder an.',
  'The session is invalid or has ended; sign in again.':
    'Die Sitzung ist ungültig oder beendet. Bitte melden Sie sich wieder an.',
  'The token is invalid or expired: sign in again.':
    'Das Token ist ungültig oder abgelaufen. Bitte melden Sie sich wieder an.',
  'The token is invalid.': 'Das Token ist ungültig.',
  'The link is invalid or has expired; ask for a new one.':
    'Der Link ist ungültig oder abgelaufen. Bitte fordern Sie einen neuen an.',
  'The e-mail address or the password is wrong.': 'Die E-Mail-Adresse oder das Passwort ist nicht richtig.',
  'This account is disabled.': 'Dieses Konto ist gesperrt.',
  'This e-mail address is verified already.': 'Diese E-Mail-Adresse ist bereits bestätigt.',
  'Too many commands; try again in {seconds} seconds.':
    'Zu viele Befehle. Bitte versuchen Sie es in {seconds} Sekunden erneut.',
  'Too many attempts; try again in {seconds} seconds.':
    'Zu viele Versuche. Bitte versuchen Sie es in {seconds} Sekunden wieder.',
  'This takes an account of the ticketing system itself, and your sign-in has none.':
    'Dafür braucht es ein Konto im Ticketsystem selbst, und Ihre Anmeldung hat keines.',
  'Your sign-in cannot be checked at present.': 'Ihre Anmeldung kann derzeit nicht geprüft werden.',
  'Your sign-in gives you no role here.': 'Ihre Anmeldung gibt Ihnen hier keine Rolle.',
  'You may not do this.': 'Sie sind dazu nicht berechtigt.',
  'You may not see or do this.': 'Sie dürfen dies weder sehen noch tun.',
  'Only an admin may change a picture.': 'Nur die Administration darf ein Bild ändern.',

  // What is not there
  'There is nothing here.': 'Unter dieser Adresse gibt es nichts.',
  'There is no such thing, or it belongs to somebody else.': 'Das gibt es nicht, oder es gehört Ihnen nicht.',
  'There is no such file.': 'Diese Datei gibt es nicht.',
  'There is no such picture.': 'Dieses Bild gibt es nicht.',
  'There is no such product.': 'Dieses Produkt gibt es nicht.',
  'There is no such ticket.': 'Dieses Ticket gibt es nicht.',
  'There is no such ticket any more.': 'Dieses Ticket gibt es nicht mehr.',
  'There is no such user.': 'Diese Person gibt es nicht.',
  'There is no such user, or no such product.': 'Diese Person oder dieses Produkt gibt es nicht.',
  'There is no such webhook.': 'Diesen Webhook gibt es nicht.',
  'There is no such payment.': 'Diese Zahlung gibt es nicht.',
  'There is no such quote.': 'Dieses Angebot gibt es nicht.',
  'You have no such session.': 'Sie haben keine solche Sitzung.',
  'Give either id, or all with or without keepCurrent.':
    'Bitte geben Sie entweder id an oder all, mit oder ohne keepCurrent.',
  'You have no such cart.': 'Sie haben keinen solchen Warenkorb.',

  // Arguments; their names stay as they are
  'Some of the values are not accepted.': 'Einige der Angaben werden nicht angenommen.',
  '{argument} is 0 or more.': '{argument} muss 0 oder mehr sein.',
  '{argument} is 1 or more.': '{argument} muss 1 oder mehr sein.',
  '{argument} is a day written as YYYY-MM-DD.': '{argument} muss ein Tag in der Form JJJJ-MM-TT sein.',
  '{argument}.from is not after {argument}.to.': '{argument}.from darf nicht nach {argument}.to liegen.',
  '{argument} is in EUR, as payments are.': '{argument} muss in EUR sein, wie die Zahlungen.',
  'amount.from is not more than amount.to.': 'amount.from darf nicht größer als amount.to sein.',
  '{argument} is the number of a product.': '{argument} muss die Nummer eines Produkts sein.',
  '{argument} is a text of 1 to {most} characters.':
    '{argument} muss ein Text von 1 bis {most} Zeichen sein.',
  '{argument} is missing: give it too.': '{argument} fehlt. Bitte geben Sie es auch an.',
  'id is the number of a ticket.': 'id muss die Nummer eines Tickets sein.',
  'userId is the number of a user.': 'userId muss die Nummer einer Person sein.',
  'userEmail is an e-mail address.': 'userEmail muss eine E-Mail-Adresse sein.',
  'paymentUuid is a UUID.': 'paymentUuid muss eine UUID sein.',
  'quantity is from 1 to 20.': 'quantity muss zwischen 1 und 20 liegen.',
  'listPrice is in EUR.': 'listPrice muss in EUR sein.',
  'listPrice is from 0.00 to 99999999.99.': 'listPrice muss zwischen 0.00 und 99999999.99 liegen.',
  'discountRate is from 0 to 1, in steps of 0.01.':
    'discountRate muss zwischen 0 und 1 liegen, in Schritten von 0.01.',
  'Give at least one of listPrice, discountRate and stock.':
    'Bitte geben Sie mindestens listPrice, discountRate oder stock an.',
  'Give something to change.': 'Bitte geben Sie an, was geändert werden soll.',
  'Say what to change.': 'Bitte geben Sie an, was geändert werden soll.',
  'Give either token or scanCode.': 'Bitte geben Sie entweder token oder scanCode an.',
  'search has at most {most} characters.': 'search darf höchstens {most} Zeichen haben.',
  '{argument} has at most {most} entries.': '{argument} darf höchstens {most} Einträge haben.',
  'first must be between 1 and 100.': 'first muss zwischen 1 und 100 liegen.',
  'after is not a cursor of this list.': 'after ist kein Cursor dieser Liste.',
  'The filters are too long.': 'Die Filter sind zu lang.',
  'A filter is not a number.': 'Ein Filter ist keine Zahl.',
  'An id or a file name has a form that cannot exist.':
    'Eine Kennung oder ein Dateiname hat eine unmögliche Form.',
  'An amount is a whole number of minor units and a currency.':
    'Ein Betrag ist eine ganze Zahl der kleinsten Einheit und eine Währung.',
  'The locale is not a known language tag such as en or fr-FR.':
    'Dieses Sprachkürzel ist unbekannt. Gebraucht wird eines wie en oder fr-FR.',

  // Fields of an input
  'It must not be empty.': 'Dieses Feld darf nicht leer sein.',
  'It must have at most {most} characters.': 'Es dürfen höchstens {most} Zeichen sein.',
  'It is not an e-mail address.': 'Das ist keine E-Mail-Adresse.',
  'The terms have to be accepted.': 'Bitte akzeptieren Sie die Allgemeinen Geschäftsbedingungen.',
  'It is missing.': 'Diese Angabe fehlt.',
  'It is not the link of such a mail.': 'Dieser Link stammt nicht aus einer solchen E-Mail.',
  'Give either the link or its parts.': 'Bitte geben Sie entweder den Link oder seine Teile an.',
  'No mail holds such a text.': 'Keine E-Mail enthält einen solchen Text.',

  // Carts, tickets, payments and refunds
  'A guest names the cart in the header X-Guest-Cart-Id.':
    'Ohne Konto nennen Sie den Warenkorb bitte im Header X-Guest-Cart-Id.',
  'There are not enough places left.': 'Es sind nicht mehr genug Plätze frei.',
  'This ticket has been used or is no longer valid.':
    'Dieses Ticket wurde bereits benutzt oder ist nicht mehr gültig.',
  'The ticket is {status}, and so its place is on sale again; it stays {status}.':
    'Das Ticket hat den Status {status}, sein Platz ist wieder im Verkauf. Der Status {status} bleibt.',
  'The tickets were issued, but could not be found. Do not issue them again: look for them among the tickets of the user.':
    'Die Tickets wurden ausgestellt, konnten aber nicht gefunden werden. Bitte stellen Sie sie nicht noch einmal aus, sondern suchen Sie sie unter den Tickets der Person.',
  'Only your own cart can be paid: sign in and give the id of that cart.':
    'Sie können nur Ihren eigenen Warenkorb bezahlen. Bitte melden Sie sich an und geben Sie dessen Kennung an.',
  'A cart is not paid with FREE, which stands for tickets that were given away: ask for STRIPE or PAYPAL.':
    'Ein Warenkorb wird nicht mit FREE bezahlt, das steht für verschenkte Tickets. Bitte wählen Sie STRIPE oder PAYPAL.',
  'A payment must be of 0.50 EUR or more.': 'Eine Zahlung muss mindestens 0,50 EUR betragen.',
  'This cart is being paid at this moment; try again when that has ended.':
    'Dieser Warenkorb wird gerade bezahlt. Bitte versuchen Sie es noch einmal, wenn das beendet ist.',
  'An older payment for this cart could not be replaced; try again.':
    'Eine frühere Zahlung für diesen Warenkorb konnte nicht ersetzt werden. Bitte versuchen Sie es noch einmal.',
  'This payment has just been made or given up; look at it again.':
    'Diese Zahlung wurde soeben ausgeführt oder aufgegeben. Bitte sehen Sie sie noch einmal an.',
  'The card processor does not answer at present; nothing was charged.':
    'Der Zahlungsdienst antwortet zurzeit nicht. Es wurde nichts abgebucht.',
  'Other tickets were given to this user meanwhile; look at the tickets of the user before giving more.':
    'Inzwischen wurden dieser Person schon andere Tickets geschenkt; sehen Sie nach, welche sie hat, bevor Sie weitere schenken.',
  'Another refund of this payment was made meanwhile; look at what is left of it.':
    'Inzwischen wurde diese Zahlung schon einmal erstattet; sehen Sie nach, was davon übrig ist.',
  'Payments are in EUR, and so are refunds.': 'Zahlungen sind in EUR, Erstattungen ebenso.',
  'The amount must be more than nothing.': 'Der Betrag muss größer als null sein.',
  'Nobody knows yet whether this refund was made. Look at what was refunded of the payment before trying again.':
    'Noch ist nicht bekannt, ob diese Erstattung ausgeführt wurde. Bitte prüfen Sie, was von der Zahlung erstattet wurde, bevor Sie es noch einmal versuchen.',
  'The exchange rates are too old to convert with.': 'Die Wechselkurse sind zu alt, um damit umzurechnen.',
  'There is no exchange rate for {currency}.': 'Für {currency} gibt es keinen Wechselkurs.',

  // Products, pictures and employees
  'The product was created, but could not be found. Do not create it again: look for it in allProducts in half a minute.':
    'Das Produkt wurde angelegt, konnte aber nicht gefunden werden. Bitte legen Sie es nicht noch einmal an, sondern suchen Sie es in einer halben Minute in allProducts.',
  'The product could not be read.': 'Das Produkt konnte nicht gelesen werden.',
  'The employee was made, but the account could not be read: look for the address in users.':
    'Das Konto wurde angelegt, konnte aber nicht gelesen werden. Bitte suchen Sie die Adresse in users.',
  'The ticketing backend cannot make employees: this operation of it is broken. Let the person register, and give the role with updateUser.':
    'Das Ticketsystem kann keine Mitarbeiterkonten anlegen, diese Funktion ist dort defekt. Bitte lassen Sie die Person sich registrieren und vergeben Sie die Rolle mit updateUser.',
  'Send one file, in the field {field} of the form.':
    'Bitte senden Sie eine einzige Datei, im Feld {field} des Formulars.',
  'Send a picture, or a form with a picture in the field image.':
    'Bitte senden Sie ein Bild, oder ein Formular mit einem Bild im Feld image.',
  'The picture must be a JPEG, a PNG or a GIF.': 'Das Bild muss ein JPEG, ein PNG oder ein GIF sein.',
  'The picture is empty.': 'Das Bild ist leer.',
  'The picture is larger than {most} bytes.': 'Das Bild ist größer als {most} Byte.',
  'The ticketing backend did not keep the picture.': 'Das Ticketsystem hat das Bild nicht übernommen.',

  // Requests
  'The body is larger than {most} bytes.': 'Der Inhalt der Anfrage ist größer als {most} Byte.',
  'The body is incomplete.': 'Der Inhalt der Anfrage ist unvollständig.',
  'The body is not JSON in UTF-8.': 'Der Inhalt der Anfrage ist kein JSON in UTF-8.',
  'The body must be uncompressed application/json.':
    'Der Inhalt der Anfrage muss unkomprimiertes application/json sein.',
  'The body must be JSON with a query.': 'Der Inhalt der Anfrage muss JSON mit einer query sein.',
  'The request is too large.': 'Die Anfrage ist zu groß.',
  'The request id is not printable ASCII.': 'Die Kennung der Anfrage enthält unzulässige Zeichen.',
  'X-Guest-Cart-Id is not a UUID.': 'X-Guest-Cart-Id ist keine UUID.',
  'A header has characters that cannot be sent.':
    'Ein Header enthält Zeichen, die nicht übertragen werden können.',
  'The range begins beyond the end of the file.': 'Der Bereich beginnt hinter dem Ende der Datei.',
  'Only GET and POST are possible here.': 'Hier sind nur GET und POST möglich.',
  'Send the content type application/json or the header apollo-require-preflight.':
    'Bitte senden Sie den Inhaltstyp application/json oder den Header apollo-require-preflight.',
  'This gateway keeps no Idempotency-Key: nothing was done. Send the request without it.':
    'Dieses Gateway unterstützt Idempotency-Key nicht, es wurde nichts ausgeführt. Bitte senden Sie die Anfrage ohne diesen Header.',
  'Without a session and without X-Guest-Cart-Id, Idempotency-Key must be a UUID.':
    'Ohne Sitzung und ohne X-Guest-Cart-Id muss der Idempotency-Key eine UUID sein.',
  'Idempotency-Key must come once, and have 1 to 255 visible ASCII characters.':
    'Der Header Idempotency-Key darf nur einmal vorkommen und muss aus 1 bis 255 sichtbaren ASCII-Zeichen bestehen.',
  'This Idempotency-Key was used before with another request.':
    'Dieser Idempotency-Key wurde bereits für eine andere Anfrage verwendet.',
  'The first request with this Idempotency-Key is still at work; try again.':
    'Die erste Anfrage mit diesem Idempotency-Key wird noch bearbeitet. Bitte versuchen Sie es erneut.',
  'Nobody knows what became of the first request with this Idempotency-Key: look whether it was carried out, and send it again with another key if it was not.':
    'Es ist nicht bekannt, was aus der ersten Anfrage mit diesem Idempotency-Key geworden ist. Bitte prüfen Sie, ob sie ausgeführt wurde, und senden Sie sie andernfalls mit einem anderen Schlüssel erneut.',
  'The operation is nested too deeply ({found}, at most {allowed}).':
    'Die Operation ist zu tief verschachtelt ({found}, höchstens {allowed}).',
  'The operation has too many fields ({found}, at most {allowed}).':
    'Die Operation hat zu viele Felder ({found}, höchstens {allowed}).',
  'The operation has too many aliases ({found}, at most {allowed}).':
    'Die Operation hat zu viele Aliasnamen ({found}, höchstens {allowed}).',
  'The answer can be read as {types} only.': 'Die Antwort gibt es nur als {types}.',
  'The parameter {name} must be one of {values}.':
    'Der Parameter {name} muss einer dieser Werte sein: {values}.',
  'The parameter {name} is missing.': 'Der Parameter {name} fehlt.',
  'The parameter {name} must be a text.': 'Der Parameter {name} muss ein Text sein.',
  'The parameter {name} must be an object.': 'Der Parameter {name} muss ein Objekt sein.',
  'The parameter {name} may come only once.': 'Der Parameter {name} darf nur einmal vorkommen.',
  'The body must be an object.': 'Der Inhalt der Anfrage muss ein Objekt sein.',
  'Several operations in one request are not possible.':
    'Mehrere Operationen in einer Anfrage sind nicht möglich.',
  'The operation asks for too much ({found}, at most {allowed}).':
    'Die Operation fragt zu viel ab ({found}, höchstens {allowed}).',
  'The operation has too many fields at its root ({found}, at most {allowed}).':
    'Die Operation hat zu viele Felder auf oberster Ebene ({found}, höchstens {allowed}).',

  // When many ask at once
  'Too many requests; wait before the next one.': 'Zu viele Anfragen. Bitte warten Sie vor der nächsten.',
  'Too many commands are at work at the moment; try again.':
    'Zurzeit laufen zu viele Vorgänge. Bitte versuchen Sie es noch einmal.',
  'Another command is at work on the same thing; try again.':
    'Daran wird gerade etwas anderes geändert. Bitte versuchen Sie es noch einmal.',
  'Another command may be at work on the same thing; try again.':
    'Daran wird vielleicht gerade etwas anderes geändert. Bitte versuchen Sie es noch einmal.',
  'Another command may be at work on this product; try again.':
    'Dieses Produkt wird vielleicht gerade geändert. Bitte versuchen Sie es noch einmal.',
  'This is not possible in the present state.': 'Das ist im jetzigen Zustand nicht möglich.',

  // When something does not work
  'Something went wrong on our side.': 'Bei uns ist etwas schiefgegangen.',
  'A part of the platform is down for the moment.': 'Ein Teil der Plattform ist zurzeit nicht verfügbar.',
  'This was carried out, but could not be recorded yet. Do not send it again; look at the result in a moment.':
    'Das wurde ausgeführt, konnte aber noch nicht aufgezeichnet werden. Bitte senden Sie es nicht noch einmal, sondern sehen Sie gleich nach dem Ergebnis.',
  'This cannot be read at present.': 'Das kann zurzeit nicht gelesen werden.',
  'This needs {setting}, which is not set on this server.':
    'Dafür wird {setting} gebraucht, das auf diesem Server nicht eingestellt ist.',
  'The {service} service does not answer.': 'Der Dienst {service} antwortet nicht.',
  'The payments service does not answer.': 'Der Zahlungsdienst antwortet nicht.',
  'Only the gateway may ask a subgraph.': 'Nur das Gateway darf einen Subgraphen fragen.',
  'This service answers its gateway only.': 'Dieser Dienst antwortet nur seinem Gateway.',
  'A GET has no body.': 'Eine GET-Anfrage hat keinen Inhalt.',
  'The request could not be made.': 'Die Anfrage konnte nicht gestellt werden.',
  'The request was given up before it was answered.': 'Die Anfrage wurde vor der Antwort abgebrochen.',
  'There was no time left to ask the ticketing backend.':
    'Für eine Anfrage an das Ticketsystem blieb keine Zeit mehr.',
  'The ticketing backend cannot be reached.': 'Das Ticketsystem ist nicht erreichbar.',
  'The ticketing backend cannot reach a service it needs.':
    'Das Ticketsystem erreicht einen Dienst nicht, den es braucht.',
  'The ticketing backend is not available.': 'Das Ticketsystem ist nicht verfügbar.',
  'The ticketing backend does not answer at present.': 'Das Ticketsystem antwortet zurzeit nicht.',
  'The ticketing backend did not answer in time.': 'Das Ticketsystem hat nicht rechtzeitig geantwortet.',
  'The ticketing backend failed.': 'Im Ticketsystem ist ein Fehler aufgetreten.',
  'The ticketing backend does not accept this request.': 'Das Ticketsystem nimmt diese Anfrage nicht an.',
  'The ticketing backend refused this request.': 'Das Ticketsystem hat diese Anfrage abgelehnt.',
  'The ticketing backend does not know this operation.': 'Das Ticketsystem kennt diese Operation nicht.',
  'The ticketing backend does not show this payment.': 'Das Ticketsystem zeigt diese Zahlung nicht.',
  'The ticketing backend gave an answer that is not in its contract.':
    'Das Ticketsystem hat unerwartet geantwortet.',
}

// Our texts in French, by the English text. The tests read the sources: none is missing, and none is left over.
export const fr = {
  // Signing in, and what one may see
  'Sign in first.': 'Veuillez d’abord vous connecter.',
  'Sign in to see this.': 'Connectez-vous pour voir ces informations.',
  'Sign in to see this file.': 'Connectez-vous pour voir ce fichier.',
  'Sign in to pay.': 'Connectez-vous pour payer.',
  'Sign in to change a picture.': 'Connectez-vous pour changer une image.',
  'Sign in first: the token is missing, invalid or expired.':
    'Veuillez d’abord vous connecter. Le jeton est absent, invalide ou expiré.',
  'Sign in again: your session has ended.': 'Votre session est terminée. Veuillez vous reconnecter.',
  'Your session has ended; sign in again.': 'Votre session est terminée. Veuillez vous reconnecter.',
  'The session is invalid or has ended; sign in again.':
    'La session est invalide ou terminée. Veuillez vous reconnecter.',
  'The token is invalid or expired: sign in again.':
    'Le jeton est invalide ou expiré. Veuillez vous reconnecter.',
  'The token is invalid.': 'Le jeton est invalide.',
  'The link is invalid or has expired; ask for a new one.':
    'Le lien est invalide ou a expiré. Veuillez en demander un nouveau.',
  'The e-mail address or the password is wrong.': 'L’adresse e-mail ou le mot de passe est incorrect.',
  'This account is disabled.': 'Ce compte est désactivé.',
  'This e-mail address is verified already.': 'Cette adresse e-mail est déjà confirmée.',
  'Too many commands; try again in {seconds} seconds.':
    'Trop de commandes ; réessayez dans {seconds} secondes.',
  'Too many attempts; try again in {seconds} seconds.':
    'Trop de tentatives ; veuillez réessayer dans {seconds} secondes.',
  'This takes an account of the ticketing system itself, and your sign-in has none.':
    'Il faut pour cela un compte du système de billetterie lui-même, et votre connexion n’en a pas.',
  'Your sign-in cannot be checked at present.': 'Votre connexion ne peut pas être vérifiée pour le moment.',
  'Your sign-in gives you no role here.': 'Votre connexion ne vous donne aucun rôle ici.',
  'You may not do this.': 'Vous n’avez pas le droit de faire cela.',
  'You may not see or do this.': 'Vous n’avez pas le droit de voir ou de faire cela.',
  'Only an admin may change a picture.': 'Seul un administrateur peut changer une image.',

  // What is not there
  'There is nothing here.': 'Il n’y a rien à cette adresse.',
  'There is no such thing, or it belongs to somebody else.':
    'Cet élément n’existe pas, ou il ne vous appartient pas.',
  'There is no such file.': 'Ce fichier n’existe pas.',
  'There is no such picture.': 'Cette image n’existe pas.',
  'There is no such product.': 'Ce produit n’existe pas.',
  'There is no such ticket.': 'Ce billet n’existe pas.',
  'There is no such ticket any more.': 'Ce billet n’existe plus.',
  'There is no such user.': 'Cet utilisateur n’existe pas.',
  'There is no such user, or no such product.': 'Cet utilisateur ou ce produit n’existe pas.',
  'There is no such webhook.': 'Ce webhook n’existe pas.',
  'There is no such payment.': 'Ce paiement n’existe pas.',
  'There is no such quote.': 'Ce devis n’existe pas.',
  'You have no such session.': 'Vous n’avez pas de telle session.',
  'Give either id, or all with or without keepCurrent.':
    'Indiquez soit id, soit all, avec ou sans keepCurrent.',
  'You have no such cart.': 'Ce panier n’est pas le vôtre.',

  // Arguments; their names stay as they are
  'Some of the values are not accepted.': 'Certaines valeurs ne sont pas acceptées.',
  '{argument} is 0 or more.': '{argument} doit valoir 0 ou plus.',
  '{argument} is 1 or more.': '{argument} doit valoir 1 ou plus.',
  '{argument} is a day written as YYYY-MM-DD.':
    '{argument} doit être une date écrite sous la forme AAAA-MM-JJ.',
  '{argument}.from is not after {argument}.to.': '{argument}.from ne doit pas être après {argument}.to.',
  '{argument} is in EUR, as payments are.': '{argument} doit être en EUR, comme les paiements.',
  'amount.from is not more than amount.to.': 'amount.from ne doit pas dépasser amount.to.',
  '{argument} is the number of a product.': '{argument} doit être le numéro d’un produit.',
  '{argument} is a text of 1 to {most} characters.':
    '{argument} doit être un texte de 1 à {most} caractères.',
  '{argument} is missing: give it too.': '{argument} manque. Veuillez l’indiquer aussi.',
  'id is the number of a ticket.': 'id doit être le numéro d’un billet.',
  'userId is the number of a user.': 'userId doit être le numéro d’un utilisateur.',
  'userEmail is an e-mail address.': 'userEmail doit être une adresse e-mail.',
  'paymentUuid is a UUID.': 'paymentUuid doit être un UUID.',
  'quantity is from 1 to 20.': 'quantity doit être compris entre 1 et 20.',
  'listPrice is in EUR.': 'listPrice doit être en EUR.',
  'listPrice is from 0.00 to 99999999.99.': 'listPrice doit être compris entre 0.00 et 99999999.99.',
  'discountRate is from 0 to 1, in steps of 0.01.':
    'discountRate doit être compris entre 0 et 1, par pas de 0.01.',
  'Give at least one of listPrice, discountRate and stock.':
    'Indiquez au moins listPrice, discountRate ou stock.',
  'Give something to change.': 'Indiquez ce qui doit être modifié.',
  'Say what to change.': 'Indiquez ce qui doit être modifié.',
  'Give either token or scanCode.': 'Indiquez soit token, soit scanCode.',
  'search has at most {most} characters.': 'search doit compter au plus {most} caractères.',
  '{argument} has at most {most} entries.': '{argument} doit compter au plus {most} éléments.',
  'first must be between 1 and 100.': 'first doit être compris entre 1 et 100.',
  'after is not a cursor of this list.': 'after n’est pas un curseur de cette liste.',
  'The filters are too long.': 'Les filtres sont trop longs.',
  'A filter is not a number.': 'Un filtre n’est pas un nombre.',
  'An id or a file name has a form that cannot exist.':
    'Un identifiant ou un nom de fichier a une forme impossible.',
  'An amount is a whole number of minor units and a currency.':
    'Un montant est un nombre entier de la plus petite unité et une devise.',
  'The locale is not a known language tag such as en or fr-FR.':
    'Ce code de langue est inconnu. Il en faut un tel que en ou fr-FR.',

  // Fields of an input
  'It must not be empty.': 'Ce champ ne doit pas être vide.',
  'It must have at most {most} characters.': 'Il faut au plus {most} caractères.',
  'It is not an e-mail address.': 'Ce n’est pas une adresse e-mail.',
  'The terms have to be accepted.': 'Veuillez accepter les conditions générales.',
  'It is missing.': 'Cette valeur manque.',
  'It is not the link of such a mail.': 'Ce lien ne provient pas d’un tel e-mail.',
  'Give either the link or its parts.': 'Indiquez soit le lien, soit ses parties.',
  'No mail holds such a text.': 'Aucun e-mail ne contient un tel texte.',

  // Carts, tickets, payments and refunds
  'A guest names the cart in the header X-Guest-Cart-Id.':
    'Sans compte, indiquez le panier dans l’en-tête X-Guest-Cart-Id.',
  'There are not enough places left.': 'Il ne reste pas assez de places.',
  'This ticket has been used or is no longer valid.': 'Ce billet a déjà été utilisé ou n’est plus valable.',
  'The ticket is {status}, and so its place is on sale again; it stays {status}.':
    'Le billet est à l’état {status} et sa place est de nouveau en vente. Il reste à l’état {status}.',
  'The tickets were issued, but could not be found. Do not issue them again: look for them among the tickets of the user.':
    'Les billets ont été émis, mais n’ont pas pu être retrouvés. Ne les émettez pas à nouveau et cherchez-les parmi les billets de l’utilisateur.',
  'Only your own cart can be paid: sign in and give the id of that cart.':
    'Vous ne pouvez payer que votre propre panier. Connectez-vous et indiquez son identifiant.',
  'A cart is not paid with FREE, which stands for tickets that were given away: ask for STRIPE or PAYPAL.':
    'Un panier ne se paie pas avec FREE, réservé aux billets offerts. Choisissez STRIPE ou PAYPAL.',
  'A payment must be of 0.50 EUR or more.': 'Un paiement doit être d’au moins 0,50 EUR.',
  'This cart is being paid at this moment; try again when that has ended.':
    'Ce panier est en cours de paiement. Veuillez réessayer une fois ce paiement terminé.',
  'An older payment for this cart could not be replaced; try again.':
    'Un paiement précédent de ce panier n’a pas pu être remplacé. Veuillez réessayer.',
  'This payment has just been made or given up; look at it again.':
    'Ce paiement vient d’être effectué ou abandonné. Veuillez le consulter à nouveau.',
  'The card processor does not answer at present; nothing was charged.':
    'Le prestataire de paiement ne répond pas pour le moment. Rien n’a été débité.',
  'Other tickets were given to this user meanwhile; look at the tickets of the user before giving more.':
    'D’autres billets ont été offerts à cette personne entre-temps ; regardez lesquels elle a avant d’en offrir d’autres.',
  'Another refund of this payment was made meanwhile; look at what is left of it.':
    'Un autre remboursement de ce paiement a été fait entre-temps ; regardez ce qu’il en reste.',
  'Payments are in EUR, and so are refunds.': 'Les paiements sont en EUR, les remboursements aussi.',
  'The amount must be more than nothing.': 'Le montant doit être supérieur à zéro.',
  'Nobody knows yet whether this refund was made. Look at what was refunded of the payment before trying again.':
    'On ne sait pas encore si ce remboursement a été effectué. Vérifiez ce qui a été remboursé sur ce paiement avant de réessayer.',
  'The exchange rates are too old to convert with.': 'Les taux de change sont trop anciens pour convertir.',
  'There is no exchange rate for {currency}.': 'Il n’y a pas de taux de change pour {currency}.',

  // Products, pictures and employees
  'The product was created, but could not be found. Do not create it again: look for it in allProducts in half a minute.':
    'Le produit a été créé, mais n’a pas pu être retrouvé. Ne le créez pas à nouveau et cherchez-le dans allProducts d’ici une demi-minute.',
  'The product could not be read.': 'Le produit n’a pas pu être lu.',
  'The employee was made, but the account could not be read: look for the address in users.':
    'Le compte de l’employé a été créé, mais n’a pas pu être lu. Cherchez son adresse dans users.',
  'The ticketing backend cannot make employees: this operation of it is broken. Let the person register, and give the role with updateUser.':
    'Le système de billetterie ne peut pas créer d’employés, cette opération y est défaillante. Demandez à la personne de s’inscrire, puis attribuez le rôle avec updateUser.',
  'Send one file, in the field {field} of the form.':
    'Envoyez un seul fichier, dans le champ {field} du formulaire.',
  'Send a picture, or a form with a picture in the field image.':
    'Envoyez une image, ou un formulaire avec une image dans le champ image.',
  'The picture must be a JPEG, a PNG or a GIF.': 'L’image doit être au format JPEG, PNG ou GIF.',
  'The picture is empty.': 'L’image est vide.',
  'The picture is larger than {most} bytes.': 'L’image dépasse {most} octets.',
  'The ticketing backend did not keep the picture.': 'Le système de billetterie n’a pas conservé l’image.',

  // Requests
  'The body is larger than {most} bytes.': 'Le corps de la requête dépasse {most} octets.',
  'The body is incomplete.': 'Le corps de la requête est incomplet.',
  'The body is not JSON in UTF-8.': 'Le corps de la requête n’est pas du JSON en UTF-8.',
  'The body must be uncompressed application/json.':
    'Le corps de la requête doit être en application/json, sans compression.',
  'The body must be JSON with a query.': 'Le corps de la requête doit être du JSON avec une query.',
  'The request is too large.': 'La requête est trop volumineuse.',
  'The request id is not printable ASCII.':
    'L’identifiant de la requête contient des caractères non autorisés.',
  'X-Guest-Cart-Id is not a UUID.': 'X-Guest-Cart-Id n’est pas un UUID.',
  'A header has characters that cannot be sent.':
    'Un en-tête contient des caractères qui ne peuvent pas être transmis.',
  'The range begins beyond the end of the file.': 'La plage demandée commence après la fin du fichier.',
  'Only GET and POST are possible here.': 'Seules les méthodes GET et POST sont possibles ici.',
  'Send the content type application/json or the header apollo-require-preflight.':
    'Envoyez le type de contenu application/json ou l’en-tête apollo-require-preflight.',
  'This gateway keeps no Idempotency-Key: nothing was done. Send the request without it.':
    'Cette passerelle ne gère pas Idempotency-Key, et rien n’a été fait. Envoyez la requête sans cet en-tête.',
  'Without a session and without X-Guest-Cart-Id, Idempotency-Key must be a UUID.':
    'Sans session ni en-tête X-Guest-Cart-Id, Idempotency-Key doit être un UUID.',
  'Idempotency-Key must come once, and have 1 to 255 visible ASCII characters.':
    'L’en-tête Idempotency-Key doit figurer une seule fois et compter de 1 à 255 caractères ASCII visibles.',
  'This Idempotency-Key was used before with another request.':
    'Cet Idempotency-Key a déjà servi pour une autre requête.',
  'The first request with this Idempotency-Key is still at work; try again.':
    'La première requête portant cet Idempotency-Key est encore en cours ; réessayez.',
  'Nobody knows what became of the first request with this Idempotency-Key: look whether it was carried out, and send it again with another key if it was not.':
    'On ignore ce qu’est devenue la première requête portant cet Idempotency-Key : vérifiez si elle a été exécutée et, si ce n’est pas le cas, renvoyez-la avec une autre clé.',
  'The operation is nested too deeply ({found}, at most {allowed}).':
    'L’opération est trop imbriquée ({found}, au plus {allowed}).',
  'The operation has too many fields ({found}, at most {allowed}).':
    'L’opération demande trop de champs ({found}, au plus {allowed}).',
  'The operation has too many aliases ({found}, at most {allowed}).':
    'L’opération contient trop d’alias ({found}, au plus {allowed}).',
  'The answer can be read as {types} only.': 'La réponse n’existe que dans les formats {types}.',
  'The parameter {name} must be one of {values}.':
    'Le paramètre {name} doit être l’une de ces valeurs : {values}.',
  'The parameter {name} is missing.': 'Le paramètre {name} manque.',
  'The parameter {name} must be a text.': 'Le paramètre {name} doit être un texte.',
  'The parameter {name} must be an object.': 'Le paramètre {name} doit être un objet.',
  'The parameter {name} may come only once.': 'Le paramètre {name} ne peut figurer qu’une fois.',
  'The body must be an object.': 'Le corps de la requête doit être un objet.',
  'Several operations in one request are not possible.':
    'Une requête ne peut pas contenir plusieurs opérations.',
  'The operation asks for too much ({found}, at most {allowed}).':
    'L’opération demande trop de données ({found}, au plus {allowed}).',
  'The operation has too many fields at its root ({found}, at most {allowed}).':
    'L’opération a trop de champs à sa racine ({found}, au plus {allowed}).',

  // When many ask at once
  'Too many requests; wait before the next one.': 'Trop de requêtes. Veuillez patienter avant la prochaine.',
  'Too many commands are at work at the moment; try again.':
    'Trop d’opérations sont en cours. Veuillez réessayer.',
  'Another command is at work on the same thing; try again.':
    'Une autre opération est en cours sur le même élément. Veuillez réessayer.',
  'Another command may be at work on the same thing; try again.':
    'Une autre opération est peut-être en cours sur le même élément. Veuillez réessayer.',
  'Another command may be at work on this product; try again.':
    'Une autre opération est peut-être en cours sur ce produit. Veuillez réessayer.',
  'This is not possible in the present state.': 'Ce n’est pas possible dans l’état actuel.',

  // When something does not work
  'Something went wrong on our side.': 'Une erreur s’est produite de notre côté.',
  'A part of the platform is down for the moment.':
    'Une partie de la plateforme est momentanément indisponible.',
  'This was carried out, but could not be recorded yet. Do not send it again; look at the result in a moment.':
    'C’est fait, mais l’opération n’a pas encore pu être enregistrée. Ne la renvoyez pas et vérifiez le résultat dans un instant.',
  'This cannot be read at present.': 'Ces informations ne peuvent pas être lues pour le moment.',
  'This needs {setting}, which is not set on this server.':
    'Il faut pour cela {setting}, qui n’est pas configuré sur ce serveur.',
  'The {service} service does not answer.': 'Le service {service} ne répond pas.',
  'The payments service does not answer.': 'Le service de paiement ne répond pas.',
  'Only the gateway may ask a subgraph.': 'Seule la passerelle peut interroger un sous-graphe.',
  'This service answers its gateway only.': 'Ce service ne répond qu’à sa passerelle.',
  'A GET has no body.': 'Une requête GET n’a pas de corps.',
  'The request could not be made.': 'La requête n’a pas pu être envoyée.',
  'The request was given up before it was answered.':
    'La requête a été abandonnée avant d’obtenir une réponse.',
  'There was no time left to ask the ticketing backend.':
    'Il ne restait plus de temps pour interroger le système de billetterie.',
  'The ticketing backend cannot be reached.': 'Le système de billetterie est injoignable.',
  'The ticketing backend cannot reach a service it needs.':
    'Le système de billetterie ne parvient pas à joindre un service dont il a besoin.',
  'The ticketing backend is not available.': 'Le système de billetterie est indisponible.',
  'The ticketing backend does not answer at present.':
    'Le système de billetterie ne répond pas pour le moment.',
  'The ticketing backend did not answer in time.': 'Le système de billetterie n’a pas répondu à temps.',
  'The ticketing backend failed.': 'Le système de billetterie a rencontré une erreur.',
  'The ticketing backend does not accept this request.':
    'Le système de billetterie n’accepte pas cette requête.',
  'The ticketing backend refused this request.': 'Le système de billetterie a refusé cette requête.',
  'The ticketing backend does not know this operation.':
    'Le système de billetterie ne connaît pas cette opération.',
  'The ticketing backend does not show this payment.': 'Le système de billetterie ne montre pas ce paiement.',
  'The ticketing backend gave an answer that is not in its contract.':
    'Le système de billetterie a donné une réponse inattendue.',
} as const satisfies Readonly<Record<string, string>>

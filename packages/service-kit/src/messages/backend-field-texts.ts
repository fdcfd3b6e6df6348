// How the backend words what is wrong with a field, and how we say it. Its English names of fields are left out: the text
// stands beside the field.

/** A sentence of the backend with its holes, and what is read in its place. The narrower stands before the wider. */
export type BackendFieldText = readonly [
  template: string,
  texts: { readonly fr: string; readonly de: string },
]

export const BACKEND_FIELD_TEXTS: readonly BackendFieldText[] = [
  [
    'The {field} field is required.',
    { fr: 'Ce champ est obligatoire.', de: 'Bitte füllen Sie dieses Feld aus.' },
  ],
  [
    'The {field} field is required when {condition}.',
    { fr: 'Ce champ est obligatoire dans ce cas.', de: 'In diesem Fall ist dieses Feld erforderlich.' },
  ],
  [
    'The {field} field must be accepted.',
    { fr: 'Votre accord est nécessaire.', de: 'Bitte stimmen Sie zu.' },
  ],
  [
    'The {field} has already been taken.',
    { fr: 'Cette valeur est déjà utilisée.', de: 'Dieser Wert ist bereits vergeben.' },
  ],
  [
    'The selected {field} is invalid.',
    { fr: 'Cette valeur n’est pas autorisée.', de: 'Dieser Wert ist nicht zulässig.' },
  ],
  [
    'The {field} field format is invalid.',
    { fr: 'Cette valeur n’a pas la forme attendue.', de: 'Dieser Wert hat nicht die erwartete Form.' },
  ],
  [
    'The {field} field must be a valid email address.',
    { fr: 'Indiquez une adresse e-mail valide.', de: 'Bitte geben Sie eine gültige E-Mail-Adresse an.' },
  ],
  [
    'The {field} field must be a valid UUID.',
    { fr: 'Indiquez un UUID valide.', de: 'Bitte geben Sie eine gültige UUID an.' },
  ],
  [
    'The {field} field confirmation does not match.',
    { fr: 'La confirmation est différente.', de: 'Die Bestätigung stimmt nicht überein.' },
  ],
  [
    'The password is incorrect.',
    { fr: 'Le mot de passe est incorrect.', de: 'Das Passwort ist nicht richtig.' },
  ],
  [
    'The {field} field must contain at least one uppercase and one lowercase letter.',
    {
      fr: 'Utilisez au moins une majuscule et une minuscule.',
      de: 'Bitte verwenden Sie mindestens einen Groß- und einen Kleinbuchstaben.',
    },
  ],
  [
    'The {field} field must contain at least one letter.',
    { fr: 'Utilisez au moins une lettre.', de: 'Bitte verwenden Sie mindestens einen Buchstaben.' },
  ],
  [
    'The {field} field must contain at least one number.',
    { fr: 'Utilisez au moins un chiffre.', de: 'Bitte verwenden Sie mindestens eine Ziffer.' },
  ],
  [
    'The {field} field must contain at least one symbol.',
    { fr: 'Utilisez au moins un symbole.', de: 'Bitte verwenden Sie mindestens ein Sonderzeichen.' },
  ],
  [
    'The given {field} has appeared in a data leak. Please choose a different {again}.',
    {
      fr: 'Cette valeur figure dans une fuite de données. Veuillez en choisir une autre.',
      de: 'Dieser Wert ist aus einem Datenleck bekannt. Bitte wählen Sie einen anderen.',
    },
  ],
  [
    'The {field} field must contain {count} items.',
    { fr: 'Il faut exactement {count} éléments.', de: 'Es müssen genau {count} Einträge sein.' },
  ],
  [
    'The {field} field must have at least {least} items.',
    { fr: 'Il faut au moins {least} éléments.', de: 'Es müssen mindestens {least} Einträge sein.' },
  ],
  [
    'The {field} field must not have more than {most} items.',
    { fr: 'Il faut au plus {most} éléments.', de: 'Es dürfen höchstens {most} Einträge sein.' },
  ],
  [
    'The {field} field must be at least {least} characters.',
    {
      fr: 'Il faut au moins {least} caractères.',
      de: 'Es müssen mindestens {least} Zeichen sein.',
    },
  ],
  [
    'The {field} field must not be greater than {most} characters.',
    { fr: 'Il faut au plus {most} caractères.', de: 'Es dürfen höchstens {most} Zeichen sein.' },
  ],
  [
    'The {field} field must not be greater than {most} kilobytes.',
    {
      fr: 'Le fichier ne doit pas dépasser {most} kilo-octets.',
      de: 'Die Datei darf höchstens {most} Kilobyte groß sein.',
    },
  ],
  [
    'The {field} field must be at least {least}.',
    { fr: 'La valeur minimale est {least}.', de: 'Der kleinste mögliche Wert ist {least}.' },
  ],
  [
    'The {field} field must be greater than {least}.',
    { fr: 'La valeur doit dépasser {least}.', de: 'Der Wert muss größer als {least} sein.' },
  ],
  [
    'The {field} field must not be greater than {most}.',
    { fr: 'La valeur maximale est {most}.', de: 'Der größte mögliche Wert ist {most}.' },
  ],
  [
    'The {field} field must be between {least} and {most}.',
    {
      fr: 'La valeur doit être comprise entre {least} et {most}.',
      de: 'Der Wert muss zwischen {least} und {most} liegen.',
    },
  ],
  [
    'The {field} field must be an integer.',
    { fr: 'Indiquez un nombre entier.', de: 'Bitte geben Sie eine ganze Zahl an.' },
  ],
  ['The {field} field must be a number.', { fr: 'Indiquez un nombre.', de: 'Bitte geben Sie eine Zahl an.' }],
  ['The {field} field must be a string.', { fr: 'Indiquez un texte.', de: 'Bitte geben Sie einen Text an.' }],
  [
    'The {field} field must be an array.',
    { fr: 'Indiquez une liste.', de: 'Bitte geben Sie eine Liste an.' },
  ],
  [
    'The {field} field must be true or false.',
    { fr: 'Répondez par oui ou par non.', de: 'Bitte antworten Sie mit Ja oder Nein.' },
  ],
  [
    'The {field} field must be a valid date.',
    { fr: 'Indiquez une date valide.', de: 'Bitte geben Sie ein gültiges Datum an.' },
  ],
  [
    'The {field} field must match the format Y-m-d.',
    {
      fr: 'Indiquez la date sous la forme AAAA-MM-JJ.',
      de: 'Bitte geben Sie das Datum in der Form JJJJ-MM-TT an.',
    },
  ],
  [
    'The {field} field must be a date after or equal to {other}.',
    {
      fr: 'La fin ne peut pas précéder le début.',
      de: 'Das Ende darf nicht vor dem Anfang liegen.',
    },
  ],
  [
    'The {field} field must be an image.',
    { fr: 'Le fichier doit être une image.', de: 'Die Datei muss ein Bild sein.' },
  ],
  [
    'The {field} field must be a file of type: {types}.',
    {
      fr: 'Les types de fichier acceptés sont {types}.',
      de: 'Zulässige Dateitypen sind {types}.',
    },
  ],
  [
    'You can only refund up to {amount}.',
    {
      fr: 'Vous pouvez rembourser au plus {amount}.',
      de: 'Sie können höchstens {amount} erstatten.',
    },
  ],
  [
    'Quantity must be zero or a positive integer.',
    {
      fr: 'La quantité doit être zéro ou un nombre entier positif.',
      de: 'Die Menge muss null oder eine positive ganze Zahl sein.',
    },
  ],
]

// Our own texts in the languages of the platform. The English text is the key: where no translation stands, it is read.
import { de } from './de.js'
import { fr } from './fr.js'

/** The languages in which clients are answered. */
export type MessageLanguage = 'en' | 'fr' | 'de'

/** By language, what each English text is called there. Holes such as `{argument}` stand in both. */
export const MESSAGES: Readonly<Record<Exclude<MessageLanguage, 'en'>, Readonly<Record<string, string>>>> = {
  fr,
  de,
}

/** The text in the language, its holes still open. */
export function translate(template: string, language: MessageLanguage): string {
  if (language === 'en') return template
  const catalogue = MESSAGES[language]
  return Object.hasOwn(catalogue, template) ? (catalogue[template] ?? template) : template
}

// `extensions.fields`: what is wrong with each field of an input. The backend words this in English whatever it is asked
// in, so its sentences are known by their form; ours are among the other texts.
import { BACKEND_FIELD_TEXTS } from './backend-field-texts.js'
import { fillTemplate, type MessageValues, templateReader } from './template.js'
import { MESSAGES, type MessageLanguage, translate } from './translate.js'

type Translated = Exclude<MessageLanguage, 'en'>

interface Form {
  readonly read: (text: string) => MessageValues | null
  readonly in: (language: Translated) => string
}

const ownForms = Object.keys(MESSAGES.fr)
  .filter((template) => template.includes('{'))
  .map(
    (template): Form => ({
      read: templateReader(template),
      in: (language) => translate(template, language),
    }),
  )

// The first that fits wins: in the backend's list the narrower sentence stands before the wider.
const FORMS: readonly Form[] = [
  ...BACKEND_FIELD_TEXTS.map(
    ([template, texts]): Form => ({ read: templateReader(template), in: (language) => texts[language] }),
  ),
  ...ownForms,
]

function fieldTextIn(text: string, language: Translated): string {
  const known = translate(text, language)
  if (known !== text) return known
  for (const form of FORMS) {
    const values = form.read(text)
    if (values !== null) return fillTemplate(form.in(language), values)
  }
  return text
}

/** The same fields with their texts in the language; texts that nobody knows, and whatever is no list of texts, stay. */
export function fieldTextsIn(fields: unknown, language: MessageLanguage): unknown {
  if (language === 'en' || typeof fields !== 'object' || fields === null) return fields
  const inLanguage = (text: unknown) => (typeof text === 'string' ? fieldTextIn(text, language) : text)
  return Object.fromEntries(
    Object.entries(fields).map(([field, texts]: [string, unknown]) => [
      field,
      Array.isArray(texts) ? texts.map(inLanguage) : texts,
    ]),
  )
}

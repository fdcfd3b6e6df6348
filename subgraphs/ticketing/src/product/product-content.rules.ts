// What may be written about a product in each of its languages. Pure.
import { CodedError, type MessageValues } from '@ticketing/service-kit'
import type { Language } from '@ticketing/session'
import type { ProductContent } from '../backend/product-commands.js'
import type { ProductFacts } from '../backend/product-record.js'
import { checkDay } from './product.rules.js'
import type { CreateProductInput, UpdateProductInput, UpdateProductTextInput } from './product-edit.type.js'

export const LANGUAGES = ['en', 'fr', 'de'] as const satisfies readonly Language[]

/** A product in each of its languages. */
export type InLanguages<T> = Readonly<Record<Language, T>>

const inLanguages = <T>(of: (language: Language) => T): InLanguages<T> => ({
  en: of('en'),
  fr: of('fr'),
  de: of('de'),
})

const refuse = (text: string, values: MessageValues = {}): CodedError =>
  new CodedError('BAD_USER_INPUT', text, { values })

function checkPlaces(places: number): number {
  if (places < 1) throw refuse('{argument} is 1 or more.', { argument: 'places' })
  return places
}

const LONGEST = { name: 255, description: 65_535, category: 100, location: 255, startsAtText: 255 } as const
type TextName = keyof typeof LONGEST
const TEXTS = Object.keys(LONGEST) as readonly TextName[]

// NUL, and halves of a character: no text has them, and what the backend makes of them it does not say.
const NO_TEXT = /[\0\ud800-\udfff]/u

type Texts = Readonly<Record<TextName, string>>

/** The text without the space around it, which the backend takes off too. */
function checkText(language: Language, name: TextName, text: string): string {
  const trimmed = text.trim()
  const { length } = [...trimmed]
  if (length >= 1 && length <= LONGEST[name] && !NO_TEXT.test(text)) return trimmed
  throw refuse('{argument} is a text of 1 to {most} characters.', {
    argument: `translations.${language}.${name}`,
    most: LONGEST[name],
  })
}

/** The texts that are given, checked. */
function checkTexts(language: Language, given: UpdateProductTextInput): Partial<Texts> {
  const texts = TEXTS.flatMap((name) => {
    const text = given[name]
    return text == null ? [] : [[name, checkText(language, name, text)]]
  })
  return Object.fromEntries(texts)
}

/** What a new product says. BAD_USER_INPUT for what is out of bounds. */
export function toWholeContents(input: CreateProductInput): InLanguages<ProductContent> {
  const date = checkDay(input.date, 'date')
  const places = checkPlaces(input.places)
  return inLanguages((language) => {
    const given = checkTexts(language, input.translations[language])
    return wholeContent(language, { ...given, date, places })
  })
}

/** What changes about a product, by language. */
export type ProductEdits = InLanguages<Partial<ProductContent>>

/** BAD_USER_INPUT for what is out of bounds, and when nothing is given. */
export function toEdits({ date, places, translations }: UpdateProductInput): ProductEdits {
  const common = {
    ...(date == null ? {} : { date: checkDay(date, 'date') }),
    ...(places == null ? {} : { places: checkPlaces(places) }),
  }
  const edits = inLanguages((language) => ({
    ...common,
    ...checkTexts(language, translations?.[language] ?? {}),
  }))
  if (LANGUAGES.every((language) => Object.keys(edits[language]).length === 0)) {
    throw refuse('Give something to change.')
  }
  return edits
}

/**
 * What the product says after the edits. BAD_USER_INPUT when a part is missing in a language: the backend takes all
 * or nothing, so what was never written must be given too.
 */
export const withEdits = (
  current: InLanguages<ProductFacts>,
  edits: ProductEdits,
): InLanguages<ProductContent> =>
  inLanguages((language) => wholeContent(language, { ...current[language], ...edits[language] }))

const PARTS = [...TEXTS, 'date', 'places'] as const

function wholeContent(
  language: Language,
  parts: Partial<ProductFacts> | Partial<ProductContent>,
): ProductContent {
  const missing = PARTS.find((name) => parts[name] == null || parts[name] === '')
  if (missing !== undefined)
    throw refuse('{argument} is missing: give it too.', { argument: `translations.${language}.${missing}` })
  const { name, description, category, location, date, startsAtText, places } = parts as ProductContent
  return { name, description, category, location, date, startsAtText, places }
}

// The backend knows three languages, compares the header exactly, and reads only up to the first comma.

export const LANGUAGES = ['en', 'fr', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

const FALLBACK: Language = 'en'
const MAX_LENGTH = 500
const QUALITY = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/

interface Wish {
  readonly language: Language
  readonly quality: number
}

/**
 * The best language of an `Accept-Language` header that the backend has; English without one.
 * Quality values count (`q=0` excludes), a region is ignored (`fr-CA` is French), equal wishes keep their order.
 */
export function reduceLanguage(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '').slice(0, MAX_LENGTH).split(',').map(toWish)
  const best = wishes.reduce<Wish | null>((top, wish) => {
    if (wish === null || wish.quality === 0) return top
    return top === null || wish.quality > top.quality ? wish : top
  }, null)
  return best?.language ?? FALLBACK
}

function toWish(part: string): Wish | null {
  const [range = '', ...options] = part.split(';').map((text) => text.trim().toLowerCase())
  const primary = range.split('-')[0]
  const language = LANGUAGES.find((known) => known === primary)
  return language === undefined ? null : { language, quality: qualityOf(options) }
}

/** A malformed quality is no wish at all; none given means 1. */
function qualityOf(options: readonly string[]): number {
  const given = options.find((option) => option.startsWith('q='))
  if (given === undefined) return 1
  return Number(QUALITY.exec(given)?.[1] ?? 0)
}

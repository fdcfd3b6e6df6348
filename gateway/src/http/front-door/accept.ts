// In which of its two media types an answer is written: https://graphql.github.io/graphql-over-http/draft/#sec-Accept
import { headerOf, type MediaType, type Step } from '../exchange.js'
import { Refusal } from '../refusal.js'

/** Where a client likes both equally, the first: it is what every client reads. */
const OFFERED: readonly MediaType[] = ['application/json', 'application/graphql-response+json']

interface Range {
  readonly type: string
  readonly quality: number
}

function toRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const given = parameters.find((parameter) => parameter.startsWith('q='))
  const quality = given === undefined ? 1 : Number(given.slice(2))
  // All that is sent is UTF-8.
  const isOther = parameters.some((parameter) => /^charset=(?!"?utf-?8"?$)/.test(parameter))
  return { type, quality: isOther || Number.isNaN(quality) ? 0 : quality }
}

/** The most exact range that names the type counts. */
function qualityOf(offered: MediaType, ranges: readonly Range[]): number {
  for (const type of [offered, 'application/*', '*/*']) {
    const fitting = ranges.filter((range) => range.type === type)
    if (fitting.length > 0) return Math.max(...fitting.map(({ quality }) => quality))
  }
  return 0
}

/** Null: the client reads neither. */
export function negotiate(accept: string): MediaType | null {
  const ranges = accept.split(',').map(toRange)
  let best: { readonly type: MediaType | null; readonly quality: number } = { type: null, quality: 0 }
  for (const type of OFFERED) {
    const quality = qualityOf(type, ranges)
    if (quality > best.quality) best = { type, quality }
  }
  return best.type
}

/** 406 where the client reads neither. */
export const chooseMediaType: Step = (exchange) => {
  const accept = headerOf(exchange.request, 'accept')
  if (accept === undefined || accept === '' || accept === '*/*' || accept === 'application/json') return
  const type = negotiate(accept)
  if (type === null) {
    throw new Refusal('BAD_USER_INPUT', 406, 'The answer can be read as {types} only.', {
      values: { types: OFFERED.join(', ') },
    })
  }
  exchange.mediaType = type
}

// What is asked of a product that something else names, and so what has to be read for it.
import { askedFields } from '@ticketing/subgraph-kit'
import type { GraphQLResolveInfo } from 'graphql'

type Asked = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>

/** Never taken from a list page, nor from anything that was kept. */
const AS_OF_NOW = ['stock', 'inStock', 'translations'] as const

/** Good enough to be displayed as a list page says it. Never what is charged. */
const PRICES = ['price', 'listPrice', 'discountRate'] as const

/** Fields of a product that are read by themselves, whatever is known of it: no reason to read the rest. */
export const READ_APART = [...AS_OF_NOW, ...PRICES] as const

const asksAny = (names: readonly string[], info: Asked): boolean => {
  const asked = askedFields(info)
  return names.some((name) => asked.has(name))
}

/** Whether any field beyond the known ones is asked for. */
export function asksBeyond(known: ReadonlySet<string>, info: Asked): boolean {
  for (const name of askedFields(info)) if (!known.has(name)) return true
  return false
}

/** Whether something is asked for that only the product itself tells, as of this moment. */
export const asksAsOfNow = (info: Asked): boolean => asksAny(AS_OF_NOW, info)

/** The same beside an amount that is charged: there a displayed price has to be as new. */
export const asksAsCharged = (info: Asked): boolean => asksAny(READ_APART, info)

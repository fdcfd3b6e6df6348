// The scalars that every subgraph shares. Times and JSON come from graphql-scalars; amounts need an exact integer of our own.
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'

export { GraphQLDateTime as DateTime, GraphQLJSON as JsonScalar } from 'graphql-scalars'

function toBigInt(value: unknown): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  throw new GraphQLError('A BigInt is a whole number between -(2^53-1) and 2^53-1.', {
    extensions: { code: 'BAD_USER_INPUT' },
  })
}

/** An integer written as a JSON number; beyond 2^53-1 it is an error, never a rounded value. */
export const BigIntScalar = new GraphQLScalarType<bigint, number>({
  name: 'BigInt',
  description: 'A whole number of up to 53 bits, written as a JSON number. A larger one is an error.',
  serialize: (value) => {
    const integer = toBigInt(value)
    if (integer > BigInt(Number.MAX_SAFE_INTEGER) || integer < BigInt(Number.MIN_SAFE_INTEGER)) {
      throw new GraphQLError('The number is too large for JSON.')
    }
    return Number(integer)
  },
  parseValue: toBigInt,
  parseLiteral: (node) => toBigInt(node.kind === Kind.INT ? Number(node.value) : undefined),
})

/** A BCP 47 language tag. */
export const LocaleScalar = new GraphQLScalarType<string, string>({
  name: 'Locale',
  description: 'A language tag such as fr, fr-CA or en-GB (BCP 47).',
  serialize: (value) => parseLocale(value),
  parseValue: parseLocale,
  parseLiteral: (node) => parseLocale(node.kind === Kind.STRING ? node.value : undefined),
})

function parseLocale(value: unknown): string {
  try {
    const [canonical] = typeof value === 'string' ? Intl.getCanonicalLocales(value) : []
    if (canonical !== undefined) return canonical
  } catch {
    // Intl throws a RangeError for a malformed tag: the same refusal as for anything else.
  }
  throw new GraphQLError('A Locale is a language tag such as fr or en-GB.', {
    extensions: { code: 'BAD_USER_INPUT' },
  })
}

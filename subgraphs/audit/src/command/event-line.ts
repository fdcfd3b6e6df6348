// One event as a line: for people, and for machines. Pure.
import type { JsonValue, RecordedEvent } from '@ticketing/event-log'
import { isCurrencyCode, toDecimal } from '@ticketing/money'

/** What moves a cursor, colours, breaks a line, or turns the reading direction of a terminal. */
const CONTROLS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

const escaped = (text: string): string =>
  text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')

/** Nobody who is recorded writes on the terminal of whoever reads. As JSON writes it: inside its texts it stays the same. */
const visibly = (line: string): string => line.replace(CONTROLS, escaped)

const isRecord = (value: JsonValue): value is { readonly [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function shown(value: JsonValue): string {
  if (typeof value === 'string') return value.includes(' ') ? JSON.stringify(value) : value
  if (!isRecord(value)) return JSON.stringify(value)
  const { minorUnits, currency } = value
  return typeof minorUnits === 'string' && isCurrencyCode(currency)
    ? `${toDecimal({ minorUnits: BigInt(minorUnits), currency })} ${currency}`
    : JSON.stringify(value)
}

const detailsOf = (data: Readonly<Record<string, JsonValue>>): readonly string[] =>
  Object.entries(data)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${shown(value)}`)

/** Time, who, what, to which thing; then what is told of it, and why. */
export function toLine({ occurredAt, type, stream, version, data, context }: RecordedEvent): string {
  const { actor, requestId, observedAt } = context
  const who = actor.id === null ? actor.role : `${actor.role} ${actor.id}`
  const line = [
    occurredAt.toISOString(),
    who.padEnd(18),
    type.padEnd(21),
    `${stream}@${version}`,
    ...detailsOf(data),
    ...(requestId === null ? [] : [`(request ${requestId})`]),
    ...(observedAt === null ? [] : [`(observed ${observedAt.toISOString()})`]),
  ].join('  ')
  return visibly(line)
}

/** Everything, as JSON in one line; the hash in hexadecimal digits. */
export const toJsonLine = ({ hash, position, ...event }: RecordedEvent): string =>
  visibly(
    JSON.stringify({
      position: position === null ? null : Number(position),
      ...event,
      hash: hash.toString('hex'),
    }),
  )

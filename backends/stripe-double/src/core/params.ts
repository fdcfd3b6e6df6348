/** Reads decoded form parameters, where every leaf is text: '' is Stripe's way to unset a value. */
import { badParameter, StripeFault } from './fault.js'
import type { Metadata } from './model.js'

export type Params = Readonly<Record<string, unknown>>

/** Refuses what the real API does not know: a misspelt parameter must not pass a test. `expand` is accepted and ignored. */
export function refuseUnknown(params: Params, known: readonly string[]): void {
  const unknown = Object.keys(params).filter((name) => name !== 'expand' && !known.includes(name))
  const first = unknown[0]
  if (first === undefined) return
  const message = `Received unknown parameter${unknown.length > 1 ? 's' : ''}: ${unknown.join(', ')}`
  throw badParameter(first, 'parameter_unknown', message)
}

/** The text; null when it was sent empty; undefined when it was not sent. */
export function readText(params: Params, name: string): string | null | undefined {
  const value = params[name]
  if (value === undefined) return undefined
  if (typeof value !== 'string')
    throw badParameter(name, 'parameter_invalid_string', `Invalid string: ${name}`)
  return value === '' ? null : value
}

/** One of `choices`, or undefined when it was not sent. */
export function readChoice(params: Params, name: string, choices: readonly string[]): string | undefined {
  const value = readText(params, name)
  if (value === undefined || value === null) return undefined
  if (choices.includes(value)) return value
  throw new StripeFault(400, {
    message: `Invalid ${name}: must be one of ${choices.join(', ')}`,
    param: name,
  })
}

/** A whole number of at least `least`. */
export function readInteger(params: Params, name: string, least: number): number | undefined {
  const value = params[name]
  if (value === undefined) return undefined
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined
  if (number === undefined) {
    throw badParameter(name, 'parameter_invalid_integer', `Invalid integer: ${String(value)}`)
  }
  if (number < least) {
    const message = `This value must be greater than or equal to ${least}.`
    throw badParameter(name, 'parameter_invalid_integer', message)
  }
  return number
}

export function readFlag(params: Params, name: string): boolean | undefined {
  const value = readChoice(params, name, ['true', 'false'])
  return value === undefined ? undefined : value === 'true'
}

/** Nested parameters (`card[token]=…`), or undefined when they were not sent. */
export function readNested(params: Params, name: string): Params | undefined {
  const value = params[name]
  if (value === undefined) return undefined
  if (isParams(value)) return value
  throw new StripeFault(400, { message: `Invalid object: ${name}`, param: name })
}

/** `current` with the sent keys put in; an empty value removes its key, an empty `metadata` removes all. */
export function mergeMetadata(params: Params, current: Metadata): Metadata {
  if (params.metadata === '') return {}
  const merged = new Map(Object.entries(current))
  for (const [key, value] of Object.entries(readNested(params, 'metadata') ?? {})) {
    if (typeof value !== 'string') throw badMetadata(key, 'values must be strings')
    if (key.length > 40) throw badMetadata(key, 'keys may have up to 40 characters')
    if (value.length > 500) throw badMetadata(key, 'values may have up to 500 characters')
    if (value === '') merged.delete(key)
    else merged.set(key, value)
  }
  if (merged.size > 50) throw badMetadata('', 'up to 50 keys are kept')
  return Object.fromEntries(merged)
}

function badMetadata(key: string, reason: string): StripeFault {
  const param = key === '' ? 'metadata' : `metadata[${key}]`
  return new StripeFault(400, { message: `Invalid metadata: ${reason}`, param })
}

export function isParams(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// A command as a careful client sends it: under one key and one request id, again and again, until it is told what came
// of it or it cannot wait any longer.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { TypedDocumentString } from '../generated/graphql.js'
import type { Random } from './random.js'

/** `unknown`: it may have been carried out, or may be yet. */
export type Told<Data> =
  | { readonly kind: 'done'; readonly data: Data; readonly requestId: string }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'unknown' }

export interface Sending {
  /** Of the gateways, dead or alive. */
  readonly urls: () => readonly string[]
  readonly random: Random
  readonly token: string | null
  /** Default: a key of its own. Null: none, and so it is sent once. */
  readonly key?: string | null
}

interface GatewayError {
  readonly extensions: {
    readonly code: string
    readonly retryable?: boolean
    readonly outcomeUnknown?: boolean
    readonly carriedOut?: boolean
  }
}

const ATTEMPTS = 40
const PAUSE_MS = 100
/** A client at a gate, or before a screen, does not wait for longer. */
const PATIENCE_MS = 6_000

type Answer<Data> =
  | { readonly data: Data; readonly errors?: readonly GatewayError[] }
  /** There was no answer. */
  | null

async function attempt<Data>(
  { urls, random, token }: Sending,
  body: string,
  headers: Record<string, string>,
): Promise<Answer<Data>> {
  try {
    const response = await fetch(`${random.pick(urls())}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return (await response.json()) as Answer<Data>
  } catch {
    return null
  }
}

/** Whether it is worth another try, under the same key. */
function isPassing({ extensions }: GatewayError): boolean {
  const { retryable = false, outcomeUnknown = false, carriedOut = false } = extensions
  return retryable && !outcomeUnknown && !carriedOut
}

function toTold<Data>({ data, errors = [] }: NonNullable<Answer<Data>>, requestId: string): Told<Data> {
  const [error] = errors
  if (error === undefined) return { kind: 'done', data, requestId }
  const { code, outcomeUnknown = false, carriedOut = false } = error.extensions
  return outcomeUnknown || carriedOut ? { kind: 'unknown' } : { kind: 'refused', code }
}

/** Sends a mutation until it is told. Never throws. */
export async function tell<Data, Variables>(
  sending: Sending,
  operation: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Told<Data>> {
  const requestId = randomUUID()
  const { key = randomUUID() } = sending
  const headers = { 'x-request-id': requestId, ...(key && { 'idempotency-key': key }) }
  const body = JSON.stringify({ query: operation.toString(), variables })
  let lost = false
  const until = Date.now() + PATIENCE_MS
  for (let count = 0; count < ATTEMPTS && (count === 0 || Date.now() < until); count++) {
    const answer = await attempt<Data>(sending, body, headers)
    if (answer === null) {
      lost = true
      if (key === null) break
    } else if (!answer.errors?.some(isPassing)) return toTold(answer, requestId)
    await pause(PAUSE_MS)
  }
  return lost ? { kind: 'unknown' } : { kind: 'refused', code: 'GAVE_UP' }
}

/** Asks a query until there is an answer without errors; null when there was none in time. */
export async function look<Data, Variables>(
  sending: Sending,
  operation: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data | null> {
  const body = JSON.stringify({ query: operation.toString(), variables })
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until) {
    const answer = await attempt<Data>(sending, body, {})
    if (answer !== null && answer.errors === undefined) return answer.data
    await pause(PAUSE_MS)
  }
  return null
}

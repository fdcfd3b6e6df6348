// One HTTP exchange with the backend.

export interface Question {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly token?: string | undefined
  readonly body?: unknown
}

export interface Answer {
  readonly status: number
  /** Without parameters; '' where the backend gives none. */
  readonly contentType: string
  /** The parsed JSON; undefined for everything else, a broken JSON included. */
  readonly value: unknown
}

export type Ask = (question: Question) => Promise<Answer>

/** Nothing came back. Its message is for the operator. */
export class NoAnswer extends Error {}

const TIMEOUT_MS = 30_000

/** Redirects are not followed: a token goes nowhere but to `baseUrl`. */
export function createAsk(baseUrl: string, fetch: typeof globalThis.fetch): Ask {
  return async ({ method, path, token, body }) => {
    const headers = new Headers({ accept: 'application/json' })
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
    if (body !== undefined) headers.set('content-type', 'application/json')
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    try {
      return await read(await fetch(baseUrl + path, { method, headers, redirect: 'manual', signal, ...sent }))
    } catch (cause) {
      throw new NoAnswer(`${baseUrl} does not answer`, { cause })
    }
  }
}

async function read(response: Response): Promise<Answer> {
  const { status, headers } = response
  const contentType = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (contentType === 'application/json') {
    return { status, contentType, value: parseOrNothing(await response.text()) }
  }
  await response.body?.cancel()
  return { status, contentType, value: undefined }
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// The rows of idempotent_requests. All times are the database's: gateways need not agree about the time.
import type { Database } from '@ticketing/service-kit'
import { areComparable, type RequestPlace } from './request-place.js'

/** What stands at a place. */
export type Standing =
  | { readonly kind: 'mine' }
  /** Somebody is at work on it. */
  | { readonly kind: 'running' }
  /** Whoever was at work on it is gone, or the secret with which it was marked. */
  | { readonly kind: 'unknown' }
  /** `answer` as it was sealed for `scope`; null: it is not kept. */
  | { readonly kind: 'done'; readonly scope: string; readonly answer: Buffer | null }
  /** Another request had this key. */
  | { readonly kind: 'other' }

/** Who runs a request. `attempt` is a UUID. */
export interface Attempt {
  readonly place: RequestPlace
  readonly attempt: string
}

interface Row {
  readonly scope: string
  readonly fingerprint: Buffer
  readonly state: 'running' | 'done'
  readonly is_late: boolean
  readonly answer: Buffer | null
}

const SWEPT_AT_ONCE = 500

const CLAIM = `
  INSERT INTO gateway.idempotent_requests AS known
    (scope, key, fingerprint, attempt, state, running_until, expires_at)
  VALUES ($1, $2, $3, $4, 'running', now() + $5 * interval '1 millisecond', now() + $6 * interval '1 millisecond')
  ON CONFLICT (scope, key) DO UPDATE SET
    fingerprint = excluded.fingerprint, attempt = excluded.attempt, state = 'running', answer = NULL,
    running_until = excluded.running_until, created_at = now(), expires_at = excluded.expires_at
  WHERE known.expires_at <= now()
  RETURNING scope`
const LOOK = `
  SELECT scope, fingerprint, state, running_until <= now() AS is_late, answer
  FROM gateway.idempotent_requests WHERE scope = ANY($1) AND key = $2 AND expires_at > now()`
const FINISH = `
  UPDATE gateway.idempotent_requests
  SET state = 'done', answer = $4, expires_at = now() + $5 * interval '1 millisecond'
  WHERE scope = $1 AND key = $2 AND attempt = $3 AND state = 'running'`
const RELEASE = `
  DELETE FROM gateway.idempotent_requests WHERE scope = $1 AND key = $2 AND attempt = $3 AND state = 'running'`
const SWEEP = `
  DELETE FROM gateway.idempotent_requests WHERE (scope, key) IN (
    SELECT scope, key FROM gateway.idempotent_requests WHERE expires_at <= now()
    ORDER BY expires_at LIMIT ${SWEPT_AT_ONCE} FOR UPDATE SKIP LOCKED)
  RETURNING 1`

function standingOf(row: Row, { fingerprints }: RequestPlace): Standing {
  const comparable = fingerprints.find((one) => areComparable(one, row.fingerprint))
  if (comparable === undefined) return { kind: 'unknown' }
  if (!comparable.equals(row.fingerprint)) return { kind: 'other' }
  if (row.state === 'done') return { kind: 'done', scope: row.scope, answer: row.answer }
  return { kind: row.is_late ? 'unknown' : 'running' }
}

export class RequestTable {
  readonly #database: Pick<Database, 'query'>
  readonly #keepMs: number

  constructor(database: Pick<Database, 'query'>, keepMs: number) {
    this.#database = database
    this.#keepMs = keepMs
  }

  /** Null: nothing stands there. */
  async look(place: RequestPlace): Promise<Standing | null> {
    const [row] = await this.#database.query<Row>(LOOK, [place.scopes, place.key])
    return row === undefined ? null : standingOf(row, place)
  }

  /** `mine` where nothing stood there. Null: what stood there is gone, so it may be tried again. */
  async claim({ place, attempt }: Attempt, forMs: number): Promise<Standing | null> {
    const { scopes, key, fingerprints } = place
    const known = scopes.length > 1 ? await this.look(place) : null
    if (known !== null) return known
    const values = [scopes[0], key, fingerprints[0], attempt, forMs, this.#keepMs]
    const claimed = await this.#database.query(CLAIM, values)
    return claimed.length > 0 ? { kind: 'mine' } : this.look(place)
  }

  async finish({ place, attempt }: Attempt, answer: Buffer | null): Promise<void> {
    await this.#database.query(FINISH, [place.scopes[0], place.key, attempt, answer, this.#keepMs])
  }

  /** Nothing was done: the key is free again. */
  async release({ place, attempt }: Attempt): Promise<void> {
    await this.#database.query(RELEASE, [place.scopes[0], place.key, attempt])
  }

  /** Deletes some of the rows whose time is over; whether there may be more. */
  async sweep(): Promise<boolean> {
    return (await this.#database.query(SWEEP)).length === SWEPT_AT_ONCE
  }
}

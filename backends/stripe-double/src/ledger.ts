/** Runs rules one at a time over the store: decided, made durable, applied, answered, in this order. */
import { createHash } from 'node:crypto'
import { StripeFault } from './core/fault.js'
import type { Outcome, Rule, RuleRequest } from './core/request.js'
import type { Change, Store, StoredAnswer } from './core/state.js'
import { createAnswerBook } from './idempotency.js'
import type { Journal } from './journal/journal.js'

export interface Answer {
  readonly status: number
  /** JSON text. */
  readonly body: string
  /** The request that the answer was first given to, when it is given again for an idempotency key. */
  readonly replayedFrom?: string
}

export type Command = Omit<RuleRequest, 'state' | 'now'> & {
  /** Method and path: a key belongs to one of them. */
  readonly route: string
}

export interface Ledger {
  /** Answers from what is there. */
  read(rule: Rule, command: Command): Answer
  /** Runs a rule that changes something. Faults are answers too; it rejects only when the journal fails. */
  write(rule: Rule, command: Command): Promise<Answer>
  /** Notes that an event needs no more delivery. */
  settleDelivery(eventId: string): Promise<void>
  /** Resolves when all that was begun is done. */
  idle(): Promise<void>
}

interface LedgerOptions {
  readonly store: Store
  readonly journal: Journal
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly onCommitted: (changes: readonly Change[]) => void
}

export function createLedger({ store, journal, now, onCommitted }: LedgerOptions): Ledger {
  const book = createAnswerBook({ answers: store.state.answers, now })
  let last: Promise<unknown> = Promise.resolve()

  /** A rule must see all changes of the one before it, so they queue. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work)
    last = result.catch(() => {})
    return result
  }

  async function commit(changes: readonly Change[]): Promise<void> {
    await journal.append(changes)
    store.apply(changes)
    onCommitted(changes)
  }

  function decide(rule: Rule, command: Command): Outcome {
    try {
      return rule({ ...command, state: store.state, now: Math.floor(now() / 1000) })
    } catch (error) {
      if (!(error instanceof StripeFault)) throw error
      return { changes: [], status: error.status, body: error.toBody() }
    }
  }

  async function perform(rule: Rule, command: Command, fingerprint: string): Promise<Answer> {
    const { changes, status, body: answered } = decide(rule, command)
    const body = JSON.stringify(answered, null, 2)
    const { idempotencyKey: key, requestId } = command
    const stored: StoredAnswer | null =
      key === null ? null : { key, fingerprint, requestId, status, body, at: now() }
    const all: readonly Change[] = stored ? [...changes, { kind: 'answer', answer: stored }] : changes
    if (all.length > 0) await commit(all)
    return { status, body }
  }

  return {
    read: (rule, command) => {
      const { status, body } = decide(rule, command)
      return { status, body: JSON.stringify(body, null, 2) }
    },
    write: async (rule, command) => {
      const fingerprint = fingerprintOf(command)
      return book.once(command.idempotencyKey, fingerprint, () =>
        inTurn(() => perform(rule, command, fingerprint)),
      )
    },
    settleDelivery: (eventId) => inTurn(() => commit([{ kind: 'delivery-settled', eventId }])),
    idle: async () => {
      await last
    },
  }
}

/** Equal for equal requests, whatever the order of their parameters. */
function fingerprintOf({ route, caller, params }: Command): string {
  return createHash('sha256')
    .update(JSON.stringify([route, caller, sortKeys(params)]))
    .digest('hex')
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sortKeys(inner)])
}

// A command with an Idempotency-Key is run once, however often it is sent; each repetition is answered as the first was.
import type { Metrics } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { OperationTypeNode } from 'graphql'
import { audienceOf } from '../access/audience.js'
import type { Exchange, Step } from '../http/exchange.js'
import { RequestFault } from '../http/request-fault.js'
import type { AskedOperation } from '../operations/read-operation.js'
import { idempotencyKeyOf, refuseGuessableKey } from './idempotency-key.js'
import type { KeptAnswer } from './kept-answer.js'
import type { KeptAnswers, Turn } from './kept-answers.js'
import { noKeysKept } from './key-refusals.js'
import { requestContent } from './request-content.js'
import type { KeyedRequest } from './request-place.js'
import { hadNoEffect, type ToldAnswer } from './without-effect.js'

/** Fills `exchange.answer`. */
type Run = (exchange: Exchange) => Promise<ToldAnswer>

type Begin = Pick<KeptAnswers, 'begin'>

export interface AnswerOnceOptions {
  /** Null: none are kept, and a command with a key is refused. */
  readonly keptAnswers: Begin | null
  readonly metrics: Metrics
  /** How an operation is run; throws at once, or rejects with a RequestFault, where nothing was run. */
  readonly run: Run
}

const GUEST_CART = 'x-guest-cart-id'

/** Null where it could be anybody. A guest is known by a cart that was there before, not by one that was just given. */
function personOf({ caller, staffId, guestCartId, guestCartIsNew }: CallContext): string | null {
  if (caller !== null) return staffId ?? `user:${caller.userId}`
  return guestCartId !== null && guestCartIsNew !== true ? `guest:${guestCartId.toLowerCase()}` : null
}

function keyedRequest(exchange: Exchange, key: string, asked: AskedOperation): KeyedRequest {
  const person = personOf(exchange.call)
  if (person === null) refuseGuessableKey(key)
  return { key, person, content: requestContent(asked) }
}

function repeat(exchange: Exchange, answer: KeptAnswer): void {
  const { headers } = exchange
  const at = headers.indexOf(GUEST_CART)
  if (at >= 0 && answer.guestCartId !== null) headers[at + 1] = answer.guestCartId
  headers.push('idempotency-replayed', 'true')
  exchange.answer = answer
}

/** The keys at the root that subgraphs are asked for. */
const commandsOf = ({ operation, call }: Exchange): string[] =>
  (operation?.rootFields(audienceOf(call)) ?? []).flatMap(({ kind, key }) => (kind === 'field' ? [key] : []))

/** Before the answer is sent: who has it need never ask again, and who asks again gets it. */
async function keep(exchange: Exchange, turn: Turn, hadEffect: boolean): Promise<void> {
  const { answer, call } = exchange
  if (!hadEffect) return turn.free()
  const guestCartId = call.caller === null ? call.guestCartId : null
  return answer === null ? turn.lose() : turn.keep({ ...answer, guestCartId })
}

async function runFirst(exchange: Exchange, run: Run, turn: Turn): Promise<void> {
  // Nobody waits for what was not begun.
  if (exchange.response.destroyed) return turn.free()
  let running: Promise<ToldAnswer> | null = null
  try {
    const commands = commandsOf(exchange)
    running = run(exchange)
    const hadEffect = !hadNoEffect(await running, commands)
    await keep(exchange, turn, hadEffect)
  } catch (fault) {
    await (running === null || fault instanceof RequestFault ? turn.free() : turn.lose())
    throw fault
  }
}

/** The key of a query is ignored: it may be repeated anyway. */
export function answerOnce({ keptAnswers, metrics, run }: AnswerOnceOptions): Step {
  const requests = metrics.counter(
    'gateway_idempotent_requests_total',
    'Commands with an Idempotency-Key that were the first, and that were repeated and answered without being run.',
    ['turn'],
  )

  async function runOnce(exchange: Exchange, kept: Begin, request: KeyedRequest): Promise<void> {
    const { call, response } = exchange
    const { deadline, signal } = call
    const begun = await kept.begin(request, { deadline, signal, hasLeft: () => response.destroyed })
    requests.inc({ turn: begun.kind })
    return begun.kind === 'first' ? runFirst(exchange, run, begun.turn) : repeat(exchange, begun.answer)
  }

  return (exchange) => {
    const { request, asked, operation } = exchange
    const hasKey = request.headers['idempotency-key'] !== undefined
    if (!hasKey || asked === null || operation?.kind !== OperationTypeNode.MUTATION) return run(exchange)
    if (keptAnswers === null) throw noKeysKept()
    const key = idempotencyKeyOf(request)
    if (key === null) return run(exchange)
    const keyed = keyedRequest(exchange, key, asked)
    exchange.call.idempotencyKey = key
    return runOnce(exchange, keptAnswers, keyed)
  }
}

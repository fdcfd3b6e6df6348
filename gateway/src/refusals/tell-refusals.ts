// Commands that the role filter refuses never reach a subgraph: the audit subgraph is told of them, behind the answer.
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import type { Log, Metrics } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { OperationTypeNode } from 'graphql'
import { audienceOf } from '../access/audience.js'
import type { SubgraphTransport } from '../execution/subgraph-transport.js'
import type { Step } from '../http/exchange.js'
import type { LoadedSupergraph, Supergraphs } from '../supergraph/loaded-supergraph.js'
import { type RefusedCommands, refusedCommandsOf } from './privileged-commands.js'
import { createRefusalLimits, type Refused } from './refusal-limits.js'

const SUBGRAPH = 'audit'
const FIELD = 'recordRefusedCommands'
const DOCUMENT = `mutation($commands:[String!]!,$rules:[String!]!){${FIELD}(commands:$commands,rules:$rules)}`
const MOST_WAITING = 100
const PATIENCE_MS = 5_000
const CLOSE_MS = 2_000

interface Report {
  readonly to: SubgraphTransport
  readonly refused: RefusedCommands
  readonly call: CallContext
}

export interface TellRefusalsOptions {
  readonly supergraphs: Pick<Supergraphs, 'current'>
  readonly log: Log
  readonly metrics: Metrics
  /** Epoch milliseconds. */
  readonly now: () => number
}

export interface TellRefusals {
  /** Never fails, and nobody waits for it. */
  readonly step: Step
  /** Waits a moment for what is still to be told. */
  close(): Promise<void>
}

/** Undefined: nobody records refusals, as in somebody else's supergraph. */
const recorderIn = ({ supergraph, transports }: LoadedSupergraph): SubgraphTransport | undefined =>
  supergraph.getMutationType()?.getFields()[FIELD] && transports.get(SUBGRAPH)

function whoOf({ caller, staffId, clientAddress }: CallContext): Refused {
  const name = caller === null ? `guest ${clientAddress}` : (staffId ?? `user ${caller.userId}`)
  return { name, isGuest: caller === null }
}

/** One report at a time, and at most 100 wait. */
function createReporter({ log, now }: TellRefusalsOptions, drop: (why: string) => void) {
  const waiting: Report[] = []
  let working: Promise<void> | null = null

  async function send({ to, refused, call }: Report): Promise<void> {
    const until = { deadline: now() + PATIENCE_MS, signal: AbortSignal.timeout(PATIENCE_MS) }
    try {
      const request = { document: DOCUMENT, variables: { ...refused }, call: { ...call, ...until } }
      const { errors: [error] = [] } = await to.execute(request)
      if (error !== undefined) throw error
    } catch (err) {
      drop('failed')
      log.warn({ err, requestId: call.requestId, ...refused }, 'refused commands are not recorded')
    }
  }

  async function workOff(): Promise<void> {
    // The answer comes first.
    await nextTurn()
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await send(next)
    working = null
  }

  return {
    add(report: Report): void {
      if (waiting.length >= MOST_WAITING) drop('queue')
      else waiting.push(report)
      working ??= workOff()
    },
    async close(): Promise<void> {
      const ended = new AbortController()
      const late = pause(CLOSE_MS, undefined, { signal: ended.signal }).catch(() => undefined)
      await Promise.race([working, late])
      ended.abort()
      for (const _report of waiting.splice(0)) drop('closed')
    },
  }
}

export function createTellRefusals(options: TellRefusalsOptions): TellRefusals {
  const dropped = options.metrics.counter(
    'gateway_unrecorded_refusals_total',
    'Refusals of privileged commands that the audit subgraph was not told of, and why.',
    ['why'],
  )
  const reporter = createReporter(options, (why) => dropped.inc({ why }))
  const admit = createRefusalLimits(options.now)

  return {
    step(exchange) {
      const { operation, call } = exchange
      if (operation?.kind !== OperationTypeNode.MUTATION) return
      const refused = refusedCommandsOf(operation.rootFields(audienceOf(call)))
      const to = recorderIn(options.supergraphs.current)
      if (refused === null || to === undefined) return
      const commands = admit(whoOf(call), refused.commands)
      if (commands.length === 0) dropped.inc({ why: 'rate' })
      else reporter.add({ to, refused: { ...refused, commands }, call: { ...call } })
    },
    close: reporter.close,
  }
}

// An operation in its normal form: its cost is known, and it is planned when it runs for the first time. Audiences who
// see the same of it share a plan.
import type { Log } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { type DocumentNode, type OperationTypeNode, print } from 'graphql'
import { AUDIENCES, type Audience, audienceOf, type RefusalOf } from '../access/audience.js'
import type { AudienceView } from '../access/audience-view.js'
import { explainRefusals, type RefusedField } from '../access/explain-refusals.js'
import { filterOperation, toPlannedDocument } from '../access/filter-operation.js'
import {
  type Answer,
  type PreparedOperation,
  prepareOperation,
  type StockOperation,
} from '../execution/prepared-operation.js'
import type { LoadedSupergraph } from '../supergraph/loaded-supergraph.js'
import { createSubgraphFetch } from '../supergraph/subgraph-fetch.js'
import { costOf, type OperationCost } from './operation-cost.js'
import { type SelectedOperation, selectOperation, toDocument } from './select-operation.js'
import { checkTypedFields } from './type-limits.js'

type Variables = Readonly<Record<string, unknown>>

export interface RunnableOptions {
  readonly supergraph: LoadedSupergraph
  readonly viewOf: (audience: Audience) => AudienceView
  /** Whether errors may name what the client did not. */
  readonly suggests: boolean
  readonly log: Log
  /** Told of the seconds that planning took. */
  readonly onPlanned: (seconds: number) => void
  /** Told how many fields were refused by a rule. */
  readonly onRefused: (rule: string, count: number) => void
}

/** What an audience sees of the operation. */
interface Seen {
  /** What is planned; null: nothing of it needs a subgraph. */
  readonly planned: DocumentNode | null
  /** Null where nothing is refused. */
  readonly refusalOf: RefusalOf | null
  readonly view: AudienceView
  prepared: PreparedOperation | StockOperation | null
}

const ASKS_SCHEMA = /\b__(schema|type)\b/

export class RunnableOperation {
  readonly kind: OperationTypeNode
  readonly cost: OperationCost
  /** How many plans it may have. */
  readonly plans: number
  readonly #operation: SelectedOperation
  readonly #options: RunnableOptions
  readonly #asksSchema: boolean
  readonly #seen: ReadonlyMap<Audience, Seen>

  /** `normalForm` is valid. Throws OPERATION_TOO_COMPLEX where planning it would take too long. */
  constructor(normalForm: string, options: RunnableOptions) {
    const operation = selectOperation(normalForm, null)
    const { schema } = options.supergraph
    checkTypedFields(schema, operation)
    this.kind = operation.definition.operation
    this.cost = costOf(schema, operation)
    this.#operation = operation
    this.#options = options
    this.#asksSchema = ASKS_SCHEMA.test(normalForm)
    this.#seen = this.#seenByAll()
    this.plans = new Set(this.#seen.values()).size
  }

  /** Those for whom it is planned, the first of each plan. */
  get preparedFor(): readonly Audience[] {
    const prepared = new Map<Seen, Audience>()
    for (const [audience, seen] of this.#seen) {
      if (seen.prepared !== null && !prepared.has(seen)) prepared.set(seen, audience)
    }
    return [...prepared.values()]
  }

  /** Plans it, if that is not done yet. Throws what the planner throws. */
  prepare(audience: Audience): void {
    this.#prepared(this.#seenAs(audience))
  }

  run(variables: Variables, call: CallContext): Promise<Answer> {
    const seen = this.#seenAs(audienceOf(call))
    const prepared = this.#prepared(seen)
    const { supergraph, log } = this.#options
    const answered =
      'unknown' in prepared
        ? this.#runOnStock(prepared, seen, variables, call)
        : prepared.run(variables, createSubgraphFetch(supergraph.transports, call, log))
    if (seen.refusalOf === null) return answered
    return answered.then((answer) => this.#counted(answer))
  }

  /** What of it the audience would be refused with these variables. */
  refusedTo(audience: Audience, variables: Variables): RefusedField[] {
    const { refusalOf } = this.#seenAs(audience)
    if (refusalOf === null) return []
    const { schema } = this.#options.supergraph
    return explainRefusals({ schema, operation: this.#operation, refusalOf }, audience, variables)
  }

  #seenByAll(): ReadonlyMap<Audience, Seen> {
    const { supergraph, viewOf } = this.#options
    const known = new Map<string, Seen>()
    return new Map(
      AUDIENCES.map((audience) => {
        const view = viewOf(audience)
        const filtered = filterOperation(supergraph.schema, this.#operation, view.refusalOf)
        // An operation of which nothing is left prints as nothing.
        const text = filtered === null ? 'whole' : `filtered ${print(filtered)}`
        const key = this.#asksSchema ? `${audience} ${text}` : text
        const seen = known.get(key) ?? {
          planned: filtered === null ? toDocument(this.#operation) : toPlannedDocument(filtered),
          refusalOf: filtered === null ? null : view.refusalOf,
          view,
          prepared: null,
        }
        known.set(key, seen)
        return [audience, seen] as const
      }),
    )
  }

  #seenAs(audience: Audience): Seen {
    const seen = this.#seen.get(audience)
    if (seen === undefined) throw new Error(`nobody is ${audience}`)
    return seen
  }

  #prepared(seen: Seen): PreparedOperation | StockOperation {
    if (seen.prepared !== null) return seen.prepared
    const { supergraph, suggests, onPlanned } = this.#options
    const { planned, refusalOf, view } = seen
    const started = performance.now()
    seen.prepared = prepareOperation({
      document: toDocument(this.#operation),
      operationName: null,
      plan: planned === null ? null : supergraph.plan({ document: planned, operationName: null }),
      schema: supergraph.schema,
      refusalOf,
      introspected: this.#asksSchema ? view.schema : supergraph.schema,
      suggests,
      supergraph: supergraph.supergraph,
    })
    onPlanned((performance.now() - started) / 1000)
    return seen.prepared
  }

  async #runOnStock(
    prepared: StockOperation,
    { planned }: Seen,
    variables: Variables,
    call: CallContext,
  ): Promise<Answer> {
    const document = planned ?? toDocument(this.#operation)
    const { runOnStock } = this.#options.supergraph
    return prepared.complete(variables, await runOnStock({ document, operationName: null }, variables, call))
  }

  #counted(answer: Answer): Answer {
    const counts = new Map<string, number>()
    for (const { access } of answer.refused ?? []) {
      counts.set(access.rule, (counts.get(access.rule) ?? 0) + 1)
    }
    for (const [rule, count] of counts) this.#options.onRefused(rule, count)
    return answer
  }
}

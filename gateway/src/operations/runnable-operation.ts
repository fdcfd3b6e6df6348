// An operation in its normal form: its cost is known, and it is planned when it runs for the first time. Audiences who
// see the same of it share a plan.
import type { Log } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { type DocumentNode, type OperationTypeNode, print } from 'graphql'
import { AUDIENCES, type Audience, audienceOf, type RefusalOf } from '../access/audience.js'
import type { AudienceView } from '../access/audience-view.js'
import { explainRefusals, type RefusedField } from '../access/explain-refusals.js'
import { filterOperation, toPlannedDocument } from '../access/filter-operation.js'
import { type AskedField, askedFieldsOf } from '../execution/asked-fields.js'
import type { ConditionValues } from '../execution/collect-fields.js'
import { conditionReader } from '../execution/conditions.js'
import {
  type Answer,
  type PreparedOperation,
  prepareOperation,
  type StockOperation,
} from '../execution/prepared-operation.js'
import type { LoadedSupergraph } from '../supergraph/loaded-supergraph.js'
import { createSubgraphFetch } from '../supergraph/subgraph-fetch.js'
import { BoundedMap } from './bounded-map.js'
import { costOf, type OperationCost } from './operation-cost.js'
import { resolveConditions } from './resolve-conditions.js'
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
  readonly prepared: BoundedMap<Prepared>
}

/** For one set of values of the variables in @skip and @include: for each it is another operation. */
interface Prepared {
  readonly conditions: ConditionValues
  readonly operation: PreparedOperation | StockOperation
}

/** What an operation was prepared for. */
export interface PreparedFor {
  readonly audience: Audience
  readonly conditions: ConditionValues
}

/** Sets of values that an operation is kept prepared for, the last used. */
const MOST_CONDITIONS = 8

const ASKS_SCHEMA = /\b__(schema|type)\b/

export class RunnableOperation {
  readonly kind: OperationTypeNode
  readonly cost: OperationCost
  /** How many plans it may have. */
  readonly plans: number
  readonly #operation: SelectedOperation
  readonly #options: RunnableOptions
  readonly #asksSchema: boolean
  readonly #conditions: ReturnType<typeof conditionReader>
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
    this.#conditions = conditionReader(operation)
    this.#seen = this.#seenByAll()
    const sets = Math.min(MOST_CONDITIONS, 2 ** this.#conditions.count)
    this.plans = new Set(this.#seen.values()).size * sets
  }

  /** For whom and for which conditions it is planned, each plan once. */
  get preparedFor(): readonly PreparedFor[] {
    const first = new Map<Seen, Audience>()
    for (const [audience, seen] of this.#seen) if (!first.has(seen)) first.set(seen, audience)
    return [...first].flatMap(([{ prepared }, audience]) =>
      prepared.values().map(({ conditions }) => ({ audience, conditions })),
    )
  }

  /** Plans it, if that is not done yet. Throws what the planner throws. */
  prepare({ audience, conditions }: PreparedFor): void {
    this.#prepared(this.#seenAs(audience), conditions)
  }

  run(variables: Variables, call: CallContext): Promise<Answer> {
    const seen = this.#seenAs(audienceOf(call))
    const prepared = this.#prepared(seen, variables)
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

  /** What it asks of the root, as the audience is given it: with these variables in @skip and @include. */
  rootFields(audience: Audience, variables: Variables): AskedField[] {
    const { schema } = this.#options.supergraph
    const { refusalOf } = this.#seenAs(audience)
    const { definition } = this.#operation
    const root = schema.getRootType(definition.operation)
    const asked = { schema, operation: this.#operation, refusalOf }
    const fieldsOf = askedFieldsOf(asked, this.#conditions.valuesFrom(variables))
    return root ? fieldsOf(root, [definition.selectionSet]) : []
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
          prepared: new BoundedMap<Prepared>({ maxCount: MOST_CONDITIONS, maxBytes: MOST_CONDITIONS }),
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

  #prepared(seen: Seen, variables: Variables): PreparedOperation | StockOperation {
    const key = this.#conditions.keyFrom(variables)
    const known = seen.prepared.get(key)
    if (known !== undefined) return known.operation
    const conditions = this.#conditions.valuesFrom(variables)
    const operation = this.#prepare(seen, conditions)
    seen.prepared.set(key, { conditions, operation }, 1)
    return operation
  }

  #prepare({ planned, refusalOf, view }: Seen, conditions: ConditionValues) {
    const { supergraph, suggests, onPlanned } = this.#options
    const started = performance.now()
    // Where a condition is not a boolean, the run refuses the variables before it looks at the plan.
    const isSound = Object.values(conditions).every((value) => typeof value === 'boolean')
    const document = planned && isSound ? resolveConditions(planned, conditions) : null
    const operation = prepareOperation({
      document: toDocument(this.#operation),
      operationName: null,
      conditions,
      plan: document && supergraph.plan({ document, operationName: null }),
      schema: supergraph.schema,
      refusalOf,
      introspected: this.#asksSchema ? view.schema : supergraph.schema,
      suggests,
      supergraph: supergraph.supergraph,
    })
    onPlanned((performance.now() - started) / 1000)
    return operation
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

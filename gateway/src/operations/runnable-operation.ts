// An operation in its normal form: its cost is known, and it is planned when it runs for the first time.
import type { Log } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import type { DocumentNode, OperationTypeNode } from 'graphql'
import { type Answer, type PreparedOperation, prepareOperation } from '../execution/prepared-operation.js'
import type { LoadedSupergraph } from '../supergraph/loaded-supergraph.js'
import { createSubgraphFetch } from '../supergraph/subgraph-fetch.js'
import { costOf, type OperationCost } from './operation-cost.js'
import { selectOperation, toDocument } from './select-operation.js'
import { checkTypedFields } from './type-limits.js'

type Variables = Readonly<Record<string, unknown>>

export interface RunnableOptions {
  readonly supergraph: LoadedSupergraph
  readonly log: Log
  /** Told of the seconds that planning took. */
  readonly onPlanned: (seconds: number) => void
}

type Prepared = PreparedOperation | { readonly unknown: string }

export class RunnableOperation {
  readonly kind: OperationTypeNode
  readonly cost: OperationCost
  readonly #document: DocumentNode
  readonly #options: RunnableOptions
  #prepared: Prepared | null = null

  /** `normalForm` is valid. Throws OPERATION_TOO_COMPLEX where planning it would take too long. */
  constructor(normalForm: string, options: RunnableOptions) {
    const operation = selectOperation(normalForm, null)
    const { schema } = options.supergraph
    checkTypedFields(schema, operation)
    this.kind = operation.definition.operation
    this.cost = costOf(schema, operation)
    this.#document = toDocument(operation)
    this.#options = options
  }

  /** Plans it, if that is not done yet. Throws what the planner throws. */
  prepare(): Prepared {
    if (this.#prepared !== null) return this.#prepared
    const { supergraph, onPlanned } = this.#options
    const started = performance.now()
    const operation = { document: this.#document, operationName: null }
    const { schema, supergraph: knowledge } = supergraph
    const plan = supergraph.plan(operation)
    const prepared = prepareOperation({ ...operation, plan, schema, supergraph: knowledge })
    onPlanned((performance.now() - started) / 1000)
    this.#prepared = prepared
    return prepared
  }

  run(variables: Variables, call: CallContext): Promise<Answer> {
    const prepared = this.prepare()
    const { supergraph, log } = this.#options
    if ('unknown' in prepared) {
      return supergraph.runOnStock({ document: this.#document, operationName: null }, variables, call)
    }
    return prepared.run(variables, createSubgraphFetch(supergraph.transports, call, log))
  }
}

// The operations of one supergraph, prepared once and kept while they are used. A text is looked up as it came; texts
// that say the same share one normal form, which is what is planned.
import type { CallContext } from '@ticketing/session'
import { print } from 'graphql'
import type { Audience } from '../access/audience.js'
import { createViews } from '../access/audience-view.js'
import type { RefusedField } from '../access/explain-refusals.js'
import type { AskedField } from '../execution/asked-fields.js'
import type { Answer } from '../execution/prepared-operation.js'
import { BoundedMap } from './bounded-map.js'
import { liftLiterals } from './lift-literals.js'
import { MAX_COST } from './operation-cost.js'
import { type PreparedFor, RunnableOperation, type RunnableOptions } from './runnable-operation.js'
import { selectOperation, toDocument } from './select-operation.js'
import { checkShape } from './shape-limits.js'
import { requireAtMost } from './too-complex.js'
import { type Introspection, requireValid } from './validate-operation.js'

type Variables = Readonly<Record<string, unknown>>

/** What is measured, in seconds or as events. */
export interface PreparationMetrics {
  readonly onChecked: (seconds: number) => void
  readonly onPlanned: (seconds: number) => void
  readonly onEvicted: (what: 'text' | 'operation') => void
  readonly onRefused: RunnableOptions['onRefused']
}

export interface KnownOperationsOptions extends Pick<RunnableOptions, 'supergraph' | 'log'> {
  readonly introspection: Introspection
  readonly metrics: PreparationMetrics
}

interface Text {
  readonly text: string
  readonly operationName: string | null
}

/** What clients have asked, and what it is planned for. */
export interface AskedText extends Text {
  readonly prepared: readonly PreparedFor[]
}

/** A text that was checked. */
interface KnownText extends Text {
  readonly normalForm: string
  /** Lifted out of the text; null where there were none. */
  readonly lifted: Variables | null
  /** Whether it has a cost that no client's variable changes, so that it was checked for good. */
  readonly isCostFixed: boolean
}

/** An operation with its variables, good to be run. */
export class FoundOperation {
  readonly #operation: RunnableOperation
  readonly #variables: Variables

  constructor(operation: RunnableOperation, variables: Variables) {
    this.#operation = operation
    this.#variables = variables
  }

  get kind(): RunnableOperation['kind'] {
    return this.#operation.kind
  }

  run(call: CallContext): Promise<Answer> {
    return this.#operation.run(this.#variables, call)
  }

  /** What it asks of the root, as an audience is given it. */
  rootFields(audience: Audience): AskedField[] {
    return this.#operation.rootFields(audience, this.#variables)
  }

  /** What of it an audience is refused. */
  refusedTo(audience: Audience): RefusedField[] {
    return this.#operation.refusedTo(audience, this.#variables)
  }
}

const TEXTS = { maxCount: 2_000, maxBytes: 16 * 2 ** 20 }
const OPERATIONS = { maxCount: 1_000, maxBytes: 64 * 2 ** 20 }

// With its document and a plan: about 80 bytes of heap for each character, measured over 400 random operations.
const bytesOfOperation = (normalForm: string, plans: number): number =>
  plans * (normalForm.length * 80 + 4_000)
const bytesOfText = ({ text, normalForm }: KnownText): number => (text.length + normalForm.length) * 2 + 1_000

// No name holds this character, and no document.
const keyOf = (text: string, operationName: string | null): string =>
  operationName === null ? text : `${text}\0${operationName}`

export class KnownOperations {
  readonly #options: KnownOperationsOptions
  readonly #runnable: RunnableOptions
  readonly #texts: BoundedMap<KnownText>
  readonly #operations: BoundedMap<RunnableOperation>

  constructor(options: KnownOperationsOptions) {
    const { introspection, supergraph, log, metrics } = options
    const { onPlanned, onRefused, onEvicted } = metrics
    const isShownWhole = introspection === 'full'
    const viewOf = createViews(supergraph.schema, supergraph.access, isShownWhole)
    this.#options = options
    this.#runnable = { supergraph, viewOf, suggests: isShownWhole, log, onPlanned, onRefused }
    this.#texts = new BoundedMap({ ...TEXTS, onEvicted: () => onEvicted('text') })
    this.#operations = new BoundedMap({ ...OPERATIONS, onEvicted: () => onEvicted('operation') })
  }

  /** What clients have asked, the last asked first. */
  texts(): readonly AskedText[] {
    return this.#texts.values().map(({ text, operationName, normalForm }) => ({
      text,
      operationName,
      prepared: this.#operations.peek(normalForm)?.preparedFor ?? [],
    }))
  }

  /**
   * Throws a RequestFault where the text is invalid, OPERATION_TOO_COMPLEX where it asks for too much with these
   * variables. Synchronous: there is never more than one preparation of an operation. `audience`: who reads the faults.
   */
  find(text: string, operationName: string | null, given: Variables, audience: Audience): FoundOperation {
    const known = this.#texts.get(keyOf(text, operationName)) ?? this.#learn(text, operationName, audience)
    const operation = this.#operations.get(known.normalForm) ?? this.#make(known.normalForm)
    const variables = known.lifted === null ? given : { ...given, ...known.lifted }
    if (!known.isCostFixed) requireAtMost(MAX_COST, operation.cost.of(variables), 'cost')
    return new FoundOperation(operation, variables)
  }

  /** Plans it as well, for all that it was prepared for. Throws what `find` and the planner throw. */
  prepare({ text, operationName, prepared }: AskedText): void {
    const { normalForm } = this.#learn(text, operationName, 'GUEST')
    const operation = this.#operations.get(normalForm) ?? this.#make(normalForm)
    for (const one of prepared) operation.prepare(one)
  }

  /** As if it had been asked just now; nothing where it is not known. */
  touch({ text, operationName }: AskedText): void {
    const known = this.#texts.get(keyOf(text, operationName))
    if (known !== undefined) this.#operations.get(known.normalForm)
  }

  #make(normalForm: string): RunnableOperation {
    const operation = new RunnableOperation(normalForm, this.#runnable)
    this.#operations.set(normalForm, operation, bytesOfOperation(normalForm, operation.plans))
    return operation
  }

  #learn(text: string, operationName: string | null, audience: Audience): KnownText {
    const started = performance.now()
    const selected = selectOperation(text, operationName)
    checkShape(selected)
    const { schema } = this.#options.supergraph
    const { introspection } = this.#options
    requireValid(selected, audience, { schema, introspection, viewOf: this.#runnable.viewOf })
    const { document, variables } = liftLiterals(schema, toDocument(selected), selected.definition)
    const normalForm = print(document)
    const { cost } = this.#operations.get(normalForm) ?? this.#make(normalForm)
    const isCostFixed = [...cost.variables].every((name) => Object.hasOwn(variables, name))
    if (isCostFixed) requireAtMost(MAX_COST, cost.of(variables), 'cost')
    const lifted = Object.keys(variables).length === 0 ? null : variables
    const known: KnownText = { text, operationName, normalForm, lifted, isCostFixed }
    this.#texts.set(keyOf(text, operationName), known, bytesOfText(known))
    this.#options.metrics.onChecked((performance.now() - started) / 1000)
    return known
  }
}

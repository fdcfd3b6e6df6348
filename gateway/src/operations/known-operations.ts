// The operations of one supergraph, prepared once and kept while they are used. A text is looked up as it came; texts
// that say the same share one normal form, which is what is planned.
import type { CallContext } from '@ticketing/session'
import {
  type DocumentNode,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  print,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql'
import type { Answer } from '../execution/prepared-operation.js'
import { RequestFault, requestFault } from '../http/request-fault.js'
import { BoundedMap } from './bounded-map.js'
import { liftLiterals } from './lift-literals.js'
import { MAX_COST } from './operation-cost.js'
import { reservedAlias } from './reserved-alias.js'
import { RunnableOperation, type RunnableOptions } from './runnable-operation.js'
import { type SelectedOperation, selectOperation, toDocument } from './select-operation.js'
import { checkShape } from './shape-limits.js'
import { requireAtMost } from './too-complex.js'

type Variables = Readonly<Record<string, unknown>>

/** What is measured, in seconds or as events. */
export interface PreparationMetrics {
  readonly onChecked: (seconds: number) => void
  readonly onPlanned: (seconds: number) => void
  readonly onEvicted: (what: 'text' | 'operation') => void
}

export interface KnownOperationsOptions extends Omit<RunnableOptions, 'onPlanned'> {
  readonly introspection: boolean
  readonly metrics: PreparationMetrics
}

/** A text that was checked. */
interface KnownText {
  readonly text: string
  readonly operationName: string | null
  readonly normalForm: string
  /** Lifted out of the text; null where there were none. */
  readonly lifted: Variables | null
  /** Whether it has a cost that no client's variable changes, so that it was checked for good. */
  readonly isCostFixed: boolean
}

/** An operation with its variables, good to be run. */
export interface FoundOperation {
  readonly kind: RunnableOperation['kind']
  run(call: CallContext): Promise<Answer>
}

const MAX_ERRORS = 20
const TEXTS = { maxCount: 2_000, maxBytes: 16 * 2 ** 20 }
const OPERATIONS = { maxCount: 1_000, maxBytes: 64 * 2 ** 20 }

// With its document and plan: about 80 bytes of heap for each character, measured over 400 random operations.
const bytesOfOperation = (normalForm: string): number => normalForm.length * 80 + 4_000
const bytesOfText = ({ text, normalForm }: KnownText): number => (text.length + normalForm.length) * 2 + 1_000

// No name holds this character, and no document.
const keyOf = (text: string, operationName: string | null): string =>
  operationName === null ? text : `${text}\0${operationName}`

const RULES: readonly ValidationRule[] = [...specifiedRules, reservedAlias]
const WITHOUT_INTROSPECTION: readonly ValidationRule[] = [...RULES, NoSchemaIntrospectionCustomRule]

function validateDocument(schema: GraphQLSchema, document: DocumentNode, introspection: boolean) {
  try {
    return validate(schema, document, introspection ? RULES : WITHOUT_INTROSPECTION, {
      maxErrors: MAX_ERRORS,
      // They would tell the names that introspection keeps.
      hideSuggestions: !introspection,
    })
  } catch (fault) {
    // The type of a variable may be a list of lists of lists, each of which is a call.
    if (!(fault instanceof RangeError)) throw fault
    throw requestFault('GRAPHQL_VALIDATION_FAILED', 'The document is nested too deeply.')
  }
}

export class KnownOperations {
  readonly #options: KnownOperationsOptions
  readonly #texts: BoundedMap<KnownText>
  readonly #operations: BoundedMap<RunnableOperation>

  constructor(options: KnownOperationsOptions) {
    const { onEvicted } = options.metrics
    this.#options = options
    this.#texts = new BoundedMap({ ...TEXTS, onEvicted: () => onEvicted('text') })
    this.#operations = new BoundedMap({ ...OPERATIONS, onEvicted: () => onEvicted('operation') })
  }

  /** What clients have asked, the last asked first. */
  texts(): readonly Pick<KnownText, 'text' | 'operationName'>[] {
    return this.#texts.values()
  }

  /**
   * Throws a RequestFault where the text is invalid, OPERATION_TOO_COMPLEX where it asks for too much with these
   * variables. Synchronous: there is never more than one preparation of an operation.
   */
  find(text: string, operationName: string | null, given: Variables): FoundOperation {
    const known = this.#texts.get(keyOf(text, operationName)) ?? this.#learn(text, operationName)
    const operation = this.#operations.get(known.normalForm) ?? this.#make(known.normalForm)
    const variables = known.lifted === null ? given : { ...given, ...known.lifted }
    if (!known.isCostFixed) requireAtMost(MAX_COST, operation.cost.of(variables), 'cost')
    return { kind: operation.kind, run: (call) => operation.run(variables, call) }
  }

  /** Plans it as well. Throws what `find` and the planner throw. */
  prepare(text: string, operationName: string | null): void {
    const { normalForm } = this.#learn(text, operationName)
    const operation = this.#operations.get(normalForm) ?? this.#make(normalForm)
    operation.prepare()
  }

  /** As if it had been asked just now; nothing where it is not known. */
  touch(text: string, operationName: string | null): void {
    const known = this.#texts.get(keyOf(text, operationName))
    if (known !== undefined) this.#operations.get(known.normalForm)
  }

  #make(normalForm: string): RunnableOperation {
    const { metrics, ...options } = this.#options
    const operation = new RunnableOperation(normalForm, { ...options, onPlanned: metrics.onPlanned })
    this.#operations.set(normalForm, operation, bytesOfOperation(normalForm))
    return operation
  }

  #learn(text: string, operationName: string | null): KnownText {
    const started = performance.now()
    const selected = selectOperation(text, operationName)
    checkShape(selected)
    this.#validate(selected)
    const { schema } = this.#options.supergraph
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

  #validate(selected: SelectedOperation): void {
    const { supergraph, introspection } = this.#options
    const { schema } = supergraph
    const kind = selected.definition.operation
    if (!schema.getRootType(kind)) {
      throw requestFault('GRAPHQL_VALIDATION_FAILED', `This graph has no ${kind}s.`)
    }
    const errors = validateDocument(schema, toDocument(selected), introspection)
    if (errors.length > 0) throw new RequestFault('GRAPHQL_VALIDATION_FAILED', errors)
  }
}

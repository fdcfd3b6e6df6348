// The answer, from what was fetched, whatever that is: exactly what was asked, nulls moved up as the GraphQL spec says.
// Compiled once for an operation into closures, one for each field and runtime type; a run only calls them.
import {
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import type { FieldAccess } from '../access/field-access.js'
import { type AnswerObject, emptyObject, isObject } from './answer-tree.js'
import { type AskedField, type AskedFields, type AskedOperation, askedFieldsOf } from './asked-fields.js'
import type { ConditionValues } from './collect-fields.js'
import { leafCheck } from './leaf-values.js'
import type { Path } from './query-plan.js'

/** A null that nothing else explains, or a value that the schema does not allow. */
export interface Violation {
  readonly message: string
  readonly path: Path
}

/** A field that was not fetched, since whoever asked for it may not see it. */
export interface Refused {
  readonly access: FieldAccess
  readonly path: Path
}

interface Run {
  readonly path: (string | number)[]
  readonly violations: Violation[]
  readonly refused: Refused[]
}

/** Null here, for a reason that is already noted. */
const FAILED = Symbol('failed')
/** Null where there may be none: the parent becomes null. */
const BUBBLES = Symbol('bubbles')

/** Gives the completed value, null, FAILED or BUBBLES. */
type Complete = (value: unknown, run: Run, key: string | number) => unknown

interface CompiledField {
  readonly key: string
  readonly complete: Complete
}

type Place = Pick<AskedField & { readonly kind: 'field' }, 'coordinate' | 'sets'>

function fail(run: Run, key: string | number, message: string): typeof FAILED {
  run.violations.push({ message, path: [...run.path, key] })
  return FAILED
}

const nonNull =
  (inner: Complete, coordinate: string): Complete =>
  (value, run, key) => {
    const completed = inner(value, run, key)
    if (completed === null) fail(run, key, `Cannot return null for non-nullable field ${coordinate}.`)
    return completed === null || completed === FAILED ? BUBBLES : completed
  }

const list =
  (item: Complete, coordinate: string): Complete =>
  (value, run, key) => {
    if (value === null || value === undefined) return null
    if (!Array.isArray(value)) return fail(run, key, `Expected a list for field ${coordinate}.`)
    run.path.push(key)
    let bubbles = false
    const completed = value.map((one, index) => {
      const result = item(one, run, index)
      if (result === BUBBLES) bubbles = true
      return result === FAILED ? null : result
    })
    run.path.pop()
    return bubbles ? FAILED : completed
  }

/** Runs all fields, so that every failed one is told. */
function completeFields(fields: readonly CompiledField[], value: AnswerObject, run: Run): unknown {
  const completed = emptyObject()
  let bubbles = false
  for (const { key, complete } of fields) {
    const result = complete(value[key], run, key)
    if (result === BUBBLES) bubbles = true
    else completed[key] = result === FAILED ? null : result
  }
  return bubbles ? FAILED : completed
}

class Compiler {
  readonly #schema: GraphQLSchema
  readonly #asked: AskedFields

  constructor(schema: GraphQLSchema, asked: AskedFields) {
    this.#schema = schema
    this.#asked = asked
  }

  fieldsOf(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): CompiledField[] {
    return this.#asked(type, sets).map((field) => ({ key: field.key, complete: this.#field(type, field) }))
  }

  #field(type: GraphQLCompositeType, field: AskedField): Complete {
    if (field.kind === 'typename') return this.#typeName(type)
    if (field.kind === 'refused') return this.#refused(field)
    return field.kind === 'introspection' ? () => undefined : this.#output(field.type, field)
  }

  /** Null, whatever was fetched there for another field's sake. */
  #refused({ type, access }: AskedField & { readonly kind: 'refused' }): Complete {
    return (_value, run, key) => {
      run.refused.push({ access, path: [...run.path, key] })
      return isNonNullType(type) ? BUBBLES : FAILED
    }
  }

  #typeName(type: GraphQLCompositeType): Complete {
    if (isObjectType(type)) return () => type.name
    // The type is known only by an alias that the client gave to its name.
    return (value, run, key) => {
      if (typeof value === 'string' && isObjectType(this.#schema.getType(value))) return value
      fail(run, key, `Cannot return null for non-nullable field ${type.name}.__typename.`)
      return BUBBLES
    }
  }

  #output(type: GraphQLOutputType, place: Place): Complete {
    if (isNonNullType(type)) return nonNull(this.#output(type.ofType, place), place.coordinate)
    if (isListType(type)) return list(this.#output(type.ofType, place), place.coordinate)
    if (isCompositeType(type)) return this.#object(type, place)
    const isValid = isLeafType(type) ? leafCheck(type) : null
    if (isValid === null) return (value) => value ?? null
    return (value, run, key) => {
      if (value === null || value === undefined) return null
      return isValid(value) ? value : fail(run, key, `Invalid value found for field ${place.coordinate}.`)
    }
  }

  #object(type: GraphQLCompositeType, { coordinate, sets }: Place): Complete {
    const byType = new Map<string, readonly CompiledField[] | null>()
    const fieldsFor = (name: string): readonly CompiledField[] | null => {
      const known = byType.get(name)
      if (known !== undefined) return known
      const named = this.#schema.getType(name)
      const fields = isCompositeType(named) ? this.fieldsOf(named, sets) : null
      // A subgraph could invent names without end.
      if (fields !== null) byType.set(name, fields)
      return fields
    }
    return (value, run, key) => {
      if (value === null || value === undefined) return null
      if (!isObject(value)) return fail(run, key, `Expected an object for field ${coordinate}.`)
      const name = value.__typename ?? type.name
      const fields = typeof name === 'string' ? fieldsFor(name) : null
      if (fields === null) return fail(run, key, `Invalid __typename found for field ${coordinate}.`)
      run.path.push(key)
      const completed = completeFields(fields, value, run)
      run.path.pop()
      return completed
    }
  }
}

export interface Projected {
  /** Null: a null has come up to the root. */
  readonly data: AnswerObject | null
  readonly violations: readonly Violation[]
  readonly refused: readonly Refused[]
}

export type Projection = (tree: AnswerObject) => Projected

/** For one set of values of the variables in @skip and @include. */
export function compileProjection(asked: AskedOperation, values: ConditionValues): Projection {
  const { schema, operation } = asked
  const { definition } = operation
  const root = schema.getRootType(definition.operation)
  const compiler = new Compiler(schema, askedFieldsOf(asked, values))
  const fields = root ? compiler.fieldsOf(root, [definition.selectionSet]) : []
  return (tree) => {
    const run: Run = { path: [], violations: [], refused: [] }
    const data = completeFields(fields, tree, run)
    return { data: isObject(data) ? data : null, violations: run.violations, refused: run.refused }
  }
}

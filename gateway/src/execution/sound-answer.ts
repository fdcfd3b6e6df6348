// The answer, from what was fetched, when all of that is sound: no null where none may be, no value that the schema does
// not allow. That is nearly always so, and then the answer is one object literal in another: code for them is written
// once for an operation. Anything unsound is left to the projection, which knows what to say of it.
import {
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import { type AnswerObject, isObject } from './answer-tree.js'
import { type AskedField, type AskedFields, type AskedOperation, askedFieldsOf } from './asked-fields.js'
import type { ConditionValues } from './collect-fields.js'
import { leafCheck } from './leaf-values.js'

/** Thrown by a sound answer that would not be sound. */
export const UNSOUND = Symbol('unsound')

export type SoundAnswer = (fetched: AnswerObject) => AnswerObject

type Complete = (value: unknown) => unknown

const unsound = (): never => {
  throw UNSOUND
}

// Read from an object of a subgraph, these names may mean what every object has.
const isInherited = (key: string): boolean => key in Object.prototype

const ownValue = (value: object, key: string): unknown =>
  Object.hasOwn(value, key) ? (value as AnswerObject)[key] : undefined

function isText(type: GraphQLOutputType): boolean {
  const { name } = (isNonNullType(type) ? type.ofType : type) as { readonly name?: string }
  return name === GraphQLString.name || name === GraphQLID.name
}

function leaf(type: GraphQLLeafType, nullable: boolean): Complete {
  const isValid = leafCheck(type)
  const ifNull = nullable ? () => null : unsound
  if (isValid === null) return (value) => value ?? ifNull()
  return (value) => {
    if (value === null || value === undefined) return ifNull()
    return isValid(value) ? value : unsound()
  }
}

/** Writes the code of one object and of all below it whose types are known. */
class Code {
  readonly #compiler: Compiler
  readonly #functions: string[] = []
  readonly #values: Complete[] = []
  readonly #leaves = new Map<string, string>()

  constructor(compiler: Compiler) {
    this.#compiler = compiler
  }

  compile(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): SoundAnswer {
    const answer = this.#literal(type, sets)
    const names = this.#values.map((_value, index) => `v${index}`)
    const code = `'use strict'\n${this.#functions.join('\n')}\nreturn (value) => (${answer})`
    return new Function('unsound', 'ownValue', ...names, code)(unsound, ownValue, ...this.#values)
  }

  #literal(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): string {
    const fields = this.#compiler.asked(type, sets).map((field) => {
      const name = JSON.stringify(field.key)
      // Not in brackets, this one name would set the prototype.
      return `${field.key === '__proto__' ? `[${name}]` : name}: ${this.#field(type, field, name)}`
    })
    return `{ ${fields.join(', ')} }`
  }

  #field(type: GraphQLObjectType, field: AskedField, name: string): string {
    if (field.kind === 'typename') return JSON.stringify(type.name)
    if (field.kind === 'introspection') return 'undefined'
    if (field.kind === 'refused') return 'unsound()'
    const read = isInherited(field.key) ? `ownValue(value, ${name})` : `value[${name}]`
    const completed = `${this.#output(field.type, field.sets, true)}(${read})`
    // Most leaves are text, and text is sound.
    return isText(field.type) ? `typeof ${read} === 'string' ? ${read} : ${completed}` : completed
  }

  /** The name of the function that completes a value of the type. */
  #output(type: GraphQLOutputType, sets: readonly SelectionSetNode[], nullable: boolean): string {
    if (isNonNullType(type)) return this.#output(type.ofType, sets, false)
    const ifNull = `if (value === null || value === undefined) return ${nullable ? 'null' : 'unsound()'}`
    if (isListType(type)) {
      const item = this.#output(type.ofType, sets, true)
      return this.#function(`${ifNull}
        if (!Array.isArray(value)) unsound()
        const items = []
        for (let index = 0; index < value.length; index += 1) items.push(${item}(value[index]))
        return items`)
    }
    if (isObjectType(type)) {
      return this.#function(`${ifNull}
        if (typeof value !== 'object' || Array.isArray(value)) unsound()
        const name = value.__typename
        if (name !== undefined && name !== null && name !== ${JSON.stringify(type.name)}) unsound()
        return ${this.#literal(type, sets)}`)
    }
    if (isLeafType(type)) return this.#leaf(type, nullable)
    return this.#value(this.#compiler.abstract(sets, nullable))
  }

  #leaf(type: GraphQLLeafType, nullable: boolean): string {
    const key = nullable ? type.name : `${type.name}!`
    const known = this.#leaves.get(key) ?? this.#value(leaf(type, nullable))
    this.#leaves.set(key, known)
    return known
  }

  #function(body: string): string {
    const name = `f${this.#functions.length}`
    this.#functions.push(`const ${name} = (value) => { ${body} }`)
    return name
  }

  #value(value: Complete): string {
    return `v${this.#values.push(value) - 1}`
  }
}

class Compiler {
  readonly #schema: GraphQLSchema
  readonly asked: AskedFields

  constructor(schema: GraphQLSchema, asked: AskedFields) {
    this.#schema = schema
    this.asked = asked
  }

  /** By the name that each object has, once such an object comes. */
  abstract(sets: readonly SelectionSetNode[], nullable: boolean): Complete {
    const byName = new Map<unknown, SoundAnswer>()
    return (value) => {
      if (value === null || value === undefined) return nullable ? null : unsound()
      if (!isObject(value)) return unsound()
      const known = byName.get(value.__typename)
      if (known !== undefined) return known(value)
      const type = this.#schema.getType(String(value.__typename))
      if (!isObjectType(type)) return unsound()
      const made = this.object(type, sets)
      byName.set(type.name, made)
      return made(value)
    }
  }

  object(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): SoundAnswer {
    return new Code(this).compile(type, sets)
  }
}

/** For one set of values of the variables in @skip and @include. */
export function compileSoundAnswer(asked: AskedOperation, values: ConditionValues): SoundAnswer {
  const { schema, operation } = asked
  const { definition } = operation
  const root = schema.getRootType(definition.operation)
  if (!root) return unsound
  return new Compiler(schema, askedFieldsOf(asked, values)).object(root, [definition.selectionSet])
}

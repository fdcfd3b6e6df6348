// Arguments that are input objects reach a resolver as instances of their classes, as type-graphql gives them.
import type { Metadata, TypeClass } from './metadata.js'

/** Makes what a resolver is handed of the coerced value of an argument. */
export type ToArgument = (value: unknown) => unknown

type FieldValues = Record<string, unknown>
type MakeInstance = new () => FieldValues

const asItIs: ToArgument = (value) => value

const eachOf = (convert: ToArgument): ToArgument => {
  const convertAny: ToArgument = (value) => {
    if (value === null || value === undefined) return value
    return Array.isArray(value) ? value.map(convertAny) : convert(value)
  }
  return convertAny
}

// What a class inherits or sets by itself, type-graphql mixes in by rules that are not repeated here.
function isSimple({ target, fields }: TypeClass): boolean {
  const Instance = target as unknown as MakeInstance
  return (
    Object.getPrototypeOf(Instance) === Function.prototype &&
    Object.keys(new Instance()).length === 0 &&
    fields.every(({ name, schemaName }) => name === schemaName)
  )
}

/** By an argument's declared type; undefined where a class in it is not simple enough. */
export function argumentMaker({ inputTypes }: Metadata): (type: unknown) => ToArgument | undefined {
  const known = new Map<unknown, ToArgument>()
  const inputOf = (type: unknown) => inputTypes.find(({ target }) => target === type)

  const isSimpleThroughout = (type: unknown, seen = new Set<unknown>()): boolean => {
    const input = inputOf(type)
    if (input === undefined || seen.has(type)) return true
    seen.add(type)
    return isSimple(input) && input.fields.every((field) => isSimpleThroughout(field.getType(), seen))
  }

  const makerOf = (type: unknown): ToArgument => {
    const input = inputOf(type)
    if (input === undefined) return asItIs
    const found = known.get(type)
    if (found !== undefined) return found
    const Instance = type as MakeInstance
    const makers: [string, ToArgument][] = []
    const maker = eachOf((value) => {
      const given = value as FieldValues
      const instance = new Instance()
      for (const [name, convert] of makers) {
        const part = given[name]
        if (part !== undefined) instance[name] = convert(part)
      }
      return instance
    })
    // Before its fields are looked at: it may contain itself.
    known.set(type, maker)
    for (const field of input.fields) makers.push([field.name, makerOf(field.getType())])
    return maker
  }
  return (type) => (isSimpleThroughout(type) ? makerOf(type) : undefined)
}

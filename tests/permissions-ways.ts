// Questions made from the schema: a way from a root field to each type, and what is asked of it there. A new field is
// asked without anybody writing it down.
import { type GraphQLSchema, getNamedType, isAbstractType, isLeafType, isObjectType } from 'graphql'

/** From a field of one type to an object of another; of an abstract type there is a step for each of its members. */
export interface Step {
  readonly type: string
  readonly field: string
  readonly leadsTo: string
}
/** Steps from a root type on. */
export type Way = readonly Step[]

/** `Type.field`, as the table has it. */
export const nameOf = ({ type, field }: Step): string => `${type}.${field}`

export const ROOTS: readonly string[] = ['Query', 'Mutation']

/** The object types of the graph, without the roots and without introspection. */
export const typesOf = (schema: GraphQLSchema): readonly string[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('_') && !ROOTS.includes(type.name))
    .map(({ name }) => name)

const fieldsByName = (schema: GraphQLSchema, type: string) => {
  const found = schema.getType(type)
  return isObjectType(found) ? found.getFields() : {}
}

/** Without what only the gateway asks for. */
export const fieldsOf = (schema: GraphQLSchema, type: string): readonly string[] =>
  Object.values(fieldsByName(schema, type))
    .filter(({ name, extensions }) => !name.startsWith('_') && extensions.internal !== true)
    .map(({ name }) => name)

function stepsFrom(schema: GraphQLSchema, type: string): readonly Step[] {
  return Object.values(fieldsByName(schema, type)).flatMap(({ name: field, type: output }) => {
    const target = getNamedType(output)
    if (isObjectType(target)) return [{ type, field, leadsTo: target.name }]
    if (!isAbstractType(target)) return []
    return schema.getPossibleTypes(target).map(({ name }) => ({ type, field, leadsTo: name }))
  })
}

/** The shortest way to each type that can be reached, beginning where one stands already. */
export function waysFrom(
  schema: GraphQLSchema,
  standing: ReadonlyMap<string, Way>,
  mayTake: (step: Step) => boolean = () => true,
): ReadonlyMap<string, Way> {
  const ways = new Map(standing)
  const queue = [...standing.keys()]
  for (let type = queue.shift(); type !== undefined; type = queue.shift()) {
    for (const step of stepsFrom(schema, type)) {
      if (ways.has(step.leadsTo) || !mayTake(step)) continue
      ways.set(step.leadsTo, [...(ways.get(type) ?? []), step])
      queue.push(step.leadsTo)
    }
  }
  return ways
}

/** The ways by queries, and by mutations where no query leads. */
export const waysFromRoots = (schema: GraphQLSchema, mayTake?: (step: Step) => boolean) =>
  waysFrom(
    schema,
    new Map<string, Way>([...waysFrom(schema, new Map([['Query', []]]), mayTake), ['Mutation', []]]),
    mayTake,
  )

/** The arguments of a field, such as `(id: 3)`; `onto` is the type that its answer shall have, '' where none matters. */
export type Arguments = (field: string, onto: string) => string

const isLeaf = (schema: GraphQLSchema, type: string, field: string): boolean => {
  const output = fieldsByName(schema, type)[field]?.type
  return output === undefined || isLeafType(getNamedType(output))
}

/** An operation that goes the way and asks these fields of the type at its end. */
export function toOperation(
  schema: GraphQLSchema,
  way: Way,
  { type, fields }: { readonly type: string; readonly fields: readonly string[] },
  argumentsOf: Arguments,
): string {
  const asked = fields.map(
    (field) =>
      `${field}${argumentsOf(`${type}.${field}`, '')}${isLeaf(schema, type, field) ? '' : ' { __typename }'}`,
  )
  const innermost = ['__typename', ...asked].join(' ')
  const selection = way.reduceRight((inner, step) => {
    const args = argumentsOf(nameOf(step), step.leadsTo)
    return `__typename ${step.field}${args} { __typename ... on ${step.leadsTo} { ${inner} } }`
  }, innermost)
  const isMutation = (way[0]?.type ?? type) === 'Mutation'
  return `${isMutation ? 'mutation' : 'query'} { ${selection} }`
}

// Valid operations over any schema, from a source of random numbers.
import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  type OperationTypeNode,
} from 'graphql'

/** A whole number from 0 to below `limit`. */
export type Random = (limit: number) => number

interface Writer {
  readonly schema: GraphQLSchema
  readonly random: Random
  readonly fragments: string[]
}

const VALUES = ['$yes', '$no', '$yes', '$no', 'true', 'false']

function condition({ random }: Writer): string {
  const written = (directive: string) =>
    random(8) === 0 ? ` @${directive}(if: ${VALUES[random(VALUES.length)]})` : ''
  return random(2) === 0 ? written('skip') + written('include') : written('include') + written('skip')
}

function argumentsOf({ random }: Writer, field: GraphQLField<unknown, unknown>): string {
  const written = field.args.flatMap(({ name, type }) => {
    if (String(type) === 'ID!') return [`${name}: "Book-${random(4)}"`]
    return random(2) === 0 ? [`${name}: ${random(2) === 0 ? random(4) : '$number'}`] : []
  })
  return written.length === 0 ? '' : `(${written.join(' ')})`
}

function fieldText(
  writer: Writer,
  parent: GraphQLCompositeType,
  field: GraphQLField<unknown, unknown>,
  depth: number,
): string[] {
  const type = getNamedType(field.type)
  if (isCompositeType(type) && depth === 0) return []
  const given = argumentsOf(writer, field)
  // An alias made of all that could differ never means two things at one place.
  const alias =
    given !== '' || writer.random(4) === 0
      ? `${parent.name}_${field.name}${given.replace(/\W+/g, '_')}: `
      : ''
  const below = isCompositeType(type) ? ` ${selectionText(writer, type, depth - 1)}` : ''
  return [`${alias}${field.name}${given}${condition(writer)}${below}`]
}

function fragmentText(writer: Writer, type: GraphQLCompositeType, depth: number): string {
  const body = selectionText(writer, type, depth)
  if (writer.random(8) === 0) return `... on ${type.name} { ...${condition(writer)} ${body} }`
  if (writer.random(3) > 0) return `... on ${type.name}${condition(writer)} ${body}`
  const name = `f${writer.fragments.length}`
  writer.fragments.push(`fragment ${name} on ${type.name} ${body}`)
  return `...${name}${condition(writer)}`
}

function selectionText(writer: Writer, type: GraphQLCompositeType, depth: number): string {
  const { random, schema } = writer
  const fields = isUnionType(type) ? [] : Object.values(type.getFields())
  const chosen = fields
    .filter(() => random(3) === 0)
    .flatMap((field) => fieldText(writer, type, field, depth))
  const within = isAbstractType(type) ? schema.getPossibleTypes(type) : [type]
  const fragments = within
    .filter(() => random(isAbstractType(type) ? 2 : 12) > 0 === isAbstractType(type))
    .map((one) => (depth > 0 ? fragmentText(writer, one, depth - 1) : ''))
  const typename = random(4) === 0 ? [random(2) === 0 ? 'kind: __typename' : '__typename'] : []
  const all = [...chosen, ...fragments, ...typename].filter((text) => text !== '')
  return `{ ${all.length === 0 ? '__typename' : all.join(' ')} }`
}

export type OperationKind = 'query' | 'mutation' | 'subscription'

/** A subscription has one field, always. */
function rootText(writer: Writer, root: GraphQLObjectType, kind: OperationKind): string {
  if (kind !== 'subscription') return selectionText(writer, root, 4)
  const fields = Object.values(root.getFields())
  const field = fields[writer.random(fields.length)]
  const type = field === undefined ? null : getNamedType(field.type)
  return `{ ${field?.name} ${isCompositeType(type) ? selectionText(writer, type, 3) : ''} }`
}

/** May still be invalid: fields of different types under one key. */
export function randomOperation(schema: GraphQLSchema, kind: OperationKind, random: Random): string {
  const writer: Writer = { schema, random, fragments: [] }
  const root = schema.getRootType(kind as OperationTypeNode)
  const body = root ? rootText(writer, root, kind) : '{ __typename }'
  const variables = [
    ['$yes: Boolean = true', '$yes'],
    ['$no: Boolean!', '$no'],
    ['$number: Int', '$number'],
  ].flatMap(([declared, name]) =>
    [body, ...writer.fragments].some((text) => text.includes(name ?? '')) ? [declared] : [],
  )
  const head = variables.length === 0 ? kind : `${kind}(${variables.join(', ')})`
  return [`${head} ${body}`, ...writer.fragments].join('\n')
}

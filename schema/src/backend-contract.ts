// schema/backend-contract.json: what each answer of the REST API may hold, read off its OpenAPI document. The backend
// client counts what is not in it; check-backend compares a running backend with it.
import { parse } from 'yaml'

interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly nullable?: boolean
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}
interface Answer {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
}
interface Operation {
  readonly operationId: string
  readonly responses: Readonly<Record<string, Answer>>
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** Types by the path of a field: `data[].date` is in every element, `errors.*` is under any key, `$` is the whole. */
type Shape = Map<string, Set<string>>

const ROOT = '$'
const JSON_TYPE = 'application/json'

/**
 * The contract as JSON text. A field that may be left out has the type `absent` among its own; `any` is not checked.
 * A status leads to the name of a shape, to a media type for a file, or to null for an answer without content.
 */
export function backendContract(openapi: string): string {
  const { paths, components } = parse(openapi) as Document
  const shapes = new Map<string, Record<string, string>>()

  function answerOf({ operationId, responses }: Operation, status: string): string | null {
    const [type, content] = Object.entries(responses[status]?.content ?? {})[0] ?? []
    if (type === undefined || content === undefined) return null
    if (type !== JSON_TYPE) return type
    const name = content.schema.$ref?.split('/').at(-1) ?? `${operationId}.${status}`
    if (!shapes.has(name)) shapes.set(name, toRecord(shapeOf(content.schema, ROOT, components.schemas)))
    return name
  }

  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const statuses = Object.keys(operation.responses).map((status) => [status, answerOf(operation, status)])
      return [`${method.toUpperCase()} ${path}`, Object.fromEntries(statuses)] as const
    }),
  )
  return `${JSON.stringify({ operations: sorted(operations), shapes: sorted([...shapes]) }, null, 2)}\n`
}

function shapeOf(schema: Schema, path: string, named: Readonly<Record<string, Schema>>): Shape {
  const within = (inner: Schema, at: string) => shapeOf(inner, at, named)
  const { $ref, allOf, oneOf, properties = {}, required = [], additionalProperties, items } = schema
  if ($ref !== undefined) return within(lookUp($ref, named), path)
  if (allOf !== undefined) return together(allOf.map((part) => within(part, path)))
  if (oneOf !== undefined) return eitherOf(oneOf.map((choice) => within(choice, path)))
  const parts: Shape[] = [new Map([[path, typesOf(schema)]])]
  for (const [name, inner] of Object.entries(properties)) {
    const at = childOf(path, name)
    const field = within(inner, at)
    if (!required.includes(name)) field.get(at)?.add('absent')
    parts.push(field)
  }
  if (additionalProperties !== undefined) parts.push(within(additionalProperties, childOf(path, '*')))
  if (items !== undefined) parts.push(within(items, path === ROOT ? '[]' : `${path}[]`))
  return together(parts)
}

function lookUp($ref: string, named: Readonly<Record<string, Schema>>): Schema {
  const found = named[$ref.split('/').at(-1) ?? '']
  if (found === undefined) throw new Error(`${$ref} is not in the document`)
  return found
}

const typesOf = ({ type, nullable }: Schema) =>
  new Set([type ?? 'any', ...(nullable === true ? ['null'] : [])])

const childOf = (path: string, name: string) => (path === ROOT ? name : `${path}.${name}`)
const parentOf = (path: string) => path.replace(/(\[\]|(^|\.)[^.[\]]+)$/, '') || ROOT

function together(shapes: readonly Shape[]): Shape {
  const all: Shape = new Map()
  for (const [path, types] of shapes.flatMap((shape) => [...shape])) {
    all.set(path, new Set([...(all.get(path) ?? []), ...types]))
  }
  return all
}

/** What one choice has and another lacks may be absent. */
function eitherOf(choices: readonly Shape[]): Shape {
  const all = together(choices)
  for (const [path, types] of all) {
    const isOptional = choices.some((choice) => !choice.has(path) && choice.has(parentOf(path)))
    if (isOptional && !path.endsWith('[]')) types.add('absent')
  }
  return all
}

const toRecord = (shape: Shape) =>
  sorted([...shape].map(([path, types]) => [path, [...types].sort(byMeaning).join('|')] as const))

// The plain types first: `string|null|absent`.
const LAST = ['null', 'absent']
const byMeaning = (a: string, b: string) => LAST.indexOf(a) - LAST.indexOf(b) || compare(a, b)

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))
const sorted = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> =>
  Object.fromEntries([...entries].sort(([a], [b]) => compare(a, b)))

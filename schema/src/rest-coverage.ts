// schema/rest-coverage.md: through which field or route each operation of the REST API is reached.
import { declaredRest } from '@ticketing/subgraph-kit'
import { type GraphQLSchema, isObjectType } from 'graphql'
import { parse } from 'yaml'

const METHODS: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete'])

/** A route of the gateway that is no GraphQL, and the operations it stands for. */
export interface CoveringRoute {
  readonly method: string
  readonly path: string
  readonly covers: readonly string[]
}

/** The operations of an OpenAPI document, such as `GET /api/products/{product}`, in its order. */
export function operationsOf(openapi: string): readonly string[] {
  const { paths } = parse(openapi) as { paths: Record<string, Record<string, unknown>> }
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => METHODS.has(method))
      .map((method) => `${method.toUpperCase()} ${path}`),
  )
}

/** `Type.field` by the operation it declares. */
function fieldsOf(
  schemas: readonly GraphQLSchema[],
): readonly (readonly [operation: string, field: string])[] {
  return schemas
    .flatMap((schema) => Object.values(schema.getTypeMap()))
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) =>
        declaredRest(field.extensions).map((operation) => [operation, `${type.name}.${field.name}`] as const),
      ),
    )
}

/** Throws with the names when an operation is reached by nothing, or a declaration names none. */
export function restCoverage(
  openapi: string,
  schemas: readonly GraphQLSchema[],
  routes: readonly CoveringRoute[],
): string {
  const operations = operationsOf(openapi)
  const ways = new Map<string, string[]>(operations.map((operation) => [operation, []]))
  const declared = [
    ...fieldsOf(schemas),
    ...routes.flatMap(({ method, path, covers }) =>
      covers.map((operation) => [operation, `${method} ${path}`] as const),
    ),
  ]
  for (const [operation, way] of declared) {
    const known = ways.get(operation)
    if (known === undefined)
      throw new Error(`${way} stands for ${operation}, which the REST API does not have`)
    if (!known.includes(way)) known.push(way)
  }
  const missing = operations.filter((operation) => ways.get(operation)?.length === 0)
  if (missing.length > 0) throw new Error(`reached by no field and no route:\n  ${missing.join('\n  ')}`)
  return [
    '# How each operation of the REST API is reached',
    '',
    `${operations.length} of ${operations.length} operations. \`npm run generate\` writes this page from the declarations on the`,
    'fields and from the table of the gateway’s routes, and fails when an operation is missing.',
    '',
    '| REST operation | through |',
    '|---|---|',
    ...operations.map((operation) => {
      const list = [...(ways.get(operation) ?? [])].sort().map((way) => `\`${way}\``)
      return `| \`${operation}\` | ${list.join(', ')} |`
    }),
    '',
  ].join('\n')
}

// schema/permissions.md: who may use each field, from what is declared on it and on the ways that lead to it.
import {
  type Access,
  declaredAccess,
  declaredOwnRecords,
  isInternal,
  type OwnRecords,
} from '@ticketing/subgraph-kit'
import { type GraphQLField, type GraphQLSchema, getNamedType, isAbstractType, isObjectType } from 'graphql'

type Column = 'guest' | 'USER' | 'EMPLOYEE' | 'ADMIN'
const COLUMNS: readonly Column[] = ['guest', 'USER', 'EMPLOYEE', 'ADMIN']
const ROOTS: readonly string[] = ['Query', 'Mutation', 'Subscription']

/** From least to most. */
const CELLS = ['no', 'own', 'yes'] as const
type Cell = (typeof CELLS)[number]
type Cells = readonly Cell[]

const less = (a: Cell, b: Cell): Cell => (CELLS.indexOf(a) < CELLS.indexOf(b) ? a : b)
const more = (a: Cell, b: Cell): Cell => (CELLS.indexOf(a) > CELLS.indexOf(b) ? a : b)
const NEVER: Cells = COLUMNS.map(() => 'no')
const ALWAYS: Cells = COLUMNS.map(() => 'yes')
const together = (pick: typeof less, a: Cells, b: Cells): Cells =>
  a.map((cell, index) => pick(cell, b[index] ?? 'no'))

function accessCell(access: Access, column: Column): Cell {
  if (access.kind === 'public') return 'yes'
  if (column === 'guest') return 'no'
  switch (access.kind) {
    case 'signed-in':
      return 'yes'
    case 'owner':
      return 'own'
    case 'roles':
      return access.roles.includes(column) ? 'yes' : 'no'
    case 'owner-or-roles':
      return access.roles.includes(column) ? 'yes' : 'own'
  }
}

const recordsCell = ({ anybodysFor }: OwnRecords, column: Column): Cell =>
  column !== 'guest' && anybodysFor.includes(column) ? 'yes' : 'own'

/** One field of the supergraph: its own cells, its type, and the types that it leads to. */
interface Row {
  readonly name: string
  readonly type: string
  readonly declared: Cells
  readonly leadsTo: readonly string[]
}

function targetsOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): readonly string[] {
  const target = getNamedType(field.type)
  if (isAbstractType(target)) return schema.getPossibleTypes(target).map(({ name }) => name)
  return isObjectType(target) ? [target.name] : []
}

function rowsOf(schema: GraphQLSchema): readonly Row[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('_'))
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) => {
        const access = declaredAccess(field.extensions, type.extensions)
        if (access === undefined || field.name.startsWith('_') || isInternal(field.extensions)) return []
        const own = declaredOwnRecords(field.extensions)
        const declared = COLUMNS.map((column) =>
          less(accessCell(access, column), own === null ? 'yes' : recordsCell(own, column)),
        )
        const name = `${type.name}.${field.name}`
        return [{ name, type: type.name, declared, leadsTo: targetsOf(schema, field) }]
      }),
    )
}

/** How far each type is reached: as far as the best of the ways to it, and a way is as good as its worst field. */
function reachOfTypes(rows: readonly Row[]): ReadonlyMap<string, Cells> {
  const reach = new Map<string, Cells>(ROOTS.map((root) => [root, ALWAYS]))
  let grows = true
  while (grows) {
    grows = false
    for (const { type, declared, leadsTo } of rows) {
      const through = together(less, declared, reach.get(type) ?? NEVER)
      for (const target of leadsTo) {
        const before = reach.get(target) ?? NEVER
        const after = together(more, before, through)
        if (after.join() === before.join()) continue
        reach.set(target, after)
        grows = true
      }
    }
  }
  return reach
}

/** The table over all subgraphs. A field that two subgraphs share must have one rule, else this throws. */
export function permissionTable(schemas: readonly GraphQLSchema[]): string {
  const rows = schemas.flatMap(rowsOf)
  const reach = reachOfTypes(rows)
  const table = new Map<string, string>()
  for (const { name, type, declared } of rows) {
    const cells = together(less, declared, reach.get(type) ?? NEVER).join(' | ')
    if ((table.get(name) ?? cells) !== cells) throw new Error(`${name} has two different rules`)
    table.set(name, cells)
  }
  const lines = [...table]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, cells]) => `| ${field} | ${cells} |`)
  return [
    '# Who may use which field',
    '',
    'Made from the access declared on each field; `npm run generate` writes it. `own`: only what belongs to the caller,',
    "such as a guest's own cart. A cell counts the ways to its field as well: `RecoveryCodes.codes` has no rule of its own,",
    'and is nothing for guests, since only `Mutation.confirmTwoFactor` leads to it.',
    '',
    `| field | ${COLUMNS.map((column) => column.toLowerCase()).join(' | ')} |`,
    `|---|${COLUMNS.map(() => '---').join('|')}|`,
    ...lines,
    '',
  ].join('\n')
}

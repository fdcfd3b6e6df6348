// schema/permissions.md: who may use each field, from the one declaration on the field.
import type { Access } from '@ticketing/subgraph-kit'
import { declaredAccess } from '@ticketing/subgraph-kit'
import { type GraphQLSchema, isObjectType } from 'graphql'

type Column = 'guest' | 'USER' | 'EMPLOYEE' | 'ADMIN'
const COLUMNS: readonly Column[] = ['guest', 'USER', 'EMPLOYEE', 'ADMIN']

function cell(access: Access, column: Column): string {
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

/** Rows `Type.field | guest | …` of one subgraph's schema, in the order of their names. */
function rowsOf(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const rows = new Map<string, string>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue
    for (const field of Object.values(type.getFields())) {
      const access = declaredAccess(field.extensions, type.extensions)
      if (access === undefined || field.name.startsWith('_')) continue
      const cells = COLUMNS.map((column) => cell(access, column))
      rows.set(`${type.name}.${field.name}`, cells.join(' | '))
    }
  }
  return rows
}

/** The table over all subgraphs. A field that two subgraphs share must have one rule, else this throws. */
export function permissionTable(schemas: readonly GraphQLSchema[]): string {
  const rows = new Map<string, string>()
  for (const [field, cells] of schemas.flatMap((schema) => [...rowsOf(schema)])) {
    if ((rows.get(field) ?? cells) !== cells) throw new Error(`${field} has two different rules`)
    rows.set(field, cells)
  }
  const lines = [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, cells]) => `| ${field} | ${cells} |`)
  return [
    '# Who may use which field',
    '',
    'Made from the access declared on each field; `npm run generate` writes it. `own`: only on a record that belongs',
    'to the caller. A field of a type can only be read where a field that leads to it may be: `yes` for a guest on',
    '`Session.token` means that whoever gets a session by `Mutation.login` may read its token.',
    '',
    `| field | ${COLUMNS.map((column) => column.toLowerCase()).join(' | ')} |`,
    `|---|${COLUMNS.map(() => '---').join('|')}|`,
    ...lines,
    '',
  ].join('\n')
}

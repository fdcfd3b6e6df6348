// What the declarations say against what the backend allows, as it was written down by hand.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { type ConstDirectiveNode, type FieldDefinitionNode, Kind, parse } from 'graphql'
import { AUDIENCES, EXPECTED } from './permissions.expected.js'

const read = (file: string) =>
  readFileSync(fileURLToPath(new URL(`../../schema/${file}`, import.meta.url)), 'utf8')

const inOrder = (rows: ReadonlyMap<string, string>) =>
  Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)))

/** `Type.field` and its cells, as schema/permissions.md has them. */
function generatedTable(): Record<string, string> {
  const rows = read('permissions.md').matchAll(/^\| (\w+\.\w+) \| (.+) \|$/gm)
  return inOrder(new Map([...rows].map(([, field = '', cells = '']) => [field, cells])))
}

function namesIn({ arguments: [list] = [] }: ConstDirectiveNode): readonly string[] {
  if (list?.value.kind !== Kind.LIST) return []
  return list.value.values.flatMap((all) =>
    all.kind === Kind.LIST ? all.values.map((name) => (name.kind === Kind.STRING ? name.value : '?')) : '?',
  )
}

/** The rule that the directives of a field tell any router, in the words of the table. */
function ruleOf(directives: readonly ConstDirectiveNode[]): string {
  const rules = directives.flatMap((directive) => {
    if (directive.name.value === 'authenticated') return ['signed in']
    const isRule = ['requiresScopes', 'policy'].includes(directive.name.value)
    return isRule ? [namesIn(directive).join(' or ').replaceAll('role:', '')] : []
  })
  return rules.join(' and ') || 'public'
}

/** Not what only the gateway asks for, nor what another subgraph tells. */
const isTold = ({ directives = [] }: FieldDefinitionNode): boolean =>
  !directives.some(({ name }) => ['inaccessible', 'external'].includes(name.value))

/** `Type.field` and the rule in the SDL of each subgraph that has it. */
function declaredRules(): Record<string, string> {
  const rules = new Map<string, string>()
  for (const file of ['ticketing.graphql', 'payments.graphql', 'currency.graphql', 'audit.graphql']) {
    for (const type of parse(read(file)).definitions) {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
      for (const field of type.fields ?? []) {
        if (!isTold(field)) continue
        const name = `${type.name.value}.${field.name.value}`
        const rule = ruleOf([...(type.directives ?? []), ...(field.directives ?? [])])
        const before = rules.get(name) ?? rule
        rules.set(name, before === rule ? rule : `${before} here, ${rule} there`)
      }
    }
  }
  return inOrder(rules)
}

describe('the table of permissions', () => {
  it('names each field once', () => {
    const names = EXPECTED.map(([name]) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it('allows what the backend allows: no cell differs, none is missing, none is too many', () => {
    const cells = EXPECTED.map(([name, expected]): [string, string] => [
      name,
      AUDIENCES.map((audience) => expected.cells[audience]).join(' | '),
    ])
    expect(generatedTable()).toEqual(inOrder(new Map(cells)))
  })

  it('is what the directives of each subgraph tell any router', () => {
    expect(declaredRules()).toEqual(
      inOrder(new Map(EXPECTED.map(([name, { wall }]): [string, string] => [name, wall]))),
    )
  })
})

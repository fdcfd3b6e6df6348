import { describe, expect, it } from '@jest/globals'
import { type GraphQLObjectType, isInterfaceType, isObjectType, parse } from 'graphql'
import { decideAccess, decideByRole } from '../access/decide.js'
import { ruledFields } from '../access/rules.js'
import { buildSchemaOf } from '../schema/build.js'
import { admin, bothWays, employee, guest, writer } from '../testing/both-ways.js'
import { libraryDefinition } from '../testing/library.js'
import { createRoleCheck, rulesIn } from './rules-in.js'

const { schema, open } = buildSchemaOf(libraryDefinition)
const ruled = ruledFields(open).map(
  ({ type, name, access }) => [`${type.name}.${name}`, type, access] as const,
)
const calls = [guest, writer, employee, admin]

/** One selection of the field; what its arguments are does not matter to its rule. */
const asking = (type: GraphQLObjectType, name: string) =>
  parse(`fragment F on ${type.name} { ...G } fragment G on ${type.name} { a { other: ${name} } ${name} }`)

describe('rulesIn', () => {
  it.each(ruled)('finds the rule of %s', (path, type, access) => {
    const name = path.split('.')[1] ?? ''
    expect(rulesIn(open, asking(type, name))).toContain(access)
    for (const parent of type.getInterfaces()) {
      if (!(name in parent.getFields())) continue
      expect(rulesIn(open, parse(`fragment F on ${parent.name} { ${name} }`))).toContain(access)
    }
  })

  it('finds what every type of an interface may be asked for', () => {
    const shared = Object.values(schema.getTypeMap())
      .filter(isInterfaceType)
      .map(({ name }) => name)
    expect(shared).toEqual(['Named'])
    expect(rulesIn(open, parse('fragment F on Named { note name }'))).toHaveLength(2)
  })
})

describe('a rule decided by the role alone', () => {
  it.each(ruled)('says of %s what is said with the record at hand', (_path, _type, access) => {
    for (const { caller } of calls) {
      const byRole = decideByRole(access, caller?.role ?? null)
      const owned = decideAccess(access, caller, { ownerId: caller?.userId })
      const foreign = decideAccess(access, caller, { ownerId: -1 })
      expect([owned === true, foreign === true]).toEqual(
        { allowed: [true, true], refused: [false, false], 'by record': [true, false] }[byRole],
      )
      expect(createRoleCheck([access])(caller?.role ?? null)).toBe(byRole !== 'refused')
    }
  })
})

describe('the schema without rules', () => {
  it('shares no type with the shielded one', () => {
    for (const type of Object.values(open.getTypeMap())) {
      if (isObjectType(type) && !type.name.startsWith('__')) expect(schema.getType(type.name)).not.toBe(type)
    }
  })

  it('still asks who owns a record', async () => {
    const document = '{ found(ids: [1, 3]) { ... on Writer { address diary royalties note } } }'
    for (const call of calls) {
      const { compiled, plain } = await bothWays({ document, call })
      expect(compiled).toEqual(plain)
      expect(compiled.errors.length).toBe({ 0: 8, 3: 6, 5: 8, 9: 2 }[call.caller?.userId ?? 0])
    }
  })
})

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { accountLock, emailFault, nameFault, passwordFaults, refuseFaults } from './account.rules.js'

describe('passwordFaults', () => {
  it.each([
    ['Long-Enough-2024!', []],
    ['Éclair bleu pâle 7', []],
    ['', ['TOO_SHORT', 'NO_MIXED_CASE', 'NO_NUMBER', 'NO_SYMBOL']],
    ['Short-1', ['TOO_SHORT']],
    ['all-lower-case-2024', ['NO_MIXED_CASE']],
    ['ALL-UPPER-CASE-2024', ['NO_MIXED_CASE']],
    ['No-Number-In-Here', ['NO_NUMBER']],
    ['NoSymbolInHere2024', ['NO_SYMBOL']],
  ])('finds in %j %j', (password, faults) => {
    expect(passwordFaults(password)).toEqual(faults)
  })

  it('counts characters, not their parts', () => {
    expect(passwordFaults(`Aa1!${'🏅'.repeat(10)}`)).toEqual(['TOO_SHORT'])
    expect(passwordFaults(`Aa1!${'🏅'.repeat(11)}`)).toEqual([])
  })

  it('finds no more when a good password becomes longer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (more) => {
        expect(passwordFaults(`Long-Enough-2024!${more}`)).toEqual([])
      }),
    )
  })
})

describe('names and addresses', () => {
  it.each([
    ['Zoé', true],
    [` ${'x'.repeat(100)} `, true],
    ['x'.repeat(101), false],
    ['', false],
    [' \t', false],
  ])('takes the name %j: %j', (name, good) => {
    expect(nameFault(name) === null).toBe(good)
  })

  it.each([
    ['ada@example.test', true],
    [' ada@example.test ', true],
    ['ada', false],
    ['a b@example.test', false],
    ['a@b@c', false],
    [`${'x'.repeat(250)}@x.test`, false],
  ])('takes the address %j: %j', (email, good) => {
    expect(emailFault(email) === null).toBe(good)
  })

  it('names all faults at once, and nothing that is good', () => {
    const fields = () => refuseFaults({ firstName: 'Too long.', lastName: null, email: 'None.' })
    expect(fields).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        extensions: { fields: { firstName: ['Too long.'], email: ['None.'] } },
      }),
    )
    expect(() => refuseFaults({ firstName: null })).not.toThrow()
  })

  it('have one lock in whatever case', () => {
    expect(accountLock(' Ada@Example.test')).toBe(accountLock('ada@example.TEST '))
    expect(accountLock(7)).toBe('account:7')
  })
})

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { sightOf } from './user.rules.js'

const as = (role: 'USER' | 'EMPLOYEE' | 'ADMIN', userId = 7) => ({
  sessionId: null,
  userId,
  role,
  backendToken: 't',
})

describe('sightOf', () => {
  it('shows everybody to himself and nobody to a guest', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('USER', 'EMPLOYEE', 'ADMIN'), (id, role) => {
        expect(sightOf(id, as(role, id))).toBe('self')
        expect(sightOf(id, null)).toBe('none')
      }),
    )
  })

  it('shows others to staff only', () => {
    expect([as('USER'), as('EMPLOYEE'), as('ADMIN')].map((caller) => sightOf(8, caller))).toEqual([
      'none',
      'staff',
      'staff',
    ])
  })
})

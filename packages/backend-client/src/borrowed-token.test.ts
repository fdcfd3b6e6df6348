import { describe, expect, it } from '@jest/globals'
import { borrowToken, withinReach } from './borrowed-token.js'

const TOKEN = `1|${'a'.repeat(48)}`
const refusal = { code: 'FORBIDDEN', extensions: { reason: 'NO_ACCOUNT' } }

describe('a borrowed token', () => {
  it('is sent as it is where an admin works on records of others', () => {
    const call = { token: borrowToken(TOKEN, 'ADMIN'), language: 'fr' }
    for (const route of ['/api/users', '/api/payments', '/api/tickets', '/api/invoices/admin/{filename}']) {
      expect(withinReach({ method: 'GET', route }, call)).toEqual({ token: TOKEN, language: 'fr' })
    }
    expect(withinReach({ method: 'POST', route: '/api/payments/{uuid}/refund' }, call).token).toBe(TOKEN)
  })

  it.each([
    ['GET', '/api/users/me'],
    ['PATCH', '/api/users/me'],
    ['GET', '/api/cart'],
    ['PATCH', '/api/cart/items/{product}'],
    ['POST', '/api/payments'],
    ['GET', '/api/tickets/user'],
    ['GET', '/api/invoices'],
    ['PATCH', '/api/auth/password'],
    ['PATCH', '/api/auth/email'],
    ['POST', '/api/auth/2fa/enable'],
    ['POST', '/api/auth/logout'],
    ['POST', '/api/tickets/scan/{token}'],
    ['GET', '/api/tickets/admin/{other}'],
  ] as const)('never reaches what is the service account’s own: %s %s', (method, route) => {
    for (const role of ['ADMIN', 'EMPLOYEE'] as const) {
      expect(() => withinReach({ method, route }, { token: borrowToken(TOKEN, role) })).toThrow(
        expect.objectContaining(refusal),
      )
    }
  })

  it('reaches little for an employee', () => {
    const call = { token: borrowToken(TOKEN, 'EMPLOYEE') }
    expect(withinReach({ method: 'GET', route: '/api/users/{user}' }, call).token).toBe(TOKEN)
    for (const route of ['/api/users', '/api/payments', '/api/tickets']) {
      expect(() => withinReach({ method: 'GET', route }, call)).toThrow(expect.objectContaining(refusal))
    }
  })

  it('is told from any token of a person, which reaches as far as the backend lets it', () => {
    for (const token of [null, TOKEN, 'x']) {
      expect(withinReach({ method: 'GET', route: '/api/cart' }, { token })).toEqual({ token })
    }
  })
})

import { describe, expect, it } from '@jest/globals'
import { guestCall, signedInCall } from '@ticketing/session/testing'
import { askerOf } from './asker.js'

describe('askerOf', () => {
  it.each([
    ['a guest', guestCall(), { id: null, role: 'GUEST' }],
    ['a user', signedInCall(), { id: '7', role: 'USER' }],
    [
      'staff of an identity provider',
      signedInCall({ userId: 0, role: 'ADMIN' }, { staffId: 'staff:a' }),
      { id: 'staff:a', role: 'ADMIN' },
    ],
  ])('names %s', (_who, call, actor) => expect(askerOf(call).actor).toEqual(actor))
})

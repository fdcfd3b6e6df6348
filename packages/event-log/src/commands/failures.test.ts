import { describe, expect, it } from '@jest/globals'
import { CodedError, type ErrorCode } from '@ticketing/service-kit'
import { refusalIn } from './failures.js'

const failure = (code: ErrorCode, extensions: Readonly<Record<string, unknown>> = {}) =>
  new CodedError(code, '', { extensions })

describe('refusalIn', () => {
  it.each<ErrorCode>([
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'BAD_USER_INPUT',
    'CONFLICT',
    'RATE_LIMITED',
    // Flagged where it may have arrived: refused connections and open breakers are known.
    'BACKEND_UNAVAILABLE',
    'SERVICE_UNAVAILABLE',
  ])('takes %s for a refusal, of one command or of none', (code) => {
    expect([refusalIn(failure(code), 0), refusalIn(failure(code), 1)]).toEqual([code, code])
  })

  it.each<ErrorCode>(['BACKEND_TIMEOUT', 'BACKEND_INVALID_RESPONSE', 'INTERNAL_SERVER_ERROR'])(
    'takes %s for a refusal only where nothing was sent',
    (code) => {
      expect([refusalIn(failure(code), 0), refusalIn(failure(code), 1)]).toEqual([code, null])
    },
  )

  it.each(['outcomeUnknown', 'carriedOut'])('never takes what is flagged %s for one', (flag) => {
    for (const sent of [0, 1, 2]) {
      expect(refusalIn(failure('BACKEND_UNAVAILABLE', { [flag]: true }), sent)).toBeNull()
      expect(refusalIn(failure('NOT_FOUND', { [flag]: true }), sent)).toBeNull()
    }
    expect(refusalIn(failure('NOT_FOUND', { [flag]: false }), 1)).toBe('NOT_FOUND')
  })

  it('knows nothing once a second command was sent: the first may stand', () => {
    expect(refusalIn(failure('NOT_FOUND'), 2)).toBeNull()
  })

  it('knows nothing of what is no failure of the catalogue', () => {
    for (const error of [new Error('NOT_FOUND'), new TypeError(), 'NOT_FOUND', undefined]) {
      expect(refusalIn(error, 0)).toBeNull()
    }
  })
})

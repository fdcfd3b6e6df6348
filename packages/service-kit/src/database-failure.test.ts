import { describe, expect, it } from '@jest/globals'
import { toDatabaseFailure } from './database-failure.js'

describe('toDatabaseFailure', () => {
  it.each(['ECONNREFUSED', '57P01', '08006', '53300', '57014'])(
    'takes %s for a database that is down',
    (code) => {
      expect(toDatabaseFailure(Object.assign(new Error('x'), { code }))).toMatchObject({
        code: 'SERVICE_UNAVAILABLE',
      })
    },
  )

  it.each(['23505', '42P01', '40001'])('passes %s on as it is', (code) => {
    const error = Object.assign(new Error('x'), { code })
    expect(toDatabaseFailure(error)).toBe(error)
  })
})

import { describe, expect, it } from '@jest/globals'
import { CodedError } from '@ticketing/service-kit'
import fc from 'fast-check'
import { parseDateRange } from '../index.js'

const days = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('a range of days', () => {
  it('is taken as it is written when it does not end before it begins', () => {
    fc.assert(
      fc.property(days, days, (from, to) => {
        if (from <= to) expect(parseDateRange({ from, to }, 'created')).toEqual({ from, to })
        else expect(() => parseDateRange({ from, to }, 'created')).toThrow('created.from is not after')
      }),
    )
  })

  it('may be open at either end', () => {
    expect(parseDateRange({ from: '2024-07-26' }, 'created')).toEqual({ from: '2024-07-26', to: null })
    expect(parseDateRange({ from: null, to: '2024-07-26' }, 'created')).toEqual({
      from: null,
      to: '2024-07-26',
    })
    for (const open of [{}, null, undefined]) {
      expect(parseDateRange(open, 'created')).toEqual({ from: null, to: null })
    }
  })

  it.each(['2024-02-30', '2023-02-29', '26/07/2024', '2024-7-1', 'today', '', '2024-07-26T00:00:00Z'])(
    'refuses %p, which is no day',
    (from) => {
      const refusal = new CodedError('BAD_USER_INPUT', 'created.from is a day written as YYYY-MM-DD.')
      expect(() => parseDateRange({ from }, 'created')).toThrow(refusal)
    },
  )
})

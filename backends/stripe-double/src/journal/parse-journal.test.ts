import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Change } from '../core/state.js'
import { parseJournal } from './parse-journal.js'

describe('a journal that was cut anywhere', () => {
  it('reads as the batches that are whole', () => {
    const batch = fc.array(fc.string().map((eventId): Change => ({ kind: 'delivery-settled', eventId })))
    fc.assert(
      fc.property(fc.array(batch), fc.nat(), (batches, anywhere) => {
        const lines = batches.map((changes) => Buffer.from(`${JSON.stringify(changes)}\n`))
        const bytes = Buffer.concat(lines)
        const cut = bytes.length === 0 ? 0 : anywhere % (bytes.length + 1)
        let whole = 0
        let length = 0
        for (const line of lines) {
          if (length + line.length > cut) break
          length += line.length
          whole += 1
        }
        expect(parseJournal(bytes.subarray(0, cut))).toEqual({ batches: batches.slice(0, whole), length })
      }),
    )
  })
})

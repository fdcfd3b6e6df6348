import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { z } from 'zod'
import { compiledAnswer } from './compiled-answer.js'

const answer = () =>
  z.object({
    id: z.int(),
    price: z.union([z.number(), z.string()]).transform(String),
    note: z
      .string()
      .nullish()
      .transform((text) => text ?? null),
    lines: z.array(z.object({ quantity: z.int() })),
  })

const value = fc.record(
  {
    id: fc.oneof(fc.integer(), fc.string()),
    price: fc.oneof(fc.double(), fc.string(), fc.constant(null)),
    note: fc.oneof(fc.string(), fc.constant(null), fc.integer()),
    lines: fc.array(fc.record({ quantity: fc.oneof(fc.integer(), fc.constant('x')), more: fc.anything() })),
    unknown: fc.anything(),
  },
  { requiredKeys: [] },
)

describe('compiledAnswer', () => {
  it('becomes another schema for an answer that keeps coming, and only for that', () => {
    const written = answer()
    const used = Array.from({ length: 40 }, () => compiledAnswer(written))
    expect(used[0]).toBe(written)
    expect(used.at(-1)).not.toBe(written)
    expect(used.at(-1)).toBe(used.at(-2))
    expect(compiledAnswer(answer())).not.toBe(used.at(-1))
  })

  it('takes and refuses what the schema as written does, and names the same faults', () => {
    const written = answer()
    for (let use = 0; use < 40; use += 1) compiledAnswer(written)
    fc.assert(
      fc.property(value, (of) => {
        const expected = written.safeParse(of)
        const found = compiledAnswer(written).safeParse(of)
        expect(found.data).toEqual(expected.data)
        expect(found.error?.issues).toEqual(expected.error?.issues)
      }),
    )
  })
})

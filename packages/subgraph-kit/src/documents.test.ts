import { describe, expect, it } from '@jest/globals'
import { createDocuments, type DocumentLimits } from './documents.js'
import { buildSchemaOf } from './schema/build.js'
import { libraryDefinition } from './testing/library.js'

function documentsWith(limits: DocumentLimits) {
  const { schema, open } = buildSchemaOf(libraryDefinition)
  return createDocuments({ shielded: schema, open }, limits)
}
/** Texts that all have three fields. */
const textOf = (at: number): string => `{ a${at}: books(ids: [1]) { id name } }`

describe('documents', () => {
  it('are checked and compiled once while they are used', () => {
    const find = documentsWith({ documents: 4 })
    const first = find(textOf(0))
    const run = first.operation?.(undefined)
    for (let at = 1; at < 20; at += 1) {
      find(textOf(at))
      expect(find(textOf(0))).toBe(first)
    }
    expect(first.operation?.(undefined)).toBe(run)
  })

  it('that nobody asks for are forgotten once there are many', () => {
    const find = documentsWith({ documents: 4 })
    const first = find(textOf(0))
    for (let at = 1; at < 5; at += 1) find(textOf(at))
    expect(find(textOf(0))).not.toBe(first)
  })

  it.each([
    ['once their code is large', 60, true],
    ['not while it is small', 600, false],
  ])('that nobody asks for are forgotten: %s', (_when, fields, isForgotten) => {
    const find = documentsWith({ fields })
    const first = find(textOf(0))
    first.operation?.(undefined)
    for (let at = 1; at < 30; at += 1) find(textOf(at)).operation?.(undefined)
    expect(find(textOf(0)) !== first).toBe(isForgotten)
  })

  it('that stay in use keep their weight', () => {
    const find = documentsWith({ fields: 60 })
    const kept = Array.from({ length: 20 }, (_, at) => find(textOf(at)))
    for (const one of kept) one.operation?.(undefined)
    for (let round = 0; round < 3; round += 1)
      for (let at = 0; at < 20; at += 1) find(textOf(at)).operation?.(undefined)
    const still = kept.filter((one, at) => find(textOf(at)) === one)
    expect(still.length).toBeLessThan(20)
  })
})

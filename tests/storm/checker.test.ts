import { describe, expect, it } from '@jest/globals'
import { findFaults } from './checker.js'
import type { Evidence, FaultKind, Line } from './evidence.js'

const line = (position: number, stream: string, version: number, more: Partial<Line> = {}): Line => ({
  position: BigInt(position),
  stream,
  version,
  id: `event-${position}`,
  type: 'CartItemSet',
  causationId: null,
  deed: `deed-${position}`,
  together: null,
  hash: `hash-${position}`,
  ...more,
})

const intent = { type: 'CommandIntended', deed: null }

/** Two streams, a command on one of them, and another event because of it. */
const LOG: readonly Line[] = [
  line(1, 'a', 1),
  line(2, 'b', 1, intent),
  line(3, 'a', 2),
  line(4, 'b', 2, { causationId: 'event-2' }),
  line(5, 'a', 3, { causationId: 'event-2' }),
]

const ack = (position: number, stream: string, version: number) => ({
  id: `event-${position}`,
  stream,
  version,
})

const SOUND: Evidence = {
  acknowledged: new Map([
    ['one', [ack(1, 'a', 1), ack(3, 'a', 2)]],
    ['two', [ack(2, 'b', 1), ack(4, 'b', 2)]],
  ]),
  promised: ['deed-4'],
  refused: ['deed-0'],
  done: new Map([
    ['deed-4', 1],
    ['deed-5', 1],
  ]),
  readings: [
    { reader: 'early', lines: LOG.slice(0, 3) },
    { reader: 'late', lines: LOG },
  ],
  end: LOG,
  unsound: [],
}

const kindsOf = (changes: Partial<Evidence>): readonly FaultKind[] => [
  ...new Set(findFaults({ ...SOUND, ...changes }).map(({ kind }) => kind)),
]

/** The log without some of its events, numbered anew as if they had never been. */
function without(...positions: number[]): readonly Line[] {
  const versions = new Map<string, number>()
  return LOG.filter(({ position }) => !positions.includes(Number(position))).map((kept, index) => {
    const version = (versions.get(kept.stream) ?? 0) + 1
    versions.set(kept.stream, version)
    return { ...kept, position: BigInt(index + 1), version }
  })
}

const replaced = (position: number, changes: Partial<Line>): readonly Line[] =>
  LOG.map((old) => (Number(old.position) === position ? { ...old, ...changes } : old))

describe('the checker of a storm', () => {
  it('finds nothing in a log that has kept its promises', () => {
    expect(findFaults(SOUND)).toEqual([])
  })

  it('finds an acknowledged event that is lost at the end, although the rest fits', () => {
    expect(kindsOf({ end: LOG.slice(0, 3), readings: [], promised: [], done: new Map() })).toEqual([
      'lost',
      'open',
    ])
  })

  it('finds one lost in the middle, although the others close ranks', () => {
    expect(kindsOf({ end: without(3), readings: [] })).toEqual(['lost'])
  })

  it('finds a lost deed whose event nobody was told of', () => {
    const acknowledged = new Map()
    expect(kindsOf({ end: LOG, promised: ['deed-9'], acknowledged })).toEqual(['lost'])
  })

  it('finds an event that stands elsewhere than was said', () => {
    expect(kindsOf({ acknowledged: new Map([['one', [ack(3, 'a', 3)]]]) })).toEqual(['moved'])
  })

  it('finds an event that stands twice', () => {
    const end = [...LOG, line(6, 'c', 1, { id: 'event-1', deed: null })]
    expect(kindsOf({ end, acknowledged: new Map() })).toEqual(['twice'])
  })

  it('finds one deed told by two events', () => {
    expect(kindsOf({ end: [...LOG, line(6, 'c', 1, { deed: 'deed-1' })] })).toEqual(['twice'])
  })

  it('finds an append of which only a part stands', () => {
    const together = { append: 'both', size: 2 }
    expect(kindsOf({ end: [...LOG, line(6, 'c', 1, { together })] })).toEqual(['torn'])
    expect(kindsOf({ end: [...LOG, line(6, 'c', 1, { together }), line(7, 'd', 1, { together })] })).toEqual(
      [],
    )
  })

  it('finds a deed done twice, and one that nobody tells of', () => {
    expect(kindsOf({ done: new Map([...SOUND.done, ['deed-5', 2]]) })).toEqual(['twice'])
    expect(kindsOf({ done: new Map([...SOUND.done, ['deed-9', 1]]) })).toEqual(['untold'])
  })

  it('finds a deed that was refused and done, and one that is told and was not done', () => {
    expect(kindsOf({ refused: ['deed-4'] })).toEqual(['untrue'])
    expect(kindsOf({ done: new Map([['deed-4', 1]]) })).toEqual(['untrue'])
  })

  it('finds a position that nobody has', () => {
    expect(kindsOf({ end: replaced(5, { position: 6n }), readings: [] })).toEqual(['gap'])
  })

  it('finds a version that nobody has', () => {
    expect(kindsOf({ end: replaced(5, { version: 4 }), readings: [] })).toEqual(['gap'])
  })

  it('finds versions of a stream that stand the wrong way round in the log', () => {
    const end = [...LOG, line(6, 'c', 2), line(7, 'c', 1)]
    expect(kindsOf({ end })).toEqual(['gap'])
  })

  it('finds acknowledgements of one writer that stand the wrong way round', () => {
    expect(kindsOf({ acknowledged: new Map([['one', [ack(4, 'b', 2), ack(3, 'a', 2)]]]) })).toEqual(['order'])
  })

  it('finds an effect before its cause, and one whose cause is lost', () => {
    expect(kindsOf({ end: replaced(1, { causationId: 'event-3' }) })).toEqual(['order'])
    expect(kindsOf({ end: replaced(1, { causationId: 'event-0' }) })).toEqual(['order'])
  })

  it('finds an event that slipped in behind an intent', () => {
    expect(kindsOf({ end: replaced(4, { causationId: 'event-1' }) })).toEqual(['unpaired'])
  })

  it('finds an intent that nobody has closed', () => {
    expect(kindsOf({ end: [...LOG, line(6, 'b', 3, intent)] })).toEqual(['open'])
  })

  it('finds an earlier reading that is no beginning of the later one', () => {
    expect(kindsOf({ end: replaced(3, { hash: 'other' }) })).toEqual(['changed'])
    expect(kindsOf({ readings: [{ reader: 'dreamer', lines: [...LOG, line(6, 'c', 1)] }] })).toEqual([
      'changed',
    ])
    expect(
      kindsOf({ readings: [{ reader: 'skipper', lines: [LOG[0], LOG[2]].flatMap((l) => l ?? []) }] }),
    ).toEqual(['changed'])
  })

  it('finds bytes that do not fit their hash', () => {
    expect(kindsOf({ unsound: ['event-3'] })).toEqual(['unsound'])
  })
})

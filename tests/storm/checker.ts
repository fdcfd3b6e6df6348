// Whether a log has kept its promises through a storm. Pure: the evidence comes in, the faults go out.
import type { Acknowledged, Evidence, Fault, FaultKind, Line, Reading } from './evidence.js'

const fault = (kind: FaultKind, text: string): Fault => ({ kind, text })
const nameOf = ({ type, id, stream, version, position }: Line): string =>
  `${type} ${id} (${stream} version ${version}, position ${position})`

function byId(lines: readonly Line[]): ReadonlyMap<string, Line> {
  return new Map(lines.map((line) => [line.id, line]))
}

/** Every promise: what was acknowledged stands where it was said to stand. */
function lost(
  writer: string,
  acknowledged: readonly Acknowledged[],
  found: ReadonlyMap<string, Line>,
): Fault[] {
  return acknowledged.flatMap(({ id, stream, version }) => {
    const line = found.get(id)
    if (line === undefined) return [fault('lost', `${writer} was told that ${id} stands in ${stream}`)]
    if (line.stream === stream && line.version === version) return []
    return [fault('moved', `${writer} was told ${stream} version ${version}: ${nameOf(line)}`)]
  })
}

/** What a writer was told one after the other stands one after the other. */
function shuffled(
  writer: string,
  acknowledged: readonly Acknowledged[],
  found: ReadonlyMap<string, Line>,
): Fault[] {
  const told = acknowledged.flatMap(({ id }) => found.get(id) ?? [])
  return told.flatMap((line, index) => {
    const before = told[index - 1]
    if (before === undefined || before.position < line.position) return []
    return [fault('order', `${writer} was told first of ${nameOf(before)}, then of ${nameOf(line)}`)]
  })
}

function told(what: (line: Line) => string | null, lines: readonly Line[]): ReadonlyMap<string, Line[]> {
  const groups = new Map<string, Line[]>()
  for (const line of lines) {
    const key = what(line)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return groups
}

function twice(what: string, groups: ReadonlyMap<string, readonly Line[]>): Fault[] {
  return [...groups].flatMap(([key, lines]) =>
    lines.length < 2
      ? []
      : [fault('twice', `the ${what} ${key} stands ${lines.length} times: ${lines.map(nameOf)}`)],
  )
}

/** What was appended together stands together, or not at all. */
function torn(lines: readonly Line[]): Fault[] {
  const appends = told(({ together }) => together?.append ?? null, lines)
  return [...appends.values()].flatMap(([first, ...others]) => {
    if (first?.together?.size === others.length + 1) return []
    return [
      fault(
        'torn',
        `${others.length + 1} of ${first?.together?.size}, beginning with ${first && nameOf(first)}`,
      ),
    ]
  })
}

/** What a command did is told, what is told was done, and nothing was that was refused. */
function untrue({ refused, done, end }: Evidence, found: ReadonlyMap<string, Line>): Fault[] {
  const deeds = new Set(end.map(({ deed }) => deed))
  const byCommand = end.filter(({ causationId }) => found.get(causationId ?? '')?.type === 'CommandIntended')
  return [
    ...[...done].flatMap(([deed, times]) => {
      if (times > 1) return [fault('twice', `the deed ${deed} was done ${times} times`)]
      return deeds.has(deed) ? [] : [fault('untold', `the deed ${deed} was done`)]
    }),
    ...refused
      .filter((deed) => done.has(deed))
      .map((deed) => fault('untrue', `${deed} was refused, and done`)),
    ...byCommand
      .filter(({ deed }) => deed !== null && !done.has(deed))
      .map((line) => fault('untrue', `${line.deed} was not done: ${nameOf(line)}`)),
  ]
}

/** Positions count from 1 over the log, and versions from 1 within each stream, in one and the same order. */
function gaps(lines: readonly Line[]): Fault[] {
  const versions = new Map<string, number>()
  return lines.flatMap((line, index) => {
    const version = (versions.get(line.stream) ?? 0) + 1
    versions.set(line.stream, version)
    const faults: Fault[] = []
    if (line.position !== BigInt(index + 1))
      faults.push(fault('gap', `at ${index + 1} stands ${nameOf(line)}`))
    if (line.version !== version) faults.push(fault('gap', `not version ${version}: ${nameOf(line)}`))
    return faults
  })
}

/** What caused an event stands before it. */
function effectsBeforeCauses(lines: readonly Line[], found: ReadonlyMap<string, Line>): Fault[] {
  return lines.flatMap((line) => {
    if (line.causationId === null) return []
    const cause = found.get(line.causationId)
    if (cause !== undefined && cause.position < line.position) return []
    return [fault('order', `${nameOf(line)} stands without, or before, its cause ${line.causationId}`)]
  })
}

/** An intent is followed, in its stream, by what became of it, and by that alone. */
function unpaired(lines: readonly Line[]): Fault[] {
  const last = new Map<string, Line>()
  const faults: Fault[] = []
  for (const line of lines) {
    const before = last.get(line.stream)
    if (before?.type === 'CommandIntended' && line.causationId !== before.id) {
      faults.push(fault('unpaired', `${nameOf(before)} is followed by ${nameOf(line)}`))
    }
    last.set(line.stream, line)
  }
  for (const line of last.values()) {
    if (line.type === 'CommandIntended') faults.push(fault('open', nameOf(line)))
  }
  return faults
}

/** What was read once is read again, in the same place and with the same content. */
function changed({ reader, lines }: Reading, end: readonly Line[]): Fault[] {
  const index = lines.findIndex((line, place) => {
    const now = end[place]
    return now === undefined || now.id !== line.id || now.hash !== line.hash || now.position !== line.position
  })
  const line = lines[index]
  if (line === undefined) return []
  const now = end[index]
  const instead = now === undefined ? 'where now nothing stands' : `where now stands ${nameOf(now)}`
  return [fault('changed', `${reader} read ${nameOf(line)}, ${instead}`)]
}

/** Every fault of the log at the end of a storm; none where it has kept its promises. */
export function findFaults(evidence: Evidence): readonly Fault[] {
  const { acknowledged, promised, readings, end, unsound } = evidence
  const found = byId(end)
  const events = told(({ id }) => id, end)
  const deeds = told(({ deed }) => deed, end)
  return [
    ...[...acknowledged].flatMap(([writer, acks]) => [
      ...lost(writer, acks, found),
      ...shuffled(writer, acks, found),
    ]),
    ...promised.filter((deed) => !deeds.has(deed)).map((deed) => fault('lost', `the deed ${deed}`)),
    ...twice('event', events),
    ...twice('deed', deeds),
    ...torn(end),
    ...gaps(end),
    ...effectsBeforeCauses(end, found),
    ...unpaired(end),
    ...untrue(evidence, found),
    ...readings.flatMap((reading) => changed(reading, end)),
    ...unsound.map((id) => fault('unsound', id)),
  ]
}

/** Reads a journal: one JSON list of changes a line. */
import type { Change } from '../core/state.js'

const NEWLINE = 10

export interface ParsedJournal {
  readonly batches: readonly (readonly Change[])[]
  /** Bytes of the sound part: the next line goes there. */
  readonly length: number
}

/** A last line that is torn (no end, or unreadable) is left out; an unreadable line before the last one is an error. */
export function parseJournal(bytes: Buffer): ParsedJournal {
  const batches: (readonly Change[])[] = []
  let start = 0
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    const changes = parseLine(bytes.toString('utf8', start, end))
    if (!changes) {
      if (end + 1 < bytes.length) throw new Error(`line ${batches.length + 1} is damaged`)
      break
    }
    batches.push(changes)
    start = end + 1
  }
  return { batches, length: start }
}

function parseLine(line: string): readonly Change[] | undefined {
  try {
    const parsed: unknown = JSON.parse(line)
    return Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

/** Where changes are kept: what has been answered is on the disk, whatever kills the process next. */
import { constants } from 'node:fs'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Change } from '../core/state.js'
import { messageOf } from '../thrown.js'
import { parseJournal } from './parse-journal.js'

export interface Journal {
  /** Resolves when the changes are durable; rejects when none of them is. One call at a time. */
  append(changes: readonly Change[]): Promise<void>
  close(): Promise<void>
}

/** Keeps nothing: for a double that lives in memory. */
export const memoryJournal: Journal = {
  append: async () => {},
  close: async () => {},
}

const FILE_NAME = 'stripe-double.jsonl'

/**
 * Opens the journal in `dataDir` (made when absent) and hands every batch in it to `replay`, oldest first.
 * A last line that a crash tore is cut off; damage anywhere else is an error that names the line.
 */
export async function openJournal(
  dataDir: string,
  replay: (changes: readonly Change[]) => void,
): Promise<Journal> {
  const path = join(dataDir, FILE_NAME)
  await mkdir(dataDir, { recursive: true })
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  try {
    const { batches, length } = parseJournal(await file.readFile())
    for (const changes of batches) replay(changes)
    await file.truncate(length)
    if (length === 0) await syncDirectory(path)
    return createFileJournal(file, length)
  } catch (error) {
    await file.close()
    throw new Error(`cannot read ${path}: ${messageOf(error)}`, { cause: error })
  }
}

function createFileJournal(file: FileHandle, startLength: number): Journal {
  let length = startLength
  return {
    append: async (changes) => {
      const line = Buffer.from(`${JSON.stringify(changes)}\n`)
      try {
        await writeAll(file, line, length)
        await file.sync()
      } catch (error) {
        // What a failed write left behind must not stand before the next line.
        await file.truncate(length)
        throw error
      }
      length += line.length
    },
    close: () => file.close(),
  }
}

/** One write may take fewer bytes than it was given. */
async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const result = await file.write(bytes, written, bytes.length - written, position + written)
    written += result.bytesWritten
  }
}

/** A new file's name is durable only once its folder is. */
async function syncDirectory(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

// A supergraph that stands in a file, which may be changed while it is served: written in place, or renamed over.
import { unwatchFile, watchFile } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Log } from '@ticketing/service-kit'

/** How often the file is looked at. Asking finds a file system's every way of changing one, network mounts included. */
const INTERVAL_MS = 500

export interface FollowOptions {
  readonly path: string
  /** What is served already. */
  readonly served: string
  /** Rejects when the new text cannot be served. */
  readonly replace: (supergraphSdl: string) => Promise<void>
  readonly log: Log
}

const reasonOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault))

/** Offers each new text to `replace`, one after the other. The function given back ends it, after what is under way. */
export function followFile({ path, served, replace, log }: FollowOptions): () => Promise<void> {
  let seen = served
  let last: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    try {
      const text = await readFile(path, 'utf8')
      // Empty: cut off to be written anew.
      if (text === seen || text === '') return
      seen = text
      await replace(text)
      log.info({ path }, 'the changed supergraph is served')
    } catch (fault) {
      log.error(
        { path, reason: reasonOf(fault) },
        'the changed supergraph is not served: the old one still is',
      )
    }
  }

  const listener = () => {
    last = last.then(look)
  }
  watchFile(path, { interval: INTERVAL_MS, persistent: false }, listener)
  // It may have changed since it was read.
  listener()
  return () => {
    unwatchFile(path, listener)
    return last
  }
}

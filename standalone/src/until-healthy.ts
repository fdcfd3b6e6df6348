import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'

const PATIENCE_MS = 20_000
const INTERVAL_MS = 40

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok
  } catch {
    return false
  }
}

/** Resolves when the child answers GET /healthz; rejects with one line when it ends, or does not answer in 20 s. */
export async function untilHealthy(child: ChildProcess, url: string, name: string): Promise<void> {
  const gaveUp = new AbortController()
  const ended = once(child, 'exit', { signal: gaveUp.signal }).then(() => {
    throw new Error(`The ${name} subgraph ended while it was starting`)
  })
  const answers = async (): Promise<void> => {
    for (let waited = 0; waited < PATIENCE_MS; waited += INTERVAL_MS) {
      if (gaveUp.signal.aborted || (await isHealthy(url))) return
      await pause(INTERVAL_MS)
    }
    throw new Error(`The ${name} subgraph does not answer at ${url}`)
  }
  try {
    await Promise.race([ended, answers()])
  } finally {
    gaveUp.abort()
    ended.catch(() => undefined)
  }
}

import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** After this a child is killed; its own open requests get 10 s of it. */
export const STOP_CHILD_MS = 12_000

/** Asks a child process to end and waits until it has; one that does not is killed. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const impatient = setTimeout(() => child.kill('SIGKILL'), STOP_CHILD_MS)
  await exited
  clearTimeout(impatient)
}

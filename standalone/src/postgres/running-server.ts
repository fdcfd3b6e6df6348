// The server that another process of ours has started in a data directory.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { commandLine, exists } from './process-identity.js'

/** Its port; null when none is at work there. */
export async function findRunningServer(dataDir: string): Promise<number | null> {
  const cluster = path.join(path.resolve(dataDir), 'postgres')
  const lockFile = path.join(cluster, 'postmaster.pid')
  const lines = (await readFile(lockFile, 'utf8').catch(() => '')).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port)) return null
  // The file outlives a server that was killed, and its number may belong to another program by now.
  const isOurs = exists(pid) && ((await commandLine(pid))?.includes(cluster) ?? false)
  return isOurs && lines[7]?.trim() === 'ready' ? port : null
}

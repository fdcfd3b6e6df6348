// Recognises a process after a restart of ours, when its number may already belong to another one.

import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

async function ps(pid: number, column: string): Promise<string | null> {
  try {
    const { stdout } = await run('ps', ['-o', `${column}=`, '-p', String(pid)])
    return stdout.trim() || null
  } catch {
    return null
  }
}

/** Whether the number is in use; a zombie counts, as it does for PostgreSQL. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The command line with its arguments parted by NUL or spaces; null when there is no such process, '' for a zombie. */
export async function commandLine(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return ps(pid, 'command')
  return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
}

/** When the process began, in the system's own format: tells two processes with one number apart. Null: no such process. */
export async function startOf(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return ps(pid, 'lstart')
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (text === null) return null
  // The second field is a name in brackets that may hold spaces; the state is the 3rd field, the start the 22nd.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? null : (fields[19] ?? null)
}

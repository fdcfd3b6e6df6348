// SIGKILL for a process with all its children at once, as a loss of power would end them: none may finish its work.
import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const LOOK_EVERY_MS = 5

/** Process numbers with those of their parents. */
async function parents(): Promise<readonly (readonly [pid: number, parent: number])[]> {
  if (process.platform !== 'linux') {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid='])
    return stdout.split('\n').map((row) => {
      const [pid = 0, parent = 0] = row.trim().split(/\s+/).map(Number)
      return [pid, parent] as const
    })
  }
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  return Promise.all(pids.map(async (pid) => [Number(pid), Number((await fieldsOf(pid))[1])] as const))
}

/** What Linux says of a process after its name: the state, the parent … */
async function fieldsOf(pid: number | string): Promise<readonly string[]> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return status.slice(status.lastIndexOf(')') + 2).split(' ')
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  return (await parents()).flatMap(([child, parent]) => (parent === pid ? [child] : []))
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ESRCH') throw fault
  }
}

/** A zombie has ended, even where nobody collects it. */
async function lives(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  return (await fieldsOf(pid))[0] !== 'Z'
}

/** Resolves when none of them runs any more. */
export async function killFamily(pid: number): Promise<void> {
  // A process that is stopped makes no further children while they are counted.
  send(pid, 'SIGSTOP')
  const family = [pid, ...(await childrenOf(pid))]
  for (const member of family) send(member, 'SIGKILL')
  while ((await Promise.all(family.map(lives))).includes(true)) await pause(LOOK_EVERY_MS)
}

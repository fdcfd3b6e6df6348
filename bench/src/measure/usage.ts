// What processes use, as Linux counts it in /proc.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const TICK_MS = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** The fields after the name, which may hold spaces: state is the first. */
function statOf(pid: number | string): readonly string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

/** All threads, user and system, and its children as far as they have ended. */
function ticksOf(pid: number | string): number {
  const stat = statOf(pid)
  return [11, 12, 13, 14].reduce((sum, field) => sum + Number(stat[field]), 0)
}

/** What these processes have used since they began. */
export const cpuMs = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + ticksOf(pid), 0) * TICK_MS

/** A process and its living children, as a database server has them. Its ended ones are counted with itself. */
export function cpuMsWithChildren(parent: number): number {
  let ticks = ticksOf(parent)
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      if (Number(statOf(name)[1]) === parent) ticks += ticksOf(name)
    } catch {
      // It ended while we looked.
    }
  }
  return ticks * TICK_MS
}

/** Resident memory. */
export function rssMb(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0)
  })
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024
}

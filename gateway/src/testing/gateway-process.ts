// The gateway as a process of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { createLogLines } from './log-lines.js'

const MAIN = fileURLToPath(new URL('../main.js', import.meta.url))

/** With nothing else in its environment. */
export function startGatewayProcess(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = once(child, 'exit')
  const logged = createLogLines()
  createInterface({ input: child.stdout }).on('line', logged.add).on('close', logged.end)
  return {
    logged,
    /** Where it answers, once it does. */
    url: async () => String((await logged.until('ready')).url),
    /** All that it wrote to stderr, once it has ended. */
    complaint: text(child.stderr),
    /** Code and signal. */
    exited,
    signal: (name: NodeJS.Signals) => child.kill(name),
    /** Kills it, where it has not left by itself. */
    async end() {
      if (child.kill('SIGKILL')) await exited
    },
  }
}

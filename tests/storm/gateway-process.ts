// A gateway in a process of its own, as `npm start` runs it over a backend that is there already.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(import.meta.resolve('@ticketing/standalone').replace(/index\.js$/, 'main.js'))

export interface GatewayProcess {
  readonly url: string
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
  /** Lets it end what it is at. */
  stop(): Promise<void>
}

/** Resolves when it answers. `onEnd`: it ended by itself. */
export async function startGatewayProcess(
  env: Readonly<Record<string, string>>,
  onEnd: (how: string) => void,
): Promise<GatewayProcess> {
  const child = fork(MAIN, { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const exited = once(child, 'exit')
  let asked = false
  child.once('exit', (code, signal) => {
    if (!asked) onEnd(`a gateway ended with ${code ?? signal}`)
  })
  const end = (signal: NodeJS.Signals) => async () => {
    asked = true
    child.kill(signal)
    await exited
  }
  if (child.stdout === null) throw new Error('a gateway has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /GraphQL\s+(\S+)\/graphql/.exec(line)?.[1]
    if (url !== undefined) return { url, kill: end('SIGKILL'), stop: end('SIGTERM') }
  }
  throw new Error('a gateway did not start')
}

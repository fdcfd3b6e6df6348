// The processes that this run starts, and the only ones that it ends.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const START_MS = 60_000
const STOP_MS = 10_000

export interface Child {
  readonly pid: number
  readonly process: ChildProcess
  /** What it told when it was ready. */
  readonly url: string
}

const running = new Set<ChildProcess>()

function start(module: string, args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const path = fileURLToPath(new URL(`./processes/${module}.js`, import.meta.url))
  const child = fork(path, [...args], {
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

function inTime<T>(what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} was not ready in ${START_MS / 1000} s`)), START_MS)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

const ended = (child: ChildProcess, what: string): Promise<never> =>
  once(child, 'exit').then(([code]) => Promise.reject(new Error(`${what} ended with code ${code}`)))

/** A module of processes/, which says itself when it is ready. */
export async function startProcess(module: string, settings: object): Promise<Child> {
  const child = start(module, [], {})
  child.send(settings)
  const told = once(child, 'message').then(([message]) => message as { ready: string })
  const { ready } = await inTime(module, Promise.race([told, ended(child, module)]))
  return { pid: child.pid ?? 0, process: child, url: ready }
}

async function untilHealthy(healthUrl: string): Promise<void> {
  for (;;) {
    const isUp = await fetch(healthUrl).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** As `npm start` and the Dockerfile bound the heap. */
const HEAP = '--max-old-space-size=1024 --max-semi-space-size=16'

/** A main of the project as it is, told by its environment, on the port that this names. */
export async function startMain(main: string, env: Readonly<Record<string, string>>): Promise<Child> {
  const path = fileURLToPath(new URL(`../../${main}`, import.meta.url))
  const child = start('run-main', [path], {
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    NODE_OPTIONS: HEAP,
    ...env,
  })
  const url = `http://127.0.0.1:${env.PORT}/graphql`
  const healthy = untilHealthy(`http://127.0.0.1:${env.PORT}/healthz`)
  await inTime(main, Promise.race([healthy, ended(child, main)]))
  return { pid: child.pid ?? 0, process: child, url }
}

/** Sends a message and gives the answer. */
export async function ask<Answer>({ process: child }: Child, question: object): Promise<Answer> {
  const settled = new AbortController()
  const { signal } = settled
  const answered = once(child, 'message', { signal })
  const gone = once(child, 'exit', { signal }).then(() => {
    throw new Error('a process of the bench ended')
  })
  child.send(question)
  try {
    return (await Promise.race([answered, gone]))[0] as Answer
  } finally {
    settled.abort()
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await exited
  clearTimeout(timer)
}

/** All that was started and still runs. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(stop))
}

import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { afterEach, describe, expect, it } from '@jest/globals'
import { createLog } from '@ticketing/service-kit'
import {
  pauseAfter,
  type SupervisedChild,
  type SupervisedChildOptions,
  superviseChild,
} from './supervised-child.js'

const ALIVE = 'process.send("ready"); setInterval(() => {}, 1000)'
const supervised: SupervisedChild<unknown>[] = []

afterEach(async () => {
  await Promise.all(supervised.splice(0).map((child) => child.close()))
})

async function untilReady(child: ChildProcess): Promise<string> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('it ended')))
  const [message] = await Promise.race([once(child, 'message'), ended])
  return String(message)
}

const noPause = async () => undefined

/** `scripts`: what each start runs, the last of them for ever. */
function supervise(scripts: string[], pause: SupervisedChildOptions<unknown>['pause'] = noPause) {
  const logged: Record<string, unknown>[] = []
  const back: ((child: ChildProcess) => void)[] = []
  const forked: ChildProcess[] = []
  const child = superviseChild({
    name: 'a part',
    log: createLog({ name: 'test', destination: { write: (line) => logged.push(JSON.parse(line)) } }),
    now: Date.now,
    fork() {
      const script = scripts[Math.min(forked.length, scripts.length - 1)] ?? ''
      const process_ = spawn(process.execPath, ['-e', script], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
      forked.push(process_)
      return process_
    },
    untilReady,
    onBack: (started) => back.shift()?.(started),
    pause,
  })
  supervised.push(child)
  const nextBack = () => new Promise<ChildProcess>((resolve) => back.push(resolve))
  return { child, logged, forked, nextBack }
}

function killed(child: ChildProcess): ChildProcess {
  if (child.pid === undefined) throw new Error('it has no process')
  process.kill(child.pid, 'SIGKILL')
  return child
}

describe('superviseChild', () => {
  it('starts a killed child again and says who ended, and how', async () => {
    const { child, logged, nextBack } = supervise([ALIVE])
    expect(await child.ready).toBe('ready')
    const back = nextBack()
    const { pid } = killed(child.child)
    const again = await back
    expect(again.pid).not.toBe(pid)
    expect(child.child).toBe(again)
    expect(logged[0]).toMatchObject({ level: 'error', child: 'a part', pid, code: null, signal: 'SIGKILL' })
  })

  it('goes on after a start that fails', async () => {
    const { child, logged, forked, nextBack } = supervise([ALIVE, 'process.exit(3)', ALIVE])
    await child.ready
    const back = nextBack()
    killed(child.child)
    await back
    expect(forked).toHaveLength(3)
    expect(logged).toContainEqual(expect.objectContaining({ level: 'error', code: 3 }))
  })

  it('starts nothing once it is closed', async () => {
    const { child, logged, forked } = supervise([ALIVE])
    await child.ready
    await child.close()
    expect(forked).toHaveLength(1)
    expect(logged).toEqual([])
  })

  it('starts nothing when it is closed while the child is away', async () => {
    const pausing = new EventEmitter()
    const { child, forked } = supervise([ALIVE], async (_, signal) => {
      pausing.emit('pause')
      await once(signal, 'abort')
      signal.throwIfAborted()
    })
    await child.ready
    const away = once(pausing, 'pause')
    killed(child.child)
    await away
    await child.close()
    expect(forked).toHaveLength(1)
  })

  it('starts nothing after a first start that fails', async () => {
    const { child, forked } = supervise(['process.exit(1)', ALIVE])
    await expect(child.ready).rejects.toThrow('it ended')
    await child.close()
    expect(forked).toHaveLength(1)
  })
})

describe('pauseAfter', () => {
  it('allows a few starts in the first minute and two a minute later', () => {
    const pauses = Array.from({ length: 10 }, (_, index) => pauseAfter(index + 1))
    let elapsed = 0
    const inFirstMinute = pauses.filter((pause) => {
      elapsed += pause
      return elapsed <= 60_000
    })
    expect(inFirstMinute).toHaveLength(6)
    expect(pauses.at(-1)).toBe(30_000)
  })
})

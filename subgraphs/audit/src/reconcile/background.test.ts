import { expect, it } from '@jest/globals'
import { CodedError, createLog } from '@ticketing/service-kit'
import { startBackground } from './background.js'
import type { Reconciled, Reconciler } from './reconciler.js'

const log = createLog({ name: 'audit', level: 'silent' })

/** Answers each run in turn, and tells when they are used up. */
function scripted(runs: readonly (() => Promise<Reconciled>)[], isDue = true) {
  let looked = 0
  let end = () => {}
  const over = new Promise<void>((resolve) => {
    end = resolve
  })
  const reconciler: Reconciler = {
    async isDue() {
      looked += 1
      if (!isDue && looked === 3) end()
      return isDue
    },
    async run({ signal }) {
      const next = runs[looked - 1]
      if (next !== undefined) return next()
      end()
      // Under way until it is told to end.
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    },
  }
  return { reconciler, over }
}

it('goes on after failures, and ends what is under way when it is closed', async () => {
  const fail = (fault: Error) => async () => {
    throw fault
  }
  const { reconciler, over } = scripted([
    fail(new CodedError('BACKEND_UNAVAILABLE', 'The backend is away.')),
    fail(new CodedError('CONFLICT', 'Another process is at it.')),
    async () => ({ rows: 0, events: 0, left: 0 }),
  ])
  const background = startBackground({ reconciler, everyMs: 1, log })
  await over
  await expect(background.close()).resolves.toBeUndefined()
})

it('leaves it to others who did it a moment ago', async () => {
  const { reconciler, over } = scripted([], false)
  const background = startBackground({ reconciler, everyMs: 1, log })
  await over
  await expect(background.close()).resolves.toBeUndefined()
})
